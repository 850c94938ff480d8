//! The papers of a period: minutes to print and to edit, the workbook of everything, participation by unit. Every
//! download of results is kept in the record.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::lang::Lang;
use kernel::time;
use paperwork::{docx, html};
use platform::audit;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::visit::{self, Visit, download};

use super::figures::Figures;
use super::{Here, gather};
use crate::documents::minutes::minutes;
use crate::documents::outcome::Outcome;
use crate::documents::{say, units, workbook};
use crate::service::{ContestEvent, Contests};

type Address = Path<(String, String)>;

#[derive(Template)]
#[template(path = "control_minutes.html")]
struct MinutesPage {
    shell: Shell,
    href: String,
    /// The document as HTML made by the paperwork crate, which escapes all text.
    document: String,
}

/// Moments in a file's properties are those of the program's clock.
fn stamp(visit: &Visit) -> jiff::Timestamp {
    jiff::Timestamp::from_millisecond(visit.now()).unwrap_or_default()
}

async fn exported(visit: &Visit, here: &Here, what: &'static str) -> Result<(), Failure> {
    let actor = visit.actor()?;
    let tx = visit.app.db.begin().await?;
    let event = ContestEvent::ResultExported {
        period: here.period.id,
        what,
    };
    audit::append(&tx, visit.now(), Some(actor), &event).await?;
    tx.commit().await?;
    Ok(())
}

/// The minutes are an official document: in Vietnamese whatever language the page speaks.
async fn in_vietnamese(visit: &Visit, contests: &Contests, slug: &str, code: &str) -> Result<(Here, Outcome), Failure> {
    let here = Here::find(contests, Lang::Vi, slug, code).await?;
    let tr = visit.app.texts.tr(Lang::Vi);
    let outcome = gather::outcome(&tr, contests, &here).await?;
    Ok((here, outcome.ok_or(Failure::Refused("control-no-result"))?))
}

pub(super) async fn minutes_page(
    visit: Visit,
    State(contests): State<Contests>,
    Path((slug, code)): Address,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let (here, outcome) = in_vietnamese(&visit, &contests, &slug, &code).await?;
    exported(&visit, &here, "minutes").await?;
    let local = Here::find(&contests, visit.lang, &slug, &code).await?;
    visit.page(&MinutesPage {
        shell: visit
            .shell(tr.x("minutes-title", &local.name))
            .crumb("/to-chuc", tr.t("organise-title"))
            .crumb(format!("/to-chuc/{slug}"), local.title.clone())
            .crumb(here.href(), local.name.clone()),
        href: here.href(),
        document: html::render(&minutes(&visit.app.texts.tr(Lang::Vi), &outcome)),
    })
}

pub(super) async fn minutes_docx(
    visit: Visit,
    State(contests): State<Contests>,
    Path((slug, code)): Address,
) -> Result<Response, Failure> {
    let (here, outcome) = in_vietnamese(&visit, &contests, &slug, &code).await?;
    let bytes = docx::render(&minutes(&visit.app.texts.tr(Lang::Vi), &outcome)).map_err(Failure::internal)?;
    exported(&visit, &here, "minutes-docx").await?;
    Ok(download(&format!("bien-ban-{slug}-{code}.docx"), visit::DOCX, bytes))
}

pub(super) async fn result_xlsx(
    visit: Visit,
    State(contests): State<Contests>,
    Path((slug, code)): Address,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let here = Here::find(&contests, visit.lang, &slug, &code).await?;
    let outcome = gather::outcome(&tr, &contests, &here)
        .await?
        .ok_or(Failure::Refused("control-no-result"))?;
    let at = stamp(&visit);
    // Up to a million rows are deflated: not on the threads that answer requests.
    let made = tokio::task::spawn_blocking(move || workbook::workbook(&tr, &outcome, at));
    let bytes = made.await.map_err(Failure::internal)?.map_err(Failure::internal)?;
    exported(&visit, &here, "result-xlsx").await?;
    Ok(download(&format!("ket-qua-{slug}-{code}.xlsx"), visit::XLSX, bytes))
}

pub(super) async fn participation(
    visit: Visit,
    State(contests): State<Contests>,
    Path((slug, code)): Address,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let here = Here::find(&contests, visit.lang, &slug, &code).await?;
    let figures = Figures::read(&contests, here.quiz()?, &here.period).await?;
    let title = vec![
        tr.x("sheet-title-participation", &here.name),
        here.title.clone(),
        tr.xy(
            "sheet-as-of",
            say::stamp(visit.now(), visit.lang),
            time::date(figures.counted_on, visit.lang),
        ),
    ];
    let bytes = units::participation(&tr, title, &figures.all_rows(), stamp(&visit)).map_err(Failure::internal)?;
    exported(&visit, &here, "participation-xlsx").await?;
    Ok(download(&format!("don-vi-{slug}-{code}.xlsx"), visit::XLSX, bytes))
}
