//! The answer desk: where papers are handed out and answers are taken in.
//!
//! * A paper is a function of seed, person and attempt; opening one writes one small row, looking at it writes nothing.
//! * Every answer is one small row; all that wait share one commit (`writer`); the reply is sent after the commit.
//! * Memory mirrors what is on disk and is rebuilt from it at the start; what is not on disk is not in memory.
//! * The last saved answer is the submission. The button only freezes it earlier; the seal takes what stands.

mod round;
mod writer;

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use jiff::tz::TimeZone;
use kernel::clock::Millis;
use platform::db::Db;
use sea_orm::DbErr;
use tokio::sync::Semaphore;
use uuid::Uuid;

pub use round::{Making, Round, RoundError};
pub use writer::Lost;
use writer::Write;

use crate::paper::Paper;
use crate::ruleset::{AttemptHistory, AttemptRefusal};
use crate::sheet::{Applied, Entry, OpenSheet, PredictionEntry, Sheet};
use crate::store::log::{AnswerRecord, AttemptRecord, LateRecord};

const SHARDS: usize = 64;
/// Openings that may wait for their commit at once; saves of running papers are never held up by more than these.
const OPENING: usize = 400;

/// An attempt in work.
#[derive(Clone, Debug)]
pub(crate) struct Open {
    pub record: AttemptRecord,
    pub round: Arc<Round>,
    /// Place in the bank of every question of the paper.
    pub items: Box<[u16]>,
    pub sheet: OpenSheet,
}

/// What somebody sees of an attempt in work.
#[derive(Clone, Debug)]
pub struct View {
    pub record: AttemptRecord,
    pub round: Arc<Round>,
    pub sheet: Sheet,
    pub last_seq: u32,
    pub deadline: Millis,
    pub answered: usize,
}

/// An answer as it comes in.
#[derive(Clone, Copy, Debug)]
pub struct Incoming {
    pub attempt: i64,
    /// Place in the paper; the number of questions for the prediction.
    pub question: u16,
    /// Bits of the displayed choices (0 = cleared), or the predicted number.
    pub value: Option<i64>,
    pub seq: u32,
    /// The device's own clock, kept only with answers that come too late.
    pub local_at: Millis,
}

/// The answer to a save: what is on disk now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub seq: u32,
    pub at: Millis,
    /// Position in the log; 0 when this was a repeat of something saved before.
    pub position: i64,
    pub deadline: Millis,
}

/// Why an answer was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is no such attempt of this person.
    #[error("no such attempt")]
    Unknown,
    /// The question or the choice does not exist on this paper.
    #[error("not on this paper")]
    NotOnPaper,
    /// The rules do not allow to change a saved answer.
    #[error("answers may not be changed")]
    MayNotChange,
    /// Another device has saved later answers: here is what stands.
    #[error("another device was later")]
    Superseded { last_seq: u32, sheet: Sheet },
    /// The paper was handed in at this instant.
    #[error("handed in")]
    Submitted { at: Millis },
    /// The time of the paper was over at this instant; the answer is kept apart.
    #[error("time is over")]
    Over { deadline: Millis },
    /// Not on disk; the device keeps the answer and tries again.
    #[error("busy")]
    Busy,
}

/// Why no paper was opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotOpened {
    #[error(transparent)]
    Rules(#[from] AttemptRefusal),
    /// The round does not run here (not scheduled, sealed).
    #[error("the round does not run")]
    NotRunning,
    #[error("busy")]
    Busy,
    #[error("the paper cannot be drawn")]
    NoPaper,
}

/// Who wants to open a paper.
#[derive(Clone, Copy, Debug)]
pub struct Taker<'a> {
    pub member: Uuid,
    pub unit: Uuid,
    /// 0 ranked, 1 plays unranked.
    pub standing: i64,
    /// When this person started attempts in other periods of the contest, or in this one under another entry.
    pub elsewhere: &'a [Millis],
    /// How many of them in this one.
    pub also_here: u32,
}

