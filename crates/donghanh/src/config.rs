//! Configuration: one place, four sources. A flag beats the environment, the environment beats the file, the file beats
//! the default; `doctor` prints what is in force and where it came from.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What the file `donghanh.toml` may say; every line is optional.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    pub listen: Option<SocketAddr>,
    pub data: Option<PathBuf>,
    pub database: Option<String>,
    pub public_url: Option<String>,
    pub behind_proxy: Option<bool>,
    pub connections: Option<usize>,
    pub log: Option<String>,
    pub log_json: Option<bool>,
    pub oidc: Option<platform::oidc::Provider>,
}

/// What flags and environment say.
#[derive(Clone, Debug, Default)]
pub struct Given {
    pub config: Option<PathBuf>,
    pub listen: Option<SocketAddr>,
    pub data: Option<PathBuf>,
    pub database: Option<String>,
    pub public_url: Option<String>,
    pub behind_proxy: Option<bool>,
    pub connections: Option<usize>,
    pub log: Option<String>,
    pub log_json: Option<bool>,
    pub rehearsal: bool,
    pub no_demo: bool,
}

/// Where a value came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Given,
    File,
    Default,
}

/// A value with its origin.
#[derive(Clone, Debug)]
pub struct Set<T> {
    pub value: T,
    pub from: Source,
}

fn pick<T>(given: Option<T>, file: Option<T>, default: T) -> Set<T> {
    match (given, file) {
        (Some(value), _) => Set {
            value,
            from: Source::Given,
        },
        (None, Some(value)) => Set {
            value,
            from: Source::File,
        },
        (None, None) => Set {
            value: default,
            from: Source::Default,
        },
    }
}

/// What is in force.
#[derive(Clone, Debug)]
pub struct Config {
    pub file: Option<PathBuf>,
    pub listen: Set<SocketAddr>,
    pub data: Set<PathBuf>,
    pub database: Set<String>,
    pub public_url: Set<String>,
    pub behind_proxy: Set<bool>,
    pub connections: Set<usize>,
    pub log: Set<String>,
    pub log_json: Set<bool>,
    pub oidc: Option<platform::oidc::Provider>,
    pub rehearsal: bool,
    pub no_demo: bool,
}

/// Why there is no configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("{path}: {source}")]
    Read { path: PathBuf, source: std::io::Error },
    #[error("{path}: {source}")]
    Toml {
        path: PathBuf,
        source: Box<toml::de::Error>,
    },
}

fn read(path: &Path) -> Result<File, ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Read {
        path: path.to_owned(),
        source,
    })?;
    toml::from_str(&text).map_err(|source| ConfigError::Toml {
        path: path.to_owned(),
        source: Box::new(source),
    })
}

/// Puts the sources together. Without `--config`, `donghanh.toml` in the present folder is read if it is there.
pub fn effective(given: Given) -> Result<Config, ConfigError> {
    let usual = PathBuf::from("donghanh.toml");
    let path = given.config.clone().or_else(|| usual.exists().then_some(usual));
    let file = path.as_deref().map(read).transpose()?.unwrap_or_default();
    let listen = pick(given.listen, file.listen, SocketAddr::from(([127, 0, 0, 1], 8080)));
    let data = pick(given.data, file.data, PathBuf::from("data"));
    let sqlite = format!("sqlite://{}?mode=rwc", data.value.join("donghanh.db").display());
    Ok(Config {
        public_url: pick(given.public_url, file.public_url, format!("http://{}", listen.value)),
        database: pick(given.database, file.database, sqlite),
        behind_proxy: pick(given.behind_proxy, file.behind_proxy, false),
        connections: pick(given.connections, file.connections, 20_000),
        log: pick(given.log, file.log, "info".to_owned()),
        log_json: pick(given.log_json, file.log_json, false),
        oidc: file.oidc,
        rehearsal: given.rehearsal,
        no_demo: given.no_demo,
        file: path,
        listen,
        data,
    })
}

/// A database address without its password, for the screen and the log.
pub fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    match rest.rsplit_once('@') {
        Some((who, place)) => {
            let name = who.split(':').next().unwrap_or_default();
            format!("{scheme}://{name}:…@{place}")
        }
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_beat_the_file_and_the_file_beats_the_default() {
        let folder = std::env::temp_dir().join(format!("dh_config_{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("donghanh.toml");
        std::fs::write(&path, "listen = \"127.0.0.1:9000\"\nlog = \"debug\"\n").unwrap();
        let given = Given {
            config: Some(path.clone()),
            log: Some("warn".to_owned()),
            ..Given::default()
        };
        let config = effective(given).unwrap();
        assert_eq!((config.listen.value.port(), config.listen.from), (9000, Source::File));
        assert_eq!((config.log.value.as_str(), config.log.from), ("warn", Source::Given));
        assert_eq!(config.connections.from, Source::Default);
        assert_eq!(config.public_url.value, "http://127.0.0.1:9000");
        std::fs::write(&path, "lisen = 1\n").unwrap();
        let given = Given {
            config: Some(path),
            ..Given::default()
        };
        assert!(effective(given).is_err(), "a misspelt line is told, not ignored");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn passwords_stay_out_of_the_log() {
        assert_eq!(without_password("postgres://u:secret@h/db"), "postgres://u:…@h/db");
        assert_eq!(without_password("sqlite://data/x.db"), "sqlite://data/x.db");
    }
}
