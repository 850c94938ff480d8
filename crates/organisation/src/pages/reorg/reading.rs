//! What was typed into the form of an operation, read: each fault beside its field.

use platform::form::Form;
use platform::text::Tr;
use uuid::Uuid;

use super::find::{Finder, Unfound};
use super::operation::{Desk, PARTS};
use crate::history::{Hierarchy, Share, Traits, TraitsChange};
use crate::import::reorg::row::{LONGEST_CODE, LONGEST_NAME, LONGEST_TEXT};
use crate::plan::{Founding, Operation, Receiver};
use crate::state::Organisation;
use crate::unit::{UnitKind, UnitLevel};

pub(super) struct Reader<'r> {
    pub form: &'r mut Form,
    pub tr: &'r Tr,
    pub finder: Finder,
    /// Where a unit may be found that is not meant, with the words that say so.
    pub otherwise: (Finder, &'static str),
    pub org: &'r Organisation,
}

impl Reader<'_> {
    fn unfound(&mut self, field: &str, typed: &str, why: Unfound) {
        let words = match why {
            Unfound::Nothing { .. } if self.otherwise.0.find(typed).is_ok() => self.tr.x(self.otherwise.1, typed),
            Unfound::Several => self.tr.x("org-find-several", typed),
            Unfound::Nothing { near } if near.is_empty() => self.tr.x("org-find-nothing", typed),
            Unfound::Nothing { near } => self.tr.xy("org-find-near", typed, near.join("; ")),
        };
        self.form.fault_words(field, words);
    }

    fn one(&mut self, field: &str) -> Option<Uuid> {
        let typed = self.form.value(field).to_owned();
        if typed.is_empty() {
            return None;
        }
        match self.finder.find(&typed) {
            Ok(unit) => Some(unit),
            Err(why) => {
                self.unfound(field, &typed, why);
                None
            }
        }
    }

    fn needed(&mut self, field: &str) -> Option<Uuid> {
        if self.form.value(field).is_empty() {
            self.form.fault(field, self.tr, "form-required");
        }
        self.one(field)
    }

    fn many(&mut self, field: &str) -> Vec<Uuid> {
        let lines: Vec<String> = self
            .form
            .value(field)
            .lines()
            .map(|line| line.trim().to_owned())
            .collect();
        let mut out: Vec<Uuid> = Vec::new();
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            match self.finder.find(&line) {
                Ok(unit) if out.contains(&unit) => {}
                Ok(unit) => out.push(unit),
                Err(why) => self.unfound(field, &line, why),
            }
        }
        out
    }

    fn needed_many(&mut self, field: &str) -> Vec<Uuid> {
        if self.form.value(field).trim().is_empty() {
            self.form.fault(field, self.tr, "form-required");
        }
        self.many(field)
    }

    fn text(&mut self, field: &str, most: usize) -> Option<String> {
        let typed = vietnamese::fold::clean(self.form.value(field));
        if typed.chars().count() > most {
            self.form.fault_words(field, self.tr.n("org-too-long", most));
        }
        (!typed.is_empty()).then_some(typed)
    }

    /// One of the codes that the form offers; a fault for any other.
    fn chosen<T: Copy>(&mut self, field: &str, all: &[T], code: impl Fn(T) -> &'static str) -> Option<T> {
        let typed = self.form.value(field).to_owned();
        if typed.is_empty() {
            return None;
        }
        let found = all.iter().copied().find(|one| code(*one) == typed);
        if found.is_none() {
            self.form.fault(field, self.tr, "org-choice-unknown");
        }
        found
    }

    fn kind(&mut self) -> Option<UnitKind> {
        self.chosen("unit_kind", &UnitKind::ALL, UnitKind::code)
    }

    fn level(&mut self) -> Option<UnitLevel> {
        self.chosen("unit_level", &UnitLevel::ALL, UnitLevel::code)
    }

    /// A unit does not go over into itself, nor under itself.
    fn not_itself(&mut self, field: &str, unit: Option<Uuid>, others: &[Uuid]) {
        if unit.is_some_and(|unit| others.contains(&unit)) {
            self.form.fault(field, self.tr, "org-op-itself");
        }
    }

    fn share(&mut self, field: &str) -> Option<Share> {
        let typed = self.form.value(field).to_owned();
        if typed.is_empty() {
            return None;
        }
        let share = Share::read(&typed);
        if share.is_none() {
            self.form.fault(field, self.tr, "org-share-wrong");
        }
        share
    }

    fn founding(&mut self, like: Option<&Traits>) -> Option<Box<Founding>> {
        let (code, name) = (self.text("code", LONGEST_CODE), self.text("name", LONGEST_NAME));
        for (field, text) in [("code", &code), ("name", &name)] {
            if text.is_none() {
                self.form.fault(field, self.tr, "form-required");
            }
        }
        let parent = self.one("parent");
        let (kind, level) = (self.kind(), self.level());
        let mut text = |field, most| self.text(field, most).unwrap_or_default();
        let traits = Traits {
            short_name: text("short_name", LONGEST_NAME),
            abbreviation: text("abbreviation", LONGEST_NAME),
            seal: text("seal", LONGEST_TEXT),
            address: text("address", LONGEST_TEXT),
            name: name?,
            code: code?,
            kind: kind.unwrap_or_else(|| like.map_or(UnitKind::Grassroots, |like| like.kind)),
            level: level.unwrap_or_else(|| like.map_or(UnitLevel::Grassroots, |like| like.level)),
            position: like.map_or(999, |like| like.position),
            demo: false,
        };
        Some(Box::new(Founding {
            unit: self.org.app.fresh_id(),
            traits,
            parent,
        }))
    }

    /// One line of a split: an existing unit by code, or a new one by code and name.
    fn receiver(&mut self, n: usize, source: Uuid, like: Option<&Traits>) -> Option<Receiver> {
        let code = self.text(&format!("part_{n}_code"), LONGEST_TEXT)?;
        let share = self.share(&format!("part_{n}_share"));
        let takes = self.many(&format!("part_{n}_takes"));
        let default = self.form.value("part_default") == n.to_string();
        let mut receiver = Receiver {
            unit: Uuid::nil(),
            founding: None,
            share,
            default,
            takes,
        };
        match self.text(&format!("part_{n}_name"), LONGEST_NAME) {
            None => {
                let field = format!("part_{n}_code");
                receiver.unit = self.needed(&field)?;
                self.not_itself(&field, Some(receiver.unit), &[source]);
            }
            Some(name) => {
                self.text(&format!("part_{n}_code"), LONGEST_CODE);
                receiver.unit = self.org.app.fresh_id();
                let base = like.cloned();
                let traits = Traits {
                    name,
                    short_name: String::new(),
                    abbreviation: String::new(),
                    code,
                    kind: base.as_ref().map_or(UnitKind::Grassroots, |base| base.kind),
                    level: base.as_ref().map_or(UnitLevel::Grassroots, |base| base.level),
                    seal: String::new(),
                    address: String::new(),
                    position: base.map_or(999, |base| base.position),
                    demo: false,
                };
                receiver.founding = Some(Box::new(Founding {
                    unit: receiver.unit,
                    traits,
                    parent: None,
                }));
            }
        }
        Some(receiver)
    }

    fn change(&mut self) -> TraitsChange {
        TraitsChange {
            name: self.text("name", LONGEST_NAME),
            short_name: self.text("short_name", LONGEST_NAME),
            abbreviation: self.text("abbreviation", LONGEST_NAME),
            code: self.text("code", LONGEST_CODE),
            kind: self.kind(),
            level: self.level(),
            seal: self.text("seal", LONGEST_TEXT),
            address: self.text("address", LONGEST_TEXT),
            position: None,
        }
    }
}

