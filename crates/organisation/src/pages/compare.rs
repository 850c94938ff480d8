//! The organisation on two days, side by side: what began, ended, moved, was renamed in between.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use kernel::time;
use paperwork::sheet::{Builder, Column, ColumnKind, Table, Value};
use platform::failure::Failure;
use platform::shell::Shell;
use platform::visit::{self, Visit};
use vietnamese::fold;

use super::reorg::{DifferenceRow, Names};
use super::{ground, query};
use crate::history::{Change, Difference, History, compare};
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
    rows: Vec<DifferenceRow>,
    more: usize,
    counts: String,
    export: String,
}

struct Asked {
    from: Date,
    to: Date,
    words: String,
}

fn asked(visit: &Visit, org: &Organisation) -> Asked {
    let today = org.today();
    let to = visit.param("den").parse().unwrap_or(today);
    let before = today.checked_sub(1.year()).unwrap_or(today);
    Asked {
        from: visit.param("tu").parse().unwrap_or(before),
        to,
        words: visit.param("tim").trim().to_owned(),
    }
}

async fn differences(org: &Organisation, visit: &Visit, asked: &Asked) -> Result<Vec<Difference>, Failure> {
    let present = org.present().await?;
    let on = ground(visit, org, org.today()).await?;
    let history = std::sync::Arc::clone(&present.history);
    let (from, to) = (asked.from, asked.to);
    let mut found = tokio::task::spawn_blocking(move || compare((&history, from), (&history, to)))
        .await
        .map_err(Failure::internal)?;
    found.retain(|difference| on.seen.covers(difference.unit));
    found.sort_by_key(|difference| match difference.change {
        Change::Ended { .. } => 0,
        Change::Began { .. } => 1,
        Change::Differs { .. } => 2,
    });
    Ok(found)
}

fn rows(visit: &Visit, history: &History, asked: &Asked, found: &[Difference]) -> Vec<DifferenceRow> {
    let tr = visit.tr();
    let names = Names {
        tr: &tr,
        before: history,
        after: history,
        on: asked.to,
        plan: None,
    };
    found
        .iter()
        .map(|difference| names.difference(difference, (history, asked.from), (history, asked.to)))
        .filter(|row| fold::matches(&fold::fold(&format!("{} {}", row.before, row.after)), &asked.words))
        .collect()
}

pub(super) async fn show(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr();
    let asked = asked(&visit, &org);
    let found = differences(&org, &visit, &asked).await?;
    let present = org.present().await?;
    let mut rows = rows(&visit, &present.history, &asked, &found);
    let more = rows.len().saturating_sub(SHOWN);
    rows.truncate(SHOWN);
    let count = |wanted: fn(&Change) -> bool| tr.number(found.iter().filter(|d| wanted(&d.change)).count());
    let (from, to) = (asked.from.to_string(), asked.to.to_string());
    visit.page(&ComparePage {
        shell: visit
            .shell(tr.t("org-compare-title"))
            .crumb("/don-vi", tr.t("org-units-title")),
        left_day: time::date(asked.from, visit.lang),
        right_day: time::date(asked.to, visit.lang),
        left_units: tr.number(org.tree(asked.from).await?.len()),
        right_units: tr.number(org.tree(asked.to).await?.len()),
        counts: tr.xyz(
            "org-preview-counts",
            count(|change| matches!(change, Change::Ended { .. })),
            count(|change| matches!(change, Change::Began { .. })),
            count(|change| matches!(change, Change::Differs { .. })),
        ),
        export: format!(
            "/so-sanh/xuat.xlsx?{}",
            query(&[("tu", &from), ("den", &to), ("tim", &asked.words)])
        ),
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
    let found = differences(&org, &visit, &asked).await?;
    let present = org.present().await?;
    let (left, right) = (time::date(asked.from, visit.lang), time::date(asked.to, visit.lang));
    let text = |words: String, width| Column::new(words, ColumnKind::Text, width);
    let table = Table {
        name: tr.t("org-compare-sheet"),
        title: vec![tr.t("org-compare-title"), tr.xy("org-compare-days", &left, &right)],
        columns: vec![
            text(tr.t("org-compare-what"), 16),
            text(tr.x("org-compare-on", &left), 60),
            text(tr.x("org-compare-on", &right), 60),
        ],
        rows: rows(&visit, &present.history, &asked, &found)
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
