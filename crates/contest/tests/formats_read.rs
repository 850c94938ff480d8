//! What each reader makes of each way of writing, and what it says about each mistake.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests may stop the test"
)]

use contest::formats::{
    At, FaultCode as F, Format, Import, ImportRefusal, Limits, Place, Suggestion, aiken, gift, read, read_text, table,
    word,
};
use contest::question::{Difficulty, Kind, QuestionText};

fn limits() -> Limits {
    Limits {
        bytes: 50 << 20,
        ..Limits::default()
    }
}

fn gift(text: &str) -> Import {
    gift::read(text, &limits()).unwrap()
}

fn sheet(text: &str) -> Import {
    word::read(&word::from_text(text), word::Count::Paragraphs, &limits()).unwrap()
}

fn rows(name: &str, rows: &[&[&str]]) -> table::Rows {
    let rows = rows
        .iter()
        .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
        .collect();
    table::Rows {
        name: name.to_owned(),
        rows,
    }
}

fn only(import: &Import) -> &QuestionText {
    assert_eq!(import.questions.len(), 1, "{:?}", import.faults);
    &import.questions[0].text
}

fn choices(question: &QuestionText) -> Vec<(&str, bool)> {
    question
        .choices
        .iter()
        .map(|choice| (choice.text.as_str(), choice.correct))
        .collect()
}

fn codes(import: &Import) -> Vec<F> {
    import.faults.iter().map(|fault| fault.code.clone()).collect()
}

fn warnings(import: &Import) -> Vec<F> {
    import
        .questions
        .iter()
        .flat_map(|parsed| parsed.warnings.iter().map(|fault| fault.code.clone()))
        .collect()
}

#[test]
fn gift_reads_what_a_contest_can_ask() {
    let import = gift(
        "// ghi chú\n$CATEGORY: $course$/top/Luật/CCHC\n\n::Tên::Thủ đô\\: ở đâu? {\n =Hà Nội # Điều 13 Hiến pháp\n ~Huế\n ~Đà Nẵng\n}\n\n\
         Trái đất tròn.{TRUE#sai rồi#đúng rồi}\n\n[html]<p>Chọn <b>hai</b> số chẵn &lt; 5</p>{~%50%2 ~%50%4 ~%-100%3 #### Số chẵn}\n\n\
         a\\=b \\{c\\} \\~ \\# \\\\ d\\ne{=f\\:g ~h}\n",
    );
    assert_eq!(import.format, Format::Gift);
    assert_eq!(import.faults, []);
    let [capital, earth, even, escapes] = import.questions.as_slice() else {
        panic!("{import:?}")
    };
    assert_eq!(capital.place, Place::line(4));
    assert_eq!(capital.text.stem, "Thủ đô: ở đâu?");
    assert_eq!(
        choices(&capital.text),
        [("Hà Nội", true), ("Huế", false), ("Đà Nẵng", false)]
    );
    assert_eq!(
        (capital.text.topic.as_str(), capital.text.explanation.as_str()),
        ("CCHC", "Điều 13 Hiến pháp")
    );
    assert_eq!(
        (earth.text.kind, earth.text.explanation.as_str()),
        (Kind::TrueFalse, "đúng rồi")
    );
    assert!(earth.text.choices.iter().all(|choice| choice.pinned));
    assert_eq!(
        (even.text.kind, even.text.stem.as_str()),
        (Kind::Multiple, "Chọn hai số chẵn < 5")
    );
    assert_eq!(choices(&even.text), [("2", true), ("4", true), ("3", false)]);
    assert_eq!(even.warnings[0].code, F::TagsRemoved);
    assert_eq!(even.text.explanation, "Số chẵn");
    assert_eq!(escapes.text.stem, "a=b {c} ~ # \\ d\ne");
    assert_eq!(escapes.text.choices[0].text, "f:g");
}

