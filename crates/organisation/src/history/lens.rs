//! How a report looks at units that have changed since.

use jiff::civil::Date;

/// Through which organisation the facts are seen. The facts are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lens {
    /// Each fact under the unit that reported it, where it stood then.
    #[default]
    AsWas,
    /// Restated to the units of today.
    AsIs,
    /// Restated to the units of a day.
    AsOf(Date),
}

impl Lens {
    /// As written in addresses and kept: "as_was", "as_is", "2025-07-01".
    pub fn code(self) -> String {
        match self {
            Self::AsWas => "as_was".to_owned(),
            Self::AsIs => "as_is".to_owned(),
            Self::AsOf(date) => date.to_string(),
        }
    }

    /// Reads what [`Lens::code`] wrote.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "as_was" => Some(Self::AsWas),
            "as_is" => Some(Self::AsIs),
            date => date.parse().ok().map(Self::AsOf),
        }
    }

    /// The day to whose units the facts are restated; none for [`Lens::AsWas`].
    pub const fn target(self, today: Date) -> Option<Date> {
        match self {
            Self::AsWas => None,
            Self::AsIs => Some(today),
            Self::AsOf(date) => Some(date),
        }
    }
}
