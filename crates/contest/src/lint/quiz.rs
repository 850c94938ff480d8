//! Periods, attempts, papers, citations, the prediction and the ranking.

use super::{Context, Found, Problem, day};
use crate::blueprint::{Blueprint, Selection};
use crate::ranking::MAX_KEYS;
use crate::ruleset::{
    InFlight, KeyShown, LiveCounters, LocalText, PredictionMetric, Quiz, RankFilter, RankKey, RuleSet, SharedPlace,
    UnitTable,
};

pub(super) fn check(rules: &RuleSet, quiz: &Quiz, stage: &str, context: &Context<'_>, found: &mut Found) {
    found.codes(quiz.periods.iter().map(|period| period.code.as_str()));
    found.codes(quiz.divisions.iter().map(|division| division.code.as_str()));
    found.codes(quiz.blocks.iter().map(|block| block.code.as_str()));
    found.codes(quiz.topics.iter().map(|topic| topic.code.as_str()));
    periods(quiz, found);
    attempts(quiz, found);
    paper(quiz, &quiz.blueprint, None, stage, context, found);
    for division in &quiz.divisions {
        let own_bank = context
            .banks
            .iter()
            .any(|used| used.stage == stage && used.division == Some(&division.code));
        if division.blueprint.is_some() || own_bank {
            let blueprint = division.blueprint.as_ref().unwrap_or(&quiz.blueprint);
            paper(
                quiz,
                blueprint,
                Some((&division.code, &division.name)),
                stage,
                context,
                found,
            );
        }
    }
    citations(quiz, context, found);
    ranking(quiz, found);
    prediction(rules, quiz, found);
}

fn periods(quiz: &Quiz, found: &mut Found) {
    found.when(quiz.periods.is_empty(), || Problem::NoPeriod);
    for period in &quiz.periods {
        found.when(period.close <= period.open, || Problem::PeriodEmpty {
            period: period.name.clone(),
        });
        let early = period.results_due.is_some_and(|due| due < quiz.seal_at(period));
        found.when(early, || Problem::ResultsDueTooEarly {
            period: period.name.clone(),
        });
    }
    for (index, period) in quiz.periods.iter().enumerate() {
        // Any pair, not only neighbours: a long period may cover several that follow.
        for next in quiz.periods.iter().skip(index + 1) {
            if next.open < period.close {
                let (first, second) = (period.name.clone(), next.name.clone());
                found.push(Problem::PeriodsOverlap { first, second });
            }
        }
        let Some(next) = quiz.periods.get(index + 1) else {
            continue;
        };
        let names = || (period.name.clone(), next.name.clone());
        if next.open > period.close && !next.pause_before {
            let (first, second) = names();
            found.push(Problem::GapUnstated {
                first,
                second,
                gap_ms: next.open - period.close,
            });
        }
        if next.open >= period.close && next.open < quiz.seal_at(period) {
            let (first, second) = names();
            found.push(Problem::FinishRunsIntoNext { first, second });
        }
    }
    let several = quiz.periods.len() > 1;
    found.when(several && quiz.results.key == KeyShown::AfterPeriod, || {
        Problem::KeyPublishedEarly
    });
}

fn attempts(quiz: &Quiz, found: &mut Found) {
    let policy = &quiz.attempts;
    let limits = [
        policy.max_per_day,
        policy.max_per_week,
        policy.max_per_period,
        policy.max_per_contest,
    ];
    found.when(limits.contains(&Some(0)), || Problem::AttemptLimitZero);
    let times = [policy.time_limit_ms, policy.min_plausible_ms];
    found.when(times.into_iter().flatten().any(|ms| ms <= 0), || {
        Problem::LimitNotPositive
    });
    let above = policy
        .min_plausible_ms
        .zip(policy.time_limit_ms)
        .is_some_and(|(min, limit)| min >= limit);
    found.when(above, || Problem::PlausibleAboveLimit);
    let endless = quiz.in_flight == InFlight::FinishOwnTime && policy.time_limit_ms.is_none();
    found.when(endless, || Problem::FinishWithoutLimit);
}

