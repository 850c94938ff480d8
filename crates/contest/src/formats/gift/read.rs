//! Reading GIFT. A question ends at a blank line, so a lost brace never swallows the next question.

use super::super::collect::Collector;
use super::super::draft::{Draft, join, true_false};
use super::super::field::Field;
use super::super::text::{excerpt, prepare};
use super::super::{FaultCode, Format, GiftKind, Import, ImportRefusal, Limits, Place};
use super::SPECIAL;
use super::markup::{self, Markup};
use crate::question::Kind;

/// A character and whether a backslash took its meaning away.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Token {
    char: char,
    plain: bool,
}

impl Token {
    fn is(self, special: char) -> bool {
        !self.plain && self.char == special
    }
}

/// Reads a whole file. `text` as [`super::super::text::decode`] gives it (any string will do).
pub fn read(text: &str, limits: &Limits) -> Result<Import, ImportRefusal> {
    let text = prepare(text);
    let mut collector = Collector::new(Format::Gift, limits);
    let mut topic = String::new();
    let mut block = Block::default();
    for (index, line) in text.split('\n').enumerate() {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        let bare = line.trim();
        if bare.is_empty() {
            std::mem::take(&mut block).close(&mut collector, &topic)?;
        } else if let Some(comment) = bare.strip_prefix("//") {
            block.comments.push((number, comment));
        } else if let Some(path) = bare.strip_prefix("$CATEGORY:").filter(|_| block.lines.is_empty()) {
            topic = category(path);
        } else {
            block.lines.push((number, line));
        }
    }
    block.close(&mut collector, &topic)?;
    collector.finish()
}

/// Last part of a category path: "$course$/top/Luật CBCC" → "Luật CBCC"; a doubled slash is a slash.
fn category(path: &str) -> String {
    let plain: String = tokens(path.trim()).into_iter().map(|token| token.char).collect();
    let mut parts = vec![String::new()];
    let mut chars = plain.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '/' && chars.next_if_eq(&'/').is_none() {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    let context = parts
        .first()
        .is_some_and(|first| first.len() > 1 && first.starts_with('$') && first.ends_with('$'));
    let own = parts.get(usize::from(context)..).unwrap_or_default();
    let own = if context && own.first().is_some_and(|part| part == "top") {
        own.get(1..).unwrap_or_default()
    } else {
        own
    };
    own.last().map(|part| part.trim().to_owned()).unwrap_or_default()
}

/// The lines between two blank lines.
#[derive(Default)]
struct Block<'a> {
    lines: Vec<(u32, &'a str)>,
    comments: Vec<(u32, &'a str)>,
}

impl Block<'_> {
    fn close(self, collector: &mut Collector<'_>, topic: &str) -> Result<(), ImportRefusal> {
        let Some((first, _)) = self.lines.first() else {
            return Ok(());
        };
        let place = Place::line(*first);
        let limit = collector.limits().piece;
        let chars: usize = self.lines.iter().map(|(_, line)| line.chars().count() + 1).sum();
        if chars > limit {
            return collector.reject(place, FaultCode::PieceTooLong { chars, limit });
        }
        let text = self.lines.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
        let mut draft = Draft::new(place);
        topic.clone_into(&mut draft.topic);
        match question(&tokens(&text), &mut draft) {
            // One fault says it all; "no choices" on top of "essay" would only confuse.
            Err(code) => return collector.reject(draft.place, code),
            Ok(()) => {
                for (line, comment) in self.comments {
                    tags(comment, &Place::line(line), &mut draft);
                }
            }
        }
        collector.push(draft)
    }
}

/// Reads the labelled tags of a comment; other tags belong to somebody else and are left alone.
fn tags(comment: &str, place: &Place, draft: &mut Draft) {
    let mut rest = comment;
    while let Some((_, after)) = rest.split_once("[tag:") {
        let mut value = String::new();
        let mut end = after.len();
        let mut chars = after.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
                ']' => {
                    end = at;
                    break;
                }
                _ => value.push(c),
            }
        }
        if let Some((field, text)) = Field::split(&value)
            && !matches!(field, Field::Answer | Field::Explanation)
        {
            draft.set(field, text, place);
        }
        rest = after.get(end..).unwrap_or_default();
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = if c == '\\' { chars.peek().copied() } else { None };
        let token = match next {
            Some(next) if next == '\\' || SPECIAL.contains(&next) => {
                chars.next();
                Token {
                    char: next,
                    plain: true,
                }
            }
            Some('n') => {
                chars.next();
                Token {
                    char: '\n',
                    plain: true,
                }
            }
            _ => Token { char: c, plain: false },
        };
        out.push(token);
    }
    out
}

