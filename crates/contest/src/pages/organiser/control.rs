//! The control room of a period: where it stands, who takes part, what needs a look, and the next act.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::actor::Role;
use kernel::time::{self, HOUR};
use organisation::Node;
use paperwork::chart::{self, LineChart, Point};
use platform::failure::Failure;
use platform::form::Form;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;
use uuid::Uuid;

use super::figures::{self, Figures, UnitShown};
use super::provisional::{self, Provisional, Stat};
use super::shown::{self, Chip, Step};
use super::signals::{self, Signal};
use super::{Here, leader_side};
use crate::service::Contests;
use crate::state::PeriodState;
use crate::store::log::{self, HourCount};

/// A longer line than this is drawn by the day.
const HOURS_DRAWN: usize = 14 * 24;

/// What a refused act tells beside its button.
#[derive(Default)]
pub(super) struct Told {
    /// "schedule", "extend", "verify", "decide", "announce".
    pub act: &'static str,
    pub words: String,
    pub form: Form,
}

/// Which acts the page offers.
struct Acts {
    organises: bool,
    schedule: bool,
    extend: bool,
    verify: bool,
    announce: bool,
    recompute: bool,
    /// Address of the page on which a leader approves.
    approve: String,
}

struct UnitTable {
    /// The way down to the unit whose parts are shown.
    path: Vec<(String, String)>,
    rows: Vec<UnitShown>,
    total: UnitShown,
    sort: String,
    base: String,
}

struct Silent {
    title: String,
    names: String,
}

#[derive(Template)]
#[template(path = "control_room.html")]
struct ControlPage {
    shell: Shell,
    href: String,
    chip: Chip,
    lead: String,
    as_of: String,
    stats: Vec<Stat>,
    chart: String,
    /// The finding, for a picture that would be a single point.
    chart_title: String,
    chart_note: String,
    hours: Vec<(String, String)>,
    silent: Option<Silent>,
    signals: Vec<Signal>,
    units: UnitTable,
    units_lead: String,
    acts: Acts,
    told: Told,
    extend_day: String,
    extend_time: String,
    result: Option<Provisional>,
    steps: Vec<Step>,
    seal: String,
}

pub(super) async fn show(
    visit: Visit,
    State(contests): State<Contests>,
    Path((slug, code)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let here = Here::find(&contests, visit.lang, &slug, &code).await?;
    page(&visit, &contests, &here, Told::default()).await
}

/// The page, also when an act was refused.
pub(super) async fn page(visit: &Visit, contests: &Contests, here: &Here, told: Told) -> Result<Response, Failure> {
    let tr = visit.tr();
    let figures = Figures::read(contests, here.quiz()?, &here.period).await?;
    let round = contests.desk.round(here.period.id);
    let signals = signals::read(&tr, contests, here, &figures, round.as_deref()).await?;
    let hours = log::by_hour(contests.app.db.read(), here.period.id).await?;
    let status = if told.act.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::CONFLICT
    };
    let (chart, chart_title, chart_note) = draw(&tr, &hours);
    let close = time::local(here.period.close_at);
    let now = visit.now();
    let mut lead = shown::next(&tr, &here.contest, &here.period, &here.steps);
    if here.period.state == PeriodState::Open && here.period.close_at > now {
        lead = format!(
            "{lead} {}",
            tr.x("control-left", time::until(here.period.close_at - now, visit.lang))
        );
    }
    let page = ControlPage {
        shell: visit
            .shell(here.name.clone())
            .crumb("/to-chuc", tr.t("organise-title"))
            .crumb(format!("/to-chuc/{}", here.contest.slug), here.title.clone()),
        href: here.href(),
        chip: shown::chip(&tr, here.period.state),
        lead,
        as_of: tr.x("control-as-of", time::clock_time(now)),
        stats: stats(&tr, contests, here, &figures, signals.in_work).await?,
        chart,
        chart_title,
        chart_note,
        hours: hours
            .iter()
            .map(|row| (hour_words(&tr, row.hour), tr.number(row.attempts)))
            .collect(),
        silent: silent(&tr, here, &figures),
        signals: signals.list,
        units: unit_table(visit, here, &figures),
        units_lead: tr.x("control-units-lead", time::date(figures.counted_on, visit.lang)),
        acts: acts(visit, here),
        told,
        extend_day: close.date().to_string(),
        extend_time: format!("{:02}:{:02}", close.hour(), close.minute()),
        result: provisional::read(&tr, contests, here).await?,
        steps: shown::steps(&tr, here),
        seal: here
            .period
            .seal_hash
            .as_deref()
            .map_or_else(String::new, crate::documents::say::hex),
    };
    visit.page_with(status, &page)
}

