//! Taking part, page by page, on both engines.

mod week;

use axum::http::{StatusCode, header};
use contest::Contests;
use contest::ruleset::OrganiserRole;
use contest::store::{contests, log};
use organisation::Organisation;
use serde_json::json;
use testkit::{Visitor, on_both};
use week::{CLOSE, MINUTE, OPEN, QUESTIONS, Week, clean, router, rules, set_up};

fn save(attempt: i64, q: u16, choice: u8, seq: u32) -> serde_json::Value {
    json!({"attempt": attempt.to_string(), "q": q, "choice": choice, "seq": seq, "local_ms": 42})
}

/// Fields of a form with every question answered by its first shown option, except those in `leave`.
fn fields(page: &str, leave: &[u16]) -> Vec<(String, String)> {
    let after = page.split_once("name=\"was\" value=\"").map_or("", |(_, rest)| rest);
    let was = after.split('"').next().unwrap_or_default().to_owned();
    let answers = (0..QUESTIONS)
        .filter(|q| !leave.contains(q))
        .map(|q| (format!("q{q}"), "0".to_owned()));
    std::iter::once(("was".to_owned(), was)).chain(answers).collect()
}

async fn post(
    visitor: &mut Visitor,
    path: &str,
    fields: &[(String, String)],
    more: &[(&str, &str)],
) -> testkit::Answer {
    let mut all: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    all.extend(more);
    visitor.post(path, &all).await
}

