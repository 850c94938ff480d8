//! Recording that a member takes a post, and that a post ends.

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::{Date, date};
use kernel::actor::Role;
use platform::audit;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::text::Tr;
use platform::visit::Visit;
use uuid::Uuid;
use vietnamese::fold;

use super::{ground, id_in, member};
use crate::event::OrganisationEvent;
use crate::post::PositionGroup;
use crate::state::Organisation;
use crate::store::posts::{self, NewPost};

const LONGEST_TITLE: usize = 200;
/// The earliest day taken for true.
const OLDEST: Date = date(1930, 1, 1);

/// A day of a form; a fault beside the field when it is none, or empty and needed.
pub(super) fn day(form: &mut Form, tr: &Tr, field: &str, needed: bool) -> Option<Date> {
    let typed = form.value(field).to_owned();
    if typed.is_empty() {
        if needed {
            form.fault(field, tr, "form-required");
        }
        return None;
    }
    let read = typed.parse::<Date>().ok().filter(|day| *day >= OLDEST);
    if read.is_none() {
        form.fault(field, tr, "org-people-day-wrong");
    }
    read
}

/// A text of a form in its clean spelling; a fault beside the field when it is longer than `most`, or empty and needed.
pub(super) fn text(form: &mut Form, tr: &Tr, field: &str, most: usize, needed: bool) -> String {
    let typed = fold::clean(form.value(field));
    if typed.chars().count() > most {
        form.fault_words(field, tr.n("org-people-too-long", most));
    } else if needed && typed.is_empty() {
        form.fault(field, tr, "form-required");
    }
    typed
}

pub(super) async fn add(
    State(org): State<Organisation>,
    visit: Visit,
    Path(person): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let on = ground(&visit, &org, org.today()).await?;
    let (person, in_charge) = member::found(&org, &on, id_in(&person)?).await?;
    if !in_charge {
        return Err(Failure::Forbidden);
    }
    let mut form = Form::returned(fields);
    let title = text(&mut form, &tr, "title", LONGEST_TITLE, true);
    let group = PositionGroup::parse(form.value("group"));
    if group.is_none() {
        form.fault("group", &tr, "form-required");
    }
    let from = day(&mut form, &tr, "from", true);
    let to = day(&mut form, &tr, "to", false);
    let latest = org.today().saturating_add(jiff::Span::new().years(1));
    if from.is_some_and(|from| from > latest) {
        form.fault("from", &tr, "org-post-too-late");
    }
    if let (Some(from), Some(to)) = (from, to)
        && to <= from
    {
        form.fault("to", &tr, "org-people-to-before-from");
    }
    let (Some(group), Some(from), false) = (group, from, form.is_refused()) else {
        return member::page(&visit, &org, person.id, form).await;
    };
    let new = NewPost {
        person: person.id,
        unit: person.unit_id.and_then(|unit| on.tree.home(unit)).map(|node| node.id),
        title,
        group,
        from,
        to,
        by: Some(visit.actor()?.account),
    };
    let tx = org.app.db.begin().await?;
    let there = format!("/doan-vien/{}#chuc-vu", person.id);
    if !posts::add(&tx, visit.now(), &*org.app.entropy, &on.acting, org.today(), &new).await? {
        tx.rollback().await?;
        return Ok(visit.go_done(&there, "done-post-added"));
    }
    let event = OrganisationEvent::PostAdded {
        person: person.id,
        name: person.full_name,
        title: new.title,
        from: from.to_string(),
    };
    audit::append(&tx, visit.now(), Some(visit.actor()?), &event).await?;
    tx.commit().await?;
    Ok(visit.go_done(&there, "done-post-added"))
}

/// Whose posts somebody may take out: `None` for an administrator, who may take out any.
pub(super) fn remover(visit: &Visit) -> Result<Option<Uuid>, Failure> {
    let actor = visit.actor()?;
    Ok((!actor.has(Role::Administrator)).then_some(actor.account))
}

pub(super) async fn remove(
    State(org): State<Organisation>,
    visit: Visit,
    Path((person, post)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let on = ground(&visit, &org, org.today()).await?;
    let (person, in_charge) = member::found(&org, &on, id_in(&person)?).await?;
    if !in_charge {
        return Err(Failure::Forbidden);
    }
    let which = (person.id, id_in(&post)?);
    let tx = org.app.db.begin().await?;
    let by = remover(&visit)?;
    let title = posts::remove(&tx, visit.now(), &on.acting, org.today(), which, by).await?;
    let event = OrganisationEvent::PostRemoved {
        person: person.id,
        name: person.full_name,
        title,
    };
    audit::append(&tx, visit.now(), Some(visit.actor()?), &event).await?;
    tx.commit().await?;
    Ok(visit.go_done(&format!("/doan-vien/{}#chuc-vu", person.id), "done-post-removed"))
}

pub(super) async fn end(
    State(org): State<Organisation>,
    visit: Visit,
    Path((person, post)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let on = ground(&visit, &org, org.today()).await?;
    let (person, in_charge) = member::found(&org, &on, id_in(&person)?).await?;
    if !in_charge {
        return Err(Failure::Forbidden);
    }
    let post = id_in(&post)?;
    let held = posts::of(org.app.db.read(), person.id).await?;
    let held = held.into_iter().find(|held| held.id == post).ok_or(Failure::NotFound)?;
    let mut form = Form::returned(fields);
    let field = format!("to-{post}");
    let to = day(&mut form, &tr, &field, true);
    if to.is_some_and(|to| to.to_string() < held.valid_from) {
        form.fault(&field, &tr, "org-people-to-before-from");
    }
    let (Some(to), false) = (to, form.is_refused()) else {
        return member::page(&visit, &org, person.id, form).await;
    };
    let tx = org.app.db.begin().await?;
    let title = posts::end(
        &tx,
        visit.now(),
        &*org.app.entropy,
        &on.acting,
        org.today(),
        (person.id, post),
        to,
    )
    .await?;
    let event = OrganisationEvent::PostEnded {
        person: person.id,
        name: person.full_name,
        title,
        to: to.to_string(),
    };
    audit::append(&tx, visit.now(), Some(visit.actor()?), &event).await?;
    tx.commit().await?;
    Ok(visit.go_done(&format!("/doan-vien/{}#chuc-vu", person.id), "done-post-ended"))
}
