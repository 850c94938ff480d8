//! The labelled parts of a question ("Mức độ: Vận dụng") that the Word convention, the tags of GIFT and the columns of
//! the template share: one place for their names, for reading and for writing.

use jiff::civil::Date;

use super::text::{fold, letter, letter_index};
use super::{FaultCode, meaning};
use crate::question::{Difficulty, Kind, QuestionText};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    Kind,
    Answer,
    Points,
    Topic,
    Difficulty,
    Document,
    Article,
    ValidFrom,
    /// Last day in force (the stored date is the day after).
    ValidTo,
    /// Letters of the choices that keep their place, "-" for none.
    Pins,
    Explanation,
}

/// Names by which people write the fields, folded. The first of each is the folded [`Field::label`].
const NAMES: [(Field, &[&str]); 11] = [
    (Field::Kind, &["loai", "loai cau hoi", "dang cau hoi"]),
    (
        Field::Answer,
        &["dap an dung", "dap an", "tra loi dung", "phuong an dung", "ket qua"],
    ),
    (Field::Points, &["diem", "so diem"]),
    (Field::Topic, &["chu de", "linh vuc", "chuyen de", "nhom"]),
    (Field::Difficulty, &["muc do", "do kho", "cap do"]),
    (
        Field::Document,
        &["van ban", "can cu", "nguon", "can cu phap ly", "trich dan"],
    ),
    (Field::Article, &["dieu khoan", "dieu, khoan", "dieu"]),
    (Field::ValidFrom, &["hieu luc tu"]),
    (Field::ValidTo, &["hieu luc den"]),
    (Field::Pins, &["giu vi tri", "ghim"]),
    (
        Field::Explanation,
        &["giai thich", "loi giai", "huong dan giai", "huong dan tra loi"],
    ),
];

impl Field {
    /// The field with this name; `folded` as [`fold`] makes it.
    pub(super) fn by_name(folded: &str) -> Option<Self> {
        NAMES
            .iter()
            .find(|(_, names)| names.contains(&folded))
            .map(|(field, _)| *field)
    }

    /// The name written to files.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Kind => "Loại",
            Self::Answer => "Đáp án đúng",
            Self::Points => "Điểm",
            Self::Topic => "Chủ đề",
            Self::Difficulty => "Mức độ",
            Self::Document => "Văn bản",
            Self::Article => "Điều khoản",
            Self::ValidFrom => "Hiệu lực từ",
            Self::ValidTo => "Hiệu lực đến",
            Self::Pins => "Giữ vị trí",
            Self::Explanation => "Giải thích",
        }
    }

    /// Splits "Mức độ: Vận dụng". The name must be short, so that a sentence with a colon costs nothing.
    pub(super) fn split(line: &str) -> Option<(Self, &str)> {
        let (name, value) = line.split_once(':')?;
        if name.len() > 60 {
            return None;
        }
        Some((
            Self::by_name(fold(name).trim_matches(['-', '*', '•', ' ']))?,
            value.trim(),
        ))
    }

    /// What a writer puts under this field; empty when a reader would come to the same without it.
    pub(super) fn value_of(self, question: &QuestionText) -> String {
        let citation = question.citation.as_ref();
        match self {
            Self::Kind => match question.kind {
                // Two choices "Đúng" and "Sai" are read as true/false unless told otherwise.
                Kind::Single if meaning::is_true_false(&question.choices) => "Một lựa chọn".to_owned(),
                Kind::Single | Kind::TrueFalse => String::new(),
                Kind::Multiple => "Nhiều lựa chọn".to_owned(),
            },
            Self::Answer => right_letters(question, ", "),
            Self::Points if question.points == 100 => String::new(),
            Self::Points => points_text(question.points),
            Self::Topic => question.topic.clone(),
            Self::Difficulty if question.difficulty == Difficulty::Medium => String::new(),
            Self::Difficulty => difficulty_text(question.difficulty).to_owned(),
            Self::Document => citation.map(|c| c.document.clone()).unwrap_or_default(),
            Self::Article => citation.map(|c| c.article.clone()).unwrap_or_default(),
            Self::ValidFrom => citation.and_then(|c| c.valid_from).map(date_text).unwrap_or_default(),
            Self::ValidTo => citation
                .and_then(|c| c.valid_to)
                .and_then(|date| date.yesterday().ok())
                .map(date_text)
                .unwrap_or_default(),
            Self::Pins => {
                let told: Vec<_> = question.choices.iter().map(|choice| choice.pinned).collect();
                let guessed: Vec<_> = question
                    .choices
                    .iter()
                    .map(|choice| meaning::is_pinned(&choice.text))
                    .collect();
                if question.kind == Kind::TrueFalse || told == guessed {
                    String::new()
                } else if told.contains(&true) {
                    letters(
                        told.iter().enumerate().filter(|(_, pinned)| **pinned).map(|(at, _)| at),
                        ", ",
                    )
                } else {
                    "-".to_owned()
                }
            }
            Self::Explanation => question.explanation.clone(),
        }
    }
}

