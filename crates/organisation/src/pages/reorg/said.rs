//! Operations, differences and refusals in words.

use jiff::civil::Date;
use platform::text::Tr;
use uuid::Uuid;

use crate::history::{Change, Difference, Hierarchy, History, Refusal, TraitsChange};
use crate::plan::{Founding, Operation, Plan, Receiver};
use crate::store::log::Log;

/// Names units on both sides of an act.
#[derive(Clone, Copy)]
pub(crate) struct Names<'n> {
    pub tr: &'n Tr,
    pub before: &'n History,
    pub after: &'n History,
    pub on: Date,
    /// Units that only the plan knows.
    pub plan: Option<&'n Plan>,
}

/// Whether the unit had been there before a day: then it is there again, and not new.
fn was_there(history: &History, unit: Uuid, before: Date) -> bool {
    let begins = history.life(unit).and_then(crate::history::Life::begins);
    begins.is_some_and(|begins| begins < before)
}

impl Names<'_> {
    /// The name of a unit just before the act, else after it, else as the plan founds it.
    pub fn name(&self, unit: Uuid) -> String {
        let eve = self.on.yesterday().unwrap_or(self.on);
        let known = |history: &History, day| history.version(unit, day).map(|version| version.traits.name.clone());
        known(self.before, eve)
            .or_else(|| known(self.after, self.on))
            .or_else(|| {
                let founded = self.plan?.founded().find(|founding| founding.unit == unit)?;
                Some(founded.traits.name.clone())
            })
            .or_else(|| self.before.name(unit, self.on).map(str::to_owned))
            .unwrap_or_else(|| self.tr.t("org-unit-unknown"))
    }

    /// The line in which a unit stands by its kind.
    pub fn line(&self, unit: Uuid) -> Hierarchy {
        let founded = || self.plan?.founded().find(|founding| founding.unit == unit);
        self.after
            .version(unit, self.on)
            .map(|version| version.traits.kind)
            .or_else(|| founded().map(|founding| founding.traits.kind))
            .map_or(Hierarchy::Union, crate::unit::UnitKind::line)
    }

    pub fn list(&self, units: &[Uuid]) -> String {
        const MOST: usize = 12;
        let mut names: Vec<String> = units.iter().take(MOST).map(|unit| self.name(*unit)).collect();
        if units.len() > MOST {
            names.push(self.tr.n("org-and-more", units.len() - MOST));
        }
        names.join("; ")
    }

    fn founding(&self, founding: &Founding) -> String {
        let parent = founding.parent.map(|parent| self.name(parent));
        let named = format!("{} ({})", founding.traits.name, founding.traits.code);
        match parent {
            Some(parent) => self.tr.xy("org-said-under", named, parent),
            None => named,
        }
    }

    fn receiver(&self, receiver: &Receiver) -> String {
        let mut words = match &receiver.founding {
            Some(founding) => self.tr.x("org-said-new", self.founding(founding)),
            None => self.name(receiver.unit),
        };
        match receiver.share {
            Some(share) => words = format!("{words}, {}", share.words(self.tr.lang == kernel::lang::Lang::Vi)),
            None => words = format!("{words}, {}", self.tr.t("org-said-no-share")),
        }
        if receiver.default {
            words = format!("{words}, {}", self.tr.t("org-said-default"));
        }
        if !receiver.takes.is_empty() {
            words = format!("{words}, {}", self.tr.x("org-said-takes", self.list(&receiver.takes)));
        }
        words
    }

    /// One operation as a sentence.
    pub fn operation(&self, operation: &Operation) -> String {
        let tr = self.tr;
        let nobody = || tr.t("org-said-nobody");
        match operation {
            Operation::Found { founding } => tr.x("org-said-found", self.founding(founding)),
            Operation::Alter { unit, change } => tr.xy("org-said-alter", self.name(*unit), self.traits(change)),
            Operation::Move {
                units,
                hierarchy,
                parent,
            } => tr.xyz(
                "org-said-move",
                self.list(units),
                parent.map_or_else(nobody, |parent| self.name(parent)),
                tr.t(&format!("org-line-{}", hierarchy.code())),
            ),
            Operation::Merge { sources, into } => tr.xy("org-said-merge", self.list(sources), self.name(*into)),
            Operation::Consolidate { sources, founding } => {
                tr.xy("org-said-consolidate", self.list(sources), self.founding(founding))
            }
            Operation::Split { source, receivers } => {
                let parts: Vec<String> = receivers.iter().map(|receiver| self.receiver(receiver)).collect();
                tr.xy("org-said-split", self.name(*source), parts.join("; "))
            }
            Operation::HandOver { source, receiver } => {
                tr.xy("org-said-hand-over", self.name(*source), self.receiver(receiver))
            }
            Operation::Dissolve { unit, below_to } => match below_to {
                None => tr.x("org-said-dissolve", self.name(*unit)),
                Some(to) => tr.xy("org-said-dissolve-below", self.name(*unit), self.name(*to)),
            },
            Operation::End { unit, heir, .. } => match heir {
                None => tr.x("org-said-end", self.name(*unit)),
                Some(heir) => tr.xy("org-said-end-heir", self.name(*unit), self.name(*heir)),
            },
            Operation::Restore { unit, .. } => tr.x("org-said-restore", self.name(*unit)),
            Operation::EndRights { units } => tr.x("org-said-end-rights", self.list(units)),
        }
    }

    /// Attributes that change, each with its new value.
    pub fn traits(&self, change: &TraitsChange) -> String {
        let tr = self.tr;
        let mut out = Vec::new();
        let text =
            |key: &str, value: &Option<String>| value.as_ref().map(|value| tr.xy("org-said-becomes", tr.t(key), value));
        out.extend(text("org-col-name", &change.name));
        out.extend(text("org-col-short-name", &change.short_name));
        out.extend(text("org-field-abbreviation", &change.abbreviation));
        out.extend(text("org-col-code", &change.code));
        if let Some(kind) = change.kind {
            let words = tr.t(&format!("org-kind-{}", kind.code()));
            out.push(tr.xy("org-said-becomes", tr.t("org-col-kind"), words));
        }
        if let Some(level) = change.level {
            let words = tr.t(&format!("org-level-{}", level.code()));
            out.push(tr.xy("org-said-becomes", tr.t("org-col-level"), words));
        }
        out.extend(text("org-field-seal", &change.seal));
        out.extend(text("org-field-address", &change.address));
        if let Some(position) = change.position {
            out.push(tr.xy("org-said-becomes", tr.t("org-col-position"), position));
        }
        out.join("; ")
    }

    fn place(&self, history: &History, unit: Uuid, day: Date) -> String {
        let Some(version) = history.version(unit, day) else {
            return String::new();
        };
        let line = version.traits.kind.line();
        let named = format!("{} ({})", version.traits.name, version.traits.code);
        match history.parent(unit, line, day) {
            Some(parent) => {
                let above = history.name(parent, day).unwrap_or_default().to_owned();
                self.tr.xy("org-said-under", named, above)
            }
            None => named,
        }
    }

    /// A difference as a row: chip class, chip words, before, after.
    pub fn difference(
        &self,
        difference: &Difference,
        left: (&History, Date),
        right: (&History, Date),
    ) -> DifferenceRow {
        let tr = self.tr;
        let (chip, words) = match &difference.change {
            Change::Began { .. } if was_there(right.0, difference.unit, left.1) => ("chip-open", "org-change-restored"),
            Change::Began { .. } => ("chip-open", "org-change-began"),
            Change::Ended { .. } => ("chip-stopped", "org-change-ended"),
            Change::Differs { traits, moved } => match (traits.is_empty(), moved.is_empty()) {
                (true, _) => ("chip-waiting", "org-change-moved"),
                (_, true) => ("chip-done", "org-change-altered"),
                _ => ("chip-waiting", "org-change-both"),
            },
        };
        let before = self.place(left.0, difference.unit, left.1);
        let mut after = self.place(right.0, difference.unit, right.1);
        match &difference.change {
            Change::Began { from } if !from.is_empty() => {
                after = tr.xy("org-change-from", after, self.list(from));
            }
            Change::Ended { how, heirs } => {
                let ended = tr.t(&format!("org-ending-{}", how.code()));
                let to: Vec<String> = heirs
                    .iter()
                    .map(|link| {
                        let share = link.share.filter(|_| heirs.len() > 1 || link.how.is_none());
                        let share = share.map_or_else(String::new, |share| {
                            format!(" ({})", share.words(tr.lang == kernel::lang::Lang::Vi))
                        });
                        format!("{}{share}", self.name(link.to))
                    })
                    .collect();
                after = if to.is_empty() {
                    ended
                } else {
                    format!("{ended} → {}", to.join("; "))
                };
            }
            Change::Differs { moved, .. } => {
                for (line, _, to) in moved.iter().filter(|(line, ..)| *line != Hierarchy::Union) {
                    let to = to.map_or_else(|| tr.t("org-said-nobody"), |to| self.name(to));
                    after = format!("{after}; {}: {to}", tr.t(&format!("org-line-{}", line.code())));
                }
            }
            Change::Began { .. } => {}
        }
        DifferenceRow {
            unit: difference.unit,
            chip,
            words: tr.t(words),
            before,
            after,
        }
    }

    /// Why something does not go together, and what to do.
    pub fn refusal(&self, refusal: &Refusal, log: &Log) -> String {
        let act = refusal.against.unwrap_or(refusal.by);
        let act = log.heads.get(&act).map_or_else(String::new, |head| {
            if head.act_number.is_empty() {
                head.title.clone()
            } else {
                head.act_number.clone()
            }
        });
        let other = match &refusal.fault {
            crate::history::Fault::ChildrenLeft { children, .. } => self.list(children),
            fault => fault.other().map_or_else(String::new, |other| self.name(other)),
        };
        let code = match &refusal.fault {
            crate::history::Fault::CodeTaken { code, .. } => code.clone(),
            _ => String::new(),
        };
        let words = self.tr.with(
            &format!("org-fault-{}", refusal.fault.code()),
            &[
                ("unit", self.name(refusal.fault.unit())),
                ("other", other),
                ("code", code),
                ("day", kernel::time::date(refusal.on, self.tr.lang)),
            ],
        );
        if act.is_empty() {
            words
        } else {
            format!("{words} {}", self.tr.x("org-fault-act", act))
        }
    }
}

