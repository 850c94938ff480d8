//! Stays, posts, merges and figures as known at an instant.

use std::collections::{HashMap, HashSet};

use jiff::civil::{Date, date};
use kernel::actor::Role;
use organisation::error::PeopleRefusal;
use organisation::people::{self, AgeBand};
use organisation::post::PositionGroup;
use organisation::store::posts::{self, NewPost};
use organisation::store::{members, past, transfers};
use organisation::transfer::{Blocked, Order, Reason, plan};
use organisation::{OrganisationError, Scope};
use testkit::on_both;
use uuid::Uuid;
use vietnamese::name::FullName;

use crate::house::{House, actor, person};
use crate::people_merges::merge;

const ON: Date = date(2026, 10, 1);

pub async fn counts(house: &House, known: Option<i64>) -> HashMap<Uuid, i64> {
    people::count_members_as_known(house.app.db.read(), &Scope::All, house.org.today(), known)
        .await
        .unwrap()
}

fn order(house: &House, people: &[Uuid]) -> Order {
    Order {
        from: house.justice,
        to: Some(house.finance_a),
        on: ON,
        reason: Reason::Assigned,
        act_number: "125/QĐ-CĐVC".to_owned(),
        note: String::new(),
        people: people.to_vec(),
        end_posts: true,
    }
}

async fn carry_out(house: &House, scope: &Scope, order: &Order) -> Result<(), OrganisationError> {
    let app = &house.app;
    let tree = house.org.tree(house.org.today()).await.unwrap();
    let tx = app.db.begin().await.unwrap();
    transfers::carry_out(&tx, app.now(), &*app.entropy, scope, &tree, order).await?;
    tx.commit().await.unwrap();
    Ok(())
}

#[tokio::test]
async fn a_move_known_tomorrow_changes_nothing_that_was_known_yesterday() {
    on_both(async |db| {
        let house = House::build(db).await;
        let an = person(&house.app, "A1", "Nguyễn An", house.justice_a);
        let binh = person(&house.app, "A2", "Bùi Bình", house.justice_a);
        house.add(&[an.clone(), binh.clone()]).await;
        let yesterday = house.app.now();
        let generation = people::generation(house.app.db.read()).await.unwrap();
        house.clock.advance(86_400_000);
        carry_out(&house, &Scope::All, &order(&house, &[an.id])).await.unwrap();
        let now = house.app.now();
        let read = house.app.db.read();
        assert!(people::generation(read).await.unwrap() > generation);
        let moved = HashMap::from([(house.justice_a, 1), (house.finance_a, 1)]);
        let stayed = HashMap::from([(house.justice_a, 2)]);
        assert_eq!(counts(&house, None).await, moved);
        assert_eq!(counts(&house, Some(now)).await, moved);
        assert_eq!(counts(&house, Some(now - 1)).await, stayed);
        assert_eq!(counts(&house, Some(yesterday)).await, stayed);
        let all = people::units_of_all_as_known(read, ON, Some(yesterday)).await.unwrap();
        assert_eq!(all[&an.id], house.justice_a);
        assert_eq!(people::units_of_all(read, ON).await.unwrap()[&an.id], house.finance_a);
        let before = people::unit_of(read, an.id, date(2026, 9, 30)).await.unwrap();
        assert_eq!(before, Some(house.justice_a));
        let stays = people::stays(read, an.id).await.unwrap();
        let ends: Vec<_> = stays
            .iter()
            .map(|stay| (stay.valid_to.as_deref(), stay.reason.as_str()))
            .collect();
        assert_eq!(ends, [(None, ""), (Some("2026-10-01"), "assigned")]);
        assert_eq!(stays[1].act_number.as_deref(), Some("125/QĐ-CĐVC"));
        // A move that went wrong is put right by another of the same day; the wrong one stays known as of then.
        let again = Order {
            from: house.finance,
            to: Some(house.finance),
            ..order(&house, &[an.id])
        };
        house.clock.advance(1_000);
        carry_out(&house, &Scope::All, &again).await.unwrap();
        assert_eq!(people::stays(read, an.id).await.unwrap().len(), 2);
        assert_eq!(counts(&house, None).await[&house.finance], 1);
        assert_eq!(counts(&house, Some(now)).await, moved);
    })
    .await;
}

