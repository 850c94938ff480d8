//! Two entries side by side: one human being, or two.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use platform::account;
use platform::audit;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::shell::Shell;
use platform::visit::Visit;
use uuid::Uuid;

use super::duplicates::{LONGEST_REASON, Said, said};
use super::posts::text;
use super::{Ground, ground, id_in, shown};
use crate::duplicates::{self as search, Entry};
use crate::event::OrganisationEvent;
use crate::state::Organisation;
use crate::store::duplicates as store;
use crate::store::merges::{self, Order};
use crate::store::people::{self, Person};

/// An entry as it is shown beside another. Only those in charge come here: nothing is masked.
#[derive(Clone)]
pub(super) struct Facts {
    pub id: Uuid,
    pub name: String,
    pub number: String,
    pub unit: String,
    pub since: String,
    pub sex: String,
    pub birth: String,
    pub phone: String,
    pub email: String,
    pub post: String,
}

pub(super) fn facts(visit: &Visit, on: &Ground, person: Person) -> Facts {
    let tr = visit.tr();
    Facts {
        id: person.id,
        unit: person
            .unit_id
            .and_then(|unit| on.tree.home(unit))
            .map_or_else(|| tr.t("org-member-no-unit"), |node| node.name.clone()),
        since: shown::day(person.since.as_deref().unwrap_or_default(), visit.lang),
        sex: shown::sex(&tr, person.sex.as_deref()),
        birth: shown::day(person.birth_date.as_deref().unwrap_or_default(), visit.lang),
        phone: shown::phone(person.phone.as_deref(), true),
        email: shown::email(person.email.as_deref(), true),
        post: person.post.unwrap_or_default(),
        name: person.full_name,
        number: person.member_number,
    }
}

struct Choice {
    id: String,
    words: String,
    unit: String,
    chosen: bool,
}

struct Line {
    label: String,
    a: String,
    b: String,
}

#[derive(Template)]
#[template(path = "merge.html")]
struct MergePage {
    shell: Shell,
    a: Facts,
    b: Facts,
    lines: Vec<Line>,
    signs: Vec<Said>,
    choices: Vec<Choice>,
    form: Form,
}

fn entry(on: &Ground, person: &Person) -> Entry {
    Entry {
        id: person.id,
        name: person.full_name.clone(),
        folded: vietnamese::fold::fold(&person.full_name),
        sex: person.sex.clone(),
        birth_date: person.birth_date.clone(),
        phone: person.phone.clone(),
        email: person.email.clone(),
        unit: person.unit_id.and_then(|unit| on.tree.home(unit)).map(|node| node.id),
    }
}

/// The two entries, both inside what the visitor may change and neither merged yet.
async fn pair(org: &Organisation, on: &Ground, a: &str, b: &str) -> Result<(Person, Person), Failure> {
    let mut found = Vec::new();
    for id in [id_in(a)?, id_in(b)?] {
        let person = people::by_id(org.app.db.read(), &on.acting, id, org.today())
            .await?
            .filter(|person| person.merged_into.is_none())
            .ok_or(Failure::NotFound)?;
        found.push(person);
    }
    match (found.pop(), found.pop()) {
        (Some(b), Some(a)) if a.id != b.id => Ok((a, b)),
        _ => Err(Failure::NotFound),
    }
}

