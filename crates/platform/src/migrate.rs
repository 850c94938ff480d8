//! Migrations: numbered, embedded, never edited. Each crate brings its own list; the front door joins them.

use kernel::clock::Clock;
use sea_orm::{ConnectionTrait as _, DbErr, FromQueryResult};
use sha2::{Digest as _, Sha256};

use crate::db::{self, Db};

/// One step. `id` orders the steps of all crates ("0001_platform").
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    pub id: &'static str,
    /// Statements in the house's column words (see [`db::ddl`]), separated by `;` at line ends.
    pub sql: &'static str,
}

/// Why a database cannot be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    #[error(transparent)]
    Database(#[from] DbErr),
    /// The database has a step that this program does not know: it is newer than the program.
    #[error("the database holds step {0}, which this program does not know; use a newer program")]
    Unknown(String),
    /// A released step was edited.
    #[error("step {0} differs from the one that made this database")]
    Edited(String),
}

#[derive(FromQueryResult)]
struct Applied {
    id: String,
    checksum: Vec<u8>,
}

/// What a run did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub applied: Vec<&'static str>,
    pub present: usize,
}

/// Brings the schema up to date, one transaction a step.
pub async fn run(db: &Db, clock: &dyn Clock, steps: &[Migration]) -> Result<Outcome, MigrateError> {
    let table = db::ddl(
        db.engine(),
        "CREATE TABLE IF NOT EXISTS schema_step (
            id TEXT NOT NULL PRIMARY KEY, applied_at {int} NOT NULL, checksum {bytes} NOT NULL) {strict}",
    );
    db::exec(db.read(), &table, vec![]).await?;
    let applied: Vec<Applied> = db::rows(db.read(), "SELECT id, checksum FROM schema_step", vec![]).await?;
    if let Some(unknown) = applied.iter().find(|a| steps.iter().all(|s| s.id != a.id)) {
        return Err(MigrateError::Unknown(unknown.id.clone()));
    }
    let mut ordered: Vec<&Migration> = steps.iter().collect();
    ordered.sort_by_key(|step| step.id);
    let mut outcome = Outcome::default();
    for step in ordered {
        let checksum = Sha256::digest(step.sql.as_bytes()).to_vec();
        match applied.iter().find(|a| a.id == step.id) {
            Some(a) if a.checksum == checksum => outcome.present += 1,
            Some(_) => return Err(MigrateError::Edited(step.id.to_owned())),
            None => {
                let tx = db.begin().await?;
                for statement in step.sql.split(";\n").map(str::trim).filter(|s| !s.is_empty()) {
                    tx.execute_unprepared(&db::ddl(db.engine(), statement)).await?;
                }
                db::exec(
                    &*tx,
                    "INSERT INTO schema_step (id, applied_at, checksum) VALUES ($1, $2, $3)",
                    vec![step.id.into(), clock.now().into(), checksum.into()],
                )
                .await?;
                tx.commit().await?;
                outcome.applied.push(step.id);
            }
        }
    }
    Ok(outcome)
}
