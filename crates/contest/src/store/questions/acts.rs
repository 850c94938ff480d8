//! The steps of a question: submit, review, approve, return, retire. What may follow what is decided by
//! [`QuestionState::apply`]; here it is decided who may ask, and that nobody was faster.

use kernel::actor::{Actor, Role, Side};
use platform::db;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::write::{STEP, insert_rows, step_row};
use super::{Acting, BankRefusal, damaged, hex, machine_side, parse_state, state_code, version_number};
use crate::state::{QuestionEvent, QuestionPeople, QuestionState};

/// What an act needs to know of a question; no text in it.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub id: Uuid,
    pub number: i64,
    pub state: QuestionState,
    pub version: u32,
    pub author: Uuid,
    pub reviewer: Option<Uuid>,
    pub topic_known: bool,
    /// Who acts wrote at least one version.
    wrote: bool,
    last_approver: Option<Uuid>,
}

#[derive(FromQueryResult)]
struct Kept {
    id: Uuid,
    number: i64,
    state: String,
    version: i64,
    author_id: Uuid,
    reviewer_id: Option<Uuid>,
    known: i64,
    wrote: i64,
    last_approver: Option<Uuid>,
}

impl TryFrom<Kept> for Standing {
    type Error = DbErr;

    fn try_from(kept: Kept) -> Result<Self, DbErr> {
        Ok(Self {
            id: kept.id,
            number: kept.number,
            state: parse_state(&kept.state).ok_or_else(|| damaged("state"))?,
            version: version_number(kept.version)?,
            author: kept.author_id,
            reviewer: kept.reviewer_id,
            topic_known: kept.known > 0,
            wrote: kept.wrote > 0,
            last_approver: kept.last_approver,
        })
    }
}

impl Standing {
    /// For the state machine. Whoever wrote any version counts as the author: otherwise somebody could edit a
    /// question and then review the own words.
    pub fn people(&self, by: Uuid) -> QuestionPeople {
        QuestionPeople {
            author: if self.wrote { by } else { self.author },
            reviewer: self.reviewer,
        }
    }

    /// A reviewer before approval, a leader after review.
    pub(super) fn may_give_back(&self, actor: &Actor) -> bool {
        let leader = super::side_of(actor).is_some();
        match self.state {
            QuestionState::InReview => actor.has(Role::Reviewer),
            QuestionState::Reviewed => actor.has(Role::Reviewer) || leader,
            _ => leader,
        }
    }

    pub(super) fn approved_by(&self, actor: &Actor, side: Side) -> Result<QuestionState, BankRefusal> {
        let event = QuestionEvent::Approve {
            by: actor.account,
            side: machine_side(side),
        };
        let state = self.state.apply(&event, &self.people(actor.account))?;
        if state == QuestionState::Approved && self.last_approver == Some(actor.account) {
            return Err(BankRefusal::BothSides);
        }
        Ok(state)
    }
}

const STANDING: &str = "SELECT q.id, q.number, q.state, q.version, q.author_id, q.reviewer_id,
    (SELECT COUNT(*) FROM topic t WHERE t.contest_id = q.contest_id AND t.code = v.topic) AS known,
    (SELECT COUNT(*) FROM question_version w WHERE w.question_id = q.id AND w.by_account = $2) AS wrote,
    (SELECT s.by_account FROM question_step s WHERE s.question_id = q.id AND s.act = 'approved'
     ORDER BY s.at DESC, s.id DESC LIMIT 1) AS last_approver
    FROM question q JOIN question_version v ON v.question_id = q.id AND v.version = q.version
    WHERE q.contest_id = $1";

pub(super) async fn standing_of<C: ConnectionTrait>(
    on: &C,
    contest: Uuid,
    number: i64,
    actor: &Actor,
) -> Result<Standing, BankRefusal> {
    let kept: Option<Kept> = db::row(
        on,
        &format!("{STANDING} AND q.number = $3"),
        vec![contest.into(), actor.account.into(), number.into()],
    )
    .await?;
    Ok(kept.ok_or(BankRefusal::NotFound)?.try_into()?)
}

pub(super) async fn standing(on: &Acting<'_>, contest: Uuid, number: i64) -> Result<Standing, BankRefusal> {
    standing_of(&**on.tx, contest, number, on.actor).await
}

async fn seen(on: &Acting<'_>, contest: Uuid, number: i64, version: u32) -> Result<Standing, BankRefusal> {
    let standing = standing(on, contest, number).await?;
    if standing.version == version {
        Ok(standing)
    } else {
        Err(BankRefusal::Stale)
    }
}

