//! Units begin, change and end, without a legal act of their own: entered by hand or by a file. Every change becomes
//! steps of the log, checked against everything that is already in it.

use std::collections::HashMap;

use jiff::civil::Date;
use kernel::clock::Millis;
use kernel::ids::{Entropy, uuid_at};
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::day;
use super::histories::changed;
use super::log::{self, Kind};
use crate::error::OrganisationError;
use crate::history::{Ending, Entry, Hierarchy, History, Rights, Step, Traits, fold};
use crate::scope::Scope;
use crate::unit::{UnitKind, UnitLevel};

/// A unit to be founded, or the new version of one.
#[derive(Clone, Debug)]
pub struct NewUnit {
    /// Lasting id, made by the caller from clock and entropy.
    pub id: Uuid,
    pub code: String,
    pub name: String,
    /// May be empty.
    pub short_name: String,
    pub kind: UnitKind,
    pub level: UnitLevel,
    /// The unit above in the hierarchy of its kind.
    pub parent: Option<Uuid>,
    /// Place in the order of protocol.
    pub position: i64,
    /// First day.
    pub from: Date,
    /// Made up for the demo year.
    pub demo: bool,
}

impl NewUnit {
    fn traits(&self) -> Traits {
        Traits {
            name: self.name.clone(),
            short_name: self.short_name.clone(),
            abbreviation: String::new(),
            code: self.code.clone(),
            kind: self.kind,
            level: self.level,
            seal: String::new(),
            address: String::new(),
            position: self.position,
            demo: self.demo,
        }
    }
}

/// Changes to units that are written together: the log is read once and checked once, however many they are.
#[derive(Debug)]
pub struct Batch {
    now: Millis,
    reorg: Uuid,
    title: String,
    by_name: String,
    before: History,
    entries: Vec<Entry>,
    known: Vec<Entry>,
    begun: HashMap<Uuid, Date>,
}

impl Batch {
    /// Reads the log inside the transaction of the change. `title` says where the change comes from: a file's name.
    pub async fn open(
        tx: &Tx,
        now: Millis,
        entropy: &dyn Entropy,
        title: &str,
        by_name: &str,
    ) -> Result<Self, OrganisationError> {
        let known = log::load(&**tx).await?.known(None);
        Ok(Self {
            now,
            reorg: uuid_at(now, entropy),
            title: title.to_owned(),
            by_name: by_name.to_owned(),
            before: fold(&known)?,
            entries: Vec::new(),
            known,
            begun: HashMap::new(),
        })
    }

    fn push(&mut self, on: Date, step: Step) {
        let reorg = self.reorg;
        self.entries.push(Entry { reorg, on, step });
    }

    fn hang(&mut self, scope: &Scope, unit: &NewUnit) -> Result<(), OrganisationError> {
        match (scope, unit.parent) {
            (Scope::All, _) => {}
            (_, Some(parent)) => scope.require(parent)?,
            (Scope::Units(_), None) => return Err(OrganisationError::OutOfScope),
        }
        let step = Step::Place {
            unit: unit.id,
            hierarchy: unit.kind.line(),
            parent: unit.parent,
        };
        // A list may know a unit for longer than the one above it: until that one is there it stands by itself.
        let above = unit.parent.and_then(|parent| self.begins(parent));
        self.push(above.map_or(unit.from, |above| above.max(unit.from)), step);
        Ok(())
    }

    fn begins(&self, unit: Uuid) -> Option<Date> {
        let known = self.before.life(unit).and_then(crate::history::Life::begins);
        known.or_else(|| self.begun.get(&unit).copied())
    }

    /// Founds a unit: its lasting id, its first version, its first place. An officer only below the own units.
    pub fn create(&mut self, scope: &Scope, unit: &NewUnit) -> Result<(), OrganisationError> {
        let step = Step::Begin {
            unit: unit.id,
            traits: Box::new(unit.traits()),
        };
        self.push(unit.from, step);
        self.begun.insert(unit.id, unit.from);
        self.hang(scope, unit)
    }

    /// Puts a unit under another in one of the other hierarchies.
    pub fn place(&mut self, unit: Uuid, hierarchy: Hierarchy, parent: Uuid, from: Date) {
        let step = Step::Place {
            unit,
            hierarchy,
            parent: Some(parent),
        };
        self.push(from, step);
    }

