//! One contest: its rules with what the check found, the approvals of both sides, and its weeks.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::actor::Side;
use kernel::time;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;

use super::figures::Figures;
use super::shown::{self, Chip};
use super::{body, leader_side, refused_words};
use crate::desk::Round;
use crate::documents::{outcome::period_name, say};
use crate::lint::{self, BankInUse, Context, Finding, Problem, Severity};
use crate::service::Contests;
use crate::state::PeriodState;
use crate::store::contests::{self, ApprovalRow, ContestRow, PeriodRow};

struct Found {
    class: &'static str,
    weight: String,
    words: String,
    /// Name of the stage it stands in, when the contest has several.
    stage: String,
}

struct Approval {
    body: String,
    side: String,
    class: &'static str,
    words: String,
}

struct Week {
    href: String,
    name: String,
    window: String,
    chip: Chip,
    next: String,
}

#[derive(Template)]
#[template(path = "organiser_contest.html")]
struct ContestPage {
    shell: Shell,
    slug: String,
    chip: Chip,
    lead: String,
    findings: Vec<Found>,
    findings_lead: String,
    approvals: Vec<Approval>,
    hash: String,
    /// The button of a leader whose side has not approved yet.
    approve: Option<String>,
    refused: String,
    weeks: Vec<Week>,
}

async fn load(contests: &Contests, slug: &str) -> Result<ContestRow, Failure> {
    contests::by_slug(contests.app.db.read(), slug)
        .await?
        .ok_or(Failure::NotFound)
}

/// The findings of the check as far as it can be made now: questions are locked for a period later, so their want
/// does not stand in the way of approving the rules.
async fn findings(contests: &Contests, contest: &ContestRow, periods: &[PeriodRow]) -> Result<Vec<Finding>, Failure> {
    let mut rounds: Vec<(String, std::sync::Arc<Round>)> = Vec::new();
    let mut without = 0;
    for (stage, quiz) in contest.rules.quizzes() {
        let of_stage = || periods.iter().filter(|period| period.stage == stage.code);
        if let Some(period) = of_stage().rev().find(|period| period.state != PeriodState::Draft) {
            rounds.push((stage.code.clone(), contests.round(period).await?));
        }
        if let Some(period) = of_stage().next_back().filter(|_| quiz.collective.is_some()) {
            let figures = Figures::read(contests, quiz, period).await?;
            without = u32::try_from(figures.not_confirmed().len()).unwrap_or(u32::MAX);
        }
    }
    let context = Context {
        banks: rounds
            .iter()
            .map(|(stage, round)| BankInUse {
                stage,
                division: None,
                bank: &round.bank,
            })
            .collect(),
        units_without_headcount: without,
        zone: Some(jiff::tz::TimeZone::fixed(jiff::tz::offset(7))),
        ..Context::default()
    };
    let mut found = lint::lint(&contest.rules, &context);
    let known: Vec<&String> = rounds.iter().map(|(stage, _)| stage).collect();
    found.retain(|finding| {
        let of_bank = matches!(finding.problem, Problem::BankMissing { .. });
        !of_bank || finding.stage.as_ref().is_some_and(|stage| known.contains(&stage))
    });
    Ok(found)
}

async fn page(visit: &Visit, contests: &Contests, contest: &ContestRow, refused: String) -> Result<Response, Failure> {
    let tr = visit.tr();
    let on = contests.app.db.read();
    let periods = contests::periods(on, contest.id).await?;
    let approvals = contests::approvals(on, contest.id).await?;
    let hash = contest.rules.hash().map_err(Failure::internal)?;
    let found = findings(contests, contest, &periods).await?;
    let may_seal = lint::may_seal(&found);
    let mut weeks = Vec::new();
    for period in &periods {
        let steps = contests::steps(on, period.id).await?;
        weeks.push(Week {
            href: format!("/to-chuc/{}/{}", contest.slug, period.code),
            name: period_name(&contest.rules, period, tr.lang.code()),
            window: shown::window(period, tr.lang),
            chip: shown::chip(&tr, period.state),
            next: shown::next(&tr, contest, period, &steps),
        });
    }
    let side = visit.actor().ok().and_then(|actor| leader_side(actor));
    let signed = |side: Side| {
        approvals
            .iter()
            .find(|row| row.side == side.code() && row.rules_hash == hash)
    };
    let open = contest.sealed_at.is_none() && may_seal;
    let approve = side
        .filter(|side| open && signed(*side).is_none())
        .map(|side| tr.x("organise-approve-rules", body(contest, tr.lang, side)));
    let chip = if contest.sealed_at.is_some() {
        Chip {
            class: "chip-done",
            words: tr.t("organise-rules-sealed"),
        }
    } else {
        Chip {
            class: "chip-waiting",
            words: tr.t("organise-rules-open"),
        }
    };
    let lead = match contest.sealed_at {
        Some(at) => tr.x("organise-rules-sealed-at", time::day_and_time(at, tr.lang)),
        None if !may_seal => tr.t("organise-rules-blocked"),
        None => tr.t("organise-rules-wait"),
    };
    let title = contest.rules.titles.official.get(tr.lang.code()).to_owned();
    let status = if refused.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::CONFLICT
    };
    visit.page_with(
        status,
        &ContestPage {
            shell: visit.shell(title).crumb("/to-chuc", tr.t("organise-title")),
            slug: contest.slug.clone(),
            chip,
            lead,
            findings_lead: findings_lead(&tr, &found),
            findings: found
                .iter()
                .map(|finding| shown_finding(&tr, contest, finding))
                .collect(),
            approvals: [Side::A, Side::B]
                .into_iter()
                .map(|side| {
                    approval(
                        &tr,
                        contest,
                        side,
                        signed(side),
                        approvals.iter().any(|row| row.side == side.code()),
                    )
                })
                .collect(),
            hash: say::hex(&hash),
            approve,
            refused,
            weeks,
        },
    )
}

