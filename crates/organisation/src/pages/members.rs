//! Members: search, list in the order of given names, workbook; of any day, each under the unit that the lens shows.

use std::collections::HashSet;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::time;
use paperwork::PaperworkError;
use paperwork::sheet::{Builder, Column, ColumnKind, Table, Value};
use platform::audit;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::{self, Visit};
use uuid::Uuid;

use super::figures::{asked_day, day_input, placed};
use super::{AskedUnit, Ground, asked_unit, ground, query, shown};
use crate::event::OrganisationEvent;
use crate::history::{Hierarchy, History};
use crate::looking::{Control, Looking};
use crate::scope::Scope;
use crate::state::Organisation;
use crate::store::people::{self, Person, When};
use crate::tree::{Node, Tree};

const PAGE: i64 = 50;

struct Row {
    id: Uuid,
    name: String,
    number: String,
    unit: String,
    post: String,
    phone: String,
}

#[derive(Template)]
#[template(path = "members.html")]
struct MembersPage {
    shell: Shell,
    lens: Control,
    words: String,
    unit: String,
    unit_name: String,
    /// The unit asked for has ended; which one this is instead.
    became: String,
    /// The upper units to choose from.
    units: Vec<(String, String)>,
    total: String,
    rows: Vec<Row>,
    first: String,
    last: String,
    /// Addresses; empty at the ends.
    newer: String,
    older: String,
    export: String,
    codes: String,
    transfer: String,
    may_act: bool,
}

struct Asked {
    words: String,
    unit: Option<Uuid>,
    became: String,
    scope: Scope,
    day: Date,
    looking: Looking,
    history: Arc<History>,
    /// The units that the lens shows.
    shown: Arc<Tree>,
}

impl Asked {
    fn when(&self) -> When {
        When {
            date: self.day,
            known: self.looking.known_at(),
        }
    }

    /// The unit under which the lens shows the people of a unit.
    fn placed(&self, unit: Uuid) -> Option<&Node> {
        placed(&self.shown, &self.history, self.day, unit)
    }

    /// `key=value&…` that shows the same again.
    fn query(&self, today: Date, more: &[(&str, &str)]) -> String {
        let unit = self.unit.map_or_else(String::new, |unit| unit.to_string());
        let day = self.day.to_string();
        let mut fields = vec![("don-vi", unit.as_str()), ("tim", self.words.as_str())];
        if self.day != today {
            fields.push(("ngay", &day));
        }
        fields.extend_from_slice(more);
        format!("{}&{}", self.looking.query(), query(&fields))
    }
}

async fn asked(visit: &Visit, org: &Organisation, on: &Ground) -> Result<Asked, Failure> {
    let today = org.today();
    let looking = Looking::of(visit, today);
    let known = looking.known_at();
    let day = asked_day(visit, org);
    let present = org.present().await?;
    let history = present.as_known(known)?;
    let shown = present.tree(Hierarchy::Union, looking.lens.target(today).unwrap_or(day), known)?;
    let AskedUnit { unit, became } = asked_unit(visit, org, &shown, &on.seen, &visit.param("don-vi")).await?;
    let scope = match unit {
        None => on.seen.clone(),
        Some(unit) => {
            let inside: HashSet<Uuid> = history
                .lives()
                .map(|(id, _)| id)
                .filter(|id| placed(&shown, &history, day, *id).is_some_and(|at| shown.is_within(at.id, unit)))
                .filter(|id| on.seen.covers(*id))
                .collect();
            Scope::Units(inside.into_iter().collect())
        }
    };
    Ok(Asked {
        words: visit.param("tim").trim().to_owned(),
        unit,
        became,
        scope,
        day,
        looking,
        history,
        shown,
    })
}

/// Phones in full only where the person may also act: an administrator, or the officer of that unit.
fn in_full(acting: &Scope, person: &Person) -> bool {
    person.unit_id.map_or(*acting == Scope::All, |unit| acting.covers(unit))
}

fn row(on: &Ground, asked: &Asked, person: Person) -> Row {
    Row {
        id: person.id,
        phone: shown::phone(person.phone.as_deref(), in_full(&on.acting, &person)),
        unit: person
            .unit_id
            .and_then(|unit| asked.placed(unit))
            .map_or_else(String::new, |node| node.short_name.clone()),
        name: person.full_name,
        number: person.member_number,
        post: person.post.unwrap_or_default(),
    }
}

/// The units of the upper two visible levels, indented; the rest is found through the tree.
fn choices(on: &Ground, shown: &Tree) -> Vec<(String, String)> {
    let seen: Vec<_> = shown.nodes().iter().filter(|node| on.seen.covers(node.id)).collect();
    let top = seen.iter().map(|node| node.depth).min().unwrap_or_default();
    seen.into_iter()
        .filter(|node| node.depth <= top.saturating_add(1))
        .take(400)
        .map(|node| {
            let indent = "\u{2003}".repeat(node.depth.saturating_sub(top));
            (node.id.to_string(), format!("{indent}{}", node.name))
        })
        .collect()
}

