//! One way for a request to fail. A failure becomes a designed page (or JSON for a script) that says what to do
//! next and carries an incident number that stands in the log.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sea_orm::DbErr;

use crate::routes::FORM;

/// Why there is no page.
#[derive(Debug)]
pub enum Failure {
    /// There is no such thing (or the person may not know that there is).
    NotFound,
    /// Signed in, but not entitled.
    Forbidden,
    /// Not signed in; pages lead to sign-in and back, scripts get 401.
    SignIn,
    /// The form's token is missing or old, or the request comes from another site.
    Forged,
    /// The request cannot be understood.
    Malformed,
    /// The body is larger than this route takes (bytes).
    TooLarge { limit: usize },
    /// Too many in a short time.
    TooMany { retry_after_s: u32 },
    /// The program is busy; what was sent was not taken.
    Busy { retry_after_s: u32 },
    /// The act is not possible in the present state; the Fluent key says why.
    Refused(&'static str),
    /// Our fault; the words go to the log, not to the page.
    Internal(String),
}

/// Travels with the bare response to the guard, which knows language and shell.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    pub key: &'static str,
    pub log: Option<String>,
    pub limit: Option<usize>,
}

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<crate::password::PasswordError> for Failure {
    fn from(error: crate::password::PasswordError) -> Self {
        match error {
            crate::password::PasswordError::Busy { retry_after_s } => Self::Busy { retry_after_s },
            crate::password::PasswordError::Hash(words) => Self::Internal(words),
        }
    }
}

impl Failure {
    /// For an error that only the log can use.
    pub fn internal(error: impl std::fmt::Display) -> Self {
        Self::Internal(error.to_string())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, key) = match &self {
            Self::NotFound => (StatusCode::NOT_FOUND, "failure-not-found"),
            Self::Forbidden => (StatusCode::FORBIDDEN, "failure-forbidden"),
            Self::SignIn => (StatusCode::UNAUTHORIZED, "failure-sign-in"),
            Self::Forged => (StatusCode::FORBIDDEN, "failure-forged"),
            Self::Malformed => (StatusCode::BAD_REQUEST, "failure-malformed"),
            // A form without a file says so in other words than a file does.
            Self::TooLarge { limit } if *limit <= FORM => (StatusCode::PAYLOAD_TOO_LARGE, "failure-form-too-large"),
            Self::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "failure-too-large"),
            Self::TooMany { .. } => (StatusCode::TOO_MANY_REQUESTS, "failure-too-many"),
            Self::Busy { .. } => (StatusCode::SERVICE_UNAVAILABLE, "failure-busy"),
            Self::Refused(key) => (StatusCode::CONFLICT, *key),
            Self::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "failure-internal"),
        };
        let mut response = status.into_response();
        let mut card = Card {
            key,
            log: None,
            limit: None,
        };
        match self {
            Self::TooMany { retry_after_s } | Self::Busy { retry_after_s } => {
                if let Ok(value) = HeaderValue::from_str(&retry_after_s.to_string()) {
                    response.headers_mut().insert(header::RETRY_AFTER, value);
                }
            }
            Self::Internal(words) => card.log = Some(words),
            Self::TooLarge { limit } if limit > FORM => card.limit = Some(limit),
            _ => {}
        }
        response.extensions_mut().insert(card);
        response
    }
}
