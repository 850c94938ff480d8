//! What was understood of a file: every question as it will look, every fault with its place. One button brings the
//! questions in; bad ones are left out only when the person says so.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kernel::time;
use platform::audit;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::shell::Shell;
use platform::visit::Visit;
use uuid::Uuid;

use super::Here;
use super::paging::{self, Paging};
use super::shown::{QuestionShown, phrase};
use crate::question::QuestionText;
use crate::store::questions::{self, BankEvent, BankRefusal, KeptFault, KeptImport};

const PER_PAGE: i64 = 50;

struct Found {
    place: String,
    question: QuestionShown,
    warnings: Vec<String>,
    /// "Trùng với câu 12"; empty when new.
    double: String,
}

struct FaultShown {
    place: String,
    what: String,
}

#[derive(Template)]
#[template(path = "bank_preview.html")]
struct PreviewPage {
    shell: Shell,
    action: String,
    upload: String,
    file: String,
    format: String,
    questions: usize,
    fresh: usize,
    doubles: usize,
    untagged: usize,
    blocking: usize,
    faults: Vec<FaultShown>,
    notes: Vec<FaultShown>,
    topics: Vec<(String, String)>,
    rows: Vec<Found>,
    paging: Paging,
    form: Form,
}

/// Numbers of the questions in the bank that have the same stem, by place in the import.
async fn doubles(visit: &Visit, here: &Here, import: &KeptImport) -> Result<Vec<Option<i64>>, Failure> {
    let kept: HashMap<String, i64> = questions::stems(visit.app.db.read(), here.contest.id)
        .await?
        .into_iter()
        .map(|(number, stem)| (stem, number))
        .collect();
    Ok(import
        .questions
        .iter()
        .map(|question| kept.get(&vietnamese::fold::fold(&question.text.stem)).copied())
        .collect())
}

fn fault_shown(visit: &Visit, fault: &KeptFault) -> FaultShown {
    let tr = visit.tr();
    FaultShown {
        place: phrase(&tr, &fault.place),
        what: phrase(&tr, &fault.what),
    }
}

async fn page(visit: &Visit, here: &Here, id: Uuid, status: StatusCode, form: Form) -> Result<Response, Failure> {
    let tr = visit.tr();
    let (file, import) = questions::import(visit.app.db.read(), here.contest.id, id, here.actor.account).await?;
    let doubles = doubles(visit, here, &import).await?;
    let today = time::local_date(visit.now());
    let count = i64::try_from(import.questions.len()).unwrap_or(i64::MAX);
    let at = paging::asked(&visit.param("trang"), PER_PAGE, count);
    let skip = usize::try_from(at.saturating_mul(PER_PAGE)).unwrap_or_default();
    let rows = import
        .questions
        .iter()
        .zip(&doubles)
        .skip(skip)
        .take(usize::try_from(PER_PAGE).unwrap_or_default())
        .map(|(question, double)| {
            let mut warnings: Vec<String> = question.warnings.iter().map(|warning| phrase(&tr, warning)).collect();
            if super::shown::out_of_force(&question.text, today) {
                warnings.push(tr.t("bank-warning-out-of-force"));
            }
            Found {
                place: phrase(&tr, &question.place),
                question: QuestionShown::plain(&tr, &here.topics, &question.text),
                warnings,
                double: double.map_or_else(String::new, |number| tr.x("bank-import-double", number)),
            }
        })
        .collect();
    let shown = |notes: bool| import.faults.iter().filter(move |fault| fault.is_note == notes);
    let blocking = import.blocking();
    let action = format!("{}/nhap/{id}", here.href());
    let double_count = doubles.iter().flatten().count();
    let title = if blocking > 0 {
        tr.n("bank-preview-title-faults", blocking)
    } else {
        tr.t("bank-preview-title")
    };
    let page = PreviewPage {
        shell: visit
            .shell(title)
            .crumb("/ngan-hang", tr.t("bank-title"))
            .crumb(here.href(), here.title.clone())
            .crumb(format!("{}/nhap", here.href()), tr.t("bank-upload-title")),
        upload: format!("{}/nhap", here.href()),
        format: tr.t(&import.format),
        questions: import.questions.len(),
        fresh: import.questions.len() - double_count,
        doubles: double_count,
        untagged: import
            .questions
            .iter()
            .filter(|question| question.text.topic.is_empty())
            .count(),
        blocking,
        faults: shown(false).map(|fault| fault_shown(visit, fault)).collect(),
        notes: shown(true).map(|fault| fault_shown(visit, fault)).collect(),
        topics: here
            .topics
            .iter()
            .map(|topic| {
                (
                    topic.code.clone(),
                    tr.lang.pick(&topic.name_vi, &topic.name_en).to_owned(),
                )
            })
            .collect(),
        rows,
        paging: Paging::new(&tr, &format!("{action}?"), at, PER_PAGE, count),
        action,
        file,
        form,
    };
    visit.page_with(status, &page)
}

