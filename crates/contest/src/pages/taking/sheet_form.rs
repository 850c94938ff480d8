//! The paper without script: one form with all answers, a page that asks before handing in, and the handing in itself
//! (for the script, too).

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use kernel::clock::Millis;
use platform::failure::Failure;
use platform::form::Fields;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;
use serde_json::json;
use uuid::Uuid;

use super::paper::{self, Showing, in_work, read_prediction, read_was};
use super::{Mine, mine, outcome_address, paper_address, place_of, save};
use crate::desk::{Incoming, Refused, View};
use crate::pages::public::number;
use crate::question::Kind;
use crate::service::Contests;
use crate::sheet::Sheet;

/// What the form says, with what stood where it says nothing.
struct Posted {
    sheet: Sheet,
    /// A prediction that cannot be read.
    unreadable: Option<String>,
}

fn read(view: &View, was: &Sheet, fields: &Fields, decimals: u8) -> Result<Posted, Failure> {
    let paper = view
        .round
        .draw(view.record.member_id, view.record.number)
        .map_err(Failure::internal)?;
    let mut answers = Vec::with_capacity(paper.items.len());
    for (place, item) in paper.items.iter().enumerate() {
        let name = format!("q{place}");
        let stood = was.answers.get(place).copied().unwrap_or(0);
        let mask = fields
            .all(&name)
            .filter_map(|value| value.trim().parse::<u32>().ok())
            .fold(0_u8, |mask, shown| mask | 1_u8.checked_shl(shown).unwrap_or(0));
        let multiple = view
            .round
            .bank
            .get(item.bank_index)
            .is_some_and(|entry| entry.kind == Kind::Multiple);
        // A radio button cannot be cleared: a question that is not in the form at all was left as it is.
        answers.push(if mask == 0 && !multiple { stood } else { mask });
    }
    let text = fields.get("prediction");
    let (prediction, unreadable) = if view.round.quiz.prediction.is_none() || !fields.has("prediction") {
        (was.prediction, None)
    } else {
        match read_prediction(text, decimals) {
            Ok(value) => (value, None),
            Err(()) => (was.prediction, Some(text.to_owned())),
        }
    };
    Ok(Posted {
        sheet: Sheet { answers, prediction },
        unreadable,
    })
}

/// Places whose answer differs from what stood when the page was served, with the new value.
fn changes(was: &Sheet, posted: &Sheet) -> Vec<(u16, Option<i64>)> {
    let mut out = Vec::new();
    for (place, (old, new)) in (0_u16..).zip(was.answers.iter().zip(&posted.answers)) {
        if old != new {
            out.push((place, Some(i64::from(*new))));
        }
    }
    if was.prediction != posted.prediction {
        out.push((u16::try_from(was.answers.len()).unwrap_or(u16::MAX), posted.prediction));
    }
    out
}

/// What became of the changes.
#[derive(Debug, Default)]
struct Outcome {
    late: usize,
    handed_in: bool,
    /// Not on disk.
    lost: usize,
    /// The rules do not let them change, or they are not on this paper.
    refused: Vec<u16>,
}

async fn save_all(
    contests: &Contests,
    me: Uuid,
    view: &View,
    changes: Vec<(u16, Option<i64>)>,
    received: Millis,
) -> Outcome {
    let mut outcome = Outcome::default();
    let mut seq = view.last_seq;
    for (question, value) in changes {
        seq = seq.saturating_add(1);
        let incoming = Incoming {
            attempt: view.record.id,
            question,
            value,
            seq,
            local_at: received,
        };
        match contests.desk.save(me, incoming, received).await {
            Ok(_) => {}
            Err(Refused::Over { .. }) => outcome.late += 1,
            Err(Refused::Submitted { .. } | Refused::Unknown) => outcome.handed_in = true,
            Err(Refused::MayNotChange | Refused::NotOnPaper) => outcome.refused.push(question),
            Err(Refused::Busy | Refused::Superseded { .. }) => outcome.lost += 1,
        }
    }
    outcome
}

/// "Câu 3, 7", the prediction by its own name.
fn places(tr: &Tr, questions: usize, places: impl IntoIterator<Item = usize>) -> String {
    let names = places.into_iter().map(|place| {
        if place >= questions {
            tr.t("take-guess-short")
        } else {
            (place + 1).to_string()
        }
    });
    names.collect::<Vec<_>>().join(", ")
}

