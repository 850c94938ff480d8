//! What stands in front of every handler: request id, language, session, permission, forged-request check, limits;
//! and behind it: designed failure pages, security headers, one log line.

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use kernel::lang::Lang;
use sha2::Sha256;
use subtle::ConstantTimeEq as _;
use tracing::Instrument as _;

use crate::app::App;
use crate::failure::{Card, Failure};
use crate::routes::{Access, Declared};
use crate::visit::Visit;
use crate::{failure_page, server};

/// The cookie names.
pub const SESSION: &str = "dh_phien";
pub const ANONYMOUS: &str = "dh_khach";
pub const LANGUAGE: &str = "dh_lang";
pub const LENS: &str = "dh_goc_nhin";

#[derive(Clone)]
pub(crate) struct Rule {
    pub app: App,
    pub declared: Declared,
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// A cookie for the whole site. `max_age` in seconds; 0 deletes it.
pub fn set_cookie(app: &App, name: &str, value: &str, max_age: i64, script_may_read: bool) -> Option<HeaderValue> {
    let secure = if app.secure() { "; Secure" } else { "" };
    let http_only = if script_may_read { "" } else { "; HttpOnly" };
    HeaderValue::from_str(&format!(
        "{name}={value}; Path=/; SameSite=Lax; Max-Age={max_age}{http_only}{secure}"
    ))
    .ok()
}

/// The form token. It is bound to the account, not to the session: a member whose session ends in the middle of a
/// paper signs in again and the page that is already open goes on working.
fn token(app: &App, bound_to: &[u8]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&app.secret) else {
        return String::new();
    };
    mac.update(b"form token");
    mac.update(bound_to);
    let tag = mac.finalize().into_bytes();
    URL_SAFE_NO_PAD.encode(tag.get(..18).unwrap_or_default())
}

fn field_of_body(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    if kind.starts_with("application/x-www-form-urlencoded") {
        return form_urlencoded::parse(body)
            .find(|(key, _)| key == "_csrf")
            .map(|(_, value)| value.into_owned());
    }
    if kind.starts_with("multipart/form-data") {
        // The token is the first field of every form of ours; a file may be megabytes behind it.
        const MARK: &[u8] = b"name=\"_csrf\"\r\n\r\n";
        let head = body.get(..body.len().min(2048))?;
        let at = head.windows(MARK.len()).position(|window| window == MARK)? + MARK.len();
        let rest = head.get(at..)?;
        let end = rest.iter().position(|byte| *byte == b'\r')?;
        return std::str::from_utf8(rest.get(..end)?).ok().map(str::to_owned);
    }
    None
}

fn same_site(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site").and_then(|v| v.to_str().ok()) {
        return matches!(site, "same-origin" | "none");
    }
    match (
        headers.get(header::ORIGIN).and_then(|v| v.to_str().ok()),
        headers.get(header::HOST),
    ) {
        (Some(origin), Some(host)) => {
            let origin_host = origin.split_once("://").map_or(origin, |(_, rest)| rest);
            host.to_str().is_ok_and(|host| host == origin_host)
        }
        // No browser of the last five years omits both on a cross-site post; the token still has to fit.
        _ => true,
    }
}

fn address(app: &App, request: &Request) -> String {
    if app.settings.behind_proxy
        && let Some(first) = request.headers().get("x-forwarded-for").and_then(|v| v.to_str().ok())
    {
        // The last hop is the one our own proxy wrote; what stands before it is the client's word.
        return first.rsplit(',').next().unwrap_or_default().trim().to_owned();
    }
    request
        .extensions()
        .get::<server::Peer>()
        .map_or_else(String::new, |peer| peer.0.ip().to_string())
}

fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .or_else(|| headers.get(header::ACCEPT))
        .and_then(|v| v.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/json"))
}

