//! Reading plan files.

use programme::{Fault, Frame, PlanState, TEXTS, Words, parse};

use crate::common::{SMALL, TODAY, current, history};

fn fault(text: &str) -> (usize, Fault) {
    match parse(text, &Frame::on(TODAY)) {
        Ok(plan) => panic!("{} was taken", plan.slug),
        Err(error) => (error.line, error.fault),
    }
}

#[test]
fn the_plan_of_2022_is_read_as_signed() {
    let plan = history();
    assert_eq!(plan.number.as_ref().unwrap().to_string(), "90/KH-CĐVCVN-BNV");
    assert_eq!(plan.signed_on.unwrap().to_string(), "2022-03-31");
    assert_eq!((plan.state, plan.history, plan.demo), (PlanState::Ended, true, false));
    assert_eq!(
        (plan.parties.len(), plan.sections.len(), plan.activities.len()),
        (2, 4, 5)
    );
    let contest = &plan.activities[0];
    assert_eq!(contest.slug, "2022-i");
    assert_eq!(contest.when.from.unwrap().to_string(), "2022-05-01");
    assert_eq!(
        contest.when.to.unwrap().to_string(),
        "2022-11-01",
        "October is the last month, included"
    );
    assert!(contest.when.expected);
    let seminar = plan.activities[1].size.as_ref().unwrap();
    assert_eq!(
        (seminar.how_many.min, seminar.how_many.max, seminar.how_many.approx),
        (Some(70), Some(70), true)
    );
    let class = plan.activities[2].size.as_ref().unwrap();
    assert_eq!(
        (class.how_many.min, class.how_many.max, class.how_many.approx),
        (Some(150), Some(200), false)
    );
    assert!(plan.activities[4].funding.iter().all(|share| share.amount.is_none()));
    assert_eq!(plan.notes[0].quotes[1].vi, "20 đơn vị đạt giải nhất hàng tuần");
    assert_eq!(plan.signatures[1].aliases[0].text, "Ngô Duy Hiếu");
}

#[test]
fn the_current_plan_moves_with_the_day() {
    let plan = current();
    assert_eq!(plan.year, 2026);
    assert!(plan.title.vi.contains("năm 2026"));
    assert_eq!(plan.signed_on.unwrap().to_string(), "2026-07-15");
    let online = &plan.activities[0];
    assert_eq!(online.when.words, "Từ 19/10/2026 đến 8/11/2026");
    assert_eq!(online.when.words_en, "From 19 October 2026 to 8 November 2026");
    assert_eq!(online.evidence.as_ref().unwrap().asked(), "cai-cach-hanh-chinh");
    let last = &plan.activities[1];
    assert_eq!(
        (last.when.words.as_str(), last.when.words_en.as_str()),
        ("Dự kiến tháng 1/2027", "Expected January 2027")
    );
    assert_eq!(last.evidence.as_ref().unwrap().asked(), "cai-cach-hanh-chinh/2");
    let guide = plan.activities.iter().find(|a| a.code == "III.3").unwrap();
    assert_eq!(
        guide.when.to.unwrap().to_string(),
        "2026-10-22",
        "twelve days ago, and the day after it"
    );
    let texts = format!("{plan:?}");
    assert!(!texts.contains("{year}") && !texts.contains("_date}") && !texts.contains("_month}"));
}

#[test]
fn every_text_of_the_demo_has_an_english_twin() {
    for plan in [history(), current()] {
        let said = |words: &Words| words.vi.is_empty() == words.en.is_empty();
        assert!(said(&plan.title) && said(&plan.kind) && said(&plan.place));
        for activity in &plan.activities {
            assert!(said(&activity.title) && said(&activity.aims), "{}", activity.code);
            assert!(!activity.when.words_en.is_empty(), "{}", activity.code);
            assert!(activity.assignments.iter().all(|a| said(&a.unit) && said(&a.duty)));
            assert!(activity.funding.iter().all(|f| said(&f.words)));
        }
        assert!(
            plan.notes
                .iter()
                .all(|note| said(&note.text) && note.quotes.iter().all(said))
        );
    }
}

