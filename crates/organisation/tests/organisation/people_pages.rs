//! The pages on people: moving them, their posts, entries of one person, signed figures.

use axum::http::StatusCode;
use jiff::civil::date;
use kernel::actor::Role;
use organisation::Scope;
use organisation::headcount;
use organisation::people;
use organisation::store::{merges, posts};
use platform::audit::{self, Chain};
use platform::db;
use testkit::{Visitor, on_both};
use uuid::Uuid;

use crate::house::{House, person};

struct People {
    an: Uuid,
    twin: Uuid,
    binh: Uuid,
    hoa: Uuid,
}

async fn furnished(house: &House) -> People {
    let app = &house.app;
    let mut an = person(app, "TP-1", "Ngô Duy Hiếu", house.justice_a);
    an.birth_date = Some(date(1985, 3, 31));
    an.phone = Some("+84912345678".to_owned());
    let mut twin = person(app, "TP-2", "Ngọ Duy Hiểu", house.justice_a);
    twin.birth_date = Some(date(1985, 3, 31));
    let binh = person(app, "TP-3", "Trần Thị Bình", house.justice_a);
    let hoa = person(app, "TC-1", "Đinh Thị Hoà", house.finance_a);
    let ids = People {
        an: an.id,
        twin: twin.id,
        binh: binh.id,
        hoa: hoa.id,
    };
    house.add(&[an, twin, binh, hoa]).await;
    ids
}

fn must_be_whole(address: &str, page: &str) {
    assert!(!page.contains('⟦'), "{address}: {page}");
    assert!(!page.contains("style="), "{address}: no inline style");
    assert!(page.contains("<h1"), "{address}: {page}");
}

