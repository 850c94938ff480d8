//! Sheets and marks.

use contest::marking::{Repair, RepairAction, RepairError, Repairs, mark, mark_items};
use contest::paper::{PaperError, draw};
use contest::sheet::{Applied, Entry, OpenSheet, PredictionEntry, Sheet, SheetError};
use proptest::prelude::*;

use crate::fixture::{blueprint, id, seal, texts};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_sheet_does_not_care_about_order_or_repeats(
        entries in prop::collection::vec((0_u16..5, 0_u8..16, 1_u32..8, 0_i64..100), 0..30),
        rotate in 0_usize..30,
        twice in 0_usize..30,
    ) {
        let log: Vec<Entry> = entries
            .iter()
            .map(|&(question, choice, seq, at_ms)| Entry { question, choice, seq, at_ms })
            .collect();
        let mut other = log.clone();
        if !other.is_empty() {
            let by = rotate % other.len();
            other.rotate_left(by);
            let repeated = other[twice % other.len()];
            other.push(repeated);
            other.reverse();
        }
        prop_assert_eq!(OpenSheet::fold(5, log).unwrap(), OpenSheet::fold(5, other).unwrap());
    }

    #[test]
    fn a_packed_sheet_comes_back(answers in prop::collection::vec(any::<u8>(), 0..60), prediction: Option<i64>) {
        let sheet = Sheet { answers, prediction };
        let bytes = sheet.pack();
        prop_assert_eq!(Sheet::unpack(&bytes).unwrap(), sheet);
        prop_assert!(Sheet::unpack(&bytes[..bytes.len() - 1]).is_err());
        let mut longer = bytes;
        longer.push(0);
        prop_assert!(Sheet::unpack(&longer).is_err());
    }
}

#[test]
fn the_last_writer_by_sequence_wins_and_a_retry_keeps_the_first_stamp() {
    let mut sheet = OpenSheet::new(2);
    let entry = |choice, seq, at_ms| Entry {
        question: 1,
        choice,
        seq,
        at_ms,
    };
    assert_eq!(sheet.last_saved_ms(), None);
    assert_eq!(sheet.apply(entry(1, 1, 10)), Ok(Applied::Taken));
    assert_eq!(sheet.apply(entry(1, 1, 99)), Ok(Applied::Repeated));
    assert_eq!(sheet.last_saved_ms(), Some(10));
    assert_eq!(sheet.apply(entry(2, 3, 30)), Ok(Applied::Taken));
    assert_eq!(sheet.apply(entry(4, 2, 40)), Ok(Applied::Older));
    assert_eq!(
        sheet.apply(Entry {
            question: 2,
            choice: 1,
            seq: 9,
            at_ms: 1
        }),
        Err(SheetError::NoSuchQuestion { question: 2 })
    );
    assert_eq!(sheet.sheet().answers, [0, 2]);
    assert_eq!(sheet.answered(), 1);
    assert_eq!(sheet.apply(entry(0, 4, 50)), Ok(Applied::Taken));
    assert_eq!(
        (sheet.answered(), sheet.last_saved_ms(), sheet.last_seq()),
        (0, Some(50), 4)
    );
    let guess = |value, seq| PredictionEntry { value, seq, at_ms: 60 };
    assert_eq!(sheet.predict(guess(Some(7172), 5)), Applied::Taken);
    assert_eq!(sheet.predict(guess(Some(7172), 5)), Applied::Repeated);
    assert_eq!(sheet.predict(guess(Some(1), 4)), Applied::Older);
    assert_eq!(sheet.sheet().prediction, Some(7172));
    assert_eq!(sheet.predict(guess(None, 6)), Applied::Taken);
    assert_eq!(sheet.sheet().prediction, None);
}

#[test]
fn twenty_answers_take_few_bytes() {
    let sheet = Sheet {
        answers: vec![1; 20],
        prediction: Some(14_492),
    };
    assert_eq!(sheet.pack().len(), 26);
    assert_eq!(Sheet::unpack(&[9 << 1, 0, 0]), Err(SheetError::Format { found: 9 }));
}

#[test]
fn marks_and_repairs() {
    let bank = seal(&texts(5));
    let paper = draw(&[5; 32], id(1), 1, &bank, &blueprint()).unwrap();
    let key = paper.key(&bank).unwrap();
    let mut sheet = Sheet {
        answers: key.iter().map(|row| row.correct).collect(),
        prediction: None,
    };
    let none = Repairs::default();
    let full = mark(&paper, &bank, &sheet, &none).unwrap();
    assert_eq!((full.score, full.max, full.correct, full.total), (1000, 1000, 10, 10));
    assert!(full.all_correct());
    // Two wrong answers and one missing at the end.
    sheet.answers[0] = 0b1111;
    sheet.answers[1] = 0;
    sheet.answers.truncate(9);
    let less = mark(&paper, &bank, &sheet, &none).unwrap();
    assert_eq!((less.score, less.correct, less.total), (700, 7, 10));
    let repaired = |action| {
        let repairs = Repairs::new(
            &bank,
            &[Repair {
                question: paper.items[0].question,
                action,
            }],
        )
        .unwrap();
        mark(&paper, &bank, &sheet, &repairs).unwrap()
    };
    let given = repaired(RepairAction::FullMarks);
    assert_eq!((given.score, given.max, given.correct, given.total), (800, 1000, 8, 10));
    let dropped = repaired(RepairAction::Drop);
    assert_eq!(
        (dropped.score, dropped.max, dropped.correct, dropped.total),
        (700, 900, 7, 9)
    );
    let rekeyed = repaired(RepairAction::NewKey { correct: 0b1111 });
    assert_eq!(rekeyed.score, 800);
    let items = mark_items(&paper, &bank, &sheet, &none).unwrap();
    assert_eq!(
        (items.len(), items[0].right, items[2].right, items[9].chosen),
        (10, false, true, 0)
    );
    let question = paper.items[0].question;
    let bad = |correct| {
        Repairs::new(
            &bank,
            &[Repair {
                question,
                action: RepairAction::NewKey { correct },
            }],
        )
    };
    assert_eq!(bad(0), Err(RepairError::BadKey { question }));
    assert_eq!(bad(0b1_0000), Err(RepairError::BadKey { question }));
    let stranger = id(999);
    let unknown = Repairs::new(
        &bank,
        &[Repair {
            question: stranger,
            action: RepairAction::Drop,
        }],
    );
    assert_eq!(unknown, Err(RepairError::NotInBank { question: stranger }));
    let other = seal(&texts(1));
    assert_eq!(mark(&paper, &other, &sheet, &none), Err(PaperError::ForeignBank));
}
