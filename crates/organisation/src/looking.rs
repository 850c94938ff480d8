//! The one control at the top of every report: through which organisation, and as known on which day. Chosen once,
//! remembered by the browser, printed with the result.

use axum::http::header;
use axum::response::Response;
use jiff::civil::Date;
use kernel::clock::Millis;
use kernel::time;
use platform::guard::{LENS, set_cookie};
use platform::text::Tr;
use platform::visit::Visit;

use crate::history::{Hierarchy, Lens};

/// How somebody looks at a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looking {
    pub lens: Lens,
    /// Only what was known by the end of this day; everything known now, without one.
    pub known: Option<Date>,
    /// The line whose units are shown. Asked for each time, not remembered: it is a question, not a habit.
    pub line: Hierarchy,
    today: Date,
    asked: bool,
}

/// A further input of the control: a day, or a choice when there are options.
#[derive(Clone, Debug)]
pub struct Input {
    pub name: &'static str,
    pub label: String,
    pub value: String,
    /// Value and words of each.
    pub options: Vec<(String, String)>,
}

/// What the template needs.
#[derive(Clone, Debug)]
pub struct Control {
    /// "as_was", "as_is", "as_of".
    pub lens: &'static str,
    pub day: String,
    pub known: String,
    /// The sentence that is printed with the result.
    pub words: String,
    /// What the page asks besides.
    pub inputs: Vec<Input>,
    /// Other fields of the address to be kept: name, value.
    pub kept: Vec<(String, String)>,
    /// `key=value&…` of the same page in the usual view; empty when it is the usual view.
    pub usual: String,
    /// Days in the address that cannot be used, in sentences.
    pub unread: Vec<String>,
}

/// Nothing that a report speaks of is older; what is before it is a slip of the finger.
const OLDEST: Date = Date::constant(1900, 1, 1);

/// A day in the address, if it is one.
pub fn day_of(visit: &Visit, name: &str) -> Option<Date> {
    visit.param(name).parse().ok().filter(|day| *day >= OLDEST)
}

/// What was wrong with the days in the address: nothing is put right in silence.
fn unread(visit: &Visit, tr: &Tr, today: Date) -> Vec<String> {
    let mut out = Vec::new();
    for name in ["ngay", "nhin-ngay", "biet-den", "tu", "den"] {
        let given = visit.param(name);
        match day_of(visit, name) {
            None if !given.is_empty() => out.push(tr.x("org-day-unread", given)),
            Some(day) if day > today && name != "nhin-ngay" => {
                out.push(tr.x("org-day-future", time::date(day, tr.lang)));
            }
            _ => {}
        }
    }
    if let (Some(from), Some(to)) = (day_of(visit, "tu"), day_of(visit, "den"))
        && from > to
    {
        out.push(tr.t("org-days-reversed"));
    }
    out
}

impl Looking {
    /// From the address, else as remembered, else as it was with everything known now.
    pub fn of(visit: &Visit, today: Date) -> Self {
        let line = Hierarchy::parse(&visit.param("theo")).unwrap_or(Hierarchy::Union);
        let asked = visit.param("goc-nhin");
        let lens = match asked.as_str() {
            // Chosen without a day: today is as good as any, and says so in the result.
            "as_of" => Some(Lens::AsOf(day_of(visit, "nhin-ngay").unwrap_or(today))),
            other => Lens::parse(other),
        };
        if let Some(lens) = lens {
            return Self {
                lens,
                known: day_of(visit, "biet-den").filter(|day| *day < today),
                line,
                today,
                asked: true,
            };
        }
        let (lens, known) = visit.lens.split_once('.').unwrap_or((visit.lens.as_str(), ""));
        Self {
            lens: Lens::parse(lens).unwrap_or_default(),
            known: known.parse().ok().filter(|day| *day < today),
            line,
            today,
            asked: false,
        }
    }

