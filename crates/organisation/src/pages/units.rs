//! The units as the lens shows them, in the order of protocol, with members and confirmed figures; any line of
//! command, any day, search by words.

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

use super::figures::{self, CONFIRMED, Confirmed, LISTED, SHARE, Standing, asked_day, day_input, told};
use super::shown::{self, Count};
use super::{Ground, ground, query};
use crate::looking::{Control, Looking};
use crate::report::Shows;
use crate::scope::Scope;
use crate::state::Organisation;
use crate::tree::{Node, Tree};

/// Above so many units only the upper two levels are shown until somebody searches or asks for all.
const MANY: usize = 60;
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
    /// "Không còn từ …".
    note: String,
    members: String,
    count: Count,
}

#[derive(Template)]
#[template(path = "units.html")]
struct UnitsPage {
    shell: Shell,
    lens: Control,
    words: String,
    rows: Vec<Row>,
    units: usize,
    members: String,
    /// Units that have confirmed, of those that owe it.
    confirmed: String,
    /// Figures that belong to no unit shown: in the report they stand by name.
    beside: bool,
    report: String,
    /// Only the upper levels are shown.
    folded: bool,
    /// There are more rows than shown.
    cut: bool,
    export: String,
    all: String,
    may_import: bool,
}

struct Asked {
    day: Date,
    standing: Standing,
    on: Ground,
}

async fn asked(visit: &Visit, org: &Organisation) -> Result<Asked, Failure> {
    let day = asked_day(visit, org);
    // Whoever may see a unit today may see what it took over.
    let on = ground(visit, org, org.today()).await?;
    Ok(Asked {
        day,
        standing: figures::headcounts(org, Looking::of(visit, org.today()), day, &on.seen).await?,
        on,
    })
}

impl Asked {
    fn tree(&self) -> &Tree {
        &self.standing.sheet.tree
    }

    fn visible(&self) -> Vec<&Node> {
        match &self.on.seen {
            Scope::All => self.tree().nodes().iter().collect(),
            Scope::Units(units) => self.tree().in_order(units.iter().copied()),
        }
    }

    /// `key=value&…` that shows the same again.
    fn query(&self, more: &[(&str, &str)]) -> String {
        let day = self.day.to_string();
        let looking = &self.standing.looking;
        let mut fields = vec![("ngay", day.as_str())];
        if looking.line != crate::history::Hierarchy::Union {
            fields.push(("theo", looking.line.code()));
        }
        fields.extend_from_slice(more);
        format!("{}&{}", looking.query(), query(&fields))
    }

    fn row(&self, visit: &Visit, node: &Node, top: usize, searching: bool) -> Row {
        let tr = visit.tr();
        let sheet = &self.standing.sheet;
        let path = if searching {
            let mut above: Vec<String> = self
                .tree()
                .ancestors(node.id)
                .iter()
                .map(|above| above.short_name.clone())
                .collect();
            above.reverse();
            above.join(" › ")
        } else {
            String::new()
        };
        Row {
            id: node.id,
            name: node.name.clone(),
            code: node.code.clone(),
            kind: tr.t(&format!("org-kind-{}", node.kind.code())),
            indent: if searching {
                String::new()
            } else {
                "\u{2003}".repeat(node.depth.saturating_sub(top))
            },
            path,
            note: node
                .ended
                .map_or_else(String::new, |day| tr.x("org-report-ended", time::date(day, visit.lang))),
            members: Shows::Sum(LISTED).cell(&tr, sheet.whole(node.id)),
            count: shown::summed(&tr, sheet, node.id),
        }
    }
}

