//! A contest of two bodies with one week, three competing units and ten members.

use std::sync::Arc;

use axum::Router;
use contest::Contests;
use contest::desk::{Incoming, Taker};
use contest::marking::{Repairs, mark_items};
use contest::question::{Choice, Difficulty, Kind, QuestionText};
use contest::ruleset::RuleSet;
use contest::sheet::Sheet;
use contest::store::contests::{self, NewContest, PeriodRow};
use contest::store::questions::{ApprovedBy, Signed, import_approved};
use kernel::actor::{Grant, Role, Side};
use kernel::clock::{Clock as _, FixedClock};
use organisation::headcount::{self, Confirmation, Figures, Said};
use organisation::store::members::{self, NewPerson};
use organisation::unit::{UnitKind, UnitLevel};
use organisation::units::{self, NewUnit};
use organisation::{Organisation, Scope};
use platform::app::App;
use platform::db::Db;
use testkit::{NOW, Visitor};
use uuid::Uuid;
use vietnamese::name::FullName;

pub const PASSWORD: &str = "mưa rào tháng bảy";
pub const HOUR: i64 = 3_600_000;
pub const OPEN: i64 = NOW + HOUR;
pub const CLOSE: i64 = NOW + 7 * 24 * HOUR - HOUR;

pub const RULES: &str = r#"
schema = 1
time_zone = "Asia/Ho_Chi_Minh"
[titles]
official = { vi = "Cuộc thi Cải cách hành chính và văn hóa công vụ", en = "Contest on administrative reform" }
[[organisers]]
code = "cdvc"
name = { vi = "Công đoàn Viên chức Việt Nam", en = "Union of Public Employees" }
[[organisers]]
code = "bnv"
name = { vi = "Bộ Nội vụ", en = "Ministry of Home Affairs" }
[[basis]]
citation = "Kế hoạch phối hợp số 90/KH-CĐVCVN-BNV"
date = "2022-03-31"
[[stages]]
code = "v1"
name = { vi = "Vòng trắc nghiệm" }
[stages.format.quiz]
in_flight = "cut_at_close"
results = { score = "after_close", key = "after_period" }
[[stages.format.quiz.periods]]
code = "tuan-1"
name = { vi = "Tuần 1", en = "Week 1" }
open = "2026-11-02T10:00:00+07:00"
close = "2026-11-09T08:00:00+07:00"
[stages.format.quiz.blueprint]
questions = 4
selection = "per_attempt"
order = "shuffled"
shuffle_choices = true
bank_factor = 2
[stages.format.quiz.attempts]
max_per_period = 2
counts = "best"
time_limit_ms = 900000
may_change_answers = true
min_plausible_ms = 30000
[stages.format.quiz.prediction]
metric = "participants"
scope = "period"
population = "as_sealed"
distance = "absolute"
asked = "in_paper"
[stages.format.quiz.ranking]
keys = ["score", "prediction_distance"]
[stages.format.quiz.prizes]
shared = "organisers_decide"
[[stages.format.quiz.prizes.tables]]
code = "ca-nhan"
scope = "person"
span = "each_period"
places = [
  { name = { vi = "Giải Nhất", en = "First prize" }, count = 1, amount = 1000000 },
  { name = { vi = "Giải Nhì", en = "Second prize" }, count = 1, amount = 500000 },
]
[[stages.format.quiz.prizes.tables]]
code = "tap-the"
scope = "unit"
span = "each_period"
places = [{ name = { vi = "Giải Nhất tập thể", en = "First unit prize" }, count = 1, amount = 2000000 }]
[stages.format.quiz.collective]
metrics = [{ metric = "rate", weight = 100 }]
min_headcount = 5
headcount_on = "2026-10-31"
scope = "each_period"
ties = ["larger_headcount"]
"#;

/// Name, unit.
const MEMBERS: [(&str, usize); 10] = [
    ("Nguyễn Thị Thanh Hương", 2),
    ("Trần Đức Minh", 2),
    ("Siu H’Bia", 2),
    ("Rơ Châm Y Khoa", 3),
    ("Phạm Thị Ngọc Ánh", 3),
    ("Lê Hoàng Phương Thảo", 5),
    ("Đặng Quốc Việt", 5),
    ("Vũ Thị Lan Anh", 5),
    ("Bùi Xuân Ngọc", 7),
    ("Hoàng Thị Bích Ngọc", 7),
];

/// Name, code, place of the unit above.
const UNITS: [(&str, &str, Option<usize>); 8] = [
    ("Công đoàn Viên chức Việt Nam", "CDVC", None),
    ("Công đoàn Viên chức tỉnh Gia Lai", "GL", Some(0)),
    ("Công đoàn Sở Nội vụ tỉnh Gia Lai", "GL-01", Some(1)),
    ("Công đoàn Sở Tài chính tỉnh Gia Lai", "GL-02", Some(1)),
    ("Công đoàn Bộ Tài chính", "BTC", Some(0)),
    ("Công đoàn cơ quan Bộ Tài chính", "BTC-01", Some(4)),
    ("Công đoàn Bộ Ngoại giao", "BNG", Some(0)),
    ("Công đoàn cơ quan Bộ Ngoại giao", "BNG-01", Some(6)),
];

