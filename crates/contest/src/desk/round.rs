//! One running period: its rules, its sealed bank with the texts, its seed.

use std::sync::RwLock;
use std::sync::atomic::{AtomicI64, Ordering};

use kernel::clock::Millis;
use uuid::Uuid;

use crate::bank::{BankError, BankQuestion, SealedBank};
use crate::marking::{self, Mark, Repairs};
use crate::paper::{self, Drawer, Paper, PaperError};
use crate::question::QuestionText;
use crate::ruleset::{Period, Quiz};
use crate::sheet::Sheet;

/// Why a round cannot run.
#[derive(Debug, thiserror::Error)]
pub enum RoundError {
    #[error(transparent)]
    Bank(#[from] BankError),
    #[error(transparent)]
    Paper(#[from] PaperError),
    #[error("the rules have no period {0}")]
    NoPeriod(String),
}

/// A period with everything that papers need.
#[derive(Debug)]
pub struct Round {
    pub id: i64,
    pub contest: Uuid,
    pub slug: String,
    pub quiz: Quiz,
    pub bank: SealedBank,
    /// The texts, by place in the bank.
    pub texts: Vec<QuestionText>,
    seed: [u8; 32],
    period: Period,
    close: AtomicI64,
    /// True once the seal has begun.
    pub(crate) gate: RwLock<bool>,
}

/// What a round is made of.
#[derive(Debug)]
pub struct Making<'a> {
    pub id: i64,
    pub contest: Uuid,
    pub slug: &'a str,
    pub quiz: &'a Quiz,
    pub code: &'a str,
    /// The close as it stands, with extensions.
    pub close: Millis,
    pub contest_seed: &'a [u8; 32],
    pub questions: &'a [(Uuid, u32, QuestionText)],
}

impl Round {
    /// Seals the bank and checks that papers can be drawn from it.
    pub fn new(making: &Making<'_>) -> Result<Self, RoundError> {
        let period = making
            .quiz
            .period(making.code)
            .ok_or_else(|| RoundError::NoPeriod(making.code.to_owned()))?;
        let offered: Vec<BankQuestion<'_>> = making
            .questions
            .iter()
            .map(|(id, version, text)| BankQuestion {
                id: *id,
                version: *version,
                text,
            })
            .collect();
        let bank = SealedBank::seal(&offered)?;
        Drawer::new(&bank, &making.quiz.blueprint)?;
        let mut sorted: Vec<&(Uuid, u32, QuestionText)> = making.questions.iter().collect();
        sorted.sort_by_key(|(id, ..)| *id);
        Ok(Self {
            id: making.id,
            contest: making.contest,
            slug: making.slug.to_owned(),
            quiz: making.quiz.clone(),
            texts: sorted.into_iter().map(|(_, _, text)| text.clone()).collect(),
            bank,
            seed: paper::round_seed(making.contest_seed, &period.code),
            close: AtomicI64::new(making.close),
            period: period.clone(),
            gate: RwLock::new(false),
        })
    }

    /// The period with the close as it stands.
    pub fn period(&self) -> Period {
        Period {
            close: self.close.load(Ordering::Acquire),
            ..self.period.clone()
        }
    }

    /// Moves the close (an extension); papers in work get the new end at once.
    pub fn extend(&self, close: Millis) {
        self.close.store(close, Ordering::Release);
    }

    /// When a paper opened at `opened_at` takes no more answers.
    pub fn deadline(&self, opened_at: Millis) -> Millis {
        self.quiz.deadline(&self.period(), opened_at)
    }

    /// When no paper of this round can change any more.
    pub fn seal_at(&self) -> Millis {
        self.quiz.seal_at(&self.period())
    }

    /// Questions on a paper.
    pub const fn questions(&self) -> u16 {
        self.quiz.blueprint.questions
    }

    /// The paper of a person's attempt.
    pub fn draw(&self, member: Uuid, number: i64) -> Result<Paper, PaperError> {
        let attempt = u32::try_from(number).map_err(|_| PaperError::AttemptZero)?;
        Drawer::new(&self.bank, &self.quiz.blueprint)?.draw(&self.seed, member, attempt)
    }

    /// The marks of a sheet.
    pub fn mark(&self, member: Uuid, number: i64, sheet: &Sheet, repairs: &Repairs) -> Result<Mark, PaperError> {
        marking::mark(&self.draw(member, number)?, &self.bank, sheet, repairs)
    }
}
