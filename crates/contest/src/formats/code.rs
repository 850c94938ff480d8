//! Everything that can be wrong with a question, as data with the keys of its words.

use super::Arg;

/// Types of GIFT question that a contest cannot ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GiftKind {
    Matching,
    Numerical,
    ShortAnswer,
    Essay,
    MissingWord,
    /// Text without an answer block.
    Description,
}

macro_rules! fault_codes {
    ($( $(#[$doc:meta])* $name:ident $( { $( $field:ident : $kind:ty = $sample:expr ),+ } )? => $key:literal $warn:literal ),+ $(,)?) => {
        /// What is wrong. Letters are those of the choices (A–H); `text` is what stood in the file, shortened.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum FaultCode {
            $( $(#[$doc])* $name $( { $( $field: $kind ),+ } )? ),+
        }

        impl FaultCode {
            /// Fluent key, the same in every language.
            #[must_use]
            pub fn key(&self) -> &'static str {
                match self {
                    $( Self::$name $( { $( $field: _ ),+ } )? => $key ),+
                }
            }

            /// Arguments of [`Self::key`].
            #[must_use]
            pub fn args(&self) -> Vec<(&'static str, Arg)> {
                match self {
                    $( Self::$name $( { $( $field ),+ } )? => vec![ $( $( (stringify!($field), Arg::from(ToArg::arg($field))) ),+ )? ] ),+
                }
            }

            /// Whether the question comes through all the same.
            #[must_use]
            pub fn is_warning(&self) -> bool {
                match self {
                    $( Self::$name $( { $( $field: _ ),+ } )? => $warn ),+
                }
            }

            /// One of each, for tests of the words and of the pages.
            #[must_use]
            pub fn samples() -> Vec<Self> {
                vec![ $( Self::$name $( { $( $field: $sample ),+ } )? ),+ ]
            }
        }
    };
}

/// Borrowed fields of the codes as arguments.
trait ToArg {
    fn arg(&self) -> Arg;
}

impl ToArg for String {
    fn arg(&self) -> Arg {
        self.as_str().into()
    }
}

impl ToArg for char {
    fn arg(&self) -> Arg {
        (*self).into()
    }
}

impl ToArg for usize {
    fn arg(&self) -> Arg {
        (*self).into()
    }
}

impl ToArg for u32 {
    fn arg(&self) -> Arg {
        (*self).into()
    }
}

fault_codes! {
    // Shared by all formats.
    StemEmpty => "formats-stem-empty" false,
    StemTooLong { chars: usize = 5000, limit: usize = 4000 } => "formats-stem-too-long" false,
    ChoiceEmpty { letter: char = 'B' } => "formats-choice-empty" false,
    ChoiceTooLong { letter: char = 'B', chars: usize = 3000, limit: usize = 2000 } => "formats-choice-too-long" false,
    ExplanationTooLong { chars: usize = 9000, limit: usize = 8000 } => "formats-explanation-too-long" false,
    /// Topic, document or article.
    NoteTooLong { text: String = "…".to_owned(), chars: usize = 900, limit: usize = 500 } => "formats-note-too-long" false,
    TooFewChoices { count: usize = 1 } => "formats-too-few-choices" false,
    TooManyChoices { count: usize = 9 } => "formats-too-many-choices" false,
    NoRightAnswer => "formats-no-right-answer" false,
    SeveralRightAnswers { count: usize = 2 } => "formats-several-right-answers" false,
    SameChoices { first: char = 'A', second: char = 'C' } => "formats-same-choices" false,
    /// A true/false question whose options are not "Đúng" and "Sai".
    TrueFalseWords => "formats-true-false-words" false,
    AnswerUnclear { text: String = "ABX?".to_owned() } => "formats-answer-unclear" false,
    AnswerOutOfRange { letter: char = 'F', count: usize = 4 } => "formats-answer-out-of-range" false,
    OptionOutOfOrder { found: char = 'D', expected: char = 'C' } => "formats-option-out-of-order" false,
    UnknownKind { text: String = "điền từ".to_owned() } => "formats-unknown-kind" false,
    UnknownDifficulty { text: String = "siêu khó".to_owned() } => "formats-unknown-difficulty" false,
    PointsUnclear { text: String = "1,255".to_owned() } => "formats-points-unclear" false,
    DateUnclear { text: String = "31/02/2025".to_owned() } => "formats-date-unclear" false,
    DatesReversed => "formats-dates-reversed" false,
    ArticleWithoutDocument => "formats-article-without-document" false,
    PieceTooLong { chars: usize = 30_000, limit: usize = 20_000 } => "formats-piece-too-long" false,
    FaultsCut { count: usize = 4000 } => "formats-faults-cut" true,
    DuplicateStem { first: u32 = 12 } => "formats-duplicate-stem" true,
    /// The first one stands in another sheet.
    DuplicateStemInSheet { first: u32 = 12, sheet: String = "Sheet1".to_owned() } => "formats-duplicate-stem-in-sheet" true,
    PinNamesLetters { letter: char = 'D' } => "formats-pin-names-letters" true,
    ReadAsMultiple { count: usize = 2 } => "formats-read-as-multiple" true,
    ControlCharacters => "formats-control-characters" true,
    DamagedCharacters => "formats-damaged-characters" true,
    LooksLegacy => "formats-looks-legacy" true,
    ReadAsWindows1258 => "formats-read-as-windows-1258" true,
    // GIFT.
    GiftMatching => "formats-gift-matching" false,
    GiftNumerical => "formats-gift-numerical" false,
    GiftShortAnswer => "formats-gift-short-answer" false,
    GiftEssay => "formats-gift-essay" false,
    GiftMissingWord => "formats-gift-missing-word" false,
    GiftDescription => "formats-gift-description" false,
    GiftBraceUnclosed => "formats-gift-brace-unclosed" false,
    GiftBraceUnopened => "formats-gift-brace-unopened" false,
    GiftBlankLineMissing => "formats-gift-blank-line-missing" false,
    GiftTextBeforeChoice { text: String = "abc".to_owned() } => "formats-gift-text-before-choice" false,
    GiftPartialCredit => "formats-gift-partial-credit" true,
    GiftWrongFeedback => "formats-gift-wrong-feedback" true,
    TagsRemoved => "formats-tags-removed" true,
    ImageRemoved => "formats-image-removed" true,
    // Aiken.
    AikenStemLines => "formats-aiken-stem-lines" false,
    AikenNoAnswerLine => "formats-aiken-no-answer-line" false,
    AikenStrayLine { text: String = "abc".to_owned() } => "formats-aiken-stray-line" false,
    // Word.
    /// Converted to Unicode; to be compared with the file.
    LegacyFont { text: String = ".VnTime".to_owned() } => "formats-legacy-font" true,
    /// Letters of the choices given by Word itself are not in the text.
    AutoNumbering => "formats-auto-numbering" false,
    AnswersDisagree { first: String = "A".to_owned(), second: String = "C".to_owned() } => "formats-answers-disagree" false,
    KeyAmbiguous { question: u32 = 3 } => "formats-key-ambiguous" false,
    KeyUnknownNumber { question: u32 = 99 } => "formats-key-unknown-number" true,
    MarksIgnored => "formats-marks-ignored" false,
    TextAfterEnd => "formats-text-after-end" true,
    // Table.
    HeaderMissing => "formats-header-missing" true,
    ColumnMissing { text: String = "Đáp án đúng".to_owned() } => "formats-column-missing" false,
    ColumnTwice { text: String = "Điểm".to_owned() } => "formats-column-twice" true,
    ColumnUnknown { text: String = "Ghi chú".to_owned() } => "formats-column-unknown" true,
}

impl FaultCode {
    /// Whether it already says why no choice is marked as right.
    pub(super) const fn explains_no_answer(&self) -> bool {
        matches!(
            self,
            Self::AnswerUnclear { .. }
                | Self::AnswerOutOfRange { .. }
                | Self::AikenNoAnswerLine
                | Self::KeyAmbiguous { .. }
                | Self::MarksIgnored
                | Self::AutoNumbering
        )
    }
}

impl From<GiftKind> for FaultCode {
    fn from(kind: GiftKind) -> Self {
        match kind {
            GiftKind::Matching => Self::GiftMatching,
            GiftKind::Numerical => Self::GiftNumerical,
            GiftKind::ShortAnswer => Self::GiftShortAnswer,
            GiftKind::Essay => Self::GiftEssay,
            GiftKind::MissingWord => Self::GiftMissingWord,
            GiftKind::Description => Self::GiftDescription,
        }
    }
}
