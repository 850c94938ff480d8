//! The answer log: attempts, answers in the order they came, sheets after the seal. Built for many small rows in one
//! commit: a statement carries at most a hundred rows, a transaction as many statements as are waiting.

use kernel::clock::Millis;
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};
use uuid::Uuid;

/// Columns of `attempt a`, and of the two logs as `l`; see the test of the house that looks for stars.
const ATTEMPT: &str = "a.id, a.period_id, a.member_id, a.unit_id, a.number, a.standing, a.opened_at, a.submitted_at";
const ANSWER: &str = "l.position, l.attempt_id, l.question, l.value, l.seq, l.at";
const LATE: &str = "l.position, l.attempt_id, l.question, l.value, l.seq, l.local_at, l.at";
const SHEET: &str = "s.attempt_id, s.packed, s.finished_at";

/// Rows in one statement.
const ROWS: usize = 100;

/// An attempt as kept. `standing`: 0 ranked, 1 plays unranked, 2 voided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct AttemptRecord {
    pub id: i64,
    pub period_id: i64,
    pub member_id: Uuid,
    pub unit_id: Uuid,
    pub number: i64,
    pub standing: i64,
    pub opened_at: i64,
    pub submitted_at: Option<i64>,
}

/// An answer as kept: `question` is the place in the paper, or the number of questions for the prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct AnswerRecord {
    pub position: i64,
    pub attempt_id: i64,
    pub question: i64,
    /// Bits of the displayed choices; for the prediction its value; none = cleared.
    pub value: Option<i64>,
    pub seq: i64,
    pub at: i64,
}

/// An answer that came after the end, with the stamp of the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct LateRecord {
    pub position: i64,
    pub attempt_id: i64,
    pub question: i64,
    pub value: Option<i64>,
    pub seq: i64,
    pub local_at: i64,
    pub at: i64,
}

/// A sealed sheet.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct SheetRecord {
    pub attempt_id: i64,
    pub packed: Vec<u8>,
    pub finished_at: i64,
}

async fn insert_many<T>(
    tx: &Tx,
    head: &str,
    width: usize,
    rows: &[T],
    values: impl Fn(&T, &mut Vec<Value>),
) -> Result<(), DbErr> {
    for chunk in rows.chunks(ROWS) {
        let mut parameters = Vec::with_capacity(chunk.len() * width);
        for row in chunk {
            values(row, &mut parameters);
        }
        db::exec(
            &**tx,
            &format!("{head} VALUES {}", db::value_rows(chunk.len(), width)),
            parameters,
        )
        .await?;
    }
    Ok(())
}

/// Keeps new attempts.
pub async fn insert_attempts(tx: &Tx, rows: &[AttemptRecord]) -> Result<(), DbErr> {
    let head = "INSERT INTO attempt (id, period_id, member_id, unit_id, number, standing, opened_at, submitted_at)";
    insert_many(tx, head, 8, rows, |row, out| {
        out.extend([
            row.id.into(),
            row.period_id.into(),
            row.member_id.into(),
            row.unit_id.into(),
            row.number.into(),
            row.standing.into(),
            row.opened_at.into(),
            row.submitted_at.into(),
        ]);
    })
    .await
}

/// Appends answers.
pub async fn insert_answers(tx: &Tx, rows: &[AnswerRecord]) -> Result<(), DbErr> {
    let head = "INSERT INTO answer_log (position, attempt_id, question, value, seq, at)";
    insert_many(tx, head, 6, rows, |row, out| {
        out.extend([
            row.position.into(),
            row.attempt_id.into(),
            row.question.into(),
            row.value.into(),
            row.seq.into(),
            row.at.into(),
        ]);
    })
    .await
}

/// Appends answers that came too late.
pub async fn insert_late(tx: &Tx, rows: &[LateRecord]) -> Result<(), DbErr> {
    let head = "INSERT INTO late_answer (position, attempt_id, question, value, seq, local_at, at)";
    insert_many(tx, head, 7, rows, |row, out| {
        out.extend([
            row.position.into(),
            row.attempt_id.into(),
            row.question.into(),
            row.value.into(),
            row.seq.into(),
            row.local_at.into(),
            row.at.into(),
        ]);
    })
    .await
}

/// Keeps sealed sheets.
pub async fn insert_sheets(tx: &Tx, rows: &[SheetRecord]) -> Result<(), DbErr> {
    insert_many(
        tx,
        "INSERT INTO sheet (attempt_id, packed, finished_at)",
        3,
        rows,
        |row, out| {
            out.extend([row.attempt_id.into(), row.packed.clone().into(), row.finished_at.into()]);
        },
    )
    .await
}

