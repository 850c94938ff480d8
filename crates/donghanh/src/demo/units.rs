//! The unit tree of the demo with the headcounts that the units' officers confirmed.

use std::collections::HashMap;

use jiff::civil::date;
use kernel::clock::Clock as _;
use kernel::ids::{self, Entropy, SeededEntropy};
use kernel::time::{self, HOUR};
use organisation::Scope;
use organisation::bodies::{self, Bodies};
use organisation::headcount::{self, Confirmation, Figures, Said};
use organisation::history::Hierarchy;
use organisation::places;
use organisation::unit::{UnitKind, UnitLevel};
use organisation::units::{Batch, NewUnit};
use platform::db::Tx;
use serde::Deserialize;
use uuid::Uuid;

use super::{Calendar, Loader, date_of};
use crate::wire::StartError;

const UNITS: &str = include_str!("../../demo/units.toml");

/// The word that the demo's headcounts carry as their source.
const SOURCE: &str = "Số liệu minh hoạ, cán bộ đơn vị xác nhận";

/// The unions that the mission of 19–24/7/2022 visited: they have figures of that time too.
const VISITED: [&str; 3] = ["CĐVC-PY", "CĐVC-KH", "CĐVC-NT"];

/// The source of Gia Lai's figures of 2019.
const SOURCE_2019: &str = "Bài của Chủ tịch Công đoàn Viên chức tỉnh, 30/9/2019; phần chia theo đơn vị là dựng";

/// What the ids of ministries are drawn from.
pub(super) const BODIES: u64 = 0x00D0_4648_414E_4802;

/// Where the units come from, for their timeline.
const TITLE: &str = "dữ liệu minh hoạ";
const FACTS: &str = "danh mục tỉnh và bộ, cơ quan trung ương kèm theo chương trình";

#[derive(Deserialize)]
struct UnitsFile {
    #[serde(rename = "unit")]
    units: Vec<Line>,
}

#[derive(Clone, Deserialize)]
struct Line {
    code: String,
    parent: Option<String>,
    kind: String,
    order: i64,
    name: String,
    #[serde(default)]
    short: String,
    #[serde(default)]
    demo: bool,
    staff: Option<i64>,
    women_staff: Option<i64>,
    members: Option<i64>,
    women_members: Option<i64>,
    founded_on: Option<String>,
    province: Option<String>,
    ministry: Option<String>,
}

/// A unit with members of its own.
#[derive(Clone, Debug)]
pub struct Grassroots {
    pub id: Uuid,
    pub code: String,
    /// Code of the competing unit above (its own when it hangs directly below the top).
    pub parent: String,
    pub members: usize,
    pub women: usize,
}

/// The demo's units.
#[derive(Clone, Debug)]
pub struct Units {
    pub by_code: HashMap<String, Uuid>,
    /// The provinces before 1/7/2025 by official code.
    pub provinces: HashMap<&'static str, Uuid>,
    /// The ministries and agencies before 1/3/2025 by their keys.
    pub bodies: HashMap<String, Uuid>,
    pub grassroots: Vec<Grassroots>,
}

