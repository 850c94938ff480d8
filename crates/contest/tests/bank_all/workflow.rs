//! Four people bring a question to approval; everything else is refused, and told.

use axum::http::StatusCode;
use contest::store::questions::{self, Acting, ApprovedBy, BankRefusal, LockError, Signed};
use testkit::on_both;

use super::town::{BASE, Town, fields, hidden, text};

#[tokio::test]
async fn four_people_bring_a_question_to_approval() {
    on_both(async |database| {
        let town = Town::found(database).await;
        let mut author = town.visitor("author").await;
        let mut reviewer = town.visitor("reviewer").await;
        let mut a = town.visitor("leader_a").await;
        let mut b = town.visitor("leader_b").await;
        author.get(&format!("{BASE}/cau/moi")).await;
        let saved = author
            .post(&format!("{BASE}/cau/moi"), &fields("Ai ban hành Nghị quyết 76?"))
            .await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        assert!(saved.location().starts_with(&format!("{BASE}/cau/1")));
        let one = format!("{BASE}/cau/1");
        // A reviewer cannot review what was not sent; the page says so in words.
        reviewer.get(&one).await;
        let early = reviewer.post(&format!("{one}/tham-dinh"), &[("version", "1")]).await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        assert!(early.text().contains("không còn ở bước này"), "{}", early.text());
        author.get(&one).await;
        assert_eq!(
            author.post(&format!("{one}/gui"), &[("version", "1")]).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(town.state(1).await, "in_review");
        let page = reviewer.get(&format!("{BASE}/tham-dinh")).await;
        assert_eq!(page.location(), one, "the reviewer is led to what waits");
        let reviewed = reviewer.post(&format!("{one}/tham-dinh"), &[("version", "1")]).await;
        assert_eq!(reviewed.status, StatusCode::SEE_OTHER, "{}", reviewed.text());
        // Side A approves the whole set, side B one question.
        let page = a.get(&format!("{BASE}/duyet")).await.text();
        assert!(page.contains("Duyệt bộ câu hỏi (1 câu) – Bên A"), "{page}");
        let sent = a
            .post(
                &format!("{BASE}/duyet"),
                &[("side", "a"), ("fingerprint", &hidden(&page, "fingerprint"))],
            )
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        assert_eq!(town.state(1).await, "approved_a");
        let twice = a
            .post(&format!("{one}/duyet"), &[("side", "a"), ("version", "1")])
            .await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        assert!(twice.text().contains("Bên này đã duyệt"), "{}", twice.text());
        let foreign = a
            .post(&format!("{one}/duyet"), &[("side", "b"), ("version", "1")])
            .await;
        assert_eq!(
            foreign.status,
            StatusCode::FORBIDDEN,
            "nobody approves for the other side"
        );
        b.get(&one).await;
        let both = b
            .post(&format!("{one}/duyet"), &[("side", "b"), ("version", "1")])
            .await;
        assert_eq!(both.status, StatusCode::SEE_OTHER, "{}", both.text());
        assert_eq!(town.state(1).await, "approved");
        // An edit voids everything.
        let edit = author.get(&format!("{one}/sua")).await.text();
        assert!(edit.contains("Ai ban hành Nghị quyết 76?"));
        let mut changed = fields("Cơ quan nào ban hành Nghị quyết 76?");
        changed.extend([("version", "1"), ("note", "rõ hơn")]);
        let saved = author.post(&format!("{one}/sua"), &changed).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
        assert_eq!(town.state(1).await, "draft");
        assert_eq!(
            town.count("SELECT COUNT(*) AS n FROM question WHERE reviewer_id IS NOT NULL")
                .await,
            0
        );
        let page = author.get(&one).await.text();
        assert!(
            page.contains("<del>") && page.contains("<ins>") && page.contains("rõ hơn"),
            "{page}"
        );
        // Saving the same again is no new version.
        changed[9] = ("version", "2");
        author.post(&format!("{one}/sua"), &changed).await;
        assert_eq!(town.count("SELECT MAX(version) AS n FROM question").await, 2);
        for act in [
            "question-written",
            "question-submitted",
            "question-reviewed",
            "question-approved",
            "question-read",
        ] {
            assert!(town.recorded(act).await > 0, "{act} is not on record");
        }
        let leaked =
            "SELECT COUNT(*) AS n FROM audit_event WHERE detail LIKE '%Ai ban%' OR detail LIKE '%Cơ quan nào%'";
        assert_eq!(
            town.count(leaked).await,
            0,
            "the record of acts must not carry the questions"
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_passes_their_own_work() {
    on_both(async |database| {
        let town = Town::found(database).await;
        town.drafts(&[text("Câu của tác giả?")]).await;
        let mut wide = town.actor("author").await;
        let mut reviewer = town.actor("reviewer").await;
        let leader = town.actor("leader_a").await;
        // One person with every role: the state machine still keeps the hands apart.
        wide.grants.extend(reviewer.grants.clone());
        wide.grants.extend(leader.grants.clone());
        reviewer.grants.extend(leader.grants.clone());
        reviewer.grants.extend(town.actor("author").await.grants);
        let tx = town.app.db.begin().await.unwrap();
        let acting = |actor| Acting {
            tx: &tx,
            now: town.app.now(),
            actor,
            entropy: &*town.app.entropy,
        };
        let (own, other) = (acting(&wide), acting(&reviewer));
        questions::submit_mine(&own, town.contest).await.unwrap();
        let refused = questions::review(&own, town.contest, 1, 1).await.unwrap_err();
        assert_eq!(refused.key(), "bank-refused-own");
        // A reviewer who changes the words becomes an author of them.
        assert_eq!(
            questions::edit(&other, town.contest, 1, 1, &text("Câu đã đổi?"), "")
                .await
                .unwrap(),
            2
        );
        questions::submit(&other, town.contest, 1, 2).await.unwrap();
        assert_eq!(
            questions::review(&other, town.contest, 1, 2).await.unwrap_err().key(),
            "bank-refused-own"
        );
        let third = town.actor("leader_b").await;
        let mut third_reviewer = third.clone();
        third_reviewer.grants.extend(town.actor("reviewer").await.grants);
        let on = acting(&third_reviewer);
        questions::review(&on, town.contest, 1, 2).await.unwrap();
        let refused = questions::approve(&on, town.contest, 1, 2, kernel::actor::Side::B)
            .await
            .unwrap_err();
        assert_eq!(refused.key(), "bank-refused-reviewer");
        let awaiting = questions::awaiting(&*tx, town.contest, &third_reviewer, kernel::actor::Side::B)
            .await
            .unwrap();
        assert_eq!((awaiting.numbers.len(), awaiting.for_others), (0, 1));
        // One leader of both sides does not approve twice.
        let mut both = leader.clone();
        both.grants.extend(third.grants.clone());
        let on = acting(&both);
        questions::approve(&on, town.contest, 1, 2, kernel::actor::Side::A)
            .await
            .unwrap();
        let refused = questions::approve(&on, town.contest, 1, 2, kernel::actor::Side::B)
            .await
            .unwrap_err();
        assert!(matches!(refused, BankRefusal::BothSides));
        assert!(matches!(
            questions::approve(&on, town.contest, 1, 1, kernel::actor::Side::A)
                .await
                .unwrap_err(),
            BankRefusal::Stale
        ));
    })
    .await;
}

#[tokio::test]
async fn returning_needs_a_reason_and_a_stale_page_is_told() {
    on_both(async |database| {
        let town = Town::found(database).await;
        town.drafts(&[text("Một?"), text("Hai?"), text("Ba?")]).await;
        let mut author = town.visitor("author").await;
        let mut reviewer = town.visitor("reviewer").await;
        let mut a = town.visitor("leader_a").await;
        author.get(BASE).await;
        assert_eq!(
            author.post(&format!("{BASE}/gui"), &[]).await.status,
            StatusCode::SEE_OTHER
        );
        reviewer.get(BASE).await;
        for number in 1..=3 {
            let path = format!("{BASE}/cau/{number}");
            assert_eq!(
                reviewer
                    .post(&format!("{path}/tham-dinh"), &[("version", "1")])
                    .await
                    .status,
                StatusCode::SEE_OTHER
            );
        }
        let page = a.get(&format!("{BASE}/duyet")).await.text();
        let read = hidden(&page, "fingerprint");
        let empty = a
            .post(
                &format!("{BASE}/cau/2/tra-lai"),
                &[("version", "1"), ("reason", "  "), ("back", "duyet")],
            )
            .await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text().contains("Cần ghi lý do."), "{}", empty.text());
        let back = a
            .post(
                &format!("{BASE}/cau/2/tra-lai"),
                &[("version", "1"), ("reason", "Hai phương án đúng"), ("back", "duyet")],
            )
            .await;
        assert!(back.location().starts_with(&format!("{BASE}/duyet")), "{}", back.text());
        assert_eq!(town.state(2).await, "draft");
        assert!(
            author
                .get(&format!("{BASE}/cau/2"))
                .await
                .text()
                .contains("Hai phương án đúng")
        );
        assert!(author.get("/ngan-hang").await.text().contains("1 câu bị trả lại"));
        // The set is not the one that was read: nothing is approved.
        let stale = a
            .post(&format!("{BASE}/duyet"), &[("side", "a"), ("fingerprint", &read)])
            .await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.text().contains("vừa thay đổi"), "{}", stale.text());
        assert_eq!(town.state(1).await, "reviewed");
        let fresh = hidden(&stale.text(), "fingerprint");
        assert_eq!(
            a.post(&format!("{BASE}/duyet"), &[("side", "a"), ("fingerprint", &fresh)])
                .await
                .status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            (town.state(1).await.as_str(), town.state(3).await.as_str()),
            ("approved_a", "approved_a")
        );
        // Two authors at once: the second keeps the words and is told.
        let mut second = town.visitor("author2").await;
        second.get(&format!("{BASE}/cau/2/sua")).await;
        let mut mine = fields("Bản của người thứ nhất?");
        mine.push(("version", "1"));
        author.get(&format!("{BASE}/cau/2/sua")).await;
        assert_eq!(
            author.post(&format!("{BASE}/cau/2/sua"), &mine).await.status,
            StatusCode::SEE_OTHER
        );
        let mut theirs = fields("Bản của người thứ hai?");
        theirs.push(("version", "1"));
        let conflict = second.post(&format!("{BASE}/cau/2/sua"), &theirs).await;
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        assert!(
            conflict.text().contains("Bản của người thứ hai?") && conflict.text().contains("vừa được người khác sửa")
        );
        assert_eq!(
            hidden(&conflict.text(), "version"),
            "2",
            "saving again is a choice, now that it is told"
        );
    })
    .await;
}

#[tokio::test]
async fn a_refused_form_comes_back_with_its_faults_and_escaped() {
    on_both(async |database| {
        let town = Town::found(database).await;
        let mut author = town.visitor("author").await;
        author.get(&format!("{BASE}/cau/moi")).await;
        let mut wrong = fields("<script>alert(1)</script>");
        wrong.push(("choice_3", "lệch hàng"));
        wrong[5] = ("points", "nhiều");
        let page = author.post(&format!("{BASE}/cau/moi"), &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = page.text();
        assert!(
            page.contains("Phương án C để trống") && page.contains("Không hiểu số điểm"),
            "{page}"
        );
        assert!(page.contains("lệch hàng") && !page.contains("<script>alert"), "{page}");
        assert_eq!(town.count("SELECT COUNT(*) AS n FROM question").await, 0);
        town.drafts(&[text("<script>alert(1)</script>")]).await;
        for path in [format!("{BASE}/cau/1"), format!("{BASE}/cau/1/sua"), BASE.to_owned()] {
            let page = author.get(&path).await.text();
            assert!(
                page.contains("alert(1)") && !page.contains("<script>alert"),
                "{path}: {page}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_bank_is_taken_over_locked_and_read_back() {
    on_both(async |database| {
        let town = Town::found(database).await;
        let texts: Vec<_> = (0..250).map(|n| text(&format!("Câu đã duyệt số {n}?"))).collect();
        let mut signed = Vec::new();
        for (days, who) in (0_i64..).zip(["author", "reviewer", "leader_a", "leader_b"]) {
            let actor = town.actor(who).await;
            signed.push(Signed {
                account: actor.account,
                name: actor.name,
                at: town.app.now() - (10 - days) * 86_400_000,
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
        let empty = questions::lock_for_period(&on, 1, town.contest, "thi-2026").await;
        assert!(matches!(empty, Err(LockError::Empty)));
        let first = questions::import_approved(&tx, &*town.app.entropy, town.contest, &texts, &people)
            .await
            .unwrap();
        assert_eq!(first, 1);
        let sealed = questions::lock_for_period(&on, 1, town.contest, "thi-2026")
            .await
            .unwrap();
        let again = questions::lock_for_period(&on, 1, town.contest, "thi-2026")
            .await
            .unwrap();
        assert_eq!(sealed.hash(), again.hash(), "locking twice gives the same bank");
        tx.commit().await.unwrap();
        let bank = questions::bank_of_period(town.app.db.read(), 1).await.unwrap();
        assert_eq!((bank.len(), sealed.len()), (250, 250));
        assert!(
            bank.iter()
                .all(|(_, version, text)| *version == 1 && text.stem.starts_with("Câu đã duyệt"))
        );
        assert_eq!(
            town.count("SELECT COUNT(*) AS n FROM question WHERE state = 'locked'")
                .await,
            250
        );
        assert_eq!(town.count("SELECT COUNT(*) AS n FROM question_step").await, 250 * 6);
        assert_eq!(town.recorded("bank-locked").await, 2);
        // A locked question does not change; a leader may retire it with a reason.
        let mut author = town.visitor("author").await;
        assert_eq!(
            author.get(&format!("{BASE}/cau/1/sua")).await.status,
            StatusCode::CONFLICT
        );
        let mut a = town.visitor("leader_a").await;
        a.get(&format!("{BASE}/cau/1")).await;
        let path = format!("{BASE}/cau/1/thoi-dung");
        assert_eq!(
            a.post(&path, &[("version", "1"), ("retire_reason", "")]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let done = a
            .post(&path, &[("version", "1"), ("retire_reason", "Luật đã thay thế")])
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert_eq!(town.state(1).await, "retired");
        assert_eq!(
            questions::bank_of_period(town.app.db.read(), 1).await.unwrap().len(),
            250,
            "the period keeps it"
        );
    })
    .await;
}