fn acts(visit: &Visit, here: &Here) -> Acts {
    let state = here.period.state;
    let approves = visit.actor().is_ok_and(|actor| leader_side(actor).is_some());
    Acts {
        organises: visit.has_any(&[Role::Organiser]),
        schedule: state == PeriodState::Draft,
        extend: matches!(state, PeriodState::Open | PeriodState::Closed),
        verify: state == PeriodState::Provisional,
        announce: state == PeriodState::Verified && shown::missing_sides(&here.steps).is_empty(),
        recompute: matches!(
            state,
            PeriodState::Provisional | PeriodState::Verified | PeriodState::Announced
        ),
        approve: if approves && state == PeriodState::Verified {
            format!("/duyet/{}/{}", here.contest.slug, here.period.code)
        } else {
            String::new()
        },
    }
}

async fn stats(
    tr: &Tr,
    contests: &Contests,
    here: &Here,
    figures: &Figures,
    in_work: usize,
) -> Result<Vec<Stat>, Failure> {
    let overall = figures.overall();
    let people = contests.people_of(here.period.id).await?.len();
    let counted = |n: usize| tr.number(i64::try_from(n).unwrap_or(i64::MAX));
    let missing = figures.not_confirmed().len();
    let rate = if overall.members > 0 {
        figures::percent(tr, figures::share(overall.people_confirmed, overall.members))
    } else {
        "–".to_owned()
    };
    let mut stats = vec![
        Stat {
            label: tr.t("control-stat-people"),
            value: counted(people),
            note: tr.n("organise-attempts", overall.attempts),
        },
        Stat {
            label: tr.t("control-stat-rate"),
            value: rate,
            note: if missing == 0 {
                tr.x("control-stat-rate-note", tr.number(overall.members))
            } else {
                tr.xy(
                    "control-stat-rate-missing",
                    tr.number(overall.members),
                    counted(missing),
                )
            },
        },
    ];
    if contests.desk.round(here.period.id).is_some() {
        let (_, waiting) = contests.desk.load();
        stats.push(Stat {
            label: tr.t("control-stat-in-work"),
            value: counted(in_work),
            note: tr.t("control-stat-in-work-note"),
        });
        stats.push(Stat {
            label: tr.t("control-stat-queue"),
            value: counted(waiting),
            note: tr.t(if waiting == 0 {
                "control-stat-queue-empty"
            } else {
                "control-stat-queue-busy"
            }),
        });
    }
    Ok(stats)
}

fn hour_words(tr: &Tr, hour: i64) -> String {
    let local = time::local(hour.saturating_mul(HOUR));
    tr.xy(
        "control-hour",
        local.hour(),
        format!("{}/{}", local.day(), local.month()),
    )
}

