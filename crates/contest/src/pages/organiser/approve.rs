//! The page on which a leader approves a verified result for the own side; made for a phone between two meetings.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::actor::Side;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::visit::Visit;

use super::provisional::{self, Provisional};
use super::shown::{self, Chip, Step};
use super::{Here, leader_side, refused_words};
use crate::service::Contests;
use crate::state::PeriodState;

#[derive(Template)]
#[template(path = "control_approve.html")]
struct ApprovePage {
    shell: Shell,
    href: String,
    post: String,
    chip: Chip,
    lead: String,
    result: Option<Provisional>,
    steps: Vec<Step>,
    /// Words of the button; empty when this visitor has nothing to approve.
    button: String,
    /// Why there is no button.
    why_not: String,
    refused: String,
}

async fn page(visit: &Visit, contests: &Contests, here: &Here, refused: String) -> Result<Response, Failure> {
    let tr = visit.tr();
    let side = visit.actor().ok().and_then(|actor| leader_side(actor));
    let missing = shown::missing_sides(&here.steps);
    let (button, why_not) = match side {
        None => (String::new(), tr.t("control-approve-not-leader")),
        Some(_) if here.period.state.is_public() => (String::new(), tr.t("control-approve-announced")),
        Some(_) if here.period.state != PeriodState::Verified => (String::new(), tr.t("control-approve-not-verified")),
        Some(side) if !missing.contains(&side) => (String::new(), tr.t("control-approve-done")),
        Some(side) => (
            tr.x("control-approve-button", here.body(visit.lang, side)),
            String::new(),
        ),
    };
    let status = if refused.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::CONFLICT
    };
    visit.page_with(
        status,
        &ApprovePage {
            shell: visit
                .shell(tr.x("control-approve-title", &here.name))
                .crumb("/to-chuc", tr.t("organise-title")),
            href: here.href(),
            post: format!("/duyet/{}/{}", here.contest.slug, here.period.code),
            chip: shown::chip(&tr, here.period.state),
            lead: here.title.clone(),
            result: provisional::read(&tr, contests, here).await?,
            steps: shown::steps(&tr, here),
            button,
            why_not,
            refused,
        },
    )
}

pub(super) async fn show(
    visit: Visit,
    State(contests): State<Contests>,
    Path((slug, code)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let here = Here::find(&contests, visit.lang, &slug, &code).await?;
    page(&visit, &contests, &here, String::new()).await
}

/// Whether this person has approved the present version for the other side.
fn approved_for_other(here: &Here, account: uuid::Uuid, side: Side) -> bool {
    let present = here
        .steps
        .iter()
        .rposition(|step| matches!(step.act.as_str(), "computed" | "verified"))
        .unwrap_or(0);
    here.steps.iter().skip(present).any(|step| {
        step.act == "approved" && step.by_account == Some(account) && step.side.as_deref() != Some(side.code())
    })
}

pub(super) async fn send(
    visit: Visit,
    State(contests): State<Contests>,
    Path((slug, code)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let actor = visit.actor()?.clone();
    let here = Here::find(&contests, visit.lang, &slug, &code).await?;
    // The side comes from the role, never from the form.
    let side = leader_side(&actor).ok_or(Failure::Forbidden)?;
    if approved_for_other(&here, actor.account, side) {
        return page(&visit, &contests, &here, tr.t("control-refused-both-sides")).await;
    }
    match contests.approve_result(&here.period, side, &actor).await {
        Ok(()) => {
            let back = format!("/duyet/{slug}/{code}");
            Ok(visit.go_done(&back, "done-result-approved"))
        }
        Err(error) => {
            let words = refused_words(&visit, error)?;
            page(&visit, &contests, &here, words).await
        }
    }
}