impl DifferenceRow {
    /// By what became of them, then by name as Vietnamese lists are ordered.
    pub fn sort(rows: &mut [(u8, Self)]) {
        rows.sort_by_cached_key(|(rank, row)| {
            let name = if row.before.is_empty() { &row.after } else { &row.before };
            (*rank, vietnamese::collate::sort_key(name), row.unit)
        });
    }
}

/// A row of a comparison.
#[derive(Clone, Debug)]
pub(crate) struct DifferenceRow {
    pub unit: Uuid,
    pub chip: &'static str,
    pub words: String,
    pub before: String,
    pub after: String,
}

#[cfg(test)]
mod tests {
    use super::DifferenceRow;
    use uuid::Uuid;

    #[test]
    fn rows_stand_in_vietnamese_order_inside_each_kind() {
        let row = |before: &str, after: &str| DifferenceRow {
            unit: Uuid::nil(),
            chip: "",
            words: String::new(),
            before: before.to_owned(),
            after: after.to_owned(),
        };
        let mut rows = vec![
            (1, row("", "Đài Truyền hình")),
            (0, row("Văn phòng", "")),
            (0, row("Đài Truyền hình", "")),
            (0, row("Ban Dân vận", "")),
        ];
        DifferenceRow::sort(&mut rows);
        let names: Vec<(u8, &str)> = rows.iter().map(|(rank, row)| (*rank, row.before.as_str())).collect();
        assert_eq!(
            names,
            [(0, "Ban Dân vận"), (0, "Đài Truyền hình"), (0, "Văn phòng"), (1, "")]
        );
    }
}
