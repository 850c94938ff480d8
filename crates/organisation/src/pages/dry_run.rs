//! What a file would do, and the decision. The file is checked again at the decision, because others may have
//! worked in between; when that changes the outcome, the page is shown anew instead of writing.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::actor::Actor;
use platform::failure::Failure;
use platform::form::Fields;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;

use super::{Ground, ground, id_in, import, shown};
use crate::error::OrganisationError;
use crate::import::Kind;
use crate::import::apply::{self, DryRunError, Imported, Order};
use crate::import::check::{Checked, RepairKind};
use crate::import::columns::letters;
use crate::import::fault::Place;
use crate::import::members::MemberRow;
use crate::import::units::UnitLine;
use crate::state::Organisation;
use crate::store::draft::{self, Draft};
use crate::store::members::ClashKind;

/// Lines of each table on the page; all are counted.
const SHOWN: usize = 200;

struct FaultShown {
    place: String,
    found: String,
    why: String,
    fix: String,
}

struct RepairShown {
    place: String,
    before: String,
    after: String,
    kind: String,
}

struct ChangeShown {
    row: String,
    title: String,
    lines: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "dry_run.html")]
struct DryRunPage {
    shell: Shell,
    draft: String,
    file: String,
    sheet: String,
    rows_read: String,
    new: usize,
    same: usize,
    changed: usize,
    faulty: usize,
    new_words: String,
    faults: Vec<FaultShown>,
    faults_total: usize,
    repairs: Vec<RepairShown>,
    repair_counts: Vec<(String, String)>,
    repairs_total: usize,
    warnings: Vec<(String, String, String)>,
    changes: Vec<ChangeShown>,
    /// The changes are of units, and no act stands behind them.
    without_act: bool,
    ignored: String,
    button: String,
    /// What the decision is about; a decision about other numbers is not taken.
    stamp: String,
    error: String,
}

/// The dry run of either kind.
enum Outcome {
    Members(Checked<MemberRow>),
    Units(Checked<UnitLine>),
}

fn place(tr: &Tr, place: &Place) -> String {
    let heading = if place.heading.starts_with("org-col-") {
        tr.t(&place.heading)
    } else {
        place.heading.clone()
    };
    match place.column {
        Some(column) => tr.xyz("org-place", place.row, letters(column), heading),
        None => tr.xy("org-place-no-column", place.row, heading),
    }
}

fn stamp<T>(checked: &Checked<T>) -> String {
    format!(
        "{}.{}.{}.{}",
        checked.new.len(),
        checked.same,
        checked.changed.len(),
        checked.faulty_rows()
    )
}

