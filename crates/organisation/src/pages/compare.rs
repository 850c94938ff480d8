//! The organisation on two days, side by side: what began, ended, moved, was renamed in between. Each side may also be
//! as it was known on a day, so that the same day seen from before and after an act shows what the act changed.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use kernel::clock::Millis;
use kernel::time;
use paperwork::sheet::{Builder, Column, ColumnKind, Table, Value};
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::{self, Visit};
use vietnamese::fold;

use super::reorg::{DifferenceRow, Names};
use super::{ground, query};
use crate::history::{Change, Difference, Hierarchy, History, compare};
use crate::looking::day_of;
use crate::state::Organisation;

const SHOWN: usize = 300;

#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage {
    shell: Shell,
    from: String,
    to: String,
    words: String,
    left_day: String,
    right_day: String,
    left_units: String,
    right_units: String,
    known_from: String,
    known_to: String,
    rows: Vec<DifferenceRow>,
    more: usize,
    counts: String,
    export: String,
}

struct Side {
    day: Date,
    /// Only what was known by the end of this day.
    known: Option<Date>,
}

impl Side {
    fn known_at(&self) -> Option<Millis> {
        let next = self.known?.tomorrow().ok()?;
        Some(time::start_of(next) - 1)
    }

    fn words(&self, tr: &Tr) -> String {
        let day = time::date(self.day, tr.lang);
        match self.known {
            None => day,
            Some(known) => tr.xy("org-compare-known", day, time::date(known, tr.lang)),
        }
    }

    fn known_text(&self) -> String {
        self.known.map_or_else(String::new, |day| day.to_string())
    }
}

struct Asked {
    from: Side,
    to: Side,
    words: String,
}

struct Found {
    left: Arc<History>,
    right: Arc<History>,
    differences: Vec<Difference>,
}

fn asked(visit: &Visit, org: &Organisation) -> Asked {
    let today = org.today();
    let to = day_of(visit, "den").unwrap_or(today);
    let before = today.checked_sub(1.year()).unwrap_or(today);
    let known = |name: &str| day_of(visit, name).filter(|day| *day < today);
    Asked {
        from: Side {
            day: day_of(visit, "tu").unwrap_or(before),
            known: known("biet-tu"),
        },
        to: Side {
            day: to,
            known: known("biet-den-ngay"),
        },
        words: visit.param("tim").trim().to_owned(),
    }
}

async fn find(org: &Organisation, visit: &Visit, asked: &Asked) -> Result<Found, Failure> {
    let present = org.present().await?;
    let on = ground(visit, org, org.today()).await?;
    let left = present.as_known(asked.from.known_at())?;
    let right = present.as_known(asked.to.known_at())?;
    let (from, to) = (asked.from.day, asked.to.day);
    let (before, after) = (Arc::clone(&left), Arc::clone(&right));
    let mut differences = tokio::task::spawn_blocking(move || compare((&before, from), (&after, to)))
        .await
        .map_err(Failure::internal)?;
    differences.retain(|difference| on.seen.covers(difference.unit));
    Ok(Found {
        left,
        right,
        differences,
    })
}

fn rows(visit: &Visit, asked: &Asked, found: &Found) -> Vec<DifferenceRow> {
    let tr = visit.tr();
    let names = Names {
        tr: &tr,
        before: &found.left,
        after: &found.right,
        on: asked.to.day,
        plan: None,
    };
    let mut rows: Vec<(u8, DifferenceRow)> = found
        .differences
        .iter()
        .map(|difference| {
            let row = names.difference(difference, (&found.left, asked.from.day), (&found.right, asked.to.day));
            (difference.change.rank(), row)
        })
        .filter(|(_, row)| fold::matches(&fold::fold(&format!("{} {}", row.before, row.after)), &asked.words))
        .collect();
    DifferenceRow::sort(&mut rows);
    rows.into_iter().map(|(_, row)| row).collect()
}

pub(super) async fn show(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr();
    let asked = asked(&visit, &org);
    let found = find(&org, &visit, &asked).await?;
    let present = org.present().await?;
    let mut rows = rows(&visit, &asked, &found);
    let more = rows.len().saturating_sub(SHOWN);
    rows.truncate(SHOWN);
    let count = |wanted: fn(&Change) -> bool| tr.number(found.differences.iter().filter(|d| wanted(&d.change)).count());
    let (from, to) = (asked.from.day.to_string(), asked.to.day.to_string());
    let (known_from, known_to) = (asked.from.known_text(), asked.to.known_text());
    let units = |side: &Side| {
        present
            .tree(Hierarchy::Union, side.day, side.known_at())
            .map(|tree| tr.number(tree.len()))
    };
    visit.page(&ComparePage {
        shell: visit
            .shell(tr.t("org-compare-title"))
            .crumb("/don-vi", tr.t("org-units-title")),
        left_day: asked.from.words(&tr),
        right_day: asked.to.words(&tr),
        left_units: units(&asked.from)?,
        right_units: units(&asked.to)?,
        counts: tr.xyz(
            "org-preview-counts",
            count(|change| matches!(change, Change::Ended { .. })),
            count(|change| matches!(change, Change::Began { .. })),
            count(|change| matches!(change, Change::Differs { .. })),
        ),
        export: format!(
            "/so-sanh/xuat.xlsx?{}",
            query(&[
                ("tu", &from),
                ("biet-tu", &known_from),
                ("den", &to),
                ("biet-den-ngay", &known_to),
                ("tim", &asked.words)
            ])
        ),
        known_from,
        known_to,
        words: asked.words,
        from,
        to,
        rows,
        more,
    })
}

pub(super) async fn export(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr();
    let asked = asked(&visit, &org);
    let found = find(&org, &visit, &asked).await?;
    let (left, right) = (asked.from.words(&tr), asked.to.words(&tr));
    let text = |words: String, width| Column::new(words, ColumnKind::Text, width);
    let table = Table {
        name: tr.t("org-compare-sheet"),
        title: vec![tr.t("org-compare-title"), tr.xy("org-compare-days", &left, &right)],
        columns: vec![
            text(tr.t("org-compare-what"), 16),
            text(tr.x("org-compare-on", &left), 60),
            text(tr.x("org-compare-on", &right), 60),
        ],
        rows: rows(&visit, &asked, &found)
            .into_iter()
            .map(|row| {
                [row.words, row.before, row.after]
                    .into_iter()
                    .map(|cell| {
                        if cell.is_empty() {
                            Value::Empty
                        } else {
                            Value::from(cell)
                        }
                    })
                    .collect()
            })
            .collect(),
        ..Table::default()
    };
    let created = Timestamp::from_millisecond(visit.now()).map_err(Failure::internal)?;
    let mut book = Builder::new(created);
    book.table(&table).map_err(Failure::internal)?;
    let bytes = book.finish().map_err(Failure::internal)?;
    Ok(visit::download("so-sanh-to-chuc.xlsx", visit::XLSX, bytes))
}
