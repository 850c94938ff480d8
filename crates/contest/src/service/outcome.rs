//! From the seal to the announcement: computing, verifying, approving by both sides, announcing.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError};

use jiff::civil::Date;
use kernel::actor::{Actor, Role, Side};
use kernel::clock::Millis;
use kernel::time;
use organisation::Tree;
use organisation::headcount::{self, Headcount as Confirmed};
use uuid::Uuid;

use super::{ActError, Contests};
use crate::collective::Headcount;
use crate::entries::Entries;
use crate::marking::Repair;
use crate::prize::{Ledger, PriorWin};
use crate::result::{self, CompetingUnit, Input, PeriodResult};
use crate::state::{PeriodEvent, PeriodState};
use crate::store::contests::{self, ContestRow, PeriodRow, StepRow};
use crate::store::log;
use crate::store::results::{self, VersionRow};

/// The competing unit above each unit: the one directly below the top of the tree.
pub(crate) fn competing_above(tree: &Tree) -> HashMap<Uuid, Uuid> {
    let mut above = HashMap::new();
    for root in tree.roots() {
        for top in tree.children(root.id) {
            for unit in tree.reach(top.id) {
                above.insert(unit, top.id);
            }
        }
    }
    above
}

/// The days of a period, [first, past the last): the days on which somebody could take part. A period that closes at
/// 0:00 or 8:00 on Monday ends with the day before, or with that Monday.
pub(crate) fn days_of(period: &PeriodRow) -> (Date, Date) {
    let last = time::local_date(period.close_at - 1);
    (time::local_date(period.open_at), last.tomorrow().unwrap_or(last))
}

impl Contests {
    /// The union over the days of a period: a unit that ended in mid-week is still there, where it last stood, and
    /// keeps the results of its people. As known when the result was computed, so that it can be computed again.
    pub async fn period_tree(&self, period: &PeriodRow, known: Option<Millis>) -> Result<Arc<Tree>, ActError> {
        let (first, past) = days_of(period);
        Ok(self.org.window(first, past, known).await?)
    }

    /// Like [`Contests::period_tree`], as known when the newest result was computed, if there is one.
    pub async fn announced_tree(&self, period: &PeriodRow) -> Result<Arc<Tree>, ActError> {
        let versions = results::versions(self.app.db.read(), period.id).await?;
        let known = versions.first().map(|version| version.computed_at);
        self.period_tree(period, known).await
    }

    /// The competing units with the headcounts confirmed for the end of the period: the unit's own figure, or the sum
    /// of its grassroots units when every one of them has confirmed.
    async fn competing(&self, period: &PeriodRow) -> Result<(HashMap<Uuid, Uuid>, Vec<CompetingUnit>), ActError> {
        let contest = contests::by_id(self.app.db.read(), period.contest_id)
            .await?
            .ok_or(ActError::NoPeriod)?;
        let quiz = contest.rules.quiz(&period.stage).ok_or(ActError::NoPeriod)?;
        let collective = quiz.collective.as_ref();
        // A period that closes at 0:00 or 8:00 on Monday is counted on the last day in which somebody could take part.
        let last_day = time::local_date(period.close_at - 1);
        let on = collective.and_then(|c| c.headcount_on).unwrap_or(last_day);
        let tree = self.period_tree(period, None).await?;
        let confirmed = headcount::confirmed(self.app.db.read(), on).await?;
        let mut units = Vec::new();
        for root in tree.roots() {
            for top in tree.children(root.id) {
                // A block of the rules holds the units of one kind; a kind without a block competes in the first one.
                let own = quiz
                    .blocks
                    .iter()
                    .find(|block| block.code == top.kind.code())
                    .or(quiz.blocks.first());
                let block = own.map(|block| block.code.clone());
                units.push(CompetingUnit {
                    unit: top.id,
                    block,
                    headcount: headcount_of(&tree, top.id, on, &confirmed),
                });
            }
        }
        Ok((competing_above(&tree), units))
    }

    async fn ledger(&self, period: &PeriodRow, decided: &[Uuid], entries: &Entries) -> Result<Ledger, ActError> {
        let mut seen = HashSet::new();
        let mut ledger = Ledger {
            decided: decided
                .iter()
                .map(|id| entries.of(*id))
                .filter(|id| seen.insert(*id))
                .collect(),
            ..Ledger::default()
        };
        for earlier in contests::periods(self.app.db.read(), period.contest_id).await? {
            if earlier.position >= period.position
                || earlier.stage != period.stage
                || earlier.state < PeriodState::Provisional
            {
                continue;
            }
            let Some((_, result)) = Box::pin(self.result(&earlier)).await? else {
                continue;
            };
            for given in result.persons.iter().chain(&result.collectives) {
                for award in &given.allotment.awards {
                    // What one entry won before, the person has won.
                    ledger.won_here.entry(entries.of(award.id)).or_default().push(PriorWin {
                        table: given.table.code.clone(),
                        period: Some(earlier.code.clone()),
                        place: award.place,
                        amount: award.amount,
                    });
                }
            }
        }
        Ok(ledger)
    }

