//! The act on paper: number, signer, dates. Written first; what it does is added on the draft's page.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;
use uuid::Uuid;

use super::{asked, drafting, may_draft, stale};
use crate::days;
use crate::plan::Plan;
use crate::revision::fields;
use crate::scope::Scope;
use crate::stage::Stage;
use crate::state::Organisation;
use crate::store::reorgs::{self, Deed, Paper, Reorg, ReorgError};

/// Longest texts of an act, in letters.
const LONG: usize = 500;
const SHORT: usize = 120;

#[derive(Template)]
#[template(path = "reorg_paper.html")]
struct PaperPage {
    shell: Shell,
    action: String,
    revision: i64,
    button: String,
    stale: String,
    changed: Vec<String>,
    form: Form,
}

/// Fields of the form and their labels.
const FIELDS: [(&str, &str); 8] = [
    ("title", "org-act-title"),
    ("number", "org-act-number"),
    ("organ", "org-act-organ"),
    ("signer", "org-act-signer"),
    ("signed", "org-act-signed"),
    ("effective", "org-act-effective"),
    ("source", "org-act-source"),
    ("note", "org-act-note"),
];

fn page(visit: &Visit, reorg: Option<&Reorg>, form: Form) -> Result<Response, Failure> {
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    page_with(visit, reorg, (form, status, Vec::new()))
}

fn page_with(
    visit: &Visit,
    reorg: Option<&Reorg>,
    (mut form, status, changed): (Form, StatusCode, Vec<String>),
) -> Result<Response, Failure> {
    let tr = visit.tr();
    form.name_fields(&tr, &FIELDS);
    let (title, action, button) = match reorg {
        None => ("org-reorg-new", "/sap-xep/moi".to_owned(), "org-reorg-create"),
        Some(reorg) => (
            "org-reorg-edit",
            format!("/sap-xep/{}/van-ban", reorg.id),
            "org-reorg-save",
        ),
    };
    let mut shell = visit
        .shell(tr.t(title))
        .crumb("/don-vi", tr.t("org-units-title"))
        .crumb("/sap-xep", tr.t("org-reorgs-title"));
    if let Some(reorg) = reorg {
        shell = shell.crumb(format!("/sap-xep/{}", reorg.id), reorg.paper.title.clone());
    }
    let page = PaperPage {
        shell,
        action,
        revision: reorg.map_or(0, |reorg| reorg.revision),
        button: tr.t(button),
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

/// A date as a date field sends it, or as people write it.
fn date(typed: &str) -> Option<Date> {
    typed
        .parse()
        .ok()
        .or_else(|| {
            let (year, month, day) = vietnamese::dates::parse(typed).ok()?;
            Date::new(year, month, day).ok()
        })
        .filter(|day: &Date| (1900..=2100).contains(&day.year()))
}

fn read(form: &mut Form, tr: &Tr, today: Date) -> Option<Paper> {
    let text = |form: &mut Form, field: &str, most: usize| {
        let typed = vietnamese::fold::clean(form.value(field));
        if typed.chars().count() > most {
            form.fault_words(field, tr.n("org-too-long", most));
        }
        typed
    };
    let title = text(form, "title", LONG);
    if title.is_empty() {
        form.fault("title", tr, "form-required");
    }
    let number = text(form, "number", SHORT);
    let organ = text(form, "organ", SHORT);
    let signer = text(form, "signer", SHORT);
    let source = text(form, "source", LONG);
    let note = text(form, "note", LONG);
    let signed_text = form.value("signed").to_owned();
    let signed_on = date(&signed_text);
    if !signed_text.is_empty() && signed_on.is_none() {
        form.fault("signed", tr, "org-date-wrong");
    }
    let effective_on = date(form.value("effective"));
    match effective_on {
        None => form.fault("effective", tr, "org-date-wrong"),
        Some(day) if !days::may_hold_from(day, today) => {
            form.fault_words(
                "effective",
                tr.xy("org-effective-outside", days::FIRST_YEAR, days::latest(today).year()),
            );
        }
        Some(_) => {}
    }
    if form.is_refused() {
        return None;
    }
    Some(Paper {
        title,
        number,
        organ,
        signer,
        signed_on,
        effective_on: effective_on?,
        source,
        verified: form.is("verified", "1"),
        note,
    })
}

pub(super) async fn new(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let form = Form::filled([("effective", org.today().to_string())]);
    page(&visit, None, form)
}

pub(super) async fn create(State(org): State<Organisation>, visit: Visit, fields: Fields) -> Result<Response, Failure> {
    let tr = visit.tr();
    let actor = visit.actor()?;
    let tree = org.tree(org.today()).await?;
    if matches!(drafting(actor, &tree), Scope::Units(units) if units.is_empty()) {
        return Err(Failure::Forbidden);
    }
    let mut form = Form::returned(fields);
    let Some(paper) = read(&mut form, &tr, org.today()) else {
        return page(&visit, None, form);
    };
    let deed = Deed {
        org: &org,
        actor: Some(actor),
        reason: "",
    };
    let id: Uuid = reorgs::create(deed, &paper, &Plan::default()).await?;
    Ok(visit.go(&format!("/sap-xep/{id}/viec")))
}

async fn editable(org: &Organisation, visit: &Visit, address: &str) -> Result<Reorg, Failure> {
    let reorg = asked(org, address).await?;
    let tree = org.tree(org.today()).await?;
    if !may_draft(visit, &reorg, &drafting(visit.actor()?, &tree)) {
        return Err(Failure::Forbidden);
    }
    Ok(reorg)
}

pub(super) async fn edit(
    State(org): State<Organisation>,
    visit: Visit,
    Path(address): Path<String>,
) -> Result<Response, Failure> {
    let reorg = editable(&org, &visit, &address).await?;
    if reorg.stage != Stage::Draft {
        return Ok(visit.go(&format!("/sap-xep/{}", reorg.id)));
    }
    let form = Form::filled(fields(&reorg.paper));
    page(&visit, Some(&reorg), form)
}

pub(super) async fn send(
    State(org): State<Organisation>,
    visit: Visit,
    Path(address): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let reorg = editable(&org, &visit, &address).await?;
    let mut form = Form::returned(fields);
    if reorg.stage != Stage::Draft || stale::seen(&form.values) != Some(reorg.revision) {
        return late(&org, &visit, &reorg, form).await;
    }
    let Some(paper) = read(&mut form, &tr, org.today()) else {
        return page(&visit, Some(&reorg), form);
    };
    let deed = Deed {
        org: &org,
        actor: Some(visit.actor()?),
        reason: "",
    };
    match reorgs::edit(deed, &reorg, &paper, &reorg.plan).await {
        Err(ReorgError::Edited) => late(&org, &visit, &reorg, form).await,
        other => {
            other?;
            Ok(visit.go_done(&format!("/sap-xep/{}", reorg.id), "done-reorg-saved"))
        }
    }
}

/// Another tab or person has saved since: what was typed, over the draft as it is now, and what has changed in it.
async fn late(org: &Organisation, visit: &Visit, reorg: &Reorg, form: Form) -> Result<Response, Failure> {
    let now = reorgs::find(org.app.db.read(), reorg.id)
        .await?
        .ok_or(Failure::NotFound)?;
    if now.stage != Stage::Draft {
        return stale::page(org, visit, &now, form).await;
    }
    let changed = stale::changed(org, visit, &now, stale::seen(&form.values)).await?;
    page_with(visit, Some(&now), (form, StatusCode::CONFLICT, changed))
}
