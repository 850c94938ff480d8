//! Participation by unit while a period runs: people, attempts, confirmed members, read behind the path of answers.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use kernel::time;
use organisation::headcount;
use organisation::{Node, Tree};
use platform::failure::Failure;
use platform::text::Tr;
use uuid::Uuid;

use crate::collective::{HUNDRED_PERCENT, Headcount};
pub(crate) use crate::documents::say::percent;
use crate::documents::units::UnitRow;
use crate::ruleset::Quiz;
use crate::service::Contests;
use crate::service::outcome::headcount_of;
use crate::store::contests::PeriodRow;
use crate::store::log;

/// The figures of a period by unit, each unit with everything below it.
pub(crate) struct Figures {
    pub tree: Arc<Tree>,
    people: HashMap<Uuid, i64>,
    attempts: HashMap<Uuid, i64>,
    confirmed: HashMap<Uuid, headcount::Headcount>,
    /// The day whose confirmed headcounts are the denominator.
    pub counted_on: Date,
}

/// Figures of all competing units together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Overall {
    pub attempts: i64,
    /// People of units with a confirmed headcount, and the sum of those headcounts.
    pub people_confirmed: i64,
    pub members: i64,
}

/// The last day in which somebody could take part, or today while the period runs: the tree and the headcounts of
/// that day are the ones people know.
fn day_of(period: &PeriodRow, now: i64) -> Date {
    time::local_date((period.close_at - 1).min(now.max(period.open_at)))
}

impl Figures {
    pub async fn read(contests: &Contests, quiz: &Quiz, period: &PeriodRow) -> Result<Self, Failure> {
        let on = contests.app.db.read();
        let day = day_of(period, contests.app.now());
        let tree = contests
            .org
            .window(
                time::local_date(period.open_at).min(day),
                day.tomorrow().unwrap_or(day),
                None,
            )
            .await?;
        let counts = contests.by_unit(period.id).await?;
        let own = |count: fn(&log::UnitCount) -> i64| -> HashMap<Uuid, i64> {
            counts.iter().map(|row| (row.unit_id, count(row))).collect()
        };
        let counted_on = quiz.collective.as_ref().and_then(|c| c.headcount_on).unwrap_or(day);
        Ok(Self {
            people: tree.sums(&own(|row| row.people)),
            attempts: tree.sums(&own(|row| row.attempts)),
            confirmed: headcount::confirmed(on, counted_on).await?,
            tree,
            counted_on,
        })
    }

    /// The competing units: directly below the top.
    pub fn tops(&self) -> Vec<&Node> {
        self.tree
            .roots()
            .into_iter()
            .flat_map(|root| self.tree.children(root.id))
            .collect()
    }

    pub fn people(&self, unit: Uuid) -> i64 {
        self.people.get(&unit).copied().unwrap_or_default()
    }

    /// The unit's own confirmed figure, or the sum of the units below it when every one of them has confirmed.
    pub fn headcount(&self, unit: Uuid) -> Headcount {
        headcount_of(&self.tree, unit, self.counted_on, &self.confirmed)
    }

    /// The row of a unit; `depth` counts from the competing units.
    pub fn row(&self, node: &Node, depth: usize) -> UnitRow {
        let people = self.people(node.id);
        let headcount = self.headcount(node.id);
        let rate_milli = match headcount {
            Headcount::Confirmed { people: members } if members > 0 => {
                Some(share(people, i64::from(members)).min(HUNDRED_PERCENT))
            }
            _ => None,
        };
        UnitRow {
            depth,
            code: node.code.clone(),
            name: node.name.clone(),
            people,
            attempts: self.attempts.get(&node.id).copied().unwrap_or_default(),
            headcount,
            rate_milli,
        }
    }

    /// Every unit from the competing ones down, in the order of protocol.
    pub fn all_rows(&self) -> Vec<UnitRow> {
        let below_root = self.tree.nodes().iter().filter(|node| node.depth > 0);
        below_root.map(|node| self.row(node, node.depth - 1)).collect()
    }

    pub fn overall(&self) -> Overall {
        let mut sum = Overall::default();
        for node in self.tops() {
            sum.attempts += self.attempts.get(&node.id).copied().unwrap_or_default();
            if let Headcount::Confirmed { people: members } = self.headcount(node.id) {
                sum.people_confirmed += self.people(node.id);
                sum.members += i64::from(members);
            }
        }
        sum
    }

    /// Competing units without anybody so far.
    pub fn silent(&self) -> Vec<&Node> {
        let asked = |node: &&Node| self.people(node.id) == 0 && self.headcount(node.id) != Headcount::NotApplicable;
        self.tops().into_iter().filter(asked).collect()
    }

    /// Units at the bottom below `top` (itself, when it has none below) without anybody so far.
    pub fn silent_below(&self, top: Uuid) -> Vec<&Node> {
        let leaf = |node: &&Node| self.tree.children(node.id).is_empty();
        self.tree
            .below(top)
            .iter()
            .filter(leaf)
            .filter(|node| self.people(node.id) == 0)
            .collect()
    }

    /// Competing units whose number of members is not confirmed.
    pub fn not_confirmed(&self) -> Vec<&Node> {
        self.tops()
            .into_iter()
            .filter(|node| self.headcount(node.id) == Headcount::NotConfirmed)
            .collect()
    }
}

/// `part` of `whole` in thousandths of a percent, rounded half up.
pub(crate) fn share(part: i64, whole: i64) -> i64 {
    crate::ranking::divide_half_up(part.saturating_mul(HUNDRED_PERCENT), whole)
}

/// Confirmed members in words or digits.
pub(crate) fn members(tr: &Tr, headcount: Headcount) -> String {
    match headcount {
        Headcount::Confirmed { people } => tr.number(people),
        Headcount::NotConfirmed => tr.t("organise-not-confirmed"),
        Headcount::NotApplicable => tr.t("organise-not-applicable"),
    }
}

/// A row of the table of units.
pub(crate) struct UnitShown {
    pub href: String,
    pub name: String,
    pub people: String,
    pub members: String,
    pub rate: String,
    pub attempts: String,
    /// More people than confirmed members.
    pub fault: bool,
}

/// A row of the table of units in words; `href` is empty for a unit without units below it.
pub(crate) fn shown(tr: &Tr, row: &UnitRow, href: String) -> UnitShown {
    let fault = matches!(row.headcount, Headcount::Confirmed { people } if row.people > i64::from(people));
    UnitShown {
        href,
        name: row.name.clone(),
        people: tr.number(row.people),
        members: members(tr, row.headcount),
        rate: row
            .rate_milli
            .map_or_else(|| "–".to_owned(), |milli| percent(tr, milli)),
        attempts: tr.number(row.attempts),
        fault,
    }
}
