//! Page numbers under a long list.

use platform::text::Tr;

/// One link; `href` is empty for the page shown and for a gap.
pub(super) struct PageLink {
    pub words: String,
    pub href: String,
    pub current: bool,
}

/// All links and "1–30 trong 300 câu"; no links when one page holds all.
pub(super) struct Paging {
    pub links: Vec<PageLink>,
    pub total: String,
}

impl Paging {
    /// `page` from 0; `base` is the address with all filters, ending in `?` or `&`.
    pub(super) fn new(tr: &Tr, base: &str, page: i64, per_page: i64, total: i64) -> Self {
        let pages = total.saturating_add(per_page - 1) / per_page.max(1);
        let mut links = Vec::new();
        let mut last = -1;
        for number in 0..pages {
            let near = number == 0 || number == pages - 1 || (number - page).abs() <= 2;
            if pages < 2 || !near {
                continue;
            }
            if number != last + 1 {
                links.push(PageLink {
                    words: "…".to_owned(),
                    href: String::new(),
                    current: false,
                });
            }
            last = number;
            let current = number == page;
            links.push(PageLink {
                words: tr.number(number + 1),
                href: if current {
                    String::new()
                } else {
                    format!("{base}trang={}", number + 1)
                },
                current,
            });
        }
        let first = page.saturating_mul(per_page).saturating_add(1).min(total);
        let end = first.saturating_add(per_page - 1).min(total);
        let total = tr.xyz("bank-range", tr.number(first), tr.number(end), tr.number(total));
        Self { links, total }
    }
}

/// The page asked for, from 0; anything unreadable is the first.
pub(super) fn asked(text: &str, per_page: i64, total: i64) -> i64 {
    let last = total.saturating_sub(1).max(0) / per_page.max(1);
    text.parse::<i64>()
        .map_or(0, |page| page.saturating_sub(1))
        .clamp(0, last)
}

/// A value for the query of an address.
pub(super) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(char::from(byte)),
            _ => {
                out.push('%');
                for digit in [byte >> 4, byte & 15] {
                    out.extend(char::from_digit(u32::from(digit), 16).map(|digit| digit.to_ascii_uppercase()));
                }
            }
        }
    }
    out
}
