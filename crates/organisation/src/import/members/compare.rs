//! What a list says, next to what is on record.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;
use vietnamese::name::FullName;

use super::{Known, MemberRow, Parsed};
use crate::import::check::{Changed, Checked, Difference, Warning, WarningKind};
use crate::import::columns::Field;
use crate::import::fault::{Fault, FaultKind};
use crate::import::table::Table;
use crate::scope::Scope;
use crate::store::people::Person;
use crate::tree::Tree;

/// Holds what was read against the people on record (by number, see [`crate::people::by_numbers`]). Phone and e-mail of
/// `guarded` people stay as they are: see [`crate::store::merges::guarded`].
pub fn compare(
    table: &Table,
    parsed: Parsed,
    tree: &Tree,
    existing: &HashMap<String, Person>,
    scope: &Scope,
    guarded: &HashSet<Uuid>,
) -> Checked<MemberRow> {
    let mut checked = Checked {
        sheet: table.sheet.clone(),
        rows_read: table.lines.len(),
        new: Vec::new(),
        same: 0,
        changed: Vec::new(),
        faults: parsed.faults,
        repairs: parsed.repairs,
        warnings: parsed.warnings,
        ignored: table.ignored.clone(),
    };
    for (row, mut member) in parsed.rows {
        let Some(person) = existing.get(&member.number) else {
            checked.new.push((row, member));
            continue;
        };
        let inside = person.unit_id.map_or(*scope == Scope::All, |unit| scope.covers(unit));
        if !inside {
            checked.faults.push(Fault {
                place: table.place(row, Field::Number),
                found: member.number,
                kind: FaultKind::NumberElsewhere,
            });
            continue;
        }
        if person.merged_into.is_some() {
            checked.faults.push(Fault {
                place: table.place(row, Field::Number),
                found: member.number,
                kind: FaultKind::NumberMerged,
            });
            continue;
        }
        if guarded.contains(&person.id) {
            checked.warnings.extend(left_as_is(table, row, person, &mut member));
        }
        let differences = differences(table, tree, person, &member);
        if differences.is_empty() {
            checked.same = checked.same.saturating_add(1);
        } else {
            checked.changed.push(Changed {
                row,
                title: format!("{} ({})", person.full_name, person.member_number),
                differences,
                after: merged(tree, person, member),
            });
        }
    }
    checked
        .faults
        .sort_by_key(|fault| (fault.place.row, fault.place.column));
    checked
        .warnings
        .sort_by_key(|warning| (warning.place.row, warning.place.column));
    checked
}

/// Takes phone and e-mail out of a row where they differ from what is on record, and says so.
fn left_as_is(table: &Table, row: usize, person: &Person, member: &mut MemberRow) -> Vec<Warning> {
    let mut said = Vec::new();
    for (field, before, after) in [
        (Field::Phone, &person.phone, &mut member.phone),
        (Field::Email, &person.email, &mut member.email),
    ] {
        if after.is_some() && after != before {
            said.push(Warning {
                place: table.place(row, field),
                found: after.take().unwrap_or_default(),
                kind: WarningKind::HoldsRole,
            });
        }
    }
    said
}

fn differences(table: &Table, tree: &Tree, person: &Person, member: &MemberRow) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut look = |field: Field, before: Option<&str>, after: Option<&str>| {
        if let Some(after) = after
            && before != Some(after)
        {
            found.push(Difference {
                field,
                heading: table.place(0, field).heading,
                before: before.unwrap_or_default().to_owned(),
                after: after.to_owned(),
            });
        }
    };
    let code = |unit: Option<Uuid>| unit.and_then(|unit| tree.home(unit)).map(|node| node.code.as_str());
    let birth = member.birth_date.map(|day| day.to_string());
    look(Field::FullName, Some(&person.full_name), Some(member.name.as_str()));
    look(
        Field::Given,
        person.given_override.as_deref(),
        member.given_override.as_deref(),
    );
    look(Field::Sex, person.sex.as_deref(), member.sex);
    look(Field::Birth, person.birth_date.as_deref(), birth.as_deref());
    look(Field::Phone, person.phone.as_deref(), member.phone.as_deref());
    look(Field::Email, person.email.as_deref(), member.email.as_deref());
    look(Field::Post, person.post.as_deref(), member.post.as_deref());
    look(Field::Unit, code(person.unit_id), code(Some(member.unit)));
    found
}

/// What would be on record afterwards: the file's words where it has any, the old ones elsewhere.
fn merged(tree: &Tree, person: &Person, member: MemberRow) -> MemberRow {
    let given_override = member
        .given_override
        .clone()
        .or_else(|| person.given_override.clone())
        .filter(|given| FullName::with_given(member.name.as_str(), given).is_ok());
    let name = given_override
        .as_deref()
        .and_then(|given| FullName::with_given(member.name.as_str(), given).ok())
        .unwrap_or_else(|| member.name.clone());
    let old_sex = match person.sex.as_deref() {
        Some("male") => Some("male"),
        Some("female") => Some("female"),
        _ => None,
    };
    MemberRow {
        name,
        given_override,
        sex: member.sex.or(old_sex),
        birth_date: member
            .birth_date
            .or_else(|| person.birth_date.as_deref().and_then(|day| day.parse().ok())),
        phone: member.phone.or_else(|| person.phone.clone()),
        email: member.email.or_else(|| person.email.clone()),
        post: member.post.or_else(|| person.post.clone()),
        known: Some(Known {
            id: person.id,
            // Whoever belonged to a unit that has merged is in the one that took over: nobody moves for that.
            unit: person.unit_id.map(|unit| tree.home(unit).map_or(unit, |home| home.id)),
        }),
        number: member.number,
        unit: member.unit,
        from: member.from,
    }
}
