//! The accounts with which a stranger tries each role.

use contest::ruleset::OrganiserRole;
use contest::store::contests;
use kernel::actor::{Actor, Grant, Role, Side};
use kernel::clock::Clock as _;
use platform::account::{self, NameKind};
use platform::db::{self, Tx};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use super::units::Units;
use super::{Loader, PASSWORD};
use crate::wire::StartError;
use crate::words::Say;

/// A demo account as told at the start.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    pub signin: &'static str,
    name: &'static str,
    role: Option<Role>,
    side: Option<Side>,
    pub what: Say,
}

const fn shown(signin: &'static str, name: &'static str, role: Option<Role>, side: Option<Side>, what: Say) -> Shown {
    Shown {
        signin,
        name,
        role,
        side,
        what,
    }
}

/// Every demo account. `doanvien` is one of the made-up members, the others are staff.
pub const SHOWN: [Shown; 11] = [
    shown(
        "doanvien",
        "",
        None,
        None,
        Say("đoàn viên: vào thi tuần đang mở", "member: takes the open week"),
    ),
    shown(
        "bantochuc",
        "Ban tổ chức (bên A)",
        Some(Role::Organiser),
        Some(Side::A),
        Say(
            "ban tổ chức bên A: điều hành, công bố",
            "organiser of side A: runs and announces",
        ),
    ),
    shown(
        "bantochuc-b",
        "Ban tổ chức (bên B)",
        Some(Role::Organiser),
        Some(Side::B),
        Say("ban tổ chức bên B", "organiser of side B"),
    ),
    shown(
        "rade",
        "Tổ ra đề",
        Some(Role::Author),
        None,
        Say("tổ ra đề: soạn, nhập câu hỏi", "question author"),
    ),
    shown(
        "thamdinh",
        "Tổ thẩm định",
        Some(Role::Reviewer),
        None,
        Say("tổ thẩm định câu hỏi", "question reviewer"),
    ),
    shown(
        "lanhdao-a",
        "Lãnh đạo bên A",
        Some(Role::Leader),
        Some(Side::A),
        Say("lãnh đạo bên A: duyệt", "leader of side A: approves"),
    ),
    shown(
        "lanhdao-b",
        "Lãnh đạo bên B",
        Some(Role::Leader),
        Some(Side::B),
        Say("lãnh đạo bên B: duyệt", "leader of side B: approves"),
    ),
    shown(
        "gialai",
        "Cán bộ CĐVC tỉnh Gia Lai",
        Some(Role::UnitOfficer),
        None,
        Say(
            "cán bộ đơn vị: CĐVC tỉnh Gia Lai",
            "unit officer: Gia Lai provincial union",
        ),
    ),
    shown(
        "giamsat",
        "Giám sát",
        Some(Role::Auditor),
        None,
        Say("giám sát: xem mọi thứ, không sửa", "auditor: reads everything"),
    ),
    shown(
        "quantri",
        "Quản trị hệ thống",
        Some(Role::Administrator),
        None,
        Say("quản trị hệ thống", "administrator"),
    ),
    shown(
        "doanvien2",
        "",
        None,
        None,
        Say("đoàn viên thứ hai, để thử hai máy", "a second member"),
    ),
];

/// One staff account.
#[derive(Clone, Debug)]
pub struct Demo {
    pub id: Uuid,
    pub name: String,
    grant: Grant,
}

impl Demo {
    /// As the one who acts.
    pub fn actor(&self) -> Actor {
        Actor {
            account: self.id,
            name: self.name.clone(),
            grants: vec![self.grant],
        }
    }
}

/// Those who act in the demo's history.
#[derive(Clone, Debug)]
pub struct Staff {
    pub organiser_a: Demo,
    pub organiser_b: Demo,
    pub author: Demo,
    pub reviewer: Demo,
    pub leader_a: Demo,
    pub leader_b: Demo,
}

impl Staff {
    /// Their parts in the contest: they may not take it themselves.
    pub async fn join_contest(&self, tx: &Tx, contest: Uuid) -> Result<(), DbErr> {
        for (who, part) in [
            (&self.organiser_a, OrganiserRole::Organiser),
            (&self.organiser_b, OrganiserRole::Organiser),
            (&self.author, OrganiserRole::QuestionAuthor),
            (&self.reviewer, OrganiserRole::QuestionReviewer),
            (&self.leader_a, OrganiserRole::Organiser),
            (&self.leader_b, OrganiserRole::Organiser),
        ] {
            contests::add_role(tx, contest, who.id, part).await?;
        }
        Ok(())
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
}

/// The two members of the demo sit in the union's ministry of the seeds and in Gia Lai.
pub(super) async fn members(loader: &Loader) -> Result<Vec<Uuid>, StartError> {
    let rows: Vec<Row> = db::rows(
        loader.app.db.read(),
        "SELECT id FROM person WHERE member_number IN ('NV-00002', 'GL-00002') ORDER BY member_number DESC",
        vec![],
    )
    .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

pub(super) async fn load(loader: &Loader, units: &Units) -> Result<Staff, StartError> {
    let app = &loader.app;
    let hash = app
        .passwords
        .hash(PASSWORD, &*loader.entropy)
        .await
        .map_err(StartError::other)?;
    let gia_lai = units.by_code.get("CĐVC-GL").copied();
    let mut members = members(loader).await?.into_iter();
    let mut made: Vec<(&str, Demo)> = Vec::new();
    let now = loader.clock.now();
    let tx = app.db.begin().await?;
    for shown in SHOWN {
        let id = match shown.role {
            None => match members.next() {
                Some(id) => id,
                None => continue,
            },
            Some(_) => {
                let id = app.fresh_id();
                account::create(&tx, now, id, shown.name, false).await?;
                id
            }
        };
        account::add_name(&tx, id, NameKind::User, shown.signin).await?;
        account::set_password(&tx, id, &hash, false).await?;
        if let Some(role) = shown.role {
            let unit = if role.needs_unit() { gia_lai } else { None };
            let grant = Grant {
                role,
                side: shown.side,
                unit,
            };
            account::grant(&tx, now, app.fresh_id(), id, grant, None).await?;
            made.push((
                shown.signin,
                Demo {
                    id,
                    name: shown.name.to_owned(),
                    grant,
                },
            ));
        }
    }
    tx.commit().await?;
    let take = |signin: &str| {
        made.iter()
            .find(|(name, _)| *name == signin)
            .map(|(_, demo)| demo.clone())
            .ok_or_else(|| StartError::other(signin))
    };
    Ok(Staff {
        organiser_a: take("bantochuc")?,
        organiser_b: take("bantochuc-b")?,
        author: take("rade")?,
        reviewer: take("thamdinh")?,
        leader_a: take("lanhdao-a")?,
        leader_b: take("lanhdao-b")?,
    })
}
