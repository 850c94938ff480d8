//! Accounts for the administrator: search, roles, one-time code, disable.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::actor::{Grant, Role, Side};
use kernel::time::{self, DAY};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::account::{self, Account, AccountEvent};
use crate::audit;
use crate::db;
use crate::failure::Failure;
use crate::form::{Fields, Form};
use crate::shell::Shell;
use crate::visit::Visit;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    signin: Option<String>,
    disabled: bool,
    opened: bool,
    roles: i64,
}

#[derive(Template)]
#[template(path = "accounts.html")]
struct AccountsPage {
    shell: Shell,
    words: String,
    staff_only: bool,
    rows: Vec<Row>,
}

/// One list for both engines: names as typed or the beginning of a sign-in name; at most 100, the rest by searching.
pub(super) async fn list(visit: Visit) -> Result<Response, Failure> {
    let words = visit.param("tim").trim().to_owned();
    let staff_only = words.is_empty();
    let like = format!("%{}%", vietnamese::fold::fold(&words).replace(['%', '_'], " "));
    let rows: Vec<Row> = db::rows(
        visit.app.db.read(),
        "SELECT a.id, a.name, MIN(n.name) AS signin, a.disabled, (a.password_hash IS NOT NULL) AS opened,
                COUNT(DISTINCT g.id) AS roles
         FROM account a LEFT JOIN signin_name n ON n.account_id = a.id
         LEFT JOIN account_grant g ON g.account_id = a.id AND g.valid_from <= $3 AND (g.valid_to IS NULL OR g.valid_to > $3)
         WHERE ($2 AND g.id IS NOT NULL) OR (NOT $2 AND (a.folded LIKE $1 OR a.id IN
               (SELECT account_id FROM signin_name WHERE name LIKE $4)))
         GROUP BY a.id, a.name, a.disabled, a.password_hash ORDER BY a.name LIMIT 100",
        vec![
            like.into(),
            staff_only.into(),
            visit.now().into(),
            format!("{}%", account::normal_name(&words).replace(['%', '_'], " ")).into(),
        ],
    )
    .await?;
    let shell = visit.shell(visit.tr().t("accounts-title"));
    visit.page(&AccountsPage {
        shell,
        words,
        staff_only,
        rows,
    })
}

struct GrantShown {
    id: Uuid,
    words: String,
    since: String,
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    shell: Shell,
    account: Account,
    names: Vec<String>,
    grants: Vec<GrantShown>,
    code: String,
    form: Form,
    may_change: bool,
}

#[derive(FromQueryResult)]
struct NameRow {
    name: String,
}

async fn page(visit: &Visit, id: Uuid, code: String, form: Form) -> Result<Response, Failure> {
    let tr = visit.tr();
    let on = visit.app.db.read();
    let account = account::by_id(on, id).await?.ok_or(Failure::NotFound)?;
    let names: Vec<NameRow> = db::rows(
        on,
        "SELECT name FROM signin_name WHERE account_id = $1 ORDER BY kind, name",
        vec![id.into()],
    )
    .await?;
    let mut grants = Vec::new();
    for grant in account::grants(on, visit.now(), id).await? {
        let role = tr.t(&format!("role-{}", grant.role.replace('_', "-")));
        let scope = match (&grant.side, grant.unit_id) {
            (Some(side), _) => tr.t(&format!("side-{side}")),
            (_, Some(unit)) => {
                let directory = &visit.app.directory;
                directory
                    .name(unit)
                    .await
                    .map_err(Failure::internal)?
                    .unwrap_or_default()
            }
            _ => String::new(),
        };
        let words = if scope.is_empty() {
            role
        } else {
            format!("{role} – {scope}")
        };
        grants.push(GrantShown {
            id: grant.id,
            words,
            since: time::short(grant.valid_from, visit.lang),
        });
    }
    let page = AccountPage {
        shell: visit
            .shell(account.name.clone())
            .crumb("/quan-tri/tai-khoan", tr.t("accounts-title")),
        account,
        names: names.into_iter().map(|n| n.name).collect(),
        grants,
        code,
        form,
        may_change: visit.has_any(&[Role::Administrator]),
    };
    visit.page(&page)
}

pub(super) async fn show(visit: Visit, Path(id): Path<Uuid>) -> Result<Response, Failure> {
    page(&visit, id, String::new(), Form::empty()).await
}

