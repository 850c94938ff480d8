//! A small contest with people in units, for the tests of the pages.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must stop loudly")]

use std::sync::Arc;

use axum::Router;
use contest::Contests;
use contest::question::{Choice, Citation, Difficulty, Kind, QuestionText};
use contest::ruleset::RuleSet;
use contest::store::contests::{self, ContestRow, NewContest, PeriodRow};
use contest::store::questions::{self, ApprovedBy, Signed};
use kernel::actor::{Actor, Grant, Role, Side};
use kernel::clock::{Clock as _, FixedClock};
use organisation::Organisation;
use organisation::headcount::{self, Confirmation, Figures, Said};
use organisation::scope::Scope;
use organisation::unit::{UnitKind, UnitLevel};
use organisation::units::{self, NewUnit};
use platform::app::App;
use platform::db::{self, Db};
use platform::routes::Routes;
use testkit::{NOW, Visitor};
use uuid::Uuid;

pub const PASSWORD: &str = "mưa rào tháng bảy";
pub const MINUTE: i64 = 60_000;
/// The first week opens here and closes an hour later.
pub const OPEN: i64 = NOW + 10 * MINUTE;
pub const CLOSE: i64 = OPEN + 60 * MINUTE;
pub const QUESTIONS: u16 = 5;

/// The rules of the contest, with pieces of text replaced, so that a test states only what differs.
pub fn rules(replace: &[(&str, &str)]) -> RuleSet {
    let stamp = |ms: i64| jiff::Timestamp::from_millisecond(ms).unwrap().to_string();
    let mut text = format!(
        r#"
schema = 1
time_zone = "Asia/Ho_Chi_Minh"
[titles]
official = {{ vi = "Cải cách hành chính <và> văn hoá công vụ", en = "Administrative reform <and> culture" }}
aliases = ["Văn hoá công vụ"]
[[organisers]]
code = "a"
name = {{ vi = "Công đoàn Viên chức", en = "Civil servants' union" }}
[[organisers]]
code = "b"
name = {{ vi = "Bộ Nội vụ", en = "Ministry of Home Affairs" }}
[[basis]]
citation = "Kế hoạch phối hợp số 90/KH-CĐVCVN-BNV"
date = "2026-03-31"
[disclosure]
names = "initials"
live_counters = "hidden_until_close"
unit_table = "after_close"
[complaints]
within_days = 5
answer_within_days = 7
[[stages]]
code = "v1"
name = {{ vi = "Vòng 1", en = "Round 1" }}
[stages.format.quiz]
in_flight = "cut_at_close"
results = {{ score = "at_once", key = "after_period" }}
[[stages.format.quiz.periods]]
code = "t1"
name = {{ vi = "Tuần 1", en = "Week 1" }}
open = "{open}"
close = "{close}"
results_due = "{due}"
[[stages.format.quiz.periods]]
code = "t2"
name = {{ vi = "Tuần 2", en = "Week 2" }}
open = "{close}"
close = "{second}"
[stages.format.quiz.eligibility]
min_age = {{ years = 18, on = "2026-11-02" }}
roles = [{{ role = "organiser", effect = "barred" }}, {{ role = "technician", effect = "plays_unranked" }}]
[stages.format.quiz.blueprint]
questions = 5
selection = "per_attempt"
order = "shuffled"
shuffle_choices = true
[stages.format.quiz.attempts]
max_per_day = 2
counts = "best"
time_limit_ms = 600000
may_change_answers = true
[stages.format.quiz.prediction]
metric = "participants"
scope = "period"
population = "as_sealed"
distance = "absolute"
asked = "in_paper"
[stages.format.quiz.ranking]
keys = ["score", "prediction_distance", {{ working_time = {{ resolution_ms = 1000 }} }}, "lot"]
[stages.format.quiz.prizes]
person_cap = {{ per_contest = {{ max = 1 }} }}
[[stages.format.quiz.prizes.tables]]
code = "ca-nhan"
scope = "person"
span = "each_period"
places = [{{ name = {{ vi = "Giải Nhất", en = "First prize" }}, count = 1, amount = 2000000, winner_points = 1000 }}]
[[stages.format.quiz.prizes.tables]]
code = "tap-the"
scope = "unit"
span = "each_period"
places = [{{ name = {{ vi = "Giải tập thể", en = "Unit prize" }}, count = 1, amount = 3000000 }}]
[stages.format.quiz.collective]
metrics = [{{ metric = "rate", weight = 100 }}, {{ metric = "mean_score", weight = 100 }}]
scope = "each_period"
ties = ["lot"]
"#,
        open = stamp(OPEN),
        close = stamp(CLOSE),
        due = stamp(CLOSE + 24 * 60 * MINUTE),
        second = stamp(CLOSE + 60 * MINUTE),
    );
    for (old, new) in replace {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    RuleSet::from_toml(&text).unwrap()
}

fn bank() -> Vec<QuestionText> {
    (0..60)
        .map(|n| {
            let kind = if n % 3 == 2 { Kind::Multiple } else { Kind::Single };
            let choices = (0..4).map(|c| Choice {
                text: format!("Phương án {n}.{c} <i>&</i>"),
                correct: c == 0 || (c == 1 && kind == Kind::Multiple),
                pinned: false,
            });
            QuestionText {
                kind,
                stem: format!("Câu hỏi số {n}: <script>alert(1)</script> nội dung nào đúng?"),
                choices: choices.collect(),
                points: 100,
                topic: "cchc".to_owned(),
                difficulty: Difficulty::Easy,
                citation: Some(Citation {
                    document: "Nghị quyết số 76/NQ-CP".to_owned(),
                    article: "Mục II".to_owned(),
                    valid_from: None,
                    valid_to: None,
                }),
                explanation: format!("Giải thích câu {n}."),
            }
        })
        .collect()
}

/// Everything a test needs.
pub struct Week {
    pub app: App,
    pub clock: Arc<FixedClock>,
    pub contests: Contests,
    pub contest: ContestRow,
    pub router: Router,
    pub ministry: Uuid,
    pub province: Uuid,
    pub leader: (Actor, Actor),
    pub organiser: Actor,
}

pub fn router(contests: &Contests) -> Router {
    let app = &contests.app;
    Routes::new(app)
        .merge(platform::pages::routes(app))
        .merge(contest::pages::public::routes(contests))
        .merge(contest::pages::taking::routes(contests))
        .finish()
}

fn actor(account: Uuid, name: &str, role: Role, side: Option<Side>) -> Actor {
    Actor {
        account,
        name: name.to_owned(),
        grants: vec![Grant { role, side, unit: None }],
    }
}

async fn unit(app: &App, name: &str, code: &str, kind: UnitKind, parent: Option<Uuid>) -> Uuid {
    let id = app.fresh_id();
    let new = NewUnit {
        id,
        code: code.to_owned(),
        name: name.to_owned(),
        short_name: String::new(),
        kind,
        level: if parent.is_none() {
            UnitLevel::Central
        } else {
            UnitLevel::Upper
        },
        parent,
        position: 0,
        from: jiff::civil::date(2020, 1, 1),
        demo: false,
    };
    let tx = app.db.begin().await.unwrap();
    units::create(&tx, app.now(), &*app.entropy, &Scope::All, &new)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

async fn account(app: &App, name: &str, signin: &str, role: Role, side: Option<Side>) -> Uuid {
    testkit::account(app, name, signin, PASSWORD, &[Grant { role, side, unit: None }]).await
}

/// A contest whose rules both sides have sealed, with a bank; the first week is scheduled.
pub async fn set_up(db: Db, rules: RuleSet) -> Week {
    let migrations = [platform::MIGRATIONS, organisation::MIGRATIONS, contest::MIGRATIONS].concat();
    let mut texts = vec![platform::TEXTS, organisation::TEXTS];
    texts.extend(contest::TEXTS);
    let (app, clock) = testkit::app(db, &migrations, &texts).await;
    let top = unit(&app, "Công đoàn Viên chức Việt Nam", "CĐVC", UnitKind::Union, None).await;
    let ministry = unit(
        &app,
        "Công đoàn Bộ Tư pháp & <Văn phòng>",
        "BTP",
        UnitKind::Ministry,
        Some(top),
    )
    .await;
    let province = unit(
        &app,
        "Công đoàn Viên chức tỉnh Gia Lai",
        "GL",
        UnitKind::Province,
        Some(top),
    )
    .await;
    let a = account(&app, "Lãnh đạo A", "lda", Role::Leader, Some(Side::A)).await;
    let b = account(&app, "Lãnh đạo B", "ldb", Role::Leader, Some(Side::B)).await;
    let o = account(&app, "Ban tổ chức", "btc", Role::Organiser, Some(Side::A)).await;
    let (a, b) = (
        actor(a, "Lãnh đạo A", Role::Leader, Some(Side::A)),
        actor(b, "Lãnh đạo B", Role::Leader, Some(Side::B)),
    );
    let organiser = actor(o, "Ban tổ chức", Role::Organiser, Some(Side::A));
    let id = app.fresh_id();
    let tx = app.db.begin().await.unwrap();
    let figures = Figures {
        staff: 4,
        members: 4,
        women_staff: None,
        women_members: None,
    };
    let confirmation = Confirmation {
        unit: ministry,
        on: jiff::civil::date(2026, 9, 30),
        said: Said::Confirmed(figures),
        source: "biên bản".to_owned(),
        by: None,
    };
    headcount::confirm(&tx, app.now(), &*app.entropy, &Scope::All, &confirmation)
        .await
        .unwrap();
    let new = NewContest {
        id,
        slug: "cchc",
        rules: &rules,
        contest_seed: [7; 32],
        lot_seed: [8; 32],
        demo: false,
    };
    contests::insert(&tx, app.now(), &new).await.unwrap();
    let signed = |n: i64| Signed {
        account: Uuid::from_u128(u128::try_from(n).unwrap()),
        name: format!("Người {n}"),
        at: NOW + n,
    };
    let people = ApprovedBy {
        author: signed(1),
        reviewer: signed(3),
        side_a: signed(5),
        side_b: signed(7),
    };
    questions::import_approved(&tx, &*app.entropy, id, &bank(), &people)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let contests = Contests::start(app.clone(), Organisation::new(&app)).await.unwrap();
    let row = |contest: Option<ContestRow>| contest.unwrap();
    let draft = row(contests::by_id(app.db.read(), id).await.unwrap());
    assert!(!contests.approve_rules(&draft, Side::A, &a).await.unwrap());
    assert!(contests.approve_rules(&draft, Side::B, &b).await.unwrap());
    let contest = row(contests::by_id(app.db.read(), id).await.unwrap());
    let first = contests.find("cchc", "t1").await.unwrap().1;
    contests.schedule(&contest, &first, &organiser).await.unwrap();
    let router = router(&contests);
    Week {
        app,
        clock,
        contests,
        contest,
        router,
        ministry,
        province,
        leader: (a, b),
        organiser,
    }
}

impl Week {
    pub fn visitor(&self) -> Visitor {
        Visitor::new(self.router.clone())
    }

    /// A member of a unit (or of none), signed in.
    pub async fn member(&self, name: &str, signin: &str, unit: Option<Uuid>, born: Option<&str>) -> (Uuid, Visitor) {
        let id = account(&self.app, name, signin, Role::Member, None).await;
        let tx = self.app.db.begin().await.unwrap();
        db::exec(
            &*tx,
            "INSERT INTO person (id, member_number, full_name, sort_key, folded, phone, birth_date, demo, created_at)
             VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
            vec![
                id.into(),
                signin.into(),
                name.into(),
                vec![1_u8].into(),
                vietnamese::fold::fold(name).into(),
                "+84912345678".into(),
                born.map(str::to_owned).into(),
                false.into(),
                NOW.into(),
            ],
        )
        .await
        .unwrap();
        if let Some(unit) = unit {
            let mut random = [0_u8; 16];
            self.app.entropy.fill(&mut random);
            db::exec(
                &*tx,
                "INSERT INTO membership (id, person_id, unit_id, valid_from, reason) VALUES ($1,$2,$3,$4,$5)",
                vec![
                    Uuid::from_bytes(random).into(),
                    id.into(),
                    unit.into(),
                    "2020-01-01".into(),
                    "".into(),
                ],
            )
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        let mut visitor = self.visitor();
        visitor.sign_in(signin, PASSWORD).await;
        (id, visitor)
    }

    pub async fn period(&self, code: &str) -> PeriodRow {
        self.contests.find("cchc", code).await.unwrap().1
    }

    /// Moves the clock to an instant and lets it act.
    pub async fn at(&self, instant: i64) {
        self.clock.advance(instant - self.clock.now());
        while self.contests.tick().await.unwrap() {}
    }

    /// Verified, approved by both sides, announced.
    pub async fn announce(&self) {
        self.contests
            .verify(&self.period("t1").await, &self.organiser, "đã kiểm tra")
            .await
            .unwrap();
        for (side, who) in [(Side::A, &self.leader.0), (Side::B, &self.leader.1)] {
            // Steps are told apart by their instants.
            self.clock.advance(1_000);
            self.contests
                .approve_result(&self.period("t1").await, side, who)
                .await
                .unwrap();
        }
        self.clock.advance(1_000);
        self.contests
            .announce(&self.period("t1").await, &self.organiser)
            .await
            .unwrap();
    }

    /// Starts a paper; the number of the attempt.
    pub async fn start(&self, visitor: &mut Visitor) -> i64 {
        let period = self.period("t1").await.id;
        visitor.get(&format!("/thi/{period}")).await;
        let answer = visitor.post(&format!("/thi/{period}/bat-dau"), &[]).await;
        let address = answer.location();
        address
            .strip_prefix("/thi/bai/")
            .unwrap_or_else(|| panic!("{}", answer.text()))
            .parse()
            .unwrap()
    }

    /// The right answers of an attempt in work, as shown.
    pub fn key(&self, member: Uuid, attempt: i64) -> Vec<u8> {
        let view = self.contests.desk.view(member, attempt).unwrap();
        let paper = self.contests.desk.paper(&view).unwrap();
        paper
            .key(&view.round.bank)
            .unwrap()
            .iter()
            .map(|row| row.correct)
            .collect()
    }

    /// Takes a whole paper as the script does: the first `right` questions right, the others left open.
    pub async fn take(&self, visitor: &mut Visitor, member: Uuid, right: usize, prediction: i64) -> i64 {
        let attempt = self.start(visitor).await;
        visitor.get(&format!("/thi/bai/{attempt}")).await;
        let mut seq = 0;
        for (q, choice) in self.key(member, attempt).into_iter().enumerate().take(right) {
            seq += 1;
            let body = serde_json::json!({"attempt": attempt.to_string(), "q": q, "choice": choice, "seq": seq, "local_ms": 1});
            assert_eq!(visitor.json("/thi/luu", &body).await.status, 200);
        }
        let body =
            serde_json::json!({"attempt": attempt, "q": QUESTIONS, "value": prediction, "seq": seq + 1, "local_ms": 1});
        assert_eq!(visitor.json("/thi/luu", &body).await.status, 200);
        let answer = visitor.post(&format!("/thi/bai/{attempt}/nop"), &[]).await;
        assert_eq!(answer.location(), format!("/thi/bai/{attempt}/ket-qua"));
        attempt
    }
}

/// A page without missing words, markup out of data, or phone numbers.
pub fn clean(page: &str) {
    assert!(
        !page.contains('⟦'),
        "{}",
        &page[page.find('⟦').unwrap().saturating_sub(80)..]
    );
    assert!(!page.contains("<script>alert"), "escaping");
    assert!(!page.contains("& <Văn") && !page.contains("<i>&</i>"), "escaping");
    assert!(!page.contains("912345678"), "a phone number");
    assert!(!page.contains("style=\""), "inline style");
}
