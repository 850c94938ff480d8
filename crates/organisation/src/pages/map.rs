//! The provinces as a map of tiles, coloured by one figure, with the same facts in the table beside it.

mod draw;
mod table;
mod workbook;

use std::collections::HashSet;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use kernel::time;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::Visit;
use uuid::Uuid;

use self::draw::{Key, Sea, Tile};
use self::table::{Cell, LABELS, Row, cells, number, percent};
use super::ground;
use crate::atlas::{self, Atlas, Figure, Reading, Standing};
use crate::counting::{counting, known_by};
use crate::history::{Amount, Fact, Hierarchy, History, Loose, LooseKind, Sheet};
use crate::looking::{Control, Looking};
use crate::scope::Scope;
use crate::state::Organisation;
use crate::store::headcount::{self, Said};
use crate::store::people;

/// The figures of a day under the lens, by province.
struct Made {
    atlas: Atlas,
    history: Arc<History>,
    /// The day whose units are shown: that of the lens, else that of the figures.
    shown: Date,
    day: Date,
    looking: Looking,
    figure: Figure,
    /// What the report of the same day has as its bottom line; nothing for whoever sees only some units.
    total: Option<Vec<Amount>>,
}

async fn facts(org: &Organisation, history: &History, day: Date, looking: &Looking) -> Result<Vec<Fact>, Failure> {
    let (db, known) = (org.app.db.read(), looking.known_at());
    let then = org.present().await?.tree(Hierarchy::Union, day, known)?;
    let figures = |place: usize, n: i64| {
        let mut figures = vec![0; atlas::COLUMNS];
        if let Some(cell) = figures.get_mut(place) {
            *cell = n;
        }
        figures
    };
    let listed = then.homed(&people::count_members_as_known(db, &Scope::All, day, known).await?);
    let mut facts: Vec<Fact> = listed
        .into_iter()
        .map(|(unit, members)| Fact {
            unit,
            on: day,
            figures: figures(atlas::LISTED, members),
        })
        .collect();
    let confirmed = known_by(headcount::confirmed(db, day).await?, known);
    for headcount in counting(history, &then, day, &confirmed) {
        // As in the report: the figure stands with whoever has it on the day of the report.
        let unit = then.home(headcount.unit).map_or(headcount.unit, |home| home.id);
        facts.push(Fact {
            unit,
            on: day,
            figures: match headcount.said {
                Said::Confirmed(said) => vec![0, said.members, said.staff, 1, 0],
                Said::NotApplicable => figures(atlas::NOT_APPLICABLE, 1),
            },
        });
    }
    Ok(facts)
}

async fn made(org: &Organisation, visit: &Visit) -> Result<Made, Failure> {
    let today = org.today();
    let on = ground(visit, org, today).await?;
    let looking = Looking::of(visit, today);
    let day: Date = visit
        .param("ngay")
        .parse()
        .ok()
        .filter(|day| *day <= today)
        .unwrap_or(today);
    let present = org.present().await?;
    let history = present.as_known(looking.known_at())?;
    let facts = facts(org, &history, day, &looking).await?;
    let past = day.tomorrow().unwrap_or(day);
    let too_large = || Failure::internal("figures too large");
    let sheet = Sheet::build(
        &history,
        Hierarchy::Union,
        looking.lens,
        today,
        (day, past),
        atlas::COLUMNS,
        &facts,
    )
    .ok_or_else(too_large)?;
    let shown = sheet.tree.date();
    let territory = present.tree(Hierarchy::Territory, shown, looking.known_at())?;
    // Looked up once for each unit of the tree.
    let own: Option<HashSet<Uuid>> = match on.seen {
        Scope::All => None,
        Scope::Units(units) => Some(units.into_iter().collect()),
    };
    let seen = |unit: Uuid| own.as_ref().is_none_or(|own| own.contains(&unit));
    let everything = sheet.tree.roots().iter().all(|root| seen(root.id));
    Ok(Made {
        atlas: Atlas::of(&sheet, &territory, &seen).ok_or_else(too_large)?,
        total: everything.then(|| sheet.total.clone()),
        history,
        shown,
        day,
        looking,
        figure: Figure::parse(&visit.param("xem")),
    })
}

impl Made {
    /// A text about what is not there: whoever sees only some units is told about those alone.
    fn about(&self, key: &str) -> String {
        let whose = if self.total.is_none() { "-yours" } else { "" };
        format!("{key}{whose}")
    }

    fn name(&self, unit: Uuid) -> String {
        self.history.name(unit, self.shown).unwrap_or_default().to_owned()
    }

    /// The words of the report for a line that belongs to no unit.
    fn loose_words(&self, tr: &Tr, line: &Loose) -> (String, String) {
        let code = match line.kind {
            LooseKind::NotAttributable => "not-attributable",
            LooseKind::Ended => "ended",
            LooseKind::NotYet => "not-yet",
            LooseKind::Outside => "outside",
        };
        let among: Vec<String> = line.candidates.iter().map(|unit| self.name(*unit)).collect();
        (
            tr.x(&format!("org-loose-{code}"), self.name(line.source)),
            tr.x(&format!("org-loose-{code}-why"), among.join("; ")),
        )
    }

    /// Loose lines that are in the figures of a province.
    fn within(&self, tr: &Tr) -> Vec<String> {
        self.atlas
            .within
            .iter()
            .map(|(place, line)| {
                let (name, why) = self.loose_words(tr, line);
                let province = self.atlas.provinces.get(*place).map_or("", |s| s.name.as_str());
                tr.xyz("org-map-within", province, name, why)
            })
            .collect()
    }

