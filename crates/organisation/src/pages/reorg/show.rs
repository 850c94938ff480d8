//! One re-organisation: the act, what it does, the tree before and after, what follows, what is left open, and the
//! one button of whoever has to act next.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::actor::Role;
use kernel::holdings::Follows;
use kernel::time;
use platform::failure::Failure;
use platform::form::Form;
use platform::shell::Shell;
use platform::visit::Visit;
use uuid::Uuid;

use super::act::{Fact, chip, facts};
use super::said::{DifferenceRow, Names};
use super::{asked, covers, drafting, may_draft};
use crate::history::{Change, Rights};
use crate::preview::{Preview, Undecided};
use crate::stage::Stage;
use crate::state::Organisation;
use crate::store::reorgs::{self, Reorg, Taken};

/// Rows of each table on the page; all are counted.
const SHOWN: usize = 200;

struct FollowRow {
    unit: String,
    heir: String,
    members: String,
    /// Name of the officers, and what becomes of their rights.
    officers: String,
    rights: String,
    held: Vec<(String, String, String)>,
}

/// The page shown again after a refused act.
pub(super) struct Again {
    pub status: StatusCode,
    /// Why, when the act is no longer what was decided on; else empty.
    pub stale: String,
    pub changed: Vec<String>,
    /// What was typed, with its faults.
    pub form: Form,
}

impl Again {
    /// With a status, and nothing typed.
    pub fn with(status: StatusCode) -> Self {
        Self {
            status,
            stale: String::new(),
            changed: Vec::new(),
            form: Form::empty(),
        }
    }
}

struct StepShown {
    class: &'static str,
    title: String,
    who: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "reorg.html")]
struct ReorgPage {
    shell: Shell,
    id: Uuid,
    revision: i64,
    chip: &'static str,
    stage: String,
    next: String,
    facts: Vec<Fact>,
    /// In words, and why it does not fit, if it does not.
    operations: Vec<(String, String)>,
    refusal: String,
    counts: String,
    differences: Vec<DifferenceRow>,
    more: usize,
    follows: Vec<FollowRow>,
    more_follows: usize,
    undecided: Vec<String>,
    stale: String,
    changed: Vec<String>,
    form: Form,
    steps: Vec<StepShown>,
    compare: String,
    effective: String,
    may_edit: bool,
    may_submit: bool,
    may_approve: bool,
    own: bool,
    may_return: bool,
    may_apply: bool,
    may_undo: bool,
    may_renew: bool,
    /// The act that this one was drafted anew from, and those drafted anew from it: address, title, words before it.
    kin: Vec<(String, String, String)>,
}

/// Edits are many and stand in the record; the steps between people are shown, every one of them.
fn steps(visit: &Visit, taken: Vec<Taken>) -> Vec<StepShown> {
    let tr = visit.tr();
    let shown = taken.into_iter().filter(|step| step.act != "edited");
    shown
        .map(|step| StepShown {
            class: match step.act.as_str() {
                "returned" | "undone" | "dropped" => "refused",
                _ => "done",
            },
            title: tr.t(&format!("org-step-{}", step.act)),
            who: if step.by_name.is_empty() {
                time::short(step.at, visit.lang)
            } else {
                format!("{}, {}", step.by_name, time::short(step.at, visit.lang))
            },
            reason: step.reason,
        })
        .collect()
}

fn undecided(names: &Names<'_>, open: &Undecided) -> String {
    let tr = names.tr;
    match open {
        Undecided::NoShares { unit } => tr.x("org-open-no-shares", names.name(*unit)),
        Undecided::NoDefault { unit } => tr.x("org-open-no-default", names.name(*unit)),
        Undecided::MembersWithoutUnit { unit, members } => {
            tr.xy("org-open-members", names.name(*unit), tr.number(*members))
        }
        Undecided::NobodyAbove { unit } => tr.x("org-open-nobody-above", names.name(*unit)),
        Undecided::NoOfficer { unit } => tr.x("org-open-no-officer", names.name(*unit)),
    }
}

