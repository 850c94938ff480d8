//! The pages on which re-organisations come in from files and go out again.

use axum::http::StatusCode;
use kernel::actor::Role;
use organisation::store::reorgs;
use testkit::{Visitor, on_both};

use crate::house::{House, workbook};
use crate::reorg_import::{HEADINGS, country, row, six_into_three};

fn must_be_whole(address: &str, page: &str) {
    assert!(!page.contains('⟦'), "{address}: {page}");
    assert!(!page.contains("style="), "{address}: no inline style");
    assert!(page.contains("<h1"), "{address}: {page}");
}

async fn send(visitor: &mut Visitor, rows: &[Vec<&str>]) -> String {
    visitor.get("/sap-xep/nhap").await;
    let bytes = workbook("Sắp xếp", &HEADINGS, rows);
    let answer = visitor.upload("/sap-xep/nhap", &[], "sx.xlsx", &bytes).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location()
}

fn stamp_of(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"dau\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

async fn count(house: &House) -> usize {
    reorgs::every(house.app.db.read()).await.unwrap().len()
}

#[tokio::test]
async fn a_file_becomes_drafts_in_two_steps() {
    on_both(async |db| {
        let house = House::build(db).await;
        country(&house).await;
        let mut organiser = house.visitor("tc", Role::Organiser, None).await;
        let address = send(&mut organiser, &six_into_three()).await;
        let page = organiser.get(&address).await.text();
        must_be_whole(&address, &page);
        assert!(page.contains("Có thể tạo 2 dự thảo") && page.contains("STT"), "{page}");
        assert_eq!(count(&house).await, 0);
        let stale = organiser.post(&address, &[("dau", "0.0.0.0.0")]).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = organiser.post(&address, &[("dau", &stamp_of(&page))]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert!(done.location().starts_with("/sap-xep?xong=done-reorgs-imported"));
        assert_eq!(count(&house).await, 2);
        let twice = organiser.post(&address, &[("dau", &stamp_of(&page))]).await;
        assert_ne!(twice.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&house).await, 2);
        // A file of this kind is none of the other import's business.
        let address = send(&mut organiser, &six_into_three()).await;
        let mut admin = house.visitor("admin", Role::Administrator, None).await;
        let other = address.replace("/sap-xep/nhap/", "/nhap/");
        assert_ne!(admin.get(&other).await.status, StatusCode::OK);
        assert_ne!(admin.get(&address).await.status, StatusCode::OK, "somebody else's file");
        organiser.get(&address).await;
        let dropped = organiser.post(&format!("{address}/bo"), &[]).await;
        assert!(dropped.location().starts_with("/sap-xep/nhap?xong="));
    })
    .await;
}

#[tokio::test]
async fn faulty_acts_are_left_out_only_when_asked() {
    on_both(async |db| {
        let house = House::build(db).await;
        country(&house).await;
        let mut rows = six_into_three();
        let mut bad = row(&[(0, "06"), (2, "Chia"), (3, "04"), (6, "70 %"), (1, "Tên khác")]);
        bad[9] = "9/QĐ";
        let mut worse = bad.clone();
        (worse[3], worse[6]) = ("03", "=1+1");
        rows.extend([bad, worse, row(&[(0, "01"), (2, "?"), (11, "hôm nay")])]);
        let mut admin = house.visitor("admin", Role::Administrator, None).await;
        let address = send(&mut admin, &rows).await;
        for mut visitor in [admin.clone(), admin.clone().in_english()] {
            let page = visitor.get(&address).await.text();
            must_be_whole(&address, &page);
            assert!(page.contains("name=\"bo-qua\"") && page.contains("9/QĐ"), "{page}");
        }
        let page = admin.get(&address).await.text();
        let stamp = stamp_of(&page);
        let refused = admin.post(&address, &[("dau", &stamp)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        must_be_whole(&address, &refused.text());
        let done = admin.post(&address, &[("dau", &stamp), ("bo-qua", "1")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert_eq!(count(&house).await, 2);
    })
    .await;
}

#[tokio::test]
async fn every_page_and_file_in_both_languages() {
    on_both(async |db| {
        let house = House::build(db).await;
        country(&house).await;
        let admin = house.visitor("admin", Role::Administrator, None).await;
        for mut visitor in [admin.clone(), admin.in_english()] {
            let page = visitor.get("/sap-xep/nhap").await;
            assert_eq!(page.status, StatusCode::OK);
            must_be_whole("/sap-xep/nhap", &page.text());
            let none = visitor.upload("/sap-xep/nhap", &[], "sx.csv", b"").await;
            assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
            must_be_whole("none", &none.text());
            let strange = visitor.upload("/sap-xep/nhap", &[], "sx.csv", b"a;b\r\n1;2\r\n").await;
            assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY);
            must_be_whole("strange", &strange.text());
            for file in ["/sap-xep/nhap/mau.xlsx", "/sap-xep/xuat.xlsx", "/sap-xep/xuat.csv"] {
                let answer = visitor.get(file).await;
                assert_eq!(answer.status, StatusCode::OK, "{file}");
                assert!(!answer.text().contains('⟦'), "{file}");
            }
            assert_eq!(
                visitor.get("/sap-xep/nhap/khong-co").await.status,
                StatusCode::NOT_FOUND
            );
        }
        for role in [Role::Leader, Role::Auditor, Role::UnitOfficer] {
            let mut reader = house.visitor(role.code(), role, Some(house.justice)).await;
            assert_eq!(reader.get("/sap-xep/nhap").await.status, StatusCode::FORBIDDEN);
            assert_eq!(reader.get("/sap-xep/xuat.csv").await.status, StatusCode::OK);
        }
        let mut member = house.visitor("dv", Role::Member, None).await;
        assert_eq!(member.get("/sap-xep/xuat.csv").await.status, StatusCode::FORBIDDEN);
    })
    .await;
}
