//! The server: start, tell where it is, tick, drain.

use std::io::Write as _;
use std::time::Duration;

use kernel::lang::Lang;
use kernel::time::MINUTE;
use platform::db;
use platform::server::{self, Bounds};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::config::{self, Config};
use crate::demo;
use crate::operations;
use crate::wire::{self, House, StartError};
use crate::words::Say;

const READY: Say = Say("Đồng Hành đã sẵn sàng", "Đồng Hành is ready");
const ADDRESS: Say = Say("Địa chỉ", "Address");
const DATABASE: Say = Say("Cơ sở dữ liệu", "Database");
const FOLDER: Say = Say("Thư mục dữ liệu", "Data folder");
const ACCOUNTS: Say = Say(
    "Tài khoản minh hoạ (mật khẩu chung",
    "Demo accounts (one password for all",
);
const STOP: Say = Say("Dừng: Ctrl+C", "Stop: Ctrl+C");
const EMPTY: Say = Say(
    "Cơ sở dữ liệu chưa có tài khoản nào. Tạo người quản trị: donghanh user TÊN --name \"Họ và tên\"",
    "There is no account yet. Create an administrator: donghanh user NAME --name \"Full name\"",
);
const REHEARSAL: Say = Say(
    "ĐANG DIỄN TẬP: đồng hồ dời được, không dùng cho cuộc thi thật",
    "REHEARSAL: the clock can be moved; not for a real contest",
);

/// Runs until a signal comes.
pub async fn serve(config: &Config, lang: Lang) -> Result<(), StartError> {
    let clock = kernel::clock::SystemClock;
    let (database, _) = wire::database(config, &clock).await?;
    if !config.no_demo && demo::is_empty(&database).await? {
        demo::load(&database, lang, config).await?;
    }
    let app = wire::app(wire::service_parts(config, database).await?).await?;
    let metrics = operations::recorder()?;
    let house = House::new(app).await?;
    let router = operations::layers(house.routes().finish(), &house, metrics);
    let listener = TcpListener::bind(config.listen.value)
        .await
        .map_err(|source| StartError::File {
            what: config.listen.value.to_string(),
            source,
        })?;
    tell(config, lang, &house).await?;
    let (stop, stopping) = watch::channel(false);
    let ticking = tokio::spawn(tick(house.clone(), stopping.clone()));
    tokio::spawn(async move {
        signal().await;
        tracing::info!("stopping");
        let _told = stop.send(true);
    });
    let bounds = Bounds {
        connections: config.connections.value,
        ..Bounds::default()
    };
    server::serve(listener, router, bounds, stopping).await;
    let _ended = ticking.await;
    house.app.db.clone().close().await?;
    Ok(())
}

async fn signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _pressed = interrupt.await;
}

/// What happens by itself: the clock moves contests on each second, old limits are swept each minute.
async fn tick(house: House, mut stopping: watch::Receiver<bool>) {
    let mut beat = tokio::time::interval(Duration::from_secs(1));
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Skip);
    let mut swept = house.app.now();
    loop {
        tokio::select! {
            _ = beat.tick() => {}
            _ = stopping.wait_for(|stop| *stop) => return,
        }
        if let Err(error) = house.contests.tick().await {
            tracing::error!(%error, "moving contests on");
        }
        let (open, waiting) = house.contests.desk.load();
        metrics::gauge!("donghanh_papers_open").set(f64::from(u32::try_from(open).unwrap_or(u32::MAX)));
        metrics::gauge!("donghanh_answer_queue").set(f64::from(u32::try_from(waiting).unwrap_or(u32::MAX)));
        if house.app.now().saturating_sub(swept).abs() > MINUTE {
            swept = house.app.now();
            house.app.limits.sweep();
        }
    }
}

async fn tell(config: &Config, lang: Lang, house: &House) -> Result<(), StartError> {
    let mut out = String::new();
    let mut line = |left: &str, right: &str| {
        out.push_str("  ");
        out.push_str(left);
        out.push_str(&" ".repeat(18_usize.saturating_sub(left.chars().count())));
        out.push_str(right);
        out.push('\n');
    };
    line(ADDRESS.to(lang), &config.public_url.value);
    let engine = db::engine_name(house.app.db.engine());
    line(
        DATABASE.to(lang),
        &format!("{engine}  {}", config::without_password(&config.database.value)),
    );
    line(FOLDER.to(lang), &config.data.value.display().to_string());
    let mut text = format!("\n{}\n{out}", READY.to(lang));
    if house.app.settings.demo {
        text.push_str(&format!("\n  {}: {}):\n", ACCOUNTS.to(lang), demo::PASSWORD));
        for account in demo::accounts::SHOWN {
            text.push_str(&format!("    {:<14}{}\n", account.signin, account.what.to(lang)));
        }
    } else if demo::is_empty(&house.app.db).await? {
        text.push_str(&format!("\n  {}\n", EMPTY.to(lang)));
    }
    if config.rehearsal {
        text.push_str(&format!("\n  {}\n", REHEARSAL.to(lang)));
    }
    text.push_str(&format!("\n  {}\n", STOP.to(lang)));
    print(&text);
    Ok(())
}

/// To the screen; a closed pipe is not our affair.
pub fn print(text: &str) {
    let _written = std::io::stdout().write_all(text.as_bytes());
    let _flushed = std::io::stdout().flush();
}
