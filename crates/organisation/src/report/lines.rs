//! The lines of a report: the tree as the lens shows it, or a ranking of one of its levels.

use std::collections::{BTreeSet, HashSet};

use platform::text::Tr;
use uuid::Uuid;

use super::Report;
use crate::history::{Amount, Loose, LooseKind};
use crate::tree::Node;

/// A line before it is put into words.
pub(super) struct Raw {
    pub depth: usize,
    /// Its place in a ranking.
    pub rank: Option<usize>,
    pub name: String,
    /// None: figures that belong to no unit of the tree.
    pub unit: Option<Uuid>,
    /// Of figures that belong to no unit: the key of the word for that.
    pub loose: &'static str,
    pub note: String,
    pub figures: Vec<Amount>,
}

/// So many units outside the line are named one by one; more of them are one line.
const NAMED: usize = 5;

impl Report<'_> {
    fn loose_words(&self, tr: &Tr, line: &Loose) -> (String, String) {
        let code = match line.kind {
            LooseKind::NotAttributable => "not-attributable",
            LooseKind::Ended => "ended",
            LooseKind::NotYet => "not-yet",
            LooseKind::Outside => "outside",
        };
        let day = self.sheet.tree.date();
        // Several units had not yet become this one on the day of the lens; that is no division.
        let merged = line.kind == LooseKind::NotAttributable
            && self.history.life(line.source).is_some_and(|life| {
                life.got.iter().any(|link| link.on > day) && life.gave.iter().all(|link| link.on > day)
            });
        let why = if merged { "not-attributable-merged" } else { code };
        let name = self.history.name(line.source, day).unwrap_or_default();
        let among: Vec<&str> = line
            .candidates
            .iter()
            .filter_map(|unit| self.history.name(*unit, day))
            .collect();
        (
            tr.x(&format!("org-loose-{code}"), name),
            tr.x(&format!("org-loose-{why}-why"), among.join("; ")),
        )
    }

    fn push_loose(&self, tr: &Tr, under: Option<Uuid>, depth: usize, out: &mut Vec<Raw>) {
        let (outside, named): (Vec<&Loose>, Vec<&Loose>) = self
            .sheet
            .loose_under(under)
            .partition(|line| line.kind == LooseKind::Outside);
        let (outside, more) = if outside.len() > NAMED {
            (Vec::new(), outside)
        } else {
            (outside, Vec::new())
        };
        for line in named.into_iter().chain(outside) {
            let (name, note) = self.loose_words(tr, line);
            out.push(Raw {
                depth,
                rank: None,
                name,
                unit: None,
                loose: match line.kind {
                    LooseKind::NotAttributable => "org-report-loose",
                    LooseKind::Outside => "org-report-outside",
                    LooseKind::Ended | LooseKind::NotYet => "",
                },
                note,
                figures: line.figures.clone(),
            });
        }
        if !more.is_empty() {
            let mut figures = vec![Amount::ZERO; self.sheet.columns];
            for line in &more {
                for (sum, figure) in figures.iter_mut().zip(&line.figures) {
                    *sum = sum.plus(*figure).unwrap_or(*sum);
                }
            }
            out.push(Raw {
                depth,
                rank: None,
                name: tr.n("org-loose-outside-many", more.len()),
                unit: None,
                loose: "org-report-outside",
                note: tr.x("org-loose-outside-why", ""),
                figures,
            });
        }
    }

    /// The units that the reader may see and has asked for.
    fn nodes(&self) -> Vec<&Node> {
        let tree = &self.sheet.tree;
        let among = match self.view.unit.and_then(|unit| tree.home(unit)) {
            Some(top) => tree.below(top.id),
            None if self.view.unit.is_some() => &[],
            None => tree.nodes(),
        };
        among.iter().filter(|node| (self.seen)(node.id)).collect()
    }

    fn raw(&self, tr: &Tr, node: &Node, depth: usize) -> Raw {
        Raw {
            depth,
            rank: None,
            name: node.name.clone(),
            unit: Some(node.id),
            loose: "",
            note: node.ended.map_or_else(String::new, |day| {
                tr.x("org-report-ended", kernel::time::date(day, tr.lang))
            }),
            figures: self.sheet.whole(node.id).to_vec(),
        }
    }

    /// The lines of the view; `levels` below the top.
    pub(super) fn lines(&self, tr: &Tr, levels: usize) -> Vec<Raw> {
        if let Some(shows) = self.ranked() {
            return self.ranking(tr, shows, levels);
        }
        let mut out = Vec::new();
        let seen = self.nodes();
        let top = seen.iter().map(|node| node.depth).min().unwrap_or_default();
        for node in seen {
            let depth = node.depth.saturating_sub(top);
            if depth > levels || !self.sheet.has(node.id) {
                continue;
            }
            out.push(self.raw(tr, node, depth));
            if depth < levels || self.sheet.loose_under(Some(node.id)).next().is_some() {
                self.push_loose(tr, Some(node.id), depth.saturating_add(1), &mut out);
            }
        }
        if self.everything() {
            self.push_loose(tr, None, 0, &mut out);
        }
        out
    }

    /// One level, the best first. Equal figures share a place, and the next place is left free.
    fn ranking(&self, tr: &Tr, shows: super::Shows, levels: usize) -> Vec<Raw> {
        let seen = self.nodes();
        let top = seen.iter().map(|node| node.depth).min().unwrap_or_default();
        let single = seen.iter().filter(|node| node.depth == top).count() == 1;
        let level = top.saturating_add(usize::from(single));
        let mut out: Vec<Raw> = seen
            .into_iter()
            .filter(|node| {
                if levels > 1 {
                    self.sheet.tree.is_leaf(node.id)
                } else {
                    node.depth == level
                }
            })
            .filter(|node| self.sheet.has(node.id))
            .map(|node| self.raw(tr, node, 0))
            .collect();
        // Stable: what is equal stays in the order of protocol.
        out.sort_by(|a, b| shows.better(&a.figures, &b.figures));
        let mut before: Option<(usize, Vec<Amount>)> = None;
        for (place, line) in (1_usize..).zip(&mut out) {
            if !shows.ranks(&line.figures) {
                continue;
            }
            let rank = match &before {
                Some((rank, figures)) if shows.better(figures, &line.figures).is_eq() => *rank,
                _ => place,
            };
            line.rank = Some(rank);
            before = Some((rank, line.figures.clone()));
        }
        // What is in none of the units ranked has no place, but it is part of the bottom line.
        let tree = &self.sheet.tree;
        let ranked: HashSet<Uuid> = out.iter().filter_map(|line| line.unit).collect();
        let inside =
            |unit: Uuid| ranked.contains(&unit) || tree.ancestors(unit).iter().any(|above| ranked.contains(&above.id));
        let places: BTreeSet<Option<Uuid>> = self.sheet.loose.iter().map(|line| line.under).collect();
        for under in places {
            let shown = match under {
                None => self.everything(),
                Some(unit) => (self.seen)(unit) && !inside(unit),
            };
            if shown {
                self.push_loose(tr, under, 0, &mut out);
            }
        }
        out
    }
}
