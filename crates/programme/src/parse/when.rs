//! Days of a plan file: fixed ones, and ones that are counted from "today" so that a demonstration never ages.

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::fuzzy::FuzzyPeriod;
use kernel::lang::Lang;

use super::file::{When, WhenKind};
use super::{Fault, Frame};

/// "2022-03-31".
pub(super) fn day(text: &str) -> Result<Date, Fault> {
    text.parse().map_err(|_| Fault::Day(text.to_owned()))
}

/// `today` and `days` more.
pub(super) fn offset(today: Date, days: i64) -> Result<Date, Fault> {
    // Beyond any calendar of ours the span itself would panic.
    if days.abs() > 100_000 {
        return Err(Fault::Day(days.to_string()));
    }
    today.checked_add(days.days()).map_err(|_| Fault::Day(days.to_string()))
}

/// "2022-05" means the first day of the month at the front and the last one at the end; a full date means itself.
fn edge(text: &str, front: bool) -> Result<Date, Fault> {
    if text.len() == 7 {
        let first = day(&format!("{text}-01"))?;
        return Ok(if front { first } else { first.last_of_month() });
    }
    day(text)
}

/// First and last day, both included.
fn days(when: &When, frame: &Frame, contest: Option<&str>) -> Result<Option<(Date, Date)>, Fault> {
    let offsets = || -> Result<(Date, Date), Fault> {
        match (when.offset_days_from, when.offset_days_to) {
            (Some(from), Some(to)) => Ok((offset(frame.today, from)?, offset(frame.today, to)?)),
            _ => Err(Fault::WhenIncomplete),
        }
    };
    let found = match when.kind {
        None => match (&when.from, &when.to) {
            (Some(from), Some(to)) => Some((edge(from, true)?, edge(to, false)?)),
            (None, None) => None,
            _ => return Err(Fault::WhenIncomplete),
        },
        Some(WhenKind::Days) => Some(offsets()?),
        Some(WhenKind::Months) => {
            let (from, to) = offsets()?;
            Some((from.first_of_month(), to.last_of_month()))
        }
        Some(WhenKind::ContestRunning) => {
            let slug = contest.ok_or(Fault::WhenIncomplete)?;
            let known = frame.contests.iter().find(|c| c.slug == slug);
            let known = known.ok_or_else(|| Fault::ContestUnknown(slug.to_owned()))?;
            Some((known.first, known.last))
        }
    };
    if found.is_some_and(|(first, last)| last < first) {
        return Err(Fault::Backwards);
    }
    Ok(found)
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn english_month(date: Date) -> String {
    let name = usize::try_from(date.month() - 1).ok().and_then(|i| MONTHS.get(i));
    format!("{} {}", name.copied().unwrap_or_default(), date.year())
}

/// "5/6/2026" and "6/2026", or "5 June 2026" and "June 2026".
fn written(date: Date, lang: Lang) -> (String, String) {
    match lang {
        Lang::Vi => (
            vietnamese::dates::short(date.year(), date.month(), date.day()),
            format!("{}/{}", date.month(), date.year()),
        ),
        Lang::En => {
            let month = english_month(date);
            (format!("{} {month}", date.day()), month)
        }
    }
}

fn filled(words: &str, found: Option<(Date, Date)>, lang: Lang) -> String {
    let Some((first, last)) = found else {
        return words.to_owned();
    };
    let ((from_date, from_month), (to_date, to_month)) = (written(first, lang), written(last, lang));
    words
        .replace("{from_date}", &from_date)
        .replace("{to_date}", &to_date)
        .replace("{from_month}", &from_month)
        .replace("{to_month}", &to_month)
}

/// The period as worded, with the days that a machine may use.
pub(super) fn period(when: &When, frame: &Frame, contest: Option<&str>) -> Result<FuzzyPeriod, Fault> {
    let found = days(when, frame, contest)?;
    let after = match found {
        Some((_, last)) => Some(last.tomorrow().map_err(|_| Fault::Day(last.to_string()))?),
        None => None,
    };
    let period = FuzzyPeriod {
        words: filled(&when.words, found, Lang::Vi),
        words_en: filled(&when.words_en, found, Lang::En),
        from: found.map(|(first, _)| first),
        to: after,
        expected: when.expected,
    };
    for words in [&period.words, &period.words_en] {
        if words.contains('{') {
            return Err(Fault::Placeholder(words.clone()));
        }
    }
    Ok(period)
}
