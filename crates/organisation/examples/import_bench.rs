//! How long a big list of members takes, and the search for people entered twice in it: `import_bench [ROWS] [DATABASE URL]`. Made-up rows, deterministic.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a measurement prints, and stops when it cannot go on"
)]

use std::sync::Arc;
use std::time::Instant;

use kernel::clock::SystemClock;
use kernel::ids::OsEntropy;
use organisation::import::apply::{self, Order};
use organisation::store::duplicates;
use organisation::store::units::{self, NewUnit};
use organisation::unit::{UnitKind, UnitLevel};
use organisation::{Organisation, Scope, people};
use platform::app::{App, Settings};
use platform::db::Db;
use platform::limit::Limits;
use platform::password::Passwords;
use platform::text::Texts;

const UNITS: usize = 200;
const FAMILY: [&str; 8] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đỗ", "Ngô", "Vũ"];
const MIDDLE: [&str; 6] = ["Văn", "Thị", "Đức", "Thanh", "Quốc", "Ngọc"];
const GIVEN: [&str; 10] = ["An", "Ánh", "Bình", "Dũng", "Hiếu", "Hoà", "Oanh", "Thừa", "Ý", "Ơn"];

fn pick<'a>(from: &[&'a str], at: usize) -> &'a str {
    from.get(at % from.len()).copied().unwrap_or_default()
}

fn list(rows: usize) -> String {
    let mut csv =
        String::from("Số thẻ,Họ và tên,Giới tính,Ngày sinh,Điện thoại,Thư điện tử,Mã đơn vị,Chức vụ,Từ ngày\n");
    for at in 0..rows {
        let name = format!(
            "{} {} {}",
            pick(&FAMILY, at),
            pick(&MIDDLE, at / 8),
            pick(&GIVEN, at / 48)
        );
        let line = format!(
            "DV-{at:07},{name},Nữ,{}/{}/19{},09{:08},dv{at}@coquan.vn,U{:04},Chuyên viên,1/1/2024\n",
            // Spread so that few share name and birth date, as in life.
            at / 7 % 28 + 1,
            at / 11 % 12 + 1,
            at / 13 % 40 + 60,
            at + 10_000_000,
            at % UNITS
        );
        csv.push_str(&line);
    }
    csv
}

async fn app(url: &str) -> App {
    let db = Db::connect(url).await.expect("database");
    let steps: Vec<_> = platform::MIGRATIONS
        .iter()
        .chain(organisation::MIGRATIONS)
        .copied()
        .collect();
    platform::migrate::run(&db, &SystemClock, &steps)
        .await
        .expect("migrations");
    App {
        clock: Arc::new(SystemClock),
        entropy: Arc::new(OsEntropy),
        texts: Texts::load(&[platform::TEXTS, organisation::TEXTS]).expect("texts"),
        sessions: platform::session::Sessions::default(),
        passwords: Passwords::new(1, 8, 1),
        limits: Arc::new(Limits::new(1)),
        assets: Arc::default(),
        menu: Arc::default(),
        directory: Arc::new(kernel::directory::NoUnits),
        settings: Arc::new(Settings::default()),
        secret: [0; 32],
        db,
    }
}

#[tokio::main]
async fn main() {
    let mut args = std::env::args().skip(1);
    let rows: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let file = std::env::temp_dir().join(format!("import_bench_{}.db", std::process::id()));
    let url = args
        .next()
        .unwrap_or_else(|| format!("sqlite://{}?mode=rwc", file.display()));
    let app = app(&url).await;
    let org = Organisation::new(&app);
    let tx = app.db.begin().await.expect("begin");
    for at in 0..UNITS {
        let unit = NewUnit {
            id: app.fresh_id(),
            code: format!("U{at:04}"),
            name: format!("Công đoàn cơ sở số {at}"),
            short_name: String::new(),
            kind: UnitKind::Grassroots,
            level: UnitLevel::Grassroots,
            parent: None,
            position: 0,
            from: jiff::civil::date(2020, 1, 1),
            demo: true,
        };
        units::create(&tx, app.now(), &*app.entropy, &Scope::All, &unit)
            .await
            .expect("unit");
    }
    tx.commit().await.expect("commit");
    let csv = list(rows).into_bytes();
    let started = Instant::now();
    let checked = apply::check_members(&org, None, &Scope::All, "ds.csv", csv)
        .await
        .expect("dry run");
    println!(
        "dry run: {} new, {} faults in {:.2?}",
        checked.new.len(),
        checked.faults.len(),
        started.elapsed()
    );
    let order = Order {
        actor: None,
        scope: &Scope::All,
        file: "ds.csv",
        new: &checked.new,
        changed: &checked.changed,
        skipped: 0,
        draft: None,
    };
    let writing = Instant::now();
    let done = apply::members(&org, order, &|done, all| {
        if done % 10_000 == 0 {
            println!("  {done}/{all} after {:.2?}", writing.elapsed());
        }
    })
    .await
    .expect("import");
    println!(
        "import: {} rows, {} clashes in {:.2?}; all {:.2?}",
        done.new,
        done.clashes.len(),
        writing.elapsed(),
        started.elapsed()
    );
    for look in ["first look", "second look"] {
        let looking = Instant::now();
        let found = org.twins.likeliest(&org, &Scope::All, 50).await.expect("twins");
        println!(
            "people entered twice, {look}: {} pairs in {:.2?}",
            found.total,
            looking.elapsed()
        );
    }
    let tree = org.tree(org.today()).await.expect("tree");
    let some = people::search(app.db.read(), &Scope::All, org.today(), "", 1, 0)
        .await
        .expect("somebody")
        .remove(0)
        .id;
    let looking = Instant::now();
    let like = duplicates::entries_like(app.db.read(), &Scope::All, &tree, org.today(), some)
        .await
        .expect("entries");
    println!("entries like one person: {} in {:.2?}", like.len(), looking.elapsed());
    app.db.clone().close().await.expect("close");
    for suffix in ["", "-wal", "-shm"] {
        let _gone = std::fs::remove_file(format!("{}{suffix}", file.display()));
    }
}
