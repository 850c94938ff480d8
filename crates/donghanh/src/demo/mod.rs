//! The demo year: real names of bodies, made-up people; two weeks closed and announced, one open today. Everything is
//! drawn from one seed, so that two machines show the same year.

pub mod accounts;
mod calendar;
mod history;
mod people;
mod sheets;
mod units;

use std::sync::Arc;

use contest::ruleset::RuleSet;
use contest::store::contests::{self, NewContest};
use contest::store::questions::{self, ApprovedBy, Signed};
use contest::{Contests, question::QuestionText};
use indicatif::{ProgressBar, ProgressStyle};
use kernel::actor::{Actor, Role, Side};
use kernel::clock::{Clock as _, FixedClock, SystemClock};
use kernel::ids::{Entropy, SeededEntropy};
use kernel::lang::Lang;
use kernel::time::{self, DAY, HOUR};
use organisation::Organisation;
use platform::app::{App, Settings};
use platform::db::{self, Db};
use platform::password::Passwords;
use sea_orm::DbErr;
use serde::Deserialize;

use crate::config::Config;
use crate::wire::{self, Parts, StartError};
use crate::words::Say;
pub use calendar::Calendar;

/// The password of every demo account. It is printed at the start and means nothing outside the demo.
pub const PASSWORD: &str = "dong-hanh-2026";

/// The address of the demo contest.
pub const SLUG: &str = "cai-cach-hanh-chinh";

const SEED: u64 = 0x00D0_4648_414E_4801;

const BANK: &str = include_str!("../../demo/bank.toml");
const RULES: &str = include_str!("../../demo/ruleset.toml");
const PLAN_2022: &str = include_str!("../../demo/plan-2022.toml");
const PLAN_NOW: &str = include_str!("../../demo/plan-current.toml");

const LOADING: Say = Say("Nạp năm minh hoạ", "Loading the demo year");
const STEPS: [Say; 6] = [
    Say("đơn vị", "units"),
    Say("đoàn viên", "members"),
    Say("kế hoạch", "plans"),
    Say("ngân hàng câu hỏi", "question bank"),
    Say("bài thi", "papers"),
    Say("kết quả hai tuần đã đóng", "results of the two closed weeks"),
];

/// Whether nobody has an account yet.
pub async fn is_empty(db: &Db) -> Result<bool, DbErr> {
    Ok(db::number(db.read(), "SELECT COUNT(*) AS n FROM account", vec![]).await? == 0)
}

/// Whether the demo year is in this database.
pub async fn is_loaded(db: &Db) -> Result<bool, DbErr> {
    Ok(db::number(
        db.read(),
        "SELECT COUNT(*) AS n FROM setting WHERE name = 'demo'",
        vec![],
    )
    .await?
        > 0)
}

#[derive(Deserialize)]
struct BankFile {
    #[serde(rename = "topic")]
    topics: Vec<TopicLine>,
    #[serde(rename = "question")]
    questions: Vec<QuestionText>,
}

#[derive(Deserialize)]
struct TopicLine {
    code: String,
    name_vi: String,
    name_en: String,
}

/// What the loader works with.
pub(crate) struct Loader {
    pub app: App,
    pub clock: Arc<FixedClock>,
    pub entropy: Arc<SeededEntropy>,
    pub org: Organisation,
}

/// Loads the demo year with progress on the screen.
pub async fn load(db: &Db, lang: Lang, config: &Config) -> Result<(), StartError> {
    let bar = ProgressBar::new(u64::try_from(STEPS.len()).unwrap_or_default());
    if let Ok(style) = ProgressStyle::with_template("  {prefix} [{bar:24}] {msg}") {
        bar.set_style(style);
    }
    bar.set_prefix(LOADING.to(lang));
    let say = |step: usize| {
        bar.set_position(u64::try_from(step).unwrap_or_default());
        bar.set_message(STEPS.get(step).map_or("", |s| s.to(lang)));
    };
    let url = config.public_url.value.clone();
    load_at(db, SystemClock.now(), url, Passwords::new(2, 19_456, 2), &say).await?;
    bar.finish_and_clear();
    Ok(())
}

