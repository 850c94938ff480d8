//! Signing in: by name and password, by one-time code, by single sign-on. Whatever is wrong, the answer is the same
//! sentence after the same time, so that nobody learns which names exist.

use kernel::clock::Millis;
use sea_orm::DbErr;
use uuid::Uuid;

use crate::account::{self, Account, AccountEvent};
use crate::app::App;
use crate::audit;
use crate::limit::Act;
use crate::password::PasswordError;

/// Where a sign-in comes from.
#[derive(Clone, Copy, Debug)]
pub struct From<'a> {
    pub address: &'a str,
    pub agent: &'a str,
}

/// Why nobody was let in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Wrong name, wrong password, disabled: not told apart.
    #[error("name and password do not fit")]
    DoNotFit,
    /// The name has had too many wrong passwords; also said for names that do not exist.
    #[error("resting after too many attempts")]
    Resting { seconds: u32 },
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error(transparent)]
    Database(#[from] DbErr),
}

fn take_limits(app: &App, name: &str, from: From<'_>) -> Result<(), SignInError> {
    app.limits
        .take(Act::SignInFromAddress, from.address)
        .and_then(|()| app.limits.take(Act::SignInOnName, &account::normal_name(name)))
        .map_err(|seconds| SignInError::Resting { seconds })
}

/// Whether the name rests after too many wrong passwords, whether or not somebody has it.
fn check_rest(app: &App, now: Millis, found: Option<&Account>, name: &str) -> Result<(), SignInError> {
    let until = match found {
        Some(account) => account.locked_until,
        None => app.limits.stranger_rests_until(&account::normal_name(name)),
    };
    if until > now {
        let seconds = u32::try_from((until - now) / 1000 + 1).unwrap_or(60);
        return Err(SignInError::Resting { seconds });
    }
    Ok(())
}

async fn refuse(
    app: &App,
    now: Millis,
    found: Option<&Account>,
    name: &str,
    reason: &'static str,
) -> Result<(), DbErr> {
    let tx = app.db.begin().await?;
    match found {
        Some(account) => {
            account::count_failure(&tx, now, account).await?;
        }
        None => app.limits.count_stranger(&account::normal_name(name), now),
    }
    let shown: String = name.chars().take(80).collect();
    audit::append(&tx, now, None, &AccountEvent::SignInRefused { name: shown, reason }).await?;
    tx.commit().await
}

/// Starts a session for an account that has proved itself; returns the token for the cookie.
///
/// Whoever came by a one-time code, or with a password that somebody else has set, sets a password of their own first;
/// whoever came by single sign-on needs none.
pub async fn admit(app: &App, account: &Account, by: &'static str, from: From<'_>) -> Result<String, DbErr> {
    let now = app.now();
    let tx = app.db.begin().await?;
    account::clear_failures(&tx, account.id).await?;
    let token = app
        .sessions
        .start(
            &tx,
            now,
            &*app.entropy,
            account.id,
            (from.agent, from.address),
            by != "oidc",
        )
        .await?;
    let actor = account::actor(&*tx, now, account).await?;
    let event = AccountEvent::SignedIn {
        account: account.id,
        name: account.name.clone(),
        by,
    };
    audit::append(&tx, now, Some(&actor), &event).await?;
    tx.commit().await?;
    Ok(token)
}

/// By name and password.
pub async fn by_password(app: &App, name: &str, password: &str, from: From<'_>) -> Result<String, SignInError> {
    take_limits(app, name, from)?;
    let now = app.now();
    let found = account::by_name(app.db.read(), name).await?;
    check_rest(app, now, found.as_ref(), name)?;
    let kept = found
        .as_ref()
        .filter(|a| !a.disabled)
        .and_then(|a| a.password_hash.as_deref());
    if !app.passwords.verify(password, kept).await? {
        refuse(app, now, found.as_ref(), name, "password").await?;
        return Err(SignInError::DoNotFit);
    }
    let account = found.ok_or(SignInError::DoNotFit)?;
    Ok(admit(app, &account, "password", from).await?)
}

/// By the one-time code printed for a member; the session then leads to the page that sets a password.
pub async fn by_code(app: &App, name: &str, code: &str, from: From<'_>) -> Result<String, SignInError> {
    take_limits(app, name, from)?;
    let now = app.now();
    let found = account::by_name(app.db.read(), name).await?;
    check_rest(app, now, found.as_ref(), name)?;
    let fits = match &found {
        Some(account) if !account.disabled => account::code_fits(app.db.read(), now, account.id, code).await?,
        _ => false,
    };
    if !fits {
        refuse(app, now, found.as_ref(), name, "code").await?;
        return Err(SignInError::DoNotFit);
    }
    let account = found.ok_or(SignInError::DoNotFit)?;
    // The code has proved who it is; a forgotten password is replaced on the next page.
    let tx = app.db.begin().await?;
    crate::db::exec(
        &*tx,
        "UPDATE account SET must_change = $2 WHERE id = $1",
        vec![account.id.into(), true.into()],
    )
    .await?;
    tx.commit().await?;
    Ok(admit(app, &account, "code", from).await?)
}

/// Why a new password is not taken; the words stand under `password-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakPassword {
    TooShort,
    TooLong,
    IsTheName,
    TooCommon,
}

impl WeakPassword {
    /// The Fluent key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::TooShort => "password-too-short",
            Self::TooLong => "password-too-long",
            Self::IsTheName => "password-is-the-name",
            Self::TooCommon => "password-too-common",
        }
    }
}

/// Length and the obvious; no demand for symbols, which only makes people write passwords down.
pub fn check_new_password(password: &str, person: &str) -> Result<(), WeakPassword> {
    let count = password.chars().count();
    let plain: String = vietnamese::fold::fold(password).split(' ').collect();
    let name: String = vietnamese::fold::fold(person).split(' ').collect();
    let first = plain.chars().next();
    if count < 10 {
        Err(WeakPassword::TooShort)
    } else if count > 200 {
        Err(WeakPassword::TooLong)
    } else if !name.is_empty() && plain.contains(&name) {
        Err(WeakPassword::IsTheName)
    } else if plain.chars().all(|c| Some(c) == first)
        || [
            "1234567890",
            "0123456789",
            "9876543210",
            "matkhau123",
            "password12",
            "qwertyuiop",
            "congdoan123",
        ]
        .iter()
        .any(|common| plain.starts_with(common))
    {
        Err(WeakPassword::TooCommon)
    } else {
        Ok(())
    }
}

/// Sets a new password, ends every other session and writes it down.
pub async fn change_password(
    app: &App,
    account: &Account,
    password: &str,
    keep: Option<Uuid>,
) -> Result<(), SignInError> {
    let hash = app.passwords.hash(password, &*app.entropy).await?;
    let now = app.now();
    let tx = app.db.begin().await?;
    account::set_password(&tx, account.id, &hash, false).await?;
    app.sessions.revoke_all(&tx, now, account.id, keep).await?;
    let actor = account::actor(&*tx, now, account).await?;
    let event = AccountEvent::PasswordChanged {
        account: account.id,
        name: account.name.clone(),
    };
    audit::append(&tx, now, Some(&actor), &event).await?;
    tx.commit().await?;
    app.sessions.forget_all();
    Ok(())
}
