//! Submit, return, approve, apply, undo, drop.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::shell::Shell;
use platform::visit::Visit;
use uuid::Uuid;

use super::show::{self, Again};
use super::{asked, covers, drafting, may_draft, stale};
use crate::preview::Preview;
use crate::stage::{Act, NotNow};
use crate::state::Organisation;
use crate::store::reorgs::{self, Deed, Dependant, Reorg, ReorgError};

/// Longest reason, in letters.
const MOST: usize = 2_000;

fn deed<'d>(org: &'d Organisation, visit: &'d Visit, reason: &'d str) -> Result<Deed<'d>, Failure> {
    Ok(Deed {
        org,
        actor: Some(visit.actor()?),
        reason,
    })
}

async fn drafted(org: &Organisation, visit: &Visit, address: &str) -> Result<Reorg, Failure> {
    let reorg = asked(org, address).await?;
    let tree = org.tree(org.today()).await?;
    if !may_draft(visit, &reorg, &drafting(visit.actor()?, &tree)) {
        return Err(Failure::Forbidden);
    }
    Ok(reorg)
}

/// The act, when it is still what the form was about.
fn same(reorg: &Reorg, fields: &Fields) -> bool {
    stale::seen(fields) == Some(reorg.revision)
}

/// A reason in its clean spelling; a fault beside the field when it is missing or too long.
fn reason(visit: &Visit, form: &mut Form) -> String {
    let tr = visit.tr();
    let reason = form.value("reason").to_owned();
    if reason.is_empty() {
        form.fault("reason", &tr, "org-failure-reason");
    } else if reason.chars().count() > MOST {
        form.fault_words("reason", tr.n("org-too-long", MOST));
    }
    reason
}

