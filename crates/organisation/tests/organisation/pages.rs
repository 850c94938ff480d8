use axum::http::StatusCode;
use kernel::actor::Role;
use platform::audit::{self, Chain};
use testkit::{Visitor, on_both};

use crate::house::{House, person, workbook};

async fn furnished(house: &House) -> uuid::Uuid {
    let app = &house.app;
    let mut an = person(app, "TP-1", "Nguyễn Văn An", house.justice_a);
    an.phone = Some("+84912345678".to_owned());
    an.email = Some("an@btp.vn".to_owned());
    an.sex = Some("male");
    an.birth_date = Some(jiff::civil::date(1985, 3, 31));
    an.post = Some("Chuyên viên chính".to_owned());
    let id = an.id;
    let binh = person(app, "TC-1", "Trần Thị Bình", house.finance_a);
    house.add(&[an, binh]).await;
    id
}

fn must_be_whole(address: &str, page: &str) {
    assert!(!page.contains('⟦'), "{address}: {page}");
    assert!(!page.contains("style="), "{address}: no inline style");
    assert!(page.contains("<h1"), "{address}: {page}");
}

#[tokio::test]
async fn every_page_is_shown_in_both_languages() {
    on_both(async |db| {
        let house = House::build(db).await;
        let mut visitor = house.visitor("admin", Role::Administrator, None).await;
        let addresses = |member: Option<uuid::Uuid>| {
            let mut all = vec![
                "/don-vi".to_owned(),
                "/don-vi?tim=tai+chinh".to_owned(),
                "/don-vi?tim=khong+co".to_owned(),
                "/don-vi?ngay=2019-01-01".to_owned(),
                format!("/don-vi/{}", house.justice),
                "/doan-vien".to_owned(),
                "/doan-vien?tim=nguyen".to_owned(),
                format!("/doan-vien?don-vi={}", house.justice),
                "/doan-vien/ma-dang-nhap".to_owned(),
                format!("/doan-vien/ma-dang-nhap?don-vi={}", house.justice),
                "/nhap".to_owned(),
            ];
            all.extend(member.map(|member| format!("/doan-vien/{member}")));
            all
        };
        for address in addresses(None) {
            let answer = visitor.get(&address).await;
            assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
            must_be_whole(&address, &answer.text());
        }
        let member = furnished(&house).await;
        for mut visitor in [visitor.clone(), visitor.in_english()] {
            for address in addresses(Some(member)) {
                let answer = visitor.get(&address).await;
                assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
                must_be_whole(&address, &answer.text());
            }
            every_import_page(&mut visitor).await;
            for file in [
                "/don-vi/xuat.xlsx",
                "/doan-vien/xuat.xlsx",
                "/nhap/mau/doan-vien.xlsx",
                "/nhap/mau/don-vi.xlsx",
            ] {
                let answer = visitor.get(file).await;
                assert_eq!(answer.status, StatusCode::OK, "{file}");
                assert!(answer.bytes.starts_with(b"PK"), "{file}");
            }
        }
        for nowhere in [
            "/don-vi/khong-co",
            "/doan-vien/khong-co",
            "/nhap/mau/khac.xlsx",
            "/nhap/khong-co",
        ] {
            let mut visitor = house.visitor(nowhere, Role::Administrator, None).await;
            assert_eq!(visitor.get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
        }
        assert!(matches!(
            audit::verify(house.app.db.read()).await.unwrap(),
            Chain::Whole { .. }
        ));
    })
    .await;
}

/// A file with everything at once: new, same, changed, faulty, repaired, doubled, with a column that means nothing.
async fn every_import_page(visitor: &mut Visitor) {
    let headings = ["Số thẻ", "Họ và tên", "Giới tính", "Điện thoại", "Mã đơn vị", "Ghi chú"];
    let rows = [
        vec!["TP-1", "Nguyễn Văn Ân", "Nữ", "", "BTP-01", ""],
        vec!["TC-1", "Trần Thị Bình", "", "", "BTC-01", ""],
        vec!["X-1", "Lê\u{A0}Văn Đức", "", "0912345679", "BTC-01", ""],
        vec!["X-2", "Lê Văn Đức", "", "0912345679", "BTC-01", ""],
        vec!["X-3", "", "?", "1", "", ""],
    ];
    visitor.get("/nhap").await;
    let bytes = workbook("Danh sách", &headings, &rows);
    let answer = visitor
        .upload("/nhap", &[("loai", "doan-vien")], "ds.xlsx", &bytes)
        .await;
    let address = answer.location();
    let page = visitor.get(&address).await.text();
    must_be_whole(&address, &page);
    for words in ["name=\"bo-qua\"", "name=\"ghi-thay-doi\"", "Ghi chú"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let units = workbook("A", &["Mã", "Tên", "Loại"], &[vec!["M1", "Đơn vị mới", "?"]]);
    let address = visitor
        .upload("/nhap", &[("loai", "don-vi")], "dv.xlsx", &units)
        .await
        .location();
    must_be_whole(&address, &visitor.get(&address).await.text());
}

#[tokio::test]
async fn an_officer_sees_and_confirms_the_own_unit_only() {
    on_both(async |db| {
        let house = House::build(db).await;
        let member = furnished(&house).await;
        let mut officer = house.visitor("cb", Role::UnitOfficer, Some(house.finance)).await;
        let list = officer.get("/don-vi").await.text();
        assert!(list.contains("Vụ Ngân sách") && !list.contains("Hộ tịch"), "{list}");
        let people = officer.get("/doan-vien").await.text();
        assert!(people.contains("Trần Thị Bình") && !people.contains("Nguyễn Văn An"));
        for address in [
            format!("/don-vi/{}", house.justice),
            format!("/don-vi/{}", house.union),
            format!("/doan-vien?don-vi={}", house.justice),
            format!("/doan-vien/xuat.xlsx?don-vi={}", house.justice_a),
            format!("/doan-vien/ma-dang-nhap?don-vi={}", house.justice),
        ] {
            assert_eq!(officer.get(&address).await.status, StatusCode::FORBIDDEN, "{address}");
        }
        let hidden = officer.get(&format!("/doan-vien/{member}")).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        officer.get("/nhap").await;
        let figures = [
            ("on", "2026-09-30"),
            ("state", "confirmed"),
            ("staff", "2.959"),
            ("members", "2.925"),
        ];
        let outside = officer
            .post(&format!("/don-vi/{}/xac-nhan-so-lieu", house.justice), &figures)
            .await;
        assert_eq!(outside.status, StatusCode::FORBIDDEN);
        let codes = officer
            .post("/doan-vien/ma-dang-nhap", &[("don-vi", &house.justice.to_string())])
            .await;
        assert_eq!(codes.status, StatusCode::FORBIDDEN);
        let own = format!("/don-vi/{}", house.finance);
        assert!(officer.get(&own).await.text().contains("Chưa xác nhận"));
        let wrong = officer
            .post(
                &format!("{own}/xac-nhan-so-lieu"),
                &[("on", "2026-12-31"), ("staff", "10"), ("members", "11")],
            )
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("value=\"11\""), "the form comes back filled");
        let done = officer.post(&format!("{own}/xac-nhan-so-lieu"), &figures).await;
        assert_eq!(done.location(), format!("{own}?xong=done-headcount-confirmed"));
        assert!(officer.get(&own).await.text().contains("2.925"));
        let zero = [
            ("on", "2026-10-31"),
            ("state", "confirmed"),
            ("staff", "0"),
            ("members", "0"),
        ];
        officer.post(&format!("{own}/xac-nhan-so-lieu"), &zero).await;
        let list = officer.get("/don-vi").await.text();
        assert!(
            list.contains("<td class=\"num\" data-label=\"Đã xác nhận\">0</td>"),
            "{list}"
        );
        let none = [("on", "2026-11-01"), ("state", "not_applicable")];
        officer.post(&format!("{own}/xac-nhan-so-lieu"), &none).await;
        assert!(officer.get("/don-vi").await.text().contains("Không áp dụng"));
    })
    .await;
}

#[tokio::test]
async fn phones_are_shown_in_full_only_to_those_in_charge() {
    on_both(async |db| {
        let house = House::build(db).await;
        let member = furnished(&house).await;
        let address = format!("/doan-vien/{member}");
        let mut officer = house.visitor("cb", Role::UnitOfficer, Some(house.justice)).await;
        let page = officer.get(&address).await.text();
        assert!(page.contains("0912345678") && page.contains("31/3/1985"), "{page}");
        for role in [Role::Auditor, Role::Leader, Role::Organiser] {
            let mut reader = house.visitor(role.code(), role, None).await;
            for place in [address.as_str(), "/doan-vien"] {
                let page = reader.get(place).await.text();
                assert!(page.contains("09** *** 678"), "{place}: {page}");
                assert!(!page.contains("0912345678") && !page.contains("31/3/1985"), "{place}");
            }
            assert_eq!(reader.get("/nhap").await.status, StatusCode::FORBIDDEN);
        }
        let mut stranger = house.visitor("dv", Role::Member, None).await;
        assert_eq!(stranger.get("/doan-vien").await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn printed_codes_open_accounts_and_replace_nothing_by_themselves() {
    on_both(async |db| {
        let house = House::build(db).await;
        let member = furnished(&house).await;
        let mut officer = house.visitor("cb", Role::UnitOfficer, Some(house.justice)).await;
        let waiting = officer.get("/doan-vien/ma-dang-nhap").await.text();
        assert!(waiting.contains("1 người chưa đăng nhập và chưa có mã."), "{waiting}");
        let unit = house.justice.to_string();
        let sheet = officer.post("/doan-vien/ma-dang-nhap", &[("don-vi", &unit)]).await;
        assert_eq!(sheet.headers["cache-control"], "private, no-store");
        let page = sheet.text();
        must_be_whole("codes", &page);
        assert!(page.contains("<svg") && page.contains("Nguyễn Văn An") && !page.contains("Trần Thị Bình"));
        let (_, rest) = page.split_once("<code>").unwrap();
        let code = rest.split('<').next().unwrap();
        let fits = platform::account::code_fits(house.app.db.read(), house.app.now(), member, code)
            .await
            .unwrap();
        assert!(fits, "{code}");
        let again = officer
            .post("/doan-vien/ma-dang-nhap", &[("don-vi", &unit)])
            .await
            .text();
        assert!(!again.contains("<code>"), "a code that waits is left alone");
        let waiting = officer.get("/doan-vien/ma-dang-nhap").await.text();
        assert!(waiting.contains("0 người chưa đăng nhập"), "{waiting}");
        let renewed = officer
            .post("/doan-vien/ma-dang-nhap", &[("don-vi", &unit), ("cap-lai", "1")])
            .await
            .text();
        assert!(renewed.contains("<code>") && !renewed.contains(code));
        let tx = house.app.db.begin().await.unwrap();
        let admin = kernel::actor::Grant {
            role: Role::Administrator,
            side: None,
            unit: None,
        };
        platform::account::grant(&tx, house.app.now(), house.app.fresh_id(), member, admin, None)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let guarded = officer
            .post("/doan-vien/ma-dang-nhap", &[("don-vi", &unit), ("cap-lai", "1")])
            .await
            .text();
        assert!(
            !guarded.contains("<code>"),
            "no officer opens an administrator's account"
        );
    })
    .await;
}
