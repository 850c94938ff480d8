use jiff::civil::date;
use organisation::headcount::{self, Confirmation, Figures, Said, Signer, State};
use organisation::{OrganisationError, Scope};
use platform::db;
use testkit::on_both;

use crate::house::House;

fn people(staff: i64, members: i64) -> Said {
    Said::Confirmed(Figures {
        staff,
        members,
        women_staff: None,
        women_members: Some(0),
    })
}

#[tokio::test]
async fn not_confirmed_zero_and_not_applicable_are_three_things() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let told = [
            (house.justice, date(2026, 3, 31), people(0, 0)),
            (house.finance, date(2026, 3, 31), Said::NotApplicable),
            (house.finance_a, date(2026, 3, 31), people(2_959, 2_925)),
            (house.finance_a, date(2026, 9, 30), people(3_000, 2_900)),
            (house.finance_a, date(2026, 3, 31), people(2_959, 2_926)),
        ];
        let tx = app.db.begin().await.unwrap();
        for (at, (unit, on, said)) in (0..).zip(told) {
            let given = Confirmation {
                unit,
                on,
                said,
                source: "BC 12".to_owned(),
                by: None,
            };
            headcount::confirm(&tx, app.now() + at, &*app.entropy, &Scope::All, &given)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let db = app.db.read();
        let spring = headcount::confirmed(db, date(2026, 4, 1)).await.unwrap();
        assert_eq!(headcount::state_of(&spring, house.justice_a), State::NotConfirmed);
        assert_eq!(headcount::state_of(&spring, house.finance), State::NotApplicable);
        let State::Confirmed(zero) = headcount::state_of(&spring, house.justice) else {
            panic!("zero is a figure")
        };
        assert_eq!((zero.members, zero.women_staff, zero.women_members), (0, None, Some(0)));
        assert_eq!(
            spring[&house.finance_a].members(),
            Some(2_926),
            "of two about one day the later one holds"
        );
        let autumn = headcount::confirmed(db, date(2026, 10, 1)).await.unwrap();
        assert_eq!(autumn[&house.finance_a].members(), Some(2_900));
        let winter = headcount::confirmed(db, date(2026, 3, 30)).await.unwrap();
        assert!(winter.is_empty(), "nothing was known of that day");
        assert_eq!(headcount::history(db, house.finance_a).await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn figures_that_do_not_add_up_or_lie_outside_are_refused() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let scope = Scope::Units(vec![house.justice]);
        let tx = app.db.begin().await.unwrap();
        let told = |unit, said| Confirmation {
            unit,
            on: date(2026, 3, 31),
            said,
            source: String::new(),
            by: None,
        };
        let wrong = told(house.justice, people(10, 11));
        let refused = headcount::confirm(&tx, 0, &*app.entropy, &scope, &wrong).await;
        assert!(matches!(refused, Err(OrganisationError::Headcount)));
        let outside = told(house.finance, people(10, 9));
        let refused = headcount::confirm(&tx, 0, &*app.entropy, &scope, &outside).await;
        assert!(matches!(refused, Err(OrganisationError::OutOfScope)));
    })
    .await;
}

#[tokio::test]
async fn a_signature_breaks_when_the_row_is_altered() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let signer = Signer {
            name: "Nguyễn Văn An".to_owned(),
            post: "Chủ tịch".to_owned(),
        };
        let given = Confirmation {
            unit: house.justice_a,
            on: date(2026, 10, 1),
            said: Said::Confirmed(Figures {
                staff: 10,
                members: 9,
                women_staff: None,
                women_members: Some(0),
            }),
            source: "BC 12".to_owned(),
            by: Some(app.fresh_id()),
        };
        let tx = app.db.begin().await.unwrap();
        let seal = (&signer, &app.secret);
        headcount::confirm_signed(&tx, app.now(), &*app.entropy, &Scope::All, &given, seal)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let read = app.db.read();
        let told = async || headcount::history(read, house.justice_a).await.unwrap().remove(0);
        let headcount = told().await;
        assert_eq!(headcount.signed.as_ref().unwrap().by, signer);
        assert!(headcount.verify(&app.secret));
        assert!(!headcount.verify(&[0; 32]));
        for alter in [
            "members = 10",
            "women_staff = 0",
            "source = 'BC 13'",
            "signed_name = 'Ai đó'",
            "on_date = '2026-10-02'",
            "confirmed_at = confirmed_at + 1",
        ] {
            let tx = app.db.begin().await.unwrap();
            db::exec(&*tx, &format!("UPDATE headcount SET {alter}"), vec![])
                .await
                .unwrap();
            let rows = headcount::history(&*tx, house.justice_a).await.unwrap();
            assert!(!rows[0].verify(&app.secret), "{alter}");
            tx.rollback().await.unwrap();
        }
        assert!(told().await.verify(&app.secret));
        let known = app.now();
        let found = headcount::confirmed_within(read, &Scope::All, date(2026, 10, 1), Some(known))
            .await
            .unwrap();
        assert_eq!(found.len(), 1);
        let earlier = headcount::confirmed_within(read, &Scope::All, date(2026, 10, 1), Some(known - 1))
            .await
            .unwrap();
        assert!(earlier.is_empty());
    })
    .await;
}
