//! From the events of the file to acts: each with its paper, its plan, and how sure it is.

use std::collections::HashMap;
use std::hash::BuildHasher;

use kernel::clock::Millis;
use kernel::ids::{Entropy, uuid_at};
use uuid::Uuid;

use super::{Bodies, BodiesError, Body, Event, EventKind};
use crate::history::TraitsChange;
use crate::plan::{Founding, Operation, Plan, Receiver};
use crate::store::reorgs::Paper;

impl Event {
    /// "Nghị quyết 176/2025/QH15" as kind and number; no number when nobody has found the document.
    fn number(&self) -> String {
        let number = ["Nghị quyết số ", "Nghị quyết ", "Nghị định "]
            .iter()
            .find_map(|kind| self.act.strip_prefix(kind));
        number.unwrap_or_default().to_owned()
    }

    fn organ(&self) -> &'static str {
        if self.act.contains("/QH") {
            "Quốc hội"
        } else if self.act.contains("-CP") {
            "Chính phủ"
        } else {
            ""
        }
    }

    fn paper(&self, title: String, with: &[&Self]) -> Paper {
        let mut note = self.note.clone();
        for part in with {
            let unsure = if part.verified { "" } else { "; chưa xác minh" };
            note.push_str(&format!(" {} ({}{unsure}).", part.note.trim_end_matches('.'), part.act));
        }
        if self.number().is_empty() {
            note = format!("{}. {note}", self.act);
        }
        Paper {
            title,
            number: self.number(),
            organ: self.organ().to_owned(),
            signer: String::new(),
            signed_on: self.signed_on,
            effective_on: self.effective_on,
            source: self.source.clone(),
            // A paper is as sure as what is least sure in it.
            verified: self.verified && with.iter().all(|part| part.verified),
            note,
        }
    }
}

/// Who is whom: bodies by their keys, provinces by their official codes before 1/7/2025.
struct Known<'k> {
    file: &'k Bodies,
    ids: HashMap<&'k str, Uuid>,
}

impl Known<'_> {
    fn id(&self, key: &str) -> Result<Uuid, BodiesError> {
        self.ids
            .get(key)
            .copied()
            .ok_or_else(|| BodiesError::NoBody(key.to_owned()))
    }

    fn body(&self, key: &str) -> Result<(i64, &Body), BodiesError> {
        (1..)
            .zip(&self.file.bodies)
            .find(|(_, body)| body.key == key)
            .ok_or_else(|| BodiesError::NoBody(key.to_owned()))
    }

    fn name(&self, key: &str) -> Result<&str, BodiesError> {
        Ok(self.body(key)?.1.name.as_str())
    }

    fn receiver(&self, key: &str, default: bool, founding: Option<Founding>) -> Result<Receiver, BodiesError> {
        Ok(Receiver {
            unit: self.id(key)?,
            founding: founding.map(Box::new),
            share: None,
            default,
            takes: Vec::new(),
        })
    }

    /// What a body hands over on the day on which it ends.
    fn parts(&self, event: &Event, source: &str) -> Vec<&Event> {
        let same = |other: &&Event| {
            other.kind == EventKind::HandOver
                && other.effective_on == event.effective_on
                && other.from.iter().any(|from| from == source)
        };
        self.file.events.iter().filter(same).collect()
    }

    fn consolidate(&self, event: &Event) -> Result<(Paper, Plan), BodiesError> {
        let (position, body) = self.body(&event.into)?;
        let mut founding = Some(Founding {
            unit: self.id(&event.into)?,
            traits: body.traits(position),
            parent: None,
        });
        let (parted, whole): (Vec<&String>, Vec<&String>) = event
            .from
            .iter()
            .partition(|source| !self.parts(event, source).is_empty());
        let mut operations = Vec::new();
        if !whole.is_empty()
            && let Some(founding) = founding.take()
        {
            operations.push(Operation::Consolidate {
                sources: whole.iter().map(|key| self.id(key)).collect::<Result<_, _>>()?,
                founding: Box::new(founding),
            });
        }
        let mut with = Vec::new();
        for source in parted {
            let parts = self.parts(event, source);
            let mut receivers = vec![self.receiver(&event.into, true, founding.take())?];
            for part in &parts {
                receivers.push(self.receiver(&part.into, false, None)?);
            }
            operations.push(Operation::Split {
                source: self.id(source)?,
                receivers,
            });
            with.extend(parts);
        }
        let names: Vec<&str> = event.from.iter().map(|key| self.name(key)).collect::<Result<_, _>>()?;
        let title = match names.as_slice() {
            [one] => format!("Lập {} trên cơ sở {one}", body.name),
            _ => format!("Hợp nhất {} thành {}", names.join(" và "), body.name),
        };
        Ok((event.paper(title, &with), Plan { operations }))
    }

    /// Hand-overs of one document by bodies that stay.
    fn hand_over(&self, events: &[&Event]) -> Result<Option<(Paper, Plan)>, BodiesError> {
        let Some((first, more)) = events.split_first() else {
            return Ok(None);
        };
        let (mut operations, mut to) = (Vec::new(), Vec::new());
        for event in events {
            for source in &event.from {
                operations.push(Operation::HandOver {
                    source: self.id(source)?,
                    receiver: Box::new(self.receiver(&event.into, false, None)?),
                });
            }
            to.push(self.name(&event.into)?);
        }
        let from: Vec<&str> = first.from.iter().map(|key| self.name(key)).collect::<Result<_, _>>()?;
        let title = format!(
            "Chuyển giao một phần chức năng của {} sang {}",
            from.join(", "),
            to.join(", ")
        );
        Ok(Some((first.paper(title, more), Plan { operations })))
    }

    fn end(&self, event: &Event) -> Result<(Paper, Plan), BodiesError> {
        let mut operations = Vec::new();
        for source in &event.from {
            operations.push(Operation::End {
                unit: self.id(source)?,
                heir: Some(self.id(&event.into)?),
                below_to: None,
            });
        }
        let names: Vec<&str> = event.from.iter().map(|key| self.name(key)).collect::<Result<_, _>>()?;
        let title = format!("Kết thúc hoạt động {}", names.join(", "));
        Ok((event.paper(title, &[]), Plan { operations }))
    }

    fn rename(&self, event: &Event) -> Result<(Paper, Plan), BodiesError> {
        let name = event.new_name.clone().unwrap_or_default();
        let full = match event.new_kind.as_deref() {
            Some("thành phố") => format!("Thành phố {name}"),
            Some("tỉnh") => format!("Tỉnh {name}"),
            _ => name.clone(),
        };
        let change = TraitsChange {
            name: Some(full.clone()),
            short_name: Some(name),
            ..TraitsChange::default()
        };
        let plan = Plan {
            operations: vec![Operation::Alter {
                unit: self.id(&event.into)?,
                change: Box::new(change),
            }],
        };
        Ok((event.paper(format!("{full} trực thuộc trung ương"), &[]), plan))
    }
}

