//! One unit: what it is, who is in charge, how many belong to it, what stands below.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use kernel::time;
use platform::failure::Failure;
use platform::form::Form;
use platform::shell::Shell;
use platform::visit::Visit;
use uuid::Uuid;

use super::figures::{self, LISTED};
use super::shown::{self, Count};
use super::{ground, id_in};
use crate::history::Sheet;
use crate::looking::Looking;
use crate::report::Shows;
use crate::scope::Scope;
use crate::signature::short_code;
use crate::state::Organisation;
use crate::store::headcount::{self, Headcount, Said, State as CountState};
use crate::store::units;

struct Child {
    id: Uuid,
    name: String,
    code: String,
    members: String,
    count: Count,
}

struct Told {
    on: String,
    count: Count,
    staff: String,
    women: String,
    source: String,
    at: String,
    /// "Signed: name, post (code)"; empty when nobody signed.
    signed: String,
    /// The row no longer says what was signed.
    broken: bool,
}

struct Past {
    name: String,
    code: String,
    from: String,
    to: String,
}

/// Fields of the form and their labels.
const FIELDS: [(&str, &str); 8] = [
    ("on", "org-confirm-on"),
    ("staff", "org-col-staff"),
    ("members", "org-col-members"),
    ("women_staff", "org-col-women-staff"),
    ("women_members", "org-col-women-members"),
    ("source", "org-confirm-source"),
    ("signed_name", "org-confirm-signer"),
    ("signed_post", "org-confirm-signer-post"),
];

#[derive(Template)]
#[template(path = "unit.html")]
struct UnitPage {
    shell: Shell,
    id: Uuid,
    name: String,
    code: String,
    short_name: String,
    kind: String,
    level: String,
    demo: bool,
    since: String,
    above: Vec<(Uuid, String)>,
    own: String,
    whole: String,
    count: Count,
    count_on: String,
    told: Vec<Told>,
    children: Vec<Child>,
    officers: Vec<String>,
    past: Vec<Past>,
    may_confirm: bool,
    /// The confirmed figure, when it is below the number of people on the list.
    fewer: String,
    form: Form,
}

pub(super) async fn show(
    State(org): State<Organisation>,
    visit: Visit,
    Path(unit): Path<String>,
) -> Result<Response, Failure> {
    let unit = id_in(&unit)?;
    let today = org.today();
    let form = Form::filled([
        ("on", today.to_string()),
        ("state", "confirmed".to_owned()),
        ("signed_name", visit.actor()?.name.clone()),
    ]);
    page(&visit, &org, unit, form).await
}

fn told(visit: &Visit, headcount: &Headcount) -> Told {
    let tr = visit.tr();
    let state = match headcount.said {
        Said::Confirmed(figures) => CountState::Confirmed(figures),
        Said::NotApplicable => CountState::NotApplicable,
    };
    let (staff, women) = match headcount.said {
        Said::Confirmed(figures) => (
            tr.number(figures.staff),
            figures
                .women_members
                .map_or_else(|| tr.t("org-count-not-reported"), |women| tr.number(women)),
        ),
        Said::NotApplicable => (String::new(), String::new()),
    };
    Told {
        on: time::date(headcount.on, visit.lang),
        count: shown::count(&tr, state),
        staff,
        women,
        source: headcount.source.clone(),
        at: time::short(headcount.confirmed_at, visit.lang),
        signed: headcount.signed.as_ref().map_or_else(String::new, |signed| {
            let by = match signed.by.post.as_str() {
                "" => signed.by.name.clone(),
                post => format!("{}, {post}", signed.by.name),
            };
            tr.xy("org-told-signed", by, short_code(&signed.signature))
        }),
        broken: headcount.signed.is_some() && !headcount.verify(&visit.app.secret),
    }
}

