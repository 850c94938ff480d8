//! A paper is a function, not a row: it is computed from the round's seed, the person, the number of the attempt and
//! the sealed bank, whenever somebody looks at it.
//!
//! The drawing algorithm is written out here down to the single random word and must never change for a sealed round.
//! It uses ChaCha8 (RFC 8439's block function with 8 rounds) only as a stream of 32-bit words; ranges and shuffles are
//! our own, because library distributions may change between releases. `tests/rules_all/paper.rs` holds golden vectors.
//!
//! * Seeds are `SHA-256(tag ‖ round seed ‖ member ‖ number)`, big-endian, with a tag for each use.
//! * A number below `n` is the high half of `word × n`, rejecting the words that would favour some results (Lemire).
//! * Drawing is Fisher–Yates from the front: position i swaps with one of i..n.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::bank::{BankEntry, SealedBank};
use crate::blueprint::{Blueprint, BlueprintError, QuestionOrder, Selection, quota_topic};
use crate::question::Kind;

/// One attempt's questions in the order shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub items: Vec<Item>,
}

/// A question at its place in a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Place in the sealed bank.
    pub bank_index: u16,
    pub question: Uuid,
    pub version: u32,
    pub order: ChoiceOrder,
}

/// Which written choice stands at which displayed place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceOrder {
    written: [u8; 8],
    len: u8,
}

/// The marking row of one displayed question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// Right choices, bit 0 = first *displayed* choice.
    pub correct: u8,
    /// Hundredths of a point.
    pub points: i32,
}

/// Why no paper can be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    #[error(transparent)]
    Blueprint(#[from] BlueprintError),
    #[error("attempts are numbered from 1")]
    AttemptZero,
    #[error("the paper and the bank do not belong together")]
    ForeignBank,
}

/// Derives the seed of a period from the secret seed of the contest, so that one published seed opens all rounds.
pub fn round_seed(contest_seed: &[u8; 32], period: &str) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"donghanh/round/1")
        .chain_update(contest_seed)
        .chain_update(period.as_bytes())
        .finalize()
        .into()
}

/// Draws the paper of `member`'s attempt number `attempt` (from 1). Equal inputs give equal papers, for ever.
pub fn draw(
    round_seed: &[u8; 32],
    member: Uuid,
    attempt: u32,
    bank: &SealedBank,
    blueprint: &Blueprint,
) -> Result<Paper, PaperError> {
    Drawer::new(bank, blueprint)?.draw(round_seed, member, attempt)
}

/// The sealed bank and blueprint of one round, checked once; for drawing very many papers.
#[derive(Clone, Debug)]
pub struct Drawer<'a> {
    bank: &'a SealedBank,
    blueprint: &'a Blueprint,
    /// Papers in a row without a repeated question.
    cycle: u32,
    /// Parts from the narrowest to the widest; the last is what the quotas leave, from the whole bank.
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
struct Part {
    /// Bank indices that belong here, ascending.
    questions: Vec<u16>,
    count: u16,
}

impl<'a> Drawer<'a> {
    pub fn new(bank: &'a SealedBank, blueprint: &'a Blueprint) -> Result<Self, PaperError> {
        blueprint.fits(bank)?;
        let cycle = match blueprint.selection {
            Selection::PerAttempt => blueprint.cycle(bank)?,
            Selection::SamePerPeriod => 1,
        };
        let mut parts = Vec::with_capacity(blueprint.quotas.len() + 1);
        for quota in blueprint.narrow_first() {
            let topic = quota_topic(quota, bank)?;
            let entries = (0_u16..).zip(bank.entries());
            let questions = entries
                .filter(|(_, entry)| quota.holds(topic, entry))
                .map(|(index, _)| index)
                .collect();
            parts.push(Part {
                questions,
                count: quota.count,
            });
        }
        let whole = (0_u16..).zip(bank.entries()).map(|(index, _)| index).collect();
        parts.push(Part {
            questions: whole,
            count: blueprint.free(),
        });
        Ok(Self {
            bank,
            blueprint,
            cycle,
            parts,
        })
    }

    /// Same result as [`draw`].
    pub fn draw(&self, round_seed: &[u8; 32], member: Uuid, attempt: u32) -> Result<Paper, PaperError> {
        let number = attempt.checked_sub(1).ok_or(PaperError::AttemptZero)?;
        let (chooser, slot) = match self.blueprint.selection {
            Selection::PerAttempt => (
                words(b"donghanh/draw/1", round_seed, member, number / self.cycle),
                number % self.cycle,
            ),
            Selection::SamePerPeriod => (words(b"donghanh/draw/1", round_seed, Uuid::nil(), 0), 0),
        };
        let mut chosen = self.choose(chooser, slot);
        let mut random = words(b"donghanh/order/1", round_seed, member, number);
        // Sorted first, so that the order depends on the chosen set alone and not on how it was found.
        chosen.sort_unstable();
        if self.blueprint.order != QuestionOrder::AsInBank {
            random.shuffle(&mut chosen);
        }
        if self.blueprint.order == QuestionOrder::EasyFirst {
            chosen.sort_by_key(|index| self.bank.get(*index).map(|entry| entry.difficulty));
        }
        let items = chosen.into_iter().map(|bank_index| {
            let entry = self.bank.get(bank_index).ok_or(PaperError::ForeignBank)?;
            let order = ChoiceOrder::draw(entry, self.blueprint.shuffle_choices, &mut random);
            Ok(Item {
                bank_index,
                question: entry.id,
                version: entry.version,
                order,
            })
        });
        Ok(Paper {
            items: items.collect::<Result<_, PaperError>>()?,
        })
    }