#[test]
fn gift_names_what_it_cannot_take_and_reads_on() {
    for (bad, code) in [
        ("Nối {=a -> b =c -> d}", F::GiftMatching),
        ("Năm nào? {#1945:2}", F::GiftNumerical),
        ("Ai? {=Lê Lợi =Lê Thái Tổ}", F::GiftShortAnswer),
        ("Viết về {}", F::GiftEssay),
        ("Hai cộng {=hai ~ba} bằng bốn", F::GiftMissingWord),
        ("Chỉ là lời dẫn", F::GiftDescription),
        ("Hỏi? {=a ~b", F::GiftBraceUnclosed),
        ("Hỏi? =a ~b}", F::GiftBraceUnopened),
        ("Hỏi? {=a ~b}\nNữa? {=c ~d}", F::GiftBlankLineMissing),
        ("Hỏi? {a =b ~c}", F::GiftTextBeforeChoice { text: "a".to_owned() }),
        ("Hỏi? {=a =b ~c}", F::SeveralRightAnswers { count: 2 }),
        ("Hỏi? {~a ~b}", F::NoRightAnswer),
        ("Hỏi? {=a ~}", F::ChoiceEmpty { letter: 'B' }),
        (
            "Hỏi? {=a ~A.}",
            F::SameChoices {
                first: 'A',
                second: 'B',
            },
        ),
        ("{=a ~b}", F::StemEmpty),
        ("Hỏi? {=1~2~3~4~5~6~7~8~9}", F::TooManyChoices { count: 9 }),
        (
            "// [tag:Điểm: nhiều]\nHỏi? {=a ~b}",
            F::PointsUnclear {
                text: "nhiều".to_owned(),
            },
        ),
    ] {
        let import = gift(&format!("Trước? {{=x ~y}}\n\n{bad}\n\nSau? {{=x ~y}}"));
        assert_eq!(codes(&import), [code], "{bad}");
        assert_eq!(import.questions.len(), 2, "{bad}");
        assert_eq!(import.faults[0].place.at, At::Line);
        assert!(import.faults[0].place.number >= 3, "{bad}");
    }
    let import = gift("Hỏi? {=a ~%50%b#gần đúng}");
    assert_eq!(warnings(&import), [F::GiftPartialCredit, F::GiftWrongFeedback]);
    let import = gift("Hỏi <img src=\"x\"> gì? {=a ~b}");
    assert_eq!(warnings(&import), [F::TagsRemoved, F::ImageRemoved]);
    let import = gift("Hỏi? {=a ~b}\n\nHỏi? {=c ~d}");
    assert_eq!(warnings(&import), [F::DuplicateStem { first: 1 }]);
}

#[test]
fn aiken_reads_and_faults() {
    let import = aiken::read(
        "Ai?\r\nA. một\r\nB) hai\r\nANSWER: B\r\n\r\nH.264 đúng?\r\nA. Đúng\r\nB. Sai\r\nAnswer: A",
        &limits(),
    )
    .unwrap();
    assert_eq!(import.faults, []);
    assert_eq!(choices(&import.questions[0].text), [("một", false), ("hai", true)]);
    assert_eq!(
        (import.questions[1].text.kind, import.questions[1].place.number),
        (Kind::TrueFalse, 6)
    );
    for (bad, line, code) in [
        ("Ai?\nlà ai?\nA. a\nB. b\nANSWER: A", 7, F::AikenStemLines),
        (
            "Ai?\nA. a\nC. b\nANSWER: A",
            8,
            F::OptionOutOfOrder {
                found: 'C',
                expected: 'B',
            },
        ),
        (
            "Ai?\nA. a\nB. b\nANSWER: D",
            9,
            F::AnswerOutOfRange { letter: 'D', count: 2 },
        ),
        (
            "Ai?\nA. a\nB. b\nANSWER: ??",
            9,
            F::AnswerUnclear { text: "??".to_owned() },
        ),
        ("Ai?\nA. a\nB. b", 6, F::AikenNoAnswerLine),
        (
            "ANSWER: A",
            6,
            F::AikenStrayLine {
                text: "ANSWER: A".to_owned(),
            },
        ),
        ("Ai?\nA. a\nANSWER: A", 6, F::TooFewChoices { count: 1 }),
    ] {
        let text = format!("Trước?\nA. x\nB. y\nANSWER: A\n\n{bad}\n\nSau?\nA. x\nB. y\nANSWER: B");
        let import = aiken::read(&text, &limits()).unwrap();
        assert_eq!(import.questions.len(), 2, "{bad}");
        let fault = import.faults.iter().find(|fault| fault.code == code);
        assert_eq!(
            fault.map(|fault| fault.place.number),
            Some(line),
            "{bad} {:?}",
            import.faults
        );
    }
}

