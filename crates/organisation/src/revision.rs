//! What an edit of an act changed, so that whoever decides on an older revision is shown what has changed since.

use serde::{Deserialize, Serialize};

use crate::plan::{Operation, Plan};
use crate::store::reorgs::Paper;

/// A field of the paper that says something else; the words of the field are `org-act-<field>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rewritten {
    pub field: String,
    /// A text, an ISO date, or "1" for a mark; empty for nothing.
    pub before: String,
    pub after: String,
}

/// The difference between two revisions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revised {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Operation>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<Operation>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paper: Vec<Rewritten>,
}

/// The fields of a paper as its form has them: a text, an ISO date, or "1" for a mark; empty for nothing.
pub(crate) fn fields(paper: &Paper) -> [(&'static str, String); 9] {
    [
        ("title", paper.title.clone()),
        ("number", paper.number.clone()),
        ("organ", paper.organ.clone()),
        ("signer", paper.signer.clone()),
        (
            "signed",
            paper.signed_on.map_or_else(String::new, |day| day.to_string()),
        ),
        ("effective", paper.effective_on.to_string()),
        ("source", paper.source.clone()),
        ("verified", if paper.verified { "1".to_owned() } else { String::new() }),
        ("note", paper.note.clone()),
    ]
}

/// What of `these` is not in `those`, each as often as it is there too often.
fn without(these: &[Operation], those: &[Operation]) -> Vec<Operation> {
    let mut left: Vec<&Operation> = those.iter().collect();
    let mut out = Vec::new();
    for operation in these {
        match left.iter().position(|other| *other == operation) {
            Some(at) => {
                left.remove(at);
            }
            None => out.push(operation.clone()),
        }
    }
    out
}

impl Revised {
    /// From one revision to the next.
    pub fn between((paper, plan): (&Paper, &Plan), (paper_after, plan_after): (&Paper, &Plan)) -> Self {
        let fields = fields(paper).into_iter().zip(fields(paper_after));
        Self {
            added: without(&plan_after.operations, &plan.operations),
            removed: without(&plan.operations, &plan_after.operations),
            paper: fields
                .filter(|((_, before), (_, after))| before != after)
                .map(|((field, before), (_, after))| Rewritten {
                    field: field.to_owned(),
                    before,
                    after,
                })
                .collect(),
        }
    }

    /// With a later edit: what was added and taken out again is no change.
    #[must_use]
    pub fn then(mut self, next: Self) -> Self {
        let back = without(&next.added, &self.removed);
        let gone = without(&next.removed, &self.added);
        self.removed = without(&self.removed, &next.added);
        self.added = without(&self.added, &next.removed);
        self.added.extend(back);
        self.removed.extend(gone);
        for change in next.paper {
            match self.paper.iter_mut().find(|known| known.field == change.field) {
                Some(known) => known.after = change.after,
                None => self.paper.push(change),
            }
        }
        self.paper.retain(|change| change.before != change.after);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn paper(title: &str) -> Paper {
        Paper {
            title: title.to_owned(),
            number: String::new(),
            organ: String::new(),
            signer: String::new(),
            signed_on: None,
            effective_on: jiff::civil::date(2026, 10, 1),
            source: String::new(),
            verified: false,
            note: String::new(),
        }
    }

    fn plan(units: &[u128]) -> Plan {
        let rights = |n: &u128| Operation::EndRights {
            units: vec![Uuid::from_u128(*n)],
        };
        Plan {
            operations: units.iter().map(rights).collect(),
        }
    }

    #[test]
    fn edits_add_up_and_what_came_and_went_is_no_change() {
        let steps = [
            (paper("A"), plan(&[1])),
            (paper("A"), plan(&[1, 2])),
            (paper("B"), plan(&[2])),
            (paper("A"), plan(&[2, 3, 3])),
            (paper("A"), plan(&[3])),
        ];
        let whole = steps.windows(2).fold(Revised::default(), |sum, pair| {
            let [before, after] = pair else { return sum };
            sum.then(Revised::between((&before.0, &before.1), (&after.0, &after.1)))
        });
        assert_eq!(whole.added, plan(&[3]).operations);
        assert_eq!(whole.removed, plan(&[1]).operations);
        assert!(whole.paper.is_empty(), "the title is what it was");
        let renamed = Revised::between((&paper("A"), &plan(&[])), (&paper("B"), &plan(&[])));
        assert_eq!(renamed.paper.len(), 1);
        assert_eq!(
            (renamed.paper[0].field.as_str(), renamed.paper[0].after.as_str()),
            ("title", "B")
        );
    }
}
