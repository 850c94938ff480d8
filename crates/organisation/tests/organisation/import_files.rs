use std::io::Write as _;

use axum::http::StatusCode;
use kernel::actor::Role;
use platform::db;
use testkit::{Visitor, on_both};

use crate::house::{House, workbook};

const HEADINGS: [&str; 3] = ["Số thẻ", "Họ và tên", "Mã đơn vị"];

async fn drafts(house: &House) -> i64 {
    db::number(house.app.db.read(), "SELECT COUNT(*) AS n FROM import_draft", vec![])
        .await
        .unwrap()
}

fn bomb() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("xl/workbook.xml", options).unwrap();
    zip.write_all(&vec![0_u8; 6_000_000]).unwrap();
    zip.finish().unwrap().into_inner()
}

async fn send(visitor: &mut Visitor, name: &str, bytes: &[u8]) -> testkit::Answer {
    visitor.get("/nhap").await;
    visitor.upload("/nhap", &[("loai", "doan-vien")], name, bytes).await
}

#[tokio::test]
async fn files_that_are_no_lists_are_refused_whole() {
    on_both(async |db| {
        let house = House::build(db).await;
        let mut admin = house.visitor("admin", Role::Administrator, None).await;
        let strange: [(&str, Vec<u8>, &str); 6] = [
            ("bom.xlsx", bomb(), "lớn bất thường"),
            ("thu.xlsx", b"khong phai bang tinh".to_vec(), "không phải bảng tính"),
            ("trang.csv", Vec::new(), "Chưa chọn tệp"),
            (
                "khac.xlsx",
                workbook("A", &["Số nhà", "Họ và tên"], &[vec!["1", "An"]]),
                "Số thẻ, Mã đơn vị",
            ),
            ("rong.xlsx", workbook("A", &HEADINGS, &[]), "chưa có dòng nào"),
            (
                "hai.csv",
                "Số thẻ,Họ tên,Họ và tên,Mã đơn vị\n1,A,B,C\n".as_bytes().to_vec(),
                "cột B và cột C",
            ),
        ];
        for (name, bytes, words) in strange {
            let answer = send(&mut admin, name, &bytes).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert!(answer.text().contains(words), "{name}: {}", answer.text());
        }
        let huge = vec![b'x'; 50_000_000];
        let answer = send(&mut admin, "to.csv", &huge).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(
            (drafts(&house).await, house.everybody().await),
            (0, 0),
            "nothing was written"
        );
    })
    .await;
}

#[tokio::test]
async fn rows_with_faults_stop_the_import_until_they_are_left_out() {
    on_both(async |db| {
        let house = House::build(db).await;
        let mut officer = house.visitor("cb", Role::UnitOfficer, Some(house.justice)).await;
        let rows = [
            vec!["TP-1", "Nguyễn Văn An", "BTP-01"],
            vec!["TP-2", "Trần Thị Bình", "BTC-01"],
        ];
        let answer = send(&mut officer, "ds.xlsx", &workbook("Danh sách", &HEADINGS, &rows)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let address = answer.location();
        let page = officer.get(&address).await.text();
        assert!(page.contains("Dòng 3, cột C – Mã đơn vị"), "{page}");
        assert!(page.contains("không thuộc phần phụ trách") && page.contains("Nhập 1 dòng"));
        assert_eq!(house.everybody().await, 0);
        let (_, rest) = page.split_once("name=\"dau\" value=\"").unwrap();
        let stamp = rest.split('"').next().unwrap().to_owned();
        let refused = officer.post(&address, &[("dau", &stamp)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(house.everybody().await, 0);
        let old = officer.post(&address, &[("dau", "9.9.9.9"), ("bo-qua", "1")]).await;
        assert_eq!(
            old.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "a decision about another result"
        );
        let done = officer.post(&address, &[("dau", &stamp), ("bo-qua", "1")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert_eq!(done.location(), "/doan-vien?xong=done-members-imported");
        assert_eq!((house.everybody().await, drafts(&house).await), (1, 0));
        let twice = officer.post(&address, &[("dau", &stamp), ("bo-qua", "1")]).await;
        assert_eq!(twice.status, StatusCode::CONFLICT, "pressing twice imports once");
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_its_owners_and_ends() {
    on_both(async |db| {
        let house = House::build(db).await;
        let mut one = house.visitor("one", Role::Administrator, None).await;
        let mut other = house.visitor("other", Role::Administrator, None).await;
        let bytes = "Số thẻ;Họ và tên;Mã đơn vị\nTP-1;Nguyễn Văn An;BTP-01\n".as_bytes();
        let address = send(&mut one, "ds.csv", bytes).await.location();
        assert_eq!(other.get(&address).await.status, StatusCode::CONFLICT);
        assert_eq!(one.get(&address).await.status, StatusCode::OK);
        house.clock.advance(kernel::time::DAY);
        one.sign_in("one", crate::house::PASSWORD).await;
        assert_eq!(one.get(&address).await.status, StatusCode::CONFLICT);
        let address = send(&mut one, "ds.csv", bytes).await.location();
        assert_eq!(drafts(&house).await, 1, "the old file went");
        one.get(&address).await;
        one.post(&format!("{address}/bo"), &[]).await;
        assert_eq!((drafts(&house).await, house.everybody().await), (0, 0));
    })
    .await;
}

/// The limit of the route holds, not a smaller one of the web library.
#[tokio::test]
async fn a_list_of_several_megabytes_is_taken() {
    on_both(async |db| {
        let house = House::build(db).await;
        let mut admin = house.visitor("admin", Role::Administrator, None).await;
        let mut csv = "Số thẻ,Họ và tên,Mã đơn vị,Ghi chú\n".to_owned();
        for at in 0..3_000 {
            csv.push_str(&format!("TP-{at},Nguyễn Văn An,BTP-01,{}\n", "x".repeat(1_000)));
        }
        let answer = send(&mut admin, "ds.csv", csv.as_bytes()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let page = admin.get(&answer.location()).await.text();
        assert!(page.contains("Nhập 3.000 dòng"));
    })
    .await;
}
