//! The banks of all contests: what waits for me, and how far each bank is.

use askama::Template;
use axum::response::Response;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::visit::Visit;

use super::shown::{StateShown, state_key};
use crate::store::contests;
use crate::store::questions::{self, Reading, STATES, side_of, state_code};

struct Task {
    href: String,
    title: String,
    next: String,
}

struct StateTotal {
    state: StateShown,
    count: i64,
    /// The list behind it; empty when the visitor may not read it.
    href: String,
}

struct BankShown {
    title: String,
    href: String,
    tasks: Vec<Task>,
    totals: Vec<StateTotal>,
    questions: i64,
}

#[derive(Template)]
#[template(path = "bank_home.html")]
struct HomePage {
    shell: Shell,
    banks: Vec<BankShown>,
}

pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr();
    let actor = visit.actor()?;
    let reading = Reading::of(actor).ok_or(Failure::Forbidden)?;
    let on = visit.app.db.read();
    let mut banks = Vec::new();
    for contest in contests::all(on).await? {
        let href = format!("/ngan-hang/{}", contest.slug);
        let mut tasks = Vec::new();
        if let Some(side) = side_of(actor) {
            let awaiting = questions::awaiting(on, contest.id, actor, side).await?;
            if !awaiting.numbers.is_empty() {
                tasks.push(Task {
                    href: format!("{href}/duyet"),
                    title: tr.n("bank-task-approve", awaiting.numbers.len()),
                    next: tr.t("bank-task-approve-next"),
                });
            }
        }
        let waiting = questions::waiting(on, contest.id, actor).await?;
        if waiting.to_review > 0 {
            tasks.push(Task {
                href: format!("{href}/tham-dinh"),
                title: tr.n("bank-task-review", waiting.to_review),
                next: tr.t("bank-task-review-next"),
            });
        }
        if waiting.drafts > 0 {
            tasks.push(Task {
                href: format!("{href}?tinh-trang=draft&cua-toi=1#cau-hoi"),
                title: tr.n("bank-task-drafts", waiting.drafts),
                next: if waiting.returned > 0 {
                    tr.n("bank-task-returned", waiting.returned)
                } else {
                    tr.t("bank-task-drafts-next")
                },
            });
        }
        let totals = questions::totals(on, contest.id).await?;
        let counted = STATES.iter().filter_map(|state| {
            let count: i64 = totals
                .iter()
                .filter(|total| total.state == *state)
                .map(|total| total.questions)
                .sum();
            let link = if reading == Reading::Everything {
                format!("{href}?tinh-trang={}#cau-hoi", state_code(*state))
            } else {
                String::new()
            };
            (count > 0).then(|| StateTotal {
                state: StateShown::new(&tr, *state),
                count,
                href: link,
            })
        });
        banks.push(BankShown {
            title: contest.rules.titles.official.get(visit.lang.code()).to_owned(),
            totals: counted.collect(),
            questions: totals.iter().map(|total| total.questions).sum(),
            href,
            tasks,
        });
    }
    // The words of every state are asked for here so that a missing one shows in the first test.
    debug_assert!(STATES.iter().all(|state| tr.has(&state_key("bank-next", *state))));
    visit.page(&HomePage {
        shell: visit.shell(tr.t("bank-title")),
        banks,
    })
}
