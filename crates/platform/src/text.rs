//! The words of the pages: Fluent messages, complete in Vietnamese and English.

use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use kernel::lang::Lang;

/// One crate's messages: the name for error reports, then the Vietnamese and the English file.
pub type Source = (&'static str, &'static str, &'static str);

/// Why the messages of the program are not fit for use.
#[derive(Debug, thiserror::Error)]
#[error("{file} ({lang}): {fault}")]
pub struct TextError {
    pub file: &'static str,
    pub lang: &'static str,
    pub fault: String,
}

struct Catalogue {
    vi: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

/// All messages of the program; cheap to clone.
#[derive(Clone)]
pub struct Texts(Arc<Catalogue>);

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
    }
}

fn bundle(lang: Lang, sources: &[Source]) -> Result<FluentBundle<FluentResource>, TextError> {
    let fault = |file, fault: String| TextError {
        file,
        lang: lang.code(),
        fault,
    };
    let id = lang.code().parse().map_err(|e| fault("", format!("{e:?}")))?;
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolation marks would be copied with the text into Word and chat.
    bundle.set_use_isolating(false);
    for (file, vi, en) in sources {
        let words = if lang == Lang::Vi { vi } else { en };
        let resource = FluentResource::try_new((*words).to_owned()).map_err(|(_, e)| fault(file, format!("{e:?}")))?;
        bundle
            .add_resource(resource)
            .map_err(|e| fault(file, format!("{e:?}")))?;
    }
    Ok(bundle)
}

impl Texts {
    /// Reads the messages of every crate; a syntax fault or a message defined twice stops the program.
    pub fn load(sources: &[Source]) -> Result<Self, TextError> {
        Ok(Self(Arc::new(Catalogue {
            vi: bundle(Lang::Vi, sources)?,
            en: bundle(Lang::En, sources)?,
        })))
    }

    /// The words of one language.
    pub fn tr(&self, lang: Lang) -> Tr {
        Tr {
            lang,
            texts: self.clone(),
        }
    }
}

/// Anything that counts; templates pass references, code passes values.
pub trait Count {
    /// As a signed number; what does not fit is the largest one.
    fn count(&self) -> i64;
}

macro_rules! counts {
    ($($kind:ty),*) => {$(
        impl Count for $kind {
            fn count(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }
    )*};
}

counts!(i32, i64, u8, u16, u32, u64, usize);

impl<T: Count + ?Sized> Count for &T {
    fn count(&self) -> i64 {
        (**self).count()
    }
}

/// The words of one language. A missing key shows as `⟦key⟧`, which tests look for.
#[derive(Clone, Debug)]
pub struct Tr {
    pub lang: Lang,
    texts: Texts,
}

impl Tr {
    fn find(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let catalogue = &self.texts.0;
        let bundle = if self.lang == Lang::Vi {
            &catalogue.vi
        } else {
            &catalogue.en
        };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("⟦{key}⟧");
        };
        let mut faults = Vec::new();
        let text = bundle.format_pattern(pattern, args, &mut faults).into_owned();
        if faults.is_empty() {
            text
        } else {
            format!("⟦{key}: {text}⟧")
        }
    }

    /// Whether the key exists in this language.
    pub fn has(&self, key: &str) -> bool {
        let catalogue = &self.texts.0;
        let bundle = if self.lang == Lang::Vi {
            &catalogue.vi
        } else {
            &catalogue.en
        };
        bundle.has_message(key)
    }

    /// A message without arguments.
    pub fn t(&self, key: &str) -> String {
        self.find(key, None)
    }

    /// A message with a number: `$n` selects plurals, `$num` is the number as this language writes it.
    pub fn n(&self, key: &str, n: impl Count) -> String {
        let n = n.count();
        let mut args = FluentArgs::new();
        args.set("n", FluentValue::from(n));
        args.set("num", self.number(n));
        self.find(key, Some(&args))
    }

    /// A message with one text argument called `$x`.
    pub fn x(&self, key: &str, x: impl std::fmt::Display) -> String {
        self.with(key, &[("x", x.to_string())])
    }

    /// A message with two text arguments called `$x` and `$y`.
    pub fn xy(&self, key: &str, x: impl std::fmt::Display, y: impl std::fmt::Display) -> String {
        self.with(key, &[("x", x.to_string()), ("y", y.to_string())])
    }

    /// A message with three text arguments called `$x`, `$y` and `$z`.
    pub fn xyz(
        &self,
        key: &str,
        x: impl std::fmt::Display,
        y: impl std::fmt::Display,
        z: impl std::fmt::Display,
    ) -> String {
        self.with(key, &[("x", x.to_string()), ("y", y.to_string()), ("z", z.to_string())])
    }

    /// A message with named text arguments; an argument that is a plain integer also selects plurals.
    pub fn with(&self, key: &str, named: &[(&str, String)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in named {
            args.set((*name).to_owned(), value.clone());
        }
        self.find(key, Some(&args))
    }

    /// "1.234.567" or "1,234,567".
    pub fn number(&self, n: impl Count) -> String {
        let n = n.count();
        let digits = n.unsigned_abs().to_string();
        let mark = if self.lang == Lang::Vi { '.' } else { ',' };
        let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
        if n < 0 {
            out.push('-');
        }
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(mark);
            }
            out.push(digit);
        }
        out
    }

    /// A scaled integer: `decimal(12345, 3)` is "12,345" in Vietnamese and "12.345" in English.
    pub fn decimal(&self, scaled: i64, places: u32) -> String {
        let unit = 10_i64.saturating_pow(places);
        let mark = if self.lang == Lang::Vi { ',' } else { '.' };
        let sign = if scaled < 0 && scaled / unit == 0 { "-" } else { "" };
        let width = usize::try_from(places).unwrap_or_default();
        match places {
            0 => self.number(scaled),
            _ => format!(
                "{sign}{}{mark}{:0width$}",
                self.number(scaled / unit),
                (scaled % unit).abs()
            ),
        }
    }

    /// "60.000.000 đồng".
    pub fn dong(&self, amount: i64) -> String {
        match self.lang {
            Lang::Vi => format!("{} đồng", self.number(amount)),
            Lang::En => format!("VND {}", self.number(amount)),
        }
    }
}

/// Every message id of a Fluent file; for the test that both languages have the same ones.
pub fn keys(file: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for line in file.lines() {
        let is_message = line.starts_with(|c: char| c.is_ascii_alphabetic());
        if let (true, Some((key, _))) = (is_message, line.split_once('=')) {
            *found.entry(key.trim().to_owned()).or_default() += 1;
        }
    }
    found
}
