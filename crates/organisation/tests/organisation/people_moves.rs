//! Moving people: what the page keeps, the posts that end with a move, addresses of units that have ended.

use axum::http::StatusCode;
use jiff::civil::date;
use kernel::actor::Role;
use organisation::post::PositionGroup;
use organisation::store::posts::{self, NewPost};
use organisation::store::transfers;
use organisation::transfer::{Order, Reason};
use organisation::{Scope, people};
use paperwork::sheet::{Limits, read};
use testkit::on_both;
use uuid::Uuid;

use crate::house::{House, person};
use crate::people_units::merged_units;

const ADDRESS: &str = "/doan-vien/chuyen";

#[tokio::test]
async fn searching_again_loses_nothing_of_the_form() {
    on_both(async |db| {
        let house = House::build(db).await;
        let an = person(&house.app, "A1", "Nguyễn An", house.justice_a);
        let binh = person(&house.app, "A2", "Bùi Bình", house.justice_a);
        house.add(&[an.clone(), binh.clone()]).await;
        let mut admin = house.visitor("admin", Role::Administrator, None).await;
        let page = admin.get(ADDRESS).await.text();
        assert!(page.contains("name=\"thoi-chuc-vu\" value=\"1\""), "{page}");
        let (from, to) = (house.justice.to_string(), house.finance_a.to_string());
        let first = admin
            .post(
                ADDRESS,
                &[
                    ("tu", from.as_str()),
                    ("thoi-chuc-vu", "1"),
                    ("ngay", "2026-11-02"),
                    ("buoc", "tim"),
                ],
            )
            .await;
        assert_eq!(first.status, StatusCode::OK);
        let page = first.text();
        let tick = "name=\"thoi-chuc-vu\" value=\"1\" checked";
        assert!(
            page.contains("Nguyễn An") && page.contains("Bùi Bình") && page.contains(tick),
            "{page}"
        );
        let id = an.id.to_string();
        let fields = [
            ("tu", from.as_str()),
            ("tim", "binh"),
            ("nguoi", id.as_str()),
            ("tat-ca", "1"),
            ("ly-do", "reorganised"),
            ("den", to.as_str()),
            ("so-qd", "9/QĐ-BTP"),
            ("ngay", "2026-11-02"),
            ("buoc", "tim"),
        ];
        let page = admin.post(ADDRESS, &fields).await.text();
        for kept in [
            format!("value=\"{id}\" checked"),
            format!("value=\"{}\"", binh.id),
            "value=\"reorganised\" checked".to_owned(),
            "9/QĐ-BTP".to_owned(),
            format!("<option value=\"{to}\" selected>"),
            "value=\"binh\"".to_owned(),
        ] {
            assert!(page.contains(&kept), "{kept}: {page}");
        }
        assert!(!page.contains(&format!("value=\"{}\" checked", binh.id)));
        assert!(
            !page.contains("name=\"tat-ca\" value=\"1\" checked"),
            "that was all of another list"
        );
        assert!(!page.contains(tick), "a box that was cleared stays cleared");
        // A search without a hit keeps who is ticked in sight, and what is filled in.
        let nobody = fields.map(|(field, value)| (field, if field == "tim" { "khong-co-ai" } else { value }));
        let page = admin.post(ADDRESS, &nobody).await.text();
        assert!(page.contains(&format!("value=\"{id}\" checked")) && page.contains("9/QĐ-BTP"));
        let check = fields.map(|(field, value)| (field, if field == "buoc" { "xem" } else { value }));
        let check = check
            .into_iter()
            .filter(|(field, _)| *field != "tat-ca")
            .collect::<Vec<_>>();
        let page = admin.post(ADDRESS, &check).await.text();
        assert!(
            page.contains("Sẽ chuyển 1 người") && page.contains("Sáp nhập, sắp xếp tổ chức"),
            "{page}"
        );
    })
    .await;
}

