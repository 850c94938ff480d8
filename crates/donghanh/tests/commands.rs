//! The operator's commands, called as the command line calls them.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must stop loudly")]

use std::path::{Path, PathBuf};

use donghanh::commands::{Told, backup, doctor, export, import, migrate, restore, user};
use donghanh::config::{self, Config, Given};
use donghanh::{demo, wire};
use kernel::clock::{Clock as _, SystemClock};
use kernel::ids::OsEntropy;
use kernel::lang::Lang;
use organisation::Organisation;
use organisation::import::Kind;
use platform::audit::{self, Chain};
use platform::db::{self, Db};
use platform::{account, migrate as schema};
use testkit::{Databases, NOW, on_both};

/// A folder that goes with the value.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("dh_commands_{name}_{}", std::process::id()));
        let _gone = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn config(&self) -> Config {
        config::effective(Given {
            data: Some(self.0.clone()),
            ..Given::default()
        })
        .unwrap()
    }

    /// The names of all files.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}

async fn organisation(database: Db) -> Organisation {
    let (app, _) = testkit::app(database, &wire::migrations(), &[platform::TEXTS, organisation::TEXTS]).await;
    Organisation::new(&app)
}

async fn count(db: &Db, table: &str) -> i64 {
    db::number(db.read(), &format!("SELECT COUNT(*) AS n FROM {table}"), vec![])
        .await
        .unwrap()
}

async fn imported(org: &Organisation, kind: Kind, file: &Path, dry: bool, lang: Lang) -> Told {
    import::run(org, import::Asked { kind, file, dry }, lang).await.unwrap()
}

#[tokio::test]
async fn migrate_says_which_steps_it_took() {
    let folder = Folder::new("migrate");
    let config = folder.config();
    let first = migrate::run(&config, &SystemClock, Lang::Vi).await.unwrap();
    assert!(first.ok && first.text.contains("0002_organisation"), "{}", first.text);
    let again = migrate::run(&config, &SystemClock, Lang::En).await.unwrap();
    assert!(again.ok && again.text.starts_with("Nothing to do"), "{}", again.text);
    let db = Db::connect(&config.database.value).await.unwrap();
    db::exec(
        db.read(),
        "INSERT INTO schema_step VALUES ('9999_later', 0, x'00')",
        vec![],
    )
    .await
    .unwrap();
    db.close().await.unwrap();
    let newer = migrate::run(&config, &SystemClock, Lang::Vi).await.unwrap();
    assert!(!newer.ok && newer.text.contains("9999_later"), "{}", newer.text);
}

const UNITS: &str = "Mã,Tên,Tên gọi tắt,Loại,Cấp,Mã đơn vị cấp trên,Số CBCCVC,Số đoàn viên,Số nữ đoàn viên\n\
    TW,Công đoàn Viên chức,,,,,,,\n\
    GL,Công đoàn Viên chức tỉnh Gia Lai,CĐVC Gia Lai,Công đoàn viên chức tỉnh,Cấp trên trực tiếp cơ sở,TW,,,\n\
    GL-01,Công đoàn cơ sở Sở Nội vụ,,Công đoàn cơ sở,Cơ sở,GL,120,118,61\n\
    GL-02,Công đoàn cơ sở Sở Tư pháp,,Công đoàn cơ sở,Cơ sở,GL,không áp dụng,,\n";

const MEMBERS: &str = "Số thẻ,Họ và tên,Tên gọi riêng,Giới tính,Ngày sinh,Điện thoại,Thư điện tử,Mã đơn vị,Chức vụ\n\
    GL-00001,Trần Đức Minh,,Nam,02/05/1987,0912345678,minh@gialai.gov.vn,GL-01,Chuyên viên\n\
    GL-00002,H'Hen Niê,H'Hen,Nữ,,02693824279,,GL-02,\n\
    0007,Nguyễn Thị Ước,,,,1900 1234,,GL-01,=Trưởng phòng\n";

