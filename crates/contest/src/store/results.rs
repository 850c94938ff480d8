//! Versions of results: what each was computed from, and its hash. The result itself is computed, never kept as text.

use kernel::clock::Millis;
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use crate::marking::Repair;
use crate::result::CompetingUnit;

/// A version of a period's result.
#[derive(Clone, Debug)]
pub struct VersionRow {
    pub version: i64,
    pub computed_at: Millis,
    pub reason: String,
    pub by_name: String,
    pub repairs: Vec<Repair>,
    /// The order in which the organisers put those who share a rank at the last prize.
    pub decided: Vec<Uuid>,
    /// The competing units with the headcounts confirmed when the version was computed.
    pub units: Vec<CompetingUnit>,
    pub hash: Vec<u8>,
}

#[derive(FromQueryResult)]
struct Kept {
    version: i64,
    computed_at: i64,
    reason: String,
    by_name: String,
    repairs: String,
    decided: String,
    headcounts: String,
    hash: Vec<u8>,
}

fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, DbErr> {
    serde_json::from_str(text).map_err(|e| DbErr::Custom(format!("result: {e}")))
}

fn text<T: serde::Serialize + ?Sized>(value: &T) -> Result<String, DbErr> {
    serde_json::to_string(value).map_err(|e| DbErr::Custom(format!("result: {e}")))
}

impl TryFrom<Kept> for VersionRow {
    type Error = DbErr;

    fn try_from(kept: Kept) -> Result<Self, DbErr> {
        Ok(Self {
            version: kept.version,
            computed_at: kept.computed_at,
            reason: kept.reason,
            by_name: kept.by_name,
            repairs: json(&kept.repairs)?,
            decided: json(&kept.decided)?,
            units: json(&kept.headcounts)?,
            hash: kept.hash,
        })
    }
}

/// The versions of a period, newest first.
pub async fn versions<C: ConnectionTrait>(on: &C, period: i64) -> Result<Vec<VersionRow>, DbErr> {
    let kept: Vec<Kept> = db::rows(
        on,
        "SELECT version, computed_at, reason, by_name, repairs, decided, headcounts, hash FROM result
         WHERE period_id = $1 ORDER BY version DESC",
        vec![period.into()],
    )
    .await?;
    kept.into_iter().map(TryInto::try_into).collect()
}

/// Keeps a version.
pub async fn insert(tx: &Tx, period: i64, row: &VersionRow) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "INSERT INTO result (period_id, version, computed_at, reason, by_name, repairs, decided, headcounts, hash)
         VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
        vec![
            period.into(),
            row.version.into(),
            row.computed_at.into(),
            row.reason.clone().into(),
            row.by_name.clone().into(),
            text(&row.repairs)?.into(),
            text(&row.decided)?.into(),
            text(&row.units)?.into(),
            row.hash.clone().into(),
        ],
    )
    .await?;
    Ok(())
}
