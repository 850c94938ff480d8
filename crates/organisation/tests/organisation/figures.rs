use jiff::civil::date;
use organisation::headcount::{self, Confirmation, Figures, Said, State};
use organisation::{OrganisationError, Scope};
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