#[test]
fn a_wrong_file_is_refused_with_its_line() {
    assert!(parse(SMALL, &Frame::on(TODAY)).is_ok());
    let line = |needle: &str| SMALL.lines().position(|l| l.contains(needle)).unwrap() + 1;
    let wrong = |from: &str, to: &str| fault(&SMALL.replacen(from, to, 1));
    assert_eq!(wrong("format = 1", "format = 2"), (1, Fault::Format(2)));
    assert_eq!(
        wrong("\"nho\"", "\"Nhỏ\""),
        (line("slug"), Fault::Slug("Nhỏ".to_owned()))
    );
    assert_eq!(
        wrong("section = \"I\"", "section = \"II\""),
        (line("section = "), Fault::SectionUnknown("II".to_owned()))
    );
    assert_eq!(
        wrong("to = \"2026-03\"", "to = \"2026-02\""),
        (line("when ="), Fault::Backwards)
    );
    assert_eq!(wrong(", to = \"2026-03\"", ""), (line("when ="), Fault::WhenIncomplete));
    assert_eq!(
        wrong("2026-12-31", "2026-12-32"),
        (line("12-31"), Fault::Day("2026-12-32".to_owned()))
    );
    assert_eq!(
        wrong("Tháng 3", "Tháng {thang}"),
        (line("when ="), Fault::Placeholder("thang".to_owned()))
    );
    let (at, negative) = fault(&format!("{SMALL}amount = -1\n"));
    assert_eq!((at, negative), (SMALL.lines().count() + 1, Fault::Negative(-1)));
    let misspelt = wrong("state = \"planned\"", "stat = \"planned\"");
    assert!(
        matches!(misspelt, (at, Fault::Syntax(_)) if at == line("planned")),
        "{misspelt:?}"
    );
    let unknown_state = wrong("\"planned\"", "\"xong\"");
    assert!(matches!(unknown_state, (at, Fault::Syntax(_)) if at == line("planned")));
    let both = wrong("side = \"A\"", "side = \"both\"");
    assert_eq!(both, (line("side"), Fault::OneSide));
    let contest = wrong(
        "{ words = \"Tháng 3 <i>\"",
        "{ kind = \"contest_running\", words = \"\"",
    );
    assert_eq!(contest.1, Fault::WhenIncomplete);
    let note = format!("{SMALL}[[note]]\nkind = \"gap\"\nactivity = \"X\"\ntext = \"?\"\n");
    assert_eq!(fault(&note).1, Fault::ActivityUnknown("X".to_owned()));
}

#[test]
fn a_number_that_is_said_twice_must_agree_with_itself() {
    let with = |text: &str| SMALL.replacen("year = 2026", text, 1);
    let good = with("year = 2026\nnumber = 90\nnotation = \"KH-A-B\"\nnumber_text = \"90/KH-A-B\"");
    assert!(parse(&good, &Frame::on(TODAY)).is_ok());
    let other = with("year = 2026\nnumber = 91\nnumber_text = \"90/KH-A-B\"");
    assert_eq!(fault(&other), (6, Fault::NumberDiffers("90/KH-A-B".to_owned())));
    let none = with("year = 2026\nnumber_text = \"không số\"");
    assert_eq!(fault(&none).1, Fault::Number("không số".to_owned()));
}

#[test]
fn every_fault_has_words_in_both_languages() {
    let keys = |file| platform::text::keys(file).into_keys().collect::<Vec<_>>();
    assert_eq!(keys(TEXTS.1), keys(TEXTS.2), "vi and en have the same keys");
    let twice = |file| platform::text::keys(file).into_values().all(|n| n == 1);
    assert!(twice(TEXTS.1) && twice(TEXTS.2));
    let texts = platform::text::Texts::load(&[TEXTS]).unwrap();
    for fault in [
        Fault::Syntax("x".into()),
        Fault::Format(2),
        Fault::Placeholder("x".into()),
        Fault::Slug("x".into()),
        Fault::Number("x".into()),
        Fault::NumberDiffers("x".into()),
        Fault::Day("x".into()),
        Fault::WhenIncomplete,
        Fault::Backwards,
        Fault::ContestUnknown("x".into()),
        Fault::SectionUnknown("x".into()),
        Fault::ActivityUnknown("x".into()),
        Fault::Twice("x".into()),
        Fault::OneSide,
        Fault::Negative(-1),
    ] {
        let (key, x) = fault.words();
        for lang in kernel::lang::Lang::ALL {
            assert!(!texts.tr(lang).x(key, &x).contains('⟦'), "{key}");
        }
    }
}
