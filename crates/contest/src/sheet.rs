//! The answers of one attempt.
//!
//! Every answer is saved as one small log entry. A sheet is the fold of those entries; the fold does not care about
//! repeats or order, so retries, two devices and a replayed log all end at the same sheet.

/// One saved answer, as the log keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Place of the question in the paper, from 0.
    pub question: u16,
    /// Chosen displayed places as bits, bit 0 = first; 0 = cleared.
    pub choice: u8,
    /// Counter of the client, growing with every change of the sheet.
    pub seq: u32,
    /// When the server received it, ms UTC.
    pub at_ms: i64,
}

/// What happened to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// It is now the answer.
    Taken,
    /// The same entry was there already; send the same receipt.
    Repeated,
    /// A later answer was there already (another device, or a late packet).
    Older,
}

/// Why an entry was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    #[error("the paper has no question {question}")]
    NoSuchQuestion { question: u16 },
    #[error("packed sheet is damaged")]
    Damaged,
    #[error("packed sheet format {found} is not known")]
    Format { found: u8 },
}

/// A sheet while it is open: the answers with their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSheet {
    slots: Vec<Slot>,
    prediction: Option<PredictionEntry>,
}

/// What stands for one question; [`UNSAVED`] as the instant when nothing was saved yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slot {
    seq: u32,
    at_ms: i64,
    choice: u8,
}

/// The saved prediction; `value` none = cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PredictionEntry {
    pub value: Option<i64>,
    pub seq: u32,
    pub at_ms: i64,
}

/// A sheet as it is marked: what stands at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// One mask for each question of the paper; 0 = not answered.
    pub answers: Vec<u8>,
    pub prediction: Option<i64>,
}

const UNSAVED: i64 = i64::MIN;

impl OpenSheet {
    /// An empty sheet for a paper of `questions`.
    pub fn new(questions: u16) -> Self {
        let empty = Slot {
            seq: 0,
            at_ms: UNSAVED,
            choice: 0,
        };
        Self {
            slots: vec![empty; usize::from(questions)],
            prediction: None,
        }
    }

    /// Folds a whole log; entries for questions the paper does not have are an error.
    pub fn fold(questions: u16, entries: impl IntoIterator<Item = Entry>) -> Result<Self, SheetError> {
        let mut sheet = Self::new(questions);
        for entry in entries {
            sheet.apply(entry)?;
        }
        Ok(sheet)
    }

    /// Takes an entry if it is later than what is there: by sequence, then by value (two devices that count alike), so
    /// that any order of the same entries ends at the same sheet. A retry carries the same sequence and value with a
    /// later server stamp: the first stamp is kept.
    pub fn apply(&mut self, entry: Entry) -> Result<Applied, SheetError> {
        let question = entry.question;
        let slot = self
            .slots
            .get_mut(usize::from(question))
            .ok_or(SheetError::NoSuchQuestion { question })?;
        let (new, old) = ((entry.seq, entry.choice), (slot.seq, slot.choice));
        if slot.at_ms == UNSAVED || new > old {
            *slot = Slot {
                seq: entry.seq,
                at_ms: entry.at_ms,
                choice: entry.choice,
            };
            return Ok(Applied::Taken);
        }
        if new == old {
            slot.at_ms = slot.at_ms.min(entry.at_ms);
            return Ok(Applied::Repeated);
        }
        Ok(Applied::Older)
    }

    /// The same for the prediction.
    pub fn predict(&mut self, entry: PredictionEntry) -> Applied {
        match &mut self.prediction {
            Some(old) if (old.seq, old.value) == (entry.seq, entry.value) => {
                old.at_ms = old.at_ms.min(entry.at_ms);
                Applied::Repeated
            }
            Some(old) if (old.seq, old.value) > (entry.seq, entry.value) => Applied::Older,
            slot => {
                *slot = Some(entry);
                Applied::Taken
            }
        }
    }

    /// What stands now.
    pub fn sheet(&self) -> Sheet {
        Sheet {
            answers: self.slots.iter().map(|slot| slot.choice).collect(),
            prediction: self.prediction.and_then(|entry| entry.value),
        }
    }

