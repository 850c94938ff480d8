//! Taking part, from the member's side: may I, where do I stand, open, save, hand in.

use std::sync::Arc;

use kernel::actor::Actor;
use kernel::clock::Millis;
use kernel::time;
use uuid::Uuid;

use super::{ActError, Contests};
use crate::desk::{NotOpened, Round, Taker, View};
use crate::marking::{Mark, Repairs};
use crate::ruleset::{AttemptHistory, AttemptRefusal, Effect, ScoreShown, UnitScope};
use crate::sheet::Sheet;
use crate::state::PeriodState;
use crate::store::contests::{self, ContestRow, PeriodRow};
use crate::store::log::{self, AttemptRecord};

/// Whether a person may take part, before any attempt is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// May take part; `ranked` is false for those who play outside the ranking.
    May { unit: Uuid, ranked: bool },
    /// Not on any unit's list on this day.
    NoUnit,
    /// The unit is not among those for whom the contest is held.
    UnitNotInvited,
    /// Younger than the rules ask.
    TooYoung { years: u8 },
    /// Has a hand in the contest: the rules bar that.
    Barred,
}

/// One's own attempt, in work or sealed.
#[derive(Clone, Debug)]
pub struct MyAttempt {
    pub record: AttemptRecord,
    pub deadline: Millis,
    /// What stands on it.
    pub sheet: Sheet,
    /// When it ended: handed in, or the last save before the end.
    pub finished_at: Option<Millis>,
    pub in_work: bool,
    pub last_seq: u32,
    /// Shown when the rules show it now.
    pub mark: Option<Mark>,
}

/// The door to a period for one person.
#[derive(Clone, Debug)]
pub struct Entry {
    pub standing: Standing,
    /// The attempt in work, if any.
    pub current: Option<i64>,
    pub attempts: Vec<MyAttempt>,
    /// Why no new attempt may be opened now; none when one may.
    pub refusal: Option<AttemptRefusal>,
    /// How many more are allowed in this period, where the rules say a number.
    pub left: Option<u32>,
}

impl Contests {
    /// Whether a person may take part in a contest at an instant.
    pub async fn standing(
        &self,
        contest: &ContestRow,
        stage: &str,
        actor: &Actor,
        at: Millis,
    ) -> Result<Standing, ActError> {
        let on = self.app.db.read();
        let Some(quiz) = contest.rules.quiz(stage) else {
            return Err(ActError::NoPeriod);
        };
        let roles = contests::roles_of(on, contest.id, actor.account).await?;
        let effect = quiz.eligibility.effect(&roles);
        if effect == Some(Effect::Barred) {
            return Ok(Standing::Barred);
        }
        let day = time::local_date(at);
        let tree = self.org.tree(day).await?;
        // Whoever belonged to a unit that has merged takes part for the one that took over.
        let unit = organisation::people::unit_of(on, actor.account, day).await?;
        let Some(unit) = unit.and_then(|unit| tree.home(unit)).map(|node| node.id) else {
            return Ok(Standing::NoUnit);
        };
        if let UnitScope::Below { roots } = &quiz.eligibility.units
            // A unit that the rules name is invited in the one that took over, as its members are.
            && !roots
                .iter()
                .filter_map(|root| tree.home(root.unit))
                .any(|root| tree.is_within(unit, root.id))
        {
            return Ok(Standing::UnitNotInvited);
        }
        if let Some(age) = quiz.eligibility.min_age {
            let person = organisation::people::by_id(on, &organisation::Scope::All, actor.account, day).await?;
            let born = person.and_then(|p| p.birth_date).and_then(|text| text.parse().ok());
            // A member without a birth date was put on the list by the unit, which answers for it.
            if born.is_some_and(|born| years_between(born, age.on) < i32::from(age.years)) {
                return Ok(Standing::TooYoung { years: age.years });
            }
        }
        Ok(Standing::May {
            unit,
            ranked: effect.is_none(),
        })
    }

