//! Is this word a Vietnamese syllable? Spelling only: an initial, a rhyme, and a tone that the ending allows.

use unicode_normalization::UnicodeNormalization;

/// Initials, longest first.
const INITIALS: [&str; 27] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x",
];

/// Rhymes without tone.
const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oc oe oen oeo oet oi om on ong ooc \
    oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uâ uân uâng uât uây uc uê uêch uênh ui um un ung uơ up \
    ut uy uya uych uyên uyêt uynh uyt uyn uyu uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn \
    ương ươp ươt ươu y yêm yên yêng yêt yêu ynh yt yn ych";

pub(super) fn is_syllable(word: &str) -> bool {
    let mut tone = None;
    let mut bare = String::new();
    for letter in word.chars().flat_map(char::to_lowercase).nfd() {
        match letter {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => {
                if tone.replace(letter).is_some() {
                    return false; // two tones
                }
            }
            other => bare.push(other),
        }
    }
    let bare: String = bare.nfc().collect();
    let closed = ["c", "ch", "p", "t"].iter().any(|ending| bare.ends_with(ending));
    if closed && !matches!(tone, Some('\u{301}' | '\u{323}')) {
        return false; // a closed syllable is sắc or nặng
    }
    let is_rhyme = |rhyme: &str| RHYMES.split(' ').any(|known| known == rhyme);
    bare == "gi"
        || is_rhyme(&bare)
        || INITIALS
            .iter()
            .any(|initial| bare.strip_prefix(initial).is_some_and(is_rhyme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables() {
        for word in "Công đoàn Viên chức Việt Nam nghiêng giếng gì gìn quý quyền quốc hoà hòa thuý khuỷu ưa Ý yêu nghề \
            Huỳnh tuyết rượu xoong ngoằn Nguyễn Ngọ Hiểu đường"
            .split_whitespace()
        {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn no_syllables() {
        for word in "naïve résumé Noël façade cấch cật̉ hello Zürich bãch tãt đoμn B¶o Thắngg".split_whitespace()
        {
            assert!(!is_syllable(word), "{word}");
        }
        assert!(!is_syllable(""));
    }
}
