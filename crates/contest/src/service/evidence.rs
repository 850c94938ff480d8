//! What a plan may ask of a contest: how far it is, how many took part; each figure with its definition and the page
//! that opens its records.

use kernel::evidence::{Answer, Evidence, Figure, Outcome, Progress};
use kernel::lang::Lang;

use super::{ActError, Contests};
use crate::ruleset::LiveCounters;
use crate::state::PeriodState;
use crate::store::{contests, log};

/// Answers for activities of the kind "contest"; the key is the contest's slug.
#[derive(Clone, Debug)]
pub struct ContestEvidence {
    contests: Contests,
}

impl ContestEvidence {
    /// Over the contests of this program.
    pub const fn new(contests: Contests) -> Self {
        Self { contests }
    }

    async fn ask(&self, slug: &str, lang: Lang) -> Result<Option<Outcome>, ActError> {
        let on = self.contests.app.db.read();
        let Some(contest) = contests::by_slug(on, slug).await? else {
            return Ok(None);
        };
        let periods = contests::periods(on, contest.id).await?;
        let done = periods.iter().filter(|p| p.state.is_public()).count();
        let progress = if !periods.is_empty() && done == periods.len() {
            Progress::Done
        } else if periods.iter().any(|p| p.state >= PeriodState::Open) {
            Progress::Running
        } else {
            Progress::NotStarted
        };
        // While a period is open its people are counted only when the rules publish running totals: the prediction
        // asks for exactly this number.
        let live = contest.rules.disclosure.live_counters == LiveCounters::Public;
        let (mut people, mut attempts) = (std::collections::HashSet::new(), 0_usize);
        for period in &periods {
            if period.state >= PeriodState::Sealed || (live && period.state >= PeriodState::Open) {
                people.extend(self.contests.people_of(period.id).await?);
                for unit in log::by_unit(on, period.id).await? {
                    attempts += usize::try_from(unit.attempts).unwrap_or(0);
                }
            }
        }
        let tr = self.contests.app.texts.tr(lang);
        let href = format!("/cuoc-thi/{slug}");
        let figure = |key: &str, value: String| Figure {
            label: tr.t(&format!("evidence-{key}")),
            value,
            definition: tr.t(&format!("evidence-{key}-definition")),
            href: href.clone(),
        };
        let figures = vec![
            figure("people", tr.number(people.len())),
            figure("attempts", tr.number(attempts)),
            figure("weeks", tr.xy("evidence-weeks-value", done, periods.len())),
        ];
        Ok(Some(Outcome {
            progress,
            href,
            figures,
        }))
    }
}

impl Evidence for ContestEvidence {
    fn kind(&self) -> &'static str {
        "contest"
    }

    fn outcome<'a>(&'a self, key: &'a str, lang: Lang) -> Answer<'a> {
        Box::pin(async move { self.ask(key, lang).await.map_err(|error| error.to_string()) })
    }
}
