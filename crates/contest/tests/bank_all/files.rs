//! Files through the pages: every format with preview and confirmation, round trips, and what is refused.

use std::fmt::Write as _;

use axum::http::StatusCode;
use contest::question::{Choice, Kind, QuestionText};
use contest::store::questions::{self, Filter, Reading};
use testkit::{Visitor, on_both};

use super::town::{BASE, Town, text};

const GIFT: &str = "$CATEGORY: Cải cách hành chính\n\nAi ký? {=Thủ tướng ~Bộ trưởng ~Chủ tịch}\n\nTrái đất tròn.{TRUE}\n\nNối? {=a -> b =c -> d}\n";
const AIKEN: &str = "\u{feff}Thủ đô?\r\nA. Hà Nội\r\nB. Huế\r\nANSWER: A\r\n\r\nSông nào dài hơn?\r\nA. Hồng\r\nB. Đáy\r\nANSWER: A\r\n";
const WORD: &str =
    "Câu 1. Cơ quan nào?\nA. Quốc hội\nB. Chính phủ\nĐáp án: B\nMức độ: Vận dụng\nChủ đề: luat can bo, cong chuc\n";

async fn stems(town: &Town) -> Vec<String> {
    all(town).await.into_iter().map(|text| text.stem).collect()
}

async fn all(town: &Town) -> Vec<QuestionText> {
    let filter = Filter::default();
    let listed = questions::list(
        town.app.db.read(),
        Reading::Everything,
        town.app.now(),
        town.contest,
        &filter,
    );
    listed.await.unwrap().rows.into_iter().map(|row| row.text).collect()
}

