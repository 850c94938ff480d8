//! Contests, their periods, approvals and signed steps.

use kernel::actor::{Actor, Side};
use kernel::clock::Millis;
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use crate::ruleset::{OrganiserRole, RuleSet, RuleSetError};
use crate::state::PeriodState;

/// A contest as kept.
#[derive(Clone, Debug)]
pub struct ContestRow {
    pub id: Uuid,
    pub slug: String,
    pub rules: RuleSet,
    pub rules_hash: Option<Vec<u8>>,
    pub contest_seed: [u8; 32],
    pub lot_seed: [u8; 32],
    pub sealed_at: Option<Millis>,
    pub demo: bool,
}

/// Named one by one: see the test of the house that looks for stars.
const CONTEST: &str = "id, slug, rules, rules_hash, contest_seed, lot_seed, sealed_at, demo";
const PERIOD: &str =
    "id, contest_id, stage, code, position, open_at, close_at, state, sealed_at, seal_position, seal_hash";

#[derive(FromQueryResult)]
struct Kept {
    id: Uuid,
    slug: String,
    rules: String,
    rules_hash: Option<Vec<u8>>,
    contest_seed: Vec<u8>,
    lot_seed: Vec<u8>,
    sealed_at: Option<i64>,
    demo: bool,
}

/// A damaged row is our fault, not the visitor's.
fn damaged(what: &str) -> DbErr {
    DbErr::Custom(format!("contest: damaged {what}"))
}

impl TryFrom<Kept> for ContestRow {
    type Error = DbErr;

    fn try_from(kept: Kept) -> Result<Self, DbErr> {
        Ok(Self {
            id: kept.id,
            slug: kept.slug,
            rules: RuleSet::from_json(&kept.rules).map_err(|e: RuleSetError| damaged(&format!("rules ({e})")))?,
            rules_hash: kept.rules_hash,
            contest_seed: kept.contest_seed.try_into().map_err(|_| damaged("seed"))?,
            lot_seed: kept.lot_seed.try_into().map_err(|_| damaged("seed"))?,
            sealed_at: kept.sealed_at,
            demo: kept.demo,
        })
    }
}

/// Every contest, newest first.
pub async fn all<C: ConnectionTrait>(on: &C) -> Result<Vec<ContestRow>, DbErr> {
    let kept: Vec<Kept> = db::rows(
        on,
        &format!("SELECT {CONTEST} FROM contest ORDER BY created_at DESC, slug"),
        vec![],
    )
    .await?;
    kept.into_iter().map(TryInto::try_into).collect()
}

/// A contest by its address.
pub async fn by_slug<C: ConnectionTrait>(on: &C, slug: &str) -> Result<Option<ContestRow>, DbErr> {
    let kept: Option<Kept> = db::row(
        on,
        &format!("SELECT {CONTEST} FROM contest WHERE slug = $1"),
        vec![slug.into()],
    )
    .await?;
    kept.map(TryInto::try_into).transpose()
}

/// A contest by its id.
pub async fn by_id<C: ConnectionTrait>(on: &C, id: Uuid) -> Result<Option<ContestRow>, DbErr> {
    let kept: Option<Kept> = db::row(
        on,
        &format!("SELECT {CONTEST} FROM contest WHERE id = $1"),
        vec![id.into()],
    )
    .await?;
    kept.map(TryInto::try_into).transpose()
}

/// What a new contest needs.
#[derive(Clone, Debug)]
pub struct NewContest<'a> {
    pub id: Uuid,
    pub slug: &'a str,
    pub rules: &'a RuleSet,
    pub contest_seed: [u8; 32],
    pub lot_seed: [u8; 32],
    pub demo: bool,
}

/// Keeps a contest with its periods in state draft.
pub async fn insert(tx: &Tx, now: Millis, new: &NewContest<'_>) -> Result<(), DbErr> {
    let json = new.rules.canonical_json().map_err(|e| DbErr::Custom(e.to_string()))?;
    db::exec(
        &**tx,
        "INSERT INTO contest (id, slug, rules, contest_seed, lot_seed, demo, created_at) VALUES ($1,$2,$3,$4,$5,$6,$7)",
        vec![
            new.id.into(),
            new.slug.into(),
            json.into(),
            new.contest_seed.to_vec().into(),
            new.lot_seed.to_vec().into(),
            new.demo.into(),
            now.into(),
        ],
    )
    .await?;
    let mut next = db::number(&**tx, "SELECT MAX(id) AS n FROM period", vec![]).await?;
    for (stage, quiz) in new.rules.quizzes() {
        for (position, period) in (0_i64..).zip(&quiz.periods) {
            next += 1;
            db::exec(
                &**tx,
                "INSERT INTO period (id, contest_id, stage, code, position, open_at, close_at, state)
                 VALUES ($1,$2,$3,$4,$5,$6,$7,$8)",
                vec![
                    next.into(),
                    new.id.into(),
                    stage.code.clone().into(),
                    period.code.clone().into(),
                    position.into(),
                    period.open.into(),
                    period.close.into(),
                    state_code(PeriodState::Draft).into(),
                ],
            )
            .await?;
        }
    }
    Ok(())
}

