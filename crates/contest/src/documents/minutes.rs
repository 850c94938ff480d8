//! The minutes of a result (biên bản xác định kết quả), laid out after Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9:
//! no place and date in the head, time and attendance in the body, secretary and chairs sign. An official document of
//! this country is in Vietnamese; its words are data and stand here.

use kernel::actor::Side;
use kernel::lang::Lang;
use kernel::time;
use paperwork::document::{Align, Block, Document, Header, Signature, Table};
use platform::text::Tr;
use vietnamese::{dates, letters, numbers};

use super::outcome::Outcome;
use super::say;
use crate::state::PeriodState;
use crate::store::contests::StepRow;

/// A place to be filled in by hand; it may break, so that justified lines stay even.
const DOTS: &str = "………… ………… ………… ………… …………";

/// A whole line to be filled in by hand; one word, so that nothing stretches it.
const LINE: &str = "………………………………………………………………";

pub(super) fn count(number: impl TryInto<i64>) -> String {
    numbers::group(number.try_into().unwrap_or(i64::MAX))
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

pub(super) fn dong(amount: i64) -> String {
    format!("{} đồng", numbers::group(amount))
}

/// "8 giờ 00 ngày 26 tháng 10 năm 2026".
fn moment(at: i64) -> String {
    let local = time::local(at);
    let day = local.date();
    format!(
        "{} giờ {:02} {}",
        local.hour(),
        local.minute(),
        dates::long(day.year(), day.month(), day.day())
    )
}

/// The minutes of an outcome; `tr` must speak Vietnamese, because the rules are quoted in it.
pub fn minutes(tr: &Tr, outcome: &Outcome) -> Document {
    let mut paper = Paper {
        tr,
        outcome,
        blocks: Vec::new(),
        parts: 0,
    };
    paper.opening();
    paper.totals();
    paper.ranking();
    paper.results();
    paper.money();
    paper.seal();
    paper.closing();
    Document {
        header: Header {
            parent: None,
            bodies: outcome.bodies.clone(),
            number: Some("……/BB-……".to_owned()),
            place_date: String::new(),
        },
        title_kind: "Biên bản".to_owned(),
        subject: format!("Xác định kết quả {}\n{}", outcome.period, outcome.contest),
        bases: bases(outcome),
        blocks: paper.blocks,
        signatures: signatures(outcome),
        recipients: vec![
            "Lãnh đạo hai bên (để báo cáo)".to_owned(),
            "Các đơn vị dự thi".to_owned(),
            "Lưu: hồ sơ cuộc thi".to_owned(),
        ],
        notice: notice(outcome),
    }
}

fn notice(outcome: &Outcome) -> Option<String> {
    let marks = [
        outcome.demo.then_some("DỮ LIỆU MINH HỌA"),
        (outcome.state < PeriodState::Announced).then_some("DỰ THẢO – KẾT QUẢ CHƯA CÔNG BỐ"),
    ];
    let marks: Vec<&str> = marks.into_iter().flatten().collect();
    (!marks.is_empty()).then(|| marks.join(" – "))
}

fn bases(outcome: &Outcome) -> Vec<String> {
    let mut lines: Vec<String> = outcome
        .rules
        .basis
        .iter()
        .map(|document| match document.date {
            Some(day) => {
                let day = dates::long(day.year(), day.month(), day.day());
                format!("Căn cứ {} {day}", document.citation)
            }
            None => format!("Căn cứ {}", document.citation),
        })
        .collect();
    lines.push(format!("Căn cứ Thể lệ {} đã được hai bên phê duyệt", outcome.contest));
    lines
}

fn signatures(outcome: &Outcome) -> Vec<Signature> {
    let remark = || "(Ký, ghi rõ họ tên)".to_owned();
    let mut blocks = vec![Signature {
        authority: vec!["Thư ký".to_owned(), remark()],
        name: String::new(),
    }];
    blocks.extend(outcome.bodies.iter().map(|body| Signature {
        authority: vec!["Trưởng ban".to_owned(), format!("(Đại diện {body})"), remark()],
        name: String::new(),
    }));
    blocks
}

pub(super) struct Paper<'a> {
    pub(super) tr: &'a Tr,
    pub(super) outcome: &'a Outcome,
    pub(super) blocks: Vec<Block>,
    parts: u32,
}

