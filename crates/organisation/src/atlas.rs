//! Figures of the union by province: which of the 63 or 34 provinces each unit stands in, and how they are coloured.
//!
//! Figures are added up in the line of the union, as every report does it; a unit counts for the province in which it,
//! or the nearest unit above it, stands. So the provinces, what stands in none, and the loose lines add up to the total
//! of the report of the same day under the same lens.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;
use vietnamese::fold::fold;

use crate::history::{Amount, Loose, Sheet};
use crate::places::{self, Province};
use crate::tree::{Node, Tree};
use crate::unit::{UnitKind, UnitLevel};

/// Places of the figures in the sheet that an atlas is made of: those of the report on members.
pub const LISTED: usize = 0;
pub const MEMBERS: usize = 1;
pub const STAFF: usize = 2;
/// Units that owe a confirmation, those that have answered, and of these the ones to which it does not apply.
const DUE: usize = 4;
const TOLD: usize = 5;
const BLANK: usize = 6;

/// What the provinces are coloured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Figure {
    /// Members on the list: counted, so there is always a number.
    #[default]
    Listed,
    /// Members that the units' officers confirmed.
    Confirmed,
    /// Confirmed members among the confirmed staff.
    Share,
}

impl Figure {
    /// In the order offered; the words are `org-map-figure-<code>`.
    pub const ALL: [Self; 3] = [Self::Listed, Self::Confirmed, Self::Share];

    /// As written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Listed => "danh-sach",
            Self::Confirmed => "xac-nhan",
            Self::Share => "ty-le",
        }
    }

    /// Reads what [`Figure::code`] wrote; anything else is the first.
    pub fn parse(code: &str) -> Self {
        Self::ALL.into_iter().find(|f| f.code() == code).unwrap_or_default()
    }
}

/// What there is to say of a province.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// No unit of the tree stands in it.
    NoUnit,
    /// Its units have confirmed nothing.
    NotConfirmed,
    /// Its units said that there is no such figure.
    NotApplicable,
    /// People; zero is a number like any other.
    People(Amount),
    /// Thousandths of a percent.
    Share(i64),
}

impl Reading {
    /// The size by which it is coloured and ranked; shares in thousandths of a percent, people in hundredths.
    pub fn size(self) -> Option<i64> {
        match self {
            Self::People(amount) => Some(amount.hundredths()),
            Self::Share(milli) => Some(milli),
            _ => None,
        }
    }
}

/// A province with what stands in it.
#[derive(Clone, Debug)]
pub struct Standing {
    pub province: Province,
    /// What it was called on the day of the tree.
    pub name: String,
    /// The uppermost units of the union in it.
    pub tops: Vec<Uuid>,
    pub figures: Vec<Amount>,
}

impl Standing {
    fn at(&self, place: usize) -> Amount {
        self.figures.get(place).copied().unwrap_or_default()
    }

    /// Units that owe a confirmation.
    pub fn due(&self) -> Amount {
        self.at(DUE)
    }

    /// Units that have answered.
    pub fn told(&self) -> Amount {
        self.at(TOLD)
    }

    /// What there is to say of it.
    pub fn reading(&self, figure: Figure) -> Reading {
        if self.tops.is_empty() {
            return Reading::NoUnit;
        }
        if figure == Figure::Listed {
            return Reading::People(self.at(LISTED));
        }
        if self.told().is_zero() {
            return Reading::NotConfirmed;
        }
        if self.told() == self.at(BLANK) {
            return Reading::NotApplicable;
        }
        match figure {
            Figure::Share => self
                .at(MEMBERS)
                .share_of(self.at(STAFF))
                .map_or(Reading::NotApplicable, Reading::Share),
            _ => Reading::People(self.at(MEMBERS)),
        }
    }

    /// Whether some of its units, but not all, have confirmed.
    pub fn in_part(&self, figure: Figure) -> bool {
        figure != Figure::Listed && self.told() < self.due() && self.reading(figure).size().is_some()
    }
}

