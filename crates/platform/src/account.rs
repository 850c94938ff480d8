//! Accounts: who may sign in, by which names, with which roles.

use kernel::actor::{Actor, Grant, Role, Side};
use kernel::clock::Millis;
use kernel::ids::Entropy;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::audit;
use crate::db::{self, Tx};

/// Columns of `account a`, named one by one: see the test of the house that looks for stars.
const COLUMNS: &str =
    "a.id, a.name, a.is_member, a.password_hash, a.must_change, a.disabled, a.failed_count, a.locked_until";

/// A row of `account`.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Account {
    pub id: Uuid,
    pub name: String,
    pub is_member: bool,
    pub password_hash: Option<String>,
    pub must_change: bool,
    pub disabled: bool,
    pub failed_count: i64,
    pub locked_until: i64,
}

/// What kind of name somebody signs in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum NameKind {
    MemberNumber,
    Email,
    Phone,
    User,
}

impl NameKind {
    const fn code(self) -> &'static str {
        match self {
            Self::MemberNumber => "member_number",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::User => "user",
        }
    }
}

/// Acts on accounts that the record keeps.
#[derive(Debug, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum AccountEvent {
    SignedIn {
        account: Uuid,
        name: String,
        by: &'static str,
    },
    SignInRefused {
        name: String,
        reason: &'static str,
    },
    PasswordChanged {
        account: Uuid,
        name: String,
    },
    CodeIssued {
        account: Uuid,
        name: String,
    },
    SessionRevoked {
        account: Uuid,
        session: Uuid,
    },
    Granted {
        account: Uuid,
        name: String,
        role: &'static str,
        side: Option<&'static str>,
        unit: Option<Uuid>,
    },
    GrantEnded {
        account: Uuid,
        name: String,
        grant: Uuid,
    },
    Disabled {
        account: Uuid,
        name: String,
    },
    Enabled {
        account: Uuid,
        name: String,
    },
}

impl audit::Event for AccountEvent {
    fn act(&self) -> &'static str {
        match self {
            Self::SignedIn { .. } => "signed-in",
            Self::SignInRefused { .. } => "sign-in-refused",
            Self::PasswordChanged { .. } => "password-changed",
            Self::CodeIssued { .. } => "code-issued",
            Self::SessionRevoked { .. } => "session-revoked",
            Self::Granted { .. } => "granted",
            Self::GrantEnded { .. } => "grant-ended",
            Self::Disabled { .. } => "account-disabled",
            Self::Enabled { .. } => "account-enabled",
        }
    }

    fn subject(&self) -> String {
        match self {
            Self::SignedIn { name, .. }
            | Self::SignInRefused { name, .. }
            | Self::PasswordChanged { name, .. }
            | Self::CodeIssued { name, .. }
            | Self::Granted { name, .. }
            | Self::GrantEnded { name, .. }
            | Self::Disabled { name, .. }
            | Self::Enabled { name, .. } => name.clone(),
            Self::SessionRevoked { session, .. } => session.to_string(),
        }
    }
}

/// The one spelling under which a sign-in name is kept: trimmed, lower case, phones as +84….
pub fn normal_name(typed: &str) -> String {
    let text = typed.trim().to_lowercase();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let phone_like = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || " +.-()".contains(c));
    match (phone_like, digits.as_str()) {
        (true, d) if d.len() == 10 && d.starts_with('0') => format!("+84{}", d.get(1..).unwrap_or_default()),
        (true, d) if d.len() == 11 && d.starts_with("84") => format!("+{d}"),
        _ => text,
    }
}

/// Opens an account without a password (first sign-in by code).
pub async fn create(tx: &Tx, now: Millis, id: Uuid, name: &str, is_member: bool) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "INSERT INTO account (id, name, is_member, must_change, disabled, failed_count, locked_until, created_at, folded)
         VALUES ($1, $2, $3, $4, $5, 0, 0, $6, $7)",
        vec![
            id.into(),
            name.into(),
            is_member.into(),
            true.into(),
            false.into(),
            now.into(),
            vietnamese::fold::fold(name).into(),
        ],
    )
    .await?;
    Ok(())
}

