//! Writing people: many at once, with their accounts, sign-in names and memberships.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use kernel::actor::Actor;
use kernel::clock::Millis;
use kernel::ids::Entropy;
use platform::account::normal_name;
use platform::db::{self, Tx};
use sea_orm::{DbErr, FromQueryResult, Value};
use uuid::Uuid;
use vietnamese::fold;
use vietnamese::name::{FullName, person_sort_key};

use super::stays::{self, Ending, people_changed};
use super::{day, merges, past, posts, row_list};
use crate::error::{OrganisationError, PeopleRefusal};
use crate::scope::Scope;

/// A person to be added, with an account to sign in by.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Lasting id of person and account, made by the caller.
    pub id: Uuid,
    /// In the spelling of [`number_key`].
    pub member_number: String,
    pub name: FullName,
    /// Set when the given name is not the last word; `name` already knows it.
    pub given_override: Option<String>,
    /// "male", "female".
    pub sex: Option<&'static str>,
    pub birth_date: Option<Date>,
    /// E.164, or as written where there is none.
    pub phone: Option<String>,
    pub email: Option<String>,
    pub post: Option<String>,
    pub unit: Uuid,
    pub from: Date,
    pub demo: bool,
}

/// A sign-in name that was not given because another account has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    pub person: Uuid,
    pub member_number: String,
    pub what: ClashKind,
}

/// Which name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClashKind {
    MemberNumber,
    Phone,
    Email,
}

impl ClashKind {
    const fn kind(self) -> &'static str {
        match self {
            Self::MemberNumber => "member_number",
            Self::Phone => "phone",
            Self::Email => "email",
        }
    }
}

/// The one spelling under which member numbers are kept and compared: clean, without spaces, in capitals.
pub fn number_key(number: &str) -> String {
    fold::clean(number).replace(' ', "").to_uppercase()
}

