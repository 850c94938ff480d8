//! About 12,000 made-up members with plausible names, the same on every machine.

use std::collections::{BTreeMap, HashMap};

use jiff::ToSpan as _;
use jiff::civil::date;
use kernel::clock::Clock as _;
use kernel::ids;
use organisation::Scope;
use organisation::store::members::{self, NewPerson};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use serde::Deserialize;
use uuid::Uuid;
use vietnamese::name::FullName;

use super::Loader;
use super::units::Units;
use crate::wire::StartError;

const NAMES: &str = include_str!("../../demo/names.toml");

#[derive(Deserialize)]
struct NamesFile {
    #[serde(rename = "group")]
    groups: Vec<Group>,
    #[serde(rename = "post")]
    posts: Vec<Weighted>,
}

#[derive(Deserialize)]
struct Group {
    weight: u32,
    #[serde(default)]
    weight_by_parent: BTreeMap<String, u32>,
    pattern_male: String,
    pattern_female: String,
    #[serde(default)]
    family: Vec<Weighted>,
    #[serde(default)]
    middle_male: Vec<Weighted>,
    #[serde(default)]
    middle_female: Vec<Weighted>,
    #[serde(default)]
    given_male: Vec<Weighted>,
    #[serde(default)]
    given_female: Vec<Weighted>,
}

#[derive(Deserialize)]
struct Weighted {
    #[serde(alias = "name_vi")]
    name: String,
    weight: u32,
}

/// A member of the demo.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    pub id: Uuid,
    pub unit: Uuid,
    /// How well this person answers, in percent.
    pub skill: u32,
    /// How likely this person takes part in a week, in percent.
    pub zeal: u32,
}

/// A source of choices that is the same everywhere.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number below `n`.
    pub(super) fn below(&mut self, n: u32) -> u32 {
        let product = u64::from(self.0.next_u32()) * u64::from(n.max(1));
        u32::try_from(product >> 32).unwrap_or(0)
    }

    /// Whether something that happens `percent` times in a hundred happens.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    fn pick<'a>(&mut self, from: &'a [Weighted]) -> &'a str {
        let total: u32 = from.iter().map(|w| w.weight).sum();
        let mut at = self.below(total);
        for item in from {
            if at < item.weight {
                return &item.name;
            }
            at -= item.weight;
        }
        ""
    }
}

fn full_name(dice: &mut Dice, names: &NamesFile, parent: &str, woman: bool) -> (String, String) {
    let weight = |group: &Group| group.weight_by_parent.get(parent).copied().unwrap_or(group.weight);
    let mut at = dice.below(names.groups.iter().map(weight).sum());
    let mut chosen = names.groups.first();
    for group in &names.groups {
        if at < weight(group) {
            chosen = Some(group);
            break;
        }
        at -= weight(group);
    }
    let Some(group) = chosen else {
        return (String::new(), String::new());
    };
    let (pattern, middle, given) = if woman {
        (&group.pattern_female, &group.middle_female, &group.given_female)
    } else {
        (&group.pattern_male, &group.middle_male, &group.given_male)
    };
    let given = dice.pick(given).to_owned();
    let whole = pattern
        .replace("{family}", dice.pick(&group.family))
        .replace("{middle}", dice.pick(middle))
        .replace("{given}", &given);
    let whole = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    // "Y Thông", "H'Hen": the word before belongs to the given name.
    let given = whole.rsplit(' ').next().map_or(given.clone(), str::to_owned);
    (whole, given)
}

pub(super) async fn load(loader: &Loader, units: &Units) -> Result<Vec<Member>, StartError> {
    let names: NamesFile = toml::from_str(NAMES).map_err(StartError::other)?;
    let mut dice = Dice::new(11);
    let now = loader.clock.now();
    let from = jiff::civil::date(2024, 1, 1);
    let mut people = Vec::new();
    let mut members = Vec::new();
    let mut numbers: HashMap<String, u32> = HashMap::new();
    for unit in &units.grassroots {
        let tag: String = vietnamese::fold::fold(&unit.parent)
            .to_uppercase()
            .replace("CDVC-", "")
            .replace("CDB", "");
        // How lively a unit is: some take part as one, some hardly at all, one sleeps.
        let lively = [4, 11, 15, 19, 23, 28, 33, 39]
            .get(usize::try_from(dice.below(8)).unwrap_or(0))
            .copied()
            .unwrap_or(19);
        let lively = if unit.code.ends_with("-09") { 0 } else { lively };
        for place in 0..unit.members {
            let woman = place < unit.women;
            let (whole, given) = full_name(&mut dice, &names, &unit.parent, woman);
            let name = FullName::parse(&whole).map_err(StartError::other)?;
            let number = numbers.entry(tag.clone()).or_default();
            *number += 1;
            let born = date(1966, 1, 1)
                .checked_add(i64::from(dice.below(12_800)).days())
                .unwrap_or(date(1980, 1, 1));
            let id = ids::uuid_at(now, &*loader.entropy);
            let post = dice.pick(&names.posts).to_owned();
            people.push(NewPerson {
                id,
                member_number: format!("{tag}-{number:05}"),
                name,
                given_override: (whole.rsplit(' ').next() != Some(given.as_str())).then_some(given),
                sex: Some(if woman { "female" } else { "male" }),
                birth_date: Some(born),
                phone: None,
                email: None,
                post: (!post.is_empty()).then_some(post),
                unit: unit.id,
                from,
                demo: true,
            });
            let skill = 45 + dice.below(55);
            members.push(Member {
                id,
                unit: unit.id,
                skill,
                zeal: lively,
            });
        }
    }
    let tx = loader.app.db.begin().await?;
    members::create_many(&tx, now, &*loader.entropy, &Scope::All, &people)
        .await
        .map_err(StartError::other)?;
    tx.commit().await?;
    Ok(members)
}