pub(super) async fn list(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr();
    let asked = asked(&visit, &org).await?;
    let words = visit.param("tim").trim().to_owned();
    let seen = asked.visible();
    let top = seen.iter().map(|node| node.depth).min().unwrap_or_default();
    let folded = words.is_empty() && seen.len() > MANY && visit.param("tat-ca").is_empty();
    let found: Vec<&&Node> = seen
        .iter()
        .filter(|node| !folded || node.depth <= top.saturating_add(1))
        .filter(|node| fold::matches(&node.folded, &words))
        .collect();
    let rows = found
        .iter()
        .take(MOST)
        .map(|node| asked.row(&visit, node, top, !words.is_empty()))
        .collect();
    let looking = asked.standing.looking;
    let sheet = &asked.standing.sheet;
    let everything = asked.on.seen == Scope::All;
    // Of what this reader sees: the whole bottom line, or the sums of the units at the top.
    let total = if everything {
        sheet.total.clone()
    } else {
        sheet.sum_of(
            seen.iter()
                .filter(|node| node.parent.is_none_or(|parent| !asked.on.seen.covers(parent)))
                .map(|node| node.id),
        )
    };
    let page = UnitsPage {
        lens: looking.control(
            &visit,
            vec![day_input(&visit, asked.day), looking.line_input(&tr)],
            &[("tim", words.as_str())],
        ),
        units: seen.len(),
        members: Shows::Sum(LISTED).cell(&tr, &total),
        confirmed: CONFIRMED.cell(&tr, &total),
        beside: everything && !sheet.loose.is_empty(),
        report: format!("/bao-cao?{}", asked.query(&[])),
        cut: found.len() > MOST,
        export: format!("/don-vi/xuat.xlsx?{}", asked.query(&[])),
        all: format!("/don-vi?{}", asked.query(&[("tat-ca", "1")])),
        may_import: asked.on.acting == Scope::All
            || !matches!(&asked.on.acting, Scope::Units(units) if units.is_empty()),
        shell: visit.shell(tr.t("org-units-title")),
        words,
        rows,
        folded,
    };
    let response = visit.page(&page)?;
    Ok(looking.remember(&visit, response))
}

pub(super) async fn export(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr();
    let asked = asked(&visit, &org).await?;
    let sheet = &asked.standing.sheet;
    let text = |key: &str, width| Column::new(tr.t(key), ColumnKind::Text, width);
    let number = |key: &str| Column::new(tr.t(key), ColumnKind::Integer, 14);
    let maybe = |words: &str| {
        if words.is_empty() {
            Value::Empty
        } else {
            Value::from(words)
        }
    };
    let mut rows = Vec::new();
    for node in asked.visible() {
        let above = node.parent.and_then(|parent| asked.tree().get(parent));
        let (own, whole) = (sheet.own(node.id), sheet.whole(node.id));
        let mut row = vec![
            maybe(&node.code),
            Value::from(node.name.as_str()),
            Value::from(node.short_name.as_str()),
            Value::from(tr.t(&format!("org-kind-{}", node.kind.code()))),
            Value::from(tr.t(&format!("org-level-{}", node.level.code()))),
            above.map_or(Value::Empty, |above| Value::from(above.code.as_str())),
            Value::Number(node.position),
            Value::from(time::date(node.from, visit.lang)),
        ];
        row.extend(
            [Confirmed::Staff, Confirmed::Members, Confirmed::Women]
                .into_iter()
                .flat_map(|place| told(place).values(&tr, whole)),
        );
        row.extend(SHARE.values(&tr, whole));
        row.extend(CONFIRMED.values(&tr, whole));
        row.extend(Shows::Sum(LISTED).values(&tr, own));
        rows.push(row);
    }
    let table = Table {
        name: tr.t("org-units-title"),
        title: vec![
            tr.t("org-units-title"),
            tr.x("org-as-of", time::date(asked.day, visit.lang)),
            asked.standing.looking.words(&tr),
        ],
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
            number("org-col-women-members"),
            Column::new(tr.t("org-report-share"), ColumnKind::Percent { places: 2 }, 14),
            number("org-report-told"),
            number("org-report-told-of"),
            number("org-units-own").summed(),
        ],
        rows,
        totals_label: Some(tr.t("org-total")),
        ..Table::default()
    };
    let created = Timestamp::from_millisecond(visit.now()).map_err(Failure::internal)?;
    let mut book = Builder::new(created);
    book.table(&table).map_err(Failure::internal)?;
    let bytes = book.finish().map_err(Failure::internal)?;
    Ok(visit::download(
        &format!("don-vi-{}.xlsx", asked.day),
        visit::XLSX,
        bytes,
    ))
}