fn id_of(text: &str) -> Result<Uuid, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

pub(super) async fn show(visit: Visit, Path((slug, import)): Path<(String, String)>) -> Result<Response, Failure> {
    let here = Here::find(&visit, &slug).await?;
    page(&visit, &here, id_of(&import)?, StatusCode::OK, Form::empty()).await
}

pub(super) async fn send(
    visit: Visit,
    Path((slug, import)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let here = Here::find(&visit, &slug).await?;
    let id = id_of(&import)?;
    let (_, kept) = questions::import(visit.app.db.read(), here.contest.id, id, here.actor.account).await?;
    let doubles = doubles(&visit, &here, &kept).await?;
    let topic = fields.get("topic").to_owned();
    let (with_doubles, leave_out) = (fields.has("with_doubles"), fields.has("leave_out"));
    let mut form = Form::returned(fields);
    if kept.blocking() > 0 && !leave_out {
        form.fault("leave_out", &tr, "bank-import-tick-faults");
    }
    if !with_doubles && doubles.iter().all(Option::is_some) {
        form.fault("with_doubles", &tr, "bank-import-tick-doubles");
    }
    if form.is_refused() {
        return page(&visit, &here, id, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    }
    let tx = visit.app.db.begin().await?;
    let on = here.acting(&visit, &tx);
    let (file, kept) = questions::take_import(&on, here.contest.id, id).await?;
    let blocking = kept.blocking();
    let known = here.topics.iter().any(|known| known.code == topic);
    let texts: Vec<QuestionText> = kept
        .questions
        .into_iter()
        .zip(doubles)
        .filter(|(_, double)| with_doubles || double.is_none())
        .map(|(question, _)| {
            let mut text = question.text;
            if text.topic.is_empty() && known {
                text.topic.clone_from(&topic);
            }
            text
        })
        .collect();
    if texts.is_empty() {
        return Err(BankRefusal::Nothing.into());
    }
    questions::insert(&on, here.contest.id, &texts, &file).await?;
    let event = BankEvent::Imported {
        contest: slug,
        questions: texts.len(),
        left_out: blocking,
        file,
    };
    audit::append(&tx, on.now, Some(&here.actor), &event).await?;
    tx.commit().await?;
    Ok(visit.go_done(
        &format!("{}?tinh-trang=draft&cua-toi=1#cau-hoi", here.href()),
        "done-questions-imported",
    ))
}

pub(super) async fn discard(visit: Visit, Path((slug, import)): Path<(String, String)>) -> Result<Response, Failure> {
    let here = Here::find(&visit, &slug).await?;
    let tx = visit.app.db.begin().await?;
    let on = here.acting(&visit, &tx);
    questions::drop_import(&on, here.contest.id, id_of(&import)?).await?;
    tx.commit().await?;
    Ok(visit.go_done(&format!("{}/nhap", here.href()), "done-bank-import-dropped"))
}
