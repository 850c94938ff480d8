//! What everybody may see: the contests, their rules, announced results and why they are as they are, receipts.

mod contest;
mod figures;
mod receipt;
mod result;
mod rules;
mod table;
mod why;
mod winners;
pub(crate) mod words;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use kernel::actor::Role;
use kernel::clock::Millis;
use kernel::time::MINUTE;
use organisation::tree::Tree;
use platform::failure::Failure;
use platform::routes::{Access, Routes};
use platform::text::Tr;
use platform::visit::Visit;
use uuid::Uuid;

use crate::result::PeriodResult;
use crate::ruleset::{LiveCounters, Period, Quiz};
use crate::service::Contests;
use crate::state::PeriodState;
use crate::store::contests::{ContestRow, PeriodRow, state_code};
use crate::store::log::{self, HourCount};
use crate::store::results::VersionRow;

pub(crate) use contest::{Countdown, facts};
pub(crate) use receipt::{seal_of, verify_address};

/// Who sees results before they are announced.
pub(crate) const INSIDERS: [Role; 4] = [Role::Administrator, Role::Organiser, Role::Leader, Role::Auditor];

/// The routes.
pub fn routes(contests: &Contests) -> Routes {
    let state = Public {
        contests: contests.clone(),
        figures: Arc::default(),
    };
    let all = Access::Public;
    Routes::new(&contests.app)
        .get("/cuoc-thi", all, state.clone(), contest::list)
        .get("/cuoc-thi/{slug}", all, state.clone(), contest::show)
        .get("/cuoc-thi/{slug}/the-le", all, state.clone(), rules::show)
        .get("/cuoc-thi/{slug}/the-le.docx", all, state.clone(), rules::file)
        .get("/cuoc-thi/{slug}/ket-qua/{code}", all, state.clone(), result::show)
        .get(
            "/cuoc-thi/{slug}/ket-qua/{code}/toi",
            Access::SignedIn,
            state.clone(),
            why::mine,
        )
        .get(
            "/cuoc-thi/{slug}/ket-qua/{code}/nguoi/{member}",
            Access::SignedIn,
            state.clone(),
            why::person,
        )
        .get(
            "/cuoc-thi/{slug}/ket-qua/{code}/don-vi/{unit}",
            all,
            state.clone(),
            why::unit,
        )
        .get("/bien-nhan/{attempt}", all, state, receipt::show)
}

/// People and attempts so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Live {
    people: i64,
    attempts: i64,
}

#[derive(Debug, Default)]
struct Figures {
    live: HashMap<i64, (Millis, Live)>,
    hours: HashMap<i64, (Millis, Arc<Vec<HourCount>>)>,
}

/// What the public pages stand on. Counts over all attempts are kept for a minute: a page that everybody opens must
/// not ride on the path of the answers.
#[derive(Clone, Debug)]
struct Public {
    contests: Contests,
    figures: Arc<Mutex<Figures>>,
}

impl Public {
    async fn live(&self, period: &PeriodRow) -> Result<Live, Failure> {
        let now = self.contests.app.now();
        let kept = self
            .figures
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .live
            .get(&period.id)
            .copied();
        if let Some((at, live)) = kept
            && now.saturating_sub(at) < MINUTE
        {
            return Ok(live);
        }
        let mut live = Live::default();
        for unit in self.contests.by_unit(period.id).await? {
            live.people += unit.people;
            live.attempts += unit.attempts;
        }
        self.figures
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .live
            .insert(period.id, (now, live));
        Ok(live)
    }

    async fn hours(&self, period: &PeriodRow) -> Result<Arc<Vec<HourCount>>, Failure> {
        let now = self.contests.app.now();
        let kept = self
            .figures
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .hours
            .get(&period.id)
            .cloned();
        if let Some((at, hours)) = kept
            && now.saturating_sub(at) < MINUTE
        {
            return Ok(hours);
        }
        let hours = Arc::new(log::by_hour(self.contests.app.db.read(), period.id).await?);
        let mut figures = self.figures.lock().unwrap_or_else(PoisonError::into_inner);
        figures.hours.insert(period.id, (now, Arc::clone(&hours)));
        Ok(hours)
    }

    /// A contest with one of its periods and the rules of the stage it belongs to.
    async fn period(&self, slug: &str, code: &str) -> Result<Place, Failure> {
        let (contest, row) = self.contests.find(slug, code).await?;
        Place::of(contest, row)
    }

    /// The union over the days of the period, as known when its result was computed.
    async fn tree(&self, row: &PeriodRow) -> Result<Arc<Tree>, Failure> {
        Ok(self.contests.announced_tree(row).await?)
    }
}

