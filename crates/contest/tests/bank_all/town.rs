//! A contest with its bank's people, each with a browser.

use std::sync::Arc;

use contest::question::{Choice, Citation, Difficulty, Kind, QuestionText};
use contest::ruleset::RuleSet;
use contest::store::contests::{self, NewContest};
use contest::store::questions::{self, Acting};
use kernel::actor::{Actor, Grant, Role, Side};
use kernel::clock::FixedClock;
use platform::app::App;
use platform::db::{self, Db};
use platform::migrate::Migration;
use testkit::Visitor;
use uuid::Uuid;

pub const PASSWORD: &str = "mưa rào tháng bảy";
pub const BASE: &str = "/ngan-hang/thi-2026";

const CONTEST: Migration = Migration {
    id: "0004_contest",
    sql: include_str!("../../migrations/0004_contest.sql"),
};
const BANK: platform::text::Source = (
    "bank",
    include_str!("../../locales/bank.vi.ftl"),
    include_str!("../../locales/bank.en.ftl"),
);
const FORMATS: platform::text::Source = (
    "formats",
    include_str!("../../locales/formats.vi.ftl"),
    include_str!("../../locales/formats.en.ftl"),
);

pub struct Town {
    pub app: App,
    pub clock: Arc<FixedClock>,
    pub contest: Uuid,
    nobody: Visitor,
}

const PEOPLE: [(&str, &str, Role, Option<Side>); 10] = [
    ("author", "Nguyễn Thị Soạn", Role::Author, None),
    ("author2", "Trần Văn Thảo", Role::Author, None),
    ("reviewer", "Lê Thị Thẩm", Role::Reviewer, None),
    ("leader_a", "Phạm Văn Duyệt", Role::Leader, Some(Side::A)),
    ("leader_b", "Vũ Thị Chuẩn", Role::Leader, Some(Side::B)),
    ("organiser", "Hoàng Văn Tổ", Role::Organiser, Some(Side::A)),
    ("auditor", "Đỗ Thị Giám", Role::Auditor, None),
    ("admin", "Quản trị", Role::Administrator, None),
    ("officer", "Cán bộ đơn vị", Role::UnitOfficer, None),
    ("member", "Đoàn viên", Role::Member, None),
];

impl Town {
    pub async fn found(database: Db) -> Self {
        let steps: Vec<Migration> = platform::MIGRATIONS.iter().copied().chain([CONTEST]).collect();
        let (app, clock) = testkit::app(database, &steps, &[platform::TEXTS, BANK, FORMATS]).await;
        let contest = Self::contest(&app, "thi-2026").await;
        for (signin, name, role, side) in PEOPLE {
            testkit::account(&app, name, signin, PASSWORD, &[Grant { role, side, unit: None }]).await;
        }
        let router = platform::pages::routes(&app)
            .merge(contest::pages::bank::routes(&app))
            .finish();
        Self {
            app,
            clock,
            contest,
            nobody: Visitor::new(router),
        }
    }

    pub async fn contest(app: &App, slug: &str) -> Uuid {
        let rules = RuleSet::from_toml(include_str!("../rules_all/rules.toml")).unwrap();
        let id = app.fresh_id();
        let tx = app.db.begin().await.unwrap();
        let new = NewContest {
            id,
            slug,
            rules: &rules,
            contest_seed: [1; 32],
            lot_seed: [2; 32],
            demo: false,
        };
        contests::insert(&tx, app.now(), &new).await.unwrap();
        for (position, (code, vi, en)) in (0_i64..).zip([
            ("cchc", "Cải cách hành chính", "Administrative reform"),
            ("luat", "Luật Cán bộ, công chức", "The law"),
        ]) {
            db::exec(
                &*tx,
                "INSERT INTO topic (contest_id, code, name_vi, name_en, position) VALUES ($1,$2,$3,$4,$5)",
                vec![id.into(), code.into(), vi.into(), en.into(), position.into()],
            )
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        id
    }

    /// A browser in which this person is signed in.
    pub async fn visitor(&self, signin: &str) -> Visitor {
        let mut visitor = self.nobody.clone();
        visitor.sign_in(signin, PASSWORD).await;
        visitor
    }

    pub async fn actor(&self, signin: &str) -> Actor {
        #[derive(sea_orm::FromQueryResult)]
        struct Found {
            account_id: Uuid,
        }
        let found: Option<Found> = db::row(
            self.app.db.read(),
            "SELECT account_id FROM signin_name WHERE name = $1",
            vec![signin.into()],
        )
        .await
        .unwrap();
        let (_, name, role, side) = PEOPLE.into_iter().find(|(s, ..)| *s == signin).unwrap();
        Actor {
            account: found.unwrap().account_id,
            name: name.to_owned(),
            grants: vec![Grant { role, side, unit: None }],
        }
    }

    /// Adds drafts of "author" without a browser; the first number.
    pub async fn drafts(&self, texts: &[QuestionText]) -> i64 {
        let actor = self.actor("author").await;
        let tx = self.app.db.begin().await.unwrap();
        let on = Acting {
            tx: &tx,
            now: self.app.now(),
            actor: &actor,
            entropy: &*self.app.entropy,
        };
        let first = questions::insert(&on, self.contest, texts, "").await.unwrap();
        tx.commit().await.unwrap();
        self.clock.advance(1_000);
        first
    }

    pub async fn count(&self, sql: &str) -> i64 {
        db::number(self.app.db.read(), sql, vec![]).await.unwrap()
    }

    /// How often an act is on record.
    pub async fn recorded(&self, act: &str) -> i64 {
        self.count(&format!("SELECT COUNT(*) AS n FROM audit_event WHERE act = '{act}'"))
            .await
    }

    pub async fn state(&self, number: i64) -> String {
        #[derive(sea_orm::FromQueryResult)]
        struct Found {
            state: String,
        }
        let found: Option<Found> = db::row(
            self.app.db.read(),
            "SELECT state FROM question WHERE contest_id = $1 AND number = $2",
            vec![self.contest.into(), number.into()],
        )
        .await
        .unwrap();
        found.unwrap().state
    }
}

/// A right question.
pub fn text(stem: &str) -> QuestionText {
    let choice = |text: &str, correct| Choice {
        text: text.to_owned(),
        correct,
        pinned: false,
    };
    QuestionText {
        kind: Kind::Single,
        stem: stem.to_owned(),
        choices: vec![
            choice("Chính phủ", true),
            choice("Quốc hội", false),
            choice("Bộ Nội vụ", false),
            choice("Uỷ ban nhân dân", false),
        ],
        points: 100,
        topic: "cchc".to_owned(),
        difficulty: Difficulty::Easy,
        citation: Some(Citation {
            document: "Nghị quyết số 76/NQ-CP".to_owned(),
            article: "Mục I".to_owned(),
            valid_from: None,
            valid_to: None,
        }),
        explanation: "Nghị quyết do Chính phủ ban hành.".to_owned(),
    }
}

/// The fields of the edit form for a right question.
pub fn fields(stem: &str) -> Vec<(&str, &str)> {
    vec![
        ("kind", "single"),
        ("stem", stem),
        ("choice_0", "Chính phủ"),
        ("choice_1", "Quốc hội"),
        ("correct_0", "1"),
        ("points", "1"),
        ("topic", "cchc"),
        ("difficulty", "easy"),
        ("document", "Nghị quyết số 76/NQ-CP"),
    ]
}

/// The value of a hidden field on a page.
pub fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page
        .split_once(&format!("name=\"{name}\" value=\""))
        .unwrap_or_else(|| panic!("no {name} in {page}"));
    rest.split('"').next().unwrap().to_owned()
}