fn build<T>(visit: &Visit, draft: &Draft, checked: &Checked<T>, error: String) -> DryRunPage {
    let tr = visit.tr();
    let faulty = checked.faulty_rows();
    let (new, changed) = (checked.new.len(), checked.changed.len());
    let title = match (faulty, new, changed) {
        (0, 0, 0) => tr.t("org-dry-nothing"),
        (0, _, _) => tr.n("org-dry-ready", new),
        _ => tr.n("org-dry-faulty", checked.faults.len()),
    };
    DryRunPage {
        shell: visit.shell(title).crumb("/nhap", tr.t("org-import-title")),
        draft: draft.id.to_string(),
        file: draft.file_name.clone(),
        sheet: checked.sheet.clone(),
        rows_read: tr.number(i64::try_from(checked.rows_read).unwrap_or_default()),
        new_words: tr.number(i64::try_from(new).unwrap_or_default()),
        faults: checked
            .faults
            .iter()
            .take(SHOWN)
            .map(|fault| FaultShown {
                place: place(&tr, &fault.place),
                found: fault.found.chars().take(120).collect(),
                why: tr.x(fault.kind.key(), fault.kind.named()),
                fix: tr.x(&format!("{}-fix", fault.kind.key()), fault.kind.named()),
            })
            .collect(),
        faults_total: checked.faults.len(),
        repairs: checked
            .repairs
            .first
            .iter()
            .map(|repair| RepairShown {
                place: place(&tr, &repair.place),
                before: repair.before.clone(),
                after: repair.after.clone(),
                kind: tr.t(repair.kind.key()),
            })
            .collect(),
        repair_counts: RepairKind::ALL
            .iter()
            .filter_map(|kind| {
                let count = checked.repairs.counts.get(kind)?;
                Some((tr.t(kind.key()), tr.number(i64::try_from(*count).unwrap_or_default())))
            })
            .collect(),
        repairs_total: usize::try_from(checked.repairs.total()).unwrap_or(usize::MAX),
        warnings: checked
            .warnings
            .iter()
            .take(SHOWN)
            .map(|warning| {
                (
                    place(&tr, &warning.place),
                    warning.found.clone(),
                    tr.x(warning.kind.key(), warning.kind.named()),
                )
            })
            .collect(),
        changes: checked
            .changed
            .iter()
            .take(SHOWN)
            .map(|change| ChangeShown {
                row: change.row.to_string(),
                title: change.title.clone(),
                lines: change
                    .differences
                    .iter()
                    .map(|d| {
                        (
                            d.heading.clone(),
                            shown::value(&tr, d.field, &d.before),
                            shown::value(&tr, d.field, &d.after),
                        )
                    })
                    .collect(),
            })
            .collect(),
        without_act: Kind::parse(&draft.kind) == Some(Kind::Units),
        ignored: checked.ignored.join(", "),
        button: tr.n("org-dry-button", new),
        stamp: stamp(checked),
        new,
        same: checked.same,
        changed,
        faulty,
        error,
    }
}

async fn check(org: &Organisation, by: &Actor, on: &Ground, draft: &Draft) -> Result<Outcome, DryRunError> {
    let content = draft.content.clone();
    match Kind::parse(&draft.kind) {
        Some(Kind::Units) => apply::check_units(org, &on.acting, &draft.file_name, content)
            .await
            .map(Outcome::Units),
        _ => apply::check_members(org, Some(by), &on.acting, &draft.file_name, content)
            .await
            .map(Outcome::Members),
    }
}

async fn found(org: &Organisation, visit: &Visit, id: &str) -> Result<Draft, Failure> {
    let owner = visit.actor()?.account;
    draft::find(&org.app.db, visit.now(), owner, id_in(id)?)
        .await?
        .filter(|draft| Kind::parse(&draft.kind).is_some())
        .ok_or(Failure::Refused("org-failure-draft-gone"))
}

fn answer(visit: &Visit, draft: &Draft, outcome: &Outcome, error: String) -> Result<Response, Failure> {
    let status = if error.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = match outcome {
        Outcome::Members(checked) => build(visit, draft, checked, error),
        Outcome::Units(checked) => build(visit, draft, checked, error),
    };
    visit.page_with(status, &page)
}

