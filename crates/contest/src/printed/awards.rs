//! Articles about units, prizes and the way to the next stage.

use crate::ruleset::{
    Adjustment, Approval, Collective, CollectiveScope, Metric, PersonCap, PreviousWinner, PrizeScope, PrizeSpan,
    PrizeTable, QualifierSource, Quiz, Repeat, SharedPlace, TopUp, Underfill, UnitKey,
};
use crate::wording::{Arg, Sentence};

/// The Fluent key of the name of a metric.
pub const fn metric_key(metric: Metric) -> &'static str {
    match metric {
        Metric::Participants => "rules-metric-participants",
        Metric::Attempts => "rules-metric-attempts",
        Metric::Rate => "rules-metric-rate",
        Metric::MeanScore => "rules-metric-mean-score",
        Metric::PercentPerfect => "rules-metric-percent-perfect",
        Metric::WinnerPoints => "rules-metric-winner-points",
    }
}

pub(super) fn collective(quiz: &Quiz) -> Vec<Sentence> {
    let Some(collective) = &quiz.collective else {
        return Vec::new();
    };
    let mut out = vec![Sentence::plain("rules-collective-sum")];
    for weighted in &collective.metrics {
        let weight = Arg::Decimal(i64::from(weighted.weight), 2);
        let args = [
            ("metric", Arg::Message(metric_key(weighted.metric))),
            ("weight", weight),
        ];
        out.push(Sentence::new("rules-collective-metric", args));
    }
    if collective
        .metrics
        .iter()
        .any(|weighted| weighted.metric.needs_headcount())
    {
        out.push(Sentence::plain("rules-collective-rate"));
    }
    if let Some(date) = collective.headcount_on {
        out.push(Sentence::new(
            "rules-collective-headcount-on",
            [("date", Arg::Date(date))],
        ));
    }
    if collective.min_headcount > 0 {
        out.push(Sentence::new(
            "rules-collective-min-headcount",
            [("min", Arg::count(collective.min_headcount))],
        ));
    }
    if collective.per_block {
        out.push(Sentence::plain("rules-collective-per-block"));
    }
    out.push(Sentence::plain(match collective.scope {
        CollectiveScope::EachPeriod => "rules-collective-each-period",
        CollectiveScope::WholeStage => "rules-collective-whole-stage",
        CollectiveScope::EachPeriodThenMean => "rules-collective-mean",
    }));
    out.extend(ties(collective));
    out
}

fn ties(collective: &Collective) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (key, n) in collective.ties.iter().zip(1_i64..) {
        let n = ("n", Arg::Count(n));
        out.push(match key {
            UnitKey::Metric { metric } => Sentence::new(
                "rules-unit-tie-metric",
                [n, ("metric", Arg::Message(metric_key(*metric)))],
            ),
            UnitKey::LargerHeadcount => Sentence::new("rules-unit-tie-headcount", [n]),
            UnitKey::Lot => Sentence::new("rules-unit-tie-lot", [n]),
        });
    }
    out.push(Sentence::plain("rules-unit-shared"));
    out
}

pub(super) fn prizes(quiz: &Quiz) -> Vec<Sentence> {
    let prizes = &quiz.prizes;
    if prizes.tables.is_empty() {
        return Vec::new();
    }
    let mut out: Vec<Sentence> = prizes.tables.iter().flat_map(|prizes| table(quiz, prizes)).collect();
    out.push(match prizes.person_cap {
        PersonCap::Unlimited => Sentence::plain("rules-cap-unlimited"),
        PersonCap::PerContest { max } => Sentence::new("rules-cap-per-contest", [("max", Arg::count(max))]),
        PersonCap::KeepHighest => Sentence::plain("rules-cap-keep-highest"),
    });
    if let Some(max) = prizes.per_unit_cap {
        out.push(Sentence::new("rules-cap-per-unit", [("max", Arg::count(max))]));
    }
    out.push(Sentence::plain(match prizes.previous_winner {
        PreviousWinner::Welcome => "rules-previous-welcome",
        PreviousWinner::PassedOver => "rules-previous-passed-over",
    }));
    out.push(Sentence::plain(match prizes.underfill {
        Underfill::NextMovesUp => "rules-underfill-next",
        Underfill::LeaveEmpty => "rules-underfill-empty",
    }));
    out.push(Sentence::plain(match prizes.shared {
        SharedPlace::AllReceive => "rules-shared-all",
        SharedPlace::SplitMoney => "rules-shared-split",
        SharedPlace::OrganisersDecide => "rules-shared-decide",
    }));
    out.push(Sentence::plain(match prizes.approval {
        Approval::Committee => "rules-approval-committee",
        Approval::AllSides => "rules-approval-all-sides",
    }));
    out
}

