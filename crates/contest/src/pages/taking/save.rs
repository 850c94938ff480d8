//! One answer, saved at once. The shortest way there is: the guard's stamp, the desk, the receipt.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use kernel::clock::Millis;
use platform::failure::Failure;
use platform::visit::Visit;
use serde::Deserialize;
use serde_json::json;

use super::{Mine, mine, outcome_address};
use crate::desk::{Incoming, Refused};
use crate::service::Contests;

/// As the page's script sends it; see docs/style.md, "Paper".
#[derive(Debug, Deserialize)]
struct Message {
    attempt: Number,
    q: u16,
    /// Bits of the displayed choices.
    choice: Option<i64>,
    /// The prediction.
    value: Option<i64>,
    seq: u32,
    #[serde(default)]
    local_ms: Millis,
}

/// The number of an attempt, as text (out of an attribute) or as a number.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Number {
    Number(i64),
    Text(String),
}

impl Number {
    fn value(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.parse().ok(),
        }
    }
}

/// Seconds after which a device asks again when the desk is busy.
pub(super) const RETRY: u32 = 2;

pub(super) async fn answer(State(contests): State<Contests>, visit: Visit, body: Bytes) -> Result<Response, Failure> {
    let me = visit.actor()?.account;
    let message: Message = serde_json::from_slice(&body).map_err(|_| Failure::Malformed)?;
    let attempt = message.attempt.value().ok_or(Failure::Malformed)?;
    let incoming = Incoming {
        attempt,
        question: message.q,
        value: message.choice.or(message.value),
        seq: message.seq,
        local_at: message.local_ms,
    };
    let now = || visit.now();
    match contests.desk.save(me, incoming, visit.received).await {
        Ok(receipt) => Ok(Json(json!({
            "ok": true,
            "seq": receipt.seq,
            "at_ms": receipt.at,
            "position": receipt.position,
            "now_ms": now(),
            "deadline_ms": receipt.deadline,
        }))
        .into_response()),
        Err(Refused::Superseded { last_seq, sheet }) => {
            let deadline = contests.desk.view(me, attempt).map(|view| view.deadline);
            let body = json!({
                "superseded": true,
                "seq": last_seq,
                "choices": sheet.answers,
                "prediction": sheet.prediction,
                "now_ms": now(),
                "deadline_ms": deadline,
            });
            Ok((StatusCode::CONFLICT, Json(body)).into_response())
        }
        Err(Refused::Over { deadline }) => {
            let body =
                json!({ "over": true, "deadline_ms": deadline, "now_ms": now(), "result": outcome_address(attempt) });
            Ok((StatusCode::GONE, Json(body)).into_response())
        }
        Err(Refused::Submitted { at }) => {
            let body = json!({ "submitted": true, "at_ms": at, "now_ms": now(), "result": outcome_address(attempt) });
            Ok((StatusCode::GONE, Json(body)).into_response())
        }
        Err(Refused::NotOnPaper) => Ok(unfit("not_on_paper", now())),
        Err(Refused::MayNotChange) => Ok(unfit("may_not_change", now())),
        // Whoever comes back days later with a full queue: the round is sealed and the desk has forgotten it.
        Err(Refused::Unknown) => match mine(&contests, &visit, attempt).await? {
            Mine::Record(_) | Mine::Desk(_) => {
                contests.desk.keep_late(incoming, visit.received).await;
                let body = json!({ "over": true, "sealed": true, "now_ms": now(), "result": outcome_address(attempt) });
                Ok((StatusCode::GONE, Json(body)).into_response())
            }
        },
        Err(Refused::Busy) => Ok(busy(now())),
    }
}

fn unfit(why: &str, now: Millis) -> Response {
    (
        StatusCode::UNPROCESSABLE_ENTITY,
        Json(json!({ "error": why, "now_ms": now })),
    )
        .into_response()
}

/// The answer was not taken; the device keeps it and asks again.
fn busy(now: Millis) -> Response {
    let mut response = (
        StatusCode::SERVICE_UNAVAILABLE,
        Json(json!({ "error": "busy", "now_ms": now })),
    )
        .into_response();
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(RETRY));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_attempt_may_be_text_or_number() {
        for text in [
            r#"{"attempt":"7","q":1,"choice":2,"seq":3}"#,
            r#"{"attempt":7,"q":1,"value":null,"seq":3,"local_ms":5}"#,
        ] {
            let message: Message = serde_json::from_str(text).unwrap();
            assert_eq!((message.attempt.value(), message.q, message.seq), (Some(7), 1, 3));
        }
        assert!(serde_json::from_str::<Message>(r#"{"attempt":"7","q":-1,"seq":3}"#).is_err());
    }
}