pub struct World {
    pub app: App,
    pub clock: Arc<FixedClock>,
    pub contests: Contests,
    pub units: Vec<Uuid>,
    pub people: Vec<Uuid>,
    router: Router,
}

pub async fn world(db: Db) -> World {
    let migrations = [platform::MIGRATIONS, organisation::MIGRATIONS, contest::MIGRATIONS].concat();
    let texts: Vec<_> = [platform::TEXTS, organisation::TEXTS]
        .into_iter()
        .chain(contest::TEXTS)
        .collect();
    let (app, clock) = testkit::app(db, &migrations, &texts).await;
    let org = Organisation::new(&app);
    let units = plant(&app).await;
    let people = enrol(&app, &units).await;
    let side = |role, side| Grant {
        role,
        side: Some(side),
        unit: None,
    };
    for (name, signin, grant) in [
        ("Lê Thị Tổ Chức", "to-chuc", side(Role::Organiser, Side::A)),
        ("Ngô Văn Tổ Chức", "to-chuc-b", side(Role::Organiser, Side::B)),
        ("Ngọ Duy Hiểu", "lanh-dao-a", side(Role::Leader, Side::A)),
        ("Trương Hải Long", "lanh-dao-b", side(Role::Leader, Side::B)),
        (
            "Phan Giám Sát",
            "giam-sat",
            Grant {
                role: Role::Auditor,
                side: None,
                unit: None,
            },
        ),
        (
            "Đỗ Quản Trị",
            "quan-tri",
            Grant {
                role: Role::Administrator,
                side: None,
                unit: None,
            },
        ),
        (
            "Kpă Cán Bộ",
            "can-bo",
            Grant {
                role: Role::UnitOfficer,
                side: None,
                unit: Some(units[1]),
            },
        ),
    ] {
        testkit::account(&app, name, signin, PASSWORD, &[grant]).await;
    }
    let rules = RuleSet::from_toml(RULES).unwrap();
    let tx = app.db.begin().await.unwrap();
    let new = NewContest {
        id: Uuid::from_u128(77),
        slug: "cchc-2026",
        rules: &rules,
        contest_seed: [7; 32],
        lot_seed: [8; 32],
        demo: true,
    };
    contests::insert(&tx, app.now(), &new).await.unwrap();
    tx.commit().await.unwrap();
    let contests = Contests::start(app.clone(), org).await.unwrap();
    let router = platform::pages::routes(&app)
        .merge(contest::pages::organiser::routes(&contests))
        .merge(contest::pages::officer::routes(&contests))
        .finish();
    World {
        app,
        clock,
        contests,
        units,
        people,
        router,
    }
}

