//! Marking a sheet, also after a question was voided or its key changed.
//!
//! Marks are hundredths of a point. A repair never touches papers or sheets: it is one more input, and the whole
//! result is marked again with it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::bank::SealedBank;
use crate::paper::{Item, Paper, PaperError};
use crate::sheet::Sheet;

/// The mark of one attempt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Hundredths of a point.
    pub score: i32,
    /// The most this paper can bring, hundredths of a point.
    pub max: i32,
    /// Questions answered right.
    pub correct: u16,
    /// Questions that count.
    pub total: u16,
}

impl Mark {
    /// Whether every question that counts is right.
    pub const fn all_correct(self) -> bool {
        self.total > 0 && self.correct == self.total
    }
}

/// A correction by the organisers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repair {
    pub question: Uuid,
    pub action: RepairAction,
}

/// What is done to a faulty question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RepairAction {
    /// Everybody who has it in the paper gets its points.
    FullMarks,
    /// It counts for nobody, neither in the score nor in the number of questions.
    Drop,
    /// Other choices are right: a set in written order, bit 0 = first.
    NewKey { correct: u8 },
}

/// Repairs of a round, checked against its bank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repairs {
    actions: HashMap<u16, RepairAction>,
}

/// Why a repair cannot be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RepairError {
    #[error("question {question} is not in the bank")]
    NotInBank { question: Uuid },
    #[error("question {question} is repaired twice")]
    Twice { question: Uuid },
    #[error("the new key of {question} names no choice, or one that does not exist")]
    BadKey { question: Uuid },
}

impl Repairs {
    pub fn new(bank: &SealedBank, repairs: &[Repair]) -> Result<Self, RepairError> {
        let mut actions = HashMap::with_capacity(repairs.len());
        for repair in repairs {
            let question = repair.question;
            let index = bank.index_of(question).ok_or(RepairError::NotInBank { question })?;
            if let RepairAction::NewKey { correct } = repair.action {
                let choices = bank.get(index).map_or(0, |entry| entry.choices);
                // Shifting by 8 would not fit the byte, hence the wider type.
                if correct == 0 || u16::from(correct) >> choices != 0 {
                    return Err(RepairError::BadKey { question });
                }
            }
            if actions.insert(index, repair.action).is_some() {
                return Err(RepairError::Twice { question });
            }
        }
        Ok(Self { actions })
    }

    pub fn is_empty(&self) -> bool {
        self.actions.is_empty()
    }
}

/// How one question of a paper was marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkedItem {
    /// Right choices in displayed places.
    pub correct: u8,
    /// What was chosen, in displayed places; 0 = nothing.
    pub chosen: u8,
    /// Points that can be had, hundredths; 0 for a dropped question.
    pub points: i32,
    pub right: bool,
    pub repaired: Option<RepairAction>,
}

/// Marks a sheet. A sheet shorter than the paper has unanswered questions at its end; full points only for exactly the
/// right set of choices.
pub fn mark(paper: &Paper, bank: &SealedBank, sheet: &Sheet, repairs: &Repairs) -> Result<Mark, PaperError> {
    let mut mark = Mark::default();
    for (position, item) in paper.items.iter().enumerate() {
        let chosen = sheet.answers.get(position).copied().unwrap_or(0);
        let marked = mark_item(item, bank, chosen, repairs)?;
        if marked.repaired == Some(RepairAction::Drop) {
            continue;
        }
        mark.total += 1;
        mark.max += marked.points;
        if marked.right {
            mark.correct += 1;
            mark.score += marked.points;
        }
    }
    Ok(mark)
}

/// Marks every question on its own, for the page that shows the key.
pub fn mark_items(
    paper: &Paper,
    bank: &SealedBank,
    sheet: &Sheet,
    repairs: &Repairs,
) -> Result<Vec<MarkedItem>, PaperError> {
    let answers = sheet.answers.iter().copied().chain(std::iter::repeat(0));
    paper
        .items
        .iter()
        .zip(answers)
        .map(|(item, chosen)| mark_item(item, bank, chosen, repairs))
        .collect()
}

fn mark_item(item: &Item, bank: &SealedBank, chosen: u8, repairs: &Repairs) -> Result<MarkedItem, PaperError> {
    let entry = bank.get(item.bank_index).filter(|entry| entry.id == item.question);
    let entry = entry.ok_or(PaperError::ForeignBank)?;
    let repaired = repairs.actions.get(&item.bank_index).copied();
    let written = match repaired {
        Some(RepairAction::NewKey { correct }) => correct,
        _ => entry.correct,
    };
    let correct = item.order.to_displayed(written);
    Ok(MarkedItem {
        correct,
        chosen,
        points: if repaired == Some(RepairAction::Drop) {
            0
        } else {
            entry.points
        },
        right: repaired == Some(RepairAction::FullMarks) || chosen == correct,
        repaired,
    })
}
