//! Two entries of one human being.

use std::collections::HashMap;

use kernel::actor::{Actor, Grant, Role};
use organisation::error::PeopleRefusal;
use organisation::people;
use organisation::store::members;
use organisation::store::merges::{self, Order as Merging};
use organisation::{OrganisationError, Scope};
use platform::account;
use testkit::on_both;
use uuid::Uuid;

use crate::house::{House, actor, person};
use crate::people_time::counts;

pub async fn merge(house: &House, by: &Actor, kept: Uuid, gone: Uuid) -> Result<(), OrganisationError> {
    let app = &house.app;
    let tx = app.db.begin().await.unwrap();
    let order = Merging {
        kept,
        gone,
        reason: "nhập hai lần",
    };
    merges::merge(&tx, app.now(), &*app.entropy, by, &Scope::All, house.org.today(), order).await?;
    tx.commit().await.unwrap();
    Ok(())
}

pub async fn undo(house: &House, by: &Actor, merge: Uuid) -> Result<(), OrganisationError> {
    let app = &house.app;
    let tx = app.db.begin().await.unwrap();
    merges::undo(&tx, app.now(), by, &Scope::All, house.org.today(), merge, "nhầm").await?;
    tx.commit().await.unwrap();
    Ok(())
}

pub async fn last_merge(house: &House) -> Uuid {
    let listed = merges::listed(house.app.db.read(), &Scope::All, house.org.today(), 10)
        .await
        .unwrap();
    listed.iter().find(|merge| merge.undone_at.is_none()).unwrap().id
}

#[tokio::test]
async fn a_merged_person_counts_once_and_undoing_restores_everything() {
    on_both(async |db| {
        let house = House::build(db).await;
        let mut a = person(&house.app, "A1", "Ngô Duy Hiếu", house.justice_a);
        a.phone = Some("+84912345678".to_owned());
        let mut b = person(&house.app, "A2", "Ngọ Duy Hiểu", house.finance_a);
        b.email = Some("hieu@btc.vn".to_owned());
        let c = person(&house.app, "A3", "Ngô Duy Hiếu", house.justice_a);
        house.add(&[a.clone(), b.clone(), c.clone()]).await;
        let admin = actor(Role::Administrator, None);
        let read = house.app.db.read();
        let signs_in = async |name: &str| account::by_name(read, name).await.unwrap().unwrap().id;
        let before = counts(&house, None).await;
        let known_before = house.app.now();
        house.clock.advance(1_000);
        merge(&house, &admin, a.id, b.id).await.unwrap();
        let merged_at = house.app.now();
        assert_eq!(counts(&house, None).await, HashMap::from([(house.justice_a, 2)]));
        assert_eq!(counts(&house, Some(known_before)).await, before, "nobody knew");
        assert_eq!(house.everybody().await, 2);
        assert_eq!(people::aliases(read).await.unwrap(), HashMap::from([(b.id, a.id)]));
        assert_eq!(signs_in("hieu@btc.vn").await, a.id);
        assert_eq!(signs_in("A2").await, a.id);
        assert!(account::by_id(read, b.id).await.unwrap().unwrap().disabled);
        let facts = people::unit_of(read, b.id, house.org.today()).await.unwrap();
        assert_eq!(facts, Some(house.finance_a), "no fact is rewritten");
        let twice = merge(&house, &admin, c.id, b.id).await;
        assert!(matches!(
            twice,
            Err(OrganisationError::People(PeopleRefusal::AlreadyMerged))
        ));
        // The kept one is merged on: the chain leads to the last, and the last merge is undone first.
        let first = last_merge(&house).await;
        house.clock.advance(1_000);
        merge(&house, &admin, c.id, a.id).await.unwrap();
        let chain = HashMap::from([(a.id, c.id), (b.id, c.id)]);
        assert_eq!(people::aliases(read).await.unwrap(), chain);
        let then = people::aliases_as_known(read, merged_at).await.unwrap();
        assert_eq!(then, HashMap::from([(b.id, a.id)]));
        assert_eq!(signs_in("hieu@btc.vn").await, c.id);
        let early = undo(&house, &admin, first).await;
        assert!(matches!(
            early,
            Err(OrganisationError::People(PeopleRefusal::UndoLaterFirst))
        ));
        house.clock.advance(1_000);
        undo(&house, &admin, last_merge(&house).await).await.unwrap();
        undo(&house, &admin, first).await.unwrap();
        let again = undo(&house, &admin, first).await;
        assert!(matches!(
            again,
            Err(OrganisationError::People(PeopleRefusal::AlreadyUndone))
        ));
        assert_eq!(counts(&house, None).await, before);
        assert_eq!(people::aliases(read).await.unwrap(), HashMap::new());
        for (name, whose) in [
            ("A1", a.id),
            ("0912345678", a.id),
            ("A2", b.id),
            ("hieu@btc.vn", b.id),
            ("A3", c.id),
        ] {
            assert_eq!(signs_in(name).await, whose, "{name}");
            assert!(!account::by_id(read, whose).await.unwrap().unwrap().disabled, "{name}");
        }
        let merged = HashMap::from([(house.justice_a, 2)]);
        assert_eq!(
            counts(&house, Some(merged_at)).await,
            merged,
            "what was known stays known"
        );
    })
    .await;
}

