//! Reads plans back.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::actor::Side;
use kernel::fuzzy::FuzzyPeriod;
use kernel::money::Dong;
use platform::db;
use sea_orm::{ConnectionTrait, DbErr, QueryResult, TryGetable, Value};
use serde::de::DeserializeOwned;
use uuid::Uuid;
use vietnamese::docnumber::DocumentNumber;

use super::{ActivityDetail, StageDetail};
use crate::activity::{Activity, ActivityKind, Assignment, EvidenceKey, FundingShare, FundingSource, Stage};
use crate::plan::{
    LegalBasis, NewPlan, Note, NoteKind, ParentProgramme, Party, PartyKind, Plan, Recipient, Role, Section, Sides,
    Signature, Words,
};
use crate::progress::Mark;
use crate::state::{ActivityState, PlanState};

/// A table with the columns that are read of it, named one by one: see the test of the house that looks for stars.
struct Table(&'static str, &'static str);

const PARTY: Table = Table(
    "plan_party",
    "side, kind, role, code, unit_code, name_vi, name_en, short_vi, short_en",
);
const BASIS: Table = Table("plan_basis", "number_text, title_vi, title_en, signed_on, parent");
const SECTION: Table = Table("plan_section", "path, heading_vi, heading_en");
const SIGNATURE: Table = Table(
    "plan_signature",
    "side, formula_vi, formula_en, post_vi, post_en, organ_vi, organ_en, name_vi, name_en, demo, aliases",
);
const RECIPIENT: Table = Table("plan_recipient", "name_vi, name_en, why_vi, why_en, archive");
const NOTE: Table = Table(
    "plan_note",
    "kind, activity_code, about, quotes_vi, quotes_en, words_vi, words_en",
);
const ACTIVITY: Table = Table(
    "plan_activity",
    "id, section_path, code, slug, kind, state, source, title_vi, title_en, aims_vi, aims_en, when_vi, when_en,
     when_from, when_to, when_expected, place_vi, place_en, evidence_key, evidence_part, totals_plan, detail",
);
const STAGE: Table = Table(
    "plan_stage",
    "activity_id, state, title_vi, title_en, when_vi, when_en, when_from, when_to, when_expected, place_vi, place_en,
     detail",
);
const ASSIGNMENT: Table = Table(
    "plan_assignment",
    "activity_id, sides, role, unit_vi, unit_en, duty_vi, duty_en",
);
const FUNDING: Table = Table(
    "plan_funding",
    "activity_id, side, source, words_vi, words_en, amount, spent",
);
const PROGRAMME: &str = "slug, number_text, title_vi, title_en, signed_on, from_year, to_year, demo";
const PLAN: &str =
    "id, slug, programme_id, year, kind_vi, kind_en, number_text, title_vi, title_en, place_vi, place_en,
    signed_on, first_day, last_day, state, history, demo, recorded_at";

/// A plan in the list of plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub id: Uuid,
    pub slug: String,
    pub year: i16,
    pub title: Words,
    pub number: Option<String>,
    pub signed_on: Option<Date>,
    pub state: PlanState,
    pub history: bool,
    pub demo: bool,
}

/// One row, with the house's way of keeping words, days and codes.
struct Row(QueryResult);

fn fault(column: &str, what: impl std::fmt::Display) -> DbErr {
    DbErr::Custom(format!("{column}: {what}"))
}

impl Row {
    fn get<T: TryGetable>(&self, column: &str) -> Result<T, DbErr> {
        self.0.try_get("", column)
    }

    /// Columns `{stem}_vi` and `{stem}_en`.
    fn words(&self, stem: &str) -> Result<Words, DbErr> {
        Ok(Words {
            vi: self.get(&format!("{stem}_vi"))?,
            en: self.get(&format!("{stem}_en"))?,
        })
    }

    fn place(&self) -> Result<Option<Words>, DbErr> {
        let vi: Option<String> = self.get("place_vi")?;
        let en: Option<String> = self.get("place_en")?;
        Ok(vi.map(|vi| Words::new(vi, en.unwrap_or_default())))
    }

    fn day(&self, column: &str) -> Result<Option<Date>, DbErr> {
        let text: Option<String> = self.get(column)?;
        text.map(|t| t.parse().map_err(|e| fault(column, e))).transpose()
    }

    fn must_day(&self, column: &str) -> Result<Date, DbErr> {
        self.day(column)?.ok_or_else(|| fault(column, "no day"))
    }

