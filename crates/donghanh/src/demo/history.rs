//! What happened before the demo's own year: the ministries of 1/3/2025, a contest week in June 2025, and the mergers of
//! 1/7/2025. Ministries and provinces are fact, as sure as their sources; the acts on unions are made up, and marked so.

use std::sync::Arc;

use contest::Contests;
use jiff::civil::{Date, date};
use kernel::clock::Clock as _;
use kernel::ids::SeededEntropy;
use kernel::time::{self, DAY, HOUR};
use organisation::Organisation;
use organisation::bodies::Bodies;
use organisation::places;
use organisation::plan::{Operation, Plan};
use organisation::reorgs::{self, Deed, Paper};
use organisation::stage::Act;
use platform::app::App;
use uuid::Uuid;

use super::accounts::{Demo, Staff};
use super::people::Member;
use super::units::{self, Units};
use super::{Loader, RULES, TopicLine, sealed_contest, sheets, topics_toml};
use crate::wire::StartError;

/// The contest of June 2025.
pub const SLUG_2025: &str = "cai-cach-hanh-chinh-2025";

/// The code of its one week.
pub const WEEK: &str = "tuan-cuoi-thang-6";

/// The unit that ends in the middle of the week.
pub(super) const ENDED: &str = "CĐVC-PY-05";

const OPENS: Date = date(2025, 6, 23);
const CLOSES: Date = date(2025, 6, 30);

/// When this history is over.
pub(super) fn over() -> i64 {
    time::start_of(date(2025, 8, 15))
}

fn rules(topics: &[TopicLine]) -> String {
    let mark = "[[stages.format.quiz.periods]]";
    let (head, rest) = RULES.split_once(mark).unwrap_or((RULES, ""));
    let after = rest
        .split_once("[[stages.format.quiz.blocks]]")
        .map_or("", |(_, after)| after);
    let week = format!(
        "{mark}\ncode = \"{WEEK}\"\nname = {{ vi = \"Tuần cuối tháng 6/2025\", en = \"Last week of June 2025\" }}\nopen = \"{OPENS}T08:00:00+07:00\"\nclose = \"{CLOSES}T08:00:00+07:00\"\n\n[[stages.format.quiz.blocks]]"
    );
    format!("{head}{week}{after}")
        .replace("{year}", "2025")
        .replace("{topics}", &topics_toml(topics))
        .replace("{headcount}", "2025-06-01")
}

async fn on_record(
    loader: &Loader,
    (drafter, approver): (&Demo, &Demo),
    at: i64,
    paper: &Paper,
    plan: &Plan,
) -> Result<(), StartError> {
    loader.clock.move_to(at.max(loader.clock.now()));
    let (drafter, approver) = (drafter.actor(), approver.actor());
    let deed = |actor| Deed {
        org: &loader.org,
        actor: Some(actor),
        reason: "",
    };
    let on = loader.app.db.read();
    let read = |id: Uuid| async move { reorgs::find(on, id).await?.ok_or_else(|| StartError::other("act")) };
    let id = reorgs::create(deed(&drafter), paper, plan)
        .await
        .map_err(StartError::other)?;
    let draft = read(id).await?;
    reorgs::advance(deed(&drafter), &draft, Act::Submit)
        .await
        .map_err(StartError::other)?;
    loader.clock.advance(HOUR);
    let submitted = read(id).await?;
    let approve = Act::Approve { own: false };
    reorgs::advance(deed(&approver), &submitted, approve)
        .await
        .map_err(StartError::other)?;
    loader.clock.advance(HOUR);
    let approved = read(id).await?;
    reorgs::apply(deed(&drafter), &approved)
        .await
        .map_err(StartError::other)
}

fn made_up(title: &str, number: &str, signed: Date, effective: Date) -> Paper {
    Paper {
        title: title.to_owned(),
        number: number.to_owned(),
        organ: "Công đoàn Viên chức Việt Nam".to_owned(),
        signer: String::new(),
        signed_on: Some(signed),
        effective_on: effective,
        source: String::new(),
        verified: false,
        note: "Văn bản minh hoạ, không có thật.".to_owned(),
    }
}

