//! The least that can keep an answer: a bare handler without session, guard or rules that appends one row through a
//! group commit, on the same server loop, with the same database helper and under the same load. What the answer path
//! costs is the distance to this.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use kernel::clock::{Clock, Millis, SystemClock};
use platform::db::{self, Db};
use sea_orm::DbErr;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};

/// Address of a save.
pub const SAVE: &str = "/luu";

#[derive(Debug, Deserialize)]
struct Message {
    attempt: String,
    q: i64,
    choice: Option<i64>,
    value: Option<i64>,
    seq: i64,
}

struct Row {
    attempt: i64,
    question: i64,
    value: Option<i64>,
    seq: i64,
    at: Millis,
}

type Queued = (Row, oneshot::Sender<i64>);

async fn keep(
    State(queue): State<mpsc::Sender<Queued>>,
    Json(message): Json<Message>,
) -> Result<Json<Value>, StatusCode> {
    let at = SystemClock.now();
    let row = Row {
        attempt: message.attempt.parse().map_err(|_| StatusCode::BAD_REQUEST)?,
        question: message.q,
        value: message.choice.or(message.value),
        seq: message.seq,
        at,
    };
    let (done, position) = oneshot::channel();
    queue
        .send((row, done))
        .await
        .map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    let position = position.await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
    let body =
        json!({ "ok": true, "seq": message.seq, "at_ms": at, "position": position, "now_ms": at, "deadline_ms": at });
    Ok(Json(body))
}

async fn commit(db: &Db, last: i64, group: &[Queued]) -> Result<(), DbErr> {
    let tx = db.begin().await?;
    let mut position = last;
    for part in group.chunks(100) {
        let mut values = Vec::with_capacity(part.len() * 6);
        for (row, _) in part {
            position += 1;
            values.extend([
                position.into(),
                row.attempt.into(),
                row.question.into(),
                row.value.into(),
                row.seq.into(),
                row.at.into(),
            ]);
        }
        let sql = format!(
            "INSERT INTO kept (position, attempt_id, question, value, seq, at) VALUES {}",
            db::value_rows(part.len(), 6)
        );
        db::exec(&*tx, &sql, values).await?;
    }
    tx.commit().await
}

/// The router over a database of its own; its writer ends with the router.
pub async fn router(db: Db) -> Result<Router, DbErr> {
    let table =
        "CREATE TABLE kept (position {int} NOT NULL PRIMARY KEY, attempt_id {int} NOT NULL, question {int} NOT NULL,
        value {int}, seq {int} NOT NULL, at {int} NOT NULL) {strict}";
    db::exec(db.read(), &db::ddl(db.engine(), table), vec![]).await?;
    let (queue, mut arrivals) = mpsc::channel::<Queued>(65_536);
    let db = Arc::new(db);
    tokio::spawn(async move {
        let (mut last, mut group) = (0, Vec::with_capacity(2_000));
        while arrivals.recv_many(&mut group, 2_000).await > 0 {
            if let Err(error) = commit(&db, last, &group).await {
                tracing::error!(%error, "baseline");
                return;
            }
            for (_, done) in group.drain(..) {
                last += 1;
                let _gone = done.send(last);
            }
        }
    });
    Ok(Router::new().route(SAVE, post(keep)).with_state(queue))
}