async fn shown(visitor: &mut Visitor, address: &str) -> String {
    let answer = visitor.get(address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
    must_be_whole(address, &answer.text());
    answer.text()
}

async fn unit_of(house: &House, id: Uuid) -> Option<Uuid> {
    people::unit_of(house.app.db.read(), id, house.org.today())
        .await
        .unwrap()
}

#[tokio::test]
async fn every_page_on_people_is_shown_in_both_languages() {
    on_both(async |db| {
        let house = House::build(db).await;
        let people = furnished(&house).await;
        let visitor = house.visitor("admin", Role::Administrator, None).await;
        let (union, finance_a) = (house.union.to_string(), house.finance_a.to_string());
        for mut visitor in [visitor.clone(), visitor.in_english()] {
            for address in [
                "/doan-vien".to_owned(),
                "/doan-vien/chuyen".to_owned(),
                format!("/doan-vien/chuyen?tu={}&tim=ngo", house.justice),
                format!("/doan-vien/chuyen?nguoi={}", people.an),
                "/doan-vien/trung".to_owned(),
                format!("/doan-vien/trung?nguoi={}", people.an),
                format!("/doan-vien/trung/{}/{}", people.an, people.twin),
                format!("/doan-vien/trung/{}/{}", people.an, people.hoa),
                format!("/doan-vien/{}", people.an),
                format!("/don-vi/{}", house.justice_a),
            ] {
                shown(&mut visitor, &address).await;
            }
            for reason in ["assigned", "retired"] {
                let fields = [
                    ("tu", union.as_str()),
                    ("tat-ca", "1"),
                    ("ly-do", reason),
                    ("den", finance_a.as_str()),
                    ("ngay", "2026-11-02"),
                    ("so-qd", "12/QĐ"),
                ];
                let check = visitor.post("/doan-vien/chuyen", &fields).await;
                assert_eq!(check.status, StatusCode::OK);
                must_be_whole(reason, &check.text());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn people_are_moved_in_one_act_after_a_look() {
    on_both(async |db| {
        let house = House::build(db).await;
        let people = furnished(&house).await;
        let mut visitor = house.visitor("admin", Role::Administrator, None).await;
        let page = shown(&mut visitor, &format!("/doan-vien/chuyen?nguoi={}", people.an)).await;
        assert!(
            page.contains(&format!("value=\"{}\" checked", people.an)),
            "pre-ticked: {page}"
        );
        assert!(!page.contains(&format!("value=\"{}\" checked", people.binh)));
        let (from, to) = (house.justice.to_string(), house.finance.to_string());
        let (an, hoa) = (people.an.to_string(), people.hoa.to_string());
        let wrong = [
            ("tu", from.as_str()),
            ("nguoi", an.as_str()),
            ("ly-do", "assigned"),
            ("so-qd", "7/QĐ"),
            ("ngay", "?"),
        ];
        let answer = visitor.post("/doan-vien/chuyen", &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.text();
        for kept in [
            "id=\"den-error\"",
            "id=\"ngay-error\"",
            "7/QĐ",
            "Hãy chọn đơn vị chuyển đến.",
        ] {
            assert!(page.contains(kept), "{kept}: {page}");
        }
        assert!(page.contains(&format!("value=\"{an}\" checked")), "ticks stay");
        let right = [
            ("tu", from.as_str()),
            ("nguoi", an.as_str()),
            ("nguoi", hoa.as_str()),
            ("ly-do", "other"),
            ("ly-do-khac", "Theo nguyện vọng"),
            ("den", to.as_str()),
            ("ngay", "2026-11-02"),
            ("so-qd", "125/QĐ-CĐVC"),
        ];
        let check = visitor.post("/doan-vien/chuyen", &right).await.text();
        assert!(
            check.contains("Sẽ chuyển 1 người") && check.contains("1 người không chuyển được"),
            "{check}"
        );
        assert!(check.contains("Vào ngày đó người này không ở đơn vị chuyển đi."));
        assert_eq!(
            unit_of(&house, people.an).await,
            Some(house.justice_a),
            "nothing is written yet"
        );
        let with = |step: &'static str| {
            let mut fields: Vec<(&str, &str)> = right.iter().filter(|(_, value)| *value != hoa).copied().collect();
            fields.push(("buoc", step));
            fields
        };
        let back = visitor.post("/doan-vien/chuyen", &with("sua")).await.text();
        assert!(back.contains("Theo nguyện vọng") && back.contains(&format!("value=\"{an}\" checked")));
        let done = visitor.post("/doan-vien/chuyen", &with("ghi")).await;
        assert!(
            done.location().ends_with("xong=done-people-transferred"),
            "{}",
            done.text()
        );
        assert_eq!(unit_of(&house, people.an).await, Some(house.finance));
        let raced = visitor.post("/doan-vien/chuyen", &with("ghi")).await;
        assert_eq!(raced.status, StatusCode::CONFLICT);
        assert!(raced.text().contains("Danh sách vừa có thay đổi"));
        let member = shown(&mut visitor, &format!("/doan-vien/{an}")).await;
        assert!(
            member.contains("Theo nguyện vọng; Quyết định số 125/QĐ-CĐVC"),
            "{member}"
        );
        assert!(matches!(
            audit::verify(house.app.db.read()).await.unwrap(),
            Chain::Whole { .. }
        ));
    })
    .await;
}

#[tokio::test]
async fn an_officer_moves_and_merges_inside_the_own_units_only() {
    on_both(async |db| {
        let house = House::build(db).await;
        let people = furnished(&house).await;
        let mut officer = house.visitor("cb", Role::UnitOfficer, Some(house.justice)).await;
        officer.get("/doan-vien").await;
        let (from, to, an) = (
            house.justice.to_string(),
            house.finance.to_string(),
            people.an.to_string(),
        );
        let fields = [
            ("tu", from.as_str()),
            ("nguoi", an.as_str()),
            ("ly-do", "moved"),
            ("den", to.as_str()),
            ("ngay", "2026-11-02"),
            ("buoc", "ghi"),
        ];
        let outside = officer.post("/doan-vien/chuyen", &fields).await;
        assert_eq!(outside.status, StatusCode::FORBIDDEN);
        for (address, status) in [
            (format!("/doan-vien/chuyen?tu={to}"), StatusCode::FORBIDDEN),
            (format!("/doan-vien/chuyen?nguoi={}", people.hoa), StatusCode::NOT_FOUND),
            (format!("/doan-vien/trung/{an}/{}", people.hoa), StatusCode::NOT_FOUND),
            (format!("/doan-vien/trung/{an}/{an}"), StatusCode::NOT_FOUND),
        ] {
            assert_eq!(officer.get(&address).await.status, status, "{address}");
        }
        let post = [("title", "Chủ tịch"), ("group", "leading"), ("from", "2026-01-01")];
        let hidden = officer.post(&format!("/doan-vien/{}/chuc-vu", people.hoa), &post).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        for role in [Role::Auditor, Role::Leader, Role::Organiser] {
            let mut reader = house.visitor(role.code(), role, None).await;
            let member = shown(&mut reader, &format!("/doan-vien/{an}")).await;
            assert!(!member.contains("/doan-vien/chuyen"), "{member}");
            for address in ["/doan-vien/chuyen", "/doan-vien/trung"] {
                assert_eq!(reader.get(address).await.status, StatusCode::FORBIDDEN, "{address}");
            }
            let refused = reader.post(&format!("/doan-vien/{an}/chuc-vu"), &post).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN);
        }
    })
    .await;
}

#[tokio::test]
async fn two_entries_of_one_person_are_merged_and_parted_again() {
    on_both(async |db| {
        let house = House::build(db).await;
        let people = furnished(&house).await;
        let mut officer = house.visitor("cb", Role::UnitOfficer, Some(house.justice)).await;
        let list = shown(&mut officer, "/doan-vien/trung").await;
        assert!(
            list.contains("Họ tên chỉ khác dấu") && list.contains("Cùng ngày sinh"),
            "{list}"
        );
        let (kept, gone) = (people.an.to_string(), people.twin.to_string());
        let address = format!("/doan-vien/trung/{kept}/{gone}");
        let wrong = officer.post(&address, &[("giu", kept.as_str()), ("ly-do", "")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("id=\"ly-do-error\""));
        let long = "ă".repeat(301);
        let wrong = officer
            .post(&address, &[("giu", kept.as_str()), ("ly-do", long.as_str())])
            .await;
        assert!(wrong.text().contains("Dài quá 300 ký tự"), "{}", wrong.text());
        let done = officer
            .post(&address, &[("giu", kept.as_str()), ("ly-do", "nhập hai lần")])
            .await;
        assert_eq!(done.location(), format!("/doan-vien/{kept}?xong=done-person-merged"));
        assert!(
            shown(&mut officer, &format!("/doan-vien/{kept}"))
                .await
                .contains("Ngọ Duy Hiểu (TP-2)")
        );
        let page = shown(&mut officer, &format!("/doan-vien/{kept}")).await;
        assert!(
            page.contains("Ghi tại mục đã gộp, số thẻ TP-2"),
            "what stands under the other entry is shown with the person: {page}"
        );
        let moved_on = officer.get(&format!("/doan-vien/{gone}")).await;
        assert_eq!(moved_on.location(), format!("/doan-vien/{kept}"));
        assert!(!shown(&mut officer, "/doan-vien").await.contains("Ngọ Duy Hiểu"));
        let merge = merges::listed(house.app.db.read(), &Scope::All, house.org.today(), 9)
            .await
            .unwrap()
            .remove(0)
            .id;
        let undo = format!("/doan-vien/lan-gop/{merge}/hoan-tac");
        let mut elsewhere = house.visitor("cb2", Role::UnitOfficer, Some(house.finance)).await;
        elsewhere.get("/doan-vien/trung").await;
        let reason = format!("ly-do-{merge}");
        let foreign = elsewhere.post(&undo, &[(reason.as_str(), "nhầm")]).await;
        assert_eq!(foreign.status, StatusCode::FORBIDDEN);
        let silent = officer.post(&undo, &[]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        must_be_whole(&undo, &silent.text());
        let undone = officer.post(&undo, &[(reason.as_str(), "hai anh em")]).await;
        assert_eq!(undone.location(), "/doan-vien/trung?xong=done-merge-undone");
        assert!(shown(&mut officer, "/doan-vien/trung").await.contains("hai anh em"));
        assert!(shown(&mut officer, "/doan-vien").await.contains("Ngọ Duy Hiểu"));
        officer.post(&format!("{address}/khac"), &[]).await;
        let list = shown(&mut officer, "/doan-vien/trung").await;
        assert!(list.contains("Không thấy ai nhập trùng"), "dismissed for good: {list}");
        assert!(matches!(
            audit::verify(house.app.db.read()).await.unwrap(),
            Chain::Whole { .. }
        ));
    })
    .await;
}

#[tokio::test]
async fn posts_are_written_and_ended_on_the_members_page() {
    on_both(async |db| {
        let house = House::build(db).await;
        let people = furnished(&house).await;
        let mut officer = house.visitor("cb", Role::UnitOfficer, Some(house.justice)).await;
        let address = format!("/doan-vien/{}", people.an);
        officer.get(&address).await;
        let wrong = [
            ("title", ""),
            ("group", "leading"),
            ("from", "2026-05-01"),
            ("to", "2026-05-01"),
        ];
        let answer = officer.post(&format!("{address}/chuc-vu"), &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.text();
        assert!(
            page.contains("id=\"title-error\"") && page.contains("id=\"to-error\""),
            "{page}"
        );
        let right = [
            ("title", "Chủ tịch công đoàn"),
            ("group", "union-part-time"),
            ("from", "2026-05-01"),
        ];
        let done = officer.post(&format!("{address}/chuc-vu"), &right).await;
        assert_eq!(done.location(), format!("{address}?xong=done-post-added#chuc-vu"));
        assert!(
            shown(&mut officer, &address)
                .await
                .contains("Cán bộ công đoàn không chuyên trách")
        );
        assert!(shown(&mut officer, "/doan-vien").await.contains("Chủ tịch công đoàn"));
        let post = posts::of(house.app.db.read(), people.an).await.unwrap().remove(0);
        let (end, field) = (format!("{address}/chuc-vu/{}/thoi", post.id), format!("to-{}", post.id));
        let early = officer.post(&end, &[(field.as_str(), "2026-04-30")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = officer.post(&end, &[(field.as_str(), "2026-10-01")]).await;
        assert_eq!(done.location(), format!("{address}?xong=done-post-ended#chuc-vu"));
        assert!(shown(&mut officer, &address).await.contains("1/10/2026"));
        let again = officer.post(&end, &[(field.as_str(), "2026-10-01")]).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND, "that row is retired");
    })
    .await;
}

#[tokio::test]
async fn confirmed_figures_are_signed_and_doubted_when_altered() {
    on_both(async |db| {
        let house = House::build(db).await;
        furnished(&house).await;
        let mut officer = house.visitor("cb", Role::UnitOfficer, Some(house.justice)).await;
        let address = format!("/don-vi/{}", house.justice_a);
        let page = shown(&mut officer, &address).await;
        assert!(page.contains("name=\"signed_name\""), "{page}");
        let confirm = format!("{address}/xac-nhan-so-lieu");
        let figures = [
            ("on", "2026-10-31"),
            ("state", "confirmed"),
            ("staff", "9"),
            ("members", "2"),
        ];
        let mut long: Vec<(&str, &str)> = figures.to_vec();
        let source = "x".repeat(301);
        long.push(("source", &source));
        let wrong = officer.post(&confirm, &long).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("id=\"source-error\""));
        let mut signed: Vec<(&str, &str)> = figures.to_vec();
        signed.extend([("signed_name", "Lê Thị Ý"), ("signed_post", "Chủ tịch")]);
        let done = officer.post(&confirm, &signed).await;
        assert_eq!(
            done.location(),
            format!("{address}?xong=done-headcount-fewer"),
            "two of three"
        );
        let page = shown(&mut officer, &address).await;
        assert!(page.contains("Ký xác nhận: Lê Thị Ý, Chủ tịch (mã "), "{page}");
        assert!(page.contains("ít hơn số người trong danh sách"), "{page}");
        assert!(!page.contains("chữ ký không khớp"));
        let tx = house.app.db.begin().await.unwrap();
        db::exec(&*tx, "UPDATE headcount SET members = 3", vec![])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert!(shown(&mut officer, &address).await.contains("chữ ký không khớp"));
        officer
            .post(&confirm, &[("on", "2026-11-01"), ("staff", "9"), ("members", "8")])
            .await;
        let told = headcount::history(house.app.db.read(), house.justice_a).await.unwrap();
        assert_eq!(
            told[0].signed.as_ref().unwrap().by.name,
            "Người thử",
            "the own account's name"
        );
    })
    .await;
}
