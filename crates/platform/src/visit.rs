//! One request as its handler sees it: who, in which language, when; and how to answer with a page.

use std::sync::Arc;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use kernel::actor::{Actor, Role};
use kernel::clock::Millis;
use kernel::lang::Lang;

use crate::app::App;
use crate::failure::Failure;
use crate::session::Session;
use crate::shell::Shell;
use crate::text::Tr;

/// Put into every request by the guard of its route.
#[derive(Clone, Debug)]
pub struct Visit {
    pub app: App,
    pub session: Option<Arc<Session>>,
    pub lang: Lang,
    /// Path and query, as asked for.
    pub path: String,
    pub query: String,
    /// When the request was received, before any queue.
    pub received: Millis,
    pub request_id: String,
    pub csrf: String,
    pub address: String,
    pub agent: String,
    /// The choice of a report's lens that this browser remembers; "" when none.
    pub lens: String,
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Failure::internal("a route without a guard"))
    }
}

impl Visit {
    /// The words of the visitor's language.
    pub fn tr(&self) -> Tr {
        self.app.texts.tr(self.lang)
    }

    /// Now, by the program's clock.
    pub fn now(&self) -> Millis {
        self.app.now()
    }

    /// Who is signed in.
    pub fn actor(&self) -> Result<&Arc<Actor>, Failure> {
        self.session.as_ref().map(|s| &s.actor).ok_or(Failure::SignIn)
    }

    /// Whether the visitor is signed in and has any of `roles`.
    pub fn has_any(&self, roles: &[Role]) -> bool {
        self.session.as_ref().is_some_and(|s| s.actor.has_any(roles))
    }

    /// A value of the query string, or "".
    pub fn param(&self, name: &str) -> String {
        form_urlencoded::parse(self.query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
            .unwrap_or_default()
    }

    /// The page shell with a title (already in words).
    pub fn shell(&self, title: impl Into<String>) -> Shell {
        Shell::new(self, title.into())
    }

    /// Renders a page.
    pub fn page(&self, page: &impl Template) -> Result<Response, Failure> {
        self.page_with(StatusCode::OK, page)
    }

    /// Renders a page with another status: a refused form is 422.
    pub fn page_with(&self, status: StatusCode, page: &impl Template) -> Result<Response, Failure> {
        let body = page.render().map_err(Failure::internal)?;
        let mut response = (status, Html(body)).into_response();
        // Pages show personal state: the browser keeps them for "back", nobody else keeps them at all.
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        Ok(response)
    }

    /// To another page after an act (303).
    pub fn go(&self, href: &str) -> Response {
        Redirect::to(href).into_response()
    }

    /// To another page, which then says in a notice what was done; `key` must start with `done-`.
    pub fn go_done(&self, href: &str, key: &str) -> Response {
        let (path, mark) = href.split_once('#').unwrap_or((href, ""));
        let join = if path.contains('?') { '&' } else { '?' };
        let mark = if mark.is_empty() {
            String::new()
        } else {
            format!("#{mark}")
        };
        self.go(&format!("{path}{join}xong={key}{mark}"))
    }
}

/// A file to keep. `name` must be ASCII (official habit: no diacritics in file names).
pub fn download(name: &str, mime: &str, body: Vec<u8>) -> Response {
    let safe: String = name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c))
        .collect();
    let mut response = body.into_response();
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(mime) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{safe}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

/// The media types of the files we make.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
pub const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
