//! What the act does, one operation at a time: choose the kind, fill in the form.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use platform::failure::Failure;
use platform::form::{Fields, Form};
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;
use uuid::Uuid;

use super::find::{Finder, Unfound};
use super::{asked, covers, drafting, may_draft};
use crate::history::{Hierarchy, Share, Traits, TraitsChange};
use crate::plan::{Founding, KINDS, Operation, Receiver};
use crate::scope::Scope;
use crate::state::Organisation;
use crate::store::histories::Present;
use crate::store::reorgs::{self, Deed, Reorg};
use crate::unit::{UnitKind, UnitLevel};
use std::sync::Arc;

/// Parts of a split that a form offers; an act with more comes in by file.
const PARTS: usize = 5;

#[derive(Template)]
#[template(path = "reorg_choose.html")]
struct ChoosePage {
    shell: Shell,
    id: Uuid,
    /// Address, title, explanation.
    kinds: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "reorg_operation.html")]
struct OperationPage {
    shell: Shell,
    id: Uuid,
    kind: &'static str,
    revision: i64,
    hint: String,
    offers: Vec<String>,
    /// Code, words.
    kinds: Vec<(&'static str, String)>,
    levels: Vec<(&'static str, String)>,
    lines: Vec<(&'static str, String)>,
    parts: Vec<usize>,
    form: Form,
}

struct Desk {
    reorg: Reorg,
    present: Arc<Present>,
    scope: Scope,
}

async fn desk(org: &Organisation, visit: &Visit, address: &str) -> Result<Desk, Failure> {
    let reorg = asked(org, address).await?;
    let tree = org.tree(org.today()).await?;
    let scope = drafting(visit.actor()?, &tree);
    if reorg.stage != crate::stage::Stage::Draft || !may_draft(visit, &reorg, &scope) {
        return Err(Failure::Forbidden);
    }
    Ok(Desk {
        reorg,
        present: org.present().await?,
        scope,
    })
}

fn known(kind: &str) -> Result<&'static str, Failure> {
    KINDS.into_iter().find(|known| *known == kind).ok_or(Failure::NotFound)
}

fn crumbs(visit: &Visit, reorg: &Reorg, title: String) -> Shell {
    visit
        .shell(title)
        .crumb("/sap-xep", visit.tr().t("org-reorgs-title"))
        .crumb(format!("/sap-xep/{}", reorg.id), reorg.paper.title.clone())
}

pub(super) async fn choose(
    State(org): State<Organisation>,
    visit: Visit,
    Path(address): Path<String>,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let desk = desk(&org, &visit, &address).await?;
    let id = desk.reorg.id;
    let kinds = KINDS
        .iter()
        .map(|kind| {
            (
                format!("/sap-xep/{id}/viec/{kind}"),
                tr.t(&format!("org-op-{kind}")),
                tr.t(&format!("org-op-{kind}-hint")),
            )
        })
        .collect();
    visit.page(&ChoosePage {
        shell: crumbs(&visit, &desk.reorg, tr.t("org-op-choose")),
        id,
        kinds,
    })
}

fn page(visit: &Visit, desk: &Desk, kind: &'static str, form: Form) -> Result<Response, Failure> {
    let tr = visit.tr();
    let eve = desk
        .reorg
        .paper
        .effective_on
        .yesterday()
        .unwrap_or(desk.reorg.paper.effective_on);
    let finder = if kind == "restore" {
        Finder::ended(&desk.present.history, desk.reorg.paper.effective_on)
    } else {
        Finder::on(&desk.present.history, eve, Some(&desk.reorg.plan))
    };
    let status = if form.is_refused() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let ending = desk.reorg.plan.ending();
    let page = OperationPage {
        shell: crumbs(visit, &desk.reorg, tr.t(&format!("org-op-{kind}"))),
        id: desk.reorg.id,
        revision: desk.reorg.revision,
        hint: tr.t(&format!("org-op-{kind}-hint")),
        offers: finder.offers(|unit| desk.scope.covers(unit) && (kind != "end_rights" || ending.contains(&unit))),
        kinds: UnitKind::ALL
            .iter()
            .map(|kind| (kind.code(), tr.t(&format!("org-kind-{}", kind.code()))))
            .collect(),
        levels: UnitLevel::ALL
            .iter()
            .map(|level| (level.code(), tr.t(&format!("org-level-{}", level.code()))))
            .collect(),
        lines: Hierarchy::ALL
            .iter()
            .map(|line| (line.code(), tr.t(&format!("org-line-{}", line.code()))))
            .collect(),
        parts: (1..=PARTS).collect(),
        kind,
        form,
    };
    visit.page_with(status, &page)
}

pub(super) async fn form(
    State(org): State<Organisation>,
    visit: Visit,
    Path((address, kind)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let kind = known(&kind)?;
    let desk = desk(&org, &visit, &address).await?;
    let form = if kind == "end_rights" {
        // All that end are there to begin with: whoever means fewer takes lines away.
        let day = desk.reorg.paper.effective_on;
        let eve = day.yesterday().unwrap_or(day);
        let ending = desk.reorg.plan.ending();
        let offers = Finder::on(&desk.present.history, eve, None).offers(|unit| ending.contains(&unit));
        Form::filled([("sources", offers.join("\n"))])
    } else {
        Form::empty()
    };
    page(&visit, &desk, kind, form)
}

struct Reader<'r> {
    form: &'r mut Form,
    tr: &'r Tr,
    finder: Finder,
    org: &'r Organisation,
}

impl Reader<'_> {
    fn unfound(&mut self, field: &str, typed: &str, why: Unfound) {
        let words = match why {
            Unfound::Several => self.tr.x("org-find-several", typed),
            Unfound::Nothing { near } if near.is_empty() => self.tr.x("org-find-nothing", typed),
            Unfound::Nothing { near } => self.tr.xy("org-find-near", typed, near.join("; ")),
        };
        self.form.fault_words(field, words);
    }

    fn one(&mut self, field: &str) -> Option<Uuid> {
        let typed = self.form.value(field).to_owned();
        if typed.is_empty() {
            return None;
        }
        match self.finder.find(&typed) {
            Ok(unit) => Some(unit),
            Err(why) => {
                self.unfound(field, &typed, why);
                None
            }
        }
    }

    fn needed(&mut self, field: &str) -> Option<Uuid> {
        if self.form.value(field).is_empty() {
            self.form.fault(field, self.tr, "form-required");
        }
        self.one(field)
    }

    fn many(&mut self, field: &str) -> Vec<Uuid> {
        let lines: Vec<String> = self
            .form
            .value(field)
            .lines()
            .map(|line| line.trim().to_owned())
            .collect();
        let mut out: Vec<Uuid> = Vec::new();
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            match self.finder.find(&line) {
                Ok(unit) if out.contains(&unit) => {}
                Ok(unit) => out.push(unit),
                Err(why) => self.unfound(field, &line, why),
            }
        }
        out
    }

