//! What people should look at while a period runs and after it: never a verdict of the machine.

use std::collections::{BTreeMap, HashMap};

use kernel::time;
use organisation::people;
use platform::failure::Failure;
use platform::text::Tr;
use uuid::Uuid;

use super::Here;
use super::figures::Figures;
use crate::desk::Round;
use crate::documents::say;
use crate::service::Contests;
use crate::store::log::{self, AttemptRecord, LateRecord};

/// Lines of one signal that are listed; the rest is in the workbook.
const SHOWN: usize = 20;

/// A signal with what is behind it.
pub(super) struct Signal {
    pub title: String,
    pub text: String,
    pub lines: Vec<String>,
    pub more: String,
}

/// The signals of a period, and how many papers are in work now.
pub(super) struct Signals {
    pub list: Vec<Signal>,
    pub in_work: usize,
}

pub(super) async fn read(
    tr: &Tr,
    contests: &Contests,
    here: &Here,
    figures: &Figures,
    round: Option<&Round>,
) -> Result<Signals, Failure> {
    let on = contests.app.db.read();
    let attempts = log::attempts(on, here.period.id).await?;
    let mut finished: HashMap<i64, i64> = attempts
        .iter()
        .filter_map(|record| Some((record.id, record.submitted_at?)))
        .collect();
    finished.extend(
        log::sheets(on, here.period.id)
            .await?
            .into_iter()
            .map(|sheet| (sheet.attempt_id, sheet.finished_at)),
    );
    let policy = &here.quiz()?.attempts;
    let fast: Vec<(&AttemptRecord, i64)> = attempts
        .iter()
        .filter_map(|record| Some((record, finished.get(&record.id)? - record.opened_at)))
        .filter(|(_, took)| policy.implausibly_fast(*took))
        .collect();
    let late = log::late(on, here.period.id).await?;
    let late = by_attempt(&late);
    let owners: HashMap<i64, Uuid> = attempts.iter().map(|record| (record.id, record.member_id)).collect();
    let mut wanted: Vec<Uuid> = fast.iter().take(SHOWN).map(|(record, _)| record.member_id).collect();
    wanted.extend(late.keys().take(SHOWN).filter_map(|id| owners.get(id).copied()));
    let names = people::names_of(on, &wanted).await?;
    let name = |id: Option<Uuid>| {
        id.and_then(|id| names.get(&id))
            .map_or_else(String::new, |n| format!("{} ({})", n.full_name, n.member_number))
    };
    let mut list = Vec::new();
    let missing = figures.not_confirmed();
    if !missing.is_empty() {
        list.push(signal(
            tr,
            "control-signal-headcount",
            missing.len(),
            missing.iter().map(|node| node.name.clone()).collect(),
        ));
    }
    if !fast.is_empty() {
        let unit = |id| figures.tree.get(id).map_or_else(String::new, |node| node.name.clone());
        let lines = fast.iter().take(SHOWN).map(|(record, took)| {
            let (who, took) = (name(Some(record.member_id)), time::duration(*took, tr.lang));
            tr.xyz("control-signal-fast-line", who, unit(record.unit_id), took)
        });
        list.push(signal(tr, "control-signal-fast", fast.len(), lines.collect()));
    }
    if !late.is_empty() {
        let lines = late.iter().take(SHOWN).map(|(attempt, (answers, local, at))| {
            tr.with(
                "control-signal-late-line",
                &[
                    ("who", name(owners.get(attempt).copied())),
                    ("n", tr.number(*answers)),
                    ("local", say::stamp(*local, tr.lang)),
                    ("at", say::stamp(*at, tr.lang)),
                ],
            )
        });
        list.push(signal(tr, "control-signal-late", late.len(), lines.collect()));
    }
    let now = contests.app.now();
    let in_work = round.map_or(0, |round| {
        let open = |record: &&AttemptRecord| record.submitted_at.is_none() && now < round.deadline(record.opened_at);
        attempts.iter().filter(open).count()
    });
    Ok(Signals { list, in_work })
}

/// Late answers by attempt: how many, the last stamp of the device, the last stamp of the server.
fn by_attempt(late: &[LateRecord]) -> BTreeMap<i64, (usize, i64, i64)> {
    let mut found: BTreeMap<i64, (usize, i64, i64)> = BTreeMap::new();
    for record in late {
        let (count, local, at) = found
            .entry(record.attempt_id)
            .or_insert((0, record.local_at, record.at));
        *count += 1;
        *local = (*local).max(record.local_at);
        *at = (*at).max(record.at);
    }
    found
}

fn signal(tr: &Tr, key: &str, count: usize, mut lines: Vec<String>) -> Signal {
    lines.truncate(SHOWN);
    let more = count.saturating_sub(lines.len());
    Signal {
        title: tr.n(key, count),
        text: tr.t(&format!("{key}-text")),
        more: if more == 0 {
            String::new()
        } else {
            tr.n("control-and-more", more)
        },
        lines,
    }
}
