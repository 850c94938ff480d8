//! The part of the minutes that names the winners and adds up the money.

use kernel::lang::Lang;
use kernel::time;
use paperwork::document::{Align, Block, Run};
use vietnamese::letters;
use vietnamese::words::dong_in_words;

use super::minutes::{Paper, count, dong};
use super::outcome::PrizeTable;
use super::say::hundredths;
use crate::collective::Headcount;
use crate::ruleset::{Metric, PrizeScope};

impl Paper<'_> {
    pub(super) fn results(&mut self) {
        self.part("KẾT QUẢ");
        let outcome = self.outcome;
        self.blocks.push(Block::heading(2, "1. Cá nhân"));
        for table in outcome.prizes.iter().filter(|table| table.scope == PrizeScope::Person) {
            self.persons(table);
        }
        if outcome.given(PrizeScope::Person) == 0 {
            self.text("Không có giải cá nhân nào được trao.");
        }
        self.blocks.push(Block::heading(2, "2. Tập thể"));
        let tables: Vec<&PrizeTable> = outcome
            .prizes
            .iter()
            .filter(|table| table.scope == PrizeScope::Unit && !table.lines.is_empty())
            .collect();
        if tables.is_empty() {
            self.text("Không có giải tập thể nào được trao.");
        }
        for (index, table) in tables.iter().enumerate() {
            if !table.block.is_empty() {
                let letter = letters::point_letter(index).unwrap_or('-');
                self.blocks
                    .push(Block::heading(3, format!("{letter}) {}", table.block)));
            }
            self.units(table);
        }
    }

    fn persons(&mut self, table: &PrizeTable) {
        let outcome = self.outcome;
        let rows = table.lines.iter().map(|line| {
            let facts = outcome.person(line.id).map_or_else(String::new, |person| {
                let mut facts = format!("Đúng {}/{} câu", person.correct, person.total);
                if let Some(guess) = person.prediction {
                    facts.push_str(&format!("; dự đoán {}", count(guess)));
                }
                if let Some(distance) = person.distance {
                    facts.push_str(&format!(", lệch {}", count(distance)));
                }
                facts.push_str(&format!("; {}", time::duration(person.working_ms, Lang::Vi)));
                facts
            });
            vec![
                line.place.clone(),
                format!("{}\n({})", line.name, line.number),
                line.unit.clone(),
                facts,
                count(line.amount),
            ]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        if !rows.is_empty() {
            self.table(
                &[
                    "Giải",
                    "Họ và tên\n(số đoàn viên)",
                    "Đơn vị",
                    "Kết quả",
                    "Tiền thưởng (đồng)",
                ],
                &[Align::Left, Align::Left, Align::Left, Align::Left, Align::Right],
                &[14, 22, 26, 24, 14],
                rows,
            );
        }
        self.left_over(table);
    }

    fn units(&mut self, table: &PrizeTable) {
        let outcome = self.outcome;
        let rows = table.lines.iter().map(|line| {
            let unit = outcome.unit(line.id);
            let people = unit.map_or(0, |unit| unit.figures.people);
            let members = unit.map_or_else(String::new, |unit| match unit.headcount {
                Headcount::Confirmed { people } => count(people),
                Headcount::NotConfirmed => "chưa xác nhận".to_owned(),
                Headcount::NotApplicable => "không áp dụng".to_owned(),
            });
            let rate = unit.and_then(|unit| unit.figures.get(Metric::Rate));
            let score = unit.and_then(|unit| unit.score_milli);
            vec![
                line.place.clone(),
                line.name.clone(),
                format!("{}/{members}", count(people)),
                rate.map_or_else(|| "–".to_owned(), |milli| hundredths(self.tr, milli)),
                score.map_or_else(|| "–".to_owned(), |milli| hundredths(self.tr, milli)),
                count(line.amount),
            ]
        });
        let rows = rows.collect();
        self.table(
            &[
                "Giải",
                "Đơn vị",
                "Người dự thi/ đoàn viên",
                "Tỷ lệ (%)",
                "Điểm",
                "Tiền thưởng (đồng)",
            ],
            &[
                Align::Left,
                Align::Left,
                Align::Right,
                Align::Right,
                Align::Right,
                Align::Right,
            ],
            &[16, 32, 16, 11, 11, 14],
            rows,
        );
        self.left_over(table);
    }

    fn left_over(&mut self, table: &PrizeTable) {
        if !table.empty.is_empty() {
            self.text(format!("Không có người nhận: {}.", table.empty.join(", ")));
        }
        for (name, key) in &table.skipped {
            let why = self.tr.t(key);
            self.blocks.push(Block::item("-", format!("{name}: {why}.")));
        }
        if table.undivided > 0 {
            self.text(format!("Số tiền lẻ không chia hết: {}.", dong(table.undivided)));
        }
    }

    pub(super) fn money(&mut self) {
        let outcome = self.outcome;
        self.part("TỔNG TIỀN THƯỞNG");
        let given = format!(
            "{} giải cá nhân và {} giải tập thể",
            count(outcome.given(PrizeScope::Person)),
            count(outcome.given(PrizeScope::Unit))
        );
        let Some(money) = outcome.money() else {
            self.text(format!("Gồm {given}."));
            return;
        };
        self.blocks.push(Block::Paragraph(vec![
            Run::plain(format!("Gồm {given}, tổng số tiền ")),
            Run::bold(dong(money)),
            Run::italic(format!(" (Bằng chữ: {}).", dong_in_words(money).trim_end_matches('.'))),
        ]));
    }
}
