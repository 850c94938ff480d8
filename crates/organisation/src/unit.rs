//! What a unit is: its kind and its level, as data that pages translate and files spell out.

use serde::{Deserialize, Serialize};
use vietnamese::fold::fold;

use crate::history::Hierarchy;

/// What sort of body a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum UnitKind {
    /// The union as a whole, at the head of the tree.
    Union,
    /// The union of a ministry or a central agency.
    Ministry,
    /// The union of the civil servants of a province.
    Province,
    /// A grassroots union (công đoàn cơ sở).
    Grassroots,
    /// A part of a grassroots union (công đoàn bộ phận).
    Section,
    /// A union group (tổ công đoàn).
    Group,
    /// Anything else.
    Other,
    /// A ministry or a central agency itself (not its union).
    Body,
    /// The country or a province itself.
    Territory,
    /// An emulation block (khối thi đua).
    Block,
}

impl UnitKind {
    /// Every kind, in the order it is offered.
    pub const ALL: [Self; 10] = [
        Self::Union,
        Self::Ministry,
        Self::Province,
        Self::Grassroots,
        Self::Section,
        Self::Group,
        Self::Other,
        Self::Body,
        Self::Territory,
        Self::Block,
    ];

    /// As kept in the database; the words are `org-kind-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Union => "union",
            Self::Ministry => "ministry",
            Self::Province => "province",
            Self::Grassroots => "grassroots",
            Self::Section => "section",
            Self::Group => "group",
            Self::Other => "other",
            Self::Body => "body",
            Self::Territory => "territory",
            Self::Block => "block",
        }
    }

    /// The hierarchy in which units of this kind stand when nothing puts them elsewhere.
    pub const fn line(self) -> Hierarchy {
        match self {
            Self::Body => Hierarchy::Ministry,
            Self::Territory => Hierarchy::Territory,
            Self::Block => Hierarchy::Block,
            _ => Hierarchy::Union,
        }
    }

    /// Reads what [`UnitKind::code`] wrote; anything else is [`UnitKind::Other`].
    pub fn parse(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|kind| kind.code() == code)
            .unwrap_or(Self::Other)
    }

    /// Reads what lists say: "Công đoàn cơ sở", "CĐCS".
    pub fn read(words: &str) -> Option<Self> {
        let kind = match fold(words).as_str() {
            "cong doan nganh trung uong" | "cong doan nganh" | "central union" | "union" => Self::Union,
            "cong doan bo, co quan trung uong" | "cong doan bo" | "cong doan bo nganh" | "ministry union" => {
                Self::Ministry
            }
            "cong doan vien chuc tinh" | "cong doan vien chuc tinh, thanh pho" | "province union" => Self::Province,
            "cong doan co so" | "cdcs" | "grassroots union" => Self::Grassroots,
            "cong doan bo phan" | "cdbp" | "section" | "union section" => Self::Section,
            "to cong doan" | "to" | "group" | "union group" => Self::Group,
            "khac" | "other" => Self::Other,
            "bo, nganh, co quan trung uong" | "bo, co quan trung uong" | "bo" | "ministry or agency" => Self::Body,
            "dia ban" | "tinh, thanh pho" | "province or city" | "territory" => Self::Territory,
            "khoi thi dua" | "emulation block" => Self::Block,
            _ => return None,
        };
        Some(kind)
    }
}

/// On which of the levels of the union a unit stands (Luật Công đoàn 50/2024/QH15, Điều 8), and the two below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum UnitLevel {
    Central,
    Province,
    Upper,
    Grassroots,
    Below,
}

impl UnitLevel {
    /// Every level, from the top.
    pub const ALL: [Self; 5] = [
        Self::Central,
        Self::Province,
        Self::Upper,
        Self::Grassroots,
        Self::Below,
    ];

    /// As kept in the database; the words are `org-level-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Central => "central",
            Self::Province => "province",
            Self::Upper => "upper",
            Self::Grassroots => "grassroots",
            Self::Below => "below",
        }
    }

    /// Reads what [`UnitLevel::code`] wrote; anything else is [`UnitLevel::Below`].
    pub fn parse(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|level| level.code() == code)
            .unwrap_or(Self::Below)
    }

    /// Reads what lists say: "Cơ sở", "Cấp trên trực tiếp cơ sở".
    pub fn read(words: &str) -> Option<Self> {
        let level = match fold(words).as_str() {
            "trung uong" | "central" => Self::Central,
            "tinh, nganh trung uong" | "cap tinh" | "tinh" | "nganh trung uong" | "province" => Self::Province,
            "cap tren truc tiep co so" | "cap tren co so" | "upper" | "directly above grassroots" => Self::Upper,
            "co so" | "grassroots" => Self::Grassroots,
            "duoi co so" | "bo phan, to" | "bo phan" | "below" | "below grassroots" => Self::Below,
            _ => return None,
        };
        Some(level)
    }
}

impl From<String> for UnitKind {
    fn from(code: String) -> Self {
        Self::parse(&code)
    }
}

impl From<UnitKind> for String {
    fn from(kind: UnitKind) -> Self {
        kind.code().to_owned()
    }
}

impl From<String> for UnitLevel {
    fn from(code: String) -> Self {
        Self::parse(&code)
    }
}

impl From<UnitLevel> for String {
    fn from(level: UnitLevel) -> Self {
        level.code().to_owned()
    }
}

/// The spelling under which codes are compared: clean and in lower case.
pub fn code_key(code: &str) -> String {
    vietnamese::fold::clean(code).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_spell_kinds_and_levels_as_people_do() {
        assert_eq!(UnitKind::read("CÔNG ĐOÀN CƠ SỞ"), Some(UnitKind::Grassroots));
        assert_eq!(UnitKind::read("cong doan vien chuc tinh"), Some(UnitKind::Province));
        assert_eq!(UnitKind::read("chi bộ"), None);
        assert_eq!(UnitLevel::read("Cấp trên trực tiếp cơ sở"), Some(UnitLevel::Upper));
        for kind in UnitKind::ALL {
            assert_eq!(UnitKind::parse(kind.code()), kind);
        }
        for level in UnitLevel::ALL {
            assert_eq!(UnitLevel::parse(level.code()), level);
        }
    }
}
