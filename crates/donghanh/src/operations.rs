//! For those who run the program: health, readiness, metrics, compression.

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use platform::db;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate as _, SizeAbove};

use crate::wire::{House, StartError};

/// Starts to collect figures.
pub fn recorder() -> Result<PrometheusHandle, StartError> {
    PrometheusBuilder::new().install_recorder().map_err(StartError::other)
}

#[derive(Clone)]
struct Operations {
    house: House,
    metrics: PrometheusHandle,
}

/// Alive: the process answers.
async fn health() -> &'static str {
    "ok\n"
}

/// Ready: the database answers, too.
async fn ready(State(operations): State<Operations>) -> Response {
    match db::number(operations.house.app.db.read(), "SELECT CAST(1 AS BIGINT) AS n", vec![]).await {
        Ok(1) => "ready\n".into_response(),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "database\n").into_response(),
    }
}

async fn metrics(State(operations): State<Operations>) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    (kind, operations.metrics.render()).into_response()
}

/// The router as it is served: the operator's three pages, and compression around everything. The operator's pages
/// carry no personal data; whoever does not want `/metrics` outside keeps it behind the proxy.
pub fn layers(router: Router, house: &House, metrics_handle: PrometheusHandle) -> Router {
    let operations = Operations {
        house: house.clone(),
        metrics: metrics_handle,
    };
    let own = Router::new()
        .route("/healthz", get(health))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(operations);
    // Small answers (a saved choice) are not worth the processor's time.
    let worth = SizeAbove::new(860)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::const_new("application/vnd"));
    own.merge(router).layer(
        CompressionLayer::new()
            .gzip(true)
            .br(true)
            .quality(tower_http::CompressionLevel::Precise(4))
            .compress_when(worth),
    )
}
