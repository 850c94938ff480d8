//! Reading the Word convention. Questions are gathered first, because the answers may stand at the end of the file.

use std::collections::HashMap;

use super::super::collect::Collector;
use super::super::draft::{Draft, join};
use super::super::field::{Field, parse_letters};
use super::super::text::{excerpt, letter, prepare};
use super::super::{FaultCode, Format, Import, ImportRefusal, Limits, Place};
use super::line::{KeyPart, Line, Mark, Piece, choices, classify, key};
use super::{Count, Source};

/// Where the lines that carry no label belong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Stem,
    Choices,
    Explanation,
}

/// A question of which the answer may still be unknown.
struct Open {
    draft: Draft,
    number: u32,
    part: Part,
    starred: Vec<usize>,
    marked: Vec<(usize, Mark)>,
    /// Some paragraph had an automatic number.
    numbered: bool,
    /// From "Đáp án: B", with its place.
    told: Option<(Vec<usize>, Place)>,
}

/// Reads the paragraphs of one file.
pub fn read(paragraphs: &[Source], count: Count, limits: &Limits) -> Result<Import, ImportRefusal> {
    let mut reader = Reader {
        limits,
        done: Vec::new(),
        open: None,
        ended: false,
        in_key: false,
        key: Key::default(),
        notes: Vec::new(),
    };
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let place = Place::new(count.at(), u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1));
        reader.paragraph(paragraph, &place)?;
    }
    reader.finish()
}

struct Reader<'a> {
    limits: &'a Limits,
    done: Vec<Open>,
    open: Option<Open>,
    ended: bool,
    in_key: bool,
    key: Key,
    notes: Vec<(Place, FaultCode)>,
}