/// The fields that a question carries besides stem, choices, answer and explanation, in writing order.
pub(super) fn extras(question: &QuestionText) -> Vec<(Field, String)> {
    [
        Field::Kind,
        Field::Points,
        Field::Topic,
        Field::Difficulty,
        Field::Document,
        Field::Article,
        Field::ValidFrom,
        Field::ValidTo,
        Field::Pins,
    ]
    .into_iter()
    .map(|field| (field, field.value_of(question)))
    .filter(|(_, value)| !value.is_empty())
    .collect()
}

fn letters(indices: impl Iterator<Item = usize>, between: &str) -> String {
    indices
        .map(|index| letter(index).to_string())
        .collect::<Vec<_>>()
        .join(between)
}

/// "A, C".
pub(super) fn right_letters(question: &QuestionText, between: &str) -> String {
    letters(
        question
            .choices
            .iter()
            .enumerate()
            .filter(|(_, choice)| choice.correct)
            .map(|(at, _)| at),
        between,
    )
}

/// Reads "A", "A, C", "A và C", "AC", "A;C"; zero-based, ascending, each once.
pub(super) fn parse_letters(text: &str) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    for word in fold(text).split(|c: char| c.is_whitespace() || ",;/+&.-|)(".contains(c)) {
        if word.is_empty() || word == "va" {
            continue;
        }
        let mut last = None;
        for c in word.chars() {
            let index = letter_index(c).filter(|index| *index < 26)?;
            // "AC" is two letters, "CAB" or "BANG" is a word.
            if last.is_some_and(|last| last >= index) || index > 7 {
                return None;
            }
            last = Some(index);
            found.push(index);
        }
    }
    found.sort_unstable();
    found.dedup();
    (!found.is_empty()).then_some(found)
}

pub(super) fn parse_kind(text: &str) -> Result<Kind, FaultCode> {
    match fold(text).as_str() {
        "mot lua chon" | "mot dap an" | "mot dap an dung" | "don" | "chon mot" | "trac nghiem" | "1" => {
            Ok(Kind::Single)
        }
        "nhieu lua chon" | "nhieu dap an" | "nhieu dap an dung" | "chon nhieu" | "n" => Ok(Kind::Multiple),
        "dung/sai" | "dung sai" | "dung - sai" | "dung-sai" | "ds" => Ok(Kind::TrueFalse),
        _ => Err(FaultCode::UnknownKind {
            text: super::text::excerpt(text),
        }),
    }
}

/// The word for a kind in the template.
pub(super) const fn kind_text(kind: Kind) -> &'static str {
    match kind {
        Kind::Single => "Một lựa chọn",
        Kind::Multiple => "Nhiều lựa chọn",
        Kind::TrueFalse => "Đúng/Sai",
    }
}

pub(super) fn parse_difficulty(text: &str) -> Result<Difficulty, FaultCode> {
    match fold(text).as_str() {
        "nhan biet" | "nb" | "de" | "1" => Ok(Difficulty::Easy),
        "thong hieu" | "th" | "trung binh" | "2" => Ok(Difficulty::Medium),
        "van dung" | "vd" | "van dung cao" | "vdc" | "kho" | "3" | "4" => Ok(Difficulty::Hard),
        _ => Err(FaultCode::UnknownDifficulty {
            text: super::text::excerpt(text),
        }),
    }
}

pub(super) const fn difficulty_text(difficulty: Difficulty) -> &'static str {
    match difficulty {
        Difficulty::Easy => "Nhận biết",
        Difficulty::Medium => "Thông hiểu",
        Difficulty::Hard => "Vận dụng",
    }
}