#[tokio::test]
async fn an_account_with_a_role_is_shut_by_an_administrator_only() {
    on_both(async |db| {
        let house = House::build(db).await;
        let a = person(&house.app, "A1", "Lê Ân", house.justice_a);
        let b = person(&house.app, "A2", "Lê Ân", house.justice_a);
        house.add(&[a.clone(), b.clone()]).await;
        let app = &house.app;
        let tx = app.db.begin().await.unwrap();
        let auditor = Grant {
            role: Role::Auditor,
            side: None,
            unit: None,
        };
        account::grant(&tx, app.now(), app.fresh_id(), b.id, auditor, None)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut officer = actor(Role::UnitOfficer, Some(house.justice));
        let refused = merge(&house, &officer, a.id, b.id).await;
        assert!(matches!(
            refused,
            Err(OrganisationError::People(PeopleRefusal::HoldsRole))
        ));
        let refused = merge(&house, &officer, b.id, a.id).await;
        assert!(
            matches!(refused, Err(OrganisationError::People(PeopleRefusal::HoldsRole))),
            "an address that an officer entered does not come to open an account with rights"
        );
        officer.account = b.id;
        merge(&house, &officer, b.id, a.id).await.unwrap();
        undo(&house, &officer, last_merge(&house).await).await.unwrap();
        let admin = Actor {
            account: b.id,
            ..actor(Role::Administrator, None)
        };
        let refused = merge(&house, &admin, a.id, b.id).await;
        assert!(matches!(
            refused,
            Err(OrganisationError::People(PeopleRefusal::OwnEntry))
        ));
        merge(&house, &actor(Role::Administrator, None), a.id, b.id)
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_list_takes_no_name_away_that_came_with_a_merge() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let mut a = person(app, "A1", "Lê Ân", house.justice_a);
        let mut b = person(app, "A2", "Lê Ân", house.justice_a);
        a.phone = Some("+84912345678".to_owned());
        b.phone = Some("+84912345679".to_owned());
        house.add(&[a.clone(), b.clone()]).await;
        merge(&house, &actor(Role::Administrator, None), a.id, b.id)
            .await
            .unwrap();
        a.phone = Some("+84987654321".to_owned());
        let tx = app.db.begin().await.unwrap();
        members::change(
            &tx,
            app.now(),
            &*app.entropy,
            (None, &Scope::All),
            &a,
            Some(house.justice_a),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        for (name, whose) in [
            ("0987654321", Some(a.id)),
            ("0912345679", Some(a.id)),
            ("0912345678", None),
        ] {
            let found = account::by_name(app.db.read(), name).await.unwrap();
            assert_eq!(found.map(|account| account.id), whose, "{name}");
        }
    })
    .await;
}
