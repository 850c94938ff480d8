//! A unit that the rules invite and that merges is invited in the unit that takes over, and the preview of the act says so.

use contest::service::Standing;
use contest::service::holdings::ContestHoldings;
use contest::store::contests::{self, ContestRow};
use jiff::civil::Date;
use kernel::actor::{Actor, Grant, Role};
use kernel::holdings::{Follows, Holdings as _};
use kernel::lang::Lang;
use organisation::plan::{Operation, Plan};
use organisation::reorgs::{self, Deed, Paper};
use organisation::stage::Act;
use platform::db;
use testkit::on_both;
use uuid::Uuid;

use crate::fixture::{World, world};

/// The contest with rules that invite one unit and no other.
async fn inviting(w: &World, unit: Uuid) -> ContestRow {
    let on = w.app.db.read();
    let contest = contests::by_slug(on, "cchc-2026").await.unwrap().unwrap();
    let mut rules: serde_json::Value = serde_json::from_str(&contest.rules.canonical_json().unwrap()).unwrap();
    let name = serde_json::json!({ "vi": "Sở Tài chính", "en": "Department of Finance" });
    let roots = serde_json::json!([{ "unit": unit, "name": name }]);
    let quiz = rules.pointer_mut("/stages/0/format/quiz").unwrap();
    quiz["eligibility"] = serde_json::json!({ "units": { "below": { "roots": roots } }, "roles": [] });
    let tx = w.app.db.begin().await.unwrap();
    let sql = "UPDATE contest SET rules = $1 WHERE id = $2";
    db::exec(&*tx, sql, vec![rules.to_string().into(), contest.id.into()])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    contests::by_slug(w.app.db.read(), "cchc-2026").await.unwrap().unwrap()
}

async fn merged(w: &World, source: Uuid, into: Uuid, on: Date) {
    let deed = Deed {
        org: &w.contests.org,
        actor: None,
        reason: "",
    };
    let paper = Paper {
        title: "Sáp nhập".to_owned(),
        number: String::new(),
        organ: String::new(),
        signer: String::new(),
        signed_on: None,
        effective_on: on,
        source: String::new(),
        verified: false,
        note: String::new(),
    };
    let plan = Plan {
        operations: vec![Operation::Merge {
            sources: vec![source],
            into,
        }],
    };
    let id = reorgs::create(deed, &paper, &plan).await.unwrap();
    for act in [Act::Submit, Act::Approve { own: false }] {
        let reorg = reorgs::find(w.app.db.read(), id).await.unwrap().unwrap();
        reorgs::advance(deed, &reorg, act).await.unwrap();
    }
    let reorg = reorgs::find(w.app.db.read(), id).await.unwrap().unwrap();
    reorgs::apply(deed, &reorg).await.unwrap();
}

#[tokio::test]
async fn a_unit_that_was_invited_stays_invited_in_its_heir() {
    on_both(async |db| {
        let w = world(db).await;
        let (finance, home) = (w.units[3], w.units[2]);
        let contest = inviting(&w, finance).await;
        let (stage, _) = contest.rules.quizzes().next().unwrap();
        let stage = stage.code.clone();
        let may = async |person: usize| {
            let actor = Actor {
                account: w.people[person],
                name: String::new(),
                grants: vec![Grant {
                    role: Role::Member,
                    side: None,
                    unit: None,
                }],
            };
            let standing = w
                .contests
                .standing(&contest, &stage, &actor, w.app.now())
                .await
                .unwrap();
            match standing {
                Standing::May { unit, .. } => Some(unit),
                Standing::UnitNotInvited => None,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!((may(3).await, may(0).await, may(5).await), (Some(finance), None, None));
        let today = w.contests.org.today();
        let present = w.contests.org.present().await.unwrap();
        let asked = present.history.held(&[finance, home], today);
        let held = ContestHoldings(w.app.clone()).held_by(&asked, Lang::Vi).await.unwrap();
        assert_eq!(held.len(), 1, "{held:?}");
        assert_eq!((held[0].unit, held[0].follows), (finance, Follows::Heir));
        assert!(
            held[0].what.starts_with("cuộc thi mời đơn vị này theo thể lệ"),
            "{held:?}"
        );
        assert_eq!(held[0].href, "/cuoc-thi/cchc-2026/the-le");
        merged(&w, finance, home, today).await;
        assert_eq!(may(3).await, Some(home), "who was invited still is");
        assert_eq!(may(5).await, None, "and nobody far away");
    })
    .await;
}