#[tokio::test]
async fn whoever_cannot_be_moved_is_named_with_the_reason() {
    on_both(async |db| {
        let house = House::build(db).await;
        let ids: Vec<_> = (0..5)
            .map(|n| person(&house.app, &format!("A{n}"), "Nguyễn An", house.justice_a))
            .collect();
        house.add(&ids).await;
        let [free, booked, gone, merged, other] = [ids[0].id, ids[1].id, ids[2].id, ids[3].id, ids[4].id];
        let later = Order {
            on: date(2026, 12, 1),
            ..order(&house, &[booked])
        };
        carry_out(&house, &Scope::All, &later).await.unwrap();
        let retired = Order {
            to: None,
            reason: Reason::Retired,
            on: date(2026, 6, 1),
            ..order(&house, &[gone])
        };
        carry_out(&house, &Scope::All, &retired).await.unwrap();
        merge(&house, &actor(Role::Administrator, None), free, merged)
            .await
            .unwrap();
        let within = Order {
            to: Some(house.justice_a),
            ..order(&house, &[other])
        };
        let all = [free, booked, gone, merged, other];
        let tree = house.org.tree(house.org.today()).await.unwrap();
        let standings = transfers::standings(house.app.db.read(), &all, ON).await.unwrap();
        let found = plan(&order(&house, &all), &tree, &Scope::All, standings.clone());
        let moved: HashSet<Uuid> = found.moved.iter().map(|p| p.id).collect();
        assert_eq!(moved, HashSet::from([free, other]));
        let blocked: HashMap<Uuid, Blocked> = found.blocked.iter().map(|(p, why)| (p.id, *why)).collect();
        assert_eq!(
            blocked,
            HashMap::from([
                (booked, Blocked::MovesLater),
                (gone, Blocked::NotThere),
                (merged, Blocked::Merged)
            ])
        );
        let found = plan(&within, &tree, &Scope::All, standings.clone());
        assert!(
            found
                .blocked
                .iter()
                .any(|(p, why)| p.id == other && *why == Blocked::AlreadyThere)
        );
        let elsewhere = Scope::Units(vec![house.finance_a]);
        let found = plan(&order(&house, &all), &tree, &elsewhere, standings);
        assert!(found.moved.is_empty(), "outside what the actor may change");
        let refused = carry_out(&house, &Scope::All, &order(&house, &all)).await;
        assert!(matches!(
            refused,
            Err(OrganisationError::People(PeopleRefusal::NotMovable))
        ));
        let refused = carry_out(&house, &elsewhere, &order(&house, &[free])).await;
        assert!(matches!(refused, Err(OrganisationError::OutOfScope)));
        let nowhere = Order {
            to: None,
            ..order(&house, &[free])
        };
        let refused = carry_out(&house, &Scope::All, &nowhere).await;
        assert!(matches!(
            refused,
            Err(OrganisationError::People(PeopleRefusal::NoTarget))
        ));
    })
    .await;
}

