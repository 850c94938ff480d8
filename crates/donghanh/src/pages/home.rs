//! Home: today's work for the person's roles, what is running, and the way in for everybody else.

mod reorgs;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use contest::service::Standing;
use contest::state::PeriodState;
use contest::store::contests::{self, ContestRow, PeriodRow};
use contest::store::questions;
use kernel::actor::{Actor, Role, Side};
use kernel::time;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;

use crate::wire::House;

/// Something that waits for the visitor.
struct Task {
    /// When it is due, in words; empty without a day.
    due: String,
    title: String,
    next: String,
    href: String,
    chip: &'static str,
    state: String,
}

/// The open week of a contest.
struct Running {
    title: String,
    week: String,
    slug: String,
    period: i64,
    closes: String,
    closes_iso: String,
    left: String,
    now_ms: i64,
    questions: u16,
    minutes: i64,
    /// What this member can do: "" when nobody is signed in as a member.
    may: bool,
    attempts_left: String,
    why_not: String,
    in_work: bool,
    done: bool,
}

struct Announced {
    title: String,
    week: String,
    href: String,
    mine: String,
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    shell: Shell,
    greeting: String,
    lead: String,
    public: bool,
    member: bool,
    running: Vec<Running>,
    tasks: Vec<Task>,
    staff: bool,
    /// What has changed for the visitor's units.
    news: Vec<reorgs::News>,
    announced: Vec<Announced>,
}

async fn running(
    house: &House,
    visit: &Visit,
    contest: &ContestRow,
    period: &PeriodRow,
) -> Result<Option<Running>, Failure> {
    let now = visit.now();
    let tr = visit.tr();
    let Some(round) = house.contests.desk.round(period.id) else {
        return Ok(None);
    };
    if now >= period.close_at {
        return Ok(None);
    }
    let mut shown = Running {
        title: contest.rules.titles.official.get(visit.lang.code()).to_owned(),
        week: round.period().name.get(visit.lang.code()).to_owned(),
        slug: contest.slug.clone(),
        period: period.id,
        closes: time::day_and_time(period.close_at, visit.lang),
        closes_iso: format!("{}+07:00", time::local(period.close_at)),
        left: time::until(period.close_at - now, visit.lang),
        now_ms: now,
        questions: round.questions(),
        minutes: round.quiz.attempts.time_limit_ms.unwrap_or(0) / time::MINUTE,
        may: false,
        attempts_left: String::new(),
        why_not: String::new(),
        in_work: false,
        done: false,
    };
    if visit.has_any(&[Role::Member]) {
        let actor = visit.actor()?;
        let entry = house.contests.entry(contest, period, actor, now).await?;
        let may = matches!(entry.standing, Standing::May { .. });
        shown.in_work = entry.current.is_some();
        shown.done = !entry.attempts.is_empty();
        shown.may = may && (shown.in_work || entry.refusal.is_none());
        if let (true, Some(left)) = (may, entry.left) {
            shown.attempts_left = tr.n("home-attempts-left", left);
        }
        if !shown.may {
            shown.why_not = tr.t(if may { "home-used-up" } else { "home-not-eligible" });
        }
    }
    Ok(Some(shown))
}

fn task(tr: &Tr, due: String, key: &str, of: &str, href: String) -> Task {
    Task {
        due,
        title: tr.x(&format!("home-task-{key}"), of),
        next: tr.t(&format!("home-task-{key}-next")),
        href,
        chip: "chip-waiting",
        state: tr.t("home-waits-for-me"),
    }
}

async fn period_tasks(
    house: &House,
    visit: &Visit,
    actor: &Actor,
    contest: &ContestRow,
    period: &PeriodRow,
    out: &mut Vec<Task>,
) -> Result<(), Failure> {
    let tr = visit.tr();
    let lang = visit.lang.code();
    let quiz = contest.rules.quiz(&period.stage);
    let name = quiz
        .and_then(|q| q.period(&period.code))
        .map_or("", |p| p.name.get(lang));
    let room = format!("/to-chuc/{}/{}", contest.slug, period.code);
    let due = |at: i64| time::day_and_time(at, visit.lang);
    let organiser = actor.has(Role::Organiser);
    let first = out.len();
    match period.state {
        PeriodState::Draft if organiser => out.push(task(&tr, due(period.open_at), "schedule", name, room)),
        PeriodState::Provisional if organiser => out.push(task(&tr, String::new(), "verify", name, room)),
        PeriodState::Verified => {
            let steps = contests::steps(house.app.db.read(), period.id).await?;
            let approved = contest::Contests::approved_sides(&steps);
            if let Some(side) = actor.side_as(Role::Leader)
                && !approved.contains(&side)
            {
                let href = format!("/duyet/{}/{}", contest.slug, period.code);
                out.push(task(&tr, String::new(), "approve", name, href));
            }
            if organiser && approved.len() == [Side::A, Side::B].len() {
                out.push(task(&tr, String::new(), "announce", name, room));
            }
        }
        PeriodState::Open if organiser => {
            let mut running = task(&tr, due(period.close_at), "watch", name, room);
            running.chip = "chip-open";
            running.state = tr.t("home-running");
            out.push(running);
        }
        PeriodState::Open if actor.has(Role::UnitOfficer) => {
            let mut remind = task(&tr, due(period.close_at), "remind", name, "/don-vi-toi".to_owned());
            remind.chip = "chip-open";
            remind.state = tr.t("home-running");
            out.push(remind);
        }
        _ => {}
    }
    // Weeks of two contests may have the same name.
    let title = contest.rules.titles.official.get(lang);
    for task in out.iter_mut().skip(first) {
        task.next = format!("{title}. {}", task.next);
    }
    Ok(())
}

