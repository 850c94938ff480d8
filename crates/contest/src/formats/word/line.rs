//! What one line of a Word file is. The reader and the writer share this, so that the writer knows what to guard.

use std::ops::Range;

use super::super::field::Field;
use super::super::text::{GUARD, fold};

/// A line told apart by how it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    Blank,
    /// "Câu 12. …"
    Head {
        number: u32,
        rest: &'a str,
    },
    /// "Lời giải: …"
    Field(Field, &'a str),
    /// "Chọn B", "Đáp án B" without a colon.
    Chosen(&'a str),
    /// "ĐÁP ÁN", "BẢNG ĐÁP ÁN".
    KeyHeading,
    /// "1-A 2.B 3C"
    Key(Vec<KeyPart>),
    /// "HẾT"
    End,
    Text(&'a str),
}

/// A piece of an answer key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum KeyPart {
    Number(u32),
    /// Zero-based; the flag says that a comma ties them to the letters before.
    Letters(Vec<usize>, bool),
}

/// `line` is prepared text without line ends.
pub(super) fn classify(line: &str) -> Line<'_> {
    let line = line.trim();
    if line.is_empty() {
        return Line::Blank;
    }
    if line.starts_with(GUARD) {
        return Line::Text(line);
    }
    if let Some((number, rest)) = head(line) {
        return Line::Head { number, rest };
    }
    if let Some((field, value)) = Field::split(line) {
        // "ĐÁP ÁN:" alone heads the list of answers.
        return if field == Field::Answer && value.is_empty() {
            Line::KeyHeading
        } else {
            Line::Field(field, value)
        };
    }
    if line.len() <= 120 {
        let folded = fold(line);
        let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
        if bare == "het" {
            return Line::End;
        }
        if matches!(
            bare,
            "dap an" | "bang dap an" | "dap an trac nghiem" | "phan dap an" | "dap an de thi"
        ) {
            return Line::KeyHeading;
        }
        if folded.starts_with("chon ") || folded.starts_with("dap an ") {
            let words = if folded.starts_with("chon ") { 1 } else { 2 };
            let rest = line
                .splitn(words + 1, char::is_whitespace)
                .last()
                .unwrap_or_default()
                .trim();
            let short = rest
                .split([',', ' ', ';'])
                .all(|word| word.trim_end_matches('.').len() <= 1);
            if short && rest.starts_with(|c: char| c.is_ascii_uppercase()) {
                return Line::Chosen(rest);
            }
        }
    }
    match key(line) {
        Some(parts) if is_key_alone(&parts) => Line::Key(parts),
        _ => Line::Text(line),
    }
}

/// "Câu 12.", "Câu hỏi 12:", "CÂU 12)"; the sign may be missing only at the end of the line.
fn head(line: &str) -> Option<(u32, &str)> {
    let word: String = line.chars().take(3).collect();
    if fold(&word) != "cau" {
        return None;
    }
    let rest = line.get(word.len()..)?;
    let rest = rest.trim_start();
    let rest = match rest.char_indices().nth(3) {
        Some((at, _)) if fold(rest.get(..at)?) == "hoi" => rest.get(at..)?.trim_start(),
        _ => rest,
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..digits)?.parse().ok()?;
    let rest = rest.get(digits..)?.trim_start();
    if rest.is_empty() {
        return Some((number, ""));
    }
    rest.strip_prefix(['.', ':', ')', '/', '-', ']'])
        .map(|rest| (number, rest.trim()))
}

/// Two numbers with their letters, or more: fewer could be a sentence.
fn is_key_alone(parts: &[KeyPart]) -> bool {
    let numbers = parts.iter().filter(|part| matches!(part, KeyPart::Number(_))).count();
    numbers >= 2 && parts.len() >= 2 * numbers && matches!(parts.first(), Some(KeyPart::Number(_)))
}

/// Numbers and letters of a key line; `None` as soon as anything else stands in it.
pub(super) fn key(line: &str) -> Option<Vec<KeyPart>> {
    let mut parts = Vec::new();
    let mut comma = false;
    let words = Words { rest: line };
    for word in words {
        match word {
            "," => comma = true,
            _ if word.starts_with(|c: char| c.is_ascii_digit()) => {
                parts.push(KeyPart::Number(word.parse().ok()?));
                comma = false;
            }
            _ if fold(word) == "cau" => {}
            _ => {
                let letters: Vec<usize> = word
                    .chars()
                    .map(|c| "ABCDEFGH".chars().position(|letter| letter == c))
                    .collect::<Option<_>>()?;
                if letters.windows(2).any(|pair| pair.first() >= pair.last()) {
                    return None;
                }
                parts.push(KeyPart::Letters(letters, std::mem::take(&mut comma)));
            }
        }
    }
    (!parts.is_empty()).then_some(parts)
}

/// Runs of digits, runs of letters, and commas; other signs divide.
struct Words<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let divides = |c: char| c.is_whitespace() || ".-:;|/()–".contains(c);
        self.rest = self.rest.trim_start_matches(divides);
        let first = self.rest.chars().next()?;
        let end = if first.is_ascii_digit() {
            self.rest.find(|c: char| !c.is_ascii_digit())
        } else if first.is_alphabetic() {
            self.rest.find(|c: char| !c.is_alphabetic())
        } else {
            Some(first.len_utf8())
        };
        let (word, rest) = self.rest.split_at_checked(end.unwrap_or(self.rest.len()))?;
        self.rest = rest;
        Some(word)
    }
}

