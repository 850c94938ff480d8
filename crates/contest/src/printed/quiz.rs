//! Articles about taking part: who, when, what is asked, how often, and the order of contestants.

use crate::blueprint::{Blueprint, QuestionOrder, Selection};
use crate::question::Difficulty;
use crate::ruleset::{
    Asked, Counts, DistanceRule, Effect, InFlight, KeyShown, OrganiserRole, Population, PredictionMetric,
    PredictionScope, Quiz, RankFilter, RankKey, RoleRule, ScoreShown, UnitScope,
};
use crate::wording::{Arg, Sentence};

pub(super) fn who(quiz: &Quiz) -> Vec<Sentence> {
    let eligibility = &quiz.eligibility;
    let mut out = Vec::new();
    match &eligibility.units {
        UnitScope::All => out.push(Sentence::plain("rules-who-all")),
        UnitScope::Below { roots } => {
            for root in roots {
                out.push(Sentence::new("rules-who-below", [("unit", Arg::local(&root.name))]));
            }
        }
    }
    if let Some(age) = eligibility.min_age {
        let args = [("years", Arg::count(age.years)), ("date", Arg::Date(age.on))];
        out.push(Sentence::new("rules-who-min-age", args));
    }
    out.extend(eligibility.roles.iter().map(|rule| role(*rule)));
    out.push(Sentence::plain("rules-who-one-account"));
    for division in &quiz.divisions {
        let args = [("name", Arg::local(&division.name)), ("who", Arg::local(&division.who))];
        out.push(Sentence::new("rules-division", args));
    }
    for block in &quiz.blocks {
        out.push(Sentence::new("rules-block", [("name", Arg::local(&block.name))]));
    }
    out
}

fn role(rule: RoleRule) -> Sentence {
    let role = Arg::Message(match rule.role {
        OrganiserRole::Organiser => "rules-role-organiser",
        OrganiserRole::Secretariat => "rules-role-secretariat",
        OrganiserRole::QuestionAuthor => "rules-role-question-author",
        OrganiserRole::QuestionReviewer => "rules-role-question-reviewer",
        OrganiserRole::Technician => "rules-role-technician",
    });
    let key = match rule.effect {
        Effect::Barred => "rules-who-barred",
        Effect::PlaysUnranked => "rules-who-unranked",
    };
    Sentence::new(key, [("role", role)])
}

pub(super) fn when(quiz: &Quiz, time_zone: &str) -> Vec<Sentence> {
    let mut out = vec![Sentence::new(
        "rules-periods-count",
        [("count", Arg::len(quiz.periods.len()))],
    )];
    for period in &quiz.periods {
        let name = ("name", Arg::local(&period.name));
        let args = [
            name.clone(),
            ("open", Arg::Instant(period.open)),
            ("close", Arg::Instant(period.close)),
        ];
        out.push(Sentence::new("rules-period", args));
        if let Some(due) = period.results_due {
            out.push(Sentence::new(
                "rules-period-results-due",
                [name, ("due", Arg::Instant(due))],
            ));
        }
    }
    out.push(Sentence::new("rules-time-zone", [("zone", Arg::text(time_zone))]));
    out.push(Sentence::plain(match quiz.in_flight {
        InFlight::CutAtClose => "rules-in-flight-cut",
        InFlight::FinishOwnTime => "rules-in-flight-finish",
    }));
    out
}

pub(super) fn paper(quiz: &Quiz) -> Vec<Sentence> {
    let mut out: Vec<Sentence> = quiz
        .topics
        .iter()
        .map(|topic| Sentence::new("rules-topic", [("name", Arg::local(&topic.name))]))
        .collect();
    out.extend(blueprint(quiz, &quiz.blueprint));
    for division in &quiz.divisions {
        if let Some(own) = &division.blueprint {
            out.push(Sentence::new(
                "rules-paper-division",
                [("name", Arg::local(&division.name))],
            ));
            out.extend(blueprint(quiz, own));
        }
    }
    out.push(Sentence::plain("rules-paper-marking"));
    out
}

