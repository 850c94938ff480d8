//! Somebody who was entered twice took part under both entries, and the entries were merged after the announcement.

use std::sync::Arc;

use contest::Contests;
use contest::result::PeriodResult;
use contest::ruleset::AttemptRefusal;
use contest::state::PeriodState;
use kernel::actor::{Actor, Grant, Role, Side};
use organisation::store::merges::{self, Order};
use organisation::{Organisation, Scope};
use testkit::on_both;
use uuid::Uuid;

use crate::fixture::{CLOSE, HOUR, OPEN, World, world};

const ROOM: &str = "/to-chuc/cchc-2026/tuan-1";

fn actor(role: Role, side: Option<Side>) -> Actor {
    Actor {
        account: Uuid::from_u128(side.map_or(7, |side| if side == Side::A { 8 } else { 9 })),
        name: "Người thử".to_owned(),
        grants: vec![Grant { role, side, unit: None }],
    }
}

async fn merge(world: &World, kept: Uuid, gone: Uuid) {
    let app = &world.app;
    let tx = app.db.begin().await.unwrap();
    let order = Order {
        kept,
        gone,
        reason: "nhập hai lần",
    };
    let (admin, today) = (actor(Role::Administrator, None), world.contests.org.today());
    merges::merge(&tx, app.now(), &*app.entropy, &admin, &Scope::All, today, order)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// As a program that has just been started computes it from what is on disk.
async fn afresh(world: &World) -> (i64, Arc<PeriodResult>) {
    let org = Organisation::new(&world.app);
    let contests = Contests::start(world.app.clone(), org).await.unwrap();
    let (row, result) = contests.result(&world.period().await).await.unwrap().unwrap();
    (row.version, result)
}

/// People by unit as the control room counts them.
async fn counted(world: &World, unit: usize) -> i64 {
    let counts = world.contests.by_unit(world.period().await.id).await.unwrap();
    let unit = world.units[unit];
    counts
        .iter()
        .find(|row| row.unit_id == unit)
        .map_or(0, |row| row.people)
}

#[tokio::test]
async fn two_entries_of_one_person_are_one_person_in_what_is_computed_later() {
    on_both(async |db| {
        let world = world(db).await;
        world.opened().await;
        let (kept, gone) = (world.people[0], world.people[5]);
        // The rules allow two attempts: of the three that both entries made, the last is one too many.
        world.at(OPEN + HOUR).await;
        world.take(0, 2, 5, 300).await;
        world.take(1, 1, 5, 200).await;
        world.at(OPEN + 2 * HOUR).await;
        let (counts, _) = world.take(5, 3, 5, 100).await;
        world.at(OPEN + 3 * HOUR).await;
        let (too_many, _) = world.take(5, 4, 5, 100).await;
        world.at(CLOSE + HOUR).await;
        let period = world.period().await;
        let contests = &world.contests;
        contests
            .verify(&period, &actor(Role::Organiser, Some(Side::A)), "")
            .await
            .unwrap();
        for side in [Side::A, Side::B] {
            let leader = actor(Role::Leader, Some(side));
            contests
                .approve_result(&world.period().await, side, &leader)
                .await
                .unwrap();
        }
        let organiser = actor(Role::Organiser, Some(Side::A));
        contests.announce(&world.period().await, &organiser).await.unwrap();
        let (version, announced) = afresh(&world).await;
        assert_eq!((version, announced.totals.people, announced.truth), (1, 3, Some(3)));
        assert_eq!(announced.standings.people[0].attempt, too_many);
        assert_eq!((counted(&world, 2).await, counted(&world, 5).await), (2, 1));

        world.clock.advance(HOUR);
        merge(&world, kept, gone).await;
        // What was announced stays as announced, also when it is computed again.
        let (version, still) = afresh(&world).await;
        assert_eq!((version, still.hash), (1, announced.hash));
        assert_eq!(still.standings.people[0].member, gone);
        // The control room counts people as they are known now.
        assert_eq!(
            contests.people_of(period.id).await.unwrap().len(),
            2,
            "the person once, and the other one"
        );
        assert_eq!((counted(&world, 2).await, counted(&world, 5).await), (2, 0));
        let room = world.visitor("giam-sat").await.get(ROOM).await.text();
        assert!(room.contains(">2<") && room.contains("4 lượt"), "{room}");

        world.clock.advance(HOUR);
        let period = world.period().await;
        assert_eq!(period.state, PeriodState::Announced);
        contests
            .compute(&period, Some(&organiser), "Hai mục của một người", vec![], vec![])
            .await
            .unwrap();
        let (version, result) = afresh(&world).await;
        assert_eq!((version, result.totals.people, result.totals.attempts), (2, 2, 4));
        assert_eq!(result.truth, Some(2), "the prediction asked for people");
        let first = &result.standings.people[0];
        assert_eq!((first.member, first.attempt, first.attempts), (kept, counts, 2));
        assert!(result.standings.position(gone).is_none());
        assert_eq!(
            (result.by_unit[&world.units[2]], result.by_unit[&world.units[5]]),
            ((1, 1), (1, 2)),
            "for the unit of the attempt that counts"
        );
        let winners: Vec<Uuid> = result.persons[0]
            .allotment
            .awards
            .iter()
            .map(|award| award.id)
            .collect();
        assert_eq!(winners, [kept, world.people[1]]);
        // The first version is on record as it was.
        let versions = contest::store::results::versions(world.app.db.read(), period.id)
            .await
            .unwrap();
        let (old, whole) = contests.version(&period, &versions[1]).await.unwrap();
        assert!(whole);
        assert_eq!((old.hash, old.totals.people), (announced.hash, 3));
        let room = world.visitor("giam-sat").await.get(ROOM).await.text();
        assert!(room.contains("Nguyễn Thị Thanh Hương") && !room.contains('⟦'), "{room}");
    })
    .await;
}

#[tokio::test]
async fn two_entries_have_the_attempts_of_one_person() {
    on_both(async |db| {
        let world = world(db).await;
        world.opened().await;
        world.at(OPEN + HOUR).await;
        world.take(0, 2, 5, 300).await;
        world.take(5, 3, 5, 100).await;
        let (contest, period) = world.contests.find("cchc-2026", "tuan-1").await.unwrap();
        let kept = Actor {
            account: world.people[0],
            ..actor(Role::Member, None)
        };
        let refusal = async || {
            let now = world.app.now() + HOUR;
            let entry = world.contests.entry(&contest, &period, &kept, now).await.unwrap();
            let open = (world.units[2], true);
            let opened = world.contests.open(&contest, &period, &kept, open, now).await.unwrap();
            assert_eq!(entry.refusal.is_none(), opened.is_ok());
            entry.refusal
        };
        merge(&world, world.people[0], world.people[5]).await;
        assert_eq!(refusal().await, Some(AttemptRefusal::PeriodUsedUp { max: 2 }));
        let listed = merges::listed(world.app.db.read(), &Scope::All, world.contests.org.today(), 9);
        let merged = listed.await.unwrap().remove(0).id;
        let tx = world.app.db.begin().await.unwrap();
        let (admin, today) = (actor(Role::Administrator, None), world.contests.org.today());
        merges::undo(&tx, world.app.now(), &admin, &Scope::All, today, merged, "nhầm")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(refusal().await, None, "two people again");
    })
    .await;
}