#[test]
fn word_reads_every_way_of_naming_the_answer() {
    let import = sheet(
        "ĐỀ THI\nCâu 1. Ai?\nA. một\t*B. hai\tC. ba\tD. Tất cả các phương án trên\nMức độ: Vận dụng\nCăn cứ: Luật số 1\n\
         Điều khoản: Điều 2\nHiệu lực từ: 01/07/2025\nHiệu lực đến: 31/12/2026\nLời giải: vì thế\nvà thế\n\
         Câu 2: Gì?\nA. a\nB. b\nĐáp án: B\nCâu 3. Nào?\nA. a\nB. b\nC. Cả A và B\nCâu hỏi 4) Chọn hai\nA. a\nB. b\nC. c\n\
         --- HẾT ---\nBẢNG ĐÁP ÁN\n3-C 4. A, B\n9 A",
    );
    assert_eq!(codes(&import), [F::KeyUnknownNumber { question: 9 }]);
    let [who, what, which, two] = import.questions.as_slice() else {
        panic!("{import:?}")
    };
    assert_eq!(choices(&who.text)[..2], [("một", false), ("hai", true)]);
    assert!(who.text.choices[3].pinned && who.warnings.is_empty());
    assert_eq!(
        (who.text.difficulty, who.text.explanation.as_str()),
        (Difficulty::Hard, "vì thế\nvà thế")
    );
    let citation = who.text.citation.as_ref().unwrap();
    assert_eq!(
        (citation.document.as_str(), citation.article.as_str()),
        ("Luật số 1", "Điều 2")
    );
    // The last day in force is 31/12; the model stores the day after.
    assert_eq!(citation.valid_to.unwrap().to_string(), "2027-01-01");
    assert_eq!(choices(&what.text), [("a", false), ("b", true)]);
    assert_eq!(
        warnings(&import),
        [F::PinNamesLetters { letter: 'C' }, F::ReadAsMultiple { count: 2 }]
    );
    assert_eq!(choices(&which.text)[2], ("Cả A và B", true));
    assert_eq!((two.text.kind, two.place.question), (Kind::Multiple, Some(4)));
}