    /// As it was, with everything known now: how pages look that have no control.
    pub const fn usual(today: Date) -> Self {
        Self {
            lens: Lens::AsWas,
            known: None,
            line: Hierarchy::Union,
            today,
            asked: false,
        }
    }

    /// The instant by which something must have been on record to be seen.
    pub fn known_at(&self) -> Option<Millis> {
        let next = self.known?.tomorrow().ok()?;
        Some(time::start_of(next) - 1)
    }

    /// "Theo tổ chức như khi đó; theo thông tin đến hôm nay".
    pub fn words(&self, tr: &Tr) -> String {
        let lens = match self.lens {
            Lens::AsWas => tr.t("org-lens-said-as-was"),
            Lens::AsIs => tr.x("org-lens-said-as-is", time::date(self.today, tr.lang)),
            Lens::AsOf(day) => tr.x("org-lens-said-as-of", time::date(day, tr.lang)),
        };
        let lens = match self.line {
            Hierarchy::Union => lens,
            line => tr.xy("org-lens-said-line", lens, tr.t(&format!("org-line-{}", line.code()))),
        };
        match self.known {
            None => lens,
            Some(day) => tr.xy("org-lens-said-known", lens, time::date(day, tr.lang)),
        }
    }

    /// The choice among the lines.
    pub fn line_input(&self, tr: &Tr) -> Input {
        Input {
            name: "theo",
            label: tr.t("org-lens-line"),
            value: match self.line {
                Hierarchy::Union => String::new(),
                line => line.code().to_owned(),
            },
            options: Hierarchy::ALL
                .into_iter()
                .map(|line| {
                    let value = if line == Hierarchy::Union { "" } else { line.code() };
                    (value.to_owned(), tr.t(&format!("org-line-{}", line.code())))
                })
                .collect(),
        }
    }

    /// For links that keep the choice: `goc-nhin=…&nhin-ngay=…&biet-den=…`.
    pub fn query(&self) -> String {
        let (lens, day) = self.coded();
        let known = self.known.map_or_else(String::new, |day| day.to_string());
        form_urlencoded::Serializer::new(String::new())
            .append_pair("goc-nhin", lens)
            .append_pair("nhin-ngay", &day)
            .append_pair("biet-den", &known)
            .finish()
    }

    fn coded(&self) -> (&'static str, String) {
        match self.lens {
            Lens::AsWas => ("as_was", String::new()),
            Lens::AsIs => ("as_is", String::new()),
            Lens::AsOf(day) => ("as_of", day.to_string()),
        }
    }

    /// The control for a page; `inputs` are what the page asks besides, `kept` the other fields of its address.
    pub fn control(&self, visit: &Visit, inputs: Vec<Input>, kept: &[(&str, &str)]) -> Control {
        let tr = visit.tr();
        let (lens, day) = self.coded();
        let is_usual = self.lens == Lens::AsWas && self.known.is_none() && self.line == Hierarchy::Union;
        let others = inputs
            .iter()
            .filter(|input| input.name != "theo")
            .map(|input| (input.name, input.value.as_str()));
        let usual = form_urlencoded::Serializer::new("goc-nhin=as_was".to_owned())
            .extend_pairs(
                others
                    .chain(kept.iter().copied())
                    .filter(|(_, value)| !value.is_empty()),
            )
            .finish();
        Control {
            usual: if is_usual { String::new() } else { usual },
            unread: unread(visit, &tr, self.today),
            lens,
            day,
            known: self.known.map_or_else(String::new, |day| day.to_string()),
            words: self.words(&tr),
            inputs,
            kept: kept
                .iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        }
    }

    /// Remembers what was chosen.
    pub fn remember(&self, visit: &Visit, mut response: Response) -> Response {
        if self.asked {
            let known = self.known.map_or_else(String::new, |day| format!(".{day}"));
            let value = format!("{}{known}", self.lens.code());
            if let Some(cookie) = set_cookie(&visit.app, LENS, &value, 31_536_000, false) {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
        }
        response
    }
}
