//! What the fields of an operation are called: the same field speaks of different units in different operations.

/// Keys of the labels that depend on the kind of operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    pub sources: &'static str,
    pub parent: &'static str,
    pub parent_hint: &'static str,
    pub code: &'static str,
    pub name: &'static str,
    pub kind: &'static str,
    pub level: &'static str,
    pub shares: &'static str,
}

impl Words {
    pub(super) fn of(kind: &str) -> Self {
        let founds = kind == "found";
        let like = match kind {
            "consolidate" => "org-op-as-first",
            _ => "org-op-same",
        };
        Self {
            sources: match kind {
                "merge" => "org-op-sources-merge",
                "consolidate" => "org-op-sources-consolidate",
                "end_rights" => "org-op-sources-rights",
                _ => "org-op-sources-move",
            },
            parent: if kind == "move" {
                "org-op-parent-new"
            } else {
                "org-op-parent"
            },
            parent_hint: if kind == "consolidate" {
                "org-op-parent-hint"
            } else {
                "org-op-unit-hint"
            },
            code: if founds { "org-op-found-code" } else { "org-op-new-code" },
            name: if founds { "org-op-found-name" } else { "org-op-new-name" },
            kind: if founds { "org-op-choose-kind" } else { like },
            level: if founds { "org-op-choose-level" } else { like },
            shares: if kind == "split" {
                "org-op-share-hint"
            } else {
                "org-op-share-hint-one"
            },
        }
    }

    /// Fields and their labels, for the list of faults.
    pub(super) const fn fields(self) -> [(&'static str, &'static str); 9] {
        [
            ("sources", self.sources),
            ("unit", "org-op-unit"),
            ("into", "org-op-into"),
            ("parent", self.parent),
            ("code", self.code),
            ("name", self.name),
            ("heir", "org-op-heir"),
            ("below_to", "org-op-below-to"),
            ("part_1_code", "org-op-part-code"),
        ]
    }
}
