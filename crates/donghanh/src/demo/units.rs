//! The unit tree of the demo with the headcounts that the units' officers confirmed.

use std::collections::HashMap;

use kernel::clock::Clock as _;
use kernel::ids;
use organisation::Scope;
use organisation::headcount::{self, Confirmation, Figures, Said};
use organisation::unit::{UnitKind, UnitLevel};
use organisation::units::{self, NewUnit};
use serde::Deserialize;
use uuid::Uuid;

use super::{Calendar, Loader, date_of};
use crate::wire::StartError;

const UNITS: &str = include_str!("../../demo/units.toml");

/// The word that the demo's headcounts carry as their source.
const SOURCE: &str = "Số liệu minh hoạ, cán bộ đơn vị xác nhận";

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
    pub grassroots: Vec<Grassroots>,
}

pub(super) async fn load(loader: &Loader, calendar: &Calendar) -> Result<Units, StartError> {
    let file: UnitsFile = toml::from_str(UNITS).map_err(StartError::other)?;
    let now = loader.clock.now();
    let from = date_of(calendar.start());
    let mut by_code = HashMap::new();
    let mut grassroots = Vec::new();
    let tx = loader.app.db.begin().await?;
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
            from,
            demo: line.demo,
        };
        units::create(&tx, now, &*loader.entropy, &Scope::All, &unit)
            .await
            .map_err(StartError::other)?;
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
                let given = Confirmation {
                    unit: id,
                    on: date_of(calendar.opens(0)),
                    said: Said::Confirmed(figures),
                    source: SOURCE.to_owned(),
                    by: None,
                };
                headcount::confirm(&tx, now, &*loader.entropy, &Scope::All, &given)
                    .await
                    .map_err(StartError::other)?;
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
    tx.commit().await?;
    Ok(Units { by_code, grassroots })
}
