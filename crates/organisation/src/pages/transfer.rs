//! Moving people to another unit in one act: choose them, look at what will happen, confirm.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use platform::audit;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;
use uuid::Uuid;

use super::posts::{day, text};
use super::{AskedUnit, Ground, asked_unit, codes, ground, id_in, shown};
use crate::error::{OrganisationError, PeopleRefusal};
use crate::event::OrganisationEvent;
use crate::scope::Scope;
use crate::state::Organisation;
use crate::store::{people, posts, transfers};
use crate::transfer::{Order, Reason, Standing, plan};

/// People in one act: as many as a form carries, and a list that somebody still looks through.
const MOST: i64 = 500;
/// People shown at a time, to be found by name: who is ticked stays in sight.
const SHOWN: i64 = 50;
const LONGEST_NOTE: usize = 300;
const LONGEST_NUMBER: usize = 100;
/// The box that ends posts.
const END_POSTS: &str = "thoi-chuc-vu";

/// Fields of the form and their labels.
const FIELDS: [(&str, &str); 4] = [
    ("ly-do-khac", "org-transfer-note"),
    ("den", "org-transfer-to"),
    ("ngay", "org-transfer-on"),
    ("so-qd", "org-transfer-act"),
];

struct Row {
    id: Uuid,
    name: String,
    number: String,
    unit: String,
    ticked: bool,
}

