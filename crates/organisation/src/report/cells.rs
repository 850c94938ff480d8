//! What a column shows of the figures of a line, on the page and in the workbook.

use std::cmp::Ordering;

use kernel::lang::Lang;
use paperwork::sheet::{Column as Wide, ColumnKind, Value};
use platform::text::Tr;

use crate::history::Amount;

/// What a column shows of the figures of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The sum in this place.
    Sum(usize),
    /// One sum of another, in percent: computed again on every line, never averaged.
    Rate(usize, usize),
    /// How many of how many: "57/58".
    Of(usize, usize),
    /// A sum of what units have told. Not told, not applicable and zero are three things.
    Told {
        sum: usize,
        /// Units that owe an answer.
        due: usize,
        /// Units that have answered.
        told: usize,
        /// Of these, the ones to which it does not apply.
        blank: usize,
    },
}

/// A column with its heading.
#[derive(Clone, Debug)]
pub struct Column {
    pub heading: String,
    pub shows: Shows,
}

impl Column {
    /// Its columns in a workbook: so many of so many are two numbers.
    pub(crate) fn wide(&self, tr: &Tr) -> Vec<Wide> {
        let mut out = vec![Wide::new(self.heading.clone(), self.shows.kind(), 16)];
        if matches!(self.shows, Shows::Of(..)) {
            out.push(Wide::new(tr.t("org-report-told-of"), ColumnKind::Integer, 16));
        }
        out
    }
}

pub(super) fn at(figures: &[Amount], place: usize) -> Amount {
    figures.get(place).copied().unwrap_or_default()
}

fn number(tr: &Tr, amount: Amount) -> String {
    match amount.whole() {
        Some(whole) => tr.number(whole),
        None => tr.decimal(amount.hundredths(), 2),
    }
}

/// The key of the words for a figure that is none.
fn silence(figures: &[Amount], due: usize, told: usize, blank: usize) -> Option<&'static str> {
    let (due, told, blank) = (at(figures, due), at(figures, told), at(figures, blank));
    if told.is_zero() {
        Some(if due.is_zero() {
            "org-report-nothing-due"
        } else {
            "org-count-not-confirmed"
        })
    } else {
        (told == blank).then_some("org-count-not-applicable")
    }
}

impl Shows {
    /// On the page.
    pub(crate) fn cell(self, tr: &Tr, figures: &[Amount]) -> String {
        match self {
            Self::Sum(place) => number(tr, at(figures, place)),
            Self::Rate(part, whole) => at(figures, part).share_of(at(figures, whole)).map_or_else(
                || "–".to_owned(),
                |milli| format!("{}\u{a0}%", tr.decimal((milli + 5) / 10, 2)),
            ),
            Self::Of(part, whole) => {
                let (part, whole) = (at(figures, part), at(figures, whole));
                if whole.is_zero() {
                    "–".to_owned()
                } else {
                    format!("{}/{}", number(tr, part), number(tr, whole))
                }
            }
            Self::Told { sum, due, told, blank } => match silence(figures, due, told, blank) {
                Some(key) => tr.t(key),
                None => number(tr, at(figures, sum)),
            },
        }
    }

    /// In the workbook, one value for each of [`Column::wide`].
    pub(crate) fn values(self, tr: &Tr, figures: &[Amount]) -> Vec<Value> {
        match self {
            Self::Of(part, whole) => vec![Self::Sum(part).value(tr, figures), Self::Sum(whole).value(tr, figures)],
            other => vec![other.value(tr, figures)],
        }
    }

    /// Numbers as numbers, rates too; fractions of people as text with two decimals.
    fn value(self, tr: &Tr, figures: &[Amount]) -> Value {
        let comma = tr.lang == Lang::Vi;
        let text = |hundredths: i64| {
            let mark = if comma { ',' } else { '.' };
            Value::from(format!("{}{mark}{:02}", hundredths / 100, (hundredths % 100).abs()))
        };
        let whole = |amount: Amount| match amount.whole() {
            Some(whole) => Value::Number(whole),
            None => text(amount.hundredths()),
        };
        match self {
            Self::Sum(place) => whole(at(figures, place)),
            Self::Rate(part, of) => at(figures, part)
                .share_of(at(figures, of))
                .map_or(Value::Empty, |milli| Value::Number((milli + 5) / 10)),
            Self::Of(..) => Value::from(self.cell(tr, figures)),
            Self::Told { sum, due, told, blank } => match silence(figures, due, told, blank) {
                Some(key) => Value::from(tr.t(key)),
                None => whole(at(figures, sum)),
            },
        }
    }

