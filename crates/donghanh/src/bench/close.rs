//! After the load: what is kept on disk, the close, and whether everything acknowledged is in the sealed sheets.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use contest::sheet::Sheet;
use contest::state::PeriodState;
use contest::store::{contests, log};
use kernel::clock::Clock as _;
use kernel::time::SECOND;
use platform::db::{self, Db};
use sea_orm::DbErr;

use super::player::{Player, QUESTIONS};
use super::stage::Stage;
use crate::wire::StartError;

/// Bytes in use by attempts, answers and sheets with their indexes. Where SQLite cannot tell tables apart: by the
/// whole database, of which the caller takes off what was there before.
pub async fn space(db: &Db) -> Result<i64, DbErr> {
    let tables = "SELECT SUM(pgsize) AS n FROM dbstat WHERE name IN
        (SELECT name FROM sqlite_schema WHERE tbl_name IN ('attempt', 'answer_log', 'late_answer', 'sheet'))";
    if let Ok(bytes) = db::number(db.read(), tables, vec![]).await {
        return Ok(bytes);
    }
    let whole = "SELECT (c.page_count - f.freelist_count) * s.page_size AS n
        FROM pragma_page_count c, pragma_freelist_count f, pragma_page_size s";
    db::number(db.read(), whole, vec![]).await
}

/// Moves the clock past the close and lets it close, seal and compute: how long that took.
pub async fn close(stage: &Stage) -> Result<Duration, StartError> {
    let contests = &stage.house.contests;
    let round = contests
        .desk
        .round(stage.period)
        .ok_or_else(|| StartError::other("period"))?;
    stage.clock.move_to(round.seal_at() + 5 * SECOND);
    let begun = Instant::now();
    while contests.tick().await? {}
    let took = begun.elapsed();
    let period = contests::period(stage.house.app.db.read(), stage.period).await?;
    match period.map(|period| period.state) {
        Some(PeriodState::Provisional) => Ok(took),
        other => Err(StartError::other(format!("the period ended as {other:?}"))),
    }
}

/// What the check after the seal found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// Sealed sheets.
    pub sheets: usize,
    /// Places that were compared.
    pub compared: usize,
    /// Places where an acknowledged answer does not stand.
    pub lost: usize,
}

/// Compares every sealed sheet with what the server had acknowledged.
pub async fn check(stage: &Stage, players: &[Player]) -> Result<Check, StartError> {
    let sheets = log::sheets(stage.house.app.db.read(), stage.period).await?;
    let mut sealed: HashMap<i64, Sheet> = HashMap::with_capacity(sheets.len());
    for row in &sheets {
        sealed.insert(row.attempt_id, Sheet::unpack(&row.packed).map_err(StartError::other)?);
    }
    let mut found = Check {
        sheets: sheets.len(),
        ..Check::default()
    };
    for player in players {
        let (compared, lost) = compare(player, sealed.get(&player.attempt));
        found.compared += compared;
        found.lost += lost;
    }
    Ok(found)
}

fn compare(player: &Player, sheet: Option<&Sheet>) -> (usize, usize) {
    let stands = |place: u16| -> Option<i64> {
        let sheet = sheet?;
        if place == QUESTIONS {
            return sheet.prediction;
        }
        // On a sheet 0 means that nothing is marked.
        sheet
            .answers
            .get(usize::from(place))
            .filter(|choice| **choice != 0)
            .map(|choice| i64::from(*choice))
    };
    let (mut compared, mut lost) = (0, 0);
    for (place, must) in player.must_stand() {
        compared += 1;
        lost += usize::from(stands(place) != must);
    }
    (compared, lost)
}

/// Resident memory of this process in bytes; nothing where the system does not tell.
pub fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// Files that this process may hold open at once; nothing where the system does not tell.
pub fn open_files() -> Option<usize> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::http::Member;
    use super::super::stage::Folder;
    use super::*;
    use crate::wire;

    #[tokio::test]
    async fn the_log_counts_and_what_else_is_in_the_database_does_not() {
        let folder = Folder::fresh().unwrap();
        let db = folder.database("space.db").await.unwrap();
        platform::migrate::run(&db, &kernel::clock::SystemClock, &wire::migrations())
            .await
            .unwrap();
        let before = space(&db).await.unwrap();
        let tx = db.begin().await.unwrap();
        let row = |position| log::AnswerRecord {
            position,
            attempt_id: 1,
            question: 2,
            value: Some(4),
            seq: 1,
            at: 1,
        };
        log::insert_answers(&tx, &(1..=1_000).map(row).collect::<Vec<_>>())
            .await
            .unwrap();
        db::exec(
            &*tx,
            "INSERT INTO setting (name, value) VALUES ('large', $1)",
            vec![vec![7_u8; 1_000_000].into()],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let grown = space(&db).await.unwrap() - before;
        assert!((8_000..60_000).contains(&grown), "{grown}");
    }

    #[test]
    fn a_lost_answer_is_found() {
        let mut player = Player::new(Member::default(), 3);
        let mut sheet = Sheet {
            answers: vec![0; 20],
            prediction: None,
        };
        assert_eq!(compare(&player, Some(&sheet)), (21, 0));
        for _ in 0..21 {
            let save = player.next();
            player.acknowledged(save);
            match sheet.answers.get_mut(usize::from(save.place)) {
                Some(answer) => *answer = u8::try_from(save.value).unwrap(),
                None => sheet.prediction = Some(save.value),
            }
        }
        assert_eq!(compare(&player, Some(&sheet)), (21, 0));
        sheet.answers[4] ^= 3;
        assert_eq!(compare(&player, Some(&sheet)), (21, 1));
        sheet.prediction = None;
        assert_eq!(compare(&player, Some(&sheet)), (21, 2));
        assert_eq!(compare(&player, None), (21, 21));
    }
}
