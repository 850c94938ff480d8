//! Where units stand in the lines other than the union's own.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use uuid::Uuid;

use super::{Entry, Hierarchy, History, Step, Traits, fold};
use crate::unit::{UnitKind, UnitLevel};

const DAY: Date = date(2025, 1, 1);

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn begin(n: u128, kind: UnitKind) -> Step {
    Step::Begin {
        unit: id(n),
        traits: Box::new(Traits {
            name: format!("Đơn vị {n}"),
            short_name: String::new(),
            abbreviation: String::new(),
            code: format!("Đ{n}"),
            kind,
            level: UnitLevel::Grassroots,
            seal: String::new(),
            address: String::new(),
            position: 0,
            demo: false,
        }),
    }
}

fn place(unit: u128, hierarchy: Hierarchy, parent: u128) -> Step {
    Step::Place {
        unit: id(unit),
        hierarchy,
        parent: Some(id(parent)),
    }
}

fn history(steps: Vec<Step>) -> Option<History> {
    let entries: Vec<Entry> = steps
        .into_iter()
        .map(|step| Entry {
            reorg: id(1_000),
            on: DAY,
            step,
        })
        .collect();
    fold(&entries).ok()
}

#[test]
fn a_union_placed_in_a_province_has_all_its_unions_there() {
    use Hierarchy::{Ministry, Territory, Union};
    let history = history(vec![
        begin(1, UnitKind::Territory),
        begin(2, UnitKind::Territory),
        begin(10, UnitKind::Union),
        begin(11, UnitKind::Province),
        begin(12, UnitKind::Grassroots),
        begin(13, UnitKind::Grassroots),
        begin(14, UnitKind::Ministry),
        place(11, Union, 10),
        place(12, Union, 11),
        place(13, Union, 11),
        place(14, Union, 10),
        place(11, Territory, 1),
        place(13, Territory, 2),
    ])
    .unwrap();
    let tree = history.tree(Territory, DAY);
    let parent = |n| tree.get(id(n)).map(|node| node.parent);
    assert_eq!(parent(11), Some(Some(id(1))));
    assert_eq!(parent(12), Some(Some(id(11))), "goes with the union above it");
    assert_eq!(parent(13), Some(Some(id(2))), "but the own place holds");
    assert_eq!((parent(10), parent(14)), (None, None), "not in this line");
    assert!(history.tree(Ministry, DAY).is_empty());
}

proptest! {
    /// Law 9 for the lines that borrow from the union's own: whatever was placed where, every unit stands once, under
    /// the parent that was recorded or under the union above it, and no ring is cut.
    #[test]
    fn no_line_shows_two_parents_or_a_ring(
        union in proptest::collection::vec((0_u128..12, 0_u128..12), 0..16),
        territory in proptest::collection::vec((0_u128..12, 0_u128..12), 0..16),
    ) {
        let mut steps: Vec<Step> = (0..12)
            .map(|n| begin(n, if n < 3 { UnitKind::Territory } else { UnitKind::Grassroots }))
            .collect();
        for (line, edges) in [(Hierarchy::Union, union), (Hierarchy::Territory, territory)] {
            for (unit, parent) in edges {
                let mut more = steps.clone();
                more.push(place(unit, line, parent));
                // A placing that contradicts the others is refused by the log itself.
                if history(more.clone()).is_some() {
                    steps = more;
                }
            }
        }
        let history = history(steps).unwrap();
        let tree = history.tree(Hierarchy::Territory, DAY);
        let mut seen = std::collections::HashSet::new();
        for node in tree.nodes() {
            prop_assert!(seen.insert(node.id));
            let own = history.parent(node.id, Hierarchy::Territory, DAY);
            let above = history.parent(node.id, Hierarchy::Union, DAY);
            match node.parent {
                Some(parent) => prop_assert!(own.or(above) == Some(parent)),
                None => prop_assert!(
                    own.is_none_or(|parent| tree.get(parent).is_none()),
                    "a recorded parent in the line is never cut off: {own:?}"
                ),
            }
        }
    }
}

/// Few figures in a large tree are carried up one by one; the sums are the same as when every unit is walked through.
#[test]
fn few_figures_add_up_like_many() {
    use super::{Fact, Lens, Sheet};
    let mut steps = vec![begin(1, UnitKind::Union)];
    for n in 2..100 {
        steps.push(begin(n, UnitKind::Grassroots));
        steps.push(place(n, Hierarchy::Union, n / 3 + 1));
    }
    let history = history(steps).unwrap();
    let tree = std::sync::Arc::new(history.tree(Hierarchy::Union, DAY));
    let fact = |n, figure| Fact {
        unit: id(n),
        on: DAY,
        figures: vec![figure],
    };
    let few = [fact(98, 7), fact(50, 5)];
    let mut many: Vec<Fact> = (1..100).map(|n| fact(n, 0)).collect();
    many.extend(few.clone());
    let sheet = |facts: &[Fact]| Sheet::over(&history, tree.clone(), Lens::AsWas, DAY, 1, facts).unwrap();
    let (few, many) = (sheet(&few), sheet(&many));
    for n in 1..100 {
        assert_eq!(few.whole(id(n)), many.whole(id(n)), "{n}");
    }
    assert_eq!(few.whole(id(1))[0].whole(), Some(12));
}

/// An act that became known late ended the unit before the day of which it reported: its report goes the way of its end.
#[test]
fn a_report_of_a_day_after_the_end_goes_to_the_heir() {
    use super::{Ending, Heir, Place, Restating};
    let mut entries: Vec<Entry> = [begin(1, UnitKind::Union), begin(2, UnitKind::Union)]
        .into_iter()
        .map(|step| Entry {
            reorg: id(1_000),
            on: DAY,
            step,
        })
        .collect();
    entries.push(Entry {
        reorg: id(1_001),
        on: date(2025, 6, 28),
        step: Step::Cease {
            unit: id(2),
            how: Ending::Merged,
            heirs: vec![Heir::whole(id(1))],
            rights: super::step::Rights::Follow,
        },
    });
    let history = fold(&entries).unwrap();
    for on in [date(2025, 6, 1), date(2025, 6, 28), date(2025, 6, 30)] {
        let restating = Restating {
            history: &history,
            to: date(2026, 1, 1),
        };
        let parts = restating.parts(id(2), on);
        assert_eq!(parts.len(), 1);
        assert_eq!(parts[0].0, Place::Unit(id(1)), "{on}");
    }
}