/// The figures of a sheet by province.
#[derive(Clone, Debug)]
pub struct Atlas {
    /// The 34 provinces, or the 63 before.
    pub after: bool,
    pub provinces: Vec<Standing>,
    /// Units that stand in no province: central bodies.
    pub outside: Vec<Amount>,
    /// Loose lines of the sheet that are in no province's figures.
    pub loose: Vec<Loose>,
    /// Loose lines that are in the figures of a province, with its place in `provinces`.
    pub within: Vec<(usize, Loose)>,
}

/// The provinces of the territory tree in the set that it shows, by their ids there. An older tree may still hold the
/// 63 when the day is later: what was known decides, and a code means another province in the other set.
fn drawn(territory: &Tree, day: jiff::civil::Date) -> (bool, HashMap<Uuid, usize>) {
    let is = |node: &Node| node.kind == UnitKind::Territory && node.level == UnitLevel::Province;
    let nodes: Vec<&Node> = territory.nodes().iter().filter(|node| is(node)).collect();
    let matched = |set: &[Province]| -> usize {
        let named: HashSet<(&str, &str)> = set.iter().map(|p| (p.code, p.name)).collect();
        nodes
            .iter()
            .filter(|node| named.contains(&(node.code.as_str(), node.short_name.as_str())))
            .count()
    };
    let (old, new) = (matched(&places::before()), matched(&places::after()));
    let after = if old == new { day >= places::NEW } else { new > old };
    let places: HashMap<&str, usize> = (0..).zip(set(after)).map(|(place, p)| (p.code, place)).collect();
    let ids = nodes
        .iter()
        .filter_map(|node| Some((node.id, *places.get(node.code.as_str())?)))
        .collect();
    (after, ids)
}

fn set(after: bool) -> Vec<Province> {
    if after { places::after() } else { places::before() }
}

fn add(into: &mut [Amount], figures: &[Amount]) -> Option<()> {
    for (sum, figure) in into.iter_mut().zip(figures) {
        *sum = sum.plus(*figure)?;
    }
    Some(())
}

impl Atlas {
    /// Puts what a sheet over the line of the union says under the provinces of its day. `None` only when numbers get
    /// too large to be exact. Units that `seen` does not let through are left out with all they say.
    pub fn of(sheet: &Sheet, territory: &Tree, seen: &dyn Fn(Uuid) -> bool) -> Option<Self> {
        let tree = &sheet.tree;
        let (after, ids) = drawn(territory, tree.date());
        let mut provinces: Vec<Standing> = set(after)
            .into_iter()
            .map(|province| Standing {
                name: province.name.to_owned(),
                province,
                tops: Vec::new(),
                figures: vec![Amount::ZERO; sheet.columns],
            })
            .collect();
        for (id, place) in &ids {
            if let (Some(node), Some(standing)) = (territory.get(*id), provinces.get_mut(*place)) {
                standing.name.clone_from(&node.short_name);
            }
        }
        let folded: Vec<String> = provinces.iter().map(|p| format!(" {}", fold(&p.name))).collect();
        let own_place = |node: &Node| -> Option<usize> {
            let up = territory.ancestors(node.id);
            // A union that nobody has put in a province yet is known by its name.
            let by_name = || {
                let name = fold(&node.name);
                let is = |folded: &String| name.ends_with(folded.as_str());
                (node.kind == UnitKind::Province).then(|| folded.iter().position(is))?
            };
            up.iter().find_map(|above| ids.get(&above.id).copied()).or_else(by_name)
        };
        let mut stands: HashMap<Uuid, Option<usize>> = HashMap::with_capacity(tree.len());
        let mut outside = vec![Amount::ZERO; sheet.columns];
        for node in tree.nodes() {
            let above = node.parent.and_then(|parent| stands.get(&parent).copied().flatten());
            let place = own_place(node).or(above);
            stands.insert(node.id, place);
            let own = sheet.own(node.id);
            if !seen(node.id) {
                continue;
            }
            let Some(standing) = place.and_then(|place| provinces.get_mut(place)) else {
                add(&mut outside, own)?;
                continue;
            };
            if above != place {
                standing.tops.push(node.id);
            }
            add(&mut standing.figures, own)?;
        }
        let everything = tree.roots().iter().all(|root| seen(root.id));
        let (mut loose, mut within) = (Vec::new(), Vec::new());
        for line in &sheet.loose {
            match line.under {
                Some(under) if !seen(under) => {}
                None if !everything => {}
                under => match under.and_then(|under| stands.get(&under).copied().flatten()) {
                    Some(place) => {
                        if let Some(standing) = provinces.get_mut(place) {
                            add(&mut standing.figures, &line.figures)?;
                        }
                        within.push((place, line.clone()));
                    }
                    None => loose.push(line.clone()),
                },
            }
        }
        Some(Self {
            after,
            provinces,
            outside,
            loose,
            within,
        })
    }

