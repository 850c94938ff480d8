//! Parts that the pages of plans share: chips, who leads, places in the document, notes, one line of the plan.

use jiff::civil::Date;
use kernel::evidence::Figure;
use kernel::lang::Lang;
use platform::text::Tr;

use crate::Programme;
use crate::activity::{Activity, Assignment};
use crate::live::{self, Live};
use crate::plan::{NewPlan, Note, NoteKind, Role, side_letter};
use crate::progress::{self, Mark, Tally};
use crate::state::{ActivityState, PlanState};

/// A state as word and shape.
pub(super) struct Chip {
    pub class: &'static str,
    pub words: String,
}

pub(super) fn plan_chip(tr: &Tr, state: PlanState) -> Chip {
    let (class, key) = match state {
        PlanState::Draft => ("chip-draft", "plan-state-draft"),
        PlanState::Agreed => ("chip-waiting", "plan-state-agreed"),
        PlanState::Signed => ("chip-waiting", "plan-state-signed"),
        PlanState::InForce => ("chip-open", "plan-state-in-force"),
        PlanState::Ended => ("chip-done", "plan-state-ended"),
        PlanState::Withdrawn => ("chip-stopped", "plan-state-withdrawn"),
    };
    Chip {
        class,
        words: tr.t(key),
    }
}

pub(super) fn activity_chip(tr: &Tr, state: ActivityState) -> Chip {
    let (class, key) = match state {
        ActivityState::Planned => ("chip-draft", "plan-activity-planned"),
        ActivityState::Running => ("chip-open", "plan-activity-running"),
        ActivityState::Done => ("chip-done", "plan-activity-done"),
        ActivityState::Late => ("chip-late", "plan-activity-late"),
        ActivityState::Cancelled => ("chip-stopped", "plan-activity-cancelled"),
    };
    Chip {
        class,
        words: tr.t(key),
    }
}

/// Fluent key of a code that has words: ("plan-kind", "co_lead") is "plan-kind-co-lead".
pub(super) fn words_of(tr: &Tr, stem: &str, code: &str) -> String {
    tr.t(&format!("{stem}-{}", code.replace('_', "-")))
}

/// Somebody with the letters of the side.
pub(super) struct Who {
    pub sides: Vec<&'static str>,
    pub name: String,
}

impl Who {
    pub(super) fn of(assignment: &Assignment, lang: Lang) -> Self {
        Self {
            sides: assignment.sides.each().iter().map(|side| side_letter(*side)).collect(),
            name: assignment.unit.get(lang).to_owned(),
        }
    }
}

/// "Mục I.2.b" for an English reader.
pub(super) fn place_in_text(place: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => place.to_owned(),
        Lang::En => place.replace("Mục", "Section"),
    }
}

/// A remark on the signed text.
pub(super) struct NoteView {
    pub class: &'static str,
    pub kind: String,
    /// Places in the document, when no words are quoted from there.
    pub about: String,
    /// (place in the document or "", the words there).
    pub quotes: Vec<(String, String)>,
    pub text: String,
}

impl NoteView {
    pub(super) fn of(tr: &Tr, note: &Note) -> Self {
        let places: Vec<String> = note.about.iter().map(|p| place_in_text(p, tr.lang)).collect();
        let quotes: Vec<(String, String)> = note
            .quotes
            .iter()
            .enumerate()
            .map(|(i, quote)| {
                let place = places.get(i).cloned().unwrap_or_default();
                (place, quote.get(tr.lang).to_owned())
            })
            .collect();
        Self {
            class: if note.kind == NoteKind::Contradiction {
                "notice warning"
            } else {
                "notice"
            },
            kind: words_of(tr, "plan-note", note.kind.code()),
            about: if quotes.is_empty() {
                places.join(", ")
            } else {
                String::new()
            },
            quotes,
            text: note.text.get(tr.lang).to_owned(),
        }
    }
}

/// What the live thing says, ready to show.
pub(super) struct LiveView {
    pub figures: Vec<Figure>,
    /// Where the live thing opens; empty when there is none.
    pub href: String,
    /// One sentence when there are no figures: nothing to show yet, or no answer.
    pub remark: String,
}

