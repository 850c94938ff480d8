//! A report by unit: the same page, workbook and print for every figure, with the lens at its top. The lens that was
//! chosen is printed with the result, and what cannot be attributed stands as a line of its own.

use askama::Template;
use axum::response::Response;
use jiff::Timestamp;
use kernel::lang::Lang;
use paperwork::PaperworkError;
use paperwork::sheet::{Builder, Column as Wide, ColumnKind, Table, Value};
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::{self, Visit};
use uuid::Uuid;

use crate::history::{Amount, History, Loose, LooseKind, Sheet};
use crate::looking::{Control, Looking};

/// What a column shows of the figures of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The sum in this place.
    Sum(usize),
    /// One sum of another, in percent: computed again on every line, never averaged.
    Rate(usize, usize),
}

/// A column with its heading.
#[derive(Clone, Debug)]
pub struct Column {
    pub heading: String,
    pub shows: Shows,
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
    /// Where the page stands and which other fields its address keeps.
    pub action: String,
    pub kept: Vec<(&'static str, String)>,
    pub crumbs: Vec<(String, String)>,
    /// Units a reader may see; others are left out with everything below them.
    pub seen: &'r dyn Fn(Uuid) -> bool,
    /// Levels below the top that are shown.
    pub levels: usize,
}

/// Every level.
pub const EVERY: usize = usize::MAX;

/// How many levels an address asks for: the upper two, or all of them.
pub fn levels(visit: &Visit) -> usize {
    if visit.param("cap") == "het" { EVERY } else { 1 }
}

/// Rows of a page; the workbook has them all.
const SHOWN: usize = 600;

struct Line {
    indent: String,
    name: String,
    href: String,
    note: String,
    cells: Vec<(String, String)>,
    loose: bool,
}

struct Raw {
    depth: usize,
    name: String,
    unit: Option<Uuid>,
    note: String,
    figures: Vec<Amount>,
}

#[derive(Template)]
#[template(path = "lens_report.html")]
struct LensReportPage {
    shell: Shell,
    lead: String,
    lens: Control,
    action: String,
    headings: Vec<String>,
    lines: Vec<Line>,
    total: Vec<(String, String)>,
    cut: bool,
    fractions: bool,
    export: String,
    /// The same report down to the grassroots; empty when it is shown already.
    deeper: String,
}

fn number(tr: &Tr, amount: Amount) -> String {
    match amount.whole() {
        Some(whole) => tr.number(whole),
        None => tr.decimal(amount.hundredths(), 2),
    }
}

fn cell(tr: &Tr, shows: Shows, figures: &[Amount]) -> String {
    let at = |place: usize| figures.get(place).copied().unwrap_or_default();
    match shows {
        Shows::Sum(place) => number(tr, at(place)),
        Shows::Rate(part, whole) => at(part).share_of(at(whole)).map_or_else(
            || "–".to_owned(),
            |milli| format!("{}\u{a0}%", tr.decimal((milli + 5) / 10, 2)),
        ),
    }
}

impl Report<'_> {
    fn loose_words(&self, tr: &Tr, line: &Loose) -> (String, String) {
        let code = match line.kind {
            LooseKind::NotAttributable => "not-attributable",
            LooseKind::Ended => "ended",
            LooseKind::NotYet => "not-yet",
            LooseKind::Outside => "outside",
        };
        let day = self.sheet.tree.date();
        let name = self.history.name(line.source, day).unwrap_or_default();
        let among: Vec<&str> = line
            .candidates
            .iter()
            .filter_map(|unit| self.history.name(*unit, day))
            .collect();
        (
            tr.x(&format!("org-loose-{code}"), name),
            tr.x(&format!("org-loose-{code}-why"), among.join("; ")),
        )
    }

    fn push_loose(&self, tr: &Tr, under: Option<Uuid>, depth: usize, out: &mut Vec<Raw>) {
        for line in self.sheet.loose_under(under) {
            let (name, note) = self.loose_words(tr, line);
            out.push(Raw {
                depth,
                name,
                unit: None,
                note,
                figures: line.figures.clone(),
            });
        }
    }

    fn lines(&self, tr: &Tr, levels: usize) -> Vec<Raw> {
        let tree = &self.sheet.tree;
        let mut out = Vec::new();
        let seen: Vec<_> = tree.nodes().iter().filter(|node| (self.seen)(node.id)).collect();
        let top = seen.iter().map(|node| node.depth).min().unwrap_or_default();
        for node in seen {
            let depth = node.depth.saturating_sub(top);
            if depth > levels || !self.sheet.has(node.id) {
                continue;
            }
            let note = node.ended.map_or_else(String::new, |day| {
                tr.x("org-report-ended", kernel::time::date(day, tr.lang))
            });
            out.push(Raw {
                depth,
                name: node.name.clone(),
                unit: Some(node.id),
                note,
                figures: self.sheet.whole(node.id).to_vec(),
            });
            if depth < levels || self.sheet.loose_under(Some(node.id)).next().is_some() {
                self.push_loose(tr, Some(node.id), depth.saturating_add(1), &mut out);
            }
        }
        self.push_loose(tr, None, 0, &mut out);
        out
    }

