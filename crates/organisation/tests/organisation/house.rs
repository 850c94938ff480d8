//! A small union for the tests: two ministries, each with grassroots unions, and one officer for each ministry.

use std::sync::Arc;

use jiff::civil::{Date, date};
use kernel::actor::{Actor, Grant, Role};
use kernel::clock::FixedClock;
use organisation::headcount::{self, Confirmation, Said};
use organisation::import::apply::Order;
use organisation::import::check::Checked;
use organisation::plan::{Operation, Plan};
use organisation::reorgs::{self, Deed, Paper};
use organisation::stage::Act;
use organisation::store::members::{NewPerson, number_key};
use organisation::store::units::NewUnit;
use organisation::unit::{UnitKind, UnitLevel};
use organisation::{Organisation, Scope, people, store, units};
use paperwork::sheet::{Builder, Column, ColumnKind, Table, Value};
use platform::app::App;
use platform::db::Db;
use testkit::Visitor;
use uuid::Uuid;
use vietnamese::name::FullName;

pub const PASSWORD: &str = "mưa rào tháng bảy";
pub const START: Date = date(2020, 1, 1);

pub struct House {
    pub app: App,
    pub org: Organisation,
    pub clock: Arc<FixedClock>,
    pub union: Uuid,
    pub justice: Uuid,
    pub justice_a: Uuid,
    pub finance: Uuid,
    pub finance_a: Uuid,
}

pub fn unit(app: &App, code: &str, name: &str, parent: Option<Uuid>, position: i64) -> NewUnit {
    NewUnit {
        id: app.fresh_id(),
        code: code.to_owned(),
        name: name.to_owned(),
        short_name: String::new(),
        kind: UnitKind::Grassroots,
        level: UnitLevel::Grassroots,
        parent,
        position,
        from: START,
        demo: false,
    }
}

pub fn person(app: &App, number: &str, name: &str, unit: Uuid) -> NewPerson {
    NewPerson {
        id: app.fresh_id(),
        member_number: number_key(number),
        name: FullName::parse(name).unwrap(),
        given_override: None,
        sex: None,
        birth_date: None,
        phone: None,
        email: None,
        post: None,
        unit,
        from: START,
        demo: false,
    }
}

