//! What a file would do, as the page prints it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use kernel::time;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::visit::Visit;

use super::{FORM, LIST};
use crate::import::check::RepairKind;
use crate::import::reorg::said::{self, FaultSaid};
use crate::import::reorg::{self, Checked};
use crate::store::draft::Draft;

/// Lines of each table on the page; all are counted.
const SHOWN: usize = 200;

struct ActShown {
    name: String,
    title: String,
    effective: String,
    rows: String,
    operations: String,
    ends: String,
    begins: String,
    moves: String,
}

#[derive(Template)]
#[template(path = "reorg_dry_run.html")]
struct DryRunPage {
    shell: Shell,
    draft: String,
    file: String,
    sheet: String,
    rows_read: String,
    acts: Vec<ActShown>,
    /// Acts, operations, units that end, begin, move, acts on record, acts with faults.
    counts: [String; 7],
    faulty: usize,
    faulty_list: String,
    faults: Vec<FaultSaid>,
    faults_total: usize,
    warnings: Vec<(String, String, String)>,
    warnings_total: usize,
    repairs: Vec<(String, String, String, String)>,
    repair_counts: Vec<(String, String)>,
    repairs_total: usize,
    ignored: String,
    button: String,
    /// What the decision is about; a decision about other numbers is not taken.
    stamp: String,
    error: String,
}

pub(super) fn stamp(checked: &Checked) -> String {
    format!(
        "{}.{}.{}.{}.{}",
        checked.acts.len(),
        checked.operations(),
        checked.same,
        checked.faulty.len(),
        checked.faults.len()
    )
}

fn sum(checked: &Checked, of: impl Fn(&reorg::Act) -> usize) -> usize {
    checked.acts.iter().map(of).sum()
}

fn build(visit: &Visit, draft: &Draft, checked: &Checked, error: String) -> DryRunPage {
    let tr = visit.tr();
    let number = |n: usize| tr.number(n);
    let title = if !checked.faults.is_empty() {
        tr.n("org-reimport-faulty", checked.faults.len())
    } else if checked.acts.is_empty() {
        tr.t("org-reimport-nothing")
    } else {
        tr.n("org-reimport-ready", checked.acts.len())
    };
    DryRunPage {
        shell: visit
            .shell(title)
            .crumb(LIST, tr.t("org-reimport-back"))
            .crumb(FORM, tr.t("org-reimport-title")),
        draft: draft.id.to_string(),
        file: draft.file_name.clone(),
        sheet: checked.sheet.clone(),
        rows_read: number(checked.rows_read),
        acts: checked
            .acts
            .iter()
            .take(SHOWN)
            .map(|act| ActShown {
                name: act.paper.number.clone(),
                title: act.paper.title.clone(),
                effective: time::date(act.paper.effective_on, visit.lang),
                rows: number(act.rows.len()),
                operations: number(act.plan.operations.len()),
                ends: number(act.ends),
                begins: number(act.begins),
                moves: number(act.moves),
            })
            .collect(),
        counts: [
            number(checked.acts.len()),
            number(checked.operations()),
            number(sum(checked, |act| act.ends)),
            number(sum(checked, |act| act.begins)),
            number(sum(checked, |act| act.moves)),
            number(checked.same),
            number(checked.faulty.len()),
        ],
        // A row that belongs to no act is left out like an act with faults.
        faulty: if checked.faults.is_empty() {
            0
        } else {
            checked.faulty.len().max(1)
        },
        faulty_list: checked.faulty.join("; "),
        faults: checked
            .faults
            .iter()
            .take(SHOWN)
            .map(|fault| said::fault(&tr, fault))
            .collect(),
        faults_total: checked.faults.len(),
        warnings: checked
            .warnings
            .iter()
            .take(SHOWN)
            .map(|warning| {
                let words = said::hint(&tr, &warning.hint);
                (said::place(&tr, &warning.place), warning.found.clone(), words)
            })
            .collect(),
        warnings_total: checked.warnings.len(),
        repairs: checked
            .repairs
            .first
            .iter()
            .map(|repair| {
                let kind = tr.t(repair.kind.key());
                (
                    said::place(&tr, &repair.place),
                    repair.before.clone(),
                    repair.after.clone(),
                    kind,
                )
            })
            .collect(),
        repair_counts: RepairKind::ALL
            .iter()
            .filter_map(|kind| {
                let count = checked.repairs.counts.get(kind)?;
                Some((tr.t(kind.key()), tr.number(*count)))
            })
            .collect(),
        repairs_total: usize::try_from(checked.repairs.total()).unwrap_or(usize::MAX),
        ignored: checked.ignored.join(", "),
        button: tr.n("org-reimport-button", checked.acts.len()),
        stamp: stamp(checked),
        error,
    }
}

pub(super) fn answer(visit: &Visit, draft: &Draft, checked: &Checked, error: String) -> Result<Response, Failure> {
    let status = if error.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    visit.page_with(status, &build(visit, draft, checked, error))
}