    fn needed_many(&mut self, field: &str) -> Vec<Uuid> {
        if self.form.value(field).trim().is_empty() {
            self.form.fault(field, self.tr, "form-required");
        }
        self.many(field)
    }

    fn text(&self, field: &str) -> Option<String> {
        let typed = vietnamese::fold::clean(self.form.value(field));
        (!typed.is_empty()).then_some(typed)
    }

    fn share(&mut self, field: &str) -> Option<Share> {
        let typed = self.form.value(field).to_owned();
        if typed.is_empty() {
            return None;
        }
        let share = Share::read(&typed);
        if share.is_none() {
            self.form.fault(field, self.tr, "org-share-wrong");
        }
        share
    }

    fn founding(&mut self, like: Option<&Traits>) -> Option<Box<Founding>> {
        for field in ["code", "name"] {
            if self.text(field).is_none() {
                self.form.fault(field, self.tr, "form-required");
            }
        }
        let parent = self.one("parent");
        let kind = self.form.value("unit_kind").to_owned();
        let level = self.form.value("unit_level").to_owned();
        let traits = Traits {
            name: self.text("name")?,
            short_name: self.text("short_name").unwrap_or_default(),
            abbreviation: self.text("abbreviation").unwrap_or_default(),
            code: self.text("code")?,
            kind: if kind.is_empty() {
                like.map_or(UnitKind::Grassroots, |like| like.kind)
            } else {
                UnitKind::parse(&kind)
            },
            level: if level.is_empty() {
                like.map_or(UnitLevel::Grassroots, |like| like.level)
            } else {
                UnitLevel::parse(&level)
            },
            seal: self.text("seal").unwrap_or_default(),
            address: self.text("address").unwrap_or_default(),
            position: like.map_or(999, |like| like.position),
            demo: false,
        };
        Some(Box::new(Founding {
            unit: self.org.app.fresh_id(),
            traits,
            parent,
        }))
    }