#[tokio::test]
async fn a_paper_with_script_from_the_door_to_the_receipt() {
    on_both(async |db| {
        let week = set_up(db, rules(&[])).await;
        let (id, mut an) = week
            .member("Nguyễn Thị An", "an", Some(week.ministry), Some("1980-05-01"))
            .await;
        let door = format!("/thi/{}", week.period("t1").await.id);
        let early = an.get(&door).await;
        assert!(
            early.text().contains("data-countdown") && !early.text().contains("bat-dau"),
            "not open yet"
        );
        assert_eq!(
            an.post(&format!("{door}/bat-dau"), &[]).await.status,
            StatusCode::CONFLICT
        );
        week.at(OPEN).await;
        let page = an.get(&door).await.text();
        clean(&page);
        assert!(page.contains("bat-dau") && page.contains("10 phút"), "{page}");
        let attempt = week.start(&mut an).await;
        let mut phone = week.visitor();
        phone.sign_in("an", week::PASSWORD).await;
        assert_eq!(
            week.start(&mut phone).await,
            attempt,
            "a second device lands in the same attempt"
        );
        assert!(
            an.get(&door).await.text().contains(&format!("/thi/bai/{attempt}")),
            "the door leads back"
        );

        let paper = an.get(&format!("/thi/bai/{attempt}")).await;
        let text = paper.text();
        clean(&text);
        assert_eq!(paper.headers[header::CACHE_CONTROL], "no-store");
        for part in [
            "data-attempt=",
            "data-save=\"/thi/luu\"",
            "data-deadline=",
            "data-csrf=",
            "data-prediction",
            "data-hand-in",
            "data-w=\"unsent\"",
            "data-slot=\"alert\"",
        ] {
            assert!(text.contains(part), "{part}");
        }
        assert!(!text.contains("site-foot") && !text.contains("menu-list"), "slim");
        assert_eq!(text.matches("<fieldset").count(), usize::from(QUESTIONS) + 1);
        let key = week.key(id, attempt);
        let first = an.json("/thi/luu", &save(attempt, 0, key[0], 1)).await;
        assert_eq!(first.status, StatusCode::OK, "{}", first.text());
        let first = first.json();
        assert_eq!((first["ok"].as_bool(), first["seq"].as_i64()), (Some(true), Some(1)));
        assert_eq!(first["deadline_ms"].as_i64(), Some(OPEN + 10 * MINUTE));
        week.clock.advance(1_000);
        let again = an.json("/thi/luu", &save(attempt, 0, key[0], 1)).await.json();
        assert_eq!(
            (again["ok"].as_bool(), &again["at_ms"]),
            (Some(true), &first["at_ms"]),
            "the same receipt"
        );
        assert_eq!(
            an.json("/thi/luu", &save(attempt, 0, 1, 7)).await.status,
            StatusCode::OK
        );
        let older = phone.json("/thi/luu", &save(attempt, 0, key[0] ^ 1, 2)).await;
        assert_eq!(older.status, StatusCode::CONFLICT);
        let older = older.json();
        assert_eq!(
            (older["superseded"].as_bool(), older["seq"].as_i64()),
            (Some(true), Some(7))
        );
        assert_eq!(older["choices"][0].as_i64(), Some(1));
        for (q, choice) in [(QUESTIONS + 1, 1), (1, 0xff)] {
            assert_eq!(
                an.json("/thi/luu", &save(attempt, q, choice, 20)).await.status,
                StatusCode::UNPROCESSABLE_ENTITY
            );
        }
        assert_eq!(
            an.json("/thi/luu", &json!({"q": "x"})).await.status,
            StatusCode::BAD_REQUEST
        );
        let guess = json!({"attempt": attempt, "q": QUESTIONS, "value": 1_500, "seq": 21});
        assert_eq!(an.json("/thi/luu", &guess).await.status, StatusCode::OK);
        assert!(
            an.get(&format!("/thi/bai/{attempt}"))
                .await
                .text()
                .contains("value=\"1500\""),
            "filled in"
        );

        let (_, mut binh) = week.member("Trần Bình", "binh", Some(week.province), None).await;
        binh.get("/thi/1").await;
        assert_eq!(
            binh.json("/thi/luu", &save(attempt, 1, 1, 30)).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            binh.get(&format!("/thi/bai/{attempt}")).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            binh.get(&format!("/thi/bai/{attempt}/ket-qua")).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            week.visitor().json("/thi/luu", &save(attempt, 1, 1, 31)).await.status,
            StatusCode::UNAUTHORIZED
        );

        week.clock.advance(5_250);
        assert_eq!(
            an.post(&format!("/thi/bai/{attempt}/nop"), &[]).await.location(),
            format!("/thi/bai/{attempt}/ket-qua")
        );
        week.clock.advance(9_000);
        assert_eq!(
            an.post(&format!("/thi/bai/{attempt}/nop"), &[]).await.status,
            StatusCode::SEE_OTHER,
            "twice is once"
        );
        let after = an.json("/thi/luu", &save(attempt, 1, 1, 40)).await;
        assert_eq!(
            (after.status, after.json()["submitted"].as_bool()),
            (StatusCode::GONE, Some(true))
        );
        assert_eq!(
            an.get(&format!("/thi/bai/{attempt}")).await.location(),
            format!("/thi/bai/{attempt}/ket-qua")
        );
        let outcome = an.get(&format!("/thi/bai/{attempt}/ket-qua")).await.text();
        clean(&outcome);
        assert!(
            outcome.contains("1/5") && outcome.contains("6,25 giây") && outcome.contains("1500"),
            "{outcome}"
        );
        let receipt = outcome
            .split("/bien-nhan/")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let checked = week.visitor().get(&format!("/bien-nhan/{receipt}")).await;
        assert_eq!(checked.status, StatusCode::OK);
        clean(&checked.text());
        assert!(
            !checked.text().contains("Nguyễn Thị An") && !checked.text().contains("1500"),
            "no name, no answers"
        );
        let last = receipt.chars().last().unwrap();
        let forged = format!(
            "{}{}",
            &receipt[..receipt.len() - 1],
            if last == '0' { '1' } else { '0' }
        );
        for bad in [
            forged.as_str(),
            &format!("{attempt}"),
            "99999?ma=0011223344556677",
            "x?ma=1",
        ] {
            assert_eq!(
                week.visitor().get(&format!("/bien-nhan/{bad}")).await.status,
                StatusCode::NOT_FOUND,
                "{bad}"
            );
        }
        // The code stays the same after the seal, and the page then carries the seal's hash.
        week.at(CLOSE + 10_000).await;
        let sealed = week.visitor().get(&format!("/bien-nhan/{receipt}")).await;
        assert_eq!(sealed.status, StatusCode::OK);
        assert!(sealed.text().contains("<code>"));
        let review = an.get(&format!("/thi/bai/{attempt}/xem-lai")).await.text();
        clean(&review);
        assert!(
            review.contains("Giải thích câu") && review.contains("Nghị quyết số 76"),
            "{review}"
        );
        week.announce().await;
        let outcome = an.get(&format!("/thi/bai/{attempt}/ket-qua")).await.text();
        assert!(
            outcome.contains("Lượt được tính để xếp hạng: lượt 1") && outcome.contains("/ket-qua/t1/toi"),
            "{outcome}"
        );
    })
    .await;
}