#[tokio::test]
async fn an_export_imported_again_changes_nothing() {
    on_both(async |database| {
        let folder = Folder::new("export");
        let org = organisation(database).await;
        let db = &org.app.db;
        for (kind, text, name) in [(Kind::Units, UNITS, "u.csv"), (Kind::Members, MEMBERS, "m.csv")] {
            let file = folder.file(name);
            std::fs::write(&file, text).unwrap();
            let before = count(db, "audit_event").await;
            let dry = imported(&org, kind, &file, true, Lang::Vi).await;
            assert!(dry.ok, "{}", dry.text);
            assert_eq!(count(db, "audit_event").await, before, "a dry run writes nothing");
            let told = imported(&org, kind, &file, false, Lang::Vi).await;
            assert!(told.ok && told.text.contains("Đã ghi"), "{}", told.text);
            assert_eq!(count(db, "audit_event").await, before + 1, "the import is on record");
        }
        assert_eq!((count(db, "unit").await, count(db, "person").await), (4, 3));
        for lang in Lang::ALL {
            for kind in [Kind::Units, Kind::Members] {
                let file = folder.file(&format!("{}-{}.xlsx", kind.code(), lang.code()));
                let told = export::run(&org, kind, &file, lang).await.unwrap();
                assert!(told.ok, "{}", told.text);
                let again = export::run(&org, kind, &file, lang).await.unwrap();
                assert!(!again.ok, "a file is not overwritten");
                let back = imported(&org, kind, &file, false, lang).await;
                let nothing = lang.pick("Không có gì để thay đổi.", "There is nothing to change.");
                assert!(
                    back.ok && back.text.contains(nothing) && !back.text.contains('⟦'),
                    "{}",
                    back.text
                );
            }
        }
        // A change in the file is a change on record, and the record of acts stays whole.
        let file = folder.file("m.csv");
        std::fs::write(
            &file,
            MEMBERS.replace("Chuyên viên", "Phó phòng").replace(
                "GL-00002,H'Hen Niê,H'Hen,Nữ,,02693824279,,GL-02",
                "GL-00002,H'Hen Niê,H'Hen,Nữ,,02693824279,,GL-01",
            ),
        )
        .unwrap();
        let told = imported(&org, Kind::Members, &file, false, Lang::En).await;
        assert!(
            told.ok && told.text.contains("Chuyên viên → Phó phòng") && told.text.contains("GL-02 → GL-01"),
            "{}",
            told.text
        );
        assert!(
            imported(&org, Kind::Members, &file, false, Lang::En)
                .await
                .text
                .contains("nothing to change")
        );
        assert!(matches!(audit::verify(db.read()).await.unwrap(), Chain::Whole { .. }));
    })
    .await;
}

const ACTS: &str = "Mã cũ,Loại việc,Mã mới,Số văn bản,Ngày hiệu lực\nGL-02,Sáp nhập,GL-01,15/QĐ-CĐ,01/01/2027\n";

#[tokio::test]
async fn acts_are_only_looked_at_unless_they_are_to_be_written() {
    on_both(async |database| {
        let folder = Folder::new("acts");
        let org = organisation(database).await;
        let units = folder.file("u.csv");
        std::fs::write(&units, UNITS).unwrap();
        assert!(imported(&org, Kind::Units, &units, false, Lang::Vi).await.ok);
        let drafts = "reorg WHERE kind = 'act'";
        let file = folder.file("acts.csv");
        std::fs::write(&file, ACTS).unwrap();
        let told = imported(&org, Kind::Reorg, &file, true, Lang::Vi).await;
        for said in [
            "15/QĐ-CĐ, hiệu lực 1/1/2027: 1 việc, 1 đơn vị kết thúc",
            "chưa ghi gì",
            "--apply",
        ] {
            assert!(told.text.contains(said), "{said} in\n{}", told.text);
        }
        assert!(told.ok);
        assert_eq!(count(&org.app.db, drafts).await, 0);
        let told = imported(&org, Kind::Reorg, &file, false, Lang::Vi).await;
        assert!(told.ok && told.text.contains("Đã ghi 1 dự thảo"), "{}", told.text);
        assert_eq!(count(&org.app.db, drafts).await, 1);
        // Out, and in again: nothing new, said in words.
        for name in ["out.xlsx", "out.csv"] {
            let out = folder.file(name);
            let told = export::run(&org, Kind::Reorg, &out, Lang::Vi).await.unwrap();
            assert!(told.ok && told.text.contains("Đã xuất 1 dòng"), "{}", told.text);
            let again = imported(&org, Kind::Reorg, &out, false, Lang::Vi).await;
            assert!(
                again.ok && again.text.contains("Không có gì để thay đổi"),
                "{}",
                again.text
            );
            assert!(again.text.contains("1 văn bản đã có"), "{}", again.text);
            assert!(
                !export::run(&org, Kind::Reorg, &out, Lang::Vi).await.unwrap().ok,
                "not over a file"
            );
        }
        assert_eq!(count(&org.app.db, drafts).await, 1);
        std::fs::write(&file, ACTS.replace("GL-02", "GL-99")).unwrap();
        for lang in Lang::ALL {
            let told = imported(&org, Kind::Reorg, &file, false, lang).await;
            assert!(!told.ok && told.text.contains("GL-99"), "{}", told.text);
            assert!(!told.text.contains('⟦'), "{}", told.text);
        }
        assert_eq!(count(&org.app.db, drafts).await, 1);
    })
    .await;
}

