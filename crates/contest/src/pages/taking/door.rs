//! The door to a period: what to expect, and the one button. Whoever cannot go in now reads why, and what to do.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use kernel::clock::Millis;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;

use super::{outcome_address, paper_address, place_of, save};
use crate::desk::NotOpened;
use crate::pages::public::words::{decimal, duration, instant};
use crate::pages::public::{Countdown, Place, chip, facts, number};
use crate::ruleset::{AttemptRefusal, InFlight};
use crate::service::{ActError, Contests, Entry, MyAttempt, Standing};
use crate::state::PeriodState;

/// Why the door is shut: the end of the message keys `take-door-…`, and what the message is filled with.
struct Shut {
    code: &'static str,
    fill: String,
    countdown: Option<Countdown>,
}

impl Shut {
    const fn plain(code: &'static str) -> Self {
        Self {
            code,
            fill: String::new(),
            countdown: None,
        }
    }

    const fn with(code: &'static str, fill: String) -> Self {
        Self {
            code,
            fill,
            countdown: None,
        }
    }
}

/// One of the visitor's attempts, in a line.
pub(super) struct Line {
    pub name: String,
    pub opened: String,
    pub answered: String,
    pub score: String,
    pub chip: (&'static str, String),
    pub href: String,
    pub current: bool,
}

#[derive(Template)]
#[template(path = "take_door.html")]
struct DoorPage {
    shell: Shell,
    chip: (&'static str, String),
    facts: String,
    closes: String,
    closing: Option<Countdown>,
    left: String,
    /// Empty when the door is open.
    shut: String,
    shut_next: String,
    opening: Option<Countdown>,
    /// Things to know before starting.
    warnings: Vec<String>,
    /// Address of the paper in work; "" when there is none.
    resume: String,
    start: String,
    result: String,
    rules: String,
    attempts: Vec<Line>,
    /// Seconds after which the page comes back by itself; 0 never.
    retry: u32,
    home: String,
}

pub(super) fn lines(tr: &Tr, attempts: &[MyAttempt], shown: i64) -> Vec<Line> {
    attempts
        .iter()
        .map(|attempt| Line {
            name: tr.x("take-attempt", attempt.record.number),
            opened: instant(attempt.record.opened_at, tr.lang),
            answered: tr.xy(
                "take-answered-of",
                attempt.sheet.answers.iter().filter(|answer| **answer != 0).count(),
                attempt.sheet.answers.len(),
            ),
            score: attempt.mark.map_or_else(String::new, |mark| {
                tr.xyz(
                    "take-score",
                    mark.correct,
                    mark.total,
                    decimal(tr, i64::from(mark.score), 2),
                )
            }),
            chip: if attempt.in_work {
                ("chip-open", tr.t("take-in-work"))
            } else if attempt.record.submitted_at.is_some() {
                ("chip-done", tr.t("take-handed-in"))
            } else {
                ("chip-stopped", tr.t("take-ended-by-time"))
            },
            href: if attempt.in_work {
                paper_address(attempt.record.id)
            } else {
                outcome_address(attempt.record.id)
            },
            current: attempt.record.id == shown,
        })
        .collect()
}

fn of_refusal(tr: &Tr, now: Millis, refusal: AttemptRefusal) -> Shut {
    let max = |code, max: u32| Shut::with(code, tr.number(max));
    match refusal {
        AttemptRefusal::NotOpenYet { opens_ms } => Shut {
            code: "not-open",
            fill: instant(opens_ms, tr.lang),
            countdown: Some(Countdown::to(tr, now, opens_ms)),
        },
        AttemptRefusal::Closed { closed_ms } => Shut::with("closed", instant(closed_ms, tr.lang)),
        AttemptRefusal::DayUsedUp { max: n } => max("day", n),
        AttemptRefusal::WeekUsedUp { max: n } => max("week", n),
        AttemptRefusal::PeriodUsedUp { max: n } => max("period", n),
        AttemptRefusal::ContestUsedUp { max: n } => max("contest", n),
        AttemptRefusal::BadInstant => Shut::plain("not-running"),
    }
}

fn of_standing(tr: &Tr, standing: Standing) -> Option<Shut> {
    Some(match standing {
        Standing::May { .. } => return None,
        Standing::NoUnit => Shut::plain("no-unit"),
        Standing::UnitNotInvited => Shut::plain("not-invited"),
        Standing::TooYoung { years } => Shut::with("too-young", tr.number(years)),
        Standing::Barred => Shut::plain("barred"),
    })
}

/// Why nobody can go in now, whoever they are.
fn of_period(tr: &Tr, place: &Place, now: Millis) -> Option<Shut> {
    match place.row.state {
        PeriodState::Draft => Some(Shut::with("draft", instant(place.row.open_at, tr.lang))),
        PeriodState::Scheduled if now < place.row.open_at => Some(of_refusal(
            tr,
            now,
            AttemptRefusal::NotOpenYet {
                opens_ms: place.row.open_at,
            },
        )),
        // The clock opens it within a second.
        PeriodState::Scheduled => Some(Shut::plain("opening")),
        PeriodState::Open if now < place.row.close_at => None,
        PeriodState::Announced | PeriodState::Final => {
            Some(Shut::with("announced", instant(place.row.close_at, tr.lang)))
        }
        _ => Some(Shut::with("closed", instant(place.row.close_at, tr.lang))),
    }
}

async fn entry(contests: &Contests, place: &Place, visit: &Visit) -> Result<Option<Entry>, Failure> {
    if place.row.state == PeriodState::Draft {
        return Ok(None);
    }
    match contests
        .entry(&place.contest, &place.row, visit.actor()?, visit.received)
        .await
    {
        Ok(entry) => Ok(Some(entry)),
        // The bank does not suffice or the rules do not fit it: told as "not running", the log says more.
        Err(ActError::Fault(words)) => {
            tracing::error!(period = place.row.id, "{words}");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

fn warnings(tr: &Tr, place: &Place, now: Millis, standing: Option<Standing>) -> Vec<String> {
    let mut out = Vec::new();
    if let (Some(limit), InFlight::CutAtClose) = (place.quiz.attempts.time_limit_ms, place.quiz.in_flight) {
        let left = place.row.close_at - now;
        if left < limit {
            out.push(tr.xy(
                "take-door-short",
                duration(left / 1_000 * 1_000, tr.lang),
                duration(limit, tr.lang),
            ));
        }
    }
    if matches!(standing, Some(Standing::May { ranked: false, .. })) {
        out.push(tr.t("take-door-unranked"));
    }
    if !place.quiz.attempts.may_change_answers {
        out.push(tr.t("rules-answers-fixed"));
    }
    out
}

/// Shows the door. `turned_away` is why a press on the button did not open it.
async fn page(
    contests: &Contests,
    visit: &Visit,
    place: &Place,
    turned_away: Option<Shut>,
    status: StatusCode,
) -> Result<Response, Failure> {
    let (tr, now) = (visit.tr(), visit.received);
    let entry = entry(contests, place, visit).await?;
    let current = entry.as_ref().and_then(|entry| entry.current);
    let busy = turned_away.as_ref().is_some_and(|shut| shut.code == "busy");
    let shut = turned_away
        .or_else(|| of_period(&tr, place, now))
        .or_else(|| match &entry {
            None => Some(Shut::plain("not-running")),
            Some(_) if contests.desk.round(place.row.id).is_none() => Some(Shut::plain("not-running")),
            Some(entry) => of_standing(&tr, entry.standing).or_else(|| entry.refusal.map(|r| of_refusal(&tr, now, r))),
        })
        .filter(|shut| current.is_none() || shut.code == "busy");
    let open = shut.is_none() || busy;
    let code = shut.as_ref().map(|shut| shut.code);
    let told = |suffix: &str| {
        shut.as_ref().map_or_else(String::new, |shut| {
            let key = format!("take-door-{}{suffix}", shut.code);
            if tr.has(&key) {
                tr.x(&key, &shut.fill)
            } else {
                String::new()
            }
        })
    };
    let next_attempt = entry.as_ref().map_or(1, |entry| entry.attempts.len() + 1);
    let running = place.row.state == PeriodState::Open && now < place.row.close_at;
    let door = DoorPage {
        chip: chip(&tr, place.row.state),
        facts: facts(&tr, place),
        closes: tr.x(
            if running {
                "contest-closes-at"
            } else {
                "contest-closed-or-closes"
            },
            instant(place.row.close_at, tr.lang),
        ),
        closing: running.then(|| Countdown::to(&tr, now, place.row.close_at)),
        left: match entry.as_ref().and_then(|entry| entry.left) {
            Some(left) if open && current.is_none() => tr.n("take-left", i64::from(left)),
            _ => String::new(),
        },
        shut: told(""),
        shut_next: told("-next"),
        warnings: if open && current.is_none() {
            warnings(&tr, place, now, entry.as_ref().map(|entry| entry.standing))
        } else {
            Vec::new()
        },
        resume: current.map_or_else(String::new, paper_address),
        start: if open && current.is_none() {
            if next_attempt > 1 {
                tr.x("take-start-again", next_attempt)
            } else {
                tr.t("take-start")
            }
        } else {
            String::new()
        },
        result: if place.row.state.is_public() {
            place.result_address()
        } else {
            String::new()
        },
        rules: format!("/cuoc-thi/{}/the-le", place.contest.slug),
        attempts: entry
            .as_ref()
            .map_or_else(Vec::new, |entry| lines(&tr, &entry.attempts, 0)),
        retry: match code {
            Some("busy") => save::RETRY + 3,
            Some("opening") => 2,
            _ => 0,
        },
        opening: shut.and_then(|shut| shut.countdown),
        home: format!("/thi/{}", place.row.id),
        shell: visit
            .shell(tr.xy("take-door-title", place.name(&tr), place.title(&tr)))
            .crumb("/cuoc-thi", tr.t("contest-list-title"))
            .crumb(format!("/cuoc-thi/{}", place.contest.slug), place.title(&tr)),
    };
    let mut response = visit.page_with(status, &door)?;
    if busy {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(door.retry));
    }
    Ok(response)
}

pub(super) async fn show(
    State(contests): State<Contests>,
    visit: Visit,
    Path(period): Path<String>,
) -> Result<Response, Failure> {
    let place = place_of(&contests, number(&period)?).await?;
    page(&contests, &visit, &place, None, StatusCode::OK).await
}

pub(super) async fn open(
    State(contests): State<Contests>,
    visit: Visit,
    Path(period): Path<String>,
) -> Result<Response, Failure> {
    let place = place_of(&contests, number(&period)?).await?;
    let now = visit.received;
    let actor = visit.actor()?;
    let standing = contests.standing(&place.contest, &place.row.stage, actor, now).await?;
    let Standing::May { unit, ranked } = standing else {
        return page(&contests, &visit, &place, None, StatusCode::CONFLICT).await;
    };
    let tr = visit.tr();
    let opened = contests
        .open(&place.contest, &place.row, actor, (unit, ranked), now)
        .await?;
    let (shut, status) = match opened {
        Ok(attempt) => return Ok(visit.go(&paper_address(attempt))),
        Err(NotOpened::Rules(refusal)) => (Some(of_refusal(&tr, now, refusal)), StatusCode::CONFLICT),
        // Before its time or behind its end the page itself says which.
        Err(NotOpened::NotRunning) => (None, StatusCode::CONFLICT),
        Err(NotOpened::NoPaper) => {
            tracing::error!(period = place.row.id, "a paper cannot be drawn");
            (Some(Shut::plain("not-running")), StatusCode::CONFLICT)
        }
        Err(NotOpened::Busy) => (
            Some(Shut::with("busy", tr.number(save::RETRY + 3))),
            StatusCode::SERVICE_UNAVAILABLE,
        ),
    };
    page(&contests, &visit, &place, shut, status).await
}