/// The acts on ministries and agencies around 1/3/2025, and Huế. The demo learns of them when its own record begins.
async fn ministries(loader: &Loader, units: &Units, staffed: (&Demo, &Demo)) -> Result<(), StartError> {
    let entropy = Arc::new(SeededEntropy::new(units::BODIES + 1));
    let app = App {
        entropy: entropy.clone(),
        ..loader.app.clone()
    };
    let own = Loader {
        org: Organisation::new(&app),
        app,
        clock: loader.clock.clone(),
        entropy,
    };
    let acts = Bodies::shipped()
        .and_then(|file| file.acts(&units.bodies, &units.provinces, own.clock.now(), &*own.entropy))
        .map_err(StartError::other)?;
    for (paper, plan) in &acts {
        on_record(&own, staffed, own.clock.now(), paper, plan).await?;
    }
    Ok(())
}

/// The week of June 2025 with a unit that ends in its middle, then the provinces and the unions of 1/7/2025. The act on
/// the unions is signed on 29/7 and holds from 1/7: it was not known in July what held in July.
pub(super) async fn load(loader: &Loader, units: &Units, staff: &Staff, people: &[Member]) -> Result<(), StartError> {
    let unit = |code: &str| units.by_code.get(code).copied().ok_or_else(|| StartError::other(code));
    let staffed = (&staff.organiser_a, &staff.leader_a);
    ministries(loader, units, staffed).await?;
    let contests = Contests::start(loader.app.clone(), loader.org.clone()).await?;
    let first = time::start_of(OPENS) + 8 * HOUR;
    sealed_contest(loader, staff, &contests, SLUG_2025, &rules, first, CLOSES).await?;
    let paper = made_up(
        "Sáp nhập Công đoàn cơ sở trong tuần thi (Phú Yên)",
        "112/QĐ-CĐVC",
        date(2025, 6, 20),
        date(2025, 6, 26),
    );
    let plan = Plan {
        operations: vec![Operation::Merge {
            sources: vec![unit(ENDED)?],
            into: unit("CĐVC-PY-01")?,
        }],
    };
    on_record(
        loader,
        staffed,
        time::start_of(date(2025, 6, 20)) + 9 * HOUR,
        &paper,
        &plan,
    )
    .await?;
    let (_, period) = contests.find(SLUG_2025, WEEK).await?;
    let round = contests.round(&period).await?;
    let mut place = sheets::next(loader).await?;
    let window = (period.open_at, period.close_at);
    let mut written = sheets::write(&round, people, window, 70, 90, &mut place)?;
    // From the day on which the unit had ended its people took part for the one that took over.
    let ended = time::start_of(date(2025, 6, 26));
    let (from, to) = (unit(ENDED)?, unit("CĐVC-PY-01")?);
    for attempt in &mut written.attempts {
        if attempt.unit_id == from && attempt.opened_at >= ended {
            attempt.unit_id = to;
        }
    }
    sheets::keep(loader, &written).await?;
    let contests = Contests::start(loader.app.clone(), loader.org.clone()).await?;
    sheets::run_week(loader, &contests, staff, SLUG_2025, WEEK).await?;
    let (paper, plan) = places::act_of_2025(&units.provinces, loader.clock.now(), &*loader.entropy);
    on_record(
        loader,
        staffed,
        time::start_of(date(2025, 7, 1)) + 9 * HOUR,
        &paper,
        &plan,
    )
    .await?;
    let paper = made_up(
        "Sắp xếp công đoàn viên chức các tỉnh hợp nhất",
        "140/QĐ-CĐVC",
        date(2025, 7, 29),
        date(2025, 7, 1),
    );
    let mut operations = Vec::new();
    for (source, into) in [("CĐVC-PY", "CĐVC-ĐL"), ("CĐVC-NT", "CĐVC-KH"), ("CĐVC-BĐ", "CĐVC-GL")] {
        operations.push(Operation::Merge {
            sources: vec![unit(source)?],
            into: unit(into)?,
        });
    }
    let at = time::start_of(date(2025, 7, 29)) + 9 * HOUR;
    on_record(loader, staffed, at, &paper, &Plan { operations }).await?;
    loader.clock.advance(DAY);
    Ok(())
}

/// The people of the demo in the units that have them today.
pub(super) async fn at_home(loader: &Loader, people: &mut [Member]) -> Result<(), StartError> {
    let tree = loader.org.tree(loader.org.today()).await?;
    for member in people {
        if let Some(home) = tree.home(member.unit) {
            member.unit = home.id;
        }
    }
    Ok(())
}
