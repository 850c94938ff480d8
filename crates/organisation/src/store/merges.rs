//! Two entries of one human being become one: the other entry points to the kept one and no longer counts, its account
//! is shut, its sign-in names and its links of single sign-on open the kept account. Nothing that was recorded under it is rewritten, so that the merge
//! can be undone.

mod keys;

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use kernel::actor::{Actor, Role};
use kernel::clock::Millis;
use kernel::ids::{Entropy, uuid_at};
use platform::db::{self, Tx};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use super::stays::people_changed;
use super::{day, id_list, people, within};
use crate::error::{OrganisationError, PeopleRefusal};
use crate::scope::Scope;
use crate::store::people::Person;

pub(crate) use keys::names_brought;

/// A merge on record.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Merge {
    pub id: Uuid,
    pub kept: Uuid,
    pub gone: Uuid,
    pub at: i64,
    pub by_name: String,
    pub reason: String,
    pub was_disabled: bool,
    /// The sign-in names that moved: name and kind.
    pub names: String,
    /// The links of single sign-on that moved: issuer and subject.
    pub links: String,
    pub undone_at: Option<i64>,
    pub undone_by_name: Option<String>,
    pub undone_reason: Option<String>,
}

/// A merge with the words a list shows.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Listed {
    pub id: Uuid,
    pub kept: Uuid,
    pub kept_name: String,
    pub kept_number: String,
    pub gone_name: String,
    pub gone_number: String,
    pub at: i64,
    pub by_name: String,
    pub reason: String,
    pub undone_at: Option<i64>,
    pub undone_by_name: Option<String>,
    pub undone_reason: Option<String>,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Order<'o> {
    pub kept: Uuid,
    pub gone: Uuid,
    pub reason: &'o str,
}

async fn inside(tx: &Tx, scope: &Scope, id: Uuid, today: Date) -> Result<Person, OrganisationError> {
    let found = people::by_id(&**tx, &Scope::All, id, today).await?;
    let person = found.ok_or(PeopleRefusal::NoPerson)?;
    match person.unit_id {
        Some(unit) => scope.require(unit)?,
        None if *scope == Scope::All => {}
        None => return Err(OrganisationError::OutOfScope),
    }
    Ok(person)
}

/// An account with any role, now or later, is shut and opened by an administrator only.
async fn may_shut(tx: &Tx, now: Millis, actor: &Actor, account: Uuid) -> Result<(), OrganisationError> {
    if account == actor.account {
        return Err(PeopleRefusal::OwnEntry.into());
    }
    may_touch(tx, now, actor, account).await
}

/// Nor does anybody else give sign-in names or links to such an account: who has the address or the link that comes with
/// the other entry would come in by single sign-on, with the rights of the account. One's own may be given more.
async fn may_name(tx: &Tx, now: Millis, actor: &Actor, account: Uuid) -> Result<(), OrganisationError> {
    if account == actor.account {
        return Ok(());
    }
    may_touch(tx, now, actor, account).await
}

async fn may_touch(tx: &Tx, now: Millis, actor: &Actor, account: Uuid) -> Result<(), OrganisationError> {
    if actor.has(Role::Administrator) || with_roles(&**tx, now, &[account]).await?.is_empty() {
        Ok(())
    } else {
        Err(PeopleRefusal::HoldsRole.into())
    }
}

/// The accounts among these whose phone and e-mail `by` must leave alone. Single sign-on recognises people by their
/// address: who writes the own one into the entry of somebody with a role comes in with that role. Roles are granted by
/// administrators, so nobody else changes the addresses of whoever holds one, but for the own entry; the program itself
/// (`None`) is run by whoever owns the machine.
pub async fn guarded<C: ConnectionTrait>(
    on: &C,
    now: Millis,
    by: Option<&Actor>,
    accounts: &[Uuid],
) -> Result<HashSet<Uuid>, DbErr> {
    let Some(by) = by.filter(|by| !by.has(Role::Administrator)) else {
        return Ok(HashSet::new());
    };
    let mut found: HashSet<Uuid> = with_roles(on, now, accounts).await?.into_iter().collect();
    found.remove(&by.account);
    Ok(found)
}

