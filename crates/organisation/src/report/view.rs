//! What a reader asks of a report besides the lens: how deep, ranked by what, of which unit.

use platform::text::Tr;
use platform::visit::Visit;
use uuid::Uuid;

use super::Column;
use crate::looking::Input;

/// Every level.
const EVERY: usize = usize::MAX;

/// How a report is to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Down to the grassroots instead of the upper two levels.
    pub deep: bool,
    /// The column to rank by; in the order of the tree without one.
    pub ranked: Option<usize>,
    /// Only this unit and what stands below it.
    pub unit: Option<Uuid>,
}

impl View {
    /// From the address.
    pub fn of(visit: &Visit) -> Self {
        Self {
            deep: visit.param("cap") == "het",
            ranked: visit
                .param("xep")
                .parse::<usize>()
                .ok()
                .and_then(|place| place.checked_sub(1)),
            unit: visit.param("don-vi").parse().ok(),
        }
    }

    /// Levels below the top that are shown.
    pub(super) const fn levels(self) -> usize {
        if self.deep { EVERY } else { 1 }
    }

    pub(super) fn inputs(self, tr: &Tr, columns: &[Column]) -> [Input; 2] {
        let mut orders = vec![(String::new(), tr.t("org-report-by-tree"))];
        orders.extend(
            (1_usize..)
                .zip(columns)
                .map(|(place, column)| (place.to_string(), tr.x("org-report-by-rank", &column.heading))),
        );
        [
            Input {
                name: "xep",
                label: tr.t("org-report-order"),
                value: self
                    .ranked
                    .map_or_else(String::new, |place| place.saturating_add(1).to_string()),
                options: orders,
            },
            Input {
                name: "cap",
                label: tr.t("org-report-depth"),
                value: if self.deep { "het".to_owned() } else { String::new() },
                options: vec![
                    (String::new(), tr.t("org-report-depth-upper")),
                    ("het".to_owned(), tr.t("org-report-depth-all")),
                ],
            },
        ]
    }

    pub(super) fn unit_field(self) -> String {
        self.unit.map_or_else(String::new, |unit| unit.to_string())
    }
}
