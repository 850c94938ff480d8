//! `donghanh import`: a list of units or members from a spreadsheet, by the rules of the import page. With a single
//! fault nothing is written. Acts of re-organisation are in the file beside, `acts.rs`.

use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use kernel::lang::Lang;
use organisation::import::Kind;
use organisation::import::apply::{self, DryRunError, Imported, Order};
use organisation::import::check::{Checked, RepairKind, SHOWN};
use organisation::import::columns::{Field, letters};
use organisation::import::fault::Place;
use organisation::import::table::FileFault;
use organisation::store::members::ClashKind;
use organisation::{Organisation, Scope};
use paperwork::error::{BombKind, PaperworkError};
use platform::text::Tr;

use super::{Told, acts, files, fill, shown, words};
use crate::wire::StartError;

/// What to import.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub kind: Kind,
    pub file: &'a Path,
    /// Check only.
    pub dry: bool,
}

/// Checks a list and, without faults and unless it is a dry run, writes it in one transaction.
pub async fn run(org: &Organisation, asked: Asked<'_>, lang: Lang) -> Result<Told, StartError> {
    if !asked.file.is_file() {
        return Ok(Told::refused(fill(words::NO_FILE, lang, &[&shown(asked.file)])));
    }
    let bytes = std::fs::read(asked.file).map_err(files::about(asked.file))?;
    let file = asked
        .file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let tr = org.app.texts.tr(lang);
    let reading = spinner(words::READING.to(lang));
    match asked.kind {
        Kind::Reorg => {
            let told = acts::bring(org, asked.file, &file, bytes, (asked.dry, lang)).await;
            reading.finish_and_clear();
            told
        }
        Kind::Units => {
            let checked = apply::check_units(org, &Scope::All, &file, bytes).await;
            reading.finish_and_clear();
            let checked = match checked {
                Ok(checked) => checked,
                Err(error) => return refused(&tr, asked.file, error),
            };
            let mut told = report(&tr, &checked);
            if told.ok && !asked.dry && something(&checked) {
                let writing = spinner(words::WRITING.to(lang));
                let done = apply::units(org, order(&file, &checked))
                    .await
                    .map_err(StartError::other)?;
                writing.finish_and_clear();
                written(&tr, &mut told, &done);
            }
            Ok(told)
        }
        Kind::Members => {
            let checked = apply::check_members(org, None, &Scope::All, &file, bytes).await;
            reading.finish_and_clear();
            let checked = match checked {
                Ok(checked) => checked,
                Err(error) => return refused(&tr, asked.file, error),
            };
            let mut told = report(&tr, &checked);
            if told.ok && !asked.dry && something(&checked) {
                let bar = bar(words::WRITING.to(lang));
                let progress = |done: u64, all: u64| {
                    bar.set_length(all);
                    bar.set_position(done);
                };
                let done = apply::members(org, order(&file, &checked), &progress)
                    .await
                    .map_err(StartError::other)?;
                bar.finish_and_clear();
                written(&tr, &mut told, &done);
            }
            Ok(told)
        }
    }
}

fn spinner(words: &'static str) -> ProgressBar {
    let spinner = ProgressBar::new_spinner().with_message(words);
    spinner.enable_steady_tick(std::time::Duration::from_millis(120));
    spinner
}

fn bar(words: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(0).with_prefix(words);
    if let Ok(style) = ProgressStyle::with_template("  {prefix} [{bar:24}] {human_pos}/{human_len}") {
        bar.set_style(style);
    }
    bar
}

fn something<T>(checked: &Checked<T>) -> bool {
    !checked.new.is_empty() || !checked.changed.is_empty()
}

fn order<'o, T>(file: &'o str, checked: &'o Checked<T>) -> Order<'o, T> {
    Order {
        actor: None,
        scope: &Scope::All,
        file,
        new: &checked.new,
        changed: &checked.changed,
        skipped: 0,
        draft: None,
    }
}

