//! Writing and reading back gives the same questions, however nasty the text.

use contest::formats::word::{Answers, Count, OutParagraph, Source, WriteOptions};
use contest::formats::{Import, Limits, aiken, gift, table, word};
use contest::question::{Choice, Citation, Difficulty, Kind, QuestionText};
use jiff::civil::date;
use proptest::prelude::*;

/// Words that mean something in one of the formats, and plain ones.
fn word_strategy() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "::",
        ":",
        "{",
        "}",
        "{T}",
        "=",
        "~",
        "#",
        "####",
        "\\",
        "\\n",
        "\\\\",
        "%50%",
        "->",
        "//",
        "$CATEGORY:",
        "[html]",
        "[plain]",
        "]",
        "[tag:",
        "<b>",
        "&lt;",
        "<br>",
        "A.",
        "B)",
        "*C.",
        "ANSWER:",
        "B",
        "Câu",
        "1.",
        "2:",
        "HẾT",
        "ĐÁP",
        "ÁN",
        "Đáp án:",
        "Chọn",
        "Lời giải:",
        "Mức độ:",
        "1-A",
        "2.B",
        "Nguồn:",
        "\"",
        "'",
        "“",
        "=1+1",
        "ưỡng",
        "Đường",
        "thuỷ",
        "NGHỊ",
        "quyết",
        "76/NQ-CP",
        ",",
        ";",
        "Tất cả các phương án trên",
        "Cả A và B",
        "Đúng",
        "Sai",
        "e\u{323}\u{302}",
        "🙂",
        "x",
        "y",
        "—",
        "`",
        "**",
    ]);
    prop_oneof![3 => fixed.prop_map(str::to_owned), 1 => "[a-zA-Zđăâêôơư0-9.)*]{1,6}"]
}

/// One line without spaces at the ends, as the readers leave it.
fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(word_strategy(), 1..6).prop_map(|words| nfc(&words.join(" ")))
}

fn lines(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(line(), 1..=most).prop_map(|lines| lines.join("\n"))
}

fn nfc(text: &str) -> String {
    text.replace("e\u{323}\u{302}", "ệ")
}

fn citation() -> impl Strategy<Value = Option<Citation>> {
    let dates = prop::sample::select(vec![
        (None, None),
        (Some(date(2020, 2, 29)), None),
        (None, Some(date(2025, 3, 1))),
        (Some(date(2025, 7, 1)), Some(date(2026, 1, 1))),
    ]);
    prop::option::of((line(), prop_oneof![Just(String::new()), line()], dates).prop_map(
        |(document, article, (valid_from, valid_to))| Citation {
            document,
            article,
            valid_from,
            valid_to,
        },
    ))
}

fn question() -> impl Strategy<Value = QuestionText> {
    let kind = prop::sample::select(vec![Kind::Single, Kind::Multiple, Kind::TrueFalse]);
    let choices = prop::collection::vec((line(), any::<bool>(), prop::bool::weighted(0.1)), 2..=8);
    let level = prop::sample::select(vec![Difficulty::Easy, Difficulty::Medium, Difficulty::Hard]);
    let optional = |lines| prop_oneof![Just(String::new()), lines];
    let rest = (
        1..1000_i32,
        optional(line().boxed()),
        level,
        citation(),
        optional(lines(3).boxed()),
    );
    (kind, lines(3), choices, 0..8_usize, rest).prop_map(
        |(kind, stem, choices, right, (points, topic, difficulty, citation, explanation))| {
            let count = choices.len();
            let mut choices: Vec<Choice> = choices
                .into_iter()
                .enumerate()
                // The number keeps the choices apart.
                .map(|(at, (text, correct, pinned))| Choice {
                    text: format!("{text} {at}"),
                    correct: if kind == Kind::Multiple {
                        correct || at == right % count
                    } else {
                        at == right % count
                    },
                    pinned,
                })
                .collect();
            if kind == Kind::TrueFalse {
                let yes = right % 2 == 0;
                choices = vec![
                    Choice {
                        text: "Đúng".to_owned(),
                        correct: yes,
                        pinned: true,
                    },
                    Choice {
                        text: "Sai".to_owned(),
                        correct: !yes,
                        pinned: true,
                    },
                ];
            }
            QuestionText {
                kind,
                stem,
                choices,
                points,
                topic,
                difficulty,
                citation,
                explanation,
            }
        },
    )
}

fn questions() -> impl Strategy<Value = Vec<QuestionText>> {
    prop::collection::vec(question(), 1..5)
}

