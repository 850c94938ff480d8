//! The result as organisers and leaders read it before it is public: totals, winners, what is still to be decided,
//! what the last version changed.

use std::collections::HashMap;

use kernel::time;
use organisation::Tree;
use organisation::people::{self, Named};
use platform::failure::Failure;
use platform::text::Tr;
use uuid::Uuid;

use super::difference::{self, Difference, Move};
use super::{Here, figures, gather};
use crate::collective::UnitRank;
use crate::documents::outcome::{block_name, skip_key, truth_words};
use crate::documents::say;
use crate::ranking::{self, PersonRank};
use crate::result::{GivenTable, PeriodResult};
use crate::ruleset::{Metric, PrizeScope};
use crate::service::Contests;
use crate::store::results::{self, VersionRow};

/// Moves listed; the rest is counted.
const SHOWN: usize = 50;

/// A figure with its label.
pub(super) struct Stat {
    pub label: String,
    pub value: String,
    pub note: String,
}

pub(super) struct Winner {
    pub medal: String,
    pub place: String,
    pub name: String,
    pub what: String,
    pub amount: String,
}

pub(super) struct Winners {
    pub title: String,
    pub rows: Vec<Winner>,
    /// Places nobody gets and people passed over, in words.
    pub notes: Vec<String>,
}

pub(super) struct Tied {
    pub id: Uuid,
    pub name: String,
}

/// People or units of one rank between whom the organisers decide.
pub(super) struct Group {
    pub title: String,
    pub tied: Vec<Tied>,
}

pub(super) struct Changed {
    pub who: String,
    pub before: String,
    pub after: String,
}

pub(super) struct VersionShown {
    pub words: String,
    pub reason: String,
}

pub(super) struct Changes {
    pub lead: String,
    pub prizes: Vec<Changed>,
    pub moves: Vec<Changed>,
    pub more: String,
}

/// The result in words.
pub(super) struct Provisional {
    pub version: String,
    pub hash: String,
    pub stats: Vec<Stat>,
    pub tables: Vec<Winners>,
    pub groups: Vec<Group>,
    pub changes: Option<Changes>,
    pub versions: Vec<VersionShown>,
    pub money: String,
}

struct Words<'a> {
    tr: &'a Tr,
    here: &'a Here,
    result: &'a PeriodResult,
    names: HashMap<Uuid, Named>,
    tree: &'a Tree,
}

/// Reads the result of a period; none before it is computed.
pub(super) async fn read(tr: &Tr, contests: &Contests, here: &Here) -> Result<Option<Provisional>, Failure> {
    let Some((row, result)) = contests.result(&here.period).await? else {
        return Ok(None);
    };
    let on = contests.app.db.read();
    let versions = results::versions(on, here.period.id).await?;
    let changed = match versions.iter().find(|other| other.version == row.version - 1) {
        Some(before) => {
            let (before, _) = contests.version(&here.period, before).await?;
            Some(difference::compare(&before, &result, tr.lang.code()))
        }
        None => None,
    };
    let tree = gather::tree(contests, here).await?;
    let mut wanted: Vec<Uuid> = Vec::new();
    for given in &result.persons {
        wanted.extend(given.allotment.awards.iter().map(|award| award.id));
        wanted.extend(given.allotment.skips.iter().map(|skip| skip.id));
        wanted.extend(
            given
                .allotment
                .undecided
                .iter()
                .flat_map(|group| group.ids.iter().copied()),
        );
    }
    if let Some(changed) = &changed {
        wanted.extend(changed.prizes.iter().map(|change| change.id));
        wanted.extend(changed.people.iter().take(SHOWN).map(|moved| moved.id));
    }
    let names = people::names_of(on, &wanted).await?;
    let words = Words {
        tr,
        here,
        result: &result,
        names,
        tree: &tree,
    };
    Ok(Some(words.all(&row, &versions, changed.as_ref())?))
}

