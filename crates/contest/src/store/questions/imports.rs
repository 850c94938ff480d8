//! Files that were read and wait for a yes. What was understood is kept, not the file: nothing is uploaded twice, and
//! nothing is in the bank before the person has seen it.

use kernel::actor::Role;
use kernel::clock::Millis;
use kernel::time::DAY;
use platform::db;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Acting, BankRefusal, damaged};
use crate::formats::{Arg, Fault, Import, Place};
use crate::question::QuestionText;

/// A sentence to be put into the reader's language when it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// Fluent message.
    pub key: String,
    pub args: Vec<(String, PhraseArg)>,
}

/// An argument of a [`Phrase`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PhraseArg {
    Number(i64),
    Text(String),
}

impl Phrase {
    /// From a key and the arguments of [`crate::formats`].
    pub fn new(key: impl Into<String>, args: Vec<(&'static str, Arg)>) -> Self {
        let arg = |arg| match arg {
            Arg::Text(text) => PhraseArg::Text(text),
            Arg::Number(number) => PhraseArg::Number(number),
        };
        Self {
            key: key.into(),
            args: args
                .into_iter()
                .map(|(name, value)| (name.to_owned(), arg(value)))
                .collect(),
        }
    }

    fn place(place: &Place) -> Self {
        Self::new(place.key(), place.args())
    }
}

/// A question that can be taken over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptQuestion {
    pub place: Phrase,
    pub text: QuestionText,
    /// Worth a look; none of them keeps the question out.
    pub warnings: Vec<Phrase>,
}

/// A fault with its place; a note when it keeps no question out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFault {
    pub place: Phrase,
    pub what: Phrase,
    pub is_note: bool,
}

/// What was understood of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptImport {
    /// Fluent key of the format's name.
    pub format: String,
    pub questions: Vec<KeptQuestion>,
    pub faults: Vec<KeptFault>,
}

impl From<Import> for KeptImport {
    fn from(import: Import) -> Self {
        let words = |fault: &Fault| Phrase::new(fault.code.key(), fault.code.args());
        Self {
            format: import.format.key().to_owned(),
            questions: import
                .questions
                .into_iter()
                .map(|parsed| KeptQuestion {
                    place: Phrase::place(&parsed.place),
                    warnings: parsed.warnings.iter().map(words).collect(),
                    text: parsed.text,
                })
                .collect(),
            faults: import
                .faults
                .iter()
                .map(|fault| KeptFault {
                    place: Phrase::place(&fault.place),
                    what: words(fault),
                    is_note: fault.code.is_warning(),
                })
                .collect(),
        }
    }
}

impl KeptImport {
    /// Faults that keep questions out.
    pub fn blocking(&self) -> usize {
        self.faults.iter().filter(|fault| !fault.is_note).count()
    }
}

/// An import that nobody confirmed is forgotten after a week.
const KEPT_FOR: Millis = 7 * DAY;

/// Keeps what was read until its reader says yes or no; forgets what is too old.
pub async fn keep_import(
    on: &Acting<'_>,
    contest: Uuid,
    file_name: &str,
    import: &KeptImport,
) -> Result<Uuid, BankRefusal> {
    if !on.actor.has(Role::Author) {
        return Err(BankRefusal::NotYours);
    }
    db::exec(
        &**on.tx,
        "DELETE FROM question_import WHERE created_at < $1",
        vec![on.now.saturating_sub(KEPT_FOR).into()],
    )
    .await?;
    let id = on.fresh_id();
    let content = serde_json::to_string(import).map_err(|e| DbErr::Custom(e.to_string()))?;
    db::exec(
        &**on.tx,
        "INSERT INTO question_import (id, contest_id, by_account, file_name, content, created_at)
         VALUES ($1,$2,$3,$4,$5,$6)",
        vec![
            id.into(),
            contest.into(),
            on.actor.account.into(),
            file_name.into(),
            content.into(),
            on.now.into(),
        ],
    )
    .await?;
    Ok(id)
}

#[derive(FromQueryResult)]
struct Kept {
    file_name: String,
    content: String,
}

/// The import as kept, with the name of its file; only for who uploaded it.
pub async fn import<C: ConnectionTrait>(
    on: &C,
    contest: Uuid,
    id: Uuid,
    account: Uuid,
) -> Result<(String, KeptImport), BankRefusal> {
    let kept: Option<Kept> = db::row(
        on,
        "SELECT file_name, content FROM question_import WHERE id = $1 AND contest_id = $2 AND by_account = $3",
        vec![id.into(), contest.into(), account.into()],
    )
    .await?;
    let kept = kept.ok_or(BankRefusal::NotFound)?;
    let import = serde_json::from_str(&kept.content).map_err(|_| damaged("import"))?;
    Ok((kept.file_name, import))
}

/// Takes the import out, so that pressing the button twice brings the questions in once.
pub async fn take_import(on: &Acting<'_>, contest: Uuid, id: Uuid) -> Result<(String, KeptImport), BankRefusal> {
    let kept = import(&**on.tx, contest, id, on.actor.account).await?;
    drop_import(on, contest, id).await?;
    Ok(kept)
}

/// Forgets the import.
pub async fn drop_import(on: &Acting<'_>, contest: Uuid, id: Uuid) -> Result<(), BankRefusal> {
    let touched = db::exec(
        &**on.tx,
        "DELETE FROM question_import WHERE id = $1 AND contest_id = $2 AND by_account = $3",
        vec![id.into(), contest.into(), on.actor.account.into()],
    )
    .await?;
    if touched == 1 {
        Ok(())
    } else {
        Err(BankRefusal::NotFound)
    }
}
