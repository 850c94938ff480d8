//! The page around every page: head, menu, language, banner, foot.

use kernel::actor::Role;
use kernel::lang::Lang;
use kernel::time;

use crate::app::Seen;
use crate::text::Tr;
use crate::visit::Visit;

/// An entry of the menu as shown.
#[derive(Clone, Debug)]
pub struct Link {
    pub href: String,
    pub words: String,
    pub current: bool,
}

/// Everything `shell.html` needs; every page has one in its field `shell`.
#[derive(Clone, Debug)]
pub struct Shell {
    pub tr: Tr,
    pub title: String,
    pub menu: Vec<Link>,
    /// Name of the person signed in; empty for the public.
    pub person: String,
    pub csrf: String,
    pub path: String,
    pub switch_lang: String,
    pub css: String,
    pub script: String,
    pub paper_script: String,
    pub logo: String,
    pub favicon: String,
    pub demo: bool,
    /// "Thứ Hai, …" when the clock is a rehearsal clock.
    pub rehearsal: String,
    /// Whether the visitor may move the rehearsal clock.
    pub may_move_clock: bool,
    /// What was just done, in words; empty when nothing.
    pub notice: String,
    /// The way back: (address, words).
    pub crumbs: Vec<(String, String)>,
}

impl Shell {
    /// For a visit; `title` in words.
    pub fn new(visit: &Visit, title: String) -> Self {
        let tr = visit.tr();
        let app = &visit.app;
        let menu = app
            .menu
            .iter()
            .filter(|item| match item.seen {
                Seen::ByAll => true,
                Seen::ByPublic => visit.session.is_none(),
                Seen::ByRoles(roles) => visit.has_any(roles),
            })
            .map(|item| Link {
                href: item.href.to_owned(),
                words: tr.t(item.key),
                current: visit.path == item.href
                    || (item.href != "/" && visit.path.starts_with(&format!("{}/", item.href))),
            })
            .collect();
        let other = if visit.lang == Lang::Vi { Lang::En } else { Lang::Vi };
        let done = visit.param("xong");
        let kept: String = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form_urlencoded::parse(visit.query.as_bytes()).filter(|(k, _)| k != "lang" && k != "xong"))
            .append_pair("lang", other.code())
            .finish();
        Self {
            title,
            menu,
            person: visit
                .session
                .as_ref()
                .map_or_else(String::new, |s| s.actor.name.clone()),
            csrf: visit.csrf.clone(),
            switch_lang: format!("{}?{kept}", visit.path),
            path: visit.path.clone(),
            css: app.assets.href("app.css").to_owned(),
            script: app.assets.href("app.js").to_owned(),
            paper_script: app.assets.href("paper.js").to_owned(),
            logo: app.assets.href("logo.svg").to_owned(),
            favicon: app.assets.href("favicon.svg").to_owned(),
            demo: app.settings.demo,
            rehearsal: app
                .clock
                .rehearsal_offset()
                .map_or_else(String::new, |_| time::day_and_time(app.now(), visit.lang)),
            may_move_clock: app.clock.rehearsal_offset().is_some() && visit.has_any(&[Role::Administrator]),
            notice: if done.starts_with("done-") && tr.has(&done) {
                tr.t(&done)
            } else {
                String::new()
            },
            crumbs: Vec::new(),
            tr,
        }
    }

    /// Adds a step to the way back.
    #[must_use]
    pub fn crumb(mut self, href: impl Into<String>, words: impl Into<String>) -> Self {
        let href = href.into();
        // A page outside the paths of the menu belongs to the item that its way back begins with.
        if self.crumbs.is_empty() && self.menu.iter().all(|item| !item.current) {
            for item in self.menu.iter_mut().filter(|item| item.href == href) {
                item.current = true;
            }
        }
        self.crumbs.push((href, words.into()));
        self
    }

    /// The words of a key.
    pub fn t(&self, key: &str) -> String {
        self.tr.t(key)
    }

    /// The language code of the page.
    pub const fn lang(&self) -> &'static str {
        self.tr.lang.code()
    }

    /// Whether the page is Vietnamese.
    pub fn is_vi(&self) -> bool {
        self.tr.lang == Lang::Vi
    }
}
