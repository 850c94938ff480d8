//! Sums of money that keep "not stated" apart from zero.

use kernel::actor::Side;
use kernel::money::Dong;

use crate::activity::FundingShare;

/// The sum left 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sum of money leaves 64 bits")]
pub struct Overflow;

/// A sum of which parts may be unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Sum of what is stated; nothing when no share states an amount.
    pub stated: Option<Dong>,
    /// How many shares state none.
    pub unstated: usize,
}

impl Total {
    /// Adds one share.
    pub fn add(&mut self, amount: Option<Dong>) -> Result<(), Overflow> {
        match amount {
            Some(amount) => {
                let before = self.stated.unwrap_or_default();
                self.stated = Some(before.checked_add(amount).ok_or(Overflow)?);
            }
            None => self.unstated += 1,
        }
        Ok(())
    }

    /// No share at all.
    pub const fn is_nothing(&self) -> bool {
        self.stated.is_none() && self.unstated == 0
    }
}

/// Planned and spent of one side, or of both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Money {
    pub planned: Total,
    pub spent: Total,
}

impl Money {
    /// Spent of planned in whole percent, rounded down; nothing when an amount is missing or nothing is planned.
    pub fn percent_spent(&self) -> Option<i64> {
        let (Some(planned), Some(spent)) = (self.planned.stated, self.spent.stated) else {
            return None;
        };
        if self.planned.unstated > 0 || self.spent.unstated > 0 || planned.0 <= 0 {
            return None;
        }
        i64::try_from(i128::from(spent.0) * 100 / i128::from(planned.0)).ok()
    }
}

/// Sums the shares of one side, or of both when `side` is nothing.
pub fn sum<'a>(shares: impl IntoIterator<Item = &'a FundingShare>, side: Option<Side>) -> Result<Money, Overflow> {
    let mut money = Money::default();
    for share in shares {
        if side.is_none_or(|side| side == share.side) {
            money.planned.add(share.amount)?;
            money.spent.add(share.spent)?;
        }
    }
    Ok(money)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activity::FundingSource;
    use crate::plan::Words;

    fn share(side: Side, amount: Option<i64>, spent: Option<i64>) -> FundingShare {
        FundingShare {
            side,
            source: FundingSource::Other,
            words: Words::default(),
            amount: amount.map(Dong),
            spent: spent.map(Dong),
        }
    }

    #[test]
    fn absent_money_is_never_zero() {
        let nothing_said = sum(&[share(Side::A, None, None)], None).unwrap();
        assert_eq!(
            nothing_said.planned,
            Total {
                stated: None,
                unstated: 1
            }
        );
        let zero = sum(&[share(Side::A, Some(0), Some(0))], None).unwrap();
        assert_eq!(
            zero.planned,
            Total {
                stated: Some(Dong(0)),
                unstated: 0
            }
        );
        assert!(
            sum(&[share(Side::B, None, None)], Some(Side::A))
                .unwrap()
                .planned
                .is_nothing()
        );
    }

    #[test]
    fn a_share_of_spending_needs_every_amount() {
        let known = [
            share(Side::A, Some(300), Some(100)),
            share(Side::A, Some(100), Some(50)),
        ];
        assert_eq!(sum(&known, None).unwrap().percent_spent(), Some(37));
        let partly = [share(Side::A, Some(300), Some(100)), share(Side::A, None, None)];
        let money = sum(&partly, None).unwrap();
        assert_eq!((money.planned.stated, money.planned.unstated), (Some(Dong(300)), 1));
        assert_eq!(money.percent_spent(), None);
    }

    #[test]
    fn sums_are_checked() {
        let huge = [share(Side::A, Some(i64::MAX), None), share(Side::A, Some(1), None)];
        assert_eq!(sum(&huge, None), Err(Overflow));
    }
}
