//! The whole house: every route with every role, words in both languages, catalogues of both engines, the demo year.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on must stop loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use axum::http::{Method, StatusCode};
use donghanh::wire::{self, House, Parts};
use kernel::actor::{Grant, Role, Side};
use kernel::clock::FixedClock;
use kernel::ids::SeededEntropy;
use platform::app::Settings;
use platform::db::{self, Db, Engine};
use platform::password::Passwords;
use platform::routes::Access;
use platform::text;
use testkit::{Databases, NOW, Visitor, on_both};

const PASSWORD: &str = "mưa rào tháng bảy";

async fn house(db: &Db, now: i64) -> House {
    let clock = Arc::new(FixedClock::at(now));
    platform::migrate::run(db, &*clock, &wire::migrations()).await.unwrap();
    let app = wire::app(Parts {
        db: db.clone(),
        clock,
        entropy: Arc::new(SeededEntropy::new(5)),
        settings: Settings::default(),
        passwords: Passwords::new(2, 8, 1),
        limit_factor: 10_000,
    })
    .await
    .unwrap();
    House::new(app).await.unwrap()
}

fn grant(role: Role) -> Grant {
    let side = role.needs_side().then_some(Side::A);
    Grant {
        role,
        side,
        unit: role.needs_unit().then(|| uuid::Uuid::from_u128(1)),
    }
}

