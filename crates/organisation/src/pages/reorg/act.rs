//! The act on paper, as pages show it.

use kernel::lang::Lang;
use kernel::time;
use platform::text::Tr;

use crate::stage::Stage;
use crate::store::log::{Head, Kind};
use crate::store::reorgs::Reorg;

/// The chip of a stage.
pub(super) const fn chip(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "chip-draft",
        Stage::Submitted => "chip-waiting",
        Stage::Approved => "chip-open",
        Stage::Applied => "chip-done",
        Stage::Undone | Stage::Dropped => "chip-stopped",
    }
}

/// A line of facts: label, value.
pub(super) type Fact = (String, String);

/// What is known of the act.
pub(super) fn facts(tr: &Tr, lang: Lang, reorg: &Reorg) -> Vec<Fact> {
    let paper = &reorg.paper;
    let mut out = Vec::new();
    let mut push = |key: &str, value: String| {
        if !value.is_empty() {
            out.push((tr.t(key), value));
        }
    };
    push("org-act-number", paper.number.clone());
    push("org-act-organ", paper.organ.clone());
    push("org-act-signer", paper.signer.clone());
    push(
        "org-act-signed",
        paper.signed_on.map_or_else(String::new, |day| time::date(day, lang)),
    );
    push("org-act-effective", time::date(paper.effective_on, lang));
    push("org-act-source", paper.source.clone());
    let check = if paper.verified {
        "org-act-verified"
    } else {
        "org-act-unverified"
    };
    push("org-act-check", tr.t(check));
    push("org-act-note", paper.note.clone());
    out
}

/// "Nghị quyết 202/2025/QH15, ký 12/6/2025, hiệu lực 1/7/2025" for timelines and printed sheets.
/// The title stands apart from the rest.
pub(in crate::pages) fn cited(tr: &Tr, lang: Lang, head: &Head) -> (String, String) {
    let mut parts = Vec::new();
    let title = match head.kind {
        Kind::Baseline => tr.t("org-act-baseline"),
        Kind::Entry if head.title.is_empty() => tr.t("org-act-entry"),
        Kind::Entry => tr.x("org-act-entry-from", &head.title),
        Kind::Act => head.title.clone(),
    };
    if !head.act_number.is_empty() {
        parts.push(tr.x("org-act-cited-number", &head.act_number));
    }
    if let Some(signed) = head.signed_on {
        parts.push(tr.x("org-act-cited-signed", time::date(signed, lang)));
    }
    if head.kind == Kind::Act {
        parts.push(tr.x(
            "org-act-cited-known",
            time::date(time::local_date(head.recorded_at), lang),
        ));
        if !head.verified {
            parts.push(tr.t("org-act-unverified"));
        }
    }
    (title, parts.join(", "))
}