fn paper(
    quiz: &Quiz,
    blueprint: &Blueprint,
    division: Option<(&str, &LocalText)>,
    stage: &str,
    context: &Context<'_>,
    found: &mut Found,
) {
    let name = division.map(|(_, name)| name.clone());
    let topic_name = |code: &str| {
        quiz.topics
            .iter()
            .find(|topic| topic.code == code)
            .map(|topic| topic.name.clone())
    };
    if let Err(error) = blueprint.check() {
        found.push(Problem::Blueprint { division: name, error });
        return;
    }
    for code in blueprint.quotas.iter().filter_map(|quota| quota.topic.as_ref()) {
        found.when(topic_name(code).is_none(), || Problem::TopicUnnamed {
            code: code.clone(),
        });
    }
    let never_the_same = blueprint.avoid_repeats && blueprint.selection == Selection::SamePerPeriod;
    found.when(never_the_same, || Problem::RepeatsUnavoidable);
    let code = division.map(|(code, _)| code);
    let of_stage = || context.banks.iter().filter(|used| used.stage == stage);
    let used = of_stage()
        .find(|used| used.division == code)
        .or_else(|| of_stage().find(|used| used.division.is_none()));
    let Some(used) = used else {
        // Every division may have its own bank; then nobody draws from a common one.
        let all_own = quiz
            .divisions
            .iter()
            .all(|own| of_stage().any(|used| used.division == Some(&own.code)));
        let needed = code.is_some() || quiz.divisions.is_empty() || !all_own;
        found.when(needed, || Problem::BankMissing { division: name });
        return;
    };
    match blueprint.coverage(used.bank) {
        Err(error) => found.push(Problem::Blueprint { division: name, error }),
        Ok(parts) => {
            for part in parts {
                let want = part.need.saturating_mul(u32::from(blueprint.bank_factor.max(1)));
                if part.have < want {
                    let topic = part
                        .topic
                        .map(|code| topic_name(&code).unwrap_or_else(|| LocalText::vi(code)));
                    let (difficulty, have) = (part.difficulty, part.have);
                    found.push(Problem::BankTooSmall {
                        topic,
                        difficulty,
                        have,
                        want,
                    });
                }
            }
        }
    }
}

/// A citation must be in force on every day of every period.
fn citations(quiz: &Quiz, context: &Context<'_>, found: &mut Found) {
    for cited in &context.questions {
        let Some(citation) = cited.citation else {
            found.push(Problem::CitationMissing {
                question: cited.question,
            });
            continue;
        };
        let outside = quiz.periods.iter().find(|period| {
            let (first, last) = (day(context, period.open), day(context, period.close - 1));
            let early = citation.valid_from.zip(first).is_some_and(|(from, first)| first < from);
            let late = citation.valid_to.zip(last).is_some_and(|(to, last)| last >= to);
            early || late
        });
        if let Some(period) = outside {
            found.push(Problem::CitationNotInForce {
                question: cited.question,
                document: citation.document.clone(),
                period: period.name.clone(),
                from: citation.valid_from,
                to: citation.valid_to,
            });
        }
    }
}

fn ranking(quiz: &Quiz, found: &mut Found) {
    let keys = &quiz.ranking.keys;
    found.when(keys.is_empty(), || Problem::NoRankKey);
    found.when(keys.len() > MAX_KEYS, || Problem::TooManyRankKeys { max: MAX_KEYS });
    for (index, key) in keys.iter().enumerate() {
        let before = || keys.iter().take(index);
        found.when(before().any(|other| other.same_kind(*key)), || Problem::RankKeyTwice {
            key: *key,
        });
        found.when(before().any(|other| *other == RankKey::Lot), || Problem::KeyAfterLot {
            key: *key,
        });
        if let RankKey::WorkingTime { resolution_ms }
        | RankKey::SubmittedAt { resolution_ms }
        | RankKey::StartedAt { resolution_ms } = *key
        {
            found.when(resolution_ms <= 0, || Problem::ResolutionNotPositive { key: *key });
        }
    }
    let by_time = keys.iter().any(|key| matches!(key, RankKey::WorkingTime { .. }));
    found.when(by_time && quiz.attempts.min_plausible_ms.is_none(), || {
        Problem::TimeWithoutFloor
    });
    let open_end = !keys.contains(&RankKey::Lot) && quiz.prizes.shared == SharedPlace::OrganisersDecide;
    found.when(open_end && !keys.is_empty(), || Problem::TieChainOpen);
    // Questions are worth one point unless the bank says otherwise; a bank with other points is told by its score.
    let max = i32::from(quiz.blueprint.questions).saturating_mul(100);
    for filter in &quiz.ranking.filters {
        if let RankFilter::MinScore { score } = *filter {
            found.when(score > max, || Problem::MinScoreUnreachable { score, max });
        }
    }
}

fn prediction(rules: &RuleSet, quiz: &Quiz, found: &mut Found) {
    let key = quiz.ranking.keys.contains(&RankKey::PredictionDistance);
    let filter = quiz.ranking.filters.contains(&RankFilter::HasPrediction);
    let Some(prediction) = &quiz.prediction else {
        found.when(key || filter, || Problem::PredictionNotAsked);
        return;
    };
    found.when(!key, || Problem::PredictionUnused);
    if let PredictionMetric::PercentAllCorrect { decimals } = prediction.metric {
        found.when(decimals > 6, || Problem::DecimalsTooMany { decimals });
    }
    match rules.disclosure.live_counters {
        LiveCounters::Public => found.push(Problem::PredictionLeaksLive),
        LiveCounters::Rounded { step } => found.push(Problem::PredictionLeaksRounded { step }),
        LiveCounters::HiddenUntilClose => {}
    }
    found.when(rules.disclosure.unit_table == UnitTable::Daily, || {
        Problem::PredictionLeaksDaily
    });
}
