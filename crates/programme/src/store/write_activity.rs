//! Puts one activity into the database, with its parts, its assignments and its money.

use platform::db::Tx;
use sea_orm::Value;
use uuid::Uuid;

use super::write::{StoreError, day, position, put};
use super::{ActivityDetail, StageDetail};
use crate::activity::Activity;
use crate::plan::Words;

fn place(words: Option<&Words>) -> [Value; 2] {
    [words.map(|w| w.vi.clone()).into(), words.map(|w| w.en.clone()).into()]
}

pub(super) async fn activity(tx: &Tx, id: Uuid, plan: Uuid, index: usize, new: &Activity) -> Result<(), StoreError> {
    let detail = serde_json::to_string(&ActivityDetail {
        size: new.size.clone(),
        count: new.count.clone(),
        audience: new.audience.clone(),
        topics: new.topics.clone(),
        products: new.products.clone(),
        units: new.units.clone(),
    })?;
    let [place_vi, place_en] = place(new.place.as_ref());
    put(
        tx,
        "plan_activity",
        "id, plan_id, section_path, code, slug, position, kind, state, source, title_vi, title_en, aims_vi, aims_en, \
         when_vi, when_en, when_from, when_to, when_expected, place_vi, place_en, evidence_key, evidence_part, \
         totals_plan, detail",
        vec![
            id.into(),
            plan.into(),
            new.section.clone().into(),
            new.code.clone().into(),
            new.slug.clone().into(),
            position(index),
            new.kind.code().into(),
            new.state.code().into(),
            new.source.clone().into(),
            new.title.vi.clone().into(),
            new.title.en.clone().into(),
            new.aims.vi.clone().into(),
            new.aims.en.clone().into(),
            new.when.words.clone().into(),
            new.when.words_en.clone().into(),
            day(new.when.from),
            day(new.when.to),
            new.when.expected.into(),
            place_vi,
            place_en,
            new.evidence.as_ref().map(|e| e.key.clone()).into(),
            new.evidence.as_ref().and_then(|e| e.part).map(i64::from).into(),
            new.totals_plan.into(),
            detail.into(),
        ],
    )
    .await?;
    for (i, stage) in new.stages.iter().enumerate() {
        let [place_vi, place_en] = place(stage.place.as_ref());
        let detail = serde_json::to_string(&StageDetail {
            size: stage.size.clone(),
        })?;
        put(
            tx,
            "plan_stage",
            "activity_id, position, state, title_vi, title_en, when_vi, when_en, when_from, when_to, when_expected, \
             place_vi, place_en, detail",
            vec![
                id.into(),
                position(i),
                stage.state.map(|s| s.code().to_owned()).into(),
                stage.title.vi.clone().into(),
                stage.title.en.clone().into(),
                stage.when.words.clone().into(),
                stage.when.words_en.clone().into(),
                day(stage.when.from),
                day(stage.when.to),
                stage.when.expected.into(),
                place_vi,
                place_en,
                detail.into(),
            ],
        )
        .await?;
    }
    for (i, one) in new.assignments.iter().enumerate() {
        put(
            tx,
            "plan_assignment",
            "activity_id, position, sides, role, unit_vi, unit_en, duty_vi, duty_en",
            vec![
                id.into(),
                position(i),
                one.sides.code().into(),
                one.role.code().into(),
                one.unit.vi.clone().into(),
                one.unit.en.clone().into(),
                one.duty.vi.clone().into(),
                one.duty.en.clone().into(),
            ],
        )
        .await?;
    }
    for (i, share) in new.funding.iter().enumerate() {
        put(
            tx,
            "plan_funding",
            "activity_id, position, side, source, words_vi, words_en, amount, spent",
            vec![
                id.into(),
                position(i),
                share.side.code().into(),
                share.source.code().into(),
                share.words.vi.clone().into(),
                share.words.en.clone().into(),
                share.amount.map(|d| d.0).into(),
                share.spent.map(|d| d.0).into(),
            ],
        )
        .await?;
    }
    Ok(())
}
