//! What plans keep under a unit, for whoever is about to take the unit away. Plans name units by their codes.

use std::collections::BTreeMap;

use kernel::holdings::{Answer, Follows, HeldUnit, Holding, Holdings};
use kernel::lang::Lang;
use platform::app::App;
use uuid::Uuid;

use crate::state::{ActivityState, PlanState};
use crate::store::{self, Naming};

/// Answers for all plans.
#[derive(Clone, Debug)]
pub struct ProgrammeHoldings(pub App);

/// Whether something is still to be done; what is over stays with the unit that was named.
const fn follows(naming: &Naming) -> Follows {
    let plan = !naming.history && !matches!(naming.plan_state, PlanState::Ended | PlanState::Withdrawn);
    match naming.activity {
        _ if !plan => Follows::Stays,
        Some(ActivityState::Done | ActivityState::Cancelled) => Follows::Stays,
        _ => Follows::Heir,
    }
}

impl Holdings for ProgrammeHoldings {
    fn held_by<'a>(&'a self, units: &'a [HeldUnit], lang: Lang) -> Answer<'a> {
        Box::pin(async move {
            let namings = store::namings(self.0.db.read())
                .await
                .map_err(|error| error.to_string())?;
            let tr = self.0.texts.tr(lang);
            let mut out = Vec::new();
            // Activities of one plan that share a fate are one line.
            let mut activities: BTreeMap<(Uuid, &str, bool), (i64, &Naming)> = BTreeMap::new();
            for naming in &namings {
                let code = naming.code.to_lowercase();
                // A plan that was over before a unit bore the code means another one.
                let named = units
                    .iter()
                    .filter(|unit| !code.is_empty() && unit.code.to_lowercase() == code)
                    .filter(|unit| naming.last_day >= unit.since);
                let follows = follows(naming);
                for unit in named {
                    if naming.activity.is_some() {
                        let key = (unit.id, naming.slug.as_str(), follows == Follows::Heir);
                        let (count, _) = activities.entry(key).or_insert((0, naming));
                        *count = count.saturating_add(1);
                    } else {
                        out.push(Holding {
                            unit: unit.id,
                            what: tr.x("plan-held-party", naming.title.get(lang)),
                            count: 1,
                            href: format!("/ke-hoach/{}", naming.slug),
                            follows,
                        });
                    }
                }
            }
            out.extend(
                activities
                    .into_iter()
                    .map(|((unit, slug, goes_on), (count, naming))| Holding {
                        unit,
                        what: tr.x("plan-held-activities", naming.title.get(lang)),
                        count,
                        href: format!("/ke-hoach/{slug}"),
                        follows: if goes_on { Follows::Heir } else { Follows::Stays },
                    }),
            );
            Ok(out)
        })
    }
}
