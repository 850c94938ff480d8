//! Every list, total, ranking and workbook looks through the lens and says so.

use axum::http::StatusCode;
use jiff::civil::date;
use kernel::actor::Role;
use kernel::time;
use organisation::headcount::{Figures, Said};
use organisation::history::Hierarchy;
use testkit::{Visitor, on_both};

use crate::house::{House, person};

fn said(staff: i64, members: i64, women: Option<i64>) -> Said {
    Said::Confirmed(Figures {
        staff,
        members,
        women_staff: None,
        women_members: women,
    })
}

/// The text of the cell with this label in the row of the unit; `None` when there is no such row.
fn cell(page: &str, unit: &str, label: &str) -> Option<String> {
    let row = page.split("<tr>").find(|row| row.contains(&format!(">{unit}<")))?;
    let (_, cell) = row.split_once(&format!("data-label=\"{label}\">"))?;
    let (cell, _) = cell.split_once("</td>")?;
    let mut text = String::new();
    let mut inside = true;
    for letter in cell.chars() {
        match letter {
            '<' => inside = false,
            '>' => inside = true,
            letter if inside => text.push(letter),
            _ => {}
        }
    }
    Some(text)
}

async fn page(visitor: &mut Visitor, path: &str) -> String {
    let answer = visitor.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.text()
}

const JUSTICE: &str = "Công đoàn cơ sở Cục Hộ tịch";
const BUDGET: &str = "Công đoàn cơ sở Vụ Ngân sách";

/// Two people in Cục Hộ tịch, one in Vụ Ngân sách, entered on 2/11/2026. A month later an act comes in: the first unit
/// is a part of the second from 1/10/2026.
async fn merged(house: &House) {
    let app = &house.app;
    house
        .add(&[
            person(app, "A1", "Nguyễn An", house.justice_a),
            person(app, "A2", "Trần Bình", house.justice_a),
            person(app, "B1", "Lê Chi", house.finance_a),
        ])
        .await;
    house.clock.advance(30 * 86_400_000);
    house
        .merge(&[house.justice_a], house.finance_a, date(2026, 10, 1))
        .await;
}

#[tokio::test]
async fn the_tree_and_its_workbook_look_through_the_lens() {
    on_both(async |db| {
        let house = House::build(db).await;
        merged(&house).await;
        let mut reader = house.visitor("xem", Role::Organiser, None).await;
        let listed = |page: &str, unit: &str| cell(page, unit, "Trong danh sách");
        let then = page(&mut reader, "/don-vi?goc-nhin=as_was&ngay=2026-09-01").await;
        assert_eq!(listed(&then, JUSTICE).as_deref(), Some("2"));
        assert_eq!(listed(&then, BUDGET).as_deref(), Some("1"));
        let now = page(&mut reader, "/don-vi?goc-nhin=as_is&ngay=2026-09-01").await;
        assert_eq!(listed(&now, JUSTICE), None, "not there today");
        assert_eq!(listed(&now, BUDGET).as_deref(), Some("3"));
        assert!(now.contains("Theo tổ chức hiện nay"), "printed with the result");
        let of = page(
            &mut reader,
            "/don-vi?goc-nhin=as_of&nhin-ngay=2026-09-30&ngay=2026-10-02",
        )
        .await;
        assert_eq!(
            listed(&of, JUSTICE).as_deref(),
            Some("2"),
            "each person is known to have come from there"
        );
        assert_eq!(listed(&of, BUDGET).as_deref(), Some("1"));
        // As known before the act came in, the unit is still there, also on a day on which it was not.
        let early = page(
            &mut reader,
            "/don-vi?goc-nhin=as_is&ngay=2026-10-02&biet-den=2026-11-15",
        )
        .await;
        assert_eq!(listed(&early, JUSTICE).as_deref(), Some("2"));
        assert!(early.contains("chỉ tính thông tin có đến hết ngày 15/11/2026"));
        // Remembered for the next page, and for the workbook.
        page(&mut reader, "/don-vi?goc-nhin=as_is").await;
        let book = reader.get("/don-vi/xuat.xlsx?ngay=2026-09-01").await;
        let sheet = texts(&book.bytes);
        assert!(sheet.contains("Theo tổ chức hiện nay"), "{sheet}");
        assert!(!sheet.contains(JUSTICE) && sheet.contains(BUDGET));
    })
    .await;
}

