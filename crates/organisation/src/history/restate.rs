//! Where a fact of one day stands among the units of another.

use std::collections::BTreeSet;

use jiff::civil::Date;
use uuid::Uuid;

use super::History;
use super::life::{Life, Link};
use super::share::{Amount, Share};
use super::step::Hierarchy;

/// Where a fact, or a part of it, ends up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Under this unit.
    Unit(Uuid),
    /// Somewhere among these, and nobody has said which part where: never guessed.
    Among { source: Uuid, candidates: Vec<Uuid> },
    /// The unit ended and nothing took over.
    Ended { source: Uuid },
    /// The unit did not exist yet and came from no other.
    NotYet { source: Uuid },
}

/// A part of a fact in its place. The parts of one fact always add up to the whole.
pub type Part = (Place, Amount);

/// More steps than any real history has between two days; beyond it a fact is left unattributed.
const STEPS: usize = 512;

/// Restates facts to the units of one day.
#[derive(Clone, Copy, Debug)]
pub struct Restating<'h> {
    pub history: &'h History,
    pub to: Date,
}

impl Restating<'_> {
    /// The places of a fact that `unit` reported for the day `on`.
    pub fn parts(&self, unit: Uuid, on: Date) -> Vec<Part> {
        let whole = Share::WHOLE.amount();
        // Of a day on which, as is known by now, the unit had ended already: what it reported then goes the way of its end.
        let on = match self.history.life(unit).and_then(|life| life.ended(on)) {
            Some(end) => end.on.yesterday().unwrap_or(on),
            None => on,
        };
        if on <= self.to {
            self.forward(unit, on, whole)
        } else {
            vec![(self.backward(unit, on), whole)]
        }
    }

    fn forward(&self, unit: Uuid, on: Date, amount: Amount) -> Vec<Part> {
        let mut out: Vec<Part> = Vec::new();
        let mut open = vec![(unit, on, amount)];
        let mut steps = 0;
        while let Some((at, since, amount)) = open.pop() {
            steps += 1;
            let life = self.history.life(at);
            let next = life.map_or(&[][..], |life| next_links(life, since, self.to));
            let Some(first) = next.first() else {
                let there = life.is_some_and(|life| life.version(self.to).is_some());
                let place = if there {
                    Place::Unit(at)
                } else {
                    Place::Ended { source: at }
                };
                out.push((place, amount));
                continue;
            };
            match (steps < STEPS).then(|| divided(next, amount)).flatten() {
                Some((parts, rest)) => {
                    open.extend(parts.into_iter().map(|(to, part)| (to, first.on, part)));
                    if !rest.is_zero() {
                        open.push((at, first.on, rest));
                    }
                }
                None => out.push((self.among(at, next), amount)),
            }
        }
        gathered(out)
    }

    /// Where something stands that cannot be divided (a person) and has not been given to one of the heirs of its unit.
    pub fn undivided(&self, unit: Uuid) -> Place {
        let links = self.history.life(unit).map_or(&[][..], |life| &life.gave);
        let last = links.iter().map(|link| link.on).filter(|on| *on <= self.to).max();
        let heirs: Vec<Link> = links.iter().filter(|link| Some(link.on) == last).cloned().collect();
        if heirs.is_empty() {
            Place::Ended { source: unit }
        } else {
            self.among(unit, &heirs)
        }
    }

    /// Whoever may hold a part: the heirs, and the unit itself if it went on, each as it is on the day asked for.
    fn among(&self, source: Uuid, links: &[Link]) -> Place {
        let stays = links.iter().all(|link| link.how.is_none()).then_some(source);
        let candidates: BTreeSet<Uuid> = links
            .iter()
            .map(|link| link.to)
            .chain(stays)
            .filter_map(|unit| self.history.home(unit, self.to))
            .collect();
        Place::Among {
            source,
            candidates: candidates.into_iter().collect(),
        }
    }

    fn backward(&self, unit: Uuid, on: Date) -> Place {
        let (mut at, mut until) = (unit, on);
        for _ in 0..STEPS {
            let Some(life) = self.history.life(at) else {
                return Place::NotYet { source: unit };
            };
            let came: Vec<&Link> = life
                .got
                .iter()
                .filter(|link| link.on > self.to && link.on <= until)
                .collect();
            let there = life.version(self.to).is_some();
            let Some(last) = came.last() else {
                return if there {
                    Place::Unit(at)
                } else {
                    Place::NotYet { source: at }
                };
            };
            let from: BTreeSet<Uuid> = came.iter().map(|link| link.from).collect();
            let founded_then = life.begins() == Some(last.on);
            if let (true, 1, Some(only)) = (founded_then, from.len(), from.first()) {
                // All of it came from one unit: whatever it reported belonged there before.
                (at, until) = (*only, last.on.yesterday().unwrap_or(last.on));
                continue;
            }
            let mut candidates = BTreeSet::new();
            for source in from.into_iter().chain(there.then_some(at)) {
                self.roots_of(source, &mut candidates, 0);
            }
            return Place::Among {
                source: at,
                candidates: candidates.into_iter().collect(),
            };
        }
        Place::NotYet { source: unit }
    }

    /// The units of the day asked for from which a later one came.
    fn roots_of(&self, unit: Uuid, into: &mut BTreeSet<Uuid>, depth: usize) {
        let Some(life) = self.history.life(unit) else { return };
        if life.version(self.to).is_some() {
            into.insert(unit);
        } else if depth < 64 {
            for link in life.got.iter().filter(|link| link.on > self.to) {
                self.roots_of(link.from, into, depth + 1);
            }
        }
    }

    /// The unit of the day asked for that answers for something that has no place of its own there.
    pub fn above(&self, place: &Place, tree: &crate::tree::Tree) -> Option<Uuid> {
        match place {
            Place::Unit(unit) => Some(*unit),
            Place::Ended { source } => self.history.keeper(*source, self.to),
            Place::Among { candidates, source } => {
                common(tree, candidates).or_else(|| self.history.keeper(*source, self.to))
            }
            Place::NotYet { source } => {
                let mut at = *source;
                for _ in 0..64 {
                    let life = self.history.life(at)?;
                    let begun = life.begins()?;
                    at = Hierarchy::ALL.into_iter().find_map(|line| life.parent(line, begun))?;
                    if tree.get(at).is_some() {
                        return Some(at);
                    }
                }
                None
            }
        }
    }
}

