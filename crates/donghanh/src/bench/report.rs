//! The figures of a measurement, as a table for people and as JSON for machines.

use std::collections::BTreeMap;
use std::time::Duration;

use kernel::lang::Lang;
use serde::Serialize;

use crate::words::Say;

/// What was measured. Times in milliseconds, rates per second, sizes in bytes but for `rss_mb` (10⁶ bytes).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    pub attempts_per_s: f64,
    pub attempts: u32,
    pub attempt_save_p50_ms: f64,
    pub attempt_save_p95_ms: f64,
    /// The paper as it travelled, compressed.
    pub paper_bytes: usize,
    pub saves_per_s: f64,
    pub busy_save_p95_ms: f64,
    pub in_flight: usize,
    pub baseline_saves_per_s: f64,
    pub saves_ratio: f64,
    pub offered_per_s: u32,
    pub save_p50_ms: f64,
    pub save_p95_ms: f64,
    /// The same at 10,000 a second; left out on a machine that cannot take them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub save_p95_ms_at_10000: Option<f64>,
    pub bytes_per_attempt: f64,
    pub bytes_per_attempt_before_seal: f64,
    pub close_ms: f64,
    pub close_attempts: usize,
    pub checked_answers: usize,
    pub lost_answers: usize,
    /// Of the whole process, which is also the load generator; before the seal.
    pub rss_mb: f64,
    /// Attempts that are held in memory then.
    pub open_attempts: usize,
    /// Answers other than the one hoped for: "step status" and how often; status 0 is a broken connection, "unsent 0" a
    /// save that could not even be sent at the offered rate.
    pub refused: BTreeMap<String, u64>,
    pub seconds: f64,
    pub cores: usize,
    pub engine: &'static str,
}

