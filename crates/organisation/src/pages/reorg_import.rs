//! Whole re-organisations from a file: the form, the template, what it would do, the decision; and the way out again.

mod shown;

use askama::Template;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use platform::failure::Failure;
use platform::form::{Fields, Form, Upload};
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::{self, Visit};

use self::shown::{answer, stamp};
use super::{id_in, import};
use crate::import::Kind;
use crate::import::apply::DryRunError;
use crate::import::reorg::{self, Checked, file, run};
use crate::state::Organisation;
use crate::store::draft::{self, Draft};

/// Where re-organisations are listed.
const LIST: &str = "/sap-xep";
const FORM: &str = "/sap-xep/nhap";

#[derive(Template)]
#[template(path = "reorg_import.html")]
struct FormPage {
    shell: Shell,
    form: Form,
}

fn form_page(visit: &Visit, form: Form) -> Result<Response, Failure> {
    let tr = visit.tr();
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let shell = visit
        .shell(tr.t("org-reimport-title"))
        .crumb(LIST, tr.t("org-reimport-back"));
    visit.page_with(status, &FormPage { shell, form })
}

pub(super) async fn show(State(_org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    form_page(&visit, Form::empty())
}

fn created(visit: &Visit) -> Result<Timestamp, Failure> {
    Timestamp::from_millisecond(visit.now()).map_err(Failure::internal)
}

pub(super) async fn template(State(_org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let bytes = file::template(&visit.tr(), created(&visit)?).map_err(Failure::internal)?;
    Ok(visit::download("mau-sap-xep.xlsx", visit::XLSX, bytes))
}

pub(super) async fn export_xlsx(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let rows = run::on_record(&org).await?;
    let bytes = file::workbook(&rows, &visit.tr(), created(&visit)?).map_err(Failure::internal)?;
    let name = format!("sap-xep-{}.xlsx", org.today());
    Ok(visit::download(&name, visit::XLSX, bytes))
}

pub(super) async fn export_csv(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let rows = run::on_record(&org).await?;
    let name = format!("sap-xep-{}.csv", org.today());
    let bytes = file::delimited(&rows, &visit.tr());
    Ok(visit::download(&name, "text/csv; charset=utf-8", bytes))
}

pub(super) async fn send(
    State(org): State<Organisation>,
    visit: Visit,
    mut request: Request,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    // The guard has already held the body to the limit of this route.
    DefaultBodyLimit::disable().apply(&mut request);
    let upload = Upload::from_request(request, &()).await?;
    let mut form = Form::returned(upload.fields.clone());
    if upload.file.is_empty() {
        form.fault("file", &tr, "org-file-none");
        return form_page(&visit, form);
    }
    let name: String = upload.file_name.chars().filter(|c| !c.is_control()).take(200).collect();
    let bytes = upload.file.to_vec();
    match reorg::check(&org, &name, bytes.clone()).await {
        Ok(_) => {}
        Err(DryRunError::File(fault)) => {
            form.fault_words("file", import::refusal(&tr, &fault));
            return form_page(&visit, form);
        }
        Err(other) => return Err(other.into()),
    }
    let kept = Draft {
        id: org.app.fresh_id(),
        owner: visit.actor()?.account,
        kind: Kind::Reorg.code().to_owned(),
        file_name: name,
        content: bytes,
        created_at: visit.now(),
    };
    let tx = org.app.db.begin().await?;
    draft::keep(&tx, &kept).await?;
    tx.commit().await?;
    Ok(visit.go(&format!("{FORM}/{}", kept.id)))
}

async fn found(org: &Organisation, visit: &Visit, id: &str) -> Result<Draft, Failure> {
    let owner = visit.actor()?.account;
    draft::find(&org.app.db, visit.now(), owner, id_in(id)?)
        .await?
        .filter(|draft| draft.kind == Kind::Reorg.code())
        .ok_or(Failure::Refused("org-failure-draft-gone"))
}

pub(super) async fn dry_run(
    State(org): State<Organisation>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let draft = found(&org, &visit, &id).await?;
    let checked = reorg::check(&org, &draft.file_name, draft.content.clone()).await?;
    answer(&visit, &draft, &checked, String::new())
}

/// The file is checked again at the decision, because others may have worked in between; when that changes the
/// outcome, the page is shown anew instead of writing.
fn objection(tr: &Tr, checked: &Checked, fields: &Fields) -> Option<String> {
    if fields.get("dau") != stamp(checked) {
        return Some(tr.t("org-dry-changed-meanwhile"));
    }
    if !checked.faults.is_empty() && !fields.has("bo-qua") {
        return Some(tr.t("org-reimport-must-choose"));
    }
    checked.acts.is_empty().then(|| tr.t("org-reimport-nothing"))
}

pub(super) async fn confirm(
    State(org): State<Organisation>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let draft = found(&org, &visit, &id).await?;
    let checked = reorg::check(&org, &draft.file_name, draft.content.clone()).await?;
    if let Some(words) = objection(&visit.tr(), &checked, &fields) {
        return answer(&visit, &draft, &checked, words);
    }
    run::write_draft(&org, visit.actor()?, &checked, draft.id)
        .await?
        .ok_or(Failure::Refused("org-failure-draft-gone"))?;
    Ok(visit.go_done(LIST, "done-reorgs-imported"))
}

pub(super) async fn drop_draft(
    State(org): State<Organisation>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let tx = org.app.db.begin().await?;
    draft::take(&tx, visit.actor()?.account, id_in(&id)?).await?;
    tx.commit().await?;
    Ok(visit.go_done(FORM, "done-reorg-file-dropped"))
}