fn back(import: Import) -> Vec<QuestionText> {
    assert_eq!(import.faults, []);
    import.questions.into_iter().map(|parsed| parsed.text).collect()
}

/// As Word would hand the paragraphs back: underlined parts are marks.
fn as_source(paragraph: &OutParagraph) -> Source {
    let mut at = 0;
    let mut marks = Vec::new();
    for run in &paragraph.runs {
        let end = at + run.text.chars().count();
        if run.underline {
            marks.push(at..end);
        }
        at = end;
    }
    Source {
        marks,
        ..Source::plain(&paragraph.text())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn gift_comes_back(questions in questions()) {
        let text = gift::write(&questions);
        prop_assert_eq!(back(gift::read(&text, &Limits::default()).unwrap()), questions, "{}", text);
    }

    #[test]
    fn table_comes_back(questions in questions()) {
        let rows = table::Rows { name: "Câu hỏi".to_owned(), rows: table::write(&questions) };
        prop_assert_eq!(back(table::read(&[rows], &Limits::default()).unwrap()), questions);
    }

    #[test]
    fn word_comes_back(questions in questions(), listed in any::<bool>()) {
        let answers = if listed { Answers::Listed } else { Answers::Underlined };
        let paragraphs = word::write(&questions, WriteOptions { answers, details: true });
        let sources: Vec<Source> = paragraphs.iter().map(as_source).collect();
        let import = word::read(&sources, Count::Paragraphs, &Limits::default()).unwrap();
        prop_assert_eq!(back(import), questions, "{:#?}", sources);
    }

    /// Aiken keeps stem, choices and the right letter; the rest is left behind, several answers are listed.
    #[test]
    fn aiken_comes_back(questions in questions()) {
        let file = aiken::write(&questions);
        let multiple = questions.iter().enumerate().filter(|(_, q)| q.kind == Kind::Multiple).map(|(at, _)| at);
        prop_assert_eq!(file.left_out.iter().map(|left| left.index).collect::<Vec<_>>(), multiple.collect::<Vec<_>>());
        let plain = |question: &QuestionText| {
            let choices = question.choices.iter().map(|choice| (choice.text.clone(), choice.correct)).collect::<Vec<_>>();
            (question.kind, question.stem.replace('\n', " "), choices)
        };
        let kept: Vec<_> = questions.iter().filter(|q| q.kind != Kind::Multiple).map(plain).collect();
        if !kept.is_empty() {
            let import = aiken::read(&file.text, &Limits::default()).unwrap();
            prop_assert_eq!(back(import).iter().map(plain).collect::<Vec<_>>(), kept, "{}", file.text);
        }
    }

    /// Whatever the bytes, an answer and no panic.
    #[test]
    fn any_text_is_answered(text in "[\\PC\n\t]{0,200}", words in prop::collection::vec(word_strategy(), 0..40), gaps in prop::collection::vec(0..4_usize, 40)) {
        let mut mixed = String::new();
        for (word, gap) in words.iter().zip(gaps) {
            mixed.push_str(word);
            mixed.push_str(["\n", " ", "\t", "\n\n"][gap]);
        }
        for text in [&text, &mixed] {
            let limits = Limits::default();
            let _ = contest::formats::read_text(text, &limits);
            let _ = gift::read(text, &limits);
            let _ = aiken::read(text, &limits);
            let _ = word::read(&word::from_text(text), Count::Lines, &limits);
        }
    }
}

#[test]
fn a_sheet_for_participants_shows_no_answer() {
    let question = QuestionText {
        kind: Kind::Single,
        stem: "Ai?".to_owned(),
        choices: vec![
            Choice {
                text: "một".to_owned(),
                correct: true,
                pinned: false,
            },
            Choice {
                text: "hai".to_owned(),
                correct: false,
                pinned: false,
            },
        ],
        points: 100,
        topic: "cchc".to_owned(),
        difficulty: Difficulty::Easy,
        citation: None,
        explanation: "Vì thế".to_owned(),
    };
    let hidden = word::write(
        std::slice::from_ref(&question),
        WriteOptions {
            answers: Answers::Hidden,
            details: false,
        },
    );
    let texts: Vec<String> = hidden.iter().map(OutParagraph::text).collect();
    assert_eq!(texts, ["Câu 1. Ai?", "A. một", "B. hai", "HẾT"]);
    assert!(hidden[0].runs.iter().all(|run| run.bold));
    assert!(
        hidden
            .iter()
            .flat_map(|paragraph| &paragraph.runs)
            .all(|run| !run.underline)
    );
    assert_eq!(word::answer_table(&[question]), [(1, "A".to_owned())]);
}
