//! Acts of re-organisation in the whole house: on the page of the day of whoever has to act, and beside plans that name
//! units.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on must stop loudly")]

use std::sync::Arc;

use axum::http::StatusCode;
use donghanh::wire::{self, House, Parts};
use kernel::actor::{Grant, Role, Side};
use kernel::clock::FixedClock;
use kernel::ids::SeededEntropy;
use kernel::time::DAY;
use organisation::Scope;
use organisation::plan::{Operation, Plan};
use organisation::reorgs::{self, Deed, Paper};
use organisation::stage::Act;
use organisation::unit::{UnitKind, UnitLevel};
use organisation::units::{self, NewUnit};
use platform::app::Settings;
use platform::db::Db;
use platform::password::Passwords;
use testkit::{NOW, Visitor, on_both};
use uuid::Uuid;

const PASSWORD: &str = "mưa rào tháng bảy";

async fn house(db: Db, clock: Arc<FixedClock>) -> House {
    platform::migrate::run(&db, &*clock, &wire::migrations()).await.unwrap();
    let app = wire::app(Parts {
        db,
        clock,
        entropy: Arc::new(SeededEntropy::new(5)),
        settings: Settings::default(),
        passwords: Passwords::new(2, 8, 1),
        limit_factor: 10_000,
    })
    .await
    .unwrap();
    House::new(app).await.unwrap()
}

async fn founded(house: &House, code: &str, parent: Option<Uuid>) -> Uuid {
    let new = NewUnit {
        id: house.app.fresh_id(),
        code: code.to_owned(),
        name: format!("Công đoàn {code}"),
        short_name: String::new(),
        kind: UnitKind::Grassroots,
        level: UnitLevel::Grassroots,
        parent,
        position: 1,
        from: jiff::civil::date(2020, 1, 1),
        demo: false,
    };
    let tx = house.app.db.begin().await.unwrap();
    units::create(&tx, house.app.now(), &*house.app.entropy, &Scope::All, &new)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    new.id
}

async fn visitor(house: &House, name: &str, role: Role, unit: Option<Uuid>) -> (Uuid, Visitor) {
    let side = role.needs_side().then_some(Side::A);
    let account = testkit::account(&house.app, name, name, PASSWORD, &[Grant { role, side, unit }]).await;
    let mut visitor = Visitor::new(house.routes().finish());
    visitor.sign_in(name, PASSWORD).await;
    (account, visitor)
}

#[tokio::test]
async fn acts_of_re_organisation_wait_on_the_page_of_who_has_to_act() {
    on_both(async |db| {
        let clock = Arc::new(FixedClock::at(NOW));
        let house = house(db, Arc::clone(&clock)).await;
        let union = founded(&house, "TW", None).await;
        let [a, b] = [
            founded(&house, "A", Some(union)).await,
            founded(&house, "B", Some(union)).await,
        ];
        let (account, mut organiser) = visitor(&house, "soan", Role::Organiser, None).await;
        let (_, mut leader) = visitor(&house, "duyet", Role::Leader, None).await;
        let (_, mut officer) = visitor(&house, "phutrach", Role::UnitOfficer, Some(a)).await;
        let (_, mut member) = visitor(&house, "doanvien", Role::Member, None).await;
        let drafter = kernel::actor::Actor {
            account,
            name: "soan".to_owned(),
            grants: vec![],
        };
        let deed = Deed {
            org: &house.org,
            actor: Some(&drafter),
            reason: "",
        };
        let paper = Paper {
            title: "Sáp nhập A vào B".to_owned(),
            number: String::new(),
            organ: String::new(),
            signer: String::new(),
            signed_on: None,
            effective_on: jiff::civil::date(2026, 12, 1),
            source: String::new(),
            verified: false,
            note: String::new(),
        };
        let plan = Plan {
            operations: vec![Operation::Merge {
                sources: vec![a],
                into: b,
            }],
        };
        let id = reorgs::create(deed, &paper, &plan).await.unwrap();
        let act = format!("/sap-xep/{id}");
        let post = async |visitor: &mut Visitor, what: &str, fields: &[(&str, &str)]| {
            visitor.get(&act).await;
            let done = visitor.post(&format!("{act}/{what}"), fields).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{what}: {}", done.text());
        };
        post(&mut organiser, "trinh", &[]).await;
        let home = leader.get("/").await.text();
        assert!(home.contains("Duyệt đợt sắp xếp tổ chức: Sáp nhập A vào B"), "{home}");
        assert!(home.contains(&act) && home.contains("Hiệu lực 1/12/2026"), "{home}");
        assert!(
            !organiser.get("/").await.text().contains("Sáp nhập A"),
            "nobody approves the own draft"
        );
        post(&mut leader, "tra-lai", &[("reason", "thiếu căn cứ")]).await;
        let home = organiser.get("/").await.text();
        assert!(home.contains("Sửa dự thảo bị trả lại: Sáp nhập A vào B"), "{home}");
        assert!(home.contains("Lý do trả lại: thiếu căn cứ"), "{home}");
        post(&mut organiser, "trinh", &[]).await;
        post(&mut leader, "duyet", &[]).await;
        let home = organiser.get("/").await.text();
        assert!(home.contains("Áp dụng đợt sắp xếp tổ chức: Sáp nhập A vào B"), "{home}");
        post(&mut organiser, "ap-dung", &[]).await;
        let home = organiser.get("/").await.text();
        assert!(!home.contains("Sáp nhập A"), "{home}");
        let news = "Đơn vị của đồng chí có thay đổi: Sáp nhập A vào B";
        let home = officer.get("/").await.text();
        assert!(home.contains(news) && home.contains(&act), "{home}");
        assert!(home.contains("Hiệu lực 1/12/2026"), "{home}");
        assert_eq!(officer.get(&act).await.status, StatusCode::OK, "the link opens");
        assert!(
            leader
                .get("/")
                .await
                .text()
                .contains("Tổ chức có thay đổi: Sáp nhập A vào B")
        );
        assert!(!member.get("/").await.text().contains("Sáp nhập A"));
        let english = officer.clone().in_english().get("/").await.text();
        assert!(
            english.contains("Your unit has changed") && !english.contains('⟦'),
            "{english}"
        );
        clock.advance(15 * DAY);
        officer.sign_in("phutrach", PASSWORD).await;
        let home = officer.get("/").await;
        assert_eq!(home.status, StatusCode::OK);
        assert!(!home.text().contains(news), "{}", home.text());
    })
    .await;
}

