//! One-time sign-in codes on paper: cards to cut out, one for each member who has never signed in.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use kernel::time::{self, DAY};
use paperwork::qr;
use platform::account;
use platform::audit;
use platform::failure::Failure;
use platform::form::Fields;
use platform::shell::Shell;
use platform::visit::Visit;
use uuid::Uuid;

use super::{AskedUnit, Ground, asked_unit, ground, query};
use crate::event::OrganisationEvent;
use crate::scope::Scope;
use crate::state::Organisation;
use crate::store::people::{self, Unopened};

/// Cards in one go: 34 sheets of A4. The next go continues where this one ended.
const MOST: i64 = 300;
/// How long a printed code works.
const LASTS: i64 = 14 * DAY;

struct Card {
    name: String,
    number: String,
    unit: String,
    code: String,
    picture: String,
}

#[derive(Template)]
#[template(path = "codes.html")]
struct CodesPage {
    shell: Shell,
    /// Empty before a unit is chosen.
    unit: String,
    unit_name: String,
    /// The unit asked for has ended; which one this is instead.
    became: String,
    /// The units to choose from.
    units: Vec<(String, String)>,
    /// Members who wait for a code now: all of them, though one go prints only so many.
    waiting: i64,
    most: i64,
    more: bool,
    /// Members without a password, whether or not a code waits for them.
    unopened: i64,
    cards: Vec<Card>,
    until: String,
}

/// The units that the visitor may act on, indented.
pub(super) fn choices(on: &Ground) -> Vec<(String, String)> {
    let own: Vec<_> = on
        .tree
        .nodes()
        .iter()
        .filter(|node| on.acting.covers(node.id))
        .collect();
    let top = own.iter().map(|node| node.depth).min().unwrap_or_default();
    own.into_iter()
        .take(2_000)
        .map(|node| {
            let indent = "\u{2003}".repeat(node.depth.saturating_sub(top));
            (node.id.to_string(), format!("{indent}{}", node.name))
        })
        .collect()
}

async fn waiting(org: &Organisation, on: &Ground, unit: Uuid, now: i64, again: bool) -> Result<Vec<Unopened>, Failure> {
    let scope = on.acting.narrow(&on.tree, unit)?;
    let found = people::unopened(
        org.app.db.read(),
        &scope,
        org.today(),
        now,
        again,
        MOST.saturating_add(1),
    )
    .await?;
    Ok(found)
}

fn page(visit: &Visit, on: &Ground, AskedUnit { unit, became }: AskedUnit) -> CodesPage {
    let tr = visit.tr();
    let shell = visit
        .shell(tr.t("org-codes-title"))
        .crumb("/doan-vien", tr.t("org-members-title"));
    CodesPage {
        shell,
        unit: unit.map_or_else(String::new, |unit| unit.to_string()),
        unit_name: unit
            .and_then(|unit| on.tree.get(unit))
            .map_or_else(String::new, |node| node.name.clone()),
        became,
        units: choices(on),
        waiting: 0,
        most: MOST,
        more: false,
        unopened: 0,
        cards: Vec::new(),
        until: String::new(),
    }
}

pub(super) async fn show(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let on = ground(&visit, &org, org.today()).await?;
    let mut asked = asked_unit(&visit, &org, &on.tree, &on.acting, &visit.param("don-vi")).await?;
    asked.unit = asked.unit.or_else(|| match &on.acting {
        Scope::Units(units) => units.first().copied(),
        Scope::All => None,
    });
    let unit = asked.unit;
    let mut page = page(&visit, &on, asked);
    if let Some(unit) = unit {
        let scope = on.acting.narrow(&on.tree, unit)?;
        let (db, today, now) = (org.app.db.read(), org.today(), visit.now());
        page.waiting = people::count_unopened(db, &scope, today, now, false).await?;
        page.unopened = people::count_unopened(db, &scope, today, now, true).await?;
        page.more = page.waiting > MOST;
    }
    visit.page(&page)
}

pub(super) async fn print(State(org): State<Organisation>, visit: Visit, fields: Fields) -> Result<Response, Failure> {
    let tr = visit.tr();
    let on = ground(&visit, &org, org.today()).await?;
    let asked = asked_unit(&visit, &org, &on.tree, &on.acting, fields.get("don-vi")).await?;
    let unit = asked.unit.ok_or(Failure::NotFound)?;
    let node = on.tree.get(unit).ok_or(Failure::NotFound)?;
    let actor = visit.actor()?;
    let app = &org.app;
    let mut found = waiting(&org, &on, unit, visit.now(), fields.has("cap-lai")).await?;
    let most = usize::try_from(MOST).unwrap_or_default();
    let mut page = page(&visit, &on, asked);
    page.more = found.len() > most;
    found.truncate(most);
    if found.is_empty() {
        return visit.page(&page);
    }
    let tx = app.db.begin().await?;
    for person in &found {
        let code = account::new_code(&*app.entropy);
        account::issue_code(&tx, visit.now(), person.id, &code, LASTS, Some(actor.account)).await?;
        let address = format!(
            "{}/dang-nhap/lan-dau?{}",
            app.settings.public_url.trim_end_matches('/'),
            query(&[("so", &person.member_number)])
        );
        page.cards.push(Card {
            picture: qr::svg(&address, &tr.t("org-codes-qr")).map_err(Failure::internal)?,
            unit: on
                .tree
                .home(person.unit_id)
                .map_or_else(String::new, |node| node.short_name.clone()),
            name: person.full_name.clone(),
            number: person.member_number.clone(),
            code,
        });
    }
    let event = OrganisationEvent::CodesPrinted {
        unit,
        name: node.name.clone(),
        accounts: found.iter().map(|person| person.id).collect(),
    };
    audit::append(&tx, visit.now(), Some(actor), &event).await?;
    tx.commit().await?;
    page.until = time::short(visit.now().saturating_add(LASTS), visit.lang);
    let mut response = visit.page(&page)?;
    // The codes are shown once: no browser keeps this page for "back".
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}
