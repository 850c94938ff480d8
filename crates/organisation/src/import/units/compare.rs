//! What a list says, next to the tree and the figures on record.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::{Parsed, UnitLine};
use crate::import::check::{Changed, Checked, Difference};
use crate::import::columns::Field;
use crate::import::fault::{Fault, FaultKind};
use crate::import::table::Table;
use crate::scope::Scope;
use crate::store::headcount::{Headcount, Said};
use crate::tree::{Node, Tree};
use crate::unit::code_key;

/// Holds what was read against the tree and the figures on record. New rows come out parents first.
pub fn compare(
    table: &Table,
    parsed: Parsed,
    tree: &Tree,
    confirmed: &HashMap<Uuid, Headcount>,
    scope: &Scope,
) -> Checked<UnitLine> {
    let mut checked = Checked {
        sheet: table.sheet.clone(),
        rows_read: table.lines.len(),
        new: Vec::new(),
        same: 0,
        changed: Vec::new(),
        faults: parsed.faults,
        repairs: parsed.repairs,
        warnings: Vec::new(),
        ignored: table.ignored.clone(),
    };
    let mut waiting = Vec::new();
    for (row, unit) in parsed.rows {
        match tree.by_code(&unit.code) {
            None => waiting.push((row, unit)),
            Some(node) if !scope.covers(node.id) => refuse(
                &mut checked,
                table,
                (row, Field::Code),
                unit.code,
                FaultKind::UnitOutside,
            ),
            Some(node) => known(&mut checked, table, tree, confirmed, scope, (row, unit), node),
        }
    }
    place_new(&mut checked, table, tree, scope, waiting);
    checked
        .faults
        .sort_by_key(|fault| (fault.place.row, fault.place.column));
    checked
}

fn refuse(
    checked: &mut Checked<UnitLine>,
    table: &Table,
    (row, field): (usize, Field),
    found: String,
    kind: FaultKind,
) {
    checked.faults.push(Fault {
        place: table.place(row, field),
        found,
        kind,
    });
}

/// Lets new units in from the top: a row whose parent is on record or already in. What never gets in hangs on a ring
/// or on a code that nobody bears.
fn place_new(
    checked: &mut Checked<UnitLine>,
    table: &Table,
    tree: &Tree,
    scope: &Scope,
    mut waiting: Vec<(usize, UnitLine)>,
) {
    let mut placed: HashSet<String> = HashSet::new();
    loop {
        let before = waiting.len();
        let mut later = Vec::new();
        for (row, unit) in waiting {
            let parent = unit.parent.as_deref().map(code_key);
            let above = parent.as_deref().and_then(|code| tree.by_code(code));
            let outside = match (&parent, above) {
                (None, _) => *scope != Scope::All,
                (Some(_), Some(node)) => !scope.covers(node.id),
                (Some(_), None) => false,
            };
            if outside {
                let found = unit.parent.unwrap_or_default();
                refuse(checked, table, (row, Field::Parent), found, FaultKind::ParentOutside);
            } else if parent
                .as_ref()
                .is_none_or(|code| above.is_some() || placed.contains(code))
            {
                placed.insert(code_key(&unit.code));
                checked.new.push((row, unit));
            } else {
                later.push((row, unit));
            }
        }
        if later.len() == before || later.is_empty() {
            let codes: HashSet<String> = later.iter().map(|(_, unit)| code_key(&unit.code)).collect();
            for (row, unit) in later {
                let found = unit.parent.unwrap_or_default();
                let kind = if codes.contains(&code_key(&found)) {
                    FaultKind::ParentRing
                } else {
                    FaultKind::ParentUnknown
                };
                refuse(checked, table, (row, Field::Parent), found, kind);
            }
            break;
        }
        waiting = later;
    }
}

fn known(
    checked: &mut Checked<UnitLine>,
    table: &Table,
    tree: &Tree,
    confirmed: &HashMap<Uuid, Headcount>,
    scope: &Scope,
    (row, mut unit): (usize, UnitLine),
    node: &Node,
) {
    unit.known = Some(node.id);
    let mut differences = Vec::new();
    let mut look = |field: Field, before: String, after: Option<String>| {
        if let Some(after) = after.filter(|after| *after != before) {
            differences.push(Difference {
                field,
                heading: table.place(0, field).heading,
                before,
                after,
            });
        }
    };
    let parent_before = node.parent.and_then(|parent| tree.get(parent));
    let parent_code = parent_before.map_or_else(String::new, |parent| parent.code.clone());
    let mut parent_fault = None;
    if let Some(wanted) = &unit.parent {
        match tree.by_code(wanted) {
            None => parent_fault = Some(FaultKind::ParentUnknown),
            Some(above) if tree.is_within(above.id, node.id) => parent_fault = Some(FaultKind::ParentRing),
            Some(above) if Some(above.id) != node.parent && !scope.covers(above.id) => {
                parent_fault = Some(FaultKind::ParentOutside);
            }
            Some(above) => look(Field::Parent, parent_code, Some(above.code.clone())),
        }
    }
    if let Some(kind) = parent_fault {
        let found = unit.parent.clone().unwrap_or_default();
        refuse(checked, table, (row, Field::Parent), found, kind);
        return;
    }
    look(Field::Name, node.name.clone(), Some(unit.name.clone()));
    look(Field::ShortName, node.short_name.clone(), unit.short_name.clone());
    look(
        Field::KindOf,
        node.kind.code().to_owned(),
        unit.kind.map(|kind| kind.code().to_owned()),
    );
    look(
        Field::Level,
        node.level.code().to_owned(),
        unit.level.map(|level| level.code().to_owned()),
    );
    look(
        Field::Position,
        node.position.to_string(),
        unit.position.map(|position| position.to_string()),
    );
    if let Some(said) = unit.headcount {
        let before = confirmed.get(&node.id).map(|headcount| headcount.said);
        if before == Some(said) {
            unit.headcount = None;
        } else {
            look(
                Field::Members,
                before.map_or_else(String::new, figure),
                Some(figure(said)),
            );
        }
    }
    if differences.is_empty() {
        checked.same = checked.same.saturating_add(1);
    } else {
        checked.changed.push(Changed {
            row,
            title: format!("{} ({})", node.name, node.code),
            differences,
            after: unit,
        });
    }
}

/// "2925/2959", members of staff; an em dash where the figure makes no sense.
fn figure(said: Said) -> String {
    match said {
        Said::Confirmed(figures) => format!("{}/{}", figures.members, figures.staff),
        Said::NotApplicable => "—".to_owned(),
    }
}
