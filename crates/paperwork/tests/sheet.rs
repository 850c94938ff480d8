//! Spreadsheets: round trips, what Excel does to numbers, and files that are not what they claim.

#![cfg(test)]

use std::io::{Cursor, Read, Write};

use jiff::Timestamp;
use paperwork::PaperworkError;
use paperwork::error::BombKind;
use paperwork::sheet::{Builder, Column, ColumnKind, Limits, Table, TextEncoding, Value, Workbook, read};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn texts(book: &Workbook, sheet: usize) -> Vec<Vec<&str>> {
    book.sheets[sheet]
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| cell.text.as_str()).collect())
        .collect()
}

fn people() -> Table {
    Table {
        name: "Danh sách: tuần 1/2026".into(),
        title: vec!["Danh sách người dự thi".into(), "Tuần 1".into()],
        columns: vec![
            Column::new("Mã", ColumnKind::Text, 12),
            Column::new("Họ và tên", ColumnKind::Text, 30),
            Column::new("Lượt", ColumnKind::Integer, 10).summed(),
            Column::new("Điểm", ColumnKind::Decimal { places: 2 }, 10).summed(),
            Column::new("Tỷ lệ", ColumnKind::Percent { places: 1 }, 10),
            Column::new("Nộp lúc", ColumnKind::DateTimeText, 20),
            Column::new("Đơn vị", ColumnKind::Text, 30).choices(vec!["Bắc Ninh, phường A".into(), "Sơn La".into()]),
        ],
        rows: vec![
            vec![
                "001203012345".into(),
                "=HYPERLINK(\"http://x\")".into(),
                Value::Number(3),
                Value::Number(4125),
                Value::Number(985),
                "26/10/2026 08:00".into(),
                "Sơn La".into(),
            ],
            vec![
                "0012".into(),
                "Nguye\u{302}\u{303}n\u{a0}Ánh".into(),
                Value::Number(4),
                Value::Number(-5),
                Value::Empty,
            ],
        ],
        totals_label: Some("Tổng cộng".into()),
        blank_rows: 0,
        bottom: None,
    }
}

fn written(table: &Table) -> Vec<u8> {
    let mut builder = Builder::new(Timestamp::UNIX_EPOCH);
    builder
        .table(table)
        .unwrap()
        .notes("Ghi chú", &["+ dòng một".into(), "dòng hai".into()])
        .unwrap();
    builder.finish().unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(bytes))
        .unwrap()
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn package(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_is_written_is_read_again() {
    let bytes = written(&people());
    let book = read(&bytes, "a.xlsx", &Limits::default()).unwrap();
    let names: Vec<(&str, bool)> = book.sheets.iter().map(|s| (s.name.as_str(), s.hidden)).collect();
    assert_eq!(
        names,
        [("Danh sách  tuần 1 2026", false), ("Ghi chú", false), ("_", true)]
    );
    let rows = texts(&book, 0);
    assert_eq!(rows[0], ["Danh sách người dự thi"]);
    assert_eq!(rows[3][..3], ["Mã", "Họ và tên", "Lượt"]);
    let first = [
        "001203012345",
        "=HYPERLINK(\"http://x\")",
        "3",
        "41.25",
        "0.985",
        "26/10/2026 08:00",
        "Sơn La",
    ];
    assert_eq!(rows[4], first);
    assert_eq!(rows[5], ["0012", "Nguye\u{302}\u{303}n\u{a0}Ánh", "4", "-0.05"]);
    assert_eq!(rows[6][..4], ["Tổng cộng", "", "7", "41.2"]);
    assert!(!book.sheets[0].rows[4][0].number_like && book.sheets[0].rows[4][2].number_like);
    assert_eq!(texts(&book, 1), [["+ dòng một"], ["dòng hai"]]);
    assert_eq!(book.encoding, TextEncoding::Declared);
}

#[test]
fn a_last_row_that_is_computed_stands_outside_the_filter() {
    let table = Table {
        totals_label: None,
        bottom: Some(vec!["Tổng cộng".into(), Value::Empty, Value::Number(9)]),
        ..people()
    };
    let bytes = written(&table);
    let book = read(&bytes, "a.xlsx", &Limits::default()).unwrap();
    assert_eq!(texts(&book, 0)[6][..3], ["Tổng cộng", "", "9"]);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(
        sheet.contains("<autoFilter ref=\"A4:G6\""),
        "sorting leaves row 7 in its place"
    );
}

#[test]
fn formulas_are_neutral_and_the_head_stays() {
    let bytes = written(&people());
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert_eq!(sheet.matches("<f>").count(), 2, "only the two totals are formulas");
    assert!(sheet.contains("<f>SUBTOTAL(109,C5:C6)</f><v>7</v>"), "{sheet}");
    assert!(sheet.contains("ySplit=\"4\"") && sheet.contains("state=\"frozen\""));
    assert!(sheet.contains("<autoFilter ref=\"A4:G6\""));
    assert!(sheet.contains("type=\"list\"") && sheet.contains("'_'!$A$1:$A$2"));
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
    assert!(part(&bytes, "docProps/core.xml").contains("1970-01-01T00:00:00Z"));
    assert_eq!(bytes, written(&people()), "the same table gives the same file");
}

#[test]
fn templates_have_empty_rows_with_choices_and_no_total_of_nothing() {
    let mut table = people();
    table.rows.clear();
    table.blank_rows = 50;
    table.totals_label = None;
    let sheet = part(&written(&table), "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("sqref=\"G5:G54\""), "{sheet}");
}

