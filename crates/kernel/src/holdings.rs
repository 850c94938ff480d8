//! What stands on a unit? A re-organisation asks before it takes a unit away; contest, programme … answer. The front
//! door wires them, so that features never import each other.

use std::future::Future;
use std::pin::Pin;

use jiff::civil::Date;
use uuid::Uuid;

use crate::lang::Lang;

/// What becomes of something when its unit ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// Open work: the heir has it from then on.
    Heir,
    /// A fact: it stays under the unit that it happened in.
    Stays,
    /// It is over on the day.
    Ends,
}

/// A unit that is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldUnit {
    pub id: Uuid,
    /// The code that it bears on the last day before the change, for what names units by their codes; may be empty.
    pub code: String,
    /// The first day on which it bore that code: what was over before then means another unit.
    pub since: Date,
}

/// Something that a feature keeps under a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    pub unit: Uuid,
    /// In words: "bài thi của tuần đang mở".
    pub what: String,
    pub count: i64,
    /// The page that opens it; may be empty.
    pub href: String,
    pub follows: Follows,
}

/// A boxed answer; `Err` carries a sentence for the log.
pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Vec<Holding>, String>> + Send + 'a>>;

/// Answers for one feature.
pub trait Holdings: Send + Sync + 'static {
    /// What it keeps under these units, in as few statements as there are kinds of things.
    fn held_by<'a>(&'a self, units: &'a [HeldUnit], lang: Lang) -> Answer<'a>;
}
