//! What a unit is called, for those parts of the program that only name units and must not know how they are kept.

use std::any::Any;
use std::future::Future;
use std::pin::Pin;

use uuid::Uuid;

/// A boxed answer; `Err` carries a sentence for the log.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, String>> + Send + 'a>>;

/// Names units.
pub trait Directory: Send + Sync + 'static {
    /// What it keeps in memory, for the room that it comes from: a nation's log is read once, not once for each asker.
    fn kept(&self) -> Option<&dyn Any> {
        None
    }

    /// What the unit is called today, or was called last.
    fn name(&self, unit: Uuid) -> Answer<'_, Option<String>>;

    /// The unit that bears the code today.
    fn by_code<'a>(&'a self, code: &'a str) -> Answer<'a, Option<Uuid>>;
}

/// For programs without units: tests of the lower floors.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoUnits;

impl Directory for NoUnits {
    fn name(&self, _unit: Uuid) -> Answer<'_, Option<String>> {
        Box::pin(async { Ok(None) })
    }

    fn by_code<'a>(&'a self, _code: &'a str) -> Answer<'a, Option<Uuid>> {
        Box::pin(async { Ok(None) })
    }
}
