//! Whatever bytes come in, an answer comes out: no panic, no file taken for another.

#![cfg(test)]

use paperwork::{docx, sheet};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400), name in "[a-z]{0,3}\\.(csv|tsv|xlsx|txt)") {
        let _ = sheet::read(&bytes, &name, &sheet::Limits::default());
        prop_assert!(docx::read_paragraphs(&bytes, &docx::Limits::default()).is_err());
    }

    /// One byte of a good file changed: read, or refused.
    #[test]
    fn a_damaged_file_is_answered(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut file = docx::render(&paperwork::document::Document::default()).unwrap();
        let at = place.index(file.len());
        file[at] = byte;
        let _ = docx::read_paragraphs(&file, &docx::Limits::default());
    }

    /// Text survives a CSV round trip letter by letter.
    #[test]
    fn quoted_text_is_kept(words in prop::collection::vec("[a-zđễ ,;\u{a0}\u{302}]{1,12}", 2..5)) {
        let line = words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(",");
        let book = sheet::read(line.as_bytes(), "a.csv", &sheet::Limits::default()).unwrap();
        let cells: Vec<String> = book.sheets[0].rows[0].iter().map(|cell| cell.text.clone()).collect();
        prop_assert_eq!(cells, words);
    }
}
