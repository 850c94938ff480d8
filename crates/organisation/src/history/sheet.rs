//! A report by unit under a lens: every fact once, every sum computed, nothing that cannot be attributed hidden.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use uuid::Uuid;

use super::History;
use super::lens::Lens;
use super::restate::{Part, Place, Restating};
use super::share::Amount;
use super::step::Hierarchy;
use crate::tree::Tree;

/// Additive figures that a unit itself reported (not those of units below it) for a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub unit: Uuid,
    pub on: Date,
    pub figures: Vec<i64>,
}

/// Why a line stands beside the units and not in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LooseKind {
    /// The unit was divided and nobody has said in which parts.
    NotAttributable,
    /// The unit ended and nothing took over.
    Ended,
    /// The unit did not exist on the day of the lens.
    NotYet,
    /// The unit is not known in this hierarchy at all.
    Outside,
}

/// Figures that belong to no unit of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loose {
    pub kind: LooseKind,
    /// The unit that reported.
    pub source: Uuid,
    pub candidates: Vec<Uuid>,
    /// The unit whose sum holds them; none is the bottom line only.
    pub under: Option<Uuid>,
    pub figures: Vec<Amount>,
}

/// A report by unit.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub tree: Arc<Tree>,
    pub columns: usize,
    own: HashMap<Uuid, Vec<Amount>>,
    whole: HashMap<Uuid, Vec<Amount>>,
    pub loose: Vec<Loose>,
    pub total: Vec<Amount>,
    zero: Vec<Amount>,
}

/// A unit stands on about so many levels: below this share of the tree, carrying up is the shorter way.
const FEW: usize = 8;

fn add(into: &mut Vec<Amount>, figures: &[Amount], columns: usize) -> Option<()> {
    into.resize(columns, Amount::ZERO);
    for (sum, figure) in into.iter_mut().zip(figures) {
        *sum = sum.plus(*figure)?;
    }
    Some(())
}

impl Sheet {
    /// Puts facts of the days [from, to) under the units that the lens shows. `None` only when numbers get too large
    /// to be exact.
    pub fn build(
        history: &History,
        hierarchy: Hierarchy,
        lens: Lens,
        today: Date,
        (from, to): (Date, Date),
        columns: usize,
        facts: &[Fact],
    ) -> Option<Self> {
        let tree = Arc::new(match lens.target(today) {
            None => history.window(hierarchy, from, to),
            Some(day) => history.tree(hierarchy, day),
        });
        Self::over(history, tree, lens, today, columns, facts)
    }

    /// Like [`Sheet::build`] over a tree already built.
    pub fn over(
        history: &History,
        tree: Arc<Tree>,
        lens: Lens,
        today: Date,
        columns: usize,
        facts: &[Fact],
    ) -> Option<Self> {
        Self::with(history, tree, (lens, today), columns, facts, &[])
    }

