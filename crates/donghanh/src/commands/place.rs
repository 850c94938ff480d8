//! Where an embedded database lies: from its address to the file and back, and a plain connection to one file.

use std::path::{Path, PathBuf};
use std::time::Duration;

use platform::db;
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};

/// Whether an address names PostgreSQL, as [`platform::db::Db::connect`] reads it.
pub fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres")
}

/// The file of a `sqlite:` address; nothing for one in memory.
pub fn file_of(url: &str) -> Option<PathBuf> {
    let rest = url.trim_start_matches("sqlite:").trim_start_matches("//");
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    if path == ":memory:" || path.is_empty() || query.split('&').any(|part| part == "mode=memory") {
        return None;
    }
    Some(PathBuf::from(decoded(path)))
}

/// The address of a file; `mode` is "ro", "rw" or "rwc". Nothing when the path is not Unicode.
pub fn url_of(path: &Path, mode: &str) -> Option<String> {
    let path = path
        .to_str()?
        .replace('%', "%25")
        .replace('?', "%3F")
        .replace('#', "%23");
    Some(format!("sqlite://{path}?mode={mode}"))
}

/// Undoes `%3F`; what is no such group stays.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let group = after
            .get(..2)
            .filter(|_| *first == b'%')
            .and_then(|pair| std::str::from_utf8(pair).ok());
        match group.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// One connection to one file, without the pool's settings: it changes nothing by being opened.
pub async fn single(path: &Path, mode: &str) -> Result<DatabaseConnection, DbErr> {
    let url = url_of(path, mode).ok_or_else(|| DbErr::Custom(path.display().to_string()))?;
    let mut options = ConnectOptions::new(url);
    options
        .sqlx_logging(false)
        .max_connections(1)
        .min_connections(1)
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_secs(20));
    Database::connect(options).await
}

/// What stands in the way of taking a database file away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Nobody has it open; its write-ahead log is folded back.
    Free,
    /// Another process has it open.
    InUse,
    /// It cannot be opened as a database, so nobody else can have it either.
    Damaged,
}

/// Tries to have a database file for oneself alone.
///
/// An exclusive transaction alone does not tell: in write-ahead mode it succeeds beside an idle server. Leaving that
/// mode does not: it needs every other connection gone.
pub async fn hold(path: &Path) -> Hold {
    let Ok(on) = single(path, "rw").await else {
        return Hold::Damaged;
    };
    let tried = alone(&on).await;
    let closed = on.close().await;
    match tried.and(closed) {
        Ok(()) => Hold::Free,
        Err(error) if error.to_string().contains("locked") || error.to_string().contains("busy") => Hold::InUse,
        Err(_) => Hold::Damaged,
    }
}

async fn alone(on: &DatabaseConnection) -> Result<(), DbErr> {
    db::raw(on, "PRAGMA busy_timeout = 500", vec![]).await?;
    let mode = db::raw(on, "PRAGMA journal_mode = DELETE", vec![]).await?;
    let mode: String = mode
        .first()
        .map(|row| row.try_get_by_index(0))
        .transpose()?
        .unwrap_or_default();
    if mode.eq_ignore_ascii_case("wal") {
        return Err(DbErr::Custom("locked".to_owned()));
    }
    db::exec(on, "BEGIN EXCLUSIVE", vec![]).await?;
    db::exec(on, "COMMIT", vec![]).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_survives_its_address() {
        for path in ["data/donghanh.db", "/srv/Đồng Hành/100%/a?b#c.db"] {
            let url = url_of(Path::new(path), "rw").unwrap();
            assert_eq!(file_of(&url), Some(PathBuf::from(path)));
        }
        assert_eq!(file_of("sqlite:x.db"), Some(PathBuf::from("x.db")));
        assert_eq!(file_of("sqlite::memory:"), None);
        assert_eq!(file_of("sqlite://x?mode=memory&cache=shared"), None);
        assert_eq!(decoded("50%zz%4"), "50%zz%4");
    }
}
