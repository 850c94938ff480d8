//! `donghanh doctor`: the values in force, and whether everything that can be examined is right.

use std::path::Path;
use std::process::Command;

use axum::http::Method;
use contest::store::contests;
use kernel::clock::Millis;
use kernel::lang::Lang;
use kernel::time::{self, MINUTE};
use platform::audit::{self, Chain};
use platform::db::{self, Db, Engine};

use super::{Told, fill, look, place, shown, words};
use crate::config::{self, Config, Source};
use crate::wire::{self, House, StartError};
use crate::words::Say;

/// Lines with a tick or a cross.
struct Sheet {
    lang: Lang,
    text: String,
    wrong: usize,
}

impl Sheet {
    fn head(&mut self, say: Say) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(say.to(self.lang));
        self.text.push('\n');
    }

    fn line(&mut self, good: bool, text: &str) {
        self.text.push_str(if good { "  ✓ " } else { "  ✗ " });
        self.text.push_str(text);
        self.text.push('\n');
        if !good {
            self.wrong = self.wrong.saturating_add(1);
        }
    }

    fn good(&mut self, say: Say, values: &[&str]) {
        self.line(true, &fill(say, self.lang, values));
    }

    fn bad(&mut self, say: Say, values: &[&str]) {
        self.line(false, &fill(say, self.lang, values));
    }

    /// A value in force and where it came from.
    fn set(&mut self, name: &str, value: &str, from: Source) {
        let from = match from {
            Source::Given => words::FROM_GIVEN,
            Source::File => words::FROM_FILE,
            Source::Default => words::FROM_DEFAULT,
        };
        self.text
            .push_str(&format!("    {name:<14}{value}  ({})\n", from.to(self.lang)));
    }
}

/// Examines configuration and database; changes neither.
pub async fn run(config: &Config, now: Millis, lang: Lang) -> Result<Told, StartError> {
    let mut sheet = Sheet {
        lang,
        text: String::new(),
        wrong: 0,
    };
    configuration(&mut sheet, config);
    sheet.head(words::HEAD_MACHINE);
    disk(&mut sheet, config);
    sheet.head(words::HEAD_DATABASE);
    if let Err(error) = database(&mut sheet, config, now).await {
        sheet.bad(words::UNREADABLE, &[&error.to_string()]);
    }
    sheet.text.push('\n');
    let end = if sheet.wrong == 0 {
        words::ALL_WELL.to(lang).to_owned()
    } else {
        fill(words::NOT_WELL, lang, &[&sheet.wrong.to_string()])
    };
    sheet.text.push_str(&end);
    sheet.text.push('\n');
    Ok(Told {
        ok: sheet.wrong == 0,
        text: sheet.text,
    })
}

fn configuration(sheet: &mut Sheet, config: &Config) {
    sheet.head(words::HEAD_CONFIG);
    let file = config
        .file
        .as_deref()
        .map_or_else(|| words::NO_CONFIG_FILE.to(sheet.lang).to_owned(), shown);
    sheet.good(words::CONFIG_FILE, &[&file]);
    let yes = |yes: bool| if yes { "true" } else { "false" };
    sheet.set("listen", &config.listen.value.to_string(), config.listen.from);
    sheet.set("data", &shown(&config.data.value), config.data.from);
    sheet.set(
        "database",
        &config::without_password(&config.database.value),
        config.database.from,
    );
    sheet.set("public_url", &config.public_url.value, config.public_url.from);
    sheet.set("behind_proxy", yes(config.behind_proxy.value), config.behind_proxy.from);
    sheet.set(
        "connections",
        &config.connections.value.to_string(),
        config.connections.from,
    );
    sheet.set("log", &config.log.value, config.log.from);
    sheet.set("log_json", yes(config.log_json.value), config.log_json.from);
    if let Some(oidc) = &config.oidc {
        // The secret stays where it is.
        sheet.set("oidc", &format!("{} ({})", oidc.issuer, oidc.client_id), Source::File);
    }
    if config.rehearsal {
        sheet.set("rehearsal", yes(true), Source::Given);
    }
    if !config.public_url.value.starts_with("https://") && !config.listen.value.ip().is_loopback() {
        // Not counted as wrong: a rehearsal in a closed network is no fault.
        let note = fill(words::NOT_HTTPS, sheet.lang, &[&config.public_url.value]);
        sheet.text.push_str(&format!("  ! {note}\n"));
    }
}