    /// The sum of everything shown; equal to the total of the report for whoever sees everything.
    pub fn total(&self) -> Option<Vec<Amount>> {
        let mut sum = self.outside.clone();
        for standing in &self.provinces {
            add(&mut sum, &standing.figures)?;
        }
        for line in &self.loose {
            add(&mut sum, &line.figures)?;
        }
        Some(sum)
    }

    /// The places of the provinces with the largest figure: several when they are equal.
    pub fn largest(&self, figure: Figure) -> Vec<usize> {
        let sizes: Vec<Option<i64>> = self.provinces.iter().map(|s| s.reading(figure).size()).collect();
        let Some(most) = sizes.iter().flatten().max().filter(|most| **most > 0) else {
            return Vec::new();
        };
        (0..)
            .zip(&sizes)
            .filter(|(_, size)| size.as_ref() == Some(most))
            .map(|(at, _)| at)
            .collect()
    }
}

/// Steps of the colours.
pub const STEPS: usize = 5;

/// Up to where each step goes, at most five and each above the one before, so that about as many provinces fall into
/// each. The limits are numbers of `unit`s of so many digits and then zeros, so that the legend can be read; the last one
/// holds the largest.
pub fn limits(sizes: &[i64], unit: i64, digits: u32) -> Vec<i64> {
    let mut sorted: Vec<i64> = sizes.to_vec();
    sorted.sort_unstable();
    let mut out: Vec<i64> = Vec::new();
    for step in 1..=STEPS {
        let last = sorted.len().saturating_mul(step).div_ceil(STEPS);
        let Some(size) = last.checked_sub(1).and_then(|at| sorted.get(at)) else {
            continue;
        };
        let limit = round_up(*size, unit, digits);
        if out.last().is_none_or(|before| *before < limit) {
            out.push(limit);
        }
    }
    out
}

/// The next number of so many digits and zeros, in units.
fn round_up(size: i64, unit: i64, digits: u32) -> i64 {
    let unit = unit.max(1);
    let whole = size.max(0).saturating_add(unit - 1) / unit;
    let mut zeros = 1_i64;
    while whole / zeros >= 10_i64.saturating_pow(digits) {
        zeros = zeros.saturating_mul(10);
    }
    (whole.saturating_add(zeros - 1) / zeros)
        .saturating_mul(zeros)
        .saturating_mul(unit)
}

/// In which step a figure falls.
pub fn step(limits: &[i64], size: i64) -> usize {
    limits
        .iter()
        .position(|limit| size <= *limit)
        .unwrap_or_else(|| limits.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_hold_every_figure() {
        assert_eq!(limits(&[], 1, 2), Vec::<i64>::new());
        assert_eq!(limits(&[0], 1, 2), [0]);
        assert_eq!(limits(&[7, 7, 7], 1, 2), [7]);
        assert_eq!(limits(&[57, 158, 420, 813, 2_925], 1, 2), [57, 160, 420, 820, 3_000]);
        assert_eq!(limits(&[98_850, 98_100, 96_150], 500, 4), [96_500, 98_500, 99_000]);
        let many: Vec<i64> = (1..=63).map(|n| n * 137).collect();
        let found = limits(&many, 1, 2);
        assert_eq!(found.len(), STEPS);
        assert!(many.iter().all(|size| *size <= found[step(&found, *size)]));
        assert_eq!(step(&found, 1), 0);
    }
}
