//! Facts that are shipped: ministries and central agencies before and after 1/3/2025, and the acts between them. Data
//! with its source (see `data/README.md`); what is not sure there is not verified here.

mod acts;

use std::collections::HashMap;

use jiff::civil::{Date, date};
use kernel::clock::Millis;
use kernel::ids::{Entropy, uuid_at};
use serde::Deserialize;
use uuid::Uuid;

use crate::error::OrganisationError;
use crate::history::Traits;
use crate::scope::Scope;
use crate::store::units::{Batch, NewUnit};
use crate::unit::{UnitKind, UnitLevel};

const FILE: &str = include_str!("../data/bodies-2025.toml");

/// Bodies "from before" stand on record from the day of the resolution that names them (Nghị quyết 08/2021/QH15).
pub const SINCE: Date = date(2021, 7, 23);

/// A ministry or a central agency.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Body {
    pub key: String,
    pub code: String,
    pub name: String,
    pub short: String,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub source: String,
    pub verified: bool,
}

/// What an event does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    Consolidate,
    HandOver,
    Rename,
    End,
}

/// One event of the file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Event {
    pub key: String,
    pub kind: EventKind,
    pub from: Vec<String>,
    pub into: String,
    pub new_name: Option<String>,
    pub new_kind: Option<String>,
    pub act: String,
    pub signed_on: Option<Date>,
    pub effective_on: Date,
    pub verified: bool,
    pub source: String,
    pub note: String,
}

/// The file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Bodies {
    #[serde(rename = "body")]
    pub bodies: Vec<Body>,
    #[serde(rename = "event")]
    pub events: Vec<Event>,
}

/// Why the file cannot be made into units and acts.
#[derive(Debug, thiserror::Error)]
pub enum BodiesError {
    #[error(transparent)]
    File(#[from] toml::de::Error),
    /// An event names a body that is not in the file.
    #[error("no body {0}")]
    NoBody(String),
}

impl Body {
    fn traits(&self, position: i64) -> Traits {
        Traits {
            name: self.name.clone(),
            short_name: self.short.clone(),
            abbreviation: String::new(),
            code: self.code.clone(),
            kind: UnitKind::Body,
            level: UnitLevel::Central,
            seal: String::new(),
            address: String::new(),
            position,
            demo: false,
        }
    }
}

impl Bodies {
    /// What is shipped.
    pub fn shipped() -> Result<Self, BodiesError> {
        Ok(toml::from_str(FILE)?)
    }

    /// Founds the bodies from before in the ministry line; ids by key.
    pub fn found(
        &self,
        batch: &mut Batch,
        now: Millis,
        entropy: &dyn Entropy,
    ) -> Result<HashMap<String, Uuid>, OrganisationError> {
        let mut ids = HashMap::new();
        for (position, body) in (1..).zip(&self.bodies).filter(|(_, body)| body.from.is_none()) {
            let id = uuid_at(now, entropy);
            let unit = NewUnit {
                id,
                code: body.code.clone(),
                name: body.name.clone(),
                short_name: body.short.clone(),
                kind: UnitKind::Body,
                level: UnitLevel::Central,
                parent: None,
                position,
                from: SINCE,
                demo: false,
            };
            batch.create(&Scope::All, &unit)?;
            ids.insert(body.key.clone(), id);
        }
        Ok(ids)
    }
}
