//! What a unit officer sees: the own units and nothing else.

use axum::http::StatusCode;
use paperwork::sheet::{Limits, read};
use testkit::on_both;

use crate::fixture::{CLOSE, HOUR, world};

#[tokio::test]
async fn an_officer_sees_who_is_missing_in_the_own_units_only() {
    on_both(async |db| {
        let world = world(db).await;
        let mut officer = world.visitor("can-bo").await;
        let empty = officer.get("/don-vi-toi").await;
        assert!(
            empty.text().contains("Chưa có kỳ thi nào được lên lịch"),
            "{}",
            empty.text()
        );
        world.opened().await;
        world.take(0, 4, 5, 300).await;
        world.take(5, 4, 5, 300).await;

        let list = officer.get("/don-vi-toi").await.text();
        for words in [
            "Trần Đức Minh",
            "Phạm Thị Ngọc Ánh",
            "trong 5 đoàn viên",
            "20\u{a0}% danh sách",
            "còn 4 đồng chí",
        ] {
            assert!(list.contains(words), "no {words} in {list}");
        }
        for stranger in [
            "Nguyễn Thị Thanh Hương",
            "Đặng Quốc Việt",
            "Bùi Xuân Ngọc",
            "Công đoàn Bộ Tài chính",
            "⟦",
        ] {
            assert!(!list.contains(stranger), "{stranger} in {list}");
        }
        let done = officer.get("/don-vi-toi?loc=roi").await.text();
        assert!(done.contains("Nguyễn Thị Thanh Hương") && !done.contains("Trần Đức Minh"));
        let found = officer.get("/don-vi-toi?tim=ngoc%20anh").await.text();
        assert!(
            found.contains("Phạm Thị Ngọc Ánh") && !found.contains("Siu H"),
            "search without diacritics"
        );
        let below = officer
            .get(&format!("/don-vi-toi?don-vi={}", world.units[3]))
            .await
            .text();
        assert!(below.contains("Rơ Châm Y Khoa") && !below.contains("Trần Đức Minh"));

        // Another unit, the unit above, a unit that does not exist: nothing.
        for unit in [world.units[4], world.units[5], world.units[0], uuid::Uuid::from_u128(9)] {
            for page in ["/don-vi-toi", "/don-vi-toi/danh-sach.xlsx", "/don-vi-toi/phieu-qr"] {
                let answer = officer.get(&format!("{page}?don-vi={unit}")).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{page} {unit}");
            }
        }
        let mut organiser = world.visitor("to-chuc").await;
        assert_eq!(organiser.get("/don-vi-toi").await.status, StatusCode::FORBIDDEN);

        let book = officer.get("/don-vi-toi/danh-sach.xlsx?loc=chua").await;
        let book = read(&book.bytes, "danh-sach.xlsx", &Limits::default()).unwrap();
        let rows: Vec<String> = book.sheets[0]
            .rows
            .iter()
            .flatten()
            .map(|cell| cell.text.clone())
            .collect();
        assert!(
            rows.contains(&"DV-0002".to_owned()) && !rows.contains(&"DV-0001".to_owned()),
            "{rows:?}"
        );

        let cards = officer.get("/don-vi-toi/phieu-qr").await.text();
        assert_eq!(
            cards.matches("class=\"qr\"").count(),
            4,
            "one card for each who is missing"
        );
        assert!(cards.contains("http://127.0.0.1:8080/thi/1") && cards.contains("Đóng lúc Thứ Hai, 9/11/2026, 8:00"));
        let posters = officer.get("/don-vi-toi/phieu-qr?kieu=don-vi").await.text();
        assert_eq!(posters.matches("class=\"qr\"").count(), 2, "one poster for each unit");
        assert!(!posters.contains('⟦') && !cards.contains('⟦'));

        let mut english = world.english("can-bo").await;
        for page in [
            "/don-vi-toi",
            "/don-vi-toi/phieu-qr",
            "/don-vi-toi/phieu-qr?kieu=don-vi",
        ] {
            assert!(!english.get(page).await.text().contains('⟦'), "{page}");
        }
        world.at(CLOSE + HOUR).await;
        assert!(officer.get("/don-vi-toi").await.text().contains("đã đóng lúc"));
    })
    .await;
}