#[tokio::test]
async fn one_fault_and_nothing_is_written() {
    on_both(async |database| {
        let folder = Folder::new("faults");
        let org = organisation(database).await;
        let file = folder.file("u.csv");
        std::fs::write(&file, UNITS).unwrap();
        assert!(imported(&org, Kind::Units, &file, false, Lang::Vi).await.ok);
        let file = folder.file("m.csv");
        std::fs::write(
            &file,
            MEMBERS.replace("02/05/1987", "31/02/1987").replace("GL-02,", "GL-99,"),
        )
        .unwrap();
        let told = imported(&org, Kind::Members, &file, false, Lang::Vi).await;
        assert!(!told.ok);
        for said in ["31/02/1987", "GL-99", "Ngày sinh", "Mã đơn vị", "2", "H"] {
            assert!(told.text.contains(said), "{said} in\n{}", told.text);
        }
        assert!(!told.text.contains('⟦'), "{}", told.text);
        assert_eq!(count(&org.app.db, "person").await, 0);
        std::fs::write(&file, "a,b\n1,2\n").unwrap();
        let told = imported(&org, Kind::Members, &file, false, Lang::En).await;
        assert!(!told.ok && !told.text.contains('⟦'), "{}", told.text);
        assert!(
            !imported(&org, Kind::Members, &folder.file("none.csv"), false, Lang::En)
                .await
                .ok
        );
    })
    .await;
}