    /// From `unit.from` on the unit is what is given here, and stands where it is put.
    pub fn change(&mut self, scope: &Scope, unit: &NewUnit) -> Result<(), OrganisationError> {
        scope.require(unit.id)?;
        let version = self
            .before
            .version(unit.id, unit.from)
            .ok_or(OrganisationError::NoUnit(unit.id))?;
        let mut after = unit.traits();
        // What a list of units does not speak of stays.
        after.abbreviation.clone_from(&version.traits.abbreviation);
        after.seal.clone_from(&version.traits.seal);
        after.address.clone_from(&version.traits.address);
        let change = version.traits.change_to(&after);
        if !change.is_empty() {
            let step = Step::Alter {
                unit: unit.id,
                change: Box::new(change),
            };
            self.push(unit.from, step);
        }
        if self.before.parent(unit.id, unit.kind.line(), unit.from) != unit.parent {
            self.hang(scope, unit)?;
        }
        Ok(())
    }

    /// Ends a unit on `to`: the first day on which it is no longer there. Its id, its life and its facts stay.
    pub fn end(&mut self, scope: &Scope, unit: Uuid, to: Date) -> Result<(), OrganisationError> {
        scope.require(unit)?;
        let step = Step::Cease {
            unit,
            how: Ending::Ended,
            heirs: Vec::new(),
            rights: Rights::Follow,
        };
        self.push(to, step);
        Ok(())
    }

    /// Checks that everything still goes together, and writes. Nothing is written when it does not.
    pub async fn write(mut self, tx: &Tx) -> Result<(), OrganisationError> {
        let Some(first) = self.entries.iter().map(|entry| entry.on).min() else {
            return Ok(());
        };
        self.known.extend(self.entries.iter().cloned());
        fold(&self.known)?;
        db::exec(
            &**tx,
            "INSERT INTO reorg (id, kind, state, title, act_number, organ, signer, effective_on, source, verified, note,
                                plan, revision, created_at, created_by_name, recorded_at, applied_by_name)
             VALUES ($1, $2, 'applied', $3, '', '', '', $4, '', FALSE, '', '', 0, $5, $6, $5, $6)",
            vec![
                self.reorg.into(),
                Kind::Entry.code().into(),
                self.title.into(),
                day(first).into(),
                self.now.into(),
                self.by_name.into(),
            ],
        )
        .await?;
        log::append(tx, self.now, self.reorg, &self.entries).await?;
        changed(tx).await?;
        Ok(())
    }
}

/// Founds one unit; see [`Batch::create`]. For more than a few use a [`Batch`].
pub async fn create(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    scope: &Scope,
    unit: &NewUnit,
) -> Result<(), OrganisationError> {
    let mut batch = Batch::open(tx, now, entropy, "", "").await?;
    batch.create(scope, unit)?;
    batch.write(tx).await
}

/// Changes one unit; see [`Batch::change`].
pub async fn change(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    scope: &Scope,
    unit: &NewUnit,
) -> Result<(), OrganisationError> {
    let mut batch = Batch::open(tx, now, entropy, "", "").await?;
    batch.change(scope, unit)?;
    batch.write(tx).await
}

/// Ends one unit; see [`Batch::end`].
pub async fn end(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    scope: &Scope,
    unit: Uuid,
    to: Date,
) -> Result<(), OrganisationError> {
    let mut batch = Batch::open(tx, now, entropy, "", "").await?;
    batch.end(scope, unit, to)?;
    batch.write(tx).await
}

/// Somebody in charge of a unit.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Officer {
    pub account_id: Uuid,
    pub name: String,
    pub unit_id: Uuid,
}

/// The officers of some units themselves (not of those above) at an instant, in one statement.
pub async fn officers<C: ConnectionTrait>(on: &C, units: &[Uuid], now: Millis) -> Result<Vec<Officer>, DbErr> {
    let list = super::id_list(db::engine_of(on), units);
    db::rows(
        on,
        &format!(
            "SELECT DISTINCT a.id AS account_id, a.name, g.unit_id FROM account_grant g
             JOIN account a ON a.id = g.account_id
             WHERE g.role = 'unit_officer' AND g.unit_id IN ({list}) AND g.valid_from <= $1
               AND (g.valid_to IS NULL OR g.valid_to > $1) AND NOT a.disabled ORDER BY a.name"
        ),
        vec![now.into()],
    )
    .await
}

/// Every unit that has somebody in charge of it at an instant.
pub async fn in_charge<C: ConnectionTrait>(on: &C, now: Millis) -> Result<Vec<Uuid>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        unit_id: Uuid,
    }
    let rows: Vec<Row> = db::rows(
        on,
        "SELECT DISTINCT g.unit_id FROM account_grant g JOIN account a ON a.id = g.account_id
         WHERE g.role = 'unit_officer' AND g.unit_id IS NOT NULL AND g.valid_from <= $1
           AND (g.valid_to IS NULL OR g.valid_to > $1) AND NOT a.disabled",
        vec![now.into()],
    )
    .await?;
    Ok(rows.into_iter().map(|row| row.unit_id).collect())
}
