//! Fresh databases: SQLite in a file of its own, PostgreSQL as a database of its own on the server that
//! `DONGHANH_TEST_POSTGRES` names.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use platform::db::{self, Db};

static NEXT: AtomicU64 = AtomicU64::new(0);

fn unique() -> String {
    format!(
        "dh_test_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    )
}

/// A database that is thrown away with the value.
#[derive(Debug)]
pub struct Databases {
    pub db: Db,
    /// The address, for a second connection to the same database.
    pub url: String,
    file: Option<PathBuf>,
    server: Option<(String, String)>,
}

impl Databases {
    /// A fresh SQLite file in the system's folder for temporary files.
    pub async fn sqlite() -> Self {
        let file = std::env::temp_dir().join(format!("{}.db", unique()));
        let url = format!("sqlite://{}?mode=rwc", file.display());
        let db = Db::connect(&url).await.expect("sqlite");
        Self {
            db,
            url,
            file: Some(file),
            server: None,
        }
    }

    /// A fresh PostgreSQL database, or nothing (said loudly) when no server is named.
    pub async fn postgres() -> Option<Self> {
        let Ok(server) = std::env::var("DONGHANH_TEST_POSTGRES") else {
            eprintln!("SKIPPED on PostgreSQL: set DONGHANH_TEST_POSTGRES=postgres://user@host/db to run this half");
            return None;
        };
        let name = unique();
        let root = Db::connect(&server)
            .await
            .expect("the server that DONGHANH_TEST_POSTGRES names");
        db::exec(
            root.read(),
            &format!("CREATE DATABASE {name} TEMPLATE template0"),
            vec![],
        )
        .await
        .expect("create");
        root.close().await.expect("close");
        let base = server.rsplit_once('/').map_or(server.as_str(), |(base, _)| base);
        let url = format!("{base}/{name}");
        let db = Db::connect(&url).await.expect("postgres");
        Some(Self {
            db,
            url,
            file: None,
            server: Some((server.clone(), name)),
        })
    }

    /// Closes and removes the database. (Without it a SQLite file goes with the folder, a PostgreSQL database stays.)
    pub async fn remove(self) {
        self.db.close().await.expect("close");
        if let Some(file) = self.file {
            for suffix in ["", "-wal", "-shm"] {
                let _gone = std::fs::remove_file(format!("{}{suffix}", file.display()));
            }
        }
        if let Some((server, name)) = self.server {
            let root = Db::connect(&server).await.expect("server");
            db::exec(
                root.read(),
                &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
                vec![],
            )
            .await
            .expect("drop");
            root.close().await.expect("close");
        }
    }
}

/// Runs the same test on both engines, one after the other.
pub async fn on_both<F>(test: F)
where
    F: AsyncFn(Db),
{
    let sqlite = Databases::sqlite().await;
    test(sqlite.db.clone()).await;
    sqlite.remove().await;
    if let Some(postgres) = Databases::postgres().await {
        test(postgres.db.clone()).await;
        postgres.remove().await;
    }
}
