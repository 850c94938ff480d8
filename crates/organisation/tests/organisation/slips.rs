//! Slips of the hand: a wrong year, a unit named twice, a field that the form did not offer, a button pressed twice.

use axum::http::StatusCode;
use jiff::civil::date;
use kernel::actor::Role;
use organisation::headcount;
use organisation::import::reorg::{self, run};
use organisation::plan::{Operation, Plan};
use organisation::store::posts;
use organisation::store::reorgs::{self, Deed};
use testkit::{Visitor, on_both};
use uuid::Uuid;

use crate::house::{House, person, workbook};
use crate::reorg_import::{check, country, row};
use crate::reorg_rights::{paper, put};

async fn drafted(visitor: &mut Visitor) -> String {
    visitor.get("/sap-xep/moi").await;
    let made = visitor
        .post("/sap-xep/moi", &[("title", "Sắp xếp"), ("effective", "2026-10-01")])
        .await;
    made.location().trim_end_matches("/viec").to_owned()
}

#[tokio::test]
async fn an_act_holds_neither_from_long_ago_nor_from_far_ahead() {
    on_both(async |db| {
        let house = House::build(db).await;
        let mut visitor = house.visitor("soan", Role::Organiser, None).await;
        visitor.get("/sap-xep/moi").await;
        for day in ["1944-12-31", "2029-01-01", "9999-12-31", "0001-12-31"] {
            let refused = visitor
                .post("/sap-xep/moi", &[("title", "Sắp xếp"), ("effective", day)])
                .await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
            assert!(refused.text().contains("id=\"effective-error\""), "{}", refused.text());
        }
        let rows: Vec<Vec<&str>> = ["31/12/9999", "31/12/0001", "1/10/2026"]
            .into_iter()
            .map(|day| {
                let mut out = row(&[(0, "BTP-01"), (2, "Giải thể")]);
                out[11] = day;
                out
            })
            .collect();
        let checked = check(&house.org, &rows).await;
        for at in [2, 3] {
            assert!(checked.has_fault(at, "org-fault-day-outside"), "{:?}", checked.faults);
        }
        assert_eq!(checked.acts.len(), 1, "{:?}", checked.faults);
    })
    .await;
}

/// Kind of operation, what is typed, the field at fault, words of the fault.
type Slip<'s> = (&'s str, &'s [(&'s str, &'s str)], &'s str, &'s str);

