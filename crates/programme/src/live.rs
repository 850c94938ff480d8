//! What the live thing behind an activity says now.

use kernel::evidence::{Evidence, Outcome, Progress};
use kernel::lang::Lang;

use crate::activity::{ActivityKind, EvidenceKey};

/// The answer of the feature that an activity lives in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Live {
    /// The activity names no live thing, or no feature answers for its kind.
    NotAsked,
    /// The feature knows no such thing (yet).
    Nothing,
    Shown(Outcome),
    /// The feature could not answer; the log has its words.
    Failed,
}

impl Live {
    /// How far the live thing is, when it is known.
    pub const fn progress(&self) -> Option<Progress> {
        match self {
            Self::Shown(outcome) => Some(outcome.progress),
            Self::NotAsked | Self::Nothing | Self::Failed => None,
        }
    }
}

/// Asks the source that knows this kind of activity.
pub async fn ask(
    sources: &[std::sync::Arc<dyn Evidence>],
    kind: ActivityKind,
    key: Option<&EvidenceKey>,
    lang: Lang,
) -> Live {
    let Some(key) = key else { return Live::NotAsked };
    let Some(source) = sources.iter().find(|source| source.kind() == kind.code()) else {
        return Live::NotAsked;
    };
    let asked = key.asked();
    match source.outcome(&asked, lang).await {
        Ok(Some(outcome)) => Live::Shown(outcome),
        Ok(None) => Live::Nothing,
        Err(words) => {
            tracing::warn!(
                kind = kind.code(),
                key = asked,
                words,
                "no evidence for a plan's activity"
            );
            Live::Failed
        }
    }
}
