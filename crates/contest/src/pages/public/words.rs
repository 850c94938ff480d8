//! Sentences as data put into words: the numbers, money, instants and durations of [`crate::wording`] as each language
//! writes them.

use kernel::clock::Millis;
use kernel::lang::Lang;
use kernel::time::{self, DAY, HOUR, MINUTE, SECOND};
use platform::text::Tr;

use crate::ruleset::{LocalText, NameMask};
use crate::wording::{Arg, Sentence};

/// A sentence in the words of a language.
pub(crate) fn say(tr: &Tr, sentence: &Sentence) -> String {
    tell(tr, sentence.key, &sentence.args)
}

/// A message with arguments that are still data.
pub(crate) fn tell(tr: &Tr, key: &str, args: &[(&'static str, Arg)]) -> String {
    let named: Vec<(&str, String)> = args.iter().map(|(name, arg)| (*name, argument(tr, arg))).collect();
    tr.with(key, &named)
}

/// Words kept in both languages.
pub(crate) fn local<'a>(tr: &Tr, text: &'a LocalText) -> &'a str {
    text.get(tr.lang.code())
}

fn argument(tr: &Tr, arg: &Arg) -> String {
    match arg {
        Arg::Text(text) => text.clone(),
        Arg::Local(text) => local(tr, text).to_owned(),
        Arg::Count(count) => tr.number(*count),
        Arg::Money(amount) => tr.dong(*amount),
        Arg::Decimal(scaled, places) => decimal(tr, *scaled, u32::from(*places)),
        Arg::Instant(at) => instant(*at, tr.lang),
        Arg::Date(date) => time::date(*date, tr.lang),
        Arg::Duration(ms) => duration(*ms, tr.lang),
        Arg::Message(key) => tr.t(key),
    }
}

/// A scaled integer without zeros that say nothing: 1250 with two decimals is "12,5", 1200 is "12".
pub(crate) fn decimal(tr: &Tr, scaled: i64, places: u32) -> String {
    let (mut scaled, mut places) = (scaled, places);
    while places > 0 && scaled % 10 == 0 {
        scaled /= 10;
        places -= 1;
    }
    tr.decimal(scaled, places)
}

/// Thousandths of a percent as "41,3 %".
pub(crate) fn percent(tr: &Tr, milli: i64) -> String {
    format!("{}\u{a0}%", decimal(tr, (milli + 50) / 100, 1))
}

/// Thousandths as a number with at most two decimals.
pub(crate) fn hundredths(tr: &Tr, milli: i64) -> String {
    decimal(tr, (milli + 5) / 10, 2)
}

/// "Thứ Hai, 26/10/2026, 8:00"; with seconds and thousandths only where they are not zero, because two people may be
/// separated by just that.
pub(crate) fn instant(at: Millis, lang: Lang) -> String {
    let day = time::day_and_time(at, lang);
    let (seconds, millis) = (at.rem_euclid(MINUTE) / SECOND, at.rem_euclid(SECOND));
    let mark = lang.pick(",", ".");
    match (seconds, millis) {
        (0, 0) => day,
        (_, 0) => format!("{day}:{seconds:02}"),
        _ => format!("{day}:{seconds:02}{mark}{millis:03}"),
    }
}

/// "10 phút", "6 phút 41 giây", "0,25 giây", "7 ngày": exact, without parts that are zero.
pub(crate) fn duration(ms: Millis, lang: Lang) -> String {
    let ms = ms.max(0);
    let mut parts = Vec::new();
    for (count, vi, en) in [
        (ms / DAY, "ngày", "d"),
        (ms / HOUR % 24, "giờ", "h"),
        (ms / MINUTE % 60, "phút", "min"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {}", lang.pick(vi, en)));
        }
    }
    let (seconds, millis) = (ms / SECOND % 60, ms % SECOND);
    if seconds > 0 || millis > 0 || parts.is_empty() {
        let mut words = seconds.to_string();
        if millis > 0 {
            words.push_str(lang.pick(",", "."));
            words.push_str(format!("{millis:03}").trim_end_matches('0'));
        }
        parts.push(format!("{words} {}", lang.pick("giây", "s")));
    }
    parts.join(" ")
}

/// How a person is named in a public list. `attempt` is the number of the counted attempt.
pub(crate) fn masked(tr: &Tr, mask: NameMask, name: &str, attempt: i64) -> String {
    match mask {
        NameMask::FullName => name.to_owned(),
        NameMask::Initials => {
            let mut words = name.split_whitespace();
            let mut out = words.next().unwrap_or_default().to_owned();
            for letter in words.filter_map(|word| word.chars().next()) {
                out.push(' ');
                out.push(letter);
                out.push('.');
            }
            out
        }
        NameMask::UnitOnly => tr.x("result-attempt-number", attempt),
    }
}

/// Bytes as people compare them: groups of eight hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(bytes.len() * 9 / 4);
    for (place, byte) in bytes.iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            out.push(' ');
        }
        // Writing to a string in memory has no way to fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::text::Texts;

    fn tr(lang: Lang) -> Tr {
        Texts::load(&crate::TEXTS).unwrap().tr(lang)
    }

    #[test]
    fn durations_and_instants_are_exact_and_short() {
        assert_eq!(duration(10 * MINUTE, Lang::Vi), "10 phút");
        assert_eq!(duration(6 * MINUTE + 41_250, Lang::Vi), "6 phút 41,25 giây");
        assert_eq!(duration(1, Lang::En), "0.001 s");
        assert_eq!(duration(0, Lang::Vi), "0 giây");
        assert_eq!(duration(7 * DAY, Lang::En), "7 d");
        let eight = time::instant(jiff::civil::date(2026, 10, 26).at(8, 0, 0, 0));
        assert_eq!(instant(eight, Lang::Vi), "Thứ Hai, 26/10/2026, 8:00");
        assert_eq!(instant(eight + 5_007, Lang::Vi), "Thứ Hai, 26/10/2026, 8:00:05,007");
    }

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        let (vi, en) = (tr(Lang::Vi), tr(Lang::En));
        assert_eq!(decimal(&vi, 1_250, 2), "12,5");
        assert_eq!(decimal(&en, 1_200, 2), "12");
        assert_eq!(percent(&vi, 41_250), "41,3\u{a0}%");
        assert_eq!(hundredths(&vi, 15_666), "15,67");
        let sentence = Sentence::new(
            "rules-place",
            [
                ("count", Arg::Count(2)),
                ("name", Arg::text("giải Nhì")),
                ("amount", Arg::Money(1_000_000)),
            ],
        );
        assert!(
            say(&vi, &sentence).contains("1.000.000 đồng"),
            "{}",
            say(&vi, &sentence)
        );
    }

    #[test]
    fn names_are_masked_as_the_rules_say() {
        let vi = tr(Lang::Vi);
        assert_eq!(masked(&vi, NameMask::FullName, "Nguyễn Thị Ánh", 7), "Nguyễn Thị Ánh");
        assert_eq!(masked(&vi, NameMask::Initials, "Nguyễn Thị Ánh", 7), "Nguyễn T. Á.");
        let hidden = masked(&vi, NameMask::UnitOnly, "Nguyễn Thị Ánh", 7);
        assert!(hidden.contains('7') && !hidden.contains("Nguyễn"));
        assert_eq!(hex(&[0xab, 1, 2, 3, 4]), "ab010203 04");
    }
}
