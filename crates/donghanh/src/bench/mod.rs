//! `donghanh bench contest`: what this machine can do on the path of an answer, through the real router and the real
//! server loop, with data on disk before each reply. Nothing is asserted about speed; that every acknowledged answer
//! is in the sealed sheets is.

mod baseline;
mod caller;
mod close;
mod http;
mod load;
mod nation;
mod player;
mod report;
mod stage;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use kernel::lang::Lang;
use platform::db;

use self::caller::{Site, Tally};
use self::http::Member;
use self::player::Player;
use self::report::Figures;
use self::stage::{Folder, Served, Stage};
use crate::serve::print;
use crate::wire::StartError;
use crate::words::Say;

/// Concurrent members of the first part.
const LINES: usize = 64;
/// Saves always in flight in the second part.
const IN_FLIGHT: usize = 512;
/// Saves offered a second, whatever the server does; the second rate only where the machine can take it.
const OFFERED: (u32, u32) = (2_000, 10_000);
/// Members made for each second of the first part; on a machine that needs more the part ends earlier.
const MEMBERS_A_SECOND: u64 = 2_500;
const MEMBERS_AT_MOST: u64 = 120_000;

const PREPARING: Say = Say("Chuẩn bị {n} đoàn viên trong {f}", "Preparing {n} members in {f}");
const PARTS: [Say; 5] = [
    Say("Lượt thi trọn vẹn", "Whole attempts"),
    Say("Mức nền", "Baseline"),
    Say("Lưu câu trả lời", "Saves"),
    Say("Lưu theo nhịp đến", "Saves at an offered rate"),
    Say("Đóng, niêm phong, chấm", "Closing, sealing, marking"),
];
const LOST: Say = Say(
    "HỎNG: {n} câu trả lời đã báo lưu không có trong bài niêm phong",
    "BROKEN: {n} acknowledged answers are not in the sealed sheets",
);
const NATION: Say = Say(
    "29.615 đơn vị, 15.000 lần chuyển cấp trên trong sáu năm, 685.440 lần xác nhận số liệu, {n} đoàn viên",
    "29,615 units, 15,000 moves in six years, 685,440 confirmed headcounts, {n} members",
);
const NOBODY: Say = Say("Không lượt thi nào trọn vẹn: ", "Not one attempt was whole: ");

/// How large a measurement is.
#[derive(Clone, Copy, Debug)]
struct Size {
    span: Duration,
    members: usize,
    lines: usize,
    in_flight: usize,
}

impl Size {
    fn of(seconds: u64) -> Self {
        // Both ends of each connection are in this process; the rest is for the database and the operating system.
        let files = close::open_files().map_or(IN_FLIGHT, |most| most.saturating_sub(200) / 2);
        let in_flight = IN_FLIGHT.min(files).max(1);
        let members = (seconds * MEMBERS_A_SECOND).min(MEMBERS_AT_MOST);
        Self {
            span: Duration::from_secs(seconds),
            members: usize::try_from(members).unwrap_or(1) + in_flight,
            lines: LINES.min(in_flight),
            in_flight,
        }
    }
}

/// Measures units and their history with so many people, and prints each figure beside its bar.
pub async fn units(people: usize, lang: Lang) -> Result<(), StartError> {
    print(&format!("{}\n", NATION.to(lang).replace("{n}", &people.to_string())));
    for figure in nation::measure(people).await? {
        print(&figure.line(lang));
    }
    Ok(())
}

/// Measures for `seconds` a part, prints the table, and writes the JSON to a file or, without one, behind the table.
pub async fn contest(seconds: u64, json: Option<&Path>, lang: Lang) -> Result<(), StartError> {
    let say = |part: &str| print(&format!("  … {part}\n"));
    let figures = measure(Size::of(seconds.max(1)), lang, &say).await?;
    print(&report::table(&figures, lang));
    let text = serde_json::to_string_pretty(&figures).map_err(StartError::other)? + "\n";
    match json {
        Some(path) => std::fs::write(path, text).map_err(|source| StartError::File {
            what: path.display().to_string(),
            source,
        })?,
        None => print(&format!("\n{text}")),
    }
    if figures.lost_answers > 0 {
        return Err(StartError::other(
            LOST.to(lang).replace("{n}", &figures.lost_answers.to_string()),
        ));
    }
    Ok(())
}

fn note(refused: &mut BTreeMap<String, u64>, tally: &Tally) {
    for ((step, status), n) in &tally.refused {
        *refused.entry(format!("{step} {status}")).or_default() += n;
    }
}

