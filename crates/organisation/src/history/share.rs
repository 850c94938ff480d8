//! Parts of a whole, exactly. No floats: what is split must add up again.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

/// A part of a whole, in lowest terms: more than nothing … the whole. Zero is allowed for "nothing of its own figures".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u64, u64)", into = "(u64, u64)")]
pub struct Share {
    part: u64,
    whole: u64,
}

/// A share that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a part of a whole")]
pub struct NotAShare;

impl TryFrom<(u64, u64)> for Share {
    type Error = NotAShare;

    fn try_from((part, whole): (u64, u64)) -> Result<Self, NotAShare> {
        Self::exact(part, whole).ok_or(NotAShare)
    }
}

impl From<Share> for (u64, u64) {
    fn from(share: Share) -> Self {
        (share.part, share.whole)
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

impl Share {
    /// All of it.
    pub const WHOLE: Self = Self { part: 1, whole: 1 };

    /// `part` of `whole`; `None` when that is more than all of it or nothing is divided.
    pub fn new(part: u32, whole: u32) -> Option<Self> {
        Self::exact(part.into(), whole.into())
    }

    /// Wider than what is written on paper: a part of a part of two written shares still fits.
    fn exact(part: u64, whole: u64) -> Option<Self> {
        if whole == 0 || part > whole {
            return None;
        }
        let by = u64::try_from(gcd(u128::from(part), u128::from(whole))).unwrap_or(1);
        Some(Self {
            part: part / by,
            whole: whole / by,
        })
    }

    /// A part that was computed; `None` when it is none, or too fine to be kept exactly.
    pub fn of(amount: Amount) -> Option<Self> {
        Self::exact(u64::try_from(amount.top).ok()?, u64::try_from(amount.bottom).ok()?)
    }

    /// Reads "60 %", "60%", "1/3", "0,25" or "60" (percent). At most four decimals.
    pub fn read(words: &str) -> Option<Self> {
        let words = words.trim();
        if let Some((part, whole)) = words.split_once('/') {
            return Self::new(part.trim().parse().ok()?, whole.trim().parse().ok()?);
        }
        let percent = words.ends_with('%');
        let number = words.trim_end_matches('%').trim().replace(',', ".");
        let (int, decimals) = number.split_once('.').unwrap_or((&number, ""));
        if decimals.len() > 4 || !decimals.chars().all(|c| c.is_ascii_digit()) || int.is_empty() {
            return None;
        }
        let scale = 10_u32.checked_pow(u32::try_from(decimals.len()).ok()?)?;
        let value = int
            .parse::<u32>()
            .ok()?
            .checked_mul(scale)?
            .checked_add(if decimals.is_empty() { 0 } else { decimals.parse().ok()? })?;
        // A bare "1" or "0,25" is a part of one only when it has decimals below one; "60" is percent.
        if !percent && int == "0" && !decimals.is_empty() {
            return Self::new(value, scale);
        }
        Self::new(value, scale.checked_mul(100)?)
    }

    /// As a multiplier.
    pub fn amount(self) -> Amount {
        Amount::ratio(i128::from(self.part), i128::from(self.whole)).unwrap_or(Amount::ZERO)
    }

    /// "60 %" or "1/3", with a decimal comma for Vietnamese readers.
    pub fn words(self, comma: bool) -> String {
        let hundredths = u128::from(self.part) * 10_000;
        if hundredths.is_multiple_of(u128::from(self.whole)) {
            let all = hundredths / u128::from(self.whole);
            let (int, rest) = (all / 100, all % 100);
            let mark = if comma { ',' } else { '.' };
            return match (rest, rest % 10) {
                (0, _) => format!("{int}\u{a0}%"),
                (_, 0) => format!("{int}{mark}{}\u{a0}%", rest / 10),
                _ => format!("{int}{mark}{rest:02}\u{a0}%"),
            };
        }
        format!("{}/{}", self.part, self.whole)
    }
}

/// An exact amount: a whole number, or a fraction where a share has divided one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    top: i128,
    bottom: i128,
}

impl Default for Amount {
    fn default() -> Self {
        Self::ZERO
    }
}

impl From<i64> for Amount {
    fn from(whole: i64) -> Self {
        Self {
            top: i128::from(whole),
            bottom: 1,
        }
    }
}

impl Amount {
    pub const ZERO: Self = Self { top: 0, bottom: 1 };