    async fn compute_with(
        &self,
        period: &PeriodRow,
        repairs: &[Repair],
        decided: &[Uuid],
        above: &HashMap<Uuid, Uuid>,
        units: &[CompetingUnit],
        entries: Entries,
    ) -> Result<PeriodResult, ActError> {
        let on = self.app.db.read();
        let contest = contests::by_id(on, period.contest_id)
            .await?
            .ok_or(ActError::NoPeriod)?;
        let round = self.round(period).await?;
        let attempts = log::attempts(on, period.id).await?;
        let sheets = log::sheets(on, period.id).await?;
        let ledger = self.ledger(period, decided, &entries).await?;
        let (repairs, above, units) = (repairs.to_vec(), above.clone(), units.to_vec());
        // A million sheets are two seconds of one core: not on the threads that answer requests.
        let computed = tokio::task::spawn_blocking(move || {
            result::compute(&Input {
                round: &round,
                lot_seed: &contest.lot_seed,
                attempts: &attempts,
                sheets: &sheets,
                repairs: &repairs,
                above: &above,
                units: &units,
                ledger: &ledger,
                entries: &entries,
            })
        })
        .await
        .map_err(|e| ActError::Fault(e.to_string()))?;
        computed.map_err(|e| ActError::Fault(e.to_string()))
    }

    /// Computes a version of the result and keeps what it was computed from. Without an actor it is the clock's first
    /// version; later ones need a reason.
    pub async fn compute(
        &self,
        period: &PeriodRow,
        actor: Option<&Actor>,
        reason: &str,
        repairs: Vec<Repair>,
        decided: Vec<Uuid>,
    ) -> Result<i64, ActError> {
        let computed_at = self.app.now();
        let (above, units) = self.competing(period).await?;
        let entries = self.entries(period, computed_at).await?;
        let computed = self
            .compute_with(period, &repairs, &decided, &above, &units, entries)
            .await?;
        let versions = results::versions(self.app.db.read(), period.id).await?;
        let version = versions.first().map_or(1, |last| last.version + 1);
        let event = if period.state == PeriodState::Sealed {
            PeriodEvent::Compute
        } else {
            PeriodEvent::Recompute {
                reason: reason.to_owned(),
            }
        };
        let row = VersionRow {
            version,
            computed_at,
            reason: reason.to_owned(),
            by_name: actor.map_or_else(String::new, |a| a.name.clone()),
            repairs,
            decided,
            units,
            hash: computed.hash.to_vec(),
        };
        let tx = self.app.db.begin().await?;
        results::insert(&tx, period.id, &row).await?;
        let who = actor.map(|a| (a, a.side_as(Role::Organiser)));
        self.step(&tx, period, &event, "computed", who, reason).await?;
        tx.commit().await?;
        self.keep(period.id, version, computed);
        Ok(version)
    }

    fn keep(&self, period: i64, version: i64, result: PeriodResult) -> Arc<PeriodResult> {
        let result = Arc::new(result);
        let mut results = self.cache.results.lock().unwrap_or_else(PoisonError::into_inner);
        results.insert((period, version), Arc::clone(&result));
        result
    }

