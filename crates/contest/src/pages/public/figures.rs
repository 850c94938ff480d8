//! Participation as pictures, each with its numbers.

use std::collections::BTreeMap;

use kernel::time::{self, HOUR};
use organisation::tree::Tree;
use paperwork::chart::{self, BarChart, LineChart, Point};
use platform::text::Tr;
use uuid::Uuid;

use super::unit_name;
use super::words::percent;
use crate::result::PeriodResult;
use crate::ruleset::Metric;
use crate::store::log::HourCount;

/// A picture and the numbers behind it.
pub(super) struct Figure {
    pub svg: String,
    /// What is shown; the finding where there is no picture to carry it.
    pub caption: String,
    pub head: (String, String),
    pub rows: Vec<(String, String)>,
}

/// Attempts by day.
pub(super) fn days(tr: &Tr, hours: &[HourCount]) -> Option<Figure> {
    let mut by_day: BTreeMap<jiff::civil::Date, i64> = BTreeMap::new();
    for count in hours {
        *by_day
            .entry(time::local_date(count.hour.saturating_mul(HOUR)))
            .or_default() += count.attempts;
    }
    let (busiest, most) = by_day.iter().max_by_key(|(_, attempts)| **attempts)?;
    let title = tr.xy("result-chart-days", time::date(*busiest, tr.lang), tr.number(*most));
    let points: Vec<Point> = by_day
        .iter()
        .map(|(day, attempts)| {
            Point::new(
                format!("{}/{}", day.day(), day.month()),
                *attempts,
                tr.number(*attempts),
            )
        })
        .collect();
    let rows = by_day
        .iter()
        .map(|(day, attempts)| (time::date(*day, tr.lang), tr.number(*attempts)))
        .collect();
    Some(Figure {
        // One day is no trend; the table says it.
        svg: if points.len() > 1 {
            chart::line(&LineChart {
                title: title.clone(),
                points,
                width: 680,
            })
        } else {
            String::new()
        },
        caption: if by_day.len() > 1 {
            tr.t("result-chart-days-about")
        } else {
            title
        },
        head: (tr.t("result-day"), tr.t("result-attempts")),
        rows,
    })
}

/// The twelve units with the highest rate, or with most people where no rate can be computed.
pub(super) fn units(tr: &Tr, tree: &Tree, result: &PeriodResult) -> Option<Figure> {
    let ranked = result.units.iter().flat_map(|block| &block.ranked);
    let by_rate = result
        .units
        .iter()
        .flat_map(|block| &block.ranked)
        .any(|u| u.figures.get(Metric::Rate).is_some());
    let metric = if by_rate { Metric::Rate } else { Metric::Participants };
    let mut values: Vec<(Uuid, i64)> = ranked.filter_map(|u| Some((u.unit, u.figures.get(metric)?))).collect();
    values.sort_by_key(|(unit, value)| (-*value, *unit));
    values.truncate(12);
    let words = |value: i64| {
        if by_rate {
            percent(tr, value)
        } else {
            tr.number(value / 1_000)
        }
    };
    let (first, most) = values.first()?;
    let key = if by_rate {
        "result-chart-rate"
    } else {
        "result-chart-people"
    };
    let title = tr.xy(key, unit_name(tr, tree, *first), words(*most));
    let items = values
        .iter()
        .map(|(unit, value)| Point::new(unit_name(tr, tree, *unit), *value, words(*value)))
        .collect();
    Some(Figure {
        svg: chart::bars(&BarChart {
            title,
            items,
            width: 680,
        }),
        caption: tr.t(if by_rate {
            "result-chart-rate-about"
        } else {
            "result-chart-people-about"
        }),
        head: (
            tr.t("result-unit"),
            tr.t(if by_rate { "result-rate" } else { "result-people" }),
        ),
        rows: values
            .iter()
            .map(|(unit, value)| (unit_name(tr, tree, *unit), words(*value)))
            .collect(),
    })
}
