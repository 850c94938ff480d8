//! One member: facts, and the units belonged to.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::failure::Failure;
use platform::shell::Shell;
use platform::visit::Visit;
use uuid::Uuid;

use super::{ground, id_in, shown};
use crate::scope::Scope;
use crate::state::Organisation;
use crate::store::people;

struct Stay {
    unit: String,
    from: String,
    to: String,
}

#[derive(Template)]
#[template(path = "member.html")]
struct MemberPage {
    shell: Shell,
    name: String,
    number: String,
    unit: Option<(Uuid, String)>,
    path: String,
    sex: String,
    birth: String,
    phone: String,
    email: String,
    post: String,
    demo: bool,
    /// Phone, e-mail and birthday are hidden from this visitor.
    masked: bool,
    stays: Vec<Stay>,
}

pub(super) async fn show(
    State(org): State<Organisation>,
    visit: Visit,
    Path(person): Path<String>,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let today = org.today();
    let on = ground(&visit, &org, today).await?;
    let db = org.app.db.read();
    let person = people::by_id(db, &on.seen, id_in(&person)?, today)
        .await?
        .ok_or(Failure::NotFound)?;
    let full = person
        .unit_id
        .map_or(on.acting == Scope::All, |unit| on.acting.covers(unit));
    let node = person.unit_id.and_then(|unit| on.tree.get(unit));
    let mut stays = Vec::new();
    for stay in people::stays(db, person.id).await? {
        // The unit under the name it had on the first day of the stay.
        let then = match stay.valid_from.parse() {
            Ok(day) => org.tree(day).await?,
            Err(_) => std::sync::Arc::clone(&on.tree),
        };
        let name = then
            .get(stay.unit_id)
            .or_else(|| on.tree.get(stay.unit_id))
            .map_or_else(|| tr.t("org-unit-ended"), |node| node.name.clone());
        stays.push(Stay {
            unit: name,
            from: shown::day(&stay.valid_from, visit.lang),
            to: stay
                .valid_to
                .map_or_else(|| tr.t("org-still"), |to| shown::day(&to, visit.lang)),
        });
    }
    let page = MemberPage {
        shell: visit
            .shell(person.full_name.clone())
            .crumb("/doan-vien", tr.t("org-members-title")),
        unit: node.map(|node| (node.id, node.name.clone())),
        path: node.map_or_else(String::new, |node| {
            let mut names = on.tree.path_names(node.id);
            names.pop();
            names.join(" › ")
        }),
        sex: shown::sex(&tr, person.sex.as_deref()),
        birth: match (&person.birth_date, full) {
            (Some(day), true) => shown::day(day, visit.lang),
            (Some(_), false) => tr.t("org-member-hidden"),
            (None, _) => String::new(),
        },
        phone: shown::phone(person.phone.as_deref(), full),
        email: shown::email(person.email.as_deref(), full),
        post: person.post.unwrap_or_default(),
        demo: person.demo,
        masked: !full,
        name: person.full_name,
        number: person.member_number,
        stays,
    };
    visit.page(&page)
}
