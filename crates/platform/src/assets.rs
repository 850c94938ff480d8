//! Style, script and pictures: embedded, addressed by their hash, cached for a year.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use sha2::{Digest as _, Sha256};

/// One embedded file.
#[derive(Debug)]
struct Asset {
    name: &'static str,
    mime: &'static str,
    body: &'static [u8],
    href: String,
}

/// All embedded files.
#[derive(Debug)]
pub struct Assets(Vec<Asset>);

const FILES: [(&str, &str, &[u8]); 5] = [
    (
        "app.css",
        "text/css; charset=utf-8",
        include_bytes!("../assets/app.css"),
    ),
    (
        "app.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/app.js"),
    ),
    (
        "paper.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../assets/paper.js"),
    ),
    ("logo.svg", "image/svg+xml", include_bytes!("../assets/logo.svg")),
    ("favicon.svg", "image/svg+xml", include_bytes!("../assets/favicon.svg")),
];

impl Default for Assets {
    fn default() -> Self {
        Self(
            FILES
                .into_iter()
                .map(|(name, mime, body)| {
                    let digest = Sha256::digest(body);
                    let tag: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
                    Asset {
                        name,
                        mime,
                        body,
                        href: format!("/tai-nguyen/{tag}/{name}"),
                    }
                })
                .collect(),
        )
    }
}

impl Assets {
    /// The address of a file, with its hash.
    pub fn href(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|asset| asset.name == name)
            .map_or("", |asset| asset.href.as_str())
    }

    /// The file behind `/tai-nguyen/{tag}/{name}`; an old tag gets the file of today, not cached.
    pub fn serve(&self, tag: &str, name: &str) -> Response {
        let Some(asset) = self.0.iter().find(|asset| asset.name == name) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let current = asset.href == format!("/tai-nguyen/{tag}/{name}");
        let cache = if current {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        (
            [
                (header::CONTENT_TYPE, HeaderValue::from_static(asset.mime)),
                (header::CACHE_CONTROL, HeaderValue::from_static(cache)),
            ],
            asset.body,
        )
            .into_response()
    }
}
