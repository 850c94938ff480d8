//! The contests, and one contest: what is open now, its weeks, prizes, who organises.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::actor::Role;
use kernel::clock::Millis;
use kernel::time;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;

use super::words::{instant, local};
use super::{INSIDERS, Live, Place, Public, chip, shown, title};
use crate::ruleset::{PrizeScope, PrizeSpan};
use crate::state::PeriodState;
use crate::store::contests::{self, ContestRow};

/// An instant with its countdown by the server's clock.
#[derive(Clone, Debug, Default)]
pub(crate) struct Countdown {
    pub iso: String,
    pub now: Millis,
    /// "còn 2 ngày 4 giờ", for pages without script.
    pub words: String,
}

impl Countdown {
    pub(crate) fn to(tr: &Tr, now: Millis, at: Millis) -> Self {
        let iso = jiff::Timestamp::from_millisecond(at).map_or_else(|_| String::new(), |stamp| stamp.to_string());
        Self {
            iso,
            now,
            words: tr.x("contest-left", time::until(at - now, tr.lang)),
        }
    }
}

/// What somebody can do now.
#[derive(Clone, Debug, Default)]
struct Present {
    /// "open", "soon", "over".
    kind: &'static str,
    chip: (&'static str, String),
    name: String,
    line: String,
    countdown: Option<Countdown>,
    href: String,
    button: String,
    counters: String,
    /// How many questions, minutes and attempts.
    facts: String,
}

struct Week {
    name: String,
    opens: String,
    closes: String,
    chip: (&'static str, String),
    figures: String,
    result: String,
}

struct Card {
    href: String,
    title: String,
    organisers: String,
    present: Present,
}

#[derive(Template)]
#[template(path = "contest_list.html")]
struct ListPage {
    shell: Shell,
    cards: Vec<Card>,
}

struct Prizes {
    heading: String,
    rows: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "contest_show.html")]
struct ContestPage {
    shell: Shell,
    aliases: Vec<String>,
    slug: String,
    draft: bool,
    present: Present,
    weeks: Vec<Week>,
    prizes: Vec<Prizes>,
    organisers: Vec<(&'static str, String)>,
    basis: Vec<String>,
}

fn visible(visit: &Visit, contest: &ContestRow) -> bool {
    contest.sealed_at.is_some() || visit.has_any(&INSIDERS)
}

pub(super) fn require_visible(visit: &Visit, contest: &ContestRow) -> Result<(), Failure> {
    if visible(visit, contest) {
        Ok(())
    } else {
        Err(Failure::NotFound)
    }
}

async fn places(state: &Public, contest: &ContestRow) -> Result<Vec<Place>, Failure> {
    let rows = contests::periods(state.contests.app.db.read(), contest.id).await?;
    rows.into_iter().map(|row| Place::of(contest.clone(), row)).collect()
}

fn counted(tr: &Tr, live: Live) -> String {
    tr.xy("contest-counters", tr.number(live.people), tr.number(live.attempts))
}

/// The open week, else the next one, else the last one with a result.
async fn present(state: &Public, visit: &Visit, places: &[Place]) -> Result<Present, Failure> {
    let (tr, now) = (visit.tr(), visit.now());
    let open = places
        .iter()
        .find(|p| p.row.state == PeriodState::Open && p.row.open_at <= now && now < p.row.close_at);
    if let Some(place) = open {
        let name = place.name(&tr);
        let counters = place.contest.rules.disclosure.live_counters;
        let counters =
            shown(counters, state.live(&place.row).await?).map_or_else(String::new, |live| counted(&tr, live));
        return Ok(Present {
            kind: "open",
            chip: chip(&tr, PeriodState::Open),
            line: tr.x("contest-closes-at", instant(place.row.close_at, tr.lang)),
            countdown: Some(Countdown::to(&tr, now, place.row.close_at)),
            // Staff without a membership cannot take part; a button that leads to a refusal is worse than none.
            href: if visit.session.is_none() || visit.has_any(&[Role::Member]) {
                format!("/thi/{}", place.row.id)
            } else {
                String::new()
            },
            button: tr.x("contest-enter", &name),
            counters,
            facts: facts(&tr, place),
            name,
        });
    }
    let next = places
        .iter()
        .find(|p| matches!(p.row.state, PeriodState::Scheduled | PeriodState::Draft) && now < p.row.close_at);
    if let Some(place) = next {
        let scheduled = place.row.state == PeriodState::Scheduled;
        let line = if scheduled {
            "contest-opens-at"
        } else {
            "contest-opens-planned"
        };
        return Ok(Present {
            kind: "soon",
            chip: chip(&tr, place.row.state),
            name: place.name(&tr),
            line: tr.x(line, instant(place.row.open_at, tr.lang)),
            countdown: (scheduled && now < place.row.open_at).then(|| Countdown::to(&tr, now, place.row.open_at)),
            facts: facts(&tr, place),
            ..Present::default()
        });
    }
    let Some(last) = places.last() else {
        return Ok(Present::default());
    };
    let out = places.iter().rev().find(|p| p.row.state.is_public());
    Ok(Present {
        kind: "over",
        chip: chip(&tr, last.row.state),
        name: last.name(&tr),
        line: tr.x("contest-closed-at", instant(last.row.close_at, tr.lang)),
        href: out.map_or_else(String::new, Place::result_address),
        button: out.map_or_else(String::new, |place| tr.x("contest-see-result", place.name(&tr))),
        ..Present::default()
    })
}

/// "20 câu trắc nghiệm và một câu dự đoán, làm trong 15 phút, tối đa 3 lượt."
pub(crate) fn facts(tr: &Tr, place: &Place) -> String {
    let quiz = &place.quiz;
    let mut parts = vec![tr.n("contest-fact-questions", i64::from(quiz.blueprint.questions))];
    if quiz.prediction.is_some() {
        parts.push(tr.t("contest-fact-prediction"));
    }
    if let Some(limit) = quiz.attempts.time_limit_ms {
        parts.push(tr.x("contest-fact-time", super::words::duration(limit, tr.lang)));
    }
    for (max, key) in [
        (quiz.attempts.max_per_period, "contest-fact-attempts-period"),
        (quiz.attempts.max_per_week, "contest-fact-attempts-week"),
        (quiz.attempts.max_per_day, "contest-fact-attempts-day"),
    ] {
        if let Some(max) = max {
            parts.push(tr.n(key, i64::from(max)));
        }
    }
    parts.join(" · ")
}

async fn week(state: &Public, visit: &Visit, place: &Place) -> Result<Week, Failure> {
    let tr = visit.tr();
    let row = &place.row;
    let figures = match row.state {
        PeriodState::Draft | PeriodState::Scheduled => String::new(),
        PeriodState::Open => {
            let live = state.live(row).await?;
            shown(place.contest.rules.disclosure.live_counters, live)
                .map_or_else(String::new, |live| counted(&tr, live))
        }
        _ => counted(&tr, state.live(row).await?),
    };
    Ok(Week {
        name: place.name(&tr),
        opens: instant(row.open_at, tr.lang),
        closes: instant(row.close_at, tr.lang),
        chip: chip(&tr, row.state),
        figures,
        result: if super::may_see(visit, row.state) {
            place.result_address()
        } else {
            String::new()
        },
    })
}

fn prizes(tr: &Tr, contest: &ContestRow) -> Vec<Prizes> {
    let tables = contest.rules.quizzes().flat_map(|(_, quiz)| &quiz.prizes.tables);
    tables
        .map(|table| Prizes {
            heading: tr.t(match (table.scope, table.span) {
                (PrizeScope::Person, PrizeSpan::EachPeriod) => "contest-prizes-person-period",
                (PrizeScope::Person, PrizeSpan::Stage) => "contest-prizes-person-stage",
                (PrizeScope::Unit, PrizeSpan::EachPeriod) => "contest-prizes-unit-period",
                (PrizeScope::Unit, PrizeSpan::Stage) => "contest-prizes-unit-stage",
            }),
            rows: table
                .places
                .iter()
                .map(|place| {
                    let with = place
                        .certificate
                        .as_ref()
                        .map_or_else(String::new, |c| local(tr, c).to_owned());
                    (
                        format!("{} × {}", place.count, local(tr, &place.name)),
                        tr.dong(place.amount),
                        with,
                    )
                })
                .collect(),
        })
        .collect()
}

pub(super) async fn list(State(state): State<Public>, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr();
    let mut cards = Vec::new();
    for contest in contests::all(state.contests.app.db.read()).await? {
        if !visible(&visit, &contest) {
            continue;
        }
        let places = places(&state, &contest).await?;
        let names: Vec<&str> = contest.rules.organisers.iter().map(|o| local(&tr, &o.name)).collect();
        cards.push(Card {
            href: format!("/cuoc-thi/{}", contest.slug),
            title: title(&tr, &contest),
            organisers: names.join(", "),
            present: present(&state, &visit, &places).await?,
        });
    }
    visit.page(&ListPage {
        shell: visit.shell(tr.t("contest-list-title")),
        cards,
    })
}

pub(super) async fn show(
    State(state): State<Public>,
    visit: Visit,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let contest = contests::by_slug(state.contests.app.db.read(), &slug)
        .await?
        .ok_or(Failure::NotFound)?;
    require_visible(&visit, &contest)?;
    let places = places(&state, &contest).await?;
    let mut weeks = Vec::with_capacity(places.len());
    for place in &places {
        weeks.push(week(&state, &visit, place).await?);
    }
    let sides = ["A", "B"].into_iter().chain(std::iter::repeat(""));
    let organisers = sides
        .zip(&contest.rules.organisers)
        .map(|(side, o)| (side, local(&tr, &o.name).to_owned()))
        .collect();
    let basis = contest.rules.basis.iter().map(|document| match document.date {
        Some(date) => tr.xy("contest-basis-dated", &document.citation, time::date(date, tr.lang)),
        None => document.citation.clone(),
    });
    let page = ContestPage {
        aliases: contest.rules.titles.aliases.clone(),
        draft: contest.sealed_at.is_none(),
        present: present(&state, &visit, &places).await?,
        weeks,
        prizes: prizes(&tr, &contest),
        organisers,
        basis: basis.collect(),
        shell: visit
            .shell(title(&tr, &contest))
            .crumb("/cuoc-thi", tr.t("contest-list-title")),
        slug,
    };
    visit.page(&page)
}
