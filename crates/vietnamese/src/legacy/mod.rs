//! Text typed for the fonts of the years before Unicode: TCVN3 (ABC; `.VnTime`) and VNI (`VNI-Times`).
//!
//! The bytes are ordinary Latin letters that only the font shows as Vietnamese, so such text arrives as `B¶o Th¾ng` or
//! `Baûo Thaéng`. Word and Excel files name the font: ask [`encoding_of_font`] first. Without a font, [`detect`]
//! decodes every marked word both ways and counts how many become Vietnamese syllables; correct Vietnamese and
//! other languages do not gain by it. A person is to see before and after and agree.

mod syllable;
mod tcvn3;
mod vni;

use syllable::is_syllable;

/// An encoding of the font age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// TCVN 5712 as in the ABC fonts, small letters (`.VnTime`).
    Tcvn3,
    /// The same codes in a font of capitals (`.VnTimeH`): nothing in the text tells, only the font's name.
    Tcvn3Capitals,
    /// VNI for Windows: a letter and a sign after it.
    Vni,
}

/// The encoding that a font stands for: names beginning with `.Vn` are TCVN3 (capitals if they end in `H`), those
/// beginning with `VNI-` are VNI; any other font says nothing.
pub fn encoding_of_font(font: &str) -> Option<Encoding> {
    let font = font.trim().to_lowercase();
    match font.strip_prefix(".vn") {
        Some(name) if name.ends_with('h') => Some(Encoding::Tcvn3Capitals),
        Some(_) => Some(Encoding::Tcvn3),
        None => font.starts_with("vni-").then_some(Encoding::Vni),
    }
}

/// The encoding that makes Vietnamese of this text, if the text is not Vietnamese (or anything else) as it stands.
/// The more text the surer: give a whole column or paragraph rather than a cell. Never tells
/// [`Encoding::Tcvn3Capitals`]. Text without marks gives `None`.
pub fn detect(text: &str) -> Option<Encoding> {
    if text.chars().any(is_vietnamese_beyond_latin1) {
        return None;
    }
    let marked: Vec<&str> = words(text).filter(|word| is_marked(word)).collect();
    let as_it_stands = marked.iter().filter(|word| is_syllable(word)).count();
    let score = |encoding: Encoding| {
        marked
            .iter()
            .filter(|word| is_syllable(&restore_lost_horn(&convert(word, encoding))))
            .count()
    };
    let (tcvn3, vni) = (score(Encoding::Tcvn3), score(Encoding::Vni));
    let (encoding, hits) = match tcvn3.cmp(&vni) {
        std::cmp::Ordering::Greater => (Encoding::Tcvn3, tcvn3),
        std::cmp::Ordering::Less => (Encoding::Vni, vni),
        std::cmp::Ordering::Equal => return None,
    };
    // Foreign words and slips are allowed for one word in five.
    (hits > as_it_stands && hits * 5 >= marked.len() * 4).then_some(encoding)
}

/// The text in Unicode (NFC). Signs that the encoding does not know stay as they are.
pub fn convert(text: &str, encoding: Encoding) -> String {
    let converted: String = match encoding {
        Encoding::Tcvn3 => tcvn3::decode(text),
        Encoding::Tcvn3Capitals => tcvn3::decode(text).to_uppercase(),
        Encoding::Vni => vni::decode(text),
    };
    crate::fold::nfc(&converted)
}

/// Puts right what half-converted web pages leave in Unicode text: `μ` for `à` and `−` for `ư` between letters, as
/// in `đoμn` and `l−ợng`. A word is changed only if it becomes a Vietnamese syllable; one that begins with `μ` is a
/// unit of measure and stays. `m−a` of a formula would become `mưa`: show before and after.
pub fn repair_remnants(text: &str) -> String {
    let is_part = |letter: char| letter.is_alphabetic() || matches!(letter, '\u{B5}' | '\u{2212}');
    map_words(text, is_part, |word| {
        if word.starts_with(['\u{B5}', '\u{3BC}']) || !word.chars().any(|letter| letter.is_ascii_alphabetic()) {
            return None;
        }
        Some(word.replace(['\u{B5}', '\u{3BC}'], "à").replace('\u{2212}', "ư")).filter(|repaired| is_syllable(repaired))
    })
}

/// Puts back the `ư` in front of `ơ` that converted TCVN3 text lacks when a program has dropped its soft hyphens:
/// `Mờng Khơng` becomes `Mường Khương`. Only words that are no syllable without it are changed. A `ư` that stood
/// alone (`thư`) is lost for good.
pub fn restore_lost_horn(text: &str) -> String {
    map_words(text, char::is_alphabetic, |word| {
        if is_syllable(word) {
            return None;
        }
        let at = word.find(|letter| "ơờởỡớợƠỜỞỠỚỢ".contains(letter))?;
        let (before, after) = word.split_at_checked(at)?;
        let horn = if after.starts_with(char::is_uppercase) {
            'Ư'
        } else {
            'ư'
        };
        Some(format!("{before}{horn}{after}")).filter(|restored| is_syllable(restored))
    })
}

/// The text with each run of letters replaced where the function gives something else.
fn map_words(text: &str, is_part: impl Fn(char) -> bool, repair: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    for run in text.split_inclusive(|letter| !is_part(letter)) {
        let word = run.trim_end_matches(|letter| !is_part(letter));
        out.push_str(repair(word).as_deref().unwrap_or(word));
        out.push_str(run.strip_prefix(word).unwrap_or(""));
    }
    out
}

fn is_vietnamese_beyond_latin1(letter: char) -> bool {
    matches!(
        letter,
        'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}'
    ) || matches!(letter, '\u{300}'..='\u{36F}')
}

/// Runs of letters and of the Latin-1 signs that these fonts show as letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !(letter.is_ascii_alphabetic() || matches!(letter, '\u{A1}'..='\u{FF}')))
        .filter(|word| !word.is_empty())
}

/// A word that could be in an old encoding: a plain letter and a sign beyond ASCII. A bare `©` or `§` is not one,
/// nor is a unit such as µm.
fn is_marked(word: &str) -> bool {
    word.chars().any(|letter| letter.is_ascii_alphabetic())
        && !word.is_ascii()
        && !matches!(word, "µm" | "µs" | "µg" | "µl" | "µA" | "µV" | "µF" | "µW")
}

#[cfg(test)]
mod tests;