    fn code<T>(&self, column: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, DbErr> {
        let text: String = self.get(column)?;
        parse(&text).ok_or_else(|| fault(column, text))
    }

    fn small<T: TryFrom<i64>>(&self, column: &str) -> Result<Option<T>, DbErr> {
        let n: Option<i64> = self.get(column)?;
        n.map(|n| T::try_from(n).map_err(|_| fault(column, n))).transpose()
    }

    fn json<T: DeserializeOwned>(&self, column: &str) -> Result<T, DbErr> {
        let text: String = self.get(column)?;
        serde_json::from_str(&text).map_err(|e| fault(column, e))
    }

    fn period(&self) -> Result<FuzzyPeriod, DbErr> {
        Ok(FuzzyPeriod {
            words: self.get("when_vi")?,
            words_en: self.get("when_en")?,
            from: self.day("when_from")?,
            to: self.day("when_to")?,
            expected: self.get("when_expected")?,
        })
    }
}

async fn rows<C: ConnectionTrait>(on: &C, sql: &str, values: Vec<Value>) -> Result<Vec<Row>, DbErr> {
    Ok(db::raw(on, sql, values).await?.into_iter().map(Row).collect())
}

/// Rows of a table that belong to a plan, in the order of the document.
async fn of_plan<C: ConnectionTrait, T>(
    on: &C,
    Table(table, columns): &Table,
    plan: Uuid,
    read: impl Fn(&Row) -> Result<T, DbErr>,
) -> Result<Vec<T>, DbErr> {
    let sql = format!("SELECT {columns} FROM {table} WHERE plan_id = $1 ORDER BY position");
    rows(on, &sql, vec![plan.into()]).await?.iter().map(read).collect()
}

/// Rows of a table that belong to the activities of a plan, by activity, in the order of the document. One query for
/// the whole plan, never one per activity.
async fn of_activities<C: ConnectionTrait, T>(
    on: &C,
    Table(table, columns): &Table,
    plan: Uuid,
    read: impl Fn(&Row) -> Result<T, DbErr>,
) -> Result<BTreeMap<Uuid, Vec<T>>, DbErr> {
    let sql = format!(
        "SELECT {columns} FROM {table}
         WHERE activity_id IN (SELECT id FROM plan_activity WHERE plan_id = $1) ORDER BY position"
    );
    let mut out: BTreeMap<Uuid, Vec<T>> = BTreeMap::new();
    for row in rows(on, &sql, vec![plan.into()]).await? {
        out.entry(row.get("activity_id")?).or_default().push(read(&row)?);
    }
    Ok(out)
}

fn party(row: &Row) -> Result<Party, DbErr> {
    Ok(Party {
        side: row.code("side", Side::parse)?,
        kind: row.code("kind", PartyKind::parse)?,
        role: row.code("role", Role::parse)?,
        code: row.get("code")?,
        unit_code: row.get("unit_code")?,
        name: row.words("name")?,
        short: row.words("short")?,
    })
}

fn basis(row: &Row) -> Result<LegalBasis, DbErr> {
    Ok(LegalBasis {
        number: row.get("number_text")?,
        title: row.words("title")?,
        signed_on: row.day("signed_on")?,
        parent: row.get("parent")?,
    })
}

fn section(row: &Row) -> Result<Section, DbErr> {
    Ok(Section {
        path: row.get("path")?,
        heading: row.words("heading")?,
    })
}

fn signature(row: &Row) -> Result<Signature, DbErr> {
    Ok(Signature {
        side: row.code("side", Side::parse)?,
        formula: row.words("formula")?,
        post: row.words("post")?,
        organ: row.words("organ")?,
        name: row.words("name")?,
        demo: row.get("demo")?,
        aliases: row.json("aliases")?,
    })
}

fn recipient(row: &Row) -> Result<Recipient, DbErr> {
    Ok(Recipient {
        name: row.words("name")?,
        why: row.words("why")?,
        archive: row.get("archive")?,
    })
}

fn note(row: &Row) -> Result<Note, DbErr> {
    let (vi, en): (Vec<String>, Vec<String>) = (row.json("quotes_vi")?, row.json("quotes_en")?);
    Ok(Note {
        kind: row.code("kind", NoteKind::parse)?,
        activity: row.get("activity_code")?,
        about: row.json("about")?,
        quotes: vi.into_iter().zip(en).map(|(vi, en)| Words { vi, en }).collect(),
        text: row.words("words")?,
    })
}

fn stage(row: &Row) -> Result<Stage, DbErr> {
    let state: Option<String> = row.get("state")?;
    let detail: StageDetail = row.json("detail")?;
    Ok(Stage {
        state: state
            .map(|s| ActivityState::parse(&s).ok_or_else(|| fault("state", s)))
            .transpose()?,
        title: row.words("title")?,
        when: row.period()?,
        place: row.place()?,
        size: detail.size,
    })
}

fn assignment(row: &Row) -> Result<Assignment, DbErr> {
    Ok(Assignment {
        sides: row.code("sides", Sides::parse)?,
        role: row.code("role", Role::parse)?,
        unit: row.words("unit")?,
        duty: row.words("duty")?,
    })
}

fn share(row: &Row) -> Result<FundingShare, DbErr> {
    let (amount, spent): (Option<i64>, Option<i64>) = (row.get("amount")?, row.get("spent")?);
    Ok(FundingShare {
        side: row.code("side", Side::parse)?,
        source: row.code("source", FundingSource::parse)?,
        words: row.words("words")?,
        amount: amount.map(Dong),
        spent: spent.map(Dong),
    })
}

fn evidence(row: &Row) -> Result<Option<EvidenceKey>, DbErr> {
    let key: Option<String> = row.get("evidence_key")?;
    let part = row.small("evidence_part")?;
    Ok(key.map(|key| EvidenceKey { key, part }))
}

async fn activities<C: ConnectionTrait>(on: &C, plan: Uuid) -> Result<Vec<Activity>, DbErr> {
    let mut stages = of_activities(on, &STAGE, plan, stage).await?;
    let mut assignments = of_activities(on, &ASSIGNMENT, plan, assignment).await?;
    let mut funding = of_activities(on, &FUNDING, plan, share).await?;
    let Table(table, columns) = ACTIVITY;
    let sql = format!("SELECT {columns} FROM {table} WHERE plan_id = $1 ORDER BY position");
    let found = rows(on, &sql, vec![plan.into()]).await?;
    let mut out = Vec::with_capacity(found.len());
    for row in found {
        let id: Uuid = row.get("id")?;
        let detail: ActivityDetail = row.json("detail")?;
        out.push(Activity {
            code: row.get("code")?,
            slug: row.get("slug")?,
            section: row.get("section_path")?,
            kind: row.code("kind", ActivityKind::parse)?,
            state: row.code("state", ActivityState::parse)?,
            source: row.get("source")?,
            title: row.words("title")?,
            aims: row.words("aims")?,
            when: row.period()?,
            place: row.place()?,
            size: detail.size,
            count: detail.count,
            audience: detail.audience,
            topics: detail.topics,
            products: detail.products,
            units: detail.units,
            stages: stages.remove(&id).unwrap_or_default(),
            assignments: assignments.remove(&id).unwrap_or_default(),
            funding: funding.remove(&id).unwrap_or_default(),
            evidence: evidence(&row)?,
            totals_plan: row.get("totals_plan")?,
        });
    }
    Ok(out)
}

async fn parent<C: ConnectionTrait>(on: &C, id: Option<Uuid>) -> Result<Option<ParentProgramme>, DbErr> {
    let Some(id) = id else { return Ok(None) };
    let found = rows(
        on,
        &format!("SELECT {PROGRAMME} FROM programme WHERE id = $1"),
        vec![id.into()],
    )
    .await?;
    let Some(row) = found.first() else { return Ok(None) };
    Ok(Some(ParentProgramme {
        slug: row.get("slug")?,
        number: row.get("number_text")?,
        title: row.words("title")?,
        signed_on: row.day("signed_on")?,
        from_year: row.small("from_year")?,
        to_year: row.small("to_year")?,
        demo: row.get("demo")?,
    }))
}

async fn whole<C: ConnectionTrait>(on: &C, row: &Row) -> Result<Plan, DbErr> {
    let id: Uuid = row.get("id")?;
    let number: Option<String> = row.get("number_text")?;
    Ok(Plan {
        id,
        recorded_at: row.get("recorded_at")?,
        content: NewPlan {
            slug: row.get("slug")?,
            year: row.small("year")?.unwrap_or_default(),
            kind: row.words("kind")?,
            number: number
                .map(|text| DocumentNumber::parse(&text).map_err(|e| fault("number_text", e)))
                .transpose()?,
            title: row.words("title")?,
            place: row.words("place")?,
            signed_on: row.day("signed_on")?,
            first_day: row.must_day("first_day")?,
            last_day: row.must_day("last_day")?,
            state: row.code("state", PlanState::parse)?,
            history: row.get("history")?,
            demo: row.get("demo")?,
            programme: parent(on, row.get("programme_id")?).await?,
            parties: of_plan(on, &PARTY, id, party).await?,
            bases: of_plan(on, &BASIS, id, basis).await?,
            sections: of_plan(on, &SECTION, id, section).await?,
            activities: activities(on, id).await?,
            signatures: of_plan(on, &SIGNATURE, id, signature).await?,
            recipients: of_plan(on, &RECIPIENT, id, recipient).await?,
            notes: of_plan(on, &NOTE, id, note).await?,
        },
    })
}

/// The plan with this address.
pub async fn by_slug<C: ConnectionTrait>(on: &C, slug: &str) -> Result<Option<Plan>, DbErr> {
    match rows(
        on,
        &format!("SELECT {PLAN} FROM plan WHERE slug = $1"),
        vec![slug.into()],
    )
    .await?
    .first()
    {
        Some(row) => whole(on, row).await.map(Some),
        None => Ok(None),
    }
}

/// The plan with this id.
pub async fn by_id<C: ConnectionTrait>(on: &C, id: Uuid) -> Result<Option<Plan>, DbErr> {
    match rows(on, &format!("SELECT {PLAN} FROM plan WHERE id = $1"), vec![id.into()])
        .await?
        .first()
    {
        Some(row) => whole(on, row).await.map(Some),
        None => Ok(None),
    }
}

/// Every plan, the newest year first, within a year the latest signed first.
pub async fn list<C: ConnectionTrait>(on: &C) -> Result<Vec<Summary>, DbErr> {
    // COALESCE: the engines disagree on where NULL sorts; a draft (not signed yet) comes first.
    let sql = format!("SELECT {PLAN} FROM plan ORDER BY year DESC, COALESCE(signed_on, '9999') DESC, slug");
    rows(on, &sql, vec![])
        .await?
        .iter()
        .map(|row| {
            Ok(Summary {
                id: row.get("id")?,
                slug: row.get("slug")?,
                year: row.small("year")?.unwrap_or_default(),
                title: row.words("title")?,
                number: row.get("number_text")?,
                signed_on: row.day("signed_on")?,
                state: row.code("state", PlanState::parse)?,
                history: row.get("history")?,
                demo: row.get("demo")?,
            })
        })
        .collect()
}

/// What the progress of every plan is computed from: (plan, mark, key of the live thing).
pub async fn marks<C: ConnectionTrait>(on: &C) -> Result<Vec<(Uuid, Mark, Option<EvidenceKey>)>, DbErr> {
    let sql = "SELECT a.plan_id, a.kind, a.state, a.when_to, a.evidence_key, a.evidence_part, p.history
               FROM plan_activity a JOIN plan p ON p.id = a.plan_id ORDER BY a.plan_id, a.position";
    rows(on, sql, vec![])
        .await?
        .iter()
        .map(|row| {
            let mark = Mark {
                kind: row.code("kind", ActivityKind::parse)?,
                state: row.code("state", ActivityState::parse)?,
                ends: row.day("when_to")?,
                history: row.get("history")?,
            };
            Ok((row.get("plan_id")?, mark, evidence(row)?))
        })
        .collect()
}

/// A unit that a plan names by its code.
#[derive(Clone, Debug)]
pub struct Naming {
    pub code: String,
    pub slug: String,
    pub title: Words,
    pub plan_state: PlanState,
    pub history: bool,
    pub last_day: Date,
    /// Set when an activity happens at the unit; else the unit is one of the parties.
    pub activity: Option<ActivityState>,
}

/// Every unit that a plan names by its code: two statements, however many plans.
pub async fn namings<C: ConnectionTrait>(on: &C) -> Result<Vec<Naming>, DbErr> {
    let naming = |row: &Row, code: String, activity| -> Result<Naming, DbErr> {
        Ok(Naming {
            code,
            slug: row.get("slug")?,
            title: row.words("title")?,
            plan_state: row.code("state", PlanState::parse)?,
            history: row.get("history")?,
            last_day: row.must_day("last_day")?,
            activity,
        })
    };
    let plan = "p.slug, p.title_vi, p.title_en, p.state, p.history, p.last_day";
    let parties = format!(
        "SELECT {plan}, y.unit_code FROM plan_party y JOIN plan p ON p.id = y.plan_id
         WHERE y.unit_code IS NOT NULL ORDER BY p.year, p.slug, y.position"
    );
    let mut out = Vec::new();
    for row in rows(on, &parties, vec![]).await? {
        out.push(naming(&row, row.get("unit_code")?, None)?);
    }
    let activities = format!(
        "SELECT {plan}, a.state AS activity_state, a.detail FROM plan_activity a JOIN plan p ON p.id = a.plan_id
         WHERE a.detail LIKE '%\"units\":[\"%' ORDER BY p.year, p.slug, a.position"
    );
    for row in rows(on, &activities, vec![]).await? {
        let detail: ActivityDetail = row.json("detail")?;
        let state = row.code("activity_state", ActivityState::parse)?;
        for code in detail.units {
            out.push(naming(&row, code, Some(state))?);
        }
    }
    Ok(out)
}
