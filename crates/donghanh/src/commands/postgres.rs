//! PostgreSQL's own tools for backup and restore. The password goes by the environment: an argument could be read by
//! anybody on the machine.

use std::path::Path;
use std::process::Command;

use crate::wire::StartError;

use super::place;

/// A database address taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Fit for an argument and for the screen.
    pub open: String,
    pub password: Option<String>,
}

/// Takes the password out of `postgres://user:password@host/name`.
pub fn address(url: &str) -> Address {
    let whole = || Address {
        open: url.to_owned(),
        password: None,
    };
    let Some((scheme, rest)) = url.split_once("://") else {
        return whole();
    };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let Some((who, host)) = authority.rsplit_once('@') else {
        return whole();
    };
    let Some((name, password)) = who.split_once(':') else {
        return whole();
    };
    Address {
        open: format!("{scheme}://{name}@{host}{tail}"),
        password: Some(place::decoded(password)),
    }
}

/// One of PostgreSQL's tools with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    program: &'static str,
    arguments: Vec<String>,
    password: Option<String>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ran {
    /// With what it printed.
    Done(String),
    /// With what it complained about.
    Failed(String),
    /// It is not on this machine.
    Missing,
}

impl Tool {
    /// `pg_dump` into one compressed file.
    pub fn dump(url: &str, to: &Path) -> Self {
        let Address { open, password } = address(url);
        let arguments = vec![
            "-Fc".to_owned(),
            format!("--file={}", to.display()),
            format!("--dbname={open}"),
        ];
        Self {
            program: "pg_dump",
            arguments,
            password,
        }
    }

    /// `pg_restore` of one such file into an empty database, all or nothing.
    pub fn restore(url: &str, from: &Path) -> Self {
        let Address { open, password } = address(url);
        let arguments = [
            "--no-owner",
            "--no-privileges",
            "--exit-on-error",
            "--single-transaction",
        ]
        .into_iter()
        .map(str::to_owned)
        .chain([format!("--dbname={open}"), from.display().to_string()])
        .collect();
        Self {
            program: "pg_restore",
            arguments,
            password,
        }
    }

    /// The table of contents of such a file.
    pub fn list(from: &Path) -> Self {
        let arguments = vec!["--list".to_owned(), from.display().to_string()];
        Self {
            program: "pg_restore",
            arguments,
            password: None,
        }
    }

    /// As one would type it; the password is asked for or taken from `~/.pgpass`.
    pub fn line(&self) -> String {
        let quoted = |argument: &String| {
            let plain = argument
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_=./:@+,".contains(c));
            if plain {
                argument.clone()
            } else {
                format!("'{}'", argument.replace('\'', "'\\''"))
            }
        };
        let arguments: Vec<String> = self.arguments.iter().map(quoted).collect();
        format!("{} {}", self.program, arguments.join(" "))
    }

    /// Runs it to the end, on a thread that answers nobody.
    pub async fn run(&self) -> Result<Ran, StartError> {
        let mut command = Command::new(self.program);
        command.args(&self.arguments);
        if let Some(password) = &self.password {
            command.env("PGPASSWORD", password);
        }
        let done = tokio::task::spawn_blocking(move || command.output())
            .await
            .map_err(StartError::other)?;
        match done {
            Ok(output) if output.status.success() => {
                Ok(Ran::Done(String::from_utf8_lossy(&output.stdout).into_owned()))
            }
            Ok(output) => Ok(Ran::Failed(String::from_utf8_lossy(&output.stderr).trim().to_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Ran::Missing),
            Err(source) => Err(StartError::File {
                what: self.program.to_owned(),
                source,
            }),
        }
    }
}

/// Whether a table of contents is that of one of our databases.
pub fn lists_ours(contents: &str) -> bool {
    contents
        .lines()
        .any(|line| line.contains(" TABLE ") && line.contains(" schema_step "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_is_never_an_argument() {
        let split = address("postgres://dh:m%40t@may-chu:5433/nam?sslmode=require");
        assert_eq!(split.open, "postgres://dh@may-chu:5433/nam?sslmode=require");
        assert_eq!(split.password.as_deref(), Some("m@t"));
        assert_eq!(address("postgres://dh@h/x").password, None);
        assert_eq!(address("postgres:///x?host=/tmp&user=a:b@c").password, None);
        let tool = Tool::dump("postgres://dh:bimat@h/x", Path::new("/sao luu/2026.dump"));
        assert_eq!(
            tool.line(),
            "pg_dump -Fc '--file=/sao luu/2026.dump' --dbname=postgres://dh@h/x"
        );
        assert!(
            !Tool::restore("postgres://dh:bimat@h/x", Path::new("a.dump"))
                .line()
                .contains("bimat")
        );
    }
}
