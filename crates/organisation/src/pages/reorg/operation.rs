//! What the act does, one operation at a time: choose the kind, fill in the form.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::shell::Shell;
use platform::visit::Visit;
use uuid::Uuid;

use super::find::Finder;
use super::labels::Words;
use super::reading::{Reader, read};
use super::{asked, covers, drafting, may_draft, stale};
use crate::history::Hierarchy;
use crate::plan::KINDS;
use crate::scope::Scope;
use crate::state::Organisation;
use crate::store::histories::Present;
use crate::store::reorgs::{self, Deed, Reorg, ReorgError};
use crate::unit::{UnitKind, UnitLevel};
use std::sync::Arc;

/// Parts of a split that a form offers; an act with more comes in by file.
pub(super) const PARTS: usize = 5;

#[derive(Template)]
#[template(path = "reorg_choose.html")]
struct ChoosePage {
    shell: Shell,
    id: Uuid,
    /// Address, title, explanation.
    kinds: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "reorg_operation.html")]
struct OperationPage {
    shell: Shell,
    id: Uuid,
    kind: &'static str,
    words: Words,
    revision: i64,
    hint: String,
    offers: Vec<String>,
    /// Code, words.
    kinds: Vec<(&'static str, String)>,
    levels: Vec<(&'static str, String)>,
    lines: Vec<(&'static str, String)>,
    parts: Vec<usize>,
    stale: String,
    changed: Vec<String>,
    form: Form,
}

pub(super) struct Desk {
    pub reorg: Reorg,
    pub present: Arc<Present>,
    scope: Scope,
}

impl Desk {
    fn is_draft(&self) -> bool {
        self.reorg.stage == crate::stage::Stage::Draft
    }

    fn eve(&self) -> Date {
        let day = self.reorg.paper.effective_on;
        day.yesterday().unwrap_or(day)
    }

    fn finder(&self, kind: &str) -> Finder {
        if kind == "restore" {
            Finder::ended(&self.present.history, self.reorg.paper.effective_on)
        } else {
            Finder::on(&self.present.history, self.eve(), Some(&self.reorg.plan))
        }
    }

    /// Where to look for what was not found, to say why it is not meant.
    fn otherwise(&self, kind: &str) -> (Finder, &'static str) {
        let history = &self.present.history;
        if kind == "restore" {
            (Finder::on(history, self.eve(), None), "org-restore-living")
        } else {
            let day = self.reorg.paper.effective_on;
            (Finder::on(history, day, None), "org-find-same-day")
        }
    }
}

async fn desk(org: &Organisation, visit: &Visit, address: &str) -> Result<Desk, Failure> {
    let reorg = asked(org, address).await?;
    let tree = org.tree(org.today()).await?;
    let scope = drafting(visit.actor()?, &tree);
    if !may_draft(visit, &reorg, &scope) {
        return Err(Failure::Forbidden);
    }
    Ok(Desk {
        reorg,
        present: org.present().await?,
        scope,
    })
}

fn known(kind: &str) -> Result<&'static str, Failure> {
    KINDS.into_iter().find(|known| *known == kind).ok_or(Failure::NotFound)
}

fn crumbs(visit: &Visit, reorg: &Reorg, title: String) -> Shell {
    visit
        .shell(title)
        .crumb("/don-vi", visit.tr().t("org-units-title"))
        .crumb("/sap-xep", visit.tr().t("org-reorgs-title"))
        .crumb(format!("/sap-xep/{}", reorg.id), reorg.paper.title.clone())
}

pub(super) async fn choose(
    State(org): State<Organisation>,
    visit: Visit,
    Path(address): Path<String>,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let desk = desk(&org, &visit, &address).await?;
    let id = desk.reorg.id;
    if !desk.is_draft() {
        return Ok(visit.go(&format!("/sap-xep/{id}")));
    }
    let kinds = KINDS
        .iter()
        .map(|kind| {
            (
                format!("/sap-xep/{id}/viec/{kind}"),
                tr.t(&format!("org-op-{kind}")),
                tr.t(&format!("org-op-{kind}-hint")),
            )
        })
        .collect();
    visit.page(&ChoosePage {
        shell: crumbs(&visit, &desk.reorg, tr.t("org-op-choose")),
        id,
        kinds,
    })
}

fn page(visit: &Visit, desk: &Desk, kind: &'static str, form: Form) -> Result<Response, Failure> {
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    page_with(visit, desk, kind, (form, status, Vec::new()))
}

/// The form with what was typed, over the draft as it is now; with what has changed in the draft.
async fn late(
    org: &Organisation,
    visit: &Visit,
    address: &str,
    kind: &'static str,
    form: Form,
) -> Result<Response, Failure> {
    let desk = desk(org, visit, address).await?;
    if !desk.is_draft() {
        return stale::page(org, visit, &desk.reorg, form).await;
    }
    let changed = stale::changed(org, visit, &desk.reorg, stale::seen(&form.values)).await?;
    page_with(visit, &desk, kind, (form, StatusCode::CONFLICT, changed))
}

fn page_with(
    visit: &Visit,
    desk: &Desk,
    kind: &'static str,
    (mut form, status, changed): (Form, StatusCode, Vec<String>),
) -> Result<Response, Failure> {
    let tr = visit.tr();
    form.name_fields(&tr, &Words::of(kind).fields());
    let finder = desk.finder(kind);
    let ending = desk.reorg.plan.ending();
    let page = OperationPage {
        shell: crumbs(visit, &desk.reorg, tr.t(&format!("org-op-{kind}"))),
        words: Words::of(kind),
        id: desk.reorg.id,
        revision: desk.reorg.revision,
        hint: tr.t(&format!("org-op-{kind}-hint")),
        offers: finder.offers(|unit| desk.scope.covers(unit) && (kind != "end_rights" || ending.contains(&unit))),
        kinds: UnitKind::ALL
            .iter()
            .map(|kind| (kind.code(), tr.t(&format!("org-kind-{}", kind.code()))))
            .collect(),
        levels: UnitLevel::ALL
            .iter()
            .map(|level| (level.code(), tr.t(&format!("org-level-{}", level.code()))))
            .collect(),
        // The union's own line is what nothing chosen means.
        lines: Hierarchy::ALL
            .iter()
            .filter(|line| **line != Hierarchy::Union)
            .map(|line| (line.code(), tr.t(&format!("org-line-{}", line.code()))))
            .collect(),
        parts: (1..=PARTS).collect(),
        kind,
        stale: if status == StatusCode::CONFLICT {
            tr.t("org-stale-form")
        } else {
            String::new()
        },
        changed,
        form,
    };
    visit.page_with(status, &page)
}

pub(super) async fn form(
    State(org): State<Organisation>,
    visit: Visit,
    Path((address, kind)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let kind = known(&kind)?;
    let desk = desk(&org, &visit, &address).await?;
    if !desk.is_draft() {
        return Ok(visit.go(&format!("/sap-xep/{}", desk.reorg.id)));
    }
    let form = if kind == "end_rights" {
        // All that end are there to begin with: whoever means fewer takes lines away.
        let ending = desk.reorg.plan.ending();
        let offers = Finder::on(&desk.present.history, desk.eve(), None).offers(|unit| ending.contains(&unit));
        Form::filled([("sources", offers.join("\n"))])
    } else {
        Form::empty()
    };
    page(&visit, &desk, kind, form)
}

pub(super) async fn send(
    State(org): State<Organisation>,
    visit: Visit,
    Path((address, kind)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let kind = known(&kind)?;
    let desk = desk(&org, &visit, &address).await?;
    let mut form = Form::returned(fields);
    if !desk.is_draft() || stale::seen(&form.values) != Some(desk.reorg.revision) {
        return late(&org, &visit, &address, kind, form).await;
    }
    let mut reader = Reader {
        form: &mut form,
        tr: &tr,
        finder: desk.finder(kind),
        otherwise: desk.otherwise(kind),
        org: &org,
    };
    let operation = read(&mut reader, &desk, kind);
    let Some(operation) = operation else {
        return page(&visit, &desk, kind, form);
    };
    let mut plan = desk.reorg.plan.clone();
    plan.operations.push(operation);
    if !covers(&desk.scope, &plan.operations) {
        let field = if form.values.has("sources") { "sources" } else { "unit" };
        form.fault(field, &tr, "org-failure-outside");
        return page(&visit, &desk, kind, form);
    }
    let deed = Deed {
        org: &org,
        actor: Some(visit.actor()?),
        reason: "",
    };
    match reorgs::edit(deed, &desk.reorg, &desk.reorg.paper, &plan).await {
        Err(ReorgError::Edited) => return late(&org, &visit, &address, kind, form).await,
        other => other?,
    }
    Ok(visit.go_done(&format!("/sap-xep/{}", desk.reorg.id), "done-reorg-saved"))
}

pub(super) async fn remove(
    State(org): State<Organisation>,
    visit: Visit,
    Path(address): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let desk = desk(&org, &visit, &address).await?;
    let place: usize = fields.get("place").parse().map_err(|_| Failure::Malformed)?;
    let form = Form::returned(fields);
    if !desk.is_draft() || stale::seen(&form.values) != Some(desk.reorg.revision) {
        return stale::page(&org, &visit, &desk.reorg, form).await;
    }
    let mut plan = desk.reorg.plan.clone();
    if place < plan.operations.len() {
        plan.operations.remove(place);
    }
    let deed = Deed {
        org: &org,
        actor: Some(visit.actor()?),
        reason: "",
    };
    match reorgs::edit(deed, &desk.reorg, &desk.reorg.paper, &plan).await {
        Err(ReorgError::Edited) => return stale::page(&org, &visit, &desk.reorg, form).await,
        other => other?,
    }
    Ok(visit.go_done(&format!("/sap-xep/{}", desk.reorg.id), "done-reorg-saved"))
}
