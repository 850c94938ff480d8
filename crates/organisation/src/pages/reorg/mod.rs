//! Re-organisations on the web: the acts on record and on their way, the draft, the preview, the decisions.

mod act;
mod decide;
mod find;
mod labels;
mod list;
mod open;
mod operation;
mod paper;
mod reading;
mod said;
mod show;
mod stale;

use kernel::actor::{Actor, Role};
use platform::failure::Failure;
use platform::routes::{Access, Routes};
use platform::visit::Visit;

use super::READERS;
use crate::plan::Operation;
use crate::scope::{Scope, acting_scope};
use crate::state::Organisation;
use crate::store::reorgs::{self, Reorg};
use crate::tree::Tree;

pub(super) use act::cited;
pub(super) use said::{DifferenceRow, Names};

const DRAFTERS: Access = Access::Roles(&[Role::Administrator, Role::Organiser, Role::UnitOfficer]);
const APPROVERS: Access = Access::Roles(&[Role::Leader, Role::Administrator]);
/// Those who approve return what waits for them; those who apply return what can no longer be applied.
const RETURNERS: Access = Access::Roles(&[Role::Leader, Role::Administrator, Role::Organiser]);
const RECORDERS: Access = Access::Roles(&[Role::Administrator, Role::Organiser]);

pub(super) fn routes(org: &Organisation) -> Routes {
    Routes::new(&org.app)
        .get("/sap-xep", READERS, org.clone(), list::show)
        .get("/sap-xep/moi", DRAFTERS, org.clone(), paper::new)
        .post("/sap-xep/moi", DRAFTERS, org.clone(), paper::create)
        .get("/sap-xep/{reorg}", READERS, org.clone(), show::show)
        .get("/sap-xep/{reorg}/van-ban", DRAFTERS, org.clone(), paper::edit)
        .post("/sap-xep/{reorg}/van-ban", DRAFTERS, org.clone(), paper::send)
        .get("/sap-xep/{reorg}/viec", DRAFTERS, org.clone(), operation::choose)
        .get("/sap-xep/{reorg}/viec/{kind}", DRAFTERS, org.clone(), operation::form)
        .post("/sap-xep/{reorg}/viec/{kind}", DRAFTERS, org.clone(), operation::send)
        .post("/sap-xep/{reorg}/bo-viec", DRAFTERS, org.clone(), operation::remove)
        .post("/sap-xep/{reorg}/trinh", DRAFTERS, org.clone(), decide::submit)
        .post("/sap-xep/{reorg}/xoa", DRAFTERS, org.clone(), decide::drop_draft)
        .post("/sap-xep/{reorg}/duyet", APPROVERS, org.clone(), decide::approve)
        .post("/sap-xep/{reorg}/tra-lai", RETURNERS, org.clone(), decide::give_back)
        .post("/sap-xep/{reorg}/ap-dung", RECORDERS, org.clone(), decide::apply)
        .post("/sap-xep/{reorg}/lap-lai", DRAFTERS, org.clone(), decide::renew)
        .get("/sap-xep/{reorg}/hoan-tac", APPROVERS, org.clone(), decide::undo_form)
        .post("/sap-xep/{reorg}/hoan-tac", APPROVERS, org.clone(), decide::undo)
}

/// The re-organisation that an address names.
async fn asked(org: &Organisation, address: &str) -> Result<Reorg, Failure> {
    let id = super::id_in(address)?;
    reorgs::find(org.app.db.read(), id).await?.ok_or(Failure::NotFound)
}

/// For which units somebody may draft: administrators and organisers for all, an officer for the own ones.
fn drafting(actor: &Actor, tree: &Tree) -> Scope {
    if actor.has_any(&[Role::Administrator, Role::Organiser]) {
        Scope::All
    } else {
        acting_scope(actor, tree)
    }
}

/// Whether somebody may change this draft: it lies within the own units, and so does everything it does.
fn may_draft(visit: &Visit, reorg: &Reorg, scope: &Scope) -> bool {
    let own = visit.actor().is_ok_and(|actor| reorg.created_by == Some(actor.account));
    match scope {
        Scope::All => true,
        Scope::Units(units) => own && !units.is_empty() && covers(scope, &reorg.plan.operations),
    }
}

fn covers(scope: &Scope, operations: &[Operation]) -> bool {
    let founded: Vec<uuid::Uuid> = operations
        .iter()
        .flat_map(Operation::founded)
        .map(|founding| founding.unit)
        .collect();
    operations
        .iter()
        .flat_map(Operation::subjects)
        .all(|unit| scope.covers(unit) || founded.contains(&unit))
}