/// The links of the next day on which something left the unit, after `since` and not after `until`.
fn next_links(life: &Life, since: Date, until: Date) -> &[Link] {
    let from = life.gave.partition_point(|link| link.on <= since);
    let rest = life.gave.get(from..).unwrap_or_default();
    let Some(first) = rest.first().filter(|link| link.on <= until) else {
        return &[];
    };
    let same = rest.partition_point(|link| link.on == first.on);
    rest.get(..same).unwrap_or_default()
}

/// What goes to each and what stays, when all of it is known exactly.
fn divided(links: &[Link], amount: Amount) -> Option<(Vec<(Uuid, Amount)>, Amount)> {
    let mut rest = amount;
    let mut parts = Vec::with_capacity(links.len());
    for link in links {
        let part = amount.times(link.share?.amount())?;
        rest = rest.minus(part)?;
        if !part.is_zero() {
            parts.push((link.to, part));
        }
    }
    // What is over when the unit ended cannot stay with it: the parts were refused unless they make the whole.
    let ended = links.iter().any(|link| link.how.is_some());
    (!ended || rest.is_zero()).then_some((parts, rest))
}

/// Parts that came to one place by different ways are one part.
fn gathered(mut parts: Vec<Part>) -> Vec<Part> {
    parts.sort_by(|a, b| a.0.cmp(&b.0));
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    for (place, amount) in parts {
        if let Some((last, sum)) = out.last_mut()
            && *last == place
            && let Some(more) = sum.plus(amount)
        {
            *sum = more;
        } else {
            out.push((place, amount));
        }
    }
    out
}

/// The lowest unit of the tree that stands above all of them (or is one of them).
fn common(tree: &crate::tree::Tree, units: &[Uuid]) -> Option<Uuid> {
    let (first, rest) = units.split_first()?;
    let path = |unit: Uuid| -> Option<Vec<Uuid>> {
        tree.get(unit)?;
        let mut path: Vec<Uuid> = tree.ancestors(unit).iter().map(|node| node.id).collect();
        path.reverse();
        path.push(unit);
        Some(path)
    };
    let mut shared = path(*first)?;
    for unit in rest {
        let other = path(*unit)?;
        let same = shared.iter().zip(&other).take_while(|(a, b)| a == b).count();
        shared.truncate(same);
    }
    shared.last().copied()
}
