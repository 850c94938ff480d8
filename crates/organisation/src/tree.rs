//! The tree of units as it stands on one day. Plain data: built once from the rows of that day, then asked.

use std::collections::HashMap;

use jiff::civil::Date;
use uuid::Uuid;
use vietnamese::fold;

use crate::history::Custody;
use crate::unit::{UnitKind, UnitLevel, code_key};

/// A unit's version in force on the day, as it comes from the store.
#[derive(Clone, Debug)]
pub struct UnitRow {
    pub id: Uuid,
    pub name: String,
    pub short_name: String,
    pub code: String,
    pub kind: UnitKind,
    pub level: UnitLevel,
    /// Place in the order of protocol among its sisters; not the alphabet.
    pub position: i64,
    pub demo: bool,
    pub from: Date,
    /// In a tree over several days: the first day on which the unit was no longer there.
    pub ended: Option<Date>,
}

/// One unit in its tree.
#[derive(Clone, Debug)]
pub struct Node {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    /// For narrow columns; the name itself when the unit has no shorter one.
    pub short_name: String,
    pub kind: UnitKind,
    pub level: UnitLevel,
    pub parent: Option<Uuid>,
    pub position: i64,
    /// Steps from the root, which has 0.
    pub depth: usize,
    pub demo: bool,
    /// When the version in force began.
    pub from: Date,
    /// In a tree over several days: the first day on which the unit was no longer there.
    pub ended: Option<Date>,
    /// Name, short name and code without diacritics, for search.
    pub folded: String,
    /// One past the last node of its subtree in [`Tree::nodes`].
    end: usize,
}

/// The units of one day in the order of protocol: every unit stands right before its subtree.
#[derive(Clone, Debug)]
pub struct Tree {
    date: Date,
    nodes: Vec<Node>,
    places: HashMap<Uuid, usize>,
    codes: HashMap<String, usize>,
    custody: Custody,
}

impl Tree {
    /// Builds the tree of `date` from the versions and the (parent, child) edges in force. A unit whose parent does
    /// not exist that day stands as a root, so that no unit is ever lost from a list; a ring of edges is cut at its
    /// first unit for the same reason.
    pub fn build(date: Date, mut rows: Vec<UnitRow>, edges: &[(Uuid, Uuid)]) -> Self {
        rows.sort_by(|a, b| (a.position, &a.code, a.id).cmp(&(b.position, &b.code, b.id)));
        let order: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let mut rows: HashMap<Uuid, UnitRow> = rows.into_iter().map(|row| (row.id, row)).collect();
        let parents: HashMap<Uuid, Uuid> = edges
            .iter()
            .filter(|(parent, child)| rows.contains_key(parent) && parent != child)
            .map(|(parent, child)| (*child, *parent))
            .collect();
        let mut below: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
        let mut roots = Vec::new();
        for id in &order {
            match parents.get(id) {
                Some(parent) => below.entry(*parent).or_default().push(*id),
                None => roots.push(*id),
            }
        }
        let mut tree = Self {
            date,
            nodes: Vec::with_capacity(order.len()),
            places: HashMap::with_capacity(order.len()),
            codes: HashMap::with_capacity(order.len()),
            custody: Custody::default(),
        };
        for id in roots {
            tree.plant(id, None, 0, &mut rows, &below);
        }
        // What is left hangs on a ring.
        for id in order {
            tree.plant(id, None, 0, &mut rows, &below);
        }
        tree
    }

    fn plant(
        &mut self,
        id: Uuid,
        parent: Option<Uuid>,
        depth: usize,
        rows: &mut HashMap<Uuid, UnitRow>,
        below: &HashMap<Uuid, Vec<Uuid>>,
    ) {
        let Some(row) = rows.remove(&id) else { return };
        let place = self.nodes.len();
        self.places.insert(id, place);
        self.codes.entry(code_key(&row.code)).or_insert(place);
        let short_name = if row.short_name.is_empty() {
            row.name.clone()
        } else {
            row.short_name
        };
        self.nodes.push(Node {
            id,
            folded: fold::fold(&format!("{} {short_name} {}", row.name, row.code)),
            code: row.code,
            name: row.name,
            short_name,
            kind: row.kind,
            level: row.level,
            parent,
            position: row.position,
            depth,
            demo: row.demo,
            from: row.from,
            ended: row.ended,
            end: place,
        });
        for child in below.get(&id).into_iter().flatten() {
            self.plant(*child, Some(id), depth.saturating_add(1), rows, below);
        }
        let end = self.nodes.len();
        if let Some(node) = self.nodes.get_mut(place) {
            node.end = end;
        }
    }