/// Adds a name to sign in with; `false` when another account has it.
pub async fn add_name(tx: &Tx, account: Uuid, kind: NameKind, name: &str) -> Result<bool, DbErr> {
    let touched = db::exec(
        &**tx,
        "INSERT INTO signin_name (name, account_id, kind) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
        vec![normal_name(name).into(), account.into(), kind.code().into()],
    )
    .await?;
    Ok(touched == 1)
}

/// The account behind a sign-in name.
pub async fn by_name<C: ConnectionTrait>(on: &C, typed: &str) -> Result<Option<Account>, DbErr> {
    db::row(
        on,
        &format!("SELECT {COLUMNS} FROM account a JOIN signin_name n ON n.account_id = a.id WHERE n.name = $1"),
        vec![normal_name(typed).into()],
    )
    .await
}

/// The account with this id.
pub async fn by_id<C: ConnectionTrait>(on: &C, id: Uuid) -> Result<Option<Account>, DbErr> {
    db::row(
        on,
        &format!("SELECT {COLUMNS} FROM account a WHERE a.id = $1"),
        vec![id.into()],
    )
    .await
}

/// Sets the password and opens the account.
pub async fn set_password(tx: &Tx, id: Uuid, hash: &str, must_change: bool) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "UPDATE account SET password_hash = $2, must_change = $3, failed_count = 0, locked_until = 0 WHERE id = $1",
        vec![id.into(), hash.into(), must_change.into()],
    )
    .await?;
    db::exec(&**tx, "DELETE FROM signin_code WHERE account_id = $1", vec![id.into()]).await?;
    Ok(())
}

/// Characters of one-time codes: no 0/O, 1/I/L, 5/S, 2/Z, 8/B, U/V pairs.
const CODE_LETTERS: &[u8; 24] = b"ACDEFGHJKMNPQRTWXY34679V";

/// A one-time code as printed, "K7QM-4WXA-9C": ten letters, 45 bits.
pub fn new_code(entropy: &dyn Entropy) -> String {
    let mut code = String::with_capacity(12);
    while code.len() < 12 {
        let mut byte = [0_u8; 1];
        entropy.fill(&mut byte);
        // 240 = 10 × 24: above it a byte would favour the first letters.
        if byte[0] < 240 {
            let letter = CODE_LETTERS.get(usize::from(byte[0] % 24)).copied().unwrap_or(b'A');
            code.push(char::from(letter));
            if code.len() == 4 || code.len() == 9 {
                code.push('-');
            }
        }
    }
    code
}

fn code_hash(account: Uuid, code: &str) -> Vec<u8> {
    let letters: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let mut hasher = Sha256::new();
    hasher.update(b"one-time code");
    hasher.update(account.as_bytes());
    hasher.update(letters.as_bytes());
    hasher.finalize().to_vec()
}