/// A map cut into parts with a lock each, so that two cores rarely wait for each other.
#[derive(Debug)]
struct Shards<K, V>([Mutex<HashMap<K, V>>; SHARDS]);

impl<K, V> Shards<K, V> {
    fn new() -> Self {
        Self(std::array::from_fn(|_| Mutex::default()))
    }

    fn of(&self, key: u64) -> MutexGuard<'_, HashMap<K, V>> {
        let [first, ..] = &self.0;
        let place = usize::try_from(key % 64).unwrap_or_default();
        lock(self.0.get(place).unwrap_or(first))
    }

    fn all(&self) -> impl Iterator<Item = MutexGuard<'_, HashMap<K, V>>> {
        self.0.iter().map(lock)
    }
}

#[derive(Debug)]
struct State {
    rounds: RwLock<HashMap<i64, Arc<Round>>>,
    attempts: Shards<i64, Open>,
    members: Shards<(i64, Uuid), Vec<i64>>,
    next_attempt: AtomicI64,
    opening: Semaphore,
}

/// The desk; cheap to clone.
#[derive(Clone, Debug)]
pub struct Desk {
    state: Arc<State>,
    writer: writer::Handle,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    fn attempts(&self, id: i64) -> MutexGuard<'_, HashMap<i64, Open>> {
        self.attempts.of(u64::try_from(id).unwrap_or_default())
    }

    fn members(&self, member: Uuid) -> MutexGuard<'_, HashMap<(i64, Uuid), Vec<i64>>> {
        // The tail of a UUIDv7 is random; its head is the time and would put a whole import into one shard.
        self.members.of(member.as_u64_pair().1)
    }

    /// Called by the writer after the commit, before anybody is told.
    fn apply(&self, write: &Write) -> Option<Applied> {
        match write {
            Write::Open(_) | Write::Late(_) | Write::Barrier => None,
            Write::Submit { attempt, at } => {
                if let Some(open) = self.attempts(*attempt).get_mut(attempt) {
                    open.record.submitted_at.get_or_insert(*at);
                }
                None
            }
            Write::Answer(record) => {
                let mut shard = self.attempts(record.attempt_id);
                shard.get_mut(&record.attempt_id).and_then(|open| take(open, record))
            }
        }
    }
}

/// Folds a kept answer into a sheet.
fn take(open: &mut Open, record: &AnswerRecord) -> Option<Applied> {
    let seq = u32::try_from(record.seq).ok()?;
    let question = u16::try_from(record.question).ok()?;
    if usize::from(question) == open.items.len() {
        return Some(open.sheet.predict(PredictionEntry {
            value: record.value,
            seq,
            at_ms: record.at,
        }));
    }
    let choice = u8::try_from(record.value.unwrap_or(0)).ok()?;
    open.sheet
        .apply(Entry {
            question,
            choice,
            seq,
            at_ms: record.at,
        })
        .ok()
}

impl Desk {
    /// Starts the desk over a database: no round runs yet; see [`Desk::run`].
    pub async fn start(db: Db) -> Result<Self, DbErr> {
        let state = Arc::new(State {
            rounds: RwLock::default(),
            attempts: Shards::new(),
            members: Shards::new(),
            next_attempt: AtomicI64::new(crate::store::log::last_attempt(db.read()).await? + 1),
            opening: Semaphore::new(OPENING),
        });
        let last = crate::store::log::last_position(db.read()).await?;
        let applied = Arc::clone(&state);
        let writer = writer::start(db, last, move |write| applied.apply(write));
        Ok(Self { state, writer })
    }

