//! Why somebody is ranked where they are: the facts, taken from the same values the ranking sorted by.

mod words;

use uuid::Uuid;

use crate::collective::{UnitRank, UnitSeparator, UnitStandings, UnitUnranked};
use crate::ranking::{KeyValue, PersonRank, Standings, UnrankedReason};
use crate::ruleset::{Counts, RankKey};

/// The answer to "vì sao tôi xếp hạng này?".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonAnswer {
    Ranked(PersonReason),
    Unranked(UnrankedReason),
}

/// Why a person has the rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonReason {
    pub rank: u32,
    /// Ranked people in all.
    pub of: usize,
    /// Others who share the rank.
    pub shared_with: u32,
    /// Which of the person's attempts was counted, and by which rule.
    pub attempt_number: u32,
    pub attempts: u32,
    pub counts: Counts,
    /// True value of the prediction question, and the person's guess.
    pub truth: Option<i64>,
    pub guess: Option<i64>,
    /// Every key in order.
    pub steps: Vec<Step>,
    pub before: Option<Neighbour>,
    pub after: Option<Neighbour>,
}

/// One key of the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub key: RankKey,
    pub value: KeyValue,
    /// Other people who are equal in this key and all before it ("cùng 20/20 với 312 người").
    pub equal_so_far: u32,
}

/// The neighbouring rank and the key that separates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    pub rank: u32,
    pub key: RankKey,
    pub mine: KeyValue,
    pub theirs: KeyValue,
}

/// The answer for a member; none when the member has no attempt in this ranking.
pub fn person(standings: &Standings, member: Uuid) -> Option<PersonAnswer> {
    let Some(position) = standings.position(member) else {
        let found = standings.unranked.iter().find(|person| person.member == member)?;
        return Some(PersonAnswer::Unranked(found.reason));
    };
    let me = standings.people.get(position)?;
    let steps = standings.keys.iter().enumerate().filter_map(|(place, key)| {
        let value = standings.value(me, place)?;
        Some(Step {
            key: *key,
            value,
            equal_so_far: equal_so_far(&standings.people, me, place + 1),
        })
    });
    let better = standings.people.partition_point(|other| other.rank < me.rank);
    let worse = standings.people.partition_point(|other| other.rank <= me.rank);
    let before = better.checked_sub(1).and_then(|place| standings.people.get(place));
    let after = standings.people.get(worse);
    Some(PersonAnswer::Ranked(PersonReason {
        rank: me.rank,
        of: standings.people.len(),
        shared_with: me.sharing.saturating_sub(1),
        attempt_number: me.attempt_number,
        attempts: me.attempts,
        counts: standings.counts,
        truth: standings.truth,
        guess: me.prediction,
        steps: steps.collect(),
        before: before.and_then(|other| neighbour(standings, me, other, me.behind_by?)),
        after: after.and_then(|other| neighbour(standings, me, other, me.ahead_by?)),
    }))
}

/// Others whose first `keys` values equal mine. The list is sorted by these values, so two searches are enough.
fn equal_so_far(people: &[PersonRank], me: &PersonRank, keys: usize) -> u32 {
    let compare = |other: &PersonRank| other.values.iter().take(keys).cmp(me.values.iter().take(keys));
    let start = people.partition_point(|other| compare(other).is_lt());
    let end = people.partition_point(|other| compare(other).is_le());
    u32::try_from(end.saturating_sub(start).saturating_sub(1)).unwrap_or(u32::MAX)
}

fn neighbour(standings: &Standings, me: &PersonRank, other: &PersonRank, key: u8) -> Option<Neighbour> {
    let place = usize::from(key);
    Some(Neighbour {
        rank: other.rank,
        key: *standings.keys.get(place)?,
        mine: standings.value(me, place)?,
        theirs: standings.value(other, place)?,
    })
}

/// The answer to "vì sao đơn vị xếp hạng này?".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitAnswer {
    Ranked(UnitReason),
    Unranked(UnitUnranked),
}

/// Why a unit has the rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitReason {
    pub block: Option<String>,
    pub rank: u32,
    /// Ranked units in this ranking.
    pub of: usize,
    pub shared_with: u32,
    /// Thousandths of a point.
    pub score_milli: i64,
    pub before: Option<UnitNeighbour>,
    pub after: Option<UnitNeighbour>,
}

/// The neighbouring rank of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitNeighbour {
    pub unit: Uuid,
    pub rank: u32,
    pub by: UnitSeparator,
    /// The values compared: thousandths for scores and metrics, people for headcounts, none when it cannot be told.
    pub mine: Option<i64>,
    pub theirs: Option<i64>,
}

/// The answer for a unit; none when it is in none of the blocks.
pub fn unit(blocks: &[UnitStandings], unit: Uuid) -> Option<UnitAnswer> {
    for block in blocks {
        if let Some(found) = block.unranked.iter().find(|other| other.unit == unit) {
            return Some(UnitAnswer::Unranked(found.reason));
        }
        let Some(me) = block.ranked.iter().find(|other| other.unit == unit) else {
            continue;
        };
        let better = block.ranked.partition_point(|other| other.rank < me.rank);
        let worse = block.ranked.partition_point(|other| other.rank <= me.rank);
        let before = better.checked_sub(1).and_then(|place| block.ranked.get(place));
        let after = block.ranked.get(worse);
        return Some(UnitAnswer::Ranked(UnitReason {
            block: block.block.clone(),
            rank: me.rank,
            of: block.ranked.len(),
            shared_with: me.sharing.saturating_sub(1),
            score_milli: me.score_milli,
            before: before.and_then(|other| Some(unit_neighbour(me, other, me.behind_by?))),
            after: after.and_then(|other| Some(unit_neighbour(me, other, me.ahead_by?))),
        }));
    }
    None
}

fn unit_neighbour(me: &UnitRank, other: &UnitRank, by: UnitSeparator) -> UnitNeighbour {
    use crate::collective::Headcount;
    use crate::ruleset::UnitKey;
    let value = |unit: &UnitRank| match by {
        UnitSeparator::Score => Some(unit.score_milli),
        UnitSeparator::Tie(UnitKey::Metric { metric }) => unit.figures.get(metric),
        UnitSeparator::Tie(UnitKey::LargerHeadcount) => match unit.headcount {
            Headcount::Confirmed { people } => Some(i64::from(people)),
            Headcount::NotConfirmed | Headcount::NotApplicable => None,
        },
        UnitSeparator::Tie(UnitKey::Lot) => None,
    };
    UnitNeighbour {
        unit: other.unit,
        rank: other.rank,
        by,
        mine: value(me),
        theirs: value(other),
    }
}