#[tokio::test]
async fn the_form_of_an_operation_says_what_is_wrong_beside_the_field() {
    on_both(async |db| {
        let house = House::build(db).await;
        let mut visitor = house.visitor("soan", Role::Organiser, None).await;
        let draft = drafted(&mut visitor).await;
        let long = "x".repeat(301);
        let code = "x".repeat(41);
        let cases: [Slip<'_>; 10] = [
            (
                "merge",
                &[("sources", "BTP\nBTC"), ("into", "BTC")],
                "into",
                "của chính nó",
            ),
            ("end", &[("unit", "BTP-01"), ("heir", "BTP-01")], "heir", "của chính nó"),
            (
                "move",
                &[("sources", "BTP-01"), ("parent", "BTC"), ("line", "zzz")],
                "line",
                "không có trong danh sách",
            ),
            (
                "alter",
                &[("unit", "BTP"), ("unit_kind", "nope")],
                "unit_kind",
                "không có trong danh sách",
            ),
            (
                "alter",
                &[("unit", "BTP"), ("unit_level", "nope")],
                "unit_level",
                "không có trong danh sách",
            ),
            (
                "alter",
                &[("unit", "BTP"), ("name", &long)],
                "name",
                "Dài quá 300 ký tự",
            ),
            ("alter", &[("unit", "BTP"), ("code", &code)], "code", "Dài quá 40 ký tự"),
            (
                "found",
                &[("code", "M"), ("name", &long), ("parent", "BTC")],
                "name",
                "Dài quá 300 ký tự",
            ),
            ("restore", &[("unit", "BTP")], "unit", "vẫn đang hoạt động"),
            (
                "hand_over",
                &[("unit", "BTP"), ("part_1_code", "BTP")],
                "part_1_code",
                "của chính nó",
            ),
        ];
        for (kind, fields, field, words) in cases {
            let form = format!("{draft}/viec/{kind}");
            visitor.get(&form).await;
            let refused = visitor.post(&form, fields).await;
            let text = refused.text();
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}: {text}");
            let fault = format!("<a href=\"#{field}\">");
            let (_, told) = text.split_once(&fault).unwrap_or_else(|| panic!("{kind}: {text}"));
            assert!(told.split("</a>").next().unwrap().contains(words), "{kind}: {told}");
        }
        let form = visitor.get(&format!("{draft}/viec/move")).await.text();
        assert_eq!(form.matches("Tuyến công đoàn").count(), 1, "{form}");
        // A unit that begins on the day of the act itself was not there the day before: the form says so.
        let founding = Plan {
            operations: vec![Operation::Alter {
                unit: house.justice_a,
                change: Box::new(organisation::history::TraitsChange {
                    code: Some("MỚI-01".to_owned()),
                    ..organisation::history::TraitsChange::default()
                }),
            }],
        };
        let deed = Deed {
            org: &house.org,
            actor: None,
            reason: "",
        };
        let id = reorgs::create(deed, &paper("Đổi mã", date(2026, 10, 1)), &founding)
            .await
            .unwrap();
        put(&house, id).await.unwrap();
        let form = format!("{draft}/viec/dissolve");
        visitor.get(&form).await;
        let text = visitor.post(&form, &[("unit", "MỚI-01")]).await.text();
        assert!(text.contains("mới có từ đúng ngày"), "{text}");
        let huge = "x".repeat(70_000);
        let refused = visitor.post(&form, &[("unit", &huge)]).await;
        assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(
            refused.text().contains("Nội dung gửi lên quá dài") && !refused.text().contains("Tệp"),
            "{}",
            refused.text()
        );
    })
    .await;
}

#[tokio::test]
async fn two_acts_of_one_number_and_day_go_out_and_come_in_again() {
    on_both(async |db| {
        let house = House::build(db).await;
        country(&house).await;
        let deed = Deed {
            org: &house.org,
            actor: None,
            reason: "",
        };
        let plan = |source: Uuid, into: Uuid| Plan {
            operations: vec![Operation::Merge {
                sources: vec![source],
                into,
            }],
        };
        let day = date(2026, 10, 1);
        // One in force; the same drafted again; and one of the same number that does something else with the unit.
        for (into, apply) in [(house.finance, true), (house.finance, false), (house.union, false)] {
            let id = reorgs::create(deed, &paper("Sáp nhập", day), &plan(house.justice, into))
                .await
                .unwrap();
            if apply {
                put(&house, id).await.unwrap();
            }
        }
        let rows = run::on_record(&house.org).await.unwrap();
        let tr = house.app.texts.tr(kernel::lang::Lang::Vi);
        let created = jiff::Timestamp::from_millisecond(testkit::NOW).unwrap();
        let bytes = reorg::file::workbook(&rows, &tr, created).unwrap();
        let again = reorg::check(&house.org, "sx.xlsx", bytes).await.unwrap();
        assert_eq!(again.faults, []);
        assert_eq!((again.same, again.acts.len()), (3, 0), "{:?}", again.faulty);
    })
    .await;
}

