//! Which rows make one act, and what that act is on paper.

use std::collections::HashMap;

use jiff::civil::Date;

use super::columns::Col;
use super::fault::{Hint, Why};
use super::row::{Cited, Reader, Row};
use crate::store::reorgs::Paper;
use crate::unit::code_key;

/// The rows of one act.
#[derive(Debug)]
pub struct Group {
    pub paper: Paper,
    /// What tells it from other acts of its day, where it has no number.
    pub key: String,
    /// Every row of it, readable or not.
    pub at: Vec<usize>,
    pub rows: Vec<Row>,
    pub faulty: bool,
}

fn key(cited: &Cited) -> (String, String, Date) {
    (code_key(&cited.number), code_key(&cited.key), cited.effective_on)
}

/// What the first row with something in a cell says; a row that says something else is a fault.
fn agreed(reader: &mut Reader<'_>, rows: &[Cited], col: Col, text: impl Fn(&Cited) -> String) -> (String, bool) {
    let mut said: Option<(usize, String)> = None;
    let mut faulty = false;
    for cited in rows {
        let value = text(cited);
        match &said {
            _ if value.is_empty() => {}
            None => said = Some((cited.at, value)),
            Some((_, first)) if *first == value => {}
            Some((row, first)) => {
                let why = Why::Differs {
                    row: *row,
                    value: first.clone(),
                };
                reader.fault(cited.at, col, why);
                faulty = true;
            }
        }
    }
    (said.map(|(_, value)| value).unwrap_or_default(), faulty)
}

/// Everything that the rows say, each once.
fn together(rows: &[Cited], text: impl Fn(&Cited) -> &str) -> String {
    let mut all: Vec<&str> = Vec::new();
    for value in rows.iter().map(text).filter(|value| !value.is_empty()) {
        if !all.contains(&value) {
            all.push(value);
        }
    }
    all.join("; ")
}

/// The acts of a file, in the order in which they hold, those of one day in the order of the file.
pub fn groups(reader: &mut Reader<'_>, cited: Vec<Cited>) -> Vec<Group> {
    let mut places: HashMap<(String, String, Date), usize> = HashMap::new();
    let mut acts: Vec<Vec<Cited>> = Vec::new();
    for row in cited {
        let place = *places.entry(key(&row)).or_insert(acts.len());
        match acts.get_mut(place) {
            Some(act) => act.push(row),
            None => acts.push(vec![row]),
        }
    }
    let mut groups: Vec<Group> = acts.into_iter().filter_map(|rows| group(reader, rows)).collect();
    groups.sort_by_key(|group| group.paper.effective_on);
    groups
}

fn group(reader: &mut Reader<'_>, cited: Vec<Cited>) -> Option<Group> {
    let first = cited.first()?;
    if first.number.is_empty() && first.key.is_empty() {
        reader.hint(first.at, Col::Number, Hint::NoNumber);
    }
    let (title, a) = agreed(reader, &cited, Col::Title, |row| row.title.clone());
    let (organ, b) = agreed(reader, &cited, Col::Organ, |row| row.organ.clone());
    let (signer, c) = agreed(reader, &cited, Col::Signer, |row| row.signer.clone());
    let (_, d) = agreed(reader, &cited, Col::SignedOn, |row| {
        row.signed_on
            .map(|day| format!("{}/{}/{}", day.day(), day.month(), day.year()))
            .unwrap_or_default()
    });
    let paper = Paper {
        title,
        number: first.number.clone(),
        organ,
        signer,
        signed_on: cited.iter().find_map(|row| row.signed_on),
        effective_on: first.effective_on,
        source: together(&cited, |row| &row.source),
        verified: cited.iter().any(|row| row.verified),
        note: together(&cited, |row| &row.note),
    };
    Some(Group {
        paper,
        key: first.key.clone(),
        at: cited.iter().map(|row| row.at).collect(),
        faulty: a || b || c || d || cited.iter().any(|row| row.faulty),
        rows: cited.into_iter().filter_map(|row| row.row).collect(),
    })
}
