//! `donghanh import acts` and `donghanh export acts`: whole re-organisations in the columns of the page. The import only
//! looks unless it is told to write, and what it writes are drafts: people approve and apply them on the web.

use std::path::Path;

use jiff::Timestamp;
use kernel::lang::Lang;
use organisation::Organisation;
use organisation::import::apply::DryRunError;
use organisation::import::reorg::{self, Checked, file, run, said};
use platform::text::Tr;

use super::{Told, files, fill, import, shown, words};
use crate::wire::StartError;

/// Checks a file of acts and, without faults and when asked to, writes them as drafts.
pub(super) async fn bring(
    org: &Organisation,
    path: &Path,
    name: &str,
    bytes: Vec<u8>,
    (dry, lang): (bool, Lang),
) -> Result<Told, StartError> {
    let tr = org.app.texts.tr(lang);
    let checked = match reorg::check(org, name, bytes).await {
        Ok(checked) => checked,
        Err(error) => return refused(&tr, path, error),
    };
    let mut told = report(&tr, &checked);
    if !told.ok || checked.acts.is_empty() {
        return Ok(told);
    }
    let count = tr.number(checked.acts.len());
    let say = if dry {
        words::ACTS_DRY
    } else {
        reorg::write(org, None, &checked).await.map_err(StartError::other)?;
        words::ACTS_WRITTEN
    };
    told.text.push_str(&fill(say, lang, &[&count]));
    told.text.push('\n');
    Ok(told)
}

fn refused(tr: &Tr, path: &Path, error: DryRunError) -> Result<Told, StartError> {
    match error {
        DryRunError::Database(error) => Err(error.into()),
        DryRunError::File(fault) => Ok(Told::refused(format!(
            "{}: {}",
            shown(path),
            import::unreadable(tr, &fault)
        ))),
        DryRunError::Stopped(said) => Err(StartError::Other(said)),
    }
}

fn report(tr: &Tr, checked: &Checked) -> Told {
    let lang = tr.lang;
    let mut out = Vec::new();
    if !checked.ignored.is_empty() {
        out.push(fill(words::IGNORED, lang, &[&checked.ignored.join(", ")]));
    }
    for warning in &checked.warnings {
        let place = said::place(tr, &warning.place);
        let why = said::hint(tr, &warning.hint);
        out.push(fill(words::WARNING, lang, &[&place, &warning.found, &why]));
    }
    for act in &checked.acts {
        let on = kernel::time::date(act.paper.effective_on, lang);
        let numbers = [act.plan.operations.len(), act.ends, act.begins, act.moves].map(|n| tr.number(n));
        let [operations, ends, begins, moves] = &numbers;
        let name = [&act.paper.number, &act.paper.title]
            .into_iter()
            .find(|name| !name.is_empty())
            .map_or("", String::as_str);
        let values = [name, on.as_str(), operations, ends, begins, moves];
        out.push(fill(words::ACT, lang, &values));
    }
    for fault in &checked.faults {
        let said = said::fault(tr, fault);
        let say = if said.found.is_empty() {
            words::FAULT_EMPTY
        } else {
            words::FAULT
        };
        out.push(fill(say, lang, &[&said.place, &said.found, &said.why, &said.fix]));
    }
    let counts = [checked.rows_read, checked.acts.len(), checked.same].map(|n| tr.number(n));
    let [rows, acts, same] = &counts;
    out.push(fill(words::ACTS_CHECKED, lang, &[rows, acts, same]));
    let ok = checked.faults.is_empty();
    if !ok {
        let faults = tr.number(checked.faults.len());
        out.push(fill(words::ACTS_FAULTY, lang, &[&faults]));
    } else if checked.acts.is_empty() {
        out.push(words::NOTHING_TO_CHANGE.to(lang).to_owned());
    }
    let mut text = out.join("\n");
    text.push('\n');
    Told { text, ok }
}

/// Writes every act on record or on its way; by the ending of the name as CSV, else as a workbook.
pub(super) async fn take(org: &Organisation, to: &Path, lang: Lang) -> Result<Told, StartError> {
    if to.exists() {
        return Ok(Told::refused(fill(words::EXISTS, lang, &[&shown(to)])));
    }
    let tr = org.app.texts.tr(lang);
    let rows = run::on_record(org).await?;
    let count = tr.number(rows.len());
    let csv = to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let created = Timestamp::from_millisecond(org.app.now()).map_err(StartError::other)?;
    let bytes = tokio::task::spawn_blocking(move || {
        if csv {
            Ok(file::delimited(&rows, &tr))
        } else {
            file::workbook(&rows, &tr, created)
        }
    })
    .await
    .map_err(StartError::other)?
    .map_err(StartError::other)?;
    files::write(to, &bytes).map_err(files::about(to))?;
    Ok(Told::done(fill(words::EXPORTED, lang, &[&shown(to), &count])))
}
