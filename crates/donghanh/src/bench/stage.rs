//! The stage of a measurement: a database in a temporary folder, units, members with sessions, one open period, and
//! the real router behind the real server loop.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use contest::question::QuestionText;
use contest::ruleset::RuleSet;
use contest::store::contests::{self, NewContest};
use contest::store::questions::{self, ApprovedBy, Signed};
use kernel::actor::{Actor, Grant, Role, Side};
use kernel::clock::{Clock, Millis, SystemClock};
use kernel::ids::OsEntropy;
use kernel::time::{self, DAY, HOUR, SECOND};
use organisation::Scope;
use organisation::headcount::{self, Confirmation, Figures, Said};
use organisation::store::members::{self, NewPerson};
use organisation::unit::{UnitKind, UnitLevel};
use organisation::units::{self, NewUnit};
use platform::app::Settings;
use platform::db::{self, Db};
use platform::migrate;
use platform::password::Passwords;
use platform::routes::{Access, Routes};
use platform::server::{self, Bounds};
use platform::visit::Visit;
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::sync::watch;
use uuid::Uuid;
use vietnamese::name::FullName;

use super::player::QUESTIONS;
use crate::operations;
use crate::wire::{self, House, Parts, StartError};

const RULES: &str = include_str!("ruleset.toml");
const BANK: &str = include_str!("../../demo/bank.toml");
const SLUG: &str = "do-may";
const UNITS: usize = 16;
/// Where the bench asks for the form token of a session.
pub const TOKEN: &str = "/bench/ma";

/// A folder that goes with the value.
#[derive(Debug)]
pub struct Folder(pub PathBuf);

impl Folder {
    /// A fresh folder among the temporary ones; `TMPDIR` moves it to the disk that is to be measured.
    pub fn fresh() -> Result<Self, StartError> {
        static NEXT: AtomicI64 = AtomicI64::new(0);
        let name = format!(
            "donghanh-bench-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).map_err(|source| StartError::File {
            what: path.display().to_string(),
            source,
        })?;
        Ok(Self(path))
    }

    /// A database in the folder, with the settings of a database in service.
    pub async fn database(&self, name: &str) -> Result<Db, StartError> {
        Ok(Db::connect(&format!("sqlite://{}?mode=rwc", self.0.join(name).display())).await?)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}

/// The machine's clock until the bench moves it past the close. No rehearsal: pages carry no banner.
#[derive(Debug, Default)]
pub struct Shifted(AtomicI64);

impl Clock for Shifted {
    fn now(&self) -> Millis {
        SystemClock.now().saturating_add(self.0.load(Ordering::Relaxed))
    }

    fn move_to(&self, now: Millis) -> bool {
        self.0.store(now.saturating_sub(SystemClock.now()), Ordering::Relaxed);
        true
    }
}

/// Everything that is measured.
pub struct Stage {
    pub house: House,
    pub clock: Arc<Shifted>,
    pub period: i64,
    /// A session of each member.
    pub cookies: Vec<String>,
}

/// A server that runs until it is stopped.
#[derive(Debug)]
pub struct Served {
    pub address: SocketAddr,
    stop: watch::Sender<bool>,
}

impl Served {
    /// Serves a router on a free port of this machine.
    pub async fn start(router: Router) -> Result<Self, StartError> {
        let file = |source| StartError::File {
            what: "127.0.0.1:0".to_owned(),
            source,
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(file)?;
        let address = listener.local_addr().map_err(file)?;
        let (stop, stopping) = watch::channel(false);
        tokio::spawn(server::serve(listener, router, Bounds::default(), stopping));
        Ok(Self { address, stop })
    }

    /// Takes no more connections.
    pub fn stop(self) {
        let _told = self.stop.send(true);
    }
}

#[derive(Deserialize)]
struct BankFile {
    #[serde(rename = "question")]
    questions: Vec<QuestionText>,
}

async fn token(visit: Visit) -> String {
    visit.csrf
}

impl Stage {
    /// Builds the stage for so many members.
    pub async fn build(folder: &Path, db: Db, members: usize) -> Result<Self, StartError> {
        let clock = Arc::new(Shifted::default());
        migrate::run(&db, &*clock, &wire::migrations()).await?;
        let app = wire::app(Parts {
            db,
            clock: clock.clone(),
            entropy: Arc::new(OsEntropy),
            settings: Settings::default(),
            // Nobody signs in: sessions are made directly.
            passwords: Passwords::new(1, 8, 1),
            // One machine stands for thousands of people; their limits would be measured instead of the path.
            limit_factor: 10_000,
        })
        .await?;
        let house = House::new(app).await?;
        let units = units_of(&house, members).await?;
        let cookies = people(&house, &units, members).await?;
        let period = contest(&house).await?;
        tracing::info!(folder = %folder.display(), members, "stage");
        Ok(Self {
            house,
            clock,
            period,
            cookies,
        })
    }

