//! Confirming how many people a unit counts.

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use platform::audit;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::text::Tr;
use platform::visit::Visit;

use super::posts::text;
use super::{ground, id_in, unit};
use crate::event::OrganisationEvent;
use crate::state::Organisation;
use crate::store::headcount::{self, Confirmation, Figures, Said, Signer};
use crate::store::people;

/// The largest number taken: more people than the country has.
const MOST: i64 = 100_000_000;
const LONGEST_SOURCE: usize = 300;
const LONGEST_SIGNER: usize = 120;
const LONGEST_POST: usize = 200;

fn number(form: &mut Form, tr: &Tr, field: &str, needed: bool) -> Option<i64> {
    let typed = form.value(field).to_owned();
    if typed.is_empty() {
        if needed {
            form.fault(field, tr, "form-required");
        }
        return None;
    }
    let read = vietnamese::numbers::parse_amount(&typed)
        .ok()
        .filter(|n| (0..=MOST).contains(n));
    if read.is_none() {
        form.fault(field, tr, "org-confirm-not-a-number");
    }
    read
}

fn figures(form: &mut Form, tr: &Tr) -> Option<Figures> {
    let staff = number(form, tr, "staff", true);
    let members = number(form, tr, "members", true);
    let women_staff = number(form, tr, "women_staff", false);
    let women_members = number(form, tr, "women_members", false);
    let figures = Figures {
        staff: staff?,
        members: members?,
        women_staff,
        women_members,
    };
    if figures.members > figures.staff {
        form.fault("members", tr, "org-confirm-more-members");
    }
    if women_staff.is_some_and(|women| women > figures.staff) {
        form.fault("women_staff", tr, "org-confirm-more-women");
    }
    if women_members.is_some_and(|women| women > figures.members) {
        form.fault("women_members", tr, "org-confirm-more-women");
    }
    Some(figures)
}

pub(super) async fn send(
    State(org): State<Organisation>,
    visit: Visit,
    Path(unit): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let unit = id_in(&unit)?;
    let on = ground(&visit, &org, org.today()).await?;
    let node = on.tree.get(unit).ok_or(Failure::NotFound)?;
    on.acting.require(unit)?;
    let mut form = Form::returned(fields);
    let day = form.value("on").parse::<Date>().ok().filter(|day| *day <= org.today());
    let present = org.present().await?;
    let begins = present.history.life(unit).and_then(crate::history::Life::begins);
    match (day, begins) {
        (None, _) => form.fault("on", &tr, "org-confirm-on-wrong"),
        (Some(day), Some(begins)) if day < begins => {
            let since = kernel::time::date(begins, visit.lang);
            form.fault_words("on", tr.x("org-confirm-on-before", since));
        }
        _ => {}
    }
    let said = match form.value("state") {
        "not_applicable" => Some(Said::NotApplicable),
        // What the form has chosen beforehand.
        "" | "confirmed" => figures(&mut form, &tr).map(Said::Confirmed),
        _ => {
            form.fault("state", &tr, "org-choice-unknown");
            None
        }
    };
    let source = text(&mut form, &tr, "source", LONGEST_SOURCE, false);
    let actor = visit.actor()?;
    let signer = Signer {
        // Whoever leaves the name as it was signs with the own account's.
        name: match text(&mut form, &tr, "signed_name", LONGEST_SIGNER, false) {
            name if name.is_empty() => actor.name.clone(),
            name => name,
        },
        post: text(&mut form, &tr, "signed_post", LONGEST_POST, false),
    };
    let (Some(day), Some(said), false) = (day, said, form.is_refused()) else {
        return unit::page(&visit, &org, unit, form).await;
    };
    let source = if source.is_empty() {
        tr.t("org-confirm-source-default")
    } else {
        source
    };
    let given = Confirmation {
        unit,
        on: day,
        said,
        source,
        by: Some(actor.account),
    };
    let app = &org.app;
    // A figure below the list is taken: the list may be behind. It is said, so that somebody looks.
    let inside = on.acting.narrow(&on.tree, unit)?;
    let listed: i64 = people::count_members(app.db.read(), &inside, day).await?.values().sum();
    let tx = app.db.begin().await?;
    let seal = (&signer, &app.secret);
    let new = headcount::confirm_signed(&tx, visit.now(), &*app.entropy, &on.acting, &given, seal).await?;
    let (state, figures) = match said {
        Said::Confirmed(figures) => ("confirmed", Some(figures)),
        Said::NotApplicable => ("not_applicable", None),
    };
    let event = OrganisationEvent::HeadcountConfirmed {
        unit,
        name: node.name.clone(),
        on: day.to_string(),
        state,
        members: figures.map(|f| f.members),
        staff: figures.map(|f| f.staff),
    };
    if new {
        audit::append(&tx, visit.now(), Some(actor), &event).await?;
        tx.commit().await?;
    } else {
        tx.rollback().await?;
    }
    let done = match figures {
        Some(figures) if figures.members < listed => "done-headcount-fewer",
        _ => "done-headcount-confirmed",
    };
    Ok(visit.go_done(&format!("/don-vi/{unit}"), done))
}
