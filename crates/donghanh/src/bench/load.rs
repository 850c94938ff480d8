//! The load: people who take whole attempts, and people who only save. It runs on a thread and a runtime of its own;
//! the server sees nothing of it but its requests.

use std::collections::BTreeMap;
use std::io::Result;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::http::{Ask, Line, Member, Reply};
use super::player::{Player, QUESTIONS, Save};
use crate::wire::StartError;

const PAGE: &str = "text/html";
const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// Where the load goes.
#[derive(Clone, Debug)]
pub struct Site {
    pub address: SocketAddr,
    /// Number of the open period.
    pub period: i64,
    /// Address of a save.
    pub save: &'static str,
}

/// What came of a load.
#[derive(Debug, Default)]
pub struct Tally {
    /// Whole attempts.
    pub attempts: u32,
    /// How long each acknowledged save took, in microseconds.
    pub saves: Vec<u32>,
    /// Answers other than the one hoped for, by step and status; 0 is a broken connection.
    pub refused: BTreeMap<(&'static str, u16), u64>,
    /// Those who took part, with what must stand.
    pub players: Vec<Player>,
    /// From the first request to the last answer.
    pub took: Duration,
    /// The largest paper as it travelled.
    pub paper_bytes: usize,
}

impl Tally {
    fn refuse(&mut self, step: &'static str, status: u16) {
        *self.refused.entry((step, status)).or_default() += 1;
    }

    fn join(&mut self, other: Self) {
        self.attempts += other.attempts;
        self.saves.extend(other.saves);
        for (key, n) in other.refused {
            *self.refused.entry(key).or_default() += n;
        }
        self.players.extend(other.players);
        self.paper_bytes = self.paper_bytes.max(other.paper_bytes);
    }
}

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

/// One connection with what came of it.
struct Caller {
    site: Site,
    line: Line,
    tally: Tally,
}

impl Caller {
    async fn new(site: Site) -> Result<Self> {
        Ok(Self {
            line: Line::open(site.address).await?,
            site,
            tally: Tally::default(),
        })
    }

    /// The reply if its status is the one hoped for; else it is counted, and a broken connection is made anew.
    async fn ask(&mut self, step: &'static str, hoped: u16, member: &Member, ask: Ask<'_>) -> Result<Option<Reply>> {
        let status = match self.line.ask(member, ask).await {
            Ok(reply) if reply.status == hoped => return Ok(Some(reply)),
            Ok(reply) => reply.status,
            Err(_) => {
                self.line = Line::open(self.site.address).await?;
                0
            }
        };
        self.tally.refuse(step, status);
        // Who is turned away does not knock again at once.
        tokio::time::sleep(Duration::from_millis(5)).await;
        Ok(None)
    }

    async fn open(&mut self, member: Member) -> Result<Option<Player>> {
        let path = format!("/thi/{}/bat-dau", self.site.period);
        let body = format!("_csrf={}", member.token);
        let ask = Ask {
            path: &path,
            accept: PAGE,
            post: Some((FORM, &body)),
        };
        let Some(reply) = self.ask("open", 303, &member, ask).await? else {
            return Ok(None);
        };
        let attempt = reply
            .location
            .as_deref()
            .and_then(|to| to.strip_prefix("/thi/bai/")?.parse().ok());
        if attempt.is_none() {
            self.tally.refuse("open", reply.status);
        }
        Ok(attempt.map(|attempt| Player::new(member, attempt)))
    }

    /// Saves once; the time counts from `since`.
    async fn save(&mut self, player: &mut Player, since: Instant) -> Result<bool> {
        let save = player.next();
        let body = message(player.attempt, save);
        let ask = Ask {
            path: self.site.save,
            accept: JSON,
            post: Some((JSON, &body)),
        };
        let reply = self.ask("save", 200, &player.member, ask).await?;
        let Some(reply) = reply else {
            player.refused(save);
            return Ok(false);
        };
        if !reply.body.windows(9).any(|window| window == b"\"ok\":true") {
            self.tally.refuse("receipt", reply.status);
            player.refused(save);
            return Ok(false);
        }
        player.acknowledged(save);
        self.tally.saves.push(micros(since.elapsed()));
        Ok(true)
    }

    /// Open, read, answer every question and the prediction, hand in, look at what was recorded.
    async fn whole(&mut self, member: Member) -> Result<()> {
        let Some(mut player) = self.open(member).await? else {
            return Ok(());
        };
        let done = self.through(&mut player).await?;
        self.tally.attempts += u32::from(done);
        self.tally.players.push(player);
        Ok(())
    }

    async fn through(&mut self, player: &mut Player) -> Result<bool> {
        let member = player.member.clone();
        let path = format!("/thi/bai/{}", player.attempt);
        let Some(paper) = self
            .ask(
                "paper",
                200,
                &member,
                Ask {
                    path: &path,
                    accept: PAGE,
                    post: None,
                },
            )
            .await?
        else {
            return Ok(false);
        };
        self.tally.paper_bytes = self.tally.paper_bytes.max(paper.body.len());
        for _ in 0..=QUESTIONS {
            if !self.save(player, Instant::now()).await? {
                return Ok(false);
            }
        }
        let body = format!("_csrf={}", member.token);
        let hand_in = format!("{path}/nop");
        let ask = Ask {
            path: &hand_in,
            accept: JSON,
            post: Some((FORM, &body)),
        };
        if self.ask("submit", 200, &member, ask).await?.is_none() {
            return Ok(false);
        }
        let outcome = format!("{path}/ket-qua");
        Ok(self
            .ask(
                "result",
                200,
                &member,
                Ask {
                    path: &outcome,
                    accept: PAGE,
                    post: None,
                },
            )
            .await?
            .is_some())
    }
}

fn message(attempt: i64, Save { place, seq, value }: Save) -> String {
    let what = if place == QUESTIONS { "value" } else { "choice" };
    format!("{{\"attempt\":\"{attempt}\",\"q\":{place},\"{what}\":{value},\"seq\":{seq},\"local_ms\":1792720800123}}")
}

fn micros(took: Duration) -> u32 {
    u32::try_from(took.as_micros()).unwrap_or(u32::MAX)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_save_is_sent_as_the_paper_sends_it() {
        let choice: serde_json::Value = serde_json::from_str(&message(
            12,
            Save {
                place: 3,
                seq: 4,
                value: 2,
            },
        ))
        .unwrap();
        assert_eq!((&choice["attempt"], &choice["choice"]), (&"12".into(), &2.into()));
        let guess: serde_json::Value = serde_json::from_str(&message(
            12,
            Save {
                place: 20,
                seq: 21,
                value: 1500,
            },
        ))
        .unwrap();
        assert_eq!(
            (&guess["q"], &guess["value"], guess.get("choice")),
            (&20.into(), &1500.into(), None)
        );
    }
}