/// A period at its place in a contest.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub contest: ContestRow,
    pub row: PeriodRow,
    pub quiz: Quiz,
    pub period: Period,
}

impl Place {
    pub(crate) fn of(contest: ContestRow, row: PeriodRow) -> Result<Self, Failure> {
        let quiz = contest.rules.quiz(&row.stage).cloned().ok_or(Failure::NotFound)?;
        let period = quiz.period(&row.code).cloned().ok_or(Failure::NotFound)?;
        Ok(Self {
            contest,
            row,
            quiz,
            period,
        })
    }

    /// "Tuần 3".
    pub(crate) fn name(&self, tr: &Tr) -> String {
        words::local(tr, &self.period.name).to_owned()
    }

    pub(crate) fn title(&self, tr: &Tr) -> String {
        title(tr, &self.contest)
    }

    /// Address of the result page.
    pub(crate) fn result_address(&self) -> String {
        format!("/cuoc-thi/{}/ket-qua/{}", self.contest.slug, self.row.code)
    }
}

/// A number in an address; anything else is an address that does not exist.
pub(crate) fn number(text: &str) -> Result<i64, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// An id in an address.
fn id(text: &str) -> Result<Uuid, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// The official title in the language at hand.
pub(crate) fn title(tr: &Tr, contest: &ContestRow) -> String {
    words::local(tr, &contest.rules.titles.official).to_owned()
}

/// Chip of a period: class and words.
pub(crate) fn chip(tr: &Tr, state: PeriodState) -> (&'static str, String) {
    let class = match state {
        PeriodState::Draft => "chip-draft",
        PeriodState::Scheduled | PeriodState::Sealed | PeriodState::Provisional | PeriodState::Verified => {
            "chip-waiting"
        }
        PeriodState::Open => "chip-open",
        PeriodState::Closed => "chip-stopped",
        PeriodState::Announced | PeriodState::Final => "chip-done",
    };
    (class, tr.t(&format!("contest-state-{}", state_code(state))))
}

/// Whether a visitor may see the result of a period.
fn may_see(visit: &Visit, state: PeriodState) -> bool {
    state.is_public() || (visit.has_any(&INSIDERS) && state >= PeriodState::Provisional)
}

/// The result of a period that the visitor may see; none when it is not out yet.
async fn seen_result(
    state: &Public,
    visit: &Visit,
    place: &Place,
) -> Result<Option<(VersionRow, Arc<PeriodResult>)>, Failure> {
    if !may_see(visit, place.row.state) {
        return Ok(None);
    }
    Ok(state.contests.result(&place.row).await?)
}

/// Counters while a period is open, as the rules allow them: nothing, or rounded down.
fn shown(counters: LiveCounters, live: Live) -> Option<Live> {
    match counters {
        LiveCounters::Public => Some(live),
        LiveCounters::Rounded { step } => {
            let step = i64::from(step.max(1));
            let down = |n: i64| n / step * step;
            Some(Live {
                people: down(live.people),
                attempts: down(live.attempts),
            })
        }
        LiveCounters::HiddenUntilClose => None,
    }
}

/// The unit that competes for the members of `unit`: the one directly below the top of the tree.
fn competing(tree: &Tree, unit: Uuid) -> Option<Uuid> {
    let node = tree.get(unit)?;
    if node.depth == 1 {
        return Some(unit);
    }
    tree.ancestors(unit)
        .into_iter()
        .find(|above| above.depth == 1)
        .map(|above| above.id)
}

/// A unit's name on that day.
fn unit_name(tr: &Tr, tree: &Tree, unit: Uuid) -> String {
    tree.get(unit)
        .map_or_else(|| tr.t("result-unit-gone"), |node| node.name.clone())
}

/// The name of a block: as the rules name it, else the kind of unit.
fn block_name(tr: &Tr, quiz: &Quiz, code: Option<&str>) -> String {
    let Some(code) = code else { return String::new() };
    if let Some(block) = quiz.blocks.iter().find(|block| block.code == code) {
        return words::local(tr, &block.name).to_owned();
    }
    let key = format!("org-kind-{code}");
    if tr.has(&key) { tr.t(&key) } else { code.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn live_counters_show_no_more_than_the_rules_allow() {
        let live = Live {
            people: 1_234,
            attempts: 1_999,
        };
        assert_eq!(shown(LiveCounters::Public, live), Some(live));
        assert_eq!(
            shown(LiveCounters::Rounded { step: 500 }, live),
            Some(Live {
                people: 1_000,
                attempts: 1_500
            })
        );
        assert_eq!(shown(LiveCounters::HiddenUntilClose, live), None);
    }
}
