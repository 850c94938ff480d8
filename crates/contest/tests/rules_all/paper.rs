//! Papers.

use std::collections::{BTreeMap, BTreeSet};

use contest::bank::{BankError, BankQuestion, SealedBank};
use contest::blueprint::{Blueprint, BlueprintError, QuestionOrder, Quota, Selection};
use contest::marking::{Repairs, mark};
use contest::paper::{Drawer, PaperError, draw, round_seed};
use contest::question::{Difficulty, Kind};
use contest::sheet::Sheet;
use proptest::prelude::*;

use crate::fixture::{blueprint, id, question, seal, texts};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_paper_keeps_the_blueprint(seed: [u8; 32], member: u128, attempt in 1_u32..50, avoid: bool) {
        let bank = seal(&texts(5));
        let mut blueprint = blueprint();
        blueprint.avoid_repeats = avoid;
        let paper = draw(&seed, id(member), attempt, &bank, &blueprint).unwrap();
        prop_assert_eq!(&paper, &draw(&seed, id(member), attempt, &bank, &blueprint).unwrap());
        prop_assert_eq!(paper.items.len(), 10);
        let different: BTreeSet<_> = paper.items.iter().map(|item| item.question).collect();
        prop_assert_eq!(different.len(), 10);
        let count = |topic: &str, difficulty: Option<Difficulty>| {
            let topic = bank.topic_index(topic).unwrap();
            let entries = paper.items.iter().map(|item| bank.get(item.bank_index).unwrap());
            entries.filter(|e| e.topic == topic && difficulty.is_none_or(|d| d == e.difficulty)).count()
        };
        prop_assert!(count("cchc", Some(Difficulty::Hard)) >= 2);
        prop_assert!(count("luat", Some(Difficulty::Easy)) >= 1);
        prop_assert!(count("luat", None) >= 5);
        for item in &paper.items {
            let order: Vec<u8> = item.order.iter().collect();
            let mut sorted = order.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, vec![0, 1, 2, 3]);
            prop_assert_eq!(order[3], 3, "the pinned choice stays last");
            for mask in 0..16 {
                prop_assert_eq!(item.order.to_written(item.order.to_displayed(mask)), mask);
            }
        }
    }

}

#[test]
fn the_drawing_never_changes() {
    // Golden vectors: a change here means that papers of sealed rounds can no longer be recomputed. Never edit them.
    let bank = seal(&texts(5));
    let plain: Vec<(u16, Vec<u8>)> = draw(&[7; 32], id(42), 1, &bank, &blueprint())
        .unwrap()
        .items
        .iter()
        .map(|item| (item.bank_index, item.order.iter().collect()))
        .collect();
    assert_eq!(
        format!("{plain:?}"),
        "[(10, [1, 0, 2, 3]), (5, [0, 1, 2, 3]), (20, [1, 2, 0, 3]), (28, [0, 2, 1, 3]), (16, [1, 0, 2, 3]), \
         (12, [2, 0, 1, 3]), (17, [2, 0, 1, 3]), (6, [1, 0, 2, 3]), (23, [2, 1, 0, 3]), (27, [0, 2, 1, 3])]"
    );
    let repeats = Blueprint {
        avoid_repeats: true,
        order: QuestionOrder::EasyFirst,
        ..blueprint()
    };
    let second: Vec<u16> = draw(&[7; 32], id(42), 2, &bank, &repeats)
        .unwrap()
        .items
        .iter()
        .map(|item| item.bank_index)
        .collect();
    assert_eq!(format!("{second:?}"), "[18, 19, 21, 8, 6, 24, 27, 13, 25, 11]");
    assert_eq!(format!("{:02x?}", &round_seed(&[7; 32], "t1")[..4]), "[ca, 5a, 99, 24]");
}

#[test]
fn draws_are_even() {
    let bank = seal(&texts(5));
    let plain = Blueprint {
        quotas: vec![],
        ..blueprint()
    };
    let drawer = Drawer::new(&bank, &plain).unwrap();
    let (mut questions, mut first_choice) = (BTreeMap::new(), [0_u32; 4]);
    let papers = 6000;
    for member in 0..papers {
        for item in drawer.draw(&[1; 32], id(member), 1).unwrap().items {
            *questions.entry(item.bank_index).or_insert(0_u32) += 1;
            first_choice[usize::from(item.order.iter().next().unwrap())] += 1;
        }
    }
    // 30 questions, 10 in a paper: each in 2000 papers; four standard deviations are about 150.
    assert_eq!(questions.len(), 30);
    assert!(
        questions.values().all(|count| (1850..=2150).contains(count)),
        "{questions:?}"
    );
    assert_eq!(first_choice[3], 0);
    assert!(
        first_choice[..3].iter().all(|count| (19_500..=20_500).contains(count)),
        "{first_choice:?}"
    );
}

