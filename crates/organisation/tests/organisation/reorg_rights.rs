//! Rights that end with a unit: who keeps them and who does not, what is refused, and that undoing gives them back.

use axum::http::StatusCode;
use jiff::civil::{Date, date};
use kernel::actor::{Grant, Role, Side};
use organisation::plan::{Operation, Plan};
use organisation::scope::acting_scope;
use organisation::stage::Act;
use organisation::store::reorgs::{self, Deed, Paper, ReorgError};
use testkit::{Visitor, on_both};
use uuid::Uuid;

use crate::house::{House, PASSWORD, actor};

const DAY: Date = date(2026, 10, 1);

pub fn paper(title: &str, on: Date) -> Paper {
    Paper {
        title: title.to_owned(),
        number: String::new(),
        organ: String::new(),
        signer: String::new(),
        signed_on: None,
        effective_on: on,
        source: String::new(),
        verified: false,
        note: String::new(),
    }
}

async fn officer(house: &House, signin: &str, unit: Uuid) {
    let grant = Grant {
        role: Role::UnitOfficer,
        side: None,
        unit: Some(unit),
    };
    testkit::account(&house.app, signin, signin, PASSWORD, &[grant]).await;
}

fn merger(house: &House) -> Plan {
    Plan {
        operations: vec![
            Operation::Merge {
                sources: vec![house.justice],
                into: house.finance,
            },
            Operation::EndRights {
                units: vec![house.justice],
            },
        ],
    }
}

/// Submits, approves and applies, or says at which step it was refused.
pub async fn put(house: &House, id: Uuid) -> Result<(), ReorgError> {
    let deed = Deed {
        org: &house.org,
        actor: None,
        reason: "",
    };
    let on = house.app.db.read();
    for act in [Act::Submit, Act::Approve { own: false }] {
        let reorg = reorgs::find(on, id).await.unwrap().unwrap();
        reorgs::advance(deed, &reorg, act).await?;
    }
    let reorg = reorgs::find(on, id).await.unwrap().unwrap();
    reorgs::apply(deed, &reorg).await
}

#[tokio::test]
async fn law_08_rights_end_on_the_day_and_undoing_gives_them_back() {
    on_both(async |db| {
        let house = House::build(db).await;
        officer(&house, "tuphap", house.justice).await;
        officer(&house, "taichinh", house.finance).await;
        let deed = Deed {
            org: &house.org,
            actor: None,
            reason: "ghi nhầm",
        };
        let before = house.org.present().await.unwrap();
        let id = reorgs::create(deed, &paper("Sáp nhập", DAY), &merger(&house))
            .await
            .unwrap();
        put(&house, id).await.unwrap();
        let of = actor(Role::UnitOfficer, Some(house.justice));
        let eve = house.org.tree(DAY.yesterday().unwrap()).await.unwrap();
        assert!(acting_scope(&of, &eve).covers(house.justice_a));
        let tree = house.org.tree(DAY).await.unwrap();
        let lost = acting_scope(&of, &tree);
        assert!(!lost.covers(house.finance) && !lost.covers(house.justice), "{lost:?}");
        // What the unit left behind is with the officer of the heir.
        let heir = acting_scope(&actor(Role::UnitOfficer, Some(house.finance)), &tree);
        assert!(heir.covers(house.justice) && heir.covers(house.justice_a));
        let reorg = reorgs::find(house.app.db.read(), id).await.unwrap().unwrap();
        reorgs::undo(deed, &reorg).await.unwrap();
        let after = house.org.present().await.unwrap();
        assert_eq!(after.history, before.history);
        let tree = house.org.tree(DAY).await.unwrap();
        assert!(acting_scope(&of, &tree).covers(house.justice_a));
    })
    .await;
}

#[tokio::test]
async fn law_08_nothing_is_left_without_anybody_in_charge() {
    on_both(async |db| {
        let house = House::build(db).await;
        officer(&house, "tuphap", house.justice).await;
        let deed = Deed {
            org: &house.org,
            actor: None,
            reason: "",
        };
        let id = reorgs::create(deed, &paper("Sáp nhập", DAY), &merger(&house))
            .await
            .unwrap();
        // The heir has nobody, and neither has the union above it.
        match put(&house, id).await {
            Err(ReorgError::Alone(units)) => assert_eq!(units, [house.finance]),
            other => panic!("{other:?}"),
        }
        let mut reader = organiser(&house).await;
        let page = reader.get(&format!("/sap-xep/{id}")).await.text();
        assert!(
            page.contains("không còn cán bộ nào phụ trách Công đoàn Bộ Tài chính"),
            "{page}"
        );
        assert!(!page.contains("Trình duyệt</button>"), "{page}");
        // Somebody above is enough.
        officer(&house, "congdoan", house.union).await;
        put(&house, id).await.unwrap();
    })
    .await;
}

