//! Posts that people hold for a time. Like stays, a row is never rewritten: see [`super::stays`].

use jiff::civil::Date;
use kernel::clock::Millis;
use kernel::ids::{Entropy, uuid_at};
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::members::NewPerson;
use super::stays::people_changed;
use super::{day, people};
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
}

/// Every post of a person, newest first.
pub async fn of<C: ConnectionTrait>(on: &C, person: Uuid) -> Result<Vec<Post>, DbErr> {
    db::rows(
        on,
        "SELECT id, unit_id, title, position_group, valid_from, valid_to FROM person_post
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
}

async fn insert(tx: &Tx, now: Millis, entropy: &dyn Entropy, new: &NewPost) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "INSERT INTO person_post (id, person_id, unit_id, title, position_group, valid_from, valid_to, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        vec![
            uuid_at(now, entropy).into(),
            new.person.into(),
            new.unit.into(),
            new.title.clone().into(),
            new.group.code().into(),
            day(new.from).into(),
            new.to.map(day).into(),
            now.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Retires a row and writes a copy that ends on `to`; none when the post would have begun on that day or later.
async fn cut(tx: &Tx, now: Millis, entropy: &dyn Entropy, post: Uuid, to: Date) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "INSERT INTO person_post (id, person_id, unit_id, title, position_group, valid_from, valid_to, recorded_at)
         SELECT $1, person_id, unit_id, title, position_group, valid_from, $2, $3 FROM person_post
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

/// What lists print as a person's post: the latest one in force today.
async fn refresh(tx: &Tx, person: Uuid, today: Date, ended: Option<&str>) -> Result<(), DbErr> {
    let today = day(today);
    let in_force = of(&**tx, person)
        .await?
        .into_iter()
        .find(|post| post.valid_from <= today && post.valid_to.as_ref().is_none_or(|to| *to > today));
    let (sql, title) = match (in_force, ended) {
        (Some(post), _) => ("UPDATE person SET post = $2 WHERE id = $1", post.title),
        (None, Some(ended)) => (
            "UPDATE person SET post = NULL WHERE id = $1 AND post = $2",
            ended.to_owned(),
        ),
        (None, None) => return Ok(()),
    };
    db::exec(&**tx, sql, vec![person.into(), title.into()]).await?;
    Ok(())
}

async fn inside(tx: &Tx, scope: &Scope, person: Uuid, today: Date) -> Result<(), OrganisationError> {
    match people::unit_of(&**tx, person, today).await? {
        Some(unit) => scope.require(unit),
        None if *scope == Scope::All => Ok(()),
        None => Err(OrganisationError::OutOfScope),
    }
}

/// Records a post. Refused for somebody outside the scope.
pub async fn add(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    scope: &Scope,
    today: Date,
    new: &NewPost,
) -> Result<(), OrganisationError> {
    inside(tx, scope, new.person, today).await?;
    if new.to.is_some_and(|to| to <= new.from) {
        return Err(PeopleRefusal::PostDates.into());
    }
    insert(tx, now, entropy, new).await?;
    refresh(tx, new.person, today, None).await?;
    people_changed(tx).await?;
    Ok(())
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
    refresh(tx, person, today, Some(&known.title)).await?;
    Ok(known.title)
}

/// A list says that somebody holds another post than before: from that day on the person holds it, and no longer the one
/// the list said before. Called before the new title is written.
pub(super) async fn follow(tx: &Tx, now: Millis, entropy: &dyn Entropy, person: &NewPerson) -> Result<(), DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        post: Option<String>,
    }
    let row: Option<Row> = db::row(&**tx, "SELECT post FROM person WHERE id = $1", vec![person.id.into()]).await?;
    let before = row.and_then(|row| row.post);
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
    };
    insert(tx, now, entropy, &new).await
}
