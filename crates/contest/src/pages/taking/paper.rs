//! The whole paper in one small response, with what is saved filled in.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use kernel::clock::Millis;
use kernel::time;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;

use super::{Mine, letter, mine, outcome_address, place_of};
use crate::desk::View;
use crate::pages::public::{Place, number, words::instant};
use crate::question::Kind;
use crate::ruleset::{DistanceRule, Population, PredictionMetric, PredictionScope};
use crate::service::Contests;
use crate::sheet::Sheet;

pub(super) struct Choice {
    pub letter: char,
    pub text: String,
    pub checked: bool,
}

pub(super) struct Question {
    pub stem: String,
    pub multiple: bool,
    pub choices: Vec<Choice>,
    pub answered: bool,
}

pub(super) struct Guess {
    /// What is to be guessed.
    pub question: String,
    /// When and over whom the true value is fixed.
    pub fixed: String,
    pub label: String,
    pub hint: String,
    pub decimals: u8,
    pub value: String,
    pub error: bool,
}

#[derive(Template)]
#[template(path = "paper.html")]
struct PaperPage {
    shell: Shell,
    attempt: i64,
    heading: String,
    now: Millis,
    deadline: Millis,
    closes: String,
    seq: u32,
    /// What stood when the page was served: an old page must not undo what another device saved since.
    was: String,
    questions: Vec<Question>,
    guess: Option<Guess>,
    /// What a page without script has to say: saved, not saved, refused.
    notice: String,
    notice_kind: &'static str,
}

/// A page of the paper to be shown.
pub(super) struct Showing<'a> {
    pub view: &'a View,
    /// What to fill in: what is saved, or what was sent and could not be saved.
    pub filled: &'a Sheet,
    /// A prediction that could not be read, as typed.
    pub typed: Option<&'a str>,
    pub status: StatusCode,
    pub notice: String,
    pub notice_kind: &'static str,
}

/// Decimals of the prediction: it travels as a whole number.
pub(super) fn decimals(place: &Place) -> u8 {
    match place.quiz.prediction.as_ref().map(|prediction| prediction.metric) {
        Some(PredictionMetric::PercentAllCorrect { decimals }) => decimals.min(6),
        _ => 0,
    }
}

/// As the script writes it: "1500", "12,5" with all decimals.
pub(super) fn write_prediction(value: i64, decimals: u8) -> String {
    if decimals == 0 {
        return value.to_string();
    }
    let width = usize::from(decimals) + 1;
    let digits = format!("{value:0width$}");
    let (head, tail) = digits.split_at(digits.len() - usize::from(decimals));
    format!("{head},{tail}")
}

