//! Passwords: argon2id on a bounded pool, so that a storm of sign-ins queues instead of taking both cores.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use kernel::ids::Entropy;
use tokio::sync::Semaphore;

/// How many sign-ins may wait before new ones are told to come back.
const WAITING_ROOM: usize = 200;

/// Why a password could not be hashed or checked.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// The waiting room is full; try again after the seconds given.
    #[error("too many sign-ins are waiting")]
    Busy { retry_after_s: u32 },
    #[error("the password could not be hashed: {0}")]
    Hash(String),
}

/// Hashes and checks passwords, at most one per core at a time.
#[derive(Clone, Debug)]
pub struct Passwords {
    seats: Arc<Semaphore>,
    room: Arc<Semaphore>,
    params: Params,
}

impl Passwords {
    /// `memory_kib` and `passes` are argon2id's cost: OWASP's floor is 19,456 KiB and 2 passes. Tests take less.
    pub fn new(seats: usize, memory_kib: u32, passes: u32) -> Self {
        let params = Params::new(memory_kib, passes, 1, None).unwrap_or_default();
        Self {
            seats: Arc::new(Semaphore::new(seats.max(1))),
            room: Arc::new(Semaphore::new(WAITING_ROOM)),
            params,
        }
    }

    fn engine(&self) -> Argon2<'static> {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params.clone())
    }

    async fn seated<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, PasswordError> {
        let _place = self
            .room
            .try_acquire()
            .map_err(|_| PasswordError::Busy { retry_after_s: 10 })?;
        let _seat = self
            .seats
            .acquire()
            .await
            .map_err(|e| PasswordError::Hash(e.to_string()))?;
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|e| PasswordError::Hash(e.to_string()))
    }

    /// The PHC string to keep for a new password.
    pub async fn hash(&self, password: &str, entropy: &dyn Entropy) -> Result<String, PasswordError> {
        let mut salt = [0_u8; 16];
        entropy.fill(&mut salt);
        let (engine, password) = (self.engine(), password.to_owned());
        self.seated(move || {
            engine
                .hash_password_with_salt(password.as_bytes(), &salt)
                .map(|hash| hash.to_string())
                .map_err(|e| PasswordError::Hash(e.to_string()))
        })
        .await?
    }

    /// Whether `password` is the one kept. With no hash it takes as long as with one, so that nobody can tell
    /// from the time whether an account exists.
    pub async fn verify(&self, password: &str, kept: Option<&str>) -> Result<bool, PasswordError> {
        let (engine, password, kept) = (self.engine(), password.to_owned(), kept.map(str::to_owned));
        self.seated(
            move || match kept.as_deref().and_then(|text| PasswordHash::new(text).ok()) {
                Some(hash) => engine.verify_password(password.as_bytes(), &hash).is_ok(),
                None => {
                    let _spent = engine.hash_password_with_salt(password.as_bytes(), b"no such account!");
                    false
                }
            },
        )
        .await
    }
}