#[test]
fn word_reads_marks_and_tables() {
    let marked = |text: &str, mark: std::ops::Range<usize>| word::Source {
        marks: vec![mark],
        ..word::Source::plain(text)
    };
    let plain = word::Source::plain;
    let read = |source: &[word::Source]| word::read(source, word::Count::Paragraphs, &limits()).unwrap();
    // All letters bold, one answer bold as a whole.
    let import = read(&[
        plain("Câu 1. Ai?"),
        marked("A. một", 0..2),
        marked("B. hai", 0..6),
        marked("C. ba", 0..2),
    ]);
    assert_eq!(choices(only(&import)), [("một", false), ("hai", true), ("ba", false)]);
    // Only a word is emphasised: no answer.
    let import = read(&[plain("Câu 1. Ai?"), marked("A. không hai", 3..8), plain("B. hai")]);
    assert_eq!(codes(&import), [F::NoRightAnswer]);
    let import = read(&[plain("Câu 1. Ai?"), marked("A. một", 0..6), marked("B. hai", 0..6)]);
    assert_eq!(codes(&import), [F::MarksIgnored]);
    let import = read(&[
        plain("Câu 1. Ai?"),
        marked("A. một", 0..1),
        plain("B. hai"),
        plain("Đáp án: B"),
    ]);
    assert_eq!(
        codes(&import),
        [F::AnswersDisagree {
            first: "B".to_owned(),
            second: "A".to_owned()
        }]
    );
    // A table of answers gives a row of numbers and a row of letters, cell by cell.
    let cells = [
        "Câu 1. a?",
        "A. x\nB. y",
        "Câu 2. b?",
        "A. x",
        "B. y",
        "HẾT",
        "ĐÁP ÁN",
        "Câu",
        "1",
        "2",
        "Đáp án",
        "B",
        "A",
    ];
    let import = read(&cells.map(plain));
    assert_eq!(import.faults, []);
    assert!(import.questions[0].text.choices[1].correct && import.questions[1].text.choices[0].correct);
    let auto = word::Source {
        numbered: true,
        ..plain("một")
    };
    let import = read(&[plain("Câu 1. Ai?"), auto.clone(), auto]);
    assert!(codes(&import).contains(&F::AutoNumbering));
}

#[test]
fn word_faults_have_their_question() {
    for (bad, code) in [
        (
            "Câu 2. Hỏi?\nA. a\nC. c\nĐáp án: A",
            F::OptionOutOfOrder {
                found: 'C',
                expected: 'B',
            },
        ),
        (
            "Câu 2. Hỏi?\nA. a\nB. b\nĐáp án: xyz",
            F::AnswerUnclear { text: "xyz".to_owned() },
        ),
        (
            "Câu 2. Hỏi?\nA. a\nB. b\nĐáp án: A\nMức độ: lạ",
            F::UnknownDifficulty {
                text: "lạ".to_owned()
            },
        ),
        (
            "Câu 2. Hỏi?\nA. a\nB. b\nĐáp án: A\nĐiều khoản: Điều 1",
            F::ArticleWithoutDocument,
        ),
        (
            "Câu 2. Hỏi?\nA. a\nB. b\nĐáp án: A\nNguồn: X\nHiệu lực từ: 2/1/2025\nHiệu lực đến: 1/1/2025",
            F::DatesReversed,
        ),
        ("Câu 2.\nA. a\nB. b\nĐáp án: A", F::StemEmpty),
        ("Câu 2. Hỏi?\nA. a\nB. b", F::NoRightAnswer),
    ] {
        let import = sheet(&format!(
            "Câu 1. T?\nA. x\nB. y\nĐáp án: A\n{bad}\nCâu 3. S?\nA. x\nB. y\nĐáp án: A"
        ));
        assert_eq!(codes(&import), [code], "{bad}");
        assert_eq!(import.faults[0].place.question, Some(2));
        assert_eq!(import.questions.len(), 2);
    }
    let import = sheet("Câu 1. a?\nA. x\nB. y\nCâu 1. b?\nA. x\nB. y\nHẾT\n1-A\nCâu 9. Sau hết?\nA. x");
    assert!(codes(&import).contains(&F::KeyAmbiguous { question: 1 }));
    assert!(codes(&import).contains(&F::TextAfterEnd));
}