    /// One line of a split: an existing unit by code, or a new one by code and name.
    fn receiver(&mut self, n: usize, like: Option<&Traits>) -> Option<Receiver> {
        let code = self.text(&format!("part_{n}_code"))?;
        let share = self.share(&format!("part_{n}_share"));
        let takes = self.many(&format!("part_{n}_takes"));
        let default = self.form.value("part_default") == n.to_string();
        let mut receiver = Receiver {
            unit: Uuid::nil(),
            founding: None,
            share,
            default,
            takes,
        };
        match self.text(&format!("part_{n}_name")) {
            None => {
                let field = format!("part_{n}_code");
                receiver.unit = self.needed(&field)?;
            }
            Some(name) => {
                receiver.unit = self.org.app.fresh_id();
                let base = like.cloned();
                let traits = Traits {
                    name,
                    short_name: String::new(),
                    abbreviation: String::new(),
                    code,
                    kind: base.as_ref().map_or(UnitKind::Grassroots, |base| base.kind),
                    level: base.as_ref().map_or(UnitLevel::Grassroots, |base| base.level),
                    seal: String::new(),
                    address: String::new(),
                    position: base.map_or(999, |base| base.position),
                    demo: false,
                };
                receiver.founding = Some(Box::new(Founding {
                    unit: receiver.unit,
                    traits,
                    parent: None,
                }));
            }
        }
        Some(receiver)
    }

    fn change(&mut self) -> TraitsChange {
        TraitsChange {
            name: self.text("name"),
            short_name: self.text("short_name"),
            abbreviation: self.text("abbreviation"),
            code: self.text("code"),
            kind: self.text("unit_kind").map(|kind| UnitKind::parse(&kind)),
            level: self.text("unit_level").map(|level| UnitLevel::parse(&level)),
            seal: self.text("seal"),
            address: self.text("address"),
            position: None,
        }
    }
}

