//! The bank of one contest: how far it is, what is missing, and the questions themselves for those who may read them.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::actor::Role;
use kernel::time;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::visit::Visit;

use super::Here;
use super::matrix::Matrix;
use super::paging::{self, Paging};
use super::shown::{StateShown, difficulty_name, excerpt, out_of_force, topic_name};
use crate::store::questions::{
    self, BankEvent, DIFFICULTIES, Filter, Reading, STATES, difficulty_code, parse_difficulty, parse_state, side_of,
    state_code,
};

const PER_PAGE: i64 = 30;

struct Row {
    number: i64,
    href: String,
    stem: String,
    topic: String,
    difficulty: String,
    citation: String,
    old_law: bool,
    state: StateShown,
}

struct Choice {
    value: String,
    words: String,
    chosen: bool,
}

struct Offer {
    drafts: i64,
    to_review: i64,
    to_approve: usize,
    add: bool,
    export: bool,
}

#[derive(Template)]
#[template(path = "bank_list.html")]
struct ListPage {
    shell: Shell,
    base: String,
    matrix: Matrix,
    questions: i64,
    usable: i64,
    offer: Offer,
    may_read: bool,
    some_open: bool,
    words: String,
    mine: bool,
    states: Vec<Choice>,
    topics: Vec<Choice>,
    levels: Vec<Choice>,
    filtered: bool,
    rows: Vec<Row>,
    paging: Paging,
    query: String,
}

/// The filter of an address; `-` as a topic means "none set".
pub(super) fn filter_of(visit: &Visit) -> Filter {
    let topic = visit.param("chu-de");
    Filter {
        states: parse_state(&visit.param("tinh-trang")).into_iter().collect(),
        topic: match topic.as_str() {
            "" => None,
            "-" => Some(String::new()),
            _ => Some(topic),
        },
        difficulty: parse_difficulty(&visit.param("muc-do")),
        words: visit.param("tim").trim().chars().take(200).collect(),
        author: visit
            .session
            .as_ref()
            .filter(|_| visit.param("cua-toi") == "1")
            .map(|s| s.actor.account),
        page: 0,
        per_page: PER_PAGE,
    }
}

/// The filter as part of an address, without the page.
pub(super) fn query_of(visit: &Visit) -> String {
    const KEPT: [&str; 5] = ["tinh-trang", "chu-de", "muc-do", "tim", "cua-toi"];
    let mut query = String::new();
    for name in KEPT {
        let value = visit.param(name);
        if !value.is_empty() {
            query = format!("{query}{name}={}&", paging::encode(&value));
        }
    }
    query
}

pub(super) async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response, Failure> {
    let tr = visit.tr();
    let here = Here::find(&visit, &slug).await?;
    let on = visit.app.db.read();
    let today = time::local_date(visit.now());
    let mut filter = filter_of(&visit);
    let first = questions::list(
        on,
        here.reading,
        visit.now(),
        here.contest.id,
        &Filter {
            per_page: 1,
            ..filter.clone()
        },
    )
    .await?;
    filter.page = paging::asked(&visit.param("trang"), PER_PAGE, first.total);
    let listed = questions::list(on, here.reading, visit.now(), here.contest.id, &filter).await?;
    if !listed.rows.is_empty() {
        let event = BankEvent::Read {
            contest: slug.clone(),
            shown: listed.rows.len(),
            first: listed.rows.first().map_or(0, |row| row.number),
            filter: query_of(&visit),
        };
        here.record(&visit, &event).await?;
    }
    let totals = questions::totals(on, here.contest.id).await?;
    let base = here.href();
    let may_read = here.reading == Reading::Everything;
    let matrix = Matrix::new(
        &tr,
        &here.contest.rules,
        &here.topics,
        &totals,
        if may_read { &base } else { "" },
    );
    let waiting = questions::waiting(on, here.contest.id, &here.actor).await?;
    let to_approve = match side_of(&here.actor) {
        Some(side) => questions::awaiting(on, here.contest.id, &here.actor, side)
            .await?
            .numbers
            .len(),
        None => 0,
    };
    let chosen_topic = visit.param("chu-de");
    let mut topics: Vec<Choice> = here
        .topics
        .iter()
        .map(|topic| Choice {
            value: topic.code.clone(),
            words: tr.lang.pick(&topic.name_vi, &topic.name_en).to_owned(),
            chosen: chosen_topic == topic.code,
        })
        .collect();
    topics.push(Choice {
        value: "-".to_owned(),
        words: tr.t("bank-topic-none"),
        chosen: chosen_topic == "-",
    });
    let query = query_of(&visit);
    let page = ListPage {
        shell: visit.shell(here.title.clone()).crumb("/ngan-hang", tr.t("bank-title")),
        questions: totals.iter().map(|total| total.questions).sum(),
        usable: matrix
            .rows
            .last()
            .and_then(|row| row.cells.last())
            .map_or(0, |cell| cell.usable),
        offer: Offer {
            drafts: waiting.drafts,
            to_review: waiting.to_review,
            to_approve,
            add: here.actor.has(Role::Author),
            export: may_read,
        },
        may_read,
        some_open: listed.total > 0 || first.total > 0,
        words: filter.words.clone(),
        mine: filter.author.is_some(),
        states: STATES
            .iter()
            .map(|state| Choice {
                value: state_code(*state).to_owned(),
                words: StateShown::new(&tr, *state).words,
                chosen: filter.states.contains(state),
            })
            .collect(),
        topics,
        levels: DIFFICULTIES
            .iter()
            .map(|level| Choice {
                value: difficulty_code(*level).to_owned(),
                words: difficulty_name(&tr, *level),
                chosen: filter.difficulty == Some(*level),
            })
            .collect(),
        filtered: !query.is_empty(),
        rows: listed
            .rows
            .iter()
            .map(|row| Row {
                number: row.number,
                href: format!("{base}/cau/{}", row.number),
                stem: excerpt(&row.text.stem),
                topic: topic_name(&tr, &here.topics, &row.text.topic),
                difficulty: difficulty_name(&tr, row.text.difficulty),
                citation: row
                    .text
                    .citation
                    .as_ref()
                    .map_or_else(String::new, |c| excerpt(&c.document)),
                old_law: out_of_force(&row.text, today),
                state: StateShown::new(&tr, row.state),
            })
            .collect(),
        paging: Paging::new(&tr, &format!("{base}?{query}"), filter.page, PER_PAGE, listed.total),
        query,
        matrix,
        base,
    };
    visit.page(&page)
}
