//! From bytes to clean text: encoding, line ends, composed letters, and the two ways of comparing.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use vietnamese::legacy::Encoding;

use super::{ImportRefusal, Suggestion};

/// Invisible mark (word joiner) that writers put before a line which would otherwise be read as an option, a heading
/// or an answer. Readers look at the structure first and then drop it.
pub(super) const GUARD: char = '\u{2060}';

/// Decodes a text file: UTF-8 with or without mark, UTF-16 with mark. Line ends become `\n`, letters are composed.
pub fn decode(bytes: &[u8]) -> Result<String, ImportRefusal> {
    let utf16 = match bytes {
        [0xFF, 0xFE, rest @ ..] => Some(UTF_16LE.decode_without_bom_handling(rest)),
        [0xFE, 0xFF, rest @ ..] => Some(UTF_16BE.decode_without_bom_handling(rest)),
        _ => None,
    };
    if let Some((text, had_errors)) = utf16 {
        return if had_errors {
            Err(ImportRefusal::BadUtf16)
        } else {
            Ok(prepare(&text))
        };
    }
    let body = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let zeros = body.iter().take(4096).filter(|byte| **byte == 0).count();
    if zeros * 8 > body.len().min(4096) {
        return Err(ImportRefusal::NotUtf8 {
            line: 1,
            suggestion: Some(Suggestion::Utf16),
        });
    }
    match std::str::from_utf8(body) {
        Ok(text) => Ok(prepare(text)),
        Err(error) => {
            let before = body.get(..error.valid_up_to()).unwrap_or_default();
            let lines = before.split(|byte| *byte == b'\n').count();
            let line = u32::try_from(lines).unwrap_or(u32::MAX);
            Err(ImportRefusal::NotUtf8 {
                line,
                suggestion: suggest(body),
            })
        }
    }
}

/// Which old Vietnamese encoding the bytes look like.
fn suggest(bytes: &[u8]) -> Option<Suggestion> {
    let sample = bytes.get(..20_000).unwrap_or(bytes);
    let (latin, _) = WINDOWS_1252.decode_without_bom_handling(sample);
    match vietnamese::legacy::detect(&latin) {
        Some(Encoding::Vni) => return Some(Suggestion::Vni),
        Some(Encoding::Tcvn3 | Encoding::Tcvn3Capitals) => return Some(Suggestion::Tcvn3),
        None => {}
    }
    // windows-1258 writes five of the tones as marks of their own after the vowel.
    let (mut high, mut marks, mut before) = (0_usize, 0_usize, b' ');
    for &byte in sample {
        high += usize::from(byte >= 0x80);
        let vowel = b"aeiouyAEIOUY".contains(&before) || matches!(before, 0xE2 | 0xE3 | 0xEA | 0xF4 | 0xF5 | 0xFD);
        marks += usize::from(vowel && matches!(byte, 0xCC | 0xD2 | 0xDE | 0xEC | 0xF2));
        before = byte;
    }
    (marks > 0 && marks * 5 >= high).then_some(Suggestion::Windows1258)
}

/// Whether Unicode text was typed for an old font ("C©u hái").
pub(super) fn looks_legacy(text: &str) -> bool {
    let sample: String = text.chars().take(20_000).collect();
    vietnamese::legacy::detect(&sample).is_some()
}

/// Composes letters and evens out line ends, spaces and invisible characters. The number of lines stays.
pub fn prepare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{FEFF}' | '\u{200B}' | '\u{AD}' => {}
            '\t' | '\n' => out.push(c),
            _ if c.is_whitespace() => out.push(' '),
            _ => out.push(c),
        }
    }
    compose(out)
}

/// NFC.
fn compose(text: String) -> String {
    if text.is_ascii() {
        text
    } else {
        vietnamese::fold::nfc(&text)
    }
}

/// Text ready to be stored, and what was taken out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Clean {
    pub text: String,
    pub controls: bool,
    pub damaged: bool,
}

/// One line: every run of spaces and line ends becomes one space.
pub(super) fn clean_line(text: &str) -> Clean {
    let block = clean_block(text);
    Clean {
        text: block.text.replace('\n', " "),
        ..block
    }
}

/// Several lines: spaces evened out inside each line, blank lines dropped.
pub(super) fn clean_block(text: &str) -> Clean {
    let prepared = prepare(text);
    let mut clean = Clean {
        text: String::with_capacity(prepared.len()),
        ..Clean::default()
    };
    let mut gap: Option<char> = None;
    for c in prepared.chars() {
        match c {
            GUARD => {}
            '\n' => gap = Some('\n'),
            _ if c.is_whitespace() => gap = gap.or(Some(' ')),
            _ if c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') => {
                clean.controls = true;
            }
            _ => {
                if let Some(gap) = gap.take()
                    && !clean.text.is_empty()
                {
                    clean.text.push(gap);
                }
                clean.damaged |= c == char::REPLACEMENT_CHARACTER;
                clean.text.push(c);
            }
        }
    }
    // Taking out a character may have brought a letter and its mark together.
    clean.text = compose(clean.text);
    clean
}

/// For recognising headings and keywords: lower case, no marks, đ as d, single spaces.
pub(super) fn fold(text: &str) -> String {
    vietnamese::fold::fold(text)
}

/// For telling whether two texts say the same: case and closing punctuation do not count, tones do.
pub(super) fn same(text: &str) -> String {
    let lower = text.to_lowercase().replace('\n', " ");
    let bare = lower.trim_end_matches(['.', ',', ';', ':', '!', '?', ' ']);
    if bare.is_empty() { lower } else { bare.to_owned() }
}

/// At most 40 characters of what stood in the file, for a message.
pub(super) fn excerpt(text: &str) -> String {
    let clean = clean_line(text).text;
    let mut chars = clean.chars();
    let head: String = chars.by_ref().take(40).collect();
    if chars.next().is_some() {
        format!("{}…", head.trim_end())
    } else {
        head
    }
}

/// Length in characters, stopping just after `limit`, so that a huge text is not walked twice.
pub(super) fn longer_than(text: &str, limit: usize) -> Option<usize> {
    // A character takes one byte at least.
    if text.len() <= limit {
        return None;
    }
    let chars = text.chars().count();
    (chars > limit).then_some(chars)
}

/// A for 0, H for 7.
pub(super) fn letter(index: usize) -> char {
    u8::try_from(index)
        .ok()
        .filter(|index| *index < 26)
        .map_or('?', |index| char::from(b'A' + index))
}

/// 0 for A; both cases.
pub(super) fn letter_index(letter: char) -> Option<usize> {
    let upper = letter.to_ascii_uppercase();
    ('A'..='Z').position(|candidate| candidate == upper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_spaces_are_evened_out() {
        assert_eq!(prepare("a\r\nb\rc\u{a0}d\u{feff}"), "a\nb\nc d");
        assert_eq!(clean_block("  a\u{7} \t b \n\n \n c ").text, "a b\nc");
        assert!(clean_block("a\u{7}b").controls);
        assert_eq!(clean_line("a \n b").text, "a b");
    }

    #[test]
    fn decomposed_letters_are_composed_and_folded() {
        assert_eq!(prepare("e\u{323}\u{302}"), "ệ");
        assert_eq!(fold("  ĐÁP   ÁN Đúng "), "dap an dung");
    }

    #[test]
    fn same_keeps_tones() {
        assert_eq!(same("Chính phủ."), same("chính phủ"));
        assert_ne!(same("má"), same("ma"));
        assert_ne!(same("?"), same("!"));
    }
}
