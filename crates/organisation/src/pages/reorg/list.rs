//! The acts on record and on their way.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::actor::Role;
use kernel::time;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::visit::Visit;
use uuid::Uuid;
use vietnamese::fold;

use super::act::chip;
use crate::stage::Stage;
use crate::state::Organisation;
use crate::store::reorgs;

struct Row {
    id: Uuid,
    title: String,
    number: String,
    effective: String,
    recorded: String,
    chip: &'static str,
    stage: String,
    next: String,
}

#[derive(Template)]
#[template(path = "reorgs.html")]
struct ReorgsPage {
    shell: Shell,
    words: String,
    rows: Vec<Row>,
    may_draft: bool,
    may_import: bool,
    waiting: usize,
}

pub(super) async fn show(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr();
    let words = visit.param("tim").trim().to_owned();
    let found = reorgs::list(org.app.db.read()).await?;
    let waiting = found
        .iter()
        .filter(|reorg| matches!(reorg.stage, Stage::Submitted | Stage::Approved))
        .count();
    let rows = found
        .into_iter()
        .filter(|reorg| {
            let text = format!("{} {} {}", reorg.paper.title, reorg.paper.number, reorg.paper.organ);
            fold::matches(&fold::fold(&text), &words)
        })
        .map(|reorg| Row {
            id: reorg.id,
            chip: chip(reorg.stage),
            stage: tr.t(&format!("org-stage-{}", reorg.stage.code())),
            next: tr.t(&format!("org-stage-{}-next", reorg.stage.code())),
            effective: time::date(reorg.paper.effective_on, visit.lang),
            recorded: reorg
                .recorded_at
                .map_or_else(|| "–".to_owned(), |at| time::date(time::local_date(at), visit.lang)),
            number: reorg.paper.number,
            title: reorg.paper.title,
        })
        .collect();
    visit.page(&ReorgsPage {
        shell: visit
            .shell(tr.t("org-reorgs-title"))
            .crumb("/don-vi", tr.t("org-units-title")),
        may_draft: visit.has_any(&[Role::Administrator, Role::Organiser, Role::UnitOfficer]),
        may_import: visit.has_any(&[Role::Administrator, Role::Organiser]),
        words,
        rows,
        waiting,
    })
}
