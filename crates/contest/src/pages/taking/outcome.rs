//! After a paper: what was recorded, what it brings as far as the rules say it now, what comes next, and the receipt.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;

use super::door::{Line, lines};
use super::paper::{decimals, in_work, write_prediction};
use super::{Mine, key_is_out, mine, paper_address, place_of};
use crate::pages::public::words::{decimal, duration, instant};
use crate::pages::public::{Place, number, seal_of, verify_address};
use crate::ruleset::{Counts, ScoreShown};
use crate::service::{Contests, MyAttempt};
use crate::state::PeriodState;

struct Receipt {
    code: String,
    address: String,
    qr: String,
    /// The receipt as text to copy or print.
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "attempt_outcome.html")]
struct OutcomePage {
    shell: Shell,
    lead: String,
    /// What a post after the end has to be told; empty otherwise.
    late: String,
    facts: Vec<(String, String)>,
    score: String,
    score_note: String,
    counts: String,
    counted: String,
    next: Vec<String>,
    attempts: Vec<Line>,
    /// Address of the door when another attempt is allowed.
    again: String,
    review: String,
    result: String,
    why: String,
    receipt: Option<Receipt>,
}

fn counts_words(tr: &Tr, counts: Counts) -> String {
    tr.t(match counts {
        Counts::Best => "rules-counts-best",
        Counts::EarliestBest => "rules-counts-earliest-best",
        Counts::First => "rules-counts-first",
        Counts::Last => "rules-counts-last",
    })
}

fn facts(tr: &Tr, place: &Place, attempt: &MyAttempt) -> Vec<(String, String)> {
    let answered = attempt.sheet.answers.iter().filter(|answer| **answer != 0).count();
    let mut out = vec![(
        tr.t("take-recorded"),
        tr.xy("take-answered-of", answered, attempt.sheet.answers.len()),
    )];
    if place.quiz.prediction.is_some() {
        let scale = decimals(place);
        let guess = attempt.sheet.prediction.map(|value| write_prediction(value, scale));
        out.push((
            tr.t("take-guess-short"),
            guess.unwrap_or_else(|| tr.t("take-guess-none")),
        ));
    }
    out.push((tr.t("take-opened"), instant(attempt.record.opened_at, tr.lang)));
    if let Some(finished) = attempt.finished_at {
        let key = if attempt.record.submitted_at.is_some() {
            "take-finished"
        } else {
            "take-finished-by-time"
        };
        out.push((tr.t(key), instant(finished, tr.lang)));
        out.push((
            tr.t("take-working-time"),
            duration(finished - attempt.record.opened_at, tr.lang),
        ));
    }
    out
}

/// What happens next, and who has to act.
fn next(tr: &Tr, place: &Place) -> Vec<String> {
    let mut out = Vec::new();
    match place.row.state {
        PeriodState::Announced | PeriodState::Final => out.push(tr.t("take-next-announced")),
        PeriodState::Closed | PeriodState::Sealed | PeriodState::Provisional | PeriodState::Verified => {
            out.push(tr.t("take-next-checking"));
        }
        _ => out.push(tr.x("take-next-open", instant(place.row.close_at, tr.lang))),
    }
    if let Some(due) = place.period.results_due.filter(|_| !place.row.state.is_public()) {
        out.push(tr.x("result-due", instant(due, tr.lang)));
    }
    out
}

fn receipt(tr: &Tr, visit: &Visit, place: &Place, attempt: &MyAttempt) -> Result<Option<Receipt>, Failure> {
    let Some(finished) = attempt.finished_at else {
        return Ok(None);
    };
    let id = attempt.record.id;
    let code = seal_of(&visit.app, id, &attempt.sheet, finished);
    let address = verify_address(&visit.app, id, &code);
    let answered = attempt.sheet.answers.iter().filter(|answer| **answer != 0).count();
    let lines = vec![
        place.title(tr),
        tr.xyz("take-receipt-line", place.name(tr), attempt.record.number, id),
        tr.xy("take-answered-of", answered, attempt.sheet.answers.len()),
        tr.xy(
            "take-receipt-times",
            instant(attempt.record.opened_at, tr.lang),
            instant(finished, tr.lang),
        ),
        tr.x("take-receipt-code", &code),
    ];
    let qr = paperwork::qr::svg(&address, &tr.t("take-receipt-qr")).map_err(Failure::internal)?;
    Ok(Some(Receipt {
        code,
        address,
        qr,
        lines,
    }))
}

