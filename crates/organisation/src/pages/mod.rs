//! Units, members and imports on the web.

mod codes;
mod compare;
mod confirm;
mod dry_run;
mod due;
mod duplicates;
mod figures;
mod import;
mod life;
mod map;
mod member;
mod members;
mod merge;
mod posts;
mod reorg;
mod reorg_import;
mod report;
mod shown;
mod transfer;
mod unit;
mod units;

use std::sync::Arc;

use jiff::civil::Date;
use kernel::actor::Role;
use platform::failure::Failure;
use platform::routes::{Access, FILE, Routes};
use platform::visit::Visit;
use uuid::Uuid;

use crate::scope::{Scope, acting_scope, scope_of};
use crate::state::Organisation;
use crate::tree::Tree;

const READERS: Access = Access::Roles(&[
    Role::Administrator,
    Role::Organiser,
    Role::Leader,
    Role::Auditor,
    Role::UnitOfficer,
]);
const KEEPERS: Access = Access::Roles(&[Role::Administrator, Role::UnitOfficer]);
/// Who brings re-organisations in from files.
const REORGANISERS: Access = Access::Roles(&[Role::Administrator, Role::Organiser]);

/// The routes of this crate.
pub fn routes(org: &Organisation) -> Routes {
    Routes::new(&org.app)
        .get("/don-vi", READERS, org.clone(), units::list)
        .get("/don-vi/xuat.xlsx", READERS, org.clone(), units::export)
        .get("/don-vi/{unit}", READERS, org.clone(), unit::show)
        .get("/don-vi/{unit}/lich-su", READERS, org.clone(), life::show)
        .get("/bao-cao", READERS, org.clone(), report::show)
        .get("/bao-cao/xuat.xlsx", READERS, org.clone(), report::export)
        .get("/ban-do", READERS, org.clone(), map::show)
        .get("/ban-do/xuat.xlsx", READERS, org.clone(), map::export)
        .get("/so-sanh", READERS, org.clone(), compare::show)
        .get("/so-sanh/xuat.xlsx", READERS, org.clone(), compare::export)
        .post("/don-vi/{unit}/xac-nhan-so-lieu", KEEPERS, org.clone(), confirm::send)
        .get("/doan-vien", READERS, org.clone(), members::list)
        .get("/doan-vien/xuat.xlsx", READERS, org.clone(), members::export)
        .get("/doan-vien/ma-dang-nhap", KEEPERS, org.clone(), codes::show)
        .post("/doan-vien/ma-dang-nhap", KEEPERS, org.clone(), codes::print)
        .get("/doan-vien/chuyen", KEEPERS, org.clone(), transfer::show)
        .post("/doan-vien/chuyen", KEEPERS, org.clone(), transfer::send)
        .get("/doan-vien/trung", KEEPERS, org.clone(), duplicates::list)
        .get("/doan-vien/trung/{a}/{b}", KEEPERS, org.clone(), merge::show)
        .post("/doan-vien/trung/{a}/{b}", KEEPERS, org.clone(), merge::send)
        .post("/doan-vien/trung/{a}/{b}/khac", KEEPERS, org.clone(), merge::tell_apart)
        .post(
            "/doan-vien/lan-gop/{merge}/hoan-tac",
            KEEPERS,
            org.clone(),
            duplicates::undo,
        )
        .get("/doan-vien/{person}", READERS, org.clone(), member::show)
        .post("/doan-vien/{person}/chuc-vu", KEEPERS, org.clone(), posts::add)
        .post(
            "/doan-vien/{person}/chuc-vu/{post}/thoi",
            KEEPERS,
            org.clone(),
            posts::end,
        )
        .post(
            "/doan-vien/{person}/chuc-vu/{post}/go",
            KEEPERS,
            org.clone(),
            posts::remove,
        )
        .get("/nhap", KEEPERS, org.clone(), import::show)
        .get("/nhap/mau/{kind}", KEEPERS, org.clone(), import::template)
        .upload("/nhap", KEEPERS, FILE, org.clone(), import::send)
        .get("/nhap/{draft}", KEEPERS, org.clone(), dry_run::show)
        .post("/nhap/{draft}", KEEPERS, org.clone(), dry_run::confirm)
        .post("/nhap/{draft}/bo", KEEPERS, org.clone(), dry_run::drop_draft)
        .merge(reorg::routes(org))
        .merge(reorg_files(org))
}