#[test]
fn sums_and_texts_that_do_not_fit_are_told() {
    let mut table = people();
    table.rows = vec![vec!["a".into(), "b".into(), Value::Number(i64::MAX)]; 2];
    let mut builder = Builder::new(Timestamp::UNIX_EPOCH);
    assert!(matches!(
        builder.table(&table).err(),
        Some(PaperworkError::TotalOverflow { column: 3, .. })
    ));
    table.rows = vec![vec!["a".into()], vec!["x".repeat(40_000).into()]];
    assert!(matches!(
        builder.table(&table).err(),
        Some(PaperworkError::CellTooLong { row: 2, column: 1, .. })
    ));
    // Sixteen digits do not fit into Excel's numbers: kept as text.
    table.rows = vec![vec!["a".into(), "b".into(), Value::Number(1_234_567_890_123_456)]];
    table.totals_label = None;
    let book = read(&written(&table), "a.xlsx", &Limits::default()).unwrap();
    let cell = &book.sheets[0].rows[4][2];
    assert!(cell.text == "1234567890123456" && !cell.number_like);
}

/// A workbook as Excel writes it, around one sheet's rows.
fn workbook(rows: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let rels = format!(
        "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let root = format!(
        "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let styles = format!(
        "<styleSheet xmlns=\"{main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"
    );
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
    package(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn numbers_dates_and_gaps_are_kept_apart() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>79187000123</v></c><c r=\"C1\" s=\"1\"><v>46112</v></c></row>\
        <row r=\"3\"><c r=\"B3\" s=\"2\"><v>46112.354166666664</v></c><c r=\"C3\" t=\"e\"><v>#N/A</v></c><c r=\"D3\"/></row>";
    let book = read(&workbook(rows), "a.xlsx", &Limits::default()).unwrap();
    assert_eq!(
        texts(&book, 0),
        [
            vec!["79187000123", "", "2026-03-31"],
            vec![],
            vec!["", "2026-03-31T08:30:00", "#N/A"]
        ]
    );
    assert!(book.sheets[0].rows[0][0].number_like);
    assert!(book.sheets[0].rows[0][2].date_like && !book.sheets[0].rows[0][2].number_like);
}

#[test]
fn a_far_corner_is_refused_and_not_allocated() {
    let limits = Limits {
        max_rows: 1_000,
        max_columns: 50,
        max_cells: 200,
        ..Limits::default()
    };
    let far = workbook("<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>");
    assert_eq!(
        read(&far, "a.xlsx", &limits),
        Err(PaperworkError::TooManyRows {
            sheet: "S".into(),
            limit: 1_000
        })
    );
    let wide = workbook("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>");
    assert_eq!(
        read(&wide, "a.xlsx", &limits),
        Err(PaperworkError::TooManyColumns {
            sheet: "S".into(),
            limit: 50
        })
    );
    let row = |n: u32| format!("<row r=\"{n}\"><c r=\"AX{n}\"><v>1</v></c></row>");
    let rows = (1..=10).map(row).collect::<Vec<_>>().concat();
    assert_eq!(
        read(&workbook(&rows), "a.xlsx", &limits),
        Err(PaperworkError::TooManyCells { limit: 200 })
    );
    // A format without a value, far down, is nothing at all.
    let empty =
        workbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"A1048576\" s=\"1\"/></row>");
    assert_eq!(read(&empty, "a.xlsx", &limits).unwrap().sheets[0].rows.len(), 1);
}

#[test]
fn bombs_and_foreign_files_are_named() {
    let limits = Limits::default();
    let bomb = package(&[
        ("xl/workbook.xml", b"<x/>"),
        ("xl/worksheets/sheet1.xml", &vec![b' '; 30_000_000]),
    ]);
    assert!(matches!(
        read(&bomb, "a.xlsx", &limits),
        Err(PaperworkError::ZipBomb {
            kind: BombKind::Ratio,
            ..
        })
    ));
    assert_eq!(
        read(&package(&[("word/document.xml", b"<x/>")]), "a.xlsx", &limits),
        Err(PaperworkError::NotASpreadsheet)
    );
    assert_eq!(
        read(&package(&[("xl/workbook.bin", b"x")]), "a.xlsb", &limits),
        Err(PaperworkError::OldFormat)
    );
    assert_eq!(read(b"a,b", "a.xlsx", &limits), Err(PaperworkError::NotAZip));
    assert_eq!(
        read(b"<html><table>", "a.xls", &limits),
        Err(PaperworkError::NotASpreadsheet)
    );
    assert_eq!(read(b"a\0b", "a.csv", &limits), Err(PaperworkError::NotASpreadsheet));
    let small = Limits { max_bytes: 2, ..limits };
    assert_eq!(
        read(b"a,b", "a.csv", &small),
        Err(PaperworkError::TooLarge { limit: 2, found: 3 })
    );
    assert!(matches!(
        read(&workbook("<row><c></row>"), "a.xlsx", &limits),
        Err(PaperworkError::Malformed { .. })
    ));
    let mut old = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    old.resize(600, 0);
    assert_eq!(read(&old, "a.xls", &limits), Err(PaperworkError::OldFormat));
}