#[test]
fn later_attempts_bring_new_questions_until_the_bank_is_used_up() {
    let bank = seal(&texts(5));
    let blueprint = Blueprint {
        avoid_repeats: true,
        ..blueprint()
    };
    // 15 questions on "luat", five needed: three papers without a repeat; "cchc, hard" has 5 for 2: two papers.
    let paper = |attempt| {
        let items = draw(&[3; 32], id(9), attempt, &bank, &blueprint).unwrap().items;
        items.into_iter().map(|item| item.question).collect::<BTreeSet<_>>()
    };
    assert!(paper(1).is_disjoint(&paper(2)));
    assert!(paper(3).is_disjoint(&paper(4)));
    assert_ne!(paper(1), paper(3));
}

#[test]
fn the_same_set_for_everybody_differs_only_in_order() {
    let bank = seal(&texts(5));
    let same = Blueprint {
        selection: Selection::SamePerPeriod,
        ..blueprint()
    };
    let set = |seed, member, attempt| {
        let items = draw(&[seed; 32], id(member), attempt, &bank, &same).unwrap().items;
        items.into_iter().map(|item| item.question).collect::<Vec<_>>()
    };
    let sorted = |mut ids: Vec<_>| {
        ids.sort();
        ids
    };
    assert_eq!(sorted(set(1, 1, 1)), sorted(set(1, 2, 3)));
    assert_ne!(set(1, 1, 1), set(1, 2, 3));
    assert_ne!(sorted(set(1, 1, 1)), sorted(set(2, 1, 1)));
}

#[test]
fn true_and_false_stay_where_they_are() {
    let mut text = question("cchc", Difficulty::Easy, 0);
    text.kind = Kind::TrueFalse;
    text.choices.truncate(2);
    let bank = seal(&[text]);
    let one = Blueprint {
        questions: 1,
        quotas: vec![],
        ..blueprint()
    };
    for member in 0..40 {
        let paper = draw(&[0; 32], id(member), 1, &bank, &one).unwrap();
        assert_eq!(paper.items[0].order.iter().collect::<Vec<_>>(), [0, 1]);
    }
}

#[test]
fn a_blueprint_that_cannot_be_filled_is_refused() {
    let bank = seal(&texts(1));
    let refused = |blueprint: &Blueprint| match draw(&[0; 32], id(1), 1, &bank, blueprint) {
        Err(PaperError::Blueprint(error)) => error,
        other => panic!("{other:?}"),
    };
    // Three questions on "luat"; four plus the easy one inside it are five.
    assert!(matches!(
        refused(&blueprint()),
        BlueprintError::TooFew { need: 5, have: 3, .. }
    ));
    let mut crossing = blueprint();
    crossing.quotas.push(Quota {
        topic: None,
        difficulty: Some(Difficulty::Hard),
        count: 1,
    });
    assert_eq!(refused(&crossing), BlueprintError::Crossing);
    let mut many = blueprint();
    many.questions = 6;
    assert_eq!(
        refused(&many),
        BlueprintError::TooMany {
            quotas: 7,
            questions: 6
        }
    );
    let mut unknown = blueprint();
    unknown.quotas[0].topic = Some("sử".into());
    assert_eq!(refused(&unknown), BlueprintError::UnknownTopic { topic: "sử".into() });
    let whole = seal(&texts(5));
    assert_eq!(
        draw(&[0; 32], id(1), 0, &whole, &blueprint()),
        Err(PaperError::AttemptZero)
    );
}

#[test]
fn a_bank_with_a_faulty_question_is_not_sealed() {
    let text = question("cchc", Difficulty::Easy, 0);
    let seal_one = |text| {
        SealedBank::seal(&[BankQuestion {
            id: id(1),
            version: 1,
            text,
        }])
    };
    let twice = [BankQuestion {
        id: id(1),
        version: 1,
        text: &text,
    }; 2];
    assert_eq!(SealedBank::seal(&twice), Err(BankError::Twice { id: id(1) }));
    let mut none = text.clone();
    none.choices[0].correct = false;
    assert_eq!(seal_one(&none), Err(BankError::Correct { id: id(1), found: 0 }));
    let mut single = text.clone();
    single.choices.truncate(1);
    assert_eq!(seal_one(&single), Err(BankError::Choices { id: id(1), found: 1 }));
    let mut comma = text.clone();
    comma.stem.push(',');
    assert_ne!(seal_one(&comma).unwrap().hash(), seal_one(&text).unwrap().hash());
}

/// Run with `cargo test --release -p contest --test rules_all -- --ignored --nocapture` for the figure of a release build.
#[test]
#[ignore = "a measurement"]
fn many_papers_drawn_and_marked() {
    let bank = seal(&texts(50));
    let blueprint = Blueprint {
        questions: 20,
        ..blueprint()
    };
    let drawer = Drawer::new(&bank, &blueprint).unwrap();
    let sheet = Sheet {
        answers: vec![1; 20],
        prediction: None,
    };
    let repairs = Repairs::default();
    let start = std::time::Instant::now();
    let count = 100_000_u128;
    let score: i64 = (0..count)
        .map(|member| mark(&drawer.draw(&[1; 32], id(member), 1).unwrap(), &bank, &sheet, &repairs).unwrap())
        .map(|mark| i64::from(mark.score))
        .sum();
    println!(
        "{count} papers of 300 questions drawn and marked in {:?} (score {score})",
        start.elapsed()
    );
}
