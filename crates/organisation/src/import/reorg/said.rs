//! What a check found out, in words: for the page and for the command line.

use platform::text::Tr;

use super::fault::{Fault, Hint};
use crate::import::columns::letters;
use crate::import::fault::Place;

/// A fault in words.
#[derive(Clone, Debug)]
pub struct FaultSaid {
    pub place: String,
    pub found: String,
    pub why: String,
    pub fix: String,
}

fn heading(tr: &Tr, place: &Place) -> String {
    if place.heading.starts_with("org-col-") {
        tr.t(&place.heading)
    } else {
        place.heading.clone()
    }
}

/// A cell in words.
pub fn place(tr: &Tr, place: &Place) -> String {
    match place.column {
        Some(column) => tr.xyz("org-place", place.row, letters(column), heading(tr, place)),
        None => tr.xy("org-place-no-column", place.row, heading(tr, place)),
    }
}

fn fault_place(tr: &Tr, fault: &Fault) -> String {
    let Some((last, between)) = fault.rows.split_last() else {
        return place(tr, &fault.place);
    };
    let mut rows = vec![fault.place.row.to_string()];
    rows.extend(between.iter().map(usize::to_string));
    let column = fault.place.column.map(letters).unwrap_or_default();
    let column = format!("{column} – {}", heading(tr, &fault.place));
    tr.xyz(
        "org-reimport-place",
        rows.join(", "),
        last,
        column.trim_start_matches(" – "),
    )
}

/// A fault in words.
pub fn fault(tr: &Tr, fault: &Fault) -> FaultSaid {
    let mut named: Vec<(&str, String)> = fault
        .why
        .named()
        .into_iter()
        // Some values are kept by their names in the catalogue.
        .map(|(name, value)| {
            let words = if value.starts_with("org-") { tr.t(&value) } else { value };
            (name, words)
        })
        .collect();
    let act = named
        .iter()
        .find(|(name, _)| *name == "act")
        .map(|(_, act)| act.clone());
    let against = match act {
        Some(act) if !act.is_empty() => tr.with("org-reimport-against", &[("act", act)]),
        _ => String::new(),
    };
    named.push(("against", against));
    let key = fault.why.key();
    FaultSaid {
        place: fault_place(tr, fault),
        found: fault.found.chars().take(120).collect(),
        why: tr.with(&key, &named),
        fix: tr.with(&format!("{key}-fix"), &named).trim().to_owned(),
    }
}

/// A hint in words.
pub fn hint(tr: &Tr, hint: &Hint) -> String {
    let named = hint.named();
    let words = if named.starts_with("org-") { tr.t(&named) } else { named };
    tr.x(hint.key(), words)
}