    /// Runs a round: its attempts and answers so far are read back from disk.
    pub fn run(&self, round: Round, attempts: Vec<AttemptRecord>, answers: &[AnswerRecord]) -> Result<(), RoundError> {
        let round = Arc::new(round);
        for record in attempts {
            let items = round
                .draw(record.member_id, record.number)?
                .items
                .iter()
                .map(|i| i.bank_index)
                .collect();
            let sheet = OpenSheet::new(round.questions());
            self.state
                .members(record.member_id)
                .entry((round.id, record.member_id))
                .or_default()
                .push(record.id);
            let open = Open {
                record,
                round: Arc::clone(&round),
                items,
                sheet,
            };
            self.state.attempts(open.record.id).insert(open.record.id, open);
        }
        for answer in answers {
            if let Some(open) = self.state.attempts(answer.attempt_id).get_mut(&answer.attempt_id) {
                take(open, answer);
            }
        }
        self.state
            .rounds
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(round.id, round);
        Ok(())
    }

    /// A running round.
    pub fn round(&self, period: i64) -> Option<Arc<Round>> {
        self.state
            .rounds
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&period)
            .cloned()
    }

    /// Opens a paper, or leads back to the one that is in work: a second tab or device lands in the same attempt.
    pub async fn open(&self, period: i64, taker: Taker<'_>, now: Millis) -> Result<i64, NotOpened> {
        let round = self.round(period).ok_or(NotOpened::NotRunning)?;
        let _place = self.state.opening.try_acquire().map_err(|_| NotOpened::Busy)?;
        let key = (round.id, taker.member);
        let (open, done) = {
            let mut members = self.state.members(taker.member);
            let mine = members.entry(key).or_default();
            let mut started: Vec<Millis> = taker.elsewhere.to_vec();
            for id in mine.iter() {
                let shard = self.state.attempts(*id);
                let Some(open) = shard.get(id) else { continue };
                if open.record.submitted_at.is_none() && now < round.deadline(open.record.opened_at) {
                    return Ok(*id);
                }
                started.push(open.record.opened_at);
            }
            let in_period = u32::try_from(mine.len()).unwrap_or(u32::MAX);
            let history = AttemptHistory {
                started_ms: &started,
                in_period: in_period.saturating_add(taker.also_here),
            };
            // Viet Nam has kept UTC+7 since 1975; days and weeks of attempts are counted on its clock.
            let zone = TimeZone::fixed(jiff::tz::offset(7));
            round.quiz.attempts.allows(&round.period(), history, now, &zone)?;
            let id = self.state.next_attempt.fetch_add(1, Ordering::Relaxed);
            let record = AttemptRecord {
                id,
                period_id: round.id,
                member_id: taker.member,
                unit_id: taker.unit,
                number: i64::from(in_period) + 1,
                standing: taker.standing,
                opened_at: now,
                submitted_at: None,
            };
            let paper = round
                .draw(taker.member, record.number)
                .map_err(|_| NotOpened::NoPaper)?;
            let items = paper.items.iter().map(|item| item.bank_index).collect();
            let open = Open {
                record,
                round: Arc::clone(&round),
                items,
                sheet: OpenSheet::new(round.questions()),
            };
            // Queued while the member's shard is held: nobody can save on it before it stands in the queue.
            let done = self.enqueue(&round, Write::Open(record)).map_err(|_| NotOpened::Busy)?;
            mine.push(id);
            self.state.attempts(id).insert(id, open.clone());
            (open, done)
        };
        if done.wait().await.is_err() {
            let id = open.record.id;
            self.state.attempts(id).remove(&id);
            if let Some(mine) = self.state.members(taker.member).get_mut(&key) {
                mine.retain(|other| *other != id);
            }
            return Err(NotOpened::Busy);
        }
        Ok(open.record.id)
    }

    fn enqueue(&self, round: &Round, write: Write) -> Result<writer::Waiting, Lost> {
        // The gate is read-held from the check to the queue, so that nothing slips in behind the seal's barrier.
        let gate = round.gate.read().unwrap_or_else(PoisonError::into_inner);
        if *gate { Err(Lost) } else { self.writer.put(write) }
    }

    /// Takes an answer; `at` is the instant the request was received, before any queue.
    pub async fn save(&self, member: Uuid, incoming: Incoming, at: Millis) -> Result<Receipt, Refused> {
        let (round, deadline, submitted) = {
            let shard = self.state.attempts(incoming.attempt);
            let open = shard
                .get(&incoming.attempt)
                .filter(|o| o.record.member_id == member)
                .ok_or(Refused::Unknown)?;
            let deadline = open.round.deadline(open.record.opened_at);
            check(open, incoming)?;
            if let Some(receipt) = standing(open, incoming, deadline)? {
                return Ok(receipt);
            }
            (Arc::clone(&open.round), deadline, open.record.submitted_at)
        };
        if let Some(handed_in) = submitted {
            self.keep_late(incoming, at).await;
            return Err(Refused::Submitted { at: handed_in });
        }
        if at >= deadline {
            self.keep_late(incoming, at).await;
            return Err(Refused::Over { deadline });
        }
        let record = AnswerRecord {
            position: 0,
            attempt_id: incoming.attempt,
            question: i64::from(incoming.question),
            value: incoming.value,
            seq: i64::from(incoming.seq),
            at,
        };
        let done = self.enqueue(&round, Write::Answer(record)).map_err(|_| Refused::Busy)?;
        let kept = done.wait().await.map_err(|_| Refused::Busy)?;
        match kept.applied {
            Some(Applied::Older) => {
                let view = self.view(member, incoming.attempt).ok_or(Refused::Unknown)?;
                Err(Refused::Superseded {
                    last_seq: view.last_seq,
                    sheet: view.sheet,
                })
            }
            _ => Ok(Receipt {
                seq: incoming.seq,
                at,
                position: kept.position,
                deadline,
            }),
        }
    }

    /// Keeps an answer that came after the end (over, handed in, sealed) apart, with the device's own stamp. It never
    /// enters a sheet by itself; the organisers see it. The caller has made sure that the attempt is this person's.
    pub async fn keep_late(&self, incoming: Incoming, at: Millis) {
        let late = LateRecord {
            position: 0,
            attempt_id: incoming.attempt,
            question: i64::from(incoming.question),
            value: incoming.value,
            seq: i64::from(incoming.seq),
            local_at: incoming.local_at,
            at,
        };
        // Behind the seal, too: the gate is only for what could still change a sheet.
        if let Ok(done) = self.writer.put(Write::Late(late)) {
            let _kept = done.wait().await;
        }
    }

    /// Freezes a paper; pressing twice is pressing once.
    pub async fn submit(&self, member: Uuid, attempt: i64, at: Millis) -> Result<Millis, Refused> {
        let view = self.view(member, attempt).ok_or(Refused::Unknown)?;
        if let Some(at) = view.record.submitted_at {
            return Ok(at);
        }
        if at >= view.deadline {
            return Err(Refused::Over {
                deadline: view.deadline,
            });
        }
        let done = self
            .enqueue(&view.round, Write::Submit { attempt, at })
            .map_err(|_| Refused::Busy)?;
        done.wait().await.map_err(|_| Refused::Busy)?;
        Ok(self
            .view(member, attempt)
            .and_then(|v| v.record.submitted_at)
            .unwrap_or(at))
    }

    /// What stands on an attempt of this person.
    pub fn view(&self, member: Uuid, attempt: i64) -> Option<View> {
        let shard = self.state.attempts(attempt);
        let open = shard.get(&attempt).filter(|open| open.record.member_id == member)?;
        Some(View {
            record: open.record,
            round: Arc::clone(&open.round),
            sheet: open.sheet.sheet(),
            last_seq: open.sheet.last_seq(),
            deadline: open.round.deadline(open.record.opened_at),
            answered: open.sheet.answered(),
        })
    }

    /// The attempts of a person in a running round, oldest first.
    pub fn attempts_of(&self, period: i64, member: Uuid) -> Vec<View> {
        let ids = self
            .state
            .members(member)
            .get(&(period, member))
            .cloned()
            .unwrap_or_default();
        ids.into_iter().filter_map(|id| self.view(member, id)).collect()
    }

    /// The paper of an attempt.
    pub fn paper(&self, view: &View) -> Option<Paper> {
        view.round.draw(view.record.member_id, view.record.number).ok()
    }

    /// Papers in work and writes that wait, for the control room and the metrics.
    pub fn load(&self) -> (usize, usize) {
        let open = self.state.attempts.all().map(|shard| shard.len()).sum();
        (open, self.writer.waiting())
    }

    /// Closes the gate of a round and waits until everything before it is on disk: the log position of the seal and
    /// every attempt with its sheet, by number.
    pub async fn shut(&self, period: i64) -> Result<(i64, Vec<(AttemptRecord, Sheet, Millis)>), Lost> {
        let round = self.round(period).ok_or(Lost)?;
        *round.gate.write().unwrap_or_else(PoisonError::into_inner) = true;
        let position = self.writer.put(Write::Barrier)?.wait().await?.position;
        let mut sheets = Vec::new();
        for shard in self.state.attempts.all() {
            for open in shard.values().filter(|open| open.round.id == period) {
                let finished = open
                    .record
                    .submitted_at
                    .or_else(|| open.sheet.last_saved_ms())
                    .unwrap_or(open.record.opened_at);
                sheets.push((open.record, open.sheet.sheet(), finished));
            }
        }
        sheets.sort_unstable_by_key(|(record, ..)| record.id);
        Ok((position, sheets))
    }

    /// Opens the gate again when the seal could not be written.
    pub fn reopen_gate(&self, period: i64) {
        if let Some(round) = self.round(period) {
            *round.gate.write().unwrap_or_else(PoisonError::into_inner) = false;
        }
    }

    /// Forgets a round that is sealed.
    pub fn forget(&self, period: i64) {
        self.state
            .rounds
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&period);
        for mut shard in self.state.attempts.all() {
            shard.retain(|_, open| open.round.id != period);
        }
        for mut shard in self.state.members.all() {
            shard.retain(|(of, _), _| *of != period);
        }
    }
}