/// The page of the draft again when it does not go together, or with what has changed when somebody was faster.
async fn answer(
    org: &Organisation,
    visit: &Visit,
    (reorg, form): (Reorg, Form),
    done: Result<(), ReorgError>,
    notice: &str,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(visit.go_done(&format!("/sap-xep/{}", reorg.id), notice)),
        Err(ReorgError::Refused(_) | ReorgError::Alone(_) | ReorgError::Empty) => {
            show::page(org, visit, reorg, Again::with(StatusCode::UNPROCESSABLE_ENTITY)).await
        }
        Err(ReorgError::Edited | ReorgError::NotNow(NotNow::WrongStage)) => stale::page(org, visit, &reorg, form).await,
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn submit(
    State(org): State<Organisation>,
    visit: Visit,
    Path(address): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let reorg = drafted(&org, &visit, &address).await?;
    let form = Form::returned(fields);
    if !same(&reorg, &form.values) {
        return stale::page(&org, &visit, &reorg, form).await;
    }
    let done = reorgs::advance(deed(&org, &visit, "")?, &reorg, Act::Submit).await;
    answer(&org, &visit, (reorg, form), done, "done-reorg-submitted").await
}

pub(super) async fn drop_draft(
    State(org): State<Organisation>,
    visit: Visit,
    Path(address): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let reorg = drafted(&org, &visit, &address).await?;
    let form = Form::returned(fields);
    if !same(&reorg, &form.values) {
        return stale::page(&org, &visit, &reorg, form).await;
    }
    match reorgs::advance(deed(&org, &visit, "")?, &reorg, Act::Drop).await {
        Ok(()) => Ok(visit.go_done("/sap-xep", "done-reorg-dropped")),
        done => answer(&org, &visit, (reorg, form), done, "done-reorg-dropped").await,
    }
}

pub(super) async fn approve(
    State(org): State<Organisation>,
    visit: Visit,
    Path(address): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let reorg = asked(&org, &address).await?;
    let form = Form::returned(fields);
    if !same(&reorg, &form.values) {
        return stale::page(&org, &visit, &reorg, form).await;
    }
    let own = reorg.created_by == Some(visit.actor()?.account);
    let done = reorgs::advance(deed(&org, &visit, "")?, &reorg, Act::Approve { own }).await;
    answer(&org, &visit, (reorg, form), done, "done-reorg-approved").await
}

pub(super) async fn give_back(
    State(org): State<Organisation>,
    visit: Visit,
    Path(address): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let reorg = asked(&org, &address).await?;
    let mut form = Form::returned(fields);
    if !same(&reorg, &form.values) || reorg.stage.apply(Act::Return).is_err() {
        return stale::page(&org, &visit, &reorg, form).await;
    }
    let goes = reorg.stage != crate::stage::Stage::Approved || reorgs::fits(&org, &reorg).await?;
    if !show::may_return(&visit, reorg.stage, goes) {
        return Err(Failure::Forbidden);
    }
    let reason = reason(&visit, &mut form);
    if form.is_refused() {
        let again = Again {
            form,
            ..Again::with(StatusCode::UNPROCESSABLE_ENTITY)
        };
        return show::page(&org, &visit, reorg, again).await;
    }
    let done = reorgs::advance(deed(&org, &visit, &reason)?, &reorg, Act::Return).await;
    answer(&org, &visit, (reorg, form), done, "done-reorg-returned").await
}

pub(super) async fn apply(
    State(org): State<Organisation>,
    visit: Visit,
    Path(address): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let reorg = asked(&org, &address).await?;
    let form = Form::returned(fields);
    if !same(&reorg, &form.values) {
        return stale::page(&org, &visit, &reorg, form).await;
    }
    let done = reorgs::apply(deed(&org, &visit, "")?, &reorg).await;
    answer(&org, &visit, (reorg, form), done, "done-reorg-applied").await
}

/// An act that was undone is drafted anew from itself; what no longer fits is said at its place on the draft's page.
pub(super) async fn renew(
    State(org): State<Organisation>,
    visit: Visit,
    Path(address): Path<String>,
) -> Result<Response, Failure> {
    let reorg = asked(&org, &address).await?;
    let tree = org.tree(org.today()).await?;
    if !covers(&drafting(visit.actor()?, &tree), &reorg.plan.operations) {
        return Err(Failure::Forbidden);
    }
    let draft = reorgs::renew(deed(&org, &visit, "")?, &reorg).await?;
    Ok(visit.go_done(&format!("/sap-xep/{draft}"), "done-reorg-renewed"))
}

#[derive(Template)]
#[template(path = "reorg_undo.html")]
struct UndoPage {
    shell: Shell,
    id: Uuid,
    revision: i64,
    title: String,
    /// What depends on it; nothing can be undone while this is not empty.
    held: Vec<String>,
    /// What comes back, goes and returns to where it was.
    counts: String,
    form: Form,
}

async fn undo_page(org: &Organisation, visit: &Visit, reorg: &Reorg, mut form: Form) -> Result<Response, Failure> {
    let tr = visit.tr();
    form.name_fields(&tr, &[("reason", "org-undo-reason")]);
    let present = org.present().await?;
    let preview = Preview::of(
        org,
        &present,
        reorg.id,
        reorg.paper.effective_on,
        &reorg.plan,
        visit.lang,
    )
    .await?;
    let history = &present.history;
    let name = |unit: Uuid| history.name(unit, org.today()).unwrap_or_default().to_owned();
    let held = reorgs::dependants(org, reorg, &present).await?;
    let held = held
        .into_iter()
        .map(|held| match held {
            Dependant::Act { title, .. } => tr.x("org-depends-act", title),
            Dependant::Members { unit, count } => tr.xy("org-depends-members", name(unit), tr.number(count)),
            Dependant::Headcounts { unit, count } => tr.xy("org-depends-headcounts", name(unit), tr.number(count)),
            Dependant::Officers { unit, count } => tr.xy("org-depends-officers", name(unit), tr.number(count)),
            Dependant::Kept { unit, what, count } => tr.xyz("org-depends-kept", name(unit), tr.number(count), what),
        })
        .collect();
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let page = UndoPage {
        shell: visit
            .shell(tr.t("org-undo-title"))
            .crumb("/don-vi", tr.t("org-units-title"))
            .crumb("/sap-xep", tr.t("org-reorgs-title"))
            .crumb(format!("/sap-xep/{}", reorg.id), reorg.paper.title.clone()),
        id: reorg.id,
        revision: reorg.revision,
        title: reorg.paper.title.clone(),
        held,
        counts: show::counts(&tr, "org-undo-counts", &preview),
        form,
    };
    visit.page_with(status, &page)
}

pub(super) async fn undo_form(
    State(org): State<Organisation>,
    visit: Visit,
    Path(address): Path<String>,
) -> Result<Response, Failure> {
    let reorg = asked(&org, &address).await?;
    if reorg.stage != crate::stage::Stage::Applied {
        // Somebody was faster: its page says where it stands.
        return Ok(visit.go(&format!("/sap-xep/{}", reorg.id)));
    }
    undo_page(&org, &visit, &reorg, Form::empty()).await
}

pub(super) async fn undo(
    State(org): State<Organisation>,
    visit: Visit,
    Path(address): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let reorg = asked(&org, &address).await?;
    let mut form = Form::returned(fields);
    if !same(&reorg, &form.values) || reorg.stage != crate::stage::Stage::Applied {
        return stale::page(&org, &visit, &reorg, form).await;
    }
    let reason = reason(&visit, &mut form);
    if form.is_refused() {
        return undo_page(&org, &visit, &reorg, form).await;
    }
    match reorgs::undo(deed(&org, &visit, &reason)?, &reorg).await {
        Ok(()) => Ok(visit.go_done(&format!("/sap-xep/{}", reorg.id), "done-reorg-undone")),
        Err(ReorgError::Depends(_)) => {
            form.fault("reason", &tr, "org-failure-depends");
            undo_page(&org, &visit, &reorg, form).await
        }
        done => answer(&org, &visit, (reorg, form), done, "done-reorg-undone").await,
    }
}
