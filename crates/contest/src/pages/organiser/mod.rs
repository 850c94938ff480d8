//! What organisers, leaders and auditors see of a contest: its rules, its weeks, the control room of a week, and the
//! acts that move it. Organisers act, leaders approve for their side, auditors read.

mod acts;
mod approve;
mod contest;
mod control;
mod decide;
mod difference;
pub(crate) mod figures;
mod files;
mod gather;
mod lens;
mod list;
mod provisional;
mod recompute;
mod remind;
mod shown;
mod signals;

use kernel::actor::{Actor, Role, Side};
use kernel::lang::Lang;
use platform::failure::Failure;
use platform::routes::{Access, Routes};
use platform::visit::Visit;

use crate::documents::outcome::period_name;
use crate::ruleset::Quiz;
use crate::service::{ActError, Contests};
use crate::state::Refusal;
use crate::store::contests::{self, ContestRow, PeriodRow, StepRow};

/// Results name people: administrators of the machine are not among those who read them.
const READERS: Access = Access::Roles(&[Role::Organiser, Role::Leader, Role::Auditor]);
/// Figures by unit name nobody: unit officers read those of their units.
const COUNTERS: Access = Access::Roles(&[Role::Organiser, Role::Leader, Role::Auditor, Role::UnitOfficer]);
const ORGANISERS: Access = Access::Roles(&[Role::Organiser]);
const LEADERS: Access = Access::Roles(&[Role::Leader]);

/// The routes of organisers and leaders.
pub fn routes(contests: &Contests) -> Routes {
    let c = || contests.clone();
    Routes::new(&contests.app)
        .get("/to-chuc", READERS, c(), list::show)
        .get("/to-chuc/{slug}", READERS, c(), contest::show)
        .post("/to-chuc/{slug}/duyet-the-le", LEADERS, c(), contest::approve)
        .get("/to-chuc/{slug}/{code}", READERS, c(), control::show)
        .get("/to-chuc/{slug}/{code}/don-vi.xlsx", READERS, c(), files::participation)
        .get("/to-chuc/{slug}/{code}/theo-don-vi", COUNTERS, c(), lens::show)
        .get(
            "/to-chuc/{slug}/{code}/theo-don-vi/xuat.xlsx",
            COUNTERS,
            c(),
            lens::export,
        )
        .get("/to-chuc/{slug}/{code}/nhac", READERS, c(), remind::show)
        .post("/to-chuc/{slug}/{code}/len-lich", ORGANISERS, c(), acts::schedule)
        .post("/to-chuc/{slug}/{code}/gia-han", ORGANISERS, c(), acts::extend)
        .post("/to-chuc/{slug}/{code}/xac-nhan", ORGANISERS, c(), acts::verify)
        .post("/to-chuc/{slug}/{code}/cong-bo", ORGANISERS, c(), acts::announce)
        .post("/to-chuc/{slug}/{code}/thu-tu", ORGANISERS, c(), decide::send)
        .get("/to-chuc/{slug}/{code}/tinh-lai", ORGANISERS, c(), recompute::show)
        .post("/to-chuc/{slug}/{code}/tinh-lai", ORGANISERS, c(), recompute::send)
        .get("/to-chuc/{slug}/{code}/bien-ban", READERS, c(), files::minutes_page)
        .get(
            "/to-chuc/{slug}/{code}/bien-ban.docx",
            READERS,
            c(),
            files::minutes_docx,
        )
        .get("/to-chuc/{slug}/{code}/ket-qua.xlsx", READERS, c(), files::result_xlsx)
        .get("/duyet/{slug}/{code}", READERS, c(), approve::show)
        .post("/duyet/{slug}/{code}", LEADERS, c(), approve::send)
}

/// A period with what every page about it needs.
#[derive(Clone, Debug)]
pub(crate) struct Here {
    pub contest: ContestRow,
    pub period: PeriodRow,
    pub steps: Vec<StepRow>,
    /// Name of the contest and of the period in the visitor's language.
    pub title: String,
    pub name: String,
}

impl Here {
    /// Finds a period by the address of its page.
    pub async fn find(contests: &Contests, lang: Lang, slug: &str, code: &str) -> Result<Self, Failure> {
        let (contest, period) = contests.find(slug, code).await?;
        Self::of(contests, lang, contest, period).await
    }

