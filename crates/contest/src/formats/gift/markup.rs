//! The text markers of GIFT (`[html]`, `[markdown]`, …) and their reduction to plain text.

/// How a piece of text is to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Markup {
    /// Nothing said: plain text in which common tags count.
    Moodle,
    Html,
    Markdown,
    Plain,
}

/// Splits off a marker that opens the text; unknown words in brackets are text.
pub(super) fn marker(text: &str) -> Option<(Markup, &str)> {
    let (name, rest) = text.strip_prefix('[')?.split_once(']')?;
    let markup = match name {
        "html" => Markup::Html,
        "moodle" => Markup::Moodle,
        "markdown" => Markup::Markdown,
        "plain" => Markup::Plain,
        _ => return None,
    };
    Some((markup, rest))
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Stripped {
    pub text: String,
    pub tags: bool,
    pub image: bool,
}

const TAGS: [&str; 39] = [
    "a", "b", "br", "code", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "mark",
    "ol", "p", "pre", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "th",
    "thead", "tr", "tt", "u", "ul", "video",
];

/// Tags after which a new line starts.
const BREAKS: [&str; 13] = [
    "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "p", "pre", "tr",
];

/// Text without tags; the characters of named and numbered entities instead of their names.
pub(super) fn strip(text: &str, markup: Markup) -> Stripped {
    if markup == Markup::Plain {
        return Stripped {
            text: text.to_owned(),
            ..Stripped::default()
        };
    }
    let mut out = Stripped {
        text: String::with_capacity(text.len()),
        ..Stripped::default()
    };
    let mut rest = text;
    // Once there is no closing sign ahead, none is looked for again: text full of "<" must not cost a walk each.
    let mut may_close = true;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        if c == '<' && may_close {
            match after.find('>') {
                None => may_close = false,
                Some(end) => {
                    let inner = after.get(..end).unwrap_or_default();
                    if let Some(name) = tag(inner, markup) {
                        out.tags = true;
                        out.image |= name == "img" || name == "video";
                        if BREAKS.contains(&name.as_str()) {
                            out.text.push('\n');
                        } else if matches!(name.as_str(), "td" | "th") {
                            out.text.push(' ');
                        }
                        rest = after.get(end + 1..).unwrap_or_default();
                        continue;
                    }
                }
            }
        }
        if c == '&'
            && let Some((decoded, used)) = entity(after)
        {
            out.text.push(decoded);
            rest = after.get(used..).unwrap_or_default();
            continue;
        }
        rest = after;
        match c {
            // In HTML a line end is a space.
            '\n' if markup == Markup::Html => out.text.push(' '),
            '`' if markup == Markup::Markdown => out.tags = true,
            '*' if markup == Markup::Markdown && rest.starts_with('*') => {
                out.tags = true;
                rest = rest.get(1..).unwrap_or_default();
            }
            _ => out.text.push(c),
        }
    }
    out
}

/// The name of a tag, if this is one. Without a marker only what can hardly be a sentence counts: "a <b và c> d" stays.
fn tag(inner: &str, markup: Markup) -> Option<String> {
    if inner.starts_with("!--") {
        return (markup == Markup::Html).then(|| "!--".to_owned());
    }
    let body = inner.strip_prefix('/').unwrap_or(inner);
    let end = body.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(body.len());
    let (name, tail) = body.split_at_checked(end)?;
    let name = name.to_ascii_lowercase();
    let tail = tail.trim().trim_end_matches('/');
    let known = TAGS.contains(&name.as_str());
    match markup {
        Markup::Html => name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name),
        _ => (known && (tail.is_empty() || tail.contains('='))).then_some(name),
    }
}

/// The character of an entity and the bytes it takes after the ampersand.
fn entity(after: &str) -> Option<(char, usize)> {
    let end = after.bytes().take(10).position(|byte| byte == b';')?;
    let name = after.get(..end)?;
    let decoded = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((decoded, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_lines_of_text() {
        let stripped = strip("<p>Một &amp; <b class=\"x\">hai</b><br/>ba&#272;</p>", Markup::Html);
        assert_eq!(stripped.text, "\nMột & hai\nbaĐ\n");
        assert!(stripped.tags && !stripped.image);
        assert!(strip("<img src=x>", Markup::Moodle).image);
    }

    #[test]
    fn sentences_with_angle_brackets_stay() {
        for text in ["a < b và c > d", "a <b và c> d", "5 < 7", "<", "<<<", "&&; &khong;"] {
            assert_eq!(
                strip(text, Markup::Moodle),
                Stripped {
                    text: text.to_owned(),
                    ..Stripped::default()
                }
            );
        }
        assert_eq!(strip("<b>&lt;</b>", Markup::Plain).text, "<b>&lt;</b>");
    }

    #[test]
    fn markdown_emphasis_goes() {
        assert_eq!(strip("**Đậm** và `mã`", Markup::Markdown).text, "Đậm và mã");
    }
}
