//! Writing a question and a new version of it. Works without a script: eight rows of options, empty ones do not count.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use platform::audit;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::shell::Shell;
use platform::visit::Visit;

use super::paging;
use super::shown::{difficulty_name, kind_key, letter, phrase};
use super::typed::{self, OPTIONS, kind_code};
use super::{Here, number_of};
use crate::question::Kind;
use crate::store::questions::{self, BankEvent, BankRefusal, DIFFICULTIES, QuestionRow, difficulty_code};

struct OptionRow {
    index: usize,
    letter: char,
    name: String,
    correct: bool,
    pinned: bool,
}

#[derive(Template)]
#[template(path = "bank_edit.html")]
struct EditPage {
    shell: Shell,
    action: String,
    back: String,
    is_new: bool,
    version: u32,
    /// Code and words.
    kinds: Vec<(&'static str, String)>,
    topics: Vec<(String, String)>,
    levels: Vec<(&'static str, String)>,
    options: Vec<OptionRow>,
    /// Why nothing was saved although every field is right; empty otherwise.
    problem: String,
    form: Form,
}

fn page(
    visit: &Visit,
    here: &Here,
    of: Option<&QuestionRow>,
    status: StatusCode,
    problem: Option<&'static str>,
    form: Form,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let base = here.href();
    let mut shell = visit
        .shell(of.map_or_else(|| tr.t("bank-new-title"), |row| tr.x("bank-edit-title", row.number)))
        .crumb("/ngan-hang", tr.t("bank-title"))
        .crumb(base.clone(), here.title.clone());
    if let Some(row) = of {
        shell = shell.crumb(
            format!("{base}/cau/{}", row.number),
            tr.x("bank-question-title", row.number),
        );
    }
    let mut topics: Vec<(String, String)> = here
        .topics
        .iter()
        .map(|topic| {
            (
                topic.code.clone(),
                tr.lang.pick(&topic.name_vi, &topic.name_en).to_owned(),
            )
        })
        .collect();
    let chosen = form.value("topic").to_owned();
    if !chosen.is_empty() && !topics.iter().any(|(code, _)| *code == chosen) {
        topics.push((chosen.clone(), chosen));
    }
    let options = (0..OPTIONS)
        .map(|index| OptionRow {
            index,
            letter: letter(index),
            name: format!("choice_{index}"),
            correct: form.values.has(&format!("correct_{index}")),
            pinned: form.values.has(&format!("pinned_{index}")),
        })
        .collect();
    let page = EditPage {
        shell,
        action: of.map_or_else(
            || format!("{base}/cau/moi"),
            |row| format!("{base}/cau/{}/sua", row.number),
        ),
        back: of.map_or_else(|| base.clone(), |row| format!("{base}/cau/{}", row.number)),
        is_new: of.is_none(),
        version: of.map_or(0, |row| row.version),
        kinds: [Kind::Single, Kind::Multiple, Kind::TrueFalse]
            .map(|kind| (kind_code(kind), tr.t(kind_key(kind))))
            .to_vec(),
        topics,
        levels: DIFFICULTIES
            .map(|level| (difficulty_code(level), difficulty_name(&tr, level)))
            .to_vec(),
        options,
        problem: problem.map_or_else(String::new, |key| tr.t(key)),
        form,
    };
    visit.page_with(status, &page)
}

/// The form with the faults beside its fields.
fn refused(visit: &Visit, fields: Fields, faults: Vec<(String, crate::store::questions::Phrase)>) -> Form {
    let tr = visit.tr();
    let mut form = Form::returned(fields);
    for (field, what) in faults {
        form.fault_words(&field, phrase(&tr, &what));
    }
    form
}

pub(super) async fn show_new(visit: Visit, Path(slug): Path<String>) -> Result<Response, Failure> {
    let here = Here::find(&visit, &slug).await?;
    let form = Form::filled([
        ("kind", "single".to_owned()),
        ("difficulty", "medium".to_owned()),
        ("points", "1".to_owned()),
        // "Save and write the next" keeps the topic.
        ("topic", visit.param("chu-de")),
    ]);
    page(&visit, &here, None, StatusCode::OK, None, form)
}

pub(super) async fn send_new(visit: Visit, Path(slug): Path<String>, fields: Fields) -> Result<Response, Failure> {
    let here = Here::find(&visit, &slug).await?;
    let text = match typed::read(&fields) {
        Ok(text) => text,
        Err(faults) => {
            let form = refused(&visit, fields, faults);
            return page(&visit, &here, None, StatusCode::UNPROCESSABLE_ENTITY, None, form);
        }
    };
    let tx = visit.app.db.begin().await?;
    let on = here.acting(&visit, &tx);
    let number = questions::insert(&on, here.contest.id, std::slice::from_ref(&text), "").await?;
    let event = BankEvent::Written {
        contest: slug,
        question: number,
        version: 1,
    };
    audit::append(&tx, on.now, Some(&here.actor), &event).await?;
    tx.commit().await?;
    let base = here.href();
    if fields.has("next") {
        let topic = paging::encode(&text.topic);
        return Ok(visit.go_done(&format!("{base}/cau/moi?chu-de={topic}"), "done-question-written"));
    }
    Ok(visit.go_done(&format!("{base}/cau/{number}"), "done-question-written"))
}

async fn row(visit: &Visit, here: &Here, number: &str) -> Result<QuestionRow, Failure> {
    let number = number_of(number)?;
    Ok(questions::by_number(visit.app.db.read(), here.reading, visit.now(), here.contest.id, number).await?)
}

pub(super) async fn show(visit: Visit, Path((slug, number)): Path<(String, String)>) -> Result<Response, Failure> {
    let here = Here::find(&visit, &slug).await?;
    let row = row(&visit, &here, &number).await?;
    if !questions::may(visit.app.db.read(), here.contest.id, row.number, &here.actor)
        .await?
        .edit
    {
        return Err(Failure::Refused("bank-refused-state"));
    }
    let event = BankEvent::QuestionRead {
        contest: slug,
        question: row.number,
        version: row.version,
    };
    here.record(&visit, &event).await?;
    let form = Form {
        values: Fields(typed::filled(&row.text)),
        ..Form::default()
    };
    page(&visit, &here, Some(&row), StatusCode::OK, None, form)
}

pub(super) async fn send(
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let here = Here::find(&visit, &slug).await?;
    let row = row(&visit, &here, &number).await?;
    let seen: u32 = fields.get("version").parse().map_err(|_| Failure::Malformed)?;
    let text = match typed::read(&fields) {
        Ok(text) => text,
        Err(faults) => {
            let form = refused(&visit, fields, faults);
            // The version seen stays the one of the form: a newer one must still be noticed.
            let row = QuestionRow { version: seen, ..row };
            return page(&visit, &here, Some(&row), StatusCode::UNPROCESSABLE_ENTITY, None, form);
        }
    };
    let note: String = fields.get("note").chars().take(500).collect();
    let tx = visit.app.db.begin().await?;
    let on = here.acting(&visit, &tx);
    match questions::edit(&on, here.contest.id, row.number, seen, &text, &note).await {
        Ok(version) if version == seen => tx.rollback().await?,
        Ok(version) => {
            let event = BankEvent::Written {
                contest: slug,
                question: row.number,
                version,
            };
            audit::append(&tx, on.now, Some(&here.actor), &event).await?;
            tx.commit().await?;
        }
        Err(refusal @ (BankRefusal::Stale | BankRefusal::State(_))) => {
            tx.rollback().await?;
            // What was typed stays; whoever saves again has been told and saves over the newer version.
            let form = Form::returned(fields);
            return page(
                &visit,
                &here,
                Some(&row),
                StatusCode::CONFLICT,
                Some(refusal.key()),
                form,
            );
        }
        Err(refusal) => return Err(refusal.into()),
    }
    Ok(visit.go_done(&format!("{}/cau/{}", here.href(), row.number), "done-question-written"))
}
