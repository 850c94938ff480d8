//! The pages of the platform itself: sign-in, password, sessions, accounts, the record of acts, embedded files.

mod accounts;
mod audit_log;
mod password;
mod sessions;
mod sign_in;

use axum::extract::Path;
use kernel::actor::Role;

use crate::app::App;
use crate::routes::{Access, Routes};
use crate::visit::Visit;

const ADMIN: Access = Access::Roles(&[Role::Administrator]);
const READERS: Access = Access::Roles(&[Role::Administrator, Role::Auditor]);

async fn asset(visit: Visit, Path((tag, name)): Path<(String, String)>) -> axum::response::Response {
    visit.app.assets.serve(&tag, &name)
}

/// The routes of the platform.
pub fn routes(app: &App) -> Routes {
    Routes::new(app)
        .get("/tai-nguyen/{tag}/{name}", Access::Public, (), asset)
        .get("/dang-nhap", Access::Public, (), sign_in::show)
        .post("/dang-nhap", Access::Public, (), sign_in::send)
        .get("/dang-nhap/lan-dau", Access::Public, (), sign_in::show_code)
        .post("/dang-nhap/lan-dau", Access::Public, (), sign_in::send_code)
        .get("/dang-nhap/mot-lan", Access::Public, (), sign_in::leave_for_provider)
        .get("/dang-nhap/mot-lan/ve", Access::Public, (), sign_in::back_from_provider)
        .post("/dang-xuat", Access::SignedIn, (), sign_in::sign_out)
        .get("/mat-khau", Access::SignedIn, (), password::show)
        .post("/mat-khau", Access::SignedIn, (), password::send)
        .get("/phien", Access::SignedIn, (), sessions::show)
        .post("/phien/{session}/cham-dut", Access::SignedIn, (), sessions::revoke)
        .get("/quan-tri/tai-khoan", READERS, (), accounts::list)
        .get("/quan-tri/tai-khoan/{account}", READERS, (), accounts::show)
        .post("/quan-tri/tai-khoan/{account}/ma", ADMIN, (), accounts::issue_code)
        .post("/quan-tri/tai-khoan/{account}/khoa", ADMIN, (), accounts::disable)
        .post("/quan-tri/tai-khoan/{account}/vai-tro", ADMIN, (), accounts::grant)
        .post(
            "/quan-tri/tai-khoan/{account}/vai-tro/{grant}/het",
            ADMIN,
            (),
            accounts::end_grant,
        )
        .get("/quan-tri/nhat-ky", READERS, (), audit_log::show)
}
