//! TCVN3: one code a letter. Toned capitals have no codes of their own; fonts of capitals show the small ones.

/// Codes 0xB5 to 0xFE that are letters, and what they show.
const SMALL: [(&str, &str); 12] = [
    ("µ¶·¸¹", "àảãáạ"),
    ("»¼½¾Æ", "ằẳẵắặ"),
    ("ÇÈÉÊË", "ầẩẫấậ"),
    ("ÌÎÏÐÑ", "èẻẽéẹ"),
    ("ÒÓÔÕÖ", "ềểễếệ"),
    ("×ØÜÝÞ", "ìỉĩíị"),
    ("ßáâãä", "òỏõóọ"),
    ("åæçèé", "ồổỗốộ"),
    ("êëìíî", "ờởỡớợ"),
    ("ïñòóô", "ùủũúụ"),
    ("õö÷øù", "ừửữứự"),
    ("úûüýþ", "ỳỷỹýỵ"),
];

/// Letters without a tone, capitals then small ones. The soft hyphen is `ư`; programs like to drop or turn it.
const PLAIN: (&str, &str) = ("¡¢£¤¥¦§¨©ª«¬\u{AD}®", "ĂÂÊÔƠƯĐăâêôơưđ");

pub(super) fn decode(text: &str) -> String {
    text.chars().map(letter).collect()
}

fn letter(code: char) -> char {
    // The Greek letter that looks like the micro sign, and the minus that some programs make of a soft hyphen.
    let code = match code {
        '\u{3BC}' => '\u{B5}',
        '\u{2212}' => '\u{AD}',
        other => other,
    };
    SMALL
        .into_iter()
        .chain([PLAIN])
        .find_map(|(codes, letters)| codes.chars().zip(letters.chars()).find(|(known, _)| *known == code))
        .map_or(code, |(_, letter)| letter)
}

/// The opposite way, for tests: none if the letter has no code.
#[cfg(test)]
pub(super) fn encode(text: &str) -> Option<String> {
    let code = |letter: char| {
        if letter.is_ascii() {
            return Some(letter);
        }
        SMALL
            .into_iter()
            .chain([PLAIN])
            .find_map(|(codes, letters)| codes.chars().zip(letters.chars()).find(|(_, known)| *known == letter))
            .map(|(code, _)| code)
    };
    text.chars().map(code).collect()
}
