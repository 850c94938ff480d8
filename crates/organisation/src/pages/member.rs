//! One member: facts, the units belonged to, the posts held.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use platform::failure::Failure;
use platform::form::Form;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;
use uuid::Uuid;

use super::{Ground, ground, id_in, shown};
use crate::post::PositionGroup;
use crate::scope::Scope;
use crate::state::Organisation;
use crate::store::people::{self, Person, Stay};
use crate::store::posts::Post;
use crate::store::{merges, past, posts};
use crate::transfer::Reason;

struct StayLine {
    unit: String,
    /// Number of the entry that has been merged into this one; empty for the own stays.
    entry: String,
    from: String,
    to: String,
    why: String,
}

struct PastLine {
    name: String,
    sex: String,
    birth: String,
    until: String,
}

struct PostLine {
    id: Uuid,
    title: String,
    group: String,
    unit: String,
    from: String,
    to: String,
    /// Still held, so that it can end.
    open: bool,
    /// Entered by the visitor, who may take it out again.
    own: bool,
    /// Name of the field for the last day, which bears the fault.
    field: String,
}

#[derive(Template)]
#[template(path = "member.html")]
struct MemberPage {
    shell: Shell,
    id: Uuid,
    name: String,
    number: String,
    unit: Option<(Uuid, String)>,
    path: String,
    sex: String,
    birth: String,
    phone: String,
    email: String,
    post: String,
    demo: bool,
    /// Phone, e-mail and birthday are hidden from this visitor.
    masked: bool,
    /// Other entries that have become this one.
    merged: String,
    stays: Vec<StayLine>,
    /// What the entry said before it was put right; only for those in charge.
    past: Vec<PastLine>,
    posts: Vec<PostLine>,
    may_act: bool,
    groups: Vec<(&'static str, String)>,
    form: Form,
}

pub(super) async fn show(
    State(org): State<Organisation>,
    visit: Visit,
    Path(person): Path<String>,
) -> Result<Response, Failure> {
    let form = Form::filled([
        ("from", org.today().to_string()),
        ("group", PositionGroup::Professional.code().to_owned()),
    ]);
    page(&visit, &org, id_in(&person)?, form).await
}

/// The member, as far as the visitor may see; and whether the visitor is in charge of the member.
pub(super) async fn found(org: &Organisation, on: &Ground, person: Uuid) -> Result<(Person, bool), Failure> {
    let person = people::by_id(org.app.db.read(), &on.seen, person, org.today())
        .await?
        .ok_or(Failure::NotFound)?;
    let in_charge = person
        .unit_id
        .map_or(on.acting == Scope::All, |unit| on.acting.covers(unit));
    Ok((person, in_charge))
}

/// The unit under the name it had on a day; today's tree names what was not there yet.
async fn unit_then(org: &Organisation, on: &Ground, tr: &Tr, unit: Uuid, day: &str) -> Result<String, Failure> {
    let then = match day.parse() {
        Ok(day) => org.tree(day).await?,
        Err(_) => Arc::clone(&on.tree),
    };
    Ok(then
        .get(unit)
        .or_else(|| on.tree.home(unit))
        .map_or_else(|| tr.t("org-unit-ended"), |node| node.name.clone()))
}

fn why(tr: &Tr, stay: &Stay) -> String {
    let mut parts = Vec::new();
    match Reason::parse(&stay.reason) {
        Some(Reason::Other) | None => {}
        Some(reason) => parts.push(tr.t(&format!("org-transfer-reason-{}", reason.code()))),
    }
    parts.extend(stay.note.clone());
    parts.extend(
        stay.act_number
            .as_ref()
            .map(|number| tr.x("org-member-act-number", number)),
    );
    parts.join("; ")
}

async fn stays(visit: &Visit, org: &Organisation, on: &Ground, person: Uuid) -> Result<Vec<StayLine>, Failure> {
    let tr = visit.tr();
    let mut out = Vec::new();
    let db = org.app.db.read();
    // What stands under an entry that has been merged stays there, and is shown with the person.
    let mut entries = people::entries_of(db, person).await?;
    let others = people::names_of(db, &entries).await?;
    entries.push(person);
    for stay in people::stays_of(db, &entries).await? {
        out.push(StayLine {
            entry: others
                .get(&stay.person_id)
                .map_or_else(String::new, |other| other.member_number.clone()),
            unit: unit_then(org, on, &tr, stay.unit_id, &stay.valid_from).await?,
            from: shown::day(&stay.valid_from, visit.lang),
            why: why(&tr, &stay),
            to: stay
                .valid_to
                .map_or_else(|| tr.t("org-still"), |to| shown::day(&to, visit.lang)),
        });
    }
    Ok(out)
}

async fn line(visit: &Visit, org: &Organisation, on: &Ground, post: Post) -> Result<PostLine, Failure> {
    let tr = visit.tr();
    let today = org.today().to_string();
    let remover = super::posts::remover(visit)?;
    Ok(PostLine {
        own: remover.is_none() || post.recorded_by == remover,
        id: post.id,
        field: format!("to-{}", post.id),
        group: match PositionGroup::parse(&post.position_group) {
            Some(group) => tr.t(&format!("org-position-{}", group.code())),
            None => String::new(),
        },
        unit: match post.unit_id {
            Some(unit) => unit_then(org, on, &tr, unit, &post.valid_from).await?,
            None => String::new(),
        },
        from: shown::day(&post.valid_from, visit.lang),
        open: post.valid_to.as_ref().is_none_or(|to| *to > today),
        to: post
            .valid_to
            .map_or_else(|| tr.t("org-still"), |to| shown::day(&to, visit.lang)),
        title: post.title,
    })
}

/// The page, also when one of its forms comes back.
pub(super) async fn page(visit: &Visit, org: &Organisation, id: Uuid, form: Form) -> Result<Response, Failure> {
    let tr = visit.tr();
    let on = ground(visit, org, org.today()).await?;
    let db = org.app.db.read();
    let (person, full) = found(org, &on, id).await?;
    if person.merged_into.is_some() {
        let goes_on = people::aliases(db).await?.get(&id).copied().ok_or(Failure::NotFound)?;
        return Ok(visit.go(&format!("/doan-vien/{goes_on}")));
    }
    let node = person.unit_id.and_then(|unit| on.tree.home(unit));
    let mut lines = Vec::new();
    for post in posts::of(db, person.id).await? {
        lines.push(line(visit, org, &on, post).await?);
    }
    let past = if full {
        past::of(db, person.id).await?
    } else {
        Vec::new()
    };
    let page = MemberPage {
        past: past
            .into_iter()
            .map(|said| PastLine {
                name: said.full_name,
                sex: shown::sex(&tr, said.sex.as_deref()),
                birth: shown::day(said.birth_date.as_deref().unwrap_or_default(), visit.lang),
                until: kernel::time::short(said.until, visit.lang),
            })
            .collect(),
        shell: visit
            .shell(person.full_name.clone())
            .crumb("/doan-vien", tr.t("org-members-title")),
        id: person.id,
        unit: node.map(|node| (node.id, node.name.clone())),
        path: node.map_or_else(String::new, |node| {
            let mut names = on.tree.path_names(node.id);
            names.pop();
            names.join(" › ")
        }),
        sex: shown::sex(&tr, person.sex.as_deref()),
        birth: match (&person.birth_date, full) {
            (Some(day), true) => shown::day(day, visit.lang),
            (Some(_), false) => tr.t("org-member-hidden"),
            (None, _) => String::new(),
        },
        phone: shown::phone(person.phone.as_deref(), full),
        email: shown::email(person.email.as_deref(), full),
        post: person.post.unwrap_or_default(),
        demo: person.demo,
        masked: !full,
        merged: merges::into(db, person.id).await?.join(", "),
        stays: stays(visit, org, &on, person.id).await?,
        posts: lines,
        may_act: full,
        groups: PositionGroup::ALL
            .iter()
            .map(|group| (group.code(), tr.t(&format!("org-position-{}", group.code()))))
            .collect(),
        name: person.full_name,
        number: person.member_number,
        form,
    };
    let status = if page.form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    visit.page_with(status, &page)
}
