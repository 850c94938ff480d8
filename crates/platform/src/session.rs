//! Sessions: a random token in a cookie, its hash in our table, a small cache in front.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::actor::Actor;
use kernel::clock::Millis;
use kernel::ids::{self, Entropy};
use kernel::time::{DAY, MINUTE, SECOND};
use quick_cache::sync::Cache;
use sea_orm::{DbErr, FromQueryResult};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::account;
use crate::db::{self, Db, Tx};

/// How long a session lives without being used, and how long a cached one is believed.
const IDLE: Millis = 7 * DAY;
const FRESH: Millis = 20 * SECOND;
const SEEN_EVERY: Millis = 10 * MINUTE;

/// A session in use.
#[derive(Clone, Debug)]
pub struct Session {
    pub id: Uuid,
    pub token_hash: [u8; 32],
    pub actor: Arc<Actor>,
    pub must_change: bool,
    /// The form token of this account, computed at the first need.
    pub(crate) csrf: OnceLock<String>,
    loaded_at: Millis,
    generation: u64,
    expires_at: Millis,
}

/// A session as its owner sees it in the list.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SessionRow {
    pub id: Uuid,
    pub created_at: i64,
    pub seen_at: i64,
    pub expires_at: i64,
    pub agent: String,
    pub address: String,
}

#[derive(FromQueryResult)]
struct Kept {
    id: Uuid,
    account_id: Uuid,
    seen_at: i64,
    expires_at: i64,
    must_change: bool,
}

/// The store with its cache. After a revocation, grant or password change call [`Sessions::forget_all`].
#[derive(Clone, Debug)]
pub struct Sessions {
    cache: Arc<Cache<[u8; 32], Arc<Session>>>,
    generation: Arc<AtomicU64>,
}

impl Default for Sessions {
    fn default() -> Self {
        // 200,000 members in the last hour; an entry is about 300 bytes, taken only when used.
        Self {
            cache: Arc::new(Cache::new(200_000)),
            generation: Arc::default(),
        }
    }
}

/// SHA-256 of a token.
pub fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

impl Sessions {
    /// Starts a session; returns the token for the cookie.
    pub async fn start(
        &self,
        tx: &Tx,
        now: Millis,
        entropy: &dyn Entropy,
        account: Uuid,
        (agent, address): (&str, &str),
        must_change: bool,
    ) -> Result<String, DbErr> {
        let mut secret = [0_u8; 32];
        entropy.fill(&mut secret);
        let token = URL_SAFE_NO_PAD.encode(secret);
        let agent: String = agent.chars().take(200).collect();
        db::exec(
            &**tx,
            "INSERT INTO session (token_hash, id, account_id, created_at, seen_at, expires_at, agent, address, must_change)
             VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8)",
            vec![
                hash(&token).to_vec().into(),
                ids::uuid_at(now, entropy).into(),
                account.into(),
                now.into(),
                now.saturating_add(IDLE).into(),
                agent.into(),
                address.into(),
                must_change.into(),
            ],
        )
        .await?;
        Ok(token)
    }

    /// The session behind a cookie, if it is still good. Reading writes nothing, except that once in ten minutes
    /// the time of the last use is kept.
    pub async fn find(&self, db: &Db, now: Millis, token: &str) -> Result<Option<Arc<Session>>, DbErr> {
        let token_hash = hash(token);
        let generation = self.generation.load(Ordering::Acquire);
        if let Some(hit) = self.cache.get(&token_hash) {
            // The clock can also be moved back (rehearsal): then look again.
            let age = now.saturating_sub(hit.loaded_at);
            if hit.generation == generation && (0..FRESH).contains(&age) && now < hit.expires_at {
                return Ok(Some(hit));
            }
        }
        let kept: Option<Kept> = db::row(
            db.read(),
            "SELECT id, account_id, seen_at, expires_at, must_change FROM session
             WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > $2",
            vec![token_hash.to_vec().into(), now.into()],
        )
        .await?;
        let Some(mut kept) = kept else {
            self.cache.remove(&token_hash);
            return Ok(None);
        };
        let Some(owner) = account::by_id(db.read(), kept.account_id)
            .await?
            .filter(|a| !a.disabled)
        else {
            return Ok(None);
        };
        if now.saturating_sub(kept.seen_at) > SEEN_EVERY {
            kept.seen_at = now;
            kept.expires_at = now.saturating_add(IDLE);
            let tx = db.begin().await?;
            db::exec(
                &*tx,
                "UPDATE session SET seen_at = $2, expires_at = $3 WHERE token_hash = $1",
                vec![token_hash.to_vec().into(), now.into(), kept.expires_at.into()],
            )
            .await?;
            tx.commit().await?;
        }
        let session = Arc::new(Session {
            id: kept.id,
            token_hash,
            actor: Arc::new(account::actor(db.read(), now, &owner).await?),
            must_change: kept.must_change && owner.must_change,
            csrf: OnceLock::new(),
            loaded_at: now,
            generation,
            expires_at: kept.expires_at,
        });
        self.cache.insert(token_hash, Arc::clone(&session));
        Ok(Some(session))
    }

    /// Makes every cached session be read again.
    pub fn forget_all(&self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
    }

    /// The sessions of an account, newest use first.
    pub async fn list(&self, db: &Db, now: Millis, account: Uuid) -> Result<Vec<SessionRow>, DbErr> {
        db::rows(
            db.read(),
            "SELECT id, created_at, seen_at, expires_at, agent, address FROM session
             WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2 ORDER BY seen_at DESC",
            vec![account.into(), now.into()],
        )
        .await
    }

    /// Ends one session of an account; call [`Sessions::forget_all`] after the commit.
    pub async fn revoke(&self, tx: &Tx, now: Millis, account: Uuid, session: Uuid) -> Result<bool, DbErr> {
        let touched = db::exec(
            &**tx,
            "UPDATE session SET revoked_at = $3 WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL",
            vec![account.into(), session.into(), now.into()],
        )
        .await?;
        Ok(touched == 1)
    }

    /// Ends every session of an account except `keep`.
    pub async fn revoke_all(&self, tx: &Tx, now: Millis, account: Uuid, keep: Option<Uuid>) -> Result<(), DbErr> {
        db::exec(
            &**tx,
            "UPDATE session SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL AND id <> $3",
            vec![account.into(), now.into(), keep.unwrap_or_default().into()],
        )
        .await?;
        Ok(())
    }
}
