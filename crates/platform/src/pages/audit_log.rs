//! The record of acts, to search and to read.

use askama::Template;
use axum::response::Response;
use kernel::time;

use crate::audit::{self, Filter};
use crate::failure::Failure;
use crate::shell::Shell;
use crate::visit::Visit;

struct Row {
    position: i64,
    at: String,
    who: String,
    act: String,
    subject: String,
    detail: String,
}

#[derive(Template)]
#[template(path = "audit_log.html")]
struct AuditPage {
    shell: Shell,
    words: String,
    rows: Vec<Row>,
    /// Address of the older ones; empty at the end.
    older: String,
}

const PAGE: i64 = 50;

pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr();
    let words = visit.param("tim");
    let filter = Filter {
        act: visit.param("viec"),
        words: words.clone(),
        before: visit.param("truoc").parse().ok(),
    };
    let found = audit::search(&visit.app.db, &filter, PAGE).await?;
    let older = match found.last() {
        Some(last) if i64::try_from(found.len()).unwrap_or_default() == PAGE => {
            let query: String = form_urlencoded::Serializer::new(String::new())
                .append_pair("tim", &words)
                .append_pair("viec", &filter.act)
                .append_pair("truoc", &last.position.to_string())
                .finish();
            format!("/quan-tri/nhat-ky?{query}")
        }
        _ => String::new(),
    };
    let rows = found
        .into_iter()
        .map(|entry| {
            let key = format!("audit-{}", entry.act);
            Row {
                position: entry.position,
                at: time::short(entry.at, visit.lang),
                who: if entry.actor_name.is_empty() {
                    tr.t("audit-by-program")
                } else {
                    entry.actor_name
                },
                act: if tr.has(&key) { tr.t(&key) } else { entry.act },
                subject: entry.subject,
                detail: entry.detail,
            }
        })
        .collect();
    visit.page(&AuditPage {
        shell: visit.shell(tr.t("audit-title")),
        words,
        rows,
        older,
    })
}