    /// Chooses the questions of paper number `slot` of a cycle. Every part sets aside the questions of all papers of
    /// the cycle before a wider part draws, so that no two papers of the cycle share one.
    fn choose(&self, mut random: Words, slot: u32) -> Vec<u16> {
        let (cycle, slot) = (
            usize::try_from(self.cycle).unwrap_or(1),
            usize::try_from(slot).unwrap_or_default(),
        );
        let mut chosen = Vec::with_capacity(usize::from(self.blueprint.questions));
        let mut aside = vec![false; self.bank.len()];
        let mut pool: Vec<u16> = Vec::with_capacity(self.bank.len());
        for part in self.parts.iter().filter(|part| part.count > 0) {
            let free = |index: &u16| !aside.get(usize::from(*index)).copied().unwrap_or(true);
            pool.clear();
            pool.extend(part.questions.iter().copied().filter(free));
            let count = usize::from(part.count);
            let taken = count.saturating_mul(cycle).min(pool.len());
            random.draw_front(&mut pool, taken);
            chosen.extend(pool.iter().skip(count.saturating_mul(slot)).take(count));
            for index in pool.iter().take(taken) {
                if let Some(mark) = aside.get_mut(usize::from(*index)) {
                    *mark = true;
                }
            }
        }
        chosen
    }
}

impl Paper {
    /// The marking table: one row for each displayed question.
    pub fn key(&self, bank: &SealedBank) -> Result<Vec<KeyRow>, PaperError> {
        self.items
            .iter()
            .map(|item| {
                let entry = bank.get(item.bank_index).filter(|entry| entry.id == item.question);
                let entry = entry.ok_or(PaperError::ForeignBank)?;
                Ok(KeyRow {
                    correct: item.order.to_displayed(entry.correct),
                    points: entry.points,
                })
            })
            .collect()
    }
}

impl ChoiceOrder {
    /// The written order itself.
    pub fn written(len: u8) -> Self {
        Self {
            written: [0, 1, 2, 3, 4, 5, 6, 7],
            len: len.min(8),
        }
    }

    fn draw(entry: &BankEntry, shuffle: bool, random: &mut Words) -> Self {
        let mut order = Self::written(entry.choices);
        if !shuffle || entry.kind == Kind::TrueFalse {
            return order;
        }
        // Written choices that may move come first, pinned ones after them, both in written order.
        let pinned = |choice: u8| (entry.pinned >> choice) & 1 == 1;
        let choices = || 0..entry.choices;
        let ordered = choices()
            .filter(|choice| !pinned(*choice))
            .chain(choices().filter(|choice| pinned(*choice)));
        for (place, choice) in order.written.iter_mut().zip(ordered) {
            *place = choice;
        }
        let movable = choices().filter(|choice| !pinned(*choice)).count();
        if let Some(movable) = order.written.get_mut(..movable) {
            random.shuffle(movable);
        }
        order
    }

    /// Number of choices.
    pub const fn len(self) -> u8 {
        self.len
    }

    pub const fn is_empty(self) -> bool {
        self.len == 0
    }

    /// Written indices from the first displayed place to the last.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        self.written.into_iter().take(usize::from(self.len))
    }

    /// Turns a set of written choices into the set of displayed places.
    pub fn to_displayed(self, written: u8) -> u8 {
        let places = self.iter().enumerate();
        places.fold(0, |mask, (place, choice)| mask | (((written >> choice) & 1) << place))
    }

    /// Turns a set of displayed places into the set of written choices.
    pub fn to_written(self, displayed: u8) -> u8 {
        let places = self.iter().enumerate();
        places.fold(0, |mask, (place, choice)| mask | (((displayed >> place) & 1) << choice))
    }
}

/// The stream of random words of one use.
struct Words(ChaCha8Rng);

fn words(tag: &[u8], round_seed: &[u8; 32], member: Uuid, number: u32) -> Words {
    let seed = Sha256::new()
        .chain_update(tag)
        .chain_update(round_seed)
        .chain_update(member.as_bytes())
        .chain_update(number.to_be_bytes())
        .finalize();
    Words(ChaCha8Rng::from_seed(seed.into()))
}

impl Words {
    /// A number in `0..bound`, every one equally likely; `bound` must not be 0 (0 gives 0).
    fn below(&mut self, bound: u32) -> u32 {
        if bound < 2 {
            return 0;
        }
        // The lowest `2^32 mod bound` low halves are the surplus that would make some results likelier.
        let surplus = bound.wrapping_neg() % bound;
        loop {
            let product = u64::from(self.0.next_u32()) * u64::from(bound);
            let low = u32::try_from(product & u64::from(u32::MAX)).unwrap_or_default();
            if low >= surplus {
                return u32::try_from(product >> 32).unwrap_or_default();
            }
        }
    }

    /// Puts a uniformly drawn sequence of `count` elements at the front.
    fn draw_front<T>(&mut self, pool: &mut [T], count: usize) {
        for front in 0..count.min(pool.len()) {
            let rest = u32::try_from(pool.len() - front).unwrap_or(u32::MAX);
            let other = front + usize::try_from(self.below(rest)).unwrap_or_default();
            pool.swap(front, other);
        }
    }

    fn shuffle<T>(&mut self, pool: &mut [T]) {
        self.draw_front(pool, pool.len());
    }
}
