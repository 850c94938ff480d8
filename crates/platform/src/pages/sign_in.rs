//! Sign-in and sign-out.

use askama::Template;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;

use crate::failure::Failure;
use crate::form::{Fields, Form};
use crate::guard;
use crate::oidc;
use crate::shell::Shell;
use crate::signin::{self, SignInError};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    shell: Shell,
    form: Form,
    back: String,
    provider: String,
    by_code: bool,
}

fn page(visit: &Visit, form: Form, by_code: bool) -> Result<Response, Failure> {
    let tr = visit.tr();
    let back = match form.value("ve") {
        "" => visit.param("ve"),
        kept => kept.to_owned(),
    };
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let mut form = form;
    // A printed QR code carries the number, so that only the code remains to be typed.
    if form.value("name").is_empty() && !visit.param("so").is_empty() {
        form.values.0.push(("name".to_owned(), visit.param("so")));
    }
    visit.page_with(
        status,
        &SignInPage {
            shell: visit.shell(tr.t(if by_code { "sign-in-code-title" } else { "sign-in-title" })),
            form,
            back,
            provider: visit
                .app
                .settings
                .oidc
                .as_ref()
                .map_or_else(String::new, |p| p.label.clone()),
            by_code,
        },
    )
}

/// Only addresses of our own: `//elsewhere` and `https://…` lead home.
pub(super) fn own_address(back: &str) -> &str {
    let own = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\n', '\r']);
    if own { back } else { "/" }
}

fn let_in(visit: &Visit, token: &str, back: &str) -> Response {
    let mut response = visit.go(own_address(back));
    if let Some(cookie) = guard::set_cookie(&visit.app, guard::SESSION, token, 30 * 86_400, false) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    page(&visit, Form::empty(), false)
}

pub(super) async fn show_code(visit: Visit) -> Result<Response, Failure> {
    page(&visit, Form::empty(), true)
}

fn refused(visit: &Visit, fields: Fields, error: SignInError, by_code: bool) -> Result<Response, Failure> {
    let tr = visit.tr();
    // The password is never sent back.
    let kept = fields.0.into_iter().filter(|(name, _)| name != "password").collect();
    let mut form = Form::returned(Fields(kept));
    match error {
        SignInError::DoNotFit if by_code => form.fault("code", &tr, "sign-in-code-does-not-fit"),
        SignInError::DoNotFit => form.fault("password", &tr, "sign-in-does-not-fit"),
        SignInError::Resting { seconds } => form.fault_words("name", tr.n("sign-in-resting", seconds)),
        SignInError::Password(error) => return Err(error.into()),
        SignInError::Database(error) => return Err(error.into()),
    }
    page(visit, form, by_code)
}

fn required(visit: &Visit, fields: &Fields, second: &str) -> Option<Form> {
    let tr = visit.tr();
    let mut form = Form::returned(fields.clone());
    for name in ["name", second] {
        if fields.get(name).is_empty() {
            form.fault(name, &tr, "form-required");
        }
    }
    form.is_refused().then_some(form)
}

pub(super) async fn send(visit: Visit, fields: Fields) -> Result<Response, Failure> {
    if let Some(form) = required(&visit, &fields, "password") {
        return page(&visit, form, false);
    }
    let from = signin::From {
        address: &visit.address,
        agent: &visit.agent,
    };
    let password = fields
        .0
        .iter()
        .find(|(k, _)| k == "password")
        .map_or("", |(_, v)| v.as_str());
    match signin::by_password(&visit.app, fields.get("name"), password, from).await {
        Ok(token) => Ok(let_in(&visit, &token, fields.get("ve"))),
        Err(error) => refused(&visit, fields, error, false),
    }
}

pub(super) async fn send_code(visit: Visit, fields: Fields) -> Result<Response, Failure> {
    if let Some(form) = required(&visit, &fields, "code") {
        return page(&visit, form, true);
    }
    let from = signin::From {
        address: &visit.address,
        agent: &visit.agent,
    };
    match signin::by_code(&visit.app, fields.get("name"), fields.get("code"), from).await {
        Ok(token) => Ok(let_in(&visit, &token, fields.get("ve"))),
        Err(error) => refused(&visit, fields, error, true),
    }
}

const PENDING: &str = "dh_oidc";

pub(super) async fn leave_for_provider(visit: Visit) -> Result<Response, Failure> {
    if visit.app.settings.oidc.is_none() {
        return Err(Failure::NotFound);
    }
    let back = own_address(&visit.param("ve")).to_owned();
    let (url, pending) = oidc::start(&visit.app, back).await.map_err(|error| {
        tracing::warn!(%error, "single sign-on");
        Failure::Refused("failure-sso")
    })?;
    let mut response = visit.go(&url);
    if let Some(cookie) = guard::set_cookie(&visit.app, PENDING, &pending.encode(), 600, false) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

pub(super) async fn back_from_provider(visit: Visit, headers: HeaderMap) -> Result<Response, Failure> {
    let pending = guard::cookie(&headers, PENDING)
        .and_then(oidc::Pending::decode)
        .ok_or(Failure::Refused("failure-sso-old"))?;
    let found = oidc::finish(&visit.app, &pending, &visit.param("code"), &visit.param("state")).await;
    let account = found.map_err(|error| {
        tracing::warn!(%error, "single sign-on");
        match error {
            oidc::OidcError::Unknown(_) => Failure::Refused("failure-sso-unknown"),
            _ => Failure::Refused("failure-sso"),
        }
    })?;
    let from = signin::From {
        address: &visit.address,
        agent: &visit.agent,
    };
    let token = signin::admit(&visit.app, &account, "oidc", from).await?;
    let mut response = let_in(&visit, &token, &pending.back);
    if let Some(cookie) = guard::set_cookie(&visit.app, PENDING, "", 0, false) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

pub(super) async fn sign_out(visit: Visit) -> Result<Response, Failure> {
    if let Some(session) = &visit.session {
        let tx = visit.app.db.begin().await?;
        visit
            .app
            .sessions
            .revoke(&tx, visit.now(), session.actor.account, session.id)
            .await?;
        tx.commit().await?;
        visit.app.sessions.forget_all();
    }
    let mut response = visit.go("/");
    if let Some(cookie) = guard::set_cookie(&visit.app, guard::SESSION, "", 0, false) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::own_address;

    #[test]
    fn sign_in_never_leads_to_another_site() {
        assert_eq!(own_address("/thi?x=1"), "/thi?x=1");
        for bad in ["//evil.example", "https://evil.example", "/\\evil.example", "", "thi"] {
            assert_eq!(own_address(bad), "/");
        }
    }
}