impl Words<'_> {
    fn all(
        &self,
        row: &VersionRow,
        versions: &[VersionRow],
        changed: Option<&Difference>,
    ) -> Result<Provisional, Failure> {
        let tables: Vec<&GivenTable> = self.result.persons.iter().chain(&self.result.collectives).collect();
        let money: Option<i64> = tables
            .iter()
            .flat_map(|given| &given.allotment.awards)
            .try_fold(0_i64, |sum, award| sum.checked_add(award.amount));
        let groups = tables.iter().flat_map(|given| self.groups(given)).collect();
        let mut shown = Vec::with_capacity(tables.len());
        for given in tables {
            shown.push(self.winners(given)?);
        }
        Ok(Provisional {
            version: self.tr.xy(
                "control-version",
                row.version,
                time::day_and_time(row.computed_at, self.tr.lang),
            ),
            hash: say::hex(&row.hash),
            stats: self.stats(),
            tables: shown,
            groups,
            changes: changed.map(|difference| self.changes(row, difference)),
            versions: versions
                .iter()
                .map(|version| VersionShown {
                    words: self.tr.xy(
                        "control-version",
                        version.version,
                        time::day_and_time(version.computed_at, self.tr.lang),
                    ),
                    reason: version.reason.clone(),
                })
                .collect(),
            money: money.map_or_else(String::new, |money| self.tr.dong(money)),
        })
    }

    fn stats(&self) -> Vec<Stat> {
        let tr = self.tr;
        let totals = self.result.totals;
        let mut stats = vec![
            Stat {
                label: tr.t("control-stat-people"),
                value: tr.number(i64::try_from(totals.people).unwrap_or(i64::MAX)),
                note: tr.n("organise-attempts", totals.attempts),
            },
            Stat {
                label: tr.t("control-stat-all-correct"),
                value: tr.number(i64::try_from(totals.people_all_correct).unwrap_or(i64::MAX)),
                note: tr.n("organise-attempts", totals.attempts_all_correct),
            },
            Stat {
                label: tr.t("control-stat-ranked"),
                value: tr.number(i64::try_from(self.result.standings.people.len()).unwrap_or(i64::MAX)),
                note: tr.t("control-stat-ranked-note"),
            },
        ];
        let prediction = self
            .here
            .contest
            .rules
            .quiz(&self.here.period.stage)
            .and_then(|quiz| quiz.prediction.as_ref());
        if let Some((prediction, truth)) = prediction.zip(self.result.truth) {
            stats.push(Stat {
                label: tr.t("control-stat-truth"),
                value: truth_words(tr, prediction.metric, truth),
                note: tr.t("control-stat-truth-note"),
            });
        }
        stats
    }

    fn name(&self, id: Uuid) -> String {
        match (self.names.get(&id), self.tree.get(id)) {
            (Some(person), _) => format!("{} ({})", person.full_name, person.member_number),
            (None, Some(unit)) => unit.name.clone(),
            (None, None) => id.to_string(),
        }
    }

    fn winners(&self, given: &GivenTable) -> Result<Winners, Failure> {
        let tr = self.tr;
        let quiz = self.here.quiz()?;
        let block = block_name(tr, quiz, given.block.as_deref());
        let title = match given.table.scope {
            PrizeScope::Person => tr.t("control-winners-persons"),
            PrizeScope::Unit if block.is_empty() => tr.t("control-winners-units"),
            PrizeScope::Unit => tr.x("control-winners-units-block", block),
        };
        let place = |at: usize| {
            given
                .table
                .places
                .get(at)
                .map_or_else(String::new, |p| p.name.get(tr.lang.code()).to_owned())
        };
        let rows = given.allotment.awards.iter().map(|award| Winner {
            medal: award.rank.to_string(),
            place: place(award.place),
            name: self.name(award.id),
            what: match given.table.scope {
                PrizeScope::Person => self.person_facts(award.id),
                PrizeScope::Unit => self.unit_facts(award.id),
            },
            amount: tr.dong(award.amount),
        });
        let rows = rows.collect();
        let mut notes: Vec<String> = given
            .allotment
            .skips
            .iter()
            .map(|skip| format!("{}: {}", self.name(skip.id), tr.t(skip_key(skip.reason))))
            .collect();
        if !given.allotment.empty.is_empty() {
            let empty: Vec<String> = given.allotment.empty.iter().map(|at| place(*at)).collect();
            notes.push(tr.x("control-winners-empty", empty.join(", ")));
        }
        Ok(Winners { title, rows, notes })
    }

    fn ranked(&self, id: Uuid) -> Option<&PersonRank> {
        self.result.standings.people.iter().find(|person| person.member == id)
    }

    fn person_facts(&self, id: Uuid) -> String {
        let tr = self.tr;
        let Some(person) = self.ranked(id) else {
            return String::new();
        };
        let mut facts: Vec<String> = Vec::new();
        facts.extend(
            person
                .unit
                .and_then(|unit| self.tree.get(unit))
                .map(|node| node.name.clone()),
        );
        facts.push(tr.xy("control-fact-correct", person.mark.correct, person.mark.total));
        let rule = self
            .here
            .contest
            .rules
            .quiz(&self.here.period.stage)
            .and_then(|quiz| quiz.prediction.as_ref());
        if let (Some(rule), Some(guess), Some(truth)) = (rule, person.prediction, self.result.truth)
            && let Some(distance) = ranking::distance(rule.distance, guess, truth)
        {
            facts.push(tr.x("control-fact-distance", tr.number(distance)));
        }
        facts.join(" · ")
    }

    fn unit_facts(&self, id: Uuid) -> String {
        let tr = self.tr;
        let mut units = self.result.units.iter().flat_map(|block| &block.ranked);
        let Some(unit) = units.find(|unit: &&UnitRank| unit.unit == id) else {
            return String::new();
        };
        let mut facts = vec![tr.n("organise-people", unit.figures.people)];
        facts.extend(
            unit.figures
                .get(Metric::Rate)
                .map(|rate| tr.x("control-fact-rate", figures::percent(tr, rate))),
        );
        facts.push(tr.x("control-fact-score", say::hundredths(tr, unit.score_milli)));
        facts.join(" · ")
    }

    fn groups(&self, given: &GivenTable) -> Vec<Group> {
        let tr = self.tr;
        let group = |open: &crate::prize::Undecided| {
            let places: Vec<String> = open
                .places
                .iter()
                .filter_map(|at| given.table.places.get(*at))
                .map(|place| place.name.get(tr.lang.code()).to_owned())
                .collect();
            Group {
                title: tr.xyz("control-tied", open.rank, open.ids.len(), places.join(", ")),
                tied: open
                    .ids
                    .iter()
                    .map(|id| Tied {
                        id: *id,
                        name: self.name(*id),
                    })
                    .collect(),
            }
        };
        given.allotment.undecided.iter().map(group).collect()
    }

    fn changes(&self, row: &VersionRow, difference: &Difference) -> Changes {
        let tr = self.tr;
        let held = |held: &Option<difference::Held>| {
            held.as_ref().map_or_else(
                || tr.t("control-no-prize"),
                |held| format!("{}, {}", held.place, tr.dong(held.amount)),
            )
        };
        let rank = |rank: Option<u32>| rank.map_or_else(|| tr.t("control-no-rank"), |rank| tr.x("control-rank", rank));
        let moved = |moved: &Move| Changed {
            who: self.name(moved.id),
            before: rank(moved.before),
            after: rank(moved.after),
        };
        let all = difference.people.len() + difference.units.len();
        let moves: Vec<Changed> = difference
            .units
            .iter()
            .chain(&difference.people)
            .take(SHOWN)
            .map(moved)
            .collect();
        let more = all.saturating_sub(moves.len());
        Changes {
            lead: if difference.prizes.is_empty() && all == 0 {
                tr.x("control-changes-none", row.version - 1)
            } else {
                tr.xyz("control-changes-lead", row.version - 1, difference.prizes.len(), all)
            },
            prizes: difference
                .prizes
                .iter()
                .map(|change| Changed {
                    who: self.name(change.id),
                    before: held(&change.before),
                    after: held(&change.after),
                })
                .collect(),
            moves,
            more: if more == 0 {
                String::new()
            } else {
                tr.n("control-and-more", more)
            },
        }
    }
}
