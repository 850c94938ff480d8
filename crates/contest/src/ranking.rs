//! The order of contestants: from attempts to counted attempts to ranks.
//!
//! Every key is turned into a number where smaller is better, so that a million people are ranked by one plain sort of
//! small arrays. People equal in all keys share the rank; the next rank is skipped by as many (1, 2, 2, 4).

mod truth;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::marking::Mark;
use crate::ruleset::{Counts, Prediction, RankFilter, RankKey, Ranking};

pub(crate) use truth::divide_half_up;
use truth::number;
pub use truth::{distance, truth};

/// Longest ranking order; as many as there are kinds of keys.
pub const MAX_KEYS: usize = 8;

/// One submitted attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptRow {
    pub attempt: i64,
    pub member: Uuid,
    /// The unit the member belonged to at the start of the attempt.
    pub unit: Option<Uuid>,
    /// Which of the member's attempts, from 1.
    pub number: u32,
    /// Server stamps, ms UTC.
    pub started_ms: i64,
    pub submitted_ms: i64,
    pub mark: Mark,
    pub prediction: Option<i64>,
    pub standing: Standing,
    /// The person's identity is confirmed.
    pub verified: bool,
}

/// Whether an attempt takes part in the ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    Ranked,
    /// Somebody who helps to run the contest and plays outside the ranking.
    PlaysUnranked,
    /// Voided by the organisers, with a reason on record.
    Voided,
}

/// What is needed besides the attempts.
#[derive(Clone, Copy, Debug)]
pub struct RankRules<'a> {
    pub ranking: &'a Ranking,
    pub counts: Counts,
    /// The prediction rule with the true value, when there is one; see [`truth`].
    pub prediction: Option<(&'a Prediction, i64)>,
    /// Published with the result; used by [`RankKey::Lot`] only.
    pub lot_seed: &'a [u8; 32],
}

/// A complete ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standings {
    pub keys: Vec<RankKey>,
    /// The true value of the prediction question.
    pub truth: Option<i64>,
    pub counts: Counts,
    /// From the best; people of one rank in the order of their ids.
    pub people: Vec<PersonRank>,
    pub unranked: Vec<UnrankedPerson>,
}

/// A ranked person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonRank {
    pub member: Uuid,
    pub unit: Option<Uuid>,
    /// The counted attempt.
    pub attempt: i64,
    pub attempt_number: u32,
    /// Attempts that are not voided.
    pub attempts: u32,
    /// From 1.
    pub rank: u32,
    /// People who share this rank, this one included.
    pub sharing: u32,
    pub mark: Mark,
    pub prediction: Option<i64>,
    /// Place in [`Standings::keys`] of the key that put this person behind the rank before; none for the first.
    pub behind_by: Option<u8>,
    /// Place of the key that put the next rank behind this person; none for the last.
    pub ahead_by: Option<u8>,
    /// Key values, smaller is better; see [`Standings::value`].
    pub values: [i64; MAX_KEYS],
}

/// A person outside the ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnrankedPerson {
    pub member: Uuid,
    pub unit: Option<Uuid>,
    pub attempt: i64,
    pub reason: UnrankedReason,
}

/// Why a person is not ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnrankedReason {
    PlaysUnranked,
    /// Every attempt was voided.
    Voided,
    NotAllCorrect {
        correct: u16,
        total: u16,
    },
    BelowMinScore {
        score: i32,
        min: i32,
    },
    NotVerified,
    NoPrediction,
}

/// The value of a key as people read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyValue {
    /// Hundredths of a point.
    Score(i64),
    /// Distance from the truth; none = no guess, or a guess the rules put behind all others.
    Distance(Option<i64>),
    /// In steps of the key's resolution, given in ms.
    DurationMs(i64),
    /// In steps of the key's resolution, ms UTC.
    InstantMs(i64),
    Count(i64),
    Lot(i64),
}