/// Loads the demo year as seen at `now`; the tests use cheap passwords.
pub async fn load_at(
    db: &Db,
    now: i64,
    public_url: String,
    passwords: Passwords,
    say: &(dyn Fn(usize) + Sync),
) -> Result<(), StartError> {
    let calendar = Calendar::around(now);
    let clock = Arc::new(FixedClock::at(calendar.start()));
    let entropy = Arc::new(SeededEntropy::new(SEED));
    let app = wire::app(Parts {
        db: db.clone(),
        clock: clock.clone(),
        entropy: entropy.clone(),
        settings: Settings {
            public_url,
            ..Settings::default()
        },
        passwords,
        limit_factor: 1_000,
    })
    .await?;
    let loader = Loader {
        org: Organisation::new(&app),
        app,
        clock,
        entropy,
    };
    say(0);
    let units = units::load(&loader, &calendar).await?;
    say(1);
    let mut people = people::load(&loader, &units).await?;
    let staff = accounts::load(&loader, &units).await?;
    // The week of June 2025 and the mergers after it come first; what follows happens in the units of today.
    if calendar.opens(0) > history::over() {
        history::load(&loader, &units, &staff, &people).await?;
    }
    history::at_home(&loader, &mut people).await?;
    say(2);
    plans(&loader, &calendar).await?;
    say(3);
    let contests = Contests::start(loader.app.clone(), loader.org.clone()).await?;
    contest(&loader, &calendar, &staff, &contests).await?;
    // All papers are written first; then a fresh desk reads them, as after a restart, and the clock runs over the weeks.
    say(4);
    sheets::write_all(&loader, &calendar, &contests, &people, now).await?;
    let contests = Contests::start(loader.app.clone(), loader.org.clone()).await?;
    say(5);
    for week in 0..2 {
        let code = format!("tuan-{}", week + 1);
        sheets::run_week(&loader, &contests, &staff, SLUG, &code).await?;
    }
    let tx = loader.app.db.begin().await?;
    let mark = now.to_be_bytes().to_vec();
    db::exec(
        &*tx,
        "INSERT INTO setting (name, value) VALUES ('demo', $1)",
        vec![mark.into()],
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

async fn plans(loader: &Loader, calendar: &Calendar) -> Result<(), StartError> {
    let today = calendar.today();
    let (first, last) = calendar.contest_days();
    let frame = programme::Frame::on(today).with_contest(SLUG, first, last);
    let tx = loader.app.db.begin().await?;
    for text in [PLAN_2022, PLAN_NOW] {
        let plan = programme::parse(text, &frame).map_err(StartError::other)?;
        programme::insert_plan(&tx, loader.clock.now(), &*loader.entropy, None, &plan)
            .await
            .map_err(StartError::other)?;
    }
    tx.commit().await?;
    Ok(())
}

fn signed(account: &accounts::Demo, at: i64) -> Signed {
    Signed {
        account: account.id,
        name: account.name.clone(),
        at,
    }
}

fn random32(entropy: &dyn Entropy) -> [u8; 32] {
    let mut bytes = [0; 32];
    entropy.fill(&mut bytes);
    bytes
}

async fn contest(
    loader: &Loader,
    calendar: &Calendar,
    staff: &accounts::Staff,
    contests: &Contests,
) -> Result<(), StartError> {
    let rules = |topics: &[TopicLine]| calendar.fill(RULES, &topics_toml(topics));
    let (first, last) = (calendar.opens(0), calendar.contest_days().1);
    sealed_contest(loader, staff, contests, SLUG, &rules, first, last).await
}

/// A contest with its bank, approved by both sides and sealed before `first`; its next three periods are scheduled.
async fn sealed_contest(
    loader: &Loader,
    staff: &accounts::Staff,
    contests: &Contests,
    slug: &'static str,
    rules: &(dyn Fn(&[TopicLine]) -> String + Sync),
    first: i64,
    until: jiff::civil::Date,
) -> Result<(), StartError> {
    let bank: BankFile = toml::from_str(BANK).map_err(StartError::other)?;
    let rules = RuleSet::from_toml(&rules(&bank.topics)).map_err(StartError::other)?;
    let app = &loader.app;
    let id = app.fresh_id();
    let before = first - 10 * DAY;
    loader.clock.advance(before - loader.clock.now());
    let tx = app.db.begin().await?;
    let new = NewContest {
        id,
        slug,
        rules: &rules,
        contest_seed: random32(&*loader.entropy),
        lot_seed: random32(&*loader.entropy),
        demo: true,
    };
    contests::insert(&tx, before, &new).await?;
    for (position, topic) in (0_i64..).zip(&bank.topics) {
        db::exec(
            &*tx,
            "INSERT INTO topic (contest_id, code, name_vi, name_en, position) VALUES ($1,$2,$3,$4,$5)",
            vec![
                id.into(),
                topic.code.clone().into(),
                topic.name_vi.clone().into(),
                topic.name_en.clone().into(),
                position.into(),
            ],
        )
        .await?;
    }
    staff.join_contest(&tx, id).await?;
    // Questions on laws that a newer law has replaced go back to their author; only what is in force is approved.
    let (in_force, expired): (Vec<QuestionText>, Vec<QuestionText>) = bank.questions.into_iter().partition(|q| {
        q.citation
            .as_ref()
            .and_then(|c| c.valid_to)
            .is_none_or(|end| until < end)
    });
    let approved = ApprovedBy {
        author: signed(&staff.author, before + HOUR),
        reviewer: signed(&staff.reviewer, before + DAY),
        side_a: signed(&staff.leader_a, before + 2 * DAY),
        side_b: signed(&staff.leader_b, before + 2 * DAY + 2 * HOUR),
    };
    questions::import_approved(&tx, &*loader.entropy, id, &in_force, &approved)
        .await
        .map_err(StartError::other)?;
    let author = staff.author.actor();
    let acting = questions::Acting {
        tx: &tx,
        now: before + HOUR,
        actor: &author,
        entropy: &*loader.entropy,
    };
    questions::insert(&acting, id, &expired, "")
        .await
        .map_err(StartError::other)?;
    tx.commit().await?;
    loader.clock.advance(3 * DAY);
    let kept = contests::by_id(app.db.read(), id)
        .await?
        .ok_or_else(|| StartError::other("contest"))?;
    contests.approve_rules(&kept, Side::A, &staff.leader_a.actor()).await?;
    loader.clock.advance(2 * HOUR);
    contests.approve_rules(&kept, Side::B, &staff.leader_b.actor()).await?;
    let sealed = contests::by_id(app.db.read(), id)
        .await?
        .ok_or_else(|| StartError::other("contest"))?;
    let organiser: Actor = staff.organiser_a.actor();
    debug_assert!(organiser.has(Role::Organiser));
    for period in contests::periods(app.db.read(), id).await?.into_iter().take(3) {
        loader.clock.advance(HOUR);
        contests.schedule(&sealed, &period, &organiser).await?;
    }
    Ok(())
}

fn topics_toml(topics: &[TopicLine]) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for topic in topics {
        let (vi, en) = (topic.name_vi.replace('"', "”"), topic.name_en.replace('"', "”"));
        let _infallible = write!(
            out,
            "[[stages.format.quiz.topics]]\ncode = \"{}\"\nname = {{ vi = \"{vi}\", en = \"{en}\" }}\n\n",
            topic.code
        );
    }
    out
}

/// Viet Nam's date at an instant; for the loaders.
pub(crate) fn date_of(at: i64) -> jiff::civil::Date {
    time::local_date(at)
}
