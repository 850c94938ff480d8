//! Facts that are shipped: the 63 provinces before 1/7/2025, the 34 after, and the act between them. Data with its
//! source (see `data/README.md`); a new act is a new file.

use std::collections::HashMap;

use jiff::civil::{Date, date};
use kernel::clock::Millis;
use kernel::ids::{Entropy, uuid_at};
use uuid::Uuid;

use crate::error::OrganisationError;
use crate::history::Traits;
use crate::plan::{Founding, Operation, Plan};
use crate::scope::Scope;
use crate::store::reorgs::Paper;
use crate::store::units::{Batch, NewUnit};
use crate::unit::{UnitKind, UnitLevel};

const BEFORE: &str = include_str!("../data/provinces-before.csv");
const AFTER: &str = include_str!("../data/provinces-after.csv");
const MAPPING: &str = include_str!("../data/provinces-2025-07-01.csv");

/// The 63 provinces stood from the day on which Hà Tây became part of Hà Nội (Nghị quyết 15/2008/QH12).
const SINCE: Date = date(2008, 8, 1);

/// A province on one side of the act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Province {
    pub code: &'static str,
    pub name: &'static str,
    /// "tỉnh" or "thành phố".
    pub kind: &'static str,
}

/// One line of the act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub old: &'static str,
    pub new: &'static str,
    /// Whether the old province ended and a new one was formed, whatever its name.
    pub consolidated: bool,
}

/// The rows of one of our files: no quotes and no commas inside a field, which a test checks.
fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .skip(1)
        .map(|line| line.split(',').collect())
}

fn provinces(file: &'static str) -> Vec<Province> {
    rows(file)
        .filter_map(|row| match row.as_slice() {
            [code, name, kind, ..] => Some(Province { code, name, kind }),
            _ => None,
        })
        .collect()
}

/// The 63 provinces before 1/7/2025.
pub fn before() -> Vec<Province> {
    provinces(BEFORE)
}

/// The 34 provinces from 1/7/2025.
pub fn after() -> Vec<Province> {
    provinces(AFTER)
}

/// Where each of the 63 went on 1/7/2025.
pub fn passages() -> Vec<Passage> {
    rows(MAPPING)
        .filter_map(|row| match row.as_slice() {
            [old, _, new, _, kind, ..] => Some(Passage {
                old,
                new,
                consolidated: *kind == "consolidate",
            }),
            _ => None,
        })
        .collect()
}

fn traits(province: &Province, position: i64) -> Traits {
    let kind = if province.kind == "tỉnh" {
        "Tỉnh"
    } else {
        "Thành phố"
    };
    Traits {
        name: format!("{kind} {}", province.name),
        short_name: province.name.to_owned(),
        abbreviation: String::new(),
        code: province.code.to_owned(),
        kind: UnitKind::Territory,
        level: UnitLevel::Province,
        seal: String::new(),
        address: String::new(),
        position,
        demo: false,
    }
}

/// Founds the country and its 63 provinces in a batch; ids by official code.
pub fn found(
    batch: &mut Batch,
    now: Millis,
    entropy: &dyn Entropy,
) -> Result<HashMap<&'static str, Uuid>, OrganisationError> {
    let country = uuid_at(now, entropy);
    let mut ids = HashMap::new();
    let unit = |id, code: &str, traits: Traits, parent, position| NewUnit {
        id,
        code: code.to_owned(),
        name: traits.name,
        short_name: traits.short_name,
        kind: UnitKind::Territory,
        level: traits.level,
        parent,
        position,
        from: SINCE,
        demo: false,
    };
    let head = Traits {
        level: UnitLevel::Central,
        name: "Việt Nam".to_owned(),
        ..traits(
            &Province {
                code: "VN",
                name: "Việt Nam",
                kind: "",
            },
            0,
        )
    };
    batch.create(&Scope::All, &unit(country, "VN", head, None, 0))?;
    for (position, province) in (1_i64..).zip(before()) {
        let id = uuid_at(now, entropy);
        batch.create(
            &Scope::All,
            &unit(id, province.code, traits(&province, position), Some(country), position),
        )?;
        ids.insert(province.code, id);
    }
    Ok(ids)
}

/// The re-organisation of 1/7/2025 over the provinces that [`found`] made.
pub fn act_of_2025(ids: &HashMap<&'static str, Uuid>, now: Millis, entropy: &dyn Entropy) -> (Paper, Plan) {
    let passages = passages();
    let operations = (1_i64..)
        .zip(after())
        .filter_map(|(position, province)| {
            let sources: Vec<Uuid> = passages
                .iter()
                .filter(|passage| passage.consolidated && passage.new == province.code)
                .filter_map(|passage| ids.get(passage.old).copied())
                .collect();
            (!sources.is_empty()).then(|| Operation::Consolidate {
                sources,
                founding: Box::new(Founding {
                    unit: uuid_at(now, entropy),
                    traits: traits(&province, position),
                    parent: None,
                }),
            })
        })
        .collect();
    let paper = Paper {
        title: "Sắp xếp đơn vị hành chính cấp tỉnh: 63 thành 34 tỉnh, thành phố".to_owned(),
        number: "202/2025/QH15".to_owned(),
        organ: "Quốc hội".to_owned(),
        signer: String::new(),
        signed_on: Some(date(2025, 6, 12)),
        effective_on: date(2025, 7, 1),
        source: "Nghị quyết số 202/2025/QH15 ngày 12/6/2025".to_owned(),
        verified: false,
        note: "Nghị quyết có hiệu lực từ ngày 12/6/2025; chính quyền ở đơn vị mới hoạt động từ ngày 1/7/2025."
            .to_owned(),
    };
    (paper, Plan { operations })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_files_agree_with_each_other() {
        for file in [BEFORE, AFTER, MAPPING] {
            let data = file.lines().filter(|line| !line.starts_with('#'));
            assert!(data.into_iter().all(|line| !line.contains('"')));
            let widths: HashSet<usize> = rows(file).map(|row| row.len()).collect();
            assert_eq!(widths.len(), 1, "every row has the same fields");
        }
        let (before, after, passages) = (before(), after(), passages());
        assert_eq!((before.len(), after.len(), passages.len()), (63, 34, 63));
        let old: HashSet<&str> = before.iter().map(|province| province.code).collect();
        let new: HashSet<&str> = after.iter().map(|province| province.code).collect();
        assert_eq!((old.len(), new.len()), (63, 34));
        assert!(passages.iter().all(|p| old.contains(p.old) && new.contains(p.new)));
        let reached: HashSet<&str> = passages.iter().map(|p| p.new).collect();
        assert_eq!(reached, new);
        assert_eq!(passages.iter().filter(|p| !p.consolidated).count(), 11);
    }
}
