//! What waits for whom.

use kernel::actor::{Actor, Role};
use platform::db;
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

/// What waits for a person in the bank of one contest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Own drafts that are not submitted yet.
    pub drafts: i64,
    /// Of these, returned by somebody.
    pub returned: i64,
    /// Submitted by others and waiting for a reviewer.
    pub to_review: i64,
}

/// Counts what waits; approval is counted by [`super::awaiting`].
pub async fn waiting<C: ConnectionTrait>(on: &C, contest: Uuid, actor: &Actor) -> Result<Waiting, DbErr> {
    let mut found = Waiting::default();
    let who = || vec![contest.into(), actor.account.into()];
    if actor.has(Role::Author) {
        let own = "FROM question q WHERE q.contest_id = $1 AND q.author_id = $2 AND q.state = 'draft'";
        found.drafts = db::number(on, &format!("SELECT COUNT(*) AS n {own}"), who()).await?;
        found.returned = db::number(
            on,
            &format!(
                "SELECT COUNT(*) AS n {own} AND EXISTS (SELECT 1 FROM question_step s
                 WHERE s.question_id = q.id AND s.version = q.version AND s.act = 'returned')"
            ),
            who(),
        )
        .await?;
    }
    if actor.has(Role::Reviewer) {
        found.to_review = db::number(on, &format!("SELECT COUNT(*) AS n {TO_REVIEW}"), who()).await?;
    }
    Ok(found)
}

/// Nobody reviews what they wrote a version of.
const TO_REVIEW: &str = "FROM question q WHERE q.contest_id = $1 AND q.state = 'in_review' AND q.author_id <> $2
     AND NOT EXISTS (SELECT 1 FROM question_version w WHERE w.question_id = q.id AND w.by_account = $2)";

/// The number of the next question this reviewer may review, after `after`, then from the start.
pub async fn next_to_review<C: ConnectionTrait>(
    on: &C,
    contest: Uuid,
    actor: &Actor,
    after: i64,
) -> Result<Option<i64>, DbErr> {
    for from in [after, 0] {
        let next = db::number(
            on,
            &format!("SELECT MIN(q.number) AS n {TO_REVIEW} AND q.number > $3"),
            vec![contest.into(), actor.account.into(), from.into()],
        )
        .await?;
        if next > 0 {
            return Ok(Some(next));
        }
    }
    Ok(None)
}