    /// The class of the chip for a figure that is none; empty for a number.
    pub(crate) fn chip(self, figures: &[Amount]) -> &'static str {
        let Self::Told { due, told, blank, .. } = self else {
            return "";
        };
        match silence(figures, due, told, blank) {
            Some("org-count-not-confirmed") => "chip-waiting",
            Some("org-count-not-applicable") => "chip-draft",
            _ => "",
        }
    }

    const fn kind(self) -> ColumnKind {
        match self {
            Self::Sum(_) | Self::Told { .. } | Self::Of(..) => ColumnKind::Integer,
            Self::Rate(..) => ColumnKind::Percent { places: 2 },
        }
    }

    /// The order in a ranking, the best first; what has no figure stands last. Rates are compared exactly, by
    /// multiplying crosswise, so that rounding makes nobody equal.
    pub(super) fn better(self, a: &[Amount], b: &[Amount]) -> Ordering {
        match self {
            Self::Sum(place) => at(b, place).cmp(&at(a, place)),
            Self::Rate(part, whole) | Self::Of(part, whole) => {
                let (a_whole, b_whole) = (at(a, whole), at(b, whole));
                match (a_whole.is_zero(), b_whole.is_zero()) {
                    (true, true) => Ordering::Equal,
                    (true, false) => Ordering::Greater,
                    (false, true) => Ordering::Less,
                    (false, false) => match (at(a, part).times(b_whole), at(b, part).times(a_whole)) {
                        (Some(left), Some(right)) => right.cmp(&left),
                        _ => at(b, part).share_of(b_whole).cmp(&at(a, part).share_of(a_whole)),
                    },
                }
            }
            Self::Told { sum, due, told, blank } => {
                let silent = |figures| silence(figures, due, told, blank).is_some();
                silent(a).cmp(&silent(b)).then_with(|| at(b, sum).cmp(&at(a, sum)))
            }
        }
    }

    /// Whether a line has a figure to be ranked by.
    pub(crate) fn ranks(self, figures: &[Amount]) -> bool {
        match self {
            Self::Sum(_) => true,
            Self::Rate(_, whole) | Self::Of(_, whole) => !at(figures, whole).is_zero(),
            Self::Told { due, told, blank, .. } => silence(figures, due, told, blank).is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(of: &[i64]) -> Vec<Amount> {
        of.iter().copied().map(Amount::from).collect()
    }

    #[test]
    fn rates_are_ranked_exactly() {
        // 33,333 % and 33,3334 % look the same with two decimals.
        let (a, b) = (figures(&[1, 3]), figures(&[3_333_340, 10_000_000]));
        let rate = Shows::Rate(0, 1);
        assert_eq!(rate.better(&a, &b), Ordering::Greater, "b is better");
        assert_eq!(rate.better(&figures(&[2, 6]), &a), Ordering::Equal);
        assert_eq!(
            rate.better(&figures(&[9, 0]), &a),
            Ordering::Greater,
            "no denominator is last"
        );
        assert!(!rate.ranks(&figures(&[9, 0])));
    }

    #[test]
    fn a_workbook_holds_numbers() {
        let texts = platform::text::Texts::load(&[platform::TEXTS, crate::TEXTS]).unwrap();
        let tr = texts.tr(Lang::Vi);
        let of = figures(&[57, 58]);
        let counts = Shows::Of(0, 1).values(&tr, &of);
        assert_eq!(counts, [Value::Number(57), Value::Number(58)]);
        // 98,28 %, as the column scales it.
        assert_eq!(Shows::Rate(0, 1).values(&tr, &of), [Value::Number(9828)]);
        assert_eq!(Shows::Rate(0, 1).kind(), ColumnKind::Percent { places: 2 });
        assert_eq!(Shows::Rate(0, 1).values(&tr, &figures(&[5, 0])), [Value::Empty]);
        let column = Column {
            heading: "Đơn vị đã xác nhận".to_owned(),
            shows: Shows::Of(0, 1),
        };
        assert_eq!(column.wide(&tr).len(), counts.len());
    }

    #[test]
    fn not_told_and_not_applicable_are_not_zero() {
        let told = Shows::Told {
            sum: 0,
            due: 1,
            told: 2,
            blank: 3,
        };
        let key = |of: &[i64]| silence(&figures(of), 1, 2, 3);
        assert_eq!(key(&[0, 1, 0, 0]), Some("org-count-not-confirmed"));
        assert_eq!(key(&[0, 1, 1, 1]), Some("org-count-not-applicable"));
        assert_eq!(key(&[0, 1, 1, 0]), None, "zero is a number");
        assert_eq!(key(&[0, 0, 0, 0]), Some("org-report-nothing-due"));
        assert_eq!(
            told.better(&figures(&[0, 1, 1, 0]), &figures(&[0, 1, 0, 0])),
            Ordering::Less
        );
    }
}
