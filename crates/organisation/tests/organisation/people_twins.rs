//! The search for people entered twice over the database.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::date;
use kernel::actor::Role;
use organisation::Scope;
use organisation::duplicates::{Found, find};
use organisation::store::duplicates;
use testkit::on_both;
use uuid::Uuid;

use crate::house::{House, actor, person};
use crate::people_merges::{last_merge, merge, undo};

/// Six entries: two pairs that look alike, one shared phone, and somebody without a double.
async fn furnished(house: &House) -> Vec<Uuid> {
    let app = &house.app;
    let mut hieu = person(app, "A1", "Ngô Duy Hiếu", house.justice_a);
    hieu.birth_date = Some(date(1985, 3, 31));
    hieu.phone = Some("+84912345678".to_owned());
    let mut hieu_again = person(app, "A2", "Ngọ Duy Hiểu", house.justice_a);
    hieu_again.birth_date = hieu.birth_date;
    let mut binh = person(app, "A5", "Bùi Bình", house.finance_a);
    binh.phone = hieu.phone.clone();
    let people = [
        hieu,
        hieu_again,
        person(app, "A3", "Lê Thị Ý", house.finance_a),
        person(app, "A4", "LÊ THỊ Ý", house.justice_a),
        binh,
        person(app, "A6", "Đinh Thị Hoà", house.finance_a),
    ];
    house.add(&people).await;
    people.into_iter().map(|person| person.id).collect()
}

async fn likeliest(house: &House, scope: &Scope) -> Arc<Found> {
    house.org.twins.likeliest(&house.org, scope, 50).await.unwrap()
}

#[tokio::test]
async fn what_was_found_holds_until_somebody_changes_something() {
    on_both(async |db| {
        let house = House::build(db).await;
        let ids = furnished(&house).await;
        let first = likeliest(&house, &Scope::All).await;
        assert_eq!(first.total, 3);
        let own = Scope::Units(vec![house.justice_a]);
        assert_eq!(likeliest(&house, &own).await.total, 1, "each scope its own");
        assert!(
            Arc::ptr_eq(&first, &likeliest(&house, &Scope::All).await),
            "not searched again"
        );
        let app = &house.app;
        let tx = app.db.begin().await.unwrap();
        duplicates::tell_apart(&tx, app.now(), "An", ids[2], ids[3])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(likeliest(&house, &Scope::All).await.total, 2, "they are two people");
        let admin = actor(Role::Administrator, None);
        merge(&house, &admin, ids[0], ids[1]).await.unwrap();
        assert_eq!(likeliest(&house, &Scope::All).await.total, 1);
        undo(&house, &admin, last_merge(&house).await).await.unwrap();
        assert_eq!(likeliest(&house, &Scope::All).await.total, 2);
        house.add(&[person(app, "A7", "Đinh Thị Hòa", house.finance_a)]).await;
        assert_eq!(likeliest(&house, &Scope::All).await.total, 3, "a new entry");
    })
    .await;
}

#[tokio::test]
async fn one_persons_pairs_are_those_of_the_whole_list() {
    on_both(async |db| {
        let house = House::build(db).await;
        let ids = furnished(&house).await;
        let (read, today) = (house.app.db.read(), house.org.today());
        let tree = house.org.tree(today).await.unwrap();
        let pairs = |found: Found, one: Uuid| -> HashSet<(Uuid, Uuid, i32)> {
            let of_one = found.pairs.into_iter().filter(|pair| pair.a == one || pair.b == one);
            of_one.map(|pair| (pair.a, pair.b, pair.score)).collect()
        };
        for scope in [Scope::All, Scope::Units(vec![house.justice_a])] {
            let everybody = duplicates::entries(read, &scope, &tree, today).await.unwrap();
            for id in &ids {
                let like = duplicates::entries_like(read, &scope, &tree, today, *id).await.unwrap();
                assert!(like.len() <= 3, "not everybody is read: {like:?}");
                let none = HashSet::new();
                assert_eq!(
                    pairs(find(&like, &none, usize::MAX), *id),
                    pairs(find(&everybody, &none, usize::MAX), *id)
                );
            }
        }
    })
    .await;
}