fn code_in(told: &Told) -> String {
    told.text
        .split_whitespace()
        .find(|word| word.len() == 12 && word.matches('-').count() == 2)
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn the_first_administrator_gets_in_and_so_does_who_forgot() {
    on_both(async |database| {
        schema::run(&database, &SystemClock, &wire::migrations()).await.unwrap();
        let ask = async |signin: &str, name: Option<&str>| {
            let wanted = user::Wanted { signin, name };
            user::run(&database, NOW, &OsEntropy, wanted, "https://dh.example.vn/", Lang::Vi)
                .await
                .unwrap()
        };
        assert!(!ask("an", None).await.ok, "somebody new needs a name");
        assert!(!ask("hai tu", Some("Hai Từ")).await.ok);
        assert_eq!(count(&database, "account").await, 0);
        let made = ask("An", Some("  Nguyễn  Văn An ")).await;
        assert!(
            made.ok && made.text.contains("https://dh.example.vn/dang-nhap/lan-dau"),
            "{}",
            made.text
        );
        let found = account::by_name(database.read(), "an").await.unwrap().unwrap();
        assert_eq!(found.name, "Nguyễn Văn An");
        let actor = account::actor(database.read(), NOW, &found).await.unwrap();
        assert!(actor.has(kernel::actor::Role::Administrator));
        let first = code_in(&made);
        assert!(
            account::code_fits(database.read(), NOW, found.id, &first)
                .await
                .unwrap()
        );
        let again = ask("an", None).await;
        let second = code_in(&again);
        assert!(again.ok && first != second);
        assert!(
            !account::code_fits(database.read(), NOW, found.id, &first)
                .await
                .unwrap()
        );
        assert!(
            account::code_fits(database.read(), NOW, found.id, &second)
                .await
                .unwrap()
        );
        assert_eq!(count(&database, "account").await, 1);
        assert_eq!(
            audit::verify(database.read()).await.unwrap(),
            Chain::Whole { events: 3 }
        );
        let record = db::number(
            database.read(),
            "SELECT COUNT(*) AS n FROM audit_event WHERE detail LIKE $1 OR subject LIKE $1",
            vec![format!("%{second}%").into()],
        );
        assert_eq!(record.await.unwrap(), 0, "the code is not on record");
        db::exec(database.read(), "UPDATE account SET disabled = $1", vec![true.into()])
            .await
            .unwrap();
        assert!(!ask("an", None).await.ok);
    })
    .await;
}

/// A database file with one administrator.
async fn with_user(config: &Config, signin: &str) {
    let (db, _) = wire::database(config, &SystemClock).await.unwrap();
    let wanted = user::Wanted {
        signin,
        name: Some("Nguyễn Văn An"),
    };
    let told = user::run(&db, SystemClock.now(), &OsEntropy, wanted, "http://x", Lang::Vi)
        .await
        .unwrap();
    assert!(told.ok);
    db.close().await.unwrap();
}

async fn knows(config: &Config, signin: &str) -> bool {
    let db = Db::connect(&config.database.value).await.unwrap();
    let found = account::by_name(db.read(), signin).await.unwrap().is_some();
    db.close().await.unwrap();
    found
}

#[tokio::test]
async fn a_backup_comes_back_and_nothing_is_overwritten() {
    let folder = Folder::new("backup");
    let config = folder.config();
    let copy = folder.file("sao lưu 100%.db");
    assert!(
        !backup::run(&config, &copy, Lang::Vi).await.unwrap().ok,
        "there is nothing to back up yet"
    );
    assert!(folder.names().is_empty(), "{:?}", folder.names());
    with_user(&config, "an").await;

    // The server runs, and is in the middle of writing.
    let server = Db::connect(&config.database.value).await.unwrap();
    let tx = server.begin().await.unwrap();
    db::exec(&*tx, "INSERT INTO setting VALUES ('half', x'01')", vec![])
        .await
        .unwrap();
    let told = backup::run(&config, &copy, Lang::Vi).await.unwrap();
    assert!(told.ok, "{}", told.text);
    tx.commit().await.unwrap();
    let again = backup::run(&config, &copy, Lang::En).await.unwrap();
    assert!(!again.ok && again.text.contains("not overwritten"), "{}", again.text);

    let refused = restore::run(&config, &copy, NOW, Lang::En).await.unwrap();
    assert!(!refused.ok && refused.text.contains("stop the"), "{}", refused.text);
    assert!(server.read().ping().await.is_ok());
    server.close().await.unwrap();

    with_user(&config, "binh").await;
    let told = restore::run(&config, &copy, NOW, Lang::Vi).await.unwrap();
    assert!(
        told.ok && told.text.contains("donghanh.db.before-restore-20261102-"),
        "{}",
        told.text
    );
    assert!(knows(&config, "an").await && !knows(&config, "binh").await);
    let aside = folder
        .names()
        .into_iter()
        .find(|name| name.contains("before-restore"))
        .unwrap();
    let before = config::effective(Given {
        data: Some(folder.0.clone()),
        database: Some(format!("sqlite://{}", folder.file(&aside).display())),
        ..Given::default()
    })
    .unwrap();
    assert!(knows(&before, "binh").await, "what was there before is still there");
    assert!(
        folder.names().iter().all(|name| !name.contains(".part-")),
        "{:?}",
        folder.names()
    );
}

#[cfg(unix)]
#[tokio::test]
async fn a_backup_is_readable_by_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new("mode");
    let config = folder.config();
    with_user(&config, "an").await;
    let copy = folder.file("b.db");
    assert!(backup::run(&config, &copy, Lang::Vi).await.unwrap().ok);
    assert_eq!(copy.metadata().unwrap().permissions().mode() & 0o777, 0o600);
}