async fn measure(size: Size, lang: Lang, say: &(dyn Fn(&str) + Sync)) -> Result<Figures, StartError> {
    let part = |n: usize| say(PARTS.get(n).map_or("", |s| s.to(lang)));
    let folder = Folder::fresh()?;
    let told = PREPARING.to(lang).replace("{n}", &size.members.to_string());
    say(&told.replace("{f}", &folder.0.display().to_string()));
    let database = folder.database("contest.db").await?;
    let stage = Stage::build(&folder.0, database, size.members).await?;
    let app = stage.house.app.clone();
    let served = Served::start(stage.router()?).await?;
    let site = Site {
        address: served.address,
        period: stage.period,
        save: "/thi/luu",
    };
    let mut figures = Figures {
        in_flight: size.in_flight,
        offered_per_s: OFFERED.0,
        seconds: size.span.as_secs_f64(),
        cores: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        engine: db::engine_name(app.db.engine()),
        ..Figures::default()
    };
    let (cookies, at) = (stage.cookies.clone(), site.clone());
    let mut members = load::apart(move || load::tokens(at, stage::TOKEN, cookies, size.lines)).await?;
    // Whoever takes part comes with a session that is not in memory yet.
    app.sessions.forget_all();
    let savers = members.split_off(members.len().saturating_sub(size.in_flight));
    let before = close::space(&app.db).await?;

    part(0);
    let mut players = whole(&site, members, size, &mut figures).await?;
    if figures.attempts == 0 {
        return Err(StartError::other(format!("{}{:?}", NOBODY.to(lang), figures.refused)));
    }
    let grown = close::space(&app.db).await? - before;
    figures.bytes_per_attempt_before_seal = report::each(grown, players.len());

    part(1);
    bare(&folder, &savers, size, &mut figures).await?;
    part(2);
    let savers = busy(&site, savers, size, &mut figures).await?;
    part(3);
    players.extend(steady(&site, savers, size, &mut figures).await?);

    figures.rss_mb = close::resident().map_or(0.0, report::megabytes);
    figures.open_attempts = stage.house.contests.desk.load().0;
    part(4);
    figures.close_ms = report::ms(close::close(&stage).await?);
    let check = close::check(&stage, &players).await?;
    figures.close_attempts = check.sheets;
    figures.checked_answers = check.compared;
    figures.lost_answers = check.lost;
    figures.bytes_per_attempt = report::each(close::space(&app.db).await? - before, check.sheets);
    served.stop();
    Ok(figures)
}

/// Whole attempts; those who took part.
async fn whole(
    site: &Site,
    members: Vec<Member>,
    size: Size,
    figures: &mut Figures,
) -> Result<Vec<Player>, StartError> {
    let site = site.clone();
    let mut tally = load::apart(move || load::attempts(site, members, size.lines, size.span)).await?;
    note(&mut figures.refused, &tally);
    figures.attempts = tally.attempts;
    figures.attempts_per_s = report::per_second(usize::try_from(tally.attempts).unwrap_or(0), tally.took);
    (figures.attempt_save_p50_ms, figures.attempt_save_p95_ms) = report::p50_p95(&mut tally.saves);
    figures.paper_bytes = tally.paper_bytes;
    Ok(tally.players)
}

/// The baseline, over a database of its own beside the other one.
async fn bare(folder: &Folder, savers: &[Member], size: Size, figures: &mut Figures) -> Result<(), StartError> {
    let served = Served::start(baseline::router(folder.database("baseline.db").await?).await?).await?;
    let site = Site {
        address: served.address,
        period: 0,
        save: baseline::SAVE,
    };
    let players = (1..)
        .zip(savers)
        .map(|(attempt, member)| Player::new(member.clone(), attempt))
        .collect();
    let tally = load::apart(move || load::saves(site, players, size.span)).await?;
    served.stop();
    for ((step, status), n) in &tally.refused {
        *figures.refused.entry(format!("baseline {step} {status}")).or_default() += n;
    }
    figures.baseline_saves_per_s = report::per_second(tally.saves.len(), tally.took);
    Ok(())
}

/// Saves without pause on attempts that stay open.
async fn busy(site: &Site, savers: Vec<Member>, size: Size, figures: &mut Figures) -> Result<Vec<Player>, StartError> {
    let at = site.clone();
    let opened = load::apart(move || load::open(at, savers, size.lines)).await?;
    note(&mut figures.refused, &opened);
    let (at, players) = (site.clone(), opened.players);
    let mut tally = load::apart(move || load::saves(at, players, size.span)).await?;
    note(&mut figures.refused, &tally);
    figures.saves_per_s = report::per_second(tally.saves.len(), tally.took);
    figures.saves_ratio = report::share(figures.saves_per_s, figures.baseline_saves_per_s);
    (_, figures.busy_save_p95_ms) = report::p50_p95(&mut tally.saves);
    Ok(tally.players)
}

/// Saves at a rate of their own.
async fn steady(
    site: &Site,
    players: Vec<Player>,
    size: Size,
    figures: &mut Figures,
) -> Result<Vec<Player>, StartError> {
    let at = site.clone();
    let mut tally = load::apart(move || load::offered(at, players, OFFERED.0, size.span)).await?;
    note(&mut figures.refused, &tally);
    (figures.save_p50_ms, figures.save_p95_ms) = report::p50_p95(&mut tally.saves);
    if figures.saves_per_s <= f64::from(OFFERED.1) {
        return Ok(tally.players);
    }
    let (at, players) = (site.clone(), tally.players);
    let mut tally = load::apart(move || load::offered(at, players, OFFERED.1, size.span)).await?;
    note(&mut figures.refused, &tally);
    figures.save_p95_ms_at_10000 = Some(report::p50_p95(&mut tally.saves).1);
    Ok(tally.players)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_small_measurement_goes_through_and_loses_nothing() {
        let size = Size {
            span: Duration::from_millis(400),
            members: 48,
            lines: 8,
            in_flight: 16,
        };
        let figures = measure(size, Lang::Vi, &|_| ()).await.unwrap();
        assert_eq!(figures.refused, BTreeMap::new());
        assert!(
            figures.attempts > 0 && figures.saves_per_s > 0.0 && figures.baseline_saves_per_s > 0.0,
            "{figures:?}"
        );
        assert_eq!(figures.lost_answers, 0);
        let whole = usize::try_from(figures.attempts).unwrap();
        assert_eq!(
            (figures.open_attempts, figures.close_attempts),
            (whole + 16, whole + 16)
        );
        assert_eq!(figures.checked_answers, (whole + 16) * 21);
    }
}
