//! The dry run asked of the store, and the writing: one transaction, all or nothing.

use std::collections::HashMap;

use jiff::civil::Date;
use kernel::actor::Actor;
use paperwork::sheet::{self, Limits};
use platform::audit;
use platform::failure::Failure;
use sea_orm::DbErr;
use uuid::Uuid;

use super::Kind;
use super::check::{Changed, Checked};
use super::members::{self as member_rows, MemberRow};
use super::table::{self, FileFault, MOST_ROWS, Table};
use super::units::{self as unit_rows, UnitLine};
use crate::error::OrganisationError;
use crate::event::OrganisationEvent;
use crate::scope::Scope;
use crate::state::Organisation;
use crate::store::headcount::Confirmation;
use crate::store::members::{Clash, NewPerson};
use crate::store::units::NewUnit;
use crate::store::{draft, headcount, members as member_store, merges, people, units as unit_store};
use crate::unit::{UnitKind, UnitLevel, code_key};

/// Why there is no dry run.
#[derive(Debug, thiserror::Error)]
pub enum DryRunError {
    #[error(transparent)]
    File(#[from] FileFault),
    #[error(transparent)]
    Database(#[from] DbErr),
    /// The reading task stopped.
    #[error("reading stopped: {0}")]
    Stopped(String),
}

impl From<DryRunError> for Failure {
    fn from(error: DryRunError) -> Self {
        match error {
            DryRunError::Database(error) => error.into(),
            other => Self::internal(other),
        }
    }
}

/// A nation's list in one file is [`MOST_ROWS`] and the lines above them: titles and a heading.
fn limits() -> Limits {
    Limits {
        max_rows: MOST_ROWS.saturating_add(100),
        max_columns: 64,
        ..Limits::default()
    }
}

pub(crate) async fn read(kind: Kind, file_name: &str, bytes: Vec<u8>) -> Result<Table, DryRunError> {
    let name = file_name.to_owned();
    // A big workbook takes seconds of one core: not on a thread that answers others.
    tokio::task::spawn_blocking(move || {
        let book = sheet::read(&bytes, &name, &limits()).map_err(table::told_limit)?;
        table::read(kind, &book)
    })
    .await
    .map_err(|error| DryRunError::Stopped(error.to_string()))?
    .map_err(DryRunError::from)
}

/// What a list of members would do when `by` sends it (`None`: the program itself). Writes nothing.
pub async fn check_members(
    org: &Organisation,
    by: Option<&Actor>,
    scope: &Scope,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<Checked<MemberRow>, DryRunError> {
    let today = org.today();
    let tree = org.tree(today).await?;
    let table = read(Kind::Members, file_name, bytes).await?;
    let (within, shared) = (scope.clone(), std::sync::Arc::clone(&tree));
    let (table, parsed) = tokio::task::spawn_blocking(move || {
        let parsed = member_rows::parse(&table, &shared, &within, today);
        (table, parsed)
    })
    .await
    .map_err(|error| DryRunError::Stopped(error.to_string()))?;
    let numbers: Vec<String> = parsed.rows.iter().map(|(_, row)| row.number.clone()).collect();
    let existing = people::by_numbers(org.app.db.read(), &numbers, today).await?;
    let ids: Vec<Uuid> = existing.values().map(|person| person.id).collect();
    let guarded = merges::guarded(org.app.db.read(), org.app.now(), by, &ids).await?;
    Ok(member_rows::compare(&table, parsed, &tree, &existing, scope, &guarded))
}

/// What a list of units would do. Writes nothing.
pub async fn check_units(
    org: &Organisation,
    scope: &Scope,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<Checked<UnitLine>, DryRunError> {
    let today = org.today();
    let tree = org.tree(today).await?;
    let table = read(Kind::Units, file_name, bytes).await?;
    let parsed = unit_rows::parse(&table, today);
    let confirmed = headcount::confirmed(org.app.db.read(), today).await?;
    Ok(unit_rows::compare(&table, parsed, &tree, &confirmed, scope))
}

/// What is to be written, and by whom.
#[derive(Debug)]
pub struct Order<'o, T> {
    /// `None` for what the program does by itself (the command line).
    pub actor: Option<&'o Actor>,
    pub scope: &'o Scope,
    /// Name of the file, for the record of acts.
    pub file: &'o str,
    pub new: &'o [(usize, T)],
    /// Rows that differ from what is on record; empty unless the user asked for them.
    pub changed: &'o [Changed<T>],
    /// Rows left out because of a fault.
    pub skipped: u64,
    /// The draft this comes from; a draft is imported once.
    pub draft: Option<Uuid>,
}

impl<T> Clone for Order<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

// Not derived: the rows stay where they are, whatever they are.
impl<T> Copy for Order<'_, T> {}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    pub new: u64,
    pub changed: u64,
    /// Sign-in names that others already had.
    pub clashes: Vec<Clash>,
    /// The draft was gone: somebody pressed twice. Nothing was written.
    pub already_done: bool,
}

/// Rows between two reports of progress.
const STEP: usize = 2_000;

fn count(rows: usize) -> u64 {
    u64::try_from(rows).unwrap_or(u64::MAX)
}

fn person(id: Uuid, row: &MemberRow, today: Date) -> NewPerson {
    NewPerson {
        id,
        member_number: row.number.clone(),
        name: row.name.clone(),
        given_override: row.given_override.clone(),
        sex: row.sex,
        birth_date: row.birth_date,
        phone: row.phone.clone(),
        email: row.email.clone(),
        post: row.post.clone(),
        unit: row.unit,
        from: row.from.unwrap_or(today),
        demo: false,
    }
}

/// Adds the members of a checked list in one transaction. `progress(done, all)` is called every few thousand rows.
pub async fn members(
    org: &Organisation,
    order: Order<'_, MemberRow>,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<Imported, OrganisationError> {
    let app = &org.app;
    let (now, today, entropy) = (app.now(), org.today(), &*app.entropy);
    let all = count(order.new.len().saturating_add(order.changed.len()));
    let mut out = Imported::default();
    let tx = app.db.begin().await?;
    if let (Some(draft), Some(actor)) = (order.draft, order.actor)
        && !draft::take(&tx, actor.account, draft).await?
    {
        out.already_done = true;
        return Ok(out);
    }
    for part in order.new.chunks(STEP) {
        let people: Vec<NewPerson> = part.iter().map(|(_, row)| person(app.fresh_id(), row, today)).collect();
        let clashes = member_store::create_many(&tx, now, entropy, order.scope, &people).await?;
        out.clashes.extend(clashes);
        out.new = out.new.saturating_add(count(part.len()));
        progress(out.new, all);
    }
    for change in order.changed {
        let Some(known) = change.after.known else { continue };
        let mut after = person(known.id, &change.after, today);
        // A move cannot begin before the file was sent unless the file says when; the past stays as it was.
        after.from = change.after.from.unwrap_or(today);
        let clashes = member_store::change(&tx, now, entropy, (order.actor, order.scope), &after, known.unit).await?;
        out.clashes.extend(clashes);
        out.changed = out.changed.saturating_add(1);
    }
    let event = OrganisationEvent::MembersImported {
        file: order.file.to_owned(),
        new: out.new,
        changed: out.changed,
        skipped: order.skipped,
    };
    audit::append(&tx, now, order.actor, &event).await?;
    tx.commit().await?;
    progress(all, all);
    Ok(out)
}

struct UnitWriter<'o> {
    org: &'o Organisation,
    batch: unit_store::Batch,
    order: Order<'o, UnitLine>,
    /// Headcounts wait until their units are written.
    headcounts: Vec<Confirmation>,
    /// Code → id, of the tree and of what this import founded.
    ids: HashMap<String, Uuid>,
    /// The scope grows with what is founded inside it.
    scope: Scope,
    today: Date,
}

impl UnitWriter<'_> {
    fn headcount(&mut self, unit: Uuid, line: &UnitLine) {
        let Some(said) = line.headcount else { return };
        self.headcounts.push(Confirmation {
            unit,
            on: line.counted_on.unwrap_or(self.today),
            said,
            source: self.order.file.to_owned(),
            by: self.order.actor.map(|actor| actor.account),
        });
    }