    /// With what ended units left behind.
    #[must_use]
    pub fn with_custody(mut self, custody: Custody) -> Self {
        self.custody = custody;
        self
    }

    /// The unit of this tree in which a unit goes on: itself, or through its default heirs. None: nothing took over,
    /// or it did not exist yet.
    pub fn home(&self, unit: Uuid) -> Option<&Node> {
        self.get(unit)
            .or_else(|| self.custody.home(unit).and_then(|home| self.get(home)))
    }

    /// The unit of this tree that answers for a unit: its home, or whoever stood above it.
    pub fn keeper(&self, unit: Uuid) -> Option<&Node> {
        self.home(unit)
            .or_else(|| self.custody.keeper(unit).and_then(|keeper| self.get(keeper)))
    }

    /// The unit of this tree in which officers of a unit have their rights: itself, or through its default heirs,
    /// unless an act ended the rights with the unit.
    pub fn seat(&self, unit: Uuid) -> Option<&Node> {
        self.get(unit)
            .or_else(|| self.custody.seat(unit).and_then(|seat| self.get(seat)))
    }

    /// The ended units that a unit of this tree answers for.
    pub fn wards(&self, unit: Uuid) -> &[Uuid] {
        self.custody.wards(unit)
    }

    /// The unit, everything below it, and the ended units they answer for: whoever may see the unit may see what it
    /// took over.
    pub fn reach(&self, unit: Uuid) -> Vec<Uuid> {
        let mut out = Vec::new();
        for node in self.below(unit) {
            out.push(node.id);
            out.extend(self.wards(node.id));
        }
        out
    }

    /// Figures kept under ended units brought home to the units that took over; what has no home is left out.
    pub fn homed(&self, own: &HashMap<Uuid, i64>) -> HashMap<Uuid, i64> {
        let mut out = HashMap::with_capacity(own.len());
        for (unit, figure) in own {
            if let Some(node) = self.home(*unit) {
                let sum: &mut i64 = out.entry(node.id).or_default();
                *sum = sum.saturating_add(*figure);
            }
        }
        out
    }

    /// The day this tree shows.
    pub const fn date(&self) -> Date {
        self.date
    }

    /// Every unit, each before its subtree, sisters in the order of protocol.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Number of units.
    pub const fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no unit.
    pub const fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The unit with this id, if it exists that day.
    pub fn get(&self, id: Uuid) -> Option<&Node> {
        self.nodes.get(*self.places.get(&id)?)
    }

    /// The unit that bears this code that day; upper and lower case are one.
    pub fn by_code(&self, code: &str) -> Option<&Node> {
        self.nodes.get(*self.codes.get(&code_key(code))?)
    }

    /// The units without a parent.
    pub fn roots(&self) -> Vec<&Node> {
        self.sisters(0, self.nodes.len())
    }

    /// The units right below.
    pub fn children(&self, id: Uuid) -> Vec<&Node> {
        match (self.places.get(&id), self.get(id)) {
            (Some(place), Some(node)) => self.sisters(place.saturating_add(1), node.end),
            _ => Vec::new(),
        }
    }

    fn sisters(&self, mut at: usize, end: usize) -> Vec<&Node> {
        let mut found = Vec::new();
        while at < end {
            let Some(node) = self.nodes.get(at) else { break };
            found.push(node);
            at = node.end.max(at.saturating_add(1));
        }
        found
    }

    /// From the parent up to the root.
    pub fn ancestors(&self, id: Uuid) -> Vec<&Node> {
        let mut found = Vec::new();
        let mut at = self.get(id);
        while let Some(parent) = at.and_then(|node| node.parent).and_then(|parent| self.get(parent)) {
            found.push(parent);
            at = Some(parent);
        }
        found
    }

