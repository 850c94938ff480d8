//! Topic × level: what the bank has, what the blueprint needs times the factor of the bank.

use platform::text::Tr;

use super::shown::difficulty_name;
use crate::blueprint::{Blueprint, Quota};
use crate::question::Difficulty;
use crate::ruleset::RuleSet;
use crate::state::QuestionState;
use crate::store::questions::{DIFFICULTIES, Topic, Total, difficulty_code};

/// One field of the matrix.
pub(super) struct Cell {
    pub label: String,
    /// Approved by both sides.
    pub usable: i64,
    /// Written at all and not retired.
    pub all: i64,
    /// 0 when the rules say nothing about this field.
    pub need: i64,
    pub short: bool,
    /// The list behind it; empty when the visitor may not read it.
    pub href: String,
}

/// A topic with its levels, the last one all levels together.
pub(super) struct Row {
    pub name: String,
    pub cells: Vec<Cell>,
}

/// The matrix; the last row is all topics together.
pub(super) struct Matrix {
    pub heads: Vec<String>,
    pub rows: Vec<Row>,
    /// Approved questions still missing, over the whole bank.
    pub missing: i64,
}

/// Questions of a paper that must come from this part: the quota itself and the quotas inside it.
fn drawn(blueprint: &Blueprint, topic: Option<&str>, difficulty: Option<Difficulty>) -> i64 {
    if topic.is_none() && difficulty.is_none() {
        return i64::from(blueprint.questions);
    }
    let inside = |quota: &&Quota| {
        (topic.is_none() || quota.topic.as_deref() == topic) && (difficulty.is_none() || quota.difficulty == difficulty)
    };
    blueprint
        .quotas
        .iter()
        .filter(inside)
        .map(|quota| i64::from(quota.count))
        .sum()
}

/// The greatest need of all papers drawn from this bank.
fn need(rules: &RuleSet, topic: Option<&str>, difficulty: Option<Difficulty>) -> i64 {
    rules
        .quizzes()
        .flat_map(|(_, quiz)| {
            let own = quiz.divisions.iter().filter_map(|division| division.blueprint.as_ref());
            std::iter::once(&quiz.blueprint).chain(own)
        })
        .map(|blueprint| drawn(blueprint, topic, difficulty).saturating_mul(i64::from(blueprint.bank_factor)))
        .max()
        .unwrap_or(0)
}

const fn usable(state: QuestionState) -> bool {
    matches!(state, QuestionState::Approved | QuestionState::Locked)
}

impl Matrix {
    pub(super) fn new(tr: &Tr, rules: &RuleSet, topics: &[Topic], totals: &[Total], href: &str) -> Self {
        let mut keys: Vec<(Option<&str>, String)> = topics
            .iter()
            .map(|topic| {
                (
                    Some(topic.code.as_str()),
                    tr.lang.pick(&topic.name_vi, &topic.name_en).to_owned(),
                )
            })
            .collect();
        for total in totals {
            if !keys.iter().any(|(code, _)| *code == Some(total.topic.as_str())) {
                keys.push((Some(&total.topic), super::shown::topic_name(tr, topics, &total.topic)));
            }
        }
        keys.push((None, tr.t("bank-all-topics")));
        let mut heads: Vec<String> = DIFFICULTIES.iter().map(|level| difficulty_name(tr, *level)).collect();
        heads.push(tr.t("bank-all-difficulties"));
        let rows: Vec<Row> = keys
            .into_iter()
            .map(|(topic, name)| {
                let levels = DIFFICULTIES.iter().copied().map(Some).chain([None]);
                let cells = levels
                    .zip(&heads)
                    .map(|(level, head)| cell(rules, totals, topic, level, head.clone(), href))
                    .collect();
                Row { name, cells }
            })
            .collect();
        // The rules may count by field, by topic or by level; what is missing is the greatest of these sums.
        let short = |cell: &Cell| (cell.need - cell.usable).max(0);
        let (all, parts) = rows
            .split_last()
            .map_or((None, rows.as_slice()), |(all, parts)| (Some(all), parts));
        let levels = DIFFICULTIES.len();
        let by_field: i64 = parts
            .iter()
            .flat_map(|row| row.cells.iter().take(levels))
            .map(short)
            .sum();
        let by_topic: i64 = parts.iter().filter_map(|row| row.cells.last()).map(short).sum();
        let by_level: i64 = all
            .iter()
            .flat_map(|row| row.cells.iter().take(levels))
            .map(short)
            .sum();
        let whole = all.and_then(|row| row.cells.last()).map_or(0, short);
        let missing = by_field.max(by_topic).max(by_level).max(whole);
        Self { heads, rows, missing }
    }
}

fn cell(
    rules: &RuleSet,
    totals: &[Total],
    topic: Option<&str>,
    level: Option<Difficulty>,
    label: String,
    href: &str,
) -> Cell {
    let fits = |total: &&Total| {
        topic.is_none_or(|topic| total.topic == topic) && level.is_none_or(|level| total.difficulty == level)
    };
    let count = |wanted: fn(QuestionState) -> bool| -> i64 {
        totals
            .iter()
            .filter(fits)
            .filter(|total| wanted(total.state))
            .map(|total| total.questions)
            .sum()
    };
    let (usable, all) = (count(usable), count(|state| state != QuestionState::Retired));
    let need = need(rules, topic, level);
    let mut link = String::new();
    if !href.is_empty() && all > 0 {
        let topic = topic.map_or(String::new(), |code| {
            if code.is_empty() {
                "-".to_owned()
            } else {
                code.to_owned()
            }
        });
        link = format!(
            "{href}?chu-de={topic}&muc-do={}#cau-hoi",
            level.map_or("", difficulty_code)
        );
    }
    Cell {
        label,
        usable,
        all,
        need,
        short: usable < need,
        href: link,
    }
}