/// Calls `visit` with the attempts of each person in order of their number.
pub(crate) fn by_person<'a>(rows: &'a [AttemptRow], mut visit: impl FnMut(&[&'a AttemptRow])) {
    // Sorting small packed keys instead of the rows keeps a million attempts inside the cache lines that are read.
    let mut order: Vec<(u128, u32, u32)> = rows
        .iter()
        .zip(0_u32..)
        .map(|(row, index)| (row.member.as_u128(), row.number, index))
        .collect();
    order.sort_unstable();
    let mut group: Vec<&AttemptRow> = Vec::new();
    for person in order.chunk_by(|left, right| left.0 == right.0) {
        group.clear();
        let indices = person.iter().filter_map(|(_, _, index)| usize::try_from(*index).ok());
        group.extend(indices.filter_map(|index| rows.get(index)));
        visit(&group);
    }
}

/// Ranks the people behind `rows`. The rows are those of one period or one stage, in one division.
pub fn rank(rules: &RankRules<'_>, rows: &[AttemptRow]) -> Standings {
    let keys: Vec<RankKey> = rules.ranking.keys.iter().copied().take(MAX_KEYS).collect();
    let (mut people, mut unranked) = (Vec::new(), Vec::new());
    by_person(rows, |attempts| match judge(rules, &keys, attempts) {
        Some(Ok(person)) => people.push(person),
        Some(Err(person)) => unranked.push(person),
        None => {}
    });
    people.sort_unstable_by(|left, right| {
        left.values
            .cmp(&right.values)
            .then_with(|| left.member.cmp(&right.member))
    });
    give_ranks(&mut people);
    Standings {
        keys,
        truth: rules.prediction.map(|(_, truth)| truth),
        counts: rules.counts,
        people,
        unranked,
    }
}

fn judge(
    rules: &RankRules<'_>,
    keys: &[RankKey],
    attempts: &[&AttemptRow],
) -> Option<Result<PersonRank, UnrankedPerson>> {
    let last = attempts.last()?;
    let out = |row: &AttemptRow, reason| {
        Some(Err(UnrankedPerson {
            member: row.member,
            unit: row.unit,
            attempt: row.attempt,
            reason,
        }))
    };
    let valid = || attempts.iter().filter(|row| row.standing != Standing::Voided);
    let tally = Tally {
        attempts: u32::try_from(valid().count()).unwrap_or(u32::MAX),
        perfect: number(valid().filter(|row| row.mark.all_correct()).count()),
    };
    let Some((row, values)) = counted(rules, keys, &tally, valid().copied()) else {
        return out(last, UnrankedReason::Voided);
    };
    if valid().any(|row| row.standing == Standing::PlaysUnranked) {
        return out(row, UnrankedReason::PlaysUnranked);
    }
    if let Some(reason) = rules.ranking.filters.iter().find_map(|filter| fails(*filter, row)) {
        return out(row, reason);
    }
    Some(Ok(PersonRank {
        member: row.member,
        unit: row.unit,
        attempt: row.attempt,
        attempt_number: row.number,
        attempts: tally.attempts,
        rank: 0,
        sharing: 0,
        mark: row.mark,
        prediction: row.prediction,
        behind_by: None,
        ahead_by: None,
        values,
    }))
}

/// Figures over all valid attempts of one person.
struct Tally {
    attempts: u32,
    perfect: i64,
}

/// The attempt that counts, with its key values.
fn counted<'a>(
    rules: &RankRules<'_>,
    keys: &[RankKey],
    tally: &Tally,
    mut valid: impl DoubleEndedIterator<Item = &'a AttemptRow>,
) -> Option<(&'a AttemptRow, [i64; MAX_KEYS])> {
    let row = match rules.counts {
        Counts::Best => {
            let all = valid.map(|row| (key_values(rules, keys, tally, row), row));
            let best = all.min_by(|left, right| left.0.cmp(&right.0).then_with(|| left.1.number.cmp(&right.1.number)));
            return best.map(|(values, row)| (row, values));
        }
        Counts::EarliestBest => earliest_best(valid),
        Counts::First => valid.next(),
        Counts::Last => valid.next_back(),
    }?;
    Some((row, key_values(rules, keys, tally, row)))
}

/// The highest score, and among equals the earliest submission.
pub(crate) fn earliest_best<'a>(rows: impl Iterator<Item = &'a AttemptRow>) -> Option<&'a AttemptRow> {
    rows.min_by_key(|row| (-i64::from(row.mark.score), row.submitted_ms, row.number))
}

