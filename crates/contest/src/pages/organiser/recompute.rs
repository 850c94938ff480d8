//! Repairing a question after the close: void it, or give it another key. The whole result is computed again as a new
//! version; papers and sheets stay as they were sealed.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use platform::audit;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;
use uuid::Uuid;

use super::{Here, refused_words};
use crate::desk::Round;
use crate::marking::{Repair, RepairAction, Repairs};
use crate::question::QuestionText;
use crate::service::Contests;
use crate::state::PeriodState;
use crate::store::questions::BankEvent;
use crate::store::results;

struct Listed {
    href: String,
    stem: String,
    /// What was done to it before; empty when nothing.
    repaired: String,
}

struct ChoiceShown {
    letter: char,
    text: String,
    correct: bool,
    chosen: bool,
}

struct Chosen {
    id: Uuid,
    stem: String,
    source: String,
    choices: Vec<ChoiceShown>,
}

#[derive(Template)]
#[template(path = "control_repair.html")]
struct RepairPage {
    shell: Shell,
    href: String,
    words: String,
    possible: bool,
    chosen: Option<Chosen>,
    questions: Vec<Listed>,
    form: Form,
}

fn text(round: &Round, id: Uuid) -> Option<&QuestionText> {
    round
        .bank
        .index_of(id)
        .and_then(|index| round.texts.get(usize::from(index)))
}

fn repair_words(tr: &Tr, repairs: &[Repair], id: Uuid) -> String {
    let done = repairs.iter().find(|repair| repair.question == id);
    done.map_or_else(String::new, |repair| {
        tr.t(match repair.action {
            RepairAction::FullMarks => "control-repaired-full",
            RepairAction::Drop => "control-repaired-drop",
            RepairAction::NewKey { .. } => "control-repaired-key",
        })
    })
}

async fn page(
    visit: &Visit,
    contests: &Contests,
    here: &Here,
    id: Option<Uuid>,
    form: Form,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let possible = matches!(
        here.period.state,
        PeriodState::Provisional | PeriodState::Verified | PeriodState::Announced
    );
    let words = visit.param("tim");
    let (mut chosen, mut questions) = (None, Vec::new());
    if possible {
        let round = contests.round(&here.period).await?;
        let versions = results::versions(contests.app.db.read(), here.period.id).await?;
        let repairs = versions.first().map_or(&[][..], |version| version.repairs.as_slice());
        chosen = id
            .and_then(|id| Some((id, text(&round, id)?)))
            .map(|(id, text)| shown(id, text, &form));
        if chosen.is_none() {
            let wanted = |text: &QuestionText| vietnamese::fold::matches(&vietnamese::fold::fold(&text.stem), &words);
            let ids = (0..u16::MAX)
                .map_while(|index| round.bank.get(index))
                .map(|entry| entry.id);
            questions = ids
                .zip(&round.texts)
                .filter(|(_, text)| words.trim().is_empty() || wanted(text))
                .map(|(id, text)| Listed {
                    href: format!("{}/tinh-lai?cau={id}", here.href()),
                    stem: text.stem.clone(),
                    repaired: repair_words(&tr, repairs, id),
                })
                .collect();
        }
    }
    let read = if chosen.is_some() { 1 } else { questions.len() };
    if read > 0 {
        // Each reading of question texts is on record, also of those that are no longer secret.
        let event = BankEvent::Read {
            contest: here.contest.slug.clone(),
            shown: read,
            first: 1,
            filter: format!("{} {words}", here.period.code),
        };
        let tx = contests.app.db.begin().await?;
        audit::append(&tx, visit.now(), Some(visit.actor()?), &event).await?;
        tx.commit().await?;
    }
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    visit.page_with(
        status,
        &RepairPage {
            shell: visit
                .shell(tr.x("control-repair-title", &here.name))
                .crumb("/to-chuc", tr.t("organise-title"))
                .crumb(format!("/to-chuc/{}", here.contest.slug), here.title.clone())
                .crumb(here.href(), here.name.clone()),
            href: here.href(),
            words,
            possible,
            chosen,
            questions,
            form,
        },
    )
}

fn shown(id: Uuid, text: &QuestionText, form: &Form) -> Chosen {
    let choices = text.choices.iter().zip('A'..).map(|(choice, letter)| ChoiceShown {
        letter,
        text: choice.text.clone(),
        correct: choice.correct,
        chosen: form.is("dap-an", &letter.to_string()),
    });
    Chosen {
        id,
        stem: text.stem.clone(),
        source: text.citation.as_ref().map_or_else(String::new, |source| {
            format!("{} {}", source.document, source.article).trim().to_owned()
        }),
        choices: choices.collect(),
    }
}

pub(super) async fn show(
    visit: Visit,
    State(contests): State<Contests>,
    Path((slug, code)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let here = Here::find(&contests, visit.lang, &slug, &code).await?;
    let id = visit.param("cau").parse().ok();
    page(&visit, &contests, &here, id, Form::empty()).await
}

/// The letters ticked as a set of choices.
fn key_of(fields: &Fields) -> u8 {
    ('A'..='H').zip(0_u32..).fold(0_u8, |key, (letter, bit)| {
        let ticked = fields.all("dap-an").any(|value| value == letter.to_string());
        if ticked {
            key | 1_u8.checked_shl(bit).unwrap_or(0)
        } else {
            key
        }
    })
}

pub(super) async fn send(
    visit: Visit,
    State(contests): State<Contests>,
    Path((slug, code)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let actor = visit.actor()?.clone();
    let here = Here::find(&contests, visit.lang, &slug, &code).await?;
    let question: Uuid = fields.get("cau").parse().map_err(|_| Failure::Malformed)?;
    let reason = fields.get("ly-do").to_owned();
    let mut form = Form::returned(fields.clone());
    let Some((row, _)) = contests.result(&here.period).await? else {
        return page(&visit, &contests, &here, Some(question), form).await;
    };
    let action = match fields.get("cach") {
        "full" => Some(RepairAction::FullMarks),
        "drop" => Some(RepairAction::Drop),
        "key" => Some(RepairAction::NewKey {
            correct: key_of(&fields),
        }),
        _ => None,
    };
    if reason.is_empty() {
        form.fault("ly-do", &tr, "control-refused-reason-missing");
    }
    let mut repairs = row.repairs.clone();
    match action {
        Some(action) => {
            repairs.retain(|repair| repair.question != question);
            repairs.push(Repair { question, action });
            let round = contests.round(&here.period).await?;
            if Repairs::new(&round.bank, &repairs).is_err() {
                form.fault("dap-an", &tr, "control-repair-bad-key");
            }
        }
        None => form.fault("cach", &tr, "control-repair-choose"),
    }
    if form.is_refused() {
        return page(&visit, &contests, &here, Some(question), form).await;
    }
    match contests
        .compute(&here.period, Some(&actor), &reason, repairs, row.decided)
        .await
    {
        Ok(_) => Ok(visit.go_done(&format!("{}#thay-doi", here.href()), "done-recomputed")),
        Err(error) => {
            form.fault_words("ly-do", refused_words(&visit, error)?);
            page(&visit, &contests, &here, Some(question), form).await
        }
    }
}