/// The layer of one route.
pub(crate) async fn guard(State(rule): State<Rule>, request: Request, next: Next) -> Response {
    let app = rule.app.clone();
    let received = app.now();
    let json = wants_json(request.headers());
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let asked_lang = form_urlencoded::parse(query.as_bytes())
        .find(|(key, _)| key == "lang")
        .and_then(|(_, value)| Lang::parse(&value));
    let lang = asked_lang
        .or_else(|| cookie(request.headers(), LANGUAGE).and_then(Lang::parse))
        .unwrap_or_default();
    let request_id = app
        .fresh_id()
        .simple()
        .to_string()
        .chars()
        .skip(4)
        .take(12)
        .collect::<String>();
    let anonymous = cookie(request.headers(), ANONYMOUS).map(str::to_owned);
    let mut visit = Visit {
        session: None,
        lang,
        path,
        query,
        received,
        request_id: request_id.clone(),
        csrf: String::new(),
        address: address(&app, &request),
        agent: request
            .headers()
            .get(header::USER_AGENT)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
            .to_owned(),
        lens: cookie(request.headers(), LENS).unwrap_or_default().to_owned(),
        app: app.clone(),
    };
    let span = tracing::debug_span!("request", id = %request_id, %method, path = %visit.path);
    let mut new_anonymous = None;
    let result = admit(&rule, &mut visit, (anonymous, &mut new_anonymous), request, next)
        .instrument(span.clone())
        .await;
    let refused = result.is_err();
    let mut response = match result {
        Ok(response) => response,
        // A page leads to sign-in and back; a form would be lost by a redirect, so it gets the page that says so.
        Err(Failure::SignIn) if !json && method == Method::GET => {
            let back: String = form_urlencoded::byte_serialize(
                format!(
                    "{}{}{}",
                    visit.path,
                    if visit.query.is_empty() { "" } else { "?" },
                    visit.query
                )
                .as_bytes(),
            )
            .collect();
            Redirect::to(&format!("/dang-nhap?ve={back}")).into_response()
        }
        Err(failure) => failure.into_response(),
    };
    if let Some(card) = response.extensions_mut().remove::<Card>() {
        if let Some(words) = &card.log {
            span.in_scope(|| tracing::error!(incident = %request_id, "{words}"));
        }
        let keep = response.headers().get(header::RETRY_AFTER).cloned();
        response = failure_page::render(&visit, &card, response.status(), json);
        if let Some(value) = keep {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
    }
    if refused {
        // Tells the operator (and the test of all routes) that the route refused, not the handler behind it.
        response
            .headers_mut()
            .insert("x-refused-by", HeaderValue::from_static("route"));
    }
    let status = response.status();
    metrics::counter!("donghanh_requests", "route" => rule.declared.path, "status" => status.as_u16().to_string())
        .increment(1);
    span.in_scope(|| {
        tracing::debug!(
            status = status.as_u16(),
            ms = app.now().saturating_sub(received),
            "done"
        );
    });
    finish(&visit, asked_lang, new_anonymous.as_deref(), &mut response);
    response
}

async fn admit(
    rule: &Rule,
    visit: &mut Visit,
    (anonymous, new_anonymous): (Option<String>, &mut Option<String>),
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    let app = &rule.app;
    let (mut parts, body) = request.into_parts();
    if let Some(cookie) = cookie(&parts.headers, SESSION) {
        visit.session = app.sessions.find(&app.db, visit.received, cookie).await?;
    }
    visit.csrf = match &visit.session {
        Some(session) => session
            .csrf
            .get_or_init(|| token(app, session.actor.account.as_bytes()))
            .clone(),
        None => {
            let bound_to = anonymous.unwrap_or_else(|| {
                let fresh = app.fresh_id().simple().to_string();
                *new_anonymous = Some(fresh.clone());
                fresh
            });
            token(app, bound_to.as_bytes())
        }
    };
    match (rule.declared.access, &visit.session) {
        (Access::Public, _) | (Access::SignedIn, Some(_)) => {}
        (Access::Roles(roles), Some(session)) if session.actor.has_any(roles) => {}
        (Access::Roles(_), Some(_)) => return Err(Failure::Forbidden),
        (_, None) => return Err(Failure::SignIn),
    }
    let unsafe_method = !matches!(parts.method, Method::GET | Method::HEAD);
    let body = if unsafe_method {
        let limit = rule.declared.body_limit;
        let told = parts
            .headers
            .get(header::CONTENT_LENGTH)
            .and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
        if told.is_some_and(|length| length > limit) {
            return Err(Failure::TooLarge { limit });
        }
        let whole: Bytes = axum::body::to_bytes(body, limit)
            .await
            .map_err(|_| Failure::TooLarge { limit })?;
        let sent = match parts.headers.get("x-csrf-token").and_then(|v| v.to_str().ok()) {
            Some(value) => Some(value.to_owned()),
            None => field_of_body(&parts.headers, &whole),
        };
        let fits = sent.is_some_and(|s| bool::from(s.as_bytes().ct_eq(visit.csrf.as_bytes())));
        if !fits || !same_site(&parts.headers) {
            return Err(Failure::Forged);
        }
        if let Some(act) = rule.declared.act {
            let who = visit
                .session
                .as_ref()
                .map_or_else(|| visit.address.clone(), |s| s.actor.account.to_string());
            app.limits
                .take(act, &who)
                .map_err(|retry_after_s| Failure::TooMany { retry_after_s })?;
        }
        Body::from(whole)
    } else {
        Body::empty()
    };
    // Whoever signed in with a one-time code sets a password before anything else.
    let must_change = visit.session.as_ref().is_some_and(|s| s.must_change);
    if must_change
        && !matches!(visit.path.as_str(), "/mat-khau" | "/dang-xuat" | "/dang-nhap")
        && !visit.path.starts_with("/tai-nguyen/")
    {
        return Ok(Redirect::to("/mat-khau").into_response());
    }
    parts.extensions.insert(visit.clone());
    Ok(next.run(Request::from_parts(parts, body)).await)
}

fn finish(visit: &Visit, asked_lang: Option<Lang>, new_anonymous: Option<&str>, response: &mut Response) {
    let headers = response.headers_mut();
    for (name, value) in [
        (
            "content-security-policy",
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        ),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if visit.app.secure() {
        headers.insert(
            "strict-transport-security",
            HeaderValue::from_static("max-age=31536000"),
        );
    }
    if let Ok(value) = HeaderValue::from_str(&visit.request_id) {
        headers.insert("x-request-id", value);
    }
    // An embedded file is cached by everyone; it must not carry anybody's cookie.
    if visit.path.starts_with("/tai-nguyen/") {
        return;
    }
    if let Some(value) = asked_lang.and_then(|l| set_cookie(&visit.app, LANGUAGE, l.code(), 31_536_000, true)) {
        headers.append(header::SET_COOKIE, value);
    }
    if visit.session.is_none()
        && let Some(value) = new_anonymous.and_then(|id| set_cookie(&visit.app, ANONYMOUS, id, 86_400, false))
    {
        headers.append(header::SET_COOKIE, value);
    }
}

/// Whether a status says that a form was refused; for tests.
pub fn is_refusal(status: StatusCode) -> bool {
    status == StatusCode::UNPROCESSABLE_ENTITY
}
