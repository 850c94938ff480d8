//! The log of acts on units: what was decided, when it holds, when it was known. Rows are added, never changed; an
//! act undone is marked and left out from then on.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use kernel::clock::Millis;
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{day, read_day, row_list};
use crate::history::{Ending, Entry, Heir, Hierarchy, Rights, Step};

/// Who decided what, as far as a page or a printed sheet names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub id: Uuid,
    pub kind: Kind,
    pub title: String,
    pub act_number: String,
    pub organ: String,
    pub signer: String,
    pub signed_on: Option<Date>,
    pub effective_on: Date,
    pub source: String,
    /// Checked against the official text.
    pub verified: bool,
    pub recorded_at: Millis,
    pub undone_at: Option<Millis>,
}

/// Where an act on units comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A re-organisation with its legal act.
    Act,
    /// Entered or imported without one.
    Entry,
    /// What was there when the log began.
    Baseline,
}

impl Kind {
    /// As kept in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Act => "act",
            Self::Entry => "entry",
            Self::Baseline => "baseline",
        }
    }

    fn parse(code: &str) -> Self {
        match code {
            "act" => Self::Act,
            "baseline" => Self::Baseline,
            _ => Self::Entry,
        }
    }
}

/// An entry with the two instants of its being known.
#[derive(Clone, Debug)]
pub struct Logged {
    pub entry: Entry,
    pub recorded_at: Millis,
    pub undone_at: Option<Millis>,
}

/// Everything ever recorded.
#[derive(Clone, Debug, Default)]
pub struct Log {
    pub heads: HashMap<Uuid, Head>,
    pub entries: Vec<Logged>,
}

impl Log {
    /// What holds now, or what was known at an instant.
    pub fn known(&self, at: Option<Millis>) -> Vec<Entry> {
        self.entries
            .iter()
            .filter(|logged| match at {
                None => logged.undone_at.is_none(),
                Some(at) => logged.recorded_at <= at && logged.undone_at.is_none_or(|undone| undone > at),
            })
            .map(|logged| logged.entry.clone())
            .collect()
    }

    /// What would hold without an act.
    pub fn without(&self, reorg: Uuid) -> Vec<Entry> {
        let mut entries = self.known(None);
        entries.retain(|entry| entry.reorg != reorg);
        entries
    }