impl Bodies {
    /// The acts in the order in which they can be put on record, over what [`Bodies::found`] and
    /// [`crate::places::found`] made.
    ///
    /// A body that is merged and hands a part over on the same day ends with several heirs: the new body has what is
    /// not said to go elsewhere, and nobody has said in which shares.
    pub fn acts<S: BuildHasher, P: BuildHasher>(
        &self,
        bodies: &HashMap<String, Uuid, S>,
        provinces: &HashMap<&'static str, Uuid, P>,
        now: Millis,
        entropy: &dyn Entropy,
    ) -> Result<Vec<(Paper, Plan)>, BodiesError> {
        let provinces: Vec<(String, Uuid)> = provinces
            .iter()
            .map(|(code, id)| (format!("province-{code}"), *id))
            .collect();
        let mut ids: HashMap<&str, Uuid> = provinces.iter().map(|(key, id)| (key.as_str(), *id)).collect();
        for body in &self.bodies {
            let known = bodies.get(&body.key).copied();
            ids.insert(&body.key, known.unwrap_or_else(|| uuid_at(now, entropy)));
        }
        let known = Known { file: self, ids };
        let of = |kind: EventKind| self.events.iter().filter(move |event| event.kind == kind);
        let mut out = Vec::new();
        for event in of(EventKind::Rename) {
            out.push(known.rename(event)?);
        }
        let mut merged: Vec<&Event> = of(EventKind::Consolidate).collect();
        // What goes to a body that another act founds comes after that act.
        merged.sort_by_key(|event| {
            let founded = |part: &&Event| of(EventKind::Consolidate).any(|other| other.into == part.into);
            let parts = event.from.iter().flat_map(|source| known.parts(event, source));
            parts.filter(founded).count()
        });
        for event in &merged {
            out.push(known.consolidate(event)?);
        }
        let told = |event: &Event| {
            merged.iter().any(|other| {
                other.effective_on == event.effective_on && other.from.iter().any(|from| event.from.contains(from))
            })
        };
        let staying: Vec<&Event> = of(EventKind::HandOver).filter(|event| !told(event)).collect();
        let document = |event: &Event| (event.act.clone(), event.from.clone(), event.effective_on);
        for document in staying.chunk_by(|a, b| document(a) == document(b)) {
            out.extend(known.hand_over(document)?);
        }
        for event in of(EventKind::End) {
            out.push(known.end(event)?);
        }
        out.sort_by_key(|(paper, _)| paper.effective_on);
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use kernel::ids::SeededEntropy;

    use jiff::civil::{Date, date};

    use super::*;
    use crate::bodies::SINCE;
    use crate::history::{Entry, Hierarchy, Step, Traits, fold};
    use crate::places;
    use crate::unit::UnitKind;

    /// Everything that is shipped goes together: bodies, provinces, their acts in this order.
    #[test]
    fn the_acts_of_2025_go_together() {
        let entropy = SeededEntropy::new(9);
        let file = Bodies::shipped().unwrap();
        assert_eq!((file.bodies.len(), file.events.len()), (23, 19));
        let begin = |unit: Uuid, traits: Traits, on: Date| Entry {
            reorg: Uuid::nil(),
            on,
            step: Step::Begin {
                unit,
                traits: Box::new(traits),
            },
        };
        let mut log = Vec::new();
        let mut ids = HashMap::new();
        for (position, body) in (1..).zip(&file.bodies).filter(|(_, body)| body.from.is_none()) {
            let id = uuid_at(1, &entropy);
            log.push(begin(id, body.traits(position), SINCE));
            ids.insert(body.key.clone(), id);
        }
        // The union of a ministry that ends goes on under the ministry that has it now.
        let union = uuid_at(1, &entropy);
        let mut traits = file.bodies[0].traits(1);
        (traits.kind, traits.code) = (UnitKind::Ministry, "CĐ".to_owned());
        log.push(begin(union, traits, SINCE));
        log.push(Entry {
            reorg: Uuid::nil(),
            on: SINCE,
            step: Step::Place {
                unit: union,
                hierarchy: Hierarchy::Ministry,
                parent: ids.get("bo-lao-dong-thuong-binh-va-xa-hoi").copied(),
            },
        });
        let mut provinces = HashMap::new();
        for province in places::before() {
            let id = uuid_at(1, &entropy);
            let mut traits = file.bodies[0].traits(1);
            (traits.kind, traits.code) = (UnitKind::Territory, province.code.to_owned());
            log.push(begin(id, traits, SINCE));
            provinces.insert(province.code, id);
        }
        let acts = file.acts(&ids, &provinces, 1, &entropy).unwrap();
        for (paper, plan) in &acts {
            let history = fold(&log).unwrap();
            log.extend(plan.compile(uuid_at(1, &entropy), paper.effective_on, &history));
            fold(&log).unwrap_or_else(|refusal| panic!("{}: {refusal}", paper.title));
        }
        let history = fold(&log).unwrap();
        let (eve, after) = (date(2025, 2, 28), date(2025, 4, 1));
        let bodies = |on: Date| {
            let tree = history.tree(Hierarchy::Ministry, on);
            let mut codes: Vec<String> = tree.roots().iter().map(|node| node.code.clone()).collect();
            codes.sort();
            codes
        };
        assert_eq!(bodies(eve).len(), 17);
        assert_eq!(bodies(after).len(), 11, "{:?}", bodies(after));
        let home = history.parent(union, Hierarchy::Ministry, after).unwrap();
        assert_eq!(history.name(home, after), Some("Bộ Nội vụ"));
        assert_eq!(history.name(provinces["46"], eve), Some("Thành phố Huế"));
        // What is not sure in the data is not sure on paper, and the whole of it says so.
        let unsure: Vec<&str> = acts
            .iter()
            .filter(|(paper, _)| !paper.verified)
            .map(|(paper, _)| paper.title.as_str())
            .collect();
        assert_eq!(unsure.len(), 3, "{unsure:?}");
        let interior = acts
            .iter()
            .find(|(paper, _)| paper.title.ends_with("thành Bộ Nội vụ"))
            .unwrap();
        assert!(
            !interior.0.verified && interior.0.note.contains("chưa xác minh"),
            "{}",
            interior.0.note
        );
        assert!(
            acts.iter()
                .all(|(paper, _)| !paper.note.contains("..") && !paper.source.is_empty()),
            "{acts:#?}"
        );
    }

    #[test]
    fn every_event_becomes_part_of_an_act_once() {
        let file = Bodies::shipped().unwrap();
        let provinces: HashMap<&'static str, Uuid> =
            places::before().iter().map(|p| (p.code, Uuid::from_u128(1))).collect();
        let acts = file
            .acts(&HashMap::<String, Uuid>::new(), &provinces, 1, &SeededEntropy::new(1))
            .unwrap();
        for event in &file.events {
            let told = acts
                .iter()
                .filter(|(paper, _)| paper.note.contains(event.note.trim_end_matches('.')));
            assert_eq!(told.count(), 1, "{}", event.key);
        }
        assert_eq!(acts.len(), 10);
    }
}