/// What search looks through: name and number without diacritics, words parted by single spaces.
pub fn search_text(name: &str, number: &str) -> String {
    fold::fold(&format!("{name} {number}"))
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Rows of a statement. SQLite looks numbered parameters up one by one, so wide rows go in smaller bundles.
const WIDE: usize = 40;
const NARROW: usize = 100;

fn text(value: Option<&str>) -> Value {
    value.map(str::to_owned).into()
}

/// Adds people: account (no password yet, a member), sign-in names (member number, phone, e-mail), person and
/// membership. A sign-in name that another account already has is left out and reported; the person is added all the
/// same. Every unit must lie in the scope. A member number that exists is a database error: callers look first.
pub async fn create_many(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    scope: &Scope,
    people: &[NewPerson],
) -> Result<Vec<Clash>, OrganisationError> {
    if let Scope::Units(units) = scope {
        let inside: HashSet<&Uuid> = units.iter().collect();
        if people.iter().any(|person| !inside.contains(&person.unit)) {
            return Err(OrganisationError::OutOfScope);
        }
    }
    for part in people.chunks(NARROW) {
        accounts(tx, now, part).await?;
    }
    for part in people.chunks(WIDE) {
        persons(tx, now, part).await?;
    }
    let stays = people.iter().map(|person| (person.id, person.unit, person.from));
    stays::begin(tx, now, entropy, stays).await?;
    people_changed(tx).await?;
    let mut clashes = Vec::new();
    for part in people.chunks(NARROW) {
        let numbers = part
            .iter()
            .map(|p| (p, ClashKind::MemberNumber, p.member_number.as_str()));
        names(tx, numbers, &mut clashes).await?;
        let phones = part
            .iter()
            .filter_map(|p| Some((p, ClashKind::Phone, p.phone.as_deref()?)))
            .filter(|(_, _, phone)| phone.starts_with('+'));
        names(tx, phones, &mut clashes).await?;
        let emails = part
            .iter()
            .filter_map(|p| Some((p, ClashKind::Email, p.email.as_deref()?)));
        names(tx, emails, &mut clashes).await?;
    }
    Ok(clashes)
}

async fn accounts(tx: &Tx, now: Millis, part: &[NewPerson]) -> Result<(), DbErr> {
    let rows = row_list(part.len(), &format!("($,$,$,TRUE,TRUE,FALSE,0,0,{now})"));
    let values = part
        .iter()
        .flat_map(|person| {
            let name = person.name.as_str();
            [person.id.into(), name.into(), fold::fold(name).into()]
        })
        .collect();
    let sql = format!(
        "INSERT INTO account (id, name, folded, is_member, must_change, disabled, failed_count, locked_until, created_at)
         VALUES {rows}"
    );
    db::exec(&**tx, &sql, values).await?;
    Ok(())
}

async fn persons(tx: &Tx, now: Millis, part: &[NewPerson]) -> Result<(), DbErr> {
    let rows = row_list(part.len(), &format!("($,$,$,$,$,$,$,$,$,$,$,$,{now})"));
    let values = part
        .iter()
        .flat_map(|person| {
            [
                person.id.into(),
                person.member_number.clone().into(),
                person.name.as_str().into(),
                text(person.given_override.as_deref()),
                person_sort_key(&person.name).into(),
                search_text(person.name.as_str(), &person.member_number).into(),
                text(person.sex),
                person.birth_date.map(day).into(),
                text(person.phone.as_deref()),
                text(person.email.as_deref()),
                text(person.post.as_deref()),
                person.demo.into(),
            ]
        })
        .collect();
    let sql = format!(
        "INSERT INTO person (id, member_number, full_name, given_override, sort_key, folded, sex, birth_date, phone,
                             email, post, demo, created_at) VALUES {rows}"
    );
    db::exec(&**tx, &sql, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Holder {
    name: String,
    account_id: Uuid,
}

/// Adds sign-in names of one kind. Only when fewer rows came in than were sent does it look which ones are missing.
async fn names<'p>(
    tx: &Tx,
    wanted: impl Iterator<Item = (&'p NewPerson, ClashKind, &'p str)>,
    clashes: &mut Vec<Clash>,
) -> Result<(), DbErr> {
    let wanted: Vec<(&NewPerson, ClashKind, String)> = wanted
        .map(|(person, what, name)| (person, what, normal_name(name)))
        .collect();
    let Some((_, kind, _)) = wanted.first() else {
        return Ok(());
    };
    let rows = row_list(wanted.len(), &format!("($,$,'{}')", kind.kind()));
    let values = wanted
        .iter()
        .flat_map(|(person, _, name)| [name.clone().into(), person.id.into()])
        .collect();
    let sql = format!("INSERT INTO signin_name (name, account_id, kind) VALUES {rows} ON CONFLICT (name) DO NOTHING");
    let added = db::exec(&**tx, &sql, values).await?;
    if usize::try_from(added).is_ok_and(|added| added == wanted.len()) {
        return Ok(());
    }
    let list = row_list(wanted.len(), "$");
    let values = wanted.iter().map(|(_, _, name)| name.clone().into()).collect();
    let sql = format!("SELECT name, account_id FROM signin_name WHERE name IN ({list})");
    let holders: Vec<Holder> = db::rows(&**tx, &sql, values).await?;
    let holders: HashMap<String, Uuid> = holders.into_iter().map(|h| (h.name, h.account_id)).collect();
    clashes.extend(
        wanted
            .into_iter()
            .filter(|(person, _, name)| holders.get(name) != Some(&person.id))
            .map(|(person, what, _)| Clash {
                person: person.id,
                member_number: person.member_number.clone(),
                what,
            }),
    );
    Ok(())
}

/// Whether the sign-in names of the person must be left alone; an error when they would change. See [`merges::guarded`].
async fn guard_addresses(
    tx: &Tx,
    now: Millis,
    by: Option<&Actor>,
    person: &NewPerson,
) -> Result<bool, OrganisationError> {
    #[derive(FromQueryResult)]
    struct Addresses {
        phone: Option<String>,
        email: Option<String>,
    }
    let before: Option<Addresses> = db::row(
        &**tx,
        "SELECT phone, email FROM person WHERE id = $1",
        vec![person.id.into()],
    )
    .await?;
    let before = before.ok_or(PeopleRefusal::NoPerson)?;
    let guarded = !merges::guarded(&**tx, now, by, &[person.id]).await?.is_empty();
    if guarded && (before.phone != person.phone || before.email != person.email) {
        return Err(PeopleRefusal::GuardedAddress.into());
    }
    Ok(guarded)
}

/// Writes what a person's entry now says, and moves the person when the unit differs: the stay ends on `person.from`
/// and the next one begins that day. Phone and e-mail become sign-in names, the old ones of the same kind go, but for those
/// that came with an entry merged into this one.
///
/// `by` is who does it, within which units; `None` for the program itself. Refused when phone or e-mail of an account with
/// a role would change and `by` is no administrator: see [`merges::guarded`].
pub async fn change(
    tx: &Tx,
    now: Millis,
    entropy: &dyn Entropy,
    (by, scope): (Option<&Actor>, &Scope),
    person: &NewPerson,
    unit_before: Option<Uuid>,
) -> Result<Vec<Clash>, OrganisationError> {
    // First, so that an import and a merge of one person come one after the other.
    people_changed(tx).await?;
    scope.require(person.unit)?;
    match unit_before {
        Some(unit) => scope.require(unit)?,
        None if *scope != Scope::All => return Err(OrganisationError::OutOfScope),
        None => {}
    }
    let guarded = guard_addresses(tx, now, by, person).await?;
    posts::follow(tx, now, entropy, person).await?;
    past::keep(tx, now, person).await?;
    db::exec(
        &**tx,
        "UPDATE person SET full_name = $2, given_override = $3, sort_key = $4, folded = $5, sex = $6, birth_date = $7,
                phone = $8, email = $9, post = $10 WHERE id = $1",
        vec![
            person.id.into(),
            person.name.as_str().into(),
            text(person.given_override.as_deref()),
            person_sort_key(&person.name).into(),
            search_text(person.name.as_str(), &person.member_number).into(),
            text(person.sex),
            person.birth_date.map(day).into(),
            text(person.phone.as_deref()),
            text(person.email.as_deref()),
            text(person.post.as_deref()),
        ],
    )
    .await?;
    db::exec(
        &**tx,
        "UPDATE account SET name = $2, folded = $3 WHERE id = $1",
        vec![
            person.id.into(),
            person.name.as_str().into(),
            fold::fold(person.name.as_str()).into(),
        ],
    )
    .await?;
    let mut clashes = Vec::new();
    if !guarded {
        readdress(tx, person, &mut clashes).await?;
    }
    if unit_before != Some(person.unit) {
        stays::end(tx, now, entropy, &[person.id], person.from, &Ending::default()).await?;
        let stay = (person.id, person.unit, person.from);
        stays::begin(tx, now, entropy, std::iter::once(stay)).await?;
    }
    Ok(clashes)
}

/// Phone and e-mail become sign-in names, the old ones go.
async fn readdress(tx: &Tx, person: &NewPerson, clashes: &mut Vec<Clash>) -> Result<(), DbErr> {
    let brought = merges::names_brought(tx, person.id).await?;
    for (what, name) in [
        (
            ClashKind::Phone,
            person.phone.as_deref().filter(|phone| phone.starts_with('+')),
        ),
        (ClashKind::Email, person.email.as_deref()),
    ] {
        let mut values: Vec<Value> = vec![person.id.into(), what.kind().into()];
        let mut kept = String::new();
        for name in &brought {
            values.push(name.clone().into());
            kept.push_str(&format!(" AND name <> ${}", values.len()));
        }
        db::exec(
            &**tx,
            &format!("DELETE FROM signin_name WHERE account_id = $1 AND kind = $2{kept}"),
            values,
        )
        .await?;
        names(tx, name.into_iter().map(|name| (person, what, name)), clashes).await?;
    }
    Ok(())
}
