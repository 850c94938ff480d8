//! New questions and new versions.

use kernel::actor::Role;
use platform::db::{self, value_rows};
use sea_orm::{ConnectionTrait as _, DbErr, Value};
use uuid::Uuid;

use super::acts::{Standing, standing};
use super::{Acting, BankRefusal, content_of, difficulty_code, folded, state_code, version_number};
use crate::question::QuestionText;
use crate::state::{QuestionEvent, QuestionState};

/// Rows of one INSERT; SQLite looks numbered parameters up one by one.
pub(super) const BATCH: usize = 80;

/// Makes writers of one bank queue, so that no number is given twice; also tells whether the contest exists.
pub(super) async fn hold(on: &Acting<'_>, contest: Uuid) -> Result<(), BankRefusal> {
    let touched = db::exec(
        &**on.tx,
        "UPDATE contest SET created_at = created_at WHERE id = $1",
        vec![contest.into()],
    )
    .await?;
    if touched == 1 {
        Ok(())
    } else {
        Err(BankRefusal::NotFound)
    }
}

/// One statement of many rows; `table` with its columns in brackets.
pub(super) async fn insert_rows(on: &Acting<'_>, table: &str, rows: Vec<Vec<Value>>) -> Result<(), DbErr> {
    let mut rows = rows.into_iter().peekable();
    while let Some(width) = rows.peek().map(Vec::len) {
        let batch: Vec<Vec<Value>> = rows.by_ref().take(BATCH).collect();
        let sql = format!("INSERT INTO {table} VALUES {}", value_rows(batch.len(), width));
        db::exec(&**on.tx, &sql, batch.into_iter().flatten().collect()).await?;
    }
    Ok(())
}

pub(super) const QUESTION: &str =
    "question (id, contest_id, number, state, version, author_id, reviewer_id, created_at)";
pub(super) const VERSION: &str =
    "question_version (question_id, version, content, folded, topic, difficulty, by_account, by_name, at, note)";
pub(super) const STEP: &str = "question_step (id, question_id, version, act, by_account, by_name, side, at, reason)";

fn version_row(
    on: &Acting<'_>,
    question: Uuid,
    version: u32,
    text: &QuestionText,
    note: &str,
) -> Result<Vec<Value>, DbErr> {
    Ok(vec![
        question.into(),
        i64::from(version).into(),
        content_of(text)?.into(),
        folded(text).into(),
        text.topic.clone().into(),
        difficulty_code(text.difficulty).into(),
        on.actor.account.into(),
        on.actor.name.clone().into(),
        on.now.into(),
        note.into(),
    ])
}

/// Adds drafts in the order given, written by who acts; `imported_from` is the file they came from, "" when typed.
/// Returns the number of the first one.
pub async fn insert(
    on: &Acting<'_>,
    contest: Uuid,
    texts: &[QuestionText],
    imported_from: &str,
) -> Result<i64, BankRefusal> {
    if !on.actor.has(Role::Author) {
        return Err(BankRefusal::NotYours);
    }
    hold(on, contest).await?;
    let first = db::number(
        &**on.tx,
        "SELECT MAX(number) AS n FROM question WHERE contest_id = $1",
        vec![contest.into()],
    )
    .await?
    .saturating_add(1);
    let act = if imported_from.is_empty() {
        "written"
    } else {
        "imported"
    };
    let (mut questions, mut versions, mut steps) = (Vec::new(), Vec::new(), Vec::new());
    for (number, text) in (first..).zip(texts) {
        let id = on.fresh_id();
        questions.push(vec![
            id.into(),
            contest.into(),
            number.into(),
            state_code(QuestionState::Draft).into(),
            1_i64.into(),
            on.actor.account.into(),
            None::<Uuid>.into(),
            on.now.into(),
        ]);
        versions.push(version_row(on, id, 1, text, imported_from)?);
        steps.push(step_row(on, id, 1, act, None, imported_from));
    }
    insert_rows(on, QUESTION, questions).await?;
    insert_rows(on, VERSION, versions).await?;
    insert_rows(on, STEP, steps).await?;
    Ok(first)
}

pub(super) fn step_row(
    on: &Acting<'_>,
    question: Uuid,
    version: u32,
    act: &str,
    side: Option<kernel::actor::Side>,
    reason: &str,
) -> Vec<Value> {
    vec![
        on.fresh_id().into(),
        question.into(),
        i64::from(version).into(),
        act.into(),
        on.actor.account.into(),
        on.actor.name.clone().into(),
        side.map(kernel::actor::Side::code).into(),
        on.now.into(),
        reason.into(),
    ]
}

/// Writes a new version over version `seen`; every review and approval is void. The same text changes nothing.
/// Returns the version that now counts.
pub async fn edit(
    on: &Acting<'_>,
    contest: Uuid,
    number: i64,
    seen: u32,
    text: &QuestionText,
    note: &str,
) -> Result<u32, BankRefusal> {
    if !on.actor.has(Role::Author) {
        return Err(BankRefusal::NotYours);
    }
    let standing: Standing = standing(on, contest, number).await?;
    if standing.version != seen {
        return Err(BankRefusal::Stale);
    }
    let state = standing.state.apply(
        &QuestionEvent::Edit { by: on.actor.account },
        &standing.people(on.actor.account),
    )?;
    let same = on
        .tx
        .query_one_raw(sea_orm::Statement::from_sql_and_values(
            on.tx.get_database_backend(),
            "SELECT version FROM question_version WHERE question_id = $1 AND version = $2 AND content = $3",
            vec![standing.id.into(), i64::from(seen).into(), content_of(text)?.into()],
        ))
        .await?
        .is_some();
    if same {
        return Ok(seen);
    }
    let version = version_number(i64::from(seen).saturating_add(1))?;
    let touched = db::exec(
        &**on.tx,
        "UPDATE question SET state = $4, version = $5, reviewer_id = NULL WHERE id = $1 AND version = $2 AND state = $3",
        vec![
            standing.id.into(),
            i64::from(seen).into(),
            state_code(standing.state).into(),
            state_code(state).into(),
            i64::from(version).into(),
        ],
    )
    .await?;
    if touched != 1 {
        return Err(BankRefusal::Stale);
    }
    insert_rows(on, VERSION, vec![version_row(on, standing.id, version, text, note)?]).await?;
    insert_rows(on, STEP, vec![step_row(on, standing.id, version, "edited", None, note)]).await?;
    Ok(version)
}
