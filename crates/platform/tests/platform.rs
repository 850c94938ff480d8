//! The platform on both engines: migrations, sign-in, sessions, record of acts, guard.

use axum::http::StatusCode;
use kernel::actor::{Grant, Role, Side};
use platform::audit::{self, Chain};
use platform::{MIGRATIONS, TEXTS, db, migrate};
use testkit::{Visitor, on_both};

const PASSWORD: &str = "mưa rào tháng bảy";

async fn visitor(database: db::Db) -> (platform::app::App, std::sync::Arc<kernel::clock::FixedClock>, Visitor) {
    let (app, clock) = testkit::app(database, MIGRATIONS, &[TEXTS]).await;
    let router = platform::pages::routes(&app).finish();
    (app, clock, Visitor::new(router))
}

#[tokio::test]
async fn migrations_run_once_and_refuse_what_was_edited() {
    on_both(async |database| {
        let clock = kernel::clock::FixedClock::at(1);
        assert_eq!(
            migrate::run(&database, &clock, MIGRATIONS).await.unwrap().applied.len(),
            MIGRATIONS.len()
        );
        assert_eq!(
            migrate::run(&database, &clock, MIGRATIONS).await.unwrap().present,
            MIGRATIONS.len()
        );
        let edited = [migrate::Migration {
            id: "0001_platform",
            sql: "SELECT 1",
        }];
        assert!(matches!(
            migrate::run(&database, &clock, &edited).await,
            Err(migrate::MigrateError::Edited(_))
        ));
        assert!(matches!(
            migrate::run(&database, &clock, &[]).await,
            Err(migrate::MigrateError::Unknown(_))
        ));
    })
    .await;
}

#[tokio::test]
async fn wrong_passwords_are_told_nothing_and_then_rest() {
    on_both(async |database| {
        let (app, clock, mut someone) = visitor(database).await;
        testkit::account(&app, "Ngọ Duy Hiểu", "hieu", PASSWORD, &[]).await;
        someone.get("/dang-nhap").await;
        let wrong = someone
            .post("/dang-nhap", &[("name", "hieu"), ("password", "sai hoàn toàn")])
            .await;
        let nobody = someone
            .post("/dang-nhap", &[("name", "khong-co"), ("password", "sai hoàn toàn")])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let strip = |page: String, name: &str| page.replace(name, "");
        assert_eq!(
            strip(wrong.text(), "hieu"),
            strip(nobody.text(), "khong-co"),
            "the page tells whether a name exists"
        );
        // From the second attempt to the seventh: a name that exists and one that does not rest at the same time.
        for _ in 0..6 {
            let wrong = someone
                .post("/dang-nhap", &[("name", "hieu"), ("password", "sai hoàn toàn")])
                .await;
            let nobody = someone
                .post("/dang-nhap", &[("name", "khong-co"), ("password", "sai hoàn toàn")])
                .await;
            let (wrong, nobody) = (strip(wrong.text(), "hieu"), strip(nobody.text(), "khong-co"));
            assert_eq!(wrong, nobody, "resting tells whether a name exists");
        }
        let resting = someone
            .post("/dang-nhap", &[("name", "hieu"), ("password", PASSWORD)])
            .await;
        assert_eq!(
            resting.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "locked although the password is right now"
        );
        clock.advance(3_600_000);
        someone.sign_in("hieu", PASSWORD).await;
    })
    .await;
}

