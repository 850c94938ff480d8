//! Whoever decides or types on an act that has changed meanwhile is shown what changed, and nothing is written.

use axum::http::StatusCode;
use jiff::civil::{Date, date};
use kernel::actor::Role;
use organisation::plan::{Operation, Plan};
use organisation::stage::Stage;
use organisation::store::reorgs::{self, Deed, Reorg};
use testkit::{Visitor, on_both};
use uuid::Uuid;

use crate::house::House;
use crate::reorg_rights::{paper, put};

const ON: Date = date(2026, 10, 1);

fn merger(source: Uuid, into: Uuid) -> Plan {
    Plan {
        operations: vec![Operation::Merge {
            sources: vec![source],
            into,
        }],
    }
}

async fn draft(house: &House, plan: &Plan) -> Uuid {
    let deed = Deed {
        org: &house.org,
        actor: None,
        reason: "",
    };
    reorgs::create(deed, &paper("Sáp nhập", ON), plan).await.unwrap()
}

async fn now(house: &House, id: Uuid) -> Reorg {
    reorgs::find(house.app.db.read(), id).await.unwrap().unwrap()
}

async fn go(visitor: &mut Visitor, path: &str, fields: &[(&str, &str)]) {
    let answer = visitor.post(path, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.text());
}

/// The organiser adds to the draft that BTC-01 is dissolved.
async fn dissolve(visitor: &mut Visitor, page: &str) {
    let form = format!("{page}/viec/dissolve");
    visitor.get(&form).await;
    go(visitor, &form, &[("unit", "BTC-01")]).await;
    visitor.get(page).await;
}

#[tokio::test]
async fn nobody_approves_what_was_not_on_the_page() {
    on_both(async |db| {
        let house = House::build(db).await;
        let id = draft(&house, &merger(house.justice, house.finance)).await;
        let page = format!("/sap-xep/{id}");
        let mut organiser = house.visitor("soan", Role::Organiser, None).await;
        let mut first = house.visitor("lanhdao-a", Role::Leader, None).await;
        let mut second = house.visitor("lanhdao-b", Role::Leader, None).await;
        organiser.get(&page).await;
        go(&mut organiser, &format!("{page}/trinh"), &[]).await;
        first.get(&page).await;
        second.get(&page).await;
        go(
            &mut second,
            &format!("{page}/tra-lai"),
            &[("reason", "thiếu một đơn vị")],
        )
        .await;
        organiser.get(&page).await;
        dissolve(&mut organiser, &page).await;
        go(&mut organiser, &format!("{page}/trinh"), &[]).await;

        let late = first.post(&format!("{page}/duyet"), &[]).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text());
        let text = late.text();
        assert!(
            text.contains("Đã thêm: Giải thể Công đoàn cơ sở Vụ Ngân sách"),
            "what has changed: {text}"
        );
        assert!(text.contains(&format!("{page}/duyet")), "the form again: {text}");
        assert_eq!(now(&house, id).await.stage, Stage::Submitted);
        // A form that does not say what it was about decides nothing either.
        let blind = first.post(&format!("{page}/duyet"), &[("revision", "")]).await;
        assert_eq!(blind.status, StatusCode::CONFLICT);
        // What was typed into the reason stays.
        let typed = first
            .post(
                &format!("{page}/tra-lai"),
                &[("revision", "1"), ("reason", "xin xem lại")],
            )
            .await;
        assert_eq!(typed.status, StatusCode::CONFLICT);
        assert!(typed.text().contains("xin xem lại"), "{}", typed.text());
        // Having seen it, the leader decides.
        go(&mut first, &format!("{page}/duyet"), &[]).await;
        assert_eq!(now(&house, id).await.stage, Stage::Approved);
        // Pressed a second time: the page says where it stands.
        let again = first.post(&format!("{page}/duyet"), &[]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(
            again.text().contains("Tình trạng hiện nay: Đã duyệt"),
            "{}",
            again.text()
        );

        // Every step is told, the returned one with its reason.
        let text = organiser.get(&page).await.text();
        let steps = &text[text.find("Quá trình").unwrap()..];
        assert_eq!(steps.matches("<h3>Trình duyệt</h3>").count(), 2, "{steps}");
        assert_eq!(steps.matches("<h3>Trả lại</h3>").count(), 1, "{steps}");
        assert!(steps.contains("thiếu một đơn vị"), "{steps}");
    })
    .await;
}

