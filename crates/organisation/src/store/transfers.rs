//! Moving people in one act.

use std::collections::HashSet;

use jiff::civil::Date;
use kernel::clock::Millis;
use kernel::ids::Entropy;
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::stays::{self, Ending, people_changed};
use super::{day, id_list, people, posts};
use crate::error::{OrganisationError, PeopleRefusal};
use crate::scope::Scope;
use crate::transfer::{Order, Plan, Standing, plan};
use crate::tree::Tree;

/// Where these people stand on a day, in list order; ids that are nobody's are left out.
pub async fn standings<C: ConnectionTrait>(on: &C, people: &[Uuid], date: Date) -> Result<Vec<Standing>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        full_name: String,
        member_number: String,
        merged_into: Option<Uuid>,
        unit_id: Option<Uuid>,
        since: Option<String>,
        later: Option<String>,
    }
    let rows: Vec<Row> = db::rows(
        on,
        &format!(
            "SELECT p.id, p.full_name, p.member_number, p.merged_into, m.unit_id, m.valid_from AS since,
                    COALESCE((SELECT MAX(l.valid_from) FROM membership l WHERE l.person_id = p.id
                              AND l.retired_at IS NULL AND l.valid_from > $1), m.valid_to) AS later
             FROM person p LEFT JOIN membership m ON m.person_id = p.id AND m.retired_at IS NULL
                  AND m.valid_from <= $1 AND (m.valid_to IS NULL OR m.valid_to > $1)
             WHERE p.id IN ({}) ORDER BY p.sort_key, p.id",
            id_list(db::engine_of(on), people)
        ),
        vec![day(date).into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Standing {
            id: row.id,
            name: row.full_name,
            number: row.member_number,
            merged: row.merged_into.is_some(),
            unit: row.unit_id,
            since: row.since,
            later: row.later,
        })
        .collect())
}

/// Like [`standings`] for people in the scope today. Whoever is not is left out as if there were no such entry: a form
/// that names somebody's id must not tell who that is.
pub async fn seen_standings<C: ConnectionTrait>(
    on: &C,
    (scope, today): (&Scope, Date),
    persons: &[Uuid],
    date: Date,
) -> Result<Vec<Standing>, DbErr> {
    let seen = people::many(on, scope, persons, today).await?;
    let seen: HashSet<Uuid> = seen.into_iter().map(|person| person.id).collect();
    let mut found = standings(on, persons, date).await?;
    found.retain(|person| seen.contains(&person.id));
    Ok(found)
}

/// Carries the order out: everybody in it, or nobody. Refused when somebody can no longer be moved. Also how many posts
/// ended with it.
pub async fn carry_out(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    scope: &Scope,
    tree: &Tree,
    order: &Order,
) -> Result<(Plan, u64), OrganisationError> {
    scope.require(order.from)?;
    match order.to {
        Some(to) => scope.require(to)?,
        None if order.reason.needs_target() => return Err(PeopleRefusal::NoTarget.into()),
        None => {}
    }
    // First, so that two orders about one person come one after the other.
    people_changed(tx).await?;
    let found = standings(&**tx, &order.people, order.on).await?;
    let plan = plan(order, tree, scope, found);
    if !plan.blocked.is_empty() || plan.moved.is_empty() {
        return Err(PeopleRefusal::NotMovable.into());
    }
    let people: Vec<Uuid> = plan.moved.iter().map(|person| person.id).collect();
    let why = Ending {
        reason: order.reason.code().to_owned(),
        act_number: order.act_number.clone(),
        note: order.note.clone(),
    };
    let posts = if order.end_posts {
        posts::end_running(tx, now, entropy, &people, order.on, order.to).await?
    } else {
        0
    };
    stays::end(tx, now, entropy, &people, order.on, &why).await?;
    if let Some(to) = order.to {
        let stays = people.iter().map(|person| (*person, to, order.on));
        stays::begin(tx, now, entropy, stays).await?;
    }
    Ok((plan, posts))
}
