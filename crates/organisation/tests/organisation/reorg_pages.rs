//! The pages of a re-organisation: drafted, looked at, approved by somebody else, applied, undone; and what is refused.

use axum::http::StatusCode;
use kernel::actor::{Grant, Role, Side};
use testkit::{Visitor, on_both};

use crate::house::{self, House, PASSWORD};

async fn visitor(house: &House, signin: &str, grant: Grant) -> Visitor {
    testkit::account(&house.app, signin, signin, PASSWORD, &[grant]).await;
    let router = platform::pages::routes(&house.app)
        .merge(organisation::routes(&house.org))
        .finish();
    let mut visitor = Visitor::new(router);
    visitor.sign_in(signin, PASSWORD).await;
    visitor
}

async fn organiser(house: &House) -> Visitor {
    let grant = Grant {
        role: Role::Organiser,
        side: Some(Side::A),
        unit: None,
    };
    visitor(house, "soan", grant).await
}

async fn leader(house: &House) -> Visitor {
    let grant = Grant {
        role: Role::Leader,
        side: Some(Side::A),
        unit: None,
    };
    visitor(house, "duyet", grant).await
}

const ACT: [(&str, &str); 3] = [
    ("title", "Sáp nhập Công đoàn Bộ Tư pháp"),
    ("number", "15/QĐ-TLĐ"),
    ("effective", "2026-10-01"),
];

/// Writes a draft that merges one ministry into the other; its address.
async fn drafted(visitor: &mut Visitor) -> String {
    visitor.get("/sap-xep/moi").await;
    let made = visitor.post("/sap-xep/moi", &ACT).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let draft = made.location().trim_end_matches("/viec").to_owned();
    let form = visitor.get(&format!("{draft}/viec/merge")).await;
    assert_eq!(form.status, StatusCode::OK);
    let sent = visitor
        .post(
            &format!("{draft}/viec/merge"),
            &[
                ("revision", "1"),
                ("sources", "btp – Công đoàn Bộ Tư pháp"),
                ("into", "Công đoàn Bộ Tài chính"),
            ],
        )
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    draft
}