impl Reader<'_> {
    fn paragraph(&mut self, paragraph: &Source, place: &Place) -> Result<(), ImportRefusal> {
        let chars = paragraph.text.chars().count();
        if chars > self.limits.piece {
            let code = FaultCode::PieceTooLong {
                chars,
                limit: self.limits.piece,
            };
            match &mut self.open {
                Some(open) => open.draft.fault(&numbered(place, open.number), code),
                None => self.note(place, code),
            }
            return Ok(());
        }
        // Line breaks inside the paragraph; the marks move along.
        let mut offset = 0;
        for line in paragraph.text.split(['\n', '\u{0B}', '\u{2028}']) {
            let length = line.chars().count();
            let marks: Vec<_> = paragraph
                .marks
                .iter()
                .filter(|mark| mark.end > offset && mark.start < offset + length)
                .map(|mark| mark.start.saturating_sub(offset)..mark.end - offset)
                .collect();
            self.line(line.trim_end_matches('\r'), &marks, place)?;
            offset += length + 1;
        }
        if let Some(open) = &mut self.open
            && !self.in_key
            && !self.ended
            && !paragraph.text.trim().is_empty()
        {
            let place = open.draft.place.clone();
            open.numbered |= paragraph.numbered;
            if let Some(font) = &paragraph.legacy_font {
                open.draft.fault(&place, FaultCode::LegacyFont { text: excerpt(font) });
            }
        }
        Ok(())
    }

    fn note(&mut self, place: &Place, code: FaultCode) {
        if self.notes.len() < 1_000 {
            self.notes.push((place.clone(), code));
        }
    }

    fn line(&mut self, raw: &str, marks: &[std::ops::Range<usize>], place: &Place) -> Result<(), ImportRefusal> {
        let prepared = prepare(raw);
        let class = classify(&prepared);
        if (self.in_key || self.ended) && self.key_line(&prepared, &class, place) {
            return Ok(());
        }
        // Answers in a table at the end: the pairs say themselves what they are.
        if let Line::Key(parts) = &class
            && self.open.as_ref().is_none_or(|open| open.draft.choices.len() >= 2)
        {
            self.key.take(parts, place);
            return Ok(());
        }
        let Some(open) = &mut self.open else {
            match class {
                Line::Head { number, rest } => self.head(number, rest, place)?,
                Line::End => self.ended = true,
                Line::KeyHeading => self.in_key = true,
                // A title page, instructions: not ours.
                _ => {}
            }
            return Ok(());
        };
        let own = numbered(place, open.number);
        if open.part != Part::Explanation
            && let Some(pieces) = choices(raw, marks, open.draft.choices.len())
        {
            open.choices(pieces, &own);
            return Ok(());
        }
        match class {
            Line::Blank => {}
            Line::Head { number, rest } => self.head(number, rest, place)?,
            Line::End => self.ended = true,
            Line::KeyHeading => self.in_key = true,
            Line::Field(Field::Answer, value) | Line::Chosen(value) => open.told(value, &own),
            Line::Field(Field::Explanation, value) => {
                open.part = Part::Explanation;
                open.draft.set(Field::Explanation, value, &own);
            }
            Line::Field(field, value) => open.draft.set(field, value, &own),
            Line::Text(_) | Line::Key(_) => open.text(&prepared),
        }
        Ok(())
    }

    /// Inside the list of answers; `false` when the line belongs to a question again.
    fn key_line(&mut self, line: &str, class: &Line<'_>, place: &Place) -> bool {
        if let Line::Head { rest, .. } = class
            && parse_letters(rest).is_none()
        {
            if self.ended {
                self.note(place, FaultCode::TextAfterEnd);
                return true;
            }
            self.in_key = false;
            return false;
        }
        if let Some(parts) = key(line) {
            self.key.take(&parts, place);
        }
        true
    }

    fn head(&mut self, number: u32, rest: &str, place: &Place) -> Result<(), ImportRefusal> {
        self.done.extend(self.open.take());
        if self.done.len() >= self.limits.questions {
            return Err(ImportRefusal::TooManyQuestions {
                limit: self.limits.questions,
            });
        }
        let mut draft = Draft::new(numbered(place, number));
        rest.clone_into(&mut draft.stem);
        let open = Open {
            draft,
            number,
            part: Part::Stem,
            starred: Vec::new(),
            marked: Vec::new(),
            numbered: false,
            told: None,
        };
        self.open = Some(open);
        Ok(())
    }

    fn finish(mut self) -> Result<Import, ImportRefusal> {
        self.done.extend(self.open.take());
        let mut collector = Collector::new(Format::Word, self.limits);
        for (place, code) in self.notes {
            collector.note(place, code);
        }
        let mut times: HashMap<u32, usize> = HashMap::new();
        for open in &self.done {
            *times.entry(open.number).or_default() += 1;
        }
        let mut unknown: Vec<u32> = self
            .key
            .answers
            .keys()
            .filter(|number| !times.contains_key(number))
            .copied()
            .collect();
        unknown.sort_unstable();
        for number in unknown {
            collector.note(
                self.key.place.clone().unwrap_or_else(Place::whole),
                FaultCode::KeyUnknownNumber { question: number },
            );
        }
        for open in self.done {
            let listed = self.key.answers.get(&open.number);
            let several = times.get(&open.number).is_some_and(|times| *times > 1);
            collector.push(open.close(listed.map(Vec::as_slice), several))?;
        }
        collector.finish()
    }
}

impl Open {
    fn choices(&mut self, pieces: Vec<Piece>, place: &Place) {
        self.part = Part::Choices;
        for piece in pieces {
            let at = self.draft.choices.len();
            if piece.letter != at {
                let code = FaultCode::OptionOutOfOrder {
                    found: letter(piece.letter),
                    expected: letter(at),
                };
                self.draft.fault(place, code);
            }
            if piece.starred {
                self.starred.push(at);
            }
            if piece.mark != Mark::None {
                self.marked.push((at, piece.mark));
            }
            self.draft.choice(piece.text, false);
        }
    }