/// Backs up, bends the copy with one statement, and tries to restore it.
async fn bent(folder: &Folder, name: &str, sql: &str) -> Told {
    let config = folder.config();
    let copy = folder.file(name);
    assert!(backup::run(&config, &copy, Lang::Vi).await.unwrap().ok);
    let db = Db::connect(&format!("sqlite://{}", copy.display())).await.unwrap();
    db::exec(db.read(), sql, vec![]).await.unwrap();
    db.close().await.unwrap();
    restore::run(&config, &copy, NOW, Lang::En).await.unwrap()
}

#[tokio::test]
async fn a_bad_backup_is_refused_and_the_database_stays() {
    let folder = Folder::new("bent");
    let config = folder.config();
    with_user(&config, "an").await;
    let told = bent(
        &folder,
        "a.db",
        "UPDATE audit_event SET actor_name = 'x' WHERE position = 2",
    )
    .await;
    assert!(!told.ok && told.text.contains("broken at entry 2"), "{}", told.text);
    let told = bent(
        &folder,
        "b.db",
        "INSERT INTO schema_step VALUES ('9999_later', 0, x'00')",
    )
    .await;
    assert!(!told.ok && told.text.contains("9999_later"), "{}", told.text);
    let told = bent(
        &folder,
        "c.db",
        "UPDATE schema_step SET checksum = x'00' WHERE id = '0001_platform'",
    )
    .await;
    assert!(!told.ok && told.text.contains("0001_platform"), "{}", told.text);
    let told = bent(&folder, "d.db", "ALTER TABLE schema_step RENAME TO s").await;
    assert!(!told.ok, "{}", told.text);
    std::fs::write(folder.file("e.db"), "not a database at all").unwrap();
    for file in [folder.file("e.db"), folder.file("donghanh.db"), folder.file("none.db")] {
        let told = restore::run(&config, &file, NOW, Lang::Vi).await.unwrap();
        assert!(!told.ok, "{}", told.text);
    }
    assert!(knows(&config, "an").await);
    assert!(
        folder
            .names()
            .iter()
            .all(|name| !name.contains("before-restore") && !name.contains(".part-"))
    );
}

#[tokio::test]
async fn a_damaged_database_is_moved_aside_too() {
    let folder = Folder::new("damaged");
    let config = folder.config();
    with_user(&config, "an").await;
    let copy = folder.file("b.db");
    assert!(backup::run(&config, &copy, Lang::Vi).await.unwrap().ok);
    std::fs::write(folder.file("donghanh.db"), vec![7_u8; 9_000]).unwrap();
    std::fs::write(folder.file("donghanh.db-wal"), vec![7_u8; 100]).unwrap();
    assert!(!doctor::run(&config, SystemClock.now(), Lang::Vi).await.unwrap().ok);
    let told = restore::run(&config, &copy, NOW, Lang::Vi).await.unwrap();
    assert!(told.ok, "{}", told.text);
    assert!(knows(&config, "an").await);
}

#[tokio::test]
async fn postgres_goes_out_and_comes_back_by_its_own_tools() {
    let (Some(source), Some(target)) = (Databases::postgres().await, Databases::postgres().await) else {
        return;
    };
    let folder = Folder::new("postgres");
    let at = |url: &str| {
        let given = Given {
            data: Some(folder.0.clone()),
            database: Some(url.to_owned()),
            ..Given::default()
        };
        config::effective(given).unwrap()
    };
    with_user(&at(&source.url), "an").await;
    let copy = folder.file("b.dump");
    let told = backup::run(&at(&source.url), &copy, Lang::Vi).await.unwrap();
    assert!(told.ok, "{}", told.text);
    assert!(!backup::run(&at(&source.url), &copy, Lang::Vi).await.unwrap().ok);
    let refused = restore::run(&at(&source.url), &copy, NOW, Lang::Vi).await.unwrap();
    assert!(!refused.ok && refused.text.contains("createdb"), "{}", refused.text);
    let told = restore::run(&at(&target.url), &copy, NOW, Lang::Vi).await.unwrap();
    assert!(told.ok, "{}", told.text);
    assert!(knows(&at(&target.url), "an").await);
    let examined = doctor::run(&at(&target.url), SystemClock.now(), Lang::Vi)
        .await
        .unwrap();
    assert!(examined.ok && examined.text.contains("PostgreSQL"), "{}", examined.text);
    source.remove().await;
    target.remove().await;
}