#[tokio::test]
async fn what_comes_after_the_end_is_kept_apart() {
    on_both(async |db| {
        let week = set_up(db, rules(&[])).await;
        week.at(OPEN).await;
        let (_, mut an) = week.member("Nguyễn Thị An", "an", Some(week.ministry), None).await;
        let attempt = week.start(&mut an).await;
        let page = an.get(&format!("/thi/bai/{attempt}")).await.text();
        assert_eq!(
            an.json("/thi/luu", &save(attempt, 0, 1, 1)).await.status,
            StatusCode::OK
        );
        week.clock.advance(10 * MINUTE);
        let over = an.json("/thi/luu", &save(attempt, 1, 1, 2)).await;
        assert_eq!(
            (over.status, over.json()["over"].as_bool()),
            (StatusCode::GONE, Some(true))
        );
        let script = an.post(&format!("/thi/bai/{attempt}/nop"), &[]).await;
        assert!(script.location().ends_with("ket-qua?muon=0"));
        let late = post(
            &mut an,
            &format!("/thi/bai/{attempt}"),
            &fields(&page, &[0, 1, 3, 4]),
            &[],
        )
        .await;
        assert_eq!(late.location(), format!("/thi/bai/{attempt}/ket-qua?muon=1"));
        let told = an.get(&late.location()).await.text();
        clean(&told);
        assert!(told.contains("1 câu vừa gửi") && told.contains("1/5"), "{told}");
        assert!(
            !told.contains("/bien-nhan/"),
            "not handed in: the receipt waits for the seal"
        );
        let period = week.period("t1").await.id;
        let kept = log::late(week.app.db.read(), period).await.unwrap();
        assert_eq!(kept.len(), 2);
        assert_eq!((kept[0].question, kept[0].local_at), (1, 42));
        week.at(CLOSE + 10_000).await;
        let sealed = an.get(&format!("/thi/bai/{attempt}/ket-qua")).await.text();
        assert!(sealed.contains("/bien-nhan/") && sealed.contains("1/5"), "{sealed}");
        let gone = an.json("/thi/luu", &save(attempt, 1, 1, 9)).await;
        assert_eq!(gone.status, StatusCode::GONE, "days later, with a full queue");
        let door = an.get(&format!("/thi/{period}")).await.text();
        assert!(!door.contains("bat-dau") && door.contains("đã đóng"), "{door}");
    })
    .await;
}

#[tokio::test]
async fn the_whole_way_without_script() {
    on_both(async |db| {
        let week = set_up(db, rules(&[])).await;
        week.at(OPEN).await;
        let (id, mut an) = week.member("Nguyễn Thị An", "an", Some(week.ministry), None).await;
        let attempt = week.start(&mut an).await;
        let address = format!("/thi/bai/{attempt}");
        let page = an.get(&address).await.text();
        let saved = post(&mut an, &address, &fields(&page, &[3, 4]), &[("prediction", " 1.200 ")]).await;
        assert!(
            saved.location().starts_with(&format!("{address}?luu=")),
            "{}",
            saved.text()
        );
        let shown = an.get(&saved.location()).await.text();
        clean(&shown);
        assert!(shown.contains("Đã lưu lúc 9:10:00"), "{shown}");
        assert_eq!(shown.matches(" checked").count(), 3);
        assert!(shown.contains("value=\"1200\""));
        let view = week.contests.desk.view(id, attempt).unwrap();
        assert_eq!(
            (view.answered, view.sheet.prediction, view.last_seq),
            (3, Some(1_200), 4)
        );
        // Another device goes on; the old page must not take its answer back.
        let choice = if view.sheet.answers[3] == 0 { 2 } else { 1 };
        assert_eq!(
            an.json("/thi/luu", &save(attempt, 3, choice, 5)).await.status,
            StatusCode::OK
        );
        let stale = post(&mut an, &address, &fields(&shown, &[3, 4]), &[("prediction", "1200")]).await;
        assert_eq!(stale.status, StatusCode::SEE_OTHER);
        assert_eq!(week.contests.desk.view(id, attempt).unwrap().sheet.answers[3], choice);
        let wrong = post(
            &mut an,
            &address,
            &fields(&shown, &[3, 4]),
            &[("prediction", "nhiều lắm")],
        )
        .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        clean(&wrong.text());
        assert!(
            wrong.text().contains("nhiều lắm") && wrong.text().contains("aria-invalid"),
            "comes back filled"
        );
        let page = an.get(&address).await.text();
        let submit = post(
            &mut an,
            &address,
            &fields(&page, &[3, 4]),
            &[("prediction", "1200"), ("submit", "1")],
        )
        .await;
        assert_eq!(submit.location(), format!("{address}/nop"));
        let confirm = an.get(&submit.location()).await.text();
        clean(&confirm);
        assert!(
            confirm.contains("4/5") && confirm.contains("Còn chưa trả lời: 5."),
            "{confirm}"
        );
        assert_eq!(
            an.post(&format!("{address}/nop"), &[]).await.location(),
            format!("{address}/ket-qua")
        );
        let refused = post(&mut an, &address, &fields(&page, &[]), &[("prediction", "1200")]).await;
        let told = an.get(&refused.location()).await.text();
        assert!(told.contains("đã nộp trước đó"), "{told}");
        let mut english = an.clone().in_english();
        for path in [format!("{address}/ket-qua?muon=0"), "/cuoc-thi/cchc".to_owned()] {
            clean(&english.get(&path).await.text());
        }
    })
    .await;
}

