//! A database of the first version, with units that were renamed, moved and ended, comes up with the same trees.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use organisation::Organisation;
use platform::db;
use testkit::on_both;
use uuid::Uuid;

#[tokio::test]
async fn units_of_the_first_version_are_all_there_after_the_upgrade() {
    on_both(async |database| {
        let clock = kernel::clock::FixedClock::at(testkit::NOW);
        let first = [platform::MIGRATIONS, organisation::MIGRATIONS.get(..1).unwrap()].concat();
        platform::migrate::run(&database, &clock, &first).await.unwrap();
        let id = |n: u128| Uuid::from_u128(n);
        let exec = async |sql: &str, values: Vec<sea_orm::Value>| {
            db::exec(database.read(), sql, values).await.unwrap();
        };
        for n in 1..=4 {
            exec("INSERT INTO unit (id, created_at) VALUES ($1, 1)", vec![id(n).into()]).await;
        }
        let versions: [(u128, &str, &str, &str, Option<&str>); 6] = [
            (1, "Công đoàn \"Viên chức\"", "A", "2010-01-01", None),
            (2, "Bộ\\Ngành", "B", "2010-01-01", Some("2020-01-01")),
            (2, "Bộ, ngành mới", "B2", "2020-01-01", None),
            (3, "Cơ sở", "C", "2010-01-01", Some("2021-06-01")),
            // Changed twice on one day: the first one never held.
            (4, "Chưa bao giờ", "D", "2015-01-01", Some("2015-01-01")),
            (4, "Tổ", "D", "2015-01-01", None),
        ];
        for (n, (unit, name, code, from, to)) in (100..).zip(versions) {
            exec(
                "INSERT INTO unit_version (id, unit_id, name, short_name, code, kind, level, position, demo, valid_from,
                                           valid_to)
                 VALUES ($1, $2, $3, '', $4, 'grassroots', 'grassroots', 1, FALSE, $5, $6)",
                vec![
                    id(n).into(),
                    id(unit).into(),
                    name.into(),
                    code.into(),
                    from.into(),
                    to.map(str::to_owned).into(),
                ],
            )
            .await;
        }
        let edges: [(u128, u128, &str, Option<&str>); 5] = [
            (1, 2, "2010-01-01", None),
            (2, 3, "2010-01-01", Some("2021-06-01")),
            (2, 4, "2015-01-01", Some("2018-01-01")),
            (1, 4, "2018-01-01", Some("2019-01-01")),
            (2, 4, "2020-01-01", None),
        ];
        for (parent, child, from, to) in edges {
            exec(
                "INSERT INTO unit_edge (hierarchy, parent_id, child_id, valid_from, valid_to)
                 VALUES ('union', $1, $2, $3, $4)",
                vec![
                    id(parent).into(),
                    id(child).into(),
                    from.into(),
                    to.map(str::to_owned).into(),
                ],
            )
            .await;
        }
        let all = [platform::MIGRATIONS, organisation::MIGRATIONS].concat();
        let (app, _) = testkit::app(database, &all, &[platform::TEXTS, organisation::TEXTS]).await;
        let org = Organisation::new(&app);
        let on = async |day: Date| -> BTreeMap<u128, (String, Option<u128>)> {
            let tree = org.tree(day).await.unwrap();
            let nodes = tree.nodes().iter();
            nodes
                .map(|node| (node.id.as_u128(), (node.name.clone(), node.parent.map(|p| p.as_u128()))))
                .collect()
        };
        let then = on(date(2016, 1, 1)).await;
        assert_eq!(then.len(), 4);
        assert_eq!(then.get(&1).unwrap().0, "Công đoàn \"Viên chức\"");
        assert_eq!(then.get(&2).unwrap().0, "Bộ\\Ngành");
        assert_eq!(then.get(&4).unwrap(), &("Tổ".to_owned(), Some(2)));
        assert_eq!(on(date(2018, 5, 1)).await.get(&4).unwrap().1, Some(1));
        assert_eq!(
            on(date(2019, 5, 1)).await.get(&4).unwrap().1,
            None,
            "an edge that ended"
        );
        let now = on(date(2026, 1, 1)).await;
        assert!(!now.contains_key(&3), "a unit that ended");
        assert_eq!(now.get(&2).unwrap().0, "Bộ, ngành mới");
        assert_eq!(now.get(&4).unwrap().1, Some(2));
    })
    .await;
}

#[tokio::test]
async fn steps_of_acts_taken_before_are_all_told_after_the_upgrade() {
    on_both(async |database| {
        let clock = kernel::clock::FixedClock::at(testkit::NOW);
        let before = organisation::MIGRATIONS
            .iter()
            .take_while(|migration| migration.id != "0010_reorg_revision")
            .copied();
        let first: Vec<_> = platform::MIGRATIONS.iter().copied().chain(before).collect();
        platform::migrate::run(&database, &clock, &first).await.unwrap();
        let id = Uuid::from_u128(7);
        db::exec(
            database.read(),
            "INSERT INTO reorg (id, kind, state, title, act_number, organ, signer, effective_on, source, verified, note,
                                plan, revision, created_at, created_by_name, submitted_at, submitted_by_name,
                                approved_at, approved_by_name, recorded_at, applied_by_name, undone_at, undone_by_name,
                                undo_reason)
             VALUES ($1, 'act', 'undone', 'Sáp nhập', '', '', '', '2026-01-01', '', TRUE, '', '', 3, 10, 'An', 20, 'An',
                     30, 'Bình', 40, 'Chi', 50, 'Bình', 'nhầm')",
            vec![id.into()],
        )
        .await
        .unwrap();
        let all = [platform::MIGRATIONS, organisation::MIGRATIONS].concat();
        platform::migrate::run(&database, &clock, &all).await.unwrap();
        let taken = organisation::reorgs::taken(database.read(), id).await.unwrap();
        let told: Vec<(&str, i64, &str, &str)> = taken
            .iter()
            .map(|step| (step.act.as_str(), step.at, step.by_name.as_str(), step.reason.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("drafted", 10, "An", ""),
                ("submitted", 20, "An", ""),
                ("approved", 30, "Bình", ""),
                ("applied", 40, "Chi", ""),
                ("undone", 50, "Bình", "nhầm"),
            ]
        );
    })
    .await;
}