/// As the script reads it: white space and points are ignored, a comma separates decimals. `Ok(None)` is empty.
pub(super) fn read_prediction(text: &str, decimals: u8) -> Result<Option<i64>, ()> {
    let clean: String = text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    if clean.is_empty() {
        return Ok(None);
    }
    let (head, tail) = clean.split_once(',').unwrap_or((&clean, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = (1..=9).contains(&head.len()) && tail.len() <= usize::from(decimals);
    if !fits || !digits(head) || !digits(tail) || (clean.contains(',') && tail.is_empty()) {
        return Err(());
    }
    let width = usize::from(decimals);
    format!("{head}{tail:0<width$}").parse().map(Some).map_err(|_| ())
}

fn questions(view: &View, filled: &Sheet) -> Result<Vec<Question>, Failure> {
    let paper = view
        .round
        .draw(view.record.member_id, view.record.number)
        .map_err(Failure::internal)?;
    let mut out = Vec::with_capacity(paper.items.len());
    for (place, item) in paper.items.iter().enumerate() {
        let text = view.round.texts.get(usize::from(item.bank_index));
        let text = text.ok_or_else(|| Failure::internal("a paper with a question that the bank does not have"))?;
        let chosen = filled.answers.get(place).copied().unwrap_or(0);
        let choices = item.order.iter().zip(0_u8..).map(|(written, shown)| Choice {
            letter: letter(shown),
            text: text
                .choices
                .get(usize::from(written))
                .map_or_else(String::new, |choice| choice.text.clone()),
            checked: chosen >> shown & 1 == 1,
        });
        out.push(Question {
            stem: text.stem.clone(),
            multiple: text.kind == Kind::Multiple,
            choices: choices.collect(),
            answered: chosen != 0,
        });
    }
    Ok(out)
}

fn guess(tr: &Tr, place: &Place, filled: &Sheet, typed: Option<&str>) -> Option<Guess> {
    let prediction = place.quiz.prediction.as_ref()?;
    let last = match prediction.scope {
        PredictionScope::Period => place.row.close_at,
        PredictionScope::Stage => place
            .quiz
            .periods
            .iter()
            .map(|p| p.close)
            .max()
            .unwrap_or_default()
            .max(place.row.close_at),
    };
    let scope = match prediction.scope {
        PredictionScope::Period => place.name(tr),
        PredictionScope::Stage => tr.t("take-guess-whole-stage"),
    };
    let (question, label) = match prediction.metric {
        PredictionMetric::Participants => ("take-guess-participants", "take-guess-label-people"),
        PredictionMetric::Attempts => ("take-guess-attempts", "take-guess-label-attempts"),
        PredictionMetric::PeopleAllCorrect => ("take-guess-people-perfect", "take-guess-label-people"),
        PredictionMetric::AttemptsAllCorrect => ("take-guess-attempts-perfect", "take-guess-label-attempts"),
        PredictionMetric::PercentAllCorrect { .. } => ("take-guess-percent", "take-guess-label-percent"),
    };
    let population = match prediction.population {
        Population::AsSealed => "take-guess-as-sealed",
        Population::AfterVoid => "take-guess-after-void",
        Population::RankedOnly => "take-guess-ranked-only",
    };
    let decimals = decimals(place);
    let hint = if decimals == 0 {
        tr.t("take-guess-hint")
    } else {
        tr.n("take-guess-hint-decimals", i64::from(decimals))
    };
    let not_over = prediction.distance == DistanceRule::NotOver;
    Some(Guess {
        question: tr.xy(question, scope, place.quiz.blueprint.questions),
        fixed: format!(
            "{} {}",
            tr.x("take-guess-fixed", instant(last, tr.lang)),
            tr.t(population)
        ),
        label: tr.t(label),
        hint: if not_over {
            format!("{hint} {}", tr.t("take-guess-not-over"))
        } else {
            hint
        },
        decimals,
        value: typed.map_or_else(
            || {
                filled
                    .prediction
                    .map_or_else(String::new, |value| write_prediction(value, decimals))
            },
            str::to_owned,
        ),
        error: typed.is_some(),
    })
}

/// What stood, in a hidden field: masks, then the prediction.
pub(super) fn write_was(sheet: &Sheet) -> String {
    let mut parts: Vec<String> = sheet.answers.iter().map(ToString::to_string).collect();
    parts.push(sheet.prediction.map_or_else(String::new, |value| value.to_string()));
    parts.join("-")
}

/// Reads [`write_was`]; anything else is no knowledge of what stood.
pub(super) fn read_was(text: &str, questions: usize) -> Option<Sheet> {
    let parts: Vec<&str> = text.split('-').collect();
    let (last, answers) = parts.split_last()?;
    if answers.len() != questions {
        return None;
    }
    let answers = answers
        .iter()
        .map(|part| part.parse().ok())
        .collect::<Option<Vec<u8>>>()?;
    let prediction = if last.is_empty() {
        None
    } else {
        Some(last.parse().ok()?)
    };
    Some(Sheet { answers, prediction })
}

/// Renders the paper. Nobody keeps it: another device may be further by now.
pub(super) fn render(visit: &Visit, place: &Place, showing: &Showing<'_>) -> Result<Response, Failure> {
    let tr = visit.tr();
    let view = showing.view;
    let page = PaperPage {
        attempt: view.record.id,
        heading: tr.xy("take-paper-heading", place.name(&tr), view.record.number),
        now: visit.now(),
        deadline: view.deadline,
        closes: if view.deadline - visit.now() < time::DAY {
            time::clock_time(view.deadline)
        } else {
            instant(view.deadline, tr.lang)
        },
        seq: view.last_seq,
        was: write_was(&view.sheet),
        questions: questions(view, showing.filled)?,
        guess: guess(&tr, place, showing.filled, showing.typed),
        notice: showing.notice.clone(),
        notice_kind: showing.notice_kind,
        shell: visit.shell(tr.xy("take-paper-title", place.name(&tr), view.record.number)),
    };
    let mut response = visit.page_with(showing.status, &page)?;
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Whether answers are still taken.
pub(super) fn in_work(view: &View, now: Millis) -> bool {
    view.record.submitted_at.is_none() && now < view.deadline
}

pub(super) async fn show(
    State(contests): State<Contests>,
    visit: Visit,
    Path(attempt): Path<String>,
) -> Result<Response, Failure> {
    let attempt = number(&attempt)?;
    let view = match mine(&contests, &visit, attempt).await? {
        Mine::Desk(view) if in_work(&view, visit.received) => view,
        _ => return Ok(visit.go(&outcome_address(attempt))),
    };
    let place = place_of(&contests, view.record.period_id).await?;
    let tr = visit.tr();
    // "Đã lưu lúc 9:05:07", after a form without script.
    let saved = visit
        .param("luu")
        .parse()
        .ok()
        .filter(|at| (view.record.opened_at..=visit.now()).contains(at));
    let notice = saved.map_or_else(String::new, |at| tr.x("take-saved-at", time::clock_time(at)));
    let showing = Showing {
        view: &view,
        filled: &view.sheet,
        typed: None,
        status: StatusCode::OK,
        notice,
        notice_kind: "success",
    };
    render(&visit, &place, &showing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn predictions_are_read_as_the_script_reads_them() {
        assert_eq!(read_prediction(" 1.500 ", 0), Ok(Some(1_500)));
        assert_eq!(read_prediction("12,5", 2), Ok(Some(1_250)));
        assert_eq!(read_prediction("12", 3), Ok(Some(12_000)));
        assert_eq!(read_prediction("", 0), Ok(None));
        for bad in ["mười", "-3", "1,5", "12,", "1234567890", ",5"] {
            assert_eq!(read_prediction(bad, 0), Err(()), "{bad}");
        }
        assert_eq!(write_prediction(1_250, 2), "12,50");
        assert_eq!(write_prediction(5, 2), "0,05");
    }

    #[test]
    fn what_stood_survives_the_form() {
        let sheet = Sheet {
            answers: vec![0, 5, 128],
            prediction: Some(1_500),
        };
        assert_eq!(read_was(&write_was(&sheet), 3), Some(sheet));
        let empty = Sheet {
            answers: vec![0, 0],
            prediction: None,
        };
        assert_eq!(read_was(&write_was(&empty), 2), Some(empty));
        assert_eq!(read_was("1-2-3", 3), None);
        assert_eq!(read_was("", 3), None);
    }
}