/// All texts of a workbook.
fn texts(bytes: &[u8]) -> String {
    let book = paperwork::sheet::read(bytes, "a.xlsx", &paperwork::sheet::Limits::default()).unwrap();
    format!("{book:?}")
}

#[tokio::test]
async fn people_stand_under_the_unit_that_the_lens_shows() {
    on_both(async |db| {
        let house = House::build(db).await;
        merged(&house).await;
        let mut reader = house.visitor("xem", Role::Organiser, None).await;
        let unit = |page: &str| cell(page, "Nguyễn An", "Đơn vị");
        let then = page(&mut reader, "/doan-vien?goc-nhin=as_was&ngay=2026-09-01").await;
        assert_eq!(unit(&then).as_deref(), Some(JUSTICE));
        let now = page(&mut reader, "/doan-vien?goc-nhin=as_is&ngay=2026-09-01").await;
        assert_eq!(unit(&now).as_deref(), Some(BUDGET));
        // The unit that took over has everybody; as it was, only its own.
        let (heir, gone) = (house.finance_a, house.justice_a);
        let of = |lens: &str, unit| format!("/doan-vien?goc-nhin={lens}&ngay=2026-09-01&don-vi={unit}");
        assert!(page(&mut reader, &of("as_is", heir)).await.contains("Nguyễn An"));
        assert!(!page(&mut reader, &of("as_was", heir)).await.contains("Nguyễn An"));
        assert!(page(&mut reader, &of("as_was", gone)).await.contains("Nguyễn An"));
        // An address kept from before the merger leads to the heir.
        assert!(page(&mut reader, &of("as_is", gone)).await.contains("Lê Chi"));
        let before = page(&mut reader, "/doan-vien?goc-nhin=as_was&biet-den=2026-10-31").await;
        assert!(!before.contains("Nguyễn An"), "entered later");
        let book = reader.get("/doan-vien/xuat.xlsx?goc-nhin=as_is&ngay=2026-09-01").await;
        let sheet = texts(&book.bytes);
        assert!(
            sheet.contains("Theo tổ chức hiện nay") && !sheet.contains(JUSTICE),
            "{sheet}"
        );
    })
    .await;
}

#[tokio::test]
async fn not_confirmed_is_never_zero_in_a_report_and_units_are_ranked() {
    on_both(async |db| {
        let house = House::build(db).await;
        merged(&house).await;
        let at = time::start_of(date(2026, 11, 4));
        house
            .confirm(house.justice_a, date(2026, 9, 1), said(40, 30, None), at)
            .await;
        // A correction later, of the same day.
        house
            .confirm(
                house.justice_a,
                date(2026, 9, 1),
                said(40, 32, None),
                at + 15 * 86_400_000,
            )
            .await;
        let mut reader = house.visitor("xem", Role::Organiser, None).await;
        let all = "/bao-cao?goc-nhin=as_was&ngay=2026-09-15&cap=het";
        let report = page(&mut reader, all).await;
        let members = |page: &str, unit: &str| cell(page, unit, "Đoàn viên đã xác nhận").unwrap();
        assert_eq!(members(&report, JUSTICE), "32");
        assert_eq!(members(&report, BUDGET), "Chưa xác nhận");
        assert_eq!(cell(&report, JUSTICE, "Số nữ đoàn viên").unwrap(), "Chưa xác nhận");
        assert_eq!(
            cell(&report, "Công đoàn Viên chức Việt Nam", "Đơn vị đã xác nhận").unwrap(),
            "1/2"
        );
        // What was known before the correction is not lost with it.
        let known = page(&mut reader, &format!("{all}&biet-den=2026-11-10")).await;
        assert_eq!(members(&known, JUSTICE), "30");
        house
            .confirm(house.finance_a, date(2026, 9, 2), said(0, 0, Some(0)), at)
            .await;
        let report = page(&mut reader, all).await;
        assert_eq!(members(&report, BUDGET), "0", "confirmed as none");
        house
            .confirm(house.finance_a, date(2026, 9, 3), Said::NotApplicable, at)
            .await;
        let report = page(&mut reader, all).await;
        assert_eq!(members(&report, BUDGET), "Không áp dụng");
        // Ranked by members: whoever has no figure has no rank.
        let ranked = page(&mut reader, &format!("{all}&xep=2")).await;
        assert_eq!(cell(&ranked, JUSTICE, "Hạng").as_deref(), Some("1"));
        assert_eq!(cell(&ranked, BUDGET, "Hạng").as_deref(), Some(""));
        assert!(ranked.contains("để tham khảo"));
        // Of one unit only; and no bottom line of everything for somebody who sees a part.
        let own = format!("{all}&don-vi={}", house.justice);
        let report = page(&mut reader, &own).await;
        assert!(cell(&report, BUDGET, "Đoàn viên đã xác nhận").is_none() && !report.contains("<tfoot>"));
        let mut officer = house.visitor("cb", Role::UnitOfficer, Some(house.justice)).await;
        let report = page(&mut officer, all).await;
        assert!(!report.contains("<tfoot>") && cell(&report, BUDGET, "Đoàn viên đã xác nhận").is_none());
    })
    .await;
}