/// Everything the check found, with every fault.
fn report<T>(tr: &Tr, checked: &Checked<T>) -> Told {
    let lang = tr.lang;
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    let at = |at: &Place| {
        let place = place(tr, at);
        if checked.sheet.is_empty() {
            place
        } else {
            fill(words::IN_SHEET, lang, &[&checked.sheet, &place])
        }
    };
    if !checked.ignored.is_empty() {
        line(fill(words::IGNORED, lang, &[&checked.ignored.join(", ")]));
    }
    for kind in RepairKind::ALL {
        if let Some(count) = checked.repairs.counts.get(&kind) {
            let count = tr.number(i64::try_from(*count).unwrap_or(i64::MAX));
            line(fill(words::REPAIRED, lang, &[&tr.t(kind.key()), &count]));
        }
    }
    for warning in &checked.warnings {
        let why = tr.x(warning.kind.key(), warning.kind.named());
        line(fill(words::WARNING, lang, &[&at(&warning.place), &warning.found, &why]));
    }
    for change in checked.changed.iter().take(SHOWN) {
        line(fill(words::CHANGE, lang, &[&change.row.to_string(), &change.title]));
        for d in &change.differences {
            line(format!(
                "      {}: {} → {}",
                d.heading,
                value(tr, d.field, &d.before),
                value(tr, d.field, &d.after)
            ));
        }
    }
    for fault in &checked.faults {
        let why = tr.x(fault.kind.key(), fault.kind.named());
        let fix = tr.x(&format!("{}-fix", fault.kind.key()), fault.kind.named());
        let found: String = fault.found.chars().take(120).collect();
        let say = if found.is_empty() {
            words::FAULT_EMPTY
        } else {
            words::FAULT
        };
        line(fill(say, lang, &[&at(&fault.place), &found, &why, &fix]));
    }
    let number = |n: usize| tr.number(n);
    line(fill(
        words::CHECKED,
        lang,
        &[
            &number(checked.rows_read),
            &number(checked.new.len()),
            &number(checked.changed.len()),
            &number(checked.same),
        ],
    ));
    let ok = checked.faults.is_empty();
    if !ok {
        line(fill(
            words::FAULTY,
            lang,
            &[&number(checked.faults.len()), &number(checked.faulty_rows())],
        ));
    } else if !something(checked) {
        line(words::NOTHING_TO_CHANGE.to(lang).to_owned());
    }
    Told { text: out, ok }
}

fn written(tr: &Tr, told: &mut Told, done: &Imported) {
    let number = |n: u64| tr.number(i64::try_from(n).unwrap_or(i64::MAX));
    for clash in &done.clashes {
        let what = match clash.what {
            ClashKind::MemberNumber => "org-clash-number",
            ClashKind::Phone => "org-clash-phone",
            ClashKind::Email => "org-clash-email",
        };
        told.text
            .push_str(&format!("  {}: {}\n", clash.member_number, tr.t(what)));
    }
    told.text.push_str(&fill(
        words::IMPORTED,
        tr.lang,
        &[&number(done.new), &number(done.changed)],
    ));
    told.text.push('\n');
}

fn place(tr: &Tr, place: &Place) -> String {
    let heading = match Field::all(Kind::Members)
        .iter()
        .chain(Field::all(Kind::Units))
        .find(|f| f.key() == place.heading)
    {
        // A column that the file lacks bears the template's key.
        Some(field) => tr.t(field.key()),
        None => place.heading.clone(),
    };
    match place.column {
        Some(column) => tr.xyz("org-place", place.row, letters(column), heading),
        None => tr.xy("org-place-no-column", place.row, heading),
    }
}

/// A value of a difference, which is as kept.
fn value(tr: &Tr, field: Field, kept: &str) -> String {
    match field {
        _ if kept.is_empty() => "∅".to_owned(),
        Field::Sex => tr.t(&format!("org-sex-{kept}")),
        Field::KindOf => tr.t(&format!("org-kind-{kept}")),
        Field::Level => tr.t(&format!("org-level-{kept}")),
        Field::Birth => kept
            .parse::<Date>()
            .map_or_else(|_| kept.to_owned(), |day| kernel::time::date(day, tr.lang)),
        _ => kept.to_owned(),
    }
}

fn refused(tr: &Tr, file: &Path, error: DryRunError) -> Result<Told, StartError> {
    match error {
        DryRunError::Database(error) => Err(error.into()),
        DryRunError::File(fault) => Ok(Told::refused(format!("{}: {}", shown(file), unreadable(tr, &fault)))),
        DryRunError::Stopped(said) => Err(StartError::Other(said)),
    }
}

pub(super) fn unreadable(tr: &Tr, fault: &FileFault) -> String {
    let error = match fault {
        FileFault::NoTable { missing } => {
            let names: Vec<String> = missing.iter().map(|field| tr.t(field.key())).collect();
            return tr.x("org-file-no-table", names.join(", "));
        }
        FileFault::TwoColumns { field, first, second } => {
            return tr.xyz(
                "org-file-two-columns",
                tr.t(field.key()),
                letters(*first),
                letters(*second),
            );
        }
        FileFault::NoRows => return tr.t("org-file-no-rows"),
        FileFault::Unreadable(error) => error,
    };
    match error {
        PaperworkError::TooLarge { limit, .. } => tr.x("org-file-too-large", words::size(*limit, tr.lang)),
        PaperworkError::ZipBomb {
            kind: BombKind::Entries,
            ..
        } => tr.t("org-file-bomb-entries"),
        PaperworkError::ZipBomb { .. } => tr.t("org-file-bomb"),
        PaperworkError::Encrypted => tr.t("org-file-encrypted"),
        PaperworkError::OldFormat => tr.t("org-file-old-format"),
        PaperworkError::TooManyRows { limit, .. } => tr.n("org-file-too-many-rows", *limit),
        PaperworkError::TooManyColumns { limit, .. } => tr.n("org-file-too-many-columns", *limit),
        PaperworkError::TooManyCells { limit } => tr.n("org-file-too-many-cells", *limit),
        PaperworkError::Encoding { line } => tr.n("org-file-encoding", *line),
        _ => tr.t("org-file-not-a-table"),
    }
}
