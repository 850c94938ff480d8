//! Who of the own units has taken part and who has not yet.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::time;
use platform::audit;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::visit::{self, Visit, download};
use uuid::Uuid;
use vietnamese::fold;

use super::{Counted, Desk};
use crate::documents::say;
use crate::documents::units::{self, RosterRow};
use crate::pages::organiser::figures::{percent, share};
use crate::service::{ContestEvent, Contests};
use crate::state::PeriodState;

/// Members on one page.
const PAGE: usize = 100;

struct UnitOption {
    id: String,
    name: String,
    chosen: bool,
}

struct Member {
    number: String,
    name: String,
    unit: String,
    done: bool,
}

#[derive(Template)]
#[template(path = "officer_list.html")]
struct ListPage {
    shell: Shell,
    /// No period is on the calendar.
    empty: bool,
    lead: String,
    scope: String,
    stats: Vec<(String, String, String)>,
    units: Vec<UnitOption>,
    words: String,
    /// "chua", "roi", "".
    which: String,
    rows: Vec<Member>,
    found: String,
    /// Query string of the files and of the pages.
    query: String,
    previous: String,
    next: String,
    reminder: String,
    open: bool,
}

/// The members that fit the search, in list order.
fn matching<'a>(desk: &'a Desk, words: &str, which: &str) -> Vec<&'a Counted> {
    let fits = |member: &&Counted| {
        let by_state = match which {
            "chua" => !member.done,
            "roi" => member.done,
            _ => true,
        };
        let text = format!("{} {}", member.person.full_name, member.person.member_number);
        by_state && (words.trim().is_empty() || fold::matches(&fold::fold(&text), words))
    };
    desk.members.iter().filter(fits).collect()
}

/// The list opens on those who are missing: they are what the page is for.
fn which(visit: &Visit) -> String {
    let asked = visit.param("loc");
    if asked.is_empty() { "chua".to_owned() } else { asked }
}

/// A value inside a query string of ours.
fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string in memory has no way to fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

pub(super) async fn show(visit: Visit, State(contests): State<Contests>) -> Result<Response, Failure> {
    let tr = visit.tr();
    let Some(desk) = Desk::read(&visit, &contests, visit.lang).await? else {
        return visit.page(&ListPage {
            shell: visit.shell(tr.t("officer-title")),
            empty: true,
            lead: tr.t("officer-no-period"),
            scope: String::new(),
            stats: Vec::new(),
            units: Vec::new(),
            words: String::new(),
            which: String::new(),
            rows: Vec::new(),
            found: String::new(),
            query: String::new(),
            previous: String::new(),
            next: String::new(),
            reminder: String::new(),
            open: false,
        });
    };
    let (words, which) = (visit.param("tim"), which(&visit));
    let found = matching(&desk, &words, &which);
    let page: usize = visit.param("trang").parse().unwrap_or(1).max(1);
    let rows: Vec<Member> = found
        .iter()
        .skip((page - 1) * PAGE)
        .take(PAGE)
        .map(|member| Member {
            number: member.person.member_number.clone(),
            name: member.person.full_name.clone(),
            unit: desk.unit_name(member.person.unit_id),
            done: member.done,
        })
        .collect();
    let unit = desk.unit.map_or_else(String::new, |unit| unit.to_string());
    let query = format!(
        "ky={}&don-vi={unit}&loc={which}&tim={}",
        desk.here.period.id,
        encoded(&words)
    );
    let link = |page: usize| format!("/don-vi-toi?{query}&trang={page}");
    let (all, done) = (desk.members.len(), desk.done());
    let number = |n: usize| tr.number(i64::try_from(n).unwrap_or(i64::MAX));
    let rate = match (i64::try_from(done), i64::try_from(all)) {
        (Ok(done), Ok(all)) if all > 0 => percent(&tr, share(done, all)),
        _ => "–".to_owned(),
    };
    let close = time::day_and_time(desk.here.period.close_at, visit.lang);
    let open = desk.here.period.state == PeriodState::Open;
    let lead = match desk.here.period.state {
        PeriodState::Open => {
            let left = time::until(desk.here.period.close_at - visit.now(), visit.lang);
            tr.xyz("officer-lead-open", &desk.here.name, &close, left)
        }
        PeriodState::Scheduled => tr.xy(
            "officer-lead-scheduled",
            &desk.here.name,
            time::day_and_time(desk.here.period.open_at, visit.lang),
        ),
        _ => tr.xy("officer-lead-over", &desk.here.name, &close),
    };
    visit.page(&ListPage {
        shell: visit.shell(tr.t("officer-title")),
        empty: false,
        lead,
        scope: desk.scope_name(),
        stats: vec![
            (
                tr.t("officer-stat-not-yet"),
                number(all - done),
                tr.x("officer-stat-of", number(all)),
            ),
            (
                tr.t("officer-stat-done"),
                number(done),
                tr.x("officer-stat-share", &rate),
            ),
        ],
        units: options(&desk),
        found: tr.n("officer-found", found.len()),
        previous: if page > 1 { link(page - 1) } else { String::new() },
        next: if found.len() > page * PAGE {
            link(page + 1)
        } else {
            String::new()
        },
        reminder: tr.with(
            "officer-reminder",
            &[
                ("period", desk.here.name.clone()),
                ("contest", desk.here.title.clone()),
                ("close", close),
                ("n", number(all - done)),
                ("unit", desk.scope_name()),
                ("url", desk.url(&visit)),
            ],
        ),
        words,
        which,
        rows,
        query,
        open,
    })
}

