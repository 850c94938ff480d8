use jiff::civil::date;
use organisation::Scope;
use organisation::headcount::{self, State};
use organisation::import::apply;
use organisation::import::check::Checked;
use organisation::import::fault::FaultKind;
use organisation::import::units::UnitLine;
use testkit::on_both;

use crate::house::{House, everything, workbook};

const UNIT_HEADINGS: [&str; 9] = [
    "Mã",
    "Tên đơn vị",
    "Loại",
    "Mã đơn vị cấp trên",
    "Thứ tự",
    "Từ ngày",
    "Số CBCCVC",
    "Số đoàn viên",
    "Số nữ đoàn viên",
];

async fn check_units(house: &House, scope: &Scope, rows: &[Vec<&str>]) -> Checked<UnitLine> {
    let bytes = workbook("Đơn vị", &UNIT_HEADINGS, rows);
    apply::check_units(&house.org, scope, "dv.xlsx", bytes).await.unwrap()
}

#[tokio::test]
async fn units_come_in_from_the_top_whatever_their_order() {
    on_both(async |db| {
        let house = House::build(db).await;
        let mut rows = vec![
            vec![
                "GL-01",
                "CĐCS Sở Nội vụ",
                "Công đoàn cơ sở",
                "GL",
                "2",
                "1/1/2021",
                "0",
                "0",
                "",
            ],
            vec!["GL-02", "CĐCS Sở Tư pháp", "CĐCS", "gl", "1", "", "", "", ""],
            vec![
                "GL",
                "Công đoàn Viên chức tỉnh Gia Lai",
                "",
                "CĐVC",
                "",
                "",
                "2.959",
                "2.925",
                "1.290",
            ],
            vec!["GL-03", "Ban chỉ đạo", "Khác", "GL", "", "", "không áp dụng", "", ""],
        ];
        let checked = check_units(&house, &Scope::All, &rows).await;
        assert_eq!(checked.faults, []);
        let done = apply::units(&house.org, everything(&Scope::All, &checked))
            .await
            .unwrap();
        assert_eq!(done.new, 4);
        let today = house.org.today();
        let tree = house.org.tree(today).await.unwrap();
        let top = tree.by_code("GL").unwrap();
        let below: Vec<&str> = tree.children(top.id).iter().map(|node| node.code.as_str()).collect();
        assert_eq!(below, ["GL-02", "GL-01", "GL-03"], "by the order of protocol");
        let told = headcount::confirmed(house.app.db.read(), today).await.unwrap();
        assert_eq!(told[&top.id].members(), Some(2_925));
        let state = |code: &str| headcount::state_of(&told, tree.by_code(code).unwrap().id);
        assert!(matches!(state("GL-01"), State::Confirmed(figures) if figures.members == 0));
        assert_eq!(state("GL-02"), State::NotConfirmed);
        assert_eq!(state("GL-03"), State::NotApplicable);

        let again = check_units(&house, &Scope::All, &rows).await;
        assert_eq!(
            (again.new.len(), again.same, again.changed.len()),
            (0, 4, 0),
            "{:?}",
            again.changed
        );
        rows[0][1] = "CĐCS Sở Nội vụ và Lao động";
        let renamed = check_units(&house, &Scope::All, &rows).await;
        assert_eq!(renamed.changed.len(), 1);
        apply::units(&house.org, everything(&Scope::All, &renamed))
            .await
            .unwrap();
        let now = house.org.tree(today).await.unwrap();
        assert_eq!(now.by_code("GL-01").unwrap().name, "CĐCS Sở Nội vụ và Lao động");
        let past = house.org.tree(date(2021, 1, 1)).await.unwrap();
        assert_eq!(past.by_code("GL-01").unwrap().name, "CĐCS Sở Nội vụ");
    })
    .await;
}

#[tokio::test]
async fn faults_of_units_are_told_with_their_place() {
    on_both(async |db| {
        let house = House::build(db).await;
        let rows = vec![
            vec!["A", "Vòng một", "", "B", "", "", "", "", ""],
            vec!["B", "Vòng hai", "", "A", "", "", "", "", ""],
            vec!["C", "Mồ côi", "Chi bộ", "ZZ", "-1", "", "10", "12", ""],
            vec!["D", "Lạc", "", "ZZ", "", "", "10", "", ""],
            vec!["E", "Lạc nữa", "", "ZZ", "", "", "", "", ""],
            vec!["e", "Trùng mã", "", "E", "", "", "", "", ""],
        ];
        let checked = check_units(&house, &Scope::All, &rows).await;
        for (row, kind) in [
            (2, FaultKind::ParentRing),
            (3, FaultKind::ParentRing),
            (4, FaultKind::KindUnknown),
            (4, FaultKind::CountShape),
            (4, FaultKind::CountPart),
            (5, FaultKind::Missing),
            (6, FaultKind::ParentUnknown),
            (7, FaultKind::CodeTwice { first: 6 }),
        ] {
            assert!(
                checked.has_fault(row, &kind),
                "row {row}: {kind:?} in {:?}",
                checked.faults
            );
        }
        assert_eq!(checked.new.len(), 0);
        let own = Scope::Units(vec![house.justice, house.justice_a]);
        let rows = vec![
            vec!["BTP-02", "Cục Bổ trợ", "", "BTP", "", "", "", "", ""],
            vec!["BTC-02", "Vụ Thuế", "", "BTC", "", "", "", "", ""],
            vec!["GOC", "Đứng một mình", "", "", "", "", "", "", ""],
            vec!["BTC-01", "Đổi tên nhà khác", "", "", "", "", "", "", ""],
        ];
        let checked = check_units(&house, &own, &rows).await;
        assert_eq!(checked.new.len(), 1);
        assert!(checked.has_fault(3, &FaultKind::ParentOutside));
        assert!(checked.has_fault(4, &FaultKind::ParentOutside));
        assert!(checked.has_fault(5, &FaultKind::UnitOutside));
        apply::units(&house.org, everything(&own, &checked)).await.unwrap();
    })
    .await;
}