impl LiveView {
    fn of(tr: &Tr, live: &Live, first_part: bool) -> Self {
        match live {
            Live::Shown(outcome) => Self {
                figures: outcome.figures.clone(),
                href: outcome.href.clone(),
                remark: String::new(),
            },
            Live::Failed => Self::remark(tr.t("plan-live-failed")),
            Live::Nothing if first_part => Self::remark(tr.t("plan-live-nothing")),
            Live::Nothing | Live::NotAsked => Self::remark(String::new()),
        }
    }

    const fn remark(remark: String) -> Self {
        Self {
            figures: Vec::new(),
            href: String::new(),
            remark,
        }
    }
}

/// A line of the plan with where it stands.
pub(super) struct Line {
    pub numeral: String,
    pub title: String,
    pub href: String,
    /// "Chủ trì" or "Đầu mối".
    pub led_by: String,
    pub who: Vec<Who>,
    pub when: String,
    pub expected: bool,
    /// Place, size and count as worded.
    pub facts: Vec<String>,
    pub chip: Chip,
    pub live: LiveView,
    /// "1/2 phần đã xong"; empty when its parts have no states.
    pub parts: String,
    /// Sums of a money line.
    pub money: Vec<Who>,
    pub standing: ActivityState,
    /// The day after the last one; for finding what comes next.
    pub ends: Option<Date>,
}

fn parts_done(tr: &Tr, activity: &Activity) -> String {
    let known: Vec<ActivityState> = activity.stages.iter().filter_map(|stage| stage.state).collect();
    if known.is_empty() {
        return String::new();
    }
    let done = known.iter().filter(|state| **state == ActivityState::Done).count();
    tr.xy("plan-parts-done", tr.number(done), tr.number(known.len()))
}

/// Place, size and count, each as worded.
fn facts(tr: &Tr, activity: &Activity) -> Vec<String> {
    let place = activity.place.as_ref();
    let size = activity.size.as_ref();
    let count = activity.count.as_ref();
    [
        place.map(|p| tr.x("plan-fact-place", p.get(tr.lang))),
        size.map(|s| tr.lang.pick(&s.how_many.words, &s.how_many.words_en).to_owned()),
        count.map(|c| c.words.get(tr.lang).to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Builds the line of an activity, asking the feature it lives in.
pub(super) async fn line(programme: &Programme, tr: &Tr, plan: &NewPlan, activity: &Activity, today: Date) -> Line {
    let live = live::ask(&programme.evidence, activity.kind, activity.evidence.as_ref(), tr.lang).await;
    let mark = Mark {
        kind: activity.kind,
        state: activity.state,
        ends: activity.when.to,
        history: plan.history,
    };
    let standing = progress::standing(mark, live.progress(), today);
    let first_part = activity
        .evidence
        .as_ref()
        .is_some_and(|e| e.part.is_none_or(|p| p <= 1));
    let leads = activity.leads();
    let focal = leads.iter().all(|a| a.role == Role::FocalPoint);
    Line {
        numeral: activity.code.clone(),
        title: activity.title.get(tr.lang).to_owned(),
        href: format!("/ke-hoach/{}/{}", plan.slug, activity.slug),
        led_by: tr.t(if focal { "plan-focal" } else { "plan-led-by" }),
        who: leads.into_iter().map(|a| Who::of(a, tr.lang)).collect(),
        when: tr.lang.pick(&activity.when.words, &activity.when.words_en).to_owned(),
        expected: activity.when.expected,
        facts: facts(tr, activity),
        chip: activity_chip(tr, standing),
        live: LiveView::of(tr, &live, first_part),
        parts: parts_done(tr, activity),
        money: Vec::new(),
        standing,
        ends: activity.when.to,
    }
}

/// How far the plan is, in words and for the bar.
pub(super) struct ProgressView {
    pub done: u32,
    pub total: u32,
    pub words: String,
    /// "trễ 2 việc"; empty when nothing is late.
    pub late: String,
}

impl ProgressView {
    pub(super) fn of(tr: &Tr, tally: Tally) -> Self {
        Self {
            done: tally.done,
            total: tally.total,
            words: tr.xy("plan-progress", tr.number(tally.done), tr.number(tally.total)),
            late: if tally.late == 0 {
                String::new()
            } else {
                tr.n("plan-progress-late", tally.late)
            },
        }
    }
}
