//! Findings as sentences.

use super::{Finding, Problem, Said};
use crate::blueprint::BlueprintError;
use crate::printed::{difficulty_key, metric_key};
use crate::ruleset::{LocalText, Manner, Quantity, RankKey};
use crate::wording::{Arg, Sentence};

impl Finding {
    /// The finding as a Fluent message with arguments.
    pub fn sentence(&self) -> Sentence {
        sentence(&self.problem)
    }
}

fn local(value: &LocalText) -> Arg {
    Arg::local(value)
}

fn sentence(problem: &Problem) -> Sentence {
    use Problem as P;
    let plain = Sentence::plain;
    match problem {
        P::NoStage => plain("rules-lint-no-stage"),
        P::OneOrganiser => plain("rules-lint-one-organiser"),
        P::TimeZoneMissing => plain("rules-lint-time-zone-missing"),
        P::CodeTwice { code } => Sentence::new("rules-lint-code-twice", [("code", Arg::text(code))]),
        P::StatementsDisagree {
            quantity,
            first,
            second,
        } => {
            let args = [
                ("quantity", Arg::Message(quantity_key(*quantity))),
                ("first", Arg::Count(first.value)),
                ("first_manner", manner(first)),
                ("first_place", Arg::text(&first.place)),
                ("second", Arg::Count(second.value)),
                ("second_manner", manner(second)),
                ("second_place", Arg::text(&second.place)),
            ];
            Sentence::new("rules-lint-statements-disagree", args)
        }
        P::RulesDiffer {
            quantity,
            rules,
            manner: by_rules,
            said,
        } => {
            let args = [
                ("quantity", Arg::Message(quantity_key(*quantity))),
                ("rules", Arg::Count(*rules)),
                ("manner", Arg::Message(manner_key(*by_rules))),
                ("said", Arg::Count(said.value)),
                ("said_manner", manner(said)),
                ("place", Arg::text(&said.place)),
            ];
            Sentence::new("rules-lint-rules-differ", args)
        }
        P::NoPeriod => plain("rules-lint-no-period"),
        P::PeriodEmpty { period } => Sentence::new("rules-lint-period-empty", [("period", local(period))]),
        P::PeriodsOverlap { first, second } => Sentence::new(
            "rules-lint-periods-overlap",
            [("first", local(first)), ("second", local(second))],
        ),
        P::GapUnstated { first, second, gap_ms } => {
            let args = [
                ("first", local(first)),
                ("second", local(second)),
                ("gap", Arg::Duration(*gap_ms)),
            ];
            Sentence::new("rules-lint-gap-unstated", args)
        }
        P::FinishRunsIntoNext { first, second } => Sentence::new(
            "rules-lint-finish-runs-into-next",
            [("first", local(first)), ("second", local(second))],
        ),
        P::ResultsDueTooEarly { period } => {
            Sentence::new("rules-lint-results-due-too-early", [("period", local(period))])
        }
        P::FinishWithoutLimit => plain("rules-lint-finish-without-limit"),
        P::LimitNotPositive => plain("rules-lint-limit-not-positive"),
        P::AttemptLimitZero => plain("rules-lint-attempt-limit-zero"),
        P::PlausibleAboveLimit => plain("rules-lint-plausible-above-limit"),
        P::KeyPublishedEarly => plain("rules-lint-key-published-early"),
        P::Blueprint { error, .. } => blueprint(error),
        P::TopicUnnamed { code } => Sentence::new("rules-lint-topic-unnamed", [("code", Arg::text(code))]),
        P::BankMissing { division: Some(name) } => {
            Sentence::new("rules-lint-bank-missing-division", [("division", local(name))])
        }
        P::BankMissing { division: None } => plain("rules-lint-bank-missing"),
        P::BankTooSmall {
            topic,
            difficulty,
            have,
            want,
        } => {
            let topic = topic.as_ref().map_or(Arg::Message("rules-topic-any"), local);
            let difficulty = difficulty.map_or("rules-difficulty-any", difficulty_key);
            let args = [
                ("topic", topic),
                ("difficulty", Arg::Message(difficulty)),
                ("have", Arg::count(*have)),
                ("want", Arg::count(*want)),
            ];
            Sentence::new("rules-lint-bank-too-small", args)
        }
        P::RepeatsUnavoidable => plain("rules-lint-repeats-unavoidable"),
        P::CitationMissing { question } => Sentence::new(
            "rules-lint-citation-missing",
            [("question", Arg::text(question.to_string()))],
        ),
        P::CitationNotInForce {
            question,
            document,
            period,
            ..
        } => {
            let args = [
                ("question", Arg::text(question.to_string())),
                ("document", Arg::text(document)),
                ("period", local(period)),
            ];
            Sentence::new("rules-lint-citation-not-in-force", args)
        }
        P::NoRankKey => plain("rules-lint-no-rank-key"),
        P::TooManyRankKeys { max } => Sentence::new("rules-lint-too-many-rank-keys", [("max", Arg::len(*max))]),
        P::RankKeyTwice { key } => Sentence::new("rules-lint-rank-key-twice", [("key", Arg::Message(key_name(*key)))]),
        P::KeyAfterLot { key } => Sentence::new("rules-lint-key-after-lot", [("key", Arg::Message(key_name(*key)))]),
        P::ResolutionNotPositive { key } => Sentence::new(
            "rules-lint-resolution-not-positive",
            [("key", Arg::Message(key_name(*key)))],
        ),
        P::PredictionNotAsked => plain("rules-lint-prediction-not-asked"),
        P::PredictionUnused => plain("rules-lint-prediction-unused"),
        P::MinScoreUnreachable { score, max } => {
            let args = [("score", Arg::points(*score)), ("max", Arg::points(*max))];
            Sentence::new("rules-lint-min-score-unreachable", args)
        }
        P::TieChainOpen => plain("rules-lint-tie-chain-open"),
        P::TimeWithoutFloor => plain("rules-lint-time-without-floor"),
        P::DecimalsTooMany { decimals } => {
            Sentence::new("rules-lint-decimals-too-many", [("decimals", Arg::count(*decimals))])
        }
        P::PredictionLeaksLive => plain("rules-lint-prediction-leaks-live"),
        P::PredictionLeaksRounded { step } => {
            Sentence::new("rules-lint-prediction-leaks-rounded", [("step", Arg::count(*step))])
        }
        P::PredictionLeaksDaily => plain("rules-lint-prediction-leaks-daily"),
        other => awards(other),
    }
}

