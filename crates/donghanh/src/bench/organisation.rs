//! A nation's units with six years of history: how long a page, a total, a merger, a replay take.

use std::sync::Arc;
use std::time::Instant;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use kernel::clock::SystemClock;
use kernel::ids::{self, OsEntropy};
use organisation::history::{Fact, Hierarchy, Lens, Sheet, fold};
use organisation::plan::{Operation, Plan};
use organisation::reorgs::{self, Deed, Paper};
use organisation::scope::scope_of;
use organisation::stage::Act;
use organisation::unit::{UnitKind, UnitLevel};
use organisation::units::{Batch, NewUnit};
use organisation::{Organisation, Scope};
use platform::app::Settings;
use platform::db::Db;
use platform::migrate;
use platform::password::Passwords;
use uuid::Uuid;

use super::stage::Folder;
use crate::wire::{self, Parts, StartError};

/// Provinces, upper units in each, grassroots units in each of those: 34 × 30 × 28 and their heads.
const SHAPE: (usize, usize, usize) = (34, 30, 28);
/// Acts of six years: renamings and moves.
const ACTS: usize = 15_000;

/// One figure with its bar, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    pub what: &'static str,
    pub ms: f64,
    pub bar_ms: f64,
}

fn since(at: Instant) -> f64 {
    at.elapsed().as_secs_f64() * 1_000.0
}

fn now() -> Instant {
    Instant::now()
}

fn unit(id: Uuid, code: String, name: String, parent: Option<Uuid>, position: usize) -> NewUnit {
    NewUnit {
        id,
        code,
        name,
        short_name: String::new(),
        kind: UnitKind::Grassroots,
        level: UnitLevel::Grassroots,
        parent,
        position: i64::try_from(position).unwrap_or_default(),
        from: date(2019, 1, 1),
        demo: true,
    }
}

struct Nation {
    org: Organisation,
    uppers: Vec<Uuid>,
    leaves: Vec<Uuid>,
}

async fn nation(db: Db) -> Result<Nation, StartError> {
    let clock = Arc::new(SystemClock);
    migrate::run(&db, &*clock, &wire::migrations()).await?;
    let app = wire::app(Parts {
        db,
        clock,
        entropy: Arc::new(OsEntropy),
        settings: Settings::default(),
        passwords: Passwords::new(1, 8, 1),
        limit_factor: 10_000,
    })
    .await?;
    let org = Organisation::new(&app);
    let (mut uppers, mut leaves) = (Vec::new(), Vec::new());
    let tx = app.db.begin().await?;
    let mut batch = Batch::open(&tx, app.now(), &*app.entropy, "", "")
        .await
        .map_err(StartError::other)?;
    let root = app.fresh_id();
    let other = |error: organisation::OrganisationError| StartError::other(error);
    batch
        .create(
            &Scope::All,
            &unit(root, "G".to_owned(), "Công đoàn đo máy".to_owned(), None, 0),
        )
        .map_err(other)?;
    for p in 0..SHAPE.0 {
        let province = app.fresh_id();
        let made = unit(
            province,
            format!("T{p:02}"),
            format!("Công đoàn tỉnh {p}"),
            Some(root),
            p,
        );
        batch.create(&Scope::All, &made).map_err(other)?;
        for u in 0..SHAPE.1 {
            let upper = app.fresh_id();
            let made = unit(
                upper,
                format!("T{p:02}-{u:02}"),
                format!("Công đoàn cấp trên {p}.{u}"),
                Some(province),
                u,
            );
            batch.create(&Scope::All, &made).map_err(other)?;
            uppers.push(upper);
            for g in 0..SHAPE.2 {
                let leaf = app.fresh_id();
                let name = format!("Công đoàn cơ sở {p}.{u}.{g}");
                batch
                    .create(
                        &Scope::All,
                        &unit(leaf, format!("T{p:02}-{u:02}-{g:02}"), name, Some(upper), g),
                    )
                    .map_err(other)?;
                leaves.push(leaf);
            }
        }
    }
    batch.write(&tx).await.map_err(other)?;
    tx.commit().await?;
    history(&org, &uppers, &leaves).await?;
    Ok(Nation { org, uppers, leaves })
}

/// Six years of renamings and moves, each a dated act.
async fn history(org: &Organisation, uppers: &[Uuid], leaves: &[Uuid]) -> Result<(), StartError> {
    let app = &org.app;
    let tx = app.db.begin().await?;
    let mut batch = Batch::open(&tx, app.now(), &*app.entropy, "", "")
        .await
        .map_err(StartError::other)?;
    let places = leaves.iter().cycle().zip(uppers.iter().cycle().skip(7));
    for (n, (leaf, upper)) in (0..ACTS).zip(places) {
        let days = i64::try_from(n % 2_000).unwrap_or_default();
        let on: Date = date(2019, 6, 1).checked_add(days.days()).map_err(StartError::other)?;
        batch.place(*leaf, Hierarchy::Union, *upper, on);
    }
    batch.write(&tx).await.map_err(StartError::other)?;
    tx.commit().await?;
    Ok(())
}

