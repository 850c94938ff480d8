//! The bank as a file. Every export is on record.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::time;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::visit::{DOCX, Visit, XLSX, download};

use super::{Here, files, list};
use crate::question::{Kind, QuestionText};
use crate::state::QuestionState;
use crate::store::questions::{self, BankEvent, Filter, STATES};

struct Format {
    code: &'static str,
    words: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "bank_export.html")]
struct ExportPage {
    shell: Shell,
    base: String,
    query: String,
    filtered: bool,
    questions: usize,
    multiple: usize,
    formats: Vec<Format>,
}

/// What the filter of the list says; retired questions only when asked for.
fn wanted(visit: &Visit) -> Filter {
    let mut filter = list::filter_of(visit);
    if filter.states.is_empty() {
        filter.states = STATES
            .into_iter()
            .filter(|state| *state != QuestionState::Retired)
            .collect();
    }
    filter
}

pub(super) async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response, Failure> {
    let tr = visit.tr();
    let here = Here::find(&visit, &slug).await?;
    let rows = questions::texts(
        visit.app.db.read(),
        here.reading,
        visit.now(),
        here.contest.id,
        &wanted(&visit),
    )
    .await?;
    let texts: Vec<QuestionText> = rows.into_iter().map(|row| row.text).collect();
    let asked = visit.param("dang");
    if asked.is_empty() {
        let query = list::query_of(&visit);
        let page = ExportPage {
            shell: visit
                .shell(tr.t("bank-export-title"))
                .crumb("/ngan-hang", tr.t("bank-title"))
                .crumb(here.href(), here.title.clone()),
            base: here.href(),
            filtered: !query.is_empty(),
            query,
            questions: texts.len(),
            multiple: texts.iter().filter(|text| text.kind == Kind::Multiple).count(),
            formats: ["xlsx", "docx", "gift", "aiken"]
                .map(|code| Format {
                    code,
                    words: tr.t(&format!("bank-export-{code}")),
                    hint: tr.t(&format!("bank-export-{code}-hint")),
                })
                .into_iter()
                .collect(),
        };
        return visit.page(&page);
    }
    let format = match asked.as_str() {
        "xlsx" => "xlsx",
        "docx" => "docx",
        "gift" => "gift",
        "aiken" => "aiken",
        _ => return Err(Failure::NotFound),
    };
    if texts.is_empty() {
        return Err(Failure::Refused("bank-refused-nothing"));
    }
    let event = BankEvent::Exported {
        contest: slug.clone(),
        questions: texts.len(),
        format,
    };
    here.record(&visit, &event).await?;
    let texts = files::with_topic_names(&here.topics, texts);
    let now = visit.now();
    let date = time::local_date(now);
    let name = format!("ngan-hang-{slug}-{date}");
    let topics = here.topics.clone();
    let title = here.contest.rules.titles.official.vi.clone();
    let bodies: Vec<String> = here
        .contest
        .rules
        .organisers
        .iter()
        .map(|body| body.name.vi.clone())
        .collect();
    // Thousands of questions take a while to write; not on the threads that answer.
    let made = tokio::task::spawn_blocking(move || match format {
        "xlsx" => files::xlsx(now, &tr, &topics, &texts).map(|body| (body, "xlsx", XLSX)),
        "docx" => files::docx(&title, bodies, &texts).map(|body| (body, "docx", DOCX)),
        "gift" => Ok((files::gift(&texts), "gift.txt", "text/plain; charset=utf-8")),
        _ => Ok((files::aiken(&texts), "aiken.txt", "text/plain; charset=utf-8")),
    });
    let (body, ending, mime) = made.await.map_err(Failure::internal)?.map_err(Failure::internal)?;
    Ok(download(&format!("{name}.{ending}"), mime, body))
}