#[tokio::test]
async fn two_ministries_merge_and_come_apart_again() {
    on_both(async |db| {
        let house = House::build(db).await;
        let people = [house::person(&house.app, "TP-1", "Nguyễn Thị Lan", house.justice)];
        house.add(&people).await;
        let mut organiser = organiser(&house).await;
        let mut leader = leader(&house).await;
        let draft = drafted(&mut organiser).await;
        let before = house.org.present().await.unwrap();
        // The preview: what ends, who moves, who follows.
        let page = organiser.get(&draft).await.text();
        for words in [
            "1 đơn vị kết thúc",
            "Cây tổ chức trước và sau",
            "Sáp nhập → Công đoàn Bộ Tài chính",
            "Trình duyệt",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains('⟦'), "{page}");
        organiser.post(&format!("{draft}/trinh"), &[]).await;
        leader.get(&draft).await;
        let done = leader.post(&format!("{draft}/duyet"), &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        organiser.get(&draft).await;
        let done = organiser.post(&format!("{draft}/ap-dung"), &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        let tree = house.org.tree(house.org.today()).await.unwrap();
        assert!(tree.get(house.justice).is_none());
        assert_eq!(tree.get(house.justice_a).unwrap().parent, Some(house.finance));
        assert_eq!(tree.home(house.justice).unwrap().id, house.finance);
        // The member has a unit, the officer of the ended unit reaches the heir, its history opens.
        let members = organiser.get("/doan-vien").await.text();
        assert!(members.contains("Công đoàn Bộ Tài chính"), "{members}");
        let life = organiser
            .get(&format!("/don-vi/{}/lich-su", house.justice))
            .await
            .text();
        assert!(
            life.contains("15/QĐ-TLĐ") && life.contains("Không còn từ 1/10/2026"),
            "{life}"
        );
        let gone = organiser.get(&format!("/don-vi/{}", house.justice)).await;
        assert_eq!(gone.location(), format!("/don-vi/{}/lich-su", house.justice));
        let compare = organiser.get("/so-sanh?tu=2026-09-30&den=2026-10-01").await.text();
        assert!(compare.contains("1 đơn vị kết thúc"), "{compare}");
        let sheet = organiser.get("/so-sanh/xuat.xlsx?tu=2026-09-30&den=2026-10-01").await;
        assert!(sheet.bytes.starts_with(b"PK"));
        // Undone with a reason: as before, to the last edge.
        leader.get(&format!("{draft}/hoan-tac")).await;
        let empty = leader.post(&format!("{draft}/hoan-tac"), &[("reason", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = leader
            .post(&format!("{draft}/hoan-tac"), &[("reason", "ghi nhầm ngày")])
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert_eq!(house.org.present().await.unwrap().history, before.history);
        let list = organiser.get("/sap-xep").await.text();
        assert!(list.contains("Đã hoàn tác"), "{list}");
    })
    .await;
}

#[tokio::test]
async fn what_does_not_go_is_said_beside_the_field() {
    on_both(async |db| {
        let house = House::build(db).await;
        let mut organiser = organiser(&house).await;
        organiser.get("/sap-xep/moi").await;
        let refused = organiser
            .post("/sap-xep/moi", &[("title", ""), ("effective", "khi nào đó")])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("khi nào đó"), "what was typed comes back");
        let draft = drafted(&mut organiser).await;
        let form = format!("{draft}/viec/merge");
        let unknown = organiser
            .post(&form, &[("revision", "2"), ("sources", "BTC-0X"), ("into", "BTC")])
            .await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            unknown.text().contains("Không có đơn vị “BTC-0X”"),
            "{}",
            unknown.text()
        );
        // Two tabs: the second one saves over an older revision and is told.
        let late = organiser
            .post(&form, &[("revision", "1"), ("sources", "BTC-01"), ("into", "BTP")])
            .await;
        assert_eq!(late.status, StatusCode::CONFLICT.max(late.status), "{}", late.text());
        assert_ne!(late.status, StatusCode::SEE_OTHER);
        // A division whose shares do not make the whole, and an act that ends the heir of another one on the same day.
        let split = [
            ("revision", "2"),
            ("unit", "BTC"),
            ("part_1_code", "T1"),
            ("part_1_name", "Công đoàn Thuế"),
            ("part_1_share", "50 %"),
            ("part_2_code", "T2"),
            ("part_2_name", "Công đoàn Kho bạc"),
            ("part_2_share", "40 %"),
            ("part_default", "1"),
        ];
        let added = organiser.post(&format!("{draft}/viec/split"), &split).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
        let page = organiser.get(&draft).await.text();
        assert!(page.contains("Chưa áp dụng được"), "{page}");
        let sent = organiser.post(&format!("{draft}/trinh"), &[]).await;
        assert_eq!(
            sent.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "nothing that contradicts itself is submitted"
        );
    })
    .await;
}

#[tokio::test]
async fn nobody_approves_the_own_draft_and_every_form_speaks_both_languages() {
    on_both(async |db| {
        let house = House::build(db).await;
        let grant = Grant {
            role: Role::Administrator,
            side: None,
            unit: None,
        };
        let mut admin = visitor(&house, "quantri", grant).await;
        let draft = drafted(&mut admin).await;
        admin.get(&draft).await;
        admin.post(&format!("{draft}/trinh"), &[]).await;
        admin.get(&draft).await;
        let own = admin.post(&format!("{draft}/duyet"), &[]).await;
        assert_ne!(own.status, StatusCode::SEE_OTHER, "own draft");
        let back = admin
            .post(&format!("{draft}/tra-lai"), &[("reason", "thiếu số văn bản")])
            .await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text());
        for english in [false, true] {
            let mut reader = admin.clone();
            if english {
                reader = reader.in_english();
            }
            let mut pages = vec![
                "/sap-xep".to_owned(),
                "/sap-xep/moi".to_owned(),
                draft.clone(),
                format!("{draft}/van-ban"),
                format!("{draft}/viec"),
                "/so-sanh".to_owned(),
                "/bao-cao".to_owned(),
                "/bao-cao?goc-nhin=as_is".to_owned(),
                "/bao-cao?goc-nhin=as_of&nhin-ngay=2021-05-01&biet-den=2026-01-01".to_owned(),
                format!("/don-vi/{}/lich-su", house.justice),
            ];
            pages.extend(
                organisation::plan::KINDS
                    .iter()
                    .map(|kind| format!("{draft}/viec/{kind}")),
            );
            for path in pages {
                let answer = reader.get(&path).await;
                assert_eq!(answer.status, StatusCode::OK, "{path}");
                assert!(!answer.text().contains('⟦'), "{path}: {}", answer.text());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn every_fault_and_word_of_an_act_is_in_both_catalogues() {
    let texts = platform::text::Texts::load(&[platform::TEXTS, organisation::TEXTS]).unwrap();
    for lang in [kernel::lang::Lang::Vi, kernel::lang::Lang::En] {
        let tr = texts.tr(lang);
        let mut keys: Vec<String> = organisation::history::Fault::CODES
            .iter()
            .map(|code| format!("org-fault-{code}"))
            .collect();
        for kind in organisation::plan::KINDS {
            keys.extend([format!("org-op-{kind}"), format!("org-op-{kind}-hint")]);
        }
        for stage in organisation::stage::Stage::ALL {
            keys.extend([
                format!("org-stage-{}", stage.code()),
                format!("org-stage-{}-next", stage.code()),
            ]);
        }
        for line in organisation::history::Hierarchy::ALL {
            keys.extend([
                format!("org-line-{}", line.code()),
                format!("org-life-under-{}", line.code()),
            ]);
        }
        for act in [
            "drafted",
            "edited",
            "submitted",
            "returned",
            "approved",
            "applied",
            "undone",
            "dropped",
        ] {
            keys.push(format!("audit-reorg-{act}"));
        }
        for key in keys {
            assert!(tr.has(&key), "{key} in {lang:?}");
        }
    }
}

/// A page of two hundred units asks the database as often as a page of five.
#[tokio::test]
async fn no_page_asks_once_for_each_unit() {
    on_both(async |db| {
        let house = House::build(db).await;
        let mut organiser = organiser(&house).await;
        let draft = drafted(&mut organiser).await;
        let life = format!("/don-vi/{}/lich-su", house.justice);
        let unit = format!("/don-vi/{}", house.justice);
        let pages = [
            "/don-vi?goc-nhin=as_was",
            "/bao-cao?xem=co-cau&goc-nhin=as_is&theo=territory",
            "/bao-cao?xem=xac-nhan&goc-nhin=as_is&cap=het&xep=3",
            "/ban-do?goc-nhin=as_is",
            "/doan-vien?goc-nhin=as_was&ngay=2026-06-01",
            "/bao-cao?goc-nhin=as_is",
            "/so-sanh",
            "/sap-xep",
            &draft,
            &life,
            &unit,
        ];
        let mut asked = Vec::new();
        for round in 0..2 {
            // The log is read by whoever comes first.
            organiser.get("/so-sanh").await;
            for page in pages {
                // The first look works the report out, the second one finds it kept: both are counted.
                let before = platform::db::statements();
                organiser.get(page).await;
                let answer = organiser.get(page).await;
                asked.push((round, page.to_owned(), platform::db::statements() - before));
                assert_eq!(answer.status, StatusCode::OK, "{page}");
            }
            if round == 0 {
                let tx = house.app.db.begin().await.unwrap();
                let mut batch = organisation::units::Batch::open(&tx, house.app.now(), &*house.app.entropy, "", "")
                    .await
                    .unwrap();
                for n in 0..200 {
                    let name = format!("Công đoàn cơ sở số {n}");
                    let unit = house::unit(&house.app, &format!("S{n}"), &name, Some(house.justice), n);
                    batch.create(&organisation::Scope::All, &unit).unwrap();
                }
                batch.write(&tx).await.unwrap();
                tx.commit().await.unwrap();
            }
        }
        let (few, many) = asked.split_at(pages.len());
        for (few, many) in few.iter().zip(many) {
            assert_eq!(few.2, many.2, "{}", few.1);
            assert!(few.2 > 0 && few.2 < 40, "{}: {}", few.1, few.2);
        }
    })
    .await;
}
