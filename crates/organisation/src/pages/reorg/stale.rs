//! Somebody decided, or typed, on an act as it was: nothing is done; the page says what has changed since and asks again.

use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use kernel::time;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::text::Tr;
use platform::visit::Visit;

use super::said::Names;
use super::show::{self, Again};
use crate::plan::Plan;
use crate::revision::{Revised, Rewritten};
use crate::state::Organisation;
use crate::store::histories::Present;
use crate::store::reorgs::{self, Reorg};

/// The revision that a form was filled from; none when it does not say.
pub(super) fn seen(fields: &Fields) -> Option<i64> {
    fields.get("revision").parse().ok()
}

fn paper_value(tr: &Tr, field: &str, value: &str) -> String {
    match field {
        "verified" if value.is_empty() => tr.t("org-act-unverified"),
        "verified" => tr.t("org-act-verified"),
        _ if value.is_empty() => tr.t("org-changed-empty"),
        "signed" | "effective" => value
            .parse::<Date>()
            .map_or_else(|_| value.to_owned(), |day| time::date(day, tr.lang)),
        _ => value.to_owned(),
    }
}

fn paper_line(tr: &Tr, change: &Rewritten) -> String {
    let label = if change.field == "verified" {
        tr.t("org-act-check")
    } else {
        tr.t(&format!("org-act-{}", change.field))
    };
    let value = |value: &str| paper_value(tr, &change.field, value);
    tr.xyz("org-changed-paper", label, value(&change.before), value(&change.after))
}

fn lines(tr: &Tr, present: &Present, reorg: &Reorg, revised: Revised) -> Vec<String> {
    let mut out: Vec<String> = revised.paper.iter().map(|change| paper_line(tr, change)).collect();
    // Names of units that only an operation which was taken out would have founded.
    let known = Plan {
        operations: reorg.plan.operations.iter().chain(&revised.removed).cloned().collect(),
    };
    let names = Names {
        tr,
        before: &present.history,
        after: &present.history,
        on: reorg.paper.effective_on,
        plan: Some(&known),
    };
    let say = |key: &str, operation| tr.x(key, names.operation(operation));
    out.extend(
        revised
            .added
            .iter()
            .map(|operation| say("org-changed-added", operation)),
    );
    out.extend(
        revised
            .removed
            .iter()
            .map(|operation| say("org-changed-removed", operation)),
    );
    out
}

/// What has changed since the revision seen, in words.
pub(super) async fn changed(
    org: &Organisation,
    visit: &Visit,
    reorg: &Reorg,
    seen: Option<i64>,
) -> Result<Vec<String>, Failure> {
    let Some(seen) = seen.filter(|seen| *seen < reorg.revision) else {
        return Ok(Vec::new());
    };
    let revised = reorgs::revised_since(org.app.db.read(), reorg.id, seen).await?;
    Ok(lines(&visit.tr(), &*org.present().await?, reorg, revised))
}

/// The page of the act as it stands, with what has changed and the forms again; what was typed stays.
pub(super) async fn page(org: &Organisation, visit: &Visit, reorg: &Reorg, form: Form) -> Result<Response, Failure> {
    let tr = visit.tr();
    let now = reorgs::find(org.app.db.read(), reorg.id)
        .await?
        .ok_or(Failure::NotFound)?;
    let changed = changed(org, visit, &now, seen(&form.values)).await?;
    let stale = if changed.is_empty() {
        tr.x("org-stale-stage", tr.t(&format!("org-stage-{}", now.stage.code())))
    } else {
        tr.t("org-stale")
    };
    let again = Again {
        status: StatusCode::CONFLICT,
        stale,
        changed,
        form,
    };
    show::page(org, visit, now, again).await
}
