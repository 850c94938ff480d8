//! What the words of a choice mean for shuffling: "Tất cả các phương án trên" has to stay last, and "Cả A và B" turns
//! wrong when the letters move.

use super::text::fold;
use crate::question::Choice;

/// Whether a choice speaks about the other choices and therefore keeps its place.
pub(super) fn is_pinned(text: &str) -> bool {
    if text.len() > 200 {
        return false;
    }
    let folded = fold(text);
    let folded = folded.trim_end_matches(['.', ';', ',', '!', ' ']);
    let about_choices = [
        "phuong an",
        "dap an",
        "cac y ",
        "y tren",
        "deu dung",
        "deu sai",
        "lua chon",
    ]
    .iter()
    .any(|part| folded.contains(part));
    let sums_up = about_choices || folded.ends_with(" tren") || folded.ends_with(" neu tren");
    if folded.starts_with("tat ca ") {
        return sums_up;
    }
    if folded.starts_with("ca ") {
        return sums_up || names_letters(text);
    }
    if folded.starts_with("khong ") {
        return ["phuong an nao", "dap an nao", "truong hop nao", "lua chon nao"]
            .iter()
            .any(|part| folded.contains(part));
    }
    only_letters(text)
}

/// "A và B", "A, C đúng": at least two letters of choices and nothing but joining words.
fn only_letters(text: &str) -> bool {
    let mut letters = 0;
    for word in words(text) {
        if is_letter(word) {
            letters += 1;
        } else if !matches!(fold(word).as_str(), "va" | "hoac" | "deu" | "dung" | "sai") {
            return false;
        }
    }
    letters >= 2
}

/// Whether at least one choice is named by its letter: "Cả A, B và C", "Phương án A và B".
pub(super) fn names_letters(text: &str) -> bool {
    words(text).filter(|word| is_letter(word)).count() >= 2
        || words(text)
            .zip(words(text).skip(1))
            .any(|(before, word)| is_letter(word) && matches!(fold(before).as_str(), "an" | "ca" | "y" | "cau"))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || ",;.&+/()".contains(c))
        .filter(|word| !word.is_empty())
}

fn is_letter(word: &str) -> bool {
    matches!(word, "A" | "B" | "C" | "D" | "E" | "F" | "G" | "H")
}

/// Exactly the two choices "Đúng" and "Sai", in this order.
pub(super) fn is_true_false(choices: &[Choice]) -> bool {
    match choices {
        [yes, no] => truth(&yes.text) == Some(true) && truth(&no.text) == Some(false),
        _ => false,
    }
}

/// "Đúng" or "Sai", however written.
pub(super) fn truth(text: &str) -> Option<bool> {
    // "dùng" folds to the same letters, so the tone has to be there unless the whole word is bare.
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    match lower.as_str() {
        "đúng" | "dung" | "true" => Some(true),
        "sai" | "false" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_about_choices_are_pinned() {
        for text in [
            "Tất cả các phương án trên",
            "Tất cả đều đúng.",
            "Tất cả các đối tượng nêu trên",
            "Cả A, B và C",
            "Cả 3 phương án trên",
            "Cả ba đáp án đều sai",
            "Không có phương án nào đúng",
            "A và B đúng",
            "A, C",
        ] {
            assert!(is_pinned(text), "{text}");
        }
        for text in [
            "Tất cả cán bộ, công chức",
            "Cả nước",
            "Không quá 30 ngày",
            "A",
            "Vitamin A và D",
            "Chính phủ",
            "Cả hai bên",
        ] {
            assert!(!is_pinned(text), "{text}");
        }
    }

    #[test]
    fn letters_named_in_a_choice_are_seen() {
        assert!(names_letters("Cả A, B và C"));
        assert!(names_letters("Phương án A"));
        assert!(!names_letters("Tất cả các phương án trên"));
    }
}
