//! Reports by unit under any lens: members and confirmed headcounts, sex and age, confirmations that came.

use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use kernel::time;
use platform::failure::Failure;
use platform::text::Tr;
use platform::visit::Visit;
use uuid::Uuid;

use super::figures::{self, BANDS, CONFIRMED, Confirmed, LISTED, SHARE, Standing, asked_day, day_input, told};
use super::{due, ground};
use crate::looking::Looking;
use crate::report::{Column, Report, Shows, Tab, View};
use crate::scope::Scope;
use crate::state::Organisation;

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Headcounts,
    /// By sex and age.
    Ages,
    /// Confirmations that came, of those due.
    Due,
}

impl Kind {
    fn of(visit: &Visit) -> Self {
        match visit.param("xem").as_str() {
            "co-cau" => Self::Ages,
            "xac-nhan" => Self::Due,
            _ => Self::Headcounts,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Headcounts => "",
            Self::Ages => "co-cau",
            Self::Due => "xac-nhan",
        }
    }

    /// What a workbook of it is called.
    const fn file(self) -> &'static str {
        match self {
            Self::Headcounts => "so-lieu-xac-nhan",
            Self::Ages => "co-cau-doan-vien",
            Self::Due => "ty-le-xac-nhan",
        }
    }

    const ALL: [Self; 3] = [Self::Headcounts, Self::Ages, Self::Due];

    /// The tabs of the page, the map among them; the day goes along.
    fn tabs(self, tr: &Tr, day: Date, looking: &Looking) -> Vec<Tab> {
        let map = Tab {
            href: format!("/ban-do?{}&ngay={day}", looking.query()),
            words: tr.t("org-map"),
            here: false,
        };
        let kinds = Self::ALL.into_iter().map(|kind| Tab {
            href: format!("/bao-cao?xem={}&ngay={day}", kind.code()),
            words: tr.t(match kind {
                Self::Headcounts => "org-report-to-figures",
                Self::Ages => "org-report-to-ages",
                Self::Due => "org-report-to-due",
            }),
            here: kind == self,
        });
        kinds.chain(std::iter::once(map)).collect()
    }
}

struct Made {
    standing: Standing,
    day: Date,
    kind: Kind,
    due: due::Asked,
}

async fn made(org: &Organisation, visit: &Visit, seen: &Scope) -> Result<Made, Failure> {
    let day = asked_day(visit, org);
    let kind = Kind::of(visit);
    let due = due::Asked::of(visit, org.today());
    let looking = Looking::of(visit, org.today());
    let standing = match kind {
        Kind::Headcounts => figures::headcounts(org, looking, day, seen).await?,
        Kind::Ages => figures::ages(org, looking, day, seen).await?,
        Kind::Due => due::standing(org, visit, due).await?,
    };
    Ok(Made {
        standing,
        day,
        kind,
        due,
    })
}

fn columns(tr: &Tr, kind: Kind) -> Vec<Column> {
    let column = |key: &str, shows| Column {
        heading: tr.t(key),
        shows,
    };
    match kind {
        Kind::Headcounts => vec![
            column("org-units-listed", Shows::Sum(LISTED)),
            column("org-report-confirmed-members", told(Confirmed::Members)),
            column("org-col-staff", told(Confirmed::Staff)),
            column("org-report-share", SHARE),
            column("org-col-women-members", told(Confirmed::Women)),
            column("org-report-told", CONFIRMED),
        ],
        Kind::Ages => {
            let mut columns = vec![
                column("org-units-listed", Shows::Sum(LISTED)),
                column("org-report-women", Shows::Sum(1)),
                column("org-report-women-share", Shows::Rate(1, 0)),
            ];
            columns.extend((2_usize..).zip(BANDS).map(|(place, band)| Column {
                heading: tr.t(&format!("org-age-{}", band.code())),
                shows: Shows::Sum(place),
            }));
            columns
        }
        Kind::Due => vec![
            column("org-due-rate", due::RATE),
            column("org-due-units", due::UNITS),
            column("org-due-days", due::DAYS_DUE),
            column("org-due-come", due::DAYS_COME),
        ],
    }
}

fn report<'m>(visit: &Visit, made: &'m Made, seen: &'m dyn Fn(Uuid) -> bool) -> Report<'m> {
    let tr = visit.tr();
    let day = |day: Date| time::date(day, visit.lang);
    let (title, lead) = match made.kind {
        Kind::Headcounts => (tr.x("org-report-title", day(made.day)), "org-report-lead"),
        Kind::Ages => (tr.x("org-report-age-title", day(made.day)), "org-report-age-lead"),
        Kind::Due => (
            tr.xy("org-due-title", day(made.due.from), day(made.due.last)),
            "org-due-lead",
        ),
    };
    Report {
        title,
        lead: tr.t(lead),
        looking: made.standing.looking,
        sheet: &made.standing.sheet,
        history: &made.standing.history,
        columns: columns(&tr, made.kind),
        action: "/bao-cao".to_owned(),
        inputs: match made.kind {
            Kind::Due => made.due.inputs(visit),
            Kind::Headcounts | Kind::Ages => vec![day_input(visit, made.day)],
        },
        kept: vec![("xem", made.kind.code().to_owned())],
        crumbs: Vec::new(),
        tabs: made.kind.tabs(&tr, made.day, &made.standing.looking),
        seen,
        view: View::of(visit),
        ranking: tr.t("org-report-ranking"),
    }
}

pub(super) async fn show(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let on = ground(&visit, &org, org.today()).await?;
    let made = made(&org, &visit, &on.seen).await?;
    let seen = on.seen.lookup();
    report(&visit, &made, &seen).page(&visit)
}

pub(super) async fn export(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let on = ground(&visit, &org, org.today()).await?;
    let made = made(&org, &visit, &on.seen).await?;
    let seen = on.seen.lookup();
    report(&visit, &made, &seen).export(&visit, &format!("{}-{}.xlsx", made.kind.file(), made.day))
}
