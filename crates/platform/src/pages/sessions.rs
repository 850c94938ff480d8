//! One's own sessions: where am I signed in, and out with the others.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::time;
use uuid::Uuid;

use crate::account::AccountEvent;
use crate::audit;
use crate::failure::Failure;
use crate::shell::Shell;
use crate::visit::Visit;

struct Row {
    id: Uuid,
    agent: String,
    address: String,
    since: String,
    seen: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "sessions.html")]
struct SessionsPage {
    shell: Shell,
    rows: Vec<Row>,
}

/// "Chrome · Android" out of a browser's long self-description; enough to recognise one's own phone.
fn short_agent(agent: &str) -> String {
    let pick = |known: &[(&'static str, &'static str)]| {
        known
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map_or("", |(_, name)| *name)
    };
    let browser = pick(&[
        ("Edg", "Edge"),
        ("coc_coc", "Cốc Cốc"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = pick(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    let session = visit.session.clone().ok_or(Failure::SignIn)?;
    let tr = visit.tr();
    let rows = visit
        .app
        .sessions
        .list(&visit.app.db, visit.now(), session.actor.account)
        .await?
        .into_iter()
        .map(|row| Row {
            current: row.id == session.id,
            id: row.id,
            agent: match short_agent(&row.agent) {
                known if known.is_empty() => tr.t("sessions-unknown-device"),
                known => known,
            },
            address: row.address,
            since: time::short(row.created_at, visit.lang),
            seen: time::short(row.seen_at, visit.lang),
        })
        .collect();
    visit.page(&SessionsPage {
        shell: visit.shell(tr.t("sessions-title")),
        rows,
    })
}

pub(super) async fn revoke(visit: Visit, Path(id): Path<Uuid>) -> Result<Response, Failure> {
    let session = visit.session.clone().ok_or(Failure::SignIn)?;
    let account = session.actor.account;
    let tx = visit.app.db.begin().await?;
    if !visit.app.sessions.revoke(&tx, visit.now(), account, id).await? {
        return Err(Failure::NotFound);
    }
    audit::append(
        &tx,
        visit.now(),
        Some(&session.actor),
        &AccountEvent::SessionRevoked { account, session: id },
    )
    .await?;
    tx.commit().await?;
    visit.app.sessions.forget_all();
    Ok(visit.go_done("/phien", "done-session-revoked"))
}
