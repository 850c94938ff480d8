//! Who comes in by which name: single sign-on recognises people by their address, so an address is a key.

use kernel::actor::{Actor, Grant, Role};
use organisation::error::PeopleRefusal;
use organisation::import::apply::{self, Imported, Order, check_members};
use organisation::import::check::{Checked, WarningKind};
use organisation::import::members::MemberRow;
use organisation::store::members::{self, NewPerson};
use organisation::{OrganisationError, Scope, people};
use platform::{account, oidc};
use testkit::on_both;
use uuid::Uuid;

use crate::house::{House, actor, person, workbook};
use crate::people_merges::{last_merge, merge, undo};

const HEADINGS: [&str; 5] = ["Số thẻ", "Họ và tên", "Điện thoại", "Thư điện tử", "Mã đơn vị"];

/// Somebody of Cục Hộ tịch who also holds a role, and somebody who holds none.
async fn furnished(house: &House) -> (NewPerson, NewPerson) {
    let app = &house.app;
    let mut chief = person(app, "TP-1", "Nguyễn An", house.justice_a);
    chief.phone = Some("+84912345678".to_owned());
    chief.email = Some("an@btp.vn".to_owned());
    let mut member = person(app, "TP-2", "Bùi Bình", house.justice_a);
    member.email = Some("binh@btp.vn".to_owned());
    house.add(&[chief.clone(), member.clone()]).await;
    let tx = app.db.begin().await.unwrap();
    let grant = Grant {
        role: Role::Administrator,
        side: None,
        unit: None,
    };
    account::grant(&tx, app.now(), app.fresh_id(), chief.id, grant, None)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (chief, member)
}

async fn whose(house: &House, name: &str) -> Option<Uuid> {
    account::by_name(house.app.db.read(), name).await.unwrap().map(|a| a.id)
}

async fn list(house: &House, by: &Actor, scope: &Scope, rows: &[Vec<&str>]) -> Checked<MemberRow> {
    let bytes = workbook("Danh sách", &HEADINGS, rows);
    check_members(&house.org, Some(by), scope, "ds.xlsx", bytes)
        .await
        .unwrap()
}

async fn write(house: &House, by: &Actor, scope: &Scope, checked: &Checked<MemberRow>) -> Imported {
    let order = Order {
        actor: Some(by),
        scope,
        file: "ds.xlsx",
        new: &checked.new,
        changed: &checked.changed,
        skipped: 0,
        draft: None,
    };
    apply::members(&house.org, order, &|_, _| {}).await.unwrap()
}

#[tokio::test]
async fn the_address_of_somebody_with_a_role_is_changed_by_an_administrator_only() {
    on_both(async |db| {
        let house = House::build(db).await;
        let (chief, member) = furnished(&house).await;
        let scope = Scope::Units(vec![house.justice, house.justice_a]);
        let officer = actor(Role::UnitOfficer, Some(house.justice));
        let rows = [
            vec!["TP-1", "Nguyễn Văn An", "0987654321", "ke-xau@ngoai.vn", "BTP-01"],
            vec!["TP-2", "Bùi Bình", "", "binh.moi@btp.vn", "BTP-01"],
        ];
        let checked = list(&house, &officer, &scope, &rows).await;
        assert_eq!(checked.faults, []);
        let left: Vec<(usize, &str)> = checked
            .warnings
            .iter()
            .filter(|warning| warning.kind == WarningKind::HoldsRole)
            .map(|warning| (warning.place.row, warning.found.as_str()))
            .collect();
        assert_eq!(left, [(2, "+84987654321"), (2, "ke-xau@ngoai.vn")]);
        let seen = checked.changed.iter().map(|change| change.differences.len());
        assert_eq!(seen.collect::<Vec<_>>(), [1, 1], "the rest of the row counts");
        write(&house, &officer, &scope, &checked).await;
        for name in ["an@btp.vn", "0912345678"] {
            assert_eq!(whose(&house, name).await, Some(chief.id), "{name}");
        }
        for name in ["ke-xau@ngoai.vn", "0987654321", "binh@btp.vn"] {
            assert_eq!(whose(&house, name).await, None, "{name}");
        }
        assert_eq!(whose(&house, "binh.moi@btp.vn").await, Some(member.id));
        let read = house.app.db.read();
        let after = people::by_id(read, &scope, chief.id, house.org.today()).await.unwrap();
        let after = after.unwrap();
        assert_eq!(
            (after.full_name.as_str(), after.email.as_deref()),
            ("Nguyễn Văn An", Some("an@btp.vn"))
        );
        // An administrator's list says the same and is believed.
        let admin = actor(Role::Administrator, None);
        let checked = list(&house, &admin, &Scope::All, &rows).await;
        assert_eq!(checked.warnings, []);
        write(&house, &admin, &Scope::All, &checked).await;
        assert_eq!(whose(&house, "ke-xau@ngoai.vn").await, Some(chief.id));
    })
    .await;
}