    fn told(&mut self, value: &str, place: &Place) {
        let truth = super::super::meaning::truth(value);
        let by_word = self
            .draft
            .choices
            .iter()
            .position(|choice| truth.is_some() && super::super::meaning::truth(&choice.text) == truth);
        match parse_letters(value).or_else(|| by_word.map(|at| vec![at])) {
            Some(letters) => self.told = Some((letters, place.clone())),
            None => self
                .draft
                .fault(place, FaultCode::AnswerUnclear { text: excerpt(value) }),
        }
    }

    fn text(&mut self, line: &str) {
        match self.part {
            Part::Stem => join(&mut self.draft.stem, "\n", line),
            Part::Explanation => join(&mut self.draft.explanation, "\n", line),
            Part::Choices => {
                if let Some(choice) = self.draft.choices.last_mut() {
                    join(&mut choice.text, " ", line);
                }
            }
        }
    }

    /// Settles the right answer from the sources that name one; they must not contradict each other.
    fn close(self, listed: Option<&[usize]>, several: bool) -> Draft {
        let mut draft = self.draft;
        let place = draft.place.clone();
        if listed.is_some() && several {
            draft.fault(&place, FaultCode::KeyAmbiguous { question: self.number });
            return draft;
        }
        if self.numbered && draft.choices.len() < 2 {
            draft.fault(&place, FaultCode::AutoNumbering);
        }
        // When every letter is bold or underlined, that is the style of the document; then the texts tell.
        let every = |count: usize| count > 1 && count == draft.choices.len();
        let mut marked = self.marked;
        if every(marked.len()) {
            marked.retain(|(_, mark)| *mark == Mark::Text);
        }
        let style = every(marked.len());
        let marked: Vec<usize> = if style {
            Vec::new()
        } else {
            marked.into_iter().map(|(at, _)| at).collect()
        };
        let (told, told_place) = self.told.unwrap_or_else(|| (Vec::new(), place.clone()));
        let listed = listed.unwrap_or_default().to_vec();
        let mut chosen: Option<(Vec<usize>, Place)> = None;
        let sources = [
            (self.starred, &place),
            (told, &told_place),
            (listed, &place),
            (marked, &place),
        ];
        for (letters, from) in sources {
            if letters.is_empty() {
                continue;
            }
            match &chosen {
                None => chosen = Some((letters, from.clone())),
                Some((first, _)) if *first != letters => {
                    let names = |letters: &[usize]| letters.iter().map(|index| letter(*index)).collect::<String>();
                    let code = FaultCode::AnswersDisagree {
                        first: names(first),
                        second: names(&letters),
                    };
                    draft.fault(&place, code);
                }
                Some(_) => {}
            }
        }
        match chosen {
            Some((letters, from)) => draft.mark_right(&letters, &from),
            None if style => draft.fault(&place, FaultCode::MarksIgnored),
            None => {}
        }
        draft
    }
}

/// The answers listed at the end.
#[derive(Default)]
struct Key {
    answers: HashMap<u32, Vec<usize>>,
    /// Numbers without letters so far: a table gives a row of numbers and then a row of letters.
    waiting: std::collections::VecDeque<u32>,
    last: Option<u32>,
    place: Option<Place>,
}

impl Key {
    fn take(&mut self, parts: &[KeyPart], place: &Place) {
        self.place.get_or_insert_with(|| place.clone());
        for part in parts {
            match part {
                KeyPart::Number(number) => self.waiting.push_back(*number),
                KeyPart::Letters(letters, tied) => {
                    let number = if *tied && self.waiting.is_empty() {
                        self.last
                    } else {
                        self.waiting.pop_front()
                    };
                    if let Some(number) = number {
                        let answer = self.answers.entry(number).or_default();
                        answer.extend(letters.iter().filter(|index| **index < 8));
                        answer.sort_unstable();
                        answer.dedup();
                        self.last = Some(number);
                    }
                }
            }
        }
    }
}

fn numbered(place: &Place, number: u32) -> Place {
    Place {
        question: Some(number),
        ..place.clone()
    }
}
