//! Values as pages print them.

use jiff::civil::Date;
use kernel::lang::Lang;
use kernel::time;
use platform::text::Tr;
use uuid::Uuid;
use vietnamese::identity;

use super::figures::{CONFIRMED, Confirmed, told};
use crate::history::Sheet;
use crate::import::columns::Field;
use crate::store::headcount::State;

/// A headcount in a list: a number, or a chip that says why there is none.
#[derive(Clone, Debug)]
pub(super) struct Count {
    /// The number, or the words of the chip.
    pub words: String,
    /// Class of the chip; empty for a number.
    pub chip: &'static str,
    /// "57/58": of how many units below the number is the sum. Empty when the unit has spoken for itself.
    pub of: String,
}

/// The confirmed members of a unit with everything below it.
pub(super) fn summed(tr: &Tr, sheet: &Sheet, unit: Uuid) -> Count {
    let shows = told(Confirmed::Members);
    let figures = sheet.whole(unit);
    Count {
        words: shows.cell(tr, figures),
        chip: shows.chip(figures),
        of: if shows.ranks(sheet.own(unit)) || sheet.tree.is_leaf(unit) {
            String::new()
        } else {
            CONFIRMED.cell(tr, figures)
        },
    }
}

/// The three states, never to be taken for one another.
pub(super) fn count(tr: &Tr, state: State) -> Count {
    match state {
        State::NotConfirmed => Count {
            words: tr.t("org-count-not-confirmed"),
            chip: "chip-waiting",
            of: String::new(),
        },
        State::Confirmed(figures) => Count {
            words: tr.number(figures.members),
            chip: "",
            of: String::new(),
        },
        State::NotApplicable => Count {
            words: tr.t("org-count-not-applicable"),
            chip: "chip-draft",
            of: String::new(),
        },
    }
}

/// A day kept as ISO text; what is no day is shown as it is.
pub(super) fn day(text: &str, lang: Lang) -> String {
    text.parse::<Date>()
        .map_or_else(|_| text.to_owned(), |day| time::date(day, lang))
}

/// "male" in words; "" stays "".
pub(super) fn sex(tr: &Tr, code: Option<&str>) -> String {
    match code {
        Some("male") => tr.t("org-sex-male"),
        Some("female") => tr.t("org-sex-female"),
        _ => String::new(),
    }
}

/// A phone as dialled at home, or masked.
pub(super) fn phone(kept: Option<&str>, in_full: bool) -> String {
    let Some(kept) = kept else { return String::new() };
    if !in_full {
        return identity::mask_phone(kept);
    }
    match kept.strip_prefix("+84") {
        Some(rest) => format!("0{rest}"),
        None => kept.to_owned(),
    }
}

/// An e-mail address, or only its first letter and its house.
pub(super) fn email(kept: Option<&str>, in_full: bool) -> String {
    let Some(kept) = kept else { return String::new() };
    if in_full {
        return kept.to_owned();
    }
    match kept.split_once('@') {
        Some((who, host)) => format!("{}***@{host}", who.chars().next().unwrap_or('*')),
        None => "***".to_owned(),
    }
}

/// A value of a difference, which is as kept.
pub(super) fn value(tr: &Tr, field: Field, kept: &str) -> String {
    match field {
        _ if kept.is_empty() => String::new(),
        Field::Sex => sex(tr, Some(kept)),
        Field::KindOf => tr.t(&format!("org-kind-{kept}")),
        Field::Level => tr.t(&format!("org-level-{kept}")),
        Field::Birth => day(kept, tr.lang),
        Field::Phone => phone(Some(kept), true),
        _ => kept.to_owned(),
    }
}
