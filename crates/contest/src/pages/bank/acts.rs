//! The buttons of a question. What is refused comes back on the page of the question, in words.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kernel::actor::Side;
use platform::audit;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::visit::Visit;

use super::{Here, number_of, question};
use crate::state::Refusal;
use crate::store::questions::{self, Acting, BankEvent, BankRefusal};

enum Act {
    Submit,
    Review,
    Approve(Side),
    GiveBack(String),
    Retire(String),
}

impl Act {
    async fn perform(&self, on: &Acting<'_>, here: &Here, number: i64, version: u32) -> Result<(), BankRefusal> {
        let contest = here.contest.id;
        match self {
            Self::Submit => questions::submit(on, contest, number, version).await,
            Self::Review => questions::review(on, contest, number, version).await,
            Self::Approve(side) => questions::approve(on, contest, number, version, *side).await,
            Self::GiveBack(reason) => questions::give_back(on, contest, number, version, reason).await,
            Self::Retire(reason) => questions::retire(on, contest, number, version, reason).await,
        }
    }

    fn event(&self, here: &Here, question: i64, version: u32) -> BankEvent {
        let contest = here.contest.slug.clone();
        match self {
            Self::Submit => BankEvent::Submitted { contest, questions: 1 },
            Self::Review => BankEvent::Reviewed {
                contest,
                question,
                version,
            },
            Self::Approve(side) => BankEvent::Approved {
                contest,
                side: side.code(),
                questions: 1,
                question: Some(question),
                fingerprint: String::new(),
            },
            Self::GiveBack(reason) => BankEvent::Returned {
                contest,
                question,
                version,
                reason: reason.clone(),
            },
            Self::Retire(reason) => BankEvent::Retired {
                contest,
                question,
                version,
                reason: reason.clone(),
            },
        }
    }

    const fn done(&self) -> &'static str {
        match self {
            Self::Submit => "done-question-submitted",
            Self::Review => "done-question-reviewed",
            Self::Approve(_) => "done-question-approved",
            Self::GiveBack(_) => "done-question-returned",
            Self::Retire(_) => "done-question-retired",
        }
    }

    /// The field that takes the reason, for putting a fault beside it.
    const fn field(&self) -> &'static str {
        if matches!(self, Self::Retire(_)) {
            "retire_reason"
        } else {
            "reason"
        }
    }
}

async fn act(visit: &Visit, slug: &str, number: &str, fields: Fields, act: Act) -> Result<Response, Failure> {
    let tr = visit.tr();
    let here = Here::find(visit, slug).await?;
    let number = number_of(number)?;
    let version = fields.get("version").parse().map_err(|_| Failure::Malformed)?;
    let tx = visit.app.db.begin().await?;
    let on = here.acting(visit, &tx);
    match act.perform(&on, &here, number, version).await {
        Ok(()) => {
            audit::append(&tx, on.now, Some(&here.actor), &act.event(&here, number, version)).await?;
            tx.commit().await?;
        }
        Err(refusal @ (BankRefusal::Db(_) | BankRefusal::NotFound | BankRefusal::NotYours)) => {
            return Err(refusal.into());
        }
        Err(refusal) => {
            tx.rollback().await?;
            let mut form = Form::returned(fields);
            if matches!(refusal, BankRefusal::State(Refusal::ReasonMissing)) {
                form.fault(act.field(), &tr, refusal.key());
                return question::page(visit, &here, number, StatusCode::UNPROCESSABLE_ENTITY, None, form).await;
            }
            return question::page(visit, &here, number, StatusCode::CONFLICT, Some(refusal.key()), form).await;
        }
    }
    let base = here.href();
    let back = match act {
        // Reviewing goes from question to question.
        Act::Review => {
            match questions::next_to_review(visit.app.db.read(), here.contest.id, &here.actor, number).await? {
                Some(next) => format!("{base}/cau/{next}"),
                None => base,
            }
        }
        Act::GiveBack(_) | Act::Approve(_) if fields.get("back") == "duyet" => format!("{base}/duyet"),
        _ => format!("{base}/cau/{number}"),
    };
    Ok(visit.go_done(&back, act.done()))
}

pub(super) async fn submit(
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    act(&visit, &slug, &number, fields, Act::Submit).await
}

pub(super) async fn review(
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    act(&visit, &slug, &number, fields, Act::Review).await
}

pub(super) async fn approve(
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let side = Side::parse(fields.get("side")).ok_or(Failure::Malformed)?;
    act(&visit, &slug, &number, fields, Act::Approve(side)).await
}

pub(super) async fn give_back(
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let reason = fields.get("reason").chars().take(2_000).collect();
    act(&visit, &slug, &number, fields, Act::GiveBack(reason)).await
}

pub(super) async fn retire(
    visit: Visit,
    Path((slug, number)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let reason = fields.get("retire_reason").chars().take(2_000).collect();
    act(&visit, &slug, &number, fields, Act::Retire(reason)).await
}

/// All own drafts at once.
pub(super) async fn submit_mine(visit: Visit, Path(slug): Path<String>) -> Result<Response, Failure> {
    let here = Here::find(&visit, &slug).await?;
    let tx = visit.app.db.begin().await?;
    let on = here.acting(&visit, &tx);
    let (went, stayed) = questions::submit_mine(&on, here.contest.id).await?;
    audit::append(
        &tx,
        on.now,
        Some(&here.actor),
        &BankEvent::Submitted {
            contest: slug,
            questions: went,
        },
    )
    .await?;
    tx.commit().await?;
    let (to, done) = if stayed > 0 {
        (
            format!("{}?tinh-trang=draft&cua-toi=1", here.href()),
            "done-questions-submitted-some",
        )
    } else {
        (here.href(), "done-questions-submitted")
    };
    Ok(visit.go_done(&to, done))
}

/// To the first question that waits for this reviewer.
pub(super) async fn next_to_review(visit: Visit, Path(slug): Path<String>) -> Result<Response, Failure> {
    let here = Here::find(&visit, &slug).await?;
    let next = questions::next_to_review(visit.app.db.read(), here.contest.id, &here.actor, 0).await?;
    let base = here.href();
    Ok(visit.go(&next.map_or(base.clone(), |number| format!("{base}/cau/{number}"))))
}