fn blueprint(quiz: &Quiz, blueprint: &Blueprint) -> Vec<Sentence> {
    let mut out = vec![Sentence::new(
        "rules-paper-questions",
        [("count", Arg::count(blueprint.questions))],
    )];
    for quota in &blueprint.quotas {
        let count = ("count", Arg::count(quota.count));
        let difficulty = quota
            .difficulty
            .map(|difficulty| ("difficulty", Arg::Message(difficulty_key(difficulty))));
        let topic = quota.topic.as_ref().map(|code| {
            let named = quiz.topics.iter().find(|topic| &topic.code == code);
            // A topic without a name is stopped by lint; the draft still shows its code.
            (
                "topic",
                named.map_or_else(|| Arg::text(code), |topic| Arg::local(&topic.name)),
            )
        });
        out.push(match (topic, difficulty) {
            (Some(topic), Some(difficulty)) => Sentence::new("rules-paper-quota-both", [count, topic, difficulty]),
            (Some(topic), None) => Sentence::new("rules-paper-quota-topic", [count, topic]),
            (None, Some(difficulty)) => Sentence::new("rules-paper-quota-difficulty", [count, difficulty]),
            (None, None) => Sentence::new("rules-paper-quota-any", [count]),
        });
    }
    let free = blueprint.free();
    if free > 0 && !blueprint.quotas.is_empty() {
        out.push(Sentence::new("rules-paper-quota-any", [("count", Arg::count(free))]));
    }
    out.push(Sentence::plain(match blueprint.selection {
        Selection::PerAttempt => "rules-paper-per-attempt",
        Selection::SamePerPeriod => "rules-paper-same",
    }));
    out.push(Sentence::plain(match blueprint.order {
        QuestionOrder::Shuffled => "rules-paper-order-shuffled",
        QuestionOrder::EasyFirst => "rules-paper-order-easy-first",
        QuestionOrder::AsInBank => "rules-paper-order-bank",
    }));
    let shuffled = blueprint.shuffle_choices;
    out.push(Sentence::plain(if shuffled {
        "rules-paper-choices-shuffled"
    } else {
        "rules-paper-choices-written"
    }));
    if blueprint.avoid_repeats {
        out.push(Sentence::plain("rules-paper-no-repeats"));
    }
    out.push(Sentence::new(
        "rules-paper-bank",
        [("factor", Arg::count(blueprint.bank_factor))],
    ));
    out
}

/// The Fluent key of a level of difficulty.
pub const fn difficulty_key(difficulty: Difficulty) -> &'static str {
    match difficulty {
        Difficulty::Easy => "rules-difficulty-easy",
        Difficulty::Medium => "rules-difficulty-medium",
        Difficulty::Hard => "rules-difficulty-hard",
    }
}

pub(super) fn attempts(quiz: &Quiz) -> Vec<Sentence> {
    let policy = &quiz.attempts;
    let limits = [
        ("rules-attempts-per-day", policy.max_per_day),
        ("rules-attempts-per-week", policy.max_per_week),
        ("rules-attempts-per-period", policy.max_per_period),
        ("rules-attempts-per-contest", policy.max_per_contest),
    ];
    let mut out: Vec<Sentence> = limits
        .into_iter()
        .filter_map(|(key, max)| Some(Sentence::new(key, [("max", Arg::count(max?))])))
        .collect();
    if policy.unlimited() {
        out.push(Sentence::plain("rules-attempts-unlimited"));
    }
    out.push(Sentence::plain(match policy.counts {
        Counts::Best => "rules-counts-best",
        Counts::EarliestBest => "rules-counts-earliest-best",
        Counts::First => "rules-counts-first",
        Counts::Last => "rules-counts-last",
    }));
    out.push(match policy.time_limit_ms {
        Some(limit) => Sentence::new("rules-time-limit", [("limit", Arg::Duration(limit))]),
        None => Sentence::plain("rules-time-no-limit"),
    });
    let changeable = policy.may_change_answers;
    out.push(Sentence::plain(if changeable {
        "rules-answers-changeable"
    } else {
        "rules-answers-fixed"
    }));
    out.push(Sentence::plain("rules-answers-saved"));
    if let Some(min) = policy.min_plausible_ms {
        out.push(Sentence::new("rules-min-plausible", [("min", Arg::Duration(min))]));
    }
    out.push(Sentence::plain(match quiz.results.score {
        ScoreShown::AtOnce => "rules-score-at-once",
        ScoreShown::AfterClose => "rules-score-after-close",
    }));
    out.push(Sentence::plain(match quiz.results.key {
        KeyShown::AfterPeriod => "rules-key-after-period",
        KeyShown::AfterStage => "rules-key-after-stage",
        KeyShown::Never => "rules-key-never",
    }));
    out
}