    /// The unit and everything below it; empty when there is no such unit that day.
    pub fn below(&self, id: Uuid) -> &[Node] {
        match (self.places.get(&id), self.get(id)) {
            (Some(place), Some(node)) => self.nodes.get(*place..node.end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Those of these units that stand in the tree, in its order.
    pub fn in_order(&self, units: impl Iterator<Item = Uuid>) -> Vec<&Node> {
        let mut places: Vec<usize> = units.filter_map(|unit| self.places.get(&unit).copied()).collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|place| self.nodes.get(place)).collect()
    }

    /// Whether nothing stands below the unit.
    pub fn is_leaf(&self, id: Uuid) -> bool {
        self.below(id).len() <= 1
    }

    /// The ids of [`Tree::below`].
    pub fn subtree(&self, id: Uuid) -> Vec<Uuid> {
        self.below(id).iter().map(|node| node.id).collect()
    }

    /// The names from the root down to the unit itself.
    pub fn path_names(&self, id: Uuid) -> Vec<String> {
        let mut names: Vec<String> = self.ancestors(id).iter().map(|node| node.name.clone()).collect();
        names.reverse();
        names.extend(self.get(id).map(|node| node.name.clone()));
        names
    }

    /// Whether `unit` is `top` or stands below it.
    pub fn is_within(&self, unit: Uuid, top: Uuid) -> bool {
        match (self.places.get(&unit), self.places.get(&top), self.get(top)) {
            (Some(place), Some(from), Some(top)) => (*from..top.end).contains(place),
            _ => false,
        }
    }

    /// Adds up a figure of each unit over its subtree, in one pass; every unit of the tree gets a sum. Figures of ended
    /// units go to the units that took over.
    pub fn sums(&self, own: &HashMap<Uuid, i64>) -> HashMap<Uuid, i64> {
        let own = self.homed(own);
        let mut sums: HashMap<Uuid, i64> = self
            .nodes
            .iter()
            .map(|node| (node.id, own.get(&node.id).copied().unwrap_or_default()))
            .collect();
        for node in self.nodes.iter().rev() {
            let sum = sums.get(&node.id).copied().unwrap_or_default();
            if let Some(above) = node.parent.and_then(|parent| sums.get_mut(&parent)) {
                *above = above.saturating_add(sum);
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn row(n: u128, position: i64) -> UnitRow {
        UnitRow {
            id: id(n),
            name: format!("Công đoàn {n}"),
            short_name: String::new(),
            code: format!("Đ{n}"),
            kind: UnitKind::Grassroots,
            level: UnitLevel::Grassroots,
            position,
            demo: false,
            from: date(2020, 1, 1),
            ended: None,
        }
    }

    fn sample() -> Tree {
        let edges = [(id(1), id(2)), (id(1), id(3)), (id(3), id(4)), (id(9), id(5))];
        let rows = vec![row(4, 1), row(3, 1), row(2, 2), row(1, 1), row(5, 7)];
        Tree::build(date(2026, 1, 1), rows, &edges)
    }

    #[test]
    fn sisters_stand_in_the_order_of_protocol() {
        let tree = sample();
        let order: Vec<Uuid> = tree.nodes().iter().map(|node| node.id).collect();
        assert_eq!(order, [id(1), id(3), id(4), id(2), id(5)]);
        assert_eq!(
            tree.children(id(1)).iter().map(|node| node.id).collect::<Vec<_>>(),
            [id(3), id(2)]
        );
        assert_eq!(
            tree.roots().iter().map(|node| node.id).collect::<Vec<_>>(),
            [id(1), id(5)],
            "a unit whose parent is not there that day is not lost"
        );
        assert_eq!(tree.subtree(id(3)), [id(3), id(4)]);
        assert_eq!(tree.path_names(id(4)), ["Công đoàn 1", "Công đoàn 3", "Công đoàn 4"]);
        assert!(tree.is_within(id(4), id(1)) && tree.is_within(id(4), id(4)));
        assert!(!tree.is_within(id(2), id(3)) && !tree.is_within(id(8), id(1)));
        assert_eq!(tree.by_code(" đ4 ").map(|node| node.depth), Some(2));
    }

    #[test]
    fn figures_add_up_to_the_root() {
        let own = HashMap::from([(id(1), 1), (id(4), 10), (id(2), 100)]);
        let sums = sample().sums(&own);
        assert_eq!((sums[&id(1)], sums[&id(3)], sums[&id(5)]), (111, 10, 0));
    }

    proptest! {
        /// Whatever the edges say, even rings: every unit stands in the tree once, and below its parent.
        #[test]
        fn no_unit_is_lost(edges in proptest::collection::vec((0_u128..12, 0_u128..12), 0..30)) {
            let rows: Vec<UnitRow> = (0..12).map(|n| row(n, 0)).collect();
            let mut seen = std::collections::HashSet::new();
            let edges: Vec<(Uuid, Uuid)> = edges
                .into_iter()
                .filter(|(_, child)| seen.insert(*child))
                .map(|(parent, child)| (id(parent), id(child)))
                .collect();
            let tree = Tree::build(date(2026, 1, 1), rows, &edges);
            prop_assert_eq!(tree.len(), 12);
            for node in tree.nodes() {
                prop_assert_eq!(tree.ancestors(node.id).len(), node.depth);
                for above in tree.ancestors(node.id) {
                    prop_assert!(tree.is_within(node.id, above.id));
                }
            }
        }
    }
}
