//! The leader's page, made for a phone: how many, which, one button. The approval names exactly what was on the page:
//! if anything changed in between, nothing is approved.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use kernel::actor::Side;
use kernel::time;
use platform::audit;
use platform::failure::Failure;
use platform::form::Fields;
use platform::shell::Shell;
use platform::visit::Visit;

use super::Here;
use super::paging::{self, Paging};
use super::shown::QuestionShown;
use crate::state::QuestionState;
use crate::store::questions::{self, BankEvent, BankRefusal, side_of};

const PER_PAGE: i64 = 20;

struct Item {
    number: i64,
    version: u32,
    by: String,
    question: QuestionShown,
}

#[derive(Template)]
#[template(path = "bank_approve.html")]
struct ApprovePage {
    shell: Shell,
    base: String,
    side: &'static str,
    side_name: String,
    waiting: usize,
    for_others: usize,
    other_side: i64,
    approved: i64,
    button: String,
    fingerprint: String,
    items: Vec<Item>,
    paging: Paging,
    problem: String,
}

async fn page(
    visit: &Visit,
    here: &Here,
    side: Side,
    status: StatusCode,
    problem: Option<&'static str>,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let on = visit.app.db.read();
    let awaiting = questions::awaiting(on, here.contest.id, &here.actor, side).await?;
    let count = i64::try_from(awaiting.numbers.len()).unwrap_or(i64::MAX);
    let at = paging::asked(&visit.param("trang"), PER_PAGE, count);
    let skip = usize::try_from(at.saturating_mul(PER_PAGE)).unwrap_or_default();
    let take = usize::try_from(PER_PAGE).unwrap_or_default();
    let today = time::local_date(visit.now());
    let mut items = Vec::new();
    for number in awaiting.numbers.iter().skip(skip).take(take) {
        let row = questions::by_number(on, here.reading, visit.now(), here.contest.id, *number).await?;
        items.push(Item {
            number: row.number,
            version: row.version,
            by: tr.xy("bank-version-who", &row.by_name, time::short(row.at, visit.lang)),
            question: QuestionShown::new(&tr, &here.topics, &row.text, today),
        });
    }
    if let Some(first) = items.first() {
        let event = BankEvent::Read {
            contest: here.contest.slug.clone(),
            shown: items.len(),
            first: first.number,
            filter: format!("duyet={}", side.code()),
        };
        here.record(visit, &event).await?;
    }
    let totals = questions::totals(on, here.contest.id).await?;
    let sum = |states: &[QuestionState]| -> i64 {
        totals
            .iter()
            .filter(|total| states.contains(&total.state))
            .map(|total| total.questions)
            .sum()
    };
    let own = match side {
        Side::A => QuestionState::ApprovedA,
        Side::B => QuestionState::ApprovedB,
    };
    let side_name = tr.t(&format!("side-{}", side.code()));
    let base = here.href();
    let page = ApprovePage {
        shell: visit
            .shell(tr.x("bank-approve-title", &side_name))
            .crumb("/ngan-hang", tr.t("bank-title"))
            .crumb(base.clone(), here.title.clone()),
        side: side.code(),
        waiting: awaiting.numbers.len(),
        for_others: awaiting.for_others,
        other_side: sum(&[own]),
        approved: sum(&[QuestionState::Approved, QuestionState::Locked]),
        button: tr.xy("bank-approve-button", tr.number(count), &side_name),
        side_name,
        fingerprint: awaiting.fingerprint,
        items,
        paging: Paging::new(&tr, &format!("{base}/duyet?ben={}&", side.code()), at, PER_PAGE, count),
        base,
        problem: problem.map_or_else(String::new, |key| tr.t(key)),
    };
    visit.page_with(status, &page)
}

pub(super) async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response, Failure> {
    let here = Here::find(&visit, &slug).await?;
    let asked =
        Side::parse(&visit.param("ben")).filter(|side| here.actor.has_for_side(kernel::actor::Role::Leader, *side));
    let side = asked.or_else(|| side_of(&here.actor)).ok_or(Failure::Forbidden)?;
    page(&visit, &here, side, StatusCode::OK, None).await
}

pub(super) async fn send(visit: Visit, Path(slug): Path<String>, fields: Fields) -> Result<Response, Failure> {
    let here = Here::find(&visit, &slug).await?;
    let side = Side::parse(fields.get("side")).ok_or(Failure::Malformed)?;
    let read = fields.get("fingerprint").to_owned();
    let tx = visit.app.db.begin().await?;
    let on = here.acting(&visit, &tx);
    match questions::approve_all(&on, here.contest.id, side, &read).await {
        Ok(count) => {
            let event = BankEvent::Approved {
                contest: slug,
                side: side.code(),
                questions: count,
                question: None,
                fingerprint: read,
            };
            audit::append(&tx, on.now, Some(&here.actor), &event).await?;
            tx.commit().await?;
        }
        Err(refusal @ (BankRefusal::Changed | BankRefusal::Nothing)) => {
            tx.rollback().await?;
            return page(&visit, &here, side, StatusCode::CONFLICT, Some(refusal.key())).await;
        }
        Err(refusal) => return Err(refusal.into()),
    }
    Ok(visit.go_done(
        &format!("{}/duyet?ben={}", here.href(), side.code()),
        "done-bank-approved",
    ))
}
