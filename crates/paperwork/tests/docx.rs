//! DOCX: what is written is what the decree asks for, and can be read again; what is sent is not trusted.

#![cfg(test)]

use std::io::{Cursor, Read, Write};

use paperwork::PaperworkError;
use paperwork::document::{Align, Block, Document, Header, Run, Signature, Table};
use paperwork::docx::{Limits, read_paragraphs, render};
use paperwork::error::BombKind;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn sample() -> Document {
    Document {
        header: Header {
            parent: None,
            bodies: vec!["Công đoàn Ngành".into(), "Bộ Nội vụ".into()],
            number: Some("05/BB-BTC".into()),
            place_date: "Hà Nội, ngày 05 tháng 01 năm 2026".into(),
        },
        title_kind: "Biên bản".into(),
        subject: "Họp <Ban> & \"Tổ\"".into(),
        bases: vec!["Căn cứ A".into(), "Căn cứ B".into()],
        blocks: vec![
            Block::heading(1, "I. THÀNH PHẦN"),
            Block::Paragraph(vec![
                Run::plain("NBSP\u{a0}và NFD Nguye\u{302}\u{303}n"),
                Run::bold(" đậm"),
            ]),
            Block::item("a)", "dòng một\ndòng hai\u{0}"),
            Block::Table(Table {
                head: vec!["TT".into(), "Đơn vị".into()],
                rows: vec![vec!["1".into(), "=cmd()".into()], vec!["2".into()]],
                align: vec![Align::Center],
                widths: vec![1, 9],
            }),
        ],
        signatures: vec![
            Signature {
                authority: vec!["Thư ký".into(), "(Ký)".into()],
                name: "Nguyễn Thị Ánh".into(),
            },
            Signature {
                authority: vec!["TM. Ban Tổ chức".into()],
                name: "Trần Văn Ân".into(),
            },
        ],
        recipients: vec!["Như trên".into(), "Lưu: VT".into()],
        notice: Some("DỮ LIỆU DEMO".into()),
    }
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

fn word(body: &str) -> Vec<u8> {
    let xml = format!("<w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>");
    package(&[("word/document.xml", xml.as_bytes())])
}

#[test]
fn page_and_margins_are_those_of_the_decree() {
    let text = part(&render(&sample()).unwrap(), "word/document.xml");
    assert!(text.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"));
    assert!(text.contains("w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\""));
    assert!(text.contains("<w:titlePg/>"));
    assert_eq!(text.matches("<w:tblHeader/>").count(), 1);
    assert!(text.contains("BỘ NỘI VỤ") && text.contains("CÔNG ĐOÀN NGÀNH - BỘ NỘI VỤ") && text.contains("BIÊN BẢN"));
    let styles = part(&render(&sample()).unwrap(), "word/styles.xml");
    assert!(styles.contains("w:ascii=\"Times New Roman\"") && styles.contains("w:firstLine=\"720\""));
    let later = part(&render(&sample()).unwrap(), "word/header1.xml");
    let first = part(&render(&sample()).unwrap(), "word/header2.xml");
    assert!(later.contains(" PAGE ") && !first.contains(" PAGE ") && first.contains("DỮ LIỆU DEMO"));
}

#[test]
fn every_part_is_declared_and_well_formed() {
    let bytes = render(&sample()).unwrap();
    let types = part(&bytes, "[Content_Types].xml");
    let mut zip = ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
    for index in 0..zip.len() {
        let name = zip.by_index(index).unwrap().name().unwrap().to_string();
        if !name.contains(".rels") && name != "[Content_Types].xml" {
            assert!(types.contains(&format!("\"/{name}\"")), "{name}");
        }
        let text = part(&bytes, &name);
        let mut reader = quick_xml::Reader::from_str(&text);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
    }
    assert_eq!(
        bytes,
        render(&sample()).unwrap(),
        "the same document gives the same file"
    );
}

#[test]
fn what_is_written_is_read_again() {
    let read = read_paragraphs(&render(&sample()).unwrap(), &Limits::default()).unwrap();
    let texts: Vec<&str> = read
        .iter()
        .map(|p| p.text.as_str())
        .filter(|text| !text.is_empty())
        .collect();
    let expected = [
        "CÔNG ĐOÀN NGÀNH - BỘ NỘI VỤ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/BB-BTC",
        "Hà Nội, ngày 05 tháng 01 năm 2026",
        "BIÊN BẢN",
        "Họp <Ban> & \"Tổ\"",
        "Căn cứ A;",
        "Căn cứ B.",
        "I. THÀNH PHẦN",
        "NBSP\u{a0}và NFD Nguye\u{302}\u{303}n đậm",
        "a) dòng một\ndòng hai",
        "TT",
        "Đơn vị",
        "1",
        "=cmd()",
        "2",
        "THƯ KÝ",
        "(Ký)",
        "TM. BAN TỔ CHỨC",
        "Nguyễn Thị Ánh",
        "Trần Văn Ân",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
    ];
    assert_eq!(texts, expected);
    let mixed = read.iter().find(|p| p.text.contains("NBSP")).unwrap();
    assert!(!mixed.bold && mixed.correct_mark && mixed.marked == " đậm");
    assert_eq!(mixed.font.as_deref(), Some("Times New Roman"));
    assert!(read.iter().find(|p| p.text == "BIÊN BẢN").unwrap().bold);
    assert!(read.iter().find(|p| p.text == "=cmd()").unwrap().in_table);
}

#[test]
fn one_signature_stands_beside_the_recipients() {
    let mut document = sample();
    document.signatures.truncate(1);
    let text = part(&render(&document).unwrap(), "word/document.xml");
    let (recipients, name) = (text.find("Nơi nhận").unwrap(), text.find("Nguyễn Thị Ánh").unwrap());
    assert!(recipients < name && text.contains("<w:vMerge w:val=\"restart\"/>"));
}

#[test]
fn empty_documents_can_be_rendered() {
    let bytes = render(&Document::default()).unwrap();
    assert!(!read_paragraphs(&bytes, &Limits::default()).unwrap().is_empty());
}

#[test]
fn marks_numbering_and_removed_text_are_told_apart() {
    let body = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr><w:rPr><w:b/></w:rPr></w:pPr>\
        <w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t>C&#234;u</w:t></w:r><w:r><w:tab/><w:t>x &amp; y</w:t></w:r></w:p>\
        <w:p><w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:t>A. đúng</w:t></w:r></w:p>\
        <w:p><w:r><w:rPr><w:u w:val=\"none\"/><w:b w:val=\"0\"/></w:rPr><w:t>B. sai</w:t></w:r></w:p>\
        <w:p><w:r><w:rPr><w:highlight w:val=\"yellow\"/></w:rPr><w:t>C.</w:t></w:r><w:del><w:r><w:t>cũ</w:t></w:r></w:del></w:p>";
    let read = read_paragraphs(&word(body), &Limits::default()).unwrap();
    let texts: Vec<&str> = read.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts, ["Cêu\tx & y", "A. đúng", "B. sai", "C."]);
    assert_eq!(
        read.iter().map(|p| p.correct_mark).collect::<Vec<_>>(),
        [false, true, false, true]
    );
    assert_eq!(read[0].font.as_deref(), Some(".VnTime"));
    assert!(read[0].numbered && !read[0].bold && !read[1].numbered);
}

#[test]
fn font_and_weight_come_from_the_styles_too() {
    let text = b"<w:document xmlns:w=\"x\"><w:body><w:p><w:pPr><w:pStyle w:val=\"H\"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p></w:body></w:document>";
    let styles = b"<w:styles xmlns:w=\"x\"><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"><w:rPr>\
        <w:rFonts w:ascii=\"VNI-Times\"/></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"H\">\
        <w:basedOn w:val=\"N\"/><w:rPr><w:b/></w:rPr></w:style></w:styles>";
    let bytes = package(&[("word/document.xml", text), ("word/styles.xml", styles)]);
    let read = read_paragraphs(&bytes, &Limits::default()).unwrap();
    assert_eq!(read[0].font.as_deref(), Some("VNI-Times"));
    assert!(read[0].bold && !read[0].correct_mark);
}

#[test]
fn entities_are_refused() {
    let xml = "<!DOCTYPE x [<!ENTITY a \"boom\">]><w:document><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>";
    let refused = PaperworkError::Malformed {
        part: "word/document.xml".into(),
    };
    assert_eq!(
        read_paragraphs(&package(&[("word/document.xml", xml.as_bytes())]), &Limits::default()),
        Err(refused.clone())
    );
    assert_eq!(
        read_paragraphs(&word("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"), &Limits::default()),
        Err(refused)
    );
}

#[test]
fn other_files_are_named_for_what_they_are() {
    let read = |bytes: &[u8]| read_paragraphs(bytes, &Limits::default()).unwrap_err();
    assert_eq!(read(b"plain text"), PaperworkError::NotAZip);
    assert_eq!(read(b"PK\x03\x04 cut off"), PaperworkError::NotAZip);
    assert_eq!(
        read(&package(&[("xl/workbook.xml", b"<x/>")])),
        PaperworkError::NotADocument
    );
    let mut old = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    old.resize(2_000, 0);
    assert_eq!(read(&old), PaperworkError::OldFormat);
    old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(read(&old), PaperworkError::Encrypted);
}

#[test]
fn bombs_are_refused_before_they_are_parsed() {
    let zeros = vec![0_u8; 30_000_000];
    let bomb = package(&[("word/document.xml", &zeros)]);
    assert!(bomb.len() < 200_000);
    let ratio = PaperworkError::ZipBomb {
        kind: BombKind::Ratio,
        limit: 200,
    };
    assert_eq!(read_paragraphs(&bomb, &Limits::default()), Err(ratio));
    let small = Limits {
        max_unzipped: 1_000_000,
        ..Limits::default()
    };
    let total = PaperworkError::ZipBomb {
        kind: BombKind::Total,
        limit: 1_000_000,
    };
    assert_eq!(read_paragraphs(&bomb, &small), Err(total));
    let names: Vec<String> = (0..50).map(|n| format!("{n}.xml")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let entries = PaperworkError::ZipBomb {
        kind: BombKind::Entries,
        limit: 10,
    };
    assert_eq!(
        read_paragraphs(
            &package(&many),
            &Limits {
                max_entries: 10,
                ..small
            }
        ),
        Err(entries)
    );
}

#[test]
fn a_size_that_lies_does_not_help_a_bomb() {
    let mut bomb = package(&[("word/document.xml", &vec![b' '; 30_000_000])]);
    // The true size, little end first, is overwritten wherever it is claimed.
    let truth = 30_000_000_u32.to_le_bytes();
    let mut place = 0;
    while let Some(found) = bomb[place..].windows(4).position(|window| window == truth) {
        place += found;
        bomb[place..place + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    assert!(place > 0);
    assert!(read_paragraphs(&bomb, &Limits::default()).is_err());
}
