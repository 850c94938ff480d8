//! Puts the house together: database, platform, features, menu, routes.

use std::sync::Arc;

use contest::Contests;
use kernel::actor::Role;
use kernel::clock::{Clock, RehearsalClock, SystemClock};
use kernel::ids::{Entropy, OsEntropy};
use organisation::Organisation;
use platform::app::{App, MenuItem, Seen, Settings};
use platform::db::Db;
use platform::limit::Limits;
use platform::migrate::{self, Migration};
use platform::password::Passwords;
use platform::routes::Routes;
use platform::session::Sessions;
use platform::text::{Source, Texts};
use programme::Programme;

use crate::config::Config;

/// Why the program cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("{0}")]
    Config(#[from] crate::config::ConfigError),
    #[error("{0}")]
    Database(#[from] sea_orm::DbErr),
    #[error("{0}")]
    Migrate(#[from] migrate::MigrateError),
    #[error("{0}")]
    Text(#[from] platform::text::TextError),
    #[error("{0}")]
    Contest(#[from] contest::service::ActError),
    #[error("{what}: {source}")]
    File { what: String, source: std::io::Error },
    #[error("{0}")]
    Other(String),
}

impl StartError {
    /// For errors that only need their words.
    pub fn other(error: impl std::fmt::Display) -> Self {
        Self::Other(error.to_string())
    }
}

/// The schema of every crate.
pub fn migrations() -> Vec<Migration> {
    [
        platform::MIGRATIONS,
        organisation::MIGRATIONS,
        programme::MIGRATIONS,
        contest::MIGRATIONS,
    ]
    .concat()
}

const OWN: [Source; 2] = [
    (
        "help",
        include_str!("../locales/help.vi.ftl"),
        include_str!("../locales/help.en.ftl"),
    ),
    (
        "home",
        include_str!("../locales/home.vi.ftl"),
        include_str!("../locales/home.en.ftl"),
    ),
];

/// The words of every crate.
pub fn texts() -> Vec<Source> {
    let mut all = vec![platform::TEXTS, organisation::TEXTS, programme::TEXTS];
    all.extend(contest::TEXTS);
    all.extend(OWN);
    all
}

/// The main menu, in order.
pub fn menu() -> Vec<MenuItem> {
    const UNITS: &[Role] = &[
        Role::Administrator,
        Role::Organiser,
        Role::Leader,
        Role::Auditor,
        Role::UnitOfficer,
    ];
    let item = |key, href, seen| MenuItem { key, href, seen };
    vec![
        item("menu-home", "/", Seen::ByAll),
        item("menu-plans", "/ke-hoach", Seen::ByAll),
        item("menu-contests", "/cuoc-thi", Seen::ByAll),
        item(
            "menu-organise",
            "/to-chuc",
            Seen::ByRoles(&[Role::Organiser, Role::Leader, Role::Auditor]),
        ),
        item(
            "menu-bank",
            "/ngan-hang",
            Seen::ByRoles(&[
                Role::Author,
                Role::Reviewer,
                Role::Leader,
                Role::Organiser,
                Role::Auditor,
            ]),
        ),
        item("menu-my-unit", "/don-vi-toi", Seen::ByRoles(&[Role::UnitOfficer])),
        item("menu-units", "/don-vi", Seen::ByRoles(UNITS)),
        item("menu-members", "/doan-vien", Seen::ByRoles(UNITS)),
        item("menu-report", "/bao-cao", Seen::ByRoles(UNITS)),
        item(
            "menu-accounts",
            "/quan-tri/tai-khoan",
            Seen::ByRoles(&[Role::Administrator, Role::Auditor]),
        ),
        item(
            "menu-record",
            "/quan-tri/nhat-ky",
            Seen::ByRoles(&[Role::Administrator, Role::Auditor]),
        ),
        item("menu-help", "/tro-giup", Seen::ByPublic),
    ]
}

/// Connects and brings the schema up to date.
pub async fn database(config: &Config, clock: &dyn Clock) -> Result<(Db, migrate::Outcome), StartError> {
    let folder = &config.data.value;
    std::fs::create_dir_all(folder).map_err(|source| StartError::File {
        what: folder.display().to_string(),
        source,
    })?;
    let db = Db::connect(&config.database.value).await?;
    let outcome = migrate::run(&db, clock, &migrations()).await?;
    Ok((db, outcome))
}

/// What an application is made with.
pub struct Parts {
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    pub settings: Settings,
    pub passwords: Passwords,
    pub limit_factor: u32,
}

/// The platform of a running program.
pub async fn app(parts: Parts) -> Result<App, StartError> {
    let secret = platform::app::secret(&parts.db, &*parts.entropy, "secret").await?;
    Ok(App {
        texts: Texts::load(&texts())?,
        sessions: Sessions::default(),
        limits: Arc::new(Limits::new(parts.limit_factor)),
        assets: Arc::default(),
        menu: Arc::new(menu()),
        settings: Arc::new(parts.settings),
        directory: Arc::new(organisation::Directory::new(&parts.db, &parts.clock)),
        db: parts.db,
        clock: parts.clock,
        entropy: parts.entropy,
        passwords: parts.passwords,
        secret,
    })
}

/// The parts of a server in service.
pub async fn service_parts(config: &Config, db: Db) -> Result<Parts, StartError> {
    let clock: Arc<dyn Clock> = if config.rehearsal {
        Arc::new(RehearsalClock::default())
    } else {
        Arc::new(SystemClock)
    };
    let settings = Settings {
        public_url: config.public_url.value.clone(),
        behind_proxy: config.behind_proxy.value,
        demo: crate::demo::is_loaded(&db).await?,
        oidc: config.oidc.clone(),
    };
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    Ok(Parts {
        db,
        clock,
        entropy: Arc::new(OsEntropy),
        settings,
        // OWASP's floor for argon2id: 19 MiB, 2 passes; about 25 ms of one core.
        passwords: Passwords::new(cores, 19_456, 2),
        limit_factor: 1,
    })
}

/// The features over an application.
#[derive(Clone)]
pub struct House {
    pub app: App,
    pub org: Organisation,
    pub contests: Contests,
    pub programme: Programme,
}

impl House {
    /// Builds the features; rounds that were running run again.
    pub async fn new(app: App) -> Result<Self, StartError> {
        let org = Organisation::new(&app);
        let contests = Contests::start(app.clone(), org.clone()).await?;
        org.holders(vec![
            Arc::new(contest::service::holdings::ContestHoldings(app.clone())),
            Arc::new(programme::holdings::ProgrammeHoldings(app.clone())),
        ]);
        let evidence = contest::service::ContestEvidence::new(contests.clone());
        let programme = Programme {
            app: app.clone(),
            evidence: Arc::new(vec![Arc::new(evidence)]),
        };
        Ok(Self {
            app,
            org,
            contests,
            programme,
        })
    }

    /// Every route of the program.
    pub fn routes(&self) -> Routes {
        Routes::new(&self.app)
            .merge(platform::pages::routes(&self.app))
            .merge(organisation::routes(&self.org))
            .merge(programme::routes(&self.programme))
            .merge(contest::pages::routes(&self.contests))
            .merge(crate::pages::routes(self))
    }
}
