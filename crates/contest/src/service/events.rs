//! Acts on contests that the record keeps.

use platform::audit;
use serde::Serialize;

/// A typed event.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum ContestEvent {
    /// A period moved: scheduled, opened, closed, extended, sealed, computed, verified, approved, announced …
    Period {
        act: &'static str,
        period: i64,
        code: String,
        reason: String,
    },
    RulesApproved {
        slug: String,
        side: &'static str,
        sealed: bool,
    },
    ResultExported {
        period: i64,
        what: &'static str,
    },
}

impl audit::Event for ContestEvent {
    fn act(&self) -> &'static str {
        match self {
            Self::Period { act, .. } => match *act {
                "scheduled" => "period-scheduled",
                "opened" => "period-opened",
                "closed" => "period-closed",
                "extended" => "period-extended",
                "sealed" => "period-sealed",
                "computed" => "period-computed",
                "verified" => "period-verified",
                "approved" => "period-approved",
                "announced" => "period-announced",
                _ => "period-moved",
            },
            Self::RulesApproved { .. } => "rules-approved",
            Self::ResultExported { .. } => "result-exported",
        }
    }

    fn subject(&self) -> String {
        match self {
            Self::Period { code, .. } => code.clone(),
            Self::RulesApproved { slug, .. } => slug.clone(),
            // The record is in the first language of the house, as every subject in it.
            Self::ResultExported { what, .. } => match *what {
                "minutes" => "Biên bản (trang in)",
                "minutes-docx" => "Biên bản (tệp Word)",
                "participation-xlsx" => "Bảng tham gia theo đơn vị (XLSX)",
                "result-xlsx" => "Bảng kết quả (XLSX)",
                "roster-xlsx" => "Danh sách người chưa thi (XLSX)",
                other => other,
            }
            .to_owned(),
        }
    }
}