impl House {
    pub async fn build(db: Db) -> Self {
        let migrations: Vec<_> = platform::MIGRATIONS
            .iter()
            .chain(organisation::MIGRATIONS)
            .copied()
            .collect();
        let (app, clock) = testkit::app(db, &migrations, &[platform::TEXTS, organisation::TEXTS]).await;
        let org = Organisation::new(&app);
        let union = unit(&app, "CĐVC", "Công đoàn Viên chức Việt Nam", None, 1);
        let finance = unit(&app, "BTC", "Công đoàn Bộ Tài chính", Some(union.id), 1);
        let finance_a = unit(&app, "BTC-01", "Công đoàn cơ sở Vụ Ngân sách", Some(finance.id), 1);
        let justice = unit(&app, "BTP", "Công đoàn Bộ Tư pháp", Some(union.id), 2);
        let justice_a = unit(&app, "BTP-01", "Công đoàn cơ sở Cục Hộ tịch", Some(justice.id), 1);
        let tx = app.db.begin().await.unwrap();
        for new in [&union, &finance, &finance_a, &justice, &justice_a] {
            units::create(&tx, app.now(), &*app.entropy, &Scope::All, new)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        Self {
            union: union.id,
            justice: justice.id,
            justice_a: justice_a.id,
            finance: finance.id,
            finance_a: finance_a.id,
            org,
            clock,
            app,
        }
    }

    pub async fn add(&self, people: &[NewPerson]) -> Vec<store::members::Clash> {
        let tx = self.app.db.begin().await.unwrap();
        let app = &self.app;
        let clashes = store::members::create_many(&tx, app.now(), &*app.entropy, &Scope::All, people)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        clashes
    }

    /// A merger that is approved and applied; its act is recorded now.
    pub async fn merge(&self, sources: &[Uuid], into: Uuid, effective_on: Date) {
        let plan = Plan {
            operations: vec![Operation::Merge {
                sources: sources.to_vec(),
                into,
            }],
        };
        self.apply("Sáp nhập", &plan, effective_on).await;
    }

    /// An act that is approved and applied now.
    pub async fn apply(&self, title: &str, plan: &Plan, effective_on: Date) {
        let deed = Deed {
            org: &self.org,
            actor: None,
            reason: "thử",
        };
        let paper = Paper {
            title: title.to_owned(),
            number: "1/QĐ".to_owned(),
            organ: String::new(),
            signer: String::new(),
            signed_on: None,
            effective_on,
            source: String::new(),
            verified: true,
            note: String::new(),
        };
        let id = reorgs::create(deed, &paper, plan).await.unwrap();
        let read = self.app.db.read();
        for act in [Act::Submit, Act::Approve { own: false }] {
            let reorg = reorgs::find(read, id).await.unwrap().unwrap();
            reorgs::advance(deed, &reorg, act).await.unwrap();
        }
        let reorg = reorgs::find(read, id).await.unwrap().unwrap();
        reorgs::apply(deed, &reorg).await.unwrap();
    }

    /// A headcount confirmed at an instant.
    pub async fn confirm(&self, unit: Uuid, on: Date, said: Said, at: i64) {
        let given = Confirmation {
            unit,
            on,
            said,
            source: "BC".to_owned(),
            by: None,
        };
        let tx = self.app.db.begin().await.unwrap();
        headcount::confirm(&tx, at, &*self.app.entropy, &Scope::All, &given)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn everybody(&self) -> i64 {
        people::count_found(self.app.db.read(), &Scope::All, self.org.today(), "")
            .await
            .unwrap()
    }

    pub async fn visitor(&self, signin: &str, role: Role, unit: Option<Uuid>) -> Visitor {
        let grant = Grant { role, side: None, unit };
        testkit::account(&self.app, "Người thử", signin, PASSWORD, &[grant]).await;
        let router = platform::pages::routes(&self.app)
            .merge(organisation::routes(&self.org))
            .finish();
        let mut visitor = Visitor::new(router);
        visitor.sign_in(signin, PASSWORD).await;
        visitor
    }
}

pub fn actor(role: Role, unit: Option<Uuid>) -> Actor {
    Actor {
        account: Uuid::nil(),
        name: "Người thử".to_owned(),
        grants: vec![Grant { role, side: None, unit }],
    }
}

/// A workbook with one sheet; a cell that begins with `#` is written as a number.
pub fn workbook(sheet: &str, headings: &[&str], rows: &[Vec<&str>]) -> Vec<u8> {
    let numeric = |column: usize| {
        rows.iter()
            .any(|row| row.get(column).is_some_and(|cell| cell.starts_with('#')))
    };
    let columns = headings
        .iter()
        .enumerate()
        .map(|(at, heading)| {
            let kind = if numeric(at) {
                ColumnKind::Integer
            } else {
                ColumnKind::Text
            };
            Column::new(*heading, kind, 20)
        })
        .collect();
    let rows = rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|cell| match cell.strip_prefix('#') {
                    Some(number) => Value::Number(number.parse().unwrap()),
                    None if cell.is_empty() => Value::Empty,
                    None => Value::from(*cell),
                })
                .collect()
        })
        .collect();
    let mut book = Builder::new(jiff::Timestamp::from_millisecond(testkit::NOW).unwrap());
    book.table(&Table {
        name: sheet.to_owned(),
        columns,
        rows,
        ..Table::default()
    })
    .unwrap();
    book.finish().unwrap()
}

/// Everything that a dry run found, to be written by the program itself.
pub fn everything<'o, T>(scope: &'o Scope, checked: &'o Checked<T>) -> Order<'o, T> {
    Order {
        actor: None,
        scope,
        file: "ds.xlsx",
        new: &checked.new,
        changed: &checked.changed,
        skipped: 0,
        draft: None,
    }
}
