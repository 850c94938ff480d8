//! The question bank: who works on it, page by page. One file per page; the templates are `templates/bank_*.html`.

mod acts;
mod approve;
mod difference;
mod edit;
mod export;
mod files;
mod home;
mod list;
mod matrix;
mod paging;
mod preview;
mod question;
mod shown;
mod typed;
mod upload;

use std::sync::Arc;

use kernel::actor::{Actor, Role};
use platform::app::App;
use platform::audit;
use platform::db::Tx;
use platform::failure::Failure;
use platform::routes::{Access, FORM, Routes};
use platform::visit::Visit;

use crate::store::contests::{self, ContestRow};
use crate::store::questions::{self, Acting, BankEvent, BankRefusal, Reading, Topic};

/// A question file of at most 10 MB, and the form around it.
const UPLOAD: usize = 10 * 1024 * 1024 + FORM;

/// The bank's people, organisers (totals only, until a period opens) and auditors.
const BANK: Access = Access::Roles(&[
    Role::Author,
    Role::Reviewer,
    Role::Leader,
    Role::Organiser,
    Role::Auditor,
]);
/// Those who may read every question.
const READERS: Access = Access::Roles(&[Role::Author, Role::Reviewer, Role::Leader, Role::Auditor]);
const AUTHORS: Access = Access::Roles(&[Role::Author]);
const REVIEWERS: Access = Access::Roles(&[Role::Reviewer]);
const LEADERS: Access = Access::Roles(&[Role::Leader]);
const CHECKERS: Access = Access::Roles(&[Role::Reviewer, Role::Leader]);

/// The routes of the bank.
pub fn routes(app: &App) -> Routes {
    Routes::new(app)
        .get("/ngan-hang", BANK, (), home::show)
        .get("/ngan-hang/{contest}", BANK, (), list::show)
        .post("/ngan-hang/{contest}/gui", AUTHORS, (), acts::submit_mine)
        .get("/ngan-hang/{contest}/tham-dinh", REVIEWERS, (), acts::next_to_review)
        .get("/ngan-hang/{contest}/duyet", LEADERS, (), approve::show)
        .post("/ngan-hang/{contest}/duyet", LEADERS, (), approve::send)
        .get("/ngan-hang/{contest}/xuat", READERS, (), export::show)
        .get("/ngan-hang/{contest}/nhap", AUTHORS, (), upload::show)
        .upload("/ngan-hang/{contest}/nhap", AUTHORS, UPLOAD, (), upload::send)
        .get("/ngan-hang/{contest}/nhap/mau", AUTHORS, (), upload::template)
        .get("/ngan-hang/{contest}/nhap/{import}", AUTHORS, (), preview::show)
        .post("/ngan-hang/{contest}/nhap/{import}", AUTHORS, (), preview::send)
        .post("/ngan-hang/{contest}/nhap/{import}/bo", AUTHORS, (), preview::discard)
        .get("/ngan-hang/{contest}/cau/moi", AUTHORS, (), edit::show_new)
        .post("/ngan-hang/{contest}/cau/moi", AUTHORS, (), edit::send_new)
        .get("/ngan-hang/{contest}/cau/{number}", BANK, (), question::show)
        .get("/ngan-hang/{contest}/cau/{number}/sua", AUTHORS, (), edit::show)
        .post("/ngan-hang/{contest}/cau/{number}/sua", AUTHORS, (), edit::send)
        .post("/ngan-hang/{contest}/cau/{number}/gui", AUTHORS, (), acts::submit)
        .post(
            "/ngan-hang/{contest}/cau/{number}/tham-dinh",
            REVIEWERS,
            (),
            acts::review,
        )
        .post("/ngan-hang/{contest}/cau/{number}/duyet", LEADERS, (), acts::approve)
        .post(
            "/ngan-hang/{contest}/cau/{number}/tra-lai",
            CHECKERS,
            (),
            acts::give_back,
        )
        .post("/ngan-hang/{contest}/cau/{number}/thoi-dung", LEADERS, (), acts::retire)
}

/// A contest as the bank's pages need it, and what the visitor may read in it.
struct Here {
    contest: ContestRow,
    title: String,
    topics: Vec<Topic>,
    reading: Reading,
    actor: Arc<Actor>,
}

impl Here {
    async fn find(visit: &Visit, slug: &str) -> Result<Self, Failure> {
        let actor = Arc::clone(visit.actor()?);
        let reading = Reading::of(&actor).ok_or(Failure::Forbidden)?;
        let on = visit.app.db.read();
        let contest = contests::by_slug(on, slug).await?.ok_or(Failure::NotFound)?;
        let topics = questions::topics(on, contest.id).await?;
        let title = contest.rules.titles.official.get(visit.lang.code()).to_owned();
        Ok(Self {
            contest,
            title,
            topics,
            reading,
            actor,
        })
    }

    fn href(&self) -> String {
        format!("/ngan-hang/{}", self.contest.slug)
    }

    fn acting<'a>(&'a self, visit: &'a Visit, tx: &'a Tx) -> Acting<'a> {
        Acting {
            tx,
            now: visit.now(),
            actor: &self.actor,
            entropy: &*visit.app.entropy,
        }
    }

    /// Writes into the record of acts that something was read; before anything is shown.
    async fn record(&self, visit: &Visit, event: &BankEvent) -> Result<(), Failure> {
        let tx = visit.app.db.begin().await?;
        audit::append(&tx, visit.now(), Some(&self.actor), event).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// A number in an address; anything else is an address that does not exist.
fn number_of(text: &str) -> Result<i64, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

impl From<BankRefusal> for Failure {
    fn from(refusal: BankRefusal) -> Self {
        match refusal {
            BankRefusal::Db(error) => Self::from(error),
            BankRefusal::NotFound => Self::NotFound,
            BankRefusal::NotYours => Self::Forbidden,
            other => Self::Refused(other.key()),
        }
    }
}
