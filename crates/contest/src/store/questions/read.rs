//! Reading the bank: lists, one question, totals, what waits for whom.

use kernel::clock::Millis;
use platform::db;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

use super::{
    BankRefusal, Reading, damaged, difficulty_code, parse_difficulty, parse_state, state_code, text_of, version_number,
};
use crate::question::{Difficulty, QuestionText};
use crate::state::QuestionState;

/// What a question is about.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Topic {
    pub code: String,
    pub name_vi: String,
    pub name_en: String,
}

/// The topics of a contest in the order of its rules.
pub async fn topics<C: ConnectionTrait>(on: &C, contest: Uuid) -> Result<Vec<Topic>, DbErr> {
    db::rows(
        on,
        "SELECT code, name_vi, name_en FROM topic WHERE contest_id = $1 ORDER BY position, code",
        vec![contest.into()],
    )
    .await
}

/// A question with its newest version.
#[derive(Clone, Debug)]
pub struct QuestionRow {
    pub id: Uuid,
    pub number: i64,
    pub state: QuestionState,
    pub version: u32,
    pub author: Uuid,
    pub reviewer: Option<Uuid>,
    pub text: QuestionText,
    /// Who wrote this version, and when.
    pub by_name: String,
    pub at: Millis,
}

#[derive(FromQueryResult)]
struct Kept {
    id: Uuid,
    number: i64,
    state: String,
    version: i64,
    author_id: Uuid,
    reviewer_id: Option<Uuid>,
    content: String,
    by_name: String,
    at: i64,
}

impl TryFrom<Kept> for QuestionRow {
    type Error = DbErr;

    fn try_from(kept: Kept) -> Result<Self, DbErr> {
        Ok(Self {
            id: kept.id,
            number: kept.number,
            state: parse_state(&kept.state).ok_or_else(|| damaged("state"))?,
            version: version_number(kept.version)?,
            author: kept.author_id,
            reviewer: kept.reviewer_id,
            text: text_of(&kept.content)?,
            by_name: kept.by_name,
            at: kept.at,
        })
    }
}

const COLUMNS: &str = "q.id, q.number, q.state, q.version, q.author_id, q.reviewer_id, v.content, v.by_name, v.at";
const TABLES: &str = "question q JOIN question_version v ON v.question_id = q.id AND v.version = q.version";

/// Which questions of a contest; `None` and "" mean any.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub states: Vec<QuestionState>,
    /// `Some("")` finds questions without a topic.
    pub topic: Option<String>,
    pub difficulty: Option<Difficulty>,
    /// Words as typed, with or without diacritics; all must occur.
    pub words: String,
    pub author: Option<Uuid>,
    /// From 0.
    pub page: i64,
    /// 0 for all.
    pub per_page: i64,
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub rows: Vec<QuestionRow>,
    /// Questions that fit the filter, on all pages.
    pub total: i64,
}

struct Where {
    sql: String,
    values: Vec<Value>,
}

impl Where {
    fn contest(contest: Uuid) -> Self {
        Self {
            sql: "q.contest_id = $1".to_owned(),
            values: vec![contest.into()],
        }
    }

    /// `clause` names its parameter `?`.
    fn and(&mut self, clause: &str, value: impl Into<Value>) {
        self.values.push(value.into());
        self.sql.push_str(" AND ");
        self.sql
            .push_str(&clause.replace('?', &format!("${}", self.values.len())));
    }

    fn readable(&mut self, reading: Reading, now: Millis) {
        if reading == Reading::Opened {
            self.and(
                "q.id IN (SELECT pq.question_id FROM period_question pq JOIN period p ON p.id = pq.period_id
                 WHERE p.contest_id = q.contest_id AND p.open_at <= ? AND p.state NOT IN ('draft', 'scheduled'))",
                now,
            );
        }
    }
}

/// The questions that fit, by number.
pub async fn list<C: ConnectionTrait>(
    on: &C,
    reading: Reading,
    now: Millis,
    contest: Uuid,
    filter: &Filter,
) -> Result<Listed, DbErr> {
    let mut find = Where::contest(contest);
    find.readable(reading, now);
    if !filter.states.is_empty() {
        // Codes of our own, never typed text.
        let codes: Vec<String> = filter.states.iter().map(|s| format!("'{}'", state_code(*s))).collect();
        find.sql.push_str(" AND q.state IN (");
        find.sql.push_str(&codes.join(","));
        find.sql.push(')');
    }
    if let Some(topic) = &filter.topic {
        find.and("v.topic = ?", topic.clone());
    }
    if let Some(difficulty) = filter.difficulty {
        find.and("v.difficulty = ?", difficulty_code(difficulty));
    }
    if let Some(author) = filter.author {
        find.and("q.author_id = ?", author);
    }
    let folded = vietnamese::fold::fold(&filter.words);
    for word in folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .take(12)
    {
        find.and("v.folded LIKE ?", format!("%{word}%"));
    }
    let total = db::number(
        on,
        &format!("SELECT COUNT(*) AS n FROM {TABLES} WHERE {}", find.sql),
        find.values.clone(),
    )
    .await?;
    let mut sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE {} ORDER BY q.number", find.sql);
    if filter.per_page > 0 {
        find.values.push(filter.per_page.into());
        find.values
            .push(filter.page.max(0).saturating_mul(filter.per_page).into());
        sql = format!("{sql} LIMIT ${} OFFSET ${}", find.values.len() - 1, find.values.len());
    }
    let kept: Vec<Kept> = db::rows(on, &sql, find.values).await?;
    let rows = kept.into_iter().map(TryInto::try_into).collect::<Result<_, _>>()?;
    Ok(Listed { rows, total })
}

