//! The designed pages for "not found", "forbidden", "too many", "our fault" …

use askama::Template;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use kernel::time;

use crate::failure::Card;
use crate::shell::Shell;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    shell: Shell,
    text: String,
    next: String,
    incident: String,
    sign_in: bool,
}

pub(crate) fn render(visit: &Visit, card: &Card, status: StatusCode, json: bool) -> Response {
    let tr = visit.tr();
    let title = tr.t(card.key);
    if json {
        let body = serde_json::json!({ "error": card.key, "words": title, "incident": visit.request_id, "now_ms": visit.now() });
        return (status, Json(body)).into_response();
    }
    let optional = |suffix: &str| {
        let key = format!("{}-{suffix}", card.key);
        if tr.has(&key) { tr.t(&key) } else { String::new() }
    };
    let text = match card.limit {
        Some(limit) => tr.x("failure-too-large-limit", tr.number(limit / 1024 / 1024)),
        None => optional("text"),
    };
    let page = FailurePage {
        text,
        next: optional("next"),
        incident: if status.is_server_error() {
            tr.xy(
                "failure-incident",
                &visit.request_id,
                time::short(visit.now(), visit.lang),
            )
        } else {
            String::new()
        },
        sign_in: status == StatusCode::UNAUTHORIZED,
        shell: visit.shell(title),
    };
    visit
        .page_with(status, &page)
        .unwrap_or_else(|_| status.into_response())
}
