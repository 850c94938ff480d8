//! A unit's life as a timeline: what it was called, where it stood, what came and went, each with its act. Also for
//! units that have ended.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use kernel::time;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;
use uuid::Uuid;

use super::reorg::cited;
use super::{ground, id_in, query};
use crate::history::{Ending, Hierarchy, History, Life};
use crate::state::Organisation;
use crate::store::log::Log;

struct Moment {
    day: String,
    lines: Vec<String>,
    /// Address, title, the rest of the citation.
    acts: Vec<(String, String, String)>,
    class: &'static str,
}

#[derive(Template)]
#[template(path = "life.html")]
struct LifePage {
    shell: Shell,
    id: Uuid,
    name: String,
    lead: String,
    moments: Vec<Moment>,
    /// Where it goes on: address, name.
    home: Option<(String, String)>,
    /// Whether the unit has a page of its own: only those of the union line do.
    living: bool,
    /// For a unit without one that is there today: the units that stand in it, its report.
    inside: Vec<(String, String)>,
    more: usize,
    report: String,
}

/// Units of a province or block that its history page names.
const INSIDE: usize = 300;

struct Teller<'t> {
    tr: &'t Tr,
    history: &'t History,
    life: &'t Life,
}

#[derive(Default)]
struct Told {
    lines: Vec<String>,
    acts: Vec<Uuid>,
    end: bool,
}

impl Teller<'_> {
    fn name(&self, unit: Uuid, on: Date) -> String {
        self.history.name(unit, on).unwrap_or_default().to_owned()
    }

    fn tell(&self) -> BTreeMap<Date, Told> {
        let mut out: BTreeMap<Date, Told> = BTreeMap::new();
        for (day, words, act, end) in self.sayings() {
            let told = out.entry(day).or_default();
            told.lines.push(words);
            told.end |= end;
            if !told.acts.contains(&act) {
                told.acts.push(act);
            }
        }
        out
    }

    /// What came from others, in one saying for each day, act and manner.
    fn came(&self, out: &mut Vec<(Date, String, Uuid, bool)>) {
        let mut groups: Vec<(Date, Uuid, &str, Vec<String>)> = Vec::new();
        for link in &self.life.got {
            let key = match link.how {
                None => "org-life-got-part",
                Some(Ending::Consolidated) => "org-life-consolidated",
                Some(Ending::Merged) => "org-life-got",
                Some(Ending::Split | Ending::Dissolved | Ending::Ended) => "org-life-got-other",
            };
            let eve = link.on.yesterday().unwrap_or(link.on);
            let name = self.name(link.from, eve);
            let same = |group: &&mut (Date, Uuid, &str, Vec<String>)| {
                (group.0, group.1, group.2) == (link.on, link.reorg, key)
            };
            match groups.iter_mut().find(same) {
                Some((.., names)) => names.push(name),
                None => groups.push((link.on, link.reorg, key, vec![name])),
            }
        }
        for (on, reorg, key, mut names) in groups {
            names.sort_by_cached_key(|name| vietnamese::collate::sort_key(name));
            out.push((on, self.tr.x(key, names.join(", ")), reorg, false));
        }
    }

    /// Day, words, act, whether it is an end.
    fn sayings(&self) -> Vec<(Date, String, Uuid, bool)> {
        let tr = self.tr;
        let mut out = Vec::new();
        let mut before: Option<&crate::history::Version> = None;
        for version in &self.life.versions {
            let traits = &version.traits;
            let words = match before.filter(|before| before.to == Some(version.from)) {
                None if before.is_none() => tr.xy("org-life-began", &traits.name, &traits.code),
                None => tr.xy("org-life-restored", &traits.name, &traits.code),
                Some(before) => {
                    let names = super::reorg::Names {
                        tr,
                        before: self.history,
                        after: self.history,
                        on: version.from,
                        plan: None,
                    };
                    names.traits(&before.traits.change_to(traits))
                }
            };
            out.push((version.from, words, version.reorg, false));
            before = Some(version);
        }
        for line in Hierarchy::ALL {
            for (at, span) in self.life.spans(line).iter().enumerate() {
                let name = self.name(span.parent, span.from);
                let since = self.history.life(span.parent).and_then(Life::begins);
                // The name may be the same as before: the day tells the two apart.
                let words = match (at, since) {
                    (0, _) | (_, None) => tr.x(&format!("org-life-under-{}", line.code()), name),
                    (_, Some(since)) => tr.xy(
                        &format!("org-life-to-{}", line.code()),
                        name,
                        time::date(since, tr.lang),
                    ),
                };
                out.push((span.from, words, span.reorg, false));
            }
        }
        self.came(&mut out);
        let comma = tr.lang == kernel::lang::Lang::Vi;
        for link in self.life.gave.iter().filter(|link| link.how.is_none()) {
            let share = link
                .share
                .map_or_else(|| tr.t("org-said-no-share"), |share| share.words(comma));
            let words = tr.xy("org-life-gave-part", self.name(link.to, link.on), share);
            out.push((link.on, words, link.reorg, false));
        }
        for end in &self.life.ends {
            let heirs = self
                .life
                .gave
                .iter()
                .filter(|link| link.on == end.on && link.how.is_some());
            let to: Vec<String> = heirs.map(|link| self.name(link.to, link.on)).collect();
            let how = tr.t(&format!("org-ending-{}", end.how.code()));
            let words = if to.is_empty() {
                how
            } else {
                format!("{how} → {}", to.join("; "))
            };
            out.push((end.on, words, end.reorg, true));
        }
        out
    }
}

