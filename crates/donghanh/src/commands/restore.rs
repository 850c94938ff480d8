//! `donghanh restore`: puts a backup in the place of the database. Nothing is overwritten: what stood there is moved
//! aside under a name with the date.

use std::path::{Path, PathBuf};

use kernel::clock::Millis;
use kernel::lang::Lang;
use kernel::time;
use platform::db::Db;

use super::files::{self, Half};
use super::look::{self, Flaw};
use super::place::{self, Hold};
use super::postgres::{self, Ran, Tool};
use super::{Told, fill, shown, words};
use crate::config::Config;
use crate::wire::StartError;

/// Restores from `from`. `now` names what is moved aside.
pub async fn run(config: &Config, from: &Path, now: Millis, lang: Lang) -> Result<Told, StartError> {
    if !from.is_file() {
        return Ok(Told::refused(fill(words::NO_FILE, lang, &[&shown(from)])));
    }
    let url = &config.database.value;
    if place::is_postgres(url) {
        return undumped(url, from, lang).await;
    }
    match place::file_of(url) {
        None => Ok(Told::refused(words::IN_MEMORY.to(lang))),
        Some(file) => put_back(&file, from, now, lang).await,
    }
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// The name under which the present database is kept: `donghanh.db.before-restore-20261102-090000`.
fn aside(file: &Path, now: Millis) -> PathBuf {
    let at = time::local(now);
    files::with_suffix(file, &format!(".before-restore-{}", at.strftime("%Y%m%d-%H%M%S")))
}

async fn put_back(file: &Path, from: &Path, now: Millis, lang: Lang) -> Result<Told, StartError> {
    let log = files::with_suffix(from, "-wal");
    // A database in work has part of its content in the log beside it; a backup never has one.
    if same_file(file, from) || log.metadata().is_ok_and(|log| log.len() > 0) {
        return Ok(Told::refused(fill(words::NOT_A_BACKUP, lang, &[&shown(from)])));
    }
    let folder = files::folder(file);
    std::fs::create_dir_all(folder).map_err(files::about(folder))?;
    // What is examined is the copy that will be used, not the file it came from.
    let half = Half::beside(file);
    let mut made = files::fresh(half.path()).map_err(files::about(half.path()))?;
    let mut source = std::fs::File::open(from).map_err(files::about(from))?;
    std::io::copy(&mut source, &mut made).map_err(files::about(half.path()))?;
    drop(made);
    let holds = match examined(half.path()).await {
        Ok(holds) => holds,
        Err(flaw) => return Ok(Told::refused(words::flaw(&flaw, lang))),
    };
    let mut kept = None;
    if file.exists() {
        if place::hold(file).await == Hold::InUse {
            return Ok(Told::refused(fill(words::RUNNING, lang, &[&shown(file)])));
        }
        let aside = aside(file, now);
        if aside.exists() {
            return Ok(Told::refused(fill(words::EXISTS, lang, &[&shown(&aside)])));
        }
        std::fs::rename(file, &aside).map_err(files::about(file))?;
        kept = Some(aside);
    }
    // A log without its database would be read into the next one of that name.
    for suffix in ["-wal", "-shm", "-journal"] {
        let left = files::with_suffix(file, suffix);
        if left.exists() {
            let beside = kept.as_deref().unwrap_or(&left);
            std::fs::rename(
                &left,
                files::with_suffix(beside, if kept.is_some() { suffix } else { ".old" }),
            )
            .map_err(files::about(&left))?;
        }
    }
    if let Err(error) = half.keep(file) {
        // Better the old database than none.
        if let Some(aside) = &kept {
            let _back = std::fs::rename(aside, file);
        }
        return Err(files::about(file)(error));
    }
    let (accounts, events) = (words::number(holds.accounts, lang), words::number(holds.events, lang));
    let mut text = fill(words::RESTORED, lang, &[&shown(file), &shown(from), &accounts, &events]);
    if let Some(aside) = kept {
        text.push('\n');
        text.push_str(&fill(words::MOVED_ASIDE, lang, &[&shown(&aside)]));
    }
    Ok(Told::done(text))
}

/// A file that cannot even be opened is damaged or something else.
async fn examined(path: &Path) -> Result<look::Holds, Flaw> {
    let damaged = |error: sea_orm::DbErr| Flaw::Damaged(error.to_string());
    let copy = place::single(path, "rw").await.map_err(damaged)?;
    let found = look::examine(&copy).await;
    copy.close().await.map_err(damaged)?;
    found.map_err(damaged)?
}

async fn undumped(url: &str, from: &Path, lang: Lang) -> Result<Told, StartError> {
    let tool = Tool::restore(url, from);
    match Tool::list(from).run().await? {
        Ran::Done(contents) if postgres::lists_ours(&contents) => {}
        Ran::Done(_) => return Ok(Told::refused(words::flaw(&Flaw::NotOurs, lang))),
        Ran::Failed(said) => return Ok(Told::refused(words::flaw(&Flaw::Damaged(said), lang))),
        Ran::Missing => {
            return Ok(Told::refused(fill(
                words::TOOL_MISSING,
                lang,
                &["pg_restore", &tool.line()],
            )));
        }
    }
    let db = Db::connect(url).await?;
    let taken = look::is_ours(db.read()).await?;
    db.close().await?;
    if taken {
        return Ok(Told::refused(words::NOT_EMPTY.to(lang)));
    }
    match tool.run().await? {
        Ran::Done(_) => {}
        Ran::Failed(said) => return Ok(Told::refused(fill(words::TOOL_FAILED, lang, &["pg_restore", &said]))),
        Ran::Missing => {
            return Ok(Told::refused(fill(
                words::TOOL_MISSING,
                lang,
                &["pg_restore", &tool.line()],
            )));
        }
    }
    let db = Db::connect(url).await?;
    let found = look::examine(db.read()).await;
    db.close().await?;
    match found? {
        Ok(holds) => {
            let (accounts, events) = (words::number(holds.accounts, lang), words::number(holds.events, lang));
            let place = postgres::address(url).open;
            Ok(Told::done(fill(
                words::RESTORED,
                lang,
                &[&place, &shown(from), &accounts, &events],
            )))
        }
        Err(flaw) => Ok(Told::refused(format!(
            "{} {}",
            words::RESTORED_UNFIT.to(lang),
            words::flaw(&flaw, lang)
        ))),
    }
}