fn whole(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

fn rounded(value: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (value * scale).round() / scale
}

/// How many in a second.
pub fn per_second(n: usize, took: Duration) -> f64 {
    rounded(whole(n) / took.as_secs_f64().max(0.001), 1)
}

/// One figure as a share of another.
pub fn share(part: f64, of: f64) -> f64 {
    if of > 0.0 { rounded(part / of, 3) } else { 0.0 }
}

/// Bytes for each of `n`.
pub fn each(bytes: i64, n: usize) -> f64 {
    rounded(whole(usize::try_from(bytes).unwrap_or(0)) / whole(n.max(1)), 1)
}

/// Milliseconds with a tenth.
pub fn ms(took: Duration) -> f64 {
    rounded(took.as_secs_f64() * 1_000.0, 1)
}

/// Millions of bytes.
pub fn megabytes(bytes: u64) -> f64 {
    rounded(whole(usize::try_from(bytes / 1_000).unwrap_or(0)) / 1_000.0, 1)
}

/// The values below which half and 95 percent of the times lie, in milliseconds; times in microseconds.
pub fn p50_p95(times: &mut [u32]) -> (f64, f64) {
    times.sort_unstable();
    let at = |percent: usize| {
        // The smallest time that at least so many percent do not exceed.
        let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
        rounded(times.get(place).map_or(0.0, |micros| f64::from(*micros)) / 1_000.0, 2)
    };
    (at(50), at(95))
}

const TITLE: Say = Say(
    "Đường đi của bài thi trên máy này",
    "The path of an answer on this machine",
);
const ATTEMPTS: Say = Say("Lượt thi trọn vẹn mỗi giây", "Whole attempts per second");
const ATTEMPT_SAVE: Say = Say(
    "  lưu một câu khi đó, p50 / p95 (ms)",
    "  a save meanwhile, p50 / p95 (ms)",
);
const PAPER: Say = Say(
    "  đề thi trên đường truyền, đã nén (byte)",
    "  the paper on the wire, compressed (bytes)",
);
const SAVES: Say = Say("Câu lưu bền vững mỗi giây", "Durable saves per second");
const BUSY: Say = Say(
    "  p95 khi luôn có {n} yêu cầu (ms)",
    "  p95 with {n} always in flight (ms)",
);
const BASELINE: Say = Say(
    "  mức nền: chỉ ghi nhóm, cùng lần đo",
    "  baseline: bare group commit, same run",
);
const RATIO: Say = Say("  so với mức nền", "  share of the baseline");
const OFFERED: Say = Say(
    "Lưu khi {n} câu đến mỗi giây, p50 / p95 (ms)",
    "A save at {n} offered per second, p50 / p95 (ms)",
);
const OFFERED_MORE: Say = Say(
    "Lưu khi 10000 câu đến mỗi giây, p95 (ms)",
    "A save at 10000 offered per second, p95 (ms)",
);
const BYTES: Say = Say(
    "Byte trên đĩa mỗi lượt, sau khi niêm phong",
    "Bytes on disk per attempt after the seal",
);
const BYTES_BEFORE: Say = Say("  trước khi niêm phong", "  before the seal");
const CLOSE: Say = Say(
    "Đóng {n} bài: niêm phong, chấm, xếp hạng (ms)",
    "Close of {n} sheets: seal, mark, rank (ms)",
);
const CHECKED: Say = Say(
    "  câu đã báo lưu được đối chiếu / bị mất",
    "  acknowledged answers compared / lost",
);
const MEMORY: Say = Say(
    "Bộ nhớ với {n} bài chưa niêm phong, gồm cả bên tạo tải (MB)",
    "Memory with {n} unsealed attempts, load generator included (MB)",
);
const REFUSED: Say = Say("Trả lời khác mong đợi ({n})", "Other answers ({n})");
const NONE: Say = Say("không có", "none");
const MACHINE: Say = Say(
    "Máy: {n} lõi, {e}; mỗi phần {s} giây",
    "Machine: {n} cores, {e}; {s} seconds a part",
);

/// A number with a decimal comma in Vietnamese, and thousands parted from five digits on.
fn number(value: f64, decimals: usize, lang: Lang) -> String {
    let (group, point) = match lang {
        Lang::Vi => ('.', ','),
        Lang::En => (',', '.'),
    };
    let text = format!("{value:.decimals$}");
    let (head, tail) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    for (place, digit) in head.chars().enumerate() {
        if place > 0 && head.len() >= 5 && (head.len() - place).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if !tail.is_empty() {
        out.push(point);
        out.push_str(tail);
    }
    out
}

/// The table in a language.
pub fn table(figures: &Figures, lang: Lang) -> String {
    let f = figures;
    let n = |value: f64, decimals: usize| number(value, decimals, lang);
    let with = |say: Say, count: usize| say.to(lang).replace("{n}", &n(whole(count), 0));
    let plain = |say: Say| say.to(lang).to_owned();
    let offered = usize::try_from(f.offered_per_s).unwrap_or_default();
    let mut rows: Vec<(String, String)> = vec![
        (plain(ATTEMPTS), n(f.attempts_per_s, 1)),
        (
            plain(ATTEMPT_SAVE),
            format!("{} / {}", n(f.attempt_save_p50_ms, 2), n(f.attempt_save_p95_ms, 2)),
        ),
        (plain(PAPER), n(whole(f.paper_bytes), 0)),
        (plain(SAVES), n(f.saves_per_s, 0)),
        (with(BUSY, f.in_flight), n(f.busy_save_p95_ms, 2)),
        (plain(BASELINE), n(f.baseline_saves_per_s, 0)),
        (plain(RATIO), n(f.saves_ratio, 3)),
        (
            with(OFFERED, offered),
            format!("{} / {}", n(f.save_p50_ms, 2), n(f.save_p95_ms, 2)),
        ),
    ];
    rows.extend(f.save_p95_ms_at_10000.map(|p95| (plain(OFFERED_MORE), n(p95, 2))));
    rows.extend([
        (plain(BYTES), n(f.bytes_per_attempt, 1)),
        (plain(BYTES_BEFORE), n(f.bytes_per_attempt_before_seal, 1)),
        (with(CLOSE, f.close_attempts), n(f.close_ms, 1)),
        (
            plain(CHECKED),
            format!("{} / {}", n(whole(f.checked_answers), 0), n(whole(f.lost_answers), 0)),
        ),
        (with(MEMORY, f.open_attempts), n(f.rss_mb, 1)),
    ]);
    let all: u64 = f.refused.values().sum();
    let refused: Vec<String> = f
        .refused
        .iter()
        .map(|(what, count)| format!("{what}: {count}"))
        .collect();
    let refused = if refused.is_empty() {
        plain(NONE)
    } else {
        refused.join(", ")
    };
    rows.push((with(REFUSED, usize::try_from(all).unwrap_or(usize::MAX)), refused));
    let wide = rows.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let mut out = format!("\n{}\n\n", TITLE.to(lang));
    for (label, value) in rows {
        let space = " ".repeat(wide - label.chars().count() + 3);
        out.push_str(&format!("  {label}{space}{value}\n"));
    }
    let machine = MACHINE
        .to(lang)
        .replace("{n}", &f.cores.to_string())
        .replace("{e}", f.engine);
    out.push_str(&format!(
        "\n  {}\n",
        machine.replace("{s}", &n(f.seconds, usize::from(f.seconds.fract() > 0.0)))
    ));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_and_ninety_five_percent() {
        let mut times: Vec<u32> = (1..=100).rev().map(|n| n * 1_000).collect();
        assert_eq!(p50_p95(&mut times), (50.0, 95.0));
        assert_eq!(p50_p95(&mut [7_000]), (7.0, 7.0));
        assert_eq!(p50_p95(&mut []), (0.0, 0.0));
    }

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        assert_eq!(number(38_120.5, 1, Lang::Vi), "38.120,5");
        assert_eq!(number(38_120.5, 1, Lang::En), "38,120.5");
        assert_eq!(number(1_500.0, 0, Lang::Vi), "1500");
        assert_eq!(number(1_234_567.0, 0, Lang::En), "1,234,567");
    }

    #[test]
    fn the_table_is_whole_in_both_languages_and_names_what_was_refused() {
        let mut figures = Figures {
            in_flight: 512,
            offered_per_s: 2_000,
            cores: 2,
            engine: "SQLite",
            ..Figures::default()
        };
        for lang in Lang::ALL {
            assert!(table(&figures, lang).contains(NONE.to(lang)));
            assert!(!table(&figures, lang).contains('{'));
        }
        figures.refused.insert("save 503".to_owned(), 4);
        assert!(table(&figures, Lang::Vi).contains("save 503: 4"));
    }

    #[test]
    fn the_json_has_the_fields_that_are_compared_between_runs() {
        let json = serde_json::to_value(Figures::default()).unwrap();
        for field in [
            "attempts_per_s",
            "saves_per_s",
            "baseline_saves_per_s",
            "saves_ratio",
            "save_p50_ms",
            "save_p95_ms",
            "bytes_per_attempt",
            "bytes_per_attempt_before_seal",
            "close_ms",
            "close_attempts",
            "rss_mb",
            "seconds",
            "cores",
            "engine",
        ] {
            assert!(json.get(field).is_some(), "{field}");
        }
    }
}
