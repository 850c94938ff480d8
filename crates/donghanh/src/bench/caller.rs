//! One connection of the load: the steps of an attempt as a browser takes them, and what came of them.

use std::collections::BTreeMap;
use std::io::Result;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::http::{Ask, Line, Member, Reply};
use super::player::{Player, QUESTIONS, Save};

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
    pub fn refuse(&mut self, step: &'static str, status: u16) {
        *self.refused.entry((step, status)).or_default() += 1;
    }

    pub fn join(&mut self, other: Self) {
        self.attempts += other.attempts;
        self.saves.extend(other.saves);
        for (key, n) in other.refused {
            *self.refused.entry(key).or_default() += n;
        }
        self.players.extend(other.players);
        self.paper_bytes = self.paper_bytes.max(other.paper_bytes);
    }
}

/// One connection with what came of it.
pub struct Caller {
    site: Site,
    line: Line,
    pub tally: Tally,
}

impl Caller {
    /// Connects.
    pub async fn new(site: Site) -> Result<Self> {
        Ok(Self {
            line: Line::open(site.address).await?,
            site,
            tally: Tally::default(),
        })
    }

    /// The reply if its status is the one hoped for; else it is counted, and a broken connection is made anew.
    pub async fn ask(
        &mut self,
        step: &'static str,
        hoped: u16,
        member: &Member,
        ask: Ask<'_>,
    ) -> Result<Option<Reply>> {
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

    /// Opens a paper.
    pub async fn open(&mut self, member: Member) -> Result<Option<Player>> {
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
    pub async fn save(&mut self, player: &mut Player, since: Instant) -> Result<bool> {
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
    pub async fn whole(&mut self, member: Member) -> Result<()> {
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

/// Microseconds; an hour is the most.
pub fn micros(took: Duration) -> u32 {
    u32::try_from(took.as_micros()).unwrap_or(u32::MAX)
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