/// What ends first, then what begins, then the rest.
const fn rank(change: &Change) -> u8 {
    match change {
        Change::Ended { .. } => 0,
        Change::Began { .. } => 1,
        Change::Differs { .. } => 2,
    }
}

fn counts(visit: &Visit, preview: &Preview) -> String {
    let (mut began, mut ended, mut other) = (0_usize, 0_usize, 0_usize);
    for difference in &preview.differences {
        match difference.change {
            Change::Began { .. } => began += 1,
            Change::Ended { .. } => ended += 1,
            Change::Differs { .. } => other += 1,
        }
    }
    let tr = visit.tr();
    tr.xyz(
        "org-preview-counts",
        tr.number(ended),
        tr.number(began),
        tr.number(other),
    )
}

async fn kin(org: &Organisation, visit: &Visit, reorg: &Reorg) -> Result<Vec<(String, String, String)>, Failure> {
    let tr = visit.tr();
    let on = org.app.db.read();
    let mut out = Vec::new();
    let row = |id: Uuid, title: String, key: &str| (format!("/sap-xep/{id}"), title, tr.t(key));
    if let Some(of) = reorg.renews
        && let Some(old) = reorgs::find(on, of).await?
    {
        out.push(row(old.id, old.paper.title, "org-renews"));
    }
    if reorg.stage == Stage::Undone {
        let renewed = reorgs::renewals(on, reorg.id).await?;
        out.extend(renewed.into_iter().map(|(id, title)| row(id, title, "org-renewed-by")));
    }
    Ok(out)
}

/// Leaders return what waits for approval or was approved; those who apply return what can no longer be applied.
pub(super) fn may_return(visit: &Visit, stage: Stage, goes: bool) -> bool {
    match stage {
        Stage::Submitted => visit.has_any(&[Role::Leader, Role::Administrator]),
        Stage::Approved => {
            visit.has_any(&[Role::Leader, Role::Administrator]) || (!goes && visit.has_any(&[Role::Organiser]))
        }
        _ => false,
    }
}

