//! The map of the provinces: 63 or 34 tiles as the lens asks, the three states apart, sums equal to the report's.

use axum::http::StatusCode;
use jiff::civil::{Date, date};
use kernel::actor::Role;
use kernel::time::DAY;
use organisation::headcount::{self, Confirmation, Figures, Said};
use organisation::history::Hierarchy;
use organisation::plan::{Operation, Plan, Receiver};
use organisation::reorgs::{self, Deed, Paper};
use organisation::stage::Act;
use organisation::store::units::{Batch, NewUnit};
use organisation::unit::{UnitKind, UnitLevel};
use organisation::{Scope, places};
use testkit::{Visitor, on_both};
use uuid::Uuid;

use crate::house::{House, START, person, unit};

struct Country {
    house: House,
    /// Unions of Phú Yên, Đắk Lắk, Khánh Hòa and Gia Lai, each with its grassroots units.
    phu_yen: Uuid,
    dak_lak: Uuid,
    phu_yen_1: Uuid,
    phu_yen_2: Uuid,
    dak_lak_1: Uuid,
    provinces: std::collections::HashMap<&'static str, Uuid>,
}

async fn confirm(house: &House, unit: Uuid, said: Said) {
    let given = Confirmation {
        unit,
        on: date(2025, 6, 1),
        said,
        source: "BC".to_owned(),
        by: None,
    };
    let app = &house.app;
    let tx = app.db.begin().await.unwrap();
    headcount::confirm(&tx, app.now(), &*app.entropy, &Scope::All, &given)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

const fn people(staff: i64, members: i64) -> Said {
    Said::Confirmed(Figures {
        staff,
        members,
        women_staff: None,
        women_members: None,
    })
}

/// Phú Yên has confirmed in part, Đắk Lắk confirmed nobody, Gia Lai has no such figure, Khánh Hòa is silent.
async fn country(db: platform::db::Db) -> Country {
    let house = House::build(db).await;
    let app = &house.app;
    let union = |code: &str, name: &str| NewUnit {
        kind: UnitKind::Province,
        level: UnitLevel::Upper,
        ..unit(
            app,
            code,
            &format!("Công đoàn Viên chức tỉnh {name}"),
            Some(house.union),
            9,
        )
    };
    let below = |code: &str, above: &NewUnit| unit(app, code, &format!("Công đoàn cơ sở {code}"), Some(above.id), 1);
    let (phu_yen, dak_lak) = (union("PY", "Phú Yên"), union("DL", "Đắk Lắk"));
    let (khanh_hoa, gia_lai) = (union("KH", "Khánh Hòa"), union("GL", "Gia Lai"));
    let (phu_yen_1, phu_yen_2) = (below("PY-1", &phu_yen), below("PY-2", &phu_yen));
    let (dak_lak_1, khanh_hoa_1) = (below("DL-1", &dak_lak), below("KH-1", &khanh_hoa));
    let gia_lai_1 = below("GL-1", &gia_lai);
    let tx = app.db.begin().await.unwrap();
    let mut batch = Batch::open(&tx, app.now(), &*app.entropy, "", "").await.unwrap();
    let provinces = places::found(&mut batch, app.now(), &*app.entropy).unwrap();
    for new in [
        &phu_yen,
        &dak_lak,
        &khanh_hoa,
        &gia_lai,
        &phu_yen_1,
        &phu_yen_2,
        &dak_lak_1,
        &khanh_hoa_1,
        &gia_lai_1,
    ] {
        batch.create(&Scope::All, new).unwrap();
    }
    // Gia Lai is put in no province: its name says which.
    for (new, code) in [(&phu_yen, "54"), (&dak_lak, "66"), (&khanh_hoa, "56")] {
        batch.place(
            new.id,
            Hierarchy::Territory,
            provinces.get(code).copied().unwrap(),
            START,
        );
    }
    batch.write(&tx).await.unwrap();
    tx.commit().await.unwrap();
    confirm(&house, phu_yen_1.id, people(50, 40)).await;
    confirm(&house, dak_lak_1.id, people(10, 0)).await;
    confirm(&house, gia_lai_1.id, Said::NotApplicable).await;
    confirm(&house, house.finance_a, people(9, 7)).await;
    house
        .add(&[
            person(app, "1", "Nguyễn Văn An", phu_yen_1.id),
            person(app, "2", "Trần Thị Bình", phu_yen_1.id),
            person(app, "3", "Lê Văn Cường", house.finance_a),
        ])
        .await;
    Country {
        phu_yen: phu_yen.id,
        dak_lak: dak_lak.id,
        phu_yen_1: phu_yen_1.id,
        phu_yen_2: phu_yen_2.id,
        dak_lak_1: dak_lak_1.id,
        provinces,
        house,
    }
}

async fn on_record(house: &House, paper: &Paper, plan: Plan) {
    let deed = Deed {
        org: &house.org,
        actor: None,
        reason: "",
    };
    let read = house.app.db.read();
    let id = reorgs::create(deed, paper, &plan).await.unwrap();
    for act in [Act::Submit, Act::Approve { own: false }] {
        let reorg = reorgs::find(read, id).await.unwrap().unwrap();
        reorgs::advance(deed, &reorg, act).await.unwrap();
    }
    let reorg = reorgs::find(read, id).await.unwrap().unwrap();
    reorgs::apply(deed, &reorg).await.unwrap();
}

fn paper(effective_on: Date) -> Paper {
    Paper {
        title: "Sắp xếp".to_owned(),
        number: "1/QĐ".to_owned(),
        organ: String::new(),
        signer: String::new(),
        signed_on: None,
        effective_on,
        source: String::new(),
        verified: true,
        note: String::new(),
    }
}

/// The provinces become 34 and Phú Yên's union part of Đắk Lắk's; later two units are divided and nobody says how.
async fn re_organised(country: &Country) {
    let house = &country.house;
    let app = &house.app;
    let (act, plan) = places::act_of_2025(&country.provinces, app.now(), &*app.entropy);
    on_record(house, &act, plan).await;
    let merged = Operation::Merge {
        sources: vec![country.phu_yen],
        into: country.dak_lak,
    };
    on_record(
        house,
        &paper(places::NEW),
        Plan {
            operations: vec![merged],
        },
    )
    .await;
    let split = |source: Uuid, to: [Uuid; 2]| Operation::Split {
        source,
        receivers: to
            .map(|unit| Receiver {
                unit,
                founding: None,
                share: None,
                default: unit == to[0],
                takes: Vec::new(),
            })
            .into(),
    };
    let operations = vec![
        split(country.phu_yen_1, [country.phu_yen_2, country.dak_lak_1]),
        split(house.finance_a, [house.finance, house.justice_a]),
    ];
    on_record(house, &paper(date(2026, 1, 1)), Plan { operations }).await;
}

fn drawing(page: &str) -> &str {
    let (_, drawing) = page.split_once("<svg class=\"tiles\"").unwrap();
    drawing.split_once("</svg>").unwrap().0
}

fn tiles(page: &str) -> usize {
    drawing(page).matches("<rect x=").count()
}

/// The figures of the bottom line.
fn total(page: &str) -> Vec<String> {
    let (_, foot) = page.split_once("<tfoot>").unwrap();
    foot.split("data-label=\"")
        .skip(1)
        .take(4)
        .filter_map(|cell| Some(cell.split_once('>')?.1.split('<').next()?.to_owned()))
        .collect()
}

async fn map(visitor: &mut Visitor, query: &str) -> String {
    let answer = visitor.get(&format!("/ban-do?{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.text());
    let page = answer.text();
    assert!(!page.contains('⟦') && !page.contains("style="), "{query}: {page}");
    page
}

#[tokio::test]
async fn the_map_shows_the_provinces_of_its_lens_and_adds_up() {
    on_both(async |db| {
        let country = country(db).await;
        let house = &country.house;
        house.clock.advance(2 * DAY);
        re_organised(&country).await;
        let mut visitor = house.visitor("admin", Role::Administrator, None).await;
        let then = "goc-nhin=as_was&ngay=2025-06-15&xem=xac-nhan";
        let page = map(&mut visitor, then).await;
        assert_eq!(tiles(&page), 63);
        for words in [
            "<title>Phú Yên: 40 đoàn viên đã xác nhận; 1/2 đơn vị đã xác nhận</title>",
            "<title>Đắk Lắk: 0 đoàn viên đã xác nhận</title>",
            "<title>Khánh Hòa: Chưa xác nhận</title>",
            "<title>Gia Lai: Không áp dụng</title>",
            "<title>Bình Định: Chưa có đơn vị</title>",
            "Đông nhất: Phú Yên, 40 đoàn viên đã xác nhận",
            "4/63 tỉnh, thành phố có đơn vị",
            &format!("<a href=\"/don-vi/{}\"><title>Phú Yên", country.phu_yen),
            "Hoàng Sa",
            "Trường Sa",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        // Not confirmed is a pattern and a word; nobody reads it as zero.
        let silent = drawing(&page).split_once("<title>Khánh Hòa: Chưa xác nhận").unwrap().1;
        let silent = silent.split_once("</a>").unwrap().0;
        assert!(
            silent.contains("url(#ban-do-gach)") && silent.contains("chưa XN"),
            "{silent}"
        );
        assert!(!silent.contains(">0<"), "{silent}");
        // Today: 34, Phú Yên counted once under Đắk Lắk, what nobody has divided named.
        let now = map(&mut visitor, "goc-nhin=as_is&ngay=2025-06-15&xem=xac-nhan").await;
        assert_eq!(tiles(&now), 34);
        for words in [
            "<title>Đắk Lắk: 40 đoàn viên đã xác nhận",
            "Đắk Lắk có cả: Chưa phân bổ được: Công đoàn cơ sở PY-1",
            "Chưa phân bổ được: Công đoàn cơ sở Vụ Ngân sách",
            "<title>Gia Lai: Không áp dụng</title>",
        ] {
            assert!(now.contains(words), "{words}: {now}");
        }
        assert!(!drawing(&now).contains("Phú Yên"), "not there today");
        // What was not known is not shown: before the acts were recorded there were 63 provinces.
        let early = map(
            &mut visitor,
            "goc-nhin=as_is&biet-den=2026-11-03&ngay=2025-06-15&xem=danh-sach",
        )
        .await;
        assert_eq!(tiles(&early), 63);
        assert!(
            early.contains("<title>Phú Yên: 2 đoàn viên trong danh sách</title>"),
            "{early}"
        );
        // The sum is that of the report, whatever the lens.
        for lens in [
            "goc-nhin=as_was",
            "goc-nhin=as_is",
            "goc-nhin=as_of&nhin-ngay=2025-06-20",
            "goc-nhin=as_of&nhin-ngay=2026-06-20",
            "goc-nhin=as_is&biet-den=2026-11-03",
        ] {
            for day in ["2025-06-15", "2025-12-31", "2026-11-04"] {
                let page = map(&mut visitor, &format!("{lens}&ngay={day}")).await;
                let report = visitor.get(&format!("/bao-cao?{lens}&ngay={day}&xem=")).await.text();
                assert_eq!(total(&page), total(&report), "{lens} {day}");
                assert_eq!(total(&page).len(), 4);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_map_is_for_those_who_read_units_and_shows_them_their_own() {
    on_both(async |db| {
        let country = country(db).await;
        let house = &country.house;
        let mut officer = house.visitor("phuyen", Role::UnitOfficer, Some(country.phu_yen)).await;
        let page = map(&mut officer, "goc-nhin=as_was&ngay=2025-06-15&xem=ty-le").await;
        assert!(
            page.contains("Tỷ lệ đoàn viên cao nhất: Phú Yên, 80,00\u{a0}%"),
            "{page}"
        );
        assert!(
            page.contains("<title>Đắk Lắk: Không có đơn vị của bạn</title>"),
            "{page}"
        );
        assert!(
            !page.contains("<tfoot>") && !page.contains("Không thuộc tỉnh"),
            "{page}"
        );
        let mut english = officer.in_english();
        let page = map(&mut english, "goc-nhin=as_was&ngay=2025-06-15&xem=xac-nhan").await;
        assert!(page.contains("Most: Phú Yên, 40 members confirmed"), "{page}");
        let mut member = house.visitor("doanvien", Role::Author, None).await;
        assert_eq!(member.get("/ban-do").await.status, StatusCode::FORBIDDEN);
        let mut nobody = house.visitor("admin", Role::Administrator, None).await;
        let page = map(&mut nobody, "goc-nhin=as_was&ngay=2010-01-01").await;
        assert!(page.contains("Chưa tỉnh, thành phố nào có số liệu này"), "{page}");
        assert!(nobody.get("/don-vi").await.text().contains("href=\"/ban-do\""));
        assert!(nobody.get("/bao-cao").await.text().contains("href=\"/ban-do?goc-nhin="));
    })
    .await;
}

#[tokio::test]
async fn the_workbook_of_the_map_has_every_province() {
    on_both(async |db| {
        let country = country(db).await;
        let mut visitor = country.house.visitor("admin", Role::Administrator, None).await;
        let file = visitor.get("/ban-do/xuat.xlsx?goc-nhin=as_was&ngay=2025-06-15").await;
        let book = paperwork::sheet::read(&file.bytes, "ban-do.xlsx", &paperwork::sheet::Limits::default()).unwrap();
        let rows: Vec<Vec<String>> = book.sheets[0]
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.text.clone()).collect())
            .collect();
        let of = |name: &str| {
            let found = rows.iter().find(|row| row.iter().any(|cell| cell == name));
            found.unwrap_or_else(|| panic!("{name}: {rows:#?}")).clone()
        };
        assert_eq!(
            rows.iter()
                .filter(|row| row.iter().any(|cell| cell == "Chưa có đơn vị"))
                .count(),
            59
        );
        assert_eq!(
            of("Phú Yên"),
            ["54", "Phú Yên", "Đã xác nhận", "2", "40", "50", "80,00", "1", "2"]
        );
        assert_eq!(
            of("Đắk Lắk"),
            ["66", "Đắk Lắk", "Đã xác nhận", "0", "0", "10", "0,00", "1", "1"]
        );
        assert_eq!(
            of("Khánh Hòa"),
            ["56", "Khánh Hòa", "Chưa xác nhận", "0", "", "", "", "0", "1"]
        );
        assert_eq!(of("Gia Lai")[2..7], ["Không áp dụng", "0", "", "", ""]);
        assert_eq!(of("Tổng cộng")[3..6], ["3", "47", "69"]);
    })
    .await;
}