pub(super) async fn issue_code(visit: Visit, Path(id): Path<Uuid>) -> Result<Response, Failure> {
    let actor = visit.actor()?.clone();
    let account = account::by_id(visit.app.db.read(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    let code = account::new_code(&*visit.app.entropy);
    let tx = visit.app.db.begin().await?;
    account::issue_code(&tx, visit.now(), id, &code, 14 * DAY, Some(actor.account)).await?;
    let event = AccountEvent::CodeIssued {
        account: id,
        name: account.name,
    };
    audit::append(&tx, visit.now(), Some(&actor), &event).await?;
    tx.commit().await?;
    // Shown once, on this answer only.
    page(&visit, id, code, Form::empty()).await
}

pub(super) async fn disable(visit: Visit, Path(id): Path<Uuid>) -> Result<Response, Failure> {
    let actor = visit.actor()?.clone();
    if actor.account == id {
        return Err(Failure::Refused("failure-own-account"));
    }
    let account = account::by_id(visit.app.db.read(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    let off = !account.disabled;
    let tx = visit.app.db.begin().await?;
    db::exec(
        &*tx,
        "UPDATE account SET disabled = $2 WHERE id = $1",
        vec![id.into(), off.into()],
    )
    .await?;
    if off {
        visit.app.sessions.revoke_all(&tx, visit.now(), id, None).await?;
    }
    let event = if off {
        AccountEvent::Disabled {
            account: id,
            name: account.name,
        }
    } else {
        AccountEvent::Enabled {
            account: id,
            name: account.name,
        }
    };
    audit::append(&tx, visit.now(), Some(&actor), &event).await?;
    tx.commit().await?;
    visit.app.sessions.forget_all();
    Ok(visit.go_done(&format!("/quan-tri/tai-khoan/{id}"), "done-account-changed"))
}

pub(super) async fn grant(visit: Visit, Path(id): Path<Uuid>, fields: Fields) -> Result<Response, Failure> {
    let tr = visit.tr();
    let actor = visit.actor()?.clone();
    let account = account::by_id(visit.app.db.read(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    let mut form = Form::returned(fields.clone());
    let Some(role) = Role::parse(fields.get("role")).filter(|role| *role != Role::Member) else {
        form.fault("role", &tr, "form-required");
        return page(&visit, id, String::new(), form).await;
    };
    let side = Side::parse(fields.get("side"));
    if role.needs_side() && side.is_none() {
        form.fault("side", &tr, "grant-needs-side");
    }
    let mut unit = None;
    if role.needs_unit() {
        let directory = &visit.app.directory;
        unit = directory.by_code(fields.get("unit")).await.map_err(Failure::internal)?;
        if unit.is_none() {
            form.fault("unit", &tr, "grant-needs-unit");
        }
    }
    if form.is_refused() {
        return page(&visit, id, String::new(), form).await;
    }
    let given = Grant {
        role,
        side: side.filter(|_| role.needs_side()),
        unit,
    };
    let tx = visit.app.db.begin().await?;
    account::grant(&tx, visit.now(), visit.app.fresh_id(), id, given, Some(actor.account)).await?;
    let event = AccountEvent::Granted {
        account: id,
        name: account.name,
        role: role.code(),
        side: given.side.map(Side::code),
        unit: given.unit,
    };
    audit::append(&tx, visit.now(), Some(&actor), &event).await?;
    tx.commit().await?;
    visit.app.sessions.forget_all();
    Ok(visit.go_done(&format!("/quan-tri/tai-khoan/{id}"), "done-account-changed"))
}

pub(super) async fn end_grant(visit: Visit, Path((id, grant)): Path<(Uuid, Uuid)>) -> Result<Response, Failure> {
    let actor = visit.actor()?.clone();
    let account = account::by_id(visit.app.db.read(), id)
        .await?
        .ok_or(Failure::NotFound)?;
    let own = account::grants(visit.app.db.read(), visit.now(), id).await?;
    let Some(row) = own.iter().find(|row| row.id == grant) else {
        return Err(Failure::NotFound);
    };
    if actor.account == id && row.role == Role::Administrator.code() {
        return Err(Failure::Refused("failure-own-account"));
    }
    let tx = visit.app.db.begin().await?;
    account::end_grant(&tx, visit.now(), grant).await?;
    let event = AccountEvent::GrantEnded {
        account: id,
        name: account.name,
        grant,
    };
    audit::append(&tx, visit.now(), Some(&actor), &event).await?;
    tx.commit().await?;
    visit.app.sessions.forget_all();
    Ok(visit.go_done(&format!("/quan-tri/tai-khoan/{id}"), "done-account-changed"))
}