#[test]
fn table_finds_columns_by_name() {
    let import = table::read(
        &[
            rows("Trống", &[&["", " "]]),
            rows("Hướng dẫn", &[&["Cách điền mẫu"]]),
            rows(
                "Câu hỏi",
                &[
                    &["NGÂN HÀNG CÂU HỎI"],
                    &[
                        "STT",
                        "ĐÁP ÁN ĐÚNG (*)",
                        "Cau hoi",
                        "Phương án B",
                        "phuong an a",
                        "Điểm",
                        "Lạ",
                        "Hiệu lực từ",
                        "Văn bản",
                    ],
                    &["1", "B", "Ai?", "hai", "một", "0,5", "", "45839", "Luật X"],
                    &[],
                    &["2", "A, B", "Gì?", "b", "a"],
                    &["3", "Sai", "Đúng không?"],
                    &["4", "C", "Hỏng?", "b", "a"],
                ],
            ),
        ],
        &limits(),
    )
    .unwrap();
    let [who, what, truth] = import.questions.as_slice() else {
        panic!("{import:?}")
    };
    assert_eq!(choices(&who.text), [("một", false), ("hai", true)]);
    assert_eq!((who.text.points, who.place.number), (50, 3));
    assert_eq!(
        who.text.citation.as_ref().unwrap().valid_from.unwrap().to_string(),
        "2025-07-01"
    );
    assert_eq!((what.text.kind, truth.text.kind), (Kind::Multiple, Kind::TrueFalse));
    assert!(truth.text.choices[1].correct);
    let answer = Place::row("Câu hỏi", 7).column(1);
    assert_eq!((answer.column.as_str(), answer.key()), ("B", "formats-place-cell"));
    assert_eq!(
        codes(&import),
        [
            F::HeaderMissing,
            F::ColumnUnknown {
                text: "Lạ".to_owned()
            },
            F::AnswerOutOfRange { letter: 'C', count: 2 }
        ]
    );
    assert_eq!(import.faults[2].place, answer);
}

#[test]
fn table_faults() {
    let read = |row: &[&str]| {
        let head = [
            "Câu hỏi",
            "Loại",
            "Phương án A",
            "Phương án B",
            "Phương án C",
            "Đáp án đúng",
            "Điểm",
            "Mức độ",
            "Hiệu lực đến",
        ];
        table::read(&[rows("S", &[&head, row])], &limits()).unwrap()
    };
    for (row, column, code) in [
        (
            ["Ai?", "điền từ", "a", "b", "", "A", "", "", ""],
            "B",
            F::UnknownKind {
                text: "điền từ".to_owned(),
            },
        ),
        (
            ["Ai?", "", "a", "", "c", "A", "", "", ""],
            "D",
            F::ChoiceEmpty { letter: 'B' },
        ),
        (
            ["Ai?", "", "a", "b", "", "1", "", "", ""],
            "F",
            F::AnswerUnclear { text: "1".to_owned() },
        ),
        (
            ["Ai?", "", "a", "b", "", "A", "x", "", ""],
            "G",
            F::PointsUnclear { text: "x".to_owned() },
        ),
        (
            ["Ai?", "", "a", "b", "", "A", "", "x", ""],
            "H",
            F::UnknownDifficulty { text: "x".to_owned() },
        ),
        (
            ["Ai?", "", "a", "b", "", "A", "", "", "31/2/2025"],
            "I",
            F::DateUnclear {
                text: "31/2/2025".to_owned(),
            },
        ),
        (
            ["Ai?", "Đúng/Sai", "a", "b", "", "A", "", "", ""],
            "",
            F::TrueFalseWords,
        ),
        (
            ["Ai?", "Một lựa chọn", "a", "b", "", "A, B", "", "", ""],
            "",
            F::SeveralRightAnswers { count: 2 },
        ),
        (["", "", "a", "b", "", "A", "", "", ""], "", F::StemEmpty),
    ] {
        let import = read(&row);
        let fault = import.faults.iter().find(|fault| fault.code == code);
        assert_eq!(
            fault.map(|fault| fault.place.column.as_str()),
            Some(column),
            "{code:?} {:?}",
            import.faults
        );
        assert!(import.questions.is_empty());
    }
    let missing = table::read(
        &[rows(
            "S",
            &[&["Câu hỏi", "Phương án A", "Phương án B"], &["Ai?", "a", "b"]],
        )],
        &limits(),
    )
    .unwrap();
    assert!(codes(&missing).contains(&F::ColumnMissing {
        text: "Đáp án đúng".to_owned()
    }));
    assert_eq!(
        table::read(&[rows("S", &[&["a", "b"]])], &limits()),
        Err(ImportRefusal::NoHeader)
    );
}

