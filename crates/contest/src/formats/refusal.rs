//! Why a whole file was not read.

use paperwork::PaperworkError;

use super::Arg;

/// The encoding a file that is not UTF-8 seems to have. Only ever a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggestion {
    Windows1258,
    /// TCVN 5712 (fonts named `.VnTime`).
    Tcvn3,
    /// Fonts named `VNI-Times`.
    Vni,
    /// UTF-16 without its mark.
    Utf16,
}

impl Suggestion {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Windows1258 => "formats-suggest-windows-1258",
            Self::Tcvn3 => "formats-suggest-tcvn3",
            Self::Vni => "formats-suggest-vni",
            Self::Utf16 => "formats-suggest-utf-16",
        }
    }
}

/// Why a file was not read at all. `Display` is the Fluent key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportRefusal {
    #[error("formats-refused-empty")]
    Empty,
    #[error("formats-refused-too-large")]
    TooLarge { bytes: usize, limit: usize },
    #[error("formats-refused-not-utf8")]
    NotUtf8 { line: u32, suggestion: Option<Suggestion> },
    #[error("formats-refused-bad-utf16")]
    BadUtf16,
    /// .doc and .xls of Office 97–2003.
    #[error("formats-refused-old-office")]
    OldOffice,
    #[error("formats-refused-pdf")]
    Pdf,
    #[error("formats-refused-not-recognised")]
    NotRecognised,
    /// Protected by a password.
    #[error("formats-refused-encrypted")]
    Encrypted,
    /// The office file could not be opened; `paperwork` says why.
    #[error("formats-refused-unreadable")]
    Unreadable(#[source] PaperworkError),
    #[error("formats-refused-too-many-questions")]
    TooManyQuestions { limit: usize },
    #[error("formats-refused-no-questions")]
    NoQuestions,
    #[error("formats-refused-no-header")]
    NoHeader,
}

impl ImportRefusal {
    /// Fluent key, the same in every language.
    #[must_use]
    pub fn key(&self) -> String {
        self.to_string()
    }

    /// Arguments of [`Self::key`]; the suggestion has a key of its own.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::TooLarge { bytes, limit } => {
                // Shown in megabytes, rounded up so that a refused file never reads as "10 of 10".
                let megabyte = 1024 * 1024;
                vec![
                    ("size", bytes.div_ceil(megabyte).into()),
                    ("limit", (limit / megabyte).into()),
                ]
            }
            Self::NotUtf8 { line, .. } => vec![("line", (*line).into())],
            Self::TooManyQuestions { limit } => vec![("limit", (*limit).into())],
            Self::Empty
            | Self::Encrypted
            | Self::Unreadable(_)
            | Self::BadUtf16
            | Self::OldOffice
            | Self::Pdf
            | Self::NotRecognised
            | Self::NoQuestions
            | Self::NoHeader => Vec::new(),
        }
    }

    /// One of each, for tests of the words and of the pages.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        vec![
            Self::Empty,
            Self::TooLarge {
                bytes: 11_000_000,
                limit: 10_485_760,
            },
            Self::NotUtf8 {
                line: 3,
                suggestion: Some(Suggestion::Tcvn3),
            },
            Self::BadUtf16,
            Self::OldOffice,
            Self::Pdf,
            Self::NotRecognised,
            Self::Encrypted,
            Self::Unreadable(PaperworkError::NotAZip),
            Self::TooManyQuestions { limit: 5000 },
            Self::NoQuestions,
            Self::NoHeader,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Arg, FaultCode, Format, Place};
    use super::*;

    const WORDS: [&str; 2] = [
        include_str!("../../locales/formats.vi.ftl"),
        include_str!("../../locales/formats.en.ftl"),
    ];

    /// The message with this key, with the indented lines under it.
    fn message<'a>(words: &'a str, key: &str) -> Option<&'a str> {
        let at = words.match_indices(key).find_map(|(at, _)| {
            let starts = at == 0 || words[..at].ends_with('\n');
            (starts && words[at + key.len()..].starts_with(" =")).then_some(at)
        })?;
        let rest = &words[at..];
        let end = rest
            .match_indices('\n')
            .find(|(end, _)| !rest[end + 1..].starts_with(' '))
            .map_or(rest.len(), |(end, _)| end);
        Some(&rest[..end])
    }

    fn check(key: &str, args: &[(&'static str, Arg)]) {
        for words in WORDS {
            let message = message(words, key).unwrap_or_else(|| panic!("{key} is missing"));
            for part in message.split('$').skip(1) {
                let name: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                assert!(args.iter().any(|(arg, _)| *arg == name), "{key} asks for ${name}");
            }
        }
    }

    #[test]
    fn every_code_place_and_refusal_has_words() {
        for code in FaultCode::samples() {
            check(code.key(), &code.args());
        }
        for refusal in ImportRefusal::samples() {
            check(&refusal.key(), &refusal.args());
        }
        let numbered = |place: Place| Place {
            question: Some(3),
            ..place
        };
        for place in [
            Place::whole(),
            Place::sheet("S"),
            Place::line(1),
            numbered(Place::line(1)),
            Place::row("S", 2),
            Place::row("S", 2).column(3),
            Place::paragraph(1),
            numbered(Place::paragraph(1)),
        ] {
            check(place.key(), &place.args());
        }
        for suggestion in [
            Suggestion::Windows1258,
            Suggestion::Tcvn3,
            Suggestion::Vni,
            Suggestion::Utf16,
        ] {
            check(suggestion.key(), &[]);
        }
        for format in [Format::Gift, Format::Aiken, Format::Word, Format::Table] {
            check(format.key(), &[]);
        }
        check(crate::formats::aiken::LeftOutReason::Multiple.key(), &[]);
    }

    #[test]
    fn both_languages_have_the_same_keys() {
        let keys = |words: &str| -> Vec<String> {
            words
                .lines()
                .filter_map(|line| Some(line.split_once(" =")?.0.to_owned()))
                .filter(|key| key.starts_with("formats-"))
                .collect()
        };
        assert_eq!(keys(WORDS[0]), keys(WORDS[1]));
    }
}