    /// The door to a period: attempts so far, and whether another one may be opened.
    pub async fn entry(
        &self,
        contest: &ContestRow,
        period: &PeriodRow,
        actor: &Actor,
        now: Millis,
    ) -> Result<Entry, ActError> {
        let standing = self.standing(contest, &period.stage, actor, now).await?;
        let round = self.round(period).await?;
        let attempts = self.my_attempts(contest, period, &round, actor.account, now).await?;
        let (mut started, also_here) = self.elsewhere(contest, period, &round, actor.account).await?;
        started.extend(attempts.iter().map(|a| a.record.opened_at));
        let own = u32::try_from(attempts.len()).unwrap_or(u32::MAX);
        let in_period = own.saturating_add(also_here);
        let history = AttemptHistory {
            started_ms: &started,
            in_period,
        };
        let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(7));
        let policy = &round.quiz.attempts;
        let refusal = policy.allows(&round.period(), history, now, &zone).err();
        Ok(Entry {
            standing,
            current: attempts.iter().find(|a| a.in_work).map(|a| a.record.id),
            left: policy.max_per_period.map(|max| max.saturating_sub(in_period)),
            attempts,
            refusal,
        })
    }

    /// When this person started attempts in the other periods, or in this one under an entry that has been merged into
    /// the person's; and how many the latter are. Asked only when the rules limit them.
    async fn elsewhere(
        &self,
        contest: &ContestRow,
        period: &PeriodRow,
        round: &Round,
        member: Uuid,
    ) -> Result<(Vec<Millis>, u32), ActError> {
        if round.quiz.attempts.unlimited() {
            return Ok((Vec::new(), 0));
        }
        let on = self.app.db.read();
        let mut entries = organisation::people::entries_of(on, member).await?;
        entries.push(member);
        let mut all = log::attempts_of_many(on, contest.id, &entries).await?;
        all.retain(|a| a.period_id != period.id || a.member_id != member);
        let also_here = all.iter().filter(|a| a.period_id == period.id).count();
        let started = all.iter().map(|a| a.opened_at).collect();
        Ok((started, u32::try_from(also_here).unwrap_or(u32::MAX)))
    }

    /// Opens a paper or leads back to the one in work.
    pub async fn open(
        &self,
        contest: &ContestRow,
        period: &PeriodRow,
        actor: &Actor,
        (unit, ranked): (Uuid, bool),
        now: Millis,
    ) -> Result<Result<i64, NotOpened>, ActError> {
        let Some(round) = self.desk.round(period.id) else {
            return Ok(Err(NotOpened::NotRunning));
        };
        let (elsewhere, also_here) = self.elsewhere(contest, period, &round, actor.account).await?;
        let taker = Taker {
            member: actor.account,
            unit,
            standing: i64::from(!ranked),
            elsewhere: &elsewhere,
            also_here,
        };
        Ok(self.desk.open(period.id, taker, now).await)
    }

    /// Whether the rules show the marks of an attempt now.
    pub fn shows_score(round: &Round, period: &PeriodRow, finished: bool) -> bool {
        match round.quiz.results.score {
            ScoreShown::AtOnce => finished,
            ScoreShown::AfterClose => period.state >= PeriodState::Sealed,
        }
    }

    fn mine(round: &Arc<Round>, period: &PeriodRow, view: View, now: Millis) -> MyAttempt {
        let in_work = view.record.submitted_at.is_none() && now < view.deadline;
        let finished = !in_work;
        let mark = if Self::shows_score(round, period, finished) {
            round
                .mark(
                    view.record.member_id,
                    view.record.number,
                    &view.sheet,
                    &Repairs::default(),
                )
                .ok()
        } else {
            None
        };
        MyAttempt {
            finished_at: view.record.submitted_at.or_else(|| finished.then_some(view.deadline)),
            record: view.record,
            deadline: view.deadline,
            sheet: view.sheet,
            in_work,
            last_seq: view.last_seq,
            mark,
        }
    }

    /// The attempts of a person in a period, oldest first.
    pub async fn my_attempts(
        &self,
        contest: &ContestRow,
        period: &PeriodRow,
        round: &Arc<Round>,
        member: Uuid,
        now: Millis,
    ) -> Result<Vec<MyAttempt>, ActError> {
        if self.desk.round(period.id).is_some() {
            let views = self.desk.attempts_of(period.id, member);
            return Ok(views
                .into_iter()
                .map(|view| Self::mine(round, period, view, now))
                .collect());
        }
        let on = self.app.db.read();
        let mut found = Vec::new();
        for record in log::attempts_of(on, contest.id, member).await? {
            if record.period_id != period.id {
                continue;
            }
            let Some(kept) = log::sheet(on, record.id).await? else {
                continue;
            };
            let sheet = Sheet::unpack(&kept.packed).map_err(|e| ActError::Fault(e.to_string()))?;
            let mark = if Self::shows_score(round, period, true) {
                let repairs = self
                    .result(period)
                    .await?
                    .map(|(row, _)| row.repairs)
                    .unwrap_or_default();
                let repairs = Repairs::new(&round.bank, &repairs).map_err(|e| ActError::Fault(e.to_string()))?;
                round.mark(record.member_id, record.number, &sheet, &repairs).ok()
            } else {
                None
            };
            found.push(MyAttempt {
                deadline: round.deadline(record.opened_at),
                finished_at: Some(kept.finished_at),
                record,
                sheet,
                in_work: false,
                last_seq: 0,
                mark,
            });
        }
        Ok(found)
    }
}

fn years_between(born: jiff::civil::Date, on: jiff::civil::Date) -> i32 {
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    i32::from(on.year()) - i32::from(born.year()) - i32::from(!had_birthday)
}