#[tokio::test]
async fn a_reporting_rate_counts_the_days_on_which_a_unit_existed() {
    on_both(async |db| {
        let house = House::build(db).await;
        // Ends on 1/10: of the second half of the year it owes 92 days, the other one 184 with December.
        merged(&house).await;
        house
            .confirm(house.justice_a, date(2026, 8, 15), said(4, 2, Some(1)), house.app.now())
            .await;
        let mut reader = house.visitor("xem", Role::Organiser, None).await;
        let today = house.org.today();
        let from = date(2026, 7, 1);
        let all = format!("/bao-cao?xem=xac-nhan&goc-nhin=as_was&tu={from}&den={today}&cap=het");
        let report = page(&mut reader, &all).await;
        let due = |page: &str, unit: &str| cell(page, unit, "Số ngày phải có số liệu");
        let rate = |page: &str, unit: &str| cell(page, unit, "Tỷ lệ xác nhận").unwrap();
        let days = i64::from(from.until(today).unwrap().get_days()) + 1;
        assert_eq!(due(&report, JUSTICE).unwrap(), "92");
        assert_eq!(due(&report, BUDGET).unwrap(), days.to_string());
        assert_eq!(rate(&report, JUSTICE), "100,00\u{a0}%");
        assert_eq!(rate(&report, BUDGET), "0,00\u{a0}%");
        // Seen through today's organisation the days are the same, under the heir.
        let now = page(&mut reader, &all.replace("as_was", "as_is")).await;
        assert_eq!(due(&now, JUSTICE), None);
        assert_eq!(due(&now, BUDGET).unwrap(), (92 + days).to_string());
        // One confirmation for all below.
        house
            .confirm(house.finance, date(2026, 10, 15), said(9, 9, None), house.app.now())
            .await;
        house
            .confirm(house.finance, date(2026, 7, 15), said(9, 9, None), house.app.now())
            .await;
        let report = page(&mut reader, &all).await;
        assert_eq!(rate(&report, BUDGET), "100,00\u{a0}%");
        assert_eq!(
            cell(&report, "Công đoàn Viên chức Việt Nam", "Đơn vị đã xác nhận").unwrap(),
            "2/2"
        );
    })
    .await;
}

#[tokio::test]
async fn a_line_of_command_can_be_chosen_and_two_states_of_knowledge_compared() {
    on_both(async |db| {
        let house = House::build(db).await;
        merged(&house).await;
        let mut reader = house.visitor("xem", Role::Organiser, None).await;
        let line = page(&mut reader, "/bao-cao?theo=territory&goc-nhin=as_was").await;
        // Nothing stands in it: the page says so and leads back.
        assert!(
            line.contains("Chưa đơn vị nào được xếp vào Địa bàn") && line.contains("Xem theo tuyến công đoàn"),
            "{line}"
        );
        let present = house.org.present().await.unwrap();
        let tree = present.tree(Hierarchy::Territory, house.org.today(), None).unwrap();
        assert!(tree.is_empty());
        // The same day, before and after the act became known.
        let compared = page(&mut reader, "/so-sanh?tu=2026-10-02&biet-tu=2026-11-15&den=2026-10-02").await;
        assert!(compared.contains("theo thông tin đến hết 15/11/2026"), "{compared}");
        assert!(
            compared.contains("Cục Hộ tịch") && compared.contains("Kết thúc"),
            "{compared}"
        );
        let same = page(&mut reader, "/so-sanh?tu=2026-10-02&den=2026-10-02").await;
        assert!(!same.contains("Cục Hộ tịch"));
    })
    .await;
}

