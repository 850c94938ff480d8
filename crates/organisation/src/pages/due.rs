//! Confirmations that came, of those that were due, in unit-days: a unit owes the days on which it existed, so a rate
//! cannot pass 100 % and closed units need not be hidden.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use platform::failure::Failure;
use platform::visit::Visit;
use uuid::Uuid;

use super::figures::Standing;
use crate::history::{Every, Fact, Hierarchy, Report, Sheet, coverage};
use crate::looking::{Input, Looking, day_of};
use crate::report::Shows;
use crate::standing::Made;
use crate::state::Organisation;
use crate::store::headcount;

/// Places of the figures: unit-days due and come, units that owed anything, units that sent anything.
const COLUMNS: usize = 4;
pub(super) const DAYS_DUE: Shows = Shows::Sum(0);
pub(super) const DAYS_COME: Shows = Shows::Sum(1);
pub(super) const RATE: Shows = Shows::Rate(1, 0);
pub(super) const UNITS: Shows = Shows::Of(3, 2);

/// What is asked: the days [from, to), and how often a confirmation is due.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub from: Date,
    /// The last day of it.
    pub last: Date,
    pub every: Every,
}

impl Asked {
    /// From the address; this year until today without one. Days to come owe nothing yet.
    pub(super) fn of(visit: &Visit, today: Date) -> Self {
        let last = day_of(visit, "den").filter(|day| *day <= today).unwrap_or(today);
        let year = Every::Year.around(last).0;
        Self {
            from: visit
                .param("tu")
                .parse()
                .ok()
                .filter(|day| *day <= last)
                .unwrap_or(year),
            last,
            every: Every::parse(&visit.param("ky")).unwrap_or(Every::Quarter),
        }
    }

    pub(super) fn inputs(self, visit: &Visit) -> Vec<Input> {
        let tr = visit.tr();
        let day = |name, key: &str, day: Date| Input {
            name,
            label: tr.t(key),
            value: day.to_string(),
            options: Vec::new(),
        };
        vec![
            day("tu", "org-due-from", self.from),
            day("den", "org-due-to", self.last),
            Input {
                name: "ky",
                label: tr.t("org-due-every"),
                value: self.every.code().to_owned(),
                options: Every::ALL
                    .into_iter()
                    .map(|every| {
                        let code = every.code();
                        (code.to_owned(), tr.t(&format!("org-every-{code}")))
                    })
                    .collect(),
            },
        ]
    }
}

pub(super) async fn standing(org: &Organisation, visit: &Visit, asked: Asked) -> Result<Standing, Failure> {
    let today = org.today();
    let looking = Looking::of(visit, today);
    let known = looking.known_at();
    let present = org.present().await?;
    let history = present.as_known(known)?;
    let db = org.app.db.read();
    let made = Made {
        what: asked.every.code(),
        from: (present.generation, 0, headcount::generation(db).await?),
        lens: looking.lens,
        line: looking.line,
        days: (asked.from, asked.last),
        known,
        today,
    };
    if let Some(sheet) = org.standings.find(&made) {
        return Ok(Standing {
            sheet,
            looking,
            history,
        });
    }
    let (from, past) = (asked.from, asked.last.tomorrow().unwrap_or(asked.last));
    let window = present.window(Hierarchy::Union, from, past, known)?;
    let around = (asked.every.around(from).0, asked.every.around(asked.last).1);
    let mut spans: HashMap<Uuid, Vec<(Date, Date)>> = HashMap::new();
    for (unit, on) in headcount::spoke(db, around, known).await? {
        spans.entry(unit).or_default().push(asked.every.around(on));
    }
    // Who has nobody below owes a figure; whoever stands above may have given it for all.
    let mut owing = Vec::new();
    let mut reports = Vec::new();
    for node in window.nodes().iter().filter(|node| window.is_leaf(node.id)) {
        owing.push(node.id);
        let above = window.ancestors(node.id);
        for speaker in std::iter::once(node.id).chain(above.iter().map(|above| above.id)) {
            for (from, to) in spans.get(&speaker).into_iter().flatten() {
                reports.push(Report {
                    unit: node.id,
                    from: *from,
                    to: *to,
                });
            }
        }
    }
    let facts: Vec<Fact> = coverage(&history, owing.into_iter(), (from, past), &reports)
        .into_iter()
        .map(|(unit, covered)| Fact {
            unit,
            // On its last day in the period: from there its figures go to whoever took over.
            on: history
                .life(unit)
                .and_then(|life| life.last_within(from, asked.last))
                .map_or(asked.last, |(day, _)| day),
            figures: vec![covered.due, covered.come, 1, i64::from(covered.come > 0)],
        })
        .collect();
    let tree = match looking.lens.target(today) {
        None => present.window(looking.line, from, past, known)?,
        Some(day) => present.tree(looking.line, day, known)?,
    };
    let sheet = Sheet::over(&history, tree, looking.lens, today, COLUMNS, &facts)
        .ok_or_else(|| Failure::internal("figures too large"))?;
    let sheet = Arc::new(sheet);
    org.standings.keep(made, &sheet);
    Ok(Standing {
        sheet,
        looking,
        history,
    })
}
