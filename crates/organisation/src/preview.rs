//! What a re-organisation would change, before anybody decides: the tree before and after, what follows whom, and what
//! cannot be decided from the act alone.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use kernel::holdings::Holding;
use kernel::lang::Lang;
use sea_orm::DbErr;
use uuid::Uuid;

use crate::history::{Change, Difference, History, Refusal, compare, fold};
use crate::plan::{Operation, Plan};
use crate::scope::Scope;
use crate::state::Organisation;
use crate::store::histories::Present;
use crate::store::{people, units};

/// Something that the act leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// The unit is divided and the act states no shares: its own figures will show as not attributable.
    NoShares { unit: Uuid },
    /// Several take over and none by default: people, rights and open work stay with the unit above.
    NoDefault { unit: Uuid },
    /// Nothing takes over, and people still belong to the unit.
    MembersWithoutUnit { unit: Uuid, members: i64 },
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
    pub officers: Vec<String>,
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
    pub follows: Vec<Following>,
    pub undecided: Vec<Undecided>,
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
        let (after, differences) = tokio::task::spawn_blocking(move || worked_out(&seen, reorg, on, &plan_here))
            .await
            .map_err(|error| DbErr::Custom(error.to_string()))?;
        let mut preview = Self {
            on,
            before: Arc::clone(&present.history),
            after,
            differences,
            follows: Vec::new(),
            undecided: Vec::new(),
        };
        if preview.after.is_ok() {
            preview.follow(org, lang).await?;
            preview.open_questions(plan);
        }
        Ok(preview)
    }

    /// The history after the act where it goes, else before it.
    pub fn latest(&self) -> &History {
        self.after.as_ref().map_or(&*self.before, |after| &**after)
    }

    async fn follow(&mut self, org: &Organisation, lang: Lang) -> Result<(), DbErr> {
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
        let asked: Vec<Uuid> = ended.iter().copied().chain(heirs.values().flatten().copied()).collect();
        // People of units that merged earlier into one that ends now count with it.
        let tree = org.tree(eve).await?;
        let reach: Vec<Uuid> = ended
            .iter()
            .flat_map(|unit| tree.wards(*unit).iter().copied().chain([*unit]))
            .collect();
        let members = tree.homed(&people::count_members(on, &Scope::Units(reach), eve).await?);
        let mut officers: HashMap<Uuid, Vec<String>> = HashMap::new();
        for officer in units::officers(on, &asked, now).await? {
            officers.entry(officer.unit_id).or_default().push(officer.name);
        }
        let mut held: HashMap<Uuid, Vec<Holding>> = HashMap::new();
        for holding in org.held_in(&ended, lang).await? {
            held.entry(holding.unit).or_default().push(holding);
        }
        for unit in ended {
            self.follows.push(Following {
                unit,
                heir: heirs.get(&unit).copied().flatten(),
                members: members.get(&unit).copied().unwrap_or_default(),
                officers: officers.get(&unit).cloned().unwrap_or_default(),
                held: held.remove(&unit).unwrap_or_default(),
            });
        }
        let mut alone: Vec<Uuid> = heirs
            .iter()
            .filter(|(ended, heir)| {
                heir.is_some_and(|heir| !officers.contains_key(&heir)) && !officers.contains_key(*ended)
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

fn worked_out(
    present: &Present,
    reorg: Uuid,
    on: Date,
    plan: &Plan,
) -> (Result<Arc<History>, Box<Refusal>>, Vec<Difference>) {
    let mut entries = present.log.without(reorg);
    let before = if present.log.heads.contains_key(&reorg) {
        // On record already: the picture shows what it did, so the left side is the history without it.
        match fold(&entries) {
            Ok(history) => Arc::new(history),
            Err(_) => Arc::clone(&present.history),
        }
    } else {
        Arc::clone(&present.history)
    };
    entries.extend(plan.compile(reorg, on, &before));
    match fold(&entries) {
        Ok(after) => {
            let differences = compare((&before, on), (&after, on));
            (Ok(Arc::new(after)), differences)
        }
        Err(refusal) => (Err(Box::new(refusal)), Vec::new()),
    }
}
