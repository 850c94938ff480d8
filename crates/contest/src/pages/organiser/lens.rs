//! Participation of a period by unit, under any lens: each person once, under the unit in which the paper was opened.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use organisation::counting::{counting, telling};
use organisation::headcount::{self, Said};
use organisation::history::{Fact, Hierarchy, History, Sheet};
use organisation::report::{Column, Report, Shows, View};
use organisation::scope::scope_of;
use organisation::{Looking, Scope};
use platform::failure::Failure;
use platform::visit::Visit;
use uuid::Uuid;

use super::Here;
use crate::service::Contests;
use crate::service::outcome::days_of;

/// Places: people, attempts, people of units with a confirmed headcount, those headcounts; units that owe a headcount,
/// have confirmed one, or to which it does not apply.
const COLUMNS: usize = 7;
const MEMBERS: Shows = Shows::Told {
    sum: 3,
    due: 4,
    told: 5,
    blank: 6,
};

struct Made {
    here: Here,
    sheet: Sheet,
    history: Arc<History>,
    looking: Looking,
    scope: Scope,
}

async fn made(contests: &Contests, visit: &Visit, slug: &str, code: &str) -> Result<Made, Failure> {
    let here = Here::find(contests, visit.lang, slug, code).await?;
    let org = &contests.org;
    let today = org.today();
    let looking = Looking::of(visit, today);
    let known = looking.known_at();
    let present = org.present().await?;
    let history = present.as_known(known)?;
    let (first, past) = days_of(&here.period);
    let last = past.yesterday().unwrap_or(past);
    let window = present.window(Hierarchy::Union, first, past, known)?;
    let on = contests.app.db.read();
    let counted_on = here
        .quiz()?
        .collective
        .as_ref()
        .and_then(|c| c.headcount_on)
        .unwrap_or(last);
    let confirmed = headcount::confirmed_within(on, &Scope::All, counted_on, known).await?;
    let figure = |unit: Uuid| {
        confirmed
            .get(&unit)
            .is_some_and(|h| matches!(h.said, Said::Confirmed(_)))
    };
    let mut covered: HashMap<Uuid, bool> = HashMap::new();
    let taken = contests.by_day(here.period.id, known).await?;
    let mut facts: Vec<Fact> = taken
        .iter()
        .map(|((unit, on), (people, attempts))| {
            let (unit, on) = (*unit, *on);
            let has = *covered
                .entry(unit)
                .or_insert_with(|| figure(unit) || window.ancestors(unit).iter().any(|above| figure(above.id)));
            let covered = if has { *people } else { 0 };
            Fact {
                unit,
                on,
                figures: vec![*people, *attempts, covered, 0, 0, 0, 0],
            }
        })
        .collect();
    let counted = counting(&history, &window, counted_on, &confirmed);
    let spoke_on = counted_on.min(last);
    for headcount in &counted {
        if let Said::Confirmed(figures) = headcount.said {
            facts.push(Fact {
                unit: headcount.unit,
                on: spoke_on,
                figures: vec![0, 0, 0, figures.members, 0, 0, 0],
            });
        }
    }
    for (unit, said) in telling(
        &history,
        (&window, window.nodes().iter()),
        counted_on,
        &confirmed,
        &counted,
    ) {
        facts.push(Fact {
            unit,
            on: spoke_on,
            figures: vec![0, 0, 0, 0, said.due, said.told, said.blank],
        });
    }
    let tree = match looking.lens.target(today) {
        None => present.window(looking.line, first, past, known)?,
        Some(day) => present.tree(looking.line, day, known)?,
    };
    let sheet = Sheet::over(&history, tree, looking.lens, today, COLUMNS, &facts)
        .ok_or_else(|| Failure::internal("figures too large"))?;
    // Whoever may see a unit today may see what it took over.
    let scope = scope_of(visit.actor()?, &*org.tree(today).await?);
    Ok(Made {
        here,
        sheet,
        history,
        looking,
        scope,
    })
}

fn report<'m>(visit: &Visit, made: &'m Made, seen: &'m dyn Fn(Uuid) -> bool) -> Report<'m> {
    let tr = visit.tr();
    let column = |key: &str, shows| Column {
        heading: tr.t(key),
        shows,
    };
    let here = &made.here;
    Report {
        title: tr.x("organise-lens-title", format!("{}, {}", here.title, here.name)),
        lead: tr.t("organise-lens-lead"),
        looking: made.looking,
        sheet: &made.sheet,
        history: &made.history,
        columns: vec![
            column("organise-lens-people", Shows::Sum(0)),
            column("organise-lens-attempts", Shows::Sum(1)),
            column("organise-lens-covered", Shows::Sum(2)),
            column("organise-lens-members", MEMBERS),
            column("organise-lens-rate", Shows::Rate(2, 3)),
            column("org-report-told", Shows::Of(5, 4)),
        ],
        action: format!("/to-chuc/{}/{}/theo-don-vi", here.contest.slug, here.period.code),
        inputs: Vec::new(),
        kept: Vec::new(),
        crumbs: vec![(
            format!("/to-chuc/{}/{}", here.contest.slug, here.period.code),
            format!("{}, {}", here.title, here.name),
        )],
        tabs: Vec::new(),
        seen,
        view: View::of(visit),
        ranking: format!("{} {}", tr.t("org-report-ranking"), tr.t("organise-lens-ranking")),
    }
}

pub(super) async fn show(
    State(contests): State<Contests>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let made = made(&contests, &visit, &slug, &code).await?;
    let seen = made.scope.lookup();
    report(&visit, &made, &seen).page(&visit)
}

pub(super) async fn export(
    State(contests): State<Contests>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let made = made(&contests, &visit, &slug, &code).await?;
    let seen = made.scope.lookup();
    report(&visit, &made, &seen).export(&visit, &format!("theo-don-vi-{slug}-{code}.xlsx"))
}
