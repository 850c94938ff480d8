//! Writing a draft, passing it on, applying it, undoing it.

use std::sync::Arc;

use jiff::civil::Date;
use kernel::actor::Actor;
use kernel::clock::Millis;
use platform::audit;
use platform::db::{self, Tx};
use platform::failure::Failure;
use sea_orm::{DbErr, Value};
use uuid::Uuid;

use super::super::day;
use super::super::histories::changed_since;
use super::super::log;
use super::deeds::{self, Step};
use super::{Draft, Paper, Reorg, dependants};
use crate::event::OrganisationEvent;
use crate::history::{Entry, Hierarchy, History, Refusal, fold};
use crate::plan::Plan;
use crate::revision::Revised;
use crate::scope;
use crate::stage::{Act, NotNow, Stage};
use crate::state::Organisation;
use crate::store::histories::Present;
use crate::store::units;

/// Why an act on a re-organisation was refused.
#[derive(Debug, thiserror::Error)]
pub enum ReorgError {
    #[error(transparent)]
    NotNow(#[from] NotNow),
    /// Somebody edited the draft since it was read.
    #[error("edited meanwhile")]
    Edited,
    /// It does not go together with what is on record.
    #[error(transparent)]
    Refused(#[from] Box<Refusal>),
    /// Something stands on a unit that it founded.
    #[error("something depends on it")]
    Depends(Vec<super::Dependant>),
    /// Nobody would be in charge of these units.
    #[error("nobody in charge")]
    Alone(Vec<Uuid>),
    /// It does nothing.
    #[error("nothing to do")]
    Empty,
    #[error(transparent)]
    Database(#[from] DbErr),
}

impl From<ReorgError> for Failure {
    fn from(error: ReorgError) -> Self {
        match error {
            ReorgError::NotNow(NotNow::OwnDraft) => Self::Refused("org-failure-own-draft"),
            ReorgError::NotNow(NotNow::WrongStage) | ReorgError::Edited => Self::Refused("org-failure-changed"),
            ReorgError::Refused(_) => Self::Refused("org-failure-refused"),
            ReorgError::Depends(_) => Self::Refused("org-failure-depends"),
            ReorgError::Alone(_) => Self::Refused("org-failure-alone"),
            ReorgError::Empty => Self::Refused("org-failure-empty-plan"),
            ReorgError::Database(error) => error.into(),
        }
    }
}

/// Who acts, when, and why.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'d> {
    pub org: &'d Organisation,
    /// `None` for what the program does by itself (the demo, the command line).
    pub actor: Option<&'d Actor>,
    pub reason: &'d str,
}

impl Deed<'_> {
    fn name(&self) -> String {
        self.actor.map_or_else(String::new, |actor| actor.name.clone())
    }

    fn now(&self) -> Millis {
        self.org.app.now()
    }

    /// Writes the step and the event.
    async fn tell(
        &self,
        tx: &Tx,
        (id, paper): (Uuid, &Paper),
        act: &'static str,
        (revision, revised): (i64, Option<Revised>),
    ) -> Result<(), DbErr> {
        let step = Step {
            act,
            at: self.now(),
            by_name: self.name(),
            reason: self.reason,
            revision,
            revised,
        };
        deeds::take(tx, id, step).await?;
        let event = OrganisationEvent::Reorganisation {
            act,
            id,
            title: paper.title.clone(),
            number: paper.number.clone(),
            effective: paper.effective_on.to_string(),
            reason: self.reason.to_owned(),
        };
        audit::append(tx, self.now(), self.actor, &event).await
    }
}

fn plan_text(plan: &Plan) -> Result<String, DbErr> {
    serde_json::to_string(plan).map_err(|error| DbErr::Custom(error.to_string()))
}

fn paper_values(paper: &Paper) -> Vec<Value> {
    vec![
        paper.title.clone().into(),
        paper.number.clone().into(),
        paper.organ.clone().into(),
        paper.signer.clone().into(),
        paper.signed_on.map(day).into(),
        day(paper.effective_on).into(),
        paper.source.clone().into(),
        paper.verified.into(),
        paper.note.clone().into(),
    ]
}

/// Writes a first draft.
pub async fn create(deed: Deed<'_>, paper: &Paper, plan: &Plan) -> Result<Uuid, ReorgError> {
    let tx = deed.org.app.db.begin().await?;
    let draft = Draft {
        paper,
        plan,
        key: "",
        renews: None,
    };
    let id = insert(deed, &tx, draft).await?;
    tx.commit().await?;
    Ok(id)
}

/// Writes a first draft within a transaction.
pub(super) async fn insert(deed: Deed<'_>, tx: &Tx, draft: Draft<'_>) -> Result<Uuid, ReorgError> {
    let id = deed.org.app.fresh_id();
    let Draft {
        paper,
        plan,
        key,
        renews,
    } = draft;
    let mut values = paper_values(paper);
    values.extend([
        id.into(),
        plan_text(plan)?.into(),
        deed.now().into(),
        deed.actor.map(|actor| actor.account).into(),
        deed.name().into(),
        renews.into(),
        Some(key).filter(|key| !key.is_empty()).map(str::to_owned).into(),
    ]);
    db::exec(
        &**tx,
        "INSERT INTO reorg (id, kind, state, title, act_number, organ, signer, signed_on, effective_on, source, verified,
                            note, plan, revision, created_at, created_by, created_by_name, renews, act_key)
         VALUES ($10, 'act', 'draft', $1, $2, $3, $4, $5, $6, $7, $8, $9, $11, 1, $12, $13, $14, $15, $16)",
        values,
    )
    .await?;
    let told = if renews.is_some() { "renewed" } else { "drafted" };
    deed.tell(tx, (id, paper), told, (1, None)).await?;
    Ok(id)
}