#[test]
fn encodings_are_told_apart() {
    let text = "Câu hỏi tiếng Việt?\nA. được\nB. không\nANSWER: A\n";
    let utf16 = |big: bool| -> Vec<u8> {
        let mark = if big { vec![0xFE, 0xFF] } else { vec![0xFF, 0xFE] };
        let units = text
            .encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
        mark.into_iter().chain(units).collect()
    };
    let mut bom = vec![0xEF, 0xBB, 0xBF];
    bom.extend(text.as_bytes());
    let decomposed = "Ca\u{302}u ho\u{309}i tie\u{302}\u{301}ng Vie\u{323}\u{302}t?\nA.\u{a0}đu\u{31b}o\u{31b}\u{323}c\nB. không\nANSWER: A";
    let inputs = [
        text.into(),
        bom,
        utf16(true),
        utf16(false),
        decomposed.into(),
        text.replace('\n', "\r").into(),
    ];
    for bytes in inputs {
        let import = read("cau-hoi.txt", &bytes, &limits()).unwrap();
        assert_eq!(only(&import).stem, "Câu hỏi tiếng Việt?");
        assert_eq!(only(&import).choices[0].text, "được");
    }
    let refused = |bytes: &[u8]| read("a.txt", bytes, &limits()).unwrap_err();
    let old = |suggestion| ImportRefusal::NotUtf8 { line: 2, suggestion };
    assert_eq!(
        refused(b"a\nC\xA9u h\xE1i c\xF1a B\xB6o Th\xBEng"),
        old(Some(Suggestion::Tcvn3))
    );
    assert_eq!(
        refused(b"a\nC\xE2u ho\xD2i ti\xEA\xECng Vi\xEA\xF2t"),
        old(Some(Suggestion::Windows1258))
    );
    assert_eq!(refused(b"a\n\xFF\x80\x81"), old(None));
    assert_eq!(refused(&[0xFF, 0xFE, 0x00, 0xD8]), ImportRefusal::BadUtf16);
    assert_eq!(
        refused(&utf16(false)[2..]),
        ImportRefusal::NotUtf8 {
            line: 1,
            suggestion: Some(Suggestion::Utf16)
        }
    );
    assert_eq!(warnings(&gift("H\u{7}ỏi? {=a ~b}")), [F::ControlCharacters]);
    assert_eq!(warnings(&gift("H\u{fffd}i? {=a ~b}")), [F::DamagedCharacters]);
}

#[test]
fn the_front_knows_the_formats_and_refuses_the_rest() {
    let front = |name: &str, bytes: &[u8]| read(name, bytes, &limits());
    assert_eq!(
        front("a.txt", "Câu 1. Ai?{=a ~b}".as_bytes()).unwrap().format,
        Format::Gift
    );
    assert_eq!(
        front("a.txt", "Câu 1. Ai?\nA. a\n*B. b".as_bytes()).unwrap().format,
        Format::Word
    );
    let csv = "Câu hỏi;Phương án A;Phương án B;Đáp án đúng\nAi?;một;hai;B\n";
    let import = front("a.csv", csv.as_bytes()).unwrap();
    assert_eq!(
        (import.format, choices(only(&import))[1]),
        (Format::Table, ("hai", true))
    );
    assert_eq!(front("a", b""), Err(ImportRefusal::Empty));
    assert_eq!(front("a.docx", b"%PDF-1.7"), Err(ImportRefusal::Pdf));
    assert_eq!(
        front("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1aaaa"),
        Err(ImportRefusal::OldOffice)
    );
    assert!(matches!(
        front("a.docx", b"PK\x03\x04rest"),
        Err(ImportRefusal::Unreadable(_))
    ));
    assert_eq!(front("a.txt", b"xin chao"), Err(ImportRefusal::NotRecognised));
    let small = Limits {
        bytes: 10,
        questions: 1,
        ..limits()
    };
    assert_eq!(
        read("a", &[b'a'; 11], &small),
        Err(ImportRefusal::TooLarge { bytes: 11, limit: 10 })
    );
    assert_eq!(
        read_text("a{=b ~c}\n\nd{=e ~f}", &small),
        Err(ImportRefusal::TooManyQuestions { limit: 1 })
    );
    assert_eq!(sheet_refusal("xin chào"), ImportRefusal::NoQuestions);
    let unlimited = Limits {
        bytes: usize::MAX,
        ..limits()
    };
    let huge = vec![b'a'; contest::formats::HARD_BYTES + 1];
    assert!(matches!(
        read("a", &huge, &unlimited),
        Err(ImportRefusal::TooLarge { .. })
    ));
}