async fn merger(nation: &Nation) -> Result<f64, StartError> {
    let org = &nation.org;
    let deed = Deed {
        org,
        actor: None,
        reason: "",
    };
    let operations = nation
        .uppers
        .chunks(2)
        .take(400)
        .filter_map(|pair| match pair {
            [from, into] => Some(Operation::Merge {
                sources: vec![*from],
                into: *into,
            }),
            _ => None,
        })
        .collect();
    let paper = Paper {
        title: "Sáp nhập 400 đơn vị".to_owned(),
        number: String::new(),
        organ: String::new(),
        signer: String::new(),
        signed_on: None,
        effective_on: date(2025, 7, 1),
        source: String::new(),
        verified: false,
        note: String::new(),
    };
    let id = reorgs::create(deed, &paper, &Plan { operations })
        .await
        .map_err(StartError::other)?;
    let read = async || {
        reorgs::find(org.app.db.read(), id)
            .await?
            .ok_or_else(|| StartError::other("act"))
    };
    reorgs::advance(deed, &read().await?, Act::Submit)
        .await
        .map_err(StartError::other)?;
    reorgs::advance(deed, &read().await?, Act::Approve { own: false })
        .await
        .map_err(StartError::other)?;
    let approved = read().await?;
    let at = now();
    reorgs::apply(deed, &approved).await.map_err(StartError::other)?;
    Ok(since(at))
}

/// Measures everything once the nation stands; warm figures are the median of nine.
pub async fn measure() -> Result<Vec<Figure>, StartError> {
    let place = Folder::fresh()?;
    let nation = nation(place.database("nation.db").await?).await?;
    let org = &nation.org;
    let today = org.today();
    let mut out = Vec::new();
    let at = now();
    let present = org.present().await?;
    out.push(Figure {
        what: "read the log and fold it (first look)",
        ms: since(at),
        bar_ms: 10_000.0,
    });
    let entries = present.log.known(None);
    let at = now();
    let history = fold(&entries).map_err(StartError::other)?;
    out.push(Figure {
        what: "replay every act",
        ms: since(at),
        bar_ms: 10_000.0,
    });
    let facts: Vec<Fact> = nation
        .leaves
        .iter()
        .map(|leaf| Fact {
            unit: *leaf,
            on: date(2022, 3, 1),
            figures: vec![50, 60],
        })
        .collect();
    let window = (date(2022, 3, 1), date(2022, 3, 8));
    for (what, lens) in [
        ("total of the nation, as it was", Lens::AsWas),
        ("total of the nation, as it is", Lens::AsIs),
        ("total of the nation, as of 1/1/2020", Lens::AsOf(date(2020, 1, 1))),
    ] {
        let tree = match lens.target(today) {
            None => present.window(Hierarchy::Union, window.0, window.1, None)?,
            Some(day) => present.tree(Hierarchy::Union, day, None)?,
        };
        let mut times = Vec::new();
        for _ in 0..9 {
            let at = now();
            let sheet = Sheet::over(&history, Arc::clone(&tree), lens, today, 2, &facts);
            times.push(since(at));
            drop(sheet);
        }
        times.sort_by(f64::total_cmp);
        out.push(Figure {
            what,
            ms: times.get(4).copied().unwrap_or_default(),
            bar_ms: 100.0,
        });
    }
    let actor = kernel::actor::Actor {
        account: ids::fresh(&SystemClock, &OsEntropy),
        name: String::new(),
        grants: vec![kernel::actor::Grant {
            role: kernel::actor::Role::UnitOfficer,
            side: None,
            unit: nation.uppers.first().copied(),
        }],
    };
    let mut times = Vec::new();
    for _ in 0..9 {
        let at = now();
        let tree = org.tree(today).await?;
        let scope = scope_of(&actor, &tree);
        let counts = organisation::people::count_members(org.app.db.read(), &scope, today).await?;
        drop(tree.sums(&counts));
        times.push(since(at));
    }
    times.sort_by(f64::total_cmp);
    out.push(Figure {
        what: "what a clerk's tree page reads (tree, scope, members)",
        ms: times.get(4).copied().unwrap_or_default(),
        bar_ms: 10.0,
    });
    out.push(Figure {
        what: "apply a merger of 400 units",
        ms: merger(&nation).await?,
        bar_ms: 10_000.0,
    });
    org.app.db.clone().close().await?;
    Ok(out)
}
