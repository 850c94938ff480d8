//! States and steps as they are shown everywhere: a chip of word and shape, one line about what comes next and who has
//! to act, and the signed steps so far.

use kernel::actor::Side;
use kernel::lang::Lang;
use kernel::time;
use platform::text::Tr;

use super::{Here, body};
use crate::service::Contests;
use crate::state::PeriodState;
use crate::store::contests::{ContestRow, PeriodRow, StepRow, state_code};

/// A labelled chip.
pub(super) struct Chip {
    pub class: &'static str,
    pub words: String,
}

/// The chip of a period.
pub(super) fn chip(tr: &Tr, state: PeriodState) -> Chip {
    let class = match state {
        PeriodState::Draft => "chip-draft",
        PeriodState::Scheduled | PeriodState::Provisional | PeriodState::Verified => "chip-waiting",
        PeriodState::Open => "chip-open",
        PeriodState::Closed | PeriodState::Sealed => "chip-stopped",
        PeriodState::Announced | PeriodState::Final => "chip-done",
    };
    Chip {
        class,
        words: tr.t(&format!("period-state-{}", state_code(state))),
    }
}

/// What happens next with a period, and who has to act.
pub(super) fn next(tr: &Tr, contest: &ContestRow, period: &PeriodRow, steps: &[StepRow]) -> String {
    let when = |at| time::day_and_time(at, tr.lang);
    match period.state {
        PeriodState::Draft if contest.sealed_at.is_none() => tr.t("control-next-rules"),
        PeriodState::Draft => tr.x("control-next-draft", when(period.open_at)),
        PeriodState::Scheduled => tr.x("control-next-scheduled", when(period.open_at)),
        PeriodState::Open => tr.x("control-next-open", when(period.close_at)),
        PeriodState::Closed | PeriodState::Sealed => tr.t("control-next-closed"),
        PeriodState::Provisional => tr.t("control-next-provisional"),
        PeriodState::Verified => {
            let missing = missing_sides(steps);
            if missing.is_empty() {
                tr.t("control-next-approved")
            } else {
                let bodies: Vec<String> = missing.into_iter().map(|side| body(contest, tr.lang, side)).collect();
                tr.x("control-next-verified", bodies.join(tr.lang.pick(" và ", " and ")))
            }
        }
        PeriodState::Announced => tr.t("control-next-announced"),
        PeriodState::Final => tr.t("control-next-final"),
    }
}

/// The sides that have not approved the verified result yet.
pub(super) fn missing_sides(steps: &[StepRow]) -> Vec<Side> {
    let approved = Contests::approved_sides(steps);
    [Side::A, Side::B]
        .into_iter()
        .filter(|side| !approved.contains(side))
        .collect()
}

/// A step as shown in the list of signed steps.
pub(super) struct Step {
    pub class: &'static str,
    pub what: String,
    /// Who, for which side, when.
    pub by: String,
    pub reason: String,
}

/// The steps of a period, oldest first, and what comes next at the end.
pub(super) fn steps(tr: &Tr, here: &Here) -> Vec<Step> {
    let mut shown: Vec<Step> = here
        .steps
        .iter()
        .map(|step| {
            let who = if step.by_name.is_empty() {
                tr.t("control-by-clock")
            } else {
                step.by_name.clone()
            };
            let side = step.side.as_deref().and_then(Side::parse);
            let of = side.map_or_else(String::new, |side| format!(" ({})", here.body(tr.lang, side)));
            let key = format!("period-act-{}", step.act);
            Step {
                class: "done",
                what: if tr.has(&key) {
                    tr.t(&key)
                } else {
                    tr.t("period-act-moved")
                },
                by: format!("{who}{of}, {}", time::day_and_time(step.at, tr.lang)),
                reason: step.reason.clone(),
            }
        })
        .collect();
    if here.period.state != PeriodState::Final {
        shown.push(Step {
            class: "now",
            what: tr.t("control-step-next"),
            by: next(tr, &here.contest, &here.period, &here.steps),
            reason: String::new(),
        });
    }
    shown
}

/// "Thứ Hai, 5/10/2026, 8:00 – Thứ Hai, 12/10/2026, 8:00".
pub(super) fn window(period: &PeriodRow, lang: Lang) -> String {
    format!(
        "{} – {}",
        time::day_and_time(period.open_at, lang),
        time::day_and_time(period.close_at, lang)
    )
}
