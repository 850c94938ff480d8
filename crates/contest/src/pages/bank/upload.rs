//! A question file comes in: it is read, what was understood is kept, and the preview is shown. Nothing is in the bank yet.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use platform::failure::Failure;
use platform::form::{Form, Upload};
use platform::shell::Shell;
use platform::visit::{Visit, XLSX, download};

use super::shown::phrase;
use super::{Here, files};
use crate::formats::{self, ImportRefusal, Limits};
use crate::store::questions::{self, KeptImport, Phrase, PhraseArg};

#[derive(Template)]
#[template(path = "bank_upload.html")]
struct UploadPage {
    shell: Shell,
    base: String,
    topics: Vec<String>,
    form: Form,
}

fn page(visit: &Visit, here: &Here, status: StatusCode, form: Form) -> Result<Response, Failure> {
    let tr = visit.tr();
    let page = UploadPage {
        shell: visit
            .shell(tr.t("bank-upload-title"))
            .crumb("/ngan-hang", tr.t("bank-title"))
            .crumb(here.href(), here.title.clone()),
        base: here.href(),
        topics: here.topics.iter().map(|topic| topic.name_vi.clone()).collect(),
        form,
    };
    visit.page_with(status, &page)
}

pub(super) async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response, Failure> {
    let here = Here::find(&visit, &slug).await?;
    page(&visit, &here, StatusCode::OK, Form::empty())
}

pub(super) async fn template(visit: Visit, Path(slug): Path<String>) -> Result<Response, Failure> {
    let here = Here::find(&visit, &slug).await?;
    let body = files::template(visit.now(), &visit.tr(), &here.topics).map_err(Failure::internal)?;
    Ok(download("mau-cau-hoi.xlsx", XLSX, body))
}

/// Why a file was not read, in words, with a hint about its encoding where there is one.
fn refusal_words(visit: &Visit, refusal: &ImportRefusal) -> String {
    let tr = visit.tr();
    let words = phrase(&tr, &Phrase::new(refusal.key(), refusal.args()));
    match refusal {
        ImportRefusal::NotUtf8 {
            suggestion: Some(suggestion),
            ..
        } => format!("{words} {}", tr.t(suggestion.key())),
        _ => words,
    }
}

/// Topics become codes; one the contest does not know is told and left open.
fn settle_topics(here: &Here, import: &mut KeptImport) {
    for question in &mut import.questions {
        let written = std::mem::take(&mut question.text.topic);
        if written.is_empty() {
            continue;
        }
        match files::topic_code(&here.topics, &written) {
            Some(code) => question.text.topic = code,
            None => question.warnings.push(Phrase {
                key: "bank-import-unknown-topic".to_owned(),
                args: vec![("x".to_owned(), PhraseArg::Text(written))],
            }),
        }
    }
}

pub(super) async fn send(visit: Visit, Path(slug): Path<String>, upload: Upload) -> Result<Response, Failure> {
    let tr = visit.tr();
    let here = Here::find(&visit, &slug).await?;
    let mut form = Form::empty();
    if upload.file_name.is_empty() {
        form.fault("file", &tr, "bank-upload-none");
        return page(&visit, &here, StatusCode::UNPROCESSABLE_ENTITY, form);
    }
    // Only the last part of the name, should a browser send the whole path.
    let name: String = upload
        .file_name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .chars()
        .take(200)
        .collect();
    let read = {
        let (name, file) = (name.clone(), upload.file);
        tokio::task::spawn_blocking(move || formats::read(&name, &file, &Limits::default()))
    };
    let mut import = match read.await.map_err(Failure::internal)? {
        Ok(import) => KeptImport::from(import),
        Err(refusal) => {
            form.fault_words("file", refusal_words(&visit, &refusal));
            return page(&visit, &here, StatusCode::UNPROCESSABLE_ENTITY, form);
        }
    };
    settle_topics(&here, &mut import);
    let tx = visit.app.db.begin().await?;
    let on = here.acting(&visit, &tx);
    let id = questions::keep_import(&on, here.contest.id, &name, &import).await?;
    tx.commit().await?;
    Ok(visit.go(&format!("{}/nhap/{id}", here.href())))
}
