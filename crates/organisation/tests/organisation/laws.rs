//! The ten laws of a history that adds up, each for histories drawn at random, read back from both engines.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use kernel::actor::Role;
use organisation::history::{
    Amount, Ending, Entry, Fact, Heir, Hierarchy, History, Lens, LooseKind, Report, Restating, Rights, Share, Sheet,
    Step, Traits, coverage, fold,
};
use organisation::scope::{acting_scope, scope_of};
use organisation::stage::Act;
use organisation::store::histories::Present;
use organisation::store::log;
use organisation::store::reorgs::{self, Deed, Paper};
use organisation::unit::{UnitKind, UnitLevel};
use organisation::{Organisation, Scope};
use platform::db;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use testkit::Databases;
use uuid::Uuid;

use super::house::actor;

/// Day 0 of every drawn history.
const BEGIN: Date = date(2020, 1, 1);
/// Last day that an act may fall on, counted from day 0.
const DAYS: u16 = 400;
const TODAY: Date = date(2026, 11, 2);

fn on_day(n: u16) -> Date {
    BEGIN.checked_add(i64::from(n).days()).unwrap()
}

fn unit(n: u8) -> Uuid {
    Uuid::from_u128(0x1000 + u128::from(n))
}

fn traits(name: String, code: String) -> Traits {
    Traits {
        name,
        short_name: String::new(),
        abbreviation: String::new(),
        code,
        kind: UnitKind::Grassroots,
        level: UnitLevel::Grassroots,
        seal: String::new(),
        address: String::new(),
        position: 1,
        demo: false,
    }
}

/// Ten units at the beginning: a top, two below it, the rest below those.
fn beginning() -> Vec<Entry> {
    let parents = [
        None,
        Some(0),
        Some(0),
        Some(1),
        Some(1),
        Some(1),
        Some(2),
        Some(2),
        Some(2),
        Some(3),
    ];
    let mut out = Vec::new();
    for (n, parent) in (0_u8..).zip(parents) {
        let begin = Step::Begin {
            unit: unit(n),
            traits: Box::new(traits(format!("Đơn vị {n}"), format!("Đ{n}"))),
        };
        out.push(begin);
        if let Some(parent) = parent {
            out.push(Step::Place {
                unit: unit(n),
                hierarchy: Hierarchy::Union,
                parent: Some(unit(parent)),
            });
        }
    }
    let reorg = Uuid::from_u128(1);
    out.into_iter().map(|step| Entry { reorg, on: BEGIN, step }).collect()
}

/// A wish for an act: kind, three units, day, a share in hundredths.
type Wish = (u8, u8, u8, u8, u16, u8);

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    proptest::collection::vec((0_u8..10, 0_u8..10, 0_u8..10, 0_u8..10, 1..DAYS, 0_u8..=100), 0..14)
}