/// Moves one question; refuses when somebody moved it since `standing` was read.
async fn set_state(
    on: &Acting<'_>,
    standing: &Standing,
    to: QuestionState,
    reviewer: Option<Uuid>,
) -> Result<(), BankRefusal> {
    let touched = db::exec(
        &**on.tx,
        "UPDATE question SET state = $4, reviewer_id = $5 WHERE id = $1 AND version = $2 AND state = $3",
        vec![
            standing.id.into(),
            i64::from(standing.version).into(),
            state_code(standing.state).into(),
            state_code(to).into(),
            reviewer.into(),
        ],
    )
    .await?;
    if touched == 1 { Ok(()) } else { Err(BankRefusal::Stale) }
}

async fn step(on: &Acting<'_>, of: &Standing, act: &str, side: Option<Side>, reason: &str) -> Result<(), DbErr> {
    insert_rows(on, STEP, vec![step_row(on, of.id, of.version, act, side, reason)]).await
}

/// A draft goes to the reviewers.
pub async fn submit(on: &Acting<'_>, contest: Uuid, number: i64, version: u32) -> Result<(), BankRefusal> {
    if !on.actor.has(Role::Author) {
        return Err(BankRefusal::NotYours);
    }
    let standing = seen(on, contest, number, version).await?;
    let by = on.actor.account;
    let to = standing
        .state
        .apply(&QuestionEvent::Submit { by }, &standing.people(by))?;
    if !standing.topic_known {
        return Err(BankRefusal::TopicMissing);
    }
    set_state(on, &standing, to, None).await?;
    step(on, &standing, "submitted", None, "").await?;
    Ok(())
}

/// All drafts of who acts go to the reviewers. Returns how many went and how many stayed for want of a topic.
pub async fn submit_mine(on: &Acting<'_>, contest: Uuid) -> Result<(usize, usize), BankRefusal> {
    if !on.actor.has(Role::Author) {
        return Err(BankRefusal::NotYours);
    }
    let by = on.actor.account;
    let kept: Vec<Kept> = db::rows(
        &**on.tx,
        &format!("{STANDING} AND q.author_id = $2 AND q.state = 'draft' ORDER BY q.number"),
        vec![contest.into(), by.into()],
    )
    .await?;
    let (mut steps, mut stayed) = (Vec::new(), 0);
    for kept in kept {
        let standing: Standing = kept.try_into()?;
        if !standing.topic_known {
            stayed += 1;
            continue;
        }
        let to = standing
            .state
            .apply(&QuestionEvent::Submit { by }, &standing.people(by))?;
        set_state(on, &standing, to, None).await?;
        steps.push(step_row(on, standing.id, standing.version, "submitted", None, ""));
    }
    let went = steps.len();
    insert_rows(on, STEP, steps).await?;
    match (went, stayed) {
        (0, 0) => Err(BankRefusal::Nothing),
        (0, _) => Err(BankRefusal::TopicMissing),
        _ => Ok((went, stayed)),
    }
}

/// A reviewer who wrote none of its versions finds the question right.
pub async fn review(on: &Acting<'_>, contest: Uuid, number: i64, version: u32) -> Result<(), BankRefusal> {
    if !on.actor.has(Role::Reviewer) {
        return Err(BankRefusal::NotYours);
    }
    let standing = seen(on, contest, number, version).await?;
    let by = on.actor.account;
    let to = standing
        .state
        .apply(&QuestionEvent::Review { by }, &standing.people(by))?;
    set_state(on, &standing, to, Some(by)).await?;
    step(on, &standing, "reviewed", None, "").await?;
    Ok(())
}

/// One side approves one question.
pub async fn approve(on: &Acting<'_>, contest: Uuid, number: i64, version: u32, side: Side) -> Result<(), BankRefusal> {
    if !on.actor.has_for_side(Role::Leader, side) {
        return Err(BankRefusal::NotYours);
    }
    let standing = seen(on, contest, number, version).await?;
    let to = standing.approved_by(on.actor, side)?;
    set_state(on, &standing, to, standing.reviewer).await?;
    step(on, &standing, "approved", Some(side), "").await?;
    Ok(())
}

/// What waits for the approval of one leader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Awaiting {
    /// Numbers of the questions, ascending.
    pub numbers: Vec<i64>,
    /// Wait for this side, but not for this person: who wrote, reviewed or approved for the other side does not approve.
    pub for_others: usize,
    /// Stands for exactly these versions in exactly these states; an approval names what was read.
    pub fingerprint: String,
}

