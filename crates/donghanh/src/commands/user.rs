//! `donghanh user`: the first administrator, and a way back in for whoever lost the password.

use kernel::actor::{Grant, Role};
use kernel::clock::Millis;
use kernel::ids::{Entropy, uuid_at};
use kernel::lang::Lang;
use kernel::time::{self, DAY};
use platform::account::{self, AccountEvent, NameKind};
use platform::audit;
use platform::db::Db;
use vietnamese::fold::clean;

use super::{Told, fill, words};
use crate::wire::StartError;

/// How long a code printed here opens the account.
const LASTS: Millis = 14 * DAY;
const LONGEST: usize = 100;

/// Who is to get in.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub signin: &'a str,
    /// Needed for somebody new.
    pub name: Option<&'a str>,
}

/// Makes an administrator, or gives an account that exists a new one-time code. The code is in the text and nowhere
/// else.
pub async fn run(
    db: &Db,
    now: Millis,
    entropy: &dyn Entropy,
    wanted: Wanted<'_>,
    public_url: &str,
    lang: Lang,
) -> Result<Told, StartError> {
    let signin = account::normal_name(&clean(wanted.signin));
    let name = wanted.name.map(clean).filter(|name| !name.is_empty());
    if signin.is_empty() || signin.chars().count() > LONGEST || signin.contains(char::is_whitespace) {
        return Ok(Told::refused(words::SIGNIN_SHAPE.to(lang)));
    }
    let code = account::new_code(entropy);
    let tx = db.begin().await?;
    let (id, name, made) = match (account::by_name(&*tx, &signin).await?, name) {
        (Some(found), _) if found.disabled => {
            return Ok(Told::refused(fill(words::DISABLED, lang, &[&found.name, &signin])));
        }
        (Some(found), _) => (found.id, found.name, false),
        (None, None) => return Ok(Told::refused(fill(words::NAME_NEEDED, lang, &[&signin]))),
        (None, Some(name)) => {
            let id = uuid_at(now, entropy);
            account::create(&tx, now, id, &name, false).await?;
            account::add_name(&tx, id, NameKind::User, &signin).await?;
            let grant = Grant {
                role: Role::Administrator,
                side: None,
                unit: None,
            };
            account::grant(&tx, now, uuid_at(now, entropy), id, grant, None).await?;
            let role = grant.role.code();
            let event = AccountEvent::Granted {
                account: id,
                name: name.clone(),
                role,
                side: None,
                unit: None,
            };
            audit::append(&tx, now, None, &event).await?;
            (id, name, true)
        }
    };
    account::issue_code(&tx, now, id, &code, LASTS, None).await?;
    // Somebody who forgot the password has tried it often; the code must work at once.
    account::clear_failures(&tx, id).await?;
    audit::append(
        &tx,
        now,
        None,
        &AccountEvent::CodeIssued {
            account: id,
            name: name.clone(),
        },
    )
    .await?;
    tx.commit().await?;
    let head = if made { words::USER_MADE } else { words::USER_FOUND };
    let address = format!("{}/dang-nhap/lan-dau", public_url.trim_end_matches('/'));
    let until = time::short(now.saturating_add(LASTS), lang);
    let text = [
        fill(head, lang, &[&name]),
        fill(words::USER_CODE, lang, &[&address, &signin, &code, &until]),
    ];
    Ok(Told::done(text.join("\n")))
}
