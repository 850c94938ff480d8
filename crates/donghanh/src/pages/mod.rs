//! The pages that belong to no single feature: home, help, personal data, rehearsal clock.

mod clock;
mod home;

use askama::Template;
use axum::response::Response;
use kernel::actor::Role;
use platform::failure::Failure;
use platform::routes::{Access, Routes};
use platform::shell::Shell;
use platform::visit::Visit;

use crate::wire::House;

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    shell: Shell,
}

#[derive(Template)]
#[template(path = "privacy.html")]
struct PrivacyPage {
    shell: Shell,
}

async fn help(visit: Visit) -> Result<Response, Failure> {
    let shell = visit.shell(visit.tr().t("help-title"));
    visit.page(&HelpPage { shell })
}

async fn privacy(visit: Visit) -> Result<Response, Failure> {
    let shell = visit.shell(visit.tr().t("privacy-title"));
    visit.page(&PrivacyPage { shell })
}

/// The routes of the front door.
pub fn routes(house: &House) -> Routes {
    let admin = Access::Roles(&[Role::Administrator]);
    Routes::new(&house.app)
        .get("/", Access::Public, house.clone(), home::show)
        .get("/tro-giup", Access::Public, (), help)
        .get("/rieng-tu", Access::Public, (), privacy)
        .get("/quan-tri/dong-ho", admin, house.clone(), clock::show)
        .post("/quan-tri/dong-ho", admin, house.clone(), clock::send)
}
