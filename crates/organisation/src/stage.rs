//! The way of a re-organisation from the first draft to the record.
//!
//! ```mermaid
//! stateDiagram-v2
//!   [*] --> Draft
//!   Draft --> Submitted: submit (it can be applied as it stands)
//!   Submitted --> Draft: return (reason) or take back
//!   Submitted --> Approved: approve (somebody else)
//!   Approved --> Draft: return (reason)
//!   Approved --> Applied: apply
//!   Applied --> Undone: undo (reason, nothing depends on it)
//!   Draft --> Dropped: drop
//! ```

/// Where a re-organisation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    Draft,
    Submitted,
    Approved,
    Applied,
    Undone,
    Dropped,
}

/// What somebody does with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Edit,
    Submit,
    Return,
    /// `own`: the one who approves also wrote the draft.
    Approve {
        own: bool,
    },
    Apply,
    Undo,
    Drop,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    /// The act does not fit where it stands; somebody else was faster.
    #[error("not in this state")]
    WrongStage,
    /// Nobody approves the own draft.
    #[error("own draft")]
    OwnDraft,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 6] = [
        Self::Draft,
        Self::Submitted,
        Self::Approved,
        Self::Applied,
        Self::Undone,
        Self::Dropped,
    ];

    /// As kept in the database; the words are `org-stage-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Applied => "applied",
            Self::Undone => "undone",
            Self::Dropped => "dropped",
        }
    }

    /// Reads what [`Stage::code`] wrote; anything else can no longer be acted on.
    pub fn parse(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|stage| stage.code() == code)
            .unwrap_or(Self::Dropped)
    }

    /// Where it stands after an act.
    pub const fn apply(self, act: Act) -> Result<Self, NotNow> {
        match (self, act) {
            (Self::Draft, Act::Submit) => Ok(Self::Submitted),
            (Self::Draft, Act::Edit) | (Self::Submitted | Self::Approved, Act::Return) => Ok(Self::Draft),
            (Self::Submitted, Act::Approve { own: true }) => Err(NotNow::OwnDraft),
            (Self::Submitted, Act::Approve { own: false }) => Ok(Self::Approved),
            (Self::Approved, Act::Apply) => Ok(Self::Applied),
            (Self::Applied, Act::Undo) => Ok(Self::Undone),
            (Self::Draft, Act::Drop) => Ok(Self::Dropped),
            _ => Err(NotNow::WrongStage),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn act(n: u8) -> Act {
        match n % 8 {
            0 => Act::Edit,
            1 => Act::Submit,
            2 => Act::Return,
            3 => Act::Approve { own: true },
            4 => Act::Approve { own: false },
            5 => Act::Apply,
            6 => Act::Undo,
            _ => Act::Drop,
        }
    }

    proptest! {
        /// Whatever people do in whatever order: nothing is applied that somebody else has not approved since the
        /// last edit, and what is undone or dropped stays so.
        #[test]
        fn nothing_is_applied_unapproved(acts in proptest::collection::vec(0_u8..8, 0..40)) {
            let mut stage = Stage::Draft;
            let mut approved = false;
            for act in acts.into_iter().map(act) {
                let before = stage;
                let Ok(after) = stage.apply(act) else { continue };
                match act {
                    Act::Approve { own } => { prop_assert!(!own); approved = true; }
                    Act::Return | Act::Edit => approved = false,
                    Act::Apply => prop_assert!(approved),
                    _ => {}
                }
                prop_assert!(!matches!(before, Stage::Undone | Stage::Dropped));
                stage = after;
            }
        }
    }

    #[test]
    fn stages_are_read_back() {
        for stage in Stage::ALL {
            assert_eq!(Stage::parse(stage.code()), stage);
        }
    }
}
