//! Acts without a number in files: told apart by a key, known again by what they do; and what a file carries besides.

use organisation::import::reorg::{self, Checked, Hint, run};
use organisation::store::reorgs;
use organisation::{Organisation, Scope};
use testkit::on_both;

use crate::house::{self, House, workbook};
use crate::reorg_import::apply;

const HEADINGS: [&str; 7] = [
    "Mã cũ",
    "Loại việc",
    "Mã mới",
    "Mã đợt",
    "Đã đối chiếu",
    "Ngày hiệu lực",
    "Tên mới",
];

fn row(
    old: &'static str,
    work: &'static str,
    new: &'static str,
    key: &'static str,
    day: &'static str,
) -> Vec<&'static str> {
    vec![old, work, new, key, "", day, ""]
}

async fn check(org: &Organisation, rows: &[Vec<&str>]) -> Checked {
    let bytes = workbook("Sắp xếp", &HEADINGS, rows);
    reorg::check(org, "sx.xlsx", bytes).await.unwrap()
}

async fn written(org: &Organisation, checked: &Checked) {
    assert_eq!(checked.faults, []);
    for draft in reorg::write(org, None, checked).await.unwrap() {
        apply(org, draft).await;
    }
}

fn told(checked: &Checked) -> (usize, usize) {
    (checked.acts.len(), checked.same)
}

/// A third ministry, so that two acts of one day do not meet.
async fn third(house: &House) {
    let tx = house.app.db.begin().await.unwrap();
    let unit = house::unit(&house.app, "BYT", "Công đoàn Bộ Y tế", Some(house.union), 3);
    organisation::units::create(&tx, house.app.now(), &*house.app.entropy, &Scope::All, &unit)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_same_file_twice_brings_nothing_new() {
    on_both(async |db| {
        let house = House::build(db).await;
        third(&house).await;
        let rows = [
            row("BTP", "Sáp nhập", "BTC", "", "1/10/2026"),
            row("BYT", "Sáp nhập", "BTC", "", "1/10/2026"),
        ];
        let first = check(&house.org, &rows).await;
        assert_eq!(told(&first), (1, 0));
        let draft = reorg::write(&house.org, None, &first).await.unwrap()[0];
        // Still a draft, and then in force: known again by what it does.
        let again = check(&house.org, &rows).await;
        assert_eq!(told(&again), (0, 1), "{:#?}", again.faults);
        let said = again
            .warnings
            .iter()
            .any(|w| matches!(w.hint, Hint::OnRecord { stage: "draft" }));
        assert!(said, "{:#?}", again.warnings);
        apply(&house.org, draft).await;
        assert_eq!(told(&check(&house.org, &rows).await), (0, 1));
        // Other content on the same day is another act.
        let other = check(&house.org, &[row("BTC-01", "Đổi tên", "BTC-1A", "", "1/10/2026")]).await;
        assert_eq!(told(&other), (1, 0), "{:#?}", other.faults);
    })
    .await;
}

#[tokio::test]
async fn acts_of_one_day_are_told_apart_by_a_key_and_come_back_as_they_were() {
    on_both(async |db| {
        let house = House::build(db).await;
        third(&house).await;
        let mut rows = vec![
            row("BTP", "Sáp nhập", "BTC", "A", "1/10/2026"),
            row("BTP", "Cán bộ thôi phụ trách", "", "A", "1/10/2026"),
            row("BYT", "Sáp nhập", "BTC", "B", "1/10/2026"),
        ];
        rows[0][4] = "x";
        let org = &house.org;
        let first = check(org, &rows).await;
        assert_eq!(told(&first), (2, 0), "{:#?}", first.faults);
        assert!(!first.warnings.iter().any(|w| w.hint == Hint::NoNumber));
        // Somebody answers for the heir once the officers of the old unit do not.
        let grant = kernel::actor::Grant {
            role: kernel::actor::Role::UnitOfficer,
            side: None,
            unit: Some(house.finance),
        };
        testkit::account(&house.app, "taichinh", "taichinh", house::PASSWORD, &[grant]).await;
        written(org, &first).await;
        let acts = reorgs::every(house.app.db.read()).await.unwrap();
        let kept: Vec<(&str, bool, usize)> = acts
            .iter()
            .map(|reorg| (reorg.key.as_str(), reorg.paper.verified, reorg.plan.closed().len()))
            .collect();
        assert_eq!(kept, [("A", true, 1), ("B", false, 0)]);
        assert_eq!(told(&check(org, &rows).await), (0, 2));

        let tr = house.app.texts.tr(kernel::lang::Lang::Vi);
        let out = run::on_record(org).await.unwrap();
        let csv = reorg::file::delimited(&out, &tr);
        let again = reorg::check(org, "sx.csv", csv.clone()).await.unwrap();
        assert_eq!(told(&again), (0, 2), "{:#?}", again.faults);
        let fresh = testkit::Databases::sqlite().await;
        let other = House::build(fresh.db.clone()).await;
        third(&other).await;
        let checked = reorg::check(&other.org, "sx.csv", csv).await.unwrap();
        assert_eq!(told(&checked), (2, 0), "{:#?}", checked.faults);
        reorg::write(&other.org, None, &checked).await.unwrap();
        let acts = reorgs::every(other.app.db.read()).await.unwrap();
        assert!(acts[0].paper.verified);
        assert_eq!(acts[0].key, "A");
        fresh.remove().await;
        // A key that no act has, and a unit that the act does not end.
        let stays = check(org, &[row("BTC", "Cán bộ thôi phụ trách", "", "C", "1/11/2026")]).await;
        assert!(
            stays.has_fault(2, "org-reimport-why-rights-stay"),
            "{:#?}",
            stays.faults
        );
    })
    .await;
}

#[tokio::test]
async fn a_part_and_the_rest_come_in_as_one_division() {
    on_both(async |db| {
        let house = House::build(db).await;
        third(&house).await;
        let headings = ["Mã cũ", "Loại việc", "Mã mới", "Tỷ lệ", "Số văn bản", "Ngày hiệu lực"];
        let rows = [
            vec!["BTP", "Tách", "BYT", "30 %", "9/QĐ", "1/10/2026"],
            vec!["BTP", "Sáp nhập", "BTC", "", "9/QĐ", "1/10/2026"],
        ];
        let bytes = workbook("Sắp xếp", &headings, &rows);
        let checked = reorg::check(&house.org, "sx.xlsx", bytes).await.unwrap();
        assert_eq!(told(&checked), (1, 0), "{:#?}", checked.faults);
        written(&house.org, &checked).await;
        let present = house.org.present().await.unwrap();
        let on = jiff::civil::date(2026, 10, 1);
        let restating = organisation::history::Restating {
            history: &present.history,
            to: on,
        };
        let parts: Vec<i64> = restating
            .parts(house.justice, on.yesterday().unwrap())
            .iter()
            .map(|(_, part)| part.hundredths())
            .collect();
        assert_eq!((parts.iter().sum::<i64>(), parts.len()), (100, 2), "{parts:?}");
        assert_eq!(present.history.home(house.justice, on), Some(house.finance));
    })
    .await;
}
