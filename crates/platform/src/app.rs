//! What every handler may reach: made once at the front door, or by the test kit.

use std::sync::Arc;

use kernel::actor::Role;
use kernel::clock::{Clock, Millis};
use kernel::directory::Directory;
use kernel::ids::{self, Entropy, Uuid};
use sea_orm::{DbErr, FromQueryResult};

use crate::assets::Assets;
use crate::db::{self, Db};
use crate::limit::Limits;
use crate::password::Passwords;
use crate::session::Sessions;
use crate::text::Texts;

/// Shared by every request.
#[derive(Clone)]
pub struct App {
    pub db: Db,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    pub texts: Texts,
    pub sessions: Sessions,
    pub passwords: Passwords,
    pub limits: Arc<Limits>,
    pub assets: Arc<Assets>,
    pub menu: Arc<Vec<MenuItem>>,
    pub settings: Arc<Settings>,
    /// Names units; another crate keeps them.
    pub directory: Arc<dyn Directory>,
    /// Signs form tokens and receipts; made at the first start and kept in the database.
    pub secret: [u8; 32],
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// What the operator sets.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `https://donghanh.example.vn`: written into QR codes and printed sheets; decides whether cookies are Secure.
    pub public_url: String,
    /// Believe `X-Forwarded-For` and `X-Forwarded-Proto` (behind a proxy of one's own).
    pub behind_proxy: bool,
    /// The demo year is loaded: every page says so.
    pub demo: bool,
    /// Single sign-on, when a provider is configured.
    pub oidc: Option<crate::oidc::Provider>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".to_owned(),
            behind_proxy: false,
            demo: false,
            oidc: None,
        }
    }
}

/// Who sees an item of the main menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    ByAll,
    /// Those who are not signed in; whoever is finds it in the menu under the own name.
    ByPublic,
    ByRoles(&'static [Role]),
}

/// An item of the main menu, in the order of the menu.
#[derive(Clone, Copy, Debug)]
pub struct MenuItem {
    /// Fluent key of its words.
    pub key: &'static str,
    pub href: &'static str,
    pub seen: Seen,
}

#[derive(FromQueryResult)]
struct Kept {
    value: Vec<u8>,
}

/// Reads a secret of this installation, making it at the first start.
pub async fn secret(db: &Db, entropy: &dyn Entropy, name: &str) -> Result<[u8; 32], DbErr> {
    let mut fresh = [0_u8; 32];
    entropy.fill(&mut fresh);
    let tx = db.begin().await?;
    db::exec(
        &*tx,
        "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
        vec![name.into(), fresh.to_vec().into()],
    )
    .await?;
    let kept: Option<Kept> = db::row(&*tx, "SELECT value FROM setting WHERE name = $1", vec![name.into()]).await?;
    tx.commit().await?;
    kept.and_then(|k| <[u8; 32]>::try_from(k.value.as_slice()).ok())
        .ok_or_else(|| DbErr::Custom(format!("setting {name} is not 32 bytes")))
}

impl App {
    /// Now, by the program's clock.
    pub fn now(&self) -> Millis {
        self.clock.now()
    }

    /// A fresh id.
    pub fn fresh_id(&self) -> Uuid {
        ids::fresh(&*self.clock, &*self.entropy)
    }

    /// Whether cookies are marked Secure.
    pub fn secure(&self) -> bool {
        self.settings.public_url.starts_with("https://")
    }
}
