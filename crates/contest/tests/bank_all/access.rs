//! Who may read, and that reading is on record.

use axum::http::StatusCode;
use contest::store::questions::{self, Acting, ApprovedBy, Filter, Reading, Signed};
use platform::db;
use testkit::{Visitor, on_both};

use super::town::{BASE, Town, fields, text};

#[tokio::test]
async fn members_officers_and_administrators_read_nothing() {
    on_both(async |database| {
        let town = Town::found(database).await;
        town.drafts(&[text("Bí mật của đề thi?")]).await;
        for who in ["member", "officer", "admin"] {
            let mut someone = town.visitor(who).await;
            for path in [
                "/ngan-hang",
                BASE,
                &format!("{BASE}/cau/1"),
                &format!("{BASE}/xuat?dang=gift"),
                &format!("{BASE}/duyet"),
            ] {
                let answer = someone.get(path).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{who} opens {path}");
                assert!(!answer.text().contains("Bí mật"), "{who} reads {path}");
            }
            assert_eq!(Reading::of(&town.actor(who).await), None, "{who}");
        }
        let mut auditor = town.visitor("auditor").await;
        assert!(auditor.get(&format!("{BASE}/cau/1")).await.text().contains("Bí mật"));
        assert!(auditor.get(BASE).await.text().contains("Bí mật"));
        for path in ["cau/moi", "cau/1/sua", "nhap", "duyet", "tham-dinh"] {
            assert_eq!(
                auditor.get(&format!("{BASE}/{path}")).await.status,
                StatusCode::FORBIDDEN,
                "{path}"
            );
        }
        auditor.get(BASE).await;
        assert_eq!(
            auditor
                .post(&format!("{BASE}/cau/1/gui"), &[("version", "1")])
                .await
                .status,
            StatusCode::FORBIDDEN
        );
        // The store checks again, whatever the route says.
        let tx = town.app.db.begin().await.unwrap();
        for who in ["member", "officer", "admin", "auditor", "organiser"] {
            let actor = town.actor(who).await;
            let on = Acting {
                tx: &tx,
                now: town.app.now(),
                actor: &actor,
                entropy: &*town.app.entropy,
            };
            let refused = [
                questions::insert(&on, town.contest, &[text("x?")], "").await.is_err(),
                questions::edit(&on, town.contest, 1, 1, &text("y?"), "").await.is_err(),
                questions::submit(&on, town.contest, 1, 1).await.is_err(),
                questions::review(&on, town.contest, 1, 1).await.is_err(),
                questions::give_back(&on, town.contest, 1, 1, "vì thế").await.is_err(),
                questions::retire(&on, town.contest, 1, 1, "vì thế").await.is_err(),
                questions::approve_all(&on, town.contest, kernel::actor::Side::A, "")
                    .await
                    .is_err(),
            ];
            assert_eq!(refused, [true; 7], "{who}");
        }
    })
    .await;
}

