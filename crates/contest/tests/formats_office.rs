//! Through the real office files and back: what an officer downloads can be uploaded again.
#![expect(clippy::unwrap_used, reason = "helpers of tests may stop the test")]

use contest::formats::word::{Answers, WriteOptions};
use contest::formats::{Format, Import, ImportRefusal, Limits, office, read};
use contest::question::{Choice, Citation, Difficulty, Kind, QuestionText};
use jiff::civil::date;
use paperwork::document::Document;
use paperwork::sheet::Builder;

fn choice(text: &str, correct: bool) -> Choice {
    Choice {
        text: text.to_owned(),
        correct,
        pinned: false,
    }
}

fn questions() -> Vec<QuestionText> {
    let base = QuestionText {
        kind: Kind::Single,
        stem: "=1+1 là gì?\nĐáp án: không phải đáp án\nA. cũng không".to_owned(),
        choices: vec![
            choice("01", false),
            choice("<b>hai</b> & \"ba\"", true),
            choice("1/2", false),
        ],
        points: 150,
        topic: "cchc".to_owned(),
        difficulty: Difficulty::Hard,
        citation: Some(Citation {
            document: "Nghị quyết số 76/NQ-CP".to_owned(),
            article: "Điều 4".to_owned(),
            valid_from: Some(date(2021, 7, 15)),
            valid_to: Some(date(2031, 1, 1)),
        }),
        explanation: "Vì thế.\nChọn B".to_owned(),
    };
    let multiple = QuestionText {
        kind: Kind::Multiple,
        stem: "Chọn hai ý".to_owned(),
        choices: vec![choice("một", true), choice("hai", false), choice("ba", true)],
        citation: None,
        explanation: String::new(),
        ..base.clone()
    };
    let truth = QuestionText {
        kind: Kind::TrueFalse,
        stem: "Trái đất tròn".to_owned(),
        choices: ["Đúng", "Sai"]
            .map(|text| Choice {
                pinned: true,
                ..choice(text, text == "Đúng")
            })
            .to_vec(),
        ..multiple.clone()
    };
    vec![base, multiple, truth]
}

fn back(import: Import, format: Format) -> Vec<QuestionText> {
    assert_eq!((import.format, import.faults), (format, vec![]));
    import.questions.into_iter().map(|parsed| parsed.text).collect()
}

fn docx(answers: Answers) -> Vec<u8> {
    let blocks = office::blocks(&questions(), WriteOptions { answers, details: true });
    let document = Document {
        title_kind: "Bộ câu hỏi".to_owned(),
        blocks,
        ..Document::default()
    };
    paperwork::docx::render(&document).unwrap()
}

#[test]
fn word_files_come_back() {
    for answers in [Answers::Underlined, Answers::Listed] {
        let import = read("câu hỏi.docx", &docx(answers), &Limits::default()).unwrap();
        assert_eq!(back(import, Format::Word), questions(), "{answers:?}");
    }
    // The content decides, not the name.
    let import = read("câu hỏi.xlsx", &docx(Answers::Listed), &Limits::default()).unwrap();
    assert_eq!(back(import, Format::Word), questions());
}

#[test]
fn workbooks_come_back() {
    let book = |questions: &[QuestionText], blank| {
        let mut builder = Builder::new("2026-01-01T00:00:00Z".parse().unwrap());
        builder.table(&office::sheet(questions, blank)).unwrap();
        builder.finish().unwrap()
    };
    let import = read("câu hỏi.xlsx", &book(&questions(), 20), &Limits::default()).unwrap();
    assert_eq!(back(import, Format::Table), questions());
    // The empty template holds no question, and says so.
    assert_eq!(
        read("mẫu.xlsx", &book(&[], 20), &Limits::default()),
        Err(ImportRefusal::NoQuestions)
    );
}
