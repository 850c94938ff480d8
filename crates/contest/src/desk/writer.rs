//! Group commit: one task takes everything that waits and writes it in one transaction. While the disk flushes, the
//! next group gathers; the more wait, the larger the groups, so the delay stays near one flush.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use kernel::clock::Millis;
use platform::db::{Db, Tx};
use sea_orm::DbErr;
use tokio::sync::{mpsc, oneshot};

use crate::sheet::Applied;
use crate::store::log::{self, AnswerRecord, AttemptRecord, LateRecord};

/// Writes that may wait; beyond it a save is told to come back (the device keeps the answer).
const QUEUE: usize = 65_536;
/// Writes in one transaction: about 20 ms of SQLite.
const GROUP: usize = 2_000;

/// Something to be made durable.
#[derive(Clone, Debug)]
pub(crate) enum Write {
    Open(AttemptRecord),
    Answer(AnswerRecord),
    Late(LateRecord),
    Submit {
        attempt: i64,
        at: Millis,
    },
    /// Nothing; answered when everything before it is on disk.
    Barrier,
}

/// The write is not on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not written")]
pub struct Lost;

/// The write is on disk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kept {
    pub position: i64,
    pub applied: Option<Applied>,
}

/// A write in the queue.
#[derive(Debug)]
pub(crate) struct Queued {
    write: Write,
    done: oneshot::Sender<Result<Kept, Lost>>,
}

/// Waits for the commit.
#[derive(Debug)]
pub(crate) struct Waiting(oneshot::Receiver<Result<Kept, Lost>>);

impl Waiting {
    pub(crate) async fn wait(self) -> Result<Kept, Lost> {
        self.0.await.unwrap_or(Err(Lost))
    }
}

pub(crate) fn queued(write: Write) -> (Queued, Waiting) {
    let (done, waiting) = oneshot::channel();
    (Queued { write, done }, Waiting(waiting))
}

/// The way into the queue.
#[derive(Clone, Debug)]
pub(crate) struct Handle {
    queue: mpsc::Sender<Queued>,
    waiting: Arc<AtomicUsize>,
}

impl Handle {
    /// Puts a write into the queue without waiting for a place.
    pub(crate) fn put(&self, write: Write) -> Result<Waiting, Lost> {
        let (item, waiting) = queued(write);
        self.waiting.fetch_add(1, Ordering::Relaxed);
        match self.queue.try_send(item) {
            Ok(()) => Ok(waiting),
            Err(_) => {
                self.waiting.fetch_sub(1, Ordering::Relaxed);
                Err(Lost)
            }
        }
    }

    /// How many writes wait.
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }
}

/// Starts the task. `apply` brings memory up to date after the commit and before anybody is told.
pub(crate) fn start(
    db: Db,
    last_position: i64,
    apply: impl Fn(&Write) -> Option<Applied> + Send + Sync + 'static,
) -> Handle {
    let (queue, mut arrivals) = mpsc::channel::<Queued>(QUEUE);
    let waiting = Arc::new(AtomicUsize::new(0));
    let handle = Handle {
        queue,
        waiting: Arc::clone(&waiting),
    };
    tokio::spawn(async move {
        let mut last = last_position;
        let mut group = Vec::with_capacity(GROUP);
        while arrivals.recv_many(&mut group, GROUP).await > 0 {
            let before = last;
            number(&mut group, &mut last);
            match commit(&db, &group).await {
                Ok(()) => {
                    metrics::counter!("donghanh_answer_commits").increment(1);
                    metrics::counter!("donghanh_answer_writes")
                        .increment(u64::try_from(group.len()).unwrap_or_default());
                    tell(&mut group, before, &apply, &waiting);
                }
                Err(error) => {
                    tracing::error!(%error, waiting = group.len(), "answers could not be written");
                    last = before;
                    for item in group.drain(..) {
                        waiting.fetch_sub(1, Ordering::Relaxed);
                        let _gone = item.done.send(Err(Lost));
                    }
                    // The disk is full or the server away: do not spin.
                    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
                }
            }
        }
    });
    handle
}

fn number(group: &mut [Queued], last: &mut i64) {
    for item in group {
        match &mut item.write {
            Write::Answer(record) => {
                *last += 1;
                record.position = *last;
            }
            Write::Late(record) => {
                *last += 1;
                record.position = *last;
            }
            Write::Open(_) | Write::Submit { .. } | Write::Barrier => {}
        }
    }
}

fn tell(group: &mut Vec<Queued>, before: i64, apply: &impl Fn(&Write) -> Option<Applied>, waiting: &AtomicUsize) {
    let mut position = before;
    for item in group.drain(..) {
        if let Write::Answer(AnswerRecord { position: p, .. }) | Write::Late(LateRecord { position: p, .. }) =
            &item.write
        {
            position = *p;
        }
        let applied = apply(&item.write);
        waiting.fetch_sub(1, Ordering::Relaxed);
        // Whoever asked may have gone; the answer is on disk all the same.
        let _gone = item.done.send(Ok(Kept { position, applied }));
    }
}

async fn commit(db: &Db, group: &[Queued]) -> Result<(), DbErr> {
    let (mut opens, mut answers, mut late, mut submits) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for item in group {
        match &item.write {
            Write::Open(record) => opens.push(*record),
            Write::Answer(record) => answers.push(*record),
            Write::Late(record) => late.push(*record),
            Write::Submit { attempt, at } => submits.push((*attempt, *at)),
            Write::Barrier => {}
        }
    }
    if opens.is_empty() && answers.is_empty() && late.is_empty() && submits.is_empty() {
        return Ok(());
    }
    let tx: Tx = db.begin().await?;
    log::insert_attempts(&tx, &opens).await?;
    log::insert_answers(&tx, &answers).await?;
    log::insert_late(&tx, &late).await?;
    log::submit(&tx, &submits).await?;
    tx.commit().await
}
