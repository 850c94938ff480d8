//! The two languages of the pages. Vietnamese is the first and the one to fall back to.

use serde::{Deserialize, Serialize};

/// The language of a page, a document or a command-line message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Vi,
    En,
}

impl Lang {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The code as in `<html lang>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// Reads "vi", "en", "en-GB", "vi_VN.UTF-8"; nothing for any other language.
    pub fn parse(text: &str) -> Option<Self> {
        let head = text.split(['-', '_', '.']).next().unwrap_or_default();
        match head.to_ascii_lowercase().as_str() {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// `vi` in Vietnamese, `en` in English; for data that carries both.
    pub fn pick<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::En if !en.is_empty() => en,
            _ => vi,
        }
    }
}