async fn page(
    visit: &Visit,
    org: &Organisation,
    on: &Ground,
    both: (Person, Person),
    mut form: Form,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    form.name_fields(&tr, &[("giu", "org-merge-keep"), ("ly-do", "org-merge-reason")]);
    let db = org.app.db.read();
    let signs = said(&tr, &search::signs(&entry(on, &both.0), &entry(on, &both.1)));
    let ids = [both.0.id, both.1.id];
    let with_roles = merges::with_roles(db, visit.now(), &ids).await?;
    let mut accounts = Vec::new();
    let mut opened = Vec::new();
    for id in ids {
        let has_password = account::by_id(db, id)
            .await?
            .is_some_and(|account| account.password_hash.is_some());
        let mut words = vec![tr.t(if has_password {
            "org-merge-opened"
        } else {
            "org-merge-unopened"
        })];
        if with_roles.contains(&id) {
            words.push(tr.t("org-merge-has-role"));
        }
        accounts.push(words.join("; "));
        opened.push(has_password);
    }
    let (a, b) = (facts(visit, on, both.0), facts(visit, on, both.1));
    if form.value("giu").is_empty() {
        // The one that somebody signs in with.
        let kept = if opened == [false, true] { b.id } else { a.id };
        form.values.0.push(("giu".to_owned(), kept.to_string()));
    }
    let line = |key: &str, a: &str, b: &str| Line {
        label: tr.t(key),
        a: a.to_owned(),
        b: b.to_owned(),
    };
    let mut lines = vec![
        line("org-col-number", &a.number, &b.number),
        line("org-unit", &a.unit, &b.unit),
        line("org-merge-since", &a.since, &b.since),
        line("org-col-sex", &a.sex, &b.sex),
        line("org-col-birth", &a.birth, &b.birth),
        line("org-col-phone", &a.phone, &b.phone),
        line("org-col-email", &a.email, &b.email),
        line("org-col-post", &a.post, &b.post),
    ];
    if let [first, second] = accounts.as_slice() {
        lines.push(line("org-merge-account", first, second));
    }
    let choice = |one: &Facts| Choice {
        id: one.id.to_string(),
        words: format!("{} ({})", one.name, one.number),
        unit: one.unit.clone(),
        chosen: form.is("giu", &one.id.to_string()),
    };
    let page = MergePage {
        choices: vec![choice(&a), choice(&b)],
        shell: visit
            .shell(tr.t("org-merge-title"))
            .crumb("/doan-vien", tr.t("org-members-title"))
            .crumb("/doan-vien/trung", tr.t("org-twins-title")),
        a,
        b,
        lines,
        signs,
        form,
    };
    let status = if page.form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    visit.page_with(status, &page)
}

pub(super) async fn show(
    State(org): State<Organisation>,
    visit: Visit,
    Path((a, b)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let on = ground(&visit, &org, org.today()).await?;
    let both = pair(&org, &on, &a, &b).await?;
    page(&visit, &org, &on, both, Form::empty()).await
}

pub(super) async fn send(
    State(org): State<Organisation>,
    visit: Visit,
    Path((a, b)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let on = ground(&visit, &org, org.today()).await?;
    let both = pair(&org, &on, &a, &b).await?;
    let mut form = Form::returned(fields);
    let reason = text(&mut form, &tr, "ly-do", LONGEST_REASON, true);
    let (one, other) = (both.0.id, both.1.id);
    let chosen = form.value("giu").parse::<Uuid>().ok();
    let order = match chosen {
        Some(kept) if kept == one => Some((one, other)),
        Some(kept) if kept == other => Some((other, one)),
        _ => None,
    };
    if order.is_none() {
        form.fault("giu", &tr, "org-merge-choose");
    }
    let (Some((kept, gone)), false) = (order, form.is_refused()) else {
        return page(&visit, &org, &on, both, form).await;
    };
    let actor = visit.actor()?;
    let app = &org.app;
    let order = Order {
        kept,
        gone,
        reason: &reason,
    };
    let tx = app.db.begin().await?;
    let (kept, gone) = merges::merge(&tx, visit.now(), &*app.entropy, actor, &on.acting, org.today(), order).await?;
    app.sessions.revoke_all(&tx, visit.now(), gone.id, None).await?;
    let event = OrganisationEvent::PersonMerged {
        kept: kept.id,
        gone: gone.id,
        name: kept.full_name,
        reason,
    };
    audit::append(&tx, visit.now(), Some(actor), &event).await?;
    tx.commit().await?;
    app.sessions.forget_all();
    Ok(visit.go_done(&format!("/doan-vien/{}", kept.id), "done-person-merged"))
}

pub(super) async fn tell_apart(
    State(org): State<Organisation>,
    visit: Visit,
    Path((a, b)): Path<(String, String)>,
    _fields: Fields,
) -> Result<Response, Failure> {
    let on = ground(&visit, &org, org.today()).await?;
    let (a, b) = pair(&org, &on, &a, &b).await?;
    let actor = visit.actor()?;
    let tx = org.app.db.begin().await?;
    store::tell_apart(&tx, visit.now(), &actor.name, a.id, b.id).await?;
    let event = OrganisationEvent::PersonsToldApart {
        a: a.id,
        b: b.id,
        name: format!("{} / {}", a.full_name, b.full_name),
    };
    audit::append(&tx, visit.now(), Some(actor), &event).await?;
    tx.commit().await?;
    Ok(visit.go_done("/doan-vien/trung", "done-persons-told-apart"))
}
