//! A visitor without sockets: keeps cookies, finds the form token, follows nothing by itself.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Where a redirect leads; "" when it is none.
    pub fn location(&self) -> String {
        self.headers
            .get(header::LOCATION)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
            .to_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).expect("a JSON answer")
    }
}

/// Somebody with a browser.
#[derive(Clone, Debug)]
pub struct Visitor {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// The token of the last page seen.
    pub csrf: String,
    /// The revision in the forms of the last page that had one: sent with each form that does not name another.
    pub revision: Option<String>,
}

fn revision_of(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("name=\"revision\" value=\"")?;
    rest.split('"').next()
}

fn token_of(page: &str) -> Option<&str> {
    let (_, rest) = page
        .split_once("name=\"_csrf\" value=\"")
        .or_else(|| page.split_once("data-csrf=\""))?;
    rest.split('"').next()
}

impl Visitor {
    /// Nobody yet.
    pub const fn new(router: Router) -> Self {
        Self {
            router,
            cookies: BTreeMap::new(),
            csrf: String::new(),
            revision: None,
        }
    }

    /// Reads and keeps a language.
    #[must_use]
    pub fn in_english(mut self) -> Self {
        self.cookies.insert("dh_lang".to_owned(), "en".to_owned());
        self
    }

    async fn send(&mut self, mut request: Request<Body>) -> Answer {
        let line = self
            .cookies
            .iter()
            .map(|(k, v)| format!("{k}={v}"))
            .collect::<Vec<_>>()
            .join("; ");
        if !line.is_empty() {
            request
                .headers_mut()
                .insert(header::COOKIE, line.parse().expect("cookies"));
        }
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("a router never fails");
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("a cookie is ASCII");
            let (name, rest) = text.split_once('=').expect("name=value");
            let value = rest.split(';').next().unwrap_or_default();
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = body.collect().await.expect("a body").to_bytes().to_vec();
        let answer = Answer {
            status: parts.status,
            headers: parts.headers,
            bytes,
        };
        if let Some(token) = token_of(&answer.text()) {
            token.clone_into(&mut self.csrf);
        }
        if let Some(revision) = revision_of(&answer.text()) {
            self.revision = Some(revision.to_owned());
        }
        answer
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::builder().uri(path).body(Body::empty()).expect("request"))
            .await
    }

    /// Sends a form with the token of the last page.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("_csrf", &self.csrf);
        form.extend_pairs(fields);
        if let Some(revision) = &self.revision
            && !fields.iter().any(|(field, _)| *field == "revision")
        {
            form.append_pair("revision", revision);
        }
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(form.finish()))
            .expect("request");
        self.send(request).await
    }

    /// Sends JSON as the page's script does.
    pub async fn json(&mut self, path: &str, body: &serde_json::Value) -> Answer {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header("sec-fetch-site", "same-origin")
            .header("x-csrf-token", self.csrf.clone())
            .body(Body::from(body.to_string()))
            .expect("request");
        self.send(request).await
    }

    /// Sends a form with a file in the field `file`.
    pub async fn upload(&mut self, path: &str, fields: &[(&str, &str)], name: &str, file: &[u8]) -> Answer {
        const BOUNDARY: &str = "dong-hanh-test-boundary";
        let mut body = Vec::new();
        let csrf = self.csrf.clone();
        for (key, value) in std::iter::once(&("_csrf", csrf.as_str())).chain(fields) {
            body.extend_from_slice(
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{key}\"\r\n\r\n{value}\r\n").as_bytes(),
            );
        }
        body.extend_from_slice(
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            )
            .as_bytes(),
        );
        body.extend_from_slice(file);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(
                header::CONTENT_TYPE,
                format!("multipart/form-data; boundary={BOUNDARY}"),
            )
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .expect("request");
        self.send(request).await
    }

    /// Signs in with a password; panics when refused.
    pub async fn sign_in(&mut self, name: &str, password: &str) {
        self.get("/dang-nhap").await;
        let answer = self.post("/dang-nhap", &[("name", name), ("password", password)]).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "sign-in as {name}: {}",
            answer.text()
        );
        self.get("/phien").await;
    }
}
