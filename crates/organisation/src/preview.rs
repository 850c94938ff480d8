//! What a re-organisation would change, before anybody decides: the tree before and after, what follows whom, and what
//! cannot be decided from the act alone.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use kernel::holdings::Holding;
use kernel::lang::Lang;
use sea_orm::DbErr;
use uuid::Uuid;

use crate::history::{Change, Difference, Entry, Hierarchy, History, Refusal, Rights, compare, fold};
use crate::plan::{Operation, Plan};
use crate::scope::{self, Scope};
use crate::state::Organisation;
use crate::store::histories::Present;
use crate::store::{people, reorgs, units};

/// Something that the act leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// The unit is divided and the act states no shares: its own figures will show as not attributable.
    NoShares { unit: Uuid },
    /// Several take over and none by default: people, rights and open work stay with the unit above.
    NoDefault { unit: Uuid },
    /// Nothing takes over, and people still belong to the unit.
    MembersWithoutUnit { unit: Uuid, members: i64 },
    /// Nothing takes over, and no officer is in charge of a unit above: only administrators see what is left.
    NobodyAbove { unit: Uuid },
    /// The unit that takes over has nobody in charge.
    NoOfficer { unit: Uuid },
}

/// What goes on from a unit that ends.
#[derive(Clone, Debug)]
pub struct Following {
    pub unit: Uuid,
    /// Where it goes by default; `None`: to whoever stood above, as a keeper only.
    pub heir: Option<Uuid>,
    pub members: i64,
    /// Those of the unit, and of units that went into it earlier.
    pub officers: Vec<String>,
    /// Whether they go on in the heir, or lose their rights on the day.
    pub rights: Rights,
    pub held: Vec<Holding>,
}

/// The whole picture.
#[derive(Clone, Debug)]
pub struct Preview {
    pub on: Date,
    pub before: Arc<History>,
    /// None when it does not go together with what is on record.
    pub after: Result<Arc<History>, Box<Refusal>>,
    pub differences: Vec<Difference>,
    /// Operations that do not fit, by their place in the plan, each with the reason.
    pub misfits: Vec<(usize, Refusal)>,
    /// Units that would have nobody in charge because the act ends rights: it cannot be applied.
    pub alone: Vec<Uuid>,
    pub follows: Vec<Following>,
    pub undecided: Vec<Undecided>,
}

/// What is worked out from the log alone.
struct Worked {
    before: Arc<History>,
    after: Result<Arc<History>, Box<Refusal>>,
    differences: Vec<Difference>,
    misfits: Vec<(usize, Refusal)>,
    alone: Vec<Uuid>,
    /// Units that end without an heir and that no officer answers for afterwards, though one did before.
    unseen: Vec<Uuid>,
}

impl Preview {
    /// Works out what a plan would do to what is on record now. A fixed number of statements, whatever the plan's size.
    pub async fn of(
        org: &Organisation,
        present: &Arc<Present>,
        reorg: Uuid,
        on: Date,
        plan: &Plan,
        lang: Lang,
    ) -> Result<Self, DbErr> {
        let (seen, plan_here) = (Arc::clone(present), plan.clone());
        let (officers, today) = (units::in_charge(org.app.db.read(), org.app.now()).await?, org.today());
        let worked = tokio::task::spawn_blocking(move || worked_out(&seen, reorg, on, &plan_here, (&officers, today)))
            .await
            .map_err(|error| DbErr::Custom(error.to_string()))?;
        let mut preview = Self {
            on,
            before: worked.before,
            after: worked.after,
            differences: worked.differences,
            misfits: worked.misfits,
            alone: worked.alone,
            follows: Vec::new(),
            undecided: worked
                .unseen
                .into_iter()
                .map(|unit| Undecided::NobodyAbove { unit })
                .collect(),
        };
        if preview.after.is_ok() {
            let recorded = present.log.heads.contains_key(&reorg);
            preview.follow(org, (reorg, recorded), plan, lang).await?;
            preview.open_questions(plan);
        }
        Ok(preview)
    }

