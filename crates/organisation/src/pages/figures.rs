//! The figures that the list of units and the report on members share: people on the list and confirmed headcounts of a
//! day, under any lens.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use platform::failure::Failure;
use platform::visit::Visit;
use uuid::Uuid;

use crate::counting::{Telling, counting, telling};
use crate::history::{Fact, Hierarchy, History, Place, Restating, Sheet};
use crate::looking::{Input, Looking};
use crate::report::Shows;
use crate::scope::Scope;
use crate::state::Organisation;
use crate::store::headcount::{self, Said};
use crate::store::people::{self, AgeBand};
use crate::tree::{Node, Tree};

/// Places of the figures.
pub(super) const LISTED: usize = 0;
const MEMBERS: usize = 1;
const STAFF: usize = 2;
const WOMEN: usize = 3;
const DUE: usize = 4;
const TOLD: usize = 5;
const BLANK: usize = 6;
const WOMEN_TOLD: usize = 7;
const COLUMNS: usize = 8;

/// Confirmed members, staff, women: not confirmed, not applicable and zero are three things.
pub(super) const fn told(place: Confirmed) -> Shows {
    let (sum, told) = match place {
        Confirmed::Members => (MEMBERS, TOLD),
        Confirmed::Staff => (STAFF, TOLD),
        Confirmed::Women => (WOMEN, WOMEN_TOLD),
    };
    Shows::Told {
        sum,
        due: DUE,
        told,
        blank: BLANK,
    }
}

/// Members of staff.
pub(super) const SHARE: Shows = Shows::Rate(MEMBERS, STAFF);
/// Units that have confirmed, of those that owe it.
pub(super) const CONFIRMED: Shows = Shows::Of(TOLD, DUE);

/// Which confirmed figure.
#[derive(Clone, Copy, Debug)]
pub(super) enum Confirmed {
    Members,
    Staff,
    Women,
}

/// The day that a report speaks of.
pub(super) fn asked_day(visit: &Visit, org: &Organisation) -> Date {
    let today = org.today();
    visit
        .param("ngay")
        .parse()
        .ok()
        .filter(|day| *day <= today)
        .unwrap_or(today)
}

/// The input for that day; today is no field of the address.
pub(super) fn day_input(visit: &Visit, day: Date) -> Input {
    Input {
        name: "ngay",
        label: visit.tr().t("org-report-day"),
        value: day.to_string(),
        options: Vec::new(),
    }
}

/// What a day looks like through a lens.
pub(super) struct Standing {
    pub sheet: Sheet,
    pub looking: Looking,
    pub history: Arc<History>,
}

/// The unit under which the lens shows the people of a unit. People follow the default heir, whatever the shares of figures are. A unit younger than the lens stands where all
/// of it came from, if it came from one.
pub(super) fn placed<'t>(shown: &'t Tree, history: &History, day: Date, unit: Uuid) -> Option<&'t Node> {
    shown.home(unit).or_else(|| {
        let restating = Restating {
            history,
            to: shown.date(),
        };
        match restating.parts(unit, day).as_slice() {
            [(Place::Unit(there), _)] => shown.get(*there),
            _ => None,
        }
    })
}

struct Then {
    looking: Looking,
    history: Arc<History>,
    /// The union on the day itself.
    union: Arc<Tree>,
    /// The units that the lens shows.
    shown: Arc<Tree>,
    today: Date,
}

async fn then(org: &Organisation, visit: &Visit, day: Date) -> Result<Then, Failure> {
    let today = org.today();
    let looking = Looking::of(visit, today);
    let known = looking.known_at();
    let present = org.present().await?;
    Ok(Then {
        history: present.as_known(known)?,
        union: present.tree(Hierarchy::Union, day, known)?,
        shown: present.tree(looking.line, looking.lens.target(today).unwrap_or(day), known)?,
        looking,
        today,
    })
}

