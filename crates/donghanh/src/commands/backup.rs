//! `donghanh backup`: one file that holds everything, examined before it gets its name. The server may run meanwhile.

use std::path::Path;

use kernel::lang::Lang;
use platform::db;

use super::files::{self, Half};
use super::look::{self, Flaw};
use super::postgres::{self, Ran, Tool};
use super::{Told, fill, place, shown, words};
use crate::config::Config;
use crate::wire::StartError;

/// Backs the database up into `to`, which must not exist yet.
pub async fn run(config: &Config, to: &Path, lang: Lang) -> Result<Told, StartError> {
    if to.exists() {
        return Ok(Told::refused(fill(words::EXISTS, lang, &[&shown(to)])));
    }
    let folder = files::folder(to);
    if !folder.is_dir() {
        return Ok(Told::refused(fill(words::NO_FOLDER, lang, &[&shown(folder)])));
    }
    let url = &config.database.value;
    if place::is_postgres(url) {
        return dumped(url, to, lang).await;
    }
    match place::file_of(url) {
        None => Ok(Told::refused(words::IN_MEMORY.to(lang))),
        Some(file) if !file.is_file() => Ok(Told::refused(fill(words::NO_DATABASE, lang, &[&shown(&file)]))),
        Some(file) => copied(&file, to, lang).await,
    }
}

async fn copied(file: &Path, to: &Path, lang: Lang) -> Result<Told, StartError> {
    let half = Half::beside(to);
    let Some(target) = half.path().to_str() else {
        return Ok(Told::refused(fill(words::NOT_UNICODE, lang, &[&shown(to)])));
    };
    // An empty file of our own is written into; one made by SQLite would be readable by others.
    files::fresh(half.path()).map_err(files::about(half.path()))?;
    let source = place::single(file, "rw").await?;
    // One reading transaction: the copy shows one moment, whatever the server writes meanwhile.
    let done = db::exec(&source, "VACUUM INTO $1", vec![target.into()]).await;
    source.close().await?;
    done?;
    let copy = place::single(half.path(), "ro").await?;
    let found = look::examine(&copy).await;
    copy.close().await?;
    let (told, broken) = match found? {
        Ok(holds) => (holds, None),
        // The record was broken before; a copy is needed all the more.
        Err(Flaw::Broken(at)) => (look::Holds { accounts: 0, events: 0 }, Some(at)),
        Err(flaw) => return Ok(Told::refused(words::flaw(&flaw, lang))),
    };
    let bytes = half.path().metadata().map_err(files::about(half.path()))?.len();
    if to.exists() {
        return Ok(Told::refused(fill(words::EXISTS, lang, &[&shown(to)])));
    }
    half.keep(to).map_err(files::about(to))?;
    let size = words::size(bytes, lang);
    if let Some(at) = broken {
        return Ok(Told::refused(fill(
            words::BACKED_UP_BROKEN,
            lang,
            &[&shown(to), &size, &at.to_string()],
        )));
    }
    let (accounts, events) = (words::number(told.accounts, lang), words::number(told.events, lang));
    Ok(Told::done(fill(
        words::BACKED_UP,
        lang,
        &[&shown(to), &size, &accounts, &events],
    )))
}

async fn dumped(url: &str, to: &Path, lang: Lang) -> Result<Told, StartError> {
    let half = Half::beside(to);
    files::fresh(half.path()).map_err(files::about(half.path()))?;
    match Tool::dump(url, half.path()).run().await? {
        Ran::Done(_) => {}
        Ran::Failed(said) => return Ok(Told::refused(fill(words::TOOL_FAILED, lang, &["pg_dump", &said]))),
        Ran::Missing => {
            let command = Tool::dump(url, to).line();
            return Ok(Told::refused(fill(words::TOOL_MISSING, lang, &["pg_dump", &command])));
        }
    }
    match Tool::list(half.path()).run().await? {
        Ran::Done(contents) if postgres::lists_ours(&contents) => {}
        Ran::Done(_) => return Ok(Told::refused(words::flaw(&Flaw::NotOurs, lang))),
        Ran::Failed(said) => return Ok(Told::refused(words::flaw(&Flaw::Damaged(said), lang))),
        // Whoever has pg_dump without pg_restore gets a dump that could not be looked into.
        Ran::Missing => {}
    }
    let bytes = half.path().metadata().map_err(files::about(half.path()))?.len();
    half.keep(to).map_err(files::about(to))?;
    Ok(Told::done(fill(
        words::DUMPED,
        lang,
        &[&shown(to), &words::size(bytes, lang)],
    )))
}
