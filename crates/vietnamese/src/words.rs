//! Numbers in words (bằng chữ), as vouchers and decisions need them.
//!
//! The traps: `mốt` in 21 but `một` in 11, `tư` in 24 but `bốn` in 14, `lăm` in 15 and 25, `linh` (north) or `lẻ`
//! (south) in 105, and "không trăm" in front of a short group after a higher one: 1.005.000 is "một triệu không trăm
//! linh năm nghìn". Groups of zeros are silent.

/// The word for 1.000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Thousand {
    /// nghìn
    #[default]
    Nghin,
    /// ngàn
    Ngan,
}

/// The word for an empty place of ten, as in 105.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zero {
    /// linh
    #[default]
    Linh,
    /// lẻ
    Le,
}

/// The word for 4 after tens, as in 24.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Four {
    /// tư
    #[default]
    Tu,
    /// bốn
    Bon,
}

/// How a body writes numbers in words. The default is the northern way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// nghìn or ngàn
    pub thousand: Thousand,
    /// linh or lẻ
    pub zero: Zero,
    /// tư or bốn after tens
    pub four: Four,
}

/// What stands after the amount; a habit of each office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ending {
    /// "… đồng"
    #[default]
    Plain,
    /// "… đồng chẵn"
    Even,
    /// "… đồng./."
    Mark,
}

/// Any number in words, small letters: 105 is "một trăm linh năm", -3 is "âm ba".
pub fn in_words(number: i64, style: Style) -> String {
    let mut words = Vec::new();
    if number < 0 {
        words.push("âm");
    }
    if number == 0 {
        words.push("không");
    }
    spell(number.unsigned_abs(), false, style, &mut words);
    words.join(" ")
}

/// An amount of đồng in the default style, with a capital: "Mười triệu năm trăm nghìn đồng".
pub fn dong_in_words(amount: i64) -> String {
    dong_in_words_with(amount, Style::default(), Ending::default())
}

/// Like [`dong_in_words`], by the office's habit.
pub fn dong_in_words_with(amount: i64, style: Style, ending: Ending) -> String {
    let words = in_words(amount, style);
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    let mut out: String = first.chain(letters).collect();
    out.push_str(" đồng");
    out.push_str(match ending {
        Ending::Plain => "",
        Ending::Even => " chẵn",
        Ending::Mark => "./.",
    });
    out
}

const BILLION: u64 = 1_000_000_000;

/// `full` means that something stands before, so a short group begins with "không trăm".
fn spell(number: u64, full: bool, style: Style, words: &mut Vec<&'static str>) {
    if number >= BILLION {
        // Above tỷ the count starts again: nghìn tỷ, triệu tỷ, tỷ tỷ.
        spell(number / BILLION, full, style, words);
        words.push("tỷ");
        if !number.is_multiple_of(BILLION) {
            spell(number % BILLION, true, style, words);
        }
        return;
    }
    let thousand = match style.thousand {
        Thousand::Nghin => "nghìn",
        Thousand::Ngan => "ngàn",
    };
    let mut full = full;
    for (group, name) in [
        (number / 1_000_000, Some("triệu")),
        (number / 1_000 % 1_000, Some(thousand)),
        (number % 1_000, None),
    ] {
        if group == 0 {
            continue;
        }
        three(group, full, style, words);
        words.extend(name);
        full = true;
    }
}

fn three(group: u64, full: bool, style: Style, words: &mut Vec<&'static str>) {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    if full || hundreds > 0 {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if (full || hundreds > 0) && ones > 0 => words.push(match style.zero {
            Zero::Linh => "linh",
            Zero::Le => "lẻ",
        }),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(tens), "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) if style.four == Four::Tu => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(digit(ones)),
    }
}

