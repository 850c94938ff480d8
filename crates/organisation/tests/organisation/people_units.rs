//! People of a unit that has merged, and lists that name a merged entry.

use std::collections::HashMap;

use jiff::civil::date;
use kernel::actor::Role;
use kernel::clock::FixedClock;
use organisation::import::apply::{self, check_members};
use organisation::import::fault::FaultKind;
use organisation::store::merges::{self, Order as Merging};
use organisation::store::transfers;
use organisation::transfer::{self, Blocked, Order, Reason};
use organisation::{Scope, scope_of};
use organisation::{headcount, people};
use platform::migrate;
use testkit::on_both;
use uuid::Uuid;

use crate::house::{House, actor, everything, person, workbook};

/// Cục Hộ tịch becomes a part of Vụ Ngân sách.
pub async fn merged_units(house: &House) {
    house
        .merge(&[house.justice_a], house.finance_a, date(2026, 10, 1))
        .await;
}

#[tokio::test]
async fn people_of_a_merged_unit_are_in_the_one_that_took_over() {
    on_both(async |db| {
        let house = House::build(db).await;
        let an = person(&house.app, "A1", "Nguyễn An", house.justice_a);
        house.add(std::slice::from_ref(&an)).await;
        merged_units(&house).await;
        let (today, read) = (house.org.today(), house.app.db.read());
        let kept = people::unit_of(read, an.id, today).await.unwrap();
        assert_eq!(kept, Some(house.justice_a), "the row keeps the unit");
        let mut officer = house.visitor("cb", Role::UnitOfficer, Some(house.finance)).await;
        let address = format!("/doan-vien/{}", an.id);
        for page in ["/doan-vien", &address, &format!("/doan-vien/chuyen?nguoi={}", an.id)] {
            let page = officer.get(page).await.text();
            assert!(page.contains("Vụ Ngân sách") && page.contains("Nguyễn An"), "{page}");
        }
        // A list that names the heir says nothing new.
        let headings = ["Số thẻ", "Họ và tên", "Điện thoại", "Mã đơn vị"];
        let rows = |phone| [vec!["A1", "Nguyễn An", phone, "BTC-01"]];
        let bytes = workbook("Danh sách", &headings, &rows(""));
        let checked = check_members(&house.org, None, &Scope::All, "ds.xlsx", bytes)
            .await
            .unwrap();
        assert_eq!((checked.same, checked.changed.len()), (1, 0), "{:?}", checked.faults);
        let bytes = workbook("Danh sách", &headings, &rows("0912345678"));
        let checked = check_members(&house.org, None, &Scope::All, "ds.xlsx", bytes)
            .await
            .unwrap();
        apply::members(&house.org, everything(&Scope::All, &checked), &|_, _| {})
            .await
            .unwrap();
        assert_eq!(
            people::stays(read, an.id).await.unwrap().len(),
            1,
            "nobody moved for it"
        );
        // From the heir they can be moved, but not to it.
        let tree = house.org.tree(today).await.unwrap();
        let acting = scope_of(&actor(Role::UnitOfficer, Some(house.finance)), &tree);
        let order = |to| Order {
            from: house.finance_a,
            to: Some(to),
            on: today,
            reason: Reason::Moved,
            act_number: String::new(),
            note: String::new(),
            people: vec![an.id],
            end_posts: true,
        };
        let standings = transfers::standings(read, &[an.id], today).await.unwrap();
        let stays = transfer::plan(&order(house.finance_a), &tree, &acting, standings.clone());
        assert_eq!(stays.blocked[0].1, Blocked::AlreadyThere);
        let goes = transfer::plan(&order(house.finance), &tree, &acting, standings);
        assert_eq!(goes.moved.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_list_that_names_a_merged_entry_is_told_so() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let (kept, gone) = (
            person(app, "A1", "Lê Ân", house.justice_a),
            person(app, "A2", "Lê Ấn", house.justice_a),
        );
        house.add(&[kept.clone(), gone.clone()]).await;
        let tx = app.db.begin().await.unwrap();
        let order = Merging {
            kept: kept.id,
            gone: gone.id,
            reason: "nhập hai lần",
        };
        let admin = actor(Role::Administrator, None);
        merges::merge(
            &tx,
            app.now(),
            &*app.entropy,
            &admin,
            &Scope::All,
            house.org.today(),
            order,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let bytes = workbook(
            "Danh sách",
            &["Số thẻ", "Họ và tên", "Mã đơn vị"],
            &[vec!["A1", "Lê Ân", "BTP-01"], vec!["A2", "Lê Ấn", "BTP-01"]],
        );
        let checked = check_members(&house.org, None, &Scope::All, "ds.xlsx", bytes)
            .await
            .unwrap();
        assert!(checked.has_fault(3, &FaultKind::NumberMerged), "{:?}", checked.faults);
        assert_eq!((checked.same, checked.new.len()), (1, 0));
        let counted = people::count_members(app.db.read(), &Scope::All, house.org.today()).await;
        assert_eq!(counted.unwrap(), HashMap::from([(house.justice_a, 1)]));
    })
    .await;
}

/// What was there before people had a history of knowledge was known at any time.
#[tokio::test]
async fn a_database_that_exists_is_brought_along() {
    on_both(async |db| {
        let clock = FixedClock::at(testkit::NOW);
        let steps = [platform::MIGRATIONS, organisation::MIGRATIONS].concat();
        let before: Vec<_> = steps.iter().filter(|step| step.id < "0006").copied().collect();
        migrate::run(&db, &clock, &before).await.unwrap();
        let (an, unit) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let tx = db.begin().await.unwrap();
        for (sql, values) in [
            ("INSERT INTO unit (id, created_at) VALUES ($1, 0)", vec![unit.into()]),
            (
                "INSERT INTO account (id, name, folded, is_member, must_change, disabled, failed_count, locked_until,
                                      created_at) VALUES ($1, 'An', 'an', $2, $2, $3, 0, 0, 0)",
                vec![an.into(), true.into(), false.into()],
            ),
            (
                "INSERT INTO person (id, member_number, full_name, sort_key, folded, demo, created_at)
                 VALUES ($1, 'A1', 'An', $2, 'an a1', $3, 0)",
                vec![an.into(), vec![1_u8].into(), false.into()],
            ),
            (
                "INSERT INTO membership (id, person_id, unit_id, valid_from, reason)
                 VALUES ($1, $1, $2, '2020-01-01', '')",
                vec![an.into(), unit.into()],
            ),
            (
                "INSERT INTO headcount (id, unit_id, on_date, state, staff, members, source, confirmed_at)
                 VALUES ($1, $1, '2026-09-30', 'confirmed', 9, 8, 'BC', 5)",
                vec![unit.into()],
            ),
        ] {
            platform::db::exec(&*tx, sql, values).await.unwrap();
        }
        tx.commit().await.unwrap();
        migrate::run(&db, &clock, &steps).await.unwrap();
        let (read, today) = (db.read(), date(2026, 11, 2));
        for known in [None, Some(1)] {
            let counted = people::count_members_as_known(read, &Scope::All, today, known).await;
            assert_eq!(counted.unwrap(), HashMap::from([(unit, 1)]), "{known:?}");
        }
        let confirmed = headcount::confirmed(read, today).await.unwrap();
        assert_eq!(confirmed[&unit].signed, None);
        assert_eq!(people::aliases(read).await.unwrap(), HashMap::new());
    })
    .await;
}