fn findings_lead(tr: &Tr, found: &[Finding]) -> String {
    let errors = found
        .iter()
        .filter(|finding| finding.severity() == Severity::Error)
        .count();
    match (errors, found.len()) {
        (_, 0) => tr.t("organise-lint-clean"),
        (0, all) => tr.n("organise-lint-warnings", all),
        (errors, _) => tr.n("organise-lint-errors", errors),
    }
}

fn shown_finding(tr: &Tr, contest: &ContestRow, finding: &Finding) -> Found {
    let (class, key) = match finding.severity() {
        Severity::Error => ("chip-late", "organise-lint-error"),
        Severity::Warning => ("chip-waiting", "organise-lint-warning"),
    };
    let several = contest.rules.stages.len() > 1;
    let stage = finding.stage.as_ref().filter(|_| several);
    let stage = stage.and_then(|code| contest.rules.stages.iter().find(|stage| &stage.code == code));
    Found {
        class,
        weight: tr.t(key),
        words: say::say(tr, &finding.sentence()),
        stage: stage.map_or_else(String::new, |stage| stage.name.get(tr.lang.code()).to_owned()),
    }
}

fn approval(tr: &Tr, contest: &ContestRow, side: Side, signed: Option<&ApprovalRow>, stale: bool) -> Approval {
    let (class, words) = match signed {
        Some(row) => (
            "done",
            tr.xy(
                "organise-approved-by",
                &row.by_name,
                time::day_and_time(row.at, tr.lang),
            ),
        ),
        None if stale => ("now", tr.t("organise-approval-stale")),
        None => ("now", tr.t("organise-approval-missing")),
    };
    Approval {
        body: body(contest, tr.lang, side),
        side: tr.t(&format!("side-{}", side.code())),
        class,
        words,
    }
}

pub(super) async fn show(
    visit: Visit,
    State(contests): State<Contests>,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let contest = load(&contests, &slug).await?;
    page(&visit, &contests, &contest, String::new()).await
}

/// A leader approves the rules for the own side; the second side's approval seals them.
pub(super) async fn approve(
    visit: Visit,
    State(contests): State<Contests>,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let actor = visit.actor()?.clone();
    let contest = load(&contests, &slug).await?;
    let side = leader_side(&actor).ok_or(Failure::Forbidden)?;
    if contest.sealed_at.is_some() {
        return page(&visit, &contests, &contest, tr.t("control-refused-rules-sealed")).await;
    }
    let on = contests.app.db.read();
    let periods = contests::periods(on, contest.id).await?;
    if !lint::may_seal(&findings(&contests, &contest, &periods).await?) {
        return page(&visit, &contests, &contest, tr.t("organise-rules-blocked")).await;
    }
    let hash = contest.rules.hash().map_err(Failure::internal)?;
    let approvals = contests::approvals(on, contest.id).await?;
    if approvals
        .iter()
        .any(|row| row.side == side.code() && row.rules_hash == hash)
    {
        return page(&visit, &contests, &contest, tr.t("control-refused-side-approved")).await;
    }
    let back = format!("/to-chuc/{slug}");
    match contests.approve_rules(&contest, side, &actor).await {
        Ok(true) => Ok(visit.go_done(&back, "done-rules-sealed")),
        Ok(false) => Ok(visit.go_done(&back, "done-rules-approved")),
        Err(error) => {
            let words = refused_words(&visit, error)?;
            page(&visit, &contests, &contest, words).await
        }
    }
}