#[tokio::test]
async fn no_step_is_taken_on_an_older_revision() {
    on_both(async |db| {
        let house = House::build(db).await;
        let id = draft(&house, &merger(house.justice, house.finance)).await;
        let page = format!("/sap-xep/{id}");
        let mut one = house.visitor("soan", Role::Organiser, None).await;
        let mut other = house.visitor("soan-b", Role::Organiser, None).await;
        let mut leader = house.visitor("duyet", Role::Leader, None).await;
        let stale = async |visitor: &mut Visitor, act: &str, stage: Stage| {
            let late = visitor
                .post(&format!("{page}/{act}"), &[("revision", "1"), ("reason", "vì sao")])
                .await;
            assert_eq!(late.status, StatusCode::CONFLICT, "{act}: {}", late.text());
            assert!(late.text().contains("Đã thêm: Giải thể"), "{act}: {}", late.text());
            assert_eq!(now(&house, id).await.stage, stage, "{act}");
        };
        other.get(&page).await;
        one.get(&page).await;
        dissolve(&mut other, &page).await;
        for act in ["trinh", "xoa"] {
            stale(&mut one, act, Stage::Draft).await;
        }
        // The page that came back has the form for the newer revision.
        go(&mut one, &format!("{page}/trinh"), &[]).await;
        leader.get(&page).await;
        for act in ["duyet", "tra-lai"] {
            stale(&mut leader, act, Stage::Submitted).await;
        }
        go(&mut leader, &format!("{page}/duyet"), &[]).await;
        one.get(&page).await;
        stale(&mut one, "ap-dung", Stage::Approved).await;
        one.get(&page).await;
        go(&mut one, &format!("{page}/ap-dung"), &[]).await;
        leader.get(&format!("{page}/hoan-tac")).await;
        stale(&mut leader, "hoan-tac", Stage::Applied).await;
        leader.get(&format!("{page}/hoan-tac")).await;
        let long = "x".repeat(2_001);
        for reason in ["", long.as_str()] {
            let refused = leader.post(&format!("{page}/hoan-tac"), &[("reason", reason)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        go(&mut leader, &format!("{page}/hoan-tac"), &[("reason", "nhầm")]).await;
        let gone = leader.get(&format!("{page}/hoan-tac")).await;
        assert_eq!(gone.location(), page, "undone already");
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_over_an_older_draft_is_not_lost() {
    on_both(async |db| {
        let house = House::build(db).await;
        let id = draft(&house, &Plan::default()).await;
        let page = format!("/sap-xep/{id}");
        let mut one = house.visitor("soan", Role::Organiser, None).await;
        let mut other = house.visitor("soan-b", Role::Organiser, None).await;
        let form = format!("{page}/viec/merge");
        one.get(&form).await;
        dissolve(&mut other, &page).await;
        let typed = [("sources", "BTP"), ("into", "Công đoàn Bộ Tài chính")];
        let late = one.post(&form, &typed).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let text = late.text();
        for words in [
            ">BTP</textarea>",
            "value=\"Công đoàn Bộ Tài chính\"",
            "Đã thêm: Giải thể",
            "name=\"revision\" value=\"2\"",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        go(&mut one, &form, &typed).await;
        assert_eq!(now(&house, id).await.plan.operations.len(), 2);

        // The same for what is known of the paper, and for taking an operation out.
        let paper = format!("{page}/van-ban");
        let fields = [("title", "Tên khác"), ("effective", "2026-10-02"), ("revision", "1")];
        let late = other.post(&paper, &fields).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text().contains("Tên khác") && late.text().contains("Đã thêm"));
        go(&mut other, &paper, &fields[..2]).await;
        let late = one.post(&format!("{page}/bo-viec"), &[("place", "0")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(
            late.text().contains("Trích yếu: Sáp nhập → Tên khác"),
            "{}",
            late.text()
        );
        assert!(late.text().contains("1/10/2026 → 2/10/2026"), "{}", late.text());
        go(&mut one, &format!("{page}/trinh"), &[]).await;
        // No longer a draft: the act as it stands, not a bare refusal.
        let late = other.post(&form, &typed).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text().contains("Chờ duyệt"), "{}", late.text());
        assert_eq!(other.get(&form).await.location(), page);
    })
    .await;
}

#[tokio::test]
async fn an_approved_act_that_no_longer_fits_goes_back_to_the_drafter() {
    on_both(async |db| {
        let house = House::build(db).await;
        let id = draft(&house, &merger(house.justice, house.finance)).await;
        let page = format!("/sap-xep/{id}");
        let mut organiser = house.visitor("soan", Role::Organiser, None).await;
        let mut leader = house.visitor("duyet", Role::Leader, None).await;
        organiser.get(&page).await;
        go(&mut organiser, &format!("{page}/trinh"), &[]).await;
        leader.get(&page).await;
        go(&mut leader, &format!("{page}/duyet"), &[]).await;
        let text = organiser.get(&page).await.text();
        assert!(
            text.contains("Áp dụng từ 1/10/2026") && !text.contains("Lý do trả lại"),
            "{text}"
        );
        let own = organiser.post(&format!("{page}/tra-lai"), &[("reason", "x")]).await;
        assert_eq!(
            own.status,
            StatusCode::FORBIDDEN,
            "it can be applied: the leader's word stands"
        );
        // Another act ends the unit first.
        put(&house, draft(&house, &merger(house.justice, house.union)).await)
            .await
            .unwrap();
        let text = organiser.get(&page).await.text();
        assert!(text.contains("nay không áp dụng được nữa"), "{text}");
        assert!(
            !text.contains("Áp dụng từ 1/10/2026") && text.contains("Lý do trả lại"),
            "{text}"
        );
        let long = "x".repeat(2_001);
        for (reason, words) in [("", "Hãy ghi lý do."), (long.as_str(), "Dài quá 2.000 ký tự")] {
            let bare = organiser.post(&format!("{page}/tra-lai"), &[("reason", reason)]).await;
            assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
            let text = bare.text();
            assert!(text.contains("id=\"reason-error\"") && text.contains(words), "{text}");
        }
        go(
            &mut organiser,
            &format!("{page}/tra-lai"),
            &[("reason", "đơn vị đã kết thúc")],
        )
        .await;
        let reorg = now(&house, id).await;
        assert_eq!(
            (reorg.stage, reorg.returned_reason.as_str()),
            (Stage::Draft, "đơn vị đã kết thúc")
        );
    })
    .await;
}

#[tokio::test]
async fn pressed_twice_an_act_is_drafted_anew_once() {
    on_both(async |db| {
        let house = House::build(db).await;
        let id = draft(&house, &merger(house.justice, house.finance)).await;
        put(&house, id).await.unwrap();
        let deed = Deed {
            org: &house.org,
            actor: None,
            reason: "nhầm",
        };
        reorgs::undo(deed, &now(&house, id).await).await.unwrap();
        let undone = now(&house, id).await;
        let (a, b) = tokio::join!(reorgs::renew(deed, &undone), reorgs::renew(deed, &undone));
        assert_eq!(a.unwrap(), b.unwrap());
        let mut visitor = house.visitor("quantri", Role::Administrator, None).await;
        visitor.get(&format!("/sap-xep/{id}")).await;
        go(&mut visitor, &format!("/sap-xep/{id}/lap-lai"), &[]).await;
        assert_eq!(reorgs::renewals(house.app.db.read(), id).await.unwrap().len(), 1);
    })
    .await;
}