    pub async fn of(contests: &Contests, lang: Lang, contest: ContestRow, period: PeriodRow) -> Result<Self, Failure> {
        let steps = contests::steps(contests.app.db.read(), period.id).await?;
        Ok(Self {
            title: contest.rules.titles.official.get(lang.code()).to_owned(),
            name: period_name(&contest.rules, &period, lang.code()),
            contest,
            period,
            steps,
        })
    }

    /// The quiz this period belongs to.
    pub fn quiz(&self) -> Result<&Quiz, Failure> {
        self.contest.rules.quiz(&self.period.stage).ok_or(Failure::NotFound)
    }

    /// The address of the control room.
    pub fn href(&self) -> String {
        format!("/to-chuc/{}/{}", self.contest.slug, self.period.code)
    }

    /// The name of the organising body of a side.
    pub fn body(&self, lang: Lang, side: Side) -> String {
        body(&self.contest, lang, side)
    }
}

/// The name of the organising body of a side: bodies stand in the order they sign.
pub(crate) fn body(contest: &ContestRow, lang: Lang, side: Side) -> String {
    let place = match side {
        Side::A => 0,
        Side::B => 1,
    };
    contest
        .rules
        .organisers
        .get(place)
        .map_or_else(String::new, |body| body.name.get(lang.code()).to_owned())
}

/// The side for which somebody approves.
fn leader_side(actor: &Actor) -> Option<Side> {
    actor.side_as(Role::Leader)
}

/// The words beside the button that was refused; other errors are failures of their own.
fn refused_words(visit: &Visit, error: ActError) -> Result<String, Failure> {
    let tr = visit.tr();
    match error {
        ActError::Refused(Refusal::TooEarly { from_ms }) => Ok(tr.x(
            "control-refused-too-early",
            kernel::time::day_and_time(from_ms, visit.lang),
        )),
        ActError::Refused(Refusal::ApprovalsMissing { missing }) => {
            Ok(tr.x("control-refused-approvals-missing", tr.number(missing)))
        }
        ActError::Refused(Refusal::ComplaintsOpen { open }) => {
            Ok(tr.x("control-refused-complaints-open", tr.number(open)))
        }
        ActError::Refused(refusal) => Ok(tr.t(refusal_key(&refusal))),
        ActError::Overtaken => Ok(tr.t("control-refused-overtaken")),
        ActError::Undecided => Ok(tr.t("control-refused-undecided")),
        ActError::Overlaps => Ok(tr.t("control-refused-overlaps")),
        ActError::Past => Ok(tr.t("control-refused-past")),
        other => Err(other.into()),
    }
}

const fn refusal_key(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::RulesNotSealed => "control-refused-rules-not-sealed",
        Refusal::BankNotSealed => "control-refused-bank-not-sealed",
        Refusal::ReasonMissing => "control-refused-reason-missing",
        Refusal::EndNotLater => "control-refused-end-not-later",
        Refusal::SideApproved => "control-refused-side-approved",
        _ => "control-refused-wrong-state",
    }
}

/// A moment as typed in a form: a day and a time of day on the clocks of Viet Nam.
fn moment(day: &str, time: &str) -> Option<i64> {
    let day = day.parse::<jiff::civil::Date>().ok().or_else(|| {
        let (year, month, day) = vietnamese::dates::parse(day).ok()?;
        jiff::civil::Date::new(year, month, day).ok()
    })?;
    let (hour, minute) = time.trim().split_once([':', 'h', 'g'])?;
    let (hour, minute) = (hour.trim().parse().ok()?, minute.trim().parse().ok()?);
    // "24:00" is how plans write the end of a day: 0:00 of the next one.
    if (hour, minute) == (24_i8, 0_i8) {
        return Some(kernel::time::start_of(day).saturating_add(kernel::time::DAY));
    }
    Some(kernel::time::instant(
        day.to_datetime(jiff::civil::Time::new(hour, minute, 0, 0).ok()?),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_people_type_it() {
        let eight = kernel::time::instant(jiff::civil::date(2026, 10, 27).at(8, 0, 0, 0));
        assert_eq!(moment("2026-10-27", "08:00"), Some(eight));
        assert_eq!(moment("27/10/2026", "8:00"), Some(eight));
        assert_eq!(
            moment("26/10/2026", "24:00"),
            Some(kernel::time::start_of(jiff::civil::date(2026, 10, 27)))
        );
        assert_eq!(moment("26/10/2026", "25:00"), None);
        assert_eq!(moment("", ""), None);
    }
}