fn digit(digit: u64) -> &'static str {
    match digit {
        0 => "không",
        1 => "một",
        2 => "hai",
        3 => "ba",
        4 => "bốn",
        5 => "năm",
        6 => "sáu",
        7 => "bảy",
        8 => "tám",
        _ => "chín",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn northern(number: i64) -> String {
        in_words(number, Style::default())
    }

    #[test]
    fn small_numbers() {
        for (number, words) in [
            (0, "không"),
            (1, "một"),
            (4, "bốn"),
            (5, "năm"),
            (10, "mười"),
            (11, "mười một"),
            (14, "mười bốn"),
            (15, "mười lăm"),
            (20, "hai mươi"),
            (21, "hai mươi mốt"),
            (24, "hai mươi tư"),
            (25, "hai mươi lăm"),
            (100, "một trăm"),
            (101, "một trăm linh một"),
            (104, "một trăm linh bốn"),
            (105, "một trăm linh năm"),
            (110, "một trăm mười"),
            (115, "một trăm mười lăm"),
            (1_234, "một nghìn hai trăm ba mươi tư"),
            (1_005, "một nghìn không trăm linh năm"),
            (-21, "âm hai mươi mốt"),
        ] {
            assert_eq!(northern(number), words, "{number}");
        }
    }

    #[test]
    fn amounts() {
        for (amount, words) in [
            (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
            (
                1_234_567,
                "Một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy đồng",
            ),
            (10_500_000, "Mười triệu năm trăm nghìn đồng"),
            (1_001_000_000, "Một tỷ không trăm linh một triệu đồng"),
            (3_150_000_000, "Ba tỷ một trăm năm mươi triệu đồng"),
            (24_000_000, "Hai mươi tư triệu đồng"),
            (1_000_000_005, "Một tỷ không trăm linh năm đồng"),
            (2_000_000_000_000, "Hai nghìn tỷ đồng"),
            (0, "Không đồng"),
            (-5_000, "Âm năm nghìn đồng"),
        ] {
            assert_eq!(dong_in_words(amount), words, "{amount}");
        }
    }

    #[test]
    fn habits_of_the_office() {
        let southern = Style {
            thousand: Thousand::Ngan,
            zero: Zero::Le,
            four: Four::Bon,
        };
        assert_eq!(in_words(24_105, southern), "hai mươi bốn ngàn một trăm lẻ năm");
        assert_eq!(
            dong_in_words_with(1_000, Style::default(), Ending::Even),
            "Một nghìn đồng chẵn"
        );
        assert_eq!(dong_in_words_with(1_000, southern, Ending::Mark), "Một ngàn đồng./.");
    }

    /// The opposite way, written apart from the code above: split at the highest unit.
    fn read(words: &[&str]) -> u64 {
        let units: [(&[&str], u64); 5] = [
            (&["tỷ"], 1_000_000_000),
            (&["triệu"], 1_000_000),
            (&["nghìn", "ngàn"], 1_000),
            (&["trăm"], 100),
            (&["mươi"], 10),
        ];
        for (names, factor) in units {
            if let Some(place) = words.iter().rposition(|word| names.contains(word)) {
                return read(&words[..place]) * factor + read(&words[place + 1..]);
            }
        }
        words
            .iter()
            .map(|word| match *word {
                "không" | "linh" | "lẻ" => 0,
                "một" | "mốt" => 1,
                "hai" => 2,
                "ba" => 3,
                "bốn" | "tư" => 4,
                "năm" | "lăm" => 5,
                "sáu" => 6,
                "bảy" => 7,
                "tám" => 8,
                "chín" => 9,
                "mười" => 10,
                other => panic!("{other}"),
            })
            .sum()
    }

    fn read_all(text: &str) -> i64 {
        let words: Vec<&str> = text.split(' ').collect();
        match words.split_first() {
            Some((&"âm", rest)) => -i64::try_from(read(rest)).unwrap(),
            _ => i64::try_from(read(&words)).unwrap(),
        }
    }

    proptest! {
        #[test]
        fn words_are_read_back(number in 0..=1_000_000_000_000_000_i64) {
            prop_assert_eq!(read_all(&northern(number)), number);
        }

        #[test]
        fn every_number_has_words(number in -i64::MAX..=i64::MAX) {
            prop_assert_eq!(read_all(&northern(number)), number);
        }

        #[test]
        fn every_style_is_read_back(number in 0..=99_999_999_999_i64, south in any::<bool>(), four in any::<bool>()) {
            let style = Style {
                thousand: if south { Thousand::Ngan } else { Thousand::Nghin },
                zero: if south { Zero::Le } else { Zero::Linh },
                four: if four { Four::Bon } else { Four::Tu },
            };
            prop_assert_eq!(read_all(&in_words(number, style)), number);
        }

        #[test]
        fn round_numbers_are_read_back(digits in 1..=999_i64, zeros in 0..=15_u32) {
            let number = digits * 10_i64.pow(zeros);
            prop_assert_eq!(read_all(&northern(number)), number);
        }
    }
}
