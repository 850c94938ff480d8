//! Where an import begins: templates to take away, files to bring.

use askama::Template;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Path, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use paperwork::PaperworkError;
use paperwork::error::BombKind;
use platform::failure::Failure;
use platform::form::{Form, Upload};
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::{self, Visit};

use super::ground;
use crate::import::apply::{self, DryRunError};
use crate::import::columns::letters;
use crate::import::table::FileFault;
use crate::import::{Kind, template as files};
use crate::state::Organisation;
use crate::store::draft::{self, Draft};
use crate::tree::Node;

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    shell: Shell,
    /// Kind, title, explanation, name of the template.
    kinds: Vec<(&'static str, String, String)>,
    form: Form,
}

fn page(visit: &Visit, form: Form) -> Result<Response, Failure> {
    let tr = visit.tr();
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let kinds = [Kind::Members, Kind::Units]
        .into_iter()
        .map(|kind| {
            let code = kind.code();
            (
                code,
                tr.t(&format!("org-import-{code}-title")),
                tr.t(&format!("org-import-{code}-text")),
            )
        })
        .collect();
    visit.page_with(
        status,
        &ImportPage {
            shell: visit.shell(tr.t("org-import-title")),
            kinds,
            form,
        },
    )
}

pub(super) async fn show(State(_org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    page(&visit, Form::empty())
}

pub(super) async fn template(
    State(org): State<Organisation>,
    visit: Visit,
    Path(kind): Path<String>,
) -> Result<Response, Failure> {
    let name = kind.strip_suffix(".xlsx").unwrap_or_default();
    let kind = Kind::parse(name).ok_or(Failure::NotFound)?;
    let on = ground(&visit, &org, org.today()).await?;
    let units: Vec<&Node> = match kind {
        Kind::Members => on
            .tree
            .nodes()
            .iter()
            .filter(|node| on.acting.covers(node.id))
            .collect(),
        Kind::Units | Kind::Reorg => Vec::new(),
    };
    let created = Timestamp::from_millisecond(visit.now()).map_err(Failure::internal)?;
    let bytes = files::build(kind, &visit.tr(), &units, created).map_err(Failure::internal)?;
    Ok(visit::download(&format!("mau-{name}.xlsx"), visit::XLSX, bytes))
}

fn megabytes(tr: &Tr, bytes: u64) -> String {
    tr.number(i64::try_from(bytes / 1_000_000).unwrap_or(i64::MAX))
}

/// Why a file as a whole is refused, in words.
pub(super) fn refusal(tr: &Tr, fault: &FileFault) -> String {
    let error = match fault {
        FileFault::NoTable { missing } => {
            let names: Vec<String> = missing.iter().map(|field| tr.t(field.key())).collect();
            return tr.x("org-file-no-table", names.join(", "));
        }
        FileFault::TwoColumns { field, first, second } => {
            return tr.xyz(
                "org-file-two-columns",
                tr.t(field.key()),
                letters(*first),
                letters(*second),
            );
        }
        FileFault::NoRows => return tr.t("org-file-no-rows"),
        FileFault::Unreadable(error) => error,
    };
    match error {
        PaperworkError::TooLarge { limit, .. } => tr.x("org-file-too-large", megabytes(tr, *limit)),
        PaperworkError::ZipBomb { kind, .. } => match kind {
            BombKind::Entries => tr.t("org-file-bomb-entries"),
            BombKind::Total | BombKind::Ratio => tr.t("org-file-bomb"),
        },
        PaperworkError::Encrypted => tr.t("org-file-encrypted"),
        PaperworkError::OldFormat => tr.t("org-file-old-format"),
        PaperworkError::TooManyRows { limit, .. } => tr.n("org-file-too-many-rows", *limit),
        PaperworkError::TooManyColumns { limit, .. } => tr.n("org-file-too-many-columns", *limit),
        PaperworkError::TooManyCells { limit } => tr.n("org-file-too-many-cells", *limit),
        PaperworkError::Encoding { line } => tr.n("org-file-encoding", *line),
        _ => tr.t("org-file-not-a-table"),
    }
}

pub(super) async fn send(
    State(org): State<Organisation>,
    visit: Visit,
    mut request: Request,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    // The guard has already held the body to the limit of this route; the web library's own limit of 2 MB would
    // refuse a list of 30,000 members.
    DefaultBodyLimit::disable().apply(&mut request);
    let upload = Upload::from_request(request, &()).await?;
    let kind = Kind::parse(upload.fields.get("loai")).ok_or(Failure::Malformed)?;
    let field = format!("file-{}", kind.code());
    let mut form = Form::returned(upload.fields.clone());
    if upload.file.is_empty() {
        form.fault(&field, &tr, "org-file-none");
        return page(&visit, form);
    }
    let on = ground(&visit, &org, org.today()).await?;
    let name: String = upload.file_name.chars().filter(|c| !c.is_control()).take(200).collect();
    let bytes = upload.file.to_vec();
    let checked = match kind {
        Kind::Members => apply::check_members(&org, Some(visit.actor()?), &on.acting, &name, bytes.clone())
            .await
            .map(drop),
        Kind::Units => apply::check_units(&org, &on.acting, &name, bytes.clone())
            .await
            .map(drop),
        Kind::Reorg => return Err(Failure::Malformed),
    };
    match checked {
        Ok(()) => {}
        Err(DryRunError::File(fault)) => {
            form.fault_words(&field, refusal(&tr, &fault));
            return page(&visit, form);
        }
        Err(other) => return Err(other.into()),
    }
    let kept = Draft {
        id: org.app.fresh_id(),
        owner: visit.actor()?.account,
        kind: kind.code().to_owned(),
        file_name: name,
        content: bytes,
        created_at: visit.now(),
    };
    let tx = org.app.db.begin().await?;
    draft::keep(&tx, &kept).await?;
    tx.commit().await?;
    Ok(visit.go(&format!("/nhap/{}", kept.id)))
}
