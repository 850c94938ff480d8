//! What an entry said before it was put right: name, sex, birth date and the post of a list with the instant at which each stopped holding, so
//! that a figure as known on a day never changes with what was learned later.

use kernel::clock::Millis;
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::day;
use super::members::NewPerson;

/// What an entry said until an instant.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Past {
    pub until: i64,
    pub full_name: String,
    pub sex: Option<String>,
    /// ISO text.
    pub birth_date: Option<String>,
}

/// Keeps what the entry says, if it is about to say something else. Called before it is written.
pub(super) async fn keep(tx: &Tx, now: Millis, after: &NewPerson) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "INSERT INTO person_past (person_id, until, full_name, sex, birth_date, post)
         SELECT id, $2, full_name, sex, birth_date, post FROM person
         WHERE id = $1 AND (full_name <> $3 OR COALESCE(sex, '') <> $4 OR COALESCE(birth_date, '') <> $5
                            OR COALESCE(post, '') <> $6)
         ON CONFLICT (person_id, until) DO NOTHING",
        vec![
            after.id.into(),
            now.into(),
            after.name.as_str().into(),
            after.sex.unwrap_or_default().into(),
            after.birth_date.map_or_else(String::new, day).into(),
            after.post.clone().unwrap_or_default().into(),
        ],
    )
    .await?;
    Ok(())
}

/// Keeps what the entry says if its post is this one, which is about to go.
pub(super) async fn keep_post(tx: &Tx, now: Millis, person: Uuid, post: &str) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "INSERT INTO person_past (person_id, until, full_name, sex, birth_date, post)
         SELECT id, $2, full_name, sex, birth_date, post FROM person WHERE id = $1 AND post = $3
         ON CONFLICT (person_id, until) DO NOTHING",
        vec![person.into(), now.into(), post.into()],
    )
    .await?;
    Ok(())
}

/// SQL that reads what the entries `p` said.
pub(super) struct AsKnown {
    pub join: String,
    pub full_name: &'static str,
    pub sex: &'static str,
    pub birth_date: &'static str,
    pub post: &'static str,
}

/// As known at an instant; now, without one.
pub(super) fn as_known(known: Option<Millis>) -> AsKnown {
    let Some(known) = known else {
        return AsKnown {
            join: String::new(),
            full_name: "p.full_name",
            sex: "p.sex",
            birth_date: "p.birth_date",
            post: "p.post",
        };
    };
    // Few entries are ever put right: their first change after the instant tells what they said then.
    let join = format!(
        "LEFT JOIN (SELECT h.person_id, h.full_name, h.sex, h.birth_date, h.post FROM person_past h
                    JOIN (SELECT person_id, MIN(until) AS until FROM person_past WHERE until > {known}
                          GROUP BY person_id) f ON f.person_id = h.person_id AND f.until = h.until) w
         ON w.person_id = p.id"
    );
    AsKnown {
        join,
        full_name: "CASE WHEN w.person_id IS NULL THEN p.full_name ELSE w.full_name END",
        sex: "CASE WHEN w.person_id IS NULL THEN p.sex ELSE w.sex END",
        birth_date: "CASE WHEN w.person_id IS NULL THEN p.birth_date ELSE w.birth_date END",
        post: "CASE WHEN w.person_id IS NULL THEN p.post ELSE w.post END",
    }
}

/// What an entry said before, newest first.
pub async fn of<C: ConnectionTrait>(on: &C, person: Uuid) -> Result<Vec<Past>, DbErr> {
    db::rows(
        on,
        "SELECT until, full_name, sex, birth_date FROM person_past WHERE person_id = $1 ORDER BY until DESC",
        vec![person.into()],
    )
    .await
}