#[tokio::test]
async fn the_store_refuses_the_address_whatever_the_page_let_through() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let (mut chief, _) = furnished(&house).await;
        let officer = actor(Role::UnitOfficer, Some(house.justice));
        let own = Actor {
            account: chief.id,
            ..officer.clone()
        };
        let change = async |by: &Actor, after: &NewPerson| {
            let tx = app.db.begin().await.unwrap();
            let who = (Some(by), &Scope::All);
            members::change(&tx, app.now(), &*app.entropy, who, after, Some(house.justice_a)).await?;
            tx.commit().await.unwrap();
            Ok::<(), OrganisationError>(())
        };
        change(&officer, &chief).await.unwrap();
        assert_eq!(
            whose(&house, "an@btp.vn").await,
            Some(chief.id),
            "nothing was asked of it"
        );
        for (phone, email) in [
            (chief.phone.clone(), Some("ke-xau@ngoai.vn".to_owned())),
            (chief.phone.clone(), None),
            (Some("+84987654321".to_owned()), chief.email.clone()),
        ] {
            let after = NewPerson {
                phone,
                email,
                ..chief.clone()
            };
            let refused = change(&officer, &after).await;
            assert!(matches!(
                refused,
                Err(OrganisationError::People(PeopleRefusal::GuardedAddress))
            ));
        }
        chief.email = Some("rieng@btp.vn".to_owned());
        change(&own, &chief).await.unwrap();
        assert_eq!(whose(&house, "rieng@btp.vn").await, Some(chief.id), "one's own");
    })
    .await;
}

#[tokio::test]
async fn a_link_of_single_sign_on_goes_with_a_merge_and_comes_back() {
    const ISSUER: &str = "https://sso.bnv.vn";
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let people: Vec<NewPerson> = ["A1", "A2", "A3"]
            .iter()
            .map(|number| person(app, number, "Lê Ân", house.justice_a))
            .collect();
        house.add(&people).await;
        let [a, b, c] = [people[0].id, people[1].id, people[2].id];
        let link = async |subject: &str, account: Uuid| {
            let tx = app.db.begin().await.unwrap();
            oidc::link(&tx, app.now(), ISSUER, subject, account).await.unwrap();
            tx.commit().await.unwrap();
        };
        let comes_in = async |subject: &str| {
            let found = oidc::linked(app.db.read(), ISSUER, subject).await.unwrap();
            found.filter(|account| !account.disabled).map(|account| account.id)
        };
        let admin = actor(Role::Administrator, None);
        link("an", a).await;
        link("an-2", b).await;
        house.clock.advance(1_000);
        merge(&house, &admin, a, b).await.unwrap();
        assert_eq!(comes_in("an-2").await, Some(a), "as the kept one");
        house.clock.advance(1_000);
        // Made while both are one: whose it is shows only at the next sign-in.
        link("later", a).await;
        merge(&house, &admin, c, a).await.unwrap();
        for subject in ["an", "an-2", "later"] {
            assert_eq!(comes_in(subject).await, Some(c), "{subject}");
        }
        house.clock.advance(1_000);
        undo(&house, &admin, last_merge(&house).await).await.unwrap();
        for subject in ["an", "an-2", "later"] {
            assert_eq!(comes_in(subject).await, Some(a), "{subject}");
        }
        undo(&house, &admin, last_merge(&house).await).await.unwrap();
        assert_eq!(comes_in("an").await, Some(a));
        assert_eq!(comes_in("an-2").await, Some(b), "as before the merge");
        assert_eq!(comes_in("later").await, None, "recognised anew");
    })
    .await;
}

#[tokio::test]
async fn an_officer_brings_no_link_to_an_account_with_a_role() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let (chief, member) = furnished(&house).await;
        let tx = app.db.begin().await.unwrap();
        oidc::link(&tx, app.now(), "https://sso.bnv.vn", "binh", member.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let officer = actor(Role::UnitOfficer, Some(house.justice));
        for (kept, gone) in [(chief.id, member.id), (member.id, chief.id)] {
            let refused = merge(&house, &officer, kept, gone).await;
            assert!(matches!(
                refused,
                Err(OrganisationError::People(PeopleRefusal::HoldsRole))
            ));
        }
        let linked = oidc::linked(app.db.read(), "https://sso.bnv.vn", "binh").await.unwrap();
        assert_eq!(linked.map(|account| account.id), Some(member.id));
    })
    .await;
}

#[tokio::test]
async fn a_new_entry_takes_no_address_over() {
    on_both(async |db| {
        let house = House::build(db).await;
        let (chief, member) = furnished(&house).await;
        let officer = actor(Role::UnitOfficer, Some(house.justice));
        let scope = Scope::Units(vec![house.justice, house.justice_a]);
        let rows = [
            vec!["MOI-1", "Nguyễn An", "0912345678", "an@btp.vn", "BTP-01"],
            vec!["MOI-2", "Bùi Bình", "", "BINH@btp.vn", "BTP-01"],
        ];
        let checked = list(&house, &officer, &scope, &rows).await;
        assert_eq!(checked.new.len(), 2);
        let done = write(&house, &officer, &scope, &checked).await;
        assert_eq!(done.clashes.len(), 3, "each is told: {:?}", done.clashes);
        for (name, id) in [
            ("an@btp.vn", chief.id),
            ("0912345678", chief.id),
            ("binh@btp.vn", member.id),
        ] {
            assert_eq!(whose(&house, name).await, Some(id), "{name}");
        }
    })
    .await;
}
