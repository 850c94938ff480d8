//! The table of the map as a workbook: every province, also those without a unit.

use axum::response::Response;
use jiff::Timestamp;
use kernel::lang::Lang;
use kernel::time;
use paperwork::sheet::{Builder, Column, ColumnKind, Table, Value};
use platform::failure::Failure;
use platform::text::Tr;
use platform::visit::{self, Visit};

use super::Made;
use crate::atlas::{self, Figure, Reading};
use crate::history::Amount;

fn text(tr: &Tr, hundredths: i64) -> Value {
    let mark = if tr.lang == Lang::Vi { ',' } else { '.' };
    Value::from(format!("{}{mark}{:02}", hundredths / 100, (hundredths % 100).abs()))
}

fn amount(tr: &Tr, amount: Amount) -> Value {
    amount
        .whole()
        .map_or_else(|| text(tr, amount.hundredths()), Value::Number)
}

/// Listed, members, staff, share.
fn figures(tr: &Tr, figures: &[Amount], state: Reading) -> [Value; 4] {
    let at = |place: usize| figures.get(place).copied().unwrap_or_default();
    let listed = match state {
        Reading::NoUnit => Value::Empty,
        _ => amount(tr, at(atlas::LISTED)),
    };
    // What nobody confirmed stays empty: an empty cell is no zero.
    if !matches!(state, Reading::People(_)) {
        return [listed, Value::Empty, Value::Empty, Value::Empty];
    }
    let (members, staff) = (at(atlas::MEMBERS), at(atlas::STAFF));
    let share = members.share_of(staff);
    [
        listed,
        amount(tr, members),
        amount(tr, staff),
        share.map_or(Value::Empty, |milli| text(tr, (milli + 5) / 10)),
    ]
}

fn state(tr: &Tr, made: &Made, reading: Reading) -> Value {
    Value::from(tr.t(match reading {
        Reading::NoUnit => return Value::from(tr.t(&made.about("org-map-no-unit"))),
        Reading::NotConfirmed => "org-count-not-confirmed",
        Reading::NotApplicable => "org-count-not-applicable",
        Reading::People(_) | Reading::Share(_) => "org-count-confirmed",
    }))
}

fn rows(tr: &Tr, made: &Made) -> Vec<Vec<Value>> {
    let some = Reading::People(Amount::ZERO);
    let mut out = Vec::new();
    for standing in &made.atlas.provinces {
        let reading = standing.reading(Figure::Confirmed);
        let mut row = vec![
            Value::from(standing.province.code),
            Value::from(standing.name.as_str()),
            state(tr, made, reading),
        ];
        row.extend(figures(tr, &standing.figures, reading));
        row.extend([amount(tr, standing.told()), amount(tr, standing.due())]);
        out.push(row);
    }
    let mut line = |name: String, note: Value, sums: &[Amount]| {
        let mut row = vec![Value::Empty, Value::from(name), note];
        row.extend(figures(tr, sums, some));
        row.extend([Value::Empty, Value::Empty]);
        out.push(row);
    };
    line(tr.t("org-map-outside"), Value::Empty, &made.atlas.outside);
    for loose in &made.atlas.loose {
        let (name, why) = made.loose_words(tr, loose);
        line(name, Value::from(why), &loose.figures);
    }
    if let Some(total) = &made.total {
        line(tr.t("org-total"), Value::Empty, total);
    }
    out
}

pub(super) fn download(visit: &Visit, made: &Made) -> Result<Response, Failure> {
    let tr = visit.tr();
    let title = tr.x("org-map-title", time::date(made.day, visit.lang));
    let words = |key: &str, width| Column::new(tr.t(key), ColumnKind::Text, width);
    let number = |key: &str| Column::new(tr.t(key), ColumnKind::Integer, 16);
    let mut lines = vec![title, made.looking.words(&tr), made.coverage(&tr)];
    lines.extend(made.within(&tr));
    let table = Table {
        name: tr.t("org-map"),
        title: lines,
        columns: vec![
            words("org-col-code", 8),
            words("org-map-province", 34),
            words("org-count-state", 22),
            number("org-units-listed"),
            number("org-col-members"),
            number("org-col-staff"),
            words("org-report-share", 16),
            number("org-map-col-told"),
            number("org-map-col-units"),
        ],
        rows: rows(&tr, made),
        ..Table::default()
    };
    let created = Timestamp::from_millisecond(visit.now()).map_err(Failure::internal)?;
    let mut book = Builder::new(created);
    book.table(&table).map_err(Failure::internal)?;
    let bytes = book.finish().map_err(Failure::internal)?;
    Ok(visit::download(
        &format!("ban-do-{}.xlsx", made.day),
        visit::XLSX,
        bytes,
    ))
}