fn find(tokens: &[Token], special: char) -> Option<usize> {
    tokens.iter().position(|token| token.is(special))
}

fn split_at(tokens: &[Token], at: usize) -> (&[Token], &[Token]) {
    // `at` is the place of a one-character sign, which neither side keeps.
    (
        tokens.get(..at).unwrap_or_default(),
        tokens.get(at + 1..).unwrap_or_default(),
    )
}

fn trim(mut tokens: &[Token]) -> &[Token] {
    while let [first, rest @ ..] = tokens
        && first.char.is_whitespace()
    {
        tokens = rest;
    }
    while let [rest @ .., last] = tokens
        && last.char.is_whitespace()
    {
        tokens = rest;
    }
    tokens
}

fn string(tokens: &[Token]) -> String {
    tokens.iter().map(|token| token.char).collect()
}

fn starts_with(tokens: &[Token], special: &str) -> bool {
    let mut tokens = tokens.iter();
    special.chars().all(|c| tokens.next().is_some_and(|token| token.is(c)))
}

/// The text without its marker, and its markup.
fn text_of(tokens: &[Token], inherited: Markup, draft: &mut Draft) -> (String, Markup) {
    let text = string(trim(tokens));
    let (markup, body) = markup::marker(&text).unwrap_or((inherited, &text));
    let stripped = markup::strip(body, markup);
    let place = draft.place.clone();
    if stripped.tags {
        draft.fault(&place, FaultCode::TagsRemoved);
    }
    if stripped.image {
        draft.fault(&place, FaultCode::ImageRemoved);
    }
    (stripped.text, markup)
}

fn question(all: &[Token], draft: &mut Draft) -> Result<(), FaultCode> {
    let mut rest = trim(all);
    if starts_with(rest, "::") {
        let title = rest.get(2..).unwrap_or_default();
        if let Some(end) = title.windows(2).position(|pair| starts_with(pair, "::")) {
            rest = trim(title.get(end + 2..).unwrap_or_default());
        }
    }
    let (open, close) = match (find(rest, '{'), find(rest, '}')) {
        (None, None) => return Err(GiftKind::Description.into()),
        (Some(open), Some(close)) if open < close => (open, close),
        (Some(_), None) => return Err(FaultCode::GiftBraceUnclosed),
        _ => return Err(FaultCode::GiftBraceUnopened),
    };
    let (before, from) = split_at(rest, open);
    let (inside, after) = split_at(from, close - open - 1);
    if find(inside, '{').is_some() {
        // The first block was never closed; the brace found belongs to another one.
        return Err(FaultCode::GiftBraceUnclosed);
    }
    if find(after, '{').is_some() {
        return Err(FaultCode::GiftBlankLineMissing);
    }
    if find(after, '}').is_some() {
        return Err(FaultCode::GiftBraceUnopened);
    }
    let inside = trim(inside);
    check_type(inside, after)?;
    let (stem, markup) = text_of(before, Markup::Moodle, draft);
    draft.stem = stem;
    answers(inside, markup, draft)
}

/// Refuses the types that a contest cannot ask, in the order in which Moodle tells them apart.
fn check_type(inside: &[Token], after: &[Token]) -> Result<(), FaultCode> {
    // A closing tag after the answers is not a sentence that goes on.
    let tail = markup::strip(&string(after), Markup::Html).text;
    let (inside, _) = general_feedback(inside);
    if !tail.trim().is_empty() {
        return Err(GiftKind::MissingWord.into());
    }
    if inside.is_empty() {
        return Err(GiftKind::Essay.into());
    }
    if inside.first().is_some_and(|token| token.is('#')) {
        return Err(GiftKind::Numerical.into());
    }
    if find(inside, '~').is_some() || truth(inside).is_some() {
        return Ok(());
    }
    if find(inside, '=').is_some() && inside.windows(2).any(|pair| starts_with(pair, "->")) {
        return Err(GiftKind::Matching.into());
    }
    Err(GiftKind::ShortAnswer.into())
}

/// Splits off `####feedback`.
fn general_feedback(inside: &[Token]) -> (&[Token], Option<&[Token]>) {
    match inside.windows(4).rposition(|four| starts_with(four, "####")) {
        Some(at) => (trim(inside.get(..at).unwrap_or_default()), inside.get(at + 4..)),
        None => (inside, None),
    }
}