#[tokio::test]
async fn posts_of_the_old_unit_end_with_the_move_and_future_ones_begin_by_themselves() {
    on_both(async |db| {
        let house = House::build(db).await;
        let app = &house.app;
        let mut an = person(app, "A1", "Nguyễn An", house.justice_a);
        an.post = Some("Chuyên viên".to_owned());
        let mut binh = person(app, "A2", "Bùi Bình", house.justice_a);
        binh.post = Some("Lái xe".to_owned());
        house.add(&[an.clone(), binh.clone()]).await;
        let (today, read) = (house.org.today(), app.db.read());
        let day = |n: i8| date(2026, 12, n);
        let post = |person: Uuid, unit: Uuid, title: &str, from| NewPost {
            person,
            unit: Some(unit),
            title: title.to_owned(),
            group: PositionGroup::Leading,
            from,
            to: None,
            by: None,
        };
        let tx = app.db.begin().await.unwrap();
        for new in [
            post(an.id, house.justice_a, "Chủ tịch", date(2026, 5, 1)),
            post(an.id, house.finance_a, "Phó Chủ tịch", day(1)),
            post(binh.id, house.justice_a, "Ủy viên", day(5)),
        ] {
            posts::add(&tx, app.now(), &*app.entropy, &Scope::All, today, &new)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let printed = async |id: Uuid, on| people::by_id(read, &Scope::All, id, on).await.unwrap().unwrap().post;
        assert_eq!(printed(an.id, today).await.as_deref(), Some("Chủ tịch"));
        for before in [today, day(4)] {
            assert_eq!(printed(binh.id, before).await.as_deref(), Some("Lái xe"));
        }
        assert_eq!(
            printed(binh.id, day(5)).await.as_deref(),
            Some("Ủy viên"),
            "nobody had to do anything that day"
        );
        let tree = house.org.tree(today).await.unwrap();
        let order = Order {
            from: house.justice,
            to: Some(house.finance_a),
            on: day(1),
            reason: Reason::Reorganised,
            act_number: String::new(),
            note: String::new(),
            people: vec![an.id],
            end_posts: true,
        };
        let running = posts::running(read, &order.people, order.on, order.to).await.unwrap();
        let titles: Vec<&str> = running.iter().map(|post| post.title.as_str()).collect();
        assert_eq!(
            titles,
            ["Chủ tịch"],
            "neither the one in the unit to go to nor the word of a list"
        );
        let tx = app.db.begin().await.unwrap();
        let (_, ended) = transfers::carry_out(&tx, app.now(), &*app.entropy, &Scope::All, &tree, &order)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(ended, 1);
        assert_eq!(printed(an.id, today).await.as_deref(), Some("Chủ tịch"), "until then");
        assert_eq!(printed(an.id, day(1)).await.as_deref(), Some("Phó Chủ tịch"));
        let held: Vec<_> = posts::of(read, an.id)
            .await
            .unwrap()
            .into_iter()
            .map(|post| (post.title, post.valid_from, post.valid_to))
            .collect();
        let until = Some("2026-12-01".to_owned());
        assert_eq!(
            held,
            [
                ("Phó Chủ tịch".to_owned(), "2026-12-01".to_owned(), None),
                ("Chủ tịch".to_owned(), "2026-05-01".to_owned(), until),
            ]
        );
        // Without the tick everything stays; retiring ends what was to begin later, and what the list says.
        let stays = Order {
            people: vec![binh.id],
            end_posts: false,
            ..order.clone()
        };
        for (order, left) in [
            (stays, Some("Ủy viên")),
            (
                Order {
                    from: house.finance,
                    to: None,
                    reason: Reason::Retired,
                    on: day(3),
                    people: vec![binh.id],
                    ..order.clone()
                },
                None,
            ),
        ] {
            let tx = app.db.begin().await.unwrap();
            transfers::carry_out(&tx, app.now(), &*app.entropy, &Scope::All, &tree, &order)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            assert_eq!(printed(binh.id, day(5)).await.as_deref(), left);
        }
        let held = posts::of(read, binh.id).await.unwrap();
        assert_eq!(
            (held[0].title.as_str(), held[0].valid_to.as_deref()),
            ("Lái xe", Some("2026-12-03")),
            "a post of the stay that ended"
        );
    })
    .await;
}

#[tokio::test]
async fn the_address_of_an_ended_unit_leads_to_its_heir() {
    on_both(async |db| {
        let house = House::build(db).await;
        let an = person(&house.app, "A1", "Nguyễn An", house.justice_a);
        house.add(std::slice::from_ref(&an)).await;
        merged_units(&house).await;
        let ended = house.justice_a;
        let sentence = "Công đoàn cơ sở Cục Hộ tịch không còn từ 1/10/2026. Danh sách này là của đơn vị kế thừa: \
                        Công đoàn cơ sở Vụ Ngân sách.";
        let mut officer = house.visitor("cb", Role::UnitOfficer, Some(house.finance)).await;
        for address in [
            format!("/doan-vien?don-vi={ended}"),
            format!("/doan-vien/chuyen?don-vi={ended}"),
            format!("/doan-vien/chuyen?tu={ended}"),
            format!("/doan-vien/ma-dang-nhap?don-vi={ended}"),
        ] {
            let answer = officer.get(&address).await;
            assert_eq!(answer.status, StatusCode::OK, "{address}");
            let page = answer.text();
            assert!(page.contains(sentence), "{address}: {page}");
            assert!(
                page.contains(&format!("value=\"{}\" selected", house.finance_a)),
                "{page}"
            );
        }
        let book = officer.get(&format!("/doan-vien/xuat.xlsx?don-vi={ended}")).await;
        assert_eq!(book.status, StatusCode::OK);
        let book = read(&book.bytes, "doan-vien.xlsx", &Limits::default()).unwrap();
        let cells = format!("{book:?}");
        assert!(cells.contains(sentence) && cells.contains("Nguyễn An"), "{cells}");
        // A living unit says nothing of the kind; what nobody knows is not found; what is another's stays closed.
        let page = officer
            .get(&format!("/doan-vien?don-vi={}", house.finance_a))
            .await
            .text();
        assert!(!page.contains("không còn từ"), "{page}");
        let nowhere = officer.get(&format!("/doan-vien?don-vi={}", Uuid::from_u128(9))).await;
        assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
        let mut other = house.visitor("cb2", Role::UnitOfficer, Some(house.justice)).await;
        let closed = other.get(&format!("/doan-vien?don-vi={ended}")).await;
        assert_eq!(closed.status, StatusCode::FORBIDDEN);
    })
    .await;
}