async fn awaiting_rows<C: ConnectionTrait>(
    on: &C,
    contest: Uuid,
    actor: &Actor,
    side: Side,
) -> Result<(Vec<(Standing, QuestionState)>, usize), DbErr> {
    let other = match side {
        Side::A => QuestionState::ApprovedB,
        Side::B => QuestionState::ApprovedA,
    };
    let kept: Vec<Kept> = db::rows(
        on,
        &format!("{STANDING} AND q.state IN ($3, $4) ORDER BY q.number"),
        vec![
            contest.into(),
            actor.account.into(),
            state_code(QuestionState::Reviewed).into(),
            state_code(other).into(),
        ],
    )
    .await?;
    let (mut mine, mut for_others) = (Vec::new(), 0);
    for kept in kept {
        let standing: Standing = kept.try_into()?;
        match standing.approved_by(actor, side) {
            Ok(to) => mine.push((standing, to)),
            Err(_) => for_others += 1,
        }
    }
    Ok((mine, for_others))
}

fn fingerprint(rows: &[(Standing, QuestionState)]) -> String {
    let mut hasher = Sha256::new();
    for (standing, _) in rows {
        hasher.update(standing.id.as_bytes());
        hasher.update(standing.version.to_be_bytes());
        hasher.update(state_code(standing.state).as_bytes());
    }
    hex(hasher.finalize().iter().take(16))
}

/// What `actor` can approve for `side` now.
pub async fn awaiting<C: ConnectionTrait>(on: &C, contest: Uuid, actor: &Actor, side: Side) -> Result<Awaiting, DbErr> {
    if !actor.has_for_side(Role::Leader, side) {
        return Ok(Awaiting::default());
    }
    let (rows, for_others) = awaiting_rows(on, contest, actor, side).await?;
    Ok(Awaiting {
        numbers: rows.iter().map(|(standing, _)| standing.number).collect(),
        for_others,
        fingerprint: fingerprint(&rows),
    })
}

/// One side approves everything that waits for it, provided it is what was read. Returns how many.
pub async fn approve_all(on: &Acting<'_>, contest: Uuid, side: Side, read: &str) -> Result<usize, BankRefusal> {
    if !on.actor.has_for_side(Role::Leader, side) {
        return Err(BankRefusal::NotYours);
    }
    let (rows, _) = awaiting_rows(&**on.tx, contest, on.actor, side).await?;
    if fingerprint(&rows) != read {
        return Err(BankRefusal::Changed);
    }
    if rows.is_empty() {
        return Err(BankRefusal::Nothing);
    }
    let mut steps = Vec::with_capacity(rows.len());
    for (standing, to) in &rows {
        // The state in the WHERE clause: on PostgreSQL another leader may have moved it since it was read here.
        set_state(on, standing, *to, standing.reviewer)
            .await
            .map_err(|refusal| match refusal {
                BankRefusal::Stale => BankRefusal::Changed,
                other => other,
            })?;
        steps.push(step_row(on, standing.id, standing.version, "approved", Some(side), ""));
    }
    insert_rows(on, STEP, steps).await?;
    Ok(rows.len())
}

/// Back to the author, with a reason: by a reviewer before approval, by a leader after review.
pub async fn give_back(
    on: &Acting<'_>,
    contest: Uuid,
    number: i64,
    version: u32,
    reason: &str,
) -> Result<(), BankRefusal> {
    let standing = seen(on, contest, number, version).await?;
    let by = on.actor.account;
    let to = standing.state.apply(
        &QuestionEvent::Return {
            by,
            reason: reason.to_owned(),
        },
        &standing.people(by),
    )?;
    if !standing.may_give_back(on.actor) {
        return Err(BankRefusal::NotYours);
    }
    let side = super::side_of(on.actor);
    set_state(on, &standing, to, None).await?;
    step(on, &standing, "returned", side, reason.trim()).await?;
    Ok(())
}

/// Out of use for the periods to come, with a reason, by a leader.
pub async fn retire(
    on: &Acting<'_>,
    contest: Uuid,
    number: i64,
    version: u32,
    reason: &str,
) -> Result<(), BankRefusal> {
    let Some(side) = super::side_of(on.actor) else {
        return Err(BankRefusal::NotYours);
    };
    let standing = seen(on, contest, number, version).await?;
    let by = on.actor.account;
    let to = standing.state.apply(
        &QuestionEvent::Retire {
            by,
            reason: reason.to_owned(),
        },
        &standing.people(by),
    )?;
    set_state(on, &standing, to, standing.reviewer).await?;
    step(on, &standing, "retired", Some(side), reason.trim()).await?;
    Ok(())
}
