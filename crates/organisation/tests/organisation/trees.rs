use jiff::civil::date;
use kernel::actor::Role;
use organisation::store::units::{self, NewUnit};
use organisation::unit::{UnitKind, UnitLevel};
use organisation::{OrganisationError, Scope, scope_of};
use testkit::on_both;

use crate::house::{self, House, actor};

#[tokio::test]
async fn a_tree_is_that_of_its_day() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let moved = NewUnit {
            id: house.justice_a,
            code: "BTC-09".to_owned(),
            name: "Công đoàn cơ sở Cục Đăng ký".to_owned(),
            short_name: String::new(),
            kind: UnitKind::Grassroots,
            level: UnitLevel::Grassroots,
            parent: Some(house.finance),
            position: 9,
            from: date(2025, 7, 1),
            demo: false,
        };
        let before = house.org.tree(date(2025, 7, 1)).await.unwrap();
        assert_eq!(before.get(house.justice_a).unwrap().parent, Some(house.justice));
        let tx = app.db.begin().await.unwrap();
        units::change(&tx, app.now(), &*app.entropy, &Scope::All, &moved)
            .await
            .unwrap();
        units::end(
            &tx,
            app.now(),
            &*app.entropy,
            &Scope::All,
            house.justice,
            date(2026, 1, 1),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();

        let day_before = house.org.tree(date(2025, 6, 30)).await.unwrap();
        let old = day_before.get(house.justice_a).unwrap();
        assert_eq!((old.parent, old.code.as_str()), (Some(house.justice), "BTP-01"));
        let after = house.org.tree(date(2025, 7, 1)).await.unwrap();
        let new = after.get(house.justice_a).unwrap();
        assert_eq!((new.parent, new.code.as_str()), (Some(house.finance), "BTC-09"));
        assert!(
            after.get(house.justice).is_some(),
            "[from, to): still there on 1/7/2025"
        );
        let later = house.org.tree(date(2026, 1, 1)).await.unwrap();
        assert!(
            later.get(house.justice).is_none(),
            "[from, to): gone on the day it ends"
        );
        assert!(house.org.tree(date(2019, 12, 31)).await.unwrap().is_empty());
        let present = house.org.present().await.unwrap();
        let life = present.history.life(house.justice_a).unwrap();
        let names: Vec<&str> = life
            .versions
            .iter()
            .map(|version| version.traits.name.as_str())
            .collect();
        assert_eq!(names, ["Công đoàn cơ sở Cục Hộ tịch", "Công đoàn cơ sở Cục Đăng ký"]);
    })
    .await;
}

#[tokio::test]
async fn the_order_is_that_of_protocol() {
    on_both(async |db| {
        let house = House::build(db).await;
        let tree = house.org.tree(house.org.today()).await.unwrap();
        let codes: Vec<&str> = tree.nodes().iter().map(|node| node.code.as_str()).collect();
        assert_eq!(codes, ["CĐVC", "BTC", "BTC-01", "BTP", "BTP-01"]);
        assert_eq!(tree.by_code("btp-01").unwrap().id, house.justice_a);
    })
    .await;
}

#[tokio::test]
async fn a_code_names_one_unit_on_a_day() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let tx = app.db.begin().await.unwrap();
        let double = house::unit(app, "cđvc", "Trùng mã", Some(house.union), 3);
        let refused = units::create(&tx, app.now(), &*app.entropy, &Scope::All, &double).await;
        assert!(matches!(refused, Err(OrganisationError::CodeTaken(code)) if code == "cđvc"));
        units::end(
            &tx,
            app.now(),
            &*app.entropy,
            &Scope::All,
            house.finance_a,
            date(2020, 6, 1),
        )
        .await
        .unwrap();
        let again = NewUnit {
            from: date(2021, 1, 1),
            ..house::unit(app, "BTC-01", "Mã của đơn vị đã hết", Some(house.finance), 3)
        };
        units::create(&tx, app.now(), &*app.entropy, &Scope::All, &again)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let then = house.org.tree(date(2020, 5, 1)).await.unwrap();
        let now = house.org.tree(house.org.today()).await.unwrap();
        assert_eq!(then.by_code("BTC-01").unwrap().id, house.finance_a);
        assert_eq!(
            now.by_code("BTC-01").unwrap().id,
            again.id,
            "another id for the same code"
        );
    })
    .await;
}

#[tokio::test]
async fn an_officer_reaches_the_own_unit_and_below() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let tree = house.org.tree(house.org.today()).await.unwrap();
        let scope = scope_of(&actor(Role::UnitOfficer, Some(house.justice)), &tree);
        assert_eq!(scope, Scope::Units(vec![house.justice, house.justice_a]));
        assert_eq!(scope_of(&actor(Role::Auditor, None), &tree), Scope::All);
        assert_eq!(
            organisation::scope::acting_scope(&actor(Role::Auditor, None), &tree),
            Scope::Units(vec![]),
            "an auditor reads and changes nothing"
        );
        assert_eq!(scope_of(&actor(Role::Member, None), &tree), Scope::Units(vec![]));
        assert!(scope.narrow(&tree, house.finance).is_err());
        let tx = app.db.begin().await.unwrap();
        let below = house::unit(app, "X1", "Dưới Tư pháp", Some(house.justice), 1);
        let beside = house::unit(app, "X2", "Dưới Tài chính", Some(house.finance), 1);
        let top = house::unit(app, "X3", "Đứng một mình", None, 1);
        units::create(&tx, app.now(), &*app.entropy, &scope, &below)
            .await
            .unwrap();
        for outside in [beside, top] {
            let refused = units::create(&tx, app.now(), &*app.entropy, &scope, &outside).await;
            assert!(matches!(refused, Err(OrganisationError::OutOfScope)));
        }
    })
    .await;
}
