//! A report by unit: the same page, workbook and print for every figure, with the lens at its top. The lens that was
//! chosen is printed with the result, and what cannot be attributed stands as a line of its own.

mod cells;
mod lines;
mod view;

use askama::Template;
use axum::response::Response;
use jiff::Timestamp;
use kernel::time;
use paperwork::PaperworkError;
use paperwork::sheet::{Builder, Column as Wide, ColumnKind, Table, Value};
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::{self, Visit};
use uuid::Uuid;

pub use cells::{Column, Shows};
use lines::Raw;
pub use view::View;

use crate::history::{Amount, Hierarchy, History, Sheet};
use crate::looking::{Control, Input, Looking};

/// A sister report in the row of tabs.
#[derive(Clone, Debug)]
pub struct Tab {
    pub href: String,
    pub words: String,
    pub here: bool,
}

/// A report that is ready to be shown.
pub struct Report<'r> {
    pub title: String,
    /// What is counted and from which records: printed with the result.
    pub lead: String,
    pub looking: Looking,
    pub sheet: &'r Sheet,
    pub history: &'r History,
    pub columns: Vec<Column>,
    /// Where the page stands, what it asks besides, and which other fields its address keeps.
    pub action: String,
    pub inputs: Vec<Input>,
    pub kept: Vec<(&'static str, String)>,
    pub crumbs: Vec<(String, String)>,
    /// Sister reports.
    pub tabs: Vec<Tab>,
    /// Units a reader may see; others are left out with everything below them.
    pub seen: &'r dyn Fn(Uuid) -> bool,
    pub view: View,
    /// A sentence above a ranking: what it means, and what it does not change.
    pub ranking: String,
}

/// Rows of a page; the workbook has them all.
const SHOWN: usize = 600;

struct Line {
    indent: String,
    rank: String,
    name: String,
    href: String,
    note: String,
    cells: Vec<(String, String)>,
    /// What a line without a unit is called; empty for a unit.
    loose: String,
}

#[derive(Template)]
#[template(path = "lens_report.html")]
struct LensReportPage {
    shell: Shell,
    lead: String,
    lens: Control,
    tabs: Vec<Tab>,
    action: String,
    /// A ranking: its sentence; empty in the order of the tree.
    ranking: String,
    /// The line asked for holds no unit: its name.
    unused: String,
    /// The way back to the union line.
    union: String,
    /// Heading, and whether the ranking is by it.
    headings: Vec<(String, bool)>,
    lines: Vec<Line>,
    total: Vec<(String, String)>,
    cut: bool,
    fractions: bool,
    export: String,
    printed: String,
    /// The whole report again, when it is narrowed to one unit: address, history of the unit, its name.
    narrowed: Option<(String, String, String)>,
}

