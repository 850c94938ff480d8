//! The demo's plans, an application with them, and sources of evidence that say what a test wants.

#![expect(clippy::expect_used, reason = "a test that cannot be set up must stop loudly")]

use std::sync::Arc;

use jiff::civil::{Date, date};
use kernel::clock::FixedClock;
use kernel::evidence::{Answer, Evidence, Figure, Outcome, Progress};
use kernel::lang::Lang;
use platform::app::App;
use platform::db::Db;
use programme::{Frame, NewPlan, Programme, StoreError, insert_plan, parse};
use testkit::Visitor;

/// The day of `testkit::NOW`.
pub const TODAY: Date = date(2026, 11, 2);

/// A small plan whose texts try to be markup.
pub const SMALL: &str = r#"format = 1
[plan]
slug = "nho"
year = 2026
state = "draft"
document_kind = "Kế hoạch"
title = "Kế hoạch <script>alert(1)</script> & nhỏ"
from = "2026-01-01"
to = "2026-12-31"
[[section]]
path = "I"
order = 1
heading = "Mục <b>đậm</b>"
[[activity]]
code = "I.1"
section = "I"
order = 1
kind = "duty"
state = "planned"
title = "Việc <img src=x onerror=alert(1)>"
when = { words = "Tháng 3 <i>", from = "2026-03", to = "2026-03" }
[[activity.money]]
side = "A"
source = "other"
words = "<u>tiền</u>"
"#;

pub fn history() -> NewPlan {
    let text = include_str!("../../../donghanh/demo/plan-2022.toml");
    parse(text, &Frame::on(TODAY)).expect("plan-2022.toml")
}

pub fn current() -> NewPlan {
    let text = include_str!("../../../donghanh/demo/plan-current.toml");
    let frame = Frame::on(TODAY).with_contest("cai-cach-hanh-chinh", date(2026, 10, 19), date(2026, 11, 8));
    parse(text, &frame).expect("plan-current.toml")
}

/// Puts plans in as the program itself does at its first start.
pub struct Loader;
pub const LOADER: Loader = Loader;

impl Loader {
    pub async fn insert(&self, app: &App, plan: &NewPlan) -> Result<uuid::Uuid, StoreError> {
        let tx = app.db.begin().await?;
        let id = insert_plan(&tx, app.now(), &*app.entropy, None, plan).await?;
        tx.commit().await?;
        Ok(id)
    }
}

pub async fn app(database: Db) -> (App, Arc<FixedClock>) {
    let migrations = [platform::MIGRATIONS, programme::MIGRATIONS].concat();
    testkit::app(database, &migrations, &[platform::TEXTS, programme::TEXTS]).await
}

pub fn visitor(app: &App, sources: Vec<Source>) -> Visitor {
    let evidence = sources
        .into_iter()
        .map(|source| -> Arc<dyn Evidence> { Arc::new(source) })
        .collect();
    let programme = Programme {
        app: app.clone(),
        evidence: Arc::new(evidence),
    };
    Visitor::new(programme::routes(&programme).finish())
}

pub async fn site(database: Db, sources: Vec<Source>) -> (Visitor, App) {
    let (app, _) = app(database).await;
    (visitor(&app, sources), app)
}

/// Answers for contests.
pub struct Source {
    /// The only key it knows; any when empty.
    key: &'static str,
    answer: Result<Option<Outcome>, String>,
}

fn outcome(progress: Progress) -> Outcome {
    Outcome {
        progress,
        href: "/thi/cai-cach-hanh-chinh".to_owned(),
        figures: vec![Figure {
            label: "người đã thi".to_owned(),
            value: "18.204".to_owned(),
            definition: "Mỗi người đếm một lần dù thi nhiều lượt.".to_owned(),
            href: "/thi/cai-cach-hanh-chinh/so-lieu".to_owned(),
        }],
    }
}

impl Source {
    fn about_demo(answer: Result<Option<Outcome>, String>) -> Self {
        Self {
            key: "cai-cach-hanh-chinh",
            answer,
        }
    }

    pub fn running() -> Self {
        Self::about_demo(Ok(Some(outcome(Progress::Running))))
    }

    pub fn over() -> Self {
        Self::about_demo(Ok(Some(outcome(Progress::Done))))
    }

    pub fn knows_nothing() -> Self {
        Self::about_demo(Ok(None))
    }

    pub fn fails() -> Self {
        Self::about_demo(Err("kho bị khoá".to_owned()))
    }

    pub fn hostile() -> Self {
        let bad = || "\"onclick=alert(1) <script>alert(1)</script>".to_owned();
        let mut answer = outcome(Progress::Running);
        answer.href = bad();
        answer.figures = vec![Figure {
            label: bad(),
            value: bad(),
            definition: bad(),
            href: bad(),
        }];
        Self {
            key: "",
            answer: Ok(Some(answer)),
        }
    }
}

impl Evidence for Source {
    fn kind(&self) -> &'static str {
        "contest"
    }

    fn outcome<'a>(&'a self, key: &'a str, _lang: Lang) -> Answer<'a> {
        let known = self.key.is_empty() || self.key == key;
        Box::pin(async move {
            match &self.answer {
                Ok(_) if !known => Ok(None),
                answer => answer.clone(),
            }
        })
    }
}