async fn plant(app: &App) -> Vec<Uuid> {
    let tx = app.db.begin().await.unwrap();
    let mut units: Vec<Uuid> = Vec::new();
    for (position, (name, code, above)) in (1_i64..).zip(UNITS) {
        let (kind, level) = match (above, code.len()) {
            (None, _) => (UnitKind::Union, UnitLevel::Central),
            (_, 2) => (UnitKind::Province, UnitLevel::Upper),
            (_, 3) => (UnitKind::Ministry, UnitLevel::Upper),
            _ => (UnitKind::Grassroots, UnitLevel::Grassroots),
        };
        let id = app.fresh_id();
        let unit = NewUnit {
            id,
            code: code.to_owned(),
            name: name.to_owned(),
            short_name: String::new(),
            kind,
            level,
            parent: above.map(|above| units[above]),
            position,
            from: jiff::civil::date(2020, 1, 1),
            demo: true,
        };
        units::create(&tx, app.now(), &*app.entropy, &Scope::All, &unit)
            .await
            .unwrap();
        units.push(id);
    }
    // The foreign ministry has not confirmed anything.
    for (unit, members) in [(2, 10), (3, 5), (5, 6)] {
        let figures = Figures {
            staff: members,
            members,
            women_staff: None,
            women_members: None,
        };
        let given = Confirmation {
            unit: units[unit],
            on: jiff::civil::date(2026, 10, 1),
            said: Said::Confirmed(figures),
            source: "Báo cáo quý".to_owned(),
            by: None,
        };
        headcount::confirm(&tx, app.now(), &*app.entropy, &Scope::All, &given)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    units
}

async fn enrol(app: &App, units: &[Uuid]) -> Vec<Uuid> {
    let people: Vec<NewPerson> = MEMBERS
        .iter()
        .zip(1..)
        .map(|((name, unit), number)| NewPerson {
            id: app.fresh_id(),
            member_number: format!("DV-{number:04}"),
            name: FullName::parse(name).unwrap(),
            given_override: None,
            sex: None,
            birth_date: None,
            phone: None,
            email: None,
            post: None,
            unit: units[*unit],
            from: jiff::civil::date(2021, 1, 1),
            demo: true,
        })
        .collect();
    let tx = app.db.begin().await.unwrap();
    members::create_many(&tx, app.now(), &*app.entropy, &Scope::All, &people)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    people.into_iter().map(|person| person.id).collect()
}

impl World {
    pub async fn visitor(&self, name: &str) -> Visitor {
        let mut visitor = Visitor::new(self.router.clone());
        visitor.sign_in(name, PASSWORD).await;
        visitor
    }

    pub async fn english(&self, name: &str) -> Visitor {
        let mut visitor = Visitor::new(self.router.clone()).in_english();
        visitor.sign_in(name, PASSWORD).await;
        visitor
    }

    pub async fn period(&self) -> PeriodRow {
        self.contests.find("cchc-2026", "tuan-1").await.unwrap().1
    }

    /// Moves the clock and lets the program do what is due.
    pub async fn at(&self, now: i64) {
        self.clock.move_to(now);
        while self.contests.tick().await.unwrap() {}
    }

    /// Twelve questions that both sides have approved.
    pub async fn approved_bank(&self) {
        let texts: Vec<QuestionText> = (0..12)
            .map(|n| QuestionText {
                kind: Kind::Single,
                stem: format!("Câu hỏi số {n} về cải cách thể chế?"),
                choices: (0..4)
                    .map(|c| Choice {
                        text: format!("Phương án {c}"),
                        correct: c == n % 4,
                        pinned: false,
                    })
                    .collect(),
                points: 100,
                topic: String::new(),
                difficulty: Difficulty::Easy,
                citation: None,
                explanation: String::new(),
            })
            .collect();
        let signed = |n: u128| Signed {
            account: Uuid::from_u128(n),
            name: format!("Người {n}"),
            at: NOW,
        };
        let people = ApprovedBy {
            author: signed(1),
            reviewer: signed(2),
            side_a: signed(3),
            side_b: signed(4),
        };
        let tx = self.app.db.begin().await.unwrap();
        import_approved(&tx, &*self.app.entropy, Uuid::from_u128(77), &texts, &people)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// One person takes a paper: the first `right` questions right, the others wrong, a guess, so many seconds.
    /// Returns the attempt and the questions answered wrong.
    pub async fn take(&self, person: usize, right: usize, guess: i64, seconds: i64) -> (i64, Vec<Uuid>) {
        let period = self.period().await.id;
        let member = self.people[person];
        let unit = self.units[MEMBERS[person].1];
        let now = self.clock.now();
        let desk = &self.contests.desk;
        let taker = Taker {
            member,
            unit,
            standing: 0,
            elsewhere: &[],
            also_here: 0,
        };
        let attempt = desk.open(period, taker, now).await.unwrap();
        let view = desk.view(member, attempt).unwrap();
        let paper = desk.paper(&view).unwrap();
        let keys = mark_items(&paper, &view.round.bank, &Sheet::default(), &Repairs::default()).unwrap();
        let mut wrong = Vec::new();
        for ((place, key), item) in (0_u16..).zip(&keys).zip(&paper.items) {
            let value = if usize::from(place) < right {
                key.correct
            } else {
                wrong.push(item.question);
                if key.correct == 1 { 2 } else { 1 }
            };
            let answer = Incoming {
                attempt,
                question: place,
                value: Some(i64::from(value)),
                seq: u32::from(place) + 1,
                local_at: now,
            };
            desk.save(member, answer, now + 1_000).await.unwrap();
        }
        let prediction = Incoming {
            attempt,
            question: 4,
            value: Some(guess),
            seq: 9,
            local_at: now,
        };
        desk.save(member, prediction, now + 2_000).await.unwrap();
        desk.submit(member, attempt, now + seconds * 1_000).await.unwrap();
        (attempt, wrong)
    }

    /// From nothing to an open week, through the service.
    pub async fn opened(&self) {
        let (contest, period) = self.contests.find("cchc-2026", "tuan-1").await.unwrap();
        let actor = |name: &str, side| kernel::actor::Actor {
            account: self.app.fresh_id(),
            name: name.to_owned(),
            grants: vec![Grant {
                role: Role::Leader,
                side: Some(side),
                unit: None,
            }],
        };
        self.contests
            .approve_rules(&contest, Side::A, &actor("A", Side::A))
            .await
            .unwrap();
        self.contests
            .approve_rules(&contest, Side::B, &actor("B", Side::B))
            .await
            .unwrap();
        self.approved_bank().await;
        let (contest, _) = self.contests.find("cchc-2026", "tuan-1").await.unwrap();
        self.contests
            .schedule(&contest, &period, &actor("C", Side::A))
            .await
            .unwrap();
        self.at(OPEN).await;
    }
}