#[derive(Template)]
#[template(path = "transfer.html")]
struct TransferPage {
    shell: Shell,
    /// Empty before a unit is chosen.
    unit: String,
    unit_name: String,
    /// The unit asked for has ended; which one this is instead.
    became: String,
    words: String,
    units: Vec<(String, String)>,
    reasons: Vec<(&'static str, String, bool)>,
    rows: Vec<Row>,
    total: String,
    more: bool,
    shown: i64,
    /// Few enough to be moved all at once.
    all: bool,
    form: Form,
}

struct Moved {
    id: Uuid,
    name: String,
    number: String,
    unit: String,
    since: String,
    why: String,
    /// The posts that end with the move.
    posts: String,
}

#[derive(Template)]
#[template(path = "transfer_check.html")]
struct CheckPage {
    shell: Shell,
    /// Field and value, to be sent again.
    hidden: Vec<(&'static str, String)>,
    moved: Vec<Moved>,
    blocked: Vec<Moved>,
    from: String,
    /// Empty: they leave.
    to: String,
    on: String,
    reason: String,
    act_number: String,
    end_posts: bool,
    /// Somebody changed something between the look and the word.
    raced: bool,
}

fn shell(visit: &Visit, tr: &Tr) -> Shell {
    visit
        .shell(tr.t("org-transfer-title"))
        .crumb("/doan-vien", tr.t("org-members-title"))
}

/// The page of choosing, also when its form comes back.
async fn choose(
    visit: &Visit,
    org: &Organisation,
    on: &Ground,
    AskedUnit { unit, became }: AskedUnit,
    words: &str,
    mut form: Form,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    form.name_fields(&tr, &FIELDS);
    let db = org.app.db.read();
    let mut page = TransferPage {
        shell: shell(visit, &tr),
        unit: String::new(),
        unit_name: String::new(),
        became,
        words: words.to_owned(),
        units: codes::choices(on),
        reasons: Reason::ALL
            .iter()
            .map(|reason| {
                let code = reason.code();
                (
                    code,
                    tr.t(&format!("org-transfer-reason-{code}")),
                    form.is("ly-do", code),
                )
            })
            .collect(),
        rows: Vec::new(),
        total: String::new(),
        more: false,
        shown: SHOWN,
        all: false,
        form,
    };
    if let Some(unit) = unit {
        let node = on.tree.get(unit).ok_or(Failure::NotFound)?;
        let scope = on.acting.narrow(&on.tree, unit)?;
        let total = people::count_found(db, &scope, org.today(), words).await?;
        let mut found = people::search(db, &scope, org.today(), words, SHOWN, 0).await?;
        // Whoever is already ticked stays in sight, whatever the search says.
        for ticked in page.form.values.all("nguoi").filter_map(|id| id.parse::<Uuid>().ok()) {
            if found.iter().all(|person| person.id != ticked)
                && found.len() < 1_000
                && let Some(person) = people::by_id(db, &scope, ticked, org.today()).await?
            {
                found.insert(0, person);
            }
        }
        page.more = total > SHOWN;
        page.all = total <= MOST;
        page.total = tr.number(total);
        page.unit = unit.to_string();
        page.unit_name.clone_from(&node.name);
        page.rows = found
            .into_iter()
            .map(|person| Row {
                ticked: page.form.is("nguoi", &person.id.to_string()),
                unit: person
                    .unit_id
                    .and_then(|unit| on.tree.home(unit))
                    .map_or_else(String::new, |node| node.short_name.clone()),
                id: person.id,
                name: person.full_name,
                number: person.member_number,
            })
            .collect();
    }
    let status = if page.form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    visit.page_with(status, &page)
}

pub(super) async fn show(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let on = ground(&visit, &org, org.today()).await?;
    let asked = [visit.param("tu"), visit.param("don-vi")];
    let asked = asked.iter().find(|asked| !asked.is_empty()).map_or("", String::as_str);
    let mut from = asked_unit(&visit, &org, &on.tree, &on.acting, asked).await?;
    let mut form = vec![("ngay", org.today().to_string()), (END_POSTS, "1".to_owned())];
    let person = visit.param("nguoi");
    if !person.is_empty() {
        let person = people::by_id(org.app.db.read(), &on.acting, id_in(&person)?, org.today())
            .await?
            .ok_or(Failure::NotFound)?;
        form.push(("nguoi", person.id.to_string()));
        if from.unit.is_none() {
            // Nothing took over from the unit: whoever answers for it has its people.
            let keeper = person.unit_id.and_then(|unit| on.tree.keeper(unit));
            from.unit = keeper.map(|node| node.id).filter(|unit| on.acting.covers(*unit));
        }
    }
    if let (None, Scope::Units(units)) = (from.unit, &on.acting) {
        from.unit = units.first().copied();
    }
    let words = visit.param("tim").trim().to_owned();
    choose(&visit, &org, &on, from, &words, Form::filled(form)).await
}

/// Who is meant: the ticked, or everybody that the search finds.
async fn meant(org: &Organisation, on: &Ground, form: &mut Form, tr: &Tr, from: Uuid) -> Result<Vec<Uuid>, Failure> {
    let mut ids: Vec<Uuid> = if form.values.has("tat-ca") {
        let scope = on.acting.narrow(&on.tree, from)?;
        let limit = MOST.saturating_add(1);
        people::search(org.app.db.read(), &scope, org.today(), form.value("tim"), limit, 0)
            .await?
            .into_iter()
            .map(|person| person.id)
            .collect()
    } else {
        form.values.all("nguoi").filter_map(|id| id.parse().ok()).collect()
    };
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        form.fault("nguoi", tr, "org-transfer-nobody");
    } else if i64::try_from(ids.len()).unwrap_or(i64::MAX) > MOST {
        form.fault_words("nguoi", tr.n("org-transfer-too-many", MOST));
    }
    Ok(ids)
}

/// Reads the order of a form; none when something is wrong, which then stands beside its field.
async fn order(
    org: &Organisation,
    on: &Ground,
    form: &mut Form,
    tr: &Tr,
    from: Uuid,
) -> Result<Option<Order>, Failure> {
    let people = meant(org, on, form, tr, from).await?;
    let reason = Reason::parse(form.value("ly-do"));
    if reason.is_none() {
        form.fault("ly-do", tr, "org-transfer-reason-needed");
    }
    let note = match reason {
        Some(Reason::Other) => text(form, tr, "ly-do-khac", LONGEST_NOTE, true),
        _ => String::new(),
    };
    let act_number = text(form, tr, "so-qd", LONGEST_NUMBER, false);
    let day = day(form, tr, "ngay", true);
    let latest = org.today().saturating_add(jiff::Span::new().years(1));
    if day.is_some_and(|day| day > latest) {
        form.fault("ngay", tr, "org-transfer-too-late");
    }
    let to = match (reason, form.value("den").to_owned()) {
        (Some(reason), _) if reason.leaves() => None,
        (reason, asked) if asked.is_empty() => {
            if reason.is_some_and(Reason::needs_target) {
                form.fault("den", tr, "org-transfer-target-needed");
            }
            None
        }
        (_, asked) => {
            let to = id_in(&asked)?;
            on.acting.require(to)?;
            let there = match day {
                Some(day) => org.tree(day).await?.get(to).is_some(),
                None => true,
            };
            if !there || on.tree.get(to).is_none() {
                form.fault("den", tr, "org-transfer-target-not-there");
            }
            Some(to)
        }
    };
    let (Some(reason), Some(day), false) = (reason, day, form.is_refused()) else {
        return Ok(None);
    };
    Ok(Some(Order {
        from,
        to,
        on: day,
        reason,
        act_number,
        note,
        people,
        end_posts: form.values.has(END_POSTS),
    }))
}

async fn check(
    visit: &Visit,
    org: &Organisation,
    on: &Ground,
    form: &Form,
    order: &Order,
    raced: bool,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let db = org.app.db.read();
    let standings = transfers::seen_standings(db, (&on.acting, org.today()), &order.people, order.on).await?;
    let plan = plan(order, &on.tree, &on.acting, standings);
    let mut ending: HashMap<Uuid, Vec<String>> = HashMap::new();
    if order.end_posts {
        let people: Vec<Uuid> = plan.moved.iter().map(|person| person.id).collect();
        for post in posts::running(db, &people, order.on, order.to).await? {
            ending.entry(post.person_id).or_default().push(post.title);
        }
    }
    let name = |unit: Uuid| {
        on.tree
            .home(unit)
            .map_or_else(|| tr.t("org-unit-ended"), |node| node.name.clone())
    };
    let moved = |person: Standing, why: String| Moved {
        id: person.id,
        posts: ending
            .get(&person.id)
            .map_or_else(String::new, |titles| titles.join(", ")),
        unit: person.unit.map_or_else(String::new, name),
        since: shown::day(person.since.as_deref().unwrap_or_default(), visit.lang),
        name: person.name,
        number: person.number,
        why,
    };
    let mut hidden: Vec<(&'static str, String)> = ["tu", "tim", "ly-do", "ly-do-khac", "so-qd", "ngay", "den"]
        .into_iter()
        .map(|field| (field, form.value(field).to_owned()))
        .collect();
    if order.end_posts {
        hidden.push((END_POSTS, "1".to_owned()));
    }
    hidden.extend(plan.moved.iter().map(|person| ("nguoi", person.id.to_string())));
    let page = CheckPage {
        shell: visit
            .shell(tr.t("org-transfer-check-title"))
            .crumb("/doan-vien", tr.t("org-members-title"))
            .crumb(
                format!("/doan-vien/chuyen?tu={}", order.from),
                tr.t("org-transfer-title"),
            ),
        hidden,
        moved: plan
            .moved
            .into_iter()
            .map(|person| moved(person, String::new()))
            .collect(),
        blocked: plan
            .blocked
            .into_iter()
            .map(|(person, why)| {
                let later = shown::day(person.later.as_deref().unwrap_or_default(), visit.lang);
                moved(person, tr.x(why.key(), later))
            })
            .collect(),
        from: name(order.from),
        to: order.to.map_or_else(String::new, name),
        on: kernel::time::date(order.on, visit.lang),
        reason: if order.note.is_empty() {
            tr.t(&format!("org-transfer-reason-{}", order.reason.code()))
        } else {
            order.note.clone()
        },
        act_number: order.act_number.clone(),
        end_posts: order.end_posts,
        raced,
    };
    visit.page_with(if raced { StatusCode::CONFLICT } else { StatusCode::OK }, &page)
}

pub(super) async fn send(State(org): State<Organisation>, visit: Visit, fields: Fields) -> Result<Response, Failure> {
    let tr = visit.tr();
    let on = ground(&visit, &org, org.today()).await?;
    let asked = asked_unit(&visit, &org, &on.tree, &on.acting, fields.get("tu")).await?;
    let mut form = Form::returned(fields);
    let words = form.value("tim").to_owned();
    let step = form.value("buoc").to_owned();
    if step == "tim" {
        // Another list: "all of this list" meant the one before. Who is ticked by name stays ticked.
        form.values.0.retain(|(field, _)| field != "tat-ca");
    }
    let Some(from) = asked.unit.filter(|_| step != "sua" && step != "tim") else {
        return choose(&visit, &org, &on, asked, &words, form).await;
    };
    let Some(order) = order(&org, &on, &mut form, &tr, from).await? else {
        return choose(&visit, &org, &on, asked, &words, form).await;
    };
    let app = &org.app;
    if step == "ghi" {
        let tx = app.db.begin().await?;
        let done = transfers::carry_out(&tx, visit.now(), &*app.entropy, &on.acting, &on.tree, &order).await;
        let posts_ended = match done {
            Ok((_, posts_ended)) => posts_ended,
            Err(OrganisationError::People(PeopleRefusal::NotMovable)) => {
                tx.rollback().await?;
                return check(&visit, &org, &on, &form, &order, true).await;
            }
            Err(other) => return Err(other.into()),
        };
        let name = |unit: Uuid| on.tree.get(unit).map_or_else(String::new, |node| node.name.clone());
        let event = OrganisationEvent::PeopleTransferred {
            from: name(order.from),
            to: order.to.map_or_else(String::new, name),
            on: order.on.to_string(),
            reason: order.reason.code(),
            act_number: order.act_number.clone(),
            people: order.people.clone(),
            posts_ended,
        };
        audit::append(&tx, visit.now(), Some(visit.actor()?), &event).await?;
        tx.commit().await?;
        let next = order.to.unwrap_or(order.from);
        return Ok(visit.go_done(&format!("/doan-vien?don-vi={next}"), "done-people-transferred"));
    }
    check(&visit, &org, &on, &form, &order, false).await
}
