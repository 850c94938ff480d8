//! What happens in a contest over time: rounds open, close, are sealed and computed by the clock; people verify,
//! approve and announce. Each act is one transaction with its step, its audit event and its state change.

mod events;
mod evidence;
pub mod holdings;
pub(crate) mod outcome;
mod taken;
mod taking;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use kernel::actor::{Actor, Role, Side};
use kernel::clock::Millis;
use kernel::time::SECOND;
use organisation::Organisation;
use platform::app::App;
use platform::audit;
use platform::db::Tx;
use platform::failure::Failure;
use sea_orm::DbErr;
use sha2::{Digest as _, Sha256};

pub use events::ContestEvent;
pub use evidence::ContestEvidence;
pub use taking::{Entry, MyAttempt, Standing};

use crate::desk::{Desk, Round, RoundError};
use crate::result::PeriodResult;
use crate::state::{PeriodEvent, PeriodState, Refusal};
use crate::store::contests::{self, ContestRow, PeriodRow};
use crate::store::log::{self, SheetRecord};
use crate::store::questions;

/// Requests that were received before the close may still be on their way to the desk for this long.
const ON_THE_WAY: Millis = 3 * SECOND;

/// Contests and everything they stand on; cheap to clone.
#[derive(Clone, Debug)]
pub struct Contests {
    pub app: App,
    pub org: Organisation,
    pub desk: Desk,
    cache: Arc<Cache>,
}

#[derive(Debug, Default)]
struct Cache {
    rounds: Mutex<HashMap<i64, Arc<Round>>>,
    results: Mutex<HashMap<(i64, i64), Arc<PeriodResult>>>,
    counted: Mutex<HashMap<(i64, Option<Millis>), taken::Counted>>,
}

/// Why an act on a period did not happen.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    #[error(transparent)]
    Database(#[from] DbErr),
    /// The state machine says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Somebody else moved the period in the meantime.
    #[error("somebody else was faster")]
    Overtaken,
    #[error("there is no such period")]
    NoPeriod,
    /// The new close reaches into the next period.
    #[error("the next period opens before that")]
    Overlaps,
    /// The close of the period is past: it needs new dates.
    #[error("the period is past")]
    Past,
    /// The person does not hold the role for that side, or has acted for the other side already.
    #[error("not entitled for this side")]
    NotYours,
    /// Places are shared and the organisers have not decided.
    #[error("shared places are not decided")]
    Undecided,
    #[error("{0}")]
    Fault(String),
}

impl From<RoundError> for ActError {
    fn from(error: RoundError) -> Self {
        Self::Fault(error.to_string())
    }
}

impl From<ActError> for Failure {
    fn from(error: ActError) -> Self {
        match error {
            ActError::Refused(refusal) => Self::Refused(refusal_key(refusal)),
            ActError::Overtaken => Self::Refused("failure-overtaken"),
            ActError::NoPeriod => Self::NotFound,
            ActError::NotYours => Self::Forbidden,
            ActError::Overlaps => Self::Refused("failure-overlaps"),
            ActError::Past => Self::Refused("failure-past"),
            ActError::Undecided => Self::Refused("failure-undecided"),
            other => Self::internal(other),
        }
    }
}

/// Whether a bank is as many times larger than a paper as the rules ask.
fn enough(quiz: &crate::ruleset::Quiz, bank: usize) -> bool {
    bank >= usize::from(quiz.blueprint.questions) * usize::from(quiz.blueprint.bank_factor.max(1))
}

/// The message of a refusal.
pub const fn refusal_key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::WrongState => "failure-wrong-state",
        Refusal::TooEarly { .. } => "failure-too-early",
        Refusal::RulesNotSealed => "failure-rules-not-sealed",
        Refusal::BankNotSealed => "failure-bank-not-sealed",
        Refusal::ReasonMissing => "failure-reason-missing",
        Refusal::EndNotLater => "failure-end-not-later",
        Refusal::ApprovalsMissing { .. } => "failure-approvals-missing",
        Refusal::ComplaintsOpen { .. } => "failure-complaints-open",
        Refusal::OwnQuestion => "failure-own-question",
        Refusal::ReviewerApproves => "failure-reviewer-approves",
        Refusal::SideApproved => "failure-side-approved",
    }
}

impl Contests {
    /// Starts over a database and runs the rounds that were running when the program stopped.
    pub async fn start(app: App, org: Organisation) -> Result<Self, ActError> {
        let desk = Desk::start(app.db.clone()).await?;
        let this = Self {
            app,
            org,
            desk,
            cache: Arc::default(),
        };
        for period in contests::moving(this.app.db.read()).await? {
            if matches!(period.state, PeriodState::Open | PeriodState::Closed) {
                this.run(&period).await?;
            }
        }
        Ok(this)
    }