/// Merges. Both entries must lie in the scope, and neither may be merged already. The two people, kept and gone; the
/// caller ends the sessions of the gone one.
pub async fn merge(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    actor: &Actor,
    scope: &Scope,
    today: Date,
    order: Order<'_>,
) -> Result<(Person, Person), OrganisationError> {
    // First, so that two merges of one person come one after the other.
    people_changed(tx).await?;
    let kept = inside(tx, scope, order.kept, today).await?;
    let gone = inside(tx, scope, order.gone, today).await?;
    if kept.id == gone.id || kept.merged_into.is_some() || gone.merged_into.is_some() {
        return Err(PeopleRefusal::AlreadyMerged.into());
    }
    may_shut(tx, now, actor, gone.id).await?;
    may_name(tx, now, actor, kept.id).await?;
    #[derive(FromQueryResult)]
    struct Account {
        disabled: bool,
    }
    let account: Option<Account> = db::row(
        &**tx,
        "SELECT disabled FROM account WHERE id = $1",
        vec![gone.id.into()],
    )
    .await?;
    let names = keys::move_names(tx, gone.id, kept.id).await?;
    let links = keys::move_links(tx, gone.id, kept.id).await?;
    db::exec(
        &**tx,
        "UPDATE person SET merged_into = $2 WHERE id = $1",
        vec![gone.id.into(), kept.id.into()],
    )
    .await?;
    db::exec(
        &**tx,
        "UPDATE account SET disabled = $2 WHERE id = $1",
        vec![gone.id.into(), true.into()],
    )
    .await?;
    db::exec(
        &**tx,
        "INSERT INTO person_merge (id, kept, gone, at, by_account, by_name, reason, was_disabled, names, links)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        vec![
            uuid_at(now, entropy).into(),
            kept.id.into(),
            gone.id.into(),
            now.into(),
            actor.account.into(),
            actor.name.clone().into(),
            order.reason.into(),
            account.is_some_and(|account| account.disabled).into(),
            names.into(),
            links.into(),
        ],
    )
    .await?;
    Ok((kept, gone))
}

/// Undoes a merge: everything is as before it. A later merge of the kept entry is undone first. The caller ends the
/// sessions of the kept one, which may have been begun by the other.
pub async fn undo(
    tx: &Tx,
    now: Millis,
    actor: &Actor,
    scope: &Scope,
    today: Date,
    merge: Uuid,
    reason: &str,
) -> Result<(Person, Person), OrganisationError> {
    people_changed(tx).await?;
    let found: Option<Merge> = db::row(
        &**tx,
        "SELECT id, kept, gone, at, by_name, reason, was_disabled, names, links, undone_at, undone_by_name,
                undone_reason
         FROM person_merge WHERE id = $1",
        vec![merge.into()],
    )
    .await?;
    let merge = found.ok_or(PeopleRefusal::NoPerson)?;
    let kept = inside(tx, scope, merge.kept, today).await?;
    let gone = inside(tx, scope, merge.gone, today).await?;
    if merge.undone_at.is_some() {
        return Err(PeopleRefusal::AlreadyUndone.into());
    }
    if kept.merged_into.is_some() {
        return Err(PeopleRefusal::UndoLaterFirst.into());
    }
    may_shut(tx, now, actor, gone.id).await?;
    keys::give_back(tx, &merge).await?;
    db::exec(
        &**tx,
        "UPDATE person SET merged_into = NULL WHERE id = $1",
        vec![gone.id.into()],
    )
    .await?;
    db::exec(
        &**tx,
        "UPDATE account SET disabled = $2 WHERE id = $1",
        vec![gone.id.into(), merge.was_disabled.into()],
    )
    .await?;
    db::exec(
        &**tx,
        "UPDATE person_merge SET undone_at = $2, undone_by_name = $3, undone_reason = $4 WHERE id = $1",
        vec![merge.id.into(), now.into(), actor.name.clone().into(), reason.into()],
    )
    .await?;
    Ok((kept, gone))
}

