//! Every plan, by year.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::time;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::visit::Visit;

use super::view::{Chip, ProgressView, plan_chip};
use crate::progress::{Tally, standing};
use crate::{Programme, live, store};

struct Row {
    href: String,
    title: String,
    number: String,
    signed: String,
    chip: Chip,
    history: bool,
    demo: bool,
    progress: ProgressView,
}

struct Year {
    year: i16,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "plans.html")]
struct PlansPage {
    shell: Shell,
    years: Vec<Year>,
}

pub(super) async fn show(State(programme): State<Programme>, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr();
    let today = time::local_date(visit.now());
    let marks = store::marks(visit.app.db.read()).await?;
    let mut years: Vec<Year> = Vec::new();
    for plan in store::list(visit.app.db.read()).await? {
        let mut tally = Tally::default();
        for (_, mark, key) in marks.iter().filter(|(id, ..)| *id == plan.id) {
            let live = live::ask(&programme.evidence, mark.kind, key.as_ref(), tr.lang).await;
            tally.add(mark.kind, standing(*mark, live.progress(), today));
        }
        let row = Row {
            href: format!("/ke-hoach/{}", plan.slug),
            title: plan.title.get(tr.lang).to_owned(),
            number: plan.number.unwrap_or_else(|| tr.t("plan-no-number")),
            signed: plan
                .signed_on
                .map_or_else(|| tr.t("plan-not-signed"), |d| time::date(d, tr.lang)),
            chip: plan_chip(&tr, plan.state),
            history: plan.history,
            demo: plan.demo,
            progress: ProgressView::of(&tr, tally),
        };
        match years.last_mut() {
            Some(last) if last.year == plan.year => last.rows.push(row),
            _ => years.push(Year {
                year: plan.year,
                rows: vec![row],
            }),
        }
    }
    visit.page(&PlansPage {
        shell: visit.shell(tr.t("plan-list-title")),
        years,
    })
}
