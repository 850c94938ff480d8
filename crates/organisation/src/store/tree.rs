//! The tree of a day: one query for the versions, one for the edges, and a small memory of trees already read.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use platform::db::{self, Db, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::{day, read_day};
use crate::tree::{Tree, UnitRow};
use crate::unit::{UnitKind, UnitLevel};

/// The hierarchy of the union itself. Others (ministry line, block, territory) may stand beside it.
pub const UNION: &str = "union";

#[derive(FromQueryResult)]
struct Version {
    unit_id: Uuid,
    name: String,
    short_name: String,
    code: String,
    kind: String,
    level: String,
    position: i64,
    demo: bool,
    valid_from: String,
}

#[derive(FromQueryResult)]
struct Edge {
    parent_id: Uuid,
    child_id: Uuid,
}

/// Reads the tree of a day.
pub async fn load<C: ConnectionTrait>(on: &C, date: Date) -> Result<Arc<Tree>, DbErr> {
    let versions: Vec<Version> = db::rows(
        on,
        "SELECT unit_id, name, short_name, code, kind, level, position, demo, valid_from FROM unit_version
         WHERE valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1)",
        vec![day(date).into()],
    )
    .await?;
    let edges: Vec<Edge> = db::rows(
        on,
        "SELECT parent_id, child_id FROM unit_edge
         WHERE hierarchy = $2 AND valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1)",
        vec![day(date).into(), UNION.into()],
    )
    .await?;
    let rows = versions
        .into_iter()
        .map(|version| {
            Ok(UnitRow {
                id: version.unit_id,
                name: version.name,
                short_name: version.short_name,
                code: version.code,
                kind: UnitKind::parse(&version.kind),
                level: UnitLevel::parse(&version.level),
                position: version.position,
                demo: version.demo,
                from: read_day(&version.valid_from)?,
            })
        })
        .collect::<Result<Vec<_>, DbErr>>()?;
    let edges: Vec<(Uuid, Uuid)> = edges.into_iter().map(|edge| (edge.parent_id, edge.child_id)).collect();
    Ok(Arc::new(Tree::build(date, rows, &edges)))
}

/// Says that units changed. Called inside the transaction of every change, so that every process of the program
/// notices it at its next look, without a message between them.
pub async fn changed(tx: &Tx) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "UPDATE unit_change SET generation = generation + 1 WHERE id = 1",
        vec![],
    )
    .await?;
    Ok(())
}

/// How many days are remembered: today, and the few that reports of the moment look at.
const DAYS: usize = 8;

#[derive(Debug, Default)]
struct Kept {
    generation: i64,
    trees: HashMap<Date, Arc<Tree>>,
}

/// Trees already read. One short look at the generation tells whether they still hold.
#[derive(Clone, Debug, Default)]
pub struct Trees(Arc<Mutex<Kept>>);

impl Trees {
    /// The tree of a day.
    pub async fn at(&self, db: &Db, date: Date) -> Result<Arc<Tree>, DbErr> {
        // Read first: a change that comes between this look and the load only makes the next look load again.
        let generation = db::number(
            db.read(),
            "SELECT generation AS n FROM unit_change WHERE id = 1",
            vec![],
        )
        .await?;
        if let Some(tree) = self.kept(generation, date) {
            return Ok(tree);
        }
        let tree = load(db.read(), date).await?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.generation != generation || kept.trees.len() >= DAYS {
            kept.trees.clear();
            kept.generation = generation;
        }
        kept.trees.insert(date, Arc::clone(&tree));
        Ok(tree)
    }

    fn kept(&self, generation: i64, date: Date) -> Option<Arc<Tree>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (kept.generation == generation)
            .then(|| kept.trees.get(&date).cloned())
            .flatten()
    }
}