fn awards(problem: &Problem) -> Sentence {
    use Problem as P;
    let plain = Sentence::plain;
    let place = |key, table: &str, place: &LocalText| {
        Sentence::new(key, [("table", Arg::text(table)), ("place", local(place))])
    };
    let seats = |key, seats: u32, target: u16| {
        Sentence::new(key, [("seats", Arg::count(seats)), ("target", Arg::count(target))])
    };
    match problem {
        P::WeightNotPositive { metric } => Sentence::new(
            "rules-lint-weight-not-positive",
            [("metric", Arg::Message(metric_key(*metric)))],
        ),
        P::RateWithoutHeadcount => plain("rules-lint-rate-without-headcount"),
        P::HeadcountsMissing { units } => {
            Sentence::new("rules-lint-headcounts-missing", [("units", Arg::count(*units))])
        }
        P::RateWithoutMinimum => plain("rules-lint-rate-without-minimum"),
        P::UnitTieChainOpen => plain("rules-lint-unit-tie-chain-open"),
        P::BlocksMissing => plain("rules-lint-blocks-missing"),
        P::UnitPrizeWithoutRanking => plain("rules-lint-unit-prize-without-ranking"),
        P::UnitPrizeSpan { table } => Sentence::new("rules-lint-unit-prize-span", [("table", Arg::text(table))]),
        P::WinnerPointsWithoutPrizes => plain("rules-lint-winner-points-without-prizes"),
        P::DivisionUnknown { table, division } => {
            let args = [("table", Arg::text(table)), ("division", Arg::text(division))];
            Sentence::new("rules-lint-division-unknown", args)
        }
        P::PrizeEmpty { table, place: name } => place("rules-lint-prize-empty", table, name),
        P::PrizeNegative { table, place: name } => place("rules-lint-prize-negative", table, name),
        P::PrizesNotFalling { table, place: name } => place("rules-lint-prizes-not-falling", table, name),
        P::PrizeAboveCeiling {
            place,
            amount,
            ceiling,
            source,
            ..
        } => {
            let args = [
                ("place", local(place)),
                ("amount", Arg::Money(*amount)),
                ("ceiling", Arg::Money(*ceiling)),
                ("source", Arg::text(source)),
            ];
            Sentence::new("rules-lint-prize-above-ceiling", args)
        }
        P::QualifierWithoutRanking => plain("rules-lint-qualifier-without-ranking"),
        P::QualifierSpan => plain("rules-lint-qualifier-span"),
        P::QualifierShort { seats: have, target } => seats("rules-lint-qualifier-short", *have, *target),
        P::QualifierToppedUp { seats: have, target } => seats("rules-lint-qualifier-topped-up", *have, *target),
        P::QualifierOverfull { seats: have, target } => seats("rules-lint-qualifier-overfull", *have, *target),
        P::QualifierNotPrizes { places, prizes } => {
            let args = [("places", Arg::count(*places)), ("prizes", Arg::count(*prizes))];
            Sentence::new("rules-lint-qualifier-not-prizes", args)
        }
        P::QuotaBlockUnknown { block } => {
            Sentence::new("rules-lint-quota-block-unknown", [("block", Arg::text(block))])
        }
        P::QuotasTooTight { sum, target } => seats("rules-lint-quotas-too-tight", *sum, *target),
        // Everything else is answered by `sentence` before it comes here.
        _ => plain("rules-lint-collective-empty"),
    }
}