/// Whether more people are on the list of a unit than were confirmed.
fn more_listed(sheet: &Sheet, unit: Uuid, confirmed: i64) -> bool {
    let listed = sheet.whole(unit).get(LISTED).and_then(|amount| amount.whole());
    listed.is_some_and(|listed| confirmed < listed)
}

/// The page, also when its form comes back.
pub(super) async fn page(visit: &Visit, org: &Organisation, unit: Uuid, mut form: Form) -> Result<Response, Failure> {
    let tr = visit.tr();
    form.name_fields(&tr, &FIELDS);
    let today = org.today();
    let on = ground(visit, org, today).await?;
    on.seen.require(unit)?;
    let Some(node) = on.tree.get(unit) else {
        // A unit that is not there today has a life to show, and no more.
        org.present().await?.history.life(unit).ok_or(Failure::NotFound)?;
        return Ok(visit.go(&format!("/don-vi/{unit}/lich-su")));
    };
    let db = org.app.db.read();
    let scope = on.seen.narrow(&on.tree, unit)?;
    let standing = figures::headcounts(org, Looking::usual(today), today, &scope).await?;
    let sheet = &standing.sheet;
    let listed = |figures: &[crate::history::Amount]| Shows::Sum(LISTED).cell(&tr, figures);
    let confirmed = headcount::confirmed_within(db, &Scope::Units(vec![unit]), today, None).await?;
    let state = headcount::state_of(&confirmed, unit);
    let mut above: Vec<(Uuid, String)> = on
        .tree
        .ancestors(unit)
        .iter()
        .map(|above| (above.id, above.name.clone()))
        .collect();
    above.reverse();
    let visible_above = above.iter().filter(|(id, _)| on.seen.covers(*id));
    let mut shell = visit.shell(node.name.clone()).crumb("/don-vi", tr.t("org-units-title"));
    for (id, name) in visible_above.clone() {
        shell = shell.crumb(format!("/don-vi/{id}"), name.clone());
    }
    let children = on
        .tree
        .children(unit)
        .into_iter()
        .map(|child| Child {
            id: child.id,
            name: child.name.clone(),
            code: child.code.clone(),
            members: listed(sheet.whole(child.id)),
            count: shown::summed(&tr, sheet, child.id),
        })
        .collect();
    let present = org.present().await?;
    let past = present
        .history
        .life(unit)
        .into_iter()
        .flat_map(|life| life.versions.iter().rev())
        .map(|version| Past {
            name: version.traits.name.clone(),
            code: version.traits.code.clone(),
            from: time::date(version.from, visit.lang),
            to: version
                .to
                .map_or_else(|| tr.t("org-still"), |to| time::date(to, visit.lang)),
        })
        .collect();
    let page = UnitPage {
        id: unit,
        name: node.name.clone(),
        code: node.code.clone(),
        short_name: node.short_name.clone(),
        kind: tr.t(&format!("org-kind-{}", node.kind.code())),
        level: tr.t(&format!("org-level-{}", node.level.code())),
        demo: node.demo,
        since: time::date(node.from, visit.lang),
        own: listed(sheet.own(unit)),
        whole: listed(sheet.whole(unit)),
        count: match state {
            CountState::NotConfirmed => shown::summed(&tr, sheet, unit),
            said => shown::count(&tr, said),
        },
        count_on: confirmed
            .get(&unit)
            .map_or_else(String::new, |headcount| time::date(headcount.on, visit.lang)),
        told: headcount::history(db, unit)
            .await?
            .iter()
            .map(|headcount| told(visit, headcount))
            .collect(),
        children,
        officers: units::officers(db, &[unit], visit.now())
            .await?
            .into_iter()
            .map(|officer| officer.name)
            .collect(),
        past,
        may_confirm: on.acting.covers(unit),
        fewer: match state {
            CountState::Confirmed(figures) if more_listed(sheet, unit, figures.members) => tr.number(figures.members),
            _ => String::new(),
        },
        above,
        shell,
        form,
    };
    let status = if page.form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    visit.page_with(status, &page)
}
