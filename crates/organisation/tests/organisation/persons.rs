use jiff::civil::date;
use organisation::store::members::{self, Clash, ClashKind};
use organisation::{OrganisationError, Scope, people};
use testkit::on_both;

use crate::house::{House, person};

/// People in list order, as the reference prints them.
const IN_ORDER: [&str; 22] = [
    "Nguyễn An",
    "Nguyễn Thị An",
    "Nguyễn Văn An",
    "Dương Văn Anh",
    "Trần Thị Kim Anh",
    "Đỗ Thị Ánh",
    "Nguyễn Thị Ánh",
    "Trần Văn Ân",
    "Lê Văn Ấn",
    "Bùi Thanh Bình",
    "Phạm Văn Dũng",
    "Phạm Đức Đạt",
    "Ngọ Duy Hiểu",
    "Ngô Duy Hiếu",
    "Đinh Thị Hoà",
    "Đinh Thị Hòa",
    "Huỳnh Kim Hùng",
    "Nguyễn Thị Oanh",
    "Hồ Văn Ơn",
    "Y Thông",
    "Nguyễn Trọng Thừa",
    "Lê Thị Ý",
];

async fn with_everybody(house: &House) {
    let people: Vec<_> = IN_ORDER
        .iter()
        .enumerate()
        .rev()
        .map(|(at, name)| person(&house.app, &format!("gl-{at:06}"), name, house.justice_a))
        .collect();
    assert_eq!(house.add(&people).await, []);
}

async fn found(house: &House, words: &str) -> Vec<String> {
    people::search(house.app.db.read(), &Scope::All, house.org.today(), words, 100, 0)
        .await
        .unwrap()
        .into_iter()
        .map(|person| person.full_name)
        .collect()
}

#[tokio::test]
async fn the_database_sorts_by_given_name() {
    on_both(async |db| {
        let house = House::build(db).await;
        with_everybody(&house).await;
        assert_eq!(found(&house, "").await, IN_ORDER);
        let page = people::members_of(house.app.db.read(), &[house.justice_a], house.org.today(), 2, 20)
            .await
            .unwrap();
        assert_eq!(page[0].full_name, "Nguyễn Trọng Thừa");
    })
    .await;
}

#[tokio::test]
async fn search_needs_no_diacritics() {
    on_both(async |db| {
        let house = House::build(db).await;
        with_everybody(&house).await;
        let both = ["Ngọ Duy Hiểu", "Ngô Duy Hiếu"];
        assert_eq!(found(&house, "ngo duy hieu").await, both);
        assert_eq!(
            found(&house, "HIẾU  ngo").await,
            both,
            "in any order, with the wrong tones"
        );
        assert_eq!(found(&house, "dinh hoà").await, ["Đinh Thị Hoà", "Đinh Thị Hòa"]);
        assert_eq!(
            found(&house, "uy").await,
            Vec::<String>::new(),
            "words by their beginnings"
        );
        assert_eq!(found(&house, "GL-000012").await, ["Ngọ Duy Hiểu"]);
        assert_eq!(found(&house, "%").await.len(), 22, "no word, no condition");
        let mut caller = person(&house.app, "PHONE", "Lò Thị Mai", house.finance_a);
        caller.phone = Some("+84912345678".to_owned());
        house.add(&[caller]).await;
        assert_eq!(found(&house, "0912 345 678").await, ["Lò Thị Mai"]);
    })
    .await;
}

#[tokio::test]
async fn people_belong_somewhere_on_a_day() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let mut an = person(app, "A1", "Nguyễn An", house.justice_a);
        let binh = person(app, "A2", "Bùi Thanh Bình", house.finance_a);
        house.add(&[an.clone(), binh.clone()]).await;
        an.unit = house.finance_a;
        an.from = date(2026, 3, 1);
        let tx = app.db.begin().await.unwrap();
        members::change(
            &tx,
            app.now(),
            &*app.entropy,
            (None, &Scope::All),
            &an,
            Some(house.justice_a),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let db = app.db.read();
        let (before, after) = (date(2026, 2, 28), date(2026, 3, 1));
        assert_eq!(people::unit_of(db, an.id, before).await.unwrap(), Some(house.justice_a));
        assert_eq!(people::unit_of(db, an.id, after).await.unwrap(), Some(house.finance_a));
        assert_eq!(people::unit_of(db, an.id, date(2019, 1, 1)).await.unwrap(), None);
        let counts = people::count_members(db, &Scope::All, after).await.unwrap();
        assert_eq!(
            (counts.get(&house.finance_a), counts.get(&house.justice_a)),
            (Some(&2), None)
        );
        let all = people::units_of_all(db, before).await.unwrap();
        assert_eq!((all[&an.id], all[&binh.id]), (house.justice_a, house.finance_a));
        assert_eq!(
            people::stays(db, an.id).await.unwrap().len(),
            2,
            "the former unit stays on record"
        );
        let names = people::names_of(db, &[an.id, house.union]).await.unwrap();
        assert_eq!((names.len(), names[&an.id].full_name.as_str()), (1, "Nguyễn An"));
        let scope = Scope::Units(vec![house.justice_a]);
        assert!(people::by_id(db, &scope, an.id, before).await.unwrap().is_some());
        assert!(
            people::by_id(db, &scope, an.id, after).await.unwrap().is_none(),
            "moved away"
        );
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_name_that_is_taken_is_told_and_left_out() {
    on_both(async |db| {
        let house = House::build(db).await;
        let mut people = Vec::new();
        for number in ["B1", "B2", "B3"] {
            let mut new = person(&house.app, number, "Lê Thị Ý", house.finance_a);
            new.phone = Some("+84912345678".to_owned());
            new.email = Some(format!("{}@bnv.vn", number.to_lowercase()));
            people.push(new);
        }
        let clashes = house.add(&people).await;
        let told: Vec<(&str, ClashKind)> = clashes.iter().map(|c| (c.member_number.as_str(), c.what)).collect();
        assert_eq!(told, [("B2", ClashKind::Phone), ("B3", ClashKind::Phone)]);
        assert_eq!(house.everybody().await, 3, "the people are there all the same");
        let by_phone = platform::account::by_name(house.app.db.read(), "0912345678")
            .await
            .unwrap();
        assert_eq!(by_phone.unwrap().id, people[0].id);
        let by_email = platform::account::by_name(house.app.db.read(), "B3@bnv.vn")
            .await
            .unwrap();
        assert!(by_email.is_some_and(|account| account.id == people[2].id && account.is_member));
        assert_eq!(
            clashes[0],
            Clash {
                person: people[1].id,
                member_number: "B2".to_owned(),
                what: ClashKind::Phone
            }
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_is_added_outside_the_scope() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let scope = Scope::Units(vec![house.justice, house.justice_a]);
        let people = [
            person(app, "C1", "Nguyễn An", house.justice_a),
            person(app, "C2", "Nguyễn Bình", house.finance_a),
        ];
        let tx = app.db.begin().await.unwrap();
        let refused = members::create_many(&tx, app.now(), &*app.entropy, &scope, &people).await;
        assert!(matches!(refused, Err(OrganisationError::OutOfScope)));
        let mover = person(app, "C3", "Nguyễn Cường", house.justice_a);
        let refused = members::change(
            &tx,
            app.now(),
            &*app.entropy,
            (None, &scope),
            &mover,
            Some(house.finance_a),
        )
        .await;
        assert!(
            matches!(refused, Err(OrganisationError::OutOfScope)),
            "nobody is pulled out of another's unit"
        );
        tx.rollback().await.unwrap();
        assert_eq!(house.everybody().await, 0);
    })
    .await;
}
