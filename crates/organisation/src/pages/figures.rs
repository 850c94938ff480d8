//! The figures that the list of units and the report on members share: people on the list and confirmed headcounts of a
//! day, under any lens.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use kernel::clock::Millis;
use platform::failure::Failure;
use platform::visit::Visit;
use uuid::Uuid;

use crate::counting::{counting, telling};
use crate::history::{Fact, Hierarchy, History, Place, Restating, Sheet};
use crate::looking::{Input, Looking, day_of};
use crate::report::Shows;
use crate::scope::Scope;
use crate::standing::Made;
use crate::state::Organisation;
use crate::store::headcount::{self, Headcount, Said};
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
    day_of(visit, "ngay").filter(|day| *day <= today).unwrap_or(today)
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
    pub sheet: Arc<Sheet>,
    pub looking: Looking,
    pub history: Arc<History>,
}

/// The unit under which the lens shows the people of a unit. People follow the default heir, whatever the shares of
/// figures are. A unit younger than the lens stands where all of it came from, if it came from one.
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

/// A day, a lens, and whose figures are wanted.
struct Then<'o> {
    org: &'o Organisation,
    looking: Looking,
    day: Date,
    history: Arc<History>,
    /// The union on the day itself.
    union: Arc<Tree>,
    /// The units that the lens shows.
    shown: Arc<Tree>,
    /// The union on the lens's day, whatever line is shown.
    target: Arc<Tree>,
    /// The units whose figures make up what the reader sees.
    among: Scope,
    made: Made,
}

/// The units seen, and what stood or stands below them then and under the lens: the sum of a unit as it was counts
/// those that have left it since.
fn among(seen: &Scope, trees: [&Tree; 2]) -> Scope {
    let Scope::Units(units) = seen else {
        return Scope::All;
    };
    let mut inside: HashSet<Uuid> = units.iter().copied().collect();
    for tree in trees {
        let mut under = HashSet::new();
        for unit in tree.in_order(units.iter().copied()) {
            // What stands below a unit already walked through has been seen with it.
            if unit.parent.is_none_or(|parent| !under.contains(&parent)) {
                under.extend(tree.below(unit.id).iter().map(|node| node.id));
            }
        }
        inside.extend(under);
    }
    Scope::Units(inside.into_iter().collect())
}

async fn then<'o>(
    org: &'o Organisation,
    looking: Looking,
    what: &'static str,
    day: Date,
    seen: &Scope,
) -> Result<Then<'o>, Failure> {
    let today = org.today();
    let known = looking.known_at();
    let present = org.present().await?;
    let union = present.tree(Hierarchy::Union, day, known)?;
    let of = looking.lens.target(today).unwrap_or(day);
    let shown = present.tree(looking.line, of, known)?;
    let db = org.app.db.read();
    Ok(Then {
        org,
        day,
        history: present.as_known(known)?,
        among: among(seen, [&union, &shown]),
        made: Made {
            what,
            from: (
                present.generation,
                people::generation(db).await?,
                headcount::generation(db).await?,
            ),
            lens: looking.lens,
            line: looking.line,
            days: (day, day),
            known,
            today,
        },
        target: present.tree(Hierarchy::Union, of, known)?,
        union,
        shown,
        looking,
    })
}

type Figures = HashMap<(Uuid, Date), Vec<i64>>;

impl Then<'_> {
    fn known(&self) -> Option<Millis> {
        self.looking.known_at()
    }

    /// Where the list of people shows the people of a unit, among the unions of the lens's day: the line that is shown
    /// makes no difference. None: the unit has ended and nobody has said where they go.
    fn people(&self, unit: Uuid) -> Option<(Uuid, Date)> {
        match placed(&self.target, &self.history, self.day, unit) {
            Some(home) => Some((home.id, self.target.date())),
            None => self.union.home(unit).map(|home| (home.id, self.day)),
        }
    }

    /// The confirmations that bear on the units wanted: theirs, and those of whoever stood above them.
    async fn confirmed(&self) -> Result<HashMap<Uuid, Headcount>, Failure> {
        let scope = match &self.among {
            Scope::All => Scope::All,
            Scope::Units(units) => {
                let mut wanted: HashSet<Uuid> = units.iter().copied().collect();
                let mut open = units.clone();
                while let Some(unit) = open.pop() {
                    let life = self.history.life(unit);
                    for span in life.map_or(&[][..], |life| life.spans(Hierarchy::Union)) {
                        if wanted.insert(span.parent) {
                            open.push(span.parent);
                        }
                    }
                }
                Scope::Units(wanted.into_iter().collect())
            }
        };
        let db = self.org.app.db.read();
        Ok(headcount::confirmed_within(db, &scope, self.day, self.known()).await?)
    }

    async fn standing(self, columns: usize, figures: Figures, undivided: Figures) -> Result<Standing, Failure> {
        let (history, shown, today) = (Arc::clone(&self.history), self.shown, self.made.today);
        let lens = self.looking.lens;
        let build = move || {
            let facts = |figures: Figures| -> Vec<Fact> {
                figures
                    .into_iter()
                    .map(|((unit, on), figures)| Fact { unit, on, figures })
                    .collect()
            };
            let (facts, undivided) = (facts(figures), facts(undivided));
            Sheet::with(&history, shown, (lens, today), columns, &facts, &undivided)
        };
        let sheet = if self.among == Scope::All {
            // A nation takes a tenth of a second: not on the threads that answer requests.
            tokio::task::spawn_blocking(build).await.map_err(Failure::internal)?
        } else {
            build()
        };
        let sheet = Arc::new(sheet.ok_or_else(|| Failure::internal("figures too large"))?);
        if self.among == Scope::All {
            self.org.standings.keep(self.made, &sheet);
        }
        Ok(Standing {
            sheet,
            looking: self.looking,
            history: self.history,
        })
    }

    /// The same as it was worked out before, if nothing has changed since.
    fn kept(&self) -> Option<Standing> {
        let whole = self.among == Scope::All;
        let sheet = whole.then(|| self.org.standings.find(&self.made)).flatten()?;
        Some(Standing {
            sheet,
            looking: self.looking,
            history: Arc::clone(&self.history),
        })
    }
}

