//! The acts of an organiser on a period. A refused act comes back on the control room with the reason beside its form.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::visit::Visit;

use super::control::{self, Told};
use super::{Here, moment, refused_words};
use crate::service::{ActError, Contests};

type Address = Path<(String, String)>;

async fn answer(
    visit: &Visit,
    contests: &Contests,
    here: &Here,
    done: Result<(), ActError>,
    (act, notice): (&'static str, &str),
    form: Form,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(visit.go_done(&here.href(), notice)),
        Err(error) => {
            let words = refused_words(visit, error)?;
            control::page(visit, contests, here, Told { act, words, form }).await
        }
    }
}

/// Locks the approved questions for the period and puts it on the calendar.
pub(super) async fn schedule(
    visit: Visit,
    State(contests): State<Contests>,
    Path((slug, code)): Address,
) -> Result<Response, Failure> {
    let actor = visit.actor()?.clone();
    let here = Here::find(&contests, visit.lang, &slug, &code).await?;
    let done = contests.schedule(&here.contest, &here.period, &actor).await;
    answer(
        &visit,
        &contests,
        &here,
        done,
        ("schedule", "done-period-scheduled"),
        Form::empty(),
    )
    .await
}

/// A later close, with a reason.
pub(super) async fn extend(
    visit: Visit,
    State(contests): State<Contests>,
    Path((slug, code)): Address,
    fields: Fields,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let actor = visit.actor()?.clone();
    let here = Here::find(&contests, visit.lang, &slug, &code).await?;
    let Some(close) = moment(fields.get("ngay"), fields.get("gio")) else {
        let told = Told {
            act: "extend",
            words: tr.t("control-extend-unreadable"),
            form: Form::returned(fields),
        };
        return control::page(&visit, &contests, &here, told).await;
    };
    let done = contests.extend(&here.period, close, &actor, fields.get("ly-do")).await;
    answer(
        &visit,
        &contests,
        &here,
        done,
        ("extend", "done-period-extended"),
        Form::returned(fields),
    )
    .await
}

/// The provisional result was checked.
pub(super) async fn verify(
    visit: Visit,
    State(contests): State<Contests>,
    Path((slug, code)): Address,
    fields: Fields,
) -> Result<Response, Failure> {
    let actor = visit.actor()?.clone();
    let here = Here::find(&contests, visit.lang, &slug, &code).await?;
    let done = contests.verify(&here.period, &actor, fields.get("ghi-chu")).await;
    answer(
        &visit,
        &contests,
        &here,
        done,
        ("verify", "done-period-verified"),
        Form::returned(fields),
    )
    .await
}

/// Publishes the result both sides have approved.
pub(super) async fn announce(
    visit: Visit,
    State(contests): State<Contests>,
    Path((slug, code)): Address,
) -> Result<Response, Failure> {
    let actor = visit.actor()?.clone();
    let here = Here::find(&contests, visit.lang, &slug, &code).await?;
    let done = contests.announce(&here.period, &actor).await;
    answer(
        &visit,
        &contests,
        &here,
        done,
        ("announce", "done-period-announced"),
        Form::empty(),
    )
    .await
}
