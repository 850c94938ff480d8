//! Who has taken part in a period, counted as people: somebody who was entered twice is one.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError};

use jiff::civil::Date;
use kernel::clock::Millis;
use kernel::time;
use organisation::people;
use sea_orm::DbErr;
use uuid::Uuid;

use super::Contests;
use crate::entries::Entries;
use crate::store::contests::PeriodRow;
use crate::store::log::{self, AttemptRecord, UnitCount};

/// People and attempts by unit and day.
pub type ByDay = HashMap<(Uuid, Date), (i64, i64)>;

/// What was counted, and from how many attempts and which state of the list of people.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    attempts: i64,
    people: i64,
    by_day: Arc<ByDay>,
}

/// Periods and states of knowledge whose counts are kept.
const KEPT: usize = 24;

/// Each attempt counts once; each person once, under unit and day of the first attempt.
fn by_day(mut attempts: Vec<AttemptRecord>, aliases: &HashMap<Uuid, Uuid>, known: Option<Millis>) -> ByDay {
    attempts.retain(|attempt| known.is_none_or(|known| attempt.opened_at <= known));
    attempts.sort_by_key(|attempt| (attempt.opened_at, attempt.id));
    let mut people = HashSet::new();
    let mut sums = ByDay::new();
    for attempt in attempts {
        let day = time::local_date(attempt.opened_at);
        let sum = sums.entry((attempt.unit_id, day)).or_default();
        sum.1 += 1;
        if people.insert(*aliases.get(&attempt.member_id).unwrap_or(&attempt.member_id)) {
            sum.0 += 1;
        }
    }
    sums
}

impl Contests {
    /// People and attempts of a period by unit and day; with an instant, what had happened and was known then. Counted
    /// again only when there is another attempt or the list of people has changed.
    pub async fn by_day(&self, period: i64, known: Option<Millis>) -> Result<Arc<ByDay>, DbErr> {
        let on = self.app.db.read();
        let (attempts, people) = (log::count(on, period).await?, people::generation(on).await?);
        let key = (period, known);
        let kept = self
            .cache
            .counted
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
            .cloned();
        if let Some(kept) = kept.filter(|kept| (kept.attempts, kept.people) == (attempts, people)) {
            return Ok(kept.by_day);
        }
        let aliases = match known {
            None => people::aliases(on).await?,
            Some(known) => people::aliases_as_known(on, known).await?,
        };
        let rows = log::attempts(on, period).await?;
        let counted = tokio::task::spawn_blocking(move || by_day(rows, &aliases, known))
            .await
            .map_err(|error| DbErr::Custom(error.to_string()))?;
        let by_day = Arc::new(counted);
        let mut kept = self.cache.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        let counted = Counted {
            attempts,
            people,
            by_day: Arc::clone(&by_day),
        };
        kept.insert(key, counted);
        Ok(by_day)
    }

    /// Who has been entered twice, as known at an instant, with what those who took part in this period did elsewhere.
    pub(super) async fn entries(&self, period: &PeriodRow, known: Millis) -> Result<Entries, DbErr> {
        let on = self.app.db.read();
        let mut entries = Entries {
            aliases: people::aliases_as_known(on, known).await?,
            elsewhere: HashMap::new(),
        };
        if entries.aliases.is_empty() {
            return Ok(entries);
        }
        let taken = log::members(on, period.id).await?;
        let several = entries.several(taken.into_iter());
        // Those who did not take part here change nothing here.
        entries.aliases.retain(|_, kept| several.contains(kept));
        let ids: Vec<Uuid> = entries.aliases.keys().chain(&several).copied().collect();
        for attempt in log::attempts_of_many(on, period.contest_id, &ids).await? {
            if attempt.period_id != period.id {
                let person = entries.of(attempt.member_id);
                entries.elsewhere.entry(person).or_default().push(attempt.opened_at);
            }
        }
        Ok(entries)
    }

    /// The people who have taken part, under the entries that go on.
    pub async fn people_of(&self, period: i64) -> Result<HashSet<Uuid>, DbErr> {
        let on = self.app.db.read();
        let aliases = people::aliases(on).await?;
        let taken = log::members(on, period).await?;
        Ok(taken
            .into_iter()
            .map(|member| aliases.get(&member).copied().unwrap_or(member))
            .collect())
    }

    /// People and attempts by the unit of the attempt; somebody whose entries took part in two units stands where the
    /// first attempt was begun.
    pub async fn by_unit(&self, period: i64) -> Result<Vec<UnitCount>, DbErr> {
        let on = self.app.db.read();
        let mut counts = log::by_unit(on, period).await?;
        let aliases = people::aliases(on).await?;
        if aliases.is_empty() {
            return Ok(counts);
        }
        let mut ids: Vec<Uuid> = aliases.iter().flat_map(|(gone, kept)| [*gone, *kept]).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut theirs: HashMap<Uuid, Vec<log::Beginning>> = HashMap::new();
        for begun in log::beginnings(on, period, &ids).await? {
            let person = aliases.get(&begun.member_id).copied().unwrap_or(begun.member_id);
            theirs.entry(person).or_default().push(begun);
        }
        let mut more: HashMap<Uuid, i64> = HashMap::new();
        for begun in theirs.values() {
            // Whoever took part under the own entry only is counted like everybody.
            if begun.iter().all(|one| !aliases.contains_key(&one.member_id)) {
                continue;
            }
            for one in begun {
                *more.entry(one.unit_id).or_default() -= 1;
            }
            if let Some(first) = begun.iter().min_by_key(|one| one.first) {
                *more.entry(first.unit_id).or_default() += 1;
            }
        }
        for count in &mut counts {
            count.people += more.get(&count.unit_id).copied().unwrap_or_default();
        }
        Ok(counts)
    }
}