    /// The instants at which what is known changed, oldest first.
    pub fn instants(&self) -> Vec<Millis> {
        let heads = self.heads.values();
        let mut all: Vec<Millis> = heads
            .flat_map(|head| [Some(head.recorded_at), head.undone_at])
            .flatten()
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

#[derive(FromQueryResult)]
struct HeadRow {
    id: Uuid,
    kind: String,
    title: String,
    act_number: String,
    organ: String,
    signer: String,
    signed_on: Option<String>,
    effective_on: String,
    source: String,
    verified: bool,
    recorded_at: i64,
    undone_at: Option<i64>,
}

#[derive(FromQueryResult)]
struct StepRow {
    reorg_id: Uuid,
    on_date: String,
    op: String,
    unit_id: Uuid,
    line: Option<String>,
    other_id: Option<Uuid>,
    detail: String,
}

#[derive(Serialize, Deserialize)]
struct Passing {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    how: Option<Ending>,
    #[serde(default)]
    heirs: Vec<Heir>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rights: Option<Rights>,
}

fn odd(what: &str) -> DbErr {
    DbErr::Custom(format!("a step of the log cannot be read: {what}"))
}

fn json<T: for<'d> Deserialize<'d>>(text: &str) -> Result<T, DbErr> {
    serde_json::from_str(text).map_err(|error| odd(&error.to_string()))
}

fn read_step(row: StepRow) -> Result<Entry, DbErr> {
    let unit = row.unit_id;
    let step = match row.op.as_str() {
        "begin" => Step::Begin {
            unit,
            traits: json(&row.detail)?,
        },
        "alter" => Step::Alter {
            unit,
            change: json(&row.detail)?,
        },
        "place" => Step::Place {
            unit,
            hierarchy: row
                .line
                .as_deref()
                .and_then(Hierarchy::parse)
                .ok_or_else(|| odd("hierarchy"))?,
            parent: row.other_id,
        },
        "cede" => Step::Cede {
            unit,
            heirs: json::<Passing>(&row.detail)?.heirs,
        },
        "cease" => {
            let passing: Passing = json(&row.detail)?;
            Step::Cease {
                unit,
                how: passing.how.unwrap_or(Ending::Ended),
                heirs: passing.heirs,
                rights: passing.rights.unwrap_or_default(),
            }
        }
        "revive" => Step::Revive { unit },
        other => return Err(odd(other)),
    };
    Ok(Entry {
        reorg: row.reorg_id,
        on: read_day(&row.on_date)?,
        step,
    })
}

/// Reads the whole log: two statements, whatever its size.
pub async fn load<C: ConnectionTrait>(on: &C) -> Result<Log, DbErr> {
    let heads: Vec<HeadRow> = db::rows(
        on,
        "SELECT id, kind, title, act_number, organ, signer, signed_on, effective_on, source, verified, recorded_at,
                undone_at FROM reorg WHERE recorded_at IS NOT NULL",
        vec![],
    )
    .await?;
    let steps: Vec<StepRow> = db::rows(
        on,
        "SELECT s.reorg_id, s.on_date, s.op, s.unit_id, s.line, s.other_id, s.detail
         FROM reorg_step s ORDER BY s.reorg_id, s.seq",
        vec![],
    )
    .await?;
    let mut log = Log::default();
    for row in heads {
        let head = Head {
            id: row.id,
            kind: Kind::parse(&row.kind),
            title: row.title,
            act_number: row.act_number,
            organ: row.organ,
            signer: row.signer,
            signed_on: row.signed_on.as_deref().map(read_day).transpose()?,
            effective_on: read_day(&row.effective_on)?,
            source: row.source,
            verified: row.verified,
            recorded_at: row.recorded_at,
            undone_at: row.undone_at,
        };
        log.heads.insert(row.id, head);
    }
    log.entries.reserve(steps.len());
    for row in steps {
        let Some(head) = log.heads.get(&row.reorg_id) else {
            continue;
        };
        let (recorded_at, undone_at) = (head.recorded_at, head.undone_at);
        log.entries.push(Logged {
            entry: read_step(row)?,
            recorded_at,
            undone_at,
        });
    }
    Ok(log)
}

/// Steps of a statement: SQLite looks numbered parameters up one by one.
const BUNDLE: usize = 50;

fn values(seq: i64, entry: &Entry) -> Result<[Value; 8], DbErr> {
    let text = |json: Result<String, serde_json::Error>| json.map_err(|error| odd(&error.to_string()));
    let (op, line, other, detail) = match &entry.step {
        Step::Begin { traits, .. } => ("begin", None, None, text(serde_json::to_string(traits))?),
        Step::Alter { change, .. } => ("alter", None, None, text(serde_json::to_string(change))?),
        Step::Place { hierarchy, parent, .. } => ("place", Some(hierarchy.code()), *parent, "{}".to_owned()),
        Step::Cede { heirs, .. } => {
            let passing = Passing {
                how: None,
                heirs: heirs.clone(),
                rights: None,
            };
            ("cede", None, None, text(serde_json::to_string(&passing))?)
        }
        Step::Cease { how, heirs, rights, .. } => {
            let passing = Passing {
                how: Some(*how),
                heirs: heirs.clone(),
                rights: Some(*rights).filter(|rights| *rights == Rights::End),
            };
            ("cease", None, None, text(serde_json::to_string(&passing))?)
        }
        Step::Revive { .. } => ("revive", None, None, "{}".to_owned()),
    };
    Ok([
        entry.reorg.into(),
        seq.into(),
        day(entry.on).into(),
        op.into(),
        entry.step.unit().into(),
        line.map(str::to_owned).into(),
        other.into(),
        detail.into(),
    ])
}

/// Adds the steps of one act after those it has; units that begin get their lasting row.
pub async fn append(tx: &Tx, now: Millis, reorg: Uuid, entries: &[Entry]) -> Result<(), DbErr> {
    let first = db::number(
        &**tx,
        "SELECT COALESCE(MAX(seq), 0) AS n FROM reorg_step WHERE reorg_id = $1",
        vec![reorg.into()],
    )
    .await?;
    let begun: HashSet<Uuid> = entries
        .iter()
        .filter(|entry| matches!(entry.step, Step::Begin { .. }))
        .map(|entry| entry.step.unit())
        .collect();
    let begun: Vec<Uuid> = begun.into_iter().collect();
    for part in begun.chunks(BUNDLE) {
        let rows = row_list(part.len(), &format!("($,{now})"));
        let sql = format!("INSERT INTO unit (id, created_at) VALUES {rows} ON CONFLICT (id) DO NOTHING");
        db::exec(&**tx, &sql, part.iter().map(|unit| (*unit).into()).collect()).await?;
    }
    let mut seq = first;
    for part in entries.chunks(BUNDLE) {
        let mut bound = Vec::with_capacity(part.len().saturating_mul(8));
        for entry in part {
            seq = seq.saturating_add(1);
            bound.extend(values(seq, entry)?);
        }
        let rows = row_list(part.len(), "($,$,$,$,$,$,$,$)");
        let sql = format!(
            "INSERT INTO reorg_step (reorg_id, seq, on_date, op, unit_id, line, other_id, detail) VALUES {rows}"
        );
        db::exec(&**tx, &sql, bound).await?;
    }
    Ok(())
}
