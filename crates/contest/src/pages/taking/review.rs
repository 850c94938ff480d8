//! One's paper again, with right answers, explanations and sources, once the rules publish them.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;

use super::{Mine, key_is_out, letter, mine, outcome_address, place_of};
use crate::marking::{self, MarkedItem, RepairAction, Repairs};
use crate::pages::public::number;
use crate::question::QuestionText;
use crate::service::Contests;
use crate::sheet::Sheet;
use crate::store::log;

struct Choice {
    letter: char,
    text: String,
    chosen: bool,
    right: bool,
}

struct Item {
    number: usize,
    stem: String,
    choices: Vec<Choice>,
    chip: (&'static str, String),
    repaired: String,
    explanation: String,
    citation: String,
}

#[derive(Template)]
#[template(path = "attempt_review.html")]
struct ReviewPage {
    shell: Shell,
    lead: String,
    items: Vec<Item>,
    back: String,
}

fn citation(text: &QuestionText) -> String {
    text.citation.as_ref().map_or_else(String::new, |source| {
        if source.article.is_empty() {
            source.document.clone()
        } else {
            format!("{}, {}", source.article, source.document)
        }
    })
}

fn chip(tr: &Tr, marked: MarkedItem) -> (&'static str, String) {
    match (marked.right, marked.chosen) {
        (true, _) => ("chip-done", tr.t("take-review-right")),
        (false, 0) => ("chip-draft", tr.t("take-review-open")),
        (false, _) => ("chip-late", tr.t("take-review-wrong")),
    }
}

fn repaired(tr: &Tr, action: Option<RepairAction>) -> String {
    action.map_or_else(String::new, |action| {
        tr.t(match action {
            RepairAction::FullMarks => "take-review-full-marks",
            RepairAction::Drop => "take-review-dropped",
            RepairAction::NewKey { .. } => "take-review-new-key",
        })
    })
}

pub(super) async fn show(
    State(contests): State<Contests>,
    visit: Visit,
    Path(attempt): Path<String>,
) -> Result<Response, Failure> {
    let attempt = number(&attempt)?;
    let Mine::Record(record) = mine(&contests, &visit, attempt).await? else {
        return Ok(visit.go(&outcome_address(attempt)));
    };
    let place = place_of(&contests, record.period_id).await?;
    if !key_is_out(&contests, &place).await? {
        return Err(Failure::Refused("failure-key-not-out"));
    }
    let tr = visit.tr();
    let kept = log::sheet(contests.app.db.read(), attempt)
        .await?
        .ok_or(Failure::NotFound)?;
    let sheet = Sheet::unpack(&kept.packed).map_err(Failure::internal)?;
    let round = contests.round(&place.row).await?;
    let repairs = contests
        .result(&place.row)
        .await?
        .map(|(row, _)| row.repairs)
        .unwrap_or_default();
    let repairs = Repairs::new(&round.bank, &repairs).map_err(Failure::internal)?;
    let paper = round.draw(record.member_id, record.number).map_err(Failure::internal)?;
    let marked = marking::mark_items(&paper, &round.bank, &sheet, &repairs).map_err(Failure::internal)?;
    let mut items = Vec::with_capacity(marked.len());
    for (number, (item, marked)) in (1..).zip(paper.items.iter().zip(marked)) {
        let Some(text) = round.texts.get(usize::from(item.bank_index)) else {
            continue;
        };
        let choices = item.order.iter().zip(0_u8..).map(|(written, shown)| Choice {
            letter: letter(shown),
            text: text
                .choices
                .get(usize::from(written))
                .map_or_else(String::new, |choice| choice.text.clone()),
            chosen: marked.chosen >> shown & 1 == 1,
            right: marked.correct >> shown & 1 == 1,
        });
        items.push(Item {
            number,
            stem: text.stem.clone(),
            choices: choices.collect(),
            chip: chip(&tr, marked),
            repaired: repaired(&tr, marked.repaired),
            explanation: text.explanation.clone(),
            citation: citation(text),
        });
    }
    let right = items.iter().filter(|item| item.chip.0 == "chip-done").count();
    visit.page(&ReviewPage {
        lead: tr.xy("take-review-lead", right, items.len()),
        items,
        back: outcome_address(attempt),
        shell: visit
            .shell(tr.xy("take-review-title", place.name(&tr), record.number))
            .crumb(format!("/cuoc-thi/{}", place.contest.slug), place.title(&tr))
            .crumb(outcome_address(attempt), tr.x("take-attempt", record.number)),
    })
}
