//! Writes one chart of each kind, a QR code and a workbook into the folder given as argument, to be looked at.
//! `cargo run -p paperwork --example gallery -- FOLDER`

use std::path::PathBuf;

use jiff::Timestamp;
use paperwork::chart::{BarChart, LineChart, Point, bars, line};
use paperwork::qr;
use paperwork::sheet::{Builder, Column, ColumnKind, Table, Value};

const UNITS: [(&str, i64, &str); 5] = [
    (
        "Công đoàn Trung tâm Ứng dụng Khoa học, Công nghệ và Đổi mới sáng tạo tỉnh Lâm Đồng",
        18_204,
        "18.204 người",
    ),
    ("Công đoàn Bộ Tài chính", 12_377, "12.377 người"),
    ("Công đoàn viên chức tỉnh Bắc Ninh", 9_845, "9.845 người"),
    ("Công đoàn viên chức tỉnh Sơn La", 41, "41 người"),
    ("Công đoàn Thanh tra Chính phủ", 0, "0 người"),
];

fn bar_chart(width: u32) -> String {
    let items = UNITS
        .iter()
        .map(|(label, value, words)| Point::new(*label, *value, *words))
        .collect();
    bars(&BarChart {
        title: "Lâm Đồng có nhiều người dự thi nhất, Thanh tra Chính phủ chưa có ai".into(),
        items,
        width,
    })
}

fn line_chart(width: u32) -> String {
    let days = [
        310, 420, 980, 760, 540, 1_210, 2_480, 2_300, 190, 260, 450, 700, 1_900, 3_120,
    ];
    let point = |(day, count): (u32, &i64)| Point::new(format!("{day}/10"), *count, format!("{count} lượt"));
    let points = (13..).zip(&days).map(point).collect();
    line(&LineChart {
        title: "Số lượt thi dồn vào hai ngày cuối mỗi tuần".into(),
        points,
        width,
    })
}

fn workbook() -> Result<Vec<u8>, paperwork::PaperworkError> {
    let units: Vec<String> = UNITS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    let row = |(index, (name, count, _)): (usize, &(&str, i64, &str))| {
        let code = format!("00{}", index + 1);
        vec![
            code.into(),
            (*name).into(),
            (*count).into(),
            Value::Number(count / 3),
            "26/10/2026 08:00".into(),
        ]
    };
    let table = Table {
        name: "Kết quả".into(),
        title: vec![
            "Kết quả tuần 1 theo đơn vị".into(),
            "Số liệu tạm tính lúc 8:00 ngày 26/10/2026".into(),
        ],
        columns: vec![
            Column::new("Mã đơn vị", ColumnKind::Text, 12),
            Column::new("Đơn vị", ColumnKind::Text, 48).choices(units),
            Column::new("Số người dự thi", ColumnKind::Integer, 14).summed(),
            Column::new("Tỷ lệ", ColumnKind::Percent { places: 2 }, 12),
            Column::new("Cập nhật lúc", ColumnKind::DateTimeText, 20),
        ],
        rows: UNITS.iter().enumerate().map(row).collect(),
        totals_label: Some("Tổng cộng".into()),
        blank_rows: 0,
        bottom: None,
    };
    let mut builder = Builder::new(Timestamp::UNIX_EPOCH);
    builder
        .table(&table)?
        .notes("Ghi chú", &["Người: mỗi thành viên tính một lần trong tuần.".into()])?;
    builder.finish()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("a folder, please")?);
    std::fs::write(folder.join("bars-wide.svg"), bar_chart(640))?;
    std::fs::write(folder.join("bars-phone.svg"), bar_chart(328))?;
    std::fs::write(folder.join("line-wide.svg"), line_chart(640))?;
    std::fs::write(folder.join("line-phone.svg"), line_chart(328))?;
    std::fs::write(
        folder.join("code.svg"),
        qr::svg("https://example.invalid/giay-chung-nhan/ABC", "Mã tra cứu")?,
    )?;
    std::fs::write(folder.join("results.xlsx"), workbook()?)?;
    Ok(())
}
