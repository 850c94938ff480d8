//! What a person may do with a question now: the page offers nothing else.

use kernel::actor::{Actor, Role, Side};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::BankRefusal;
use super::acts::standing_of;
use crate::state::{QuestionEvent, QuestionState};

/// What a person may do with a question as it stands now; the page offers nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct May {
    pub edit: bool,
    pub submit: bool,
    pub review: bool,
    pub approve: Option<Side>,
    pub give_back: bool,
    pub retire: bool,
    /// It waits for this role, but not for this person: who wrote it or reviewed it.
    pub barred: bool,
}

/// Asks the state machine about every act.
pub async fn may<C: ConnectionTrait>(on: &C, contest: Uuid, number: i64, actor: &Actor) -> Result<May, BankRefusal> {
    let standing = standing_of(on, contest, number, actor).await?;
    let (by, people) = (actor.account, standing.people(actor.account));
    let open = |event: QuestionEvent| standing.state.apply(&event, &people).is_ok();
    let author = actor.has(Role::Author);
    let reviewer = actor.has(Role::Reviewer);
    let side = super::side_of(actor);
    let reason = || "?".to_owned();
    let review = reviewer && open(QuestionEvent::Review { by });
    let approve = side.filter(|side| standing.approved_by(actor, *side).is_ok());
    let waits_review = reviewer && standing.state == QuestionState::InReview;
    let waits_approval = side.is_some_and(|side| {
        matches!(
            (standing.state, side),
            (QuestionState::Reviewed, _) | (QuestionState::ApprovedA, Side::B) | (QuestionState::ApprovedB, Side::A)
        )
    });
    Ok(May {
        edit: author && open(QuestionEvent::Edit { by }),
        submit: author && open(QuestionEvent::Submit { by }),
        review,
        approve,
        give_back: standing.may_give_back(actor) && open(QuestionEvent::Return { by, reason: reason() }),
        retire: side.is_some() && open(QuestionEvent::Retire { by, reason: reason() }),
        barred: (waits_review && !review) || (waits_approval && approve.is_none()),
    })
}