    fn everything(&self) -> bool {
        self.sheet.tree.roots().iter().all(|root| (self.seen)(root.id))
    }

    fn cells(&self, tr: &Tr, figures: &[Amount]) -> Vec<(String, String)> {
        self.columns
            .iter()
            .map(|column| (column.heading.clone(), cell(tr, column.shows, figures)))
            .collect()
    }

    /// The page.
    pub fn page(&self, visit: &Visit) -> Result<Response, Failure> {
        let tr = visit.tr();
        let raw = self.lines(&tr, self.levels);
        let fractions = raw
            .iter()
            .any(|line| line.figures.iter().any(|figure| figure.whole().is_none()));
        let kept: Vec<(&str, &str)> = self.kept.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut shell = visit.shell(self.title.clone());
        for (href, words) in &self.crumbs {
            shell = shell.crumb(href.clone(), words.clone());
        }
        let lines = raw
            .iter()
            .take(SHOWN)
            .map(|line| Line {
                indent: "\u{2003}".repeat(line.depth),
                name: line.name.clone(),
                href: line
                    .unit
                    .map_or_else(String::new, |unit| format!("/don-vi/{unit}/lich-su")),
                note: line.note.clone(),
                cells: self.cells(&tr, &line.figures),
                loose: line.unit.is_none(),
            })
            .collect();
        let other = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&kept)
            .finish();
        let page = LensReportPage {
            shell,
            lead: self.lead.clone(),
            lens: self.looking.control(&tr, &kept),
            headings: self.columns.iter().map(|column| column.heading.clone()).collect(),
            lines,
            total: if self.everything() {
                self.cells(&tr, &self.sheet.total)
            } else {
                Vec::new()
            },
            cut: raw.len() > SHOWN,
            fractions,
            export: format!("{}/xuat.xlsx?{}&{other}", self.action, self.looking.query()),
            deeper: if self.levels < EVERY && self.lines(&tr, EVERY).len() > raw.len() {
                format!("{}?{}&{other}&cap=het", self.action, self.looking.query())
            } else {
                String::new()
            },
            action: self.action.clone(),
        };
        let response = visit.page(&page)?;
        Ok(self.looking.remember(visit, response))
    }

    fn value(shows: Shows, figures: &[Amount], lang: Lang) -> Value {
        let at = |place: usize| figures.get(place).copied().unwrap_or_default();
        let comma = lang == Lang::Vi;
        let text = |hundredths: i64| {
            let mark = if comma { ',' } else { '.' };
            Value::from(format!("{}{mark}{:02}", hundredths / 100, (hundredths % 100).abs()))
        };
        match shows {
            Shows::Sum(place) => match at(place).whole() {
                Some(whole) => Value::Number(whole),
                None => text(at(place).hundredths()),
            },
            Shows::Rate(part, whole) => at(part)
                .share_of(at(whole))
                .map_or(Value::Empty, |milli| text((milli + 5) / 10)),
        }
    }

    fn workbook(&self, tr: &Tr, created: Timestamp) -> Result<Vec<u8>, PaperworkError> {
        let mut columns = vec![
            Wide::new(tr.t("org-unit"), ColumnKind::Text, 60),
            Wide::new(tr.t("org-report-note"), ColumnKind::Text, 40),
        ];
        columns.extend(self.columns.iter().map(|column| {
            let kind = match column.shows {
                Shows::Sum(_) => ColumnKind::Integer,
                Shows::Rate(..) => ColumnKind::Text,
            };
            Wide::new(column.heading.clone(), kind, 16)
        }));
        let line = |name: String, note: String, figures: &[Amount]| {
            let mut row = vec![
                Value::from(name),
                if note.is_empty() {
                    Value::Empty
                } else {
                    Value::from(note)
                },
            ];
            row.extend(
                self.columns
                    .iter()
                    .map(|column| Self::value(column.shows, figures, tr.lang)),
            );
            row
        };
        let mut rows: Vec<Vec<Value>> = self
            .lines(tr, usize::MAX)
            .into_iter()
            .map(|raw| {
                line(
                    format!("{}{}", "    ".repeat(raw.depth), raw.name),
                    raw.note,
                    &raw.figures,
                )
            })
            .collect();
        if self.everything() {
            rows.push(line(tr.t("org-total"), String::new(), &self.sheet.total));
        }
        let mut book = Builder::new(created);
        book.table(&Table {
            name: tr.t("menu-report"),
            title: vec![self.title.clone(), self.looking.words(tr), self.lead.clone()],
            columns,
            rows,
            ..Table::default()
        })?;
        book.finish()
    }

    /// The workbook; `file` is its name without diacritics.
    pub fn export(&self, visit: &Visit, file: &str) -> Result<Response, Failure> {
        let created = Timestamp::from_millisecond(visit.now()).map_err(Failure::internal)?;
        let bytes = self.workbook(&visit.tr(), created).map_err(Failure::internal)?;
        Ok(visit::download(file, visit::XLSX, bytes))
    }
}