/// A period as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodRow {
    pub id: i64,
    pub contest_id: Uuid,
    pub stage: String,
    pub code: String,
    pub position: i64,
    pub open_at: Millis,
    pub close_at: Millis,
    pub state: PeriodState,
    pub sealed_at: Option<Millis>,
    pub seal_position: Option<i64>,
    pub seal_hash: Option<Vec<u8>>,
}

#[derive(FromQueryResult)]
struct KeptPeriod {
    id: i64,
    contest_id: Uuid,
    stage: String,
    code: String,
    position: i64,
    open_at: i64,
    close_at: i64,
    state: String,
    sealed_at: Option<i64>,
    seal_position: Option<i64>,
    seal_hash: Option<Vec<u8>>,
}

const STATES: [(PeriodState, &str); 9] = [
    (PeriodState::Draft, "draft"),
    (PeriodState::Scheduled, "scheduled"),
    (PeriodState::Open, "open"),
    (PeriodState::Closed, "closed"),
    (PeriodState::Sealed, "sealed"),
    (PeriodState::Provisional, "provisional"),
    (PeriodState::Verified, "verified"),
    (PeriodState::Announced, "announced"),
    (PeriodState::Final, "final"),
];

/// As kept, and as in message keys (`period-state-…`).
pub fn state_code(state: PeriodState) -> &'static str {
    STATES
        .iter()
        .find(|(s, _)| *s == state)
        .map_or("draft", |(_, code)| code)
}

impl TryFrom<KeptPeriod> for PeriodRow {
    type Error = DbErr;

    fn try_from(kept: KeptPeriod) -> Result<Self, DbErr> {
        let state = STATES
            .iter()
            .find(|(_, code)| *code == kept.state)
            .ok_or_else(|| damaged("state"))?
            .0;
        Ok(Self {
            id: kept.id,
            contest_id: kept.contest_id,
            stage: kept.stage,
            code: kept.code,
            position: kept.position,
            open_at: kept.open_at,
            close_at: kept.close_at,
            state,
            sealed_at: kept.sealed_at,
            seal_position: kept.seal_position,
            seal_hash: kept.seal_hash,
        })
    }
}

/// The periods of a contest in order.
pub async fn periods<C: ConnectionTrait>(on: &C, contest: Uuid) -> Result<Vec<PeriodRow>, DbErr> {
    let kept: Vec<KeptPeriod> = db::rows(
        on,
        &format!("SELECT {PERIOD} FROM period WHERE contest_id = $1 ORDER BY position"),
        vec![contest.into()],
    )
    .await?;
    kept.into_iter().map(TryInto::try_into).collect()
}

/// A period by its number.
pub async fn period<C: ConnectionTrait>(on: &C, id: i64) -> Result<Option<PeriodRow>, DbErr> {
    let kept: Option<KeptPeriod> = db::row(
        on,
        &format!("SELECT {PERIOD} FROM period WHERE id = $1"),
        vec![id.into()],
    )
    .await?;
    kept.map(TryInto::try_into).transpose()
}

/// Periods whose state the clock may have to move: scheduled, open, closed, sealed.
pub async fn moving<C: ConnectionTrait>(on: &C) -> Result<Vec<PeriodRow>, DbErr> {
    let kept: Vec<KeptPeriod> = db::rows(
        on,
        &format!(
            "SELECT {PERIOD} FROM period WHERE state IN ('scheduled', 'open', 'closed', 'sealed') ORDER BY open_at, id"
        ),
        vec![],
    )
    .await?;
    kept.into_iter().map(TryInto::try_into).collect()
}

/// Moves a period from one state to another; `false` when somebody else was faster.
pub async fn set_state(tx: &Tx, id: i64, from: PeriodState, to: PeriodState) -> Result<bool, DbErr> {
    let touched = db::exec(
        &**tx,
        "UPDATE period SET state = $3 WHERE id = $1 AND state = $2",
        vec![id.into(), state_code(from).into(), state_code(to).into()],
    )
    .await?;
    Ok(touched == 1)
}

/// Moves the close of a period (an extension).
pub async fn set_close(tx: &Tx, id: i64, close_at: Millis) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "UPDATE period SET close_at = $2 WHERE id = $1",
        vec![id.into(), close_at.into()],
    )
    .await?;
    Ok(())
}