#[test]
fn delimiters_are_found() {
    let limits = Limits::default();
    let rows = |text: &str, name: &str| {
        let book = read(text.as_bytes(), name, &limits).unwrap();
        texts(&book, 0).iter().map(|row| row.join("|")).collect::<Vec<_>>()
    };
    assert_eq!(rows("Mã,Tên\n01,\"Ân, Lê\"\n", "a.csv"), ["Mã|Tên", "01|Ân, Lê"]);
    assert_eq!(
        rows("Mã;Điểm\n01;1,5\n02;2,5\n", "a.csv"),
        ["Mã|Điểm", "01|1,5", "02|2,5"]
    );
    assert_eq!(rows("a\tb, c\nd\te, f", "a.txt"), ["a|b, c", "d|e, f"]);
    assert_eq!(rows("sep=;\r\na,b;c\r\n", "a.csv"), ["a,b|c"]);
    assert_eq!(rows("a,b\n\n\"x\ny\",z\n", "a.csv"), ["a|b", "", "x\ny|z"]);
    assert_eq!(rows("a,b\r\n\r\n\r\nc,d\r\n", "a.csv"), ["a|b", "", "", "c|d"]);
    assert_eq!(rows("chỉ một cột\nhai\n", "a.csv"), ["chỉ một cột", "hai"]);
    assert!(rows("", "a.csv").is_empty());
}

#[test]
fn encodings_are_found() {
    let limits = Limits::default();
    let one = |bytes: &[u8]| {
        let book = read(bytes, "a.csv", &limits).unwrap();
        (book.sheets[0].rows[0][0].text.clone(), book.encoding)
    };
    assert_eq!(one("\u{feff}Đỗ,1".as_bytes()), ("Đỗ".into(), TextEncoding::Declared));
    assert_eq!(one("Đỗ,1".as_bytes()), ("Đỗ".into(), TextEncoding::Utf8));
    let wide: Vec<u8> = "\u{feff}Đỗ\t1".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(one(&wide), ("Đỗ".into(), TextEncoding::Declared));
    let wide: Vec<u8> = "\u{feff}Đỗ\t1".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(one(&wide), ("Đỗ".into(), TextEncoding::Declared));
    // windows-1258 writes the tone after the letter; it stays so.
    let (bytes, _, lost) = encoding_rs::WINDOWS_1258.encode("Đô\u{303} Ánh,1");
    assert!(!lost);
    assert_eq!(one(&bytes), ("Đô\u{303} Ánh".into(), TextEncoding::Windows1258));
    let broken = [b"\xEF\xBB\xBFa\nb\n".as_slice(), b"\xFFc"].concat();
    assert_eq!(
        read(&broken, "a.csv", &limits),
        Err(PaperworkError::Encoding { line: 3 })
    );
    assert_eq!(
        read(b"a\n\xD2\x01", "a.csv", &limits),
        Err(PaperworkError::Encoding { line: 2 })
    );
}

#[test]
fn csv_is_held_to_the_limits() {
    let limits = Limits {
        max_rows: 3,
        max_columns: 3,
        ..Limits::default()
    };
    let rows = PaperworkError::TooManyRows {
        sheet: String::new(),
        limit: 3,
    };
    assert_eq!(read(b"a\nb\nc\nd\n", "a.csv", &limits), Err(rows));
    let columns = PaperworkError::TooManyColumns {
        sheet: String::new(),
        limit: 3,
    };
    assert_eq!(read(b"a,b,c,d\n", "a.csv", &limits), Err(columns));
}

#[test]
fn one_long_text_pointed_at_from_everywhere_is_counted_every_time() {
    let limits = Limits {
        max_unzipped: 1_000_000,
        ..Limits::default()
    };
    let mut table = people();
    table.columns.truncate(1);
    table.totals_label = None;
    table.rows = vec![vec!["x".repeat(30_000).into()]; 200];
    let bytes = written(&table);
    assert!(bytes.len() < 50_000);
    assert!(matches!(
        read(&bytes, "a.xlsx", &limits),
        Err(PaperworkError::TooLarge { limit: 1_000_000, .. })
    ));
}