/// What a wish would write as the act number `n`.
fn act(n: usize, (kind, a, b, c, day, share): Wish) -> Vec<Entry> {
    let reorg = Uuid::from_u128(0x100 + u128::try_from(n).unwrap());
    let fresh = Uuid::from_u128(0x2000 + u128::try_from(n).unwrap());
    let part = |share: u8| Share::new(u32::from(share), 100);
    let (a, b, c) = (unit(a), unit(b), unit(c));
    let steps = match kind {
        0 => vec![Step::Cease {
            unit: a,
            how: Ending::Merged,
            heirs: vec![Heir::whole(b)],
            rights: Rights::Follow,
        }],
        1 => vec![Step::Place {
            unit: a,
            hierarchy: Hierarchy::Union,
            parent: Some(b),
        }],
        2 => vec![Step::Alter {
            unit: a,
            change: Box::new(organisation::history::TraitsChange {
                name: Some(format!("Tên mới {n}")),
                ..Default::default()
            }),
        }],
        // A split with shares, and one without.
        3 | 4 => {
            let told = kind == 3;
            let heir = |unit, share: u8, default| Heir {
                unit,
                share: told.then(|| part(share)).flatten(),
                default,
            };
            vec![Step::Cease {
                unit: a,
                how: Ending::Split,
                heirs: vec![heir(b, share, true), heir(c, 100 - share, false)],
                rights: Rights::Follow,
            }]
        }
        5 => vec![
            Step::Begin {
                unit: fresh,
                traits: Box::new(traits(format!("Đơn vị hợp nhất {n}"), format!("H{n}"))),
            },
            Step::Place {
                unit: fresh,
                hierarchy: Hierarchy::Union,
                parent: Some(c),
            },
            Step::Cease {
                unit: a,
                how: Ending::Consolidated,
                heirs: vec![Heir::whole(fresh)],
                rights: Rights::Follow,
            },
            Step::Cease {
                unit: b,
                how: Ending::Consolidated,
                heirs: vec![Heir::whole(fresh)],
                rights: Rights::Follow,
            },
        ],
        6 => vec![Step::Cease {
            unit: a,
            how: Ending::Dissolved,
            heirs: vec![],
            rights: Rights::Follow,
        }],
        // A part is handed over and the rest merges on the same day.
        8 => vec![
            Step::Cede {
                unit: a,
                heirs: vec![Heir {
                    unit: b,
                    share: part(share).filter(|_| share % 3 != 0),
                    default: false,
                }],
            },
            Step::Cease {
                unit: a,
                how: Ending::Merged,
                heirs: vec![Heir::whole(c)],
                rights: Rights::Follow,
            },
        ],
        // The officers of a unit that merges lose their rights.
        9 => vec![Step::Cease {
            unit: a,
            how: Ending::Merged,
            heirs: vec![Heir::whole(b)],
            rights: Rights::End,
        }],
        _ => vec![Step::Cede {
            unit: a,
            heirs: vec![Heir {
                unit: b,
                share: part(share).filter(|_| share % 3 != 0),
                default: false,
            }],
        }],
    };
    steps
        .into_iter()
        .map(|step| Entry {
            reorg,
            on: on_day(day),
            step,
        })
        .collect()
}

/// The acts that go together, in the order they were wished for.
fn accepted(wishes: &[Wish]) -> Vec<Vec<Entry>> {
    let mut all = beginning();
    let mut out = vec![all.clone()];
    for (n, wish) in wishes.iter().enumerate() {
        let entries = act(n, *wish);
        let mut tried = all.clone();
        tried.extend(entries.iter().cloned());
        if fold(&tried).is_ok() {
            all = tried;
            out.push(entries);
        }
    }
    out
}

fn paper(n: usize, on: Date) -> Paper {
    Paper {
        title: format!("Sắp xếp {n}"),
        number: format!("{n}/QĐ-TLĐ"),
        organ: String::new(),
        signer: String::new(),
        signed_on: None,
        effective_on: on,
        source: String::new(),
        verified: false,
        note: String::new(),
    }
}