fn key_values(rules: &RankRules<'_>, keys: &[RankKey], tally: &Tally, row: &AttemptRow) -> [i64; MAX_KEYS] {
    let mut values = [0; MAX_KEYS];
    for (value, key) in values.iter_mut().zip(keys) {
        *value = match *key {
            RankKey::Score => -i64::from(row.mark.score),
            RankKey::PredictionDistance => rules
                .prediction
                .zip(row.prediction)
                .and_then(|((rule, truth), guess)| distance(rule.distance, guess, truth))
                .unwrap_or(i64::MAX),
            RankKey::WorkingTime { resolution_ms } => step(row.submitted_ms - row.started_ms, resolution_ms),
            RankKey::SubmittedAt { resolution_ms } => step(row.submitted_ms, resolution_ms),
            RankKey::StartedAt { resolution_ms } => step(row.started_ms, resolution_ms),
            RankKey::FewerAttempts => i64::from(tally.attempts),
            RankKey::MorePerfectAttempts => -tally.perfect,
            RankKey::Lot => lot(rules.lot_seed, row.member),
        };
    }
    values
}

/// Rounded down to whole steps and given in ms again.
fn step(ms: i64, resolution_ms: i64) -> i64 {
    let resolution = resolution_ms.max(1);
    ms.div_euclid(resolution) * resolution
}

/// The lot of a member or unit: 62 bits of SHA-256(tag ‖ seed ‖ id); smaller is better. Anyone can recompute it.
pub fn lot(seed: &[u8; 32], id: Uuid) -> i64 {
    let digest: [u8; 32] = Sha256::new()
        .chain_update(b"donghanh/lot/1")
        .chain_update(seed)
        .chain_update(id.as_bytes())
        .finalize()
        .into();
    let head = digest.first_chunk::<8>().copied().unwrap_or_default();
    (u64::from_be_bytes(head) >> 2).cast_signed()
}

fn fails(filter: RankFilter, row: &AttemptRow) -> Option<UnrankedReason> {
    match filter {
        RankFilter::AllCorrect if !row.mark.all_correct() => Some(UnrankedReason::NotAllCorrect {
            correct: row.mark.correct,
            total: row.mark.total,
        }),
        RankFilter::MinScore { score } if row.mark.score < score => Some(UnrankedReason::BelowMinScore {
            score: row.mark.score,
            min: score,
        }),
        RankFilter::Verified if !row.verified => Some(UnrankedReason::NotVerified),
        RankFilter::HasPrediction if row.prediction.is_none() => Some(UnrankedReason::NoPrediction),
        _ => None,
    }
}

/// The first key in which two people differ.
fn separator(left: &PersonRank, right: &PersonRank) -> Option<u8> {
    let place = left
        .values
        .iter()
        .zip(&right.values)
        .position(|(left, right)| left != right)?;
    u8::try_from(place).ok()
}

fn give_ranks(people: &mut [PersonRank]) {
    let mut before: Option<PersonRank> = None;
    let mut rank = 1;
    for group in people.chunk_by_mut(|left, right| left.values == right.values) {
        let sharing = u32::try_from(group.len()).unwrap_or(u32::MAX);
        for person in group.iter_mut() {
            person.rank = rank;
            person.sharing = sharing;
            person.behind_by = before.as_ref().and_then(|before| separator(before, person));
        }
        before = group.last().copied();
        rank += sharing;
    }
    // What puts the next rank behind is what the next rank is behind by: carried backwards over each group.
    let (mut next_rank, mut next_behind, mut ahead) = (0, None, None);
    for person in people.iter_mut().rev() {
        if person.rank != next_rank {
            ahead = next_behind;
        }
        person.ahead_by = ahead;
        (next_rank, next_behind) = (person.rank, person.behind_by);
    }
}

impl Standings {
    /// The value of the key at `place` as people read it.
    pub fn value(&self, person: &PersonRank, place: usize) -> Option<KeyValue> {
        let (key, value) = (*self.keys.get(place)?, *person.values.get(place)?);
        Some(match key {
            RankKey::Score => KeyValue::Score(-value),
            RankKey::PredictionDistance => KeyValue::Distance((value != i64::MAX).then_some(value)),
            RankKey::WorkingTime { .. } => KeyValue::DurationMs(value),
            RankKey::SubmittedAt { .. } | RankKey::StartedAt { .. } => KeyValue::InstantMs(value),
            RankKey::FewerAttempts => KeyValue::Count(value),
            RankKey::MorePerfectAttempts => KeyValue::Count(-value),
            RankKey::Lot => KeyValue::Lot(value),
        })
    }

    /// A ranked person's place in [`Standings::people`].
    pub fn position(&self, member: Uuid) -> Option<usize> {
        self.people.iter().position(|person| person.member == member)
    }
}