#[tokio::test]
async fn organisers_see_totals_and_the_texts_once_the_period_is_open() {
    on_both(async |database| {
        let town = Town::found(database).await;
        let mut signed = Vec::new();
        for who in ["author", "reviewer", "leader_a", "leader_b"] {
            let actor = town.actor(who).await;
            signed.push(Signed {
                account: actor.account,
                name: actor.name,
                at: town.app.now(),
            });
        }
        let [author, reviewer, side_a, side_b] = signed.try_into().unwrap();
        let people = ApprovedBy {
            author,
            reviewer,
            side_a,
            side_b,
        };
        let organiser = town.actor("organiser").await;
        let tx = town.app.db.begin().await.unwrap();
        let on = Acting {
            tx: &tx,
            now: town.app.now(),
            actor: &organiser,
            entropy: &*town.app.entropy,
        };
        questions::import_approved(&tx, &*town.app.entropy, town.contest, &[text("Trong đề?")], &people)
            .await
            .unwrap();
        questions::lock_for_period(&on, 1, town.contest, "thi-2026")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        town.drafts(&[text("Còn nháp?")]).await;
        let mut someone = town.visitor("organiser").await;
        let page = someone.get(BASE).await.text();
        assert!(page.contains("2 câu, trong đó 1 câu hai bên đã duyệt"), "{page}");
        assert!(
            !page.contains("Trong đề?") && page.contains("chỉ mở khi kỳ thi đã mở"),
            "{page}"
        );
        assert_eq!(
            someone.get(&format!("{BASE}/cau/1")).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            someone.get(&format!("{BASE}/xuat?dang=xlsx")).await.status,
            StatusCode::FORBIDDEN
        );
        assert_eq!(town.recorded("bank-read").await, 0, "nothing was shown");
        db::exec(
            town.app.db.read(),
            "UPDATE period SET state = 'open' WHERE id = 1",
            vec![],
        )
        .await
        .unwrap();
        let page = someone.get(BASE).await.text();
        assert!(page.contains("Trong đề?") && !page.contains("Còn nháp?"), "{page}");
        assert!(someone.get(&format!("{BASE}/cau/1")).await.text().contains("Trong đề?"));
        assert_eq!(
            someone.get(&format!("{BASE}/cau/2")).await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            (town.recorded("bank-read").await, town.recorded("question-read").await),
            (1, 1)
        );
    })
    .await;
}

#[tokio::test]
async fn words_are_found_without_diacritics_and_reading_is_on_record() {
    on_both(async |database| {
        let town = Town::found(database).await;
        let mut second = text("Đạo đức công vụ là gì?");
        second.topic = "luat".to_owned();
        let mut third = text("Không có nội dung?");
        third.topic.clear();
        town.drafts(&[text("Chính phủ ban hành nghị quyết nào?"), second, third])
            .await;
        let mut author = town.visitor("author").await;
        let page = author.get(&format!("{BASE}?tim=dao%20duc")).await.text();
        assert!(
            page.contains("Đạo đức công vụ") && !page.contains("Không có nội dung?"),
            "{page}"
        );
        let page = author.get(&format!("{BASE}?chu-de=-")).await.text();
        assert!(
            page.contains("Không có nội dung?") && !page.contains("Đạo đức công vụ là"),
            "{page}"
        );
        assert!(
            author.get(&format!("{BASE}?tim=%25")).await.text().contains("Đạo đức"),
            "a sign alone matches all"
        );
        assert_eq!(town.recorded("bank-read").await, 3);
        let detail = "SELECT COUNT(*) AS n FROM audit_event WHERE act = 'bank-read' AND detail LIKE '%\"shown\":1%'";
        assert_eq!(town.count(detail).await, 2);
        // The draft without a topic stays when all are sent.
        author.post(&format!("{BASE}/gui"), &[]).await;
        assert_eq!(
            (town.state(1).await.as_str(), town.state(3).await.as_str()),
            ("in_review", "draft")
        );
        let filter = Filter {
            words: "NGHI  quyet".to_owned(),
            per_page: 10,
            ..Filter::default()
        };
        let listed = questions::list(
            town.app.db.read(),
            Reading::Everything,
            town.app.now(),
            town.contest,
            &filter,
        )
        .await
        .unwrap();
        assert_eq!(listed.total, 3, "the source is searched, too");
    })
    .await;
}

async fn whole(visitor: &mut Visitor, paths: &[String]) {
    for path in paths {
        let answer = visitor.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        assert!(!answer.text().contains('⟦'), "{path}: {}", answer.text());
    }
}

