//! The dry run asked of the store, the writing of drafts, and what is on record as rows.

use std::sync::Arc;

use jiff::civil::Date;
use kernel::actor::Actor;
use kernel::lang::Lang;
use kernel::time;
use sea_orm::DbErr;
use uuid::Uuid;

use super::super::Kind;
use super::super::apply::{self, DryRunError};
use super::eve::Eve;
use super::export::{self, Cells, Founded};
use super::{Checked, Record, examine};
use crate::stage::Stage;
use crate::state::Organisation;
use crate::store::histories::Present;
use crate::store::reorgs::{self, Deed, Reorg, ReorgError};

/// Re-organisations on their way or in force; what was undone or dropped is no part of the record to be built on.
async fn standing(org: &Organisation) -> Result<Vec<Reorg>, DbErr> {
    let mut all = reorgs::every(org.app.db.read()).await?;
    all.retain(|reorg| !matches!(reorg.stage, Stage::Undone | Stage::Dropped));
    Ok(all)
}

fn record(present: &Present, acts: Vec<Reorg>, today: Date) -> Record {
    let heads = present.log.heads.values();
    Record {
        today,
        entries: present.log.known(None),
        history: Arc::clone(&present.history),
        acts,
        titles: heads
            .map(|head| {
                let name = if head.act_number.is_empty() {
                    head.title.clone()
                } else {
                    head.act_number.clone()
                };
                (head.id, name)
            })
            .collect(),
    }
}

/// What a file of re-organisations would do. Writes nothing.
pub async fn check(org: &Organisation, file_name: &str, bytes: Vec<u8>) -> Result<Checked, DryRunError> {
    let table = apply::read(Kind::Reorg, file_name, bytes).await?;
    let present = org.present().await?;
    let acts = standing(org).await?;
    let (app, today) = (org.app.clone(), org.today());
    // Each day of the file folds the whole log: not on a thread that answers others.
    let mut checked = tokio::task::spawn_blocking(move || {
        let record = record(&present, acts, today);
        examine(&table, &record, &mut || app.fresh_id())
    })
    .await
    .map_err(|error| DryRunError::Stopped(error.to_string()))?;
    // What is kept is in Vietnamese, whoever looks at it.
    let tr = org.app.texts.tr(Lang::Vi);
    for act in &mut checked.acts {
        let paper = &mut act.paper;
        if paper.title.is_empty() {
            paper.title = if paper.number.is_empty() {
                tr.x("org-reimport-title-day", time::date(paper.effective_on, Lang::Vi))
            } else {
                tr.x("org-reimport-title-number", &paper.number)
            };
        }
    }
    Ok(checked)
}

fn papers(checked: &Checked) -> Vec<reorgs::Draft<'_>> {
    let acts = checked.acts.iter();
    acts.map(|act| reorgs::Draft {
        paper: &act.paper,
        plan: &act.plan,
        key: &act.key,
        renews: None,
    })
    .collect()
}

/// Writes one draft for each act of a checked file, all or none. `None` is the program itself (the command line).
pub async fn write(org: &Organisation, actor: Option<&Actor>, checked: &Checked) -> Result<Vec<Uuid>, ReorgError> {
    let deed = Deed { org, actor, reason: "" };
    let written = reorgs::create_all(deed, &papers(checked), None).await?;
    Ok(written.unwrap_or_default())
}

/// Like [`write()`], from a file that waits: it is taken in the same transaction. `None` when it was gone, so that
/// pressing twice writes once.
pub async fn write_draft(
    org: &Organisation,
    actor: &Actor,
    checked: &Checked,
    draft: Uuid,
) -> Result<Option<Vec<Uuid>>, ReorgError> {
    let deed = Deed {
        org,
        actor: Some(actor),
        reason: "",
    };
    reorgs::create_all(deed, &papers(checked), Some((actor.account, draft))).await
}

/// Every re-organisation on record or on its way as rows, in the order in which they hold.
pub async fn on_record(org: &Organisation) -> Result<Vec<Cells>, DbErr> {
    let present = org.present().await?;
    let mut acts = standing(org).await?;
    acts.sort_by_key(|reorg| (reorg.paper.effective_on, reorg.created_at, reorg.id));
    tokio::task::spawn_blocking(move || written(&present, &acts))
        .await
        .map_err(|error| DbErr::Custom(error.to_string()))
}

fn written(present: &Present, acts: &[Reorg]) -> Vec<Cells> {
    let founded: Founded = acts
        .iter()
        .flat_map(|reorg| reorg.plan.founded())
        .map(|founding| (founding.unit, founding.traits.clone()))
        .collect();
    let mut out = Vec::new();
    for day in acts.chunk_by(|a, b| a.paper.effective_on == b.paper.effective_on) {
        let Some(first) = day.first() else { continue };
        let eve = Eve::of(&present.history, first.paper.effective_on);
        let twins = export::twins(day);
        for reorg in day {
            let paper = export::paper_cells(reorg, twins.contains(&reorg.id));
            for mut cells in export::rows(&reorg.plan, &eve, &founded) {
                cells.extend(paper.iter().cloned());
                out.push(cells);
            }
        }
    }
    out
}
