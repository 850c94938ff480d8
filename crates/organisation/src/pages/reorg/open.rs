//! What a draft leaves open, and units that move together, in few lines.

use uuid::Uuid;
use vietnamese::collate;

use super::said::Names;
use crate::history::{Change, Difference, Hierarchy};
use crate::preview::Undecided;

/// Fewer equal moves than this stand as rows of their own.
const MANY: usize = 4;

/// Units that move between the same two places: one line, the names on demand.
pub(super) struct Together {
    pub words: String,
    pub names: Vec<String>,
}

/// From where to where.
type Way = (Option<Uuid>, Option<Uuid>);

/// The way of a unit that moves and otherwise stays as it is.
fn plain_move(difference: &Difference) -> Option<Way> {
    match &difference.change {
        Change::Differs { traits, moved } if traits.is_empty() => match moved.as_slice() {
            [(Hierarchy::Union, from, to)] => Some((*from, *to)),
            _ => None,
        },
        _ => None,
    }
}

/// Parts the differences into rows of their own and units that move together.
pub(super) fn grouped<'d>(names: &Names<'_>, differences: &'d [Difference]) -> (Vec<&'d Difference>, Vec<Together>) {
    let mut groups: Vec<(Way, Vec<&Difference>)> = Vec::new();
    let mut rows = Vec::new();
    for difference in differences {
        match plain_move(difference) {
            None => rows.push(difference),
            Some(way) => match groups.iter_mut().find(|(known, _)| *known == way) {
                Some((_, units)) => units.push(difference),
                None => groups.push((way, vec![difference])),
            },
        }
    }
    let mut together = Vec::new();
    for ((from, to), units) in groups {
        if units.len() < MANY {
            rows.extend(units);
            continue;
        }
        let place = |unit: Option<Uuid>| unit.map_or_else(|| names.tr.t("org-said-nobody"), |unit| names.name(unit));
        let mut listed: Vec<String> = units.iter().map(|difference| names.name(difference.unit)).collect();
        listed.sort_by_cached_key(|name| collate::sort_key(name));
        together.push(Together {
            words: names
                .tr
                .xyz("org-moves-many", names.tr.number(units.len()), place(from), place(to)),
            names: listed,
        });
    }
    together.sort_by_cached_key(|group| collate::sort_key(&group.words));
    (rows, together)
}

fn words(names: &Names<'_>, open: &Undecided) -> Option<(u8, String)> {
    let tr = names.tr;
    Some(match open {
        Undecided::MembersWithoutUnit { unit, members } => {
            (0, tr.xy("org-open-members", names.name(*unit), tr.number(*members)))
        }
        Undecided::NobodyAbove { unit } => (1, tr.x("org-open-nobody-above", names.name(*unit))),
        Undecided::NoDefault { unit } => (2, tr.x("org-open-no-default", names.name(*unit))),
        Undecided::NoShares { unit } => (3, tr.x("org-open-no-shares", names.name(*unit))),
        Undecided::NoOfficer { .. } => return None,
    })
}

/// The open questions, the gravest first, units by name. Heirs without an officer are one line; provinces and blocks
/// have no officers of their own.
pub(super) fn lines(names: &Names<'_>, open: &[Undecided]) -> Vec<String> {
    let mut lines: Vec<(u8, String)> = open.iter().filter_map(|open| words(names, open)).collect();
    lines.sort_by_cached_key(|(rank, words)| (*rank, collate::sort_key(words)));
    let mut out: Vec<String> = lines.into_iter().map(|(_, words)| words).collect();
    let mut unmanned: Vec<(String, Uuid)> = open
        .iter()
        .filter_map(|open| match open {
            Undecided::NoOfficer { unit } if names.line(*unit) == Hierarchy::Union => Some((names.name(*unit), *unit)),
            _ => None,
        })
        .collect();
    unmanned.sort_by_cached_key(|(name, _)| collate::sort_key(name));
    if !unmanned.is_empty() {
        let units: Vec<Uuid> = unmanned.into_iter().map(|(_, unit)| unit).collect();
        out.push(names.tr.x("org-open-no-officer", names.list(&units)));
    }
    out
}
