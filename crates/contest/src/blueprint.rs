//! What a paper is made of: how many questions of which topic and difficulty, in which order.

use serde::{Deserialize, Serialize};

use crate::bank::{BankEntry, SealedBank};
use crate::question::Difficulty;

/// The make-up of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blueprint {
    /// Questions in one paper.
    pub questions: u16,
    /// Parts that are fixed; what they leave is drawn from the whole bank. A quota names a topic, a difficulty, or both.
    /// Quotas for a topic alone and quotas for a difficulty alone cannot stand together: they cross.
    #[serde(default)]
    pub quotas: Vec<Quota>,
    pub selection: Selection,
    pub order: QuestionOrder,
    /// Options are shuffled; pinned ones stay last, "Đúng / Sai" never moves.
    pub shuffle_choices: bool,
    /// A person meets a question again only when the bank is used up.
    #[serde(default)]
    pub avoid_repeats: bool,
    /// The bank must hold at least so many times the questions of a paper, in all and in every quota.
    #[serde(default = "three")]
    pub bank_factor: u16,
}

const fn three() -> u16 {
    3
}

/// A fixed part of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<Difficulty>,
    pub count: u16,
}

/// Who gets which questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Selection {
    /// Every attempt draws its own.
    PerAttempt,
    /// Everybody gets the same questions in a period.
    SamePerPeriod,
}

/// The order of questions in a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionOrder {
    Shuffled,
    /// Easy ones first; shuffled among equals.
    EasyFirst,
    /// In the order of the bank, the same for everybody.
    AsInBank,
}

/// Why a blueprint cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BlueprintError {
    #[error("a paper must have at least one question")]
    Empty,
    #[error("the quotas ask for {quotas} questions, the paper has {questions}")]
    TooMany { quotas: u32, questions: u16 },
    #[error("quota {index} names neither topic nor difficulty")]
    Unbound { index: usize },
    #[error("quota {index} repeats an earlier one")]
    Twice { index: usize },
    #[error("quotas by topic alone and by difficulty alone cross each other")]
    Crossing,
    #[error("topic {topic} is not in the bank")]
    UnknownTopic { topic: String },
    #[error("a part of {need} questions has only {have} in the bank")]
    TooFew {
        topic: Option<String>,
        difficulty: Option<Difficulty>,
        need: u32,
        have: u32,
    },
}

/// How many times over the bank could fill a part of the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// None and none = the whole paper.
    pub topic: Option<String>,
    pub difficulty: Option<Difficulty>,
    pub need: u32,
    pub have: u32,
}

impl Blueprint {
    /// Whether it is complete and free of contradiction in itself.
    pub fn check(&self) -> Result<(), BlueprintError> {
        if self.questions == 0 {
            return Err(BlueprintError::Empty);
        }
        let quotas: u32 = self.quotas.iter().map(|quota| u32::from(quota.count)).sum();
        if quotas > u32::from(self.questions) {
            return Err(BlueprintError::TooMany {
                quotas,
                questions: self.questions,
            });
        }
        for (index, quota) in self.quotas.iter().enumerate() {
            if quota.topic.is_none() && quota.difficulty.is_none() {
                return Err(BlueprintError::Unbound { index });
            }
            let same = |other: &Quota| other.topic == quota.topic && other.difficulty == quota.difficulty;
            if self.quotas.iter().take(index).any(same) {
                return Err(BlueprintError::Twice { index });
            }
        }
        let topic_only = self.quotas.iter().any(|quota| quota.difficulty.is_none());
        let difficulty_only = self.quotas.iter().any(|quota| quota.topic.is_none());
        if topic_only && difficulty_only {
            Err(BlueprintError::Crossing)
        } else {
            Ok(())
        }
    }

    /// Whether `bank` can fill one paper. Because quotas never cross, counting is enough: a part can be filled if and
    /// only if it holds as many questions as it and the parts inside it need.
    pub fn fits(&self, bank: &SealedBank) -> Result<(), BlueprintError> {
        self.check()?;
        for part in self.coverage(bank)? {
            if part.have < part.need {
                let Coverage {
                    topic,
                    difficulty,
                    need,
                    have,
                } = part;
                return Err(BlueprintError::TooFew {
                    topic,
                    difficulty,
                    need,
                    have,
                });
            }
        }
        Ok(())
    }

    /// Need and supply of every part, the whole paper last.
    pub fn coverage(&self, bank: &SealedBank) -> Result<Vec<Coverage>, BlueprintError> {
        let mut parts = Vec::with_capacity(self.quotas.len() + 1);
        for quota in &self.quotas {
            let topic = quota_topic(quota, bank)?;
            let have = bank.entries().iter().filter(|entry| quota.holds(topic, entry)).count();
            let inside = self
                .quotas
                .iter()
                .filter(|other| inside(other, quota))
                .map(|other| u32::from(other.count));
            parts.push(Coverage {
                topic: quota.topic.clone(),
                difficulty: quota.difficulty,
                need: inside.sum(),
                have: u32::try_from(have).unwrap_or(u32::MAX),
            });
        }
        let have = u32::try_from(bank.len()).unwrap_or(u32::MAX);
        parts.push(Coverage {
            topic: None,
            difficulty: None,
            need: u32::from(self.questions),
            have,
        });
        Ok(parts)
    }

    /// Quotas from the narrowest to the widest: first topic × difficulty, then one of both. In this order a simple
    /// draw never takes what a later one needs.
    pub(crate) fn narrow_first(&self) -> impl Iterator<Item = &Quota> {
        let exact = |quota: &&Quota| quota.topic.is_some() && quota.difficulty.is_some();
        self.quotas
            .iter()
            .filter(exact)
            .chain(self.quotas.iter().filter(move |quota| !exact(quota)))
    }

    /// Questions drawn from the whole bank after the quotas.
    pub(crate) fn free(&self) -> u16 {
        let fixed: u16 = self
            .quotas
            .iter()
            .fold(0, |sum: u16, quota| sum.saturating_add(quota.count));
        self.questions.saturating_sub(fixed)
    }

    /// How many papers in a row can be drawn for one person without a question coming twice; at least 1.
    pub(crate) fn cycle(&self, bank: &SealedBank) -> Result<u32, BlueprintError> {
        if !self.avoid_repeats {
            return Ok(1);
        }
        let parts = self.coverage(bank)?;
        Ok(parts
            .iter()
            .filter_map(|part| part.have.checked_div(part.need))
            .min()
            .unwrap_or(1)
            .max(1))
    }
}

impl Quota {
    pub(crate) fn holds(&self, topic: Option<u16>, entry: &BankEntry) -> bool {
        topic.is_none_or(|topic| topic == entry.topic)
            && self.difficulty.is_none_or(|difficulty| difficulty == entry.difficulty)
    }
}

pub(crate) fn quota_topic(quota: &Quota, bank: &SealedBank) -> Result<Option<u16>, BlueprintError> {
    let Some(code) = &quota.topic else { return Ok(None) };
    match bank.topic_index(code) {
        Some(index) => Ok(Some(index)),
        None => Err(BlueprintError::UnknownTopic { topic: code.clone() }),
    }
}

/// Whether every question of `inner` also belongs to `outer`.
fn inside(inner: &Quota, outer: &Quota) -> bool {
    (outer.topic.is_none() || outer.topic == inner.topic)
        && (outer.difficulty.is_none() || outer.difficulty == inner.difficulty)
}
