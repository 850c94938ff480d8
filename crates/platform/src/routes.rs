//! Routes that say who may use them. A route without a declaration cannot be written; a test walks them all.

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware;
use axum::routing::{MethodFilter, MethodRouter};
use kernel::actor::Role;

use crate::app::App;
use crate::guard;
use crate::limit::Act;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone, signed in or not.
    Public,
    /// Everyone who is signed in.
    SignedIn,
    /// Those who hold any of these roles. The store checks scope (unit, side, own attempt) again.
    Roles(&'static [Role]),
}

/// Everyone who works on contests; used by many routes.
pub const STAFF: Access = Access::Roles(&[Role::Administrator, Role::Organiser, Role::Leader, Role::Auditor]);

/// What is known of a route; the access table of the repository is made from it.
#[derive(Clone, Debug)]
pub struct Declared {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
    pub body_limit: usize,
    pub act: Option<Act>,
}

/// 64 KiB: more than any form of ours.
pub const FORM: usize = 64 * 1024;
/// 12 MiB: more than any workbook of ours (100,000 members are about 7 MiB).
pub const FILE: usize = 12 * 1024 * 1024;

/// A set of routes with their declarations.
pub struct Routes {
    app: App,
    router: Router,
    declared: Vec<Declared>,
}

impl std::fmt::Debug for Routes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.declared).finish()
    }
}

impl Routes {
    /// No routes yet.
    pub fn new(app: &App) -> Self {
        Self {
            app: app.clone(),
            router: Router::new(),
            declared: Vec::new(),
        }
    }

    fn add<H, T, S>(mut self, declared: Declared, state: S, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
        S: Clone + Send + Sync + 'static,
    {
        let filter = MethodFilter::try_from(declared.method.clone()).unwrap_or(MethodFilter::GET);
        let rule = guard::Rule {
            app: self.app.clone(),
            declared: declared.clone(),
        };
        let method: MethodRouter = MethodRouter::new()
            .on(filter, handler)
            .with_state(state)
            // The guard has its own limit for each route; axum's 2 MB would cut uploads off behind it.
            .layer(axum::extract::DefaultBodyLimit::disable())
            .layer(middleware::from_fn_with_state(rule, guard::guard));
        self.router = self.router.route(declared.path, method);
        self.declared.push(declared);
        self
    }

    /// A page to read.
    #[must_use]
    pub fn get<H, T, S>(self, path: &'static str, access: Access, state: S, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
        S: Clone + Send + Sync + 'static,
    {
        self.add(
            Declared {
                method: Method::GET,
                path,
                access,
                body_limit: 0,
                act: None,
            },
            state,
            handler,
        )
    }

    /// A form to send.
    #[must_use]
    pub fn post<H, T, S>(self, path: &'static str, access: Access, state: S, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
        S: Clone + Send + Sync + 'static,
    {
        let act = Some(Act::Write);
        self.add(
            Declared {
                method: Method::POST,
                path,
                access,
                body_limit: FORM,
                act,
            },
            state,
            handler,
        )
    }

    /// A form with a file of at most `body_limit` bytes.
    #[must_use]
    pub fn upload<H, T, S>(self, path: &'static str, access: Access, body_limit: usize, state: S, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
        S: Clone + Send + Sync + 'static,
    {
        let act = Some(Act::Upload);
        self.add(
            Declared {
                method: Method::POST,
                path,
                access,
                body_limit,
                act,
            },
            state,
            handler,
        )
    }

    /// A small message from a script, with a limit of its own.
    #[must_use]
    pub fn message<H, T, S>(self, path: &'static str, access: Access, act: Act, state: S, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
        S: Clone + Send + Sync + 'static,
    {
        self.add(
            Declared {
                method: Method::POST,
                path,
                access,
                body_limit: 4096,
                act: Some(act),
            },
            state,
            handler,
        )
    }

    /// All of two sets.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.declared.extend(other.declared);
        self
    }

    /// What was declared.
    pub fn declared(&self) -> &[Declared] {
        &self.declared
    }

    /// The finished router: unknown addresses get the designed page, too.
    pub fn finish(self) -> Router {
        let app = self.app.clone();
        let declared = Declared {
            method: Method::GET,
            path: "",
            access: Access::Public,
            body_limit: FORM,
            act: None,
        };
        let rule = guard::Rule { app, declared };
        let missing = MethodRouter::<(), std::convert::Infallible>::new()
            .fallback(|| async { crate::failure::Failure::NotFound })
            .layer(middleware::from_fn_with_state(rule, guard::guard));
        self.router.fallback_service(missing)
    }
}