#[tokio::test]
async fn the_make_up_of_units_adds_up_to_their_members() {
    on_both(async |db| {
        let house = House::build(db).await;
        let today = house.org.today();
        let births = [
            None,
            Some(date(1996, 11, 3)),
            Some(date(1996, 11, 2)),
            Some(date(1960, 1, 1)),
            Some(date(1980, 5, 5)),
        ];
        let people: Vec<_> = (0..40)
            .map(|n: usize| {
                let unit = [house.justice_a, house.finance_a, house.finance][n % 3];
                let mut new = person(&house.app, &format!("P{n}"), "Nguyễn An", unit);
                new.sex = [None, Some("male"), Some("female")][n % 7 % 3];
                new.birth_date = births[n % 5];
                new
            })
            .collect();
        house.add(&people).await;
        let known = house.app.now();
        house.clock.advance(1_000);
        let admin = actor(Role::Administrator, None);
        merge(&house, &admin, people[0].id, people[1].id).await.unwrap();
        let read = house.app.db.read();
        for (scope, known) in [
            (Scope::All, None),
            (Scope::All, Some(known)),
            (Scope::Units(vec![house.finance_a]), None),
        ] {
            let parts = people::composition(read, &scope, today, known).await.unwrap();
            let mut sums: HashMap<Uuid, i64> = HashMap::new();
            for part in &parts {
                *sums.entry(part.unit_id).or_default() += part.n;
            }
            let counted = people::count_members_as_known(read, &scope, today, known)
                .await
                .unwrap();
            assert_eq!(sums, counted);
        }
        let parts = people::composition(read, &Scope::All, today, Some(known))
            .await
            .unwrap();
        for band in AgeBand::ALL {
            let counted: i64 = parts.iter().filter(|part| part.band == band).map(|part| part.n).sum();
            let wanted = people
                .iter()
                .filter(|p| AgeBand::of(p.birth_date.map(|day| day.to_string()).as_deref(), today) == band)
                .count();
            assert_eq!(usize::try_from(counted).unwrap(), wanted, "{band:?}");
        }
    })
    .await;
}

/// Women and people under thirty, as a report counts them.
async fn women_and_young(house: &House, known: Option<i64>) -> (i64, i64) {
    let parts = people::composition(house.app.db.read(), &Scope::All, house.org.today(), known)
        .await
        .unwrap();
    let sum = |wanted: &dyn Fn(&people::Composition) -> bool| parts.iter().filter(|p| wanted(p)).map(|p| p.n).sum();
    (
        sum(&|part| part.sex.as_deref() == Some("female")),
        sum(&|part| part.band == AgeBand::Under30),
    )
}

#[tokio::test]
async fn what_was_known_of_sex_and_birth_yesterday_stays_known() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let mut an = person(app, "A1", "Nguyễn An", house.justice_a);
        an.sex = Some("male");
        let mut binh = person(app, "A2", "Bùi Bình", house.justice_a);
        binh.birth_date = Some(date(1980, 5, 5));
        house.add(&[an.clone(), binh.clone()]).await;
        let change = async |after: &members::NewPerson| {
            let tx = app.db.begin().await.unwrap();
            let who = (None, &Scope::All);
            members::change(&tx, app.now(), &*app.entropy, who, after, Some(house.justice_a))
                .await
                .unwrap();
            tx.commit().await.unwrap();
        };
        let first = app.now();
        house.clock.advance(86_400_000);
        an.sex = Some("female");
        an.name = FullName::parse("Nguyễn Thị An").unwrap();
        change(&an).await;
        change(&an).await;
        let second = app.now();
        house.clock.advance(86_400_000);
        an.sex = None;
        an.birth_date = Some(date(2000, 1, 1));
        binh.sex = Some("female");
        binh.birth_date = Some(date(2001, 1, 1));
        change(&an).await;
        change(&binh).await;
        let third = app.now();
        for (known, wanted) in [
            (Some(first), (0, 0)),
            (Some(second - 1), (0, 0)),
            (Some(second), (1, 0)),
            (Some(third - 1), (1, 0)),
            (Some(third), (1, 2)),
            (None, (1, 2)),
        ] {
            assert_eq!(women_and_young(&house, known).await, wanted, "{known:?}");
        }
        let said = past::of(app.db.read(), an.id).await.unwrap();
        let said: Vec<_> = said
            .iter()
            .map(|past| (past.until, past.full_name.as_str(), past.sex.as_deref()))
            .collect();
        assert_eq!(
            said,
            [
                (third, "Nguyễn Thị An", Some("female")),
                (second, "Nguyễn An", Some("male"))
            ],
            "saying the same again is no change"
        );
        let mut admin = house.visitor("admin", Role::Administrator, None).await;
        let page = admin.get(&format!("/doan-vien/{}", an.id)).await.text();
        assert!(
            page.contains("Thông tin đã ghi trước đây") && page.contains(">Nguyễn An<"),
            "{page}"
        );
    })
    .await;
}

