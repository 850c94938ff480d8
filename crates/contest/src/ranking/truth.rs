//! The true value of the prediction question and the distance of a guess from it.

use super::{AttemptRow, Standing};
use crate::ruleset::{DistanceRule, Population, Prediction, PredictionMetric};

/// The true value of the prediction question over `rows`, which must be the attempts of the prediction's scope.
/// For a percentage: a scaled integer, see [`PredictionMetric::PercentAllCorrect`].
pub fn truth(prediction: &Prediction, rows: &[AttemptRow]) -> i64 {
    let counted = |row: &&AttemptRow| match prediction.population {
        Population::AsSealed => true,
        Population::AfterVoid => row.standing != Standing::Voided,
        Population::RankedOnly => row.standing == Standing::Ranked,
    };
    let all = || rows.iter().filter(counted);
    let perfect = || all().filter(|row| row.mark.all_correct());
    match prediction.metric {
        PredictionMetric::Participants => people(all()),
        PredictionMetric::Attempts => number(all().count()),
        PredictionMetric::PeopleAllCorrect => people(perfect()),
        PredictionMetric::AttemptsAllCorrect => number(perfect().count()),
        PredictionMetric::PercentAllCorrect { decimals } => {
            let scale = 10_i64.saturating_pow(2 + u32::from(decimals.min(6)));
            divide_half_up(people(perfect()).saturating_mul(scale), people(all()))
        }
    }
}

/// `a ÷ b` rounded half up for values that are not negative; 0 when nothing is there to divide by.
pub(crate) fn divide_half_up(a: i64, b: i64) -> i64 {
    let wide = |value: i64| i128::from(value);
    if b <= 0 {
        return 0;
    }
    i64::try_from((wide(a) * 2 + wide(b)).div_euclid(wide(b) * 2)).unwrap_or(i64::MAX)
}

fn people<'a>(rows: impl Iterator<Item = &'a AttemptRow>) -> i64 {
    let mut members: Vec<u128> = rows.map(|row| row.member.as_u128()).collect();
    members.sort_unstable();
    members.dedup();
    number(members.len())
}

pub(super) fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Distance between guess and truth; none when the rules put the guess behind all others.
pub fn distance(rule: DistanceRule, guess: i64, truth: i64) -> Option<i64> {
    match rule {
        DistanceRule::NotOver if guess > truth => None,
        _ => i64::try_from(guess.abs_diff(truth)).ok(),
    }
}