/// The own units and everything below them, deeper ones further in.
fn options(desk: &Desk) -> Vec<UnitOption> {
    let mut seen: std::collections::HashSet<Uuid> = std::collections::HashSet::new();
    let mut out = Vec::new();
    for own in &desk.own {
        let top = desk.tree.get(*own).map_or(0, |node| node.depth);
        for node in desk.tree.below(*own) {
            if seen.insert(node.id) {
                out.push(UnitOption {
                    id: node.id.to_string(),
                    name: format!(
                        "{}{}",
                        "\u{a0}\u{a0}\u{a0}".repeat(node.depth.saturating_sub(top)),
                        node.name
                    ),
                    chosen: desk.unit == Some(node.id),
                });
            }
        }
    }
    out
}

pub(super) async fn workbook(visit: Visit, State(contests): State<Contests>) -> Result<Response, Failure> {
    let tr = visit.tr();
    let desk = Desk::read(&visit, &contests, visit.lang)
        .await?
        .ok_or(Failure::NotFound)?;
    let which = which(&visit);
    let rows: Vec<RosterRow> = matching(&desk, &visit.param("tim"), &which)
        .into_iter()
        .map(|member| RosterRow {
            number: member.person.member_number.clone(),
            name: member.person.full_name.clone(),
            unit: desk.unit_name(member.person.unit_id),
            done: member.done,
        })
        .collect();
    let key = match which.as_str() {
        "chua" => "sheet-title-roster-not-yet",
        "roi" => "sheet-title-roster-done",
        _ => "sheet-title-roster",
    };
    let title = vec![
        tr.x(key, &desk.here.name),
        desk.scope_name(),
        tr.x("sheet-roster-as-of", say::stamp(visit.now(), visit.lang)),
    ];
    let at = jiff::Timestamp::from_millisecond(visit.now()).unwrap_or_default();
    let bytes = units::roster(&tr, title, &rows, at).map_err(Failure::internal)?;
    let tx = visit.app.db.begin().await?;
    let event = ContestEvent::ResultExported {
        period: desk.here.period.id,
        what: "roster-xlsx",
    };
    audit::append(&tx, visit.now(), Some(visit.actor()?), &event).await?;
    tx.commit().await?;
    Ok(download(
        &format!("danh-sach-{}.xlsx", desk.here.period.code),
        visit::XLSX,
        bytes,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searched_words_survive_the_address() {
        assert_eq!(encoded("ngọ & 1"), "ng%E1%BB%8D%20%26%201");
    }
}
