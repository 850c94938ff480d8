//! The drawing: a tile for each province, the legend in words.

use platform::text::Tr;

use super::Made;
use super::table::percent;
use crate::atlas::{self, Figure, Reading, Standing};
use crate::history::Amount;
use crate::places;

/// Size of a tile in units of the drawing; eight of them are as wide as a small phone's page.
const WIDE: i64 = 41;
const HIGH: i64 = 45;

/// Quiet to strong, each with an ink that can be read on it.
const FILLS: [(&str, &str); atlas::STEPS] = [
    ("#e6eff7", "#1b2430"),
    ("#c3d9eb", "#1b2430"),
    ("#93bcdc", "#1b2430"),
    ("#2f6ca3", "#ffffff"),
    ("#0b3a63", "#ffffff"),
];
const EMPTY: (&str, &str) = ("none", "#566170");
const HATCHED: (&str, &str) = ("url(#ban-do-gach)", "#1b2430");
const DOTTED: (&str, &str) = ("url(#ban-do-cham)", "#1b2430");

/// Names that do not fit a tile, as they are abbreviated in print.
const SHORT: [(&str, &str, &str); 3] = [
    ("Thừa Thiên Huế", "TT.", "Huế"),
    ("Bà Rịa - Vũng Tàu", "BR -", "VT"),
    ("Hồ Chí Minh", "TP.", "HCM"),
];

/// A tile at its place.
pub(super) struct Tile {
    pub x: i64,
    pub y: i64,
    /// Where its texts hang.
    pub middle: i64,
    pub fill: &'static str,
    pub ink: &'static str,
    pub empty: bool,
    /// A corner says that only some units have confirmed.
    pub in_part: bool,
    pub href: String,
    /// "Gia Lai: 2.925 đoàn viên", for ears and for the pointer.
    pub said: String,
    /// Up to two lines of its name with their places, then the figure.
    pub lines: Vec<(i64, String)>,
    pub value: String,
    pub value_at: i64,
    /// A word is set smaller than a number.
    pub word: bool,
}

impl Tile {
    /// The corner of a tile that is known in part only.
    pub fn corner(&self) -> String {
        let (right, top) = (self.x + WIDE - 2, self.y);
        format!("M{} {top}H{right}V{}z", right - 11, top + 11)
    }
}

/// Islands off a province.
pub(super) struct Sea {
    pub middle: i64,
    pub lines: Vec<(i64, String)>,
    pub dots: Vec<(i64, i64)>,
}

/// A line of the legend.
pub(super) struct Key {
    pub fill: &'static str,
    pub dashed: bool,
    pub corner: bool,
    pub words: String,
}

pub(super) struct Drawing {
    pub height: i64,
    /// Width and height of each tile.
    pub tile: (i64, i64),
    pub tiles: Vec<Tile>,
    pub seas: Vec<Sea>,
    pub keys: Vec<Key>,
}

fn lines(name: &str) -> Vec<String> {
    if let Some((_, first, second)) = SHORT.iter().find(|(long, ..)| *long == name) {
        return vec![(*first).to_owned(), (*second).to_owned()];
    }
    match name.split_once(' ') {
        Some((first, second)) => vec![first.to_owned(), second.to_owned()],
        None => vec![name.to_owned()],
    }
}

/// What fits a tile: all of it below a hundred thousand, then millions.
fn brief(tr: &Tr, amount: Amount) -> String {
    let hundredths = amount.hundredths();
    match hundredths / 100 {
        0..100_000 => tr.number((hundredths + 50) / 100),
        n @ 100_000..10_000_000 => tr.x("org-map-millions", tr.decimal((n + 5_000) / 10_000, 2)),
        n => tr.x("org-map-millions", tr.number((n + 500_000) / 1_000_000)),
    }
}

fn sizes(made: &Made) -> Vec<i64> {
    let readings = made.atlas.provinces.iter();
    readings
        .filter_map(|standing| standing.reading(made.figure).size())
        .collect()
}

fn limits(made: &Made) -> Vec<i64> {
    // Shares lie close together: half percents.
    match made.figure {
        Figure::Share => atlas::limits(&sizes(made), 500, 4),
        _ => atlas::limits(&sizes(made), 100, 2),
    }
}

/// Fewer steps are spread over the colours, so that the strongest is always the largest.
fn colour(steps: usize, step: usize) -> (&'static str, &'static str) {
    let last = FILLS.len() - 1;
    let at = match steps {
        0 | 1 => 2,
        _ => step.saturating_mul(last) / (steps - 1),
    };
    FILLS.get(at).copied().unwrap_or(EMPTY)
}

