//! One unit from its first day to its last.

use std::sync::Arc;

use jiff::civil::Date;
use uuid::Uuid;

use super::share::Share;
use super::step::{Ending, Hierarchy, Rights, Traits};

/// What a unit is called and is, on the days [from, to).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub traits: Arc<Traits>,
    pub from: Date,
    /// The first day on which it no longer holds.
    pub to: Option<Date>,
    /// The act that brought it.
    pub reorg: Uuid,
}

/// Under whom a unit stands, on the days [from, to).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub parent: Uuid,
    pub from: Date,
    pub to: Option<Date>,
    pub reorg: Uuid,
}

/// What went from one unit to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub reorg: Uuid,
    pub from: Uuid,
    pub to: Uuid,
    /// First day on which it is with the other.
    pub on: Date,
    /// How the first unit ended; `None` when only a part of it went and it stayed.
    pub how: Option<Ending>,
    pub share: Option<Share>,
    pub default: bool,
}

/// The end of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    pub on: Date,
    pub how: Ending,
    /// Whether its officers go on in the default heir.
    pub rights: Rights,
    pub reorg: Uuid,
}

/// The whole life of a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Life {
    /// Oldest first, never overlapping; a gap is a time when the unit was not there.
    pub versions: Vec<Version>,
    /// For each hierarchy, oldest first, never overlapping.
    pub(super) places: [Vec<Span>; 4],
    /// What went to others, oldest first.
    pub gave: Vec<Link>,
    /// What came from others, oldest first.
    pub got: Vec<Link>,
    pub ends: Vec<End>,
}

impl Life {
    /// The version in force on a day.
    pub fn version(&self, on: Date) -> Option<&Version> {
        let at = self.versions.partition_point(|version| version.from <= on);
        let version = self.versions.get(at.checked_sub(1)?)?;
        version.to.is_none_or(|to| on < to).then_some(version)
    }

    /// The version in force on a day, else the last one before it, else the first one.
    pub fn nearest(&self, on: Date) -> Option<&Version> {
        let at = self.versions.partition_point(|version| version.from <= on);
        self.versions.get(at.saturating_sub(1))
    }

    /// The last day of [from, last] on which the unit existed, with its version of that day.
    pub fn last_within(&self, from: Date, last: Date) -> Option<(Date, &Version)> {
        let at = self.versions.partition_point(|version| version.from <= last);
        let version = self.versions.get(at.checked_sub(1)?)?;
        let day = match version.to {
            Some(to) if to <= last => to.yesterday().ok()?,
            _ => last,
        };
        (day >= from).then_some((day, version))
    }

    /// The unit above in a hierarchy on a day.
    pub fn parent(&self, hierarchy: Hierarchy, on: Date) -> Option<Uuid> {
        let spans = self.spans(hierarchy);
        let at = spans.partition_point(|span| span.from <= on);
        let span = spans.get(at.checked_sub(1)?)?;
        span.to.is_none_or(|to| on < to).then_some(span.parent)
    }

    /// Under whom the unit stood in a hierarchy, oldest first.
    pub fn spans(&self, hierarchy: Hierarchy) -> &[Span] {
        self.places.get(hierarchy.slot()).map_or(&[], Vec::as_slice)
    }

    /// First day of all.
    pub fn begins(&self) -> Option<Date> {
        self.versions.first().map(|version| version.from)
    }

    /// The end in force on a day: the latest not later than it, when the unit is not there that day.
    pub fn ended(&self, on: Date) -> Option<&End> {
        if self.version(on).is_some() {
            return None;
        }
        self.ends.iter().rev().find(|end| end.on <= on)
    }

    /// The days of [from, to) on which the unit existed.
    pub fn days_within(&self, from: Date, to: Date) -> i64 {
        self.stays(from, to).map(|(from, to)| days_between(from, to)).sum()
    }

    /// The unbroken times within [from, to) in which the unit existed.
    pub fn stays(&self, from: Date, to: Date) -> impl Iterator<Item = (Date, Date)> {
        self.versions.iter().filter_map(move |version| {
            let begin = version.from.max(from);
            let end = version.to.map_or(to, |end| end.min(to));
            (begin < end).then_some((begin, end))
        })
    }
}

/// Days from one date to a later one.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
