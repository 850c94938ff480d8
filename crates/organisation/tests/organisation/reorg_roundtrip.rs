//! What goes out in a file comes in again as it was.

#![expect(
    clippy::indexing_slicing,
    reason = "a test that finds something else must stop loudly"
)]

use organisation::Organisation;
use organisation::import::reorg::{self, Checked, run};
use organisation::store::reorgs;
use testkit::on_both;

use crate::house::House;
use crate::reorg_import::{apply, check, country, row, six_into_three};

/// An act of every kind of operation.
fn everything() -> Vec<Vec<&'static str>> {
    let mut rows = six_into_three();
    let of = |day, cells: &[(usize, &'static str)]| {
        let mut out = row(cells);
        out[9] = "=77/QĐ";
        out[11] = day;
        out
    };
    let day = "1/1/2026";
    rows.extend([
        of(
            day,
            &[
                (2, "Thành lập"),
                (3, "MỚI"),
                (4, "Công đoàn \"Mới\"; số 1"),
                (5, "CĐVC"),
                (12, "Công đoàn cơ sở"),
            ],
        ),
        of(day, &[(0, "BTC-01"), (2, "Tách"), (3, "MỚI"), (6, "1/3")]),
        of(day, &[(0, "BTC-01"), (2, "Chuyển cấp trên"), (5, "(không)")]),
        of(day, &[(0, "BTP"), (2, "Giải thể"), (5, "CĐVC")]),
        of(day, &[(0, "04"), (2, "Kết thúc hoạt động"), (3, "06")]),
        of("1/2/2026", &[(0, "BTP"), (2, "Khôi phục"), (5, "BTC")]),
        of(
            "1/3/2026",
            &[
                (0, "BTC"),
                (2, "Chia"),
                (3, "BTC"),
                (4, "Công đoàn Tài chính"),
                (6, "2/3"),
                (14, "BTP"),
                (15, "CĐTC"),
            ],
        ),
        of(
            "1/3/2026",
            &[
                (0, "BTC"),
                (2, "Chia"),
                (3, "BTC-B"),
                (4, "Công đoàn Thuế"),
                (6, "1/3"),
                (7, "x"),
                (16, "@ CĐ Thuế"),
            ],
        ),
        of(
            "1/4/2026",
            &[(0, "BTC"), (2, "Đổi tên, đổi mã"), (3, "TC"), (15, "(trống)")],
        ),
    ]);
    rows
}

/// The plans of everything on record, with each id put as the code of its unit.
async fn plans(org: &Organisation) -> Vec<String> {
    let present = org.present().await.unwrap();
    let all = reorgs::every(org.app.db.read()).await.unwrap();
    let mut out = Vec::new();
    for reorg in all {
        let mut text = serde_json::to_string(&reorg.plan).unwrap();
        for (unit, life) in present.history.lives() {
            let first = &life.versions[0];
            text = text.replace(&unit.to_string(), &format!("{}@{}", first.traits.code, first.from));
        }
        out.push(format!("{} {} {text}", reorg.paper.number, reorg.paper.effective_on));
    }
    out
}

async fn applied(org: &Organisation, checked: &Checked) {
    assert_eq!(checked.faults, []);
    for draft in reorg::write(org, None, checked).await.unwrap() {
        apply(org, draft).await;
    }
}

#[tokio::test]
async fn what_is_exported_is_imported_again() {
    on_both(async |db| {
        let house = House::build(db).await;
        country(&house).await;
        applied(&house.org, &check(&house.org, &everything()).await).await;
        let texts = house.app.texts.clone();
        let created = jiff::Timestamp::from_millisecond(testkit::NOW).unwrap();
        let rows = run::on_record(&house.org).await.unwrap();
        let told = plans(&house.org).await;
        assert_eq!(told.len(), 6);
        for lang in kernel::lang::Lang::ALL {
            let tr = texts.tr(lang);
            let xlsx = reorg::file::workbook(&rows, &tr, created).unwrap();
            let csv = reorg::file::delimited(&rows, &tr);
            let text = String::from_utf8(csv.clone()).unwrap();
            assert!(text.contains(";'=77/QĐ;"), "{text}");
            for (name, bytes) in [("sx.xlsx", xlsx), ("sx.csv", csv)] {
                let again = reorg::check(&house.org, name, bytes.clone()).await.unwrap();
                assert_eq!((again.same, again.acts.len()), (6, 0), "{:#?}", again.faults);

                let fresh = testkit::Databases::sqlite().await;
                let other = House::build(fresh.db.clone()).await;
                country(&other).await;
                let checked = reorg::check(&other.org, name, bytes).await.unwrap();
                assert_eq!(checked.repairs.total(), 0, "{:?}", checked.repairs);
                assert_eq!(checked.warnings, []);
                applied(&other.org, &checked).await;
                assert_eq!(plans(&other.org).await, told);
                assert_eq!(run::on_record(&other.org).await.unwrap(), rows);
                fresh.remove().await;
            }
        }
    })
    .await;
}
