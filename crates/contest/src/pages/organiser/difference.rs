//! What a new version of a result changed: who gained or lost a prize, who moved.

use std::collections::HashMap;

use uuid::Uuid;

use crate::result::{GivenTable, PeriodResult};

/// A prize as compared: table, place in it, đồng.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Held {
    pub place: String,
    pub amount: i64,
}

/// Somebody, a person or a unit, whose prize changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PrizeChange {
    pub id: Uuid,
    pub before: Option<Held>,
    pub after: Option<Held>,
}

/// A person whose rank changed; none = not ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Move {
    pub id: Uuid,
    pub before: Option<u32>,
    pub after: Option<u32>,
}

/// The difference of two versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    pub prizes: Vec<PrizeChange>,
    /// By the new rank, those who left the ranking last.
    pub people: Vec<Move>,
    pub units: Vec<Move>,
}

/// Compares two results of the same period; `lang` names the places.
pub(super) fn compare(before: &PeriodResult, after: &PeriodResult, lang: &str) -> Difference {
    let people = |result: &PeriodResult| result.standings.people.iter().map(|p| (p.member, p.rank)).collect();
    let units = |result: &PeriodResult| {
        result
            .units
            .iter()
            .flat_map(|block| &block.ranked)
            .map(|unit| (unit.unit, unit.rank))
            .collect()
    };
    Difference {
        prizes: prizes(&held(before, lang), &held(after, lang)),
        people: moves(&people(before), &people(after)),
        units: moves(&units(before), &units(after)),
    }
}

fn held(result: &PeriodResult, lang: &str) -> HashMap<Uuid, Vec<Held>> {
    let mut held: HashMap<Uuid, Vec<Held>> = HashMap::new();
    let all = result.persons.iter().chain(&result.collectives);
    for GivenTable { table, allotment, .. } in all {
        for award in &allotment.awards {
            let place = table
                .places
                .get(award.place)
                .map_or("", |place| place.name.get(lang))
                .to_owned();
            held.entry(award.id).or_default().push(Held {
                place,
                amount: award.amount,
            });
        }
    }
    held
}

fn prizes(before: &HashMap<Uuid, Vec<Held>>, after: &HashMap<Uuid, Vec<Held>>) -> Vec<PrizeChange> {
    let mut changes = Vec::new();
    let mut ids: Vec<Uuid> = before.keys().chain(after.keys()).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let none = Vec::new();
        let (old, new) = (before.get(&id).unwrap_or(&none), after.get(&id).unwrap_or(&none));
        for place in 0..old.len().max(new.len()) {
            let (before, after) = (old.get(place).cloned(), new.get(place).cloned());
            if before != after {
                changes.push(PrizeChange { id, before, after });
            }
        }
    }
    // The largest gain first, the largest loss last.
    let gain = |change: &PrizeChange| {
        let worth = |held: &Option<Held>| held.as_ref().map_or(0, |held| held.amount);
        worth(&change.before) - worth(&change.after)
    };
    changes.sort_by_key(|change| (gain(change), change.id));
    changes
}

fn moves(before: &HashMap<Uuid, u32>, after: &HashMap<Uuid, u32>) -> Vec<Move> {
    let mut ids: Vec<Uuid> = before.keys().chain(after.keys()).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let ranks = ids.into_iter().map(|id| Move {
        id,
        before: before.get(&id).copied(),
        after: after.get(&id).copied(),
    });
    let mut moved: Vec<Move> = ranks.filter(|found| found.before != found.after).collect();
    moved.sort_by_key(|found| (found.after.unwrap_or(u32::MAX), found.before, found.id));
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    #[test]
    fn gains_and_losses_are_told_once_and_in_order() {
        let first = |amount| {
            vec![Held {
                place: "giải Nhất".into(),
                amount,
            }]
        };
        let before = HashMap::from([(id(1), first(300)), (id(2), first(200)), (id(4), first(50))]);
        let after = HashMap::from([(id(2), first(300)), (id(3), first(200)), (id(4), first(50))]);
        let found = prizes(&before, &after);
        assert_eq!(
            found.iter().map(|change| change.id).collect::<Vec<_>>(),
            [id(3), id(2), id(1)]
        );
        assert_eq!(found[2].after, None);
    }

    #[test]
    fn only_those_who_moved_are_told() {
        let before = HashMap::from([(id(1), 1), (id(2), 2), (id(3), 3)]);
        let after = HashMap::from([(id(1), 1), (id(2), 3), (id(9), 2)]);
        let told: Vec<_> = moves(&before, &after)
            .iter()
            .map(|m| (m.id, m.before, m.after))
            .collect();
        assert_eq!(
            told,
            [
                (id(9), None, Some(2)),
                (id(2), Some(2), Some(3)),
                (id(3), Some(3), None)
            ]
        );
    }
}
