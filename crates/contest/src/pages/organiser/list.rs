//! The contests, and what in them waits for the visitor.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::actor::{Actor, Role};
use kernel::time;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;

use super::shown::{self, Chip};
use super::{body, leader_side};
use crate::documents::outcome::period_name;
use crate::service::Contests;
use crate::state::PeriodState;
use crate::store::contests::{self, ApprovalRow, ContestRow, PeriodRow, StepRow};

struct Task {
    href: String,
    due: String,
    title: String,
    next: String,
}

struct Listed {
    href: String,
    title: String,
    bodies: String,
    chip: Chip,
    /// The period that runs, or the next one, or the last one.
    period: String,
    next: String,
}

#[derive(Template)]
#[template(path = "organiser_list.html")]
struct ListPage {
    shell: Shell,
    lead: String,
    tasks: Vec<Task>,
    contests: Vec<Listed>,
}

pub(super) async fn show(visit: Visit, State(contests): State<Contests>) -> Result<Response, Failure> {
    let tr = visit.tr();
    let actor = visit.actor()?;
    let on = visit.app.db.read();
    let (mut tasks, mut listed) = (Vec::new(), Vec::new());
    for contest in contests::all(contests.app.db.read()).await? {
        let approvals = contests::approvals(on, contest.id).await?;
        tasks.extend(rules_task(&tr, actor, &contest, &approvals));
        let mut steps = Vec::new();
        let periods = contests::periods(on, contest.id).await?;
        for period in &periods {
            let own = contests::steps(on, period.id).await?;
            tasks.extend(period_task(&tr, actor, &contest, period, &own, visit.now()));
            steps.push(own);
        }
        listed.push(summary(&tr, &contest, &periods, &steps));
    }
    let lead = if tasks.is_empty() {
        tr.t("organise-nothing-waits")
    } else {
        tr.n("organise-waiting", tasks.len())
    };
    visit.page(&ListPage {
        shell: visit.shell(tr.t("organise-title")),
        lead,
        tasks,
        contests: listed,
    })
}

fn summary(tr: &Tr, contest: &ContestRow, periods: &[PeriodRow], steps: &[Vec<StepRow>]) -> Listed {
    let done = |period: &PeriodRow| period.state.is_public();
    let running = |period: &PeriodRow| matches!(period.state, PeriodState::Open | PeriodState::Closed);
    let place = periods
        .iter()
        .position(running)
        .or_else(|| periods.iter().position(|period| !done(period)))
        .or_else(|| periods.len().checked_sub(1));
    let at = place.and_then(|place| Some((periods.get(place)?, steps.get(place)?)));
    let bodies: Vec<&str> = contest
        .rules
        .organisers
        .iter()
        .map(|body| body.name.get(tr.lang.code()))
        .collect();
    Listed {
        href: format!("/to-chuc/{}", contest.slug),
        title: contest.rules.titles.official.get(tr.lang.code()).to_owned(),
        bodies: bodies.join(" · "),
        chip: shown::chip(tr, at.map_or(PeriodState::Draft, |(period, _)| period.state)),
        period: at.map_or_else(String::new, |(period, _)| {
            period_name(&contest.rules, period, tr.lang.code())
        }),
        next: at.map_or_else(String::new, |(period, steps)| shown::next(tr, contest, period, steps)),
    }
}

/// A leader whose side has not approved the rules as they stand.
fn rules_task(tr: &Tr, actor: &Actor, contest: &ContestRow, approvals: &[ApprovalRow]) -> Option<Task> {
    let side = leader_side(actor).filter(|_| contest.sealed_at.is_none())?;
    let hash = contest.rules.hash().ok()?;
    let done = |row: &ApprovalRow| row.side == side.code() && row.rules_hash == hash;
    if approvals.iter().any(done) {
        return None;
    }
    Some(Task {
        href: format!("/to-chuc/{}", contest.slug),
        due: tr.t("organise-no-due"),
        title: tr.x("organise-task-rules", contest.rules.titles.official.get(tr.lang.code())),
        next: tr.x("organise-task-rules-next", body(contest, tr.lang, side)),
    })
}

fn period_task(
    tr: &Tr,
    actor: &Actor,
    contest: &ContestRow,
    period: &PeriodRow,
    steps: &[StepRow],
    now: i64,
) -> Option<Task> {
    let name = period_name(&contest.rules, period, tr.lang.code());
    let organises = actor.has(Role::Organiser);
    let missing = shown::missing_sides(steps);
    let control = format!("/to-chuc/{}/{}", contest.slug, period.code);
    let (key, href) = match period.state {
        PeriodState::Draft if organises && contest.sealed_at.is_some() => ("organise-task-schedule", control),
        PeriodState::Provisional if organises => ("organise-task-verify", control),
        PeriodState::Verified if leader_side(actor).is_some_and(|side| missing.contains(&side)) => (
            "organise-task-approve",
            format!("/duyet/{}/{}", contest.slug, period.code),
        ),
        PeriodState::Verified if organises && missing.is_empty() => ("organise-task-announce", control),
        _ => return None,
    };
    let due = match period.state {
        PeriodState::Draft => Some(period.open_at),
        _ => contest
            .rules
            .quiz(&period.stage)
            .and_then(|quiz| quiz.period(&period.code))
            .and_then(|p| p.results_due),
    };
    let due = due.map_or_else(
        || tr.t("organise-no-due"),
        |due| {
            let day = time::date(time::local_date(due), tr.lang);
            if due > now {
                tr.xy("organise-due", day, time::until(due - now, tr.lang))
            } else {
                tr.x("organise-overdue", day)
            }
        },
    );
    let title = contest.rules.titles.official.get(tr.lang.code());
    Some(Task {
        href,
        due,
        title: tr.xy(key, name, title),
        next: shown::next(tr, contest, period, steps),
    })
}
