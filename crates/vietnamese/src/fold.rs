//! Clean text to store, folded text to search.
//!
//! The same word reaches us in several spellings: composed (NFC) from Windows, decomposed (NFD) from Apple systems,
//! with no-break spaces from Word, with the tone on either vowel (`hoà`, `hòa`). What is stored is NFC; what is
//! searched is a key in which all of them are one.

use unicode_normalization::UnicodeNormalization;

/// Composed form (NFC), nothing else changed.
pub fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// One clean line: NFC, every kind of white space (no-break, tab, line end) one space, invisible characters gone,
/// trimmed. Curly quotes stay. The soft hyphen stays too: it is the letter `ư` of the old TCVN3 fonts, and only
/// [`crate::legacy`] can tell.
pub fn clean(text: &str) -> String {
    // Removing an invisible character can bring a letter and its mark together, so composing comes after it.
    let visible: String = text.chars().filter_map(visible).nfc().collect();
    collapse(&visible)
}

/// Like [`clean`] for text of several lines: each line is cleaned, line ends become `\n`, at most one empty line
/// stays between two paragraphs, none at the start and the end.
pub fn clean_lines(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let mut lines: Vec<String> = Vec::new();
    for line in unified.split('\n') {
        let line = clean(line);
        if line.is_empty() && lines.last().is_none_or(String::is_empty) {
            continue;
        }
        lines.push(line);
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

/// The search key: lower case, marks dropped, `đ` as `d`, white space collapsed, curly apostrophes straight.
/// `fold("Đỗ Thị Ánh")` is `"do thi anh"`; `hoà` and `hòa` meet in `hoa`. Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    let bare: String = text
        .chars()
        .filter_map(visible)
        .filter(|&letter| letter != '\u{AD}')
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|letter| !matches!(letter, '\u{300}'..='\u{36F}'))
        .map(|letter| match letter {
            'đ' => 'd', // does not decompose
            '\u{2018}' | '\u{2019}' | '\u{2BC}' | '`' => '\'',
            '\u{201C}' | '\u{201D}' => '"',
            other => other,
        })
        .collect();
    collapse(&bare)
}

/// Whether each word of the query begins some word of the haystack, in any order. The haystack is a stored search
/// key (the result of [`fold`]); the query is as typed. A word is a run of letters and digits, so "bnv" finds
/// `90/kh-cdvcvn-bnv`. A query without any word matches everything.
pub fn matches(haystack_folded: &str, query: &str) -> bool {
    let query = fold(query);
    word_runs(&query).all(|wanted| word_runs(haystack_folded).any(|word| word.starts_with(wanted)))
}

fn word_runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// What remains of a character in stored text: itself, a space, or nothing.
fn visible(letter: char) -> Option<char> {
    match letter {
        // zero-width, direction marks, byte order mark
        '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}' => None,
        space if space.is_whitespace() => Some(' '),
        control if control.is_control() => None,
        other => Some(other),
    }
}

fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_search_key_drops_marks_and_case() {
        assert_eq!(fold("Đỗ Thị Ánh"), "do thi anh");
        assert_eq!(fold("  NGUYỄN\u{A0}\u{A0}Văn  Ước\t"), "nguyen van uoc");
        assert_eq!(fold("H\u{2019}Hen Niê"), "h'hen nie");
        assert_eq!(fold("n\u{200B}ghi\u{AD}"), "nghi");
    }

    #[test]
    fn both_places_of_the_tone_meet() {
        for (one, other) in [("hoà", "hòa"), ("thuý", "thúy"), ("Khoẻ", "Khỏe"), ("UỶ BAN", "Ủy ban")] {
            assert_eq!(fold(one), fold(other));
        }
    }

    #[test]
    fn composed_and_decomposed_are_one() {
        let composed = "Nguyễn";
        let decomposed: String = composed.nfd().collect();
        assert_eq!((composed.len(), decomposed.len()), (8, 10));
        assert_ne!(composed, decomposed);
        assert_eq!(nfc(&decomposed), composed);
        assert_eq!(clean(&decomposed), composed);
        assert_eq!(fold(&decomposed), fold(composed));
    }

    #[test]
    fn clean_keeps_what_was_meant() {
        assert_eq!(clean("\u{FEFF} Ban\u{A0}Chính  sách \u{200B}\r\n"), "Ban Chính sách");
        assert_eq!(clean("\u{201C}Trung thành\u{201D}"), "\u{201C}Trung thành\u{201D}");
        assert_eq!(clean("e\u{200B}\u{302}\u{301}"), "ế", "the mark meets its letter again");
        assert_eq!(clean("M\u{AD}êng"), "M\u{AD}êng", "a letter of TCVN3, not ours to drop");
        assert_eq!(clean(" \u{A0} "), "");
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(clean_lines("\r\n a \r\n\r\n\r\n b\u{A0}c\rd\n\n"), "a\n\nb c\nd");
        assert_eq!(clean_lines(""), "");
    }

    #[test]
    fn every_word_of_the_query_begins_a_word() {
        let key = fold("Công đoàn Viên chức Việt Nam (90/KH-CĐVCVN-BNV)");
        assert!(matches(&key, "vien cong"));
        assert!(matches(&key, "Viên chức"));
        assert!(matches(&key, "bnv"));
        assert!(matches(&key, "90/KH"));
        assert!(matches(&key, "  "));
        assert!(!matches(&key, "ong"), "the middle of a word is no match");
        assert!(!matches(&key, "cong an"));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>()) {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once.clone());
            prop_assert_eq!(clean_lines(&clean_lines(&text)), clean_lines(&text));
        }

        #[test]
        fn a_name_is_found_by_itself_and_by_its_beginning(text in "[A-ZĐÁẢỴƯ][a-zđáảỵưễ]{1,6}( [A-ZĐ][a-zđáảỵưễ]{1,6}){0,3}") {
            let key = fold(&text);
            prop_assert!(matches(&key, &text));
            let half: String = text.chars().take(2).collect();
            prop_assert!(matches(&key, &half));
        }
    }
}
