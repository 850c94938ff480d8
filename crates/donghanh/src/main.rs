//! `donghanh`: without a command it serves.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;
use donghanh::config::{self, Config};
use donghanh::wire::{self, StartError};
use donghanh::words::Say;
use donghanh::{bench, cli, commands, demo, serve, words};
use kernel::lang::Lang;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

const FAILED: Say = Say("Không chạy được: ", "Cannot run: ");
const NOT_EMPTY: Say = Say(
    "Cơ sở dữ liệu đã có tài khoản; năm minh hoạ chỉ nạp vào cơ sở dữ liệu rỗng.",
    "The database has accounts already; the demo year is loaded only into an empty one.",
);

fn log(config: &Config) {
    // Our own crates at the level asked for, the libraries under them only when something is wrong.
    let filter = EnvFilter::try_new(format!(
        "warn,donghanh={0},platform={0},contest={0},organisation={0},programme={0}",
        config.log.value
    ))
    .unwrap_or_else(|_| EnvFilter::new("info"));
    let registry = tracing_subscriber::registry().with(filter);
    let to_stderr = std::io::stderr;
    if config.log_json.value {
        registry
            .with(tracing_subscriber::fmt::layer().json().with_writer(to_stderr))
            .init();
    } else {
        registry
            .with(
                tracing_subscriber::fmt::layer()
                    .with_target(false)
                    .with_writer(to_stderr),
            )
            .init();
    }
}

async fn run(matches: &ArgMatches, lang: Lang) -> Result<bool, StartError> {
    let config = config::effective(cli::given(matches))?;
    log(&config);
    match matches.subcommand() {
        None | Some(("serve", _)) => Box::pin(serve::serve(&config, lang)).await.map(|()| true),
        Some(("demo", _)) => {
            let (db, _) = wire::database(&config, &kernel::clock::SystemClock).await?;
            if demo::is_empty(&db).await? {
                demo::load(&db, lang, &config).await?;
                db.close().await?;
                Ok(true)
            } else {
                serve::print(&format!("{}\n", NOT_EMPTY.to(lang)));
                Ok(false)
            }
        }
        Some(("bench", what)) => {
            let Some((which, what)) = what.subcommand() else {
                return Ok(false);
            };
            if which == "units" {
                let people: u32 = what.get_one("people").copied().unwrap_or_default();
                let people = usize::try_from(people).unwrap_or_default();
                return bench::units(people, lang).await.map(|()| true);
            }
            let seconds = what.get_one("seconds").copied().unwrap_or(10);
            let json: Option<&PathBuf> = what.get_one("json");
            bench::contest(seconds, json.map(PathBuf::as_path), lang)
                .await
                .map(|()| true)
        }
        Some((name, matches)) => commands::run(name, matches, &config, lang).await,
    }
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    let lang = words::language(&args);
    let matches = cli::command(lang).get_matches();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            serve::print(&format!("{}{error}\n", FAILED.to(lang)));
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(&matches, lang)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            serve::print(&format!("{}{error}\n", FAILED.to(lang)));
            ExitCode::FAILURE
        }
    }
}