    /// The router as it is served, with one route more: the form token of a session, which people get with the page.
    pub fn router(&self) -> Result<Router, StartError> {
        let app = &self.house.app;
        let own = Routes::new(app).get(TOKEN, Access::SignedIn, (), token);
        let router = self.house.routes().merge(own).finish();
        // A second measurement in one process finds the recorder of figures taken.
        let handle = operations::recorder().or_else(|_| {
            let recorder = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder();
            Ok::<_, StartError>(recorder.handle())
        })?;
        Ok(operations::layers(router, &self.house, handle))
    }
}

async fn units_of(house: &House, members: usize) -> Result<Vec<Uuid>, StartError> {
    let (app, scope) = (&house.app, Scope::All);
    let (now, from) = (app.now(), time::local_date(app.now() - 30 * DAY));
    let tx = app.db.begin().await?;
    let mut batch = units::Batch::open(&tx, now, &*app.entropy, "", "")
        .await
        .map_err(StartError::other)?;
    let mut counts = Vec::new();
    let mut all: Vec<Uuid> = Vec::with_capacity(UNITS);
    let mut root = None;
    for position in 0..=UNITS {
        let (id, parent) = (app.fresh_id(), root);
        let (kind, level) = match parent {
            None => (UnitKind::Union, UnitLevel::Central),
            Some(_) => (UnitKind::Ministry, UnitLevel::Upper),
        };
        let unit = NewUnit {
            id,
            code: format!("DM-{position:02}"),
            name: format!("Công đoàn đo máy {position}"),
            short_name: String::new(),
            kind,
            level,
            parent,
            position: i64::try_from(position).unwrap_or_default(),
            from,
            demo: true,
        };
        batch.create(&scope, &unit).map_err(StartError::other)?;
        if parent.is_none() {
            root = Some(id);
            continue;
        }
        let people = i64::try_from(members / UNITS + 1).unwrap_or_default();
        let figures = Figures {
            staff: people,
            members: people,
            women_staff: None,
            women_members: None,
        };
        let given = Confirmation {
            unit: id,
            on: from,
            said: Said::Confirmed(figures),
            source: SLUG.to_owned(),
            by: None,
        };
        counts.push(given);
        all.push(id);
    }
    batch.write(&tx).await.map_err(StartError::other)?;
    for given in &counts {
        headcount::confirm(&tx, now, &*app.entropy, &scope, given)
            .await
            .map_err(StartError::other)?;
    }
    tx.commit().await?;
    Ok(all)
}

async fn people(house: &House, units: &[Uuid], members: usize) -> Result<Vec<String>, StartError> {
    let app = &house.app;
    let (now, from) = (app.now(), time::local_date(app.now() - 30 * DAY));
    let name = FullName::parse("Nguyễn Thị Đo Máy").map_err(StartError::other)?;
    let people: Vec<NewPerson> = (0..members)
        .zip(units.iter().cycle())
        .map(|(number, unit)| NewPerson {
            id: app.fresh_id(),
            member_number: format!("DM-{number:06}"),
            name: name.clone(),
            given_override: None,
            sex: None,
            birth_date: None,
            phone: None,
            email: None,
            post: None,
            unit: *unit,
            from,
            demo: true,
        })
        .collect();
    let mut cookies = Vec::with_capacity(members);
    let tx = app.db.begin().await?;
    members::create_many(&tx, now, &*app.entropy, &Scope::All, &people)
        .await
        .map_err(StartError::other)?;
    db::exec(&*tx, "UPDATE account SET must_change = $1", vec![false.into()]).await?;
    for person in &people {
        cookies.push(
            app.sessions
                .start(&tx, now, &*app.entropy, person.id, ("bench", "127.0.0.1"), false)
                .await?,
        );
    }
    tx.commit().await?;
    Ok(cookies)
}

/// The contest with its open period, brought there by the same acts as in service.
async fn contest(house: &House) -> Result<i64, StartError> {
    let (app, contests) = (&house.app, &house.contests);
    let now = app.now();
    let bank: BankFile = toml::from_str(BANK).map_err(StartError::other)?;
    let whole = now - now.rem_euclid(SECOND);
    let text = |at: Millis| format!("{}+07:00", time::local(at));
    let rules = RULES
        .replace("{open}", &text(whole - HOUR))
        .replace("{close}", &text(whole + DAY));
    let rules = RuleSet::from_toml(&rules).map_err(StartError::other)?;
    let id = app.fresh_id();
    let hand = |at: Millis| Signed {
        account: app.fresh_id(),
        name: SLUG.to_owned(),
        at,
    };
    let approved = ApprovedBy {
        author: hand(now - 4 * DAY),
        reviewer: hand(now - 3 * DAY),
        side_a: hand(now - 2 * DAY),
        side_b: hand(now - DAY),
    };
    let tx = app.db.begin().await?;
    let (mut contest_seed, mut lot_seed) = ([0; 32], [0; 32]);
    app.entropy.fill(&mut contest_seed);
    app.entropy.fill(&mut lot_seed);
    let new = NewContest {
        id,
        slug: SLUG,
        rules: &rules,
        contest_seed,
        lot_seed,
        demo: true,
    };
    contests::insert(&tx, now, &new).await?;
    questions::import_approved(&tx, &*app.entropy, id, &bank.questions, &approved)
        .await
        .map_err(StartError::other)?;
    tx.commit().await?;
    let kept = || async move {
        contests::by_id(app.db.read(), id)
            .await?
            .ok_or_else(|| StartError::other(SLUG))
    };
    for side in [Side::A, Side::B] {
        contests
            .approve_rules(&kept().await?, side, &actor(app.fresh_id(), Role::Leader, side))
            .await?;
    }
    let organiser = actor(app.fresh_id(), Role::Organiser, Side::A);
    let all = contests::periods(app.db.read(), id).await?;
    let period = all.first().ok_or_else(|| StartError::other(SLUG))?;
    contests.schedule(&kept().await?, period, &organiser).await?;
    contests.tick().await?;
    let round = contests
        .desk
        .round(period.id)
        .ok_or_else(|| StartError::other("the period did not open"))?;
    if round.questions() != QUESTIONS {
        return Err(StartError::other("the papers of the bench have another length"));
    }
    Ok(period.id)
}

fn actor(account: Uuid, role: Role, side: Side) -> Actor {
    Actor {
        account,
        name: SLUG.to_owned(),
        grants: vec![Grant {
            role,
            side: Some(side),
            unit: None,
        }],
    }
}
