//! What changed between two versions, word by word.

use platform::text::Tr;

use super::shown::{citation, difficulty_name, kind_key, letter, points, topic_name};
use crate::question::QuestionText;
use crate::store::questions::Topic;

/// A stretch of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Kept,
    Added,
    Removed,
}

/// Words with what happened to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub change: Change,
    pub text: String,
}

impl Piece {
    pub(super) fn is_added(&self) -> bool {
        self.change == Change::Added
    }

    pub(super) fn is_removed(&self) -> bool {
        self.change == Change::Removed
    }
}

/// A part of the question that changed.
#[derive(Clone, Debug)]
pub(super) struct ChangedPart {
    pub label: String,
    pub pieces: Vec<Piece>,
}

/// Above this many cells the two texts are shown one after the other: nobody reads a finer difference of such texts,
/// and the table would take the memory of a small box.
const CELLS: usize = 2_000_000;

/// The longest common subsequence of words decides what was kept.
pub(super) fn words(old: &str, new: &str) -> Vec<Piece> {
    let a: Vec<&str> = old.split_whitespace().collect();
    let b: Vec<&str> = new.split_whitespace().collect();
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a
        .iter()
        .skip(head)
        .rev()
        .zip(b.iter().skip(head).rev())
        .take_while(|(x, y)| x == y)
        .count();
    let a_mid: Vec<&str> = a.iter().copied().skip(head).take(a.len() - head - tail).collect();
    let b_mid: Vec<&str> = b.iter().copied().skip(head).take(b.len() - head - tail).collect();
    let mut out = Out(Vec::new());
    for word in a.iter().take(head) {
        out.push(Change::Kept, word);
    }
    middle(&a_mid, &b_mid, &mut out);
    for word in a.iter().skip(a.len() - tail) {
        out.push(Change::Kept, word);
    }
    out.0
}

struct Out(Vec<Piece>);

impl Out {
    fn push(&mut self, change: Change, word: &str) {
        match self.0.last_mut() {
            Some(last) if last.change == change => {
                last.text.push(' ');
                last.text.push_str(word);
            }
            _ => self.0.push(Piece {
                change,
                text: word.to_owned(),
            }),
        }
    }
}

fn middle(old: &[&str], new: &[&str], out: &mut Out) {
    let width = new.len() + 1;
    if old.len().saturating_add(1).saturating_mul(width) > CELLS {
        for word in old {
            out.push(Change::Removed, word);
        }
        for word in new {
            out.push(Change::Added, word);
        }
        return;
    }
    // common[row][column]: words that old[row..] and new[column..] have in common.
    let mut common: Vec<Vec<u16>> = vec![vec![0; width]; old.len() + 1];
    let at = |table: &[Vec<u16>], row: usize, column: usize| {
        table.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or(0)
    };
    for (row, before) in old.iter().enumerate().rev() {
        for (column, after) in new.iter().enumerate().rev() {
            let best = if before == after {
                at(&common, row + 1, column + 1).saturating_add(1)
            } else {
                at(&common, row + 1, column).max(at(&common, row, column + 1))
            };
            if let Some(cell) = common.get_mut(row).and_then(|cells| cells.get_mut(column)) {
                *cell = best;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    loop {
        match (old.get(row), new.get(column)) {
            (Some(before), Some(after)) if before == after => {
                out.push(Change::Kept, before);
                (row, column) = (row + 1, column + 1);
            }
            (Some(before), Some(_)) if at(&common, row + 1, column) >= at(&common, row, column + 1) => {
                out.push(Change::Removed, before);
                row += 1;
            }
            (_, Some(after)) => {
                out.push(Change::Added, after);
                column += 1;
            }
            (Some(before), None) => {
                out.push(Change::Removed, before);
                row += 1;
            }
            (None, None) => break,
        }
    }
}

fn parts(tr: &Tr, topics: &[Topic], text: &QuestionText) -> Vec<(String, String)> {
    let mut parts = vec![(tr.t("bank-stem"), text.stem.clone())];
    for index in 0..super::typed::OPTIONS {
        let choice = text.choices.get(index);
        let mut words = choice.map(|choice| choice.text.clone()).unwrap_or_default();
        if choice.is_some_and(|choice| choice.pinned) {
            words = format!("{words} ({})", tr.t("bank-pinned"));
        }
        parts.push((tr.x("bank-choice", letter(index)), words));
    }
    let right: Vec<String> = text
        .choices
        .iter()
        .enumerate()
        .filter(|(_, c)| c.correct)
        .map(|(index, _)| letter(index).to_string())
        .collect();
    parts.push((tr.t("bank-answer"), right.join(", ")));
    parts.push((tr.t("bank-kind"), tr.t(kind_key(text.kind))));
    parts.push((tr.t("bank-topic"), topic_name(tr, topics, &text.topic)));
    parts.push((tr.t("bank-difficulty"), difficulty_name(tr, text.difficulty)));
    parts.push((tr.t("bank-points-label"), points(tr, text.points)));
    parts.push((tr.t("bank-citation"), citation(tr, text)));
    parts.push((tr.t("bank-explanation"), text.explanation.clone()));
    parts
}

/// The parts that differ.
pub(super) fn between(tr: &Tr, topics: &[Topic], old: &QuestionText, new: &QuestionText) -> Vec<ChangedPart> {
    parts(tr, topics, old)
        .into_iter()
        .zip(parts(tr, topics, new))
        .filter(|((_, before), (_, after))| before != after)
        .map(|((label, before), (_, after))| ChangedPart {
            label,
            pieces: words(&before, &after),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        words(old, new)
            .into_iter()
            .map(|piece| match piece.change {
                Change::Kept => piece.text,
                Change::Added => format!("[+{}]", piece.text),
                Change::Removed => format!("[-{}]", piece.text),
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn words_that_stayed_are_found() {
        assert_eq!(shown("một hai ba", "một hai ba"), "một hai ba");
        assert_eq!(
            shown("Năm 2021 ban hành", "Năm 2022 được ban hành"),
            "Năm [-2021] [+2022 được] ban hành"
        );
        assert_eq!(shown("", "mới"), "[+mới]");
        assert_eq!(shown("a b c d", "b x d"), "[-a] b [-c] [+x] d");
        assert_eq!(shown("cũ", ""), "[-cũ]");
    }

    #[test]
    fn very_long_texts_are_shown_whole() {
        let old = "a b ".repeat(1_500);
        let new = "c d ".repeat(1_500);
        assert_eq!(words(&old, &new).len(), 2);
    }
}
