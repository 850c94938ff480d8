//! The clock is a parameter. Instants are milliseconds since 1970-01-01T00:00Z, signed.

use std::sync::atomic::{AtomicI64, Ordering};

/// An instant: milliseconds of Unix time, UTC.
pub type Millis = i64;

/// Where the program reads the time of day.
pub trait Clock: Send + Sync + 'static {
    /// Now, in milliseconds of Unix time.
    fn now(&self) -> Millis;

    /// The distance from true time when this is a rehearsal clock; the page shell shows it in a banner.
    fn rehearsal_offset(&self) -> Option<Millis> {
        None
    }

    /// Moves a rehearsal clock. A real clock refuses by doing nothing and returning `false`.
    fn move_to(&self, _now: Millis) -> bool {
        false
    }
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where time enters the program")]
    fn now(&self) -> Millis {
        jiff::Timestamp::now().as_millisecond()
    }
}

/// The machine's clock plus an offset that an administrator moves, so that organisers can rehearse a whole
/// contest week in an afternoon. Only a server started with `--rehearsal` has one.
#[derive(Debug, Default)]
pub struct RehearsalClock {
    offset: AtomicI64,
}

impl Clock for RehearsalClock {
    fn now(&self) -> Millis {
        SystemClock.now().saturating_add(self.offset.load(Ordering::Relaxed))
    }

    fn rehearsal_offset(&self) -> Option<Millis> {
        Some(self.offset.load(Ordering::Relaxed))
    }

    fn move_to(&self, now: Millis) -> bool {
        self.offset
            .store(now.saturating_sub(SystemClock.now()), Ordering::Relaxed);
        true
    }
}

/// A clock that stands still until it is told to move; for tests and for building the demo year.
#[derive(Debug)]
pub struct FixedClock {
    now: AtomicI64,
}

impl FixedClock {
    /// A clock that shows `now`.
    pub fn at(now: Millis) -> Self {
        Self {
            now: AtomicI64::new(now),
        }
    }

    /// Moves it forward by `by` milliseconds.
    pub fn advance(&self, by: Millis) {
        self.now.fetch_add(by, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Millis {
        self.now.load(Ordering::SeqCst)
    }

    fn move_to(&self, now: Millis) -> bool {
        self.now.store(now, Ordering::SeqCst);
        true
    }
}