pub(super) async fn send(
    State(contests): State<Contests>,
    visit: Visit,
    Path(attempt): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let attempt = number(&attempt)?;
    let me = visit.actor()?.account;
    let Mine::Desk(view) = mine(&contests, &visit, attempt).await? else {
        return Ok(visit.go(&format!("{}?muon=0", outcome_address(attempt))));
    };
    let place = place_of(&contests, view.record.period_id).await?;
    let was = read_was(fields.get("was"), view.sheet.answers.len()).unwrap_or_else(|| view.sheet.clone());
    let posted = read(&view, &was, &fields, paper::decimals(&place))?;
    let outcome = save_all(&contests, me, &view, changes(&was, &posted.sheet), visit.received).await;
    if outcome.late > 0 || outcome.handed_in || !in_work(&view, visit.received) {
        return Ok(visit.go(&format!("{}?muon={}", outcome_address(attempt), outcome.late)));
    }
    let tr = visit.tr();
    let questions = was.answers.len();
    let view = contests.desk.view(me, attempt).ok_or(Failure::NotFound)?;
    let mut showing = Showing {
        view: &view,
        filled: &posted.sheet,
        typed: posted.unreadable.as_deref(),
        status: StatusCode::UNPROCESSABLE_ENTITY,
        notice: String::new(),
        notice_kind: "warning",
    };
    if outcome.lost > 0 {
        // What was sent stands in the page again, so that one press sends it once more.
        showing.status = StatusCode::SERVICE_UNAVAILABLE;
        showing.notice = tr.n("take-not-saved", i64::try_from(outcome.lost).unwrap_or(i64::MAX));
        let mut response = paper::render(&visit, &place, &showing)?;
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(save::RETRY));
        return Ok(response);
    }
    if !outcome.refused.is_empty() {
        let list = places(&tr, questions, outcome.refused.into_iter().map(usize::from));
        showing.notice = tr.x("take-may-not-change", list);
        showing.filled = &view.sheet;
        return paper::render(&visit, &place, &showing);
    }
    if posted.unreadable.is_some() {
        showing.notice = tr.t("take-guess-unreadable");
        return paper::render(&visit, &place, &showing);
    }
    if fields.has("submit") {
        return Ok(visit.go(&format!("{}/nop", paper_address(attempt))));
    }
    Ok(visit.go(&format!("{}?luu={}", paper_address(attempt), visit.now())))
}

#[derive(Template)]
#[template(path = "paper_confirm.html")]
struct ConfirmPage {
    shell: Shell,
    attempt: i64,
    answered: String,
    /// Empty when everything is answered.
    open: String,
    closes: String,
}

pub(super) async fn confirm(
    State(contests): State<Contests>,
    visit: Visit,
    Path(attempt): Path<String>,
) -> Result<Response, Failure> {
    let attempt = number(&attempt)?;
    let view = match mine(&contests, &visit, attempt).await? {
        Mine::Desk(view) if in_work(&view, visit.received) => view,
        _ => return Ok(visit.go(&outcome_address(attempt))),
    };
    let tr = visit.tr();
    let questions = view.sheet.answers.len();
    let mut open: Vec<usize> = (0..questions)
        .filter(|at| view.sheet.answers.get(*at) == Some(&0))
        .collect();
    if view.round.quiz.prediction.is_some() && view.sheet.prediction.is_none() {
        open.push(questions);
    }
    visit.page(&ConfirmPage {
        attempt,
        answered: tr.xy("take-answered-of", view.answered, questions),
        open: if open.is_empty() {
            String::new()
        } else {
            places(&tr, questions, open)
        },
        closes: crate::pages::public::words::instant(view.deadline, tr.lang),
        shell: visit.shell(tr.t("take-confirm-title")),
    })
}

pub(super) async fn hand_in(
    State(contests): State<Contests>,
    visit: Visit,
    Path(attempt): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let attempt = number(&attempt)?;
    let me = visit.actor()?.account;
    let accepts = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let script = accepts.starts_with("application/json");
    let result = outcome_address(attempt);
    let over = |deadline: Option<Millis>| {
        if script {
            let body = json!({ "over": true, "deadline_ms": deadline, "now_ms": visit.now(), "result": result });
            (StatusCode::GONE, Json(body)).into_response()
        } else {
            visit.go(&format!("{result}?muon=0"))
        }
    };
    match contests.desk.submit(me, attempt, visit.received).await {
        Ok(at) if script => {
            Ok(Json(json!({ "ok": true, "at_ms": at, "now_ms": visit.now(), "result": result })).into_response())
        }
        Ok(_) => Ok(visit.go(&result)),
        Err(Refused::Over { deadline }) => Ok(over(Some(deadline))),
        Err(Refused::Unknown) => {
            // Sealed in the meantime, or not this person's at all.
            let _own = mine(&contests, &visit, attempt).await?;
            Ok(over(None))
        }
        Err(_) => Err(Failure::Busy {
            retry_after_s: save::RETRY,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_from_the_served_page_is_a_change() {
        let was = Sheet {
            answers: vec![1, 0, 4],
            prediction: None,
        };
        let posted = Sheet {
            answers: vec![1, 2, 0],
            prediction: Some(9),
        };
        assert_eq!(changes(&was, &posted), [(1, Some(2)), (2, Some(0)), (3, Some(9))]);
        assert!(changes(&was, &was).is_empty());
    }
}