/// Points in hundredths from "1", "0,5", "1.25"; more than 0, at most 1 000 points, at most two decimals.
pub(super) fn parse_points(text: &str) -> Result<i32, FaultCode> {
    let unclear = || FaultCode::PointsUnclear {
        text: super::text::excerpt(text),
    };
    let text = text.trim();
    let (whole, part) = text.split_once([',', '.']).unwrap_or((text, ""));
    let part = part.trim_end_matches('0');
    let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 4 || part.len() > 2 || !digits(whole) || !digits(part) {
        return Err(unclear());
    }
    let hundredths: i32 = format!("{whole}{part:0<2}").parse().map_err(|_| unclear())?;
    if (1..=100_000).contains(&hundredths) {
        Ok(hundredths)
    } else {
        Err(unclear())
    }
}

pub(super) fn points_text(points: i32) -> String {
    let text = format!("{},{:02}", points / 100, points % 100);
    text.trim_end_matches('0').trim_end_matches(',').to_owned()
}

/// "1/7/2025", "01-07-2025", "1.7.2025", "2025-07-01" with or without a time, or the serial number of a spreadsheet.
pub(super) fn parse_date(text: &str) -> Result<Date, FaultCode> {
    let unclear = || FaultCode::DateUnclear {
        text: super::text::excerpt(text),
    };
    let day = text.trim().split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['/', '-', '.']).collect();
    let number = |part: &str| part.parse::<i16>().ok();
    let small = |part: &str| part.parse::<i8>().ok();
    let date = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => number(year)
            .zip(small(month))
            .zip(small(day))
            .and_then(|((y, m), d)| Date::new(y, m, d).ok()),
        [day, month, year] if year.len() == 4 => number(year)
            .zip(small(month))
            .zip(small(day))
            .and_then(|((y, m), d)| Date::new(y, m, d).ok()),
        // Day 1 is 1900-01-01 and the non-existent 1900-02-29 is counted, so day 0 is 1899-12-30 for every later date.
        [serial] => serial
            .parse::<i64>()
            .ok()
            .filter(|serial| (10_000..80_000).contains(serial))
            .and_then(|serial| {
                Date::new(1899, 12, 30)
                    .ok()?
                    .checked_add(jiff::Span::new().try_days(serial).ok()?)
                    .ok()
            }),
        _ => None,
    };
    date.filter(|date| (1900..=2200).contains(&date.year()))
        .ok_or_else(unclear)
}

/// 01/07/2025.
pub(super) fn date_text(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_in_the_ways_people_write_them() {
        for (text, want) in [
            ("A", Some(vec![0])),
            (" c. ", Some(vec![2])),
            ("A, C", Some(vec![0, 2])),
            ("A và C", Some(vec![0, 2])),
            ("AC", Some(vec![0, 2])),
            ("C;A;C", Some(vec![0, 2])),
            ("", None),
            ("Đúng", None),
            ("1", None),
            ("bang", None),
            ("K", None),
        ] {
            assert_eq!(parse_letters(text), want, "{text}");
        }
    }

    #[test]
    fn points_are_hundredths() {
        for (text, want) in [
            ("1", Some(100)),
            ("0,5", Some(50)),
            ("1.25", Some(125)),
            ("2.0", Some(200)),
            ("10", Some(1000)),
        ] {
            assert_eq!(parse_points(text).ok(), want, "{text}");
            assert_eq!(parse_points(&points_text(want.unwrap())).ok(), want);
        }
        for text in ["", "0", "-1", "1,255", "một", "99999", ",5", "1e3"] {
            assert!(parse_points(text).is_err(), "{text}");
        }
    }

    #[test]
    fn dates_are_read_day_first() {
        let want = Date::new(2025, 7, 1).unwrap();
        for text in [
            "01/07/2025",
            "1/7/2025",
            "1-7-2025",
            "1.7.2025",
            "2025-07-01",
            "2025-07-01 00:00:00",
            "2025-07-01T00:00:00",
            "45839",
        ] {
            assert_eq!(parse_date(text).ok(), Some(want), "{text}");
        }
        for text in ["", "31/02/2025", "7/2025", "hôm qua", "1/7/25", "5"] {
            assert!(parse_date(text).is_err(), "{text}");
        }
        assert_eq!(date_text(want), "01/07/2025");
    }

    #[test]
    fn every_label_finds_its_field() {
        for (field, names) in NAMES {
            assert_eq!(Field::by_name(&fold(field.label())), Some(field));
            assert!(names.contains(&fold(field.label()).as_str()));
        }
        assert_eq!(
            Field::split("- Mức độ: Vận dụng"),
            Some((Field::Difficulty, "Vận dụng"))
        );
        assert_eq!(Field::split("Theo quy định: a"), None);
    }
}