#[tokio::test]
async fn the_doctor_looks_and_changes_nothing() {
    let folder = Folder::new("doctor");
    let config = folder.config();
    let told = doctor::run(&config, SystemClock.now(), Lang::Vi).await.unwrap();
    assert!(!told.ok && told.text.contains('✗'), "{}", told.text);
    assert!(folder.names().is_empty(), "looking makes no database");

    with_user(&config, "an").await;
    for lang in Lang::ALL {
        let told = doctor::run(&config, SystemClock.now(), lang).await.unwrap();
        assert!(told.ok && !told.text.contains('✗'), "{}", told.text);
        assert!(told.text.contains(lang.pick("mặc định", "default")), "{}", told.text);
    }
    let past = doctor::run(&config, SystemClock.now() - 86_400_000, Lang::En)
        .await
        .unwrap();
    assert!(!past.ok && past.text.contains("behind the newest act"), "{}", past.text);

    let db = Db::connect(&config.database.value).await.unwrap();
    db::exec(
        db.read(),
        "UPDATE audit_event SET subject = 'x' WHERE position = 2",
        vec![],
    )
    .await
    .unwrap();
    db.close().await.unwrap();
    let told = doctor::run(&config, SystemClock.now(), Lang::En).await.unwrap();
    assert!(
        !told.ok && told.text.contains("✗ The record of acts is broken at entry 2"),
        "{}",
        told.text
    );

    let db = Db::connect(&config.database.value).await.unwrap();
    db::exec(db.read(), "DELETE FROM schema_step WHERE id = '0004_contest'", vec![])
        .await
        .unwrap();
    db.close().await.unwrap();
    let told = doctor::run(&config, SystemClock.now(), Lang::En).await.unwrap();
    assert!(
        !told.ok && told.text.contains("Steps missing: 0004_contest"),
        "{}",
        told.text
    );
}

#[tokio::test]
async fn the_demo_year_is_sound_until_somebody_bends_a_sheet() {
    let folder = Folder::new("demo");
    let config = folder.config();
    let now = SystemClock.now();
    let (db, _) = wire::database(&config, &SystemClock).await.unwrap();
    let cheap = platform::password::Passwords::new(2, 8, 1);
    demo::load_at(&db, now, "http://127.0.0.1:8080".to_owned(), cheap, &|_| {})
        .await
        .unwrap();
    let told = doctor::run(&config, now, Lang::Vi).await.unwrap();
    assert!(told.ok && told.text.contains("Tính lại 3 kết quả"), "{}", told.text);

    let app = wire::app(wire::service_parts(&config, db.clone()).await.unwrap())
        .await
        .unwrap();
    let org = Organisation::new(&app);
    for kind in [Kind::Units, Kind::Members] {
        let file = folder.file(&format!("{}.xlsx", kind.code()));
        assert!(export::run(&org, kind, &file, Lang::Vi).await.unwrap().ok);
        let back = imported(&org, kind, &file, false, Lang::Vi).await;
        assert!(
            back.ok && back.text.contains("Không có gì để thay đổi."),
            "{}",
            back.text
        );
    }

    let some = "(SELECT MIN(s.attempt_id) FROM sheet s JOIN attempt a ON a.id = s.attempt_id WHERE a.period_id = 2)";
    let other = "(SELECT packed FROM sheet WHERE attempt_id = (SELECT MIN(attempt_id) + 1 FROM sheet))";
    db::exec(
        db.read(),
        &format!("UPDATE sheet SET packed = {other} WHERE attempt_id = {some}"),
        vec![],
    )
    .await
    .unwrap();
    let told = doctor::run(&config, now, Lang::En).await.unwrap();
    assert!(
        !told.ok && told.text.contains("does not come out as recorded"),
        "{}",
        told.text
    );
    db::exec(
        db.read(),
        &format!("DELETE FROM sheet WHERE attempt_id = {some}"),
        vec![],
    )
    .await
    .unwrap();
    let told = doctor::run(&config, now, Lang::En).await.unwrap();
    assert!(
        !told.ok && told.text.contains("without their sheet: 1."),
        "{}",
        told.text
    );
    db.close().await.unwrap();
}
