//! An act that was undone is drafted anew from itself; and what of all acts belongs on whose page of the day.

use axum::http::StatusCode;
use kernel::actor::{Actor, Grant, Role, Side};
use kernel::time::DAY;
use organisation::history::Traits;
use organisation::plan::{Founding, Operation, Plan};
use organisation::stage::{Act, Stage};
use organisation::store::reorgs::{self, Deed};
use organisation::today::{self, Matter};
use organisation::unit::{UnitKind, UnitLevel};
use testkit::on_both;
use uuid::Uuid;

use crate::house::{House, PASSWORD};
use crate::reorg_rights::{paper, put};

fn deed<'d>(house: &'d House, actor: Option<&'d Actor>) -> Deed<'d> {
    Deed {
        org: &house.org,
        actor,
        reason: "thiếu căn cứ",
    }
}

async fn person(house: &House, name: &str, role: Role, unit: Option<Uuid>) -> Actor {
    let side = role.needs_side().then_some(Side::A);
    let grant = Grant { role, side, unit };
    let account = testkit::account(&house.app, name, name, PASSWORD, &[grant]).await;
    Actor {
        account,
        name: name.to_owned(),
        grants: vec![grant],
    }
}

fn consolidation(house: &House) -> Plan {
    let traits = Traits {
        name: "Công đoàn Tài chính – Tư pháp".to_owned(),
        short_name: String::new(),
        abbreviation: String::new(),
        code: "TCTP".to_owned(),
        kind: UnitKind::Grassroots,
        level: UnitLevel::Grassroots,
        seal: String::new(),
        address: String::new(),
        position: 1,
        demo: false,
    };
    let founding = Founding {
        unit: house.app.fresh_id(),
        traits,
        parent: None,
    };
    Plan {
        operations: vec![
            Operation::Consolidate {
                sources: vec![house.justice, house.finance],
                founding: Box::new(founding),
            },
            Operation::Move {
                units: vec![house.finance_a],
                hierarchy: organisation::history::Hierarchy::Union,
                parent: Some(house.union),
            },
        ],
    }
}

const ON: jiff::civil::Date = jiff::civil::date(2026, 10, 1);