/// The operation, unless something is wrong with the form.
pub(super) fn read(reader: &mut Reader<'_>, desk: &Desk, kind: &str) -> Option<Operation> {
    let eve = desk
        .reorg
        .paper
        .effective_on
        .yesterday()
        .unwrap_or(desk.reorg.paper.effective_on);
    let history = &desk.present.history;
    let like = |unit: Uuid| history.version(unit, eve).map(|version| (*version.traits).clone());
    let operation = match kind {
        "merge" => {
            let sources = reader.needed_many("sources");
            let into = reader.needed("into");
            reader.not_itself("into", into, &sources);
            Operation::Merge { sources, into: into? }
        }
        "consolidate" => {
            let sources = reader.needed_many("sources");
            let base = sources.first().and_then(|unit| like(*unit));
            Operation::Consolidate {
                founding: reader.founding(base.as_ref())?,
                sources,
            }
        }
        "split" => {
            let source = reader.needed("unit")?;
            let base = like(source);
            let receivers: Vec<Receiver> = (1..=PARTS)
                .filter_map(|n| reader.receiver(n, source, base.as_ref()))
                .collect();
            if receivers.len() < 2 && !reader.form.is_refused() {
                reader.form.fault("part_1_code", reader.tr, "org-split-too-few");
            }
            Operation::Split { source, receivers }
        }
        "hand_over" => {
            let source = reader.needed("unit")?;
            if reader.form.value("part_1_code").is_empty() {
                reader.form.fault("part_1_code", reader.tr, "form-required");
            }
            let receiver = reader.receiver(1, source, like(source).as_ref())?;
            Operation::HandOver {
                source,
                receiver: Box::new(receiver),
            }
        }
        "move" => {
            let units = reader.needed_many("sources");
            // Nothing chosen is the first line of the list.
            let line = reader.chosen("line", &Hierarchy::ALL, Hierarchy::code);
            let parent = reader.needed("parent");
            reader.not_itself("parent", parent, &units);
            Operation::Move {
                units,
                hierarchy: line.unwrap_or(Hierarchy::Union),
                parent: Some(parent?),
            }
        }
        "alter" => {
            let unit = reader.needed("unit")?;
            let change = reader.change();
            if change.is_empty() {
                reader.form.fault("name", reader.tr, "org-alter-nothing");
            }
            Operation::Alter {
                unit,
                change: Box::new(change),
            }
        }
        "found" => {
            if reader.form.value("parent").is_empty() {
                reader.form.fault("parent", reader.tr, "form-required");
            }
            Operation::Found {
                founding: reader.founding(None)?,
            }
        }
        "dissolve" => {
            let unit = reader.needed("unit")?;
            let below_to = reader.one("below_to");
            reader.not_itself("below_to", below_to, &[unit]);
            Operation::Dissolve { unit, below_to }
        }
        "end_rights" => {
            let ending = desk.reorg.plan.ending();
            let typed = reader.many("sources");
            let units = if typed.is_empty() { ending.clone() } else { typed };
            if units.is_empty() || units.iter().any(|unit| !ending.contains(unit)) {
                reader.form.fault("sources", reader.tr, "org-rights-not-ending");
            }
            Operation::EndRights { units }
        }
        "end" => {
            let unit = reader.needed("unit")?;
            let (heir, below_to) = (reader.one("heir"), reader.one("below_to"));
            reader.not_itself("heir", heir, &[unit]);
            reader.not_itself("below_to", below_to, &[unit]);
            Operation::End { unit, heir, below_to }
        }
        _ => Operation::Restore {
            unit: reader.needed("unit")?,
            parent: None,
        },
    };
    (!reader.form.is_refused()).then_some(operation)
}
