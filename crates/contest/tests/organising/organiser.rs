//! From the rules to the announcement and a correction after it, with the right people and with the wrong ones.

use axum::http::StatusCode;
use contest::desk::{Incoming, Refused};
use contest::state::PeriodState;
use paperwork::sheet::{Limits, read};
use testkit::{Answer, Visitor, on_both};

use crate::fixture::{CLOSE, HOUR, OPEN, World, world};
use crate::papers::{cells, papers};

const ROOM: &str = "/to-chuc/cchc-2026/tuan-1";
const APPROVE: &str = "/duyet/cchc-2026/tuan-1";

pub fn room(path: &str) -> String {
    format!("{ROOM}/{path}")
}

#[track_caller]
fn refused(answer: &Answer, words: &str) {
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text());
    assert!(answer.text().contains(words), "no “{words}” in {}", answer.text());
}

#[track_caller]
fn done(answer: &Answer, notice: &str) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert!(answer.location().contains(notice), "{}", answer.location());
}

async fn state(world: &World) -> PeriodState {
    world.period().await.state
}

/// A page that is whole in this language.
pub async fn page(visitor: &mut Visitor, path: &str) -> String {
    let answer = visitor.get(path).await;
    let text = answer.text();
    assert_eq!(answer.status, StatusCode::OK, "{path}: {text}");
    assert!(!text.contains('⟦'), "{path}: {text}");
    text
}

