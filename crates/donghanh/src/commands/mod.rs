//! What the operator does from the command line, apart from serving: schema, lists, backup, accounts, examination.
//!
//! Each command is a function that gives back what it has to say ([`Told`]); only [`run`] writes to the screen.

mod acts;
pub mod backup;
pub mod doctor;
pub mod export;
mod files;
pub mod import;
pub mod look;
pub mod migrate;
pub mod place;
pub mod postgres;
pub mod restore;
pub mod user;
mod words;

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use kernel::clock::{Clock as _, SystemClock};
use kernel::ids::OsEntropy;
use kernel::lang::Lang;
use organisation::Organisation;
use organisation::import::Kind;

use crate::config::Config;
use crate::serve;
use crate::wire::{self, StartError};
use crate::words::Say;

/// What a command has to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Whole lines in the language of the run.
    pub text: String,
    /// Whether the program ends with success.
    pub ok: bool,
}

impl Told {
    /// Done, in one sentence.
    pub(crate) fn done(text: impl Into<String>) -> Self {
        Self {
            text: line(text.into()),
            ok: true,
        }
    }

    /// Not done, and why.
    pub(crate) fn refused(text: impl Into<String>) -> Self {
        Self {
            text: line(text.into()),
            ok: false,
        }
    }
}

fn line(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// A sentence with its blanks `{0}`, `{1}` filled.
fn fill(say: Say, lang: Lang, values: &[&str]) -> String {
    // In one pass: a file name may itself hold "{1}".
    let mut out = String::new();
    let mut rest = say.to(lang);
    while let Some((before, blank)) = rest.split_once('{') {
        out.push_str(before);
        let Some((number, after)) = blank.split_once('}') else {
            break;
        };
        out.push_str(
            number
                .parse()
                .ok()
                .and_then(|n: usize| values.get(n))
                .copied()
                .unwrap_or_default(),
        );
        rest = after;
    }
    out.push_str(rest);
    out
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn kind_of(matches: &ArgMatches) -> Kind {
    match matches.get_one::<String>("kind").map(String::as_str) {
        Some("units") => Kind::Units,
        Some("acts") => Kind::Reorg,
        _ => Kind::Members,
    }
}

fn file_of(matches: &ArgMatches) -> PathBuf {
    matches.get_one::<PathBuf>("file").cloned().unwrap_or_default()
}

/// Runs one command and prints what it says.
///
/// # Errors
/// What kept the command from doing its work at all; what it merely refuses is told, and is `Ok(false)`.
pub async fn run(name: &str, matches: &ArgMatches, config: &Config, lang: Lang) -> Result<bool, StartError> {
    let clock = SystemClock;
    let told = match name {
        "migrate" => migrate::run(config, &clock, lang).await?,
        "import" => {
            let org = opened(config).await?;
            let asked = import::Asked {
                kind: kind_of(matches),
                file: &file_of(matches),
                // Acts are looked at unless it is said that they are to be written.
                dry: matches.get_flag("dry-run") || (kind_of(matches) == Kind::Reorg && !matches.get_flag("apply")),
            };
            let told = import::run(&org, asked, lang).await?;
            org.app.db.close().await?;
            told
        }
        "export" => {
            let org = opened(config).await?;
            let told = export::run(&org, kind_of(matches), &file_of(matches), lang).await?;
            org.app.db.close().await?;
            told
        }
        "backup" => backup::run(config, &file_of(matches), lang).await?,
        "restore" => restore::run(config, &file_of(matches), clock.now(), lang).await?,
        "user" => {
            let (db, _) = wire::database(config, &clock).await?;
            let signin = matches.get_one::<String>("signin").cloned().unwrap_or_default();
            let wanted = user::Wanted {
                signin: &signin,
                name: matches.get_one::<String>("name").map(String::as_str),
            };
            let told = user::run(&db, clock.now(), &OsEntropy, wanted, &config.public_url.value, lang).await?;
            db.close().await?;
            told
        }
        "doctor" => doctor::run(config, clock.now(), lang).await?,
        other => return Err(StartError::other(other)),
    };
    serve::print(&told.text);
    Ok(told.ok)
}

/// Units and people, over a schema brought up to date.
async fn opened(config: &Config) -> Result<Organisation, StartError> {
    let (db, _) = wire::database(config, &SystemClock).await?;
    let app = wire::app(wire::service_parts(config, db).await?).await?;
    Ok(Organisation::new(&app))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_filled_once() {
        let say = Say("{0} rồi {1}.", "{1} after {0}.");
        assert_eq!(fill(say, Lang::Vi, &["{1}", "b"]), "{1} rồi b.");
        assert_eq!(fill(say, Lang::En, &["a", "b"]), "b after a.");
    }
}