/// Less than this on the disk of the data folder is too little for a contest week.
const LITTLE: u64 = 512 * 1024 * 1024;

fn disk(sheet: &mut Sheet, config: &Config) {
    let folder = &config.data.value;
    if !folder.is_dir() {
        sheet.bad(words::NO_FOLDER, &[&shown(folder)]);
        return;
    }
    // The standard library cannot ask; where there is no `df` the line is left out.
    let Some(free) = free_bytes(folder) else { return };
    let lang = sheet.lang;
    let needed = place::file_of(&config.database.value)
        .filter(|_| !place::is_postgres(&config.database.value))
        .and_then(|file| file.metadata().ok())
        .map_or(LITTLE, |file| file.len().max(LITTLE));
    if free < needed {
        sheet.bad(
            words::DISK_LITTLE,
            &[&shown(folder), &words::size(free, lang), &words::size(needed, lang)],
        );
    } else {
        sheet.good(words::DISK_FREE, &[&shown(folder), &words::size(free, lang)]);
    }
}

fn free_bytes(folder: &Path) -> Option<u64> {
    let output = Command::new("df")
        .arg("-Pk")
        .arg(folder)
        .env("LC_ALL", "C")
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let kib: u64 = text.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    kib.checked_mul(1024)
}

async fn database(sheet: &mut Sheet, config: &Config, now: Millis) -> Result<(), StartError> {
    let url = &config.database.value;
    if !place::is_postgres(url)
        && let Some(file) = place::file_of(url)
        && !file.is_file()
    {
        // Connecting would make it; looking must not.
        sheet.bad(words::NO_DATABASE, &[&shown(&file)]);
        return Ok(());
    }
    let db = Db::connect(url).await?;
    let examined = contents(sheet, config, &db, now).await;
    db.close().await?;
    examined
}

async fn contents(sheet: &mut Sheet, config: &Config, db: &Db, now: Millis) -> Result<(), StartError> {
    engine(sheet, config, db).await?;
    let damage = look::damage(db.read()).await?;
    for line in &damage {
        sheet.bad(words::DAMAGE, &[line]);
    }
    if damage.is_empty() && db.engine() == Engine::Sqlite {
        sheet.good(words::UNDAMAGED, &[]);
    }
    let steps = look::steps(db.read()).await?;
    if !steps.present.is_empty() {
        sheet.good(words::STEPS_PRESENT, &[&steps.present.join(", ")]);
    }
    if !steps.missing.is_empty() {
        sheet.bad(words::STEPS_MISSING, &[&steps.missing.join(", ")]);
    }
    for step in &steps.unknown {
        sheet.bad(words::NEWER, &[step]);
    }
    for step in &steps.edited {
        sheet.bad(words::EDITED, &[step]);
    }
    if !steps.are_ours() || !steps.missing.is_empty() {
        return Ok(());
    }
    match audit::verify(db.read()).await? {
        Chain::Whole { events } => sheet.good(words::CHAIN_WHOLE, &[&words::number(events, sheet.lang)]),
        Chain::Broken { at } => sheet.bad(words::CHAIN_BROKEN, &[&at.to_string()]),
    }
    clock(sheet, db, now).await?;
    counts(sheet, db).await?;
    sheets(sheet, db).await?;
    let app = wire::app(wire::service_parts(config, db.clone()).await?).await?;
    let house = House::new(app).await?;
    results(sheet, &house).await?;
    menu(sheet, &house);
    Ok(())
}