/// How much of a choice carries the mark of a right answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing, or single words for emphasis.
    None,
    /// Its letter.
    Letter,
    /// Its whole text.
    Text,
}

/// One choice found in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Zero-based.
    pub letter: usize,
    pub starred: bool,
    pub mark: Mark,
    pub text: String,
}

/// Splits "A. một  *B. hai" into choices, or `None` when the line does not begin with one. `marks` are in characters of
/// the line. `expected` is the letter that comes next in the question.
pub(super) fn choices(line: &str, marks: &[Range<usize>], expected: usize) -> Option<Vec<Piece>> {
    let chars: Vec<char> = line.chars().collect();
    let start = chars.iter().position(|c| !c.is_whitespace())?;
    let first = opening(&chars, start).filter(|opening| opening.spaced || opening.letter == expected)?;
    let mut openings = vec![first];
    let mut at = first.text;
    while let Some(c) = chars.get(at) {
        let next = at + 1;
        // Options on one line are set apart by a tab or by several spaces.
        let gap = *c == '\t' || (c.is_whitespace() && at > 0 && chars.get(at - 1).is_some_and(|c| c.is_whitespace()));
        if gap
            && let Some(found) = opening(&chars, next)
            && openings.last().is_some_and(|last| found.letter == last.letter + 1)
        {
            openings.push(found);
        }
        at = next;
    }
    let ends = openings.iter().skip(1).map(|next| next.start).chain([chars.len()]);
    let pieces = openings.iter().zip(ends).map(|(found, end)| Piece {
        letter: found.letter,
        starred: found.starred,
        mark: mark(&chars, marks, *found, end),
        text: chars.get(found.text..end).unwrap_or_default().iter().collect(),
    });
    Some(pieces.collect())
}

fn mark(chars: &[char], marks: &[Range<usize>], found: Opening, end: usize) -> Mark {
    let marked = |at: usize| marks.iter().any(|mark| mark.contains(&at));
    let mut text = (found.text..end)
        .filter(|at| chars.get(*at).is_some_and(|c| !c.is_whitespace()))
        .peekable();
    if marks.is_empty() {
        Mark::None
    } else if text.peek().is_some() && text.all(marked) {
        Mark::Text
    } else if marked(found.sign) {
        Mark::Letter
    } else {
        Mark::None
    }
}

/// Character places of one "*B. ".
#[derive(Clone, Copy)]
struct Opening {
    start: usize,
    sign: usize,
    text: usize,
    letter: usize,
    starred: bool,
    spaced: bool,
}

fn opening(chars: &[char], start: usize) -> Option<Opening> {
    let starred = chars.get(start) == Some(&'*');
    let sign = start + usize::from(starred);
    let letter = chars
        .get(sign)
        .and_then(|c| ('A'..='H').position(|letter| letter == *c))?;
    let text = sign + 2;
    if !matches!(chars.get(sign + 1), Some('.' | ')')) {
        return None;
    }
    let spaced = chars.get(text).is_none_or(|c| c.is_whitespace());
    Some(Opening {
        start,
        sign,
        text,
        letter,
        starred,
        spaced,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_seen_and_sentences_are_not() {
        for (line, want) in [
            ("Câu 1. Ai?", Some((1, "Ai?"))),
            ("CÂU 12: Ai?", Some((12, "Ai?"))),
            ("Câu hỏi 3) Ai?", Some((3, "Ai?"))),
            ("Câu 7", Some((7, ""))),
            ("Câu 5 điểm là câu nào?", None),
            ("Câu chuyện", None),
            ("Cầu 1. là", Some((1, "là"))),
        ] {
            assert_eq!(head(line), want, "{line}");
        }
    }

    #[test]
    fn keys_are_seen_and_sentences_are_not() {
        assert!(matches!(classify("1-A 2.B 3C"), Line::Key(parts) if parts.len() == 6));
        assert!(matches!(classify("1. A | 2. BC"), Line::Key(_)));
        for line in ["1. A", "Năm 2024 và 2025", "2 3 5", "A B C D", "1-A, 2 người"] {
            assert!(!matches!(classify(line), Line::Key(_)), "{line}");
        }
        assert_eq!(classify("----- HẾT -----"), Line::End);
        assert_eq!(classify("BẢNG ĐÁP ÁN"), Line::KeyHeading);
        assert_eq!(classify("Chọn B."), Line::Chosen("B."));
        assert_eq!(classify("Chọn cán bộ"), Line::Text("Chọn cán bộ"));
    }

    #[test]
    fn several_choices_on_one_line_are_parted() {
        let pieces = choices(" A. một\t*B. hai  C. ba A. bốn", std::slice::from_ref(&(8..10)), 0).unwrap();
        let texts: Vec<_> = pieces.iter().map(|piece| piece.text.trim()).collect();
        assert_eq!(texts, ["một", "hai", "ba A. bốn"]);
        assert!(pieces[1].starred && !pieces[0].starred);
        assert_eq!((pieces[0].mark, pieces[1].mark), (Mark::None, Mark::Letter));
        assert!(choices("H.264 là gì?", &[], 0).is_none());
    }
}
