//! What plans keep under a unit that is about to end: found by the code that it bears on the eve.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must stop loudly")]

use jiff::civil::{Date, date};
use kernel::holdings::{Follows, HeldUnit, Holding, Holdings as _};
use kernel::lang::Lang;
use programme::holdings::ProgrammeHoldings;
use programme::{Frame, parse};
use testkit::on_both;
use uuid::Uuid;

use crate::common::{LOADER, SMALL, TODAY, app};

/// The small plan with a unit as one of its parties and as the place of its activity.
fn plan(slug: &str, year: i16, state: &str) -> programme::NewPlan {
    let party = "[[party]]\nside = \"A\"\norder = 1\nkind = \"union\"\ncode = \"X\"\nunit = \"GL-01\"\nname = \"Gia Lai\"\nname_en = \"Gia Lai\"\nshort = \"GL\"\nshort_en = \"GL\"\nrole = \"lead\"\n[[section]]";
    let text = SMALL
        .replace("nho", slug)
        .replace("2026", &year.to_string())
        .replace("state = \"draft\"", &format!("state = \"{state}\""))
        .replacen("[[section]]", party, 1)
        .replace("when = {", "units = [\"GL-01\", \"GL-02\"]\nwhen = {");
    parse(&text, &Frame::on(TODAY)).unwrap()
}

fn unit(n: u128, code: &str, since: Date) -> HeldUnit {
    HeldUnit {
        id: Uuid::from_u128(n),
        code: code.to_owned(),
        since,
    }
}

fn told(held: &[Holding]) -> Vec<(u128, &str, Follows)> {
    let mut all: Vec<_> = held
        .iter()
        .map(|one| (one.unit.as_u128(), one.href.as_str(), one.follows))
        .collect();
    all.sort_by_key(|one| (one.0, one.1));
    all
}

#[tokio::test]
async fn plans_answer_for_the_units_that_they_name() {
    on_both(async |database| {
        let (app, _) = app(database).await;
        LOADER.insert(&app, &plan("nho", 2026, "in_force")).await.unwrap();
        LOADER.insert(&app, &plan("cu", 2021, "ended")).await.unwrap();
        let asked = [
            unit(1, "gl-01", date(2022, 1, 1)),
            unit(2, "GL-02", date(2015, 1, 1)),
            unit(3, "GL-03", date(2015, 1, 1)),
            unit(4, "", date(2015, 1, 1)),
        ];
        let before = platform::db::statements();
        let held = ProgrammeHoldings(app.clone()).held_by(&asked, Lang::Vi).await.unwrap();
        assert_eq!(platform::db::statements() - before, 2);
        // The first bore the code only after the old plan was over: that plan meant another unit.
        assert_eq!(
            told(&held),
            [
                (1, "/ke-hoach/nho", Follows::Heir),
                (1, "/ke-hoach/nho", Follows::Heir),
                (2, "/ke-hoach/cu", Follows::Stays),
                (2, "/ke-hoach/nho", Follows::Heir),
            ],
            "{held:#?}"
        );
        assert!(
            held.iter()
                .any(|one| one.what.starts_with("kế hoạch mà đơn vị là một bên: Kế hoạch"))
        );
        assert!(
            held.iter()
                .any(|one| one.what.starts_with("việc ở đơn vị trong kế hoạch"))
        );
    })
    .await;
}