/// Keeps a one-time code for an account, replacing an older one.
pub async fn issue_code(
    tx: &Tx,
    now: Millis,
    account: Uuid,
    code: &str,
    lasts: Millis,
    by: Option<Uuid>,
) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "DELETE FROM signin_code WHERE account_id = $1",
        vec![account.into()],
    )
    .await?;
    db::exec(
        &**tx,
        "INSERT INTO signin_code (account_id, code_hash, expires_at, issued_by, issued_at) VALUES ($1,$2,$3,$4,$5)",
        vec![
            account.into(),
            code_hash(account, code).into(),
            now.saturating_add(lasts).into(),
            by.into(),
            now.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Whether `code` opens `account` now. The code stays valid until a password is set.
pub async fn code_fits<C: ConnectionTrait>(on: &C, now: Millis, account: Uuid, code: &str) -> Result<bool, DbErr> {
    let n = db::number(
        on,
        "SELECT COUNT(*) AS n FROM signin_code WHERE account_id = $1 AND code_hash = $2 AND expires_at > $3",
        vec![account.into(), code_hash(account, code).into(), now.into()],
    )
    .await?;
    Ok(n == 1)
}

/// The count after one more wrong password, and until when the name rests (0 = not at all). One rule for names that
/// exist and for names that do not, so that resting tells nobody which ones do.
pub fn rest_after(now: Millis, failed_before: i64) -> (i64, Millis) {
    let failed = failed_before.saturating_add(1);
    let rest = match u32::try_from(failed.saturating_sub(5)) {
        Ok(over) => 60_000_i64.saturating_mul(1_i64 << over.min(6)).min(3_600_000),
        Err(_) => 0,
    };
    (failed, if rest > 0 { now.saturating_add(rest) } else { 0 })
}

/// Counts a wrong password; after the fifth the account rests 1 minute, then 2, 4 … at most an hour.
pub async fn count_failure(tx: &Tx, now: Millis, account: &Account) -> Result<Millis, DbErr> {
    let (failed, until) = rest_after(now, account.failed_count);
    db::exec(
        &**tx,
        "UPDATE account SET failed_count = $2, locked_until = $3 WHERE id = $1",
        vec![account.id.into(), failed.into(), until.into()],
    )
    .await?;
    Ok(until)
}

/// Forgets wrong passwords after a right one.
pub async fn clear_failures(tx: &Tx, account: Uuid) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "UPDATE account SET failed_count = 0, locked_until = 0 WHERE id = $1 AND failed_count > 0",
        vec![account.into()],
    )
    .await?;
    Ok(())
}

/// A row of `account_grant`.
#[derive(Clone, Debug, FromQueryResult)]
pub struct GrantRow {
    pub id: Uuid,
    pub account_id: Uuid,
    pub role: String,
    pub side: Option<String>,
    pub unit_id: Option<Uuid>,
    pub valid_from: i64,
    pub valid_to: Option<i64>,
}

/// Gives a role from `now` on.
pub async fn grant(tx: &Tx, now: Millis, id: Uuid, account: Uuid, grant: Grant, by: Option<Uuid>) -> Result<(), DbErr> {
    db::exec(
        &**tx,
        "INSERT INTO account_grant (id, account_id, role, side, unit_id, valid_from, granted_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        vec![
            id.into(),
            account.into(),
            grant.role.code().into(),
            grant.side.map(Side::code).into(),
            grant.unit.into(),
            now.into(),
            by.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Ends a role now.
pub async fn end_grant(tx: &Tx, now: Millis, grant: Uuid) -> Result<bool, DbErr> {
    let touched = db::exec(
        &**tx,
        "UPDATE account_grant SET valid_to = $2 WHERE id = $1 AND (valid_to IS NULL OR valid_to > $2)",
        vec![grant.into(), now.into()],
    )
    .await?;
    Ok(touched == 1)
}

/// The roles in force.
pub async fn grants<C: ConnectionTrait>(on: &C, now: Millis, account: Uuid) -> Result<Vec<GrantRow>, DbErr> {
    db::rows(
        on,
        "SELECT id, account_id, role, side, unit_id, valid_from, valid_to FROM account_grant WHERE account_id = $1 AND valid_from <= $2
         AND (valid_to IS NULL OR valid_to > $2) ORDER BY valid_from, id",
        vec![account.into(), now.into()],
    )
    .await
}

/// The actor for an account, with the roles in force.
pub async fn actor<C: ConnectionTrait>(on: &C, now: Millis, account: &Account) -> Result<Actor, DbErr> {
    let mut in_force: Vec<Grant> = grants(on, now, account.id)
        .await?
        .into_iter()
        .filter_map(|row| {
            let role = Role::parse(&row.role)?;
            Some(Grant {
                role,
                side: row.side.as_deref().and_then(Side::parse),
                unit: row.unit_id,
            })
        })
        .collect();
    if account.is_member {
        in_force.push(Grant {
            role: Role::Member,
            side: None,
            unit: None,
        });
    }
    Ok(Actor {
        account: account.id,
        name: account.name.clone(),
        grants: in_force,
    })
}