async fn engine(sheet: &mut Sheet, config: &Config, db: &Db) -> Result<(), StartError> {
    let (version, size) = match db.engine() {
        Engine::Sqlite => (
            "SELECT sqlite_version() AS v",
            "SELECT page_count * page_size AS n FROM pragma_page_count(), pragma_page_size()",
        ),
        Engine::Postgres => (
            "SELECT current_setting('server_version') AS v",
            "SELECT pg_database_size(current_database()) AS n",
        ),
    };
    let found = db::raw(db.read(), version, vec![]).await?;
    let version: String = found
        .first()
        .map(|row| row.try_get("", "v"))
        .transpose()?
        .unwrap_or_default();
    let size = u64::try_from(db::number(db.read(), size, vec![]).await?).unwrap_or_default();
    let place = config::without_password(&config.database.value);
    sheet.good(
        words::ENGINE,
        &[
            db::engine_name(db.engine()),
            &version,
            &words::size(size, sheet.lang),
            &place,
        ],
    );
    Ok(())
}

/// 1/1/2026: no clock that is right has shown less since this program exists.
const EARLIEST: Millis = 1_767_200_400_000;

async fn clock(sheet: &mut Sheet, db: &Db, now: Millis) -> Result<(), StartError> {
    let last = db::number(db.read(), "SELECT MAX(at) AS n FROM audit_event", vec![]).await?;
    let shows = time::day_and_time(now, sheet.lang);
    if now < EARLIEST {
        sheet.bad(words::CLOCK_WRONG, &[&shows]);
    } else if last > now.saturating_add(MINUTE) {
        sheet.bad(words::CLOCK_BEHIND, &[&shows, &time::day_and_time(last, sheet.lang)]);
    } else {
        sheet.good(words::CLOCK_RIGHT, &[&shows]);
    }
    Ok(())
}

async fn counts(sheet: &mut Sheet, db: &Db) -> Result<(), StartError> {
    let mut values = Vec::new();
    for table in ["unit", "person", "account", "contest", "attempt"] {
        let n = db::number(db.read(), &format!("SELECT COUNT(*) AS n FROM {table}"), vec![]).await?;
        values.push(words::number(n, sheet.lang));
    }
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    sheet.good(words::COUNTS, &values);
    Ok(())
}

/// What was sealed must still be there: a result may come out the same without a sheet that was marked zero.
async fn sheets(sheet: &mut Sheet, db: &Db) -> Result<(), StartError> {
    let sql = "SELECT COUNT(*) AS n FROM attempt a JOIN period p ON p.id = a.period_id
               LEFT JOIN sheet s ON s.attempt_id = a.id WHERE p.sealed_at IS NOT NULL AND s.attempt_id IS NULL";
    match db::number(db.read(), sql, vec![]).await? {
        0 => sheet.good(words::SHEETS_WHOLE, &[]),
        missing => sheet.bad(words::SHEETS_MISSING, &[&words::number(missing, sheet.lang)]),
    }
    Ok(())
}

/// Every result in force is computed again from the sealed papers and held against its hash.
async fn results(sheet: &mut Sheet, house: &House) -> Result<(), StartError> {
    let on = house.app.db.read();
    let (mut right, mut newest) = (0_usize, String::new());
    for contest in contests::all(on).await? {
        for period in contests::periods(on, contest.id).await? {
            let name = format!("{} / {}", contest.slug, period.code);
            match house.contests.result(&period).await {
                Ok(None) => {}
                Ok(Some((row, _))) => {
                    right = right.saturating_add(1);
                    newest = fill(words::RESULT_VERSION, sheet.lang, &[&name, &row.version.to_string()]);
                }
                Err(error) => sheet.bad(words::RESULT_WRONG, &[&name, &error.to_string()]),
            }
        }
    }
    if right > 0 {
        sheet.good(words::RESULTS_RIGHT, &[&right.to_string(), &newest]);
    } else {
        sheet.good(words::RESULTS_NONE, &[]);
    }
    Ok(())
}

/// Every entry of the menu has words in both languages and leads somewhere.
fn menu(sheet: &mut Sheet, house: &House) {
    let routes = house.routes();
    let mut right = 0_usize;
    for item in wire::menu() {
        let leads = routes
            .declared()
            .iter()
            .any(|route| route.method == Method::GET && route.path == item.href);
        let named = Lang::ALL.into_iter().all(|lang| house.app.texts.tr(lang).has(item.key));
        if leads && named {
            right = right.saturating_add(1);
        } else {
            sheet.bad(words::MENU_WRONG, &[item.key, item.href]);
        }
    }
    sheet.good(words::MENU_RIGHT, &[&right.to_string()]);
}