    fn words(&self, tr: &Tr, reading: Reading) -> String {
        match reading {
            Reading::NoUnit => tr.t(&self.about("org-map-no-unit")),
            Reading::NotConfirmed => tr.t("org-count-not-confirmed"),
            Reading::NotApplicable => tr.t("org-count-not-applicable"),
            Reading::People(amount) => tr.x(&format!("org-map-said-{}", self.figure.code()), number(tr, amount)),
            Reading::Share(milli) => percent(tr, milli, 2),
        }
    }

    /// The finding: where the figure is largest.
    fn finding(&self, tr: &Tr) -> String {
        let largest = self.atlas.largest(self.figure);
        let found: Vec<&Standing> = largest.iter().filter_map(|at| self.atlas.provinces.get(*at)).collect();
        let Some(first) = found.first() else {
            return tr.t("org-map-nothing");
        };
        let names: Vec<&str> = found.iter().map(|standing| standing.name.as_str()).collect();
        let key = match self.figure {
            Figure::Share => "org-map-highest",
            _ => "org-map-most",
        };
        tr.xy(key, names.join(", "), self.words(tr, first.reading(self.figure)))
    }

    /// How many provinces there is nothing to show of, and why.
    fn coverage(&self, tr: &Tr) -> String {
        let readings = || {
            self.atlas
                .provinces
                .iter()
                .map(|standing| standing.reading(self.figure))
        };
        let count = |wanted: Reading| readings().filter(|reading| *reading == wanted).count();
        let all = self.atlas.provinces.len();
        let with = all.saturating_sub(count(Reading::NoUnit));
        let mut out = tr.xy(&self.about("org-map-with-units"), tr.number(with), tr.number(all));
        for (reading, key) in [
            (Reading::NotConfirmed, "org-map-silent"),
            (Reading::NotApplicable, "org-map-not-applicable"),
        ] {
            let n = count(reading);
            if n > 0 {
                out.push(' ');
                out.push_str(&tr.n(key, n));
            }
        }
        out
    }

    fn query(&self) -> String {
        let own = form_urlencoded::Serializer::new(String::new())
            .append_pair("xem", self.figure.code())
            .append_pair("ngay", &self.day.to_string())
            .finish();
        format!("{}&{own}", self.looking.query())
    }
}

#[derive(Template)]
#[template(path = "map.html")]
struct MapPage {
    shell: Shell,
    lens: Control,
    /// The fields of the lens, for the form beside its own.
    looks: Vec<(&'static str, String)>,
    figure: &'static str,
    figures: Vec<(&'static str, String)>,
    day: String,
    today: String,
    finding: String,
    coverage: String,
    desc: String,
    height: i64,
    tile: (i64, i64),
    tiles: Vec<Tile>,
    seas: Vec<Sea>,
    keys: Vec<Key>,
    rows: Vec<Row>,
    labels: [&'static str; 4],
    total: Vec<Cell>,
    within: Vec<String>,
    fractions: bool,
    empty: String,
    report: String,
    export: String,
}

pub(super) async fn show(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr();
    let made = made(&org, &visit).await?;
    let day = time::date(made.day, visit.lang);
    let control = made
        .looking
        .control(&tr, &[("xem", made.figure.code()), ("ngay", &made.day.to_string())]);
    let without: Vec<&str> = made
        .atlas
        .provinces
        .iter()
        .filter(|standing| standing.tops.is_empty())
        .map(|standing| standing.name.as_str())
        .collect();
    let fractions = made
        .atlas
        .provinces
        .iter()
        .any(|standing| standing.figures.iter().any(|figure| figure.whole().is_none()));
    let drawing = draw::draw(&tr, &made);
    let page = MapPage {
        shell: visit
            .shell(tr.x("org-map-title", day))
            .crumb("/don-vi", tr.t("org-units-title")),
        looks: vec![
            ("goc-nhin", control.lens.to_owned()),
            ("nhin-ngay", control.day.clone()),
            ("biet-den", control.known.clone()),
        ],
        lens: control,
        figure: made.figure.code(),
        figures: Figure::ALL
            .into_iter()
            .map(|figure| (figure.code(), tr.t(&format!("org-map-figure-{}", figure.code()))))
            .collect(),
        day: made.day.to_string(),
        today: org.today().to_string(),
        finding: made.finding(&tr),
        coverage: made.coverage(&tr),
        desc: tr.n("org-map-desc", made.atlas.provinces.len()),
        height: drawing.height,
        tile: drawing.tile,
        tiles: drawing.tiles,
        seas: drawing.seas,
        keys: drawing.keys,
        rows: made.rows(&tr),
        labels: LABELS,
        total: made
            .total
            .as_ref()
            .map(|total| cells(&tr, total, None))
            .unwrap_or_default(),
        within: made.within(&tr),
        fractions,
        empty: if without.is_empty() {
            String::new()
        } else {
            tr.xy(
                &made.about("org-map-without"),
                tr.number(without.len()),
                without.join(", "),
            )
        },
        report: format!("/bao-cao?{}&ngay={}", made.looking.query(), made.day),
        export: format!("/ban-do/xuat.xlsx?{}", made.query()),
    };
    let response = visit.page(&page)?;
    Ok(made.looking.remember(&visit, response))
}

pub(super) async fn export(State(org): State<Organisation>, visit: Visit) -> Result<Response, Failure> {
    let made = made(&org, &visit).await?;
    workbook::download(&visit, &made)
}
