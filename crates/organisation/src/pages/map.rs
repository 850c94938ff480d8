//! The provinces as a map of tiles, coloured by one figure, with the same facts in the table beside it.

mod draw;
mod table;
mod workbook;

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
use super::{figures, ground};
use crate::atlas::{Atlas, Figure, Reading, Standing};
use crate::history::{Amount, Hierarchy, History, Loose, LooseKind};
use crate::looking::{Control, Input, Looking};
use crate::state::Organisation;

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

async fn made(org: &Organisation, visit: &Visit) -> Result<Made, Failure> {
    let on = ground(visit, org, org.today()).await?;
    let day = figures::asked_day(visit, org);
    let mut looking = Looking::of(visit, org.today());
    // Provinces are found from the units of the union, whatever line the last report was read along.
    looking.line = Hierarchy::Union;
    let standing = figures::headcounts(org, looking, day, &on.seen).await?;
    let (sheet, known) = (&standing.sheet, standing.looking.known_at());
    let shown = sheet.tree.date();
    let territory = org.present().await?.tree(Hierarchy::Territory, shown, known)?;
    let seen = on.seen.lookup();
    let everything = sheet.tree.roots().iter().all(|root| seen(root.id));
    Ok(Made {
        atlas: Atlas::of(sheet, &territory, &seen).ok_or_else(|| Failure::internal("figures too large"))?,
        total: everything.then(|| sheet.total.clone()),
        history: standing.history,
        shown,
        day,
        looking: standing.looking,
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
    let by = Input {
        name: "xem",
        label: tr.t("org-map-colour-by"),
        value: made.figure.code().to_owned(),
        options: Figure::ALL
            .into_iter()
            .map(|figure| {
                (
                    figure.code().to_owned(),
                    tr.t(&format!("org-map-figure-{}", figure.code())),
                )
            })
            .collect(),
    };
    let inputs = vec![by, figures::day_input(&visit, made.day)];
    let control = made.looking.control(&visit, inputs, &[]);
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
        lens: control,
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
