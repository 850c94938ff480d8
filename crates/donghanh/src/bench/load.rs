//! The load: people who take whole attempts, and people who only save. It runs on a thread and a runtime of its own;
//! the server sees nothing of it but its requests.

use std::io::Result;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::caller::{Caller, Site, Tally, micros};
use super::http::{Ask, Member};
use super::player::Player;
use crate::wire::StartError;

/// Runs a load on a thread and a runtime of its own.
pub async fn apart<T, F>(work: impl FnOnce() -> F + Send + 'static) -> std::result::Result<T, StartError>
where
    T: Send + 'static,
    F: Future<Output = Result<T>>,
{
    let ended = tokio::task::spawn_blocking(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(work())
    })
    .await
    .map_err(StartError::other)?;
    ended.map_err(|source| StartError::File {
        what: "127.0.0.1".to_owned(),
        source,
    })
}

async fn joined(mut tasks: JoinSet<Result<Tally>>, from: Instant) -> Result<Tally> {
    let mut all = Tally::default();
    while let Some(ended) = tasks.join_next().await {
        all.join(ended.map_err(std::io::Error::other)??);
    }
    all.took = from.elapsed();
    Ok(all)
}

/// A list from which many take one at a time.
type Waiting<T> = Arc<Mutex<std::vec::IntoIter<T>>>;

fn waiting<T>(all: Vec<T>) -> Waiting<T> {
    Arc::new(Mutex::new(all.into_iter()))
}

fn take<T>(from: &Waiting<T>) -> Option<T> {
    from.lock().unwrap_or_else(PoisonError::into_inner).next()
}

/// The form tokens of sessions, from the bench's own route; also the first visit of each session.
pub async fn tokens(site: Site, path: &'static str, cookies: Vec<String>, lines: usize) -> Result<Vec<Member>> {
    let cookies = waiting(cookies);
    let mut tasks = JoinSet::new();
    for _ in 0..lines {
        let (cookies, mut caller) = (Arc::clone(&cookies), Caller::new(site.clone()).await?);
        tasks.spawn(async move {
            let mut members = Vec::new();
            while let Some(cookie) = take(&cookies) {
                let mut member = Member {
                    cookie,
                    token: String::new(),
                };
                let ask = Ask {
                    path,
                    accept: "text/plain",
                    post: None,
                };
                let reply = caller.ask("token", 200, &member, ask).await?;
                let token = reply.and_then(|reply| String::from_utf8(reply.body).ok());
                member.token = token.ok_or_else(|| std::io::Error::other("token"))?;
                members.push(member);
            }
            Ok::<_, std::io::Error>(members)
        });
    }
    let mut all = Vec::new();
    while let Some(ended) = tasks.join_next().await {
        all.extend(ended.map_err(std::io::Error::other)??);
    }
    Ok(all)
}

/// Whole attempts, one member after the other on each of `lines` connections, until the time is over.
pub async fn attempts(site: Site, members: Vec<Member>, lines: usize, span: Duration) -> Result<Tally> {
    let members = waiting(members);
    let mut tasks = JoinSet::new();
    let from = Instant::now();
    for _ in 0..lines {
        let (members, mut caller) = (Arc::clone(&members), Caller::new(site.clone()).await?);
        tasks.spawn(async move {
            while from.elapsed() < span {
                let Some(member) = take(&members) else { break };
                caller.whole(member).await?;
            }
            Ok(caller.tally)
        });
    }
    joined(tasks, from).await
}

/// Opens an attempt for each member.
pub async fn open(site: Site, members: Vec<Member>, lines: usize) -> Result<Tally> {
    let members = waiting(members);
    let mut tasks = JoinSet::new();
    let from = Instant::now();
    for _ in 0..lines {
        let (members, mut caller) = (Arc::clone(&members), Caller::new(site.clone()).await?);
        tasks.spawn(async move {
            while let Some(member) = take(&members) {
                let player = caller.open(member).await?;
                caller.tally.players.extend(player);
            }
            Ok(caller.tally)
        });
    }
    joined(tasks, from).await
}

/// Saves only, each player on a connection of their own, the next save as soon as the last one is acknowledged.
pub async fn saves(site: Site, players: Vec<Player>, span: Duration) -> Result<Tally> {
    let callers = callers(&site, players).await?;
    let mut tasks = JoinSet::new();
    let from = Instant::now();
    for (mut caller, mut player) in callers {
        tasks.spawn(async move {
            while from.elapsed() < span {
                caller.save(&mut player, Instant::now()).await?;
            }
            caller.tally.players.push(player);
            Ok(caller.tally)
        });
    }
    joined(tasks, from).await
}

/// Saves at a rate that does not wait for the server: each has an instant at which it should start, and its time
/// counts from there even when the connection was still busy with the one before.
pub async fn offered(site: Site, players: Vec<Player>, per_second: u32, span: Duration) -> Result<Tally> {
    /// How long after the end what is late may still be sent.
    const GRACE: Duration = Duration::from_secs(2);
    let callers = callers(&site, players).await?;
    let step = Duration::from_secs(1) / per_second.max(1);
    let lines = u32::try_from(callers.len()).unwrap_or(1).max(1);
    let mut tasks = JoinSet::new();
    let from = Instant::now();
    for (place, (mut caller, mut player)) in (0_u32..).zip(callers) {
        tasks.spawn(async move {
            let mut due = step * place;
            while due < span {
                let at = from + due;
                due += step * lines;
                if from.elapsed() > span + GRACE {
                    // Not sent at all: as late as it is now, at least.
                    caller.tally.refuse("unsent", 0);
                    caller.tally.saves.push(micros(at.elapsed()));
                    continue;
                }
                tokio::time::sleep_until(at.into()).await;
                caller.save(&mut player, at).await?;
            }
            caller.tally.players.push(player);
            Ok(caller.tally)
        });
    }
    joined(tasks, from).await
}

async fn callers(site: &Site, players: Vec<Player>) -> Result<Vec<(Caller, Player)>> {
    let mut all = Vec::with_capacity(players.len());
    for player in players {
        all.push((Caller::new(site.clone()).await?, player));
    }
    Ok(all)
}