/// Marks attempts as submitted, first press counts.
pub async fn submit(tx: &Tx, rows: &[(i64, Millis)]) -> Result<(), DbErr> {
    for (id, at) in rows {
        db::exec(
            &**tx,
            "UPDATE attempt SET submitted_at = $2 WHERE id = $1 AND submitted_at IS NULL",
            vec![(*id).into(), (*at).into()],
        )
        .await?;
    }
    Ok(())
}

/// The attempts of a period by number.
pub async fn attempts<C: ConnectionTrait>(on: &C, period: i64) -> Result<Vec<AttemptRecord>, DbErr> {
    db::rows(
        on,
        &format!("SELECT {ATTEMPT} FROM attempt a WHERE a.period_id = $1 ORDER BY a.id"),
        vec![period.into()],
    )
    .await
}

/// One attempt.
pub async fn attempt<C: ConnectionTrait>(on: &C, id: i64) -> Result<Option<AttemptRecord>, DbErr> {
    db::row(
        on,
        &format!("SELECT {ATTEMPT} FROM attempt a WHERE a.id = $1"),
        vec![id.into()],
    )
    .await
}

/// The attempts of a person in a whole contest, oldest first.
pub async fn attempts_of<C: ConnectionTrait>(on: &C, contest: Uuid, member: Uuid) -> Result<Vec<AttemptRecord>, DbErr> {
    db::rows(
        on,
        &format!(
            "SELECT {ATTEMPT} FROM attempt a JOIN period p ON p.id = a.period_id
             WHERE p.contest_id = $1 AND a.member_id = $2 ORDER BY a.id"
        ),
        vec![contest.into(), member.into()],
    )
    .await
}

/// The attempts of some people in a whole contest, oldest first.
pub async fn attempts_of_many<C: ConnectionTrait>(
    on: &C,
    contest: Uuid,
    members: &[Uuid],
) -> Result<Vec<AttemptRecord>, DbErr> {
    let mut all: Vec<AttemptRecord> = Vec::new();
    for part in members.chunks(2_000) {
        let list = organisation::store::id_list(db::engine_of(on), part);
        let found: Vec<AttemptRecord> = db::rows(
            on,
            &format!(
                "SELECT {ATTEMPT} FROM attempt a JOIN period p ON p.id = a.period_id
                 WHERE p.contest_id = $1 AND a.member_id IN ({list})"
            ),
            vec![contest.into()],
        )
        .await?;
        all.extend(found);
    }
    all.sort_by_key(|record| record.id);
    Ok(all)
}

/// The log of a period, oldest first; read in pages, because the driver's rows are ten times larger than ours.
pub async fn answers<C: ConnectionTrait>(on: &C, period: i64) -> Result<Vec<AnswerRecord>, DbErr> {
    const PAGE: usize = 5_000;
    let mut all: Vec<AnswerRecord> = Vec::new();
    loop {
        let after = all.last().map_or(i64::MIN, |last| last.position);
        let page: Vec<AnswerRecord> = db::rows(
            on,
            &format!(
                "SELECT {ANSWER} FROM answer_log l JOIN attempt a ON a.id = l.attempt_id
                 WHERE a.period_id = $1 AND l.position > $2 ORDER BY l.position LIMIT $3"
            ),
            vec![
                period.into(),
                after.into(),
                i64::try_from(PAGE).unwrap_or(i64::MAX).into(),
            ],
        )
        .await?;
        let last_page = page.len() < PAGE;
        all.extend(page);
        if last_page {
            return Ok(all);
        }
    }
}

/// The sealed sheets of a period by attempt number.
pub async fn sheets<C: ConnectionTrait>(on: &C, period: i64) -> Result<Vec<SheetRecord>, DbErr> {
    db::rows(
        on,
        &format!(
            "SELECT {SHEET} FROM sheet s JOIN attempt a ON a.id = s.attempt_id
             WHERE a.period_id = $1 ORDER BY s.attempt_id"
        ),
        vec![period.into()],
    )
    .await
}

/// One sealed sheet.
pub async fn sheet<C: ConnectionTrait>(on: &C, attempt: i64) -> Result<Option<SheetRecord>, DbErr> {
    db::row(
        on,
        &format!("SELECT {SHEET} FROM sheet s WHERE s.attempt_id = $1"),
        vec![attempt.into()],
    )
    .await
}

