//! The answer desk on both engines: what is acknowledged is on disk and in the sealed sheet, whatever happens.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on must stop loudly")]

use std::collections::HashMap;

use contest::desk::{Desk, Incoming, Making, NotOpened, Receipt, Refused, Round, Taker};
use contest::question::{Choice, Difficulty, Kind, QuestionText};
use contest::ruleset::{AttemptRefusal, RuleSet};
use contest::store::contests::{self, NewContest};
use contest::store::log;
use platform::db::Db;
use testkit::{NOW, on_both};
use uuid::Uuid;

const RULES: &str = r#"
schema = 1
time_zone = "Asia/Ho_Chi_Minh"
[titles]
official = { vi = "Thi thử" }
[[organisers]]
code = "a"
name = { vi = "A" }
[[organisers]]
code = "b"
name = { vi = "B" }
[[stages]]
code = "v1"
name = { vi = "Vòng 1" }
[stages.format.quiz]
in_flight = "cut_at_close"
results = { score = "at_once", key = "after_period" }
[[stages.format.quiz.periods]]
code = "t1"
name = { vi = "Tuần 1" }
open = "2026-11-02T08:00:00+07:00"
close = "2026-11-02T10:00:00+07:00"
[stages.format.quiz.blueprint]
questions = 5
selection = "per_attempt"
order = "shuffled"
shuffle_choices = true
[stages.format.quiz.attempts]
max_per_period = 2
counts = "best"
time_limit_ms = 900000
may_change_answers = true
[stages.format.quiz.prediction]
metric = "participants"
scope = "period"
population = "as_sealed"
distance = "absolute"
asked = "in_paper"
[stages.format.quiz.ranking]
keys = ["score", "prediction_distance", { working_time = { resolution_ms = 1 } }]
"#;

const PERIOD: i64 = 1;
const MINUTE: i64 = 60_000;

fn questions() -> Vec<(Uuid, u32, QuestionText)> {
    (0..20_u128)
        .map(|n| {
            let choices = (0..4)
                .map(|c| Choice {
                    text: format!("Phương án {c}"),
                    correct: c == 0,
                    pinned: false,
                })
                .collect();
            let text = QuestionText {
                kind: Kind::Single,
                stem: format!("Câu {n}"),
                choices,
                points: 100,
                topic: String::new(),
                difficulty: Difficulty::Easy,
                citation: None,
                explanation: String::new(),
            };
            (Uuid::from_u128(n + 1), 1, text)
        })
        .collect()
}

fn round(rules: &RuleSet) -> Round {
    let quiz = rules.quiz("v1").unwrap();
    Round::new(&Making {
        id: PERIOD,
        contest: Uuid::from_u128(77),
        slug: "thu",
        quiz,
        code: "t1",
        close: quiz.period("t1").unwrap().close,
        contest_seed: &[7; 32],
        questions: &questions(),
    })
    .unwrap()
}

async fn desk(db: &Db) -> Desk {
    let rules = RuleSet::from_toml(RULES).unwrap();
    let (app, _clock) = testkit::app(db.clone(), &[platform::MIGRATIONS, contest::MIGRATIONS].concat(), &[]).await;
    let id = Uuid::from_u128(77);
    if contests::by_id(db.read(), id).await.unwrap().is_none() {
        let tx = db.begin().await.unwrap();
        let new = NewContest {
            id,
            slug: "thu",
            rules: &rules,
            contest_seed: [7; 32],
            lot_seed: [8; 32],
            demo: false,
        };
        contests::insert(&tx, app.now(), &new).await.unwrap();
        tx.commit().await.unwrap();
    }
    let desk = Desk::start(db.clone()).await.unwrap();
    let attempts = log::attempts(db.read(), PERIOD).await.unwrap();
    let answers = log::answers(db.read(), PERIOD).await.unwrap();
    desk.run(round(&rules), attempts, &answers).unwrap();
    desk
}

fn taker(member: u128) -> Taker<'static> {
    Taker {
        member: Uuid::from_u128(member),
        unit: Uuid::from_u128(5),
        standing: 0,
        elsewhere: &[],
        also_here: 0,
    }
}

const fn answer(attempt: i64, question: u16, value: i64, seq: u32) -> Incoming {
    Incoming {
        attempt,
        question,
        value: Some(value),
        seq,
        local_at: 0,
    }
}

