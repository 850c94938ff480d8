//! Minutes and workbooks read back: they carry the figures of the result.

use axum::http::StatusCode;
use paperwork::sheet::{Limits, Workbook, read};
use testkit::Visitor;

use crate::organiser::{page, room};

pub fn cells(book: &Workbook, name: &str) -> Vec<Vec<String>> {
    let sheet = book
        .sheets
        .iter()
        .find(|sheet| sheet.name == name)
        .unwrap_or_else(|| panic!("no sheet {name}"));
    sheet
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.text.clone()).collect())
        .collect()
}

fn row<'a>(rows: &'a [Vec<String>], words: &str) -> &'a Vec<String> {
    rows.iter()
        .find(|row| row.iter().any(|cell| cell == words))
        .unwrap_or_else(|| panic!("no row {words} in {rows:?}"))
}

/// Minutes and workbook carry the figures of the result.
pub async fn papers(auditor: &mut Visitor) {
    let minutes = page(auditor, &room("bien-ban")).await;
    let docx = auditor.get(&room("bien-ban.docx")).await;
    assert_eq!(docx.status, StatusCode::OK);
    let paragraphs = paperwork::docx::read_paragraphs(&docx.bytes, &paperwork::docx::Limits::default()).unwrap();
    let text: Vec<String> = paragraphs.into_iter().map(|paragraph| paragraph.text).collect();
    let text = text.join("\n");
    for words in [
        "5 người",
        "Nguyễn Thị Thanh Hương",
        "Lê Hoàng Phương Thảo",
        "Công đoàn Bộ Tài chính",
        "3.500.000 đồng",
        "Ba triệu năm trăm nghìn đồng",
        "Bốc thăm có hai bên chứng kiến",
        "Phê duyệt",
        "Ngọ Duy Hiểu",
        "Trương Hải Long",
        "33,33",
        "Căn cứ Kế hoạch phối hợp số 90/KH-CĐVCVN-BNV ngày 31 tháng 3 năm 2022",
    ] {
        assert!(text.contains(words), "no “{words}” in {text}");
        assert!(minutes.contains(words), "no “{words}” in the page");
    }
    let xlsx = auditor.get(&room("ket-qua.xlsx")).await;
    assert_eq!(xlsx.status, StatusCode::OK);
    let book = read(&xlsx.bytes, "ket-qua.xlsx", &Limits::default()).unwrap();
    assert_eq!(row(&cells(&book, "Tổng hợp"), "Người dự thi")[1], "5");
    assert_eq!(row(&cells(&book, "Tổng hợp"), "Tổng tiền thưởng (đồng)")[1], "3500000");
    let persons = cells(&book, "Cá nhân");
    let first = row(&persons, "Nguyễn Thị Thanh Hương");
    assert_eq!(
        (first[0].as_str(), first[1].as_str(), first[14].as_str()),
        ("1", "DV-0001", "Giải Nhất")
    );
    assert_eq!(
        row(&persons, "Rơ Châm Y Khoa")[0],
        "2",
        "those who share a rank keep it"
    );
    let units = cells(&book, "Tập thể");
    assert_eq!(
        row(&units, "Công đoàn Bộ Tài chính")[..6],
        ["1", "Công đoàn Bộ Tài chính", "2", "2", "6", "0.33333"]
    );
    assert_eq!(row(&units, "Công đoàn Bộ Ngoại giao")[4], "chưa xác nhận");
    assert_eq!(
        row(&cells(&book, "Đơn vị cơ sở"), "Công đoàn Sở Nội vụ tỉnh Gia Lai")[2],
        "2"
    );
    let tries = cells(&book, "Lượt thi");
    assert_eq!(
        tries
            .iter()
            .filter(|row| row.iter().any(|cell| cell.starts_with("DV-")))
            .count(),
        5
    );
    assert_eq!(row(&cells(&book, "Giải"), "Lê Hoàng Phương Thảo")[7], "500000");
    let participation = auditor.get(&room("don-vi.xlsx")).await;
    let book = read(&participation.bytes, "don-vi.xlsx", &Limits::default()).unwrap();
    let rows = cells(&book, "Theo đơn vị");
    assert_eq!(row(&rows, "GL")[3..7], ["3", "15", "0.2", "3"]);
}
