//! What the organisation itself keeps under units that an act ends: roles and sessions, confirmed headcounts, other
//! acts on their way, files that wait. A fixed number of statements, however many units.

use std::collections::{HashMap, HashSet};

use kernel::holdings::{Follows, HeldUnit, Holding};
use platform::db;
use platform::text::Tr;
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use super::super::id_list;
use super::{COLUMNS, Reorg, Row, read};
use crate::import::Kind;
use crate::import::apply;
use crate::import::columns::Field;
use crate::import::reorg::Col;
use crate::state::Organisation;
use crate::unit::code_key;

#[derive(FromQueryResult)]
struct Count {
    unit_id: Uuid,
    n: i64,
    sessions: i64,
}

/// Everything under these units; `closed` are those whose officers lose their rights by the act `of`. What
/// waits is of no concern any more once the act is on record.
pub async fn own(
    org: &Organisation,
    of: Uuid,
    units: &[HeldUnit],
    (closed, recorded): (&HashSet<Uuid>, bool),
    tr: &Tr,
) -> Result<Vec<Holding>, DbErr> {
    let (on, now) = (org.app.db.read(), org.app.now());
    let ids: Vec<Uuid> = units.iter().map(|unit| unit.id).collect();
    let list = id_list(org.app.db.engine(), &ids);
    let mut out = Vec::new();
    let granted: Vec<Count> = db::rows(
        on,
        &format!(
            "SELECT g.unit_id, COUNT(DISTINCT a.id) AS n, COUNT(DISTINCT s.id) AS sessions
             FROM account_grant g JOIN account a ON a.id = g.account_id
             LEFT JOIN session s ON s.account_id = a.id AND s.revoked_at IS NULL AND s.expires_at > $1
             WHERE g.unit_id IN ({list}) AND g.valid_from <= $1 AND (g.valid_to IS NULL OR g.valid_to > $1)
               AND NOT a.disabled GROUP BY g.unit_id"
        ),
        vec![now.into()],
    )
    .await?;
    for row in granted {
        let follows = if closed.contains(&row.unit_id) {
            Follows::Ends
        } else {
            Follows::Heir
        };
        let mut push = |key: &str, count: i64, follows| {
            if count > 0 {
                out.push(Holding {
                    unit: row.unit_id,
                    what: tr.t(key),
                    count,
                    href: format!("/don-vi/{}", row.unit_id),
                    follows,
                });
            }
        };
        push("org-held-accounts", row.n, follows);
        // Nobody is signed out: every page asks anew for which units somebody acts.
        push("org-held-sessions", row.sessions, follows);
    }
    let confirmed: Vec<Count> = db::rows(
        on,
        &format!(
            "SELECT unit_id, COUNT(*) AS n, COUNT(*) AS sessions FROM headcount
             WHERE unit_id IN ({list}) GROUP BY unit_id"
        ),
        vec![],
    )
    .await?;
    out.extend(confirmed.into_iter().map(|row| Holding {
        unit: row.unit_id,
        what: tr.t("org-held-headcounts"),
        count: row.n,
        href: format!("/don-vi/{}/lich-su", row.unit_id),
        follows: Follows::Stays,
    }));
    if recorded {
        return Ok(out);
    }
    for reorg in under_way(org, of).await? {
        let mentioned = reorg.plan.mentions();
        out.extend(ids.iter().filter(|unit| mentioned.contains(unit)).map(|unit| Holding {
            unit: *unit,
            what: tr.xy(
                &format!("org-held-act-{}", reorg.stage.code()),
                &reorg.paper.title,
                &reorg.created_by_name,
            ),
            count: 1,
            href: format!("/sap-xep/{}", reorg.id),
            follows: Follows::Stays,
        }));
    }
    out.extend(files(org, units, tr).await?);
    Ok(out)
}

async fn under_way(org: &Organisation, but: Uuid) -> Result<Vec<Reorg>, DbErr> {
    let rows: Vec<Row> = db::rows(
        org.app.db.read(),
        &format!(
            "SELECT {COLUMNS} FROM reorg WHERE kind = 'act' AND state IN ('draft', 'submitted', 'approved')
               AND id <> $1 ORDER BY effective_on, created_at, id"
        ),
        vec![but.into()],
    )
    .await?;
    rows.into_iter().map(read).collect()
}

#[derive(FromQueryResult)]
struct Waiting {
    kind: String,
    file_name: String,
    content: Vec<u8>,
    name: String,
}

/// Files that are looked into, and how large each may be: a preview is no place to read a nation's list again.
const FILES: u8 = 8;
const LARGEST: i64 = 200_000;

/// Files that wait to be imported and name a unit by its code. Only whoever sent one can open it.
async fn files(org: &Organisation, units: &[HeldUnit], tr: &Tr) -> Result<Vec<Holding>, DbErr> {
    let waiting: Vec<Waiting> = db::rows(
        org.app.db.read(),
        &format!(
            "SELECT d.kind, d.file_name, d.content, a.name FROM import_draft d JOIN account a ON a.id = d.owner
             WHERE d.expires_at > $1 AND LENGTH(d.content) <= {LARGEST} ORDER BY d.created_at DESC LIMIT {FILES}"
        ),
        vec![org.app.now().into()],
    )
    .await?;
    let by_code: HashMap<String, Uuid> = units
        .iter()
        .filter(|unit| !unit.code.is_empty())
        .map(|unit| (code_key(&unit.code), unit.id))
        .collect();
    let mut out = Vec::new();
    for file in waiting {
        let Some(kind) = [Kind::Members, Kind::Units, Kind::Reorg]
            .into_iter()
            .find(|kind| kind.code() == file.kind)
        else {
            continue;
        };
        // A file that can no longer be read names nothing.
        let Ok(table) = apply::read(kind, &file.file_name, file.content).await else {
            continue;
        };
        let mut rows: HashMap<Uuid, i64> = HashMap::new();
        for line in &table.lines {
            let cells = NAMING.iter().map(|field| table.value(line, *field).text.as_str());
            let named: HashSet<Uuid> = cells
                .flat_map(|text| text.split([';', ',']))
                .filter_map(|code| by_code.get(&code_key(code)).copied())
                .collect();
            for unit in named {
                let count: &mut i64 = rows.entry(unit).or_default();
                *count = count.saturating_add(1);
            }
        }
        out.extend(rows.into_iter().map(|(unit, count)| Holding {
            unit,
            what: tr.xy("org-held-file", &file.file_name, &file.name),
            count,
            href: String::new(),
            follows: Follows::Stays,
        }));
    }
    Ok(out)
}

/// The columns that name units by their codes.
const NAMING: [Field; 7] = [
    Field::Unit,
    Field::Code,
    Field::Parent,
    Field::Reorg(Col::OldCode),
    Field::Reorg(Col::NewCode),
    Field::Reorg(Col::Parent),
    Field::Reorg(Col::Takes),
];
