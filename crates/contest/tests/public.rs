//! What everybody sees: contests, rules, results, reasons.

mod week;

use axum::http::StatusCode;
use contest::marking::{Repair, RepairAction};
use contest::store::contests;
use contest::store::questions;
use testkit::on_both;
use week::{CLOSE, OPEN, Week, clean, router, rules, set_up};

/// Two members of the ministry and one of the province take part; the ministry's first one wins.
async fn played(week: &Week) -> [uuid::Uuid; 3] {
    week.at(OPEN).await;
    let (an, mut of_an) = week.member("Nguyễn Thị An", "an", Some(week.ministry), None).await;
    let (binh, mut of_binh) = week.member("Trần Văn Bình", "binh", Some(week.ministry), None).await;
    let (chi, mut of_chi) = week.member("Lê Chi", "chi", Some(week.province), None).await;
    week.take(&mut of_an, an, 5, 3).await;
    week.clock.advance(60_000);
    week.take(&mut of_binh, binh, 5, 9).await;
    week.take(&mut of_chi, chi, 2, 3).await;
    [an, binh, chi]
}

#[tokio::test]
async fn the_contest_and_its_rules() {
    on_both(async |db| {
        let week = set_up(db, rules(&[])).await;
        let mut someone = week.visitor();
        let list = someone.get("/cuoc-thi").await.text();
        clean(&list);
        assert!(
            list.contains("/cuoc-thi/cchc") && list.contains("&#60;và&#62;"),
            "{list}"
        );
        let before = someone.get("/cuoc-thi/cchc").await.text();
        clean(&before);
        assert!(before.contains("Mở lúc") && !before.contains("Vào thi"), "{before}");
        week.at(OPEN).await;
        played(&week).await;
        let open = someone.get("/cuoc-thi/cchc").await.text();
        clean(&open);
        assert!(
            open.contains("Vào thi Tuần 1") && open.contains("data-countdown"),
            "{open}"
        );
        assert!(
            !open.contains("người đã dự thi"),
            "counters are hidden while a prediction is asked"
        );
        assert!(open.contains("2.000.000 đồng") && open.contains("data-side=\"B\""));
        let page = someone.get("/cuoc-thi/cchc/the-le").await.text();
        clean(&page);
        for part in [
            "Điều 1.",
            "Lãnh đạo A",
            "Lãnh đạo B",
            "2.000.000 đồng",
            "10 phút",
            "Thứ Hai, 2/11/2026, 9:10",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
        let seal = contests::by_id(week.app.db.read(), week.contest.id)
            .await
            .unwrap()
            .unwrap()
            .rules_hash
            .unwrap();
        assert!(
            page.replace(' ', "")
                .contains(&seal.iter().map(|b| format!("{b:02x}")).collect::<String>())
        );
        let file = someone.get("/cuoc-thi/cchc/the-le.docx").await;
        assert!(file.status == StatusCode::OK && file.bytes.starts_with(b"PK"));
        let mut english = someone.clone().in_english();
        for path in [
            "/cuoc-thi",
            "/cuoc-thi/cchc",
            "/cuoc-thi/cchc/the-le",
            "/cuoc-thi/cchc/ket-qua/t1",
            "/bien-nhan/1",
        ] {
            clean(&english.get(path).await.text());
        }
        for path in [
            "/cuoc-thi/khong-co",
            "/cuoc-thi/cchc/ket-qua/t9",
            "/cuoc-thi/khong-co/the-le",
        ] {
            assert_eq!(someone.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn counters_are_rounded_where_the_rules_say_so() {
    on_both(async |db| {
        let rounded = (
            "live_counters = \"hidden_until_close\"",
            "live_counters = { rounded = { step = 2 } }",
        );
        let week = set_up(db, rules(&[rounded])).await;
        week.at(OPEN).await;
        played(&week).await;
        let page = week.visitor().get("/cuoc-thi/cchc").await.text();
        assert!(page.contains("2 người đã dự thi, 2 lượt"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_result_is_public_when_both_sides_have_announced_it() {
    on_both(async |db| {
        let week = set_up(db, rules(&[])).await;
        let [an, binh, chi] = played(&week).await;
        let address = "/cuoc-thi/cchc/ket-qua/t1";
        let mut someone = week.visitor();
        let mut organiser = week.visitor();
        organiser.sign_in("btc", week::PASSWORD).await;
        let mut member = week.visitor();
        member.sign_in("binh", week::PASSWORD).await;
        assert!(someone.get(address).await.text().contains("đang mở"));
        week.at(CLOSE + 10_000).await;
        let waiting = someone.get(address).await.text();
        clean(&waiting);
        assert!(
            waiting.contains("đang kiểm tra") && !waiting.contains("An"),
            "{waiting}"
        );
        let unit = format!("{address}/don-vi/{}", week.ministry);
        for path in [format!("{address}/toi"), unit.clone()] {
            assert!(
                member.get(&path).await.text().contains("Kết quả chưa công bố"),
                "{path}"
            );
        }
        let inside = organiser.get(address).await.text();
        assert!(
            inside.contains("chưa công bố") && inside.contains("Nguyễn T. A."),
            "{inside}"
        );

        week.announce().await;
        let page = someone.get(address).await.text();
        clean(&page);
        for part in [
            "Nguyễn T. A.",
            "Giải Nhất",
            "2.000.000 đồng",
            "Giải tập thể",
            "chưa xác nhận",
            "50\u{a0}%",
            "<svg",
            "Lãnh đạo B",
            "Niêm phong",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(
            !page.contains("Nguyễn Thị An") && !page.contains(&an.to_string()),
            "masked"
        );
        let hash = week.period("t1").await.seal_hash.unwrap();
        assert!(
            page.replace(' ', "")
                .contains(&hash.iter().map(|b| format!("{b:02x}")).collect::<String>())
        );

        let mine = member.get(&format!("{address}/toi")).await.text();
        clean(&mine);
        assert!(
            mine.contains("Hạng 2") && mine.contains("class=\"decides\"") && mine.contains("độ lệch dự đoán"),
            "{mine}"
        );
        assert!(!mine.contains("Nguyễn T"), "neighbours have no name");
        let own = member.get(&format!("{address}/nguoi/{binh}")).await;
        assert_eq!(own.status, StatusCode::OK);
        assert_eq!(
            member.get(&format!("{address}/nguoi/{an}")).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            organiser.get(&format!("{address}/nguoi/{an}")).await.status,
            StatusCode::OK
        );
        assert_eq!(
            organiser.get(&format!("{address}/nguoi/xyz")).await.status,
            StatusCode::NOT_FOUND
        );
        assert!(
            someone
                .get(&format!("{address}/toi"))
                .await
                .location()
                .starts_with("/dang-nhap")
        );
        let ranked = someone.get(&unit).await.text();
        clean(&ranked);
        assert!(ranked.contains("Hạng 1") && ranked.contains("50\u{a0}%"), "{ranked}");
        let unranked = someone.get(&format!("{address}/don-vi/{}", week.province)).await.text();
        clean(&unranked);
        assert!(unranked.contains("chưa xác nhận số thành viên"), "{unranked}");
        assert_eq!(
            someone.get(&format!("{address}/don-vi/{chi}")).await.status,
            StatusCode::NOT_FOUND
        );
        let mut english = member.clone().in_english();
        for path in [
            address.to_owned(),
            format!("{address}/toi"),
            unit.clone(),
            "/cuoc-thi/cchc".to_owned(),
        ] {
            clean(&english.get(&path).await.text());
        }
        let outcome = member.get("/thi/bai/2/ket-qua").await.text();
        clean(&outcome);
        assert!(
            outcome.contains("lượt 1") && outcome.contains("/ket-qua/t1/toi"),
            "{outcome}"
        );
        let contest = someone.get("/cuoc-thi/cchc").await.text();
        assert!(
            contest.contains("3 người đã dự thi, 3 lượt") && contest.contains(address),
            "{contest}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_unit_sees_its_own_row_only_where_the_rules_say_so() {
    on_both(async |db| {
        let own = ("unit_table = \"after_close\"", "unit_table = \"own_row_only\"");
        let names = ("names = \"initials\"", "names = \"unit_only\"");
        let week = set_up(db, rules(&[own, names])).await;
        played(&week).await;
        week.at(CLOSE + 10_000).await;
        week.announce().await;
        let address = "/cuoc-thi/cchc/ket-qua/t1";
        let mut member = week.visitor();
        member.sign_in("binh", week::PASSWORD).await;
        let page = member.get(address).await.text();
        clean(&page);
        let table = page.split("id=\"don-vi\"").nth(1).unwrap();
        assert!(
            table.contains("class=\"mine\"") && !table.contains("Gia Lai"),
            "{table}"
        );
        assert!(
            page.contains("Lượt thi số") && !page.contains("Nguyễn"),
            "only unit and attempt"
        );
        let other = format!("{address}/don-vi/{}", week.province);
        assert_eq!(member.get(&other).await.status, StatusCode::CONFLICT);
        assert_eq!(
            member.get(&format!("{address}/don-vi/{}", week.ministry)).await.status,
            StatusCode::OK
        );
        // Another process has nothing in memory: it computes the same result from the sealed data.
        let again = contest::Contests::start(week.app.clone(), organisation::Organisation::new(&week.app))
            .await
            .unwrap();
        let mut fresh = testkit::Visitor::new(router(&again));
        assert_eq!(fresh.get(address).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_correction_is_a_new_version_with_its_reason() {
    on_both(async |db| {
        let week = set_up(db, rules(&[])).await;
        played(&week).await;
        week.at(CLOSE + 10_000).await;
        week.announce().await;
        let address = "/cuoc-thi/cchc/ket-qua/t1";
        let mut someone = week.visitor();
        assert!(
            !someone.get(address).await.text().contains("Bản 1"),
            "one version needs no list"
        );
        let first = week.period("t1").await;
        let question = questions::bank_of_period(week.app.db.read(), first.id).await.unwrap()[0].0;
        let repairs = vec![Repair {
            question,
            action: RepairAction::FullMarks,
        }];
        week.clock.advance(1_000);
        week.contests
            .compute(&first, Some(&week.organiser), "Câu có hai đáp án đúng", repairs, vec![])
            .await
            .unwrap();
        let withdrawn = someone.get(address).await.text();
        clean(&withdrawn);
        assert!(
            withdrawn.contains("Kết quả chưa công bố"),
            "a new version is announced anew"
        );
        week.clock.advance(1_000);
        week.announce().await;
        let page = someone.get(address).await.text();
        clean(&page);
        for part in [
            "Bản 2",
            "Bản 1",
            "Câu có hai đáp án đúng",
            "1 câu được tính đủ điểm cho mọi người.",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
        clean(&someone.in_english().get(address).await.text());
    })
    .await;
}
