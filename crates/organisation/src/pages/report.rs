//! Members and confirmed headcounts by unit, under any lens.

use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use kernel::time;
use platform::failure::Failure;
use platform::visit::Visit;
use uuid::Uuid;

use super::ground;
use crate::counting::{counting, known_by};
use crate::history::{Fact, Hierarchy, History, Sheet};
use crate::looking::Looking;
use crate::report::{Column, Report, Shows, levels};
use crate::scope::Scope;
use crate::state::Organisation;
use crate::store::headcount::{self, Said};
use crate::store::people::{self, AgeBand};

/// Places of the figures: members on the list, confirmed members, confirmed staff, women among the members.
const COLUMNS: usize = 4;
/// Places of the other view: people on the list, women, and each age band.
const BANDS: [AgeBand; 6] = AgeBand::ALL;

struct Made {
    sheet: Sheet,
    day: Date,
    looking: Looking,
    history: std::sync::Arc<History>,
    /// By sex and age instead of by confirmed figures.
    by_age: bool,
}

async fn made(org: &Organisation, visit: &Visit) -> Result<Made, Failure> {
    let today = org.today();
    let looking = Looking::of(visit, today);
    let day: Date = visit
        .param("ngay")
        .parse()
        .ok()
        .filter(|day| *day <= today)
        .unwrap_or(today);
    let known = looking.known_at();
    let present = org.present().await?;
    let history = present.as_known(known)?;
    let db = org.app.db.read();
    let then = present.tree(Hierarchy::Union, day, known)?;
    let by_age = visit.param("xem") == "co-cau";
    if by_age {
        let mut facts = Vec::new();
        for row in people::composition(db, &Scope::All, day, known).await? {
            let Some(home) = then.home(row.unit_id) else { continue };
            let women = if row.sex.as_deref() == Some("female") { row.n } else { 0 };
            let mut figures = vec![row.n, women];
            figures.extend(BANDS.iter().map(|band| if *band == row.band { row.n } else { 0 }));
            facts.push(Fact {
                unit: home.id,
                on: day,
                figures,
            });
        }
        let past = day.tomorrow().unwrap_or(day);
        let columns = BANDS.len().saturating_add(2);
        let sheet = Sheet::build(
            &history,
            Hierarchy::Union,
            looking.lens,
            today,
            (day, past),
            columns,
            &facts,
        )
        .ok_or_else(|| Failure::internal("figures too large"))?;
        return Ok(Made {
            sheet,
            day,
            looking,
            history,
            by_age,
        });
    }
    let listed = then.homed(&people::count_members_as_known(db, &Scope::All, day, known).await?);
    let confirmed = known_by(headcount::confirmed(db, day).await?, known);
    let mut facts: Vec<Fact> = listed
        .into_iter()
        .map(|(unit, members)| Fact {
            unit,
            on: day,
            figures: vec![members, 0, 0, 0],
        })
        .collect();
    for headcount in counting(&history, &then, day, &confirmed) {
        if let Said::Confirmed(figures) = headcount.said {
            // The figure speaks of an earlier day; as it was on the day of the report it stands with who has it then.
            let unit = then.home(headcount.unit).map_or(headcount.unit, |home| home.id);
            facts.push(Fact {
                unit,
                on: day,
                figures: vec![
                    0,
                    figures.members,
                    figures.staff,
                    figures.women_members.unwrap_or_default(),
                ],
            });
        }
    }
    let past = day.tomorrow().unwrap_or(day);
    let sheet = Sheet::build(
        &history,
        Hierarchy::Union,
        looking.lens,
        today,
        (day, past),
        COLUMNS,
        &facts,
    )
    .ok_or_else(|| Failure::internal("figures too large"))?;
    Ok(Made {
        sheet,
        day,
        looking,
        history,
        by_age,
    })
}

fn report<'m>(visit: &Visit, made: &'m Made, seen: &'m dyn Fn(Uuid) -> bool) -> Report<'m> {
    let tr = visit.tr();
    let column = |key: &str, shows| Column {
        heading: tr.t(key),
        shows,
    };
    let day = time::date(made.day, visit.lang);
    let columns = if made.by_age {
        let mut columns = vec![
            column("org-units-listed", Shows::Sum(0)),
            column("org-report-women", Shows::Sum(1)),
            column("org-report-women-share", Shows::Rate(1, 0)),
        ];
        let bands = (2_usize..).zip(BANDS);
        columns.extend(bands.map(|(place, band)| Column {
            heading: tr.t(&format!("org-age-{}", band.code())),
            shows: Shows::Sum(place),
        }));
        columns
    } else {
        vec![
            column("org-units-listed", Shows::Sum(0)),
            column("org-col-members", Shows::Sum(1)),
            column("org-col-staff", Shows::Sum(2)),
            column("org-report-share", Shows::Rate(1, 2)),
            column("org-col-women-members", Shows::Sum(3)),
        ]
    };
    let other = if made.by_age { "" } else { "co-cau" };
    Report {
        title: tr.x(
            if made.by_age {
                "org-report-age-title"
            } else {
                "org-report-title"
            },
            day,
        ),
        lead: tr.t(if made.by_age {
            "org-report-age-lead"
        } else {
            "org-report-lead"
        }),
        looking: made.looking,
        sheet: &made.sheet,
        history: &made.history,
        columns,
        action: "/bao-cao".to_owned(),
        kept: vec![
            ("ngay", made.day.to_string()),
            (
                "xem",
                if made.by_age {
                    "co-cau".to_owned()
                } else {
                    String::new()
                },
            ),
        ],
        crumbs: vec![(
            format!("/bao-cao?ngay={}&xem={other}", made.day),
            tr.t(if made.by_age {
                "org-report-to-figures"
            } else {
                "org-report-to-ages"
            }),
        )],
        seen,
        levels: levels(visit),
    }
}

pub(super) async fn show(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let on = ground(&visit, &org, org.today()).await?;
    let made = made(&org, &visit).await?;
    let seen = |unit: Uuid| on.seen.covers(unit);
    report(&visit, &made, &seen).page(&visit)
}

pub(super) async fn export(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let on = ground(&visit, &org, org.today()).await?;
    let made = made(&org, &visit).await?;
    let seen = |unit: Uuid| on.seen.covers(unit);
    report(&visit, &made, &seen).export(&visit, &format!("bao-cao-don-vi-{}.xlsx", made.day))
}