fn sheet_refusal(text: &str) -> ImportRefusal {
    word::read(&word::from_text(text), word::Count::Lines, &limits()).unwrap_err()
}

#[test]
fn lengths_are_capped() {
    let long = "x".repeat(25_000);
    let import = gift(&format!(
        "{long}{{=a ~b}}\n\nNgắn?{{=a ~{}}}\n\nVừa?{{=a ~b}}",
        "y".repeat(2_001)
    ));
    assert_eq!(
        codes(&import),
        [
            F::PieceTooLong {
                chars: 25_008,
                limit: 20_000
            },
            F::ChoiceTooLong {
                letter: 'B',
                chars: 2_001,
                limit: 2_000
            }
        ]
    );
    assert_eq!(import.questions.len(), 1);
    let import = sheet(&format!(
        "Câu 1. {}\nA. a\n*B. b\nGiải thích: {}",
        "x".repeat(4_001),
        "y ".repeat(8_000)
    ));
    assert_eq!(
        codes(&import),
        [
            F::StemTooLong {
                chars: 4_001,
                limit: 4_000
            },
            F::ExplanationTooLong {
                chars: 15_999,
                limit: 8_000
            }
        ]
    );
}

/// Long runs of one sign in every reader, with the caps on pieces lifted. Two megabytes take well under a second even in
/// an unoptimised build; anything quadratic would take hours.
#[test]
fn hostile_text_costs_linear_time() {
    let start = std::time::Instant::now();
    let open = Limits {
        piece: usize::MAX,
        stem: usize::MAX,
        choice: usize::MAX,
        explanation: usize::MAX,
        ..limits()
    };
    let units = [
        "{",
        "\\",
        "}",
        "~",
        "=",
        "#",
        "::",
        "<",
        "<a",
        "&",
        "[tag:",
        "// [tag:",
        "A. ",
        "A.\t",
        "1 A ",
        "%1",
        "A.  B.  ",
        "e\u{302}\u{323}",
        "\n",
        "Câu 1.\n",
    ];
    for unit in units {
        for prefix in [
            "",
            "Câu 1. a{",
            "[html]",
            "Ai?\nA. ",
            "Câu 1. \nA. x\nB. y\n",
            "// [tag:",
        ] {
            let text = format!("{prefix}{}", unit.repeat(60_000 / unit.len()));
            let _ = gift::read(&text, &open);
            let _ = aiken::read(&text, &open);
            let _ = word::read(&word::from_text(&text), word::Count::Lines, &open);
            let _ = read_text(&text, &open);
        }
    }
    for unit in ["{", "\\"] {
        let text = unit.repeat(2_000_000);
        let _ = (
            aiken::read(&text, &open),
            word::read(&word::from_text(&text), word::Count::Lines, &open),
        );
        assert!(matches!(gift::read(&text, &open), Ok(import) if import.questions.is_empty()));
        let _ = read_text(&text, &limits());
    }
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}
