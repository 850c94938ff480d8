//! Opening a ZIP that a stranger sent.
//!
//! DOCX and XLSX are ZIP archives. Sizes written in the archive are claims, so each entry is inflated once through a
//! counter that stops at the limit; only an archive that passed is given to a parser.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::{BombKind, PaperworkError};

/// How much an archive may be and become. All sizes in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file as uploaded.
    pub max_bytes: u64,
    /// Number of files inside.
    pub max_entries: usize,
    /// Sum of all files inside, inflated.
    pub max_unzipped: u64,
    /// How many times its packed size one entry may inflate to. Looked at from [`RATIO_FLOOR`] on.
    pub max_ratio: u64,
}

/// Below this inflated size the ratio says nothing: an empty page of XML packs 100:1 quite honestly.
pub const RATIO_FLOOR: u64 = 1_048_576;

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: 50_000_000,
            max_entries: 2_000,
            max_unzipped: 200_000_000,
            max_ratio: 200,
        }
    }
}

/// An archive whose every entry has been inflated once within the limits.
#[derive(Debug)]
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

/// First bytes of the compound files of Office 97-2003, also the wrapper of encrypted new files.
const COMPOUND_FILE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Whether the bytes begin like a ZIP archive.
pub(crate) fn looks_like_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Refuses compound files: an old binary file, or a new one behind a password (its package is then kept in a stream
/// called `EncryptedPackage`, named in UTF-16).
pub(crate) fn refuse_compound_file(bytes: &[u8]) -> Result<(), PaperworkError> {
    if !bytes.starts_with(&COMPOUND_FILE) {
        return Ok(());
    }
    let wanted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encrypted = bytes.windows(wanted.len()).any(|window| window == wanted);
    Err(if encrypted {
        PaperworkError::Encrypted
    } else {
        PaperworkError::OldFormat
    })
}

pub(crate) fn refuse_size(bytes: &[u8], limit: u64) -> Result<(), PaperworkError> {
    let found = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if found > limit {
        Err(PaperworkError::TooLarge { limit, found })
    } else {
        Ok(())
    }
}

fn zip_error(error: &ZipError) -> PaperworkError {
    match error {
        ZipError::UnsupportedArchive(text) if *text == ZipError::PASSWORD_REQUIRED => PaperworkError::Encrypted,
        ZipError::InvalidPassword => PaperworkError::Encrypted,
        _ => PaperworkError::NotAZip,
    }
}

impl<'a> Archive<'a> {
    /// Checks the whole archive against the limits and opens it.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, PaperworkError> {
        refuse_size(bytes, limits.max_bytes)?;
        refuse_compound_file(bytes)?;
        if !looks_like_zip(bytes) {
            return Err(PaperworkError::NotAZip);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| zip_error(&error))?;
        if zip.len() > limits.max_entries {
            let limit = u64::try_from(limits.max_entries).unwrap_or(u64::MAX);
            return Err(PaperworkError::ZipBomb {
                kind: BombKind::Entries,
                limit,
            });
        }
        let mut total: u64 = 0;
        for index in 0..zip.len() {
            total = total.saturating_add(weigh(&mut zip, index, limits, total)?);
        }
        Ok(Self { zip })
    }

    /// Whether a file of that name is inside.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The inflated bytes of one file, `None` if it is not there.
    pub fn file(&mut self, name: &str) -> Result<Option<Vec<u8>>, PaperworkError> {
        if !self.has(name) {
            return Ok(None);
        }
        let mut file = self.zip.by_name(name).map_err(|error| zip_error(&error))?;
        let mut out = Vec::new();
        file.read_to_end(&mut out)
            .map_err(|_| PaperworkError::malformed(name))?;
        Ok(Some(out))
    }
}

/// Inflates one entry into nothing, counting. Returns its true size.
fn weigh(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    limits: &Limits,
    already: u64,
) -> Result<u64, PaperworkError> {
    let bomb = PaperworkError::ZipBomb {
        kind: BombKind::Total,
        limit: limits.max_unzipped,
    };
    let left = limits.max_unzipped.saturating_sub(already);
    let mut entry = zip.by_index(index).map_err(|error| zip_error(&error))?;
    if entry.size() > left {
        return Err(bomb);
    }
    let packed = entry.compressed_size().max(1);
    let ratio_cap = packed.saturating_mul(limits.max_ratio).max(RATIO_FLOOR);
    let cap = left.min(ratio_cap);
    let mut buffer = vec![0_u8; 16_384];
    let mut size: u64 = 0;
    loop {
        let read = entry.read(&mut buffer).map_err(|_| PaperworkError::NotAZip)?;
        if read == 0 {
            return Ok(size);
        }
        size = size.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        if size > cap {
            let ratio = PaperworkError::ZipBomb {
                kind: BombKind::Ratio,
                limit: limits.max_ratio,
            };
            return Err(if cap == left { bomb } else { ratio });
        }
    }
}