#[tokio::test]
async fn a_restart_keeps_everything() {
    on_both(async |db| {
        let week = set_up(db, rules(&[])).await;
        week.at(OPEN).await;
        let (id, mut an) = week.member("Nguyễn Thị An", "an", Some(week.ministry), None).await;
        let attempt = week.start(&mut an).await;
        an.get(&format!("/thi/bai/{attempt}")).await;
        assert_eq!(
            an.json("/thi/luu", &save(attempt, 2, 1, 1)).await.status,
            StatusCode::OK
        );
        let contests = Contests::start(week.app.clone(), Organisation::new(&week.app))
            .await
            .unwrap();
        assert_eq!(contests.desk.view(id, attempt).unwrap().sheet.answers[2], 1);
        let mut again = Visitor::new(router(&contests));
        again.sign_in("an", week::PASSWORD).await;
        let page = again.get(&format!("/thi/bai/{attempt}")).await.text();
        assert_eq!(page.matches(" checked").count(), 1);
        assert_eq!(
            again.json("/thi/luu", &save(attempt, 3, 1, 2)).await.status,
            StatusCode::OK,
            "and goes on"
        );
    })
    .await;
}

async fn door(week: &Week, visitor: &mut Visitor) -> String {
    let text = visitor
        .get(&format!("/thi/{}", week.period("t1").await.id))
        .await
        .text();
    clean(&text);
    clean(
        &visitor
            .clone()
            .in_english()
            .get(&format!("/thi/{}", week.period("t1").await.id))
            .await
            .text(),
    );
    text
}

