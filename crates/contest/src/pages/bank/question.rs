//! One question: as it will look, where it stands and who acts next, its steps and its history.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kernel::time;
use platform::failure::Failure;
use platform::form::Form;
use platform::shell::Shell;
use platform::visit::Visit;

use super::difference::{self, ChangedPart};
use super::shown::{QuestionShown, StateShown, state_key};
use super::{Here, number_of};
use crate::store::questions::{self, BankEvent, May, Reading, StepRow, VersionRow};

struct StepShown {
    title: String,
    who: String,
    reason: String,
    class: &'static str,
}

struct VersionShown {
    title: String,
    who: String,
    note: String,
    changes: Vec<ChangedPart>,
    first: bool,
}

#[derive(Template)]
#[template(path = "bank_question.html")]
struct QuestionPage {
    shell: Shell,
    base: String,
    version: u32,
    question: QuestionShown,
    state: StateShown,
    next: String,
    may: May,
    approve_words: String,
    side: &'static str,
    steps: Vec<StepShown>,
    versions: Vec<VersionShown>,
    /// What could not be done, in words; empty when nothing was refused.
    problem: String,
    form: Form,
}

/// A step and, where it is one side's, the side.
pub(super) fn step_words(visit: &Visit, step: &StepRow) -> String {
    let tr = visit.tr();
    let words = tr.t(&format!("bank-step-{}", step.act));
    match &step.side {
        Some(side) => tr.xy("bank-step-of-side", words, tr.t(&format!("side-{side}"))),
        None => words,
    }
}

fn shown_step(visit: &Visit, step: &StepRow) -> StepShown {
    StepShown {
        title: step_words(visit, step),
        who: visit.tr().xyz(
            "bank-step-who",
            &step.by_name,
            time::short(step.at, visit.lang),
            step.version,
        ),
        // The file an import came from is told with its version.
        reason: if matches!(step.act.as_str(), "returned" | "retired") {
            step.reason.clone()
        } else {
            String::new()
        },
        class: if step.act == "returned" || step.act == "retired" {
            "refused"
        } else {
            "done"
        },
    }
}

fn shown_version(visit: &Visit, here: &Here, row: &VersionRow, before: Option<&VersionRow>) -> VersionShown {
    let tr = visit.tr();
    VersionShown {
        title: tr.x("bank-version", row.version),
        who: tr.xy("bank-version-who", &row.by_name, time::short(row.at, visit.lang)),
        note: row.note.clone(),
        changes: before.map_or_else(Vec::new, |old| {
            difference::between(&tr, &here.topics, &old.text, &row.text)
        }),
        first: before.is_none(),
    }
}

/// Renders the question; `problem` is the Fluent key of what was refused.
pub(super) async fn page(
    visit: &Visit,
    here: &Here,
    number: i64,
    status: StatusCode,
    problem: Option<&'static str>,
    form: Form,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let on = visit.app.db.read();
    let row = questions::by_number(on, here.reading, visit.now(), here.contest.id, number).await?;
    let event = BankEvent::QuestionRead {
        contest: here.contest.slug.clone(),
        question: number,
        version: row.version,
    };
    here.record(visit, &event).await?;
    let may = questions::may(on, here.contest.id, number, &here.actor).await?;
    let steps = questions::steps(on, &row).await?;
    // Organisers see the question as it was locked, not the drafts before it.
    let versions = match here.reading {
        Reading::Everything => questions::versions(on, &row).await?,
        Reading::Opened => Vec::new(),
    };
    let mut next = tr.t(&state_key("bank-next", row.state));
    if may.barred {
        next = format!("{next} {}", tr.t("bank-next-barred"));
    }
    let base = here.href();
    let page = QuestionPage {
        shell: visit
            .shell(tr.x("bank-question-title", number))
            .crumb("/ngan-hang", tr.t("bank-title"))
            .crumb(base.clone(), here.title.clone()),
        base: format!("{base}/cau/{number}"),
        version: row.version,
        question: QuestionShown::new(&tr, &here.topics, &row.text, time::local_date(visit.now())),
        state: StateShown::new(&tr, row.state),
        next,
        approve_words: may.approve.map_or_else(String::new, |side| {
            tr.x("bank-approve-one", tr.t(&format!("side-{}", side.code())))
        }),
        side: may.approve.map_or("", kernel::actor::Side::code),
        may,
        steps: steps.iter().map(|step| shown_step(visit, step)).collect(),
        versions: versions
            .iter()
            .enumerate()
            .map(|(index, version)| shown_version(visit, here, version, versions.get(index + 1)))
            .collect(),
        problem: problem.map_or_else(String::new, |key| tr.t(key)),
        form,
    };
    visit.page_with(status, &page)
}

pub(super) async fn show(visit: Visit, Path((slug, number)): Path<(String, String)>) -> Result<Response, Failure> {
    let here = Here::find(&visit, &slug).await?;
    page(&visit, &here, number_of(&number)?, StatusCode::OK, None, Form::empty()).await
}