/// Attempts by the hour, hours without any among them; a long period by the day.
fn draw(tr: &Tr, hours: &[HourCount]) -> (String, String, String) {
    let (Some(first), Some(last)) = (hours.first(), hours.last()) else {
        return Default::default();
    };
    let span = usize::try_from(last.hour - first.hour).unwrap_or(0);
    let by_day = span > HOURS_DRAWN;
    // Seven hours east of Greenwich: the day of a whole hour since 1970.
    let slot = |hour: i64| if by_day { (hour + 7).div_euclid(24) } else { hour };
    let mut counts = std::collections::BTreeMap::new();
    for at in slot(first.hour)..=slot(last.hour) {
        counts.insert(at, 0_i64);
    }
    for row in hours {
        *counts.entry(slot(row.hour)).or_default() += row.attempts;
    }
    let name = |at: i64| {
        if by_day {
            let local = time::local(at.saturating_mul(24 * HOUR));
            format!("{}/{}", local.day(), local.month())
        } else {
            hour_words(tr, at)
        }
    };
    let peak = counts
        .iter()
        .max_by_key(|(at, count)| (**count, -**at))
        .map(|(at, count)| (*at, *count));
    let title = peak.map_or_else(String::new, |(at, count)| {
        let key = if by_day {
            "control-chart-day"
        } else {
            "control-chart-hour"
        };
        tr.xy(key, name(at), tr.number(count))
    });
    let points = counts
        .iter()
        .map(|(at, count)| Point::new(name(*at), *count, tr.n("organise-attempts", *count)))
        .collect();
    let note = tr.t(if by_day {
        "control-chart-note-day"
    } else {
        "control-chart-note-hour"
    });
    (
        chart::line(&LineChart {
            title: title.clone(),
            points,
            width: 680,
        }),
        title,
        note,
    )
}

fn silent(tr: &Tr, here: &Here, figures: &Figures) -> Option<Silent> {
    let asked = matches!(here.period.state, PeriodState::Scheduled | PeriodState::Open);
    let units = figures.silent();
    if !asked || units.is_empty() {
        return None;
    }
    let mut names: Vec<&str> = units.iter().take(3).map(|node| node.name.as_str()).collect();
    let more = units.len().saturating_sub(names.len());
    let words = tr.n("control-and-more-units", more);
    if more > 0 {
        names.push(&words);
    }
    Some(Silent {
        title: tr.n("control-silent", units.len()),
        names: names.join(", "),
    })
}

fn unit_table(visit: &Visit, here: &Here, figures: &Figures) -> UnitTable {
    let tr = visit.tr();
    let base = here.href();
    let sort = visit.param("xep");
    let tail = if sort.is_empty() {
        String::new()
    } else {
        format!("&xep={sort}")
    };
    let link = |id: Uuid| format!("{base}?don-vi={id}{tail}#don-vi");
    let at = visit
        .param("don-vi")
        .parse::<Uuid>()
        .ok()
        .and_then(|id| figures.tree.get(id))
        .filter(|node| node.depth > 0);
    let nodes: Vec<&Node> = at.map_or_else(|| figures.tops(), |node| figures.tree.children(node.id));
    let mut rows: Vec<_> = nodes.iter().map(|node| (*node, figures.row(node, 0))).collect();
    match sort.as_str() {
        "nguoi" => rows.sort_by_key(|(_, row)| std::cmp::Reverse(row.people)),
        "ty-le" => rows.sort_by_key(|(_, row)| std::cmp::Reverse(row.rate_milli.unwrap_or(-1))),
        _ => {}
    }
    let deeper = |node: &Node| {
        if figures.tree.children(node.id).is_empty() {
            String::new()
        } else {
            link(node.id)
        }
    };
    let mut path = Vec::new();
    if let Some(node) = at {
        path.push((format!("{base}#don-vi"), tr.t("control-all-units")));
        let mut above = figures.tree.ancestors(node.id);
        above.retain(|other| other.depth > 0);
        path.extend(above.iter().rev().map(|other| (link(other.id), other.name.clone())));
        path.push((link(node.id), node.name.clone()));
    }
    let total = match at.or_else(|| figures.tree.roots().first().copied()) {
        Some(node) => UnitShown {
            name: tr.t("control-total"),
            ..figures::shown(&tr, &figures.row(node, 0), String::new())
        },
        None => UnitShown {
            href: String::new(),
            name: tr.t("control-total"),
            people: tr.number(0),
            members: figures::members(&tr, crate::collective::Headcount::NotConfirmed),
            rate: "–".to_owned(),
            attempts: tr.number(0),
            fault: false,
        },
    };
    let from = at.map_or_else(|| "?".to_owned(), |node| format!("?don-vi={}&", node.id));
    UnitTable {
        rows: rows
            .iter()
            .map(|(node, row)| figures::shown(&tr, row, deeper(node)))
            .collect(),
        path,
        total,
        sort,
        base: format!("{base}{from}"),
    }
}