fn add(figures: &mut Figures, at: (Uuid, Date), place: usize, n: i64) {
    let row = figures.entry(at).or_insert_with(|| vec![0; COLUMNS]);
    if let Some(sum) = row.get_mut(place) {
        *sum = sum.saturating_add(n);
    }
}

/// People on the list and confirmed figures of a day, of the units that the reader sees.
pub(super) async fn headcounts(
    org: &Organisation,
    looking: Looking,
    day: Date,
    seen: &Scope,
) -> Result<Standing, Failure> {
    let then = then(org, looking, "headcounts", day, seen).await?;
    if let Some(kept) = then.kept() {
        return Ok(kept);
    }
    let (mut figures, mut undivided) = (Figures::new(), Figures::new());
    let db = org.app.db.read();
    for (unit, members) in people::count_members_as_known(db, &then.among, day, then.known()).await? {
        match then.people(unit) {
            Some(at) => add(&mut figures, at, LISTED, members),
            None => add(&mut undivided, (unit, day), LISTED, members),
        }
    }
    let inside = then.among.lookup();
    let confirmed = then.confirmed().await?;
    let mut counted = counting(&then.history, &then.union, day, &confirmed);
    counted.retain(|headcount| inside(headcount.unit));
    // A figure speaks of an earlier day; on the day of the report it stands with who has it then.
    let home = |unit: Uuid| (then.union.home(unit).map_or(unit, |home| home.id), day);
    for headcount in &counted {
        if let Said::Confirmed(said) = headcount.said {
            let at = home(headcount.unit);
            add(&mut figures, at, MEMBERS, said.members);
            add(&mut figures, at, STAFF, said.staff);
            add(&mut figures, at, WOMEN, said.women_members.unwrap_or_default());
        }
    }
    let nodes = match &then.among {
        Scope::All => then.union.nodes().iter().collect(),
        Scope::Units(units) => then.union.in_order(units.iter().copied()),
    };
    let told = telling(
        &then.history,
        (&then.union, nodes.into_iter()),
        day,
        &confirmed,
        &counted,
    );
    for (unit, said) in told {
        let at = home(unit);
        add(&mut figures, at, DUE, said.due);
        add(&mut figures, at, TOLD, said.told);
        add(&mut figures, at, BLANK, said.blank);
        // Who has nothing to tell owes no number of women either.
        add(&mut figures, at, WOMEN_TOLD, said.women.saturating_add(said.blank));
    }
    then.standing(COLUMNS, figures, undivided).await
}

/// Age bands in the order of the columns, after people and women.
pub(super) const BANDS: [AgeBand; 6] = AgeBand::ALL;

/// People on the list by sex and age, of the units that the reader sees.
pub(super) async fn ages(org: &Organisation, looking: Looking, day: Date, seen: &Scope) -> Result<Standing, Failure> {
    let then = then(org, looking, "ages", day, seen).await?;
    if let Some(kept) = then.kept() {
        return Ok(kept);
    }
    let columns = BANDS.len().saturating_add(2);
    let (mut figures, mut undivided) = (Figures::new(), Figures::new());
    for row in people::composition(org.app.db.read(), &then.among, day, then.known()).await? {
        let women = if row.sex.as_deref() == Some("female") { row.n } else { 0 };
        let bands = BANDS.iter().map(|band| if *band == row.band { row.n } else { 0 });
        let more = [row.n, women].into_iter().chain(bands);
        let row = match then.people(row.unit_id) {
            Some(at) => figures.entry(at),
            None => undivided.entry((row.unit_id, day)),
        };
        let sums = row.or_insert_with(|| vec![0; columns]);
        for (sum, n) in sums.iter_mut().zip(more) {
            *sum = sum.saturating_add(n);
        }
    }
    then.standing(columns, figures, undivided).await
}