type Country = (HashMap<&'static str, Uuid>, HashMap<String, Uuid>);

/// The provinces by official code and the ministries by key: facts, and recorded as such, apart from what is made up.
async fn country(tx: &Tx, now: i64, entropy: &dyn Entropy) -> Result<Country, StartError> {
    // Ids of their own source: the people and papers of the demo stay as they are, whatever is told of ministries.
    let own = SeededEntropy::new(BODIES);
    let mut batch = Batch::open(tx, now, &own, FACTS, "").await.map_err(StartError::other)?;
    let provinces = places::found(&mut batch, now, entropy).map_err(StartError::other)?;
    let file = Bodies::shipped().map_err(StartError::other)?;
    let bodies = file.found(&mut batch, now, &own).map_err(StartError::other)?;
    batch.write(tx).await.map_err(StartError::other)?;
    Ok((provinces, bodies))
}

pub(super) async fn load(loader: &Loader, calendar: &Calendar) -> Result<Units, StartError> {
    let file: UnitsFile = toml::from_str(UNITS).map_err(StartError::other)?;
    let now = loader.clock.now();
    // The bodies are older than any of their figures here; the day itself is made up.
    let from = date(2014, 1, 1);
    let mut by_code = HashMap::new();
    let mut grassroots = Vec::new();
    let tx = loader.app.db.begin().await?;
    let (provinces, by_key) = country(&tx, now, &*loader.entropy).await?;
    let mut batch = Batch::open(&tx, now, &*loader.entropy, TITLE, "")
        .await
        .map_err(StartError::other)?;
    let mut told: Vec<Confirmation> = Vec::new();
    let mut told_2022: Vec<Confirmation> = Vec::new();
    for line in &file.units {
        let (kind, level) = match line.kind.as_str() {
            "national" => (UnitKind::Union, UnitLevel::Central),
            "ministry_union" => (UnitKind::Ministry, UnitLevel::Upper),
            "provincial_union" => (UnitKind::Province, UnitLevel::Upper),
            _ => (UnitKind::Grassroots, UnitLevel::Grassroots),
        };
        let id = ids::uuid_at(now, &*loader.entropy);
        let parent = line.parent.as_ref().and_then(|code| by_code.get(code).copied());
        let unit = NewUnit {
            id,
            code: line.code.clone(),
            name: line.name.clone(),
            short_name: line.short.clone(),
            kind,
            level,
            parent,
            position: line.order,
            from: line
                .founded_on
                .as_deref()
                .and_then(|day| day.parse().ok())
                .unwrap_or(from),
            demo: line.demo,
        };
        batch.create(&Scope::All, &unit).map_err(StartError::other)?;
        let province = line.province.as_ref().and_then(|name| {
            let province = places::before().into_iter().find(|province| province.name == name)?;
            provinces.get(province.code).copied()
        });
        if let Some(province) = province {
            batch.place(id, Hierarchy::Territory, province, from);
        }
        if let Some(key) = &line.ministry {
            let ministry = by_key.get(key).copied().ok_or_else(|| StartError::other(key))?;
            batch.place(id, Hierarchy::Ministry, ministry, bodies::SINCE);
        }
        by_code.insert(line.code.clone(), id);
        if let (Some(staff), Some(members)) = (line.staff, line.members) {
            // A few units of the demo have not confirmed yet: their rate cannot be computed and the pages say so.
            let silent = line.code.ends_with("-07") && line.parent.as_deref() == Some("CĐVC-NT");
            if !silent {
                let figures = Figures {
                    staff,
                    members,
                    women_staff: line.women_staff,
                    women_members: line.women_members,
                };
                let confirmed = |on, source: &str| Confirmation {
                    unit: id,
                    on,
                    said: Said::Confirmed(figures),
                    source: source.to_owned(),
                    by: None,
                };
                // The figures of Gia Lai are those of 30/9/2019, as published; the split over its units is ours.
                if line.parent.as_deref() == Some("CĐVC-GL") {
                    told.push(confirmed(date(2019, 9, 30), SOURCE_2019));
                }
                if line.parent.as_deref().is_some_and(|parent| VISITED.contains(&parent)) {
                    told_2022.push(confirmed(date(2022, 7, 1), SOURCE));
                }
                told.push(confirmed(date(2025, 6, 1), SOURCE));
                // A unit that ended in June 2025 confirms nothing after that.
                if line.code != super::history::ENDED {
                    told.push(confirmed(date_of(calendar.opens(0)), SOURCE));
                }
            }
            let root = file.units.first().map(|unit| unit.code.as_str());
            let parent = line.parent.clone().filter(|code| Some(code.as_str()) != root);
            grassroots.push(Grassroots {
                id,
                code: line.code.clone(),
                parent: parent.unwrap_or_else(|| line.code.clone()),
                members: usize::try_from(members).unwrap_or(0),
                women: usize::try_from(line.women_members.unwrap_or(members / 2)).unwrap_or(0),
            });
        }
    }
    batch.write(&tx).await.map_err(StartError::other)?;
    let own = SeededEntropy::new(BODIES + 2);
    let all = told.iter().map(|given| (given, &*loader.entropy));
    for (given, entropy) in all.chain(told_2022.iter().map(|given| (given, &own))) {
        // On record on the morning after the day it speaks of, unless that was before the demo began.
        let morning = given.on.tomorrow().map_or(now, |day| time::start_of(day) + 8 * HOUR);
        let at = morning.clamp(now, calendar.now.max(now));
        headcount::confirm(&tx, at, entropy, &Scope::All, given)
            .await
            .map_err(StartError::other)?;
    }
    tx.commit().await?;
    Ok(Units {
        by_code,
        provinces,
        bodies: by_key,
        grassroots,
    })
}
