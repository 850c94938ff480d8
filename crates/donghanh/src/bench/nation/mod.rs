//! A nation's units with six years of history: how long a page, a total, a merger, a replay take, and what a merger does
//! to whoever enters figures meanwhile.

mod build;
mod pages;

use std::sync::Arc;
use std::time::Instant;

use jiff::civil::date;
use kernel::lang::Lang;
use organisation::history::{Fact, Hierarchy, Lens, Sheet, fold};
use organisation::plan::{Operation, Plan};
use organisation::reorgs::{self, Deed, Paper};
use organisation::stage::Act;
use uuid::Uuid;

use self::build::Nation;
use super::stage::Folder;
use crate::wire::StartError;
use crate::words::Say;

/// One figure with its bar, in milliseconds; without a bar it stands for comparison.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    pub what: Say,
    pub ms: f64,
    pub bar_ms: Option<f64>,
}

impl Figure {
    /// As a line of the table.
    pub fn line(&self, lang: Lang) -> String {
        let bar = self
            .bar_ms
            .map_or_else(String::new, |bar| format!("   (≤ {bar:.0} ms)"));
        format!("  {:<72} {:>10.2} ms{bar}\n", self.what.to(lang), self.ms)
    }
}

fn figure(what: Say, ms: f64, bar_ms: impl Into<Option<f64>>) -> Figure {
    Figure {
        what,
        ms,
        bar_ms: bar_ms.into(),
    }
}

fn since(at: Instant) -> f64 {
    at.elapsed().as_secs_f64() * 1_000.0
}

fn now() -> Instant {
    Instant::now()
}

/// The value below which `share` of them lie.
fn quantile(times: &mut [f64], share: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    let count = f64::from(u32::try_from(times.len()).unwrap_or(u32::MAX));
    let wanted = share * count;
    let mut at = 0.0;
    for time in times.iter() {
        at += 1.0;
        if at >= wanted {
            return *time;
        }
    }
    times.last().copied().unwrap_or_default()
}

/// Drafts and approves the merger of 400 pairs; its id.
async fn drafted(nation: &Nation) -> Result<Uuid, StartError> {
    let org = &nation.house.org;
    let deed = Deed {
        org,
        actor: None,
        reason: "",
    };
    let operations = nation
        .uppers
        .chunks(2)
        .filter(|pair| !pair.contains(&nation.own))
        .take(400)
        .filter_map(|pair| match pair {
            [from, into] => Some(Operation::Merge {
                sources: vec![*from],
                into: *into,
            }),
            _ => None,
        })
        .collect();
    let paper = Paper {
        title: "Sáp nhập 400 đơn vị".to_owned(),
        number: String::new(),
        organ: String::new(),
        signer: String::new(),
        signed_on: None,
        effective_on: date(2025, 7, 1),
        source: String::new(),
        verified: false,
        note: String::new(),
    };
    let id = reorgs::create(deed, &paper, &Plan { operations })
        .await
        .map_err(StartError::other)?;
    for act in [Act::Submit, Act::Approve { own: false }] {
        reorgs::advance(deed, &read(nation, id).await?, act)
            .await
            .map_err(StartError::other)?;
    }
    Ok(id)
}

async fn read(nation: &Nation, id: Uuid) -> Result<reorgs::Reorg, StartError> {
    reorgs::find(nation.house.app.db.read(), id)
        .await?
        .ok_or_else(|| StartError::other("act"))
}

/// Applies it; how long that took.
async fn applied(nation: &Nation, id: Uuid) -> Result<f64, StartError> {
    let deed = Deed {
        org: &nation.house.org,
        actor: None,
        reason: "",
    };
    let approved = read(nation, id).await?;
    let at = now();
    reorgs::apply(deed, &approved).await.map_err(StartError::other)?;
    Ok(since(at))
}

/// What can be asked without a page.
async fn reading(nation: &Nation, out: &mut Vec<Figure>) -> Result<(), StartError> {
    let org = &nation.house.org;
    let today = org.today();
    let at = now();
    let present = org.present().await?;
    out.push(figure(
        Say(
            "đọc nhật ký đơn vị và dựng lại (lần xem đầu)",
            "read the log and fold it (first look)",
        ),
        since(at),
        10_000.0,
    ));
    let entries = present.log.known(None);
    let at = now();
    let history = fold(&entries).map_err(StartError::other)?;
    out.push(figure(
        Say("phát lại mọi văn bản", "replay every act"),
        since(at),
        10_000.0,
    ));
    let facts: Vec<Fact> = nation
        .leaves
        .iter()
        .map(|leaf| Fact {
            unit: *leaf,
            on: date(2022, 3, 1),
            figures: vec![50, 60],
        })
        .collect();
    let window = (date(2022, 3, 1), date(2022, 3, 8));
    for (what, lens) in [
        (
            Say(
                "tổng cả nước từ 28.560 số liệu, như khi đó",
                "total of the nation from 28,560 facts, as it was",
            ),
            Lens::AsWas,
        ),
        (Say("… như hiện nay", "… as it is"), Lens::AsIs),
        (
            Say("… như ngày 1/1/2020", "… as of 1/1/2020"),
            Lens::AsOf(date(2020, 1, 1)),
        ),
    ] {
        let tree = match lens.target(today) {
            None => present.window(Hierarchy::Union, window.0, window.1, None)?,
            Some(day) => present.tree(Hierarchy::Union, day, None)?,
        };
        let mut times = Vec::new();
        for _ in 0..9 {
            let at = now();
            let sheet = Sheet::over(&history, Arc::clone(&tree), lens, today, 2, &facts);
            times.push(since(at));
            drop(sheet);
        }
        out.push(figure(what, quantile(&mut times, 0.5), 100.0));
    }
    Ok(())
}

/// Measures everything once the nation stands with so many people; warm figures are the median.
pub async fn measure(people: usize) -> Result<Vec<Figure>, StartError> {
    let place = Folder::fresh()?;
    let nation = build::nation(place.database("nation.db").await?, people).await?;
    let mut out = Vec::new();
    reading(&nation, &mut out).await?;
    let mut site = pages::Site::open(&nation).await?;
    site.pages(&mut out).await?;
    let id = drafted(&nation).await?;
    site.merger(&nation, id, &mut out).await?;
    site.close();
    nation.house.app.db.clone().close().await?;
    Ok(out)
}