impl Report<'_> {
    fn ranked(&self) -> Option<Shows> {
        let place = self.view.ranked?;
        self.columns.get(place).map(|column| column.shows)
    }

    /// Whether the bottom line is shown: to whoever sees every top unit, and of everything.
    fn everything(&self) -> bool {
        self.view.unit.is_none() && self.sheet.tree.roots().iter().all(|root| (self.seen)(root.id))
    }

    /// A unit asked for must be one that the lens shows and the reader may see.
    fn narrowed(&self) -> Result<(), Failure> {
        match self.view.unit {
            None => Ok(()),
            Some(unit) => {
                let home = self.sheet.tree.home(unit).ok_or(Failure::NotFound)?;
                if (self.seen)(home.id) {
                    Ok(())
                } else {
                    Err(Failure::NotFound)
                }
            }
        }
    }

    fn cells(&self, tr: &Tr, figures: &[Amount]) -> Vec<(String, String)> {
        self.columns
            .iter()
            .map(|column| (column.heading.clone(), column.shows.cell(tr, figures)))
            .collect()
    }

    fn inputs(&self, tr: &Tr) -> Vec<Input> {
        let mut inputs = self.inputs.clone();
        inputs.push(self.looking.line_input(tr));
        inputs.extend(self.view.inputs(tr, &self.columns));
        inputs
    }

    /// `key=value&…` of this very view; `without` leaves one field out.
    fn query(&self, tr: &Tr, without: &str) -> String {
        let unit = self.view.unit_field();
        let inputs = self.inputs(tr);
        let fields = inputs
            .iter()
            .map(|input| (input.name, input.value.as_str()))
            .chain(self.kept.iter().map(|(name, value)| (*name, value.as_str())))
            .chain([("don-vi", unit.as_str())])
            .filter(|(name, value)| !value.is_empty() && *name != without);
        let mut out = form_urlencoded::Serializer::new(self.looking.query());
        out.extend_pairs(fields);
        out.finish()
    }

    /// What the name of a unit opens: the figures below it in the same report, or, with nothing below, its history.
    fn opens(&self, tr: &Tr, unit: Uuid) -> String {
        if self.sheet.tree.is_leaf(unit) || self.view.unit == Some(unit) {
            return format!("/don-vi/{unit}/lich-su");
        }
        let mut out = form_urlencoded::Serializer::new(self.query(tr, "don-vi"));
        out.append_pair("don-vi", &unit.to_string());
        format!("{}?{}", self.action, out.finish())
    }

    /// Lines of another line than the union, in which no unit stands yet, say nothing.
    fn unused(&self, raw: &[Raw]) -> bool {
        self.looking.line != Hierarchy::Union && raw.iter().all(|line| line.unit.is_none())
    }

    fn line(&self, tr: &Tr, raw: &Raw) -> Line {
        Line {
            indent: "\u{2003}".repeat(raw.depth),
            rank: raw.rank.map_or_else(String::new, |rank| tr.number(rank)),
            name: raw.name.clone(),
            href: raw.unit.map_or_else(String::new, |unit| self.opens(tr, unit)),
            note: raw.note.clone(),
            cells: self.cells(tr, &raw.figures),
            loose: if raw.loose.is_empty() {
                String::new()
            } else {
                tr.t(raw.loose)
            },
        }
    }

    /// The page.
    pub fn page(&self, visit: &Visit) -> Result<Response, Failure> {
        let tr = visit.tr();
        self.narrowed()?;
        let raw = self.lines(&tr, self.view.levels());
        let fractions = raw
            .iter()
            .any(|line| line.figures.iter().any(|figure| figure.whole().is_none()));
        let unit = self.view.unit_field();
        let mut kept: Vec<(&str, &str)> = self.kept.iter().map(|(name, value)| (*name, value.as_str())).collect();
        kept.push(("don-vi", &unit));
        let mut shell = visit.shell(self.title.clone());
        for (href, words) in &self.crumbs {
            shell = shell.crumb(href.clone(), words.clone());
        }
        let narrowed = self.view.unit.map(|unit| {
            let day = self.sheet.tree.date();
            let name = self.history.name(unit, day).unwrap_or_default().to_owned();
            let whole = format!("{}?{}", self.action, self.query(&tr, "don-vi"));
            (whole, format!("/don-vi/{unit}/lich-su"), name)
        });
        let page = LensReportPage {
            shell,
            lead: self.lead.clone(),
            lens: self.looking.control(visit, self.inputs(&tr), &kept),
            tabs: self.tabs.clone(),
            ranking: self
                .view
                .ranked
                .and_then(|at| self.columns.get(at))
                .map_or_else(String::new, |column| {
                    format!("{}. {}", tr.x("org-report-ranked-by", &column.heading), self.ranking)
                }),
            printed: tr.x("org-report-printed", time::short(visit.now(), visit.lang)),
            unused: if self.unused(&raw) {
                tr.t(&format!("org-line-{}", self.looking.line.code()))
            } else {
                String::new()
            },
            union: format!("{}?{}", self.action, self.query(&tr, "theo")),
            headings: (0_usize..)
                .zip(&self.columns)
                .map(|(at, column)| (column.heading.clone(), self.view.ranked == Some(at)))
                .collect(),
            lines: raw.iter().take(SHOWN).map(|raw| self.line(&tr, raw)).collect(),
            total: if self.everything() {
                self.cells(&tr, &self.sheet.total)
            } else {
                Vec::new()
            },
            cut: raw.len() > SHOWN,
            fractions,
            export: format!("{}/xuat.xlsx?{}", self.action, self.query(&tr, "")),
            narrowed,
            action: self.action.clone(),
        };
        let response = visit.page(&page)?;
        Ok(self.looking.remember(visit, response))
    }

    fn workbook(&self, tr: &Tr, created: Timestamp, at: String) -> Result<Vec<u8>, PaperworkError> {
        let ranked = self.ranked().is_some();
        // A workbook goes down to the grassroots; a ranking is of one level.
        let levels = if ranked { self.view.levels() } else { usize::MAX };
        let lines = self.lines(tr, levels);
        let noted = lines.iter().any(|raw| !raw.note.is_empty());
        let mut columns = Vec::new();
        if ranked {
            columns.push(Wide::new(tr.t("org-report-rank"), ColumnKind::Integer, 10));
        }
        columns.push(Wide::new(tr.t("org-unit"), ColumnKind::Text, 60));
        for column in &self.columns {
            columns.extend(column.wide(tr));
        }
        if noted {
            columns.push(Wide::new(tr.t("org-report-note"), ColumnKind::Text, 50));
        }
        let line = |rank: Option<usize>, name: String, note: String, figures: &[Amount]| {
            let mut row = Vec::with_capacity(columns.len());
            if ranked {
                let rank = rank.and_then(|rank| i64::try_from(rank).ok());
                row.push(rank.map_or(Value::Empty, Value::Number));
            }
            row.push(Value::from(name));
            for column in &self.columns {
                row.extend(column.shows.values(tr, figures));
            }
            if noted {
                row.push(if note.is_empty() {
                    Value::Empty
                } else {
                    Value::from(note)
                });
            }
            row
        };
        let rows: Vec<Vec<Value>> = lines
            .into_iter()
            .map(|raw| {
                let name = format!("{}{}", "    ".repeat(raw.depth), raw.name);
                line(raw.rank, name, raw.note, &raw.figures)
            })
            .collect();
        let bottom = self
            .everything()
            .then(|| line(None, tr.t("org-total"), String::new(), &self.sheet.total));
        let mut title = vec![self.title.clone(), self.looking.words(tr), self.lead.clone()];
        title.push(tr.x("org-report-exported", at));
        if ranked {
            title.push(self.ranking.clone());
        }
        let mut book = Builder::new(created);
        book.table(&Table {
            name: tr.t("org-report-sheet"),
            title,
            columns,
            rows,
            bottom,
            ..Table::default()
        })?;
        book.finish()
    }

    /// The workbook; `file` is its name without diacritics.
    pub fn export(&self, visit: &Visit, file: &str) -> Result<Response, Failure> {
        self.narrowed()?;
        let created = Timestamp::from_millisecond(visit.now()).map_err(Failure::internal)?;
        let bytes = self
            .workbook(&visit.tr(), created, time::short(visit.now(), visit.lang))
            .map_err(Failure::internal)?;
        Ok(visit::download(file, visit::XLSX, bytes))
    }
}
