//! Posts that people hold for a time. Like stays, a row is never rewritten: see [`super::stays`].

use jiff::civil::Date;
use kernel::clock::Millis;
use kernel::ids::{Entropy, uuid_at};
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::members::NewPerson;
use super::stays::people_changed;
use super::{day, id_list, past, people, read_day};
use crate::error::{OrganisationError, PeopleRefusal};
use crate::post::PositionGroup;
use crate::scope::Scope;

/// A post of a person.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Post {
    pub id: Uuid,
    pub unit_id: Option<Uuid>,
    pub title: String,
    /// See [`PositionGroup::code`].
    pub position_group: String,
    pub valid_from: String,
    pub valid_to: Option<String>,
    /// Account of whoever entered it; none for what came with a list.
    pub recorded_by: Option<Uuid>,
}

/// Every post of a person, newest first.
pub async fn of<C: ConnectionTrait>(on: &C, person: Uuid) -> Result<Vec<Post>, DbErr> {
    db::rows(
        on,
        "SELECT id, unit_id, title, position_group, valid_from, valid_to, recorded_by FROM person_post
         WHERE person_id = $1 AND retired_at IS NULL ORDER BY valid_from DESC, id DESC",
        vec![person.into()],
    )
    .await
}

/// A post to be recorded.
#[derive(Clone, Debug)]
pub struct NewPost {
    pub person: Uuid,
    pub unit: Option<Uuid>,
    pub title: String,
    pub group: PositionGroup,
    pub from: Date,
    pub to: Option<Date>,
    /// None for what a list or an order says.
    pub by: Option<Uuid>,
}

async fn insert(tx: &Tx, now: Millis, entropy: &dyn Entropy, new: &NewPost) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "INSERT INTO person_post (id, person_id, unit_id, title, position_group, valid_from, valid_to, recorded_at,
                                  recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        vec![
            uuid_at(now, entropy).into(),
            new.person.into(),
            new.unit.into(),
            new.title.clone().into(),
            new.group.code().into(),
            day(new.from).into(),
            new.to.map(day).into(),
            now.into(),
            new.by.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Retires a row and writes a copy that ends on `to`; none when the post would have begun on that day or later.
async fn cut(tx: &Tx, now: Millis, entropy: &dyn Entropy, post: Uuid, to: Date) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "INSERT INTO person_post (id, person_id, unit_id, title, position_group, valid_from, valid_to, recorded_at,
                                  recorded_by)
         SELECT $1, person_id, unit_id, title, position_group, valid_from, $2, $3, recorded_by FROM person_post
         WHERE id = $4 AND valid_from < $2",
        vec![uuid_at(now, entropy).into(), day(to).into(), now.into(), post.into()],
    )
    .await?;
    db::exec(
        &**tx,
        "UPDATE person_post SET retired_at = $1 WHERE id = $2",
        vec![now.into(), post.into()],
    )
    .await?;
    Ok(())
}

/// The word of a list goes with the post it told of.
async fn drop_word(tx: &Tx, now: Millis, person: Uuid, title: &str) -> Result<(), DbErr> {
    past::keep_post(tx, now, person, title).await?;
    db::exec(
        &**tx,
        "UPDATE person SET post = NULL WHERE id = $1 AND post = $2",
        vec![person.into(), title.into()],
    )
    .await?;
    Ok(())
}

async fn inside(tx: &Tx, scope: &Scope, person: Uuid, today: Date) -> Result<(), OrganisationError> {
    match people::unit_of(&**tx, person, today).await? {
        Some(unit) => scope.require(unit),
        None if *scope == Scope::All => Ok(()),
        None => Err(OrganisationError::OutOfScope),
    }
}

/// Records a post. Refused for somebody outside the scope. Whether it is new: the same post from the same day is one
/// post, so that pressing twice writes once.
pub async fn add(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    scope: &Scope,
    today: Date,
    new: &NewPost,
) -> Result<bool, OrganisationError> {
    inside(tx, scope, new.person, today).await?;
    if new.to.is_some_and(|to| to <= new.from) {
        return Err(PeopleRefusal::PostDates.into());
    }
    // First, so that two such changes come one after the other.
    people_changed(tx).await?;
    let (from, to) = (day(new.from), new.to.map(day));
    let same = of(&**tx, new.person).await?.into_iter().any(|known| {
        known.title == new.title
            && known.position_group == new.group.code()
            && known.unit_id == new.unit
            && known.valid_from == from
            && known.valid_to == to
    });
    if !same {
        insert(tx, now, entropy, new).await?;
    }
    Ok(!same)
}

/// Takes a post out that was entered by mistake: it was never held. Only for `by`, who entered it; for anybody in charge
/// without one. The title, for the record.
pub async fn remove(
    tx: &Tx,
    now: Millis,
    scope: &Scope,
    today: Date,
    (person, post): (Uuid, Uuid),
    by: Option<Uuid>,
) -> Result<String, OrganisationError> {
    inside(tx, scope, person, today).await?;
    people_changed(tx).await?;
    let known = of(&**tx, person).await?.into_iter().find(|known| known.id == post);
    let Some(known) = known else {
        return Err(PeopleRefusal::NoPost.into());
    };
    if by.is_some() && known.recorded_by != by {
        return Err(OrganisationError::OutOfScope);
    }
    db::exec(
        &**tx,
        "UPDATE person_post SET retired_at = $1 WHERE id = $2",
        vec![now.into(), post.into()],
    )
    .await?;
    Ok(known.title)
}