/// `T`, `TRUE`, `F`, `FALSE`, before any feedback.
fn truth(inside: &[Token]) -> Option<bool> {
    let word = match find(inside, '#') {
        Some(at) => split_at(inside, at).0,
        None => inside,
    };
    match string(trim(word)).to_ascii_uppercase().as_str() {
        "T" | "TRUE" => Some(true),
        "F" | "FALSE" => Some(false),
        _ => None,
    }
}

fn answers(inside: &[Token], markup: Markup, draft: &mut Draft) -> Result<(), FaultCode> {
    let (inside, general) = general_feedback(inside);
    let mut explanation = String::new();
    if let Some(yes) = truth(inside).filter(|_| find(inside, '~').is_none()) {
        draft.kind = Some(Kind::TrueFalse);
        draft.choices = true_false(yes);
        // {T#for the wrong answer#for the right answer}
        if let Some(at) = find(inside, '#') {
            let feedback = split_at(inside, at).1;
            let (wrong, right) = match find(feedback, '#') {
                Some(at) => split_at(feedback, at),
                None => (feedback, [].as_slice()),
            };
            let wrong = text_of(wrong, markup, draft).0;
            let right = text_of(right, markup, draft).0;
            explanation = if right.is_empty() { wrong } else { right };
        }
    } else {
        choices(inside, markup, draft, &mut explanation)?;
    }
    if let Some(general) = general {
        let general = text_of(general, markup, draft).0;
        join(&mut explanation, "\n", &general);
    }
    draft.explanation = explanation;
    Ok(())
}

fn choices(inside: &[Token], markup: Markup, draft: &mut Draft, explanation: &mut String) -> Result<(), FaultCode> {
    let place = draft.place.clone();
    let starts: Vec<usize> = (0..inside.len())
        .filter(|at| inside.get(*at).is_some_and(|token| token.is('~') || token.is('=')))
        .collect();
    let before = trim(
        inside
            .get(..starts.first().copied().unwrap_or_default())
            .unwrap_or_default(),
    );
    if !before.is_empty() {
        return Err(FaultCode::GiftTextBeforeChoice {
            text: excerpt(&string(before)),
        });
    }
    let has_right = inside.iter().any(|token| token.is('='));
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(inside.len());
        let piece = inside.get(start + 1..end).unwrap_or_default();
        let equals = inside.get(*start).is_some_and(|token| token.is('='));
        // "~=text" is one choice written with both signs.
        if !equals && piece.is_empty() && inside.get(end).is_some_and(|next| next.is('=')) {
            continue;
        }
        let (weight, body) = if equals { (None, piece) } else { weight(trim(piece)) };
        if has_right && !equals && weight.is_some_and(|weight| weight != Weight::None) {
            draft.fault(&place, FaultCode::GiftPartialCredit);
        }
        let correct = equals || (!has_right && weight == Some(Weight::Positive));
        let (text, feedback) = match find(body, '#') {
            Some(at) => split_at(body, at),
            None => (body, [].as_slice()),
        };
        let text = text_of(text, markup, draft).0;
        let feedback = text_of(feedback, markup, draft).0;
        if correct {
            join(explanation, "\n", &feedback);
        } else if !feedback.is_empty() {
            draft.fault(&place, FaultCode::GiftWrongFeedback);
        }
        draft.choice(text, correct);
    }
    draft.kind = Some(if has_right { Kind::Single } else { Kind::Multiple });
    if !has_right && !draft.choices.iter().any(|choice| choice.correct) {
        // "~a ~b" without any weight is a forgotten "=", not a question with several answers.
        draft.kind = None;
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Positive,
    /// 0 %.
    None,
    Negative,
}

/// Splits off `%50%`, `%-33.333%`.
fn weight(piece: &[Token]) -> (Option<Weight>, &[Token]) {
    let [first, rest @ ..] = piece else {
        return (None, piece);
    };
    // A weight is at most nine characters, so a percent sign far away is text.
    let end = rest.iter().take(12).position(|token| token.is('%'));
    let Some(end) = end.filter(|_| first.is('%')) else {
        return (None, piece);
    };
    let (number, body) = split_at(rest, end);
    let number = string(number);
    let (negative, digits) = number
        .strip_prefix('-')
        .map_or((false, number.as_str()), |digits| (true, digits));
    let decimal = digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || !decimal {
        return (None, piece);
    }
    let zero = digits.chars().all(|c| matches!(c, '0' | '.'));
    let weight = match (zero, negative) {
        (true, _) => Weight::None,
        (false, true) => Weight::Negative,
        (false, false) => Weight::Positive,
    };
    (Some(weight), body)
}