impl Then {
    /// Figures on people of a unit: under the unit in which the list of people shows them.
    fn people(&self, unit: Uuid, day: Date, figures: Vec<i64>) -> Fact {
        match placed(&self.shown, &self.history, day, unit) {
            Some(node) => Fact {
                unit: node.id,
                on: self.shown.date(),
                figures,
            },
            None => Fact {
                unit: self.union.home(unit).map_or(unit, |home| home.id),
                on: day,
                figures,
            },
        }
    }

    fn over(self, columns: usize, facts: &[Fact]) -> Result<Standing, Failure> {
        let lens = self.looking.lens;
        let sheet = Sheet::over(&self.history, self.shown, lens, self.today, columns, facts)
            .ok_or_else(|| Failure::internal("figures too large"))?;
        Ok(Standing {
            sheet,
            looking: self.looking,
            history: self.history,
        })
    }
}

/// People on the list and confirmed figures of a day.
pub(super) async fn headcounts(org: &Organisation, visit: &Visit, day: Date) -> Result<Standing, Failure> {
    let then = then(org, visit, day).await?;
    let known = then.looking.known_at();
    let db = org.app.db.read();
    let listed = people::count_members_as_known(db, &Scope::All, day, known).await?;
    let confirmed = match known {
        None => headcount::confirmed(db, day).await?,
        Some(known) => headcount::confirmed_as_known(db, day, known).await?,
    };
    // A figure speaks of an earlier day; on the day of the report it stands with who has it then.
    let home = |unit: Uuid| then.union.home(unit).map_or(unit, |home| home.id);
    let mut figures: HashMap<Uuid, Vec<i64>> = HashMap::new();
    let mut add = |unit: Uuid, place: usize, n: i64| {
        let row = figures.entry(unit).or_insert_with(|| vec![0; COLUMNS]);
        if let Some(sum) = row.get_mut(place) {
            *sum = sum.saturating_add(n);
        }
    };
    let mut facts: Vec<Fact> = listed
        .into_iter()
        .map(|(unit, members)| {
            let mut figures = vec![0; COLUMNS];
            if let Some(place) = figures.get_mut(LISTED) {
                *place = members;
            }
            then.people(unit, day, figures)
        })
        .collect();
    let counted = counting(&then.history, &then.union, day, &confirmed);
    for headcount in &counted {
        if let Said::Confirmed(said) = headcount.said {
            let unit = home(headcount.unit);
            add(unit, MEMBERS, said.members);
            add(unit, STAFF, said.staff);
            add(unit, WOMEN, said.women_members.unwrap_or_default());
        }
    }
    for (
        unit,
        Telling {
            due,
            told,
            blank,
            women,
        },
    ) in telling(&then.history, &then.union, day, &confirmed, &counted)
    {
        let unit = home(unit);
        add(unit, DUE, due);
        add(unit, TOLD, told);
        add(unit, BLANK, blank);
        // Who has nothing to tell owes no number of women either.
        add(unit, WOMEN_TOLD, women.saturating_add(blank));
    }
    facts.extend(
        figures
            .into_iter()
            .map(|(unit, figures)| Fact { unit, on: day, figures }),
    );
    then.over(COLUMNS, &facts)
}

/// Age bands in the order of the columns, after people and women.
pub(super) const BANDS: [AgeBand; 6] = AgeBand::ALL;

/// People on the list by sex and age.
pub(super) async fn ages(org: &Organisation, visit: &Visit, day: Date) -> Result<Standing, Failure> {
    let then = then(org, visit, day).await?;
    let known = then.looking.known_at();
    let mut facts = Vec::new();
    for row in people::composition(org.app.db.read(), &Scope::All, day, known).await? {
        let women = if row.sex.as_deref() == Some("female") { row.n } else { 0 };
        let mut figures = vec![row.n, women];
        figures.extend(BANDS.iter().map(|band| if *band == row.band { row.n } else { 0 }));
        facts.push(then.people(row.unit_id, day, figures));
    }
    then.over(BANDS.len().saturating_add(2), &facts)
}