pub(super) async fn show(
    State(org): State<Organisation>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let draft = found(&org, &visit, &id).await?;
    let on = ground(&visit, &org, org.today()).await?;
    match check(&org, visit.actor()?, &on, &draft).await {
        Ok(outcome) => answer(&visit, &draft, &outcome, String::new()),
        Err(DryRunError::File(fault)) => {
            // It was readable when it came; only the program can have changed since.
            Err(Failure::internal(format!(
                "draft {id}: {}",
                import::refusal(&visit.tr(), &fault)
            )))
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "imported.html")]
struct ImportedPage {
    shell: Shell,
    new: String,
    changed: String,
    clashes: Vec<(String, String)>,
    more: usize,
    href: &'static str,
}

fn done(visit: &Visit, kind: Kind, imported: &Imported) -> Result<Response, Failure> {
    let tr = visit.tr();
    let (href, key) = match kind {
        Kind::Members => ("/doan-vien", "done-members-imported"),
        Kind::Units => ("/don-vi", "done-units-imported"),
        Kind::Reorg => return Err(Failure::Malformed),
    };
    if imported.already_done {
        return Err(Failure::Refused("org-failure-draft-gone"));
    }
    if imported.clashes.is_empty() {
        return Ok(visit.go_done(href, key));
    }
    let number = |n: u64| tr.number(i64::try_from(n).unwrap_or(i64::MAX));
    visit.page(&ImportedPage {
        shell: visit.shell(tr.t(key)).crumb("/nhap", tr.t("org-import-title")),
        new: number(imported.new),
        changed: number(imported.changed),
        clashes: imported
            .clashes
            .iter()
            .take(SHOWN)
            .map(|clash| {
                let key = match clash.what {
                    ClashKind::MemberNumber => "org-clash-number",
                    ClashKind::Phone => "org-clash-phone",
                    ClashKind::Email => "org-clash-email",
                };
                (clash.member_number.clone(), tr.t(key))
            })
            .collect(),
        more: imported.clashes.len().saturating_sub(SHOWN),
        href,
    })
}

/// What the form asks for does not fit what the check found.
fn objection<T>(tr: &Tr, checked: &Checked<T>, fields: &Fields) -> Option<String> {
    if fields.get("dau") != stamp(checked) {
        return Some(tr.t("org-dry-changed-meanwhile"));
    }
    if checked.faulty_rows() > 0 && !fields.has("bo-qua") {
        return Some(tr.t("org-dry-must-choose"));
    }
    let writes_changes = fields.has("ghi-thay-doi") && !checked.changed.is_empty();
    (checked.new.is_empty() && !writes_changes).then(|| tr.t("org-dry-nothing"))
}

fn order<'o, T>(
    visit: &'o Visit,
    on: &'o Ground,
    draft: &'o Draft,
    checked: &'o Checked<T>,
    fields: &Fields,
) -> Result<Order<'o, T>, Failure> {
    Ok(Order {
        actor: Some(visit.actor()?),
        scope: &on.acting,
        file: &draft.file_name,
        new: &checked.new,
        changed: if fields.has("ghi-thay-doi") {
            &checked.changed
        } else {
            &[]
        },
        skipped: u64::try_from(checked.faulty_rows()).unwrap_or_default(),
        draft: Some(draft.id),
    })
}

/// Somebody added the same number or code between the check and the writing: nothing was written.
fn raced(error: OrganisationError) -> Failure {
    match error {
        OrganisationError::Database(error) if platform::db::is_unique_violation(&error) => {
            Failure::Refused("org-failure-raced")
        }
        other => other.into(),
    }
}

pub(super) async fn confirm(
    State(org): State<Organisation>,
    visit: Visit,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let draft = found(&org, &visit, &id).await?;
    let on = ground(&visit, &org, org.today()).await?;
    let outcome = check(&org, visit.actor()?, &on, &draft).await?;
    let objection = match &outcome {
        Outcome::Members(checked) => objection(&tr, checked, &fields),
        Outcome::Units(checked) => objection(&tr, checked, &fields),
    };
    if let Some(words) = objection {
        return answer(&visit, &draft, &outcome, words);
    }
    match &outcome {
        Outcome::Members(checked) => {
            let order = order(&visit, &on, &draft, checked, &fields)?;
            let imported = apply::members(&org, order, &|_, _| {}).await.map_err(raced)?;
            done(&visit, Kind::Members, &imported)
        }
        Outcome::Units(checked) => {
            let order = order(&visit, &on, &draft, checked, &fields)?;
            let imported = apply::units(&org, order).await.map_err(raced)?;
            done(&visit, Kind::Units, &imported)
        }
    }
}

pub(super) async fn drop_draft(
    State(org): State<Organisation>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let tx = org.app.db.begin().await?;
    draft::take(&tx, visit.actor()?.account, id_in(&id)?).await?;
    tx.commit().await?;
    Ok(visit.go_done("/nhap", "done-import-dropped"))
}