    async fn run(&self, period: &PeriodRow) -> Result<(), ActError> {
        let on = self.app.db.read();
        let round = self.build(period).await?;
        let attempts = log::attempts(on, period.id).await?;
        let answers = log::answers(on, period.id).await?;
        Ok(self.desk.run(round, attempts, &answers)?)
    }

    async fn build(&self, period: &PeriodRow) -> Result<Round, ActError> {
        let on = self.app.db.read();
        let contest = contests::by_id(on, period.contest_id)
            .await?
            .ok_or(ActError::NoPeriod)?;
        let quiz = contest.rules.quiz(&period.stage).ok_or(ActError::NoPeriod)?;
        let bank = questions::bank_of_period(on, period.id).await?;
        Ok(Round::new(&crate::desk::Making {
            id: period.id,
            contest: contest.id,
            slug: &contest.slug,
            quiz,
            code: &period.code,
            close: period.close_at,
            contest_seed: &contest.contest_seed,
            questions: &bank,
        })?)
    }

    /// The round of a period, running or sealed.
    pub async fn round(&self, period: &PeriodRow) -> Result<Arc<Round>, ActError> {
        if let Some(running) = self.desk.round(period.id) {
            return Ok(running);
        }
        if let Some(kept) = self
            .cache
            .rounds
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&period.id)
        {
            return Ok(Arc::clone(kept));
        }
        let round = Arc::new(self.build(period).await?);
        self.cache
            .rounds
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(period.id, Arc::clone(&round));
        Ok(round)
    }

    /// What the clock does: opens, closes, seals and computes whatever is due. Called every second; each step is
    /// taken by exactly one process, because the state change is conditional.
    pub async fn tick(&self) -> Result<bool, ActError> {
        let mut moved = false;
        for period in contests::moving(self.app.db.read()).await? {
            moved |= self.move_on(&period).await?;
        }
        Ok(moved)
    }

    async fn move_on(&self, period: &PeriodRow) -> Result<bool, ActError> {
        let now = self.app.now();
        match period.state {
            PeriodState::Scheduled if now >= period.open_at => {
                let event = PeriodEvent::Open {
                    now_ms: now,
                    open_ms: period.open_at,
                };
                self.by_clock(period, &event, "opened").await?;
                self.run(&PeriodRow {
                    state: PeriodState::Open,
                    ..period.clone()
                })
                .await?;
                Ok(true)
            }
            PeriodState::Open if now >= period.close_at => {
                let event = PeriodEvent::Close {
                    now_ms: now,
                    close_ms: period.close_at,
                };
                self.by_clock(period, &event, "closed").await?;
                Ok(true)
            }
            PeriodState::Closed => {
                let round = self.round(period).await?;
                let seal_at = round.seal_at();
                if now < seal_at.saturating_add(ON_THE_WAY) {
                    return Ok(false);
                }
                self.seal(period, seal_at).await?;
                Ok(true)
            }
            PeriodState::Sealed => {
                self.compute(period, None, "", Vec::new(), Vec::new()).await?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    async fn by_clock(&self, period: &PeriodRow, event: &PeriodEvent, act: &'static str) -> Result<(), ActError> {
        let tx = self.app.db.begin().await?;
        self.step(&tx, period, event, act, None, "").await?;
        tx.commit().await?;
        Ok(())
    }

    /// State change, step and audit event of one act, in the caller's transaction.
    async fn step(
        &self,
        tx: &Tx,
        period: &PeriodRow,
        event: &PeriodEvent,
        act: &'static str,
        actor: Option<(&Actor, Option<Side>)>,
        reason: &str,
    ) -> Result<PeriodState, ActError> {
        let next = period.state.apply(event)?;
        if !contests::set_state(tx, period.id, period.state, next).await? {
            return Err(ActError::Overtaken);
        }
        let now = self.app.now();
        contests::add_step(tx, now, self.app.fresh_id(), period.id, act, actor, reason).await?;
        let told = ContestEvent::Period {
            act,
            period: period.id,
            code: period.code.clone(),
            reason: reason.to_owned(),
        };
        audit::append(tx, now, actor.map(|(who, _)| who), &told).await?;
        Ok(next)
    }

    /// Seals a closed period: shuts the gate, keeps every sheet, publishes position and hash.
    async fn seal(&self, period: &PeriodRow, seal_at: Millis) -> Result<(), ActError> {
        let now = self.app.now();
        if self.desk.round(period.id).is_none() {
            self.run(period).await?;
        }
        let shut = self
            .desk
            .shut(period.id)
            .await
            .map_err(|e| ActError::Fault(e.to_string()))?;
        let sealed = self.write_seal(period, seal_at, now, &shut).await;
        match sealed {
            Ok(()) => self.desk.forget(period.id),
            Err(_) => self.desk.reopen_gate(period.id),
        }
        sealed
    }

    async fn write_seal(
        &self,
        period: &PeriodRow,
        seal_at: Millis,
        now: Millis,
        (position, sheets): &(i64, Vec<(log::AttemptRecord, crate::sheet::Sheet, Millis)>),
    ) -> Result<(), ActError> {
        let mut hasher = Sha256::new();
        hasher.update(b"donghanh/seal/1");
        let rows: Vec<SheetRecord> = sheets
            .iter()
            .map(|(record, sheet, finished)| {
                let packed = sheet.pack();
                hasher.update(record.id.to_be_bytes());
                hasher.update(record.member_id.as_bytes());
                hasher.update(record.opened_at.to_be_bytes());
                hasher.update(finished.to_be_bytes());
                hasher.update(&packed);
                SheetRecord {
                    attempt_id: record.id,
                    packed,
                    finished_at: *finished,
                }
            })
            .collect();
        let hash: [u8; 32] = hasher.finalize().into();
        let tx = self.app.db.begin().await?;
        log::insert_sheets(&tx, &rows).await?;
        log::seal(&tx, now, period.id, *position, hash).await?;
        self.step(
            &tx,
            period,
            &PeriodEvent::Seal {
                now_ms: now,
                seal_ms: seal_at,
            },
            "sealed",
            None,
            "",
        )
        .await?;
        tx.commit().await?;
        tracing::info!(period = period.id, sheets = rows.len(), position, "sealed");
        Ok(())
    }

    /// Extends a period that is open or has just closed; papers in work get the new end at once.
    pub async fn extend(&self, period: &PeriodRow, close: Millis, actor: &Actor, reason: &str) -> Result<(), ActError> {
        let now = self.app.now();
        let event = PeriodEvent::Extend {
            now_ms: now,
            close_ms: period.close_at,
            new_close_ms: close,
            reason: reason.to_owned(),
        };
        let others = contests::periods(self.app.db.read(), period.contest_id).await?;
        let into_next =
            |next: &PeriodRow| next.stage == period.stage && next.position > period.position && next.open_at < close;
        if others.iter().any(into_next) {
            return Err(ActError::Overlaps);
        }
        let tx = self.app.db.begin().await?;
        let side = actor.side_as(Role::Organiser);
        self.step(&tx, period, &event, "extended", Some((actor, side)), reason)
            .await?;
        contests::set_close(&tx, period.id, close).await?;
        tx.commit().await?;
        if let Some(round) = self.desk.round(period.id) {
            round.extend(close);
        }
        Ok(())
    }

    /// Schedules a period: the rules must be sealed, the approved questions are locked for it and must suffice.
    pub async fn schedule(&self, contest: &ContestRow, period: &PeriodRow, actor: &Actor) -> Result<(), ActError> {
        let quiz = contest.rules.quiz(&period.stage).ok_or(ActError::NoPeriod)?;
        if self.app.now() >= period.close_at {
            return Err(ActError::Past);
        }
        let tx = self.app.db.begin().await?;
        let acting = questions::Acting {
            tx: &tx,
            now: self.app.now(),
            actor,
            entropy: &*self.app.entropy,
        };
        let bank_sealed = match questions::lock_for_period(&acting, period.id, contest.id, &contest.slug).await {
            Ok(bank) => quiz.blueprint.fits(&bank).is_ok() && enough(quiz, bank.len()),
            Err(questions::LockError::Db(error)) => return Err(error.into()),
            Err(error) => {
                tracing::info!(period = period.id, %error, "the bank cannot be locked");
                false
            }
        };
        let event = PeriodEvent::Schedule {
            rules_sealed: contest.sealed_at.is_some(),
            bank_sealed,
        };
        let side = actor.side_as(Role::Organiser);
        self.step(&tx, period, &event, "scheduled", Some((actor, side)), "")
            .await?;
        tx.commit().await?;
        Ok(())
    }

    /// One side's approval of the rules; with the second one they are sealed.
    pub async fn approve_rules(&self, contest: &ContestRow, side: Side, actor: &Actor) -> Result<bool, ActError> {
        if !actor.has_for_side(Role::Leader, side) {
            return Err(ActError::NotYours);
        }
        let hash = contest.rules.hash().map_err(|e| ActError::Fault(e.to_string()))?;
        let now = self.app.now();
        let tx = self.app.db.begin().await?;
        let earlier = contests::approvals(&*tx, contest.id).await?;
        if earlier
            .iter()
            .any(|a| a.side != side.code() && a.by_account == actor.account)
        {
            return Err(ActError::NotYours);
        }
        contests::approve(&tx, now, contest.id, side, hash, (actor.account, &actor.name)).await?;
        let both = contests::approvals(&*tx, contest.id).await?;
        let sealed = both.len() == 2 && both.iter().all(|approval| approval.rules_hash == hash);
        if sealed {
            contests::seal_rules(&tx, now, contest.id, hash).await?;
        }
        let told = ContestEvent::RulesApproved {
            slug: contest.slug.clone(),
            side: side.code(),
            sealed,
        };
        audit::append(&tx, now, Some(actor), &told).await?;
        tx.commit().await?;
        Ok(sealed)
    }
}