impl Paper<'_> {
    pub(super) fn part(&mut self, heading: &str) {
        self.parts += 1;
        let numeral = letters::roman(self.parts).unwrap_or_default();
        self.blocks.push(Block::heading(1, format!("{numeral}. {heading}")));
    }

    pub(super) fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::text(text));
    }

    pub(super) fn table(&mut self, head: &[&str], align: &[Align], widths: &[u16], rows: Vec<Vec<String>>) {
        self.blocks.push(Block::Table(Table {
            head: head.iter().map(|&cell| cell.to_owned()).collect(),
            rows,
            align: align.to_vec(),
            widths: widths.to_vec(),
        }));
    }

    fn opening(&mut self) {
        let outcome = self.outcome;
        self.text(format!(
            "Hôm nay, vào hồi …… giờ ……, ngày …… tháng …… năm ……, tại {DOTS}, Ban Tổ chức {} họp xác định kết quả {} \
             (mở lúc {}, đóng lúc {}).",
            outcome.contest,
            outcome.period,
            moment(outcome.open_at),
            moment(outcome.close_at),
        ));
        self.part("THÀNH PHẦN THAM DỰ");
        for (number, body) in (1..).zip(&outcome.bodies) {
            self.blocks
                .push(Block::item(format!("{number}."), format!("Đại diện {body}:")));
            self.blocks.push(Block::text(LINE));
            self.blocks.push(Block::text(LINE));
        }
        let next = outcome.bodies.len() + 1;
        self.blocks
            .push(Block::item(format!("{next}."), format!("Chủ tọa: {DOTS}")));
        self.blocks
            .push(Block::item(format!("{}.", next + 1), format!("Thư ký: {DOTS}")));
    }

    fn totals(&mut self) {
        let outcome = self.outcome;
        let totals = outcome.totals;
        self.part("SỐ LIỆU CHUNG");
        let line = |name: &str, value: String, meaning: &str| vec![name.to_owned(), value, meaning.to_owned()];
        let mut rows = vec![
            line(
                "Người dự thi",
                format!("{} người", count(totals.people)),
                "Mỗi người tính một lần, dù thi nhiều lượt",
            ),
            line(
                "Lượt thi",
                format!("{} lượt", count(totals.attempts)),
                "Mỗi lần mở đề là một lượt; bài chưa bấm nộp tính theo các câu đã lưu",
            ),
            line(
                "Người đúng tất cả các câu",
                format!("{} người", count(totals.people_all_correct)),
                "Có ít nhất một lượt trả lời đúng mọi câu của đề",
            ),
            line(
                "Lượt đúng tất cả các câu",
                format!("{} lượt", count(totals.attempts_all_correct)),
                "Tính trên mọi lượt thi",
            ),
            line(
                "Đơn vị có người dự thi",
                format!("{}/{} đơn vị", count(outcome.taking_part), count(outcome.competing)),
                "Đơn vị trực tiếp dưới cấp cao nhất, tính cả các đơn vị trực thuộc",
            ),
        ];
        if outcome.without_headcount > 0 {
            rows.push(line(
                "Đơn vị chưa xác nhận số đoàn viên",
                format!("{} đơn vị", count(outcome.without_headcount)),
                "Không tính được tỷ lệ; không phải là 0",
            ));
        }
        if totals.implausibly_fast > 0 {
            rows.push(line(
                "Lượt nhanh hơn mức tối thiểu",
                format!("{} lượt", count(totals.implausibly_fast)),
                "Ban Tổ chức xem xét; hệ thống không tự hủy kết quả",
            ));
        }
        if let Some(truth) = &outcome.truth {
            rows.push(line(
                "Đáp số của câu dự đoán",
                truth.clone(),
                "Tính theo thể lệ từ các bài đã niêm phong",
            ));
        }
        self.table(
            &["Chỉ tiêu", "Số liệu", "Cách tính"],
            &[Align::Left, Align::Right, Align::Left],
            &[30, 22, 48],
            rows,
        );
    }

    fn ranking(&mut self) {
        self.part("CÁCH XÁC ĐỊNH THỨ HẠNG");
        self.text("Thứ hạng được tính theo Thể lệ đã niêm phong:");
        let wanted = ["rules-heading-ranking", "rules-heading-collective"];
        for (_, sentences) in say::articles(self.tr, &self.outcome.rules, &wanted) {
            for sentence in sentences {
                self.blocks.push(Block::item("-", capitalised(&sentence)));
            }
        }
        let shared = self
            .outcome
            .prizes
            .iter()
            .flat_map(|table| &table.lines)
            .filter(|line| line.sharing > 1)
            .count();
        if shared > 0 {
            self.text(format!(
                "Có {} giải được trao cho những người hoặc đơn vị cùng thứ hạng, chia theo quy định của Thể lệ.",
                count(shared)
            ));
        }
        if !self.outcome.decided.is_empty() {
            self.text(format!(
                "Ban Tổ chức đã quyết định thứ tự giữa những trường hợp cùng thứ hạng: {}. Lý do: {}.",
                self.outcome.decided.join(", "),
                self.outcome.reason.trim().trim_end_matches('.'),
            ));
        }
    }

    fn seal(&mut self) {
        let outcome = self.outcome;
        self.part("NIÊM PHONG VÀ PHÊ DUYỆT");
        if let Some(at) = outcome.sealed_at {
            self.text(format!(
                "Các bài thi được niêm phong lúc {}, tại vị trí {} của nhật ký trả lời.",
                moment(at),
                count(outcome.seal_position.unwrap_or(0)),
            ));
        }
        let instead = if outcome.version > 1 && !outcome.reason.is_empty() {
            let reason = outcome.reason.trim().trim_end_matches('.');
            format!(", thay cho phiên bản {}; lý do: {reason}", outcome.version - 1)
        } else {
            String::new()
        };
        self.text(format!(
            "Kết quả phiên bản {}, tính lúc {}{instead}.",
            outcome.version,
            moment(outcome.computed_at)
        ));
        self.text("Ai có cùng dữ liệu đều tính lại được các mã sau (SHA-256):");
        let marks = [
            ("Mã Thể lệ", &outcome.rules_hash),
            ("Mã niêm phong bài thi", &outcome.seal_hash),
            ("Mã kết quả", &outcome.result_hash),
        ];
        let rows = marks.iter().filter(|(_, mark)| !mark.is_empty());
        let rows = rows
            .map(|(name, mark)| vec![(*name).to_owned(), say::hex(mark)])
            .collect();
        self.table(&[], &[Align::Left, Align::Left], &[30, 70], rows);
        let signed: Vec<Vec<String>> = outcome.present_steps().filter_map(|step| self.signed(step)).collect();
        if !signed.is_empty() {
            self.text("Các bước đã ký trên hệ thống:");
            self.table(
                &["Việc", "Người ký", "Thay mặt", "Lúc"],
                &[Align::Left, Align::Left, Align::Left, Align::Left],
                &[18, 26, 30, 26],
                signed,
            );
        }
    }

    fn signed(&self, step: &StepRow) -> Option<Vec<String>> {
        let act = match step.act.as_str() {
            "verified" => "Thẩm định",
            "approved" => "Phê duyệt",
            "announced" => "Công bố",
            _ => return None,
        };
        let side = step.side.as_deref().and_then(Side::parse);
        let body = side.and_then(|side| match side {
            Side::A => self.outcome.bodies.first(),
            Side::B => self.outcome.bodies.get(1),
        });
        let body = body.cloned().unwrap_or_default();
        Some(vec![
            act.to_owned(),
            step.by_name.clone(),
            body,
            say::stamp(step.at, Lang::Vi),
        ])
    }

    fn closing(&mut self) {
        self.text(
            "Biên bản này được đọc lại cho các thành viên cùng nghe, nhất trí, lập thành 02 bản có giá trị như nhau, mỗi bên \
             giữ 01 bản. Cuộc họp kết thúc vào …… giờ …… cùng ngày./.",
        );
    }
}
