//! The bank of a period: locked when the period is scheduled, read by the answer path. And the way in for a bank that
//! was approved elsewhere (the demo year).

use kernel::actor::{Actor, Side};
use kernel::clock::Millis;
use kernel::ids::Entropy;
use platform::audit;
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::event::BankEvent;
use super::write::{QUESTION, STEP, VERSION, hold, insert_rows, step_row};
use super::{Acting, BankRefusal, content_of, difficulty_code, folded, hex, state_code, text_of, version_number};
use crate::bank::{BankError, BankQuestion, SealedBank};
use crate::question::QuestionText;
use crate::state::{QuestionEvent, QuestionPeople, QuestionState};

/// Why a bank cannot be locked.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    #[error(transparent)]
    Db(#[from] DbErr),
    /// No question is approved by both sides.
    #[error("no question is approved by both sides")]
    Empty,
    #[error(transparent)]
    Bank(#[from] BankError),
}

#[derive(FromQueryResult)]
struct Kept {
    id: Uuid,
    version: i64,
    state: String,
    content: String,
    author_id: Uuid,
    reviewer_id: Option<Uuid>,
}

/// Copies every question that both sides have approved, in its present version, into the bank of the period, and
/// locks it. Doing it again replaces the bank of the period. The caller checks the blueprint against the sealed bank
/// and keeps its hash.
pub async fn lock_for_period(on: &Acting<'_>, period: i64, contest: Uuid, slug: &str) -> Result<SealedBank, LockError> {
    let kept: Vec<Kept> = db::rows(
        &**on.tx,
        "SELECT q.id, q.version, q.state, v.content, q.author_id, q.reviewer_id
         FROM question q JOIN question_version v ON v.question_id = q.id AND v.version = q.version
         WHERE q.contest_id = $1 AND q.state IN ('approved', 'locked') ORDER BY q.number",
        vec![contest.into()],
    )
    .await?;
    if kept.is_empty() {
        return Err(LockError::Empty);
    }
    let mut bank = Vec::with_capacity(kept.len());
    let (mut rows, mut steps) = (Vec::new(), Vec::new());
    for question in &kept {
        let version = version_number(question.version)?;
        bank.push((question.id, version, text_of(&question.content)?));
        rows.push(vec![period.into(), question.id.into(), question.version.into()]);
        let people = QuestionPeople {
            author: question.author_id,
            reviewer: question.reviewer_id,
        };
        let approved = QuestionState::Approved;
        if question.state == state_code(approved)
            && let Ok(to) = approved.apply(&QuestionEvent::Lock, &people)
        {
            db::exec(
                &**on.tx,
                "UPDATE question SET state = $2 WHERE id = $1",
                vec![question.id.into(), state_code(to).into()],
            )
            .await?;
            steps.push(step_row(on, question.id, version, "locked", None, ""));
        }
    }
    let offered: Vec<BankQuestion<'_>> = bank
        .iter()
        .map(|(id, version, text)| BankQuestion {
            id: *id,
            version: *version,
            text,
        })
        .collect();
    let sealed = SealedBank::seal(&offered)?;
    db::exec(
        &**on.tx,
        "DELETE FROM period_question WHERE period_id = $1",
        vec![period.into()],
    )
    .await?;
    insert_rows(on, "period_question (period_id, question_id, version)", rows).await?;
    insert_rows(on, STEP, steps).await?;
    let event = BankEvent::Locked {
        contest: slug.to_owned(),
        period,
        questions: sealed.len(),
        hash: hex(sealed.hash().iter()),
    };
    audit::append(on.tx, on.now, Some(on.actor), &event).await?;
    Ok(sealed)
}

/// The questions of a period as they were locked: id, version, text. For the program itself (drawing, marking, showing
/// a paper); pages for people go through [`super::list`].
pub async fn bank_of_period<C: ConnectionTrait>(on: &C, period: i64) -> Result<Vec<(Uuid, u32, QuestionText)>, DbErr> {
    #[derive(FromQueryResult)]
    struct Locked {
        question_id: Uuid,
        version: i64,
        content: String,
    }
    let kept: Vec<Locked> = db::rows(
        on,
        "SELECT pq.question_id, pq.version, v.content FROM period_question pq
         JOIN question_version v ON v.question_id = pq.question_id AND v.version = pq.version
         WHERE pq.period_id = $1 ORDER BY pq.question_id",
        vec![period.into()],
    )
    .await?;
    kept.into_iter()
        .map(|row| Ok((row.question_id, version_number(row.version)?, text_of(&row.content)?)))
        .collect()
}

/// A person's hand under a step, and when.
#[derive(Clone, Debug)]
pub struct Signed {
    pub account: Uuid,
    pub name: String,
    pub at: Millis,
}

/// Who brought a set of questions to approval; the instants must ascend.
#[derive(Clone, Debug)]
pub struct ApprovedBy {
    pub author: Signed,
    pub reviewer: Signed,
    pub side_a: Signed,
    pub side_b: Signed,
}

/// Takes over questions that were approved elsewhere, each with its four signed steps. Returns the first number.
pub async fn import_approved(
    tx: &Tx,
    entropy: &dyn Entropy,
    contest: Uuid,
    texts: &[QuestionText],
    people: &ApprovedBy,
) -> Result<i64, BankRefusal> {
    let actors = [&people.author, &people.reviewer, &people.side_a, &people.side_b].map(|signed| {
        (
            Actor {
                account: signed.account,
                name: signed.name.clone(),
                grants: Vec::new(),
            },
            signed.at,
        )
    });
    let [author, reviewer, side_a, side_b] = actors.each_ref().map(|(actor, now)| Acting {
        tx,
        now: *now,
        actor,
        entropy,
    });
    hold(&author, contest).await?;
    let first = db::number(
        &**tx,
        "SELECT MAX(number) AS n FROM question WHERE contest_id = $1",
        vec![contest.into()],
    )
    .await?
    .saturating_add(1);
    let (mut questions, mut versions, mut steps) = (Vec::new(), Vec::new(), Vec::new());
    for (number, text) in (first..).zip(texts) {
        let id = author.fresh_id();
        questions.push(vec![
            id.into(),
            contest.into(),
            number.into(),
            state_code(QuestionState::Approved).into(),
            1_i64.into(),
            people.author.account.into(),
            Some(people.reviewer.account).into(),
            people.author.at.into(),
        ]);
        versions.push(vec![
            id.into(),
            1_i64.into(),
            content_of(text)?.into(),
            folded(text).into(),
            text.topic.clone().into(),
            difficulty_code(text.difficulty).into(),
            people.author.account.into(),
            people.author.name.clone().into(),
            people.author.at.into(),
            "".into(),
        ]);
        steps.push(step_row(&author, id, 1, "written", None, ""));
        // One millisecond later, so that the two steps of the author keep their order.
        let submitted = Acting {
            now: author.now.saturating_add(1),
            ..author
        };
        steps.push(step_row(&submitted, id, 1, "submitted", None, ""));
        steps.push(step_row(&reviewer, id, 1, "reviewed", None, ""));
        steps.push(step_row(&side_a, id, 1, "approved", Some(Side::A), ""));
        steps.push(step_row(&side_b, id, 1, "approved", Some(Side::B), ""));
    }
    insert_rows(&author, QUESTION, questions).await?;
    insert_rows(&author, VERSION, versions).await?;
    insert_rows(&author, STEP, steps).await?;
    Ok(first)
}