/// Whole re-organisations in files.
fn reorg_files(org: &Organisation) -> Routes {
    Routes::new(&org.app)
        .get("/sap-xep/xuat.xlsx", READERS, org.clone(), reorg_import::export_xlsx)
        .get("/sap-xep/xuat.csv", READERS, org.clone(), reorg_import::export_csv)
        .get("/sap-xep/nhap", REORGANISERS, org.clone(), reorg_import::show)
        .get(
            "/sap-xep/nhap/mau.xlsx",
            REORGANISERS,
            org.clone(),
            reorg_import::template,
        )
        .upload("/sap-xep/nhap", REORGANISERS, FILE, org.clone(), reorg_import::send)
        .get(
            "/sap-xep/nhap/{draft}",
            REORGANISERS,
            org.clone(),
            reorg_import::dry_run,
        )
        .post(
            "/sap-xep/nhap/{draft}",
            REORGANISERS,
            org.clone(),
            reorg_import::confirm,
        )
        .post(
            "/sap-xep/nhap/{draft}/bo",
            REORGANISERS,
            org.clone(),
            reorg_import::drop_draft,
        )
}

/// What almost every page stands on: the tree of a day, what the person may see of it, what the person may change.
struct Ground {
    tree: Arc<Tree>,
    seen: Scope,
    acting: Scope,
}

async fn ground(visit: &Visit, org: &Organisation, date: Date) -> Result<Ground, Failure> {
    let actor = visit.actor()?;
    let tree = org.tree(date).await?;
    Ok(Ground {
        seen: scope_of(actor, &tree),
        acting: acting_scope(actor, &tree),
        tree,
    })
}

/// An id in an address; anything else is a page that does not exist.
fn id_in(address: &str) -> Result<Uuid, Failure> {
    address.parse().map_err(|_| Failure::NotFound)
}

/// The unit that an address or a form asks for.
#[derive(Clone, Debug, Default)]
struct AskedUnit {
    unit: Option<Uuid>,
    /// The one asked for has ended: which one answers for it now, in a sentence. Empty otherwise.
    became: String,
}

/// Reads the unit of an address or a form, "" for none. Instead of one that has ended it is its heir, or whoever stood
/// above it: old addresses, bookmarks and links in documents go on working. It must lie in the scope.
async fn asked_unit(
    visit: &Visit,
    org: &Organisation,
    tree: &Tree,
    scope: &Scope,
    asked: &str,
) -> Result<AskedUnit, Failure> {
    if asked.is_empty() {
        return Ok(AskedUnit::default());
    }
    let unit = id_in(asked)?;
    let keeper = tree.keeper(unit).ok_or(Failure::NotFound)?;
    scope.require(keeper.id)?;
    let became = if keeper.id == unit {
        String::new()
    } else {
        let history = Arc::clone(&org.present().await?.history);
        let on = tree.date();
        let ended = history.life(unit).and_then(|life| life.ended(on));
        let since = ended.map_or_else(String::new, |end| kernel::time::date(end.on, visit.lang));
        let key = if tree.home(unit).is_some() {
            "org-asked-heir"
        } else {
            "org-asked-above"
        };
        let name = history.name(unit, on).unwrap_or_default();
        visit.tr().xyz(key, name, since, &keeper.name)
    };
    Ok(AskedUnit {
        unit: Some(keeper.id),
        became,
    })
}

/// `key=value&…` of what is not empty.
fn query(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()))
        .finish()
}