const PLAN: &str = r#"format = 1
[plan]
slug = "nam-nay"
year = 2026
state = "in_force"
document_kind = "Kế hoạch"
title = "Kế hoạch năm nay"
from = "2026-01-01"
to = "2026-12-31"
[[party]]
side = "A"
order = 1
kind = "union"
code = "A"
unit = "A"
name = "Công đoàn A"
name_en = "Union A"
short = "A"
short_en = "A"
role = "lead"
[[section]]
path = "I"
order = 1
heading = "Nội dung"
"#;

#[tokio::test]
async fn a_plan_follows_its_unit_and_does_not_hold_an_act_that_takes_the_code_over() {
    on_both(async |db| {
        let clock = Arc::new(FixedClock::at(NOW));
        let house = house(db, clock).await;
        let union = founded(&house, "TW", None).await;
        let a = founded(&house, "A", Some(union)).await;
        let plan = programme::parse(PLAN, &programme::Frame::on(house.org.today())).unwrap();
        let tx = house.app.db.begin().await.unwrap();
        programme::insert_plan(&tx, house.app.now(), &*house.app.entropy, None, &plan)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let deed = Deed {
            org: &house.org,
            actor: None,
            reason: "thử",
        };
        let paper = Paper {
            title: "Lập lại A".to_owned(),
            number: String::new(),
            organ: String::new(),
            signer: String::new(),
            signed_on: None,
            effective_on: jiff::civil::date(2026, 12, 1),
            source: String::new(),
            verified: false,
            note: String::new(),
        };
        let present = house.org.present().await.unwrap();
        let eve = paper.effective_on.yesterday().unwrap();
        let traits = (*present.history.version(a, eve).unwrap().traits).clone();
        let founding = organisation::plan::Founding {
            unit: house.app.fresh_id(),
            traits,
            parent: None,
        };
        // The successor bears the code of the unit that it comes from, as all 23 merged provinces bear an old name.
        let plan = Plan {
            operations: vec![Operation::Consolidate {
                sources: vec![a],
                founding: Box::new(founding),
            }],
        };
        let id = reorgs::create(deed, &paper, &plan).await.unwrap();
        let (_, mut organiser) = visitor(&house, "soan", Role::Organiser, None).await;
        let page = organiser.get(&format!("/sap-xep/{id}")).await.text();
        assert!(
            page.contains("kế hoạch mà đơn vị là một bên: Kế hoạch năm nay"),
            "{page}"
        );
        assert!(page.contains("/ke-hoach/nam-nay"), "{page}");
        for act in [Act::Submit, Act::Approve { own: false }] {
            let reorg = reorgs::find(house.app.db.read(), id).await.unwrap().unwrap();
            reorgs::advance(deed, &reorg, act).await.unwrap();
        }
        let reorg = reorgs::find(house.app.db.read(), id).await.unwrap().unwrap();
        reorgs::apply(deed, &reorg).await.unwrap();
        let reorg = reorgs::find(house.app.db.read(), id).await.unwrap().unwrap();
        reorgs::undo(deed, &reorg).await.unwrap();
    })
    .await;
}