pub(super) async fn list(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr();
    let today = org.today();
    let on = ground(&visit, &org, today).await?;
    let asked = asked(&visit, &org, &on).await?;
    let db = org.app.db.read();
    let total = people::count_found(db, &asked.scope, asked.when(), &asked.words).await?;
    let page = visit
        .param("trang")
        .parse::<i64>()
        .unwrap_or(1)
        .clamp(1, ((total - 1) / PAGE + 1).max(1));
    let offset = (page - 1).saturating_mul(PAGE);
    let found = people::search(db, &asked.scope, asked.when(), &asked.words, PAGE, offset).await?;
    let unit = asked.unit.map_or_else(String::new, |unit| unit.to_string());
    let mut units = choices(&on, &asked.shown);
    let unit_name = asked
        .unit
        .and_then(|unit| asked.shown.get(unit))
        .map_or_else(String::new, |node| node.name.clone());
    if !unit.is_empty() && units.iter().all(|(id, _)| *id != unit) {
        units.push((unit.clone(), unit_name.clone()));
    }
    let at = |page: i64| {
        let number = page.to_string();
        format!("/doan-vien?{}", asked.query(today, &[("trang", &number)]))
    };
    let shown_rows = i64::try_from(found.len()).unwrap_or_default();
    let page = MembersPage {
        newer: if page > 1 { at(page - 1) } else { String::new() },
        older: if offset.saturating_add(shown_rows) < total {
            at(page.saturating_add(1))
        } else {
            String::new()
        },
        export: format!("/doan-vien/xuat.xlsx?{}", asked.query(today, &[])),
        lens: asked.looking.control(
            &visit,
            vec![day_input(&visit, asked.day)],
            &[("don-vi", unit.as_str()), ("tim", asked.words.as_str())],
        ),
        codes: format!("/doan-vien/ma-dang-nhap?{}", query(&[("don-vi", &unit)])),
        transfer: format!("/doan-vien/chuyen?{}", query(&[("tu", &unit), ("tim", &asked.words)])),
        may_act: visit.has_any(&[kernel::actor::Role::Administrator, kernel::actor::Role::UnitOfficer]),
        first: tr.number(offset.saturating_add(1)),
        last: tr.number(offset.saturating_add(shown_rows)),
        total: tr.number(total),
        rows: found.into_iter().map(|person| row(&on, &asked, person)).collect(),
        shell: visit.shell(tr.t("org-members-title")),
        words: asked.words.clone(),
        became: asked.became.clone(),
        unit_name,
        units,
        unit,
    };
    let response = visit.page(&page)?;
    Ok(asked.looking.remember(&visit, response))
}

fn workbook(
    tr: &Tr,
    asked: &Asked,
    acting: &Scope,
    found: &[Person],
    title: Vec<String>,
    created: Timestamp,
) -> Result<Vec<u8>, PaperworkError> {
    let text = |key: &str, width| Column::new(tr.t(key), ColumnKind::Text, width);
    let cell = |text: String| {
        if text.is_empty() {
            Value::Empty
        } else {
            Value::Text(text)
        }
    };
    let rows = found
        .iter()
        .map(|person| {
            let full = in_full(acting, person);
            let node = person.unit_id.and_then(|unit| asked.placed(unit));
            let birth = if full {
                person.birth_date.as_deref().unwrap_or_default()
            } else {
                ""
            };
            vec![
                Value::from(person.member_number.as_str()),
                Value::from(person.full_name.as_str()),
                cell(shown::sex(tr, person.sex.as_deref())),
                cell(shown::day(birth, tr.lang)),
                cell(shown::phone(person.phone.as_deref(), full)),
                cell(shown::email(person.email.as_deref(), full)),
                node.map_or(Value::Empty, |node| Value::from(node.code.as_str())),
                node.map_or(Value::Empty, |node| Value::from(node.name.as_str())),
                cell(person.post.clone().unwrap_or_default()),
                cell(shown::day(person.since.as_deref().unwrap_or_default(), tr.lang)),
            ]
        })
        .collect();
    let mut book = Builder::new(created);
    book.table(&Table {
        name: tr.t("org-sheet-doan-vien"),
        title: std::iter::once(tr.t("org-members-title"))
            .chain(title)
            .chain([
                tr.x("org-as-of", time::date(asked.day, tr.lang)),
                asked.looking.words(tr),
            ])
            .collect(),
        columns: vec![
            text("org-col-number", 16),
            text("org-col-full-name", 30),
            text("org-col-sex", 10),
            text("org-col-birth", 12),
            text("org-col-phone", 16),
            text("org-col-email", 28),
            text("org-col-unit", 16),
            text("org-members-unit", 48),
            text("org-col-post", 24),
            text("org-col-from", 12),
        ],
        rows,
        ..Table::default()
    })?;
    book.finish()
}

pub(super) async fn export(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr();
    let today = org.today();
    let on = ground(&visit, &org, today).await?;
    let asked = asked(&visit, &org, &on).await?;
    let day = asked.day;
    let found = people::search(org.app.db.read(), &asked.scope, asked.when(), &asked.words, 200_000, 0).await?;
    let title = asked
        .unit
        .and_then(|unit| asked.shown.get(unit))
        .map_or_else(|| tr.t("org-all-units"), |node| node.name.clone());
    // A list of people leaves the house: on record, with its size.
    let event = OrganisationEvent::MembersExported {
        scope: title.clone(),
        rows: u64::try_from(found.len()).unwrap_or_default(),
    };
    let tx = org.app.db.begin().await?;
    audit::append(&tx, visit.now(), Some(visit.actor()?), &event).await?;
    tx.commit().await?;
    let mut title = vec![title];
    title.extend(Some(asked.became.clone()).filter(|words| !words.is_empty()));
    let created = Timestamp::from_millisecond(visit.now()).map_err(Failure::internal)?;
    let acting = on.acting.clone();
    let bytes = tokio::task::spawn_blocking(move || workbook(&tr, &asked, &acting, &found, title, created))
        .await
        .map_err(Failure::internal)?
        .map_err(Failure::internal)?;
    Ok(visit::download(&format!("doan-vien-{day}.xlsx"), visit::XLSX, bytes))
}
