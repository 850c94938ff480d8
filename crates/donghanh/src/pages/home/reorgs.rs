//! Re-organisations of units: what waits for the visitor, and what has changed for the visitor's units.

use kernel::actor::Actor;
use kernel::time;
use organisation::today::{self, Matter};
use platform::failure::Failure;
use platform::visit::Visit;

use super::Task;
use crate::wire::House;

/// A change that the visitor should know of.
pub(super) struct News {
    pub title: String,
    pub from: String,
    pub when: String,
    pub href: String,
}

/// News on the page; the others are in the list of acts.
const SHOWN: usize = 10;

/// Adds what waits to the tasks, and gives back the news.
pub(super) async fn matters(
    house: &House,
    visit: &Visit,
    actor: &Actor,
    tasks: &mut Vec<Task>,
) -> Result<Vec<News>, Failure> {
    let tr = visit.tr();
    let mut news = Vec::new();
    for (matter, reorg) in today::matters(&house.org, actor).await? {
        let paper = &reorg.paper;
        let href = format!("/sap-xep/{}", reorg.id);
        let from = tr.x("home-reorg-from", time::date(paper.effective_on, visit.lang));
        let key = match matter {
            Matter::Approve => "home-task-reorg-approve",
            Matter::Apply => "home-task-reorg-apply",
            Matter::Mend => "home-task-reorg-mend",
            Matter::MyUnit | Matter::Leading => {
                let key = if matter == Matter::MyUnit {
                    "home-news-my-unit"
                } else {
                    "home-news-leading"
                };
                let applied = reorg.recorded_at.map(time::local_date);
                news.push(News {
                    title: tr.x(key, &paper.title),
                    when: applied.map_or_else(String::new, |day| tr.x("home-news-when", time::date(day, visit.lang))),
                    from,
                    href,
                });
                continue;
            }
        };
        tasks.push(Task {
            due: from,
            title: tr.x(key, &paper.title),
            next: tr.x(&format!("{key}-next"), &reorg.returned_reason),
            href,
            chip: "chip-waiting",
            state: tr.t("home-waits-for-me"),
        });
    }
    // The newest first: what has just changed is what somebody comes to look for.
    news.reverse();
    news.truncate(SHOWN);
    Ok(news)
}