    /// The newest result of a period with its version row; computed again from the sealed data when it is not in
    /// memory, and then compared with the hash on record.
    pub async fn result(&self, period: &PeriodRow) -> Result<Option<(VersionRow, Arc<PeriodResult>)>, ActError> {
        let Some(row) = results::versions(self.app.db.read(), period.id)
            .await?
            .into_iter()
            .next()
        else {
            return Ok(None);
        };
        let hit = self
            .cache
            .results
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&(period.id, row.version))
            .cloned();
        if let Some(hit) = hit {
            return Ok(Some((row, hit)));
        }
        let (computed, whole) = self.version(period, &row).await?;
        if !whole {
            return Err(ActError::Fault(format!(
                "period {}: the result differs from the one on record",
                period.id
            )));
        }
        let kept = self.keep(period.id, row.version, computed);
        Ok(Some((row, kept)))
    }

    /// A version of the result, computed again from the sealed data with what was known when it was first computed, and
    /// whether it has the hash on record. Versions from before entries of one person were followed are computed without.
    pub async fn version(&self, period: &PeriodRow, row: &VersionRow) -> Result<(PeriodResult, bool), ActError> {
        let tree = self.period_tree(period, Some(row.computed_at)).await?;
        let above = competing_above(&tree);
        let entries = self.entries(period, row.computed_at).await?;
        let followed = !entries.aliases.is_empty();
        let again = async |entries: Entries| {
            self.compute_with(period, &row.repairs, &row.decided, &above, &row.units, entries)
                .await
        };
        let computed = Box::pin(again(entries)).await?;
        let whole = computed.hash.as_slice() == row.hash;
        if !whole && followed {
            let without = Box::pin(again(Entries::default())).await?;
            if without.hash.as_slice() == row.hash {
                return Ok((without, true));
            }
        }
        Ok((computed, whole))
    }

    /// An organiser has checked the provisional result.
    pub async fn verify(&self, period: &PeriodRow, actor: &Actor, note: &str) -> Result<(), ActError> {
        if self.result(period).await?.is_some_and(|(_, result)| result.undecided()) {
            return Err(ActError::Undecided);
        }
        let tx = self.app.db.begin().await?;
        let side = actor.side_as(Role::Organiser);
        self.step(&tx, period, &PeriodEvent::Verify, "verified", Some((actor, side)), note)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    /// The sides that have approved the verified result.
    pub fn approved_sides(steps: &[StepRow]) -> Vec<Side> {
        let mut sides = Vec::new();
        for step in steps {
            match step.act.as_str() {
                // A new version voids what was approved before.
                "computed" | "verified" => sides.clear(),
                "approved" => sides.extend(step.side.as_deref().and_then(Side::parse)),
                _ => {}
            }
        }
        sides.sort_unstable();
        sides.dedup();
        sides
    }

    /// A leader approves the verified result for one side.
    pub async fn approve_result(&self, period: &PeriodRow, side: Side, actor: &Actor) -> Result<(), ActError> {
        if !actor.has_for_side(Role::Leader, side) {
            return Err(ActError::NotYours);
        }
        if period.state != PeriodState::Verified {
            return Err(crate::state::Refusal::WrongState.into());
        }
        let now = self.app.now();
        let tx = self.app.db.begin().await?;
        let steps = contests::steps(&*tx, period.id).await?;
        if Self::approved_sides(&steps).contains(&side) {
            return Err(crate::state::Refusal::SideApproved.into());
        }
        let since = steps.iter().rposition(|step| step.act == "verified").unwrap_or(0);
        let also = |step: &StepRow| step.act == "approved" && step.by_account == Some(actor.account);
        if steps.iter().skip(since).any(also) {
            return Err(ActError::NotYours);
        }
        contests::add_step(
            &tx,
            now,
            self.app.fresh_id(),
            period.id,
            "approved",
            Some((actor, Some(side))),
            "",
        )
        .await?;
        let told = super::ContestEvent::Period {
            act: "approved",
            period: period.id,
            code: period.code.clone(),
            reason: String::new(),
        };
        platform::audit::append(&tx, now, Some(actor), &told).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Publishes the result that both sides have approved.
    pub async fn announce(&self, period: &PeriodRow, actor: &Actor) -> Result<(), ActError> {
        let tx = self.app.db.begin().await?;
        let steps = contests::steps(&*tx, period.id).await?;
        let missing = 2_u32.saturating_sub(u32::try_from(Self::approved_sides(&steps).len()).unwrap_or(0));
        let side = actor.side_as(Role::Organiser);
        let event = PeriodEvent::Announce {
            approvals_missing: missing,
        };
        self.step(&tx, period, &event, "announced", Some((actor, side)), "")
            .await?;
        tx.commit().await?;
        Ok(())
    }

    /// A contest and one of its periods by their addresses.
    pub async fn find(&self, slug: &str, code: &str) -> Result<(ContestRow, PeriodRow), ActError> {
        let on = self.app.db.read();
        let contest = contests::by_slug(on, slug).await?.ok_or(ActError::NoPeriod)?;
        let periods = contests::periods(on, contest.id).await?;
        let period = periods.into_iter().find(|p| p.code == code).ok_or(ActError::NoPeriod)?;
        Ok((contest, period))
    }
}

/// The unit's own confirmed figure, or the sum of its parts when every one of them has confirmed. A part that had ended
/// by the day `on` is counted where its people went.
pub(crate) fn headcount_of(tree: &Tree, unit: Uuid, on: Date, confirmed: &HashMap<Uuid, Confirmed>) -> Headcount {
    match confirmed.get(&unit).map(Confirmed::members) {
        Some(Some(members)) => {
            return Headcount::Confirmed {
                people: u32::try_from(members).unwrap_or(0),
            };
        }
        Some(None) => return Headcount::NotApplicable,
        None => {}
    }
    let mut children = tree.children(unit);
    children.retain(|child| child.ended.is_none_or(|ended| on < ended));
    if children.is_empty() {
        return Headcount::NotConfirmed;
    }
    let mut sum = 0_u32;
    for child in children {
        match headcount_of(tree, child.id, on, confirmed) {
            Headcount::Confirmed { people } => sum = sum.saturating_add(people),
            Headcount::NotApplicable => {}
            Headcount::NotConfirmed => return Headcount::NotConfirmed,
        }
    }
    Headcount::Confirmed { people: sum }
}
