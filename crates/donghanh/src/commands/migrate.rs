//! `donghanh migrate`: brings the schema up to date and says which steps it took.

use kernel::clock::Clock;
use kernel::lang::Lang;
use platform::migrate::MigrateError;

use super::{Told, fill, words};
use crate::config::{self, Config};
use crate::wire::{self, StartError};

/// Brings the database up to date.
pub async fn run(config: &Config, clock: &dyn Clock, lang: Lang) -> Result<Told, StartError> {
    let (db, outcome) = match wire::database(config, clock).await {
        Ok(done) => done,
        Err(StartError::Migrate(MigrateError::Unknown(step))) => {
            return Ok(Told::refused(fill(words::NEWER, lang, &[&step])));
        }
        Err(StartError::Migrate(MigrateError::Edited(step))) => {
            return Ok(Told::refused(fill(words::EDITED, lang, &[&step])));
        }
        Err(other) => return Err(other),
    };
    db.close().await?;
    let place = config::without_password(&config.database.value);
    if outcome.applied.is_empty() {
        return Ok(Told::done(fill(
            words::UP_TO_DATE,
            lang,
            &[&outcome.present.to_string(), &place],
        )));
    }
    let mut text = fill(words::MIGRATED, lang, &[&outcome.applied.len().to_string(), &place]);
    text.push('\n');
    for step in outcome.applied {
        text.push_str(&format!("  {step}\n"));
    }
    Ok(Told::done(text))
}