/// Says what a post that came after the end did.
fn late_words(tr: &Tr, visit: &Visit, attempt: &MyAttempt) -> String {
    let Ok(late) = visit.param("muon").parse::<usize>() else {
        return String::new();
    };
    let questions = attempt.sheet.answers.len();
    let answered = attempt.sheet.answers.iter().filter(|answer| **answer != 0).count();
    let counted = tr.xy("take-late-counted", answered, questions);
    if attempt.record.submitted_at.is_some() {
        return tr.t("take-late-handed-in");
    }
    if late == 0 {
        return format!(
            "{} {counted}",
            tr.x("take-late-over", instant(attempt.deadline, tr.lang))
        );
    }
    // The number comes from the address: never more than the paper has.
    let late = i64::try_from(late.min(questions + 1)).unwrap_or(0);
    format!(
        "{} {} {counted}",
        tr.x("take-late-over", instant(attempt.deadline, tr.lang)),
        tr.n("take-late-kept", late)
    )
}

pub(super) async fn show(
    State(contests): State<Contests>,
    visit: Visit,
    Path(attempt): Path<String>,
) -> Result<Response, Failure> {
    let attempt = number(&attempt)?;
    let found = mine(&contests, &visit, attempt).await?;
    if let Mine::Desk(view) = &found
        && in_work(view, visit.received)
    {
        return Ok(visit.go(&paper_address(attempt)));
    }
    let place = place_of(&contests, found.record().period_id).await?;
    let tr = visit.tr();
    let actor = visit.actor()?;
    let entry = contests
        .entry(&place.contest, &place.row, actor, visit.received)
        .await?;
    let this = entry
        .attempts
        .iter()
        .find(|other| other.record.id == attempt)
        .ok_or(Failure::NotFound)?;
    let public = place.row.state.is_public();
    let counted = if public {
        contests.result(&place.row).await?
    } else {
        None
    };
    let counted = counted.and_then(|(_, result)| {
        let at = result.standings.position(actor.account)?;
        let attempt = result.standings.people.get(at)?.attempt;
        let own = entry.attempts.iter().find(|other| other.record.id == attempt)?;
        Some(own.record.number)
    });
    // What nobody handed in can still be prolonged until the seal; until then there is nothing to sign.
    let fixed = this.record.submitted_at.is_some() || matches!(found, Mine::Record(_));
    let again = entry.current.is_none()
        && entry.refusal.is_none()
        && matches!(entry.standing, crate::service::Standing::May { .. })
        && contests.desk.round(place.row.id).is_some();
    let review = key_is_out(&contests, &place).await? && matches!(found, Mine::Record(_));
    let shown = place.quiz.results.score;
    let page = OutcomePage {
        lead: tr.t(if this.record.submitted_at.is_some() {
            "take-outcome-handed-in"
        } else {
            "take-outcome-by-time"
        }),
        late: late_words(&tr, &visit, this),
        facts: facts(&tr, &place, this),
        score: this
            .mark
            .map_or_else(String::new, |mark| format!("{}/{}", mark.correct, mark.total)),
        score_note: match (this.mark, shown) {
            (Some(mark), _) => tr.xy(
                "take-score-points",
                decimal(&tr, i64::from(mark.score), 2),
                decimal(&tr, i64::from(mark.max), 2),
            ),
            (None, ScoreShown::AfterClose) => tr.t("rules-score-after-close"),
            (None, ScoreShown::AtOnce) => String::new(),
        },
        counts: if entry.attempts.len() > 1 || again {
            counts_words(&tr, place.quiz.attempts.counts)
        } else {
            String::new()
        },
        counted: counted.map_or_else(String::new, |n| tr.x("take-counted", n)),
        next: next(&tr, &place),
        attempts: if entry.attempts.len() > 1 {
            lines(&tr, &entry.attempts, attempt)
        } else {
            Vec::new()
        },
        again: if again {
            format!("/thi/{}", place.row.id)
        } else {
            String::new()
        },
        review: if review {
            format!("/thi/bai/{attempt}/xem-lai")
        } else {
            String::new()
        },
        result: if public { place.result_address() } else { String::new() },
        why: if public {
            format!("{}/toi", place.result_address())
        } else {
            String::new()
        },
        receipt: if fixed {
            receipt(&tr, &visit, &place, this)?
        } else {
            None
        },
        shell: visit
            .shell(tr.xy("take-outcome-title", place.name(&tr), this.record.number))
            .crumb("/cuoc-thi", tr.t("contest-list-title"))
            .crumb(format!("/cuoc-thi/{}", place.contest.slug), place.title(&tr)),
    };
    visit.page(&page)
}