fn table(quiz: &Quiz, table: &PrizeTable) -> Vec<Sentence> {
    let heading = match (table.scope, table.span) {
        (PrizeScope::Person, PrizeSpan::EachPeriod) => "rules-table-person-period",
        (PrizeScope::Person, PrizeSpan::Stage) => "rules-table-person-stage",
        (PrizeScope::Unit, PrizeSpan::EachPeriod) => "rules-table-unit-period",
        (PrizeScope::Unit, PrizeSpan::Stage) => "rules-table-unit-stage",
    };
    let mut out = vec![Sentence::plain(heading)];
    if let Some(code) = &table.division {
        let division = quiz.divisions.iter().find(|division| &division.code == code);
        // An unknown code is an error of the rules; lint stops the sealing, the draft still shows it.
        let name = division.map_or_else(|| Arg::text(code), |division| Arg::local(&division.name));
        out.push(Sentence::new("rules-table-division", [("name", name)]));
    }
    if table.per_block {
        out.push(Sentence::plain("rules-table-per-block"));
    }
    for place in &table.places {
        let name = ("name", Arg::local(&place.name));
        let args = [
            ("count", Arg::count(place.count)),
            name.clone(),
            ("amount", Arg::Money(place.amount)),
        ];
        out.push(Sentence::new("rules-place", args));
        if let Some(certificate) = &place.certificate {
            let args = [name.clone(), ("certificate", Arg::local(certificate))];
            out.push(Sentence::new("rules-place-certificate", args));
        }
        if place.winner_points != 0 {
            let args = [name, ("points", Arg::points(place.winner_points))];
            out.push(Sentence::new("rules-place-winner-points", args));
        }
    }
    out
}

pub(super) fn qualifier(quiz: &Quiz) -> Vec<Sentence> {
    let Some(qualifier) = &quiz.qualifier else {
        return Vec::new();
    };
    let mut out = vec![
        Sentence::new("rules-qualifier-target", [("target", Arg::count(qualifier.target))]),
        match qualifier.source {
            QualifierSource::PeriodWinners { places } => {
                Sentence::new("rules-qualifier-period-winners", [("places", Arg::count(places))])
            }
            QualifierSource::BestOverall => Sentence::plain("rules-qualifier-best-overall"),
            QualifierSource::MinScore { score_milli } => {
                Sentence::new("rules-qualifier-min-score", [("score", Arg::Decimal(score_milli, 3))])
            }
        },
        Sentence::plain(match qualifier.repeat {
            Repeat::NextInRank => "rules-qualifier-repeat-next",
            Repeat::SeatStaysOpen => "rules-qualifier-repeat-open",
        }),
        Sentence::plain(match qualifier.top_up {
            TopUp::BestOverall => "rules-qualifier-top-up",
            TopUp::None => "rules-qualifier-no-top-up",
        }),
    ];
    for quota in &qualifier.quotas {
        let block = quiz.blocks.iter().find(|block| block.code == quota.block);
        let name = block.map_or_else(|| Arg::text(&quota.block), |block| Arg::local(&block.name));
        out.push(Sentence::new(
            "rules-qualifier-quota",
            [("block", name), ("max", Arg::count(quota.max))],
        ));
    }
    out.push(Sentence::plain(match qualifier.adjustment {
        Adjustment::NotAllowed => "rules-qualifier-no-adjustment",
        Adjustment::AllSidesWithReason => "rules-qualifier-adjustment",
    }));
    if qualifier.may_delegate_team {
        out.push(Sentence::plain("rules-qualifier-delegate"));
    }
    out
}