/// The page, also after a refused act.
pub(super) async fn page(org: &Organisation, visit: &Visit, reorg: Reorg, again: Again) -> Result<Response, Failure> {
    let tr = visit.tr();
    let present = org.present().await?;
    let on = reorg.paper.effective_on;
    let preview = Preview::of(org, &present, reorg.id, on, &reorg.plan, visit.lang).await?;
    let names = Names {
        tr: &tr,
        before: &preview.before,
        after: preview.latest(),
        on,
        plan: Some(&reorg.plan),
    };
    let refusal = preview
        .after
        .as_ref()
        .err()
        .map_or_else(String::new, |refusal| names.refusal(refusal, &present.log));
    let refusal = if preview.alone.is_empty() {
        refusal
    } else {
        tr.x("org-alone", names.list(&preview.alone))
    };
    let eve = on.yesterday().unwrap_or(on);
    let mut order: Vec<_> = preview.differences.iter().collect();
    order.sort_by_key(|difference| rank(&difference.change));
    order.truncate(SHOWN);
    let mut differences: Vec<(u8, DifferenceRow)> = order
        .iter()
        .map(|difference| {
            let row = names.difference(difference, (&preview.before, eve), (names.after, on));
            (rank(&difference.change), row)
        })
        .collect();
    differences.sort_by(|a, b| (a.0, &a.1.before).cmp(&(b.0, &b.1.before)));
    let differences: Vec<DifferenceRow> = differences.into_iter().map(|(_, row)| row).collect();
    let follows = preview
        .follows
        .iter()
        .take(SHOWN)
        .map(|following| FollowRow {
            unit: names.name(following.unit),
            heir: following
                .heir
                .map_or_else(|| tr.t("org-follow-nobody"), |heir| names.name(heir)),
            members: tr.number(following.members),
            officers: if following.officers.is_empty() {
                tr.t("org-unit-no-officer")
            } else {
                following.officers.join(", ")
            },
            rights: match (following.rights, following.heir) {
                _ if following.officers.is_empty() => String::new(),
                (Rights::End, _) => tr.x("org-rights-end", time::date(on, visit.lang)),
                (Rights::Follow, Some(heir)) => tr.x("org-rights-follow", names.name(heir)),
                (Rights::Follow, None) => tr.x("org-rights-nothing", time::date(on, visit.lang)),
            },
            held: following
                .held
                .iter()
                .map(|held| {
                    let key = match held.follows {
                        Follows::Heir => "org-follow-heir",
                        Follows::Stays => "org-follow-stays",
                        Follows::Ends => "org-follow-ends",
                    };
                    (
                        format!("{} {}", tr.number(held.count), held.what),
                        held.href.clone(),
                        tr.t(key),
                    )
                })
                .collect(),
        })
        .collect();
    let kin = kin(org, visit, &reorg).await?;
    // In the order of their words, which is the same each time.
    let mut open: Vec<String> = preview.undecided.iter().map(|open| undecided(&names, open)).collect();
    open.sort();
    let taken = reorgs::taken(org.app.db.read(), reorg.id).await?;
    let tree = org.tree(org.today()).await?;
    let actor = visit.actor()?;
    let drafter = may_draft(visit, &reorg, &drafting(actor, &tree))
        && visit.has_any(&[Role::Administrator, Role::Organiser, Role::UnitOfficer]);
    let draft = reorg.stage == Stage::Draft;
    let page = ReorgPage {
        shell: visit
            .shell(reorg.paper.title.clone())
            .crumb("/sap-xep", tr.t("org-reorgs-title")),
        id: reorg.id,
        revision: reorg.revision,
        chip: chip(reorg.stage),
        stage: tr.t(&format!("org-stage-{}", reorg.stage.code())),
        next: if draft && !reorg.returned_reason.is_empty() {
            tr.x("org-returned-because", &reorg.returned_reason)
        } else if reorg.stage == Stage::Approved && !preview.goes() {
            tr.t("org-stage-approved-stuck")
        } else {
            tr.t(&format!("org-stage-{}-next", reorg.stage.code()))
        },
        facts: facts(&tr, visit.lang, &reorg),
        operations: reorg
            .plan
            .operations
            .iter()
            .enumerate()
            .map(|(at, operation)| {
                let misfit = preview.misfits.iter().find(|(place, _)| *place == at);
                let why = misfit.map_or_else(String::new, |(_, refusal)| names.refusal(refusal, &present.log));
                (names.operation(operation), why)
            })
            .collect(),
        counts: counts(visit, &preview),
        more: preview.differences.len().saturating_sub(differences.len()),
        differences,
        follows,
        more_follows: preview.follows.len().saturating_sub(SHOWN),
        undecided: open,
        stale: again.stale,
        changed: again.changed,
        form: again.form,
        refusal,
        steps: steps(visit, taken),
        compare: format!("/so-sanh?tu={eve}&den={on}"),
        effective: time::date(on, visit.lang),
        may_edit: draft && drafter,
        may_submit: draft && drafter && preview.goes() && !reorg.plan.operations.is_empty(),
        own: reorg.created_by == Some(actor.account),
        may_approve: reorg.stage == Stage::Submitted && visit.has_any(&[Role::Leader, Role::Administrator]),
        may_return: may_return(visit, reorg.stage, preview.goes()),
        may_apply: reorg.stage == Stage::Approved
            && preview.goes()
            && visit.has_any(&[Role::Administrator, Role::Organiser]),
        may_renew: reorg.stage == Stage::Undone
            && visit.has_any(&[Role::Administrator, Role::Organiser, Role::UnitOfficer])
            && covers(&drafting(actor, &tree), &reorg.plan.operations),
        kin,
        may_undo: reorg.stage == Stage::Applied && visit.has_any(&[Role::Leader, Role::Administrator]),
    };
    visit.page_with(again.status, &page)
}

pub(super) async fn show(
    State(org): State<Organisation>,
    visit: Visit,
    Path(address): Path<String>,
) -> Result<Response, Failure> {
    let reorg = asked(&org, &address).await?;
    page(&org, &visit, reorg, Again::with(StatusCode::OK)).await
}
