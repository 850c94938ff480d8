//! Money is whole đồng in 64 bits; every sum is checked.

use serde::{Deserialize, Serialize};

/// An amount in đồng.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dong(pub i64);

impl Dong {
    /// The sum, or nothing when it leaves 64 bits.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// The product with a count, or nothing when it leaves 64 bits.
    pub const fn checked_mul(self, count: i64) -> Option<Self> {
        match self.0.checked_mul(count) {
            Some(product) => Some(Self(product)),
            None => None,
        }
    }
}
