//! Whole re-organisations from files: what is read, what is refused and where, what comes back out.

#![expect(
    clippy::indexing_slicing,
    reason = "a test that finds something else must stop loudly"
)]

use jiff::civil::{Date, date};
use organisation::history::{Hierarchy, Share};
use organisation::import::apply::DryRunError;
use organisation::import::reorg::{self, Checked, Hint};
use organisation::plan::Operation;
use organisation::stage::Act;
use organisation::store::reorgs::{self, Deed};
use organisation::unit::{UnitKind, UnitLevel};
use organisation::{Organisation, Scope, units};
use testkit::on_both;
use uuid::Uuid;

use crate::house::{House, unit, workbook};

pub const HEADINGS: [&str; 17] = [
    "Mã cũ",
    "Tên cũ",
    "Loại việc",
    "Mã mới",
    "Tên mới",
    "Mã cấp trên",
    "Tỷ lệ",
    "Mặc định",
    "Tuyến",
    "Số văn bản",
    "Cơ quan ban hành",
    "Ngày hiệu lực",
    "Loại hình",
    "STT",
    "Kèm đơn vị",
    "Tên ngắn",
    "Con dấu",
];

pub const ACT: &str = "202/2025/QH15";
pub const DAY: &str = "01/07/2025";

/// A country of six provinces beside the unions of the house.
pub async fn country(house: &House) {
    let app = &house.app;
    let mut all = vec![unit(app, "VN", "Việt Nam", None, 1)];
    let root = all[0].id;
    for n in 1..=6 {
        all.push(unit(app, &format!("0{n}"), &format!("Tỉnh {n}"), Some(root), n));
    }
    let tx = app.db.begin().await.unwrap();
    for mut new in all {
        new.kind = UnitKind::Territory;
        new.level = UnitLevel::Province;
        units::create(&tx, app.now(), &*app.entropy, &Scope::All, &new)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

/// A row of [`HEADINGS`] from what is filled in it: `"0=01 2=Chia"`-like pairs.
pub fn row(cells: &[(usize, &'static str)]) -> Vec<&'static str> {
    let mut out = vec![""; HEADINGS.len()];
    out[9] = ACT;
    out[11] = DAY;
    for (at, text) in cells {
        out[*at] = text;
    }
    out
}

/// Six provinces become three, with shares and splits, and a second act builds on the first.
pub fn six_into_three() -> Vec<Vec<&'static str>> {
    let later = |cells: &[(usize, &'static str)]| {
        let mut out = row(cells);
        out[9] = "15/NQ-HĐND";
        out[11] = "2025-10-01";
        out
    };
    vec![
        row(&[
            (0, "01"),
            (1, "Tỉnh 1"),
            (2, "Hợp nhất"),
            (3, "01"),
            (4, "Tỉnh Một mới"),
            (10, "Quốc hội"),
        ]),
        row(&[(0, "02"), (2, "hop nhat"), (3, "01")]),
        row(&[(0, "03"), (2, "Merge"), (3, "04")]),
        row(&[(0, "05"), (2, "Chia"), (3, "01"), (6, "60 %"), (7, "x")]),
        row(&[(0, "05"), (2, "Chia"), (3, "06"), (6, "0,4")]),
        later(&[(0, "01"), (2, "Đổi tên"), (4, "Tỉnh Một")]),
        later(&[(0, "BTP"), (2, "Chuyển cấp trên"), (5, "01"), (8, "Địa bàn")]),
    ]
}

pub async fn check(org: &Organisation, rows: &[Vec<&str>]) -> Checked {
    let bytes = workbook("Sắp xếp", &HEADINGS, rows);
    reorg::check(org, "sx.xlsx", bytes).await.unwrap()
}

/// Submits, approves and applies a draft.
pub async fn apply(org: &Organisation, id: Uuid) {
    let deed = Deed {
        org,
        actor: None,
        reason: "",
    };
    let db = org.app.db.read();
    for act in [Act::Submit, Act::Approve { own: false }] {
        let reorg = reorgs::find(db, id).await.unwrap().unwrap();
        reorgs::advance(deed, &reorg, act).await.unwrap();
    }
    let reorg = reorgs::find(db, id).await.unwrap().unwrap();
    reorgs::apply(deed, &reorg).await.unwrap();
}

async fn codes(org: &Organisation, line: Hierarchy, on: Date) -> Vec<String> {
    let tree = org.present().await.unwrap().tree(line, on, None).unwrap();
    let mut codes: Vec<String> = tree.nodes().iter().map(|node| node.code.clone()).collect();
    codes.sort();
    codes
}

#[tokio::test]
async fn six_provinces_become_three() {
    on_both(async |db| {
        let house = House::build(db).await;
        country(&house).await;
        let checked = check(&house.org, &six_into_three()).await;
        assert_eq!(checked.faults, []);
        assert_eq!(checked.warnings, []);
        assert_eq!(checked.ignored, ["STT"]);
        assert_eq!((checked.acts.len(), checked.operations(), checked.same), (2, 5, 0));
        let first = &checked.acts[0];
        assert_eq!((first.ends, first.begins, first.moves), (4, 1, 0));
        assert_eq!(first.rows, [2, 3, 4, 5, 6]);
        assert_eq!(first.paper.organ, "Quốc hội");
        assert_eq!(first.paper.title, "Sắp xếp tổ chức theo văn bản số 202/2025/QH15");
        let [
            Operation::Consolidate { sources, founding },
            Operation::Merge { .. },
            Operation::Split { receivers, .. },
        ] = first.plan.operations.as_slice()
        else {
            panic!("{:?}", first.plan)
        };
        assert_eq!(sources.len(), 2);
        assert_eq!(founding.traits.kind, UnitKind::Territory, "like the first source");
        assert_eq!(founding.traits.code, "01");
        assert_eq!(receivers[0].unit, founding.unit);
        assert_eq!(receivers[0].share, Share::new(3, 5));
        assert_eq!(receivers[1].share, Share::new(2, 5));
        assert!(receivers[0].default && !receivers[1].default && receivers[0].founding.is_none());
        assert_eq!(checked.acts[1].moves, 1);

        let before = house.org.present().await.unwrap().history.clone();
        let drafts = reorg::write(&house.org, None, &checked).await.unwrap();
        assert_eq!(drafts.len(), 2);
        assert_eq!(
            house.org.present().await.unwrap().history,
            before,
            "drafts change nothing"
        );
        for draft in &drafts {
            apply(&house.org, *draft).await;
        }
        let on = date(2026, 1, 1);
        assert_eq!(
            codes(&house.org, Hierarchy::Territory, on).await,
            ["01", "04", "06", "BTP", "BTP-01", "VN"],
            "a union placed in a province has all its unions there"
        );
        let present = house.org.present().await.unwrap();
        let tree = present.tree(Hierarchy::Territory, on, None).unwrap();
        assert_eq!(tree.by_code("01").unwrap().name, "Tỉnh Một");
        assert_eq!(tree.by_code("BTP").unwrap().parent, Some(founding.unit));

        // The same file again: everything is recognised, nothing is written twice.
        let again = check(&house.org, &six_into_three()).await;
        assert_eq!(again.faults, []);
        assert_eq!((again.acts.len(), again.same), (0, 2));
        assert!(
            again
                .warnings
                .iter()
                .all(|warning| warning.hint == Hint::OnRecord { stage: "applied" })
        );
    })
    .await;
}

#[tokio::test]
async fn drafts_that_wait_are_recognised_and_built_on() {
    on_both(async |db| {
        let house = House::build(db).await;
        country(&house).await;
        let rows = six_into_three();
        let first = check(&house.org, &rows[..5]).await;
        reorg::write(&house.org, None, &first).await.unwrap();
        let founded = first.acts[0].plan.founded().next().unwrap().unit;
        let both = check(&house.org, &rows).await;
        assert_eq!(both.faults, []);
        assert_eq!((both.acts.len(), both.same), (1, 1));
        assert!(
            matches!(&both.acts[0].plan.operations[0], Operation::Alter { unit, .. } if *unit == founded),
            "the second act stands on the unit of the draft that waits"
        );
    })
    .await;
}

#[tokio::test]
async fn every_fault_is_told_at_its_row() {
    on_both(async |db| {
        let house = House::build(db).await;
        country(&house).await;
        let of = |number, cells: &[(usize, &'static str)]| {
            let mut out = row(cells);
            out[9] = number;
            out
        };
        let rows = vec![
            // 2–5: one act with four different faults.
            of("1", &[(0, "99"), (2, "Sáp nhập"), (3, "04")]),
            of("1", &[(0, "01"), (2, "Chia"), (3, "02"), (6, "nửa")]),
            of("1", &[(0, "01"), (2, "Chia"), (3, "04"), (6, "60 %")]),
            of("1", &[(0, "03"), (2, "Xoá"), (3, "04")]),
            // 6: no day that can be read, so it belongs to no act.
            of("2", &[(0, "03"), (2, "Sáp nhập"), (3, "04"), (11, "31/2/2025")]),
            // 7–8: more than the whole.
            of("3", &[(0, "05"), (2, "Chia"), (3, "06"), (6, "60 %"), (7, "x")]),
            of("3", &[(0, "05"), (2, "Chia"), (3, "04"), (6, "50 %")]),
            // 9–11: two acts that end one unit; the third is good.
            of("4", &[(0, "02"), (2, "Sáp nhập"), (3, "06")]),
            of("5", &[(0, "02"), (2, "Sáp nhập"), (3, "04")]),
            of(
                "6",
                &[
                    (0, "BTC-01"),
                    (2, "Đổi tên"),
                    (4, "Công đoàn cơ sở Vụ Ngân sách nhà nước"),
                ],
            ),
            // 12: founded without a name; 13: units below left to nobody; 14: nothing changes.
            of("7", &[(2, "Thành lập"), (3, "M1"), (5, "CĐVC")]),
            of("8", &[(0, "BTP"), (2, "Giải thể")]),
            of("9", &[(0, "BTC"), (2, "Đổi tên"), (4, "Công đoàn Bộ Tài chính")]),
            of("10", &[(0, "BTC"), (2, "Chuyển cấp trên")]),
            of("11", &[(0, "BTC"), (2, "Sáp nhập"), (3, "BTC")]),
            of("12", &[(0, "BTC"), (2, "Sáp nhập"), (3, "KHONG")]),
            of("13", &[(0, "06"), (2, "Khôi phục")]),
        ];
        let checked = check(&house.org, &rows).await;
        for (row, key) in [
            (2, "org-reimport-why-old-unknown"),
            (3, "org-reimport-why-share"),
            (5, "org-reimport-why-work"),
            (6, "org-fault-date-day"),
            (7, "org-reimport-fault-shares"),
            (8, "org-reimport-fault-shares"),
            (12, "org-reimport-why-name-needed"),
            (13, "org-reimport-fault-children-left"),
            (14, "org-reimport-why-nothing-changes"),
            (15, "org-reimport-why-above-needed"),
            (16, "org-reimport-why-itself"),
            (17, "org-reimport-why-new-unknown"),
            (18, "org-reimport-why-not-ended"),
        ] {
            assert!(checked.has_fault(row, key), "row {row}: {key} in {:#?}", checked.faults);
        }
        let twice = |row| checked.has_fault(row, "org-reimport-fault-ends-twice");
        assert!(twice(9) != twice(10), "one of the two: {:#?}", checked.faults);
        let good: Vec<&str> = checked.acts.iter().map(|act| act.paper.number.as_str()).collect();
        assert!(good == ["4", "6"] || good == ["5", "6"], "{good:?}");
        assert_eq!(checked.faulty.len(), 10, "row 6 belongs to no act");
    })
    .await;
}

#[tokio::test]
async fn text_files_are_read_as_old_programs_write_them() {
    on_both(async |db| {
        let house = House::build(db).await;
        country(&house).await;
        let semicolons =
            "\u{feff}Loại việc;Mã cũ;Mã mới;Ngày hiệu lực;Số văn bản\r\nSáp nhập;03;04;1/7/2025;202/2025/QH15\r\n";
        let checked = reorg::check(&house.org, "sx.csv", semicolons.into()).await.unwrap();
        assert_eq!(
            (checked.acts.len(), checked.faults.len()),
            (1, 0),
            "{:?}",
            checked.faults
        );
        // windows-1258: "Sáp nhập", with its marks after their letters.
        let mut old = b"Loai viec;Ma cu;Ma moi;Ngay hieu luc;So van ban\r\nS\xE1p nh\xE2\xF2p".to_vec();
        old.extend(b";03;04;1/7/2025;202/2025/QH15\r\n");
        let checked = reorg::check(&house.org, "sx.csv", old).await.unwrap();
        assert_eq!(
            (checked.acts.len(), checked.faults.len()),
            (1, 0),
            "{:?}",
            checked.faults
        );
        let nothing = reorg::check(&house.org, "sx.csv", b"A;B\r\n1;2\r\n".to_vec()).await;
        assert!(matches!(nothing, Err(DryRunError::File(_))));
    })
    .await;
}

#[tokio::test]
async fn rows_are_read_in_the_line_they_mean() {
    on_both(async |db| {
        let house = House::build(db).await;
        country(&house).await;
        let tx = house.app.db.begin().await.unwrap();
        let mut twin = unit(&house.app, "01", "Công đoàn viên chức tỉnh 1", Some(house.union), 9);
        twin.kind = UnitKind::Province;
        units::create(&tx, house.app.now(), &*house.app.entropy, &Scope::All, &twin)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let change = |cells: &[(usize, &'static str)]| {
            let mut cells = cells.to_vec();
            cells.extend([(0, "01"), (2, "Đổi tên"), (4, "Tên khác")]);
            row(&cells)
        };
        let unit_of = async |cells: &[(usize, &'static str)]| {
            let checked = check(&house.org, &[change(cells)]).await;
            assert_eq!(checked.faults, []);
            let Operation::Alter { unit, .. } = checked.acts[0].plan.operations[0] else {
                panic!()
            };
            (unit, checked.warnings.len())
        };
        assert_eq!(unit_of(&[]).await, (twin.id, 1), "the union first, and it is said");
        assert_eq!(unit_of(&[(1, "công đoàn viên chức tỉnh 1")]).await, (twin.id, 0));
        let (province, warnings) = unit_of(&[(1, "Tỉnh 1")]).await;
        assert_ne!(province, twin.id);
        assert_eq!(warnings, 0);
        assert_eq!(unit_of(&[(8, "Địa bàn")]).await, (province, 0));
    })
    .await;
}

#[tokio::test]
async fn what_stands_on_a_faulty_act_waits_for_it() {
    on_both(async |db| {
        let house = House::build(db).await;
        country(&house).await;
        let mut rows = six_into_three();
        rows.push(row(&[(0, "99"), (2, "Sáp nhập"), (3, "04")]));
        let checked = check(&house.org, &rows).await;
        assert_eq!(checked.acts.len(), 0);
        assert!(checked.has_fault(9, "org-reimport-why-old-unknown"));
        assert!(checked.has_fault(7, "org-reimport-why-waits"), "{:#?}", checked.faults);
        assert_eq!(checked.faults.len(), 2, "and nothing else: {:#?}", checked.faults);
    })
    .await;
}

#[tokio::test]
async fn a_file_of_contradictions_ends_in_time() {
    on_both(async |db| {
        let house = House::build(db).await;
        country(&house).await;
        let numbers: Vec<String> = (0..700).map(|n| format!("{n}/QĐ")).collect();
        let rows: Vec<Vec<&str>> = numbers
            .iter()
            .map(|number| {
                let mut out: Vec<&str> = row(&[(0, "02"), (2, "Sáp nhập"), (3, "04")]);
                out[9] = number;
                out
            })
            .collect();
        let checked = check(&house.org, &rows).await;
        assert_eq!((checked.acts.len(), checked.faulty.len()), (0, 700));
        assert!(
            checked.has_fault(701, "org-reimport-why-too-many") || checked.has_fault(2, "org-reimport-why-too-many")
        );
    })
    .await;
}