/// Ends a post on `to`: the first day on which it is no longer held. The title, for the record.
pub async fn end(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    scope: &Scope,
    today: Date,
    (person, post): (Uuid, Uuid),
    to: Date,
) -> Result<String, OrganisationError> {
    inside(tx, scope, person, today).await?;
    people_changed(tx).await?;
    let known = of(&**tx, person).await?.into_iter().find(|known| known.id == post);
    let Some(known) = known else {
        return Err(PeopleRefusal::NoPost.into());
    };
    if day(to) < known.valid_from {
        return Err(PeopleRefusal::PostDates.into());
    }
    cut(tx, now, entropy, post, to).await?;
    drop_word(tx, now, person, &known.title).await?;
    Ok(known.title)
}

/// A post that goes on on a day.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Running {
    /// None: the word of a list, without days.
    pub id: Option<Uuid>,
    pub person_id: Uuid,
    pub title: String,
    /// The unit and the first day of the stay, for the word of a list.
    pub unit_id: Option<Uuid>,
    pub valid_from: Option<String>,
}

/// What these people hold on a day or will hold later and would not take along: every post but those in the unit they go
/// to. The word of a list ("Chuyên viên") belongs to no unit, so it goes along, and ends with those who go to none.
pub async fn running<C: ConnectionTrait>(
    on: &C,
    persons: &[Uuid],
    day_of: Date,
    to: Option<Uuid>,
) -> Result<Vec<Running>, DbErr> {
    let list = id_list(db::engine_of(on), persons);
    let mut found: Vec<Running> = db::rows(
        on,
        &format!(
            "SELECT id, person_id, title, unit_id, valid_from FROM person_post
             WHERE person_id IN ({list}) AND retired_at IS NULL AND (valid_to IS NULL OR valid_to > $1)
             ORDER BY person_id, valid_from, id"
        ),
        vec![day(day_of).into()],
    )
    .await?;
    if to.is_some() {
        found.retain(|post| post.unit_id != to);
        return Ok(found);
    }
    let words: Vec<Running> = db::rows(
        on,
        &format!(
            "SELECT p.id AS person_id, p.post AS title, m.unit_id, m.valid_from
             FROM person p LEFT JOIN membership m ON m.person_id = p.id AND m.retired_at IS NULL AND m.valid_from <= $1
                  AND (m.valid_to IS NULL OR m.valid_to > $1)
             WHERE p.id IN ({list}) AND p.post IS NOT NULL AND NOT EXISTS
                   (SELECT 1 FROM person_post h WHERE h.person_id = p.id AND h.retired_at IS NULL AND h.title = p.post)
             ORDER BY p.id"
        ),
        vec![day(day_of).into()],
    )
    .await?;
    found.extend(words);
    Ok(found)
}

/// Ends what [`running`] finds on `on`; how many. Called before the stays of these people end: the word of a list has no
/// days, so it becomes a post of the stay that ends.
pub(super) async fn end_running(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    persons: &[Uuid],
    on: Date,
    to: Option<Uuid>,
) -> Result<u64, DbErr> {
    let found = running(&**tx, persons, on, to).await?;
    for post in &found {
        match post.id {
            Some(id) => {
                cut(tx, now, entropy, id, on).await?;
                if post.valid_from.as_ref().is_some_and(|from| *from >= day(on)) {
                    drop_word(tx, now, post.person_id, &post.title).await?;
                }
            }
            None => match post.valid_from.as_deref().map(read_day).transpose()? {
                Some(from) if from < on => {
                    let new = NewPost {
                        person: post.person_id,
                        unit: post.unit_id,
                        title: post.title.clone(),
                        group: PositionGroup::Other,
                        from,
                        to: Some(on),
                        by: None,
                    };
                    insert(tx, now, entropy, &new).await?;
                }
                _ => drop_word(tx, now, post.person_id, &post.title).await?,
            },
        }
    }
    Ok(u64::try_from(found.len()).unwrap_or(u64::MAX))
}

/// A list says that somebody holds another post than before: from that day on the person holds it, and no longer the one
/// the list said before. Called before the new title is written.
pub(super) async fn follow(tx: &Tx, now: Millis, entropy: &dyn Entropy, person: &NewPerson) -> Result<(), DbErr> {
    let today = kernel::time::local_date(now);
    let before = people::by_id(&**tx, &Scope::All, person.id, today)
        .await?
        .and_then(|before| before.post);
    let Some(title) = person.post.clone().filter(|title| before.as_ref() != Some(title)) else {
        return Ok(());
    };
    let from = day(person.from);
    let mut already = false;
    for known in of(&**tx, person.id).await? {
        let runs = known.valid_to.as_ref().is_none_or(|to| *to > from);
        if runs && known.title == title {
            already = true;
        } else if runs && before.as_ref() == Some(&known.title) {
            cut(tx, now, entropy, known.id, person.from).await?;
        }
    }
    if already {
        return Ok(());
    }
    let new = NewPost {
        person: person.id,
        unit: Some(person.unit),
        title,
        group: PositionGroup::Other,
        from: person.from,
        to: None,
        by: None,
    };
    insert(tx, now, entropy, &new).await
}
