//! One plan: its document, its lines, its money, what its text leaves open.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::time;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;

use super::funding::{self, PlanMoneyView};
use super::view::{self, Chip, Line, NoteView, ProgressView, Who};
use crate::activity::{Activity, ActivityKind};
use crate::plan::{NewPlan, side_letter};
use crate::progress::Tally;
use crate::state::ActivityState;
use crate::{Programme, store};

/// A section: its heading when it has several lines, its lines.
struct Block {
    path: String,
    heading: String,
    lines: Vec<Line>,
}

struct PartyView {
    side: &'static str,
    name: String,
    role: String,
}

struct BasisView {
    title: String,
    /// "số …, ký ngày …", whatever of it is known.
    facts: Vec<String>,
    parent: bool,
}

struct SignatureView {
    side: &'static str,
    formula: String,
    post: String,
    organ: String,
    name: String,
    aliases: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "plan.html")]
struct PlanPage {
    shell: Shell,
    chip: Chip,
    lead: String,
    history: bool,
    demo: bool,
    parties: Vec<PartyView>,
    programme: String,
    span: String,
    progress: ProgressView,
    /// (address, words) of what comes next or is most overdue.
    next: Option<(String, String, String)>,
    blocks: Vec<Block>,
    money: PlanMoneyView,
    notes: Vec<NoteView>,
    bases: Vec<BasisView>,
    signatures: Vec<SignatureView>,
    recipients: Vec<(String, String)>,
}

/// "Số 90/KH-… . Hai bên ký ngày … tại …."
fn lead(tr: &Tr, plan: &NewPlan) -> String {
    let number = match &plan.number {
        Some(number) => tr.x("plan-lead-number", number),
        None => tr.t("plan-no-number"),
    };
    let signed = match plan.signed_on {
        Some(day) => tr.xy("plan-lead-signed", time::date(day, tr.lang), plan.place.get(tr.lang)),
        None => tr.t("plan-not-signed"),
    };
    tr.xy("plan-lead", number, signed)
}

fn bases(tr: &Tr, plan: &NewPlan) -> Vec<BasisView> {
    plan.bases
        .iter()
        .map(|basis| {
            let number = (!basis.number.is_empty()).then(|| tr.x("plan-lead-number", &basis.number));
            let signed = basis
                .signed_on
                .map(|d| tr.x("plan-basis-signed", time::date(d, tr.lang)));
            BasisView {
                title: basis.title.get(tr.lang).to_owned(),
                facts: [number, signed].into_iter().flatten().collect(),
                parent: basis.parent,
            }
        })
        .collect()
}

fn signatures(tr: &Tr, plan: &NewPlan) -> Vec<SignatureView> {
    let words = |w: &crate::plan::Words| w.get(tr.lang).to_owned();
    plan.signatures
        .iter()
        .map(|one| SignatureView {
            side: side_letter(one.side),
            formula: words(&one.formula),
            post: words(&one.post),
            organ: words(&one.organ),
            name: words(&one.name),
            aliases: one.aliases.iter().map(|a| (a.text.clone(), words(&a.note))).collect(),
        })
        .collect()
}

/// The most overdue line, else the open one that ends first.
fn next(tr: &Tr, blocks: &[Block]) -> Option<(String, String, String)> {
    let open = |line: &&Line| !line.standing.is_final() && line.money.is_empty() && line.ends.is_some();
    let lines = || blocks.iter().flat_map(|block| &block.lines).filter(open);
    let late = lines()
        .filter(|line| line.standing == ActivityState::Late)
        .min_by_key(|line| line.ends);
    let key = if late.is_some() { "plan-next-late" } else { "plan-next" };
    let line = late.or_else(|| lines().min_by_key(|line| line.ends))?;
    Some((line.href.clone(), line.title.clone(), tr.x(key, &line.when)))
}

async fn blocks(
    programme: &Programme,
    tr: &Tr,
    plan: &NewPlan,
    visit: &Visit,
    money: &PlanMoneyView,
) -> (Vec<Block>, Tally) {
    let today = time::local_date(visit.now());
    let mut tally = Tally::default();
    let mut out = Vec::with_capacity(plan.sections.len());
    for section in &plan.sections {
        let activities: Vec<&Activity> = plan.of_section(&section.path).collect();
        let mut lines = Vec::with_capacity(activities.len());
        for (i, activity) in activities.iter().enumerate() {
            let mut line = view::line(programme, tr, plan, activity, today).await;
            // A section of one line is that line; several are counted below their heading.
            line.numeral = if activities.len() == 1 {
                section.path.clone()
            } else {
                (i + 1).to_string()
            };
            if activity.kind == ActivityKind::Money {
                line.money = money
                    .sums
                    .iter()
                    .filter(|sum| !sum.side.is_empty())
                    .map(|sum| Who {
                        sides: vec![sum.side],
                        name: if sum.partial {
                            tr.x("plan-money-at-least", &sum.planned)
                        } else {
                            sum.planned.clone()
                        },
                    })
                    .collect();
            }
            tally.add(activity.kind, line.standing);
            lines.push(line);
        }
        out.push(Block {
            path: section.path.clone(),
            heading: section.heading.get(tr.lang).to_owned(),
            lines,
        });
    }
    (out, tally)
}

pub(super) async fn show(
    State(programme): State<Programme>,
    visit: Visit,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let found = store::by_slug(visit.app.db.read(), &slug).await?;
    let plan = found.ok_or(Failure::NotFound)?.content;
    let money = funding::of_plan(&tr, &plan)?;
    let (blocks, tally) = blocks(&programme, &tr, &plan, &visit, &money).await;
    let words = |w: &crate::plan::Words| w.get(tr.lang).to_owned();
    visit.page(&PlanPage {
        shell: visit
            .shell(words(&plan.title))
            .crumb("/ke-hoach", tr.t("plan-list-title")),
        chip: view::plan_chip(&tr, plan.state),
        lead: lead(&tr, &plan),
        history: plan.history,
        demo: plan.demo,
        parties: plan
            .parties
            .iter()
            .map(|party| PartyView {
                side: side_letter(party.side),
                name: words(&party.name),
                role: view::words_of(&tr, "plan-role", party.role.code()),
            })
            .collect(),
        programme: plan.programme.as_ref().map_or_else(String::new, |p| words(&p.title)),
        span: tr.xy(
            "plan-span",
            time::date(plan.first_day, tr.lang),
            time::date(plan.last_day, tr.lang),
        ),
        progress: ProgressView::of(&tr, tally),
        next: if plan.history { None } else { next(&tr, &blocks) },
        money,
        notes: plan.notes.iter().map(|note| NoteView::of(&tr, note)).collect(),
        bases: bases(&tr, &plan),
        signatures: signatures(&tr, &plan),
        recipients: plan
            .recipients
            .iter()
            .map(|r| (words(&r.name), words(&r.why)))
            .collect(),
        blocks,
    })
}