fn acts(visit: &Visit, log: &Log, acts: &[Uuid]) -> Vec<(String, String, String)> {
    let tr = visit.tr();
    acts.iter()
        .filter_map(|act| log.heads.get(act))
        .map(|head| {
            let href = match head.kind {
                crate::store::log::Kind::Act => format!("/sap-xep/{}", head.id),
                _ => String::new(),
            };
            let (title, rest) = cited(&tr, visit.lang, head);
            (href, title, rest)
        })
        .collect()
}

pub(super) async fn show(
    State(org): State<Organisation>,
    visit: Visit,
    Path(unit): Path<String>,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let unit = id_in(&unit)?;
    let today = org.today();
    let on = ground(&visit, &org, today).await?;
    on.seen.require(unit)?;
    let present = org.present().await?;
    let history = &present.history;
    let life = history.life(unit).ok_or(Failure::NotFound)?;
    let teller = Teller { tr: &tr, history, life };
    let moments = teller
        .tell()
        .into_iter()
        .rev()
        .map(|(day, told)| Moment {
            day: time::date(day, visit.lang),
            lines: told.lines,
            acts: acts(&visit, &present.log, &told.acts),
            class: if told.end { "refused" } else { "done" },
        })
        .collect();
    let exists = history.exists(unit, today);
    let living = exists && on.tree.get(unit).is_some();
    let line = history
        .version(unit, today)
        .map_or(Hierarchy::Union, |version| version.traits.kind.line());
    let (mut inside, mut report) = (Vec::new(), String::new());
    if exists && !living {
        let tree = present.tree(line, today, None)?;
        inside = tree
            .below(unit)
            .iter()
            .filter(|node| node.id != unit && on.tree.get(node.id).is_some() && on.seen.covers(node.id))
            .map(|node| (format!("/don-vi/{}", node.id), node.name.clone()))
            .collect();
        report = format!(
            "/bao-cao?{}",
            query(&[("theo", line.code()), ("don-vi", &unit.to_string()), ("cap", "het")])
        );
    }
    let more = inside.len().saturating_sub(INSIDE);
    inside.truncate(INSIDE);
    let name = history.name(unit, today).unwrap_or_default().to_owned();
    let home = history.home(unit, today).filter(|home| *home != unit);
    let lead = match life.ended(today) {
        Some(end) => tr.x("org-life-ended", time::date(end.on, visit.lang)),
        None => tr.x(
            "org-life-since",
            life.begins()
                .map_or_else(String::new, |day| time::date(day, visit.lang)),
        ),
    };
    let mut shell = visit
        .shell(tr.x("org-life-title", &name))
        .crumb("/don-vi", tr.t("org-units-title"));
    if living {
        shell = shell.crumb(format!("/don-vi/{unit}"), name.clone());
    }
    visit.page(&LifePage {
        shell,
        id: unit,
        home: home.map(|home| {
            let name = history.name(home, today).unwrap_or_default().to_owned();
            (format!("/don-vi/{home}"), name)
        }),
        name,
        lead,
        moments,
        living,
        inside,
        more,
        report,
    })
}
