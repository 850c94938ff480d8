//! The table beside the map: the same facts in words and numbers.

use platform::text::Tr;

use super::Made;
use crate::atlas::{self, Figure, Reading, Standing};
use crate::history::Amount;

/// A line of the table: a province, what stands in none, a loose line, the sum.
pub(super) struct Row {
    /// For the tile's link, when there are several units in it.
    pub anchor: String,
    pub name: String,
    pub units: Vec<(String, String)>,
    pub note: String,
    pub loose: bool,
    /// The three figures and the share; a chip where there is none.
    pub cells: Vec<Cell>,
}

pub(super) struct Cell {
    pub label: &'static str,
    pub words: String,
    pub chip: &'static str,
}

pub(super) const LABELS: [&str; 4] = [
    "org-label-listed",
    "org-label-confirmed",
    "org-map-staff",
    "org-map-share",
];

pub(super) fn number(tr: &Tr, amount: Amount) -> String {
    amount
        .whole()
        .map_or_else(|| tr.decimal(amount.hundredths(), 2), |whole| tr.number(whole))
}

pub(super) fn percent(tr: &Tr, milli: i64, places: u32) -> String {
    let step = 10_i64.pow(3_u32.saturating_sub(places));
    format!("{}\u{a0}%", tr.decimal((milli + step / 2) / step, places))
}

pub(super) fn cells(tr: &Tr, figures: &[Amount], state: Option<Reading>) -> Vec<Cell> {
    let at = |place: usize| figures.get(place).copied().unwrap_or_default();
    let chip = match state {
        Some(Reading::NotConfirmed) => Some(("org-count-not-confirmed", "chip-waiting")),
        Some(Reading::NotApplicable) => Some(("org-count-not-applicable", "chip-draft")),
        _ => None,
    };
    let none = || "–".to_owned();
    let (members, staff, share) = match chip {
        Some((key, _)) => (tr.t(key), none(), none()),
        None => (
            number(tr, at(atlas::MEMBERS)),
            number(tr, at(atlas::STAFF)),
            at(atlas::MEMBERS)
                .share_of(at(atlas::STAFF))
                .map_or_else(none, |milli| percent(tr, milli, 2)),
        ),
    };
    let words = [number(tr, at(atlas::LISTED)), members, staff, share];
    LABELS
        .into_iter()
        .zip(words)
        .enumerate()
        .map(|(place, (label, words))| Cell {
            label,
            words,
            chip: chip.filter(|_| place == 1).map_or("", |(_, class)| class),
        })
        .collect()
}

impl Made {
    pub(super) fn told(tr: &Tr, standing: &Standing) -> String {
        let (told, units) = (number(tr, standing.told()), number(tr, standing.due()));
        tr.xy("org-map-told", told, units)
    }

    /// Provinces with units, in the order of their official codes; then what stands in none.
    pub(super) fn rows(&self, tr: &Tr) -> Vec<Row> {
        let mut out = Vec::new();
        for standing in self.atlas.provinces.iter().filter(|standing| !standing.tops.is_empty()) {
            let state = standing.reading(Figure::Confirmed);
            out.push(Row {
                anchor: format!("tinh-{}", standing.province.code),
                name: standing.name.clone(),
                units: standing
                    .tops
                    .iter()
                    .map(|unit| (format!("/don-vi/{unit}"), self.name(*unit)))
                    .collect(),
                // Worth a word only where somebody is missing.
                note: if standing.told() < standing.due() {
                    Self::told(tr, standing)
                } else {
                    String::new()
                },
                loose: false,
                cells: cells(tr, &standing.figures, Some(state)),
            });
        }
        if self.atlas.outside.iter().any(|figure| !figure.is_zero()) {
            out.push(Row {
                anchor: String::new(),
                name: tr.t("org-map-outside"),
                units: Vec::new(),
                note: tr.t("org-map-outside-why"),
                loose: false,
                cells: cells(tr, &self.atlas.outside, None),
            });
        }
        for line in &self.atlas.loose {
            let (name, note) = self.loose_words(tr, line);
            out.push(Row {
                anchor: String::new(),
                name,
                units: Vec::new(),
                note,
                loose: true,
                cells: cells(tr, &line.figures, None),
            });
        }
        out
    }
}
