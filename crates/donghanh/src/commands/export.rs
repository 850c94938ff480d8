//! `donghanh export`: units or members in the columns of the import template, so that the file can be worked on and
//! imported again. Brought back untouched it changes nothing.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::lang::Lang;
use organisation::event::OrganisationEvent;
use organisation::headcount::{self, Headcount, Said};
use organisation::import::Kind;
use organisation::import::columns::Field;
use organisation::people::{self, Person};
use organisation::{Node, Organisation, Scope, Tree};
use paperwork::sheet::{Builder, Column, ColumnKind, Table, Value};
use platform::audit;
use platform::text::Tr;
use uuid::Uuid;

use super::{Told, acts, files, fill, shown, words};
use crate::wire::StartError;

/// Rows of one file: as many as the import takes.
const PART: usize = 100_000;

/// Writes the list as it stands today. A list longer than one import is parted into several files.
pub async fn run(org: &Organisation, kind: Kind, to: &Path, lang: Lang) -> Result<Told, StartError> {
    let folder = files::folder(to);
    if !folder.is_dir() {
        return Ok(Told::refused(fill(words::NO_FOLDER, lang, &[&shown(folder)])));
    }
    let tr = org.app.texts.tr(lang);
    let today = org.today();
    let tree = org.tree(today).await?;
    let (rows, left_out) = match kind {
        Kind::Reorg => return acts::take(org, to, lang).await,
        Kind::Units => {
            let confirmed = headcount::confirmed(org.app.db.read(), today).await?;
            (
                tree.nodes()
                    .iter()
                    .map(|node| unit(&tr, &tree, node, &confirmed))
                    .collect::<Vec<_>>(),
                0,
            )
        }
        Kind::Members => {
            let found = people::search(org.app.db.read(), &Scope::All, today, "", i64::MAX, 0).await?;
            let all = found.len();
            let rows: Vec<Vec<Value>> = found.iter().filter_map(|person| member(&tr, &tree, person)).collect();
            let left_out = all.saturating_sub(rows.len());
            (rows, left_out)
        }
    };
    let count = rows.len();
    let parts: Vec<(PathBuf, Vec<Vec<Value>>)> = parted(to, rows);
    if let Some((taken, _)) = parts.iter().find(|(path, _)| path.exists()) {
        return Ok(Told::refused(fill(words::EXISTS, lang, &[&shown(taken)])));
    }
    if kind == Kind::Members {
        // A list of people leaves the house: on record, with its size.
        let rows = u64::try_from(count).unwrap_or(u64::MAX);
        let event = OrganisationEvent::MembersExported {
            scope: tr.t("org-all-units"),
            rows,
        };
        let tx = org.app.db.begin().await?;
        audit::append(&tx, org.app.now(), None, &event).await?;
        tx.commit().await?;
    }
    let created = Timestamp::from_millisecond(org.app.now()).map_err(StartError::other)?;
    let mut text = String::new();
    for (path, rows) in parts {
        let rows_here = tr.number(rows.len());
        let tr = tr.clone();
        let bytes = tokio::task::spawn_blocking(move || workbook(kind, &tr, rows, created))
            .await
            .map_err(StartError::other)?
            .map_err(StartError::other)?;
        files::write(&path, &bytes).map_err(files::about(&path))?;
        text.push_str(&fill(words::EXPORTED, lang, &[&shown(&path), &rows_here]));
        text.push('\n');
    }
    if left_out > 0 {
        text.push_str(&fill(words::WITHOUT_UNIT, lang, &[&tr.number(left_out)]));
    }
    Ok(Told::done(text))
}

/// `members.xlsx`, `members-2.xlsx`, …; an empty list is one file with headings.
fn parted(to: &Path, mut rows: Vec<Vec<Value>>) -> Vec<(PathBuf, Vec<Vec<Value>>)> {
    let mut parts = Vec::new();
    loop {
        let rest = if rows.len() > PART {
            rows.split_off(PART)
        } else {
            Vec::new()
        };
        let number = parts.len().saturating_add(1);
        let path = if number == 1 {
            to.to_owned()
        } else {
            let stem = to.file_stem().unwrap_or_default().to_string_lossy();
            let name = format!(
                "{stem}-{number}.{}",
                to.extension().unwrap_or_default().to_string_lossy()
            );
            to.with_file_name(name)
        };
        parts.push((path, rows));
        if rest.is_empty() {
            return parts;
        }
        rows = rest;
    }
}