#[tokio::test]
async fn posts_have_days_and_lists_print_the_one_in_force() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let mut an = person(app, "A1", "Nguyễn An", house.justice_a);
        an.post = Some("Chuyên viên".to_owned());
        house.add(&[an.clone()]).await;
        let today = house.org.today();
        let read = app.db.read();
        let printed = async || {
            people::by_id(read, &Scope::All, an.id, today)
                .await
                .unwrap()
                .unwrap()
                .post
        };
        // A list that says another post: held from that day.
        let mut after = an.clone();
        after.post = Some("Chuyên viên chính".to_owned());
        after.from = date(2026, 5, 1);
        for _ in 0..2 {
            let tx = app.db.begin().await.unwrap();
            members::change(
                &tx,
                app.now(),
                &*app.entropy,
                (None, &Scope::All),
                &after,
                Some(house.justice_a),
            )
            .await
            .unwrap();
            tx.commit().await.unwrap();
        }
        let held = posts::of(read, an.id).await.unwrap();
        assert_eq!(held.len(), 1, "said twice, recorded once");
        assert_eq!(
            (held[0].valid_from.as_str(), held[0].valid_to.as_deref()),
            ("2026-05-01", None)
        );
        let new = NewPost {
            person: an.id,
            unit: Some(house.justice_a),
            title: "Chủ tịch công đoàn cơ sở".to_owned(),
            group: PositionGroup::UnionPartTime,
            from: date(2026, 9, 1),
            to: None,
            by: None,
        };
        let outside = Scope::Units(vec![house.finance_a]);
        let tx = app.db.begin().await.unwrap();
        let refused = posts::add(&tx, app.now(), &*app.entropy, &outside, today, &new).await;
        assert!(matches!(refused, Err(OrganisationError::OutOfScope)));
        posts::add(&tx, app.now(), &*app.entropy, &Scope::All, today, &new)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(printed().await.as_deref(), Some("Chủ tịch công đoàn cơ sở"));
        for (post, left) in [(0, Some("Chuyên viên chính")), (0, None)] {
            let open: Vec<_> = posts::of(read, an.id)
                .await
                .unwrap()
                .into_iter()
                .filter(|p| p.valid_to.is_none())
                .collect();
            let tx = app.db.begin().await.unwrap();
            posts::end(
                &tx,
                app.now(),
                &*app.entropy,
                &Scope::All,
                today,
                (an.id, open[post].id),
                today,
            )
            .await
            .unwrap();
            tx.commit().await.unwrap();
            assert_eq!(printed().await.as_deref(), left);
        }
        assert_eq!(posts::of(read, an.id).await.unwrap().len(), 2, "the past stays");
    })
    .await;
}

#[tokio::test]
async fn a_retirement_on_record_is_not_lost_in_a_move() {
    on_both(async |db| {
        let house = House::build(db).await;
        let an = person(&house.app, "A1", "Nguyễn An", house.justice_a);
        house.add(std::slice::from_ref(&an)).await;
        let retires = Order {
            to: None,
            on: date(2026, 12, 1),
            reason: Reason::Retired,
            ..order(&house, &[an.id])
        };
        carry_out(&house, &Scope::All, &retires).await.unwrap();
        let refused = carry_out(&house, &Scope::All, &order(&house, &[an.id])).await;
        assert!(matches!(
            refused,
            Err(OrganisationError::People(PeopleRefusal::NotMovable))
        ));
        let standing = transfers::standings(house.app.db.read(), &[an.id], ON).await.unwrap();
        assert_eq!(standing[0].later.as_deref(), Some("2026-12-01"));
        let then = people::unit_of(house.app.db.read(), an.id, date(2027, 1, 1))
            .await
            .unwrap();
        assert_eq!(then, None);
    })
    .await;
}
