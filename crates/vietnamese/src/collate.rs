//! Vietnamese order.
//!
//! Letters a ă â b c d đ e ê … and, at the second level, tones ngang, huyền, hỏi, ngã, sắc, nặng. The locale `vi` is
//! needed: the root order mixes `á` with `à` and `ă`, and byte order puts `đ`, `ơ`, `ư` after `z`.

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale::locale;

/// Number of the collation data behind [`sort_key`]. Stored keys made under another number are to be made again.
/// A test pins some keys: if an update of the library changes them, raise this number.
pub const VERSION: u32 = 1;

#[expect(
    clippy::expect_used,
    reason = "the tables of `vi` are compiled in; a test runs this very line"
)]
static VIETNAMESE: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    Collator::try_new(locale!("vi").into(), CollatorOptions::default()).expect("collation data of `vi` is compiled in")
});

/// Bytes that stand in Vietnamese order when compared byte by byte (`BLOB`, `BYTEA`). Never contains a zero byte.
/// NFC and NFD of one text have the same key.
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 2);
    match VIETNAMESE.write_sort_key_to(text, &mut key) {
        Ok(()) => key,
        Err(never) => match never {},
    }
}

/// Vietnamese order of two texts; `Equal` for two codings of the same text. Agrees with [`sort_key`].
pub fn compare(one: &str, other: &str) -> Ordering {
    VIETNAMESE.compare(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::ALPHABET;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn the_alphabet_is_in_order() {
        for pair in ALPHABET.windows(2) {
            let (one, other) = (pair[0].to_string(), pair[1].to_string());
            assert_eq!(compare(&one, &other), Ordering::Less, "{one} before {other}");
            assert!(sort_key(&one) < sort_key(&other));
        }
    }

    #[test]
    fn tones_go_level_huyen_hoi_nga_sac_nang() {
        for tones in ["aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "êềểễếệ", "ơờởỡớợ", "ưừửữứự", "yỳỷỹýỵ"]
        {
            let letters: Vec<String> = tones.chars().map(String::from).collect();
            for pair in letters.windows(2) {
                assert!(sort_key(&pair[0]) < sort_key(&pair[1]), "{pair:?}");
            }
        }
    }

    #[test]
    fn both_codings_are_equal() {
        let decomposed: String = "Nguyễn".nfd().collect();
        assert_eq!(compare("Nguyễn", &decomposed), Ordering::Equal);
        assert_eq!(sort_key("Nguyễn"), sort_key(&decomposed));
    }

    #[test]
    fn stored_keys_have_not_changed() {
        // If this fails after an update of the collation library: raise VERSION and pin the new keys.
        assert_eq!(VERSION, 1);
        assert_eq!(sort_key("a"), [43, 1, 5, 1, 5]);
        let pinned = [
            50, 2, 72, 2, 4, 43, 69, 57, 1, 68, 139, 3, 68, 139, 4, 6, 1, 198, 195, 220, 7,
        ];
        assert_eq!(sort_key("Đỗ Ánh"), pinned);
    }

    proptest! {
        #[test]
        fn keys_and_comparison_agree(one in "[a-zA-ZđĐăâêôơưÁẢÃàáảãạễệộợự0-9 '.-]{0,12}", other in "[a-zA-ZđĐăâêôơưÁẢÃàáảãạễệộợự0-9 '.-]{0,12}") {
            prop_assert_eq!(sort_key(&one).cmp(&sort_key(&other)), compare(&one, &other));
        }

        #[test]
        fn keys_and_comparison_agree_on_anything(one in any::<String>(), other in any::<String>()) {
            prop_assert_eq!(sort_key(&one).cmp(&sort_key(&other)), compare(&one, &other));
        }

        #[test]
        fn keys_never_hold_a_zero(text in any::<String>()) {
            prop_assert!(!sort_key(&text).contains(&0));
        }
    }
}
