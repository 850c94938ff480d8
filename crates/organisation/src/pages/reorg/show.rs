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
use platform::text::Tr;
use platform::visit::Visit;
use uuid::Uuid;

use super::act::{Fact, chip, facts};
use super::open::{self, Together};
use super::said::{DifferenceRow, Names};
use super::{asked, covers, drafting, may_draft};
use crate::history::{Change, Rights};
use crate::preview::Preview;
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
    /// Units that move between the same two places.
    together: Vec<Together>,
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

/// The steps after the draft, and who takes them.
const COMING: [(&str, &str); 3] = [
    ("org-step-submitted", "org-step-submit-next"),
    ("org-step-approved", "org-step-approve-next"),
    ("org-step-applied", "org-step-apply-next"),
];

/// Edits are many and stand in the record; the steps between people are shown, every one of them, and those to come.
fn steps(visit: &Visit, stage: Stage, taken: Vec<Taken>) -> Vec<StepShown> {
    let tr = visit.tr();
    let shown = taken.into_iter().filter(|step| step.act != "edited");
    let mut out: Vec<StepShown> = shown
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
        .collect();
    let coming: &[(&str, &str)] = match stage {
        Stage::Draft => &COMING,
        Stage::Submitted => COMING.get(1..).unwrap_or_default(),
        Stage::Approved => COMING.get(2..).unwrap_or_default(),
        Stage::Applied | Stage::Undone | Stage::Dropped => &[],
    };
    for (key, who) in coming {
        out.push(StepShown {
            class: "",
            title: tr.t(key),
            who: tr.t(who),
            reason: String::new(),
        });
    }
    out
}

/// How many end, begin, and change or move, in the words of `key`.
pub(super) fn counts(tr: &Tr, key: &str, preview: &Preview) -> String {
    let (mut began, mut ended, mut other) = (0_usize, 0_usize, 0_usize);
    for difference in &preview.differences {
        match difference.change {
            Change::Began { .. } => began += 1,
            Change::Ended { .. } => ended += 1,
            Change::Differs { .. } => other += 1,
        }
    }
    tr.xyz(key, tr.number(ended), tr.number(began), tr.number(other))
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
    let (rows, together) = open::grouped(&names, &preview.differences);
    let mut rows: Vec<(u8, DifferenceRow)> = rows
        .into_iter()
        .map(|difference| {
            let row = names.difference(difference, (&preview.before, eve), (names.after, on));
            (difference.change.rank(), row)
        })
        .collect();
    DifferenceRow::sort(&mut rows);
    let more = rows.len().saturating_sub(SHOWN);
    rows.truncate(SHOWN);
    let differences: Vec<DifferenceRow> = rows.into_iter().map(|(_, row)| row).collect();
    let mut follows: Vec<FollowRow> = preview
        .follows
        .iter()
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
    follows.sort_by_cached_key(|row| vietnamese::collate::sort_key(&row.unit));
    follows.truncate(SHOWN);
    let kin = kin(org, visit, &reorg).await?;
    let taken = reorgs::taken(org.app.db.read(), reorg.id).await?;
    let tree = org.tree(org.today()).await?;
    let actor = visit.actor()?;
    let drafter = may_draft(visit, &reorg, &drafting(actor, &tree))
        && visit.has_any(&[Role::Administrator, Role::Organiser, Role::UnitOfficer]);
    let draft = reorg.stage == Stage::Draft;
    let waits = matches!(reorg.stage, Stage::Draft | Stage::Submitted | Stage::Approved);
    let page = ReorgPage {
        shell: visit
            .shell(reorg.paper.title.clone())
            .crumb("/don-vi", tr.t("org-units-title"))
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
        counts: counts(&tr, "org-preview-counts", &preview),
        more,
        differences,
        together,
        follows,
        more_follows: preview.follows.len().saturating_sub(SHOWN),
        // Afterwards there is nothing left to bear in mind.
        undecided: if waits {
            open::lines(&names, &preview.undecided)
        } else {
            Vec::new()
        },
        stale: again.stale,
        changed: again.changed,
        form: again.form,
        refusal,
        steps: steps(visit, reorg.stage, taken),
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
