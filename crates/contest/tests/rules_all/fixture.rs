//! A small contest for the tests of the rules.

use contest::bank::{BankQuestion, SealedBank};
use contest::blueprint::{Blueprint, QuestionOrder, Quota, Selection};
use contest::marking::Mark;
use contest::question::{Choice, Citation, Difficulty, Kind, QuestionText};
use contest::ranking::{AttemptRow, Standing};
use contest::ruleset::{Quiz, RuleSet, StageFormat};
use uuid::Uuid;

/// Ids that read well in failures.
pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// A question with four choices; the right one is number `right`, the last one is pinned.
pub fn question(topic: &str, difficulty: Difficulty, right: usize) -> QuestionText {
    let choices = (0..4)
        .map(|n| Choice {
            text: format!("phương án {n}"),
            correct: n == right,
            pinned: n == 3,
        })
        .collect();
    QuestionText {
        kind: Kind::Single,
        stem: format!("Câu hỏi về {topic}?"),
        choices,
        points: 100,
        topic: topic.into(),
        difficulty,
        citation: Some(Citation {
            document: "Nghị quyết số 76/NQ-CP".into(),
            article: "Mục II".into(),
            valid_from: Some("2021-07-15".parse().unwrap()),
            valid_to: None,
        }),
        explanation: String::new(),
    }
}

/// `per_cell` questions for each of two topics and three difficulties, ids from 1.
pub fn texts(per_cell: usize) -> Vec<QuestionText> {
    let mut texts = Vec::new();
    for topic in ["cchc", "luat"] {
        for difficulty in [Difficulty::Easy, Difficulty::Medium, Difficulty::Hard] {
            texts.extend((0..per_cell).map(|n| question(topic, difficulty, n % 4)));
        }
    }
    texts
}

pub fn seal(texts: &[QuestionText]) -> SealedBank {
    let numbered = texts.iter().zip(1_u128..);
    let questions: Vec<BankQuestion<'_>> = numbered
        .map(|(text, n)| BankQuestion {
            id: id(n),
            version: 1,
            text,
        })
        .collect();
    SealedBank::seal(&questions).unwrap()
}

/// A whole rule set as an organiser would write it; it uses every kind of table and list.
pub const RULES: &str = include_str!("rules.toml");

pub fn rules() -> RuleSet {
    RuleSet::from_toml(RULES).unwrap()
}

pub const SEED: [u8; 32] = [9; 32];

/// Member, number of the attempt, right answers of 20, guess, working seconds.
pub fn row(member: u128, number: u32, correct: u16, guess: Option<i64>, seconds: i64) -> AttemptRow {
    let started_ms = 1_000_000 * i64::from(number);
    AttemptRow {
        attempt: i64::try_from(member).unwrap() * 100 + i64::from(number),
        member: id(member),
        unit: Some(id(1000 + member % 3)),
        number,
        started_ms,
        submitted_ms: started_ms + seconds * 1000,
        mark: Mark {
            score: i32::from(correct) * 100,
            max: 2000,
            correct,
            total: 20,
        },
        prediction: guess,
        standing: Standing::Ranked,
        verified: true,
    }
}

/// The quiz of the first stage.
pub fn quiz(rules: &mut RuleSet) -> &mut Quiz {
    let StageFormat::Quiz(quiz) = &mut rules.stages[0].format;
    quiz
}

/// Ten questions with quotas that lie inside each other.
pub fn blueprint() -> Blueprint {
    Blueprint {
        questions: 10,
        quotas: vec![
            Quota {
                topic: Some("luat".into()),
                difficulty: None,
                count: 4,
            },
            Quota {
                topic: Some("cchc".into()),
                difficulty: Some(Difficulty::Hard),
                count: 2,
            },
            Quota {
                topic: Some("luat".into()),
                difficulty: Some(Difficulty::Easy),
                count: 1,
            },
        ],
        selection: Selection::PerAttempt,
        order: QuestionOrder::Shuffled,
        shuffle_choices: true,
        avoid_repeats: false,
        bank_factor: 3,
    }
}
