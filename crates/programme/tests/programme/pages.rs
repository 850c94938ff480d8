//! The pages of plans.

use axum::http::StatusCode;
use kernel::money::Dong;
use programme::{ActivityState, Frame, FundingShare, parse};
use testkit::on_both;

use crate::common::{self, LOADER, SMALL, Source, TODAY, current, history, site};

#[tokio::test]
async fn every_page_is_complete_in_both_languages() {
    on_both(async |database| {
        let (mut vi, app) = site(database, vec![Source::running()]).await;
        let mut en = vi.clone().in_english();
        assert!(vi.get("/ke-hoach").await.text().contains("Chưa có kế hoạch nào"));
        let mut pages = vec!["/ke-hoach".to_owned()];
        for new in [history(), current()] {
            LOADER.insert(&app, &new).await.unwrap();
            pages.push(format!("/ke-hoach/{}", new.slug));
            pages.extend(
                new.activities
                    .iter()
                    .map(|a| format!("/ke-hoach/{}/{}", new.slug, a.slug)),
            );
        }
        for path in &pages {
            for visitor in [&mut vi, &mut en] {
                let answer = visitor.get(path).await;
                assert_eq!(answer.status, StatusCode::OK, "{path}");
                let text = answer.text();
                assert!(!text.contains('⟦'), "{path}: {text}");
                assert!(!text.contains(" style="), "inline styles are barred: {path}");
            }
        }
        let english = en.get("/ke-hoach/ke-hoach-2022").await.text();
        assert!(english.contains("4 of 4 activities done"), "{english}");
        assert!(!english.contains("Trách nhiệm"), "Vietnamese on an English page");
        let signed = vi.get("/ke-hoach/ke-hoach-2022").await.text();
        for words in [
            "90/KH-CĐVCVN-BNV",
            "31/3/2022",
            "20 đơn vị xuất sắc",
            "Sẽ lựa chọn sau",
            "150 - 200",
            "dự kiến",
            "Ngọ Duy Hiểu",
            "Lưu làm lịch sử",
        ] {
            assert!(signed.contains(words), "{words}");
        }
        for path in ["/ke-hoach/khong-co", "/ke-hoach/ke-hoach-2022/khong-co"] {
            assert_eq!(vi.get(path).await.status, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test]
async fn live_figures_are_shown_absent_or_excused() {
    on_both(async |database| {
        let page = "/ke-hoach/ke-hoach-hien-tai";
        let (mut shown, app) = site(database, vec![Source::running()]).await;
        LOADER.insert(&app, &current()).await.unwrap();
        let text = shown.get(page).await.text();
        assert!(text.contains("<strong>18.204</strong> người đã thi"), "{text}");
        assert!(text.contains("href=\"/thi/cai-cach-hanh-chinh\""));
        assert_eq!(
            text.matches("18.204").count(),
            1,
            "the final does not borrow the figures of round 1"
        );
        let one = shown.get(&format!("{page}/cai-cach-hanh-chinh")).await.text();
        assert!(one.contains("Mỗi người đếm một lần") && one.contains("href=\"/thi/cai-cach-hanh-chinh/so-lieu\""));

        let mut nothing = common::visitor(&app, vec![Source::knows_nothing()]);
        let text = nothing.get(page).await.text();
        assert!(text.contains("Chưa có số liệu trực tiếp") && !text.contains("18.204"));

        let mut failed = common::visitor(&app, vec![Source::fails()]);
        let answer = failed.get(page).await;
        assert_eq!(answer.status, StatusCode::OK);
        let text = answer.text();
        assert!(text.contains("Chưa lấy được số liệu lúc này"));
        assert!(
            !text.contains("kho bị khoá"),
            "the words of the fault go to the log only"
        );

        let mut nobody = common::visitor(&app, vec![]);
        assert_eq!(nobody.get(page).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn the_bar_counts_as_its_definition_says() {
    on_both(async |database| {
        let (mut visitor, app) = site(database, vec![Source::running()]).await;
        LOADER.insert(&app, &current()).await.unwrap();
        // Ten lines, one of them about money; the survey is done, the guide is late.
        let text = visitor.get("/ke-hoach/ke-hoach-hien-tai").await.text();
        assert!(
            text.contains("1 trong 9 việc đã xong") && text.contains("trễ 1 việc"),
            "{text}"
        );
        assert!(text.contains("<progress max=\"9\" value=\"1\""));
        assert!(
            visitor.get("/ke-hoach").await.text().contains("1 trong 9 việc đã xong"),
            "the list says the same"
        );
        let mut over = common::visitor(&app, vec![Source::over()]);
        assert!(
            over.get("/ke-hoach/ke-hoach-hien-tai")
                .await
                .text()
                .contains("2 trong 9 việc đã xong")
        );
    })
    .await;
}

#[tokio::test]
async fn absent_money_is_not_zero_on_any_page() {
    on_both(async |database| {
        let (mut visitor, app) = site(database, vec![]).await;
        LOADER.insert(&app, &history()).await.unwrap();
        LOADER.insert(&app, &current()).await.unwrap();
        let signed = visitor.get("/ke-hoach/ke-hoach-2022").await.text();
        assert!(signed.contains("chưa nêu số tiền"));
        assert!(!signed.contains(">0 đồng"), "nothing stated is not zero");
        let plan = current();
        let stated = |side| {
            let shares = plan.activities.iter().flat_map(|a| &a.funding);
            shares
                .filter(|s: &&FundingShare| s.side == side)
                .filter_map(|s| s.amount)
                .map(|Dong(n)| n)
                .sum::<i64>()
        };
        let running = visitor.get("/ke-hoach/ke-hoach-hien-tai").await.text();
        let tr = app.texts.tr(kernel::lang::Lang::Vi);
        for side in [kernel::actor::Side::A, kernel::actor::Side::B] {
            assert!(running.contains(&tr.dong(stated(side))), "the sum of {side:?}");
        }
        assert!(running.contains("ít nhất 300.000.000"), "{running}");
        assert!(running.contains("1 khoản chưa nêu số tiền kế hoạch"));
        assert!(running.contains(">0 đồng"), "what is known to be zero is said");
    })
    .await;
}

#[tokio::test]
async fn text_of_a_plan_is_never_markup() {
    on_both(async |database| {
        let (mut visitor, app) = site(database, vec![Source::hostile()]).await;
        let mut plan = parse(SMALL, &Frame::on(TODAY)).unwrap();
        plan.activities[0].kind = programme::ActivityKind::Contest;
        plan.activities[0].evidence = Some(programme::EvidenceKey {
            key: "x".to_owned(),
            part: None,
        });
        plan.activities[0].state = ActivityState::Running;
        LOADER.insert(&app, &plan).await.unwrap();
        for path in ["/ke-hoach", "/ke-hoach/nho", "/ke-hoach/nho/i.1"] {
            let text = visitor.get(path).await.text();
            for markup in ["<script>alert", "<img src=x", "<i>", "<u>", "<b>", "\"onclick"] {
                assert!(!text.contains(markup), "{markup} on {path}");
            }
        }
    })
    .await;
}