fn tile(tr: &Tr, made: &Made, limits: &[i64], standing: &Standing) -> Tile {
    let (col, row) = standing.province.cell;
    let (x, y) = (col * WIDE + 1, row * HIGH + 1);
    let reading = standing.reading(made.figure);
    let (fill, ink) = match reading {
        Reading::NoUnit => EMPTY,
        Reading::NotConfirmed => HATCHED,
        Reading::NotApplicable => DOTTED,
        Reading::People(_) | Reading::Share(_) => {
            let size = reading.size().unwrap_or_default();
            colour(limits.len(), atlas::step(limits, size))
        }
    };
    let value = match reading {
        Reading::NoUnit => String::new(),
        Reading::NotConfirmed => tr.t("org-map-brief-not-confirmed"),
        Reading::NotApplicable => tr.t("org-map-brief-not-applicable"),
        Reading::People(amount) => brief(tr, amount),
        Reading::Share(milli) => percent(tr, milli, 1).replace('\u{a0}', ""),
    };
    let names = lines(&standing.name);
    // Name and figure stand in the middle of the tile together.
    let all = i64::try_from(names.len()).unwrap_or(1) + i64::from(!value.is_empty());
    let first = y + (HIGH - 2) / 2 - (all - 1) * 6 + 3;
    let in_part = standing.in_part(made.figure);
    let mut said = format!("{}: {}", standing.name, made.words(tr, reading));
    if in_part {
        said.push_str("; ");
        said.push_str(&Made::told(tr, standing));
    }
    let (value_at, lines) = (
        first + (all - 1) * 12 + 1,
        (0..).zip(names).map(|(n, line)| (first + n * 11, line)).collect(),
    );
    Tile {
        x,
        y,
        middle: x + (WIDE - 2) / 2,
        fill,
        ink,
        empty: reading == Reading::NoUnit,
        in_part,
        href: match standing.tops.as_slice() {
            [] => String::new(),
            [one] => format!("/don-vi/{one}"),
            _ => format!("#tinh-{}", standing.province.code),
        },
        said,
        lines,
        value,
        value_at,
        word: reading.size().is_none(),
    }
}

fn sea(tr: &Tr, islands: places::Islands) -> Sea {
    let (col, row) = islands.cell;
    let (middle, y) = (col * WIDE + WIDE / 2, row * HIGH);
    Sea {
        middle,
        dots: [(-9, 5), (1, 1), (6, 7), (-2, 9), (11, 3)]
            .into_iter()
            .map(|(dx, dy)| (middle + dx, y + dy))
            .collect(),
        lines: vec![
            (y + 21, tr.t("org-map-islands")),
            (y + 31, islands.name.to_owned()),
            (y + 41, format!("({})", islands.province)),
        ],
    }
}

/// A limit as the legend writes it.
fn limit(tr: &Tr, figure: Figure, size: i64) -> String {
    match figure {
        Figure::Share => percent(tr, size, 1),
        _ => tr.number(size / 100),
    }
}

fn keys(tr: &Tr, made: &Made, limits: &[i64]) -> Vec<Key> {
    let sizes = sizes(made);
    let provinces = |n: usize| tr.n("org-map-provinces", n);
    let in_step = |step: usize| sizes.iter().filter(|size| atlas::step(limits, **size) == step).count();
    let mut out = Vec::new();
    for (step, upper) in limits.iter().enumerate() {
        let to = limit(tr, made.figure, *upper);
        let words = match step.checked_sub(1).and_then(|before| limits.get(before)) {
            None => tr.x("org-map-up-to", to),
            Some(lower) => tr.xy("org-map-above", limit(tr, made.figure, *lower), to),
        };
        out.push(Key {
            fill: colour(limits.len(), step).0,
            dashed: false,
            corner: false,
            words: format!("{words} · {}", provinces(in_step(step))),
        });
    }
    let standings = || made.atlas.provinces.iter();
    let count = |wanted: Reading| standings().filter(|s| s.reading(made.figure) == wanted).count();
    let mut other = |n: usize, fill: &'static str, corner: bool, dashed: bool, key: &str| {
        if n > 0 {
            out.push(Key {
                fill,
                dashed,
                corner,
                words: format!("{} · {}", tr.t(key), provinces(n)),
            });
        }
    };
    let in_part = standings().filter(|standing| standing.in_part(made.figure)).count();
    other(in_part, "none", true, false, "org-map-key-in-part");
    other(
        count(Reading::NotConfirmed),
        HATCHED.0,
        false,
        false,
        "org-map-key-not-confirmed",
    );
    other(
        count(Reading::NotApplicable),
        DOTTED.0,
        false,
        false,
        "org-map-key-not-applicable",
    );
    other(
        count(Reading::NoUnit),
        "none",
        false,
        true,
        &made.about("org-map-key-no-unit"),
    );
    out
}

/// Tiles from the north-west, in reading order.
pub(super) fn draw(tr: &Tr, made: &Made) -> Drawing {
    let limits = limits(made);
    let mut standings: Vec<&Standing> = made.atlas.provinces.iter().collect();
    standings.sort_by_key(|standing| (standing.province.cell.1, standing.province.cell.0));
    let rows = standings.last().map_or(0, |standing| standing.province.cell.1 + 1);
    Drawing {
        height: rows * HIGH,
        tile: (WIDE - 2, HIGH - 2),
        tiles: standings
            .into_iter()
            .map(|standing| tile(tr, made, &limits, standing))
            .collect(),
        seas: places::islands(made.atlas.after).map(|islands| sea(tr, islands)).into(),
        keys: keys(tr, made, &limits),
    }
}
