//! People who may have been entered twice, and the merges already made.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::time;
use platform::audit;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::shell::Shell;
use platform::visit::Visit;
use uuid::Uuid;

use super::merge::{Facts, facts};
use super::posts::text;
use super::{Ground, ground, id_in};
use crate::duplicates::{self as search, Found, Sign};
use crate::event::OrganisationEvent;
use crate::state::Organisation;
use crate::store::{duplicates as store, merges, people};

/// Pairs on one page; those that are settled make room for the next.
const MOST: usize = 50;
/// Past merges on the page.
const PAST: i64 = 100;
pub(super) const LONGEST_REASON: usize = 300;

/// What speaks for or against, in words.
pub(super) struct Said {
    pub words: String,
    pub against: bool,
}

pub(super) fn said(tr: &platform::text::Tr, signs: &[Sign]) -> Vec<Said> {
    signs
        .iter()
        .map(|sign| Said {
            words: tr.t(sign.key()),
            against: sign.against(),
        })
        .collect()
}

struct PairCard {
    /// Of the page where the two are settled.
    address: String,
    names: String,
    both: Vec<Facts>,
    signs: Vec<Said>,
}

struct Past {
    id: Uuid,
    kept: Uuid,
    kept_name: String,
    gone_name: String,
    done: String,
    reason: String,
    /// Empty: it still holds.
    undone: String,
    undone_reason: String,
    /// Name of the field for the reason, which bears the fault.
    field: String,
}

#[derive(Template)]
#[template(path = "duplicates.html")]
struct TwinsPage {
    shell: Shell,
    pairs: Vec<PairCard>,
    total: usize,
    more: bool,
    /// Only the pairs of one person are shown.
    of_one: String,
    past: Vec<Past>,
    form: Form,
}

pub(super) async fn list(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    page(&visit, &org, Form::empty()).await
}

/// The pairs of one person, found among those who could be that person.
async fn of_person(org: &Organisation, on: &Ground, person: Uuid) -> Result<Found, Failure> {
    let db = org.app.db.read();
    let entries = store::entries_like(db, &on.acting, &on.tree, org.today(), person).await?;
    let distinct = store::distinct(db).await?;
    let mut found = tokio::task::spawn_blocking(move || search::find(&entries, &distinct, usize::MAX))
        .await
        .map_err(Failure::internal)?;
    found.pairs.retain(|pair| pair.a == person || pair.b == person);
    found.total = found.pairs.len();
    found.pairs.truncate(MOST);
    Ok(found)
}

async fn page(visit: &Visit, org: &Organisation, form: Form) -> Result<Response, Failure> {
    let tr = visit.tr();
    let today = org.today();
    let on = ground(visit, org, today).await?;
    let db = org.app.db.read();
    let only: Option<Uuid> = visit.param("nguoi").parse().ok();
    let (found, of_one) = match only {
        Some(only) => {
            let person = people::by_id(db, &on.acting, only, today)
                .await?
                .ok_or(Failure::NotFound)?;
            (Arc::new(of_person(org, &on, only).await?), person.full_name)
        }
        None => (org.twins.likeliest(org, &on.acting, MOST).await?, String::new()),
    };
    let mut wanted: Vec<Uuid> = found.pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut known: HashMap<Uuid, Facts> = HashMap::new();
    for person in people::many(db, &on.acting, &wanted, today).await? {
        known.insert(person.id, facts(visit, &on, person));
    }
    let page = TwinsPage {
        shell: visit
            .shell(tr.t("org-twins-title"))
            .crumb("/doan-vien", tr.t("org-members-title")),
        total: found.total,
        more: found.total > found.pairs.len(),
        pairs: found
            .pairs
            .iter()
            .filter_map(|pair| {
                let (a, b) = (known.get(&pair.a)?, known.get(&pair.b)?);
                Some(PairCard {
                    address: format!("/doan-vien/trung/{}/{}", pair.a, pair.b),
                    names: format!("{} – {}", a.name, b.name),
                    both: vec![a.clone(), b.clone()],
                    signs: said(&tr, &pair.signs),
                })
            })
            .collect(),
        of_one,
        past: merges::listed(db, &on.acting, today, PAST)
            .await?
            .into_iter()
            .map(|merge| Past {
                field: format!("ly-do-{}", merge.id),
                id: merge.id,
                kept: merge.kept,
                kept_name: format!("{} ({})", merge.kept_name, merge.kept_number),
                gone_name: format!("{} ({})", merge.gone_name, merge.gone_number),
                done: format!("{}, {}", merge.by_name, time::short(merge.at, visit.lang)),
                reason: merge.reason,
                undone: merge.undone_at.map_or_else(String::new, |at| {
                    let by = merge.undone_by_name.unwrap_or_default();
                    format!("{by}, {}", time::short(at, visit.lang))
                }),
                undone_reason: merge.undone_reason.unwrap_or_default(),
            })
            .collect(),
        form,
    };
    let status = if page.form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    visit.page_with(status, &page)
}

pub(super) async fn undo(
    State(org): State<Organisation>,
    visit: Visit,
    Path(merge): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let merge = id_in(&merge)?;
    let on = ground(&visit, &org, org.today()).await?;
    let mut form = Form::returned(fields);
    let reason = text(&mut form, &tr, &format!("ly-do-{merge}"), LONGEST_REASON, true);
    if form.is_refused() {
        return page(&visit, &org, form).await;
    }
    let actor = visit.actor()?;
    let tx = org.app.db.begin().await?;
    let (kept, gone) = merges::undo(&tx, visit.now(), actor, &on.acting, org.today(), merge, &reason).await?;
    // Whoever came in by a name of the other entry has been in the kept account: both sign in anew, but for the visitor.
    let own = visit.session.as_ref().map(|session| session.id);
    org.app.sessions.revoke_all(&tx, visit.now(), kept.id, own).await?;
    let event = OrganisationEvent::PersonMergeUndone {
        kept: kept.id,
        gone: gone.id,
        name: kept.full_name,
        reason,
    };
    audit::append(&tx, visit.now(), Some(actor), &event).await?;
    tx.commit().await?;
    org.app.sessions.forget_all();
    Ok(visit.go_done("/doan-vien/trung", "done-merge-undone"))
}
