//! Taking part: the door, the paper, saving, handing in, and what was recorded.

mod door;
mod outcome;
mod paper;
mod review;
mod save;
mod sheet_form;

use kernel::actor::Role;
use platform::failure::Failure;
use platform::limit::Act;
use platform::routes::{Access, Routes};
use platform::visit::Visit;

use crate::desk::View;
use crate::pages::public::Place;
use crate::ruleset::KeyShown;
use crate::service::Contests;
use crate::state::PeriodState;
use crate::store::contests;
use crate::store::log::{self, AttemptRecord};

/// The routes.
pub fn routes(contests: &Contests) -> Routes {
    let member = Access::Roles(&[Role::Member]);
    let own = Access::SignedIn;
    let state = contests.clone();
    Routes::new(&contests.app)
        .get("/thi/{period}", member, state.clone(), door::show)
        .post("/thi/{period}/bat-dau", member, state.clone(), door::open)
        .message("/thi/luu", own, Act::SaveAnswer, state.clone(), save::answer)
        .get("/thi/bai/{attempt}", own, state.clone(), paper::show)
        .post("/thi/bai/{attempt}", own, state.clone(), sheet_form::send)
        .get("/thi/bai/{attempt}/nop", own, state.clone(), sheet_form::confirm)
        .post("/thi/bai/{attempt}/nop", own, state.clone(), sheet_form::hand_in)
        .get("/thi/bai/{attempt}/ket-qua", own, state.clone(), outcome::show)
        .get("/thi/bai/{attempt}/xem-lai", own, state, review::show)
}

fn paper_address(attempt: i64) -> String {
    format!("/thi/bai/{attempt}")
}

fn outcome_address(attempt: i64) -> String {
    format!("/thi/bai/{attempt}/ket-qua")
}

/// An attempt of the visitor: in work or just ended on the desk, or on record.
enum Mine {
    Desk(Box<View>),
    Record(AttemptRecord),
}

impl Mine {
    const fn record(&self) -> &AttemptRecord {
        match self {
            Self::Desk(view) => &view.record,
            Self::Record(record) => record,
        }
    }
}

/// The visitor's own attempt; somebody else's does not exist for them.
async fn mine(contests: &Contests, visit: &Visit, attempt: i64) -> Result<Mine, Failure> {
    let me = visit.actor()?.account;
    if let Some(view) = contests.desk.view(me, attempt) {
        return Ok(Mine::Desk(Box::new(view)));
    }
    let record = log::attempt(contests.app.db.read(), attempt).await?;
    record
        .filter(|record| record.member_id == me)
        .map(Mine::Record)
        .ok_or(Failure::NotFound)
}

/// The period of an attempt with its contest and rules.
async fn place_of(contests: &Contests, period: i64) -> Result<Place, Failure> {
    let on = contests.app.db.read();
    let row = contests::period(on, period).await?.ok_or(Failure::NotFound)?;
    let contest = contests::by_id(on, row.contest_id).await?.ok_or(Failure::NotFound)?;
    Place::of(contest, row)
}

/// Whether the rules publish the right answers of this period now.
async fn key_is_out(contests: &Contests, place: &Place) -> Result<bool, Failure> {
    let sealed = |state: PeriodState| state >= PeriodState::Sealed;
    Ok(match place.quiz.results.key {
        KeyShown::Never => false,
        KeyShown::AfterPeriod => sealed(place.row.state),
        KeyShown::AfterStage => {
            let all = contests::periods(contests.app.db.read(), place.contest.id).await?;
            all.iter()
                .filter(|row| row.stage == place.row.stage)
                .all(|row| sealed(row.state))
        }
    })
}

/// The letter of a displayed place: A to H.
fn letter(place: u8) -> char {
    char::from(b'A'.saturating_add(place.min(25)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn places_have_letters() {
        assert_eq!((super::letter(0), super::letter(7)), ('A', 'H'));
    }
}
