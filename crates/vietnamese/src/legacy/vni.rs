//! VNI for Windows: a base letter, then a sign for tone, hat or both. `ô` is `ơ`, `ö` is `ư`, `ñ` is `đ`; the vowel
//! `i` and `ỵ` have whole codes. Signs and whole codes do not overlap, so reading needs no guess.

/// Signs of a bare tone and the letters they make of each base.
const TONES: (&str, [(char, &str); 7]) = (
    "øûõùï",
    [
        ('a', "àảãáạ"),
        ('e', "èẻẽéẹ"),
        ('o', "òỏõóọ"),
        ('u', "ùủũúụ"),
        ('y', "ỳỷỹý"), // ỵ has its own code
        ('ô', "ờởỡớợ"),
        ('ö', "ừửữứự"),
    ],
);

/// Signs of the hat with and without a tone.
const HATS: (&str, [(char, &str); 3]) = ("âàåãáä", [('a', "âầẩẫấậ"), ('e', "êềểễếệ"), ('o', "ôồổỗốộ")]);

/// Signs of the breve with and without a tone.
const BREVES: (&str, [(char, &str); 1]) = ("êèúüéë", [('a', "ăằẳẵắặ")]);

/// Letters with a code of their own.
const WHOLE: (&str, &str) = ("ìæóíòîñôö", "ìỉĩíịỵđơư");

pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(base) = signs.next() {
        if let Some(letter) = signs.peek().and_then(|sign| pair(small(base), small(*sign))) {
            signs.next();
            push(&mut out, letter, base);
            continue;
        }
        let whole = WHOLE
            .0
            .chars()
            .zip(WHOLE.1.chars())
            .find(|(code, _)| *code == small(base));
        push(&mut out, whole.map_or(small(base), |(_, letter)| letter), base);
    }
    out
}

/// A letter in the case of its base; the sign's case does not count.
fn push(out: &mut String, letter: char, base: char) {
    if small(base) == base {
        out.push(letter);
    } else {
        out.extend(letter.to_uppercase());
    }
}

fn pair(base: char, sign: char) -> Option<char> {
    in_row(&TONES.1, TONES.0, base, sign)
        .or_else(|| in_row(&HATS.1, HATS.0, base, sign))
        .or_else(|| in_row(&BREVES.1, BREVES.0, base, sign))
}

fn in_row(rows: &[(char, &str)], signs: &str, base: char, sign: char) -> Option<char> {
    let (_, letters) = rows.iter().find(|(known, _)| *known == base)?;
    signs
        .chars()
        .zip(letters.chars())
        .find(|(known, _)| *known == sign)
        .map(|(_, letter)| letter)
}

/// Small form where that is one letter and leads back again; other signs stay.
fn small(letter: char) -> char {
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) if one.to_uppercase().eq([letter]) => one,
        _ => letter,
    }
}

/// The opposite way, for tests.
#[cfg(test)]
pub(super) fn encode(text: &str) -> String {
    text.chars()
        .map(|letter| {
            let low = small(letter);
            let code = code_of(low).unwrap_or_else(|| low.to_string());
            if low == letter { code } else { code.to_uppercase() }
        })
        .collect()
}

#[cfg(test)]
fn code_of(letter: char) -> Option<String> {
    if let Some((code, _)) = WHOLE.0.chars().zip(WHOLE.1.chars()).find(|(_, known)| *known == letter) {
        return Some(code.to_string());
    }
    let rows = TONES.1.iter().map(|row| (TONES.0, row));
    let rows = rows
        .chain(HATS.1.iter().map(|row| (HATS.0, row)))
        .chain(BREVES.1.iter().map(|row| (BREVES.0, row)));
    for (signs, (base, letters)) in rows {
        if let Some((sign, _)) = signs.chars().zip(letters.chars()).find(|(_, known)| *known == letter) {
            return Some(format!("{base}{sign}"));
        }
    }
    None
}