#[tokio::test]
async fn a_week_from_the_rules_to_the_announcement_and_a_correction() {
    on_both(async |db| {
        let world = world(db).await;
        let mut organiser = world.visitor("to-chuc").await;
        let mut other = world.visitor("to-chuc-b").await;
        let mut leader_a = world.visitor("lanh-dao-a").await;
        let mut leader_b = world.visitor("lanh-dao-b").await;
        let mut auditor = world.visitor("giam-sat").await;

        // The rules: only leaders approve, each for the own side; nothing is scheduled before.
        assert!(
            page(&mut leader_a, "/to-chuc")
                .await
                .contains("Duyệt thể lệ Cuộc thi Cải cách")
        );
        assert!(page(&mut organiser, "/to-chuc/cchc-2026").await.contains("Chưa duyệt"));
        let early = organiser.post(&room("len-lich"), &[]).await;
        refused(&early, "thể lệ chưa được lãnh đạo hai bên duyệt");
        let wrong = organiser.post("/to-chuc/cchc-2026/duyet-the-le", &[]).await;
        assert_eq!(wrong.status, StatusCode::FORBIDDEN);
        world.clock.advance(1_000);
        done(
            &leader_a.post("/to-chuc/cchc-2026/duyet-the-le", &[]).await,
            "done-rules-approved",
        );
        refused(
            &leader_a.post("/to-chuc/cchc-2026/duyet-the-le", &[]).await,
            "đã phê duyệt rồi",
        );
        leader_b.get("/to-chuc/cchc-2026").await;
        world.clock.advance(1_000);
        done(
            &leader_b.post("/to-chuc/cchc-2026/duyet-the-le", &[]).await,
            "done-rules-sealed",
        );
        assert!(
            page(&mut auditor, "/to-chuc/cchc-2026")
                .await
                .contains("Ngọ Duy Hiểu đã duyệt")
        );

        // Scheduling needs a bank; only organisers schedule.
        refused(
            &organiser.post(&room("len-lich"), &[]).await,
            "số câu hỏi hai bên đã duyệt chưa đủ",
        );
        world.approved_bank().await;
        for somebody in [&mut leader_a, &mut auditor] {
            assert_eq!(
                somebody.post(&room("len-lich"), &[]).await.status,
                StatusCode::FORBIDDEN
            );
        }
        assert!(page(&mut organiser, "/to-chuc").await.contains("Lên lịch Tuần 1"));
        world.clock.advance(1_000);
        done(&organiser.post(&room("len-lich"), &[]).await, "done-period-scheduled");
        refused(
            &organiser.post(&room("len-lich"), &[]).await,
            "không làm được ở tình trạng hiện nay",
        );

        // The week.
        world.at(OPEN + HOUR).await;
        assert_eq!(state(&world).await, PeriodState::Open);
        world.take(0, 4, 5, 300).await;
        let (_, wrong) = world.take(1, 3, 5, 200).await;
        world.take(3, 4, 4, 400).await;
        world.take(5, 4, 6, 100).await;
        let (late, _) = world.take(6, 0, 5, 12).await;
        let open = page(&mut organiser, ROOM).await;
        for figure in [
            "5 lượt",
            "Công đoàn Bộ Ngoại giao",
            "chưa xác nhận",
            "1 lượt nhanh hơn mức tối thiểu",
            "Đang mở",
        ] {
            assert!(open.contains(figure), "no {figure} in {open}");
        }
        let gia_lai = format!("{ROOM}?don-vi={}", world.units[1]);
        assert!(
            page(&mut organiser, &gia_lai)
                .await
                .contains("Công đoàn Sở Tài chính tỉnh Gia Lai")
        );
        let remind = page(&mut organiser, &room("nhac")).await;
        assert!(
            remind.contains("Công đoàn Bộ Ngoại giao") && remind.contains("/thi/1"),
            "{remind}"
        );

        // Extending: a reason, a later end, an organiser.
        let to = |day: &'static str, reason: &'static str| [("ngay", day), ("gio", "20:00"), ("ly-do", reason)];
        refused(
            &organiser.post(&room("gia-han"), &to("2026-11-09", "")).await,
            "Cần ghi lý do",
        );
        refused(
            &organiser.post(&room("gia-han"), &to("2026-11-01", "mất điện")).await,
            "Giờ đóng mới phải sau",
        );
        let unread = organiser.post(&room("gia-han"), &to("ngày mai", "mất điện")).await;
        refused(&unread, "Chưa đọc được ngày giờ");
        assert!(
            unread.text().contains("ngày mai") && unread.text().contains("mất điện"),
            "the form comes back filled"
        );
        assert_eq!(
            leader_a.post(&room("gia-han"), &to("2026-11-09", "x")).await.status,
            StatusCode::FORBIDDEN
        );
        world.clock.advance(1_000);
        done(
            &organiser
                .post(&room("gia-han"), &to("2026-11-09", "Mất điện tại Gia Lai"))
                .await,
            "done-period-extended",
        );
        assert_eq!(world.period().await.close_at, CLOSE + 12 * HOUR);

        // An answer after the end is kept apart and shown.
        let at = world.period().await.close_at + 1_000;
        let answer = Incoming {
            attempt: late,
            question: 0,
            value: Some(1),
            seq: 20,
            local_at: at - 60_000,
        };
        let kept = world.contests.desk.save(world.people[6], answer, at).await.unwrap_err();
        assert!(matches!(kept, Refused::Submitted { .. } | Refused::Over { .. }));
        world.at(at + HOUR).await;
        assert_eq!(state(&world).await, PeriodState::Provisional);
        // A week later everybody signs in again.
        for (somebody, name) in [
            (&mut organiser, "to-chuc"),
            (&mut other, "to-chuc-b"),
            (&mut leader_a, "lanh-dao-a"),
            (&mut leader_b, "lanh-dao-b"),
            (&mut auditor, "giam-sat"),
        ] {
            *somebody = world.visitor(name).await;
        }

        // Two share rank 2 with one prize left: people decide, with a whole order and a reason.
        let provisional = page(&mut organiser, ROOM).await;
        for words in [
            "Nguyễn Thị Thanh Hương",
            "Quyết định thứ tự",
            "Giải Nhất tập thể",
            "Công đoàn Bộ Tài chính",
        ] {
            assert!(provisional.contains(words), "no {words} in {provisional}");
        }
        refused(&organiser.post(&room("xac-nhan"), &[]).await, "chưa quyết định thứ tự");
        refused(
            &organiser.post(&room("cong-bo"), &[]).await,
            "không làm được ở tình trạng hiện nay",
        );
        refused(
            &leader_a.post(APPROVE, &[]).await,
            "không làm được ở tình trạng hiện nay",
        );
        let (third, fifth) = (
            format!("thu-tu-{}", world.people[3]),
            format!("thu-tu-{}", world.people[5]),
        );
        let order = |a: &'static str, b: &'static str, why: &'static str| {
            [(third.clone(), a), (fifth.clone(), b), ("ly-do".to_owned(), why)]
        };
        let send = |fields: [(String, &'static str); 3]| fields.map(|(name, value)| (name, value));
        let bad = send(order("1", "1", "bốc thăm"));
        let bad: Vec<(&str, &str)> = bad.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        refused(&organiser.post(&room("thu-tu"), &bad).await, "mỗi số một lần");
        let silent = send(order("2", "1", ""));
        let silent: Vec<(&str, &str)> = silent.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        refused(&organiser.post(&room("thu-tu"), &silent).await, "Cần ghi lý do");
        let good = send(order("2", "1", "Bốc thăm có hai bên chứng kiến"));
        let good: Vec<(&str, &str)> = good.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        assert_eq!(auditor.post(&room("thu-tu"), &good).await.status, StatusCode::FORBIDDEN);
        world.clock.advance(1_000);
        done(&organiser.post(&room("thu-tu"), &good).await, "done-order-decided");
        assert!(page(&mut organiser, ROOM).await.contains("Lê Hoàng Phương Thảo"));

        // Verified by an organiser, approved by both leaders, announced by an organiser.
        for somebody in [&mut leader_a, &mut auditor] {
            assert_eq!(
                somebody.post(&room("xac-nhan"), &[]).await.status,
                StatusCode::FORBIDDEN
            );
        }
        world.clock.advance(1_000);
        done(
            &organiser
                .post(&room("xac-nhan"), &[("ghi-chu", "Đã đối chiếu danh sách")])
                .await,
            "done-period-verified",
        );
        refused(&organiser.post(&room("cong-bo"), &[]).await, "còn thiếu 2 phê duyệt");
        for somebody in [&mut organiser, &mut other, &mut auditor] {
            assert_eq!(somebody.post(APPROVE, &[]).await.status, StatusCode::FORBIDDEN);
        }
        assert!(page(&mut leader_a, "/to-chuc").await.contains(APPROVE));
        assert!(
            page(&mut leader_a, APPROVE)
                .await
                .contains("Phê duyệt thay mặt Công đoàn Viên chức Việt Nam")
        );
        world.clock.advance(1_000);
        done(&leader_a.post(APPROVE, &[]).await, "done-result-approved");
        refused(&leader_a.post(APPROVE, &[]).await, "đã phê duyệt rồi");
        refused(&organiser.post(&room("cong-bo"), &[]).await, "còn thiếu 1 phê duyệt");
        assert!(page(&mut organiser, ROOM).await.contains("Chờ phê duyệt của Bộ Nội vụ"));
        leader_b.get(APPROVE).await;
        world.clock.advance(1_000);
        done(&leader_b.post(APPROVE, &[]).await, "done-result-approved");
        assert_eq!(leader_b.post(&room("cong-bo"), &[]).await.status, StatusCode::FORBIDDEN);
        world.clock.advance(1_000);
        done(&organiser.post(&room("cong-bo"), &[]).await, "done-period-announced");
        assert_eq!(state(&world).await, PeriodState::Announced);
        papers(&mut auditor).await;

        // A question was faulty: a new version, with who gained and who lost; approvals lapse.
        let question = wrong[0].to_string();
        let repair = |how: &'static str, why: &'static str| {
            vec![
                ("cau", question.clone()),
                ("cach", how.to_owned()),
                ("ly-do", why.to_owned()),
            ]
        };
        let fields = |of: &[(&'static str, String)]| of.iter().map(|(k, v)| (*k, v.clone())).collect::<Vec<_>>();
        let path = room("tinh-lai");
        assert!(page(&mut organiser, &path).await.contains("Câu hỏi số 3"));
        assert!(
            page(&mut organiser, &format!("{path}?cau={question}"))
                .await
                .contains("Phương án 2")
        );
        let post = async |visitor: &mut Visitor, given: Vec<(&'static str, String)>| {
            let owned = fields(&given);
            let borrowed: Vec<(&str, &str)> = owned.iter().map(|(k, v)| (*k, v.as_str())).collect();
            visitor.post(&path, &borrowed).await
        };
        for bad in [
            repair("", "x"),
            repair("full", ""),
            repair("key", "không đánh dấu phương án nào"),
        ] {
            assert_eq!(post(&mut organiser, bad).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(
            post(&mut leader_a, repair("full", "x")).await.status,
            StatusCode::FORBIDDEN
        );
        world.clock.advance(1_000);
        done(
            &post(&mut organiser, repair("full", "Câu có hai phương án đúng")).await,
            "done-recomputed",
        );
        assert_eq!(state(&world).await, PeriodState::Provisional);
        let changed = page(&mut organiser, ROOM).await;
        for words in [
            "Phiên bản 3",
            "Trần Đức Minh",
            "không có giải",
            "Câu có hai phương án đúng",
            "Lê Hoàng Phương Thảo",
        ] {
            assert!(changed.contains(words), "no {words} in {changed}");
        }
        refused(
            &organiser.post(&room("cong-bo"), &[]).await,
            "không làm được ở tình trạng hiện nay",
        );
    })
    .await;
}

#[tokio::test]
async fn every_page_is_whole_in_both_languages_and_closed_to_others() {
    on_both(async |db| {
        let world = world(db).await;
        let mut english = world.english("to-chuc").await;
        let mut leader = world.english("lanh-dao-b").await;
        for path in ["/to-chuc", "/to-chuc/cchc-2026", ROOM] {
            page(&mut english, path).await;
            page(&mut leader, path).await;
        }
        let none = english.get(&room("ket-qua.xlsx")).await;
        refused(&none, "There is no result yet");
        world.opened().await;
        world.take(0, 4, 5, 300).await;
        world.take(3, 4, 4, 400).await;
        for path in [
            ROOM,
            &room("nhac"),
            &format!("{ROOM}?don-vi={}&xep=nguoi", world.units[1]),
            APPROVE,
        ] {
            page(&mut english, path).await;
        }
        world.at(CLOSE + HOUR).await;
        english = world.english("to-chuc").await;
        leader = world.english("lanh-dao-b").await;
        for path in [
            ROOM.to_owned(),
            room("bien-ban"),
            room("tinh-lai"),
            APPROVE.to_owned(),
            "/to-chuc".to_owned(),
        ] {
            page(&mut english, &path).await;
        }
        page(&mut leader, APPROVE).await;
        let book = english.get(&room("ket-qua.xlsx")).await;
        let book = read(&book.bytes, "ket-qua.xlsx", &Limits::default()).unwrap();
        let all: Vec<String> = book
            .sheets
            .iter()
            .flat_map(|sheet| cells(&book, &sheet.name))
            .flatten()
            .collect();
        assert!(!all.iter().any(|cell| cell.contains('⟦')), "{all:?}");
        for name in ["quan-tri", "can-bo"] {
            let mut somebody = world.visitor(name).await;
            for path in ["/to-chuc", ROOM, &room("ket-qua.xlsx"), &room("bien-ban.docx"), APPROVE] {
                assert_eq!(somebody.get(path).await.status, StatusCode::FORBIDDEN, "{name} {path}");
            }
        }
        let missing = english.get("/to-chuc/cchc-2026/tuan-9").await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn rules_that_contradict_themselves_are_not_approved() {
    on_both(async |db| {
        let world = world(db).await;
        let rules = crate::fixture::RULES.replace("headcount_on = \"2026-10-31\"\n", "");
        let rules = contest::ruleset::RuleSet::from_toml(&rules).unwrap();
        let new = contest::store::contests::NewContest {
            id: uuid::Uuid::from_u128(78),
            slug: "mau-thuan",
            rules: &rules,
            contest_seed: [1; 32],
            lot_seed: [2; 32],
            demo: false,
        };
        let tx = world.app.db.begin().await.unwrap();
        contest::store::contests::insert(&tx, world.app.now(), &new)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut leader = world.visitor("lanh-dao-a").await;
        let shown = page(&mut leader, "/to-chuc/mau-thuan").await;
        assert!(
            shown.contains("chưa ghi ngày xác nhận số thành viên") && !shown.contains("/duyet-the-le"),
            "{shown}"
        );
        let answer = leader.post("/to-chuc/mau-thuan/duyet-the-le", &[]).await;
        refused(&answer, "Thể lệ còn điểm mâu thuẫn");
    })
    .await;
}

#[tokio::test]
async fn one_person_does_not_approve_for_both_sides() {
    use kernel::actor::{Grant, Role, Side};
    on_both(async |db| {
        let world = world(db).await;
        world.opened().await;
        world.take(0, 4, 5, 300).await;
        world.at(CLOSE + HOUR).await;
        let side = |side| Grant {
            role: Role::Leader,
            side: Some(side),
            unit: None,
        };
        let account = testkit::account(
            &world.app,
            "Hai Bên",
            "hai-ben",
            crate::fixture::PASSWORD,
            &[side(Side::A)],
        )
        .await;
        let mut organiser = world.visitor("to-chuc").await;
        organiser.get(ROOM).await;
        world.clock.advance(1_000);
        done(&organiser.post(&room("xac-nhan"), &[]).await, "done-period-verified");
        let mut both = world.visitor("hai-ben").await;
        world.clock.advance(1_000);
        done(&both.post(APPROVE, &[]).await, "done-result-approved");
        // The role moves to the other side: the approval given for the first one stands against the second.
        let tx = world.app.db.begin().await.unwrap();
        for grant in platform::account::grants(world.app.db.read(), world.app.now(), account)
            .await
            .unwrap()
        {
            platform::account::end_grant(&tx, world.app.now(), grant.id)
                .await
                .unwrap();
        }
        platform::account::grant(&tx, world.app.now(), world.app.fresh_id(), account, side(Side::B), None)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        world.app.sessions.forget_all();
        refused(&both.post(APPROVE, &[]).await, "không phê duyệt thay cho cả hai bên");
    })
    .await;
}