fn read(reader: &mut Reader<'_>, desk: &Desk, kind: &str) -> Option<Operation> {
    let eve = desk
        .reorg
        .paper
        .effective_on
        .yesterday()
        .unwrap_or(desk.reorg.paper.effective_on);
    let history = &desk.present.history;
    let like = |unit: Uuid| history.version(unit, eve).map(|version| (*version.traits).clone());
    let operation = match kind {
        "merge" => Operation::Merge {
            sources: reader.needed_many("sources"),
            into: reader.needed("into")?,
        },
        "consolidate" => {
            let sources = reader.needed_many("sources");
            let base = sources.first().and_then(|unit| like(*unit));
            Operation::Consolidate {
                founding: reader.founding(base.as_ref())?,
                sources,
            }
        }
        "split" => {
            let source = reader.needed("unit")?;
            let base = like(source);
            let receivers: Vec<Receiver> = (1..=PARTS).filter_map(|n| reader.receiver(n, base.as_ref())).collect();
            if receivers.len() < 2 && !reader.form.is_refused() {
                reader.form.fault("part_1_code", reader.tr, "org-split-too-few");
            }
            Operation::Split { source, receivers }
        }
        "hand_over" => {
            let source = reader.needed("unit")?;
            if reader.form.value("part_1_code").is_empty() {
                reader.form.fault("part_1_code", reader.tr, "form-required");
            }
            let receiver = reader.receiver(1, like(source).as_ref())?;
            Operation::HandOver {
                source,
                receiver: Box::new(receiver),
            }
        }
        "move" => Operation::Move {
            units: reader.needed_many("sources"),
            hierarchy: Hierarchy::parse(reader.form.value("line")).unwrap_or(Hierarchy::Union),
            parent: Some(reader.needed("parent")?),
        },
        "alter" => {
            let unit = reader.needed("unit")?;
            let change = reader.change();
            if change.is_empty() {
                reader.form.fault("name", reader.tr, "org-alter-nothing");
            }
            Operation::Alter {
                unit,
                change: Box::new(change),
            }
        }
        "found" => {
            if reader.form.value("parent").is_empty() {
                reader.form.fault("parent", reader.tr, "form-required");
            }
            Operation::Found {
                founding: reader.founding(None)?,
            }
        }
        "dissolve" => Operation::Dissolve {
            unit: reader.needed("unit")?,
            below_to: reader.one("below_to"),
        },
        "end_rights" => {
            let ending = desk.reorg.plan.ending();
            let typed = reader.many("sources");
            let units = if typed.is_empty() { ending.clone() } else { typed };
            if units.is_empty() || units.iter().any(|unit| !ending.contains(unit)) {
                reader.form.fault("sources", reader.tr, "org-rights-not-ending");
            }
            Operation::EndRights { units }
        }
        "end" => Operation::End {
            unit: reader.needed("unit")?,
            heir: reader.one("heir"),
            below_to: reader.one("below_to"),
        },
        _ => Operation::Restore {
            unit: reader.needed("unit")?,
            parent: None,
        },
    };
    (!reader.form.is_refused()).then_some(operation)
}

pub(super) async fn send(
    State(org): State<Organisation>,
    visit: Visit,
    Path((address, kind)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let kind = known(&kind)?;
    let mut desk = desk(&org, &visit, &address).await?;
    let mut form = Form::returned(fields);
    let day = desk.reorg.paper.effective_on;
    let finder = if kind == "restore" {
        Finder::ended(&desk.present.history, day)
    } else {
        Finder::on(
            &desk.present.history,
            day.yesterday().unwrap_or(day),
            Some(&desk.reorg.plan),
        )
    };
    let mut reader = Reader {
        form: &mut form,
        tr: &tr,
        finder,
        org: &org,
    };
    let operation = read(&mut reader, &desk, kind);
    let Some(operation) = operation else {
        return page(&visit, &desk, kind, form);
    };
    let mut plan = desk.reorg.plan.clone();
    plan.operations.push(operation);
    if !covers(&desk.scope, &plan.operations) {
        let field = if form.values.has("sources") { "sources" } else { "unit" };
        form.fault(field, &tr, "org-failure-outside");
        return page(&visit, &desk, kind, form);
    }
    desk.reorg.revision = form.value("revision").parse().unwrap_or(desk.reorg.revision);
    let deed = Deed {
        org: &org,
        actor: Some(visit.actor()?),
        reason: "",
    };
    let paper = desk.reorg.paper.clone();
    reorgs::edit(deed, &desk.reorg, &paper, &plan).await?;
    Ok(visit.go_done(&format!("/sap-xep/{}", desk.reorg.id), "done-reorg-saved"))
}

pub(super) async fn remove(
    State(org): State<Organisation>,
    visit: Visit,
    Path(address): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let desk = desk(&org, &visit, &address).await?;
    let place: usize = fields.get("place").parse().map_err(|_| Failure::Malformed)?;
    let mut plan = desk.reorg.plan.clone();
    if place < plan.operations.len() {
        plan.operations.remove(place);
    }
    let deed = Deed {
        org: &org,
        actor: Some(visit.actor()?),
        reason: "",
    };
    let mut reorg = desk.reorg;
    reorg.revision = fields.get("revision").parse().unwrap_or(reorg.revision);
    let paper = reorg.paper.clone();
    reorgs::edit(deed, &reorg, &paper, &plan).await?;
    Ok(visit.go_done(&format!("/sap-xep/{}", reorg.id), "done-reorg-saved"))
}