    /// The history after the act where it goes, else before it.
    pub fn latest(&self) -> &History {
        self.after.as_ref().map_or(&*self.before, |after| &**after)
    }

    /// Whether it could be put on record as it stands.
    pub fn goes(&self) -> bool {
        self.after.is_ok() && self.alone.is_empty()
    }

    async fn follow(
        &mut self,
        org: &Organisation,
        (reorg, recorded): (Uuid, bool),
        plan: &Plan,
        lang: Lang,
    ) -> Result<(), DbErr> {
        let ended: Vec<Uuid> = self
            .differences
            .iter()
            .filter(|difference| matches!(difference.change, Change::Ended { .. }))
            .map(|difference| difference.unit)
            .collect();
        if ended.is_empty() {
            return Ok(());
        }
        let (on, now) = (org.app.db.read(), org.app.now());
        let eve = self.on.yesterday().unwrap_or(self.on);
        let heirs: BTreeMap<Uuid, Option<Uuid>> = {
            let after = self.latest();
            ended.iter().map(|unit| (*unit, after.home(*unit, self.on))).collect()
        };
        // People of units that merged earlier into one that ends now count with it, and so do their officers.
        let tree = org.tree(eve).await?;
        let closed = plan.closed();
        let reach: Vec<Uuid> = ended
            .iter()
            .flat_map(|unit| tree.wards(*unit).iter().copied().chain([*unit]))
            .collect();
        let asked: Vec<Uuid> = reach.iter().copied().chain(heirs.values().flatten().copied()).collect();
        let members = tree.homed(&people::count_members(on, &Scope::Units(reach), eve).await?);
        let mut officers: HashMap<Uuid, Vec<String>> = HashMap::new();
        for officer in units::officers(on, &asked, now).await? {
            let seat = tree.seat(officer.unit_id).map_or(officer.unit_id, |node| node.id);
            let names = officers.entry(seat).or_default();
            if !names.contains(&officer.name) {
                names.push(officer.name);
            }
        }
        let mut held: HashMap<Uuid, Vec<Holding>> = HashMap::new();
        let units = self.before.held(&ended, self.on);
        let tr = org.app.texts.tr(lang);
        let mut all = reorgs::holdings::own(org, reorg, &units, (&closed, recorded), &tr).await?;
        all.extend(org.held_in(&units, lang).await?);
        for holding in all {
            held.entry(holding.unit).or_default().push(holding);
        }
        for unit in ended {
            self.follows.push(Following {
                unit,
                heir: heirs.get(&unit).copied().flatten(),
                members: members.get(&unit).copied().unwrap_or_default(),
                officers: officers.get(&unit).cloned().unwrap_or_default(),
                rights: if closed.contains(&unit) {
                    Rights::End
                } else {
                    Rights::Follow
                },
                held: held.remove(&unit).unwrap_or_default(),
            });
        }
        let mut alone: Vec<Uuid> = heirs
            .iter()
            .filter(|(ended, heir)| {
                let goes_on = officers.contains_key(*ended) && !closed.contains(*ended);
                heir.is_some_and(|heir| !officers.contains_key(&heir)) && !goes_on
            })
            .filter_map(|(_, heir)| *heir)
            .collect();
        alone.sort_unstable();
        alone.dedup();
        self.undecided
            .extend(alone.into_iter().map(|unit| Undecided::NoOfficer { unit }));
        Ok(())
    }

    fn open_questions(&mut self, plan: &Plan) {
        let mut open = Vec::new();
        for operation in &plan.operations {
            match operation {
                Operation::Split { source, receivers } => {
                    if receivers.iter().any(|receiver| receiver.share.is_none()) {
                        open.push(Undecided::NoShares { unit: *source });
                    }
                    if receivers.iter().all(|receiver| !receiver.default) {
                        open.push(Undecided::NoDefault { unit: *source });
                    }
                }
                Operation::HandOver { source, receiver } if receiver.share.is_none() => {
                    open.push(Undecided::NoShares { unit: *source });
                }
                _ => {}
            }
        }
        for following in &self.follows {
            if following.heir.is_none() && following.members > 0 {
                open.push(Undecided::MembersWithoutUnit {
                    unit: following.unit,
                    members: following.members,
                });
            }
        }
        open.append(&mut self.undecided);
        self.undecided = open;
    }
}

