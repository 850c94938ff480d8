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
use super::{ground, id_in};
use crate::history::{Hierarchy, History, Life};
use crate::state::Organisation;
use crate::store::log::Log;

struct Moment {
    day: String,
    lines: Vec<String>,
    acts: Vec<(String, String)>,
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
    living: bool,
}

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
            for span in self.life.spans(line) {
                let key = format!("org-life-under-{}", line.code());
                let words = tr.x(&key, self.name(span.parent, span.from));
                out.push((span.from, words, span.reorg, false));
            }
        }
        for link in &self.life.got {
            let key = if link.how.is_some() {
                "org-life-got"
            } else {
                "org-life-got-part"
            };
            let eve = link.on.yesterday().unwrap_or(link.on);
            out.push((link.on, tr.x(key, self.name(link.from, eve)), link.reorg, false));
        }
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

fn acts(visit: &Visit, log: &Log, acts: &[Uuid]) -> Vec<(String, String)> {
    let tr = visit.tr();
    acts.iter()
        .filter_map(|act| log.heads.get(act))
        .map(|head| {
            let href = match head.kind {
                crate::store::log::Kind::Act => format!("/sap-xep/{}", head.id),
                _ => String::new(),
            };
            (href, cited(&tr, visit.lang, head))
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
    let living = history.exists(unit, today);
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
    visit.page(&LifePage {
        shell: visit
            .shell(tr.x("org-life-title", &name))
            .crumb("/don-vi", tr.t("org-units-title")),
        id: unit,
        home: home.map(|home| {
            let name = history.name(home, today).unwrap_or_default().to_owned();
            (format!("/don-vi/{home}"), name)
        }),
        name,
        lead,
        moments,
        living,
    })
}