#[tokio::test]
async fn a_headcount_speaks_of_a_day_of_the_unit_and_is_said_once() {
    on_both(async |db| {
        let house = House::build(db).await;
        let mut officer = house.visitor("canbo", Role::UnitOfficer, Some(house.justice)).await;
        let page = format!("/don-vi/{}", house.justice);
        let address = format!("{page}/xac-nhan-so-lieu");
        officer.get(&page).await;
        let said = |on, state| [("on", on), ("state", state), ("staff", "12"), ("members", "10")];
        for (on, state, field) in [
            ("2019-12-31", "confirmed", "on"),
            ("0001-01-01", "confirmed", "on"),
            ("2999-01-01", "confirmed", "on"),
            ("2026-01-01", "zzz", "state"),
        ] {
            let refused = officer.post(&address, &said(on, state)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{on} {state}");
            assert!(
                refused.text().contains(&format!("id=\"{field}-error\"")),
                "{}",
                refused.text()
            );
        }
        let history = async || headcount::history(house.app.db.read(), house.justice).await.unwrap();
        assert_eq!(history().await.len(), 0);
        for _ in 0..2 {
            let done = officer.post(&address, &said("2026-01-01", "confirmed")).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        }
        assert_eq!(history().await.len(), 1, "pressed twice");
        // Another figure is another confirmation, and so is the first one after it.
        let other = [("on", "2026-01-01"), ("state", "not_applicable")];
        house.clock.advance(kernel::time::SECOND);
        officer.post(&address, &other).await;
        house.clock.advance(kernel::time::SECOND);
        officer.post(&address, &said("2026-01-01", "confirmed")).await;
        assert_eq!(history().await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_post_begins_within_a_year_is_written_once_and_taken_out_by_who_entered_it() {
    on_both(async |db| {
        let house = House::build(db).await;
        let lan = person(&house.app, "TP-1", "Nguyễn Thị Lan", house.justice_a);
        let page = format!("/doan-vien/{}", lan.id);
        house.add(std::slice::from_ref(&lan)).await;
        let mut officer = house.visitor("canbo", Role::UnitOfficer, Some(house.justice)).await;
        let mut other = house.visitor("canbo-b", Role::UnitOfficer, Some(house.justice)).await;
        officer.get(&page).await;
        let post = |from| [("title", "Tổ trưởng"), ("group", "leading"), ("from", from)];
        let far = officer.post(&format!("{page}/chuc-vu"), &post("9999-12-31")).await;
        assert_eq!(far.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(far.text().contains("trong vòng một năm tới"), "{}", far.text());
        for _ in 0..2 {
            let done = officer.post(&format!("{page}/chuc-vu"), &post("2026-12-01")).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        }
        let held = async || posts::of(house.app.db.read(), lan.id).await.unwrap();
        let known = held().await;
        assert_eq!(known.len(), 1, "pressed twice");
        let remove = format!("{page}/chuc-vu/{}/go", known[0].id);
        assert!(officer.get(&page).await.text().contains(&remove));
        assert!(!other.get(&page).await.text().contains(&remove));
        let foreign = other.post(&remove, &[]).await;
        assert_eq!(foreign.status, StatusCode::FORBIDDEN);
        let done = officer.post(&remove, &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert_eq!(held().await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_move_names_nobody_outside_the_officers_units() {
    on_both(async |db| {
        let house = House::build(db).await;
        let own = person(&house.app, "TP-1", "Nguyễn Thị Lan", house.justice_a);
        let foreign = person(&house.app, "TC-9", "Đinh Thị Hoà", house.finance_a);
        let ids = [own.id.to_string(), foreign.id.to_string()];
        let from = house.justice.to_string();
        house.add(&[own, foreign]).await;
        let mut officer = house.visitor("canbo", Role::UnitOfficer, Some(house.justice)).await;
        officer.get("/doan-vien/chuyen").await;
        let fields = [
            ("tu", from.as_str()),
            ("buoc", "xem"),
            ("nguoi", ids[0].as_str()),
            ("nguoi", ids[1].as_str()),
            ("ly-do", "retired"),
            ("ngay", "2026-11-01"),
        ];
        let text = officer.post("/doan-vien/chuyen", &fields).await.text();
        assert!(text.contains("Nguyễn Thị Lan"), "{text}");
        assert!(!text.contains("TC-9") && !text.contains("Đinh Thị Hoà"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn somebody_left_without_a_unit_is_moved_from_the_own_page() {
    on_both(async |db| {
        let house = House::build(db).await;
        let lan = person(&house.app, "TP-1", "Nguyễn Thị Lan", house.justice_a);
        house.add(std::slice::from_ref(&lan)).await;
        let deed = Deed {
            org: &house.org,
            actor: None,
            reason: "",
        };
        let plan = Plan {
            operations: vec![Operation::Dissolve {
                unit: house.justice_a,
                below_to: None,
            }],
        };
        let id = reorgs::create(deed, &paper("Giải thể", date(2026, 10, 1)), &plan)
            .await
            .unwrap();
        put(&house, id).await.unwrap();
        let mut officer = house.visitor("canbo", Role::UnitOfficer, Some(house.justice)).await;
        let chooser = officer.get(&format!("/doan-vien/chuyen?nguoi={}", lan.id)).await.text();
        let ticked = format!("value=\"{}\" checked", lan.id);
        assert!(chooser.contains(&ticked), "{chooser}");
        let (from, person) = (house.justice.to_string(), lan.id.to_string());
        let fields = [
            ("tu", from.as_str()),
            ("buoc", "ghi"),
            ("nguoi", person.as_str()),
            ("ly-do", "assigned"),
            ("den", from.as_str()),
            ("ngay", "2026-10-15"),
        ];
        let done = officer.post("/doan-vien/chuyen", &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let mut admin = house.visitor("quantri", Role::Administrator, None).await;
        let act = admin.get(&format!("/sap-xep/{id}")).await.text();
        assert!(!act.contains("không còn đơn vị"), "{act}");
    })
    .await;
}

#[tokio::test]
async fn a_list_of_units_changes_them_without_an_act_and_says_so() {
    on_both(async |db| {
        let house = House::build(db).await;
        let mut admin = house.visitor("quantri", Role::Administrator, None).await;
        let list = workbook(
            "Đơn vị",
            &["Mã", "Tên", "Mã đơn vị cấp trên"],
            &[vec!["BTP", "Công đoàn Tư pháp Việt Nam", "CĐVC"]],
        );
        admin.get("/nhap").await;
        let sent = admin.upload("/nhap", &[("loai", "don-vi")], "dv.xlsx", &list).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let dry = admin.get(&sent.location()).await.text();
        assert!(dry.contains("Những thay đổi này không có văn bản"), "{dry}");
        let stamp = dry.split_once("name=\"dau\" value=\"").unwrap().1;
        let stamp = stamp.split('"').next().unwrap().to_owned();
        let fields = [("dau", stamp.as_str()), ("ghi-thay-doi", "1")];
        let done = admin.post(&sent.location(), &fields).await;
        assert!(
            done.status.is_success() || done.status.is_redirection(),
            "{}",
            done.text()
        );
        let life = admin.get(&format!("/don-vi/{}/lich-su", house.justice)).await.text();
        assert!(
            life.contains("Công đoàn Tư pháp Việt Nam") && life.contains("Nhập từ dv.xlsx, không có văn bản"),
            "{life}"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_left_open_is_told_in_the_same_order_each_time() {
    on_both(async |db| {
        let house = House::build(db).await;
        let receiver = |unit| organisation::plan::Receiver {
            unit,
            founding: None,
            share: None,
            default: false,
            takes: Vec::new(),
        };
        let split = |source, one, other| Operation::Split {
            source,
            receivers: vec![receiver(one), receiver(other)],
        };
        // The one that comes later in the list of names goes first.
        let plan = Plan {
            operations: vec![
                split(house.finance_a, house.union, house.finance),
                split(house.justice_a, house.union, house.justice),
            ],
        };
        let deed = Deed {
            org: &house.org,
            actor: None,
            reason: "",
        };
        let id = reorgs::create(deed, &paper("Chia", date(2026, 10, 1)), &plan)
            .await
            .unwrap();
        let mut visitor = house.visitor("soan", Role::Organiser, None).await;
        let mut told = Vec::new();
        for _ in 0..6 {
            let text = visitor.get(&format!("/sap-xep/{id}")).await.text();
            let (_, open) = text.split_once("Cần lưu ý").unwrap();
            let (open, _) = open.split_once("</ul>").unwrap();
            told.push(open.split("<li>").skip(1).map(str::to_owned).collect::<Vec<_>>());
        }
        assert!(told[0].len() >= 4, "{told:?}");
        assert!(told.iter().all(|lines| *lines == told[0]), "{told:?}");
    })
    .await;
}

#[test]
fn a_file_has_a_hundred_thousand_rows_and_not_one_more() {
    use organisation::import::Kind;
    use organisation::import::table;
    let limits = paperwork::sheet::Limits {
        max_rows: 200_000,
        ..paperwork::sheet::Limits::default()
    };
    let read = |rows: usize| {
        let mut text = "Số thẻ,Họ và tên,Mã đơn vị\n".to_owned();
        for _ in 0..rows {
            text.push_str("1,a,b\n");
        }
        let book = paperwork::sheet::read(text.as_bytes(), "ds.csv", &limits).unwrap();
        table::read(Kind::Members, &book)
    };
    assert_eq!(read(table::MOST_ROWS).unwrap().lines.len(), 100_000);
    let refused = read(table::MOST_ROWS + 1).unwrap_err();
    assert!(refused.to_string().contains("100000"), "{refused}");
}

#[tokio::test]
async fn a_unit_that_was_several_is_not_said_to_have_been_divided() {
    on_both(async |db| {
        let house = House::build(db).await;
        let figures = headcount::Said::Confirmed(headcount::Figures {
            staff: 9,
            members: 8,
            women_staff: None,
            women_members: None,
        });
        house
            .merge(&[house.justice_a], house.finance_a, date(2026, 10, 1))
            .await;
        house
            .confirm(house.finance_a, date(2026, 10, 15), figures, house.app.now())
            .await;
        let mut reader = house.visitor("xem", Role::Organiser, None).await;
        let text = reader
            .get("/bao-cao?xem=xac-nhan&goc-nhin=as_of&nhin-ngay=2026-09-30&tu=2026-10-01&den=2026-10-31&cap=het")
            .await
            .text();
        assert!(text.contains("còn là nhiều đơn vị chưa nhập lại"), "{text}");
        assert!(!text.contains("không nêu tỷ lệ"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn a_unit_that_came_back_is_restored_and_not_founded() {
    on_both(async |db| {
        let house = House::build(db).await;
        let deed = Deed {
            org: &house.org,
            actor: None,
            reason: "",
        };
        let unit = house.justice_a;
        let end = Operation::End {
            unit,
            heir: None,
            below_to: None,
        };
        let back = Operation::Restore {
            unit,
            parent: Some(house.justice),
        };
        for (operation, day) in [(end, date(2026, 9, 1)), (back, date(2026, 10, 1))] {
            let plan = Plan {
                operations: vec![operation],
            };
            let id = reorgs::create(deed, &paper("Sắp xếp", day), &plan).await.unwrap();
            put(&house, id).await.unwrap();
        }
        let mut reader = house.visitor("xem", Role::Organiser, None).await;
        let text = reader.get("/so-sanh?tu=2026-09-30&den=2026-10-01").await.text();
        assert!(text.contains(">Có lại</span>"), "{text}");
        assert!(!text.contains(">Thành lập</span>"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn a_ranking_of_no_unit_still_has_its_bottom_line() {
    on_both(async |db| {
        let house = House::build(db).await;
        let lan = person(&house.app, "TP-1", "Nguyễn Thị Lan", house.justice_a);
        house.add(&[lan]).await;
        let mut reader = house.visitor("xem", Role::Organiser, None).await;
        let text = reader.get("/bao-cao?theo=block&xep=2").await.text();
        assert!(!text.contains("Chưa có số liệu"), "{text}");
        assert!(text.contains("<tfoot>"), "{text}");
    })
    .await;
}
