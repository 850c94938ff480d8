//! Words that papers and the organisers' pages share; sentences are put into words where the public pages do it, so
//! that a rule never reads differently in the minutes.

use kernel::lang::Lang;
use kernel::time;
use platform::text::Tr;

use crate::pages::public::words::tell;
pub(crate) use crate::pages::public::words::{hex, hundredths, percent, say};
use crate::printed::clauses;
use crate::ruleset::RuleSet;

/// Whole seconds as a clock reads them: "6:41", "1:02:05".
pub fn working_time(ms: i64) -> String {
    let seconds = ms.max(0) / time::SECOND;
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if h > 0 {
        format!("{h}:{m:02}:{s:02}")
    } else {
        format!("{m}:{s:02}")
    }
}

/// The stamp of a server to the second, as a table prints it.
pub fn stamp(at: i64, lang: Lang) -> String {
    format!("{} {}", time::date(time::local_date(at), lang), time::clock_time(at))
}

/// The articles of the printed rules whose headings are asked for, as headings with their sentences.
pub fn articles(tr: &Tr, rules: &RuleSet, headings: &[&str]) -> Vec<(String, Vec<String>)> {
    clauses(rules)
        .iter()
        .filter(|clause| headings.contains(&clause.heading_key))
        .map(|clause| {
            let sentences = clause.sentences.iter().map(|sentence| say(tr, sentence)).collect();
            (tell(tr, clause.heading_key, &clause.heading_args), sentences)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_a_clock_does() {
        assert_eq!(working_time(401_999), "6:41");
        assert_eq!(working_time(3_725_000), "1:02:05");
    }
}