fn workbook(
    kind: Kind,
    tr: &Tr,
    rows: Vec<Vec<Value>>,
    created: Timestamp,
) -> Result<Vec<u8>, paperwork::PaperworkError> {
    let mut book = Builder::new(created);
    let columns = Field::all(kind)
        .iter()
        .map(|field| Column::new(tr.t(field.key()), ColumnKind::Text, 24))
        .collect();
    book.table(&Table {
        name: tr.t(&format!("org-sheet-{}", kind.code())),
        columns,
        rows,
        ..Table::default()
    })?;
    book.finish()
}

fn cell(text: impl Into<String>) -> Value {
    let text = text.into();
    if text.is_empty() {
        Value::Empty
    } else {
        Value::Text(text)
    }
}

/// In digits in either language: that is what the import reads without a doubt.
fn day(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

fn kept_day(text: Option<&str>) -> String {
    text.and_then(|text| text.parse::<Date>().ok())
        .map(day)
        .unwrap_or_default()
}

fn unit(tr: &Tr, tree: &Tree, node: &Node, confirmed: &HashMap<Uuid, Headcount>) -> Vec<Value> {
    let headcount = confirmed.get(&node.id);
    let figures = headcount.and_then(|headcount| match headcount.said {
        Said::Confirmed(figures) => Some(figures),
        Said::NotApplicable => None,
    });
    let not_applicable = headcount.is_some() && figures.is_none();
    let count = |count: Option<i64>| cell(count.map(|count| count.to_string()).unwrap_or_default());
    Field::all(Kind::Units)
        .iter()
        .map(|field| match field {
            Field::Code => cell(node.code.as_str()),
            Field::Name => cell(node.name.as_str()),
            // The tree lends the whole name to a unit that has no shorter one.
            Field::ShortName if node.short_name == node.name => Value::Empty,
            Field::ShortName => cell(node.short_name.as_str()),
            Field::KindOf => cell(tr.t(&format!("org-kind-{}", node.kind.code()))),
            Field::Level => cell(tr.t(&format!("org-level-{}", node.level.code()))),
            Field::Parent => node
                .parent
                .and_then(|above| tree.get(above))
                .map_or(Value::Empty, |n| cell(n.code.as_str())),
            Field::Position => cell(node.position.to_string()),
            Field::From => cell(day(node.from)),
            Field::Staff | Field::Members if not_applicable => cell(words::NOT_APPLICABLE.to(tr.lang)),
            Field::Staff => count(figures.map(|f| f.staff)),
            Field::Members => count(figures.map(|f| f.members)),
            Field::WomenStaff => count(figures.and_then(|f| f.women_staff)),
            Field::WomenMembers => count(figures.and_then(|f| f.women_members)),
            Field::CountedOn => cell(headcount.map(|headcount| day(headcount.on)).unwrap_or_default()),
            _ => Value::Empty,
        })
        .collect()
}

/// Nothing for somebody who belongs to no unit today: the import could not take that row.
fn member(tr: &Tr, tree: &Tree, person: &Person) -> Option<Vec<Value>> {
    let node = person.unit_id.and_then(|unit| tree.get(unit))?;
    let text = |text: &Option<String>| cell(text.clone().unwrap_or_default());
    let row = Field::all(Kind::Members)
        .iter()
        .map(|field| match field {
            Field::Number => cell(person.member_number.as_str()),
            Field::FullName => cell(person.full_name.as_str()),
            Field::Given => text(&person.given_override),
            Field::Sex => person
                .sex
                .as_ref()
                .map_or(Value::Empty, |sex| cell(tr.t(&format!("org-sex-{sex}")))),
            Field::Birth => cell(kept_day(person.birth_date.as_deref())),
            Field::Phone => cell(person.phone.as_deref().map(at_home).unwrap_or_default()),
            Field::Email => text(&person.email),
            Field::Unit => cell(node.code.as_str()),
            Field::Post => text(&person.post),
            Field::From => cell(kept_day(person.since.as_deref())),
            _ => Value::Empty,
        })
        .collect();
    Some(row)
}

/// A phone as dialled at home.
fn at_home(kept: &str) -> String {
    kept.strip_prefix("+84")
        .map_or_else(|| kept.to_owned(), |rest| format!("0{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_parted() {
        let rows = vec![Vec::new(); PART + 1];
        let parts = parted(Path::new("/a/b.xlsx"), rows);
        let sizes: Vec<(String, usize)> = parts.iter().map(|(path, rows)| (shown(path), rows.len())).collect();
        assert_eq!(sizes, [("/a/b.xlsx".to_owned(), PART), ("/a/b-2.xlsx".to_owned(), 1)]);
        assert_eq!(parted(Path::new("b.xlsx"), Vec::new()).len(), 1);
    }
}
