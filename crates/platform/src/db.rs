//! The database: one body per query for both engines.
//!
//! SQL is written in the subset that SQLite and PostgreSQL share, with `$1` parameters. Ids are 16-byte UUIDs,
//! instants are milliseconds in BIGINT, dates are ISO text, words are NFC text, sort keys are bytes (so that both
//! engines compare them alike).

use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    FromQueryResult, QueryResult, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait as _, Value,
};
use tokio::sync::{Mutex, OwnedMutexGuard};

/// Which engine is behind the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A pool of connections; cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    pool: DatabaseConnection,
    engine: Engine,
    /// SQLite has one writer; waiting here is fair and never ends in SQLITE_BUSY.
    gate: Arc<Mutex<()>>,
}

/// A write transaction; rolled back when dropped without [`Tx::commit`].
#[derive(Debug)]
pub struct Tx {
    inner: DatabaseTransaction,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl Db {
    /// Connects to `sqlite://path?mode=rwc`, `sqlite::memory:` or `postgres://…`.
    pub async fn connect(url: &str) -> Result<Self, DbErr> {
        let engine = if url.starts_with("postgres") {
            Engine::Postgres
        } else {
            Engine::Sqlite
        };
        let mut options = ConnectOptions::new(url);
        options.sqlx_logging(false).acquire_timeout(Duration::from_secs(20));
        match engine {
            Engine::Sqlite => {
                let memory = url.contains(":memory:");
                // A ping before each query doubles the price of a single-row read; a file does not go away.
                options
                    .test_before_acquire(false)
                    .max_connections(if memory { 1 } else { 8 })
                    .min_connections(1);
                if memory {
                    options.idle_timeout(None).max_lifetime(None);
                }
                options.map_sqlx_sqlite_opts(|sqlite| {
                    sqlite
                        .pragma("journal_mode", "WAL")
                        .pragma("synchronous", "FULL")
                        .pragma("foreign_keys", "ON")
                        .pragma("busy_timeout", "10000")
                        .pragma("temp_store", "MEMORY")
                        .pragma("cache_size", "-8000")
                });
            }
            Engine::Postgres => {
                options.max_connections(16).min_connections(1);
            }
        }
        let pool = Database::connect(options).await?;
        Ok(Self {
            pool,
            engine,
            gate: Arc::default(),
        })
    }

    /// The engine behind this pool.
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// For reading outside a transaction.
    pub const fn read(&self) -> &DatabaseConnection {
        &self.pool
    }

    /// Begins a write transaction; on SQLite one at a time.
    pub async fn begin(&self) -> Result<Tx, DbErr> {
        let (turn, options) = match self.engine {
            Engine::Sqlite => (
                Some(Arc::clone(&self.gate).lock_owned().await),
                TransactionOptions {
                    sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                    ..TransactionOptions::default()
                },
            ),
            Engine::Postgres => (None, TransactionOptions::default()),
        };
        Ok(Tx {
            inner: self.pool.begin_with_options(options).await?,
            _turn: turn,
        })
    }

    /// Closes every connection; SQLite folds its write-ahead log back into the file.
    pub async fn close(self) -> Result<(), DbErr> {
        self.pool.close().await
    }
}

impl Tx {
    /// Makes the changes durable.
    pub async fn commit(self) -> Result<(), DbErr> {
        self.inner.commit().await
    }

    /// Drops the changes now instead of when the value goes away.
    pub async fn rollback(self) -> Result<(), DbErr> {
        self.inner.rollback().await
    }
}

impl std::ops::Deref for Tx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &Self::Target {
        &self.inner
    }
}

thread_local! {
    static STATEMENTS: Cell<u64> = const { Cell::new(0) };
}

/// How many statements this thread has sent: a test on one thread counts what a page asks for, so that no page asks
/// once for each unit.
pub fn statements() -> u64 {
    STATEMENTS.get()
}

