//! The table of units under a result: filtered without diacritics, in pages, ranked or with the reason why not.

use organisation::tree::Tree;
use platform::text::Tr;
use uuid::Uuid;

use super::words::{hundredths, percent, say};
use super::{Place, block_name, unit_name};
use crate::collective::{DataFault, Figures, Headcount, UnitStandings, UnitUnranked};
use crate::explain::UnitAnswer;
use crate::ruleset::Metric;

/// Rows on a page.
pub(super) const PAGE: usize = 50;

/// A unit as shown.
#[derive(Clone, Debug)]
pub(super) struct UnitLine {
    /// "" when not ranked.
    pub rank: String,
    pub name: String,
    pub href: String,
    pub people: String,
    pub attempts: String,
    pub headcount: String,
    pub rate: String,
    pub mean: String,
    pub points: String,
    /// Why there is no rank, or what is wrong with the figures.
    pub note: String,
    pub mine: bool,
    folded: String,
}

/// A page of the table.
#[derive(Clone, Debug, Default)]
pub(super) struct UnitTablePage {
    pub words: String,
    pub lines: Vec<UnitLine>,
    /// All there are, whatever the words.
    pub total: usize,
    /// "1–50 trong 300 đơn vị".
    pub span: String,
    /// (page, address, current); empty when one page is enough.
    pub pages: Vec<(usize, String, bool)>,
}

/// A confirmed number, or that there is none; zero is a number.
pub(super) fn headcount_words(tr: &Tr, headcount: Headcount) -> String {
    match headcount {
        Headcount::Confirmed { people } => tr.number(people),
        Headcount::NotConfirmed => tr.t("result-not-confirmed"),
        Headcount::NotApplicable => tr.t("result-not-applicable"),
    }
}

pub(super) fn fault_words(tr: &Tr, fault: Option<DataFault>) -> String {
    match fault {
        Some(DataFault::MorePeopleThanHeadcount { people, headcount }) => {
            tr.xy("result-fault-more-people", tr.number(people), tr.number(headcount))
        }
        Some(DataFault::ZeroHeadcount { people }) => tr.x("result-fault-zero", tr.number(people)),
        None => String::new(),
    }
}

fn reason(tr: &Tr, reason: UnitUnranked) -> String {
    UnitAnswer::Unranked(reason)
        .sentences()
        .iter()
        .map(|sentence| say(tr, sentence))
        .collect()
}

struct Row<'a> {
    unit: Uuid,
    rank: Option<u32>,
    headcount: Headcount,
    figures: &'a Figures,
    score: Option<i64>,
    note: String,
}

fn line(tr: &Tr, place: &Place, tree: &Tree, block: &str, row: Row<'_>, mine: Option<Uuid>) -> UnitLine {
    let figure = |metric| row.figures.get(metric);
    let name = unit_name(tr, tree, row.unit);
    let code = tree.get(row.unit).map_or("", |node| node.folded.as_str());
    UnitLine {
        rank: row.rank.map_or_else(String::new, |rank| tr.number(rank)),
        href: format!("{}/don-vi/{}", place.result_address(), row.unit),
        people: tr.number(row.figures.people),
        attempts: tr.number(i64::try_from(row.figures.attempts).unwrap_or(i64::MAX)),
        headcount: headcount_words(tr, row.headcount),
        rate: figure(Metric::Rate).map_or_else(String::new, |rate| percent(tr, rate)),
        mean: figure(Metric::MeanScore).map_or_else(String::new, |mean| hundredths(tr, mean)),
        points: row.score.map_or_else(String::new, |score| hundredths(tr, score)),
        note: row.note,
        mine: mine == Some(row.unit),
        folded: format!("{code} {}", vietnamese::fold::fold(block)),
        name: if block.is_empty() {
            name
        } else {
            format!("{name} – {block}")
        },
    }
}

/// Every unit of every block, ranked ones first.
pub(super) fn lines(
    tr: &Tr,
    place: &Place,
    tree: &Tree,
    blocks: &[UnitStandings],
    mine: Option<Uuid>,
) -> Vec<UnitLine> {
    let mut out = Vec::new();
    for block in blocks {
        let name = block_name(tr, &place.quiz, block.block.as_deref());
        for unit in &block.ranked {
            let row = Row {
                unit: unit.unit,
                rank: Some(unit.rank),
                headcount: unit.headcount,
                figures: &unit.figures,
                score: Some(unit.score_milli),
                note: fault_words(tr, unit.fault),
            };
            out.push(line(tr, place, tree, &name, row, mine));
        }
        for unit in &block.unranked {
            let why = [reason(tr, unit.reason), fault_words(tr, unit.fault)];
            let row = Row {
                unit: unit.unit,
                rank: None,
                headcount: unit.headcount,
                figures: &unit.figures,
                score: None,
                note: why.join(" ").trim().to_owned(),
            };
            out.push(line(tr, place, tree, &name, row, mine));
        }
    }
    out
}

/// The page `page` (from 1) of those lines that fit `words`.
pub(super) fn page(tr: &Tr, address: &str, lines: Vec<UnitLine>, words: &str, page: usize) -> UnitTablePage {
    let total = lines.len();
    let wanted: Vec<UnitLine> = lines
        .into_iter()
        .filter(|line| vietnamese::fold::matches(&line.folded, words))
        .collect();
    let found = wanted.len();
    let last = found.div_ceil(PAGE).max(1);
    let page = page.clamp(1, last);
    let from = (page - 1) * PAGE;
    let lines: Vec<UnitLine> = wanted.into_iter().skip(from).take(PAGE).collect();
    let escaped: String = form_value(words);
    let pages = (1..=last).map(|n| (n, format!("{address}?tim={escaped}&trang={n}#don-vi"), n == page));
    UnitTablePage {
        span: tr.xyz("result-span", from + usize::from(found > 0), from + lines.len(), found),
        pages: if last > 1 { pages.collect() } else { Vec::new() },
        words: words.to_owned(),
        lines,
        total,
    }
}

/// Percent-encodes a value for a query.
fn form_value(words: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for byte in words.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            // Writing to a string in memory has no way to fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::lang::Lang;
    use platform::text::Texts;

    fn sample(n: usize) -> UnitLine {
        UnitLine {
            rank: n.to_string(),
            name: format!("Công đoàn tỉnh {n}"),
            href: String::new(),
            people: String::new(),
            attempts: String::new(),
            headcount: String::new(),
            rate: String::new(),
            mean: String::new(),
            points: String::new(),
            note: String::new(),
            mine: false,
            folded: format!("cong doan tinh {n}"),
        }
    }

    #[test]
    fn three_hundred_units_come_in_pages_and_are_found_without_marks() {
        let tr = Texts::load(&crate::TEXTS).unwrap().tr(Lang::Vi);
        let all: Vec<UnitLine> = (1..=300).map(sample).collect();
        let second = page(&tr, "/x", all.clone(), "", 2);
        assert_eq!((second.lines.len(), second.pages.len(), second.total), (PAGE, 6, 300));
        assert_eq!(second.lines[0].rank, "51");
        assert!(
            second.span.contains("51") && second.span.contains("300"),
            "{}",
            second.span
        );
        let found = page(&tr, "/x", all.clone(), "Tỉnh 299", 1);
        assert_eq!((found.lines.len(), found.total), (1, 300));
        assert!(
            page(&tr, "/x", all, "", 99).pages[5].2,
            "beyond the end is the last page"
        );
        assert_eq!(form_value("a&b ệ"), "a%26b%20%E1%BB%87");
    }
}