#[tokio::test]
async fn an_act_that_was_undone_is_drafted_anew() {
    on_both(async |db| {
        let house = House::build(db).await;
        let on = house.app.db.read();
        let plan = consolidation(&house);
        let id = reorgs::create(deed(&house, None), &paper("Hợp nhất", ON), &plan)
            .await
            .unwrap();
        put(&house, id).await.unwrap();
        let reorg = reorgs::find(on, id).await.unwrap().unwrap();
        assert!(reorgs::renew(deed(&house, None), &reorg).await.is_err(), "in force");
        reorgs::undo(deed(&house, None), &reorg).await.unwrap();

        let mut visitor = house.visitor("quantri", Role::Administrator, None).await;
        let page = visitor.get(&format!("/sap-xep/{id}")).await.text();
        assert!(page.contains("Lập lại từ văn bản này"), "{page}");
        let done = visitor.post(&format!("/sap-xep/{id}/lap-lai"), &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let renewed = reorgs::renewals(on, id).await.unwrap();
        assert_eq!(renewed.len(), 1);
        let draft = reorgs::find(on, renewed[0].0).await.unwrap().unwrap();
        assert_eq!((draft.stage, &draft.paper), (Stage::Draft, &reorg.paper));
        assert_eq!(draft.renews, Some(id));
        assert_eq!(draft.plan.operations.len(), 2);
        assert_ne!(
            draft.plan.founded().next().unwrap().unit,
            plan.founded().next().unwrap().unit,
            "what was undone never was"
        );
        assert_eq!(draft.plan.mentions().len(), plan.mentions().len());
        // Each names the other.
        let page = visitor.get(&format!("/sap-xep/{id}")).await.text();
        assert!(page.contains(&format!("/sap-xep/{}", draft.id)), "{page}");
        let page = visitor.get(&format!("/sap-xep/{}", draft.id)).await.text();
        assert!(page.contains("Lập lại từ đợt đã hoàn tác"), "{page}");
        put(&house, draft.id).await.unwrap();
        let tree = house.org.tree(ON).await.unwrap();
        assert!(tree.by_code("TCTP").is_some() && tree.get(house.justice).is_none());
    })
    .await;
}

#[tokio::test]
async fn what_no_longer_fits_is_said_at_its_place() {
    on_both(async |db| {
        let house = House::build(db).await;
        let plan = consolidation(&house);
        let old = reorgs::create(deed(&house, None), &paper("Hợp nhất", ON), &plan)
            .await
            .unwrap();
        put(&house, old).await.unwrap();
        let on = house.app.db.read();
        let reorg = reorgs::find(on, old).await.unwrap().unwrap();
        reorgs::undo(deed(&house, None), &reorg).await.unwrap();
        // Meanwhile another act ends one of the units.
        let other = Plan {
            operations: vec![Operation::Merge {
                sources: vec![house.justice],
                into: house.union,
            }],
        };
        let id = reorgs::create(deed(&house, None), &paper("Giải thể", ON.yesterday().unwrap()), &other)
            .await
            .unwrap();
        put(&house, id).await.unwrap();
        let reorg = reorgs::find(on, old).await.unwrap().unwrap();
        let draft = reorgs::renew(deed(&house, None), &reorg).await.unwrap();
        let mut visitor = house.visitor("quantri", Role::Administrator, None).await;
        let page = visitor.get(&format!("/sap-xep/{draft}")).await.text();
        let misfits = page.matches("Không khớp với tổ chức hiện nay").count();
        assert_eq!(misfits, 1, "the other operation still fits: {page}");
        assert!(
            page.contains("Công đoàn Bộ Tư pháp không có vào ngày 1/10/2026"),
            "{page}"
        );
        let sent = visitor.post(&format!("/sap-xep/{draft}/trinh"), &[]).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn each_sees_what_waits_for_them_and_what_changed_for_them() {
    on_both(async |db| {
        let house = House::build(db).await;
        let organiser = person(&house, "soan", Role::Organiser, None).await;
        let leader = person(&house, "duyet", Role::Leader, None).await;
        let admin = person(&house, "quantri", Role::Administrator, None).await;
        // The officer of a unit below the one that ends, of the one that takes over, and of one far away.
        let below = person(&house, "duoi", Role::UnitOfficer, Some(house.justice_a)).await;
        let heir = person(&house, "nhan", Role::UnitOfficer, Some(house.finance)).await;
        let far = person(&house, "xa", Role::UnitOfficer, Some(house.finance_a)).await;
        let all = [&organiser, &leader, &admin, &below, &heir, &far];
        let seen = async || {
            let mut out = Vec::new();
            for actor in all {
                let found = today::matters(&house.org, actor).await.unwrap();
                out.push(found.into_iter().map(|(matter, _)| matter).collect::<Vec<_>>());
            }
            out
        };
        let plan = Plan {
            operations: vec![Operation::Merge {
                sources: vec![house.justice],
                into: house.finance,
            }],
        };
        let id = reorgs::create(deed(&house, Some(&organiser)), &paper("Sáp nhập", ON), &plan)
            .await
            .unwrap();
        let step = async |act| {
            let reorg = reorgs::find(house.app.db.read(), id).await.unwrap().unwrap();
            reorgs::advance(deed(&house, Some(&leader)), &reorg, act).await.unwrap();
        };
        let nothing: Vec<Matter> = Vec::new();
        assert_eq!(seen().await, vec![nothing.clone(); 6], "a draft waits for nobody");
        step(Act::Submit).await;
        let one = |matter| vec![matter];
        let approve = [
            nothing.clone(),
            one(Matter::Approve),
            one(Matter::Approve),
            nothing.clone(),
            nothing.clone(),
            nothing.clone(),
        ];
        assert_eq!(seen().await, approve);
        step(Act::Return).await;
        assert_eq!(seen().await[0], one(Matter::Mend));
        assert_eq!(seen().await[2], nothing, "it is the drafter's");
        step(Act::Submit).await;
        step(Act::Approve { own: false }).await;
        assert_eq!(seen().await[0], one(Matter::Apply));
        assert_eq!(seen().await[1], nothing);
        let reorg = reorgs::find(house.app.db.read(), id).await.unwrap().unwrap();
        reorgs::apply(deed(&house, Some(&organiser)), &reorg).await.unwrap();
        let news = [
            nothing.clone(),
            one(Matter::Leading),
            nothing.clone(),
            one(Matter::MyUnit),
            one(Matter::MyUnit),
            nothing.clone(),
        ];
        assert_eq!(seen().await, news);
        house.clock.advance(15 * DAY);
        assert_eq!(seen().await, vec![nothing; 6], "after two weeks it is no news");
    })
    .await;
}
