//! The accept loop. `axum::serve` has no header timeout, so a slow client could hold a connection for ever and
//! shutdown would hang; this loop has a header timeout, a limit of connections and a graceful drain.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt as _;

/// Who is at the other end of the connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// What the loop may take.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub connections: usize,
    /// How long a client may take to send its headers (also how long an idle connection is kept).
    pub header_timeout: Duration,
    /// How long requests in flight may take after the signal to stop.
    pub drain: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connections: 20_000,
            header_timeout: Duration::from_secs(60),
            drain: Duration::from_secs(20),
        }
    }
}

/// Serves until `stop` turns true; then takes no new connections and lets those in flight finish.
pub async fn serve(listener: TcpListener, router: Router, bounds: Bounds, mut stop: watch::Receiver<bool>) {
    let seats = Arc::new(Semaphore::new(bounds.connections));
    let drain = GracefulShutdown::new();
    loop {
        let seat = tokio::select! {
            seat = Arc::clone(&seats).acquire_owned() => match seat { Ok(seat) => seat, Err(_) => break },
            _ = stop.wait_for(|stopping| *stopping) => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stopping| *stopping) => break,
        };
        let (stream, peer) = match accepted {
            Ok(pair) => pair,
            Err(error) => {
                // Out of file descriptors or a client that left already: breathe, go on.
                tracing::warn!(%error, "accept");
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            }
        };
        let _no_delay = stream.set_nodelay(true);
        let router = router.clone();
        let service = TowerToHyperService::new(tower::service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(Peer(peer));
            router.clone().oneshot(request.map(Body::new))
        }));
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(bounds.header_timeout)
            .max_buf_size(64 * 1024)
            .serve_connection(TokioIo::new(stream), service);
        let watched = drain.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = watched.await {
                tracing::debug!(%error, "connection");
            }
            drop(seat);
        });
    }
    drop(listener);
    if tokio::time::timeout(bounds.drain, drain.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
}