fn worked_out(present: &Present, reorg: Uuid, on: Date, plan: &Plan, (officers, today): (&[Uuid], Date)) -> Worked {
    let known = present.log.without(reorg);
    let recorded = present.log.heads.contains_key(&reorg);
    let before = if recorded {
        // On record already: the picture shows what it did, so the left side is the history without it.
        match fold(&known) {
            Ok(history) => Arc::new(history),
            Err(_) => Arc::clone(&present.history),
        }
    } else {
        Arc::clone(&present.history)
    };
    let mut entries = known.clone();
    entries.extend(plan.compile(reorg, on, &before));
    match fold(&entries) {
        Ok(after) => Worked {
            unseen: unseen((&before, &after), on, officers),
            differences: compare((&before, on), (&after, on)),
            after: Ok(Arc::new(after)),
            misfits: Vec::new(),
            alone: if recorded {
                Vec::new()
            } else {
                reorgs::left_alone(&known, reorg, (&before, plan, on), officers, today)
            },
            before,
        },
        Err(refusal) => Worked {
            misfits: misfits(&known, reorg, (&before, plan, on)),
            after: Err(Box::new(refusal)),
            differences: Vec::new(),
            alone: Vec::new(),
            unseen: Vec::new(),
            before,
        },
    }
}

fn unseen((before, after): (&History, &History), on: Date, officers: &[Uuid]) -> Vec<Uuid> {
    let eve = on.yesterday().unwrap_or(on);
    let ended = |unit: &Uuid| !after.exists(*unit, on) && after.home(*unit, on).is_none();
    let seen = scope::reached(&before.tree(Hierarchy::Union, eve), officers);
    let mut gone: Vec<Uuid> = seen
        .into_iter()
        .filter(|unit| before.exists(*unit, eve) && ended(unit))
        .collect();
    if !gone.is_empty() {
        let still = scope::reached(&after.tree(Hierarchy::Union, on), officers);
        gone.retain(|unit| !still.contains(unit));
    }
    gone.sort_unstable();
    gone
}

/// Refusals that are looked for in one plan: each costs a fold of the whole log.
const MISFITS: usize = 8;

/// Which operations have to be taken out until the rest goes together with what is on record.
fn misfits(known: &[Entry], reorg: Uuid, (before, plan, on): (&History, &Plan, Date)) -> Vec<(usize, Refusal)> {
    let mut left: Vec<usize> = (0..plan.operations.len()).collect();
    let mut out = Vec::new();
    let part = |places: &[usize]| Plan {
        operations: places
            .iter()
            .filter_map(|place| plan.operations.get(*place))
            .cloned()
            .collect(),
    };
    while out.len() < MISFITS && !left.is_empty() {
        let mut all = known.to_vec();
        all.extend(part(&left).compile(reorg, on, before));
        let Err(refusal) = fold(&all) else { break };
        let weight = |place: &usize| {
            let one = part(&[*place]);
            let steps = one.compile(reorg, on, before);
            let own = steps.iter().any(|entry| entry.step.unit() == refusal.fault.unit());
            let named = one.mentions();
            let other = refusal.fault.other().is_some_and(|other| named.contains(&other));
            (own, other, named.contains(&refusal.fault.unit()), *place)
        };
        let Some(guilty) = left.iter().copied().max_by_key(|place| weight(place)) else {
            break;
        };
        left.retain(|place| *place != guilty);
        out.push((guilty, refusal));
    }
    out.sort_by_key(|(place, _)| *place);
    out
}