#[tokio::test]
async fn whoever_cannot_go_in_reads_why_and_what_to_do() {
    on_both(async |db| {
        let week = set_up(db, rules(&[])).await;
        let period = week.period("t1").await.id;
        let (_, mut none) = week.member("Không Đơn Vị", "khong", None, None).await;
        let (_, mut young) = week.member("Trẻ", "tre", Some(week.ministry), Some("2010-01-01")).await;
        let (barred, mut organiser) = week.member("Ban Tổ Chức", "to-chuc", Some(week.ministry), None).await;
        let (helper, mut technician) = week.member("Kỹ Thuật", "ky-thuat", Some(week.ministry), None).await;
        let tx = week.app.db.begin().await.unwrap();
        contests::add_role(&tx, week.contest.id, barred, OrganiserRole::Organiser)
            .await
            .unwrap();
        contests::add_role(&tx, week.contest.id, helper, OrganiserRole::Technician)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        week.at(OPEN).await;
        assert!(door(&week, &mut none).await.contains("chưa thuộc danh sách"));
        assert!(door(&week, &mut young).await.contains("đủ 18 tuổi"));
        assert!(door(&week, &mut organiser).await.contains("không được dự thi"));
        for visitor in [&mut none, &mut young, &mut organiser] {
            let answer = visitor.post(&format!("/thi/{period}/bat-dau"), &[]).await;
            assert_eq!(answer.status, StatusCode::CONFLICT);
            assert!(!answer.text().contains("/bat-dau\""));
        }
        let page = door(&week, &mut technician).await;
        assert!(page.contains("không xếp hạng") && page.contains("bat-dau"), "{page}");

        let draft = week.period("t2").await.id;
        let second = technician.get(&format!("/thi/{draft}")).await.text();
        clean(&second);
        assert!(second.contains("chưa duyệt xong"), "{second}");
        assert_eq!(
            technician.post(&format!("/thi/{draft}/bat-dau"), &[]).await.status,
            StatusCode::CONFLICT
        );
        assert_eq!(technician.get("/thi/12345").await.status, StatusCode::NOT_FOUND);
        assert_eq!(technician.get("/thi/xyz").await.status, StatusCode::NOT_FOUND);
        assert!(
            week.visitor()
                .get(&format!("/thi/{period}"))
                .await
                .location()
                .starts_with("/dang-nhap?ve=")
        );
        let mut leader = week.visitor();
        leader.sign_in("lda", week::PASSWORD).await;
        assert_eq!(
            leader.get(&format!("/thi/{period}")).await.status,
            StatusCode::FORBIDDEN
        );

        let (id, mut an) = week.member("Nguyễn Thị An", "an", Some(week.ministry), None).await;
        week.take(&mut an, id, 5, 3).await;
        assert!(door(&week, &mut an).await.contains("Bắt đầu lượt 2"));
        week.take(&mut an, id, 4, 3).await;
        let used = door(&week, &mut an).await;
        assert!(
            used.contains("hết 2 lượt của hôm nay") && used.contains("5/5 câu đúng"),
            "{used}"
        );
        assert_eq!(
            an.post(&format!("/thi/{period}/bat-dau"), &[]).await.status,
            StatusCode::CONFLICT
        );
        week.at(CLOSE - 2 * MINUTE).await;
        assert!(
            door(&week, &mut technician)
                .await
                .contains("chỉ còn 2 phút thay vì 10 phút")
        );
    })
    .await;
}

#[tokio::test]
async fn a_busy_desk_says_so_and_loses_nothing() {
    on_both(async |db| {
        let week = set_up(db, rules(&[])).await;
        week.at(OPEN).await;
        let (_, mut an) = week.member("Nguyễn Thị An", "an", Some(week.ministry), None).await;
        let (_, mut binh) = week.member("Trần Bình", "binh", Some(week.province), None).await;
        let attempt = week.start(&mut an).await;
        let address = format!("/thi/bai/{attempt}");
        let page = an.get(&address).await.text();
        let period = week.period("t1").await.id;
        binh.get(&format!("/thi/{period}")).await;
        week.contests.desk.shut(period).await.unwrap();
        let busy = an.json("/thi/luu", &save(attempt, 0, 1, 1)).await;
        assert_eq!(busy.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(busy.headers.contains_key(header::RETRY_AFTER));
        let form = post(&mut an, &address, &fields(&page, &[4]), &[("prediction", "77")]).await;
        assert_eq!(form.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(form.headers.contains_key(header::RETRY_AFTER));
        assert_eq!(
            form.text().matches(" checked").count(),
            4,
            "what was chosen is still on the page"
        );
        assert!(form.text().contains("value=\"77\"") && form.text().contains("Chưa lưu được 5 câu"));
        let opening = binh.post(&format!("/thi/{period}/bat-dau"), &[]).await;
        assert_eq!(opening.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(opening.headers.contains_key(header::RETRY_AFTER));
        clean(&opening.text());
        assert!(opening.text().contains("http-equiv=\"refresh\"") && opening.text().contains("bat-dau"));
        week.contests.desk.reopen_gate(period);
        let retried = post(&mut an, &address, &fields(&form.text(), &[4]), &[("prediction", "77")]).await;
        assert_eq!(retried.status, StatusCode::SEE_OTHER, "one more press saves all of it");
    })
    .await;
}

#[tokio::test]
async fn units_that_are_not_invited_are_told() {
    on_both(async |db| {
        let stranger = "00000000-0000-0000-0000-0000000000aa";
        let scope = format!("[stages.format.quiz.eligibility]\nunits = {{ below = {{ roots = [{{ unit = \"{stranger}\", name = {{ vi = \"Khối A\" }} }}] }} }}");
        let week = set_up(db, rules(&[("[stages.format.quiz.eligibility]", scope.as_str())])).await;
        week.at(OPEN).await;
        let (_, mut an) = week.member("Nguyễn Thị An", "an", Some(week.ministry), None).await;
        assert!(door(&week, &mut an).await.contains("không dành cho đơn vị"));
    })
    .await;
}
