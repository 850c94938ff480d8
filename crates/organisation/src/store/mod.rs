//! The only place of this crate that knows SQL.

pub mod counts;
pub mod draft;
pub mod duplicates;
pub mod headcount;
pub mod histories;
pub mod log;
pub mod members;
pub mod merges;
pub mod past;
pub mod people;
pub mod posts;
pub mod reorgs;
pub mod stays;
pub mod transfers;
pub mod twins;
pub mod units;

use jiff::civil::Date;
use platform::db::Engine;
use sea_orm::DbErr;
use uuid::Uuid;

use crate::scope::Scope;

/// Days are ISO text, so that both engines compare them alike.
pub(crate) fn day(date: Date) -> String {
    date.to_string()
}

pub(crate) fn read_day(text: &str) -> Result<Date, DbErr> {
    text.parse()
        .map_err(|_| DbErr::Custom(format!("not a date in the database: {text}")))
}

/// Ids as literals: a list of thousands bound one by one would be searched one by one.
pub fn id_list(engine: Engine, ids: &[Uuid]) -> String {
    let mut out = String::with_capacity(ids.len().saturating_mul(44).saturating_add(4));
    for id in ids {
        if !out.is_empty() {
            out.push(',');
        }
        match engine {
            Engine::Sqlite => {
                out.push_str("x'");
                out.push_str(&id.simple().to_string());
                out.push('\'');
            }
            Engine::Postgres => {
                out.push('\'');
                out.push_str(&id.to_string());
                out.push_str("'::uuid");
            }
        }
    }
    if out.is_empty() {
        out.push_str("NULL");
    }
    out
}

/// A condition on a column of unit ids.
pub(crate) fn within(engine: Engine, column: &str, scope: &Scope) -> String {
    match scope {
        Scope::All => "1 = 1".to_owned(),
        Scope::Units(units) => format!("{column} IN ({})", id_list(engine, units)),
    }
}

/// `(…),(…)`: the pattern `rows` times, each `$` in it the next numbered parameter. What is the same in every row
/// stands in the pattern as a literal.
pub(crate) fn row_list(rows: usize, pattern: &str) -> String {
    let mut out = String::with_capacity(rows.saturating_mul(pattern.len().saturating_add(8)));
    let mut next = 1_usize;
    for row in 0..rows {
        if row > 0 {
            out.push(',');
        }
        for letter in pattern.chars() {
            out.push(letter);
            if letter == '$' {
                out.push_str(&next.to_string());
                next = next.saturating_add(1);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbered_through() {
        assert_eq!(row_list(2, "($,TRUE,$)"), "($1,TRUE,$2),($3,TRUE,$4)");
        assert_eq!(id_list(Engine::Sqlite, &[]), "NULL");
    }
}
