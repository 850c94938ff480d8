//! The rehearsal clock: only a server started with `--rehearsal` has one.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::DateTime;
use kernel::time;
use platform::audit;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::shell::Shell;
use platform::visit::Visit;
use serde::Serialize;

use crate::wire::House;

#[derive(Template)]
#[template(path = "clock.html")]
struct ClockPage {
    shell: Shell,
    form: Form,
    now: String,
}

#[derive(Serialize)]
struct ClockMoved {
    to: i64,
}

impl audit::Event for ClockMoved {
    fn act(&self) -> &'static str {
        "clock-moved"
    }

    fn subject(&self) -> String {
        time::short(self.to, kernel::lang::Lang::Vi)
    }
}

fn page(visit: &Visit, form: Form) -> Result<Response, Failure> {
    if visit.app.clock.rehearsal_offset().is_none() {
        return Err(Failure::NotFound);
    }
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let shell = visit.shell(visit.tr().t("clock-title"));
    visit.page_with(
        status,
        &ClockPage {
            shell,
            form,
            now: time::day_and_time(visit.now(), visit.lang),
        },
    )
}

pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    let t = time::local(visit.now());
    let value = format!("{}T{:02}:{:02}", t.date(), t.hour(), t.minute());
    page(&visit, Form::filled([("to", value)]))
}

pub(super) async fn send(State(house): State<House>, visit: Visit, fields: Fields) -> Result<Response, Failure> {
    let tr = visit.tr();
    let actor = visit.actor()?.clone();
    let Ok(wanted) = fields.get("to").parse::<DateTime>() else {
        let mut form = Form::returned(fields);
        form.fault("to", &tr, "clock-not-a-time");
        return page(&visit, form);
    };
    let to = time::instant(wanted);
    if to <= visit.now() {
        let mut form = Form::returned(fields);
        form.fault("to", &tr, "clock-only-forward");
        return page(&visit, form);
    }
    if !visit.app.clock.move_to(to) || visit.app.clock.rehearsal_offset().is_none() {
        return Err(Failure::NotFound);
    }
    let tx = visit.app.db.begin().await?;
    audit::append(&tx, visit.now(), Some(&actor), &ClockMoved { to }).await?;
    tx.commit().await?;
    visit.app.sessions.forget_all();
    house.contests.tick().await.map_err(Failure::internal)?;
    Ok(visit.go_done("/quan-tri/dong-ho", "done-clock"))
}