async fn organiser(house: &House) -> Visitor {
    let grant = Grant {
        role: Role::Organiser,
        side: Some(Side::A),
        unit: None,
    };
    testkit::account(&house.app, "soan", "soan", PASSWORD, &[grant]).await;
    let router = platform::pages::routes(&house.app)
        .merge(organisation::routes(&house.org))
        .finish();
    let mut visitor = Visitor::new(router);
    visitor.sign_in("soan", PASSWORD).await;
    visitor
}

#[tokio::test]
async fn the_drafter_chooses_and_the_preview_says_who_loses_what() {
    on_both(async |db| {
        let house = House::build(db).await;
        officer(&house, "Trần Tư Pháp", house.justice).await;
        officer(&house, "Lê Tài Chính", house.finance).await;
        let deed = Deed {
            org: &house.org,
            actor: None,
            reason: "",
        };
        let mut plan = merger(&house);
        plan.operations.truncate(1);
        let id = reorgs::create(deed, &paper("Sáp nhập", DAY), &plan).await.unwrap();
        let mut visitor = organiser(&house).await;
        let page = format!("/sap-xep/{id}");
        let told = visitor.get(&page).await.text();
        assert!(told.contains("giữ quyền, phụ trách Công đoàn Bộ Tài chính"), "{told}");
        // Only of a unit that the draft ends.
        let form = format!("{page}/viec/end_rights");
        let offered = visitor.get(&form).await.text();
        assert!(offered.contains("BTP – Công đoàn Bộ Tư pháp</textarea>"), "{offered}");
        let refused = visitor.post(&form, &[("revision", "1"), ("sources", "BTC-01")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Chỉ chọn được đơn vị mà dự thảo này kết thúc"));
        // Nothing filled in: every unit that ends.
        let sent = visitor.post(&form, &[("revision", "1"), ("sources", "")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let told = visitor.get(&page).await.text();
        assert!(told.contains("hết quyền từ 1/10/2026"), "{told}");
        assert!(
            told.contains("Cán bộ phụ trách của Công đoàn Bộ Tư pháp thôi quyền"),
            "{told}"
        );
    })
    .await;
}

#[tokio::test]
async fn law_08_officers_of_what_nothing_took_over_get_no_rights_above() {
    on_both(async |db| {
        let house = House::build(db).await;
        officer(&house, "hotich", house.justice_a).await;
        let deed = Deed {
            org: &house.org,
            actor: None,
            reason: "",
        };
        let plan = Plan {
            operations: vec![Operation::Dissolve {
                unit: house.justice_a,
                below_to: None,
            }],
        };
        let id = reorgs::create(deed, &paper("Giải thể", DAY), &plan).await.unwrap();
        let mut reader = organiser(&house).await;
        let page = reader.get(&format!("/sap-xep/{id}")).await.text();
        assert!(
            page.contains("hết quyền từ 1/10/2026 vì không có đơn vị kế thừa"),
            "{page}"
        );
        assert!(page.contains("không có cán bộ nào ở cấp trên"), "{page}");
        officer(&house, "tuphap", house.justice).await;
        let page = reader.get(&format!("/sap-xep/{id}")).await.text();
        assert!(!page.contains("không có cán bộ nào ở cấp trên"), "{page}");
        put(&house, id).await.unwrap();
        let tree = house.org.tree(DAY).await.unwrap();
        let of = acting_scope(&actor(Role::UnitOfficer, Some(house.justice_a)), &tree);
        assert!(!of.covers(house.justice) && !of.covers(house.justice_a), "{of:?}");
        let above = acting_scope(&actor(Role::UnitOfficer, Some(house.justice)), &tree);
        assert!(above.covers(house.justice_a), "what is left is with the unit above");
    })
    .await;
}