/// Writes a draft anew; only over the revision that was read.
pub async fn edit(deed: Deed<'_>, reorg: &Reorg, paper: &Paper, plan: &Plan) -> Result<(), ReorgError> {
    reorg.stage.apply(Act::Edit)?;
    let tx = deed.org.app.db.begin().await?;
    let mut values = paper_values(paper);
    values.extend([reorg.id.into(), plan_text(plan)?.into(), reorg.revision.into()]);
    let touched = db::exec(
        &*tx,
        "UPDATE reorg SET title = $1, act_number = $2, organ = $3, signer = $4, signed_on = $5, effective_on = $6,
                source = $7, verified = $8, note = $9, plan = $11, revision = revision + 1
         WHERE id = $10 AND revision = $12 AND state = 'draft'",
        values,
    )
    .await?;
    if touched != 1 {
        return Err(ReorgError::Edited);
    }
    let revised = Revised::between((&reorg.paper, &reorg.plan), (paper, plan));
    let after = (reorg.revision.saturating_add(1), Some(revised));
    deed.tell(&tx, (reorg.id, paper), "edited", after).await?;
    tx.commit().await?;
    Ok(())
}

/// Submits, returns, approves or drops.
pub async fn advance(deed: Deed<'_>, reorg: &Reorg, act: Act) -> Result<(), ReorgError> {
    let after = reorg.stage.apply(act)?;
    if act == Act::Submit {
        let officers = officers(deed.org, &reorg.plan).await?;
        check(&*deed.org.present().await?, reorg, &officers, deed.org.today())?;
    }
    let at: Value = deed.now().into();
    let by: Value = deed.name().into();
    let (told, set, mut values) = match act {
        Act::Submit => (
            "submitted",
            "submitted_at = $3, submitted_by_name = $4, returned_reason = NULL",
            vec![at, by],
        ),
        Act::Approve { .. } => (
            "approved",
            "approved_at = $3, approved_by_name = $4, approved_by = $5",
            vec![at, by, deed.actor.map(|actor| actor.account).into()],
        ),
        Act::Return => (
            "returned",
            "returned_reason = $3, submitted_at = NULL, approved_at = NULL, approved_by = NULL",
            vec![deed.reason.into()],
        ),
        Act::Drop => ("dropped", "note = note", vec![]),
        Act::Edit | Act::Apply | Act::Undo => return Err(NotNow::WrongStage.into()),
    };
    let next = values.len() + 3;
    let mut bound: Vec<Value> = vec![reorg.id.into(), reorg.revision.into()];
    bound.append(&mut values);
    bound.push(after.code().into());
    bound.push(reorg.stage.code().into());
    let tx = deed.org.app.db.begin().await?;
    let touched = db::exec(
        &*tx,
        &format!(
            "UPDATE reorg SET {set}, state = ${next} WHERE id = $1 AND revision = $2 AND state = ${}",
            next + 1
        ),
        bound,
    )
    .await?;
    if touched != 1 {
        return Err(ReorgError::Edited);
    }
    deed.tell(&tx, (reorg.id, &reorg.paper), told, (reorg.revision, None))
        .await?;
    tx.commit().await?;
    Ok(())
}

/// The units that have an officer, where a plan ends rights; one statement, or none.
pub async fn officers(org: &Organisation, plan: &Plan) -> Result<Vec<Uuid>, DbErr> {
    if plan.closed().is_empty() {
        return Ok(Vec::new());
    }
    units::in_charge(org.app.db.read(), org.app.now()).await
}

/// The units that nobody would be in charge of, because a plan ends rights: seen on its day, or today where that is
/// later, since rights are asked for by the day.
pub fn left_alone(
    before: &[Entry],
    reorg: Uuid,
    reached: (&History, &Plan, Date),
    officers: &[Uuid],
    today: Date,
) -> Vec<Uuid> {
    let (history, plan, on) = reached;
    if plan.closed().is_empty() {
        return Vec::new();
    }
    let tree = |plan: &Plan| {
        let mut all = before.to_vec();
        all.extend(plan.compile(reorg, on, history));
        fold(&all).ok().map(|after| after.tree(Hierarchy::Union, on.max(today)))
    };
    match (tree(&plan.with_rights()), tree(plan)) {
        (Some(follow), Some(end)) => scope::left_alone(&follow, &end, officers),
        _ => Vec::new(),
    }
}

