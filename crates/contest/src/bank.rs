//! A sealed question bank: the facts needed to draw and to mark, without the texts.
//!
//! Texts are immutable versions kept by the store. What is sealed here is small enough to stay in memory for every
//! running round, and its hash covers the texts, so that a changed comma changes the hash.

use std::collections::HashSet;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::question::{Difficulty, Kind, QuestionText};

/// A question version offered for sealing.
#[derive(Clone, Copy, Debug)]
pub struct BankQuestion<'a> {
    pub id: Uuid,
    /// Which version of the text.
    pub version: u32,
    pub text: &'a QuestionText,
}

/// What drawing and marking need of one question. Masks are in *written* order: bit 0 is the first choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BankEntry {
    pub id: Uuid,
    pub version: u32,
    pub kind: Kind,
    /// Index into [`SealedBank::topics`].
    pub topic: u16,
    pub difficulty: Difficulty,
    /// 2 to 8.
    pub choices: u8,
    pub correct: u8,
    pub pinned: u8,
    /// Hundredths of a point.
    pub points: i32,
}

/// Questions in the order of their ids, whatever order they were given in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedBank {
    entries: Vec<BankEntry>,
    topics: Vec<String>,
    hash: [u8; 32],
}

/// Why a bank cannot be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BankError {
    #[error("question {id} is in the bank twice")]
    Twice { id: Uuid },
    #[error("question {id} has {found} choices, not 2 to 8")]
    Choices { id: Uuid, found: usize },
    #[error("question {id} has {found} right choices, which its kind does not allow")]
    Correct { id: Uuid, found: u32 },
    #[error("question {id} is worth no points")]
    Points { id: Uuid },
    #[error("a bank holds at most 65535 questions and topics")]
    TooLarge,
}

impl SealedBank {
    /// Checks and seals; the order of `questions` does not matter.
    pub fn seal(questions: &[BankQuestion<'_>]) -> Result<Self, BankError> {
        let mut sorted: Vec<&BankQuestion<'_>> = questions.iter().collect();
        sorted.sort_by_key(|question| question.id);
        let mut topics: Vec<String> = sorted.iter().map(|question| question.text.topic.clone()).collect();
        topics.sort();
        topics.dedup();
        if u16::try_from(sorted.len()).is_err() {
            return Err(BankError::TooLarge);
        }
        let mut seen = HashSet::new();
        let mut hasher = Sha256::new();
        let mut entries = Vec::with_capacity(sorted.len());
        for question in sorted {
            if !seen.insert(question.id) {
                return Err(BankError::Twice { id: question.id });
            }
            let topic = topics
                .binary_search(&question.text.topic)
                .map_err(|_| BankError::TooLarge)?;
            let entry = entry(question, u16::try_from(topic).map_err(|_| BankError::TooLarge)?)?;
            hash_question(&mut hasher, question);
            entries.push(entry);
        }
        Ok(Self {
            entries,
            topics,
            hash: hasher.finalize().into(),
        })
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn entries(&self) -> &[BankEntry] {
        &self.entries
    }

    /// A question by its place in the bank.
    pub fn get(&self, index: u16) -> Option<&BankEntry> {
        self.entries.get(usize::from(index))
    }

    /// The place of a question in the bank.
    pub fn index_of(&self, id: Uuid) -> Option<u16> {
        self.entries
            .binary_search_by_key(&id, |entry| entry.id)
            .ok()
            .and_then(|index| u16::try_from(index).ok())
    }

    /// Topic codes, sorted.
    pub fn topics(&self) -> &[String] {
        &self.topics
    }

    pub fn topic_index(&self, code: &str) -> Option<u16> {
        self.topics
            .binary_search_by(|topic| topic.as_str().cmp(code))
            .ok()
            .and_then(|index| u16::try_from(index).ok())
    }

    /// SHA-256 over ids, versions and every text; what both sides seal.
    pub const fn hash(&self) -> [u8; 32] {
        self.hash
    }
}

fn entry(question: &BankQuestion<'_>, topic: u16) -> Result<BankEntry, BankError> {
    let (id, text) = (question.id, question.text);
    let found = text.choices.len();
    let choices = u8::try_from(found).map_err(|_| BankError::Choices { id, found })?;
    if !(2..=8).contains(&choices) || (text.kind == Kind::TrueFalse && choices != 2) {
        return Err(BankError::Choices { id, found });
    }
    let (mut correct, mut pinned) = (0_u8, 0_u8);
    for (position, choice) in text.choices.iter().enumerate() {
        correct |= u8::from(choice.correct) << position;
        pinned |= u8::from(choice.pinned) << position;
    }
    let right = correct.count_ones();
    let allowed = match text.kind {
        Kind::Single | Kind::TrueFalse => right == 1,
        Kind::Multiple => right >= 1,
    };
    if !allowed {
        return Err(BankError::Correct { id, found: right });
    }
    if text.points <= 0 {
        return Err(BankError::Points { id });
    }
    Ok(BankEntry {
        id,
        version: question.version,
        kind: text.kind,
        topic,
        difficulty: text.difficulty,
        choices,
        correct,
        pinned,
        points: text.points,
    })
}

/// Every part is preceded by its length, so that no two different banks feed the same bytes.
fn hash_question(hasher: &mut Sha256, question: &BankQuestion<'_>) {
    let text = question.text;
    hasher.update(question.id.as_bytes());
    hasher.update(question.version.to_be_bytes());
    hasher.update([match text.kind {
        Kind::Single => 0_u8,
        Kind::Multiple => 1,
        Kind::TrueFalse => 2,
    }]);
    hasher.update([match text.difficulty {
        Difficulty::Easy => 0_u8,
        Difficulty::Medium => 1,
        Difficulty::Hard => 2,
    }]);
    hasher.update(text.points.to_be_bytes());
    let mut part = |bytes: &[u8]| {
        hasher.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(bytes);
    };
    part(text.topic.as_bytes());
    part(text.stem.as_bytes());
    for choice in &text.choices {
        part(choice.text.as_bytes());
        part(&[u8::from(choice.correct), u8::from(choice.pinned)]);
    }
    if let Some(citation) = &text.citation {
        part(citation.document.as_bytes());
        part(citation.article.as_bytes());
    }
}
