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
    /// Its cell on the tile map, from the west and from the north. A drawing choice, no fact.
    pub cell: (i64, i64),
}

/// The islands that belong to a province and lie off its coast: shown on the map, counted with the province.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Islands {
    pub name: &'static str,
    /// The province by name; the same before and after.
    pub province: &'static str,
    pub cell: (i64, i64),
}

/// Columns of both tile maps.
pub const COLUMNS: i64 = 8;

/// The two archipelagos on the map of the 63 provinces, or of the 34.
pub const fn islands(after: bool) -> [Islands; 2] {
    let (north, south) = if after { (9, 14) } else { (11, 18) };
    [
        Islands {
            name: "Hoàng Sa",
            province: "Đà Nẵng",
            cell: (7, north),
        },
        Islands {
            name: "Trường Sa",
            province: "Khánh Hòa",
            cell: (7, south),
        },
    ]
}

/// The first day of the 34 provinces.
pub const NEW: Date = date(2025, 7, 1);

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
            [code, name, kind, .., col, row] => Some(Province {
                code,
                name,
                kind,
                cell: (col.parse().ok()?, row.parse().ok()?),
            }),
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
                cell: (0, 0),
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
        effective_on: NEW,
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

    /// North of, west of, beside: what anybody who knows the country looks for first.
    const NORTH: [(&str, &str); 24] = [
        ("Hà Giang", "Tuyên Quang"),
        ("Lào Cai", "Sơn La"),
        ("Lai Châu", "Điện Biên"),
        ("Cao Bằng", "Lạng Sơn"),
        ("Bắc Kạn", "Thái Nguyên"),
        ("Thái Nguyên", "Hà Nội"),
        ("Hà Nội", "Ninh Bình"),
        ("Quảng Ninh", "Hải Phòng"),
        ("Ninh Bình", "Nghệ An"),
        ("Thanh Hóa", "Nghệ An"),
        ("Nghệ An", "Hà Tĩnh"),
        ("Hà Tĩnh", "Quảng Trị"),
        ("Quảng Trị", "Đà Nẵng"),
        ("Đà Nẵng", "Quảng Ngãi"),
        ("Quảng Ngãi", "Gia Lai"),
        ("Kon Tum", "Gia Lai"),
        ("Gia Lai", "Đắk Lắk"),
        ("Bình Định", "Phú Yên"),
        ("Đắk Lắk", "Lâm Đồng"),
        ("Phú Yên", "Khánh Hòa"),
        ("Đồng Nai", "Hồ Chí Minh"),
        ("Tây Ninh", "Cần Thơ"),
        ("Đồng Tháp", "Cần Thơ"),
        ("Cần Thơ", "Cà Mau"),
    ];
    const WEST: [(&str, &str); 14] = [
        ("Điện Biên", "Sơn La"),
        ("Lai Châu", "Lào Cai"),
        ("Lào Cai", "Tuyên Quang"),
        ("Sơn La", "Hà Nội"),
        ("Hà Nội", "Hải Phòng"),
        ("Hà Nội", "Bắc Ninh"),
        ("Thái Nguyên", "Lạng Sơn"),
        ("Huế", "Đà Nẵng"),
        ("Gia Lai", "Bình Định"),
        ("Đắk Lắk", "Phú Yên"),
        ("Lâm Đồng", "Khánh Hòa"),
        ("Đồng Nai", "Lâm Đồng"),
        ("An Giang", "Vĩnh Long"),
        ("Kiên Giang", "Sóc Trăng"),
    ];
    const BESIDE: [(&str, &str); 12] = [
        ("Hà Nội", "Phú Thọ"),
        ("Hà Nội", "Bắc Ninh"),
        ("Ninh Bình", "Thanh Hóa"),
        ("Thanh Hóa", "Nghệ An"),
        ("Huế", "Đà Nẵng"),
        ("Hải Phòng", "Quảng Ninh"),
        ("Đồng Nai", "Hồ Chí Minh"),
        ("Tây Ninh", "Hồ Chí Minh"),
        ("Bình Thuận", "Ninh Thuận"),
        ("Khánh Hòa", "Lâm Đồng"),
        ("Đắk Lắk", "Gia Lai"),
        ("Cần Thơ", "Vĩnh Long"),
    ];

    #[test]
    fn the_tile_maps_look_like_the_country() {
        for (after, set, height) in [(false, before(), 21), (true, after(), 16)] {
            let mut cells: HashSet<(i64, i64)> = set.iter().map(|province| province.cell).collect();
            assert_eq!(cells.len(), set.len(), "no two provinces on one cell");
            let (cols, rows): (Vec<i64>, Vec<i64>) = cells.iter().copied().unzip();
            assert_eq!(cols.iter().min().zip(rows.iter().min()), Some((&0, &0)));
            assert!(cols.iter().all(|col| *col < COLUMNS));
            assert_eq!(rows.iter().max(), Some(&(height - 1)));
            for (col, row) in &cells {
                let near = |(c, r): &(i64, i64)| ((c - col).abs() + (r - row).abs()) <= 2 && (c, r) != (col, row);
                assert!(cells.iter().any(near), "nobody near {col},{row}");
            }
            let named: HashMap<&str, (i64, i64)> = set.iter().map(|p| (p.name, p.cell)).collect();
            let both = |pair: &(&str, &str)| Some((*named.get(pair.0)?, *named.get(pair.1)?));
            for pair in NORTH {
                assert!(both(&pair).is_none_or(|(a, b)| a.1 < b.1), "{after}: {pair:?}");
            }
            for pair in WEST {
                assert!(both(&pair).is_none_or(|(a, b)| a.0 < b.0), "{after}: {pair:?}");
            }
            for pair in BESIDE {
                let near = both(&pair).is_none_or(|(a, b)| (a.0 - b.0).abs() <= 1 && (a.1 - b.1).abs() <= 1);
                assert!(near, "{after}: {pair:?}");
            }
            for sea in islands(after) {
                assert!(cells.insert(sea.cell), "the sea is free");
                assert!(
                    named
                        .get(sea.province)
                        .is_some_and(|(col, row)| *col <= sea.cell.0 && *row < sea.cell.1)
                );
            }
        }
    }
}
