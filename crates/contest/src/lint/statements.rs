//! What documents say against what they say elsewhere, and against the rules.

use super::{Found, Problem, Said};
use crate::ruleset::{Manner, PrizeScope, PrizeSpan, PrizeTable, QualifierSource, Quantity, Quiz, RuleSet, Statement};

pub(super) fn check(rules: &RuleSet, found: &mut Found) {
    let mut quantities: Vec<Quantity> = rules.statements.iter().map(|statement| statement.quantity).collect();
    quantities.sort_unstable();
    quantities.dedup();
    for quantity in quantities {
        let said: Vec<&Statement> = rules
            .statements
            .iter()
            .filter(|statement| statement.quantity == quantity)
            .collect();
        for (index, first) in said.iter().enumerate() {
            // Only the first statement that differs is told: the pair is enough to go and look.
            if let Some(second) = said.iter().skip(index + 1).find(|second| differ(first, second)) {
                let (first, second) = (quote(first), quote(second));
                found.push(Problem::StatementsDisagree {
                    quantity,
                    first,
                    second,
                });
                break;
            }
        }
        // Statements are about the first quiz stage; plans do not tell rounds apart more finely.
        let Some((_, quiz)) = rules.quizzes().next() else {
            continue;
        };
        let Some((rules, manner)) = by_rules(quantity, quiz) else {
            continue;
        };
        let kept = |statement: &&Statement| {
            statement.value == rules && (manner.is_none() || statement.manner.is_none() || statement.manner == manner)
        };
        if !said.iter().any(kept)
            && let Some(first) = said.first()
        {
            found.push(Problem::RulesDiffer {
                quantity,
                rules,
                manner,
                said: quote(first),
            });
        }
    }
}

fn differ(first: &Statement, second: &Statement) -> bool {
    let manner = first.manner.zip(second.manner);
    first.value != second.value || manner.is_some_and(|(first, second)| first != second)
}

fn quote(statement: &Statement) -> Said {
    Said {
        value: statement.value,
        manner: statement.manner,
        place: statement.place.clone(),
    }
}

/// The quantity as the rules have it; none when they do not fix it.
fn by_rules(quantity: Quantity, quiz: &Quiz) -> Option<(i64, Option<Manner>)> {
    let plain = |value: i64| Some((value, None));
    let length = |value: usize| i64::try_from(value).unwrap_or(i64::MAX);
    match quantity {
        Quantity::QualifiedUnits => {
            let qualifier = quiz.qualifier.as_ref()?;
            let manner = match qualifier.source {
                QualifierSource::PeriodWinners { .. } => Manner::PeriodWinners,
                QualifierSource::BestOverall => Manner::BestOverall,
                QualifierSource::MinScore { .. } => Manner::ScoreThreshold,
            };
            Some((i64::from(qualifier.target), Some(manner)))
        }
        Quantity::Periods => plain(length(quiz.periods.len())),
        Quantity::QuestionsPerPaper => plain(i64::from(quiz.blueprint.questions)),
        Quantity::TimeLimitMinutes => plain(quiz.attempts.time_limit_ms? / 60_000),
        Quantity::AttemptsPerPeriod => plain(i64::from(quiz.attempts.max_per_period?)),
        Quantity::PersonPrizes => plain(sum(quiz, Some(PrizeScope::Person), |table| i64::from(table.seats()))),
        Quantity::UnitPrizes => plain(sum(quiz, Some(PrizeScope::Unit), |table| i64::from(table.seats()))),
        Quantity::PrizeMoney => plain(sum(quiz, None, PrizeTable::money)),
    }
}

fn sum(quiz: &Quiz, scope: Option<PrizeScope>, value: impl Fn(&PrizeTable) -> i64) -> i64 {
    let tables = quiz
        .prizes
        .tables
        .iter()
        .filter(|table| scope.is_none_or(|scope| scope == table.scope));
    tables.fold(0, |sum: i64, table| {
        sum.saturating_add(value(table).saturating_mul(givings(quiz, table)))
    })
}

/// How often a table is given in the whole stage.
pub(super) fn givings(quiz: &Quiz, table: &PrizeTable) -> i64 {
    let periods = match table.span {
        PrizeSpan::EachPeriod => quiz.periods.len(),
        PrizeSpan::Stage => 1,
    };
    let blocks = if table.per_block { quiz.blocks.len().max(1) } else { 1 };
    i64::try_from(periods.saturating_mul(blocks)).unwrap_or(i64::MAX)
}