fn statement<C: ConnectionTrait>(on: &C, sql: &str, values: Vec<Value>) -> Statement {
    STATEMENTS.set(STATEMENTS.get().wrapping_add(1));
    Statement::from_sql_and_values(on.get_database_backend(), sql, values)
}

/// Every row of a query.
pub async fn rows<T: FromQueryResult, C: ConnectionTrait>(
    on: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<T>, DbErr> {
    let found = on.query_all_raw(statement(on, sql, values)).await?;
    found.iter().map(|row| T::from_query_result(row, "")).collect()
}

/// The first row of a query.
pub async fn row<T: FromQueryResult, C: ConnectionTrait>(
    on: &C,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<T>, DbErr> {
    let found = on.query_one_raw(statement(on, sql, values)).await?;
    found.map(|row| T::from_query_result(&row, "")).transpose()
}

/// Rows without a struct, for reports and catalogues.
pub async fn raw<C: ConnectionTrait>(on: &C, sql: &str, values: Vec<Value>) -> Result<Vec<QueryResult>, DbErr> {
    on.query_all_raw(statement(on, sql, values)).await
}

/// A single whole number, 0 when there is no row; the column must be called `n`.
pub async fn number<C: ConnectionTrait>(on: &C, sql: &str, values: Vec<Value>) -> Result<i64, DbErr> {
    let found = on.query_one_raw(statement(on, sql, values)).await?;
    Ok(found
        .map(|row| row.try_get::<Option<i64>>("", "n"))
        .transpose()?
        .flatten()
        .unwrap_or(0))
}

/// Executes a statement; the number of rows touched.
pub async fn exec<C: ConnectionTrait>(on: &C, sql: &str, values: Vec<Value>) -> Result<u64, DbErr> {
    Ok(on.execute_raw(statement(on, sql, values)).await?.rows_affected())
}

/// `($1,$2),($3,$4)` for `rows` rows of `width` parameters: many rows in one statement. Keep it to 100 rows a
/// statement; SQLite looks numbered parameters up one by one.
pub fn value_rows(rows: usize, width: usize) -> String {
    let mut out = String::with_capacity(rows * width * 5);
    let mut next = 1_usize;
    for r in 0..rows {
        out.push_str(if r == 0 { "(" } else { ",(" });
        for w in 0..width {
            if w > 0 {
                out.push(',');
            }
            out.push('$');
            out.push_str(&next.to_string());
            next += 1;
        }
        out.push(')');
    }
    out
}

/// Turns the house's column words into the engine's: `{uuid}`, `{bytes}`, `{int}`, `{bool}`, `{strict}`, and the
/// literals `{nil}` (the id of nothing) and `{nobytes}`.
pub fn ddl(engine: Engine, sql: &str) -> String {
    let (uuid, bytes, int, boolean, strict) = match engine {
        Engine::Sqlite => ("BLOB", "BLOB", "INTEGER", "INTEGER", "STRICT"),
        Engine::Postgres => ("UUID", "BYTEA", "BIGINT", "BOOLEAN", ""),
    };
    sql.replace("{uuid}", uuid)
        .replace("{bytes}", bytes)
        .replace("{int}", int)
        .replace("{bool}", boolean)
        .replace("{strict}", strict)
        .replace(
            "{nil}",
            match engine {
                Engine::Sqlite => "x'00000000000000000000000000000000'",
                Engine::Postgres => "'00000000-0000-0000-0000-000000000000'::uuid",
            },
        )
        .replace(
            "{nobytes}",
            match engine {
                Engine::Sqlite => "x''",
                Engine::Postgres => "''::bytea",
            },
        )
}

/// Whether an error is the violation of a unique constraint.
pub fn is_unique_violation(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
}

/// The backend's own name, for the log and `doctor`.
pub const fn engine_name(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    }
}

/// Which dialect a connection speaks.
pub fn engine_of<C: ConnectionTrait>(on: &C) -> Engine {
    if on.get_database_backend() == DbBackend::Postgres {
        Engine::Postgres
    } else {
        Engine::Sqlite
    }
}
