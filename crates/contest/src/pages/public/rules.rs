//! The rules as printed, from the same data the program runs on; as a page and as an official document.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use kernel::lang::Lang;
use paperwork::document::{Block, Document, Header, Signature};
use platform::failure::Failure;
use platform::shell::Shell;
use platform::text::Tr;
use platform::visit::{self, Visit};

use super::contest::require_visible;
use super::words::{hex, instant, local, say, tell};
use super::{Public, title};
use crate::printed;
use crate::store::contests::{self, ApprovalRow, ContestRow};

struct Article {
    number: u16,
    heading: String,
    sentences: Vec<String>,
}

struct Approved {
    side: String,
    by: String,
    at: String,
    /// The approval is for exactly these rules.
    holds: bool,
}

#[derive(Template)]
#[template(path = "contest_rules.html")]
struct RulesPage {
    shell: Shell,
    slug: String,
    contest_title: String,
    articles: Vec<Article>,
    hash: String,
    sealed: String,
    approvals: Vec<Approved>,
}

fn articles(tr: &Tr, contest: &ContestRow) -> Vec<Article> {
    printed::clauses(&contest.rules)
        .into_iter()
        .map(|clause| Article {
            number: clause.number,
            heading: tell(tr, clause.heading_key, &clause.heading_args),
            sentences: clause.sentences.iter().map(|sentence| say(tr, sentence)).collect(),
        })
        .collect()
}

async fn find(state: &Public, visit: &Visit, slug: &str) -> Result<(ContestRow, Vec<ApprovalRow>), Failure> {
    let on = state.contests.app.db.read();
    let contest = contests::by_slug(on, slug).await?.ok_or(Failure::NotFound)?;
    require_visible(visit, &contest)?;
    let approvals = contests::approvals(on, contest.id).await?;
    Ok((contest, approvals))
}

/// The organiser that signs for a side: the first one for A, the second one for B.
fn organiser<'a>(tr: &Tr, contest: &'a ContestRow, side: &str) -> &'a str {
    let place = usize::from(side == "b");
    contest
        .rules
        .organisers
        .get(place)
        .map_or("", |organiser| local(tr, &organiser.name))
}

pub(super) async fn show(
    State(state): State<Public>,
    visit: Visit,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let tr = visit.tr();
    let (contest, approvals) = find(&state, &visit, &slug).await?;
    let hash = contest.rules.hash().map_err(Failure::internal)?;
    let approvals = approvals
        .iter()
        .map(|approval| Approved {
            side: organiser(&tr, &contest, &approval.side).to_owned(),
            by: approval.by_name.clone(),
            at: instant(approval.at, tr.lang),
            holds: approval.rules_hash == hash,
        })
        .collect();
    let name = title(&tr, &contest);
    let page = RulesPage {
        articles: articles(&tr, &contest),
        hash: hex(&hash),
        sealed: contest.sealed_at.map_or_else(String::new, |at| instant(at, tr.lang)),
        approvals,
        shell: visit
            .shell(tr.t("contest-rules-title"))
            .crumb("/cuoc-thi", tr.t("contest-list-title"))
            .crumb(format!("/cuoc-thi/{slug}"), name.clone()),
        contest_title: name,
        slug,
    };
    visit.page(&page)
}

/// The document of both bodies. It is an official paper, so it is in Vietnamese whatever the page speaks.
fn document(tr: &Tr, contest: &ContestRow, approvals: &[ApprovalRow], hash: &[u8]) -> Document {
    let mut blocks = Vec::new();
    for article in articles(tr, contest) {
        blocks.push(Block::heading(
            2,
            tr.xy("contest-doc-article", article.number, article.heading),
        ));
        blocks.extend(
            article
                .sentences
                .into_iter()
                .zip(1_u32..)
                .map(|(words, n)| Block::item(format!("{n}."), words)),
        );
    }
    blocks.push(Block::Spacer);
    blocks.push(Block::text(tr.x("contest-doc-hash", hex(hash))));
    let organisers = contest.rules.organisers.iter().take(2).zip(["a", "b"]);
    let signatures = organisers.map(|(organiser, side)| {
        let signed = approvals
            .iter()
            .find(|approval| approval.side == side && approval.rules_hash == hash);
        Signature {
            authority: vec![tr.t("contest-doc-for"), local(tr, &organiser.name).to_owned()],
            name: signed.map_or_else(String::new, |approval| approval.by_name.clone()),
        }
    });
    let notice = if contest.demo {
        Some(tr.t("contest-doc-demo"))
    } else {
        contest.sealed_at.is_none().then(|| tr.t("contest-doc-draft"))
    };
    Document {
        header: Header {
            parent: None,
            bodies: contest
                .rules
                .organisers
                .iter()
                .map(|o| local(tr, &o.name).to_owned())
                .collect(),
            number: None,
            place_date: String::new(),
        },
        title_kind: tr.t("contest-rules-title"),
        subject: title(tr, contest),
        bases: contest.rules.basis.iter().map(|document| basis(tr, document)).collect(),
        blocks,
        signatures: signatures.collect(),
        recipients: Vec::new(),
        notice,
    }
}

fn basis(tr: &Tr, document: &crate::ruleset::LegalDocument) -> String {
    let cited = document.date.map_or_else(
        || document.citation.clone(),
        |date| {
            tr.xy(
                "contest-basis-dated",
                &document.citation,
                kernel::time::date(date, tr.lang),
            )
        },
    );
    tr.x("contest-doc-basis", cited)
}

pub(super) async fn file(
    State(state): State<Public>,
    visit: Visit,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let (contest, approvals) = find(&state, &visit, &slug).await?;
    let hash = contest.rules.hash().map_err(Failure::internal)?;
    let tr = visit.app.texts.tr(Lang::Vi);
    let bytes = paperwork::docx::render(&document(&tr, &contest, &approvals, &hash)).map_err(Failure::internal)?;
    Ok(visit::download(&format!("the-le-{slug}.docx"), visit::DOCX, bytes))
}