/// The steps that a re-organisation would write now, checked against everything on record.
fn check(present: &Present, reorg: &Reorg, officers: &[Uuid], today: Date) -> Result<Vec<Entry>, ReorgError> {
    let steps = reorg.plan.compile(reorg.id, reorg.paper.effective_on, &present.history);
    if steps.is_empty() {
        return Err(ReorgError::Empty);
    }
    let before = present.log.known(None);
    let mut all = before.clone();
    all.extend(steps.iter().cloned());
    fold(&all).map_err(Box::new)?;
    let reached = (&*present.history, &reorg.plan, reorg.paper.effective_on);
    let alone = left_alone(&before, reorg.id, reached, officers, today);
    if !alone.is_empty() {
        return Err(ReorgError::Alone(alone));
    }
    Ok(steps)
}

/// Whether a re-organisation could be put on record now.
pub async fn fits(org: &Organisation, reorg: &Reorg) -> Result<bool, DbErr> {
    let (present, of, today) = (org.present().await?, reorg.clone(), org.today());
    let officers = officers(org, &reorg.plan).await?;
    let checked = tokio::task::spawn_blocking(move || check(&present, &of, &officers, today))
        .await
        .map_err(|error| DbErr::Custom(error.to_string()))?;
    match checked {
        Ok(_) => Ok(true),
        Err(ReorgError::Database(error)) => Err(error),
        Err(_) => Ok(false),
    }
}

/// Tries before giving up: each time somebody else changed units while this was worked out.
const TRIES: usize = 5;

/// Puts an approved re-organisation on record. The work is done outside the transaction, on what is in memory; the
/// transaction itself only writes, so that nobody's entry waits for it. If somebody changed units meanwhile it is
/// worked out again.
pub async fn apply(deed: Deed<'_>, reorg: &Reorg) -> Result<(), ReorgError> {
    reorg.stage.apply(Act::Apply)?;
    for _ in 0..TRIES {
        let present = deed.org.present().await?;
        let (seen, of, today) = (Arc::clone(&present), reorg.clone(), deed.org.today());
        let officers = officers(deed.org, &reorg.plan).await?;
        let steps = tokio::task::spawn_blocking(move || check(&seen, &of, &officers, today))
            .await
            .map_err(|error| DbErr::Custom(error.to_string()))??;
        let tx = deed.org.app.db.begin().await?;
        if !changed_since(&tx, present.generation).await? {
            continue;
        }
        let touched = db::exec(
            &*tx,
            "UPDATE reorg SET state = $2, recorded_at = $3, applied_by_name = $4
             WHERE id = $1 AND revision = $5 AND state = 'approved'",
            vec![
                reorg.id.into(),
                Stage::Applied.code().into(),
                deed.now().into(),
                deed.name().into(),
                reorg.revision.into(),
            ],
        )
        .await?;
        if touched != 1 {
            return Err(ReorgError::Edited);
        }
        log::append(&tx, deed.now(), reorg.id, &steps).await?;
        deed.tell(&tx, (reorg.id, &reorg.paper), "applied", (reorg.revision, None))
            .await?;
        tx.commit().await?;
        return Ok(());
    }
    Err(ReorgError::Edited)
}

/// Takes a re-organisation back: from now on it is as if it had never been, while what was known before stays
/// readable. Refused when a later act or anything recorded under a unit it founded would hang in the air.
pub async fn undo(deed: Deed<'_>, reorg: &Reorg) -> Result<(), ReorgError> {
    reorg.stage.apply(Act::Undo)?;
    for _ in 0..TRIES {
        let present = deed.org.present().await?;
        let held = dependants(deed.org, reorg, &present).await?;
        if !held.is_empty() {
            return Err(ReorgError::Depends(held));
        }
        let tx = deed.org.app.db.begin().await?;
        if !changed_since(&tx, present.generation).await? {
            continue;
        }
        let touched = db::exec(
            &*tx,
            "UPDATE reorg SET state = $2, undone_at = $3, undone_by_name = $4, undo_reason = $5
             WHERE id = $1 AND state = 'applied' AND revision = $6",
            vec![
                reorg.id.into(),
                Stage::Undone.code().into(),
                deed.now().into(),
                deed.name().into(),
                deed.reason.into(),
                reorg.revision.into(),
            ],
        )
        .await?;
        if touched != 1 {
            return Err(ReorgError::Edited);
        }
        deed.tell(&tx, (reorg.id, &reorg.paper), "undone", (reorg.revision, None))
            .await?;
        tx.commit().await?;
        return Ok(());
    }
    Err(ReorgError::Edited)
}
