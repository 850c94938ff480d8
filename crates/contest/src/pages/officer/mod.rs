//! What the officer of a unit sees: who of the own units has not taken part yet, and cards with QR codes to hand out.
//! The scope is the officer's own units and everything below them, whatever else the person may read.

mod cards;
mod list;

use std::collections::HashSet;
use std::sync::Arc;

use kernel::actor::Role;
use kernel::lang::Lang;
use organisation::people::Person;
use organisation::{Scope, Tree, people, scope};
use platform::failure::Failure;
use platform::routes::{Access, Routes};
use platform::visit::Visit;
use uuid::Uuid;

use super::organiser::Here;
use crate::service::Contests;
use crate::state::PeriodState;
use crate::store::contests::{self, ContestRow, PeriodRow};

const OFFICERS: Access = Access::Roles(&[Role::UnitOfficer]);

/// The routes of unit officers.
pub fn routes(contests: &Contests) -> Routes {
    let c = || contests.clone();
    Routes::new(&contests.app)
        .get("/don-vi-toi", OFFICERS, c(), list::show)
        .get("/don-vi-toi/danh-sach.xlsx", OFFICERS, c(), list::workbook)
        .get("/don-vi-toi/phieu-qr", OFFICERS, c(), cards::show)
}

/// A member with the mark whether the person has taken part.
struct Counted {
    person: Person,
    done: bool,
}

/// What an officer's pages are about: a period, the officer's units, the members of the part asked for.
struct Desk {
    here: Here,
    tree: Arc<Tree>,
    /// The units of the officer, topmost ones.
    own: Vec<Uuid>,
    /// The unit whose members are listed; none = all own units.
    unit: Option<Uuid>,
    members: Vec<Counted>,
}

/// More members than this are not listed on one page; nothing is counted wrong, because counting has no limit.
const MOST: i64 = 200_000;

/// The period an officer works for: the one asked for, else the open one, else the next, else the last.
async fn period(contests: &Contests, asked: &str) -> Result<Option<(ContestRow, PeriodRow)>, Failure> {
    let on = contests.app.db.read();
    let (mut open, mut next, mut last) = (None, None, None);
    for contest in contests::all(on).await? {
        for period in contests::periods(on, contest.id).await? {
            if period.id.to_string() == asked && period.state != PeriodState::Draft {
                return Ok(Some((contest, period)));
            }
            let slot = match period.state {
                PeriodState::Draft => continue,
                PeriodState::Open => &mut open,
                PeriodState::Scheduled => &mut next,
                _ => &mut last,
            };
            // Of several that are open the one that closes first, of those over the one that closed last.
            let better = slot
                .as_ref()
                .is_none_or(|(_, other): &(ContestRow, PeriodRow)| match period.state {
                    PeriodState::Open | PeriodState::Scheduled => period.close_at < other.close_at,
                    _ => period.close_at > other.close_at,
                });
            if better {
                *slot = Some((contest.clone(), period));
            }
        }
    }
    Ok(open.or(next).or(last))
}

impl Desk {
    /// Reads the desk of a visit; none when no period is on the calendar.
    async fn read(visit: &Visit, contests: &Contests, lang: Lang) -> Result<Option<Self>, Failure> {
        let Some((contest, period)) = period(contests, &visit.param("ky")).await? else {
            return Ok(None);
        };
        let here = Here::of(contests, lang, contest, period).await?;
        let now = visit.now();
        let day = kernel::time::local_date((here.period.close_at - 1).min(now));
        let tree = contests.org.tree(day).await?;
        let actor = visit.actor()?;
        let mut own: Vec<Uuid> = actor
            .officer_units()
            .filter_map(|unit| tree.seat(unit))
            .map(|n| n.id)
            .collect();
        own.sort_unstable();
        own.dedup();
        // Not the reading scope of other roles: an officer's list is about the officer's own units.
        let Scope::Units(units) = scope::scope_of(&officer_only(actor), &tree) else {
            return Err(Failure::Forbidden);
        };
        let asked = visit.param("don-vi");
        let unit = if asked.is_empty() {
            None
        } else {
            let unit: Uuid = asked.parse().map_err(|_| Failure::NotFound)?;
            if !units.contains(&unit) {
                return Err(Failure::Forbidden);
            }
            Some(unit)
        };
        let wanted = unit.map_or(units, |unit| tree.reach(unit));
        let on = contests.app.db.read();
        let taken: HashSet<Uuid> = contests.people_of(here.period.id).await?;
        let members = people::members_of(on, &wanted, day, MOST, 0).await?;
        let members = members
            .into_iter()
            .map(|person| Counted {
                done: taken.contains(&person.id),
                person,
            })
            .collect();
        Ok(Some(Self {
            here,
            tree,
            own,
            unit,
            members,
        }))
    }

    fn unit_name(&self, id: Option<Uuid>) -> String {
        id.and_then(|id| self.tree.home(id))
            .map_or_else(String::new, |node| node.name.clone())
    }

    fn done(&self) -> usize {
        self.members.iter().filter(|member| member.done).count()
    }

    /// The name of what is listed: the unit asked for, or the own units.
    fn scope_name(&self) -> String {
        match self.unit {
            Some(unit) => self.unit_name(Some(unit)),
            None => self
                .own
                .iter()
                .map(|unit| self.unit_name(Some(*unit)))
                .collect::<Vec<_>>()
                .join(", "),
        }
    }

    /// The address at which members take part.
    fn url(&self, visit: &Visit) -> String {
        format!("{}/thi/{}", visit.app.settings.public_url, self.here.period.id)
    }
}

/// The same person with the roles of a unit officer only.
fn officer_only(actor: &kernel::actor::Actor) -> kernel::actor::Actor {
    let mut officer = actor.clone();
    officer.grants.retain(|grant| grant.role == Role::UnitOfficer);
    officer
}