    fn found(&mut self, row: usize, line: &UnitLine) -> Result<(), OrganisationError> {
        let app = &self.org.app;
        let parent = match &line.parent {
            Some(code) => Some(
                *self
                    .ids
                    .get(&code_key(code))
                    .ok_or_else(|| OrganisationError::CodeTaken(code.clone()))?,
            ),
            None => None,
        };
        let (kind, level) = if parent.is_some() {
            (UnitKind::Grassroots, UnitLevel::Grassroots)
        } else {
            (UnitKind::Union, UnitLevel::Central)
        };
        let unit = NewUnit {
            id: app.fresh_id(),
            code: line.code.clone(),
            name: line.name.clone(),
            short_name: line.short_name.clone().unwrap_or_default(),
            kind: line.kind.unwrap_or(kind),
            level: line.level.unwrap_or(level),
            parent,
            // The order of the file is the order of protocol when it says no other.
            position: line.position.unwrap_or_else(|| i64::try_from(row).unwrap_or(i64::MAX)),
            from: line.from.unwrap_or(self.today),
            demo: false,
        };
        self.batch.create(&self.scope, &unit)?;
        self.ids.insert(code_key(&unit.code), unit.id);
        if let Scope::Units(units) = &mut self.scope {
            units.push(unit.id);
        }
        self.headcount(unit.id, line);
        Ok(())
    }