#[tokio::test]
async fn a_code_opens_the_account_once_and_demands_a_password() {
    on_both(async |database| {
        let (app, _clock, mut someone) = visitor(database).await;
        let id = app.fresh_id();
        let code = platform::account::new_code(&*app.entropy);
        let tx = app.db.begin().await.unwrap();
        platform::account::create(&tx, app.now(), id, "Trần Thị Kim Anh", true)
            .await
            .unwrap();
        platform::account::add_name(&tx, id, platform::account::NameKind::Phone, "0912 345 678")
            .await
            .unwrap();
        platform::account::issue_code(&tx, app.now(), id, &code, 1_000_000, None)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        someone.get("/dang-nhap/lan-dau").await;
        let answer = someone
            .post(
                "/dang-nhap/lan-dau",
                &[("name", "+84912345678"), ("code", &code.to_lowercase())],
            )
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        assert_eq!(
            someone.get("/phien").await.location(),
            "/mat-khau",
            "a password comes first"
        );
        someone.get("/mat-khau").await;
        let weak = someone
            .post("/mat-khau", &[("new", "TranThiKimAnh1"), ("again", "TranThiKimAnh1")])
            .await;
        assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
        let set = someone
            .post("/mat-khau", &[("new", PASSWORD), ("again", PASSWORD)])
            .await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text());
        assert_eq!(someone.get("/phien").await.status, StatusCode::OK);
        let mut other = someone.clone();
        other.post("/dang-xuat", &[]).await;
        other.get("/dang-nhap/lan-dau").await;
        let again = other
            .post("/dang-nhap/lan-dau", &[("name", "0912345678"), ("code", &code)])
            .await;
        assert_eq!(
            again.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "a code works until a password is set"
        );
    })
    .await;
}

#[tokio::test]
async fn forged_forms_are_refused_and_roles_are_checked() {
    on_both(async |database| {
        let (app, _clock, mut someone) = visitor(database).await;
        let admin = Grant {
            role: Role::Administrator,
            side: None,
            unit: None,
        };
        let leader = Grant {
            role: Role::Leader,
            side: Some(Side::A),
            unit: None,
        };
        let boss = testkit::account(&app, "Quản trị", "admin", PASSWORD, &[admin]).await;
        testkit::account(&app, "Lãnh đạo", "leader", PASSWORD, &[leader]).await;
        assert_eq!(
            someone.get("/quan-tri/nhat-ky").await.location(),
            "/dang-nhap?ve=%2Fquan-tri%2Fnhat-ky"
        );
        let mut leader = someone.clone();
        leader.sign_in("leader", PASSWORD).await;
        assert_eq!(leader.get("/quan-tri/nhat-ky").await.status, StatusCode::FORBIDDEN);
        someone.sign_in("admin", PASSWORD).await;
        assert_eq!(someone.get("/quan-tri/nhat-ky").await.status, StatusCode::OK);
        let mut forger = someone.clone();
        forger.csrf = "stolen".to_owned();
        assert_eq!(forger.post("/dang-xuat", &[]).await.status, StatusCode::FORBIDDEN);
        let own = someone.post(&format!("/quan-tri/tai-khoan/{boss}/khoa"), &[]).await;
        assert_eq!(own.status, StatusCode::CONFLICT, "nobody locks themselves out");
        let bad = someone
            .post(
                &format!("/quan-tri/tai-khoan/{boss}/vai-tro"),
                &[("role", "unit_officer"), ("unit", "KHÔNG-CÓ")],
            )
            .await;
        assert!(bad.text().contains("KHÔNG-CÓ"), "the form comes back filled");
        assert!(matches!(audit::verify(app.db.read()).await.unwrap(), Chain::Whole { events } if events > 0));
        db::exec(
            app.db.read(),
            "UPDATE audit_event SET subject = 'x' WHERE position = 1",
            vec![],
        )
        .await
        .unwrap();
        assert_eq!(audit::verify(app.db.read()).await.unwrap(), Chain::Broken { at: 1 });
    })
    .await;
}

#[tokio::test]
async fn a_session_that_is_revoked_is_out_at_once() {
    on_both(async |database| {
        let (app, _clock, mut first) = visitor(database).await;
        testkit::account(&app, "Đoàn viên", "dv", PASSWORD, &[]).await;
        let mut second = first.clone();
        first.sign_in("dv", PASSWORD).await;
        second.sign_in("dv", PASSWORD).await;
        let page = second.get("/phien").await.text();
        let (_, rest) = page.split_once("/phien/").expect("the other session is listed");
        let id = rest.split('/').next().unwrap_or_default().to_owned();
        second.post(&format!("/phien/{id}/cham-dut"), &[]).await;
        assert_eq!(first.get("/phien").await.location(), "/dang-nhap?ve=%2Fphien");
        assert_eq!(second.get("/phien").await.status, StatusCode::OK);
    })
    .await;
}
