//! The units of a day in the order of protocol, with members and confirmed figures.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::time;
use paperwork::sheet::{Builder, Column, ColumnKind, Table, Value};
use platform::failure::Failure;
use platform::shell::Shell;
use platform::visit::{self, Visit};
use uuid::Uuid;
use vietnamese::fold;

use super::shown::{self, Count};
use super::{Ground, ground, query};
use crate::state::Organisation;
use crate::store::headcount::{self, Headcount, State as CountState};
use crate::store::people;
use crate::tree::Node;

/// Above so many units only the upper two levels are shown until somebody searches or asks for all.
const MANY: usize = 300;
/// More rows than anybody reads; the rest by searching or in the workbook.
const MOST: usize = 2_000;

struct Row {
    id: Uuid,
    name: String,
    code: String,
    kind: String,
    /// Spaces in front of the name; the level is also said in words by the path when searching.
    indent: String,
    path: String,
    members: String,
    count: Count,
}

#[derive(Template)]
#[template(path = "units.html")]
struct UnitsPage {
    shell: Shell,
    words: String,
    day: String,
    is_today: bool,
    rows: Vec<Row>,
    units: usize,
    members: String,
    confirmed: usize,
    /// Only the upper levels are shown.
    folded: bool,
    /// There are more rows than shown.
    cut: bool,
    export: String,
    all: String,
    may_import: bool,
}

fn asked_day(visit: &Visit, org: &Organisation) -> Date {
    visit.param("ngay").parse().unwrap_or_else(|_| org.today())
}

struct Figures {
    own: HashMap<Uuid, i64>,
    whole: HashMap<Uuid, i64>,
    confirmed: HashMap<Uuid, Headcount>,
}

async fn figures(org: &Organisation, on: &Ground, day: Date) -> Result<Figures, Failure> {
    let own = people::count_members(org.app.db.read(), &on.seen, day).await?;
    Ok(Figures {
        whole: on.tree.sums(&own),
        own,
        confirmed: headcount::confirmed(org.app.db.read(), day).await?,
    })
}

fn visible(on: &Ground) -> Vec<&Node> {
    let wanted: Option<std::collections::HashSet<Uuid>> = match &on.seen {
        crate::scope::Scope::All => None,
        crate::scope::Scope::Units(units) => Some(units.iter().copied().collect()),
    };
    on.tree
        .nodes()
        .iter()
        .filter(|node| wanted.as_ref().is_none_or(|wanted| wanted.contains(&node.id)))
        .collect()
}

pub(super) async fn list(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr();
    let day = asked_day(&visit, &org);
    let on = ground(&visit, &org, day).await?;
    let figures = figures(&org, &on, day).await?;
    let words = visit.param("tim").trim().to_owned();
    let seen = visible(&on);
    let top = seen.iter().map(|node| node.depth).min().unwrap_or_default();
    let folded = words.is_empty() && seen.len() > MANY && visit.param("tat-ca").is_empty();
    let found: Vec<&&Node> = seen
        .iter()
        .filter(|node| !folded || node.depth <= top.saturating_add(1))
        .filter(|node| fold::matches(&node.folded, &words))
        .collect();
    let rows: Vec<Row> = found
        .iter()
        .take(MOST)
        .map(|node| Row {
            id: node.id,
            name: node.name.clone(),
            code: node.code.clone(),
            kind: tr.t(&format!("org-kind-{}", node.kind.code())),
            indent: if words.is_empty() {
                "\u{2003}".repeat(node.depth.saturating_sub(top))
            } else {
                String::new()
            },
            path: if words.is_empty() {
                String::new()
            } else {
                let mut above: Vec<String> = on
                    .tree
                    .ancestors(node.id)
                    .iter()
                    .map(|above| above.short_name.clone())
                    .collect();
                above.reverse();
                above.join(" › ")
            },
            members: tr.number(figures.whole.get(&node.id).copied().unwrap_or_default()),
            count: shown::count(&tr, headcount::state_of(&figures.confirmed, node.id)),
        })
        .collect();
    let day_text = day.to_string();
    let is_today = day == org.today();
    let asked = if is_today { "" } else { day_text.as_str() };
    let page = UnitsPage {
        units: seen.len(),
        members: tr.number(figures.own.values().sum::<i64>()),
        confirmed: seen
            .iter()
            .filter(|node| headcount::state_of(&figures.confirmed, node.id) != CountState::NotConfirmed)
            .count(),
        cut: found.len() > MOST,
        export: format!("/don-vi/xuat.xlsx?{}", query(&[("ngay", asked)])),
        all: format!("/don-vi?{}", query(&[("ngay", asked), ("tat-ca", "1")])),
        may_import: on.acting == crate::scope::Scope::All
            || !matches!(&on.acting, crate::scope::Scope::Units(units) if units.is_empty()),
        shell: visit.shell(tr.t("org-units-title")),
        day: day_text,
        words,
        is_today,
        rows,
        folded,
    };
    visit.page(&page)
}

