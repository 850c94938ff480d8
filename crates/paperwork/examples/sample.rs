//! Writes sample minutes to the path given as argument, to be looked at in a word processor.
//! `cargo run -p paperwork --example sample -- minutes.docx`; with a second path also the HTML fragment.

use paperwork::document::{Align, Block, Document, Header, Run, Signature, Table};
use paperwork::{docx, html};

const UNITS: [&str; 12] = [
    "Công đoàn Bộ Tài chính",
    "Công đoàn Bộ Nông nghiệp và Môi trường",
    "Công đoàn Thanh tra Chính phủ",
    "Công đoàn viên chức tỉnh Bắc Ninh",
    "Công đoàn viên chức thành phố Hải Phòng",
    "Công đoàn Trung tâm Ứng dụng Khoa học, Công nghệ và Đổi mới sáng tạo tỉnh Lâm Đồng",
    "Công đoàn Văn phòng Quốc hội",
    "Công đoàn viên chức tỉnh Vĩnh Long",
    "Công đoàn Đài Tiếng nói Việt Nam",
    "Công đoàn viên chức tỉnh Sơn La",
    "Công đoàn Kiểm toán nhà nước",
    "Công đoàn Học viện Chính trị quốc gia Hồ Chí Minh",
];

fn ranking() -> Table {
    let people = [
        18_204, 15_377, 12_962, 9_845, 8_730, 8_112, 6_541, 5_208, 4_976, 3_655, 2_980, 1_247,
    ];
    let row = |(index, (unit, count)): (usize, (&str, u32))| {
        let grouped = if count >= 1000 {
            format!("{}.{:03}", count / 1000, count % 1000)
        } else {
            count.to_string()
        };
        vec![
            (index + 1).to_string(),
            unit.to_owned(),
            grouped,
            format!("{},5", 98 - 3 * index),
        ]
    };
    Table {
        head: ["TT", "Đơn vị", "Số người dự thi", "Tỷ lệ (%)"]
            .map(str::to_owned)
            .to_vec(),
        rows: UNITS.into_iter().zip(people).enumerate().map(row).collect(),
        align: vec![Align::Center, Align::Left, Align::Right, Align::Right],
        widths: vec![8, 56, 20, 16],
    }
}

fn minutes() -> Document {
    let signature = |authority: &[&str], name: &str| Signature {
        authority: authority.iter().map(|line| (*line).to_owned()).collect(),
        name: name.to_owned(),
    };
    Document {
        header: Header {
            parent: None,
            bodies: vec!["Công đoàn Viên chức Việt Nam".into(), "Bộ Nội vụ".into()],
            number: Some("05/BB-BTC".into()),
            place_date: "Hà Nội, ngày 02 tháng 11 năm 2026".into(),
        },
        title_kind: "Biên bản".into(),
        subject: "Xác định kết quả tuần thứ hai Cuộc thi trực tuyến “Tìm hiểu cải cách hành chính nhà nước” năm 2026"
            .into(),
        bases: vec![
            "Căn cứ Kế hoạch số 90/KH-CĐVCVN-BNV ngày 31 tháng 3 năm 2026 về phối hợp công tác năm 2026".into(),
            "Căn cứ Thể lệ Cuộc thi ban hành kèm theo Quyết định số 12/QĐ-BTC ngày 05 tháng 5 năm 2026".into(),
        ],
        blocks: vec![
            Block::Paragraph(vec![
                Run::plain("Hôm nay, vào hồi 08 giờ 30 phút, "),
                Run::bold("ngày 02 tháng 11 năm 2026"),
                Run::plain(", tại phòng họp tầng 5, Ban Tổ chức Cuộc thi đã họp để xác định kết quả tuần thứ hai."),
            ]),
            Block::heading(1, "I. THÀNH PHẦN"),
            Block::item("1.", "Ông Trần Văn Ân, Phó Trưởng Ban Tổ chức - Chủ trì."),
            Block::item("2.", "Bà Nguyễn Thị Ánh, Ủy viên Ban Tổ chức - Thư ký."),
            Block::heading(1, "II. KẾT QUẢ"),
            Block::heading(2, "1. Tập thể"),
            Block::text("Mười hai đơn vị có nhiều người dự thi nhất trong tuần như sau:"),
            Block::Table(ranking()),
            Block::heading(2, "2. Cá nhân"),
            Block::heading(3, "a) Giải Nhất"),
            Block::text(
                "Ông Lê Văn Ấn, đơn vị Công đoàn Bộ Tài chính: trả lời đúng 20/20 câu, dự đoán 18.192 người, \
                 lệch 12 người so với kết quả 18.204 người.",
            ),
            Block::text(
                "Biên bản được lập thành 02 bản, mỗi bên giữ 01 bản. Cuộc họp kết thúc vào 10 giờ 15 phút cùng ngày./.",
            ),
        ],
        signatures: vec![
            signature(&["Thư ký", "(Ký, ghi rõ họ tên)"], "Nguyễn Thị Ánh"),
            signature(&["KT. Trưởng ban", "Phó Trưởng ban"], "Trần Văn Ân"),
        ],
        recipients: vec![
            "Lãnh đạo hai bên (để báo cáo)".into(),
            "Các đơn vị dự thi".into(),
            "Lưu: VT, BTC".into(),
        ],
        notice: Some("DỮ LIỆU DEMO".into()),
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths = std::env::args().skip(1);
    let document = minutes();
    if let Some(path) = paths.next() {
        std::fs::write(path, docx::render(&document)?)?;
    }
    if let Some(path) = paths.next() {
        std::fs::write(path, html::render(&document))?;
    }
    Ok(())
}
