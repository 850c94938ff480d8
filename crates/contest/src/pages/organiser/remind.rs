//! Units from which nobody has taken part yet, with a text to copy into the group of each.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::time;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::visit::Visit;

use super::Here;
use super::figures::Figures;
use crate::service::Contests;

/// Names of units in one text; a longer list would not be read.
const NAMED: usize = 15;

struct Reminder {
    name: String,
    text: String,
}

#[derive(Template)]
#[template(path = "control_remind.html")]
struct RemindPage {
    shell: Shell,
    lead: String,
    reminders: Vec<Reminder>,
}

pub(super) async fn show(
    visit: Visit,
    State(contests): State<Contests>,
    Path((slug, code)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let here = Here::find(&contests, visit.lang, &slug, &code).await?;
    let figures = Figures::read(&contests, here.quiz()?, &here.period).await?;
    let now = visit.now();
    let close = time::day_and_time(here.period.close_at, visit.lang);
    let url = format!("{}/thi/{}", visit.app.settings.public_url, here.period.id);
    let mut reminders = Vec::new();
    for top in figures.tops() {
        let silent = figures.silent_below(top.id);
        if silent.is_empty() {
            continue;
        }
        let whole = figures.people(top.id) == 0;
        let names: Vec<&str> = silent.iter().take(NAMED).map(|node| node.name.as_str()).collect();
        let more = silent.len().saturating_sub(names.len());
        let mut list = names.join("; ");
        if more > 0 {
            list = format!("{list}; {}", tr.n("control-and-more-units", more));
        }
        let what = if whole {
            tr.t("control-remind-nobody")
        } else {
            tr.n("control-remind-some", silent.len())
        };
        let text = tr.with(
            "control-remind-text",
            &[
                ("unit", top.name.clone()),
                ("period", here.name.clone()),
                ("contest", here.title.clone()),
                ("at", time::short(now, visit.lang)),
                ("what", what),
                (
                    "list",
                    if whole && silent.len() <= 1 {
                        String::new()
                    } else {
                        format!(" ({list})")
                    },
                ),
                ("close", close.clone()),
                ("url", url.clone()),
            ],
        );
        reminders.push(Reminder {
            name: top.name.clone(),
            text,
        });
    }
    let lead = if reminders.is_empty() {
        tr.t("control-remind-none")
    } else {
        tr.n("control-remind-lead", reminders.len())
    };
    visit.page(&RemindPage {
        shell: visit
            .shell(tr.x("control-remind-title", &here.name))
            .crumb("/to-chuc", tr.t("organise-title"))
            .crumb(format!("/to-chuc/{}", here.contest.slug), here.title.clone())
            .crumb(here.href(), here.name.clone()),
        lead,
        reminders,
    })
}