#[tokio::test]
async fn a_report_kept_in_memory_is_made_anew_when_anything_it_was_made_of_changes() {
    on_both(async |db| {
        let house = House::build(db).await;
        let mut reader = house.visitor("xem", Role::Organiser, None).await;
        let mut officer = house.visitor("cb", Role::UnitOfficer, Some(house.finance)).await;
        let today = house.org.today();
        let path = "/bao-cao?goc-nhin=as_was&cap=het";
        let both = async |reader: &mut Visitor, officer: &mut Visitor, label: &str, wanted: &str| {
            for visitor in [reader, officer] {
                let report = page(visitor, path).await;
                assert_eq!(cell(&report, BUDGET, label).as_deref(), Some(wanted), "{label}");
            }
        };
        both(&mut reader, &mut officer, "Đoàn viên trong danh sách", "0").await;
        house.add(&[person(&house.app, "B1", "Lê Chi", house.finance_a)]).await;
        both(&mut reader, &mut officer, "Đoàn viên trong danh sách", "1").await;
        house
            .confirm(house.finance_a, today, said(9, 8, None), house.app.now())
            .await;
        both(&mut reader, &mut officer, "Đoàn viên đã xác nhận", "8").await;
        house.merge(&[house.justice_a], house.finance_a, today).await;
        house
            .add(&[person(&house.app, "A1", "Nguyễn An", house.justice_a)])
            .await;
        both(&mut reader, &mut officer, "Đoàn viên trong danh sách", "2").await;
    })
    .await;
}

#[tokio::test]
async fn the_sum_of_a_unit_as_it_was_counts_what_has_left_it_since() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        house.add(&[person(app, "B1", "Lê Chi", house.finance_a)]).await;
        house
            .confirm(house.finance_a, date(2026, 9, 1), said(9, 8, None), app.now())
            .await;
        // On 1/10 Vụ Ngân sách moves to the other ministry.
        let tx = app.db.begin().await.unwrap();
        let mut batch = organisation::units::Batch::open(&tx, app.now(), &*app.entropy, "", "")
            .await
            .unwrap();
        batch.place(house.finance_a, Hierarchy::Union, house.justice, date(2026, 10, 1));
        batch.write(&tx).await.unwrap();
        tx.commit().await.unwrap();
        let mut officer = house.visitor("cb", Role::UnitOfficer, Some(house.finance)).await;
        let ministry = "Công đoàn Bộ Tài chính";
        let then = page(&mut officer, "/bao-cao?goc-nhin=as_was&ngay=2026-09-15").await;
        assert_eq!(cell(&then, ministry, "Đoàn viên đã xác nhận").as_deref(), Some("8"));
        assert_eq!(cell(&then, ministry, "Đoàn viên trong danh sách").as_deref(), Some("1"));
        let now = page(&mut officer, "/bao-cao?goc-nhin=as_was&ngay=2026-10-15").await;
        assert_ne!(cell(&now, ministry, "Đoàn viên đã xác nhận").as_deref(), Some("8"));
    })
    .await;
}

/// Cục Hộ tịch is divided on 1/10/2026 into two new units, with shares and without saying where its people go.
async fn divided(house: &House) {
    use organisation::plan::{Operation, Plan, Receiver};
    let plan = Plan {
        operations: vec![Operation::Split {
            source: house.justice_a,
            receivers: vec![
                Receiver {
                    unit: house.justice,
                    share: organisation::history::Share::new(1, 2),
                    default: false,
                    founding: None,
                    takes: Vec::new(),
                },
                Receiver {
                    unit: house.finance_a,
                    share: organisation::history::Share::new(1, 2),
                    default: false,
                    founding: None,
                    takes: Vec::new(),
                },
            ],
        }],
    };
    house.apply("Chia", &plan, date(2026, 10, 1)).await;
}

