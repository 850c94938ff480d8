//! The nation of a measurement: its units with six years of acts, people, confirmations, and two who look at it.

use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use kernel::actor::{Grant, Role};
use kernel::clock::SystemClock;
use kernel::ids::OsEntropy;
use kernel::time::HOUR;
use organisation::history::Hierarchy;
use organisation::store::members::{self, NewPerson};
use organisation::unit::{UnitKind, UnitLevel};
use organisation::units::{Batch, NewUnit};
use organisation::{Organisation, Scope};
use platform::app::Settings;
use platform::db::{self, Db};
use platform::migrate;
use platform::password::Passwords;
use uuid::Uuid;
use vietnamese::name::FullName;

use crate::wire::{self, House, Parts, StartError};

/// Provinces, upper units in each, grassroots units in each of those: 34 × 30 × 28 and their heads.
const SHAPE: (usize, usize, usize) = (34, 30, 28);
/// Acts of six years: renamings and moves.
const ACTS: usize = 15_000;
/// Quarters of which every grassroots unit has confirmed a headcount.
const QUARTERS: i32 = 24;

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

/// What is measured.
pub(super) struct Nation {
    pub house: House,
    pub uppers: Vec<Uuid>,
    pub leaves: Vec<Uuid>,
    /// Cookies of an officer of one upper unit, and of an organiser who sees everything.
    pub clerk: String,
    pub organiser: String,
    /// An upper unit that no merger of the measurement touches; the clerk's.
    pub own: Uuid,
}

/// Founds it.
pub(super) async fn nation(db: Db, people: usize) -> Result<Nation, StartError> {
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
    let house = House::new(app).await?;
    let (app, org) = (&house.app, &house.org);
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
    history(org, &uppers, &leaves).await?;
    everybody(org, &leaves, people).await?;
    confirmations(org, &leaves).await?;
    let own = uppers.last().copied().unwrap_or(root);
    let clerk = looker(&house, Role::UnitOfficer, Some(own)).await?;
    let organiser = looker(&house, Role::Organiser, None).await?;
    Ok(Nation {
        house,
        uppers,
        leaves,
        clerk,
        organiser,
        own,
    })
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

async fn everybody(org: &Organisation, leaves: &[Uuid], people: usize) -> Result<(), StartError> {
    let app = &org.app;
    let name = FullName::parse("Nguyễn Thị Đo Máy").map_err(StartError::other)?;
    let people: Vec<NewPerson> = (0..people)
        .zip(leaves.iter().cycle())
        .map(|(number, unit)| NewPerson {
            id: app.fresh_id(),
            member_number: format!("DM-{number:07}"),
            name: name.clone(),
            given_override: None,
            sex: Some(if number % 2 == 0 { "female" } else { "male" }),
            birth_date: Some(date(1980, 5, 1)),
            phone: None,
            email: None,
            post: None,
            unit: *unit,
            from: date(2019, 1, 1),
            demo: true,
        })
        .collect();
    for part in people.chunks(50_000) {
        let tx = app.db.begin().await?;
        members::create_many(&tx, app.now(), &*app.entropy, &Scope::All, part)
            .await
            .map_err(StartError::other)?;
        tx.commit().await?;
    }
    Ok(())
}

/// Every grassroots unit every quarter, straight into the table: the way of an officer takes a statement each.
async fn confirmations(org: &Organisation, leaves: &[Uuid]) -> Result<(), StartError> {
    let app = &org.app;
    for quarter in 0..QUARTERS {
        let on: Date = date(2019, 3, 31)
            .checked_add((quarter * 3).months())
            .map_err(StartError::other)?;
        let tx = app.db.begin().await?;
        for part in leaves.chunks(100) {
            let rows: Vec<String> = (0..part.len())
                .map(|n| {
                    let (id, unit) = (n * 2 + 1, n * 2 + 2);
                    format!(
                        "(${id}, ${unit}, '{on}', 'confirmed', 60, 50, 30, 25, 'do may', {})",
                        app.now()
                    )
                })
                .collect();
            let values = part
                .iter()
                .flat_map(|unit| [app.fresh_id().into(), (*unit).into()])
                .collect();
            let sql = format!(
                "INSERT INTO headcount (id, unit_id, on_date, state, staff, members, women_staff, women_members, source,
                                        confirmed_at) VALUES {}",
                rows.join(",")
            );
            db::exec(&*tx, &sql, values).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Somebody with a role and a session.
async fn looker(house: &House, role: Role, unit: Option<Uuid>) -> Result<String, StartError> {
    let app = &house.app;
    let (id, now) = (app.fresh_id(), app.now());
    let tx = app.db.begin().await?;
    platform::account::create(&tx, now - HOUR, id, "Người đo", false).await?;
    db::exec(
        &*tx,
        "UPDATE account SET must_change = $1 WHERE id = $2",
        vec![false.into(), id.into()],
    )
    .await?;
    let grant = Grant { role, side: None, unit };
    platform::account::grant(&tx, now - HOUR, app.fresh_id(), id, grant, None).await?;
    let cookie = app
        .sessions
        .start(&tx, now, &*app.entropy, id, ("bench", "127.0.0.1"), false)
        .await?;
    tx.commit().await?;
    Ok(cookie)
}