    /// `top / bottom` in lowest terms; `None` when nothing is divided or the numbers are too large.
    pub fn ratio(top: i128, bottom: i128) -> Option<Self> {
        if bottom <= 0 {
            return None;
        }
        let by = i128::try_from(gcd(top.unsigned_abs(), bottom.unsigned_abs())).ok()?;
        Some(Self {
            top: top / by,
            bottom: bottom / by,
        })
    }

    /// The sum; `None` when the numbers get too large to be exact.
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.bottom == other.bottom {
            let top = self.top.checked_add(other.top)?;
            return if self.bottom == 1 {
                Some(Self { top, bottom: 1 })
            } else {
                Self::ratio(top, self.bottom)
            };
        }
        let left = self.top.checked_mul(other.bottom)?;
        let right = other.top.checked_mul(self.bottom)?;
        Self::ratio(left.checked_add(right)?, self.bottom.checked_mul(other.bottom)?)
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self {
            top: other.top.checked_neg()?,
            bottom: other.bottom,
        })
    }

    /// The product.
    pub fn times(self, other: Self) -> Option<Self> {
        Self::ratio(self.top.checked_mul(other.top)?, self.bottom.checked_mul(other.bottom)?)
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.top == 0
    }

    /// The number when it is whole.
    pub fn whole(self) -> Option<i64> {
        (self.bottom == 1).then(|| i64::try_from(self.top).ok()).flatten()
    }

    /// In hundredths, rounded half up; for showing.
    pub fn hundredths(self) -> i64 {
        let doubled = self.top.saturating_mul(200).saturating_add(self.bottom);
        i64::try_from(doubled.div_euclid(self.bottom.saturating_mul(2))).unwrap_or(i64::MAX)
    }

    /// `self / of` in thousandths of a percent, rounded half up; `None` when there is nothing to divide by.
    pub fn share_of(self, of: Self) -> Option<i64> {
        if of.top <= 0 {
            return None;
        }
        let top = self.top.checked_mul(of.bottom)?.checked_mul(200_000)?;
        let bottom = of.top.checked_mul(self.bottom)?;
        i64::try_from(top.checked_add(bottom)?.div_euclid(bottom.checked_mul(2)?)).ok()
    }

    /// The mean `self / of` in thousandths, rounded half up.
    pub fn mean_of(self, of: Self) -> Option<i64> {
        self.share_of(of).map(|milli_percent| milli_percent / 100)
    }
}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> Ordering {
        match self.minus(*other) {
            Some(difference) => difference.top.cmp(&0),
            None => (self.top / self.bottom).cmp(&(other.top / other.bottom)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_as_people_write_them() {
        for (words, part, whole) in [
            ("60 %", 3, 5),
            ("1/3", 1, 3),
            ("0,25", 1, 4),
            ("12,5%", 1, 8),
            ("100", 1, 1),
            ("0", 0, 1),
        ] {
            assert_eq!(Share::read(words), Share::new(part, whole), "{words}");
        }
        for words in ["", "120", "-5", "4/3", "1/0", "nửa", "1,23456%"] {
            assert_eq!(Share::read(words), None, "{words}");
        }
        assert_eq!(Share::read("12,5").unwrap().words(true), "12,5\u{a0}%");
        assert_eq!(Share::new(1, 3).unwrap().words(true), "1/3");
    }

    #[test]
    fn parts_add_up_to_the_whole() {
        let seven = Amount::from(7);
        let third = Share::new(1, 3).unwrap().amount();
        let part = seven.times(third).unwrap();
        assert_eq!(part.whole(), None);
        assert_eq!(part.hundredths(), 233);
        assert_eq!(part.plus(part).unwrap().plus(part).unwrap().whole(), Some(7));
        assert_eq!(Amount::from(2).share_of(Amount::from(3)), Some(66_667));
        assert_eq!(Amount::from(2).share_of(Amount::ZERO), None);
    }
}