/// What came too late in a period, oldest first.
pub async fn late<C: ConnectionTrait>(on: &C, period: i64) -> Result<Vec<LateRecord>, DbErr> {
    db::rows(
        on,
        &format!(
            "SELECT {LATE} FROM late_answer l JOIN attempt a ON a.id = l.attempt_id
             WHERE a.period_id = $1 ORDER BY l.position"
        ),
        vec![period.into()],
    )
    .await
}

/// The highest position given out so far; the log goes when a period is sealed, so the seals are asked, too.
pub async fn last_position<C: ConnectionTrait>(on: &C) -> Result<i64, DbErr> {
    let mut last = 0;
    for sql in [
        "SELECT MAX(position) AS n FROM answer_log",
        "SELECT MAX(position) AS n FROM late_answer",
        "SELECT MAX(seal_position) AS n FROM period",
    ] {
        last = last.max(db::number(on, sql, vec![]).await?);
    }
    Ok(last)
}

/// The highest number of an attempt so far.
pub async fn last_attempt<C: ConnectionTrait>(on: &C) -> Result<i64, DbErr> {
    db::number(on, "SELECT MAX(id) AS n FROM attempt", vec![]).await
}

/// Seals a period: position, hash, and the log that the sheets replace is dropped.
pub async fn seal(tx: &Tx, now: Millis, period: i64, position: i64, hash: [u8; 32]) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "UPDATE period SET sealed_at = $2, seal_position = $3, seal_hash = $4 WHERE id = $1",
        vec![period.into(), now.into(), position.into(), hash.to_vec().into()],
    )
    .await?;
    db::exec(
        &**tx,
        "DELETE FROM answer_log WHERE attempt_id IN (SELECT id FROM attempt WHERE period_id = $1)",
        vec![period.into()],
    )
    .await?;
    Ok(())
}

/// People, attempts and attempts begun in each hour of a period; behind the path, for the control room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct HourCount {
    /// Whole hours since 1970.
    pub hour: i64,
    pub attempts: i64,
}

/// Attempts opened by the hour.
pub async fn by_hour<C: ConnectionTrait>(on: &C, period: i64) -> Result<Vec<HourCount>, DbErr> {
    db::rows(
        on,
        "SELECT opened_at / 3600000 AS hour, COUNT(*) AS attempts FROM attempt WHERE period_id = $1
         GROUP BY opened_at / 3600000 ORDER BY 1",
        vec![period.into()],
    )
    .await
}

/// People and attempts of a unit in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct UnitCount {
    pub unit_id: Uuid,
    pub people: i64,
    pub attempts: i64,
}

/// People and attempts by the unit the person belonged to when opening.
pub async fn by_unit<C: ConnectionTrait>(on: &C, period: i64) -> Result<Vec<UnitCount>, DbErr> {
    db::rows(
        on,
        "SELECT unit_id, COUNT(DISTINCT member_id) AS people, COUNT(*) AS attempts FROM attempt
         WHERE period_id = $1 GROUP BY unit_id",
        vec![period.into()],
    )
    .await
}

/// Where an entry took part in a period, and the first attempt there.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Beginning {
    pub member_id: Uuid,
    pub unit_id: Uuid,
    pub first: i64,
}

/// Where these entries took part.
pub async fn beginnings<C: ConnectionTrait>(on: &C, period: i64, members: &[Uuid]) -> Result<Vec<Beginning>, DbErr> {
    let mut all = Vec::new();
    for part in members.chunks(2_000) {
        let list = organisation::store::id_list(db::engine_of(on), part);
        let found: Vec<Beginning> = db::rows(
            on,
            &format!(
                "SELECT member_id, unit_id, MIN(id) AS first FROM attempt
                 WHERE period_id = $1 AND member_id IN ({list}) GROUP BY member_id, unit_id"
            ),
            vec![period.into()],
        )
        .await?;
        all.extend(found);
    }
    Ok(all)
}

#[derive(FromQueryResult)]
struct MemberRow {
    member_id: Uuid,
}

/// How many attempts a period has.
pub async fn count<C: ConnectionTrait>(on: &C, period: i64) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) AS n FROM attempt WHERE period_id = $1";
    db::number(on, sql, vec![period.into()]).await
}

/// Who has taken part in a period.
pub async fn members<C: ConnectionTrait>(on: &C, period: i64) -> Result<std::collections::HashSet<Uuid>, DbErr> {
    let rows: Vec<MemberRow> = db::rows(
        on,
        "SELECT DISTINCT member_id FROM attempt WHERE period_id = $1",
        vec![period.into()],
    )
    .await?;
    Ok(rows.into_iter().map(|row| row.member_id).collect())
}
