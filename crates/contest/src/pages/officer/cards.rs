//! Cards with QR codes for those who have not taken part yet, or one poster for each unit.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::time;
use paperwork::qr;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::visit::Visit;

use super::Desk;
use crate::service::Contests;

/// Cards in one printing; 9 on a sheet of A4.
const MOST: usize = 900;

struct Card {
    name: String,
    number: String,
    unit: String,
}

struct Poster {
    unit: String,
    missing: String,
}

#[derive(Template)]
#[template(path = "officer_cards.html")]
struct CardsPage {
    shell: Shell,
    lead: String,
    /// The picture, drawn by the paperwork crate; the same on every card, because the address is.
    qr: String,
    url: String,
    period: String,
    contest: String,
    close: String,
    posters: Vec<Poster>,
    cards: Vec<Card>,
    /// Addresses of the two kinds of sheet.
    as_cards: String,
    as_posters: String,
}

pub(super) async fn show(visit: Visit, State(contests): State<Contests>) -> Result<Response, Failure> {
    let tr = visit.tr();
    let desk = Desk::read(&visit, &contests, visit.lang)
        .await?
        .ok_or(Failure::NotFound)?;
    let url = desk.url(&visit);
    let picture = qr::svg(&url, &tr.x("officer-qr-title", &url)).map_err(Failure::internal)?;
    let posters = visit.param("kieu") == "don-vi";
    let missing: Vec<&super::Counted> = desk.members.iter().filter(|member| !member.done).collect();
    let unit = desk.unit.map_or_else(String::new, |unit| unit.to_string());
    let base = format!("/don-vi-toi/phieu-qr?ky={}&don-vi={unit}", desk.here.period.id);
    let mut page = CardsPage {
        shell: visit
            .shell(tr.t(if posters {
                "officer-posters-title"
            } else {
                "officer-cards-title"
            }))
            .crumb("/don-vi-toi", tr.t("officer-title")),
        lead: String::new(),
        qr: picture,
        url,
        period: desk.here.name.clone(),
        contest: desk.here.title.clone(),
        close: tr.x(
            "officer-card-close",
            time::day_and_time(desk.here.period.close_at, visit.lang),
        ),
        posters: Vec::new(),
        cards: Vec::new(),
        as_posters: format!("{base}&kieu=don-vi"),
        as_cards: base,
    };
    if posters {
        let mut units: BTreeMap<usize, (String, usize)> = BTreeMap::new();
        for member in &missing {
            let Some(unit) = member.person.unit_id else { continue };
            let place = desk
                .tree
                .nodes()
                .iter()
                .position(|node| node.id == unit)
                .unwrap_or(usize::MAX);
            units.entry(place).or_insert_with(|| (desk.unit_name(Some(unit)), 0)).1 += 1;
        }
        page.lead = tr.n("officer-posters-lead", units.len());
        page.posters = units
            .into_values()
            .map(|(unit, count)| Poster {
                unit,
                missing: tr.n("officer-poster-missing", count),
            })
            .collect();
    } else {
        page.lead = if missing.len() > MOST {
            tr.xy(
                "officer-cards-too-many",
                tr.number(i64::try_from(missing.len()).unwrap_or(i64::MAX)),
                MOST,
            )
        } else {
            tr.n("officer-cards-lead", missing.len())
        };
        page.cards = missing
            .iter()
            .take(MOST)
            .map(|member| Card {
                name: member.person.full_name.clone(),
                number: member.person.member_number.clone(),
                unit: desk.unit_name(member.person.unit_id),
            })
            .collect();
    }
    visit.page(&page)
}