/// Writes acts as records of the log at the instants 1000, 2000, …
async fn record(org: &Organisation, acts: &[Vec<Entry>]) {
    let tx = org.app.db.begin().await.unwrap();
    for (n, entries) in acts.iter().enumerate() {
        let at = i64::try_from((n + 1) * 1000).unwrap();
        let first = entries.first().unwrap();
        let head = paper(n, first.on);
        db::exec(
            &*tx,
            "INSERT INTO reorg (id, kind, state, title, act_number, organ, signer, effective_on, source, verified, note,
                                plan, revision, created_at, created_by_name, recorded_at)
             VALUES ($1, 'act', 'applied', $2, $3, '', '', $4, '', FALSE, '', '', 1, $5, '', $5)",
            vec![
                first.reorg.into(),
                head.title.into(),
                head.number.into(),
                first.on.to_string().into(),
                at.into(),
            ],
        )
        .await
        .unwrap();
        log::append(&tx, at, first.reorg, entries).await.unwrap();
    }
    organisation::store::histories::changed(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn empty(org: &Organisation) {
    let tx = org.app.db.begin().await.unwrap();
    for table in ["reorg_step", "reorg_deed", "reorg", "unit"] {
        db::exec(&*tx, &format!("DELETE FROM {table}"), vec![]).await.unwrap();
    }
    organisation::store::histories::changed(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// Runs a law over drawn histories on each engine: what is checked has been written to it and read back.
fn law<S: Strategy>(cases: u32, strategy: &S, check: impl AsyncFn(&Organisation, S::Value) -> Result<(), TestCaseError>)
where
    S::Value: Clone,
{
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let engines = runtime.block_on(async { [Some(Databases::sqlite().await), Databases::postgres().await] });
    for engine in engines.into_iter().flatten() {
        let org = runtime.block_on(async {
            let migrations = [platform::MIGRATIONS, organisation::MIGRATIONS].concat();
            let texts = [platform::TEXTS, organisation::TEXTS];
            let (app, _) = testkit::app(engine.db.clone(), &migrations, &texts).await;
            Organisation::new(&app)
        });
        let config = Config {
            cases,
            failure_persistence: None,
            ..Config::default()
        };
        TestRunner::new(config)
            .run(strategy, |value| {
                runtime.block_on(async {
                    empty(&org).await;
                    check(&org, value).await
                })
            })
            .unwrap();
        runtime.block_on(engine.remove());
    }
}

async fn recorded(org: &Organisation, wishes: &[Wish]) -> (Vec<Vec<Entry>>, Arc<Present>) {
    let acts = accepted(wishes);
    record(org, &acts).await;
    let present = org.present().await.unwrap();
    (acts, present)
}

/// A figure of every unit on every 20th day on which it existed.
fn facts(history: &History) -> Vec<Fact> {
    let mut out = Vec::new();
    for (n, (unit, life)) in history.lives().enumerate() {
        for day in (0..=DAYS).step_by(20).map(on_day) {
            if life.version(day).is_some() {
                let people = i64::try_from(n).unwrap() * 7 + i64::from(day.day());
                out.push(Fact {
                    unit,
                    on: day,
                    figures: vec![people, people * 3 + 1],
                });
            }
        }
    }
    out
}

fn lenses() -> Vec<Lens> {
    let mut all = vec![Lens::AsWas, Lens::AsIs];
    all.extend([0, 50, 200, 399].map(|n| Lens::AsOf(on_day(n))));
    all
}

const WINDOW: (Date, Date) = (BEGIN, date(2021, 3, 1));

fn sheet(history: &History, lens: Lens, facts: &[Fact]) -> Sheet {
    Sheet::build(history, Hierarchy::Union, lens, TODAY, WINDOW, 2, facts).unwrap()
}

#[test]
fn law_01_the_root_total_is_the_same_under_every_lens() {
    law(40, &wishes(), async |org, wishes| {
        let (_, present) = recorded(org, &wishes).await;
        let facts = facts(&present.history);
        let all: i64 = facts.iter().map(|fact| fact.figures[0]).sum();
        for lens in lenses() {
            let sheet = sheet(&present.history, lens, &facts);
            prop_assert_eq!(sheet.total[0].whole(), Some(all));
            prop_assert_eq!(sheet.summed().unwrap(), sheet.total.clone(), "{:?}", lens);
        }
        Ok(())
    });
}

#[test]
fn law_02_restating_twice_is_restating_once() {
    law(40, &wishes(), async |org, wishes| {
        let (_, present) = recorded(org, &wishes).await;
        let history = &present.history;
        for day in [60, 250, 399].map(on_day) {
            let once = Restating { history, to: day };
            for fact in facts(history) {
                for (place, share) in once.parts(fact.unit, fact.on) {
                    if let organisation::history::Place::Unit(unit) = place {
                        prop_assert!(history.exists(unit, day));
                        let again = once.parts(unit, day);
                        prop_assert_eq!(again, vec![(place, Amount::from(1))], "{:?}", share);
                    }
                }
            }
        }
        Ok(())
    });
}

#[test]
fn law_03_an_act_undone_leaves_no_trace() {
    // Through the store: drafted, approved, applied and undone as people do it.
    law(
        12,
        &(wishes(), 0_u8..6, 0_u8..10, 0_u8..10, 1..DAYS),
        async |org, (wishes, kind, a, b, day)| {
            let (_, before) = recorded(org, &wishes).await;
            let fresh = org.app.fresh_id();
            let founding = organisation::plan::Founding {
                unit: fresh,
                traits: traits("Đơn vị mới".to_owned(), "MỚI".to_owned()),
                parent: Some(unit(b)),
            };
            let operation = match kind {
                0 => organisation::plan::Operation::Merge {
                    sources: vec![unit(a)],
                    into: unit(b),
                },
                1 => organisation::plan::Operation::Consolidate {
                    sources: vec![unit(a)],
                    founding: Box::new(founding),
                },
                2 => organisation::plan::Operation::Found {
                    founding: Box::new(founding),
                },
                _ => organisation::plan::Operation::Dissolve {
                    unit: unit(a),
                    below_to: Some(unit(b)),
                },
            };
            let mut operations = vec![operation];
            match kind {
                // A part is handed over on the day on which the rest is dissolved; or the officers lose their rights.
                4 => operations.push(organisation::plan::Operation::HandOver {
                    source: unit(a),
                    receiver: Box::new(organisation::plan::Receiver {
                        unit: unit(b),
                        founding: None,
                        share: Share::new(1, 3),
                        default: false,
                        takes: Vec::new(),
                    }),
                }),
                5 => operations.push(organisation::plan::Operation::EndRights { units: vec![unit(a)] }),
                _ => {}
            }
            let plan = organisation::plan::Plan { operations };
            let deed = Deed {
                org,
                actor: None,
                reason: "thử",
            };
            let id = reorgs::create(deed, &paper(99, on_day(day)), &plan).await.unwrap();
            let on = org.app.db.read();
            let step = async |act| {
                let reorg = reorgs::find(on, id).await.unwrap().unwrap();
                reorgs::advance(deed, &reorg, act).await
            };
            if step(Act::Submit).await.is_err() {
                // It does not go together with what is there: nothing may have changed.
                prop_assert_eq!(&org.present().await.unwrap().history, &before.history);
                return Ok(());
            }
            step(Act::Approve { own: false }).await.unwrap();
            let reorg = reorgs::find(on, id).await.unwrap().unwrap();
            reorgs::apply(deed, &reorg).await.unwrap();
            let during = org.present().await.unwrap();
            prop_assert_ne!(&during.history, &before.history);
            let reorg = reorgs::find(on, id).await.unwrap().unwrap();
            reorgs::undo(deed, &reorg).await.unwrap();
            let after = org.present().await.unwrap();
            prop_assert_eq!(&after.history, &before.history);
            prop_assert_eq!(
                after.tree(Hierarchy::Union, TODAY, None).unwrap().len(),
                before.tree(Hierarchy::Union, TODAY, None).unwrap().len()
            );
            Ok(())
        },
    );
}

#[test]
fn law_04_the_order_of_independent_acts_of_one_day_does_not_matter() {
    law(40, &(wishes(), 2_usize..5), async |org, (mut wishes, together)| {
        // The last few acts fall on one day.
        let count = wishes.len();
        for wish in wishes.iter_mut().skip(count.saturating_sub(together)) {
            wish.4 = 300;
        }
        let acts = accepted(&wishes);
        record(org, &acts).await;
        let forth = org.present().await.unwrap();
        let mut turned = acts.clone();
        turned[1..].reverse();
        empty(org).await;
        record(org, &turned).await;
        let back = org.present().await.unwrap();
        prop_assert_eq!(&forth.history, &back.history);
        // Two acts of one day that do not go together are refused whichever comes first.
        let base: Vec<Entry> = acts.iter().flatten().cloned().collect();
        for (n, wish) in wishes.iter().enumerate() {
            let (mut one, mut two) = (act(500 + n, *wish), act(600, wishes[0]));
            one.iter_mut().chain(&mut two).for_each(|entry| entry.on = on_day(350));
            let with = |first: &[Entry], second: &[Entry]| fold(&[&base[..], first, second].concat());
            prop_assert_eq!(with(&one, &two).is_ok(), with(&two, &one).is_ok());
        }
        Ok(())
    });
}

#[test]
fn law_05_rates_and_means_are_computed_again_and_never_averaged() {
    law(30, &wishes(), async |org, wishes| {
        let (_, present) = recorded(org, &wishes).await;
        let facts = facts(&present.history);
        for lens in lenses() {
            let sheet = sheet(&present.history, lens, &facts);
            for node in sheet.tree.nodes() {
                // The sum of everything below, gathered by hand, gives the same rate.
                let mut by_hand = [Amount::ZERO; 2];
                for below in sheet.tree.below(node.id) {
                    let loose = sheet.loose_under(Some(below.id)).map(|line| line.figures.as_slice());
                    for figures in loose.chain([sheet.own(below.id)]) {
                        for (sum, figure) in by_hand.iter_mut().zip(figures) {
                            *sum = sum.plus(*figure).unwrap();
                        }
                    }
                }
                let whole = sheet.whole(node.id);
                prop_assert_eq!(whole[0].share_of(whole[1]), by_hand[0].share_of(by_hand[1]));
                prop_assert!(whole[0].share_of(whole[1]).is_none_or(|rate| rate <= 100_000));
            }
        }
        Ok(())
    });
}

#[test]
fn law_06_a_rate_of_reports_needs_no_cap() {
    let reports = proptest::collection::vec((0_u8..10, 0..DAYS, 1_u16..90), 0..40);
    law(40, &(wishes(), reports), async |org, (wishes, reports)| {
        let (_, present) = recorded(org, &wishes).await;
        let history = &present.history;
        let reports: Vec<Report> = reports
            .into_iter()
            .map(|(n, from, days)| Report {
                unit: unit(n),
                from: on_day(from),
                to: on_day(from + days),
            })
            .collect();
        let window = (on_day(40), on_day(330));
        let covered = coverage(history, history.lives().map(|(id, _)| id), window, &reports);
        for (id, life) in history.lives() {
            let days = (40..330).map(on_day).filter(|day| life.version(*day).is_some());
            let (mut due, mut come) = (0, 0);
            for day in days {
                due += 1;
                let told = |r: &&Report| r.unit == id && r.from <= day && day < r.to;
                come += i64::from(reports.iter().any(|report| told(&report)));
            }
            let found = covered.get(&id).copied().unwrap_or_default();
            prop_assert_eq!((found.due, found.come), (due, come));
            prop_assert!(found.rate().is_none_or(|rate| (0..=100_000).contains(&rate)));
        }
        Ok(())
    });
}

#[test]
fn law_07_a_split_without_shares_is_not_attributed() {
    law(
        40,
        &(wishes(), 0_u8..10, 0_u8..10, 0_u8..10, proptest::bool::ANY),
        async |org, (wishes, a, b, c, parted)| {
            let mut acts = accepted(&wishes);
            // Written as one division, or as a part handed over on the day on which the rest merges.
            let split = act(900, (if parted { 8 } else { 4 }, a, b, c, 395, 51));
            prop_assume!(b != c);
            let all: Vec<Entry> = acts.iter().flatten().chain(&split).cloned().collect();
            prop_assume!(fold(&all).is_ok());
            acts.push(split);
            record(org, &acts).await;
            let present = org.present().await.unwrap();
            let fact = Fact {
                unit: unit(a),
                on: on_day(394),
                figures: vec![5, 8],
            };
            let sheet = sheet(&present.history, Lens::AsIs, std::slice::from_ref(&fact));
            let loose: Vec<_> = sheet
                .loose
                .iter()
                .filter(|line| line.kind == LooseKind::NotAttributable)
                .collect();
            prop_assert_eq!(loose.len(), 1);
            prop_assert_eq!(loose[0].source, unit(a));
            prop_assert_eq!(loose[0].figures[0].whole(), Some(5));
            let given: Vec<Uuid> = sheet
                .tree
                .nodes()
                .iter()
                .map(|n| n.id)
                .filter(|id| !sheet.own(*id)[0].is_zero())
                .collect();
            prop_assert_eq!(given, Vec::<Uuid>::new(), "no part was invented");
            Ok(())
        },
    );
}

#[test]
fn law_08_rights_follow_the_heir_and_nothing_is_reachable_by_nobody() {
    law(40, &wishes(), async |org, wishes| {
        let (_, present) = recorded(org, &wishes).await;
        let history = &present.history;
        let tree = present.tree(Hierarchy::Union, TODAY, None).unwrap();
        // Somebody in charge of the top units: what they reach together.
        let mut reached: HashSet<Uuid> = HashSet::new();
        for root in tree.roots() {
            let chief = actor(Role::UnitOfficer, Some(root.id));
            match scope_of(&chief, &tree) {
                Scope::Units(units) => reached.extend(units),
                Scope::All => prop_assert!(false, "an officer does not reach everything"),
            }
        }
        for (id, _) in history.lives() {
            // Only what stood at the very top and ended without an heir is left to those who see everything.
            let nobody = tree.keeper(id).is_none();
            prop_assert_eq!(reached.contains(&id), !nobody);
            let officer = actor(Role::UnitOfficer, Some(id));
            let scope = acting_scope(&officer, &tree);
            match (history.home(id, TODAY), history.seat(id, TODAY)) {
                (Some(home), Some(seat)) => {
                    prop_assert_eq!(home, seat);
                    prop_assert!(scope.covers(home) && scope.covers(id), "rights follow the heir");
                }
                // An act on the way ended them, or nothing took over: nothing is left, least of all the unit above.
                _ => prop_assert_eq!(scope, Scope::Units(vec![])),
            }
            if nobody {
                prop_assert!(
                    history
                        .parent(
                            id,
                            Hierarchy::Union,
                            history.life(id).unwrap().ends.last().unwrap().on.yesterday().unwrap()
                        )
                        .is_none_or(|parent| tree.keeper(parent).is_none())
                );
            }
        }
        prop_assert!(scope_of(&actor(Role::Administrator, None), &tree) == Scope::All);
        Ok(())
    });
}

#[test]
fn law_09_no_lens_shows_two_parents_or_a_ring() {
    law(40, &wishes(), async |org, wishes| {
        let (_, present) = recorded(org, &wishes).await;
        let history = &present.history;
        let mut windows: Vec<(Date, Date)> = (0..DAYS).step_by(23).map(|n| (on_day(n), on_day(n + 1))).collect();
        windows.extend([(on_day(0), on_day(DAYS)), (on_day(100), on_day(160)), WINDOW]);
        for (from, to) in windows {
            let tree = history.window(Hierarchy::Union, from, to);
            let mut seen = HashSet::new();
            for node in tree.nodes() {
                prop_assert!(seen.insert(node.id), "a unit stands once");
                prop_assert_eq!(tree.ancestors(node.id).len(), node.depth);
                // A parent in the records is a parent in the tree: nothing was cut or lost on the way.
                let day = history
                    .life(node.id)
                    .unwrap()
                    .last_within(from, to.yesterday().unwrap())
                    .unwrap()
                    .0;
                prop_assert_eq!(node.parent, history.parent(node.id, Hierarchy::Union, day));
            }
            let there = history
                .lives()
                .filter(|(_, life)| life.days_within(from, to) > 0)
                .count();
            prop_assert_eq!(seen.len(), there);
        }
        for (_, life) in history.lives() {
            for spans in Hierarchy::ALL.map(|line| life.spans(line)) {
                let apart = spans
                    .windows(2)
                    .all(|pair| pair[0].to.is_some_and(|to| to <= pair[1].from));
                prop_assert!(apart);
            }
        }
        Ok(())
    });
}

#[test]
fn law_10_what_was_known_yesterday_never_changes() {
    law(20, &(wishes(), 0_usize..14), async |org, (wishes, undone)| {
        let acts = accepted(&wishes);
        record(org, &acts).await;
        let present = org.present().await.unwrap();
        // What each instant knew, worked out from the acts alone.
        let mut known: BTreeMap<i64, History> = BTreeMap::new();
        for n in 0..=acts.len() {
            let so_far: Vec<Entry> = acts[..n].iter().flatten().cloned().collect();
            // An act accepted last may stand on a later day than the ones before it: every prefix goes together.
            known.insert(i64::try_from(n * 1000).unwrap() + 500, fold(&so_far).unwrap());
        }
        for (at, then) in &known {
            prop_assert_eq!(&*present.as_known(Some(*at)).unwrap(), then);
        }
        // An act is undone today, if nothing depends on it, and another one comes in: yesterday stays.
        let taken_back = acts
            .get(1 + undone)
            .filter(|entries| fold(&present.log.without(entries[0].reorg)).is_ok());
        let tx = org.app.db.begin().await.unwrap();
        if let Some(entries) = taken_back {
            db::exec(
                &*tx,
                "UPDATE reorg SET state = 'undone', undone_at = 900000 WHERE id = $1",
                vec![entries[0].reorg.into()],
            )
            .await
            .unwrap();
        }
        organisation::store::histories::changed(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let later = org.present().await.unwrap();
        for (at, then) in &known {
            prop_assert_eq!(&*later.as_known(Some(*at)).unwrap(), then);
        }
        let facts = facts(&known[&(i64::try_from(acts.len() * 1000).unwrap() + 500)]);
        let total: HashMap<bool, Vec<Amount>> = [(false, &present), (true, &later)]
            .map(|(key, present)| {
                let history = present.as_known(Some(800_000)).unwrap();
                (key, sheet(&history, Lens::AsIs, &facts).summed().unwrap())
            })
            .into();
        prop_assert_eq!(&total[&false], &total[&true]);
        Ok(())
    });
}
