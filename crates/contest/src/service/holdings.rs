//! What contests keep under a unit, for whoever is about to take the unit away.

use kernel::holdings::{Answer, Follows, Holding, Holdings};
use kernel::lang::Lang;
use platform::app::App;
use platform::db;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::state::PeriodState;
use crate::store::contests::state_code;

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
    fn held_by<'a>(&'a self, units: &'a [Uuid], lang: Lang) -> Answer<'a> {
        Box::pin(async move {
            let on = self.0.db.read();
            let list = organisation::store::id_list(db::engine_of(on), units);
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
            Ok(rows
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
                .collect())
        })
    }
}
