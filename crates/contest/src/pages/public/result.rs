//! The result of a period: totals with what they count, winners, units, how it came about, and what proves it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::time;
use organisation::store::people;
use organisation::tree::Tree;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;
use uuid::Uuid;

use super::figures::{self, Figure};
use super::table::{self, UnitTablePage};
use super::winners::{self, Winners};
use super::words::{hex, instant, local};
use super::{INSIDERS, Place, Public, chip, competing, seen_result};
use crate::marking::RepairAction;
use crate::result::PeriodResult;
use crate::ruleset::{RankKey, UnitKey, UnitTable};
use crate::store::contests::{self, StepRow};
use crate::store::results::{self, VersionRow};

/// A figure with what it counts.
pub(super) struct Stat {
    pub label: String,
    pub value: String,
    pub note: String,
}

struct Step {
    title: String,
    who: String,
    reason: String,
}

struct Version {
    title: String,
    who: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "result_show.html")]
struct ResultPage {
    shell: Shell,
    chip: (&'static str, String),
    lead: String,
    /// Shown to insiders before the announcement.
    inside: bool,
    address: String,
    contest_title: String,
    signed_in: bool,
    stats: Vec<Stat>,
    definitions: Vec<String>,
    persons: Vec<Winners>,
    units: Vec<Winners>,
    table: Option<UnitTablePage>,
    table_hint: String,
    figures: Vec<Figure>,
    steps: Vec<Step>,
    versions: Vec<Version>,
    repairs: Vec<String>,
    seal: String,
    sealed: String,
    hash: String,
    lot: String,
}

#[derive(Template)]
#[template(path = "result_waiting.html")]
struct WaitingPage {
    shell: Shell,
    chip: (&'static str, String),
    lead: String,
    next: String,
    back: String,
}

/// The page of a result that is not out yet: where it stands and what comes next.
pub(super) fn waiting(visit: &Visit, place: &Place) -> Result<Response, Failure> {
    let tr = visit.tr();
    let key = contests::state_code(place.row.state);
    let due = place.period.results_due;
    visit.page(&WaitingPage {
        chip: chip(&tr, place.row.state),
        lead: tr.x(&format!("result-waiting-{key}"), instant(place.row.close_at, tr.lang)),
        next: due.map_or_else(String::new, |due| tr.x("result-due", instant(due, tr.lang))),
        back: format!("/cuoc-thi/{}", place.contest.slug),
        shell: shell(visit, place, tr.x("result-title", place.name(&tr))),
    })
}

pub(super) fn shell(visit: &Visit, place: &Place, title: String) -> Shell {
    let tr = visit.tr();
    visit
        .shell(title)
        .crumb("/cuoc-thi", tr.t("contest-list-title"))
        .crumb(format!("/cuoc-thi/{}", place.contest.slug), place.title(&tr))
}

fn stats(tr: &Tr, place: &Place, result: &PeriodResult) -> Vec<Stat> {
    let totals = result.totals;
    let stat = |key: &str, value: String| Stat {
        label: tr.t(key),
        value,
        note: tr.t(&format!("{key}-note")),
    };
    let mut out = vec![
        stat(
            "result-people",
            tr.number(i64::try_from(totals.people).unwrap_or(i64::MAX)),
        ),
        stat(
            "result-attempts",
            tr.number(i64::try_from(totals.attempts).unwrap_or(i64::MAX)),
        ),
        stat(
            "result-people-perfect",
            tr.number(i64::try_from(totals.people_all_correct).unwrap_or(i64::MAX)),
        ),
    ];
    if let Some(truth) = result.truth {
        out.push(stat("result-truth", winners::prediction_words(tr, &place.quiz, truth)));
    }
    out
}

fn steps(tr: &Tr, rows: &[StepRow]) -> Vec<Step> {
    rows.iter()
        .map(|row| {
            let key = format!("result-step-{}", row.act);
            let by = if row.by_name.is_empty() {
                tr.t("result-by-program")
            } else {
                row.by_name.clone()
            };
            let side = row
                .side
                .as_deref()
                .map(|side| tr.t(if side == "b" { "side-b" } else { "side-a" }));
            let who = side
                .filter(|_| !row.by_name.is_empty())
                .map_or_else(|| by.clone(), |side| format!("{by} ({side})"));
            Step {
                title: if tr.has(&key) {
                    tr.t(&key)
                } else {
                    tr.t("result-step-other")
                },
                who: format!("{who}, {}", instant(row.at, tr.lang)),
                reason: row.reason.clone(),
            }
        })
        .collect()
}

fn versions(tr: &Tr, rows: &[VersionRow]) -> Vec<Version> {
    if rows.len() < 2 {
        return Vec::new();
    }
    rows.iter()
        .map(|row| {
            let by = if row.by_name.is_empty() {
                tr.t("result-by-program")
            } else {
                row.by_name.clone()
            };
            Version {
                title: tr.x("result-version", row.version),
                who: format!("{by}, {}", instant(row.computed_at, tr.lang)),
                reason: row.reason.clone(),
            }
        })
        .collect()
}

fn repairs(tr: &Tr, row: &VersionRow) -> Vec<String> {
    let count = |wanted: fn(&RepairAction) -> bool| {
        i64::try_from(row.repairs.iter().filter(|repair| wanted(&repair.action)).count()).unwrap_or(i64::MAX)
    };
    let kinds = [
        ("result-repair-full", count(|a| *a == RepairAction::FullMarks)),
        ("result-repair-drop", count(|a| *a == RepairAction::Drop)),
        ("result-repair-key", count(|a| matches!(a, RepairAction::NewKey { .. }))),
    ];
    kinds
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(key, n)| tr.n(key, n))
        .collect()
}

/// Whether a lot decides anything under these rules.
fn draws_lots(place: &Place) -> bool {
    let people = place.quiz.ranking.keys.iter().any(|key| matches!(key, RankKey::Lot));
    people
        || place
            .quiz
            .collective
            .as_ref()
            .is_some_and(|c| c.ties.contains(&UnitKey::Lot))
}

/// The competing unit of the visitor on the last day of the period.
pub(super) async fn own_unit(
    state: &Public,
    visit: &Visit,
    place: &Place,
    tree: &Tree,
) -> Result<Option<Uuid>, Failure> {
    let Some(session) = &visit.session else { return Ok(None) };
    let day = time::local_date(place.row.close_at - 1);
    let unit = people::unit_of(state.contests.app.db.read(), session.actor.account, day).await?;
    Ok(unit.and_then(|unit| competing(tree, unit)))
}

async fn unit_table(
    state: &Public,
    visit: &Visit,
    place: &Place,
    tree: &Tree,
    result: &PeriodResult,
) -> Result<Option<UnitTablePage>, Failure> {
    if place.quiz.collective.is_none() {
        return Ok(None);
    }
    let tr = visit.tr();
    let mine = own_unit(state, visit, place, tree).await?;
    let mut lines = table::lines(&tr, place, tree, &result.units, mine);
    if place.contest.rules.disclosure.unit_table == UnitTable::OwnRowOnly && !visit.has_any(&INSIDERS) {
        lines.retain(|line| line.mine);
    }
    let words: String = visit.param("tim").chars().take(200).collect();
    let page = visit.param("trang").parse().unwrap_or(1);
    Ok(Some(table::page(&tr, &place.result_address(), lines, &words, page)))
}

pub(super) async fn show(
    State(state): State<Public>,
    visit: Visit,
    Path((slug, code)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let place = state.period(&slug, &code).await?;
    super::contest::require_visible(&visit, &place.contest)?;
    let Some((version, result)) = seen_result(&state, &visit, &place).await? else {
        return waiting(&visit, &place);
    };
    let on = state.contests.app.db.read();
    let tree = state.tree(&place.row).await?;
    let names = people::names_of(on, &winners::named(&result)).await?;
    let step_rows = contests::steps(on, place.row.id).await?;
    let all_versions = results::versions(on, place.row.id).await?;
    let announced = step_rows
        .iter()
        .rev()
        .find(|step| step.act == "announced")
        .map(|step| step.at);
    let public = place.row.state.is_public();
    let table = unit_table(&state, &visit, &place, &tree, &result).await?;
    let own_only = place.contest.rules.disclosure.unit_table == UnitTable::OwnRowOnly;
    let mut definitions = vec![tr.t("result-define-people"), tr.t("result-define-attempts")];
    if place.quiz.collective.is_some() {
        definitions.push(tr.t("result-define-rate"));
    }
    let hours = state.hours(&place.row).await?;
    let hidden_units = own_only && !visit.has_any(&INSIDERS);
    let figures = [
        figures::days(&tr, &hours),
        figures::units(&tr, &tree, &result).filter(|_| !hidden_units),
    ];
    let page = ResultPage {
        chip: chip(&tr, place.row.state),
        lead: match announced.filter(|_| public) {
            Some(at) => tr.x("result-announced-at", instant(at, tr.lang)),
            None => tr.t("result-inside"),
        },
        inside: !public,
        address: place.result_address(),
        contest_title: place.title(&tr),
        signed_in: visit.session.is_some(),
        stats: stats(&tr, &place, &result),
        definitions,
        persons: winners::persons(&tr, &place, &tree, &names, &result),
        units: winners::units(&tr, &place, &tree, &result),
        table,
        table_hint: if own_only {
            tr.t("result-own-row")
        } else {
            String::new()
        },
        figures: figures.into_iter().flatten().collect(),
        steps: steps(&tr, &step_rows),
        versions: versions(&tr, &all_versions),
        repairs: repairs(&tr, &version),
        seal: place.row.seal_hash.as_deref().map_or_else(String::new, hex),
        sealed: place.row.sealed_at.map_or_else(String::new, |at| instant(at, tr.lang)),
        hash: hex(&version.hash),
        lot: if public && draws_lots(&place) {
            hex(&place.contest.lot_seed)
        } else {
            String::new()
        },
        shell: shell(&visit, &place, tr.x("result-title", local(&tr, &place.period.name))),
    };
    visit.page(&page)
}