/// The merges of entries of the scope, newest first.
pub async fn listed<C: ConnectionTrait>(on: &C, scope: &Scope, date: Date, limit: i64) -> Result<Vec<Listed>, DbErr> {
    let engine = db::engine_of(on);
    db::rows(
        on,
        &format!(
            "SELECT g.id, g.kept, k.full_name AS kept_name, k.member_number AS kept_number, o.full_name AS gone_name,
                    o.member_number AS gone_number, g.at, g.by_name, g.reason, g.undone_at, g.undone_by_name,
                    g.undone_reason
             FROM person_merge g JOIN person k ON k.id = g.kept JOIN person o ON o.id = g.gone
             LEFT JOIN membership m ON m.person_id = g.kept AND m.retired_at IS NULL AND m.valid_from <= $1
                  AND (m.valid_to IS NULL OR m.valid_to > $1)
             WHERE {} ORDER BY g.at DESC, g.id LIMIT $2",
            within(engine, "m.unit_id", scope)
        ),
        vec![day(date).into(), limit.into()],
    )
    .await
}

/// The accounts among these that hold a role, now or later.
pub async fn with_roles<C: ConnectionTrait>(on: &C, now: Millis, accounts: &[Uuid]) -> Result<Vec<Uuid>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        account_id: Uuid,
    }
    let mut found = Vec::new();
    for part in accounts.chunks(2_000) {
        let rows: Vec<Row> = db::rows(
            on,
            &format!(
                "SELECT DISTINCT account_id FROM account_grant WHERE account_id IN ({})
                 AND (valid_to IS NULL OR valid_to > $1)",
                id_list(db::engine_of(on), part)
            ),
            vec![now.into()],
        )
        .await?;
        found.extend(rows.into_iter().map(|row| row.account_id));
    }
    Ok(found)
}

/// The entries that have been merged into this one, as "name (number)".
pub async fn into<C: ConnectionTrait>(on: &C, kept: Uuid) -> Result<Vec<String>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        full_name: String,
        member_number: String,
    }
    let rows: Vec<Row> = db::rows(
        on,
        "SELECT full_name, member_number FROM person WHERE merged_into = $1 ORDER BY member_number",
        vec![kept.into()],
    )
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| format!("{} ({})", row.full_name, row.member_number))
        .collect())
}

#[derive(FromQueryResult)]
struct Link {
    gone: Uuid,
    kept: Uuid,
}

/// Follows each entry to the one that is not merged itself.
fn resolved(links: Vec<Link>) -> HashMap<Uuid, Uuid> {
    let direct: HashMap<Uuid, Uuid> = links.into_iter().map(|link| (link.gone, link.kept)).collect();
    direct
        .iter()
        .map(|(gone, kept)| {
            let mut at = *kept;
            // A ring cannot be written; should there be one, it is left after a turn.
            for _ in 0..direct.len() {
                match direct.get(&at) {
                    Some(next) => at = *next,
                    None => break,
                }
            }
            (*gone, at)
        })
        .collect()
}

/// Entry that is gone → entry that goes on, for everybody merged.
pub async fn aliases<C: ConnectionTrait>(on: &C) -> Result<HashMap<Uuid, Uuid>, DbErr> {
    let links = db::rows(
        on,
        "SELECT id AS gone, merged_into AS kept FROM person WHERE merged_into IS NOT NULL",
        vec![],
    )
    .await?;
    Ok(resolved(links))
}

/// The entries that have been merged into this one, directly or through another.
pub async fn entries_of<C: ConnectionTrait>(on: &C, kept: Uuid) -> Result<Vec<Uuid>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let mut found = Vec::new();
    let mut next = vec![kept];
    while !next.is_empty() {
        let rows: Vec<Row> = db::rows(
            on,
            &format!(
                "SELECT id FROM person WHERE merged_into IN ({})",
                id_list(db::engine_of(on), &next)
            ),
            vec![],
        )
        .await?;
        next = rows
            .into_iter()
            .map(|row| row.id)
            .filter(|id| !found.contains(id))
            .collect();
        found.extend(&next);
    }
    Ok(found)
}

/// Like [`aliases`], as known at an instant.
pub async fn aliases_as_known<C: ConnectionTrait>(on: &C, known: Millis) -> Result<HashMap<Uuid, Uuid>, DbErr> {
    let links = db::rows(
        on,
        "SELECT gone, kept FROM person_merge WHERE at <= $1 AND (undone_at IS NULL OR undone_at > $1)",
        vec![known.into()],
    )
    .await?;
    Ok(resolved(links))
}