/// Whether the question and the choice exist on this paper and may be answered so.
fn check(open: &Open, incoming: Incoming) -> Result<(), Refused> {
    let place = usize::from(incoming.question);
    if place == open.items.len() {
        let asked = open.round.quiz.prediction.is_some();
        let fits = incoming
            .value
            .is_none_or(|value| (0..=1_000_000_000_000).contains(&value));
        return if asked && fits {
            Ok(())
        } else {
            Err(Refused::NotOnPaper)
        };
    }
    let entry = open
        .items
        .get(place)
        .and_then(|index| open.round.bank.get(*index))
        .ok_or(Refused::NotOnPaper)?;
    let choice = incoming
        .value
        .and_then(|value| u8::try_from(value).ok())
        .ok_or(Refused::NotOnPaper)?;
    let within = u32::from(choice) < (1_u32 << entry.choices);
    let single = entry.kind == crate::question::Kind::Multiple || choice.count_ones() <= 1;
    if !within || !single {
        return Err(Refused::NotOnPaper);
    }
    if !open.round.quiz.attempts.may_change_answers {
        let old = open.sheet.sheet().answers.get(place).copied().unwrap_or_default();
        if old != 0 && old != choice {
            return Err(Refused::MayNotChange);
        }
    }
    Ok(())
}

/// What stands already: a repeat gets its receipt again; whatever is not newer than the newest save of this paper comes
/// from a device that has not seen what another one wrote, and is told what stands. (Numbers count up over the paper,
/// over all devices.)
fn standing(open: &Open, incoming: Incoming, deadline: Millis) -> Result<Option<Receipt>, Refused> {
    if let Some((seq, value, at)) = open.sheet.standing(incoming.question)
        && seq == incoming.seq
        && value == incoming.value
    {
        return Ok(Some(Receipt {
            seq,
            at,
            position: 0,
            deadline,
        }));
    }
    let last_seq = open.sheet.last_seq();
    if incoming.seq <= last_seq {
        return Err(Refused::Superseded {
            last_seq,
            sheet: open.sheet.sheet(),
        });
    }
    Ok(None)
}