#[tokio::test]
async fn saves_are_idempotent_ordered_and_checked() {
    on_both(async |db| {
        let desk = desk(&db).await;
        let me = Uuid::from_u128(1);
        let id = desk.open(PERIOD, taker(1), NOW).await.unwrap();
        assert_eq!(
            desk.open(PERIOD, taker(1), NOW + 5).await.unwrap(),
            id,
            "a second tab lands in the same attempt"
        );
        let first = desk.save(me, answer(id, 0, 2, 1), NOW + 1000).await.unwrap();
        assert!(first.position > 0);
        let again = desk.save(me, answer(id, 0, 2, 1), NOW + 9000).await.unwrap();
        assert_eq!(
            again,
            Receipt { position: 0, ..first },
            "a retry gets the receipt of the first save"
        );
        desk.save(me, answer(id, 0, 4, 5), NOW + 2000).await.unwrap();
        // Still the same receipt for a lost reply, also after other questions were saved.
        desk.save(me, answer(id, 1, 1, 6), NOW + 2100).await.unwrap();
        let older = desk.save(me, answer(id, 0, 8, 3), NOW + 3000).await.unwrap_err();
        let Refused::Superseded { last_seq, sheet } = older else {
            panic!("{older:?}")
        };
        assert_eq!((last_seq, sheet.answers[0]), (6, 4));
        // A second device that has not seen the newest number: also on another question, also with the same number.
        for (question, value, seq) in [(2, 1, 4), (2, 1, 6), (1, 2, 6)] {
            let told = desk
                .save(me, answer(id, question, value, seq), NOW + 3050)
                .await
                .unwrap_err();
            assert!(matches!(told, Refused::Superseded { last_seq: 6, .. }), "{told:?}");
        }
        desk.save(me, answer(id, 5, 18_204, 7), NOW + 3100).await.unwrap();
        for (question, value) in [(6, 1), (0, 3), (0, 16), (0, -1), (5, -3)] {
            let refused = desk
                .save(me, answer(id, question, value, 20), NOW + 3000)
                .await
                .unwrap_err();
            assert_eq!(refused, Refused::NotOnPaper, "{question} {value}");
        }
        let stranger = desk
            .save(Uuid::from_u128(2), answer(id, 0, 1, 9), NOW + 3000)
            .await
            .unwrap_err();
        assert_eq!(stranger, Refused::Unknown, "nobody writes on another person's paper");
        let handed_in = desk.submit(me, id, NOW + 5000).await.unwrap();
        assert_eq!(
            desk.submit(me, id, NOW + 9000).await.unwrap(),
            handed_in,
            "pressing twice is pressing once"
        );
        let late = desk.save(me, answer(id, 0, 1, 30), NOW + 6000).await.unwrap_err();
        assert_eq!(late, Refused::Submitted { at: NOW + 5000 });
        let second = desk.open(PERIOD, taker(1), NOW + 10_000).await.unwrap();
        assert_ne!(second, id);
        let over = desk
            .save(me, answer(second, 0, 1, 1), NOW + 10_000 + 15 * MINUTE)
            .await
            .unwrap_err();
        assert_eq!(
            over,
            Refused::Over {
                deadline: NOW + 10_000 + 15 * MINUTE
            }
        );
        let third = desk.open(PERIOD, taker(1), NOW + 20 * MINUTE).await.unwrap_err();
        assert_eq!(third, NotOpened::Rules(AttemptRefusal::PeriodUsedUp { max: 2 }));
        assert_eq!(
            log::late(db.read(), PERIOD).await.unwrap().len(),
            2,
            "what came too late is kept apart"
        );
    })
    .await;
}

#[tokio::test]
async fn a_double_click_opens_one_attempt() {
    on_both(async |db| {
        let desk = desk(&db).await;
        let opens = (0..20).map(|n| {
            let desk = desk.clone();
            tokio::spawn(async move { desk.open(PERIOD, taker(9), NOW + n).await.unwrap() })
        });
        let mut ids = Vec::new();
        for open in opens.collect::<Vec<_>>() {
            ids.push(open.await.unwrap());
        }
        ids.dedup();
        assert_eq!(ids.len(), 1);
        assert_eq!(log::attempts(db.read(), PERIOD).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn three_hundred_at_once_and_every_acknowledged_answer_is_sealed() {
    on_both(async |db| {
        let desk = desk(&db).await;
        let mut people = Vec::new();
        for member in 1..=300_u128 {
            let desk = desk.clone();
            people.push(tokio::spawn(async move {
                let me = Uuid::from_u128(member);
                let id = loop {
                    match desk.open(PERIOD, taker(member), NOW).await {
                        Ok(id) => break id,
                        Err(NotOpened::Busy) => tokio::task::yield_now().await,
                        Err(other) => panic!("{other}"),
                    }
                };
                let mut acknowledged = HashMap::new();
                for seq in 1..=10_u32 {
                    let question = u16::try_from(seq % 5).unwrap();
                    let value = 1_i64 << ((member + u128::from(seq)) % 4);
                    let at = NOW + i64::from(seq) * 100;
                    desk.save(me, answer(id, question, value, seq), at).await.unwrap();
                    acknowledged.insert(question, value);
                }
                if member % 3 == 0 {
                    desk.submit(me, id, NOW + 2000).await.unwrap();
                }
                (id, acknowledged)
            }));
        }
        let mut acknowledged = HashMap::new();
        for person in people {
            let (id, answers) = person.await.unwrap();
            acknowledged.insert(id, answers);
        }
        // The process is gone and comes back: another desk over the same database.
        let again = self::desk(&db).await;
        for desk in [&desk, &again] {
            let (position, sheets) = desk.shut(PERIOD).await.unwrap();
            assert_eq!(position, 3000);
            assert_eq!(sheets.len(), 300);
            for (record, sheet, _) in sheets {
                for (question, value) in &acknowledged[&record.id] {
                    assert_eq!(i64::from(sheet.answers[usize::from(*question)]), *value);
                }
            }
            let refused = desk.save(Uuid::from_u128(1), answer(1, 0, 1, 99), NOW + 3000).await;
            assert!(refused.is_err(), "nothing slips in behind the seal");
        }
    })
    .await;
}