/// An address with something harmless in every place.
fn address(path: &str) -> String {
    path.split('/')
        .map(|part| match part {
            "{period}" | "{attempt}" | "{n}" | "{number}" => "999".to_owned(),
            part if part.starts_with('{') => uuid::Uuid::from_u128(404).to_string(),
            part => part.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("/")
}

#[tokio::test]
async fn every_route_with_every_role_is_as_the_table_says() {
    let database = Databases::sqlite().await;
    let house = house(&database.db, NOW).await;
    let routes = house.routes();
    let declared = routes.declared().to_vec();
    let router = routes.finish();
    let mut visitors = vec![("public", Visitor::new(router.clone()))];
    for role in Role::ALL {
        let name = role.code();
        // A member is one by the account, the other roles are granted.
        let grants = if role == Role::Member {
            vec![]
        } else {
            vec![grant(role)]
        };
        let id = testkit::account(&house.app, name, name, PASSWORD, &grants).await;
        if role == Role::Member {
            db::exec(
                house.app.db.read(),
                "UPDATE account SET is_member = $2 WHERE id = $1",
                vec![id.into(), true.into()],
            )
            .await
            .unwrap();
        }
        let mut visitor = Visitor::new(router.clone());
        visitor.sign_in(name, PASSWORD).await;
        visitors.push((name, visitor));
    }
    let mut table =
        String::from("# Who may use which route. Made by the test of all routes; the test fails when it differs.\n");
    let mut ordered: Vec<_> = declared.iter().collect();
    ordered.sort_by_key(|d| (d.path, d.method.to_string()));
    for route in ordered {
        let mut allowed = Vec::new();
        for (name, visitor) in &visitors {
            // Signing out would end the visitor's session for the rest of the walk.
            let mut visitor = visitor.clone();
            if route.path == "/dang-xuat" {
                allowed.push(if *name == "public" { "-" } else { *name });
                continue;
            }
            let answer = if route.method == Method::GET {
                visitor.get(&address(route.path)).await
            } else {
                if visitor.csrf.is_empty() {
                    visitor.get("/dang-nhap").await;
                }
                visitor.post(&address(route.path), &[]).await
            };
            let refused = answer.headers.contains_key("x-refused-by");
            let expected = match route.access {
                Access::Public => true,
                Access::SignedIn => *name != "public",
                Access::Roles(roles) => roles.iter().any(|role| role.code() == *name),
            };
            assert_eq!(
                !refused, expected,
                "{} {} as {name}: {}",
                route.method, route.path, answer.status
            );
            assert!(
                !answer.status.is_server_error(),
                "{} {} as {name}: {}",
                route.method,
                route.path,
                answer.text()
            );
            if !refused {
                allowed.push(*name);
            }
        }
        allowed.retain(|name| *name != "-");
        let _infallible = writeln!(
            table,
            "{:<5} {:<60} {}",
            route.method.as_str(),
            route.path,
            allowed.join(" ")
        );
    }
    let kept = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/access.txt");
    if std::env::var_os("DONGHANH_WRITE_TABLES").is_some() {
        std::fs::write(&kept, &table).unwrap();
    }
    let on_record = std::fs::read_to_string(&kept).unwrap_or_default();
    assert!(
        on_record == table,
        "docs/access.txt differs; look at it, then run with DONGHANH_WRITE_TABLES=1\n{table}"
    );
    for item in wire::menu() {
        assert!(
            declared.iter().any(|d| d.path == item.href),
            "the menu leads to {}, which does not exist",
            item.href
        );
    }
    database.remove().await;
}

#[test]
fn both_languages_say_the_same_things() {
    for (file, vi, en) in wire::texts() {
        let (vi, en) = (text::keys(vi), text::keys(en));
        let only = |a: &BTreeMap<String, usize>, b: &BTreeMap<String, usize>| {
            a.keys()
                .filter(|key| !b.contains_key(*key))
                .cloned()
                .collect::<BTreeSet<_>>()
        };
        assert!(
            only(&vi, &en).is_empty(),
            "{file}: only in Vietnamese: {:?}",
            only(&vi, &en)
        );
        assert!(
            only(&en, &vi).is_empty(),
            "{file}: only in English: {:?}",
            only(&en, &vi)
        );
        for (key, times) in vi.iter().chain(&en) {
            assert_eq!(*times, 1, "{file}: {key} is there {times} times");
        }
    }
    text::Texts::load(&wire::texts()).unwrap();
}

/// Tables and columns as the engine lists them.
async fn catalogue(db: &Db) -> BTreeSet<String> {
    let sql = match db.engine() {
        Engine::Sqlite => {
            "SELECT m.name || '.' || p.name || (CASE WHEN p.\"notnull\" > 0 OR p.pk > 0 THEN ' not null' ELSE '' END) AS c
             FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        }
        Engine::Postgres => {
            "SELECT table_name || '.' || column_name || (CASE WHEN is_nullable = 'NO' THEN ' not null' ELSE '' END) AS c
             FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    let rows = db::raw(db.read(), sql, vec![]).await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", "c").unwrap()).collect()
}

#[tokio::test]
async fn both_engines_have_the_same_tables() {
    let sqlite = Databases::sqlite().await;
    let clock = FixedClock::at(NOW);
    platform::migrate::run(&sqlite.db, &clock, &wire::migrations())
        .await
        .unwrap();
    let left = catalogue(&sqlite.db).await;
    assert!(left.contains("account.name not null"), "{left:?}");
    if let Some(postgres) = Databases::postgres().await {
        platform::migrate::run(&postgres.db, &clock, &wire::migrations())
            .await
            .unwrap();
        let right = catalogue(&postgres.db).await;
        assert_eq!(
            left.difference(&right).collect::<Vec<_>>(),
            right.difference(&left).collect::<Vec<_>>()
        );
        postgres.remove().await;
    }
    sqlite.remove().await;
}

#[tokio::test]
async fn the_demo_year_stands_and_can_be_walked() {
    on_both(async |db| {
        let clock = FixedClock::at(NOW);
        platform::migrate::run(&db, &clock, &wire::migrations()).await.unwrap();
        let url = "http://127.0.0.1:8080".to_owned();
        Box::pin(donghanh::demo::load_at(&db, NOW, url, Passwords::new(2, 8, 1), &|_| ()))
            .await
            .unwrap();
        let house = house(&db, NOW).await;
        assert!(matches!(
            platform::audit::verify(db.read()).await.unwrap(),
            platform::audit::Chain::Whole { events } if events > 10
        ));
        let members = db::number(db.read(), "SELECT COUNT(*) AS n FROM person", vec![])
            .await
            .unwrap();
        assert!((11_500..12_500).contains(&members), "{members}");
        let router = house.routes().finish();
        for english in [false, true] {
            let mut member = Visitor::new(router.clone());
            if english {
                member = member.in_english();
            }
            member.sign_in("doanvien", donghanh::demo::PASSWORD).await;
            for path in [
                "/",
                "/ke-hoach",
                "/cuoc-thi",
                "/cuoc-thi/cai-cach-hanh-chinh",
                "/cuoc-thi/cai-cach-hanh-chinh/the-le",
                "/cuoc-thi/cai-cach-hanh-chinh/ket-qua/tuan-1",
                "/cuoc-thi/cai-cach-hanh-chinh/ket-qua/tuan-2",
                "/cuoc-thi/cai-cach-hanh-chinh/ket-qua/tuan-2/toi",
                "/thi/3",
                "/tro-giup",
                "/rieng-tu",
            ] {
                let answer = member.get(path).await;
                assert_eq!(answer.status, StatusCode::OK, "{path}");
                assert!(!answer.text().contains('⟦'), "{path}: {}", answer.text());
            }
            let mut organiser = member.clone();
            organiser.post("/dang-xuat", &[]).await;
            organiser.sign_in("bantochuc", donghanh::demo::PASSWORD).await;
            for path in [
                "/",
                "/to-chuc",
                "/to-chuc/cai-cach-hanh-chinh",
                "/to-chuc/cai-cach-hanh-chinh/tuan-2",
                "/to-chuc/cai-cach-hanh-chinh/tuan-3",
                "/to-chuc/cai-cach-hanh-chinh/tuan-2/bien-ban",
                "/to-chuc/cai-cach-hanh-chinh/tuan-2/bien-ban.docx",
                "/to-chuc/cai-cach-hanh-chinh/tuan-2/ket-qua.xlsx",
                "/ngan-hang",
                "/don-vi",
                "/doan-vien",
            ] {
                let answer = organiser.get(path).await;
                assert_eq!(answer.status, StatusCode::OK, "{path}");
                assert!(!answer.text().contains('⟦'), "{path}");
            }
        }
        // The same year again from the same seed: computed results agree with the hashes on record.
        for (_, code) in [(1, "tuan-1"), (2, "tuan-2")] {
            let (_, period) = house.contests.find(donghanh::demo::SLUG, code).await.unwrap();
            assert!(house.contests.result(&period).await.unwrap().is_some());
        }
    })
    .await;
}

/// The cell under a heading in the row of a unit; "" when the unit is not on the page.
fn cell(page: &str, unit: &str, label: &str) -> String {
    let Some((_, row)) = page.split_once(&format!(">{unit}</a>")) else {
        return String::new();
    };
    let row = row.split("</tr>").next().unwrap_or_default();
    let mark = format!("data-label=\"{label}\">");
    row.split_once(&mark)
        .and_then(|(_, rest)| rest.split('<').next())
        .unwrap_or_default()
        .to_owned()
}

fn whole(text: &str) -> i64 {
    text.replace('.', "").parse().unwrap_or(0)
}

/// The week of June 2025 under each lens after the mergers of 1/7/2025.
#[tokio::test]
async fn the_week_of_june_2025_adds_up_under_every_lens() {
    const PHU_YEN: &str = "Công đoàn Viên chức tỉnh Phú Yên";
    const DAK_LAK: &str = "Công đoàn Viên chức tỉnh Đắk Lắk";
    on_both(async |db| {
        let clock = FixedClock::at(NOW);
        platform::migrate::run(&db, &clock, &wire::migrations()).await.unwrap();
        let url = "http://127.0.0.1:8080".to_owned();
        Box::pin(donghanh::demo::load_at(&db, NOW, url, Passwords::new(2, 8, 1), &|_| ()))
            .await
            .unwrap();
        let house = house(&db, NOW).await;
        let mut organiser = Visitor::new(house.routes().finish());
        organiser.sign_in("bantochuc", donghanh::demo::PASSWORD).await;
        let page = "/to-chuc/cai-cach-hanh-chinh-2025/tuan-cuoi-thang-6/theo-don-vi";
        let as_was = organiser.get(&format!("{page}?goc-nhin=as_was&cap=het")).await.text();
        let as_is = organiser.get(&format!("{page}?goc-nhin=as_is")).await.text();
        let as_of = organiser
            .get(&format!("{page}?goc-nhin=as_of&nhin-ngay=2025-06-24"))
            .await
            .text();
        let early = organiser
            .get(&format!("{page}?goc-nhin=as_is&biet-den=2025-07-15"))
            .await
            .text();
        let total = |page: &str| {
            let (_, foot) = page.split_once("<tfoot>").unwrap();
            let cell = foot.split_once("data-label=\"Người đã thi\">").unwrap().1;
            whole(cell.split('<').next().unwrap())
        };
        let people = |page: &str, unit: &str| whole(&cell(page, unit, "Người đã thi"));
        let (phu_yen, dak_lak) = (people(&as_was, PHU_YEN), people(&as_was, DAK_LAK));
        assert!(phu_yen > 20 && dak_lak > 0, "{phu_yen} {dak_lak}");
        assert_eq!(
            people(&as_is, DAK_LAK),
            phu_yen + dak_lak,
            "counted once, under the heir"
        );
        assert_eq!(cell(&as_is, PHU_YEN, "Người đã thi"), "", "not there today");
        for other in [&as_is, &as_of, &early] {
            assert_eq!(total(other), total(&as_was));
        }
        // What held in July was not known in July: the act was signed and recorded on 29/7.
        assert_eq!(people(&early, PHU_YEN), phu_yen);
        // The unit that ended in the middle of the week keeps the results of its people, and says that it ended.
        assert!(as_was.contains("Không còn từ 26/6/2025"), "{as_was}");
        // The true denominators: each confirmed member once, whatever the lens.
        let members = |page: &str, unit: &str| whole(&cell(page, unit, "Đoàn viên xác nhận"));
        assert_eq!(
            members(&as_is, DAK_LAK),
            members(&as_was, PHU_YEN) + members(&as_was, DAK_LAK)
        );
        assert!(
            as_is.contains("Theo tổ chức hiện nay"),
            "the lens is printed with the result"
        );
        // Remembered: the next report opens with the same lens.
        let report = organiser.get("/bao-cao").await.text();
        assert!(
            report.contains("thông tin có đến hết ngày"),
            "remembered with what was known"
        );
        // Gia Lai as it was on 30/9/2019: 58 grassroots unions, 2.925 of 2.959, 1.290 women.
        let then = organiser.get("/bao-cao?goc-nhin=as_was&ngay=2019-09-30").await.text();
        let gia_lai = "Công đoàn Viên chức tỉnh Gia Lai";
        assert_eq!(cell(&then, gia_lai, "Đoàn viên đã xác nhận"), "2.925");
        assert_eq!(cell(&then, gia_lai, "Số CBCCVCLĐ"), "2.959");
        assert_eq!(cell(&then, gia_lai, "Số nữ đoàn viên"), "1.290");
        let tree = house.org.tree(jiff::civil::date(2019, 9, 30)).await.unwrap();
        let unit = tree.by_code("CĐVC-GL").unwrap();
        assert_eq!(tree.children(unit.id).len(), 58);
        for (code, there) in [("CĐVC-PY", true), ("CĐVC-KH", true), ("CĐVC-NT", true)] {
            let in_2022 = house.org.tree(jiff::civil::date(2022, 7, 22)).await.unwrap();
            assert_eq!(in_2022.by_code(code).is_some(), there);
        }
        let today = house.org.tree(house.org.today()).await.unwrap();
        assert!(today.by_code("CĐVC-PY").is_none() && today.by_code("CĐVC-ĐL").is_some());
    })
    .await;
}
