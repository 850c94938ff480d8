//! The command line: clap with our own words, so that help is whole in either language.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use kernel::lang::Lang;

use crate::config::Given;
use crate::words::{self, Say};

fn option(id: &'static str, say: Say, lang: Lang) -> Arg {
    Arg::new(id)
        .long(id)
        .help(say.to(lang))
        .help_heading(words::OPTIONS.to(lang))
        .global(true)
}

fn flag(id: &'static str, say: Say, lang: Lang) -> Arg {
    option(id, say, lang).action(ArgAction::SetTrue)
}

fn place(id: &'static str, say: Say, lang: Lang) -> Arg {
    Arg::new(id)
        .help(say.to(lang))
        .help_heading(words::ARGUMENTS.to(lang))
        .required(true)
}

fn named(name: &'static str, say: Say, lang: Lang) -> Command {
    let usage = match name {
        "donghanh" => words::USAGE.to(lang).to_owned(),
        "import" | "export" => format!("donghanh {name} {}", words::USAGE_LIST.to(lang)),
        "backup" | "restore" => format!("donghanh {name} {}", words::USAGE_FILE.to(lang)),
        "user" => format!("donghanh {name} {}", words::USAGE_USER.to(lang)),
        "bench" => format!("donghanh {name} {}", words::USAGE_COMMAND.to(lang)),
        _ => format!("donghanh {name} {}", words::USAGE_OPTIONS.to(lang)),
    };
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    Command::new(name)
        .about(say.to(lang))
        .override_usage(usage)
        .help_template(words::TEMPLATE.to(lang))
        .subcommand_help_heading(words::COMMANDS.to(lang))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(help.help(words::HELP.to(lang)).help_heading(words::OPTIONS.to(lang)))
}

/// The whole command line in one language.
pub fn command(lang: Lang) -> Command {
    let c = |name, say| named(name, say, lang);
    c("donghanh", words::ABOUT)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(words::VERSION.to(lang))
                .help_heading(words::OPTIONS.to(lang)),
        )
        .arg(option("lang", words::LANG, lang))
        .arg(
            option("config", words::CONFIG, lang)
                .env("DONGHANH_CONFIG")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            option("listen", words::LISTEN, lang)
                .env("DONGHANH_LISTEN")
                .value_parser(value_parser!(std::net::SocketAddr)),
        )
        .arg(
            option("data", words::DATA, lang)
                .env("DONGHANH_DATA")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            option("database", words::DATABASE, lang)
                .env("DONGHANH_DATABASE")
                .hide_env_values(true),
        )
        .arg(option("public-url", words::PUBLIC_URL, lang).env("DONGHANH_PUBLIC_URL"))
        .arg(
            option("behind-proxy", words::BEHIND_PROXY, lang)
                .env("DONGHANH_BEHIND_PROXY")
                .value_parser(value_parser!(bool))
                .num_args(0..=1)
                .default_missing_value("true"),
        )
        .arg(
            option("connections", words::CONNECTIONS, lang)
                .env("DONGHANH_CONNECTIONS")
                .value_parser(value_parser!(usize)),
        )
        .arg(option("log", words::LOG, lang).env("DONGHANH_LOG"))
        .arg(
            option("log-json", words::LOG_JSON, lang)
                .env("DONGHANH_LOG_JSON")
                .value_parser(value_parser!(bool))
                .num_args(0..=1)
                .default_missing_value("true"),
        )
        .arg(flag("rehearsal", words::REHEARSAL, lang))
        .arg(flag("no-demo", words::NO_DEMO, lang))
        .subcommand(c("serve", words::SERVE))
        .subcommand(c("migrate", words::MIGRATE))
        .subcommand(c("demo", words::DEMO))
        .subcommand(
            c("import", words::IMPORT)
                .arg(place("kind", words::KIND, lang).value_parser(["units", "members", "acts"]))
                .arg(place("file", words::FILE, lang).value_parser(value_parser!(PathBuf)))
                .arg(
                    Arg::new("dry-run")
                        .long("dry-run")
                        .action(ArgAction::SetTrue)
                        .help(words::DRY_RUN.to(lang))
                        .help_heading(words::OPTIONS.to(lang)),
                )
                .arg(
                    Arg::new("apply")
                        .long("apply")
                        .action(ArgAction::SetTrue)
                        .help(words::APPLY.to(lang))
                        .help_heading(words::OPTIONS.to(lang)),
                ),
        )
        .subcommand(
            c("export", words::EXPORT)
                .arg(place("kind", words::KIND, lang).value_parser(["units", "members", "acts"]))
                .arg(place("file", words::FILE, lang).value_parser(value_parser!(PathBuf))),
        )
        .subcommand(
            c("backup", words::BACKUP).arg(place("file", words::FILE, lang).value_parser(value_parser!(PathBuf))),
        )
        .subcommand(
            c("restore", words::RESTORE).arg(place("file", words::FILE, lang).value_parser(value_parser!(PathBuf))),
        )
        .subcommand(
            c("user", words::USER).arg(place("signin", words::SIGNIN, lang)).arg(
                Arg::new("name")
                    .long("name")
                    .help(words::NAME.to(lang))
                    .help_heading(words::OPTIONS.to(lang)),
            ),
        )
        .subcommand(c("doctor", words::DOCTOR))
        .subcommand(
            c("bench", words::BENCH)
                .subcommand_required(true)
                .subcommand(
                    c("units", words::BENCH_UNITS).arg(
                        Arg::new("people")
                            .long("people")
                            .value_parser(value_parser!(u32).range(0..=2_000_000))
                            .default_value("100000")
                            .help(words::PEOPLE.to(lang))
                            .help_heading(words::OPTIONS.to(lang)),
                    ),
                )
                .subcommand(
                    c("contest", words::BENCH_CONTEST)
                        .arg(
                            Arg::new("seconds")
                                .long("seconds")
                                .value_parser(value_parser!(u64).range(1..=600))
                                .default_value("10")
                                .help(words::SECONDS.to(lang))
                                .help_heading(words::OPTIONS.to(lang)),
                        )
                        .arg(
                            Arg::new("json")
                                .long("json")
                                .value_parser(value_parser!(PathBuf))
                                .help(words::JSON.to(lang))
                                .help_heading(words::OPTIONS.to(lang)),
                        ),
                ),
        )
}

/// What flags and environment say.
pub fn given(matches: &ArgMatches) -> Given {
    Given {
        config: matches.get_one("config").cloned(),
        listen: matches.get_one("listen").copied(),
        data: matches.get_one("data").cloned(),
        database: matches.get_one("database").cloned(),
        public_url: matches
            .get_one::<String>("public-url")
            .map(|url| url.trim_end_matches('/').to_owned()),
        behind_proxy: matches.get_one("behind-proxy").copied(),
        connections: matches.get_one("connections").copied(),
        log: matches.get_one("log").cloned(),
        log_json: matches.get_one("log-json").copied(),
        rehearsal: matches.get_flag("rehearsal"),
        no_demo: matches.get_flag("no-demo"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_whole_in_both_languages() {
        for lang in Lang::ALL {
            command(lang).debug_assert();
            let help = command(lang).render_long_help().to_string();
            assert!(!help.contains("{usage}"));
        }
        let vi = command(Lang::Vi).render_help().to_string();
        for english in ["Usage", "Options:", "Commands:", "Print ", "[OPTIONS]", "[COMMAND]"] {
            assert!(!vi.contains(english), "«{english}» in the Vietnamese help:\n{vi}");
        }
    }
}