async fn bank_tasks(
    house: &House,
    visit: &Visit,
    actor: &Actor,
    contest: &ContestRow,
    out: &mut Vec<Task>,
) -> Result<(), Failure> {
    let tr = visit.tr();
    let on = house.app.db.read();
    let waiting = questions::waiting(on, contest.id, actor).await?;
    let mut count = waiting.drafts + waiting.to_review;
    if let Some(side) = actor.side_as(Role::Leader) {
        let awaiting = questions::awaiting(on, contest.id, actor, side).await?;
        count += i64::try_from(awaiting.numbers.len()).unwrap_or(0);
    }
    if count > 0 {
        out.push(Task {
            due: String::new(),
            title: tr.n("home-task-bank", count),
            next: tr.t("home-task-bank-next"),
            href: format!("/ngan-hang/{}", contest.slug),
            chip: "chip-waiting",
            state: tr.t("home-waits-for-me"),
        });
    }
    Ok(())
}

pub(super) async fn show(State(house): State<House>, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr();
    let on = house.app.db.read();
    let (mut open, mut tasks, mut announced) = (Vec::new(), Vec::new(), Vec::new());
    let actor = visit.session.as_ref().map(|s| s.actor.clone());
    for contest in contests::all(on).await? {
        for period in contests::periods(on, contest.id).await? {
            if period.state == PeriodState::Open
                && let Some(shown) = running(&house, &visit, &contest, &period).await?
            {
                open.push(shown);
            }
            if let Some(actor) = &actor {
                period_tasks(&house, &visit, actor, &contest, &period, &mut tasks).await?;
            }
            if period.state.is_public() {
                let quiz = contest.rules.quiz(&period.stage);
                let name = quiz
                    .and_then(|q| q.period(&period.code))
                    .map_or("", |p| p.name.get(visit.lang.code()));
                let mine = visit
                    .has_any(&[Role::Member])
                    .then(|| format!("/cuoc-thi/{}/ket-qua/{}/toi", contest.slug, period.code));
                announced.push(Announced {
                    title: contest.rules.titles.official.get(visit.lang.code()).to_owned(),
                    week: name.to_owned(),
                    href: format!("/cuoc-thi/{}/ket-qua/{}", contest.slug, period.code),
                    mine: mine.unwrap_or_default(),
                });
            }
        }
        if let Some(actor) = &actor
            && actor.has_any(&[Role::Author, Role::Reviewer, Role::Leader])
        {
            bank_tasks(&house, &visit, actor, &contest, &mut tasks).await?;
        }
    }
    announced.reverse();
    let staff = visit.has_any(&[
        Role::Administrator,
        Role::Organiser,
        Role::Author,
        Role::Reviewer,
        Role::Leader,
        Role::UnitOfficer,
        Role::Auditor,
    ]);
    let mut news = Vec::new();
    if let Some(actor) = actor.as_ref().filter(|_| staff) {
        news = reorgs::matters(&house, &visit, actor, &mut tasks).await?;
    }
    let title = tr.t(if actor.is_some() {
        "home-title-today"
    } else {
        "home-title-public"
    });
    let page = HomePage {
        greeting: match &actor {
            Some(actor) if staff => tr.x(
                "home-today",
                time::day_and_time(visit.now(), visit.lang)
                    .rsplit_once(", ")
                    .map_or("", |(day, _)| day),
            ),
            Some(actor) => tr.x("home-hello", &actor.name),
            None => tr.t("home-title"),
        },
        lead: match &actor {
            Some(_) if staff => tr.n("home-lead-tasks", tasks.len()),
            Some(_) => tr.n("home-lead-member", open.len()),
            None => tr.t("home-lead-public"),
        },
        public: actor.is_none(),
        member: visit.has_any(&[Role::Member]),
        running: open,
        tasks,
        staff,
        news,
        announced,
        shell: visit.shell(title),
    };
    visit.page(&page)
}