/// Marks the rules of a contest as sealed with this hash.
pub async fn seal_rules(tx: &Tx, now: Millis, contest: Uuid, hash: [u8; 32]) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "UPDATE contest SET rules_hash = $2, sealed_at = $3 WHERE id = $1 AND sealed_at IS NULL",
        vec![contest.into(), hash.to_vec().into(), now.into()],
    )
    .await?;
    Ok(())
}

/// One side's approval of the rules.
#[derive(Clone, Debug, FromQueryResult)]
pub struct ApprovalRow {
    pub side: String,
    pub rules_hash: Vec<u8>,
    pub by_account: Uuid,
    pub by_name: String,
    pub at: i64,
}

/// Who has approved the rules so far.
pub async fn approvals<C: ConnectionTrait>(on: &C, contest: Uuid) -> Result<Vec<ApprovalRow>, DbErr> {
    db::rows(
        on,
        "SELECT side, rules_hash, by_account, by_name, at FROM contest_approval WHERE contest_id = $1 ORDER BY side",
        vec![contest.into()],
    )
    .await
}

/// Keeps one side's approval of exactly these rules.
pub async fn approve(
    tx: &Tx,
    now: Millis,
    contest: Uuid,
    side: Side,
    hash: [u8; 32],
    by: (Uuid, &str),
) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "DELETE FROM contest_approval WHERE contest_id = $1 AND side = $2",
        vec![contest.into(), side.code().into()],
    )
    .await?;
    db::exec(
        &**tx,
        "INSERT INTO contest_approval (contest_id, side, rules_hash, by_account, by_name, at) VALUES ($1,$2,$3,$4,$5,$6)",
        vec![contest.into(), side.code().into(), hash.to_vec().into(), by.0.into(), by.1.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// A signed step of a period.
#[derive(Clone, Debug, FromQueryResult)]
pub struct StepRow {
    pub act: String,
    pub side: Option<String>,
    pub by_account: Option<Uuid>,
    pub by_name: String,
    pub at: i64,
    pub reason: String,
}

/// The steps of a period, oldest first.
pub async fn steps<C: ConnectionTrait>(on: &C, period: i64) -> Result<Vec<StepRow>, DbErr> {
    db::rows(
        on,
        "SELECT act, side, by_account, by_name, at, reason FROM period_step WHERE period_id = $1 ORDER BY seq",
        vec![period.into()],
    )
    .await
}

/// Writes a step; `actor` is `None` for what the clock did.
pub async fn add_step(
    tx: &Tx,
    now: Millis,
    id: Uuid,
    period: i64,
    act: &str,
    actor: Option<(&Actor, Option<Side>)>,
    reason: &str,
) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "INSERT INTO period_step (id, period_id, seq, act, side, by_account, by_name, at, reason)
         VALUES ($1,$2,(SELECT COALESCE(MAX(seq), 0) + 1 FROM period_step WHERE period_id = $2),$3,$4,$5,$6,$7,$8)",
        vec![
            id.into(),
            period.into(),
            act.into(),
            actor.and_then(|(_, side)| side).map(Side::code).into(),
            actor.map(|(who, _)| who.account).into(),
            actor.map_or("", |(who, _)| who.name.as_str()).into(),
            now.into(),
            reason.into(),
        ],
    )
    .await?;
    Ok(())
}

const ROLES: [(OrganiserRole, &str); 5] = [
    (OrganiserRole::Organiser, "organiser"),
    (OrganiserRole::Secretariat, "secretariat"),
    (OrganiserRole::QuestionAuthor, "question_author"),
    (OrganiserRole::QuestionReviewer, "question_reviewer"),
    (OrganiserRole::Technician, "technician"),
];

#[derive(FromQueryResult)]
struct RoleRow {
    role: String,
}

/// In which capacities a person has a hand in this contest.
pub async fn roles_of<C: ConnectionTrait>(on: &C, contest: Uuid, account: Uuid) -> Result<Vec<OrganiserRole>, DbErr> {
    let rows: Vec<RoleRow> = db::rows(
        on,
        "SELECT role FROM contest_role WHERE contest_id = $1 AND account_id = $2",
        vec![contest.into(), account.into()],
    )
    .await?;
    Ok(rows
        .iter()
        .filter_map(|row| ROLES.iter().find(|(_, code)| *code == row.role))
        .map(|(role, _)| *role)
        .collect())
}

/// Keeps that a person has a hand in this contest.
pub async fn add_role(tx: &Tx, contest: Uuid, account: Uuid, role: OrganiserRole) -> Result<(), DbErr> {
    let code = ROLES
        .iter()
        .find(|(r, _)| *r == role)
        .map_or("organiser", |(_, code)| code);
    db::exec(
        &**tx,
        "INSERT INTO contest_role (contest_id, account_id, role) VALUES ($1,$2,$3)
         ON CONFLICT (contest_id, account_id, role) DO NOTHING",
        vec![contest.into(), account.into(), code.into()],
    )
    .await?;
    Ok(())
}