#[tokio::test]
async fn every_page_speaks_both_languages() {
    on_both(async |database| {
        let town = Town::found(database).await;
        town.drafts(&[text("Một?"), text("Hai?"), text("Ba?")]).await;
        let mut old = text("Luật cũ?");
        old.citation.as_mut().unwrap().valid_to = Some(jiff::civil::date(2020, 1, 1));
        old.choices[3].text = "Cả A và B".to_owned();
        old.choices[3].pinned = true;
        let number = town.drafts(&[old]).await;
        for english in [false, true] {
            let visitor = async |who: &str| {
                let visitor = town.visitor(who).await;
                if english { visitor.in_english() } else { visitor }
            };
            let mut author = visitor("author").await;
            let lists = [
                "/ngan-hang".to_owned(),
                BASE.to_owned(),
                format!("{BASE}?tim=khongco"),
                format!("{BASE}/xuat"),
            ];
            whole(&mut author, &lists).await;
            let writing = [
                format!("{BASE}/cau/{number}"),
                format!("{BASE}/cau/1"),
                format!("{BASE}/cau/moi"),
                format!("{BASE}/nhap"),
                format!("{BASE}/cau/1/sua"),
            ];
            whole(&mut author, &writing).await;
            let refused = author.post(&format!("{BASE}/cau/moi"), &[("stem", "")]).await;
            assert!(
                refused.status == StatusCode::UNPROCESSABLE_ENTITY && !refused.text().contains('⟦'),
                "{}",
                refused.text()
            );
            let mut changed = fields(if english {
                "Đổi lần hai?"
            } else {
                "Đổi lần một?"
            });
            let version = if english { "2" } else { "1" };
            changed.push(("version", version));
            let saved = author.post(&format!("{BASE}/cau/1/sua"), &changed).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
            whole(&mut author, &[saved.location()]).await;
            author.post(&format!("{BASE}/gui"), &[]).await;
            let mut reviewer = visitor("reviewer").await;
            whole(
                &mut reviewer,
                &["/ngan-hang".to_owned(), format!("{BASE}/cau/1"), BASE.to_owned()],
            )
            .await;
            for number in 1..=4 {
                reviewer
                    .post(
                        &format!("{BASE}/cau/{number}/tham-dinh"),
                        &[(
                            "version",
                            if number == 1 && english {
                                "3"
                            } else if number == 1 {
                                "2"
                            } else {
                                "1"
                            },
                        )],
                    )
                    .await;
            }
            let mut a = visitor("leader_a").await;
            whole(
                &mut a,
                &[
                    "/ngan-hang".to_owned(),
                    BASE.to_owned(),
                    format!("{BASE}/duyet"),
                    format!("{BASE}/cau/1"),
                ],
            )
            .await;
            let page = a.get(&format!("{BASE}/duyet")).await.text();
            let read = super::town::hidden(&page, "fingerprint");
            let done = a
                .post(&format!("{BASE}/duyet"), &[("side", "a"), ("fingerprint", &read)])
                .await;
            whole(&mut a, &[done.location()]).await;
            let mut b = visitor("leader_b").await;
            whole(&mut b, &[format!("{BASE}/duyet"), format!("{BASE}/cau/2")]).await;
            let mut organiser = visitor("organiser").await;
            whole(&mut organiser, &["/ngan-hang".to_owned(), BASE.to_owned()]).await;
            let mut auditor = visitor("auditor").await;
            whole(
                &mut auditor,
                &["/ngan-hang".to_owned(), BASE.to_owned(), format!("{BASE}/cau/2")],
            )
            .await;
        }
        let tr = town.app.texts.tr(kernel::lang::Lang::Vi);
        for state in questions::STATES {
            let code = questions::state_code(state).replace('_', "-");
            assert!(
                tr.has(&format!("bank-state-{code}")) && tr.has(&format!("bank-next-{code}")),
                "{code}"
            );
        }
    })
    .await;
}

#[test]
fn both_languages_have_every_key_once() {
    let vi = platform::text::keys(include_str!("../../locales/bank.vi.ftl"));
    let en = platform::text::keys(include_str!("../../locales/bank.en.ftl"));
    assert_eq!(vi, en);
    assert!(vi.values().all(|count| *count == 1));
    for act in [
        "bank-read",
        "question-read",
        "bank-exported",
        "bank-imported",
        "question-written",
        "question-submitted",
        "question-reviewed",
        "question-approved",
        "question-returned",
        "question-retired",
        "bank-locked",
    ] {
        assert!(vi.contains_key(&format!("audit-{act}")), "{act}");
    }
}
