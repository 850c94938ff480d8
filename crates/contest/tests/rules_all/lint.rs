//! Contradictions in the rules.

use contest::bank::SealedBank;
use contest::lint::{BankInUse, Ceiling, CitedQuestion, Context, Finding, Problem, Severity, lint, may_seal};
use contest::ruleset::{
    CollectiveScope, KeyShown, LiveCounters, PrizeScope, QualifierSource, RuleSet, SharedPlace, TopUp,
};

use crate::fixture::{id, quiz, rules, seal, texts};

fn context(bank: &SealedBank) -> Context<'_> {
    let banks = vec![BankInUse {
        stage: "v1",
        division: None,
        bank,
    }];
    Context {
        banks,
        ..Context::default()
    }
}

fn problems(findings: &[Finding]) -> Vec<&Problem> {
    findings.iter().map(|finding| &finding.problem).collect()
}

/// Findings that a change of the good rules brings.
fn after(change: impl FnOnce(&mut RuleSet)) -> Vec<Problem> {
    let bank = seal(&texts(10));
    let mut changed = rules();
    change(&mut changed);
    let before = lint(&rules(), &context(&bank));
    let found = lint(&changed, &context(&bank));
    found
        .into_iter()
        .filter(|finding| !before.contains(finding))
        .map(|finding| finding.problem)
        .collect()
}

#[test]
fn the_plan_says_one_number_in_two_ways_and_lint_tells() {
    let bank = seal(&texts(10));
    let findings = lint(&rules(), &context(&bank));
    let [Problem::StatementsDisagree { first, second, .. }] = problems(&findings)[..] else {
        panic!("{findings:?}");
    };
    assert_eq!((first.value, second.value), (20, 20));
    assert_ne!(first.manner, second.manner);
    assert!(
        may_seal(&findings),
        "it is for people to settle, not for the machine to block"
    );
}

#[test]
fn rules_that_follow_no_statement_are_an_error() {
    let found = after(|rules| quiz(rules).qualifier.as_mut().unwrap().target = 14);
    assert!(
        found
            .iter()
            .any(|p| matches!(p, Problem::RulesDiffer { rules: 14, .. }) && p.severity() == Severity::Error)
    );
    assert!(found.contains(&Problem::QualifierOverfull { seats: 20, target: 14 }));
}

#[test]
fn periods_that_overlap_or_leave_an_unstated_gap() {
    let found = after(|rules| quiz(rules).periods[1].open -= 3_600_000);
    assert!(matches!(found[..], [Problem::PeriodsOverlap { .. }]), "{found:?}");
    let found = after(|rules| quiz(rules).periods[1].pause_before = false);
    assert!(
        matches!(found[..], [Problem::GapUnstated { gap_ms: 1_800_000, .. }]),
        "{found:?}"
    );
    let found = after(|rules| quiz(rules).periods[0].results_due = Some(0));
    assert!(matches!(found[..], [Problem::ResultsDueTooEarly { .. }]), "{found:?}");
    let found = after(|rules| quiz(rules).results.key = KeyShown::AfterPeriod);
    assert_eq!(found, [Problem::KeyPublishedEarly]);
}

#[test]
fn a_bank_too_small_for_the_paper_or_for_a_part_of_it() {
    let small = seal(&texts(4));
    let findings = lint(&rules(), &context(&small));
    // 24 questions for 3 × 10; "cchc, hard" has 4 for 3 × 2; "luat" has 12 for 3 × 3; the division's 12 need 2 × 12.
    let sizes: Vec<(u32, u32)> = problems(&findings)
        .into_iter()
        .filter_map(|p| {
            if let Problem::BankTooSmall { have, want, .. } = p {
                Some((*have, *want))
            } else {
                None
            }
        })
        .collect();
    assert_eq!(sizes, [(4, 6), (24, 30)]);
    assert!(!may_seal(&findings));
    assert!(problems(&lint(&rules(), &Context::default())).contains(&&Problem::BankMissing { division: None }));
}

#[test]
fn tie_chains_and_predictions() {
    let found = after(|rules| {
        let quiz = quiz(rules);
        quiz.ranking.keys.pop();
        quiz.prizes.shared = SharedPlace::OrganisersDecide;
    });
    assert_eq!(found, [Problem::TieChainOpen]);
    assert_eq!(
        after(|rules| rules.disclosure.live_counters = LiveCounters::Public),
        [Problem::PredictionLeaksLive]
    );
    assert_eq!(
        after(|rules| quiz(rules).prediction = None),
        [Problem::PredictionNotAsked]
    );
    assert_eq!(
        after(|rules| quiz(rules).attempts.min_plausible_ms = None),
        [Problem::TimeWithoutFloor]
    );
    let found = after(|rules| quiz(rules).ranking.keys.swap(0, 7));
    assert_eq!(found.len(), 7, "everything after the lot is out of reach: {found:?}");
}

#[test]
fn a_rate_needs_its_denominator_and_prizes_their_ranking() {
    let found = after(|rules| quiz(rules).collective.as_mut().unwrap().headcount_on = None);
    assert_eq!(found, [Problem::RateWithoutHeadcount]);
    let found = after(|rules| quiz(rules).collective.as_mut().unwrap().scope = CollectiveScope::WholeStage);
    assert_eq!(
        found,
        [
            Problem::UnitPrizeSpan {
                table: "tap-the".into()
            },
            Problem::QualifierSpan
        ]
    );
    let found = after(|rules| quiz(rules).collective = None);
    assert_eq!(
        found,
        [Problem::UnitPrizeWithoutRanking, Problem::QualifierWithoutRanking]
    );
    let found = after(|rules| {
        let qualifier = quiz(rules).qualifier.as_mut().unwrap();
        qualifier.source = QualifierSource::PeriodWinners { places: 3 };
        qualifier.top_up = TopUp::None;
    });
    let short = Problem::QualifierShort { seats: 12, target: 20 };
    assert_eq!(found, [short, Problem::QualifierNotPrizes { places: 3, prizes: 5 }]);
}

#[test]
fn ceilings_and_citations_hold_on_their_days() {
    let bank = seal(&texts(10));
    let ceiling = |to: Option<&str>| Ceiling {
        scope: PrizeScope::Unit,
        amount: 2_500_000,
        from: "2020-01-01".parse().unwrap(),
        to: to.map(|to| to.parse().unwrap()),
        source: "mức chi thử nghiệm".into(),
    };
    let above = |ceiling| {
        let context = Context {
            ceilings: vec![ceiling],
            ..context(&bank)
        };
        let findings = lint(&rules(), &context);
        findings
            .iter()
            .any(|finding| matches!(finding.problem, Problem::PrizeAboveCeiling { .. }))
    };
    assert!(above(ceiling(None)));
    assert!(
        !above(ceiling(Some("2026-10-01"))),
        "a ceiling no longer in force does not bind"
    );
    let mut text = texts(1).remove(0);
    let broken = |text: &contest::question::QuestionText| {
        let questions = vec![CitedQuestion {
            question: id(1),
            citation: text.citation.as_ref(),
        }];
        let findings = lint(
            &rules(),
            &Context {
                questions,
                ..context(&bank)
            },
        );
        findings
            .into_iter()
            .any(|finding| matches!(finding.problem, Problem::CitationNotInForce { .. }))
    };
    assert!(!broken(&text));
    // Repealed on the last day of the second week.
    text.citation.as_mut().unwrap().valid_to = Some("2026-10-19".parse().unwrap());
    assert!(broken(&text));
    text.citation.as_mut().unwrap().valid_to = Some("2026-10-20".parse().unwrap());
    assert!(!broken(&text));
}
