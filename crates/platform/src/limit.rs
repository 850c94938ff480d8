//! Rate limits by act and by who does it. Offices share one address, so an address alone never bars a person:
//! limits by address are wide, limits by account are what a human could do.

use std::num::NonZeroU32;

use governor::clock::{Clock as _, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use kernel::clock::Millis;
use quick_cache::sync::Cache;

use crate::account;

/// An act with a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Sign-in attempts from one address: a whole ministry may sit behind it.
    SignInFromAddress,
    /// Sign-in attempts on one name.
    SignInOnName,
    /// Saving answers by one account.
    SaveAnswer,
    /// Uploading files by one account.
    Upload,
    /// Everything else that writes, by one account.
    Write,
}

type Keyed = RateLimiter<String, HashMapStateStore<String>, DefaultClock>;

/// The limiters, in memory of this process.
#[derive(Debug)]
pub struct Limits {
    acts: Vec<(Act, Keyed)>,
    clock: DefaultClock,
    /// Wrong passwords on names that nobody has: count and end of the rest. Bounded, the least used go first.
    strangers: Cache<String, (i64, Millis)>,
}

const fn per(act: Act) -> (u32, u32) {
    // (a minute, at once)
    match act {
        Act::SignInFromAddress => (600, 300),
        Act::SignInOnName => (20, 10),
        Act::SaveAnswer => (1_200, 300),
        Act::Upload => (30, 15),
        Act::Write => (240, 120),
    }
}

impl Limits {
    /// The limits of [`Act`]; `factor` widens all of them (1 in service, large in load tests).
    pub fn new(factor: u32) -> Self {
        let all = [
            Act::SignInFromAddress,
            Act::SignInOnName,
            Act::SaveAnswer,
            Act::Upload,
            Act::Write,
        ];
        let count = |n: u32| NonZeroU32::new(n.saturating_mul(factor)).unwrap_or(NonZeroU32::MIN);
        let acts = all
            .into_iter()
            .map(|act| {
                let (minute, burst) = per(act);
                (
                    act,
                    RateLimiter::hashmap(Quota::per_minute(count(minute)).allow_burst(count(burst))),
                )
            })
            .collect();
        Self {
            acts,
            clock: DefaultClock::default(),
            strangers: Cache::new(50_000),
        }
    }

    /// Takes one from the allowance; `Err` carries the seconds to wait.
    pub fn take(&self, act: Act, who: &str) -> Result<(), u32> {
        let Some((_, limiter)) = self.acts.iter().find(|(a, _)| *a == act) else {
            return Ok(());
        };
        limiter.check_key(&who.to_owned()).map_err(|until| {
            let wait = until.wait_time_from(self.clock.now()).as_secs().saturating_add(1);
            u32::try_from(wait).unwrap_or(60)
        })
    }

    /// Until when a name that nobody has rests; 0 = it does not.
    pub fn stranger_rests_until(&self, name: &str) -> Millis {
        self.strangers.get(name).map_or(0, |(_, until)| until)
    }

    /// Counts a wrong password on a name that nobody has, by the rule of accounts.
    pub fn count_stranger(&self, name: &str, now: Millis) {
        let before = self.strangers.get(name).map_or(0, |(failed, _)| failed);
        self.strangers.insert(name.to_owned(), account::rest_after(now, before));
    }

    /// Drops what is no longer needed; called by the housekeeping task.
    pub fn sweep(&self) {
        for (_, limiter) in &self.acts {
            limiter.retain_recent();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_burst_is_allowed_and_then_told_to_wait() {
        let limits = Limits::new(1);
        for _ in 0..10 {
            assert!(limits.take(Act::SignInOnName, "a").is_ok());
        }
        assert!(limits.take(Act::SignInOnName, "a").is_err_and(|s| s >= 1));
        assert!(limits.take(Act::SignInOnName, "b").is_ok());
    }
}
