//! What the organisation itself keeps under a unit that ends, as the preview shows it.

use kernel::actor::{Grant, Role};
use kernel::holdings::Follows;
use kernel::lang::Lang;
use organisation::plan::{Operation, Plan};
use organisation::preview::Preview;
use organisation::store::draft::{self, Draft};
use organisation::store::reorgs::{self, Deed};
use testkit::on_both;

use crate::house::{House, PASSWORD};
use crate::reorg_rights::paper;

const ON: jiff::civil::Date = jiff::civil::date(2026, 12, 1);

#[tokio::test]
async fn the_preview_names_everything_that_hangs_on_a_unit() {
    on_both(async |db| {
        let house = House::build(db).await;
        let org = &house.org;
        let mut officer = house
            .visitor("tuphap", Role::UnitOfficer, Some(house.justice))
            .await;
        let grant = Grant {
            role: Role::UnitOfficer,
            side: None,
            unit: Some(house.finance),
        };
        let owner = testkit::account(&house.app, "Lê Tài Chính", "taichinh", PASSWORD, &[grant]).await;
        let unit = format!("/don-vi/{}", house.justice);
        officer.get(&unit).await;
        let confirmed = officer
            .post(
                &format!("{unit}/xac-nhan-so-lieu"),
                &[("state", "confirmed"), ("on", "2026-10-31"), ("staff", "10"), ("members", "9"), ("source", "danh sách")],
            )
            .await;
        let confirmed = i64::from(confirmed.status == axum::http::StatusCode::SEE_OTHER);
        // A file of somebody else names the unit in two of its rows, and so does a draft.
        let csv = "Mã,Tên,Mã đơn vị cấp trên\nBTP,Công đoàn Bộ Tư pháp,CĐVC\nBTP-09,Cục Thi hành án,BTP\nBTC-09,Cục Thuế,BTC\n";
        let file = Draft {
            id: house.app.fresh_id(),
            owner,
            kind: organisation::import::Kind::Units.code().to_owned(),
            file_name: "don-vi.csv".to_owned(),
            content: csv.as_bytes().to_vec(),
            created_at: house.app.now(),
        };
        let tx = house.app.db.begin().await.unwrap();
        draft::keep(&tx, &file).await.unwrap();
        tx.commit().await.unwrap();
        let deed = Deed {
            org,
            actor: None,
            reason: "",
        };
        let moved = Plan {
            operations: vec![Operation::Move {
                units: vec![house.finance_a],
                hierarchy: organisation::history::Hierarchy::Union,
                parent: Some(house.justice),
            }],
        };
        let other = reorgs::create(deed, &paper("Chuyển cấp trên", ON), &moved).await.unwrap();
        let mut plan = Plan {
            operations: vec![Operation::Merge {
                sources: vec![house.justice],
                into: house.finance,
            }],
        };
        let present = org.present().await.unwrap();
        let id = house.app.fresh_id();
        let held = async |plan: &Plan| {
            let preview = Preview::of(org, &present, id, ON, plan, Lang::Vi).await.unwrap();
            assert_eq!(preview.follows.len(), 1);
            let held = preview.follows[0].held.iter();
            held.map(|one| (one.what.clone(), one.count, one.href.clone(), one.follows))
                .collect::<Vec<_>>()
        };
        let row = |what: &str, count, href: &str, follows| (what.to_owned(), count, href.to_owned(), follows);
        let expected = |rights| {
            vec![
                row("tài khoản được giao phụ trách", 1, &unit, rights),
                row(
                    "phiên đăng nhập đang mở của các tài khoản ấy; quyền được xét lại ở mỗi trang",
                    1,
                    &unit,
                    rights,
                ),
                row("lần xác nhận số liệu", confirmed, &format!("{unit}/lich-su"), Follows::Stays),
                row(
                    "dự thảo sắp xếp khác nhắc đến đơn vị: Chuyển cấp trên ()",
                    1,
                    &format!("/sap-xep/{other}"),
                    Follows::Stays,
                ),
                row(
                    "dòng trong tệp đang chờ nhập: don-vi.csv (Lê Tài Chính)",
                    2,
                    "",
                    Follows::Stays,
                ),
            ]
        };
        assert_eq!(confirmed, 1, "the headcount is confirmed");
        assert_eq!(held(&plan).await, expected(Follows::Heir));
        plan.operations.push(Operation::EndRights {
            units: vec![house.justice],
        });
        assert_eq!(held(&plan).await, expected(Follows::Ends));
    })
    .await;
}