pub(super) fn prediction(quiz: &Quiz) -> Vec<Sentence> {
    let Some(prediction) = &quiz.prediction else {
        return Vec::new();
    };
    let scope = Arg::Message(match prediction.scope {
        PredictionScope::Period => "rules-prediction-scope-period",
        PredictionScope::Stage => "rules-prediction-scope-stage",
    });
    let metric = match prediction.metric {
        PredictionMetric::Participants => Sentence::new("rules-prediction-participants", [("scope", scope)]),
        PredictionMetric::Attempts => Sentence::new("rules-prediction-attempts", [("scope", scope)]),
        PredictionMetric::PeopleAllCorrect => Sentence::new("rules-prediction-people-all-correct", [("scope", scope)]),
        PredictionMetric::AttemptsAllCorrect => {
            Sentence::new("rules-prediction-attempts-all-correct", [("scope", scope)])
        }
        PredictionMetric::PercentAllCorrect { decimals } => {
            let args = [("scope", scope), ("decimals", Arg::count(decimals))];
            Sentence::new("rules-prediction-percent-all-correct", args)
        }
    };
    vec![
        metric,
        Sentence::plain(match prediction.asked {
            Asked::InPaper => "rules-prediction-in-paper",
            Asked::AfterSubmitting => "rules-prediction-after-submitting",
        }),
        Sentence::plain(match prediction.population {
            Population::AsSealed => "rules-prediction-as-sealed",
            Population::AfterVoid => "rules-prediction-after-void",
            Population::RankedOnly => "rules-prediction-ranked-only",
        }),
        Sentence::plain(match prediction.distance {
            DistanceRule::Absolute => "rules-prediction-absolute",
            DistanceRule::NotOver => "rules-prediction-not-over",
        }),
    ]
}

pub(super) fn ranking(quiz: &Quiz) -> Vec<Sentence> {
    let mut out = Vec::new();
    for filter in &quiz.ranking.filters {
        out.push(match filter {
            RankFilter::AllCorrect => Sentence::plain("rules-filter-all-correct"),
            RankFilter::MinScore { score } => Sentence::new("rules-filter-min-score", [("score", Arg::points(*score))]),
            RankFilter::Verified => Sentence::plain("rules-filter-verified"),
            RankFilter::HasPrediction => Sentence::plain("rules-filter-has-prediction"),
        });
    }
    for (key, n) in quiz.ranking.keys.iter().zip(1_i64..) {
        let n = ("n", Arg::Count(n));
        let timed = |name, n, resolution: i64| Sentence::new(name, [n, ("resolution", Arg::Duration(resolution))]);
        out.push(match *key {
            RankKey::Score => Sentence::new("rules-rank-score", [n]),
            RankKey::PredictionDistance => Sentence::new("rules-rank-prediction", [n]),
            RankKey::WorkingTime { resolution_ms } => timed("rules-rank-working-time", n, resolution_ms),
            RankKey::SubmittedAt { resolution_ms } => timed("rules-rank-submitted", n, resolution_ms),
            RankKey::StartedAt { resolution_ms } => timed("rules-rank-started", n, resolution_ms),
            RankKey::FewerAttempts => Sentence::new("rules-rank-fewer-attempts", [n]),
            RankKey::MorePerfectAttempts => Sentence::new("rules-rank-more-perfect", [n]),
            RankKey::Lot => Sentence::new("rules-rank-lot", [n]),
        });
    }
    out.push(Sentence::plain("rules-rank-shared"));
    out
}
