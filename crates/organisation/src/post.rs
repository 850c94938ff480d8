//! Posts that people hold for a time, in the groups that union statistics ask for.

/// The group of a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PositionGroup {
    /// Leading and managing.
    Leading,
    /// Professional work.
    Professional,
    /// Supporting and serving.
    Supporting,
    /// Union officer by profession.
    UnionFullTime,
    /// Union officer beside another job.
    UnionPartTime,
    Other,
}

impl PositionGroup {
    /// In the order of the form.
    pub const ALL: [Self; 6] = [
        Self::Leading,
        Self::Professional,
        Self::Supporting,
        Self::UnionFullTime,
        Self::UnionPartTime,
        Self::Other,
    ];

    /// As kept in the database; its words are `org-position-…`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Leading => "leading",
            Self::Professional => "professional",
            Self::Supporting => "supporting",
            Self::UnionFullTime => "union-full-time",
            Self::UnionPartTime => "union-part-time",
            Self::Other => "other",
        }
    }

    /// Reads what [`PositionGroup::code`] wrote.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.code() == code)
    }
}
