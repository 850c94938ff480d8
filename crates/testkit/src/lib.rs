//! For tests only: databases of both engines, an application with a fixed clock and repeatable ids, a visitor that
//! keeps its cookies.

#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    clippy::missing_panics_doc,
    reason = "a test that cannot be set up must stop loudly"
)]

mod databases;
mod visitor;

pub use databases::{Databases, on_both};
pub use visitor::{Answer, Visitor};

use std::sync::Arc;

use kernel::clock::{Clock as _, FixedClock, Millis};
use kernel::ids::SeededEntropy;
use platform::app::{App, Settings};
use platform::db::Db;
use platform::limit::Limits;
use platform::migrate::{self, Migration};
use platform::password::Passwords;
use platform::text::{Source, Texts};

/// Monday, 2/11/2026, 9:00 in Viet Nam: "now" of every test unless it moves the clock.
pub const NOW: Millis = 1_793_584_800_000;

/// An application over `db`, migrated, with the clock at [`NOW`].
pub async fn app(db: Db, migrations: &[Migration], texts: &[Source]) -> (App, Arc<FixedClock>) {
    let clock = Arc::new(FixedClock::at(NOW));
    migrate::run(&db, &*clock, migrations).await.expect("migrations");
    let entropy = Arc::new(SeededEntropy::new(20_261_102));
    let secret = platform::app::secret(&db, &*entropy, "secret").await.expect("secret");
    let app = App {
        clock: clock.clone(),
        entropy,
        texts: Texts::load(texts).expect("texts"),
        sessions: platform::session::Sessions::default(),
        // The cheapest argon2 there is: tests sign in hundreds of times.
        passwords: Passwords::new(2, 8, 1),
        limits: Arc::new(Limits::new(1_000)),
        assets: Arc::default(),
        menu: Arc::default(),
        settings: Arc::new(Settings::default()),
        directory: Arc::new(kernel::directory::NoUnits),
        secret,
        db,
    };
    debug_assert_eq!(app.now(), clock.now());
    (app, clock)
}

/// An account with a password, as an administrator would have made it.
pub async fn account(
    app: &App,
    name: &str,
    signin: &str,
    password: &str,
    grants: &[kernel::actor::Grant],
) -> uuid::Uuid {
    let id = app.fresh_id();
    let hash = app.passwords.hash(password, &*app.entropy).await.expect("hash");
    let tx = app.db.begin().await.expect("begin");
    platform::account::create(&tx, app.now(), id, name, false)
        .await
        .expect("create");
    platform::account::add_name(&tx, id, platform::account::NameKind::User, signin)
        .await
        .expect("name");
    platform::account::set_password(&tx, id, &hash, false)
        .await
        .expect("password");
    for grant in grants {
        platform::account::grant(&tx, app.now(), app.fresh_id(), id, *grant, None)
            .await
            .expect("grant");
    }
    tx.commit().await.expect("commit");
    app.sessions.forget_all();
    id
}