fn blueprint(error: &BlueprintError) -> Sentence {
    match error {
        BlueprintError::Empty => Sentence::plain("rules-lint-paper-empty"),
        BlueprintError::TooMany { quotas, questions } => {
            let args = [("quotas", Arg::count(*quotas)), ("questions", Arg::count(*questions))];
            Sentence::new("rules-lint-paper-too-many", args)
        }
        BlueprintError::Unbound { index } => Sentence::new("rules-lint-paper-unbound", [("n", Arg::len(index + 1))]),
        BlueprintError::Twice { index } => Sentence::new("rules-lint-paper-twice", [("n", Arg::len(index + 1))]),
        BlueprintError::Crossing => Sentence::plain("rules-lint-paper-crossing"),
        BlueprintError::UnknownTopic { topic } => {
            Sentence::new("rules-lint-paper-unknown-topic", [("topic", Arg::text(topic))])
        }
        BlueprintError::TooFew { need, have, .. } => Sentence::new(
            "rules-lint-paper-too-few",
            [("need", Arg::count(*need)), ("have", Arg::count(*have))],
        ),
    }
}

fn manner(said: &Said) -> Arg {
    Arg::Message(manner_key(said.manner))
}

const fn manner_key(manner: Option<Manner>) -> &'static str {
    match manner {
        None => "rules-manner-unsaid",
        Some(Manner::BestOverall) => "rules-manner-best-overall",
        Some(Manner::PeriodWinners) => "rules-manner-period-winners",
        Some(Manner::ScoreThreshold) => "rules-manner-score-threshold",
    }
}

const fn quantity_key(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::QualifiedUnits => "rules-quantity-qualified-units",
        Quantity::Periods => "rules-quantity-periods",
        Quantity::QuestionsPerPaper => "rules-quantity-questions",
        Quantity::TimeLimitMinutes => "rules-quantity-time-limit",
        Quantity::AttemptsPerPeriod => "rules-quantity-attempts",
        Quantity::PersonPrizes => "rules-quantity-person-prizes",
        Quantity::UnitPrizes => "rules-quantity-unit-prizes",
        Quantity::PrizeMoney => "rules-quantity-prize-money",
    }
}

/// The Fluent key of the short name of a ranking key.
pub(crate) const fn key_name(key: RankKey) -> &'static str {
    match key {
        RankKey::Score => "rules-key-score",
        RankKey::PredictionDistance => "rules-key-prediction",
        RankKey::WorkingTime { .. } => "rules-key-working-time",
        RankKey::SubmittedAt { .. } => "rules-key-submitted",
        RankKey::StartedAt { .. } => "rules-key-started",
        RankKey::FewerAttempts => "rules-key-fewer-attempts",
        RankKey::MorePerfectAttempts => "rules-key-more-perfect",
        RankKey::Lot => "rules-key-lot",
    }
}