    /// Like [`Sheet::over`] with figures that are not divided: people of units that have ended without having been given
    /// to one of the heirs.
    pub fn with(
        history: &History,
        tree: Arc<Tree>,
        (lens, today): (Lens, Date),
        columns: usize,
        facts: &[Fact],
        undivided: &[Fact],
    ) -> Option<Self> {
        let restating = Restating {
            history,
            to: lens.target(today).unwrap_or_else(|| tree.date()),
        };
        let mut own: HashMap<Uuid, Vec<Amount>> = HashMap::new();
        let mut loose: HashMap<(LooseKind, Uuid, Option<Uuid>), Loose> = HashMap::new();
        let mut total = vec![Amount::ZERO; columns];
        let mut ways: HashMap<(Uuid, Date, bool), Vec<Part>> = HashMap::new();
        let divided = facts.iter().map(|fact| (fact, false));
        for (fact, whole) in divided.chain(undivided.iter().map(|fact| (fact, true))) {
            let figures: Vec<Amount> = fact.figures.iter().copied().map(Amount::from).collect();
            add(&mut total, &figures, columns)?;
            let parts = ways.entry((fact.unit, fact.on, whole)).or_insert_with(|| {
                if whole {
                    vec![(restating.undivided(fact.unit), Amount::from(1))]
                } else if lens == Lens::AsWas && tree.get(fact.unit).is_some() {
                    vec![(Place::Unit(fact.unit), Amount::from(1))]
                } else {
                    restating.parts(fact.unit, fact.on)
                }
            });
            for (place, share) in parts {
                let part: Vec<Amount> = figures.iter().map(|f| f.times(*share)).collect::<Option<_>>()?;
                let (kind, source, candidates) = match place {
                    Place::Unit(unit) if tree.get(*unit).is_some() => {
                        add(own.entry(*unit).or_default(), &part, columns)?;
                        continue;
                    }
                    Place::Unit(unit) => (LooseKind::Outside, *unit, Vec::new()),
                    Place::Among { source, candidates } => (LooseKind::NotAttributable, *source, candidates.clone()),
                    Place::Ended { source } => (LooseKind::Ended, *source, Vec::new()),
                    Place::NotYet { source } => (LooseKind::NotYet, *source, Vec::new()),
                };
                let under = restating.above(place, &tree).filter(|unit| tree.get(*unit).is_some());
                let line = loose.entry((kind, source, under)).or_insert_with(|| Loose {
                    kind,
                    source,
                    candidates,
                    under,
                    figures: Vec::new(),
                });
                add(&mut line.figures, &part, columns)?;
            }
        }
        let mut whole = own.clone();
        for line in loose.values() {
            if let Some(under) = line.under {
                add(whole.entry(under).or_default(), &line.figures, columns)?;
            }
        }
        if whole.len().saturating_mul(FEW) < tree.len() {
            // Figures of a few units: each is carried up, instead of walking through every unit there is.
            let own: Vec<(Uuid, Vec<Amount>)> = whole.iter().map(|(unit, sum)| (*unit, sum.clone())).collect();
            for (unit, sum) in own {
                for above in tree.ancestors(unit) {
                    add(whole.entry(above.id).or_default(), &sum, columns)?;
                }
            }
        } else {
            for node in tree.nodes().iter().rev() {
                if let (Some(parent), Some(sum)) = (node.parent, whole.get(&node.id).cloned()) {
                    add(whole.entry(parent).or_default(), &sum, columns)?;
                }
            }
        }
        let mut loose: Vec<Loose> = loose.into_values().collect();
        loose.sort_by_key(|line| (line.kind, line.source, line.under));
        Some(Self {
            tree,
            columns,
            own,
            whole,
            loose,
            total,
            zero: vec![Amount::ZERO; columns],
        })
    }

    /// What the unit itself reported.
    pub fn own(&self, unit: Uuid) -> &[Amount] {
        self.own.get(&unit).map_or(&self.zero, Vec::as_slice)
    }

    /// The unit with everything below it.
    pub fn whole(&self, unit: Uuid) -> &[Amount] {
        self.whole.get(&unit).map_or(&self.zero, Vec::as_slice)
    }

    /// The sum of some units with everything below each; they must not stand below one another.
    pub fn sum_of(&self, units: impl Iterator<Item = Uuid>) -> Vec<Amount> {
        let mut sum = self.zero.clone();
        for unit in units {
            for (sum, figure) in sum.iter_mut().zip(self.whole(unit)) {
                *sum = sum.plus(*figure).unwrap_or(*sum);
            }
        }
        sum
    }

    /// Whether there is anything to say about the unit or those below it.
    pub fn has(&self, unit: Uuid) -> bool {
        self.whole.contains_key(&unit)
    }

    /// The lines that stand under a unit without belonging to one below it.
    pub fn loose_under(&self, unit: Option<Uuid>) -> impl Iterator<Item = &Loose> {
        self.loose.iter().filter(move |line| line.under == unit)
    }

    /// The sum of the top units and what stands beside them; equal to the bottom line.
    pub fn summed(&self) -> Option<Vec<Amount>> {
        let mut sum = vec![Amount::ZERO; self.columns];
        for root in self.tree.roots() {
            add(&mut sum, self.whole(root.id), self.columns)?;
        }
        for line in self.loose_under(None) {
            add(&mut sum, &line.figures, self.columns)?;
        }
        Some(sum)
    }
}
