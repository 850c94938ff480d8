//! Identifiers: UUIDv7, never reused, made from the clock and an entropy source that are both parameters.

use std::sync::{Mutex, PoisonError};

use rand::rand_core::Rng as _;
use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::SeedableRng as _;
pub use uuid::Uuid;

use crate::clock::{Clock, Millis};

/// A source of random bytes.
pub trait Entropy: Send + Sync + 'static {
    /// Fills `out` with random bytes.
    fn fill(&self, out: &mut [u8]);
}

/// The operating system's generator; for ids, tokens and codes.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where randomness enters the program"
    )]
    fn fill(&self, out: &mut [u8]) {
        rand::rng().fill_bytes(out);
    }
}

/// A generator that repeats itself from a seed; for tests and the demo year.
#[derive(Debug)]
pub struct SeededEntropy(Mutex<ChaCha12Rng>);

impl SeededEntropy {
    /// The same seed gives the same bytes on every machine.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(ChaCha12Rng::seed_from_u64(seed)))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, out: &mut [u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(out);
    }
}

/// Makes a UUIDv7 for the instant `now`.
pub fn uuid_at(now: Millis, entropy: &dyn Entropy) -> Uuid {
    let mut random = [0_u8; 10];
    entropy.fill(&mut random);
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(now).unwrap_or_default(), &random).into_uuid()
}

/// A fresh id from a clock and an entropy source.
pub fn fresh(clock: &dyn Clock, entropy: &dyn Entropy) -> Uuid {
    uuid_at(clock.now(), entropy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time_and_repeat_from_a_seed() {
        let (a, b) = (SeededEntropy::new(7), SeededEntropy::new(7));
        let first = uuid_at(1_000, &a);
        assert_eq!(first, uuid_at(1_000, &b));
        assert!(first < uuid_at(2_000, &a));
        assert_eq!(first.get_version_num(), 7);
    }
}