fn numbers(state: CountState) -> [Value; 4] {
    let number = |n: Option<i64>| n.map_or(Value::Empty, Value::Number);
    match state {
        CountState::Confirmed(f) => [
            Value::Number(f.staff),
            Value::Number(f.members),
            number(f.women_staff),
            number(f.women_members),
        ],
        _ => [Value::Empty, Value::Empty, Value::Empty, Value::Empty],
    }
}

pub(super) async fn export(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr();
    let day = asked_day(&visit, &org);
    let on = ground(&visit, &org, day).await?;
    let figures = figures(&org, &on, day).await?;
    let text = |key: &str, width| Column::new(tr.t(key), ColumnKind::Text, width);
    let number = |key: &str| Column::new(tr.t(key), ColumnKind::Integer, 14);
    let mut rows = Vec::new();
    for node in visible(&on) {
        let state = headcount::state_of(&figures.confirmed, node.id);
        let above = node.parent.and_then(|parent| on.tree.get(parent));
        let word = match state {
            CountState::NotConfirmed => tr.t("org-count-not-confirmed"),
            CountState::Confirmed(_) => tr.t("org-count-confirmed"),
            CountState::NotApplicable => tr.t("org-count-not-applicable"),
        };
        let mut row = vec![
            Value::from(node.code.as_str()),
            Value::from(node.name.as_str()),
            Value::from(node.short_name.as_str()),
            Value::from(tr.t(&format!("org-kind-{}", node.kind.code()))),
            Value::from(tr.t(&format!("org-level-{}", node.level.code()))),
            above.map_or(Value::Empty, |above| Value::from(above.code.as_str())),
            Value::Number(node.position),
            Value::from(time::date(node.from, visit.lang)),
        ];
        row.extend(numbers(state));
        row.push(Value::from(word));
        row.push(Value::Number(figures.own.get(&node.id).copied().unwrap_or_default()));
        rows.push(row);
    }
    let table = Table {
        name: tr.t("org-units-title"),
        title: vec![tr.t("org-units-title"), tr.x("org-as-of", time::date(day, visit.lang))],
        columns: vec![
            text("org-col-code", 16),
            text("org-col-name", 52),
            text("org-col-short-name", 26),
            text("org-col-kind", 26),
            text("org-col-level", 22),
            text("org-col-parent", 16),
            number("org-col-position"),
            text("org-col-from", 12),
            number("org-col-staff"),
            number("org-col-members"),
            number("org-col-women-staff"),
            number("org-col-women-members"),
            text("org-count-state", 18),
            number("org-units-listed").summed(),
        ],
        rows,
        totals_label: Some(tr.t("org-total")),
        blank_rows: 0,
    };
    let created = Timestamp::from_millisecond(visit.now()).map_err(Failure::internal)?;
    let mut book = Builder::new(created);
    book.table(&table).map_err(Failure::internal)?;
    let bytes = book.finish().map_err(Failure::internal)?;
    Ok(visit::download(&format!("don-vi-{day}.xlsx"), visit::XLSX, bytes))
}