    /// What stands at a place of the paper (the number of questions for the prediction): sequence, value, server stamp.
    pub fn standing(&self, question: u16) -> Option<(u32, Option<i64>, i64)> {
        if usize::from(question) == self.slots.len() {
            return self.prediction.map(|entry| (entry.seq, entry.value, entry.at_ms));
        }
        let slot = self
            .slots
            .get(usize::from(question))
            .filter(|slot| slot.at_ms != UNSAVED)?;
        Some((slot.seq, Some(i64::from(slot.choice)), slot.at_ms))
    }

    /// Questions with an answer.
    pub fn answered(&self) -> usize {
        self.slots.iter().filter(|slot| slot.choice != 0).count()
    }

    /// The latest instant at which something was saved; the submission time when nobody pressed the button.
    pub fn last_saved_ms(&self) -> Option<i64> {
        let answers = self.slots.iter().map(|slot| slot.at_ms).filter(|at| *at != UNSAVED);
        answers.chain(self.prediction.map(|entry| entry.at_ms)).max()
    }

    /// The highest sequence seen; a second device continues from here.
    pub fn last_seq(&self) -> u32 {
        self.slots
            .iter()
            .map(|slot| slot.seq)
            .chain(self.prediction.map(|entry| entry.seq))
            .max()
            .unwrap_or(0)
    }
}

const FORMAT: u8 = 1;

impl Sheet {
    /// Bytes kept after the seal: format and flag (1), number of questions (2), one byte for each answer, then the
    /// prediction as zigzag varint if there is one. 20 answers with a prediction of five digits take 26 bytes.
    pub fn pack(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.answers.len() + 13);
        bytes.push(FORMAT << 1 | u8::from(self.prediction.is_some()));
        bytes.extend(u16::try_from(self.answers.len()).unwrap_or(u16::MAX).to_le_bytes());
        bytes.extend(self.answers.iter().take(usize::from(u16::MAX)));
        if let Some(value) = self.prediction {
            let mut rest = (value << 1 ^ value >> 63).cast_unsigned();
            loop {
                let low = u8::try_from(rest & 0x7f).unwrap_or_default();
                rest >>= 7;
                bytes.push(low | if rest == 0 { 0 } else { 0x80 });
                if rest == 0 {
                    break;
                }
            }
        }
        bytes
    }

    /// Reads [`Sheet::pack`]; anything else is an error, never a different sheet.
    pub fn unpack(bytes: &[u8]) -> Result<Self, SheetError> {
        let (head, rest) = bytes.split_first_chunk::<3>().ok_or(SheetError::Damaged)?;
        let [format, low, high] = *head;
        if format >> 1 != FORMAT {
            return Err(SheetError::Format { found: format >> 1 });
        }
        let count = usize::from(u16::from_le_bytes([low, high]));
        let (answers, rest) = rest.split_at_checked(count).ok_or(SheetError::Damaged)?;
        let prediction = match (format & 1, rest) {
            (0, []) => None,
            (1, rest) => Some(unzigzag(rest)?),
            _ => return Err(SheetError::Damaged),
        };
        Ok(Self {
            answers: answers.to_vec(),
            prediction,
        })
    }
}

fn unzigzag(bytes: &[u8]) -> Result<i64, SheetError> {
    let mut value = 0_u64;
    for (position, byte) in bytes.iter().enumerate() {
        let shift = u32::try_from(position * 7).map_err(|_| SheetError::Damaged)?;
        let bits = u64::from(byte & 0x7f);
        let moved = bits
            .checked_shl(shift)
            .filter(|moved| moved >> shift == bits)
            .ok_or(SheetError::Damaged)?;
        value |= moved;
        if byte & 0x80 == 0 {
            let ends = position + 1 == bytes.len() && (position == 0 || *byte != 0);
            let number = (value >> 1).cast_signed() ^ -(value & 1).cast_signed();
            return if ends { Ok(number) } else { Err(SheetError::Damaged) };
        }
    }
    Err(SheetError::Damaged)
}
