//! What contests keep under a unit, for whoever is about to take the unit away.

use std::collections::HashSet;

use kernel::holdings::{Answer, Follows, HeldUnit, Holding, Holdings};
use kernel::lang::Lang;
use platform::app::App;
use platform::db;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::ruleset::UnitScope;
use crate::state::PeriodState;
use crate::store::contests::{self, state_code};

/// Answers for all contests.
#[derive(Clone, Debug)]
pub struct ContestHoldings(pub App);

#[derive(FromQueryResult)]
struct Count {
    unit_id: Uuid,
    state: String,
    n: i64,
}

impl Holdings for ContestHoldings {
    fn held_by<'a>(&'a self, units: &'a [HeldUnit], lang: Lang) -> Answer<'a> {
        Box::pin(async move {
            let on = self.0.db.read();
            let ids: Vec<Uuid> = units.iter().map(|unit| unit.id).collect();
            let list = organisation::store::id_list(db::engine_of(on), &ids);
            let rows: Vec<Count> = db::rows(
                on,
                &format!(
                    "SELECT a.unit_id, p.state, COUNT(*) AS n FROM attempt a JOIN period p ON p.id = a.period_id
                     WHERE a.unit_id IN ({list}) GROUP BY a.unit_id, p.state"
                ),
                vec![],
            )
            .await
            .map_err(|error| error.to_string())?;
            let tr = self.0.texts.tr(lang);
            // A paper belongs to its person and to the unit of its day; whoever is in the middle of one goes on.
            let open = state_code(PeriodState::Open);
            let mut out: Vec<Holding> = rows
                .into_iter()
                .map(|row| Holding {
                    unit: row.unit_id,
                    what: tr.t(if row.state == open {
                        "organise-held-open"
                    } else {
                        "organise-held-closed"
                    }),
                    count: row.n,
                    href: String::new(),
                    follows: Follows::Stays,
                })
                .collect();
            out.extend(self.inviting(&ids, lang).await.map_err(|error| error.to_string())?);
            Ok(out)
        })
    }
}

#[derive(FromQueryResult)]
struct Going {
    contest_id: Uuid,
}

impl ContestHoldings {
    /// Contests still going on whose rules name a unit: its members stay invited, in the unit that takes over.
    async fn inviting(&self, units: &[Uuid], lang: Lang) -> Result<Vec<Holding>, sea_orm::DbErr> {
        let on = self.0.db.read();
        let past = format!("'{}'", state_code(PeriodState::Final));
        let going: Vec<Going> = db::rows(
            on,
            &format!("SELECT DISTINCT contest_id FROM period WHERE state <> {past}"),
            vec![],
        )
        .await?;
        let going: HashSet<Uuid> = going.into_iter().map(|row| row.contest_id).collect();
        let tr = self.0.texts.tr(lang);
        let mut out = Vec::new();
        for contest in contests::all(on).await? {
            let mut named: Vec<Uuid> = contest
                .rules
                .quizzes()
                .filter_map(|(_, quiz)| match &quiz.eligibility.units {
                    UnitScope::Below { roots } => Some(roots),
                    UnitScope::All => None,
                })
                .flatten()
                .map(|root| root.unit)
                .filter(|unit| units.contains(unit))
                .collect();
            named.sort_unstable();
            named.dedup();
            let title = contest.rules.titles.official.get(lang.code());
            out.extend(named.into_iter().map(|unit| Holding {
                unit,
                what: tr.x("organise-held-invited", title),
                count: 1,
                href: format!("/cuoc-thi/{}/the-le", contest.slug),
                follows: if going.contains(&contest.id) {
                    Follows::Heir
                } else {
                    Follows::Stays
                },
            }));
        }
        Ok(out)
    }
}