/// Uploads and shows the preview; the address of the import.
async fn preview(author: &mut Visitor, base: &str, name: &str, file: &[u8]) -> (String, String) {
    author.get(&format!("{base}/nhap")).await;
    let sent = author.upload(&format!("{base}/nhap"), &[], name, file).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{name}: {}", sent.text());
    let page = author.get(&sent.location()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(!page.text().contains('⟦'), "{}", page.text());
    (sent.location(), page.text())
}

#[tokio::test]
async fn every_format_is_previewed_and_then_confirmed() {
    on_both(async |database| {
        let town = Town::found(database).await;
        let mut author = town.visitor("author").await;
        // GIFT: one question of a kind that cannot be asked is left out only when the person says so.
        let (import, page) = preview(&mut author, BASE, "cau-hoi.gift.txt", GIFT.as_bytes()).await;
        assert!(
            page.contains("Ai ký?") && page.contains("Câu ghép đôi") && page.contains("Nhập 2 câu"),
            "{page}"
        );
        assert_eq!(
            town.count("SELECT COUNT(*) AS n FROM question").await,
            0,
            "nothing is in the bank yet"
        );
        let refused = author.post(&import, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text().contains("Hãy đánh dấu nếu chỉ nhập"),
            "{}",
            refused.text()
        );
        let done = author.post(&import, &[("leave_out", "1")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert_eq!(
            author.post(&import, &[("leave_out", "1")]).await.status,
            StatusCode::NOT_FOUND,
            "pressed twice"
        );
        let kept = all(&town).await;
        assert_eq!(kept.len(), 2);
        assert!(
            kept.iter().all(|text| text.topic == "cchc"),
            "the name of the topic was understood"
        );
        // Aiken with mark and CRLF; no topic in the file, so the page asks.
        let (import, page) = preview(&mut author, BASE, "aiken.txt", AIKEN.as_bytes()).await;
        assert!(
            page.contains("Nhập 2 câu") && page.contains("chưa ghi nội dung"),
            "{page}"
        );
        author.post(&import, &[("topic", "luat")]).await;
        // The Word convention as text.
        let (import, _) = preview(&mut author, BASE, "word.txt", WORD.as_bytes()).await;
        author.post(&import, &[]).await;
        let kept = all(&town).await;
        assert_eq!(kept.len(), 5);
        assert_eq!(kept.iter().filter(|text| text.topic == "luat").count(), 3);
        // The same file again: doubles are told and skipped unless wanted.
        let (import, page) = preview(&mut author, BASE, "word.txt", WORD.as_bytes()).await;
        assert!(page.contains("Trùng với câu 5"), "{page}");
        assert_eq!(author.post(&import, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            author.post(&import, &[("with_doubles", "1")]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(stems(&town).await.len(), 6);
        assert_eq!(town.recorded("bank-imported").await, 4);
        // Dropped, and nobody else's.
        let (import, _) = preview(&mut author, BASE, "word.txt", WORD.as_bytes()).await;
        let mut other = town.visitor("author2").await;
        assert_eq!(other.get(&import).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            author.post(&format!("{import}/bo"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(town.count("SELECT COUNT(*) AS n FROM question_import").await, 0);
    })
    .await;
}

fn rich() -> Vec<QuestionText> {
    let mut multiple = text("Những việc nào thuộc văn hoá công vụ?\nChọn hai phương án.");
    multiple.kind = Kind::Multiple;
    multiple.choices[1].correct = true;
    multiple.points = 150;
    "Dòng một.\nDòng hai.".clone_into(&mut multiple.explanation);
    let mut pinned = text("Phương án nào đúng?");
    pinned.choices[3] = Choice {
        text: "Tất cả các phương án trên".to_owned(),
        correct: false,
        pinned: true,
    };
    pinned.citation.as_mut().unwrap().valid_from = Some(jiff::civil::date(2021, 7, 15));
    pinned.citation.as_mut().unwrap().valid_to = Some(jiff::civil::date(2031, 1, 1));
    "luat".clone_into(&mut pinned.topic);
    let mut truth = text("Trái đất tròn.");
    truth.kind = Kind::TrueFalse;
    truth.choices = vec![
        Choice {
            text: "Đúng".to_owned(),
            correct: true,
            pinned: true,
        },
        Choice {
            text: "Sai".to_owned(),
            correct: false,
            pinned: true,
        },
    ];
    vec![text("=1+1 bằng mấy, nếu {A} ~ B # C?"), multiple, pinned, truth]
}

#[tokio::test]
async fn what_is_exported_comes_back_the_same() {
    on_both(async |database| {
        let town = Town::found(database).await;
        town.drafts(&rich()).await;
        let other = Town::contest(&town.app, "ban-sao").await;
        let mut author = town.visitor("author").await;
        let mut expected = 0;
        for (format, name) in [("xlsx", "x.xlsx"), ("docx", "x.docx"), ("gift", "x.txt")] {
            let file = author.get(&format!("{BASE}/xuat?dang={format}")).await;
            assert_eq!(file.status, StatusCode::OK, "{format}");
            let (import, page) = preview(&mut author, "/ngan-hang/ban-sao", name, &file.bytes).await;
            assert!(!page.contains("Chỗ cần sửa"), "{format}: {page}");
            let done = author.post(&import, &[("with_doubles", "1")]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{format}: {}", done.text());
            let listed = questions::list(
                town.app.db.read(),
                Reading::Everything,
                town.app.now(),
                other,
                &Filter::default(),
            )
            .await
            .unwrap();
            let back: Vec<QuestionText> = listed.rows.into_iter().skip(expected).map(|row| row.text).collect();
            assert_eq!(back, rich(), "{format}");
            expected += rich().len();
        }
        let aiken = author.get(&format!("{BASE}/xuat?dang=aiken")).await;
        assert_eq!(aiken.text().matches("ANSWER:").count(), 3, "{}", aiken.text());
        assert!(
            author
                .get(&format!("{BASE}/xuat"))
                .await
                .text()
                .contains("1 câu nhiều lựa chọn sẽ không có")
        );
        assert_eq!(town.recorded("bank-exported").await, 4);
        let template = author.get(&format!("{BASE}/nhap/mau")).await;
        assert_eq!(template.status, StatusCode::OK);
        let empty = author
            .upload(&format!("{BASE}/nhap"), &[], "mau.xlsx", &template.bytes)
            .await;
        assert_eq!(
            empty.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "an empty template holds no question"
        );
    })
    .await;
}

/// A ZIP with one entry of `megabytes` zeros: fixed Huffman codes, 13 bits for each 258 bytes.
fn bomb(name: &str, megabytes: u64) -> Vec<u8> {
    let (mut out, mut bits, mut count) = (Vec::new(), 0_u64, 0_u32);
    let mut put = |value: u64, width: u32, out: &mut Vec<u8>| {
        bits |= value << count;
        count += width;
        while count >= 8 {
            out.push(u8::try_from(bits & 0xff).unwrap());
            bits >>= 8;
            count -= 8;
        }
    };
    let reversed = |code: u64, width: u32| (0..width).fold(0, |r, bit| r | (((code >> bit) & 1) << (width - 1 - bit)));
    let total = megabytes * 1024 * 1024;
    let matches = total / 258;
    put(0b011, 3, &mut out);
    put(reversed(0x30, 8), 8, &mut out);
    for _ in 0..matches {
        put(reversed(0b1100_0101, 8), 8, &mut out);
        put(0, 5, &mut out);
    }
    put(0, 7, &mut out);
    put(0, 7, &mut out);
    let size = u32::try_from(1 + matches * 258).unwrap();
    let packed = u32::try_from(out.len()).unwrap();
    let mut common = Vec::new();
    for field in [20_u16, 0, 8, 0, 0] {
        common.extend(field.to_le_bytes());
    }
    for field in [0_u32, packed, size] {
        common.extend(field.to_le_bytes());
    }
    common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
    common.extend(0_u16.to_le_bytes());
    let mut zip = [b"PK\x03\x04".as_slice(), &common, name.as_bytes(), &out].concat();
    let at = u32::try_from(zip.len()).unwrap();
    let mut central = [b"PK\x01\x02".as_slice(), &20_u16.to_le_bytes(), &common].concat();
    central.extend([0_u8; 10]);
    central.extend(0_u32.to_le_bytes());
    central.extend(name.as_bytes());
    let length = u32::try_from(central.len()).unwrap();
    zip.extend(central);
    zip.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    zip.extend(length.to_le_bytes());
    zip.extend(at.to_le_bytes());
    zip.extend([0, 0]);
    zip
}

#[tokio::test]
async fn refused_files_leave_nothing_behind() {
    on_both(async |database| {
        let town = Town::found(database).await;
        let mut author = town.visitor("author").await;
        author.get(&format!("{BASE}/nhap")).await;
        let path = format!("{BASE}/nhap");
        let tcvn3: Vec<u8> = [
            b"C\xa9u h\xe1i n\xb5o?\r\n".as_slice(),
            b"A. m\xe9t\r\nB. hai\r\nANSWER: A\r\n",
        ]
        .concat();
        let cases: [(&str, Vec<u8>, &str); 8] = [
            ("bom.xlsx", bomb("xl/worksheets/sheet1.xml", 210), "Không mở được tệp"),
            ("bom.docx", bomb("word/document.xml", 210), "Không mở được tệp"),
            ("cu.txt", tcvn3, "lỗi đầu tiên ở dòng 1"),
            ("trong.txt", Vec::new(), "Tệp trống"),
            ("van-ban.pdf", b"%PDF-1.7 ...".to_vec(), "PDF"),
            ("thu.txt", "Kính gửi các đồng chí".as_bytes().to_vec(), "Không nhận ra"),
            (
                "cu.doc",
                [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 600]].concat(),
                "Office đời cũ",
            ),
            ("hong.xlsx", b"PK\x03\x04 khong phai zip".to_vec(), "Không mở được tệp"),
        ];
        for (name, file, words) in cases {
            let answer = author.upload(&path, &[], name, &file).await;
            assert_eq!(
                answer.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{name}: {}",
                answer.text()
            );
            assert!(
                answer.text().contains(words) && !answer.text().contains('⟦'),
                "{name}: {}",
                answer.text()
            );
        }
        let large = author.upload(&path, &[], "lon.txt", &vec![b'x'; 50 << 20]).await;
        assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(large.text().contains("10 MB"), "{}", large.text());
        author.get(&path).await;
        let none = author.upload(&path, &[], "", b"").await;
        assert!(none.text().contains("Hãy chọn một tệp"), "{}", none.text());
        for table in ["question", "question_import", "question_version", "question_step"] {
            assert_eq!(
                town.count(&format!("SELECT COUNT(*) AS n FROM {table}")).await,
                0,
                "{table}"
            );
        }
        // A file of which no question is right: shown, and nothing to confirm.
        let (import, page) = preview(&mut author, BASE, "sai.txt", "Hỏi? {~a ~b}\n".as_bytes()).await;
        assert!(page.contains("Không có câu nào nhập được"), "{page}");
        assert_eq!(
            author.post(&import, &[("leave_out", "1")]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    })
    .await;
}

#[tokio::test]
async fn a_file_of_several_megabytes_is_read() {
    on_both(async |database| {
        let town = Town::found(database).await;
        let mut author = town.visitor("author").await;
        let mut file = String::new();
        for number in 0..4_000 {
            let words = "nội dung ".repeat(70);
            write!(
                file,
                "Câu hỏi dài số {number} {words}?\nA. đúng {number}\nB. sai\nANSWER: A\n\n"
            )
            .unwrap();
        }
        assert!(file.len() > 3 << 20 && file.len() < 10 << 20);
        let (import, page) = preview(&mut author, BASE, "to.txt", file.as_bytes()).await;
        assert!(page.contains("Nhập 4.000 câu"), "{page}");
        let done = author.post(&import, &[("topic", "cchc")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert_eq!(town.count("SELECT COUNT(*) AS n FROM question").await, 4_000);
    })
    .await;
}