/// One question by its number.
pub async fn by_number<C: ConnectionTrait>(
    on: &C,
    reading: Reading,
    now: Millis,
    contest: Uuid,
    number: i64,
) -> Result<QuestionRow, BankRefusal> {
    let mut find = Where::contest(contest);
    find.readable(reading, now);
    find.and("q.number = ?", number);
    let kept: Option<Kept> = db::row(
        on,
        &format!("SELECT {COLUMNS} FROM {TABLES} WHERE {}", find.sql),
        find.values,
    )
    .await?;
    Ok(kept.ok_or(BankRefusal::NotFound)?.try_into()?)
}

/// The texts of all questions in these states, with their numbers; for export.
pub async fn texts<C: ConnectionTrait>(
    on: &C,
    reading: Reading,
    now: Millis,
    contest: Uuid,
    filter: &Filter,
) -> Result<Vec<QuestionRow>, DbErr> {
    let all = Filter {
        page: 0,
        per_page: 0,
        ..filter.clone()
    };
    Ok(list(on, reading, now, contest, &all).await?.rows)
}

/// One version of a question.
#[derive(Clone, Debug)]
pub struct VersionRow {
    pub version: u32,
    pub text: QuestionText,
    pub by_name: String,
    pub at: Millis,
    pub note: String,
}

/// All versions, newest first.
pub async fn versions<C: ConnectionTrait>(on: &C, question: &QuestionRow) -> Result<Vec<VersionRow>, DbErr> {
    #[derive(FromQueryResult)]
    struct KeptVersion {
        version: i64,
        content: String,
        by_name: String,
        at: i64,
        note: String,
    }
    let kept: Vec<KeptVersion> = db::rows(
        on,
        "SELECT version, content, by_name, at, note FROM question_version WHERE question_id = $1 ORDER BY version DESC",
        vec![question.id.into()],
    )
    .await?;
    kept.into_iter()
        .map(|kept| {
            Ok(VersionRow {
                version: version_number(kept.version)?,
                text: text_of(&kept.content)?,
                by_name: kept.by_name,
                at: kept.at,
                note: kept.note,
            })
        })
        .collect()
}

/// A signed step of a question.
#[derive(Clone, Debug, FromQueryResult)]
pub struct StepRow {
    pub version: i64,
    /// "written", "edited", "imported", "submitted", "reviewed", "approved", "returned", "retired", "locked".
    pub act: String,
    pub by_name: String,
    pub side: Option<String>,
    pub at: i64,
    pub reason: String,
}

/// The steps of a question, oldest first.
pub async fn steps<C: ConnectionTrait>(on: &C, question: &QuestionRow) -> Result<Vec<StepRow>, DbErr> {
    db::rows(
        on,
        "SELECT version, act, by_name, side, at, reason FROM question_step WHERE question_id = $1 ORDER BY at, id",
        vec![question.id.into()],
    )
    .await
}

/// How many questions of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    pub topic: String,
    pub difficulty: Difficulty,
    pub state: QuestionState,
    pub questions: i64,
}

/// Totals per topic × difficulty × state; no text in it, so organisers may see it.
pub async fn totals<C: ConnectionTrait>(on: &C, contest: Uuid) -> Result<Vec<Total>, DbErr> {
    #[derive(FromQueryResult)]
    struct Counted {
        topic: String,
        difficulty: String,
        state: String,
        n: i64,
    }
    let counted: Vec<Counted> = db::rows(
        on,
        &format!(
            "SELECT v.topic, v.difficulty, q.state, COUNT(*) AS n FROM {TABLES}
             WHERE q.contest_id = $1 GROUP BY v.topic, v.difficulty, q.state ORDER BY v.topic, v.difficulty, q.state"
        ),
        vec![contest.into()],
    )
    .await?;
    counted
        .into_iter()
        .map(|row| {
            Ok(Total {
                topic: row.topic,
                difficulty: parse_difficulty(&row.difficulty).ok_or_else(|| damaged("difficulty"))?,
                state: parse_state(&row.state).ok_or_else(|| damaged("state"))?,
                questions: row.n,
            })
        })
        .collect()
}

/// Number and folded stem of every question that is not retired; for finding doubles on import.
pub async fn stems<C: ConnectionTrait>(on: &C, contest: Uuid) -> Result<Vec<(i64, String)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Stem {
        number: i64,
        folded: String,
    }
    let kept: Vec<Stem> = db::rows(
        on,
        &format!(
            "SELECT q.number, v.folded FROM {TABLES} WHERE q.contest_id = $1 AND q.state <> 'retired' ORDER BY q.number"
        ),
        vec![contest.into()],
    )
    .await?;
    Ok(kept
        .into_iter()
        .map(|stem| {
            (
                stem.number,
                stem.folded.split('\n').next().unwrap_or_default().to_owned(),
            )
        })
        .collect())
}