#[tokio::test]
async fn people_of_a_divided_unit_are_somewhere_among_its_heirs() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        house.add(&[person(app, "A1", "Nguyễn An", house.justice_a)]).await;
        divided(&house).await;
        let mut reader = house.visitor("xem", Role::Organiser, None).await;
        let label = "Đoàn viên trong danh sách";
        for path in [
            "/bao-cao?goc-nhin=as_was&cap=het",
            "/bao-cao?goc-nhin=as_was&cap=het&theo=territory",
        ] {
            let report = page(&mut reader, path).await;
            assert!(
                report.contains("Chưa phân bổ được: Công đoàn cơ sở Cục Hộ tịch"),
                "{path}: {report}"
            );
            assert!(!report.contains("không có đơn vị kế thừa"));
            let foot = report.split_once("<tfoot>").unwrap().1;
            assert!(foot.contains(&format!("data-label=\"{label}\">1<")), "{foot}");
        }
        let ranked = page(&mut reader, "/bao-cao?goc-nhin=as_was&cap=het&xep=1").await;
        assert!(
            ranked.contains("Chưa phân bổ được"),
            "the bottom line is made of what is shown"
        );
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_in_an_address_is_said() {
    on_both(async |db| {
        let house = House::build(db).await;
        let mut reader = house.visitor("xem", Role::Organiser, None).await;
        let report = page(&mut reader, "/bao-cao?ngay=2026-02-30&biet-den=2999-01-01").await;
        assert!(report.contains("2026-02-30") && report.contains("chưa đến"), "{report}");
        let old = page(&mut reader, "/don-vi?ngay=0001-01-01").await;
        assert!(old.contains("0001-01-01") && !old.contains("1/1/1"));
        let turned = page(&mut reader, "/bao-cao?xem=xac-nhan&tu=2026-09-01&den=2026-03-01").await;
        assert!(turned.contains("Từ ngày sau Đến ngày"));
        // Another view than the usual is said loudly, with the way back.
        assert!(!report.contains("Về góc nhìn thường lệ"));
        let other = page(&mut reader, "/bao-cao?goc-nhin=as_is").await;
        assert!(other.contains("Về góc nhìn thường lệ"));
        assert!(
            page(&mut reader, "/don-vi").await.contains("Về góc nhìn thường lệ"),
            "remembered"
        );
        page(&mut reader, "/don-vi?goc-nhin=as_was").await;
        assert!(!page(&mut reader, "/bao-cao").await.contains("Về góc nhìn thường lệ"));
        // A unit that the reader may not see is no unit.
        let mut officer = house.visitor("cb", Role::UnitOfficer, Some(house.finance)).await;
        let path = format!("/bao-cao?don-vi={}", house.justice);
        assert_eq!(officer.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            reader
                .get("/bao-cao?don-vi=00000000-0000-0000-0000-000000000000")
                .await
                .status,
            StatusCode::NOT_FOUND
        );
        assert!(page(&mut reader, "/doan-vien?trang=999999").await.contains("Đoàn viên"));
    })
    .await;
}

#[tokio::test]
async fn the_post_and_name_known_on_a_day_stay_what_they_were() {
    use organisation::Scope;
    use organisation::store::members;
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let mut an = person(app, "A1", "Nguyễn An", house.justice_a);
        an.post = Some("Chuyên viên".to_owned());
        house.add(std::slice::from_ref(&an)).await;
        house.clock.advance(30 * 86_400_000);
        an.post = Some("Trưởng phòng".to_owned());
        an.name = vietnamese::name::FullName::parse("Nguyễn Ân").unwrap();
        let tx = app.db.begin().await.unwrap();
        members::change(
            &tx,
            app.now(),
            &*app.entropy,
            (None, &Scope::All),
            &an,
            Some(house.justice_a),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let mut reader = house.visitor("xem", Role::Organiser, None).await;
        let now = page(&mut reader, "/doan-vien").await;
        assert!(now.contains("Nguyễn Ân") && now.contains("Trưởng phòng") && !now.contains("Chuyên viên"));
        let then = page(&mut reader, "/doan-vien?goc-nhin=as_was&biet-den=2026-11-15").await;
        assert!(then.contains("Nguyễn An<") && then.contains("Chuyên viên"), "{then}");
        assert!(!then.contains("Trưởng phòng"));
    })
    .await;
}
