//! Gathering the questions of one file: how many, which are good, which say the same.

use std::collections::HashMap;

use super::draft::Draft;
use super::text::{fold, same};
use super::{Fault, FaultCode, Format, Import, ImportRefusal, Limits, Parsed, Place};

/// More faults than this are only counted: nobody reads them, and a hostile file must not fill the memory.
const FAULTS: usize = 1_000;

/// Gathers the questions of one file.
pub(super) struct Collector<'a> {
    limits: &'a Limits,
    import: Import,
    seen: HashMap<String, Place>,
    /// Good and bad questions so far.
    count: usize,
    cut: usize,
}

impl<'a> Collector<'a> {
    pub(super) fn new(format: Format, limits: &'a Limits) -> Self {
        let import = Import {
            format,
            questions: Vec::new(),
            faults: Vec::new(),
        };
        Self {
            limits,
            import,
            seen: HashMap::new(),
            count: 0,
            cut: 0,
        }
    }

    pub(super) const fn limits(&self) -> &'a Limits {
        self.limits
    }

    /// A fault or note that belongs to no question.
    pub(super) fn note(&mut self, place: Place, code: FaultCode) {
        if self.import.faults.len() < FAULTS {
            self.import.faults.push(Fault { place, code });
        } else {
            self.cut += 1;
        }
    }

    /// Checks and keeps one question, or its faults.
    pub(super) fn push(&mut self, draft: Draft) -> Result<(), ImportRefusal> {
        self.count += 1;
        if self.count > self.limits.questions {
            return Err(ImportRefusal::TooManyQuestions {
                limit: self.limits.questions,
            });
        }
        let place = draft.place.clone();
        let (text, faults) = draft.finish(self.limits);
        if faults.iter().any(|fault| !fault.code.is_warning()) {
            for fault in faults {
                self.note(fault.place, fault.code);
            }
            return Ok(());
        }
        let mut warnings = faults;
        let key = fold(&same(&text.stem));
        if let Some(first) = self.seen.get(&key) {
            let number = first.question.unwrap_or(first.number);
            let code = if first.sheet == place.sheet {
                FaultCode::DuplicateStem { first: number }
            } else {
                FaultCode::DuplicateStemInSheet {
                    first: number,
                    sheet: first.sheet.clone(),
                }
            };
            warnings.push(Fault {
                place: place.clone(),
                code,
            });
        } else {
            self.seen.insert(key, place.clone());
        }
        self.import.questions.push(Parsed { place, text, warnings });
        Ok(())
    }

    /// A question so broken that only its fault is left.
    pub(super) fn reject(&mut self, place: Place, code: FaultCode) -> Result<(), ImportRefusal> {
        self.count += 1;
        if self.count > self.limits.questions {
            return Err(ImportRefusal::TooManyQuestions {
                limit: self.limits.questions,
            });
        }
        self.note(place, code);
        Ok(())
    }

    /// The import; refused when the file held nothing that looked like a question.
    pub(super) fn finish(mut self) -> Result<Import, ImportRefusal> {
        if self.count == 0 {
            return Err(ImportRefusal::NoQuestions);
        }
        if self.cut > 0 {
            self.import.faults.push(Fault {
                place: Place::whole(),
                code: FaultCode::FaultsCut { count: self.cut },
            });
        }
        Ok(self.import)
    }
}