    fn change(&mut self, tree: &crate::tree::Tree, change: &Changed<UnitLine>) -> Result<(), OrganisationError> {
        let line = &change.after;
        let Some(node) = line.known.and_then(|id| tree.get(id)) else {
            return Ok(());
        };
        let parent = match &line.parent {
            Some(code) => self.ids.get(&code_key(code)).copied(),
            None => node.parent,
        };
        let unit = NewUnit {
            id: node.id,
            code: node.code.clone(),
            name: line.name.clone(),
            short_name: line.short_name.clone().unwrap_or_else(|| node.short_name.clone()),
            kind: line.kind.unwrap_or(node.kind),
            level: line.level.unwrap_or(node.level),
            parent,
            position: line.position.unwrap_or(node.position),
            // A day on which the version in force was already there: what was before it stays as it was.
            from: line.from.filter(|day| *day > node.from).unwrap_or(self.today),
            demo: node.demo,
        };
        let same = unit.name == node.name
            && unit.short_name == node.short_name
            && unit.kind == node.kind
            && unit.level == node.level
            && unit.parent == node.parent
            && unit.position == node.position;
        if !same {
            self.batch.change(&self.scope, &unit)?;
        }
        self.headcount(node.id, line);
        Ok(())
    }
}

/// Founds the units of a checked list, changes those asked for and records their figures, in one transaction.
pub async fn units(org: &Organisation, order: Order<'_, UnitLine>) -> Result<Imported, OrganisationError> {
    let today = org.today();
    let tree = org.tree(today).await?;
    let mut out = Imported::default();
    let app = &org.app;
    let tx = app.db.begin().await?;
    if let (Some(draft), Some(actor)) = (order.draft, order.actor)
        && !draft::take(&tx, actor.account, draft).await?
    {
        out.already_done = true;
        return Ok(out);
    }
    let by = order.actor.map_or("", |actor| actor.name.as_str());
    let mut writer = UnitWriter {
        org,
        batch: unit_store::Batch::open(&tx, app.now(), &*app.entropy, order.file, by).await?,
        order,
        headcounts: Vec::new(),
        ids: tree
            .nodes()
            .iter()
            .map(|node| (code_key(&node.code), node.id))
            .collect(),
        scope: order.scope.clone(),
        today,
    };
    for (row, line) in order.new {
        writer.found(*row, line)?;
        out.new = out.new.saturating_add(1);
    }
    for change in order.changed {
        writer.change(&tree, change)?;
        out.changed = out.changed.saturating_add(1);
    }
    let event = OrganisationEvent::UnitsImported {
        file: order.file.to_owned(),
        new: out.new,
        changed: out.changed,
        skipped: order.skipped,
    };
    writer.batch.write(&tx).await?;
    for given in &writer.headcounts {
        headcount::confirm(&tx, app.now(), &*app.entropy, &writer.scope, given).await?;
    }
    audit::append(&tx, app.now(), order.actor, &event).await?;
    tx.commit().await?;
    Ok(out)
}
