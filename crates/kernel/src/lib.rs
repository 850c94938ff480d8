//! Floor 1 of the house: the words every feature shares. Ids, the clock, time windows, money, actors,
//! evidence and dated legal facts. No I/O except the two doors to the outside, [`clock::SystemClock`] and
//! [`ids::OsEntropy`], which are taken once, at the front door, and handed down as parameters.

pub mod actor;
pub mod clock;
pub mod directory;
pub mod evidence;
pub mod fuzzy;
pub mod holdings;
pub mod ids;
pub mod lang;
pub mod legal;
pub mod money;
pub mod time;
