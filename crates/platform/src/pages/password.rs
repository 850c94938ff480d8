//! Setting one's own password.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::account;
use crate::failure::Failure;
use crate::form::{Fields, Form};
use crate::shell::Shell;
use crate::signin::{self, SignInError};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordPage {
    shell: Shell,
    form: Form,
    first: bool,
}

fn page(visit: &Visit, form: Form) -> Result<Response, Failure> {
    let first = visit.session.as_ref().is_some_and(|s| s.must_change);
    let title = visit.tr().t(if first {
        "password-first-title"
    } else {
        "password-title"
    });
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    visit.page_with(
        status,
        &PasswordPage {
            shell: visit.shell(title),
            form,
            first,
        },
    )
}

pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    page(&visit, Form::empty())
}

pub(super) async fn send(visit: Visit, fields: Fields) -> Result<Response, Failure> {
    let tr = visit.tr();
    let session = visit.session.clone().ok_or(Failure::SignIn)?;
    let account = account::by_id(visit.app.db.read(), session.actor.account)
        .await?
        .ok_or(Failure::NotFound)?;
    let raw = |name: &str| fields.0.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v.as_str());
    let mut form = Form::empty();
    if !session.must_change
        && !visit
            .app
            .passwords
            .verify(raw("current"), account.password_hash.as_deref())
            .await?
    {
        form.fault("current", &tr, "password-current-wrong");
    }
    if let Err(weak) = signin::check_new_password(raw("new"), &account.name) {
        form.fault("new", &tr, weak.key());
    } else if raw("new") != raw("again") {
        form.fault("again", &tr, "password-again-differs");
    }
    if form.is_refused() {
        return page(&visit, form);
    }
    signin::change_password(&visit.app, &account, raw("new"), Some(session.id))
        .await
        .map_err(|error| match error {
            SignInError::Password(error) => error.into(),
            other => Failure::internal(other),
        })?;
    Ok(visit.go_done("/", "done-password"))
}
