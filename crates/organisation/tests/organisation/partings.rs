//! A unit that hands a part over and ends on the same day is divided, whoever says which half of it, in whatever order.

use jiff::civil::{Date, date};
use organisation::history::{
    Amount, Ending, Entry, Fault, Heir, Hierarchy, Place, Restating, Rights, Share, Step, Traits, fold,
};
use organisation::unit::{UnitKind, UnitLevel};
use uuid::Uuid;

const DAY: Date = date(2025, 7, 1);
const LATER: Date = date(2026, 1, 1);

fn unit(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn units() -> Vec<Entry> {
    (1..=4)
        .map(|n| Entry {
            reorg: unit(900),
            on: date(2020, 1, 1),
            step: Step::Begin {
                unit: unit(n),
                traits: Box::new(Traits {
                    name: format!("Đơn vị {n}"),
                    short_name: String::new(),
                    abbreviation: String::new(),
                    code: format!("Đ{n}"),
                    kind: UnitKind::Grassroots,
                    level: UnitLevel::Grassroots,
                    seal: String::new(),
                    address: String::new(),
                    position: 1,
                    demo: false,
                }),
            },
        })
        .collect()
}

fn part(to: u128, share: Option<(u32, u32)>) -> Heir {
    Heir {
        unit: unit(to),
        share: share.map(|(part, whole)| Share::new(part, whole).unwrap()),
        default: false,
    }
}

fn cede(reorg: u128, heir: Heir) -> Entry {
    let heirs = vec![heir];
    Entry {
        reorg: unit(reorg),
        on: DAY,
        step: Step::Cede { unit: unit(1), heirs },
    }
}

fn cease(reorg: u128, how: Ending, heirs: Vec<Heir>) -> Entry {
    Entry {
        reorg: unit(reorg),
        on: DAY,
        step: Step::Cease {
            unit: unit(1),
            how,
            heirs,
            rights: Rights::Follow,
        },
    }
}

/// Where what the first unit reported before the day is afterwards.
fn parts(entries: &[Entry]) -> Vec<(Place, Amount)> {
    let history = fold(&[units(), entries.to_vec()].concat()).unwrap();
    let restating = Restating {
        history: &history,
        to: LATER,
    };
    restating.parts(unit(1), date(2025, 6, 30))
}

fn at(n: u128, part: i128, whole: i128) -> (Place, Amount) {
    (Place::Unit(unit(n)), Amount::ratio(part, whole).unwrap())
}

#[test]
fn law_04_a_part_on_the_last_day_and_the_rest_are_one_division() {
    let written = parts(&[cease(
        1,
        Ending::Split,
        vec![
            part(2, Some((3, 10))),
            Heir {
                default: true,
                ..part(3, Some((7, 10)))
            },
        ],
    )]);
    assert_eq!(written, [at(2, 3, 10), at(3, 7, 10)]);
    // One act or two, first the part or first the end: the same division.
    for (one, two) in [(1, 1), (1, 2), (2, 1)] {
        let told = [
            cede(one, part(2, Some((3, 10)))),
            cease(two, Ending::Merged, vec![Heir::whole(unit(3))]),
        ];
        let mut turned = told.clone();
        turned.reverse();
        assert_eq!(parts(&told), written);
        let both = |entries: &[Entry]| fold(&[units(), entries.to_vec()].concat()).unwrap();
        assert_eq!(both(&told), both(&turned));
        let history = both(&told);
        assert_eq!(history.home(unit(1), DAY), Some(unit(3)), "the rest is the default");
        assert_eq!(history.tree(Hierarchy::Union, DAY).len(), 3);
    }
}

#[test]
fn law_01_what_is_divided_adds_up_whatever_is_said() {
    // The rest is itself divided: 1/3 to one, of the other two thirds 40 % and 60 %.
    let fine = parts(&[
        cede(1, part(2, Some((1, 3)))),
        cease(2, Ending::Split, vec![part(3, Some((2, 5))), part(4, Some((3, 5)))]),
    ]);
    assert_eq!(fine, [at(2, 1, 3), at(3, 4, 15), at(4, 2, 5)]);
    // All of it goes to one unit by two ways.
    let one = parts(&[
        cede(1, part(2, None)),
        cease(2, Ending::Merged, vec![Heir::whole(unit(2))]),
    ]);
    assert_eq!(one, [at(2, 1, 1)]);
    // What is left of a unit that nobody takes over ends with it.
    let ended = parts(&[cede(1, part(2, Some((1, 4)))), cease(2, Ending::Dissolved, vec![])]);
    let rest = (Place::Ended { source: unit(1) }, Amount::ratio(3, 4).unwrap());
    assert_eq!(ended, [at(2, 1, 4), rest]);
    for parts in [fine, one, ended] {
        let sum = parts
            .iter()
            .fold(Amount::ZERO, |sum, (_, part)| sum.plus(*part).unwrap());
        assert_eq!(sum, Amount::from(1));
    }
}

#[test]
fn law_07_a_part_without_a_share_leaves_the_rest_without_one() {
    let among = parts(&[
        cede(1, part(2, None)),
        cease(1, Ending::Merged, vec![Heir::whole(unit(3))]),
    ]);
    let place = Place::Among {
        source: unit(1),
        candidates: vec![unit(2), unit(3)],
    };
    assert_eq!(among, [(place, Amount::from(1))]);
}

#[test]
fn more_than_the_whole_is_refused_and_so_is_a_receiver_that_ends() {
    let refused = |entries: &[Entry]| fold(&[units(), entries.to_vec()].concat()).unwrap_err().fault;
    let too_much = refused(&[
        cede(1, part(2, Some((3, 5)))),
        cede(2, part(3, Some((3, 5)))),
        cease(3, Ending::Merged, vec![Heir::whole(unit(4))]),
    ]);
    assert_eq!(too_much, Fault::Shares { unit: unit(1) });
    let mut gone = cease(2, Ending::Dissolved, vec![]);
    if let Step::Cease { unit: of, .. } = &mut gone.step {
        *of = unit(2);
    }
    let ends = refused(&[cede(1, part(2, Some((3, 5)))), gone]);
    assert_eq!(ends, Fault::EndsSameDay { unit: unit(2) });
}
