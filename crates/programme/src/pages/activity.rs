//! One activity of a plan, with everything that is known about it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::time;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;

use super::funding::{self, PlanMoneyView, SharesView};
use super::view::{self, Chip, Line, NoteView, Who};
use crate::activity::{Activity, ActivityKind, Item, Size};
use crate::plan::NewPlan;
use crate::{Programme, store};

struct Task {
    who: Who,
    role: String,
    words: String,
}

struct StageRow {
    title: String,
    when: String,
    expected: bool,
    place: String,
    size: String,
    chip: Option<Chip>,
}

/// A list of the text with its title; `marked` when the marks are letters.
struct ListView {
    title: String,
    items: Vec<(String, String)>,
    marked: bool,
}

#[derive(Template)]
#[template(path = "activity.html")]
struct ActivityPage {
    shell: Shell,
    kind: String,
    /// "Mục IV.2 của …".
    lead: String,
    plan_href: String,
    line: Line,
    aims: String,
    place: String,
    size: String,
    count: String,
    duties: Vec<Task>,
    stages: Vec<StageRow>,
    lists: Vec<ListView>,
    shares: SharesView,
    /// The whole plan's money, on its money line.
    money: PlanMoneyView,
    notes: Vec<NoteView>,
    before: Option<(String, String)>,
    after: Option<(String, String)>,
}

fn size_words(tr: &Tr, size: Option<&Size>) -> String {
    size.map_or_else(String::new, |s| {
        tr.lang.pick(&s.how_many.words, &s.how_many.words_en).to_owned()
    })
}

fn list(tr: &Tr, key: &str, items: &[Item]) -> Option<ListView> {
    if items.is_empty() {
        return None;
    }
    let marked = items.iter().any(|item| item.mark.chars().any(char::is_alphanumeric));
    Some(ListView {
        title: tr.t(key),
        items: items
            .iter()
            .map(|item| (item.mark.clone(), item.text.get(tr.lang).to_owned()))
            .collect(),
        marked,
    })
}

fn stages(tr: &Tr, activity: &Activity) -> Vec<StageRow> {
    activity
        .stages
        .iter()
        .map(|stage| StageRow {
            title: stage.title.get(tr.lang).to_owned(),
            when: tr.lang.pick(&stage.when.words, &stage.when.words_en).to_owned(),
            expected: stage.when.expected,
            place: stage
                .place
                .as_ref()
                .map_or_else(String::new, |p| p.get(tr.lang).to_owned()),
            size: size_words(tr, stage.size.as_ref()),
            chip: stage.state.map(|state| view::activity_chip(tr, state)),
        })
        .collect()
}

fn neighbour(tr: &Tr, plan: &NewPlan, at: Option<usize>) -> Option<(String, String)> {
    let activity = plan.activities.get(at?)?;
    Some((
        format!("/ke-hoach/{}/{}", plan.slug, activity.slug),
        activity.title.get(tr.lang).to_owned(),
    ))
}

pub(super) async fn show(
    State(programme): State<Programme>,
    visit: Visit,
    Path((slug, name)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let found = store::by_slug(visit.app.db.read(), &slug).await?;
    let plan = found.ok_or(Failure::NotFound)?.content;
    let at = plan.activities.iter().position(|activity| activity.slug == name);
    let index = at.ok_or(Failure::NotFound)?;
    let activity = plan.activities.get(index).ok_or(Failure::NotFound)?;
    let today = time::local_date(visit.now());
    let line = view::line(&programme, &tr, &plan, activity, today).await;
    let place_in_plan = if activity.source.is_empty() {
        tr.x("plan-activity-section", &activity.code)
    } else {
        view::place_in_text(&activity.source, tr.lang)
    };
    let of_plan = plan.number.as_ref().map_or_else(
        || plan.title.get(tr.lang).to_owned(),
        |number| tr.x("plan-activity-of", number),
    );
    // The money line of a plan stands for all of it.
    let money = if activity.kind == ActivityKind::Money && activity.totals_plan {
        funding::of_plan(&tr, &plan)?
    } else {
        PlanMoneyView::default()
    };
    let plan_href = format!("/ke-hoach/{}", plan.slug);
    visit.page(&ActivityPage {
        shell: visit
            .shell(activity.title.get(tr.lang))
            .crumb("/ke-hoach", tr.t("plan-list-title"))
            .crumb(plan_href.clone(), plan.title.get(tr.lang)),
        kind: view::words_of(&tr, "plan-kind", activity.kind.code()),
        lead: tr.xy("plan-activity-lead", place_in_plan, of_plan),
        plan_href,
        line,
        aims: activity.aims.get(tr.lang).to_owned(),
        place: activity
            .place
            .as_ref()
            .map_or_else(String::new, |p| p.get(tr.lang).to_owned()),
        size: size_words(&tr, activity.size.as_ref()),
        count: activity
            .count
            .as_ref()
            .map_or_else(String::new, |c| c.words.get(tr.lang).to_owned()),
        duties: activity
            .assignments
            .iter()
            .map(|a| Task {
                who: Who::of(a, tr.lang),
                role: view::words_of(&tr, "plan-role", a.role.code()),
                words: a.duty.get(tr.lang).to_owned(),
            })
            .collect(),
        stages: stages(&tr, activity),
        lists: [
            list(&tr, "plan-audience", &activity.audience),
            list(&tr, "plan-topics", &activity.topics),
            list(&tr, "plan-products", &activity.products),
        ]
        .into_iter()
        .flatten()
        .collect(),
        shares: funding::of_activity(&tr, &plan, activity)?,
        money,
        notes: plan
            .notes_on(&activity.code)
            .map(|note| NoteView::of(&tr, note))
            .collect(),
        before: neighbour(&tr, &plan, index.checked_sub(1)),
        after: neighbour(&tr, &plan, index.checked_add(1)),
    })
}
