//! Pages of the nation over HTTP, through the real server loop, and what a merger does to whoever enters figures.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use platform::routes::{Access, Routes};
use platform::visit::Visit;
use uuid::Uuid;

use super::build::Nation;
use super::{Figure, applied, figure, now, quantile, since};
use crate::bench::http::{Ask, Line, Member};
use crate::bench::stage::{Served, TOKEN};
use crate::operations;
use crate::wire::StartError;
use crate::words::Say;

/// Looks at a warm page.
const LOOKS: usize = 41;
/// Entries before the merger, to compare with.
const ENTRIES: usize = 200;

async fn token(visit: Visit) -> String {
    visit.csrf
}

fn router(nation: &Nation) -> Result<Router, StartError> {
    let house = &nation.house;
    let own = Routes::new(&house.app).get(TOKEN, Access::SignedIn, (), token);
    let router = house.routes().merge(own).finish();
    let handle = operations::recorder().or_else(|_| {
        let recorder = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder();
        Ok::<_, StartError>(recorder.handle())
    })?;
    Ok(operations::layers(router, house, handle))
}

/// A server with the nation, and two who look at it.
pub(super) struct Site {
    served: Served,
    line: Line,
    clerk: Member,
    organiser: Member,
    /// Where the clerk confirms.
    entry: String,
}

async fn asked(line: &mut Line, who: &Member, ask: Ask<'_>, hoped: u16) -> Result<(f64, Vec<u8>), StartError> {
    let at = now();
    let reply = line.ask(who, ask).await.map_err(StartError::other)?;
    let took = since(at);
    if reply.status == hoped {
        Ok((took, reply.body))
    } else {
        Err(StartError::other(format!("{}: {}", ask.path, reply.status)))
    }
}

const fn page(path: &str) -> Ask<'_> {
    Ask {
        path,
        accept: "text/html",
        post: None,
    }
}

/// Confirms a headcount as an officer does; how long until the reply, which comes when it is on disk.
async fn entered(line: &mut Line, who: &Member, path: &str) -> Result<f64, StartError> {
    let body = "on=2025-06-30&state=confirmed&staff=60&members=50&women_staff=30&women_members=25&source=do+may\
                &signed_name=Ng%C6%B0%E1%BB%9Di+%C4%91o&signed_post=";
    let ask = Ask {
        path,
        accept: "text/html",
        post: Some(("application/x-www-form-urlencoded", body)),
    };
    Ok(asked(line, who, ask, 303).await?.0)
}

impl Site {
    pub(super) async fn open(nation: &Nation) -> Result<Self, StartError> {
        let served = Served::start(router(nation)?).await?;
        let mut line = Line::open(served.address).await.map_err(StartError::other)?;
        let mut members = Vec::new();
        for cookie in [&nation.clerk, &nation.organiser] {
            let mut member = Member {
                cookie: cookie.clone(),
                token: String::new(),
            };
            let (_, body) = asked(&mut line, &member, page(TOKEN), 200).await?;
            member.token = String::from_utf8(body).map_err(StartError::other)?;
            members.push(member);
        }
        let organiser = members.pop().unwrap_or_default();
        let clerk = members.pop().unwrap_or_default();
        Ok(Self {
            served,
            line,
            clerk,
            organiser,
            entry: format!("/don-vi/{}/xac-nhan-so-lieu", nation.own),
        })
    }

    async fn look(&mut self, who: &Member, path: &str) -> Result<f64, StartError> {
        Ok(asked(&mut self.line, who, page(path), 200).await?.0)
    }

    /// The first look, then the median of the following.
    async fn twice(&mut self, who: &Member, path: &str) -> Result<(f64, f64), StartError> {
        let cold = self.look(who, path).await?;
        let mut times = Vec::with_capacity(LOOKS);
        for _ in 0..LOOKS {
            times.push(self.look(who, path).await?);
        }
        Ok((cold, quantile(&mut times, 0.5)))
    }

    pub(super) async fn pages(&mut self, out: &mut Vec<Figure>) -> Result<(), StartError> {
        let (clerk, organiser) = (self.clerk.clone(), self.organiser.clone());
        let (_, warm) = self.twice(&clerk, "/don-vi?goc-nhin=as_was").await?;
        let what = Say(
            "trang cây đơn vị của cán bộ ít quyền nhất, qua HTTP",
            "tree page of the least-privileged clerk, over HTTP",
        );
        out.push(figure(what, warm, 10.0));
        let (_, warm) = self.twice(&organiser, "/don-vi?goc-nhin=as_was").await?;
        let what = Say(
            "trang cây đơn vị, xem cả nước, hai cấp",
            "tree page of the nation, two levels",
        );
        out.push(figure(what, warm, 10.0));
        for (path, first, again) in [
            (
                "/bao-cao?goc-nhin=as_was",
                Say(
                    "báo cáo cả nước như khi đó, lần đầu",
                    "report of the nation, as it was, first look",
                ),
                Say("… xem lại", "… again"),
            ),
            (
                "/bao-cao?goc-nhin=as_is&ngay=2025-06-30",
                Say(
                    "báo cáo cả nước ngày 30/6/2025 như hiện nay, lần đầu",
                    "report of 30/6/2025 as it is, first look",
                ),
                Say("… xem lại", "… again"),
            ),
            (
                "/bao-cao?goc-nhin=as_of&nhin-ngay=2020-01-01&ngay=2025-06-30",
                Say("… như ngày 1/1/2020, lần đầu", "… as of 1/1/2020, first look"),
                Say("… xem lại", "… again"),
            ),
            (
                "/bao-cao?xem=co-cau&goc-nhin=as_was",
                Say("giới và tuổi cả nước, lần đầu", "sex and age of the nation, first look"),
                Say("… xem lại", "… again"),
            ),
            (
                "/bao-cao?xem=xac-nhan&goc-nhin=as_was&tu=2024-01-01&den=2024-12-31",
                Say("tỷ lệ báo cáo năm 2024, lần đầu", "reporting rate of 2024, first look"),
                Say("… xem lại", "… again"),
            ),
        ] {
            let (cold, warm) = self.twice(&organiser, path).await?;
            out.push(figure(first, cold, None));
            out.push(figure(again, warm, 100.0));
        }
        Ok(())
    }

    /// Applies the merger of 400 pairs while the clerk goes on confirming.
    pub(super) async fn merger(&mut self, nation: &Nation, id: Uuid, out: &mut Vec<Figure>) -> Result<(), StartError> {
        let mut before = Vec::with_capacity(ENTRIES);
        for _ in 0..ENTRIES {
            before.push(entered(&mut self.line, &self.clerk, &self.entry).await?);
        }
        let done = Arc::new(AtomicBool::new(false));
        let (stop, clerk, entry) = (Arc::clone(&done), self.clerk.clone(), self.entry.clone());
        let address = self.served.address;
        let entering = tokio::spawn(async move {
            let mut line = Line::open(address).await.map_err(StartError::other)?;
            let mut times = Vec::new();
            while !stop.load(Ordering::Relaxed) {
                times.push(entered(&mut line, &clerk, &entry).await?);
            }
            Ok::<_, StartError>(times)
        });
        let took = applied(nation, id).await?;
        done.store(true, Ordering::Relaxed);
        let mut during = entering.await.map_err(StartError::other)??;
        let what = Say("áp dụng việc sáp nhập 400 đơn vị", "apply a merger of 400 units");
        out.push(figure(what, took, 10_000.0));
        let what = Say("xác nhận số liệu trước đó, 95 %", "an entry before it, p95");
        out.push(figure(what, quantile(&mut before, 0.95), None));
        let what = Say(
            "xác nhận số liệu trong lúc áp dụng, lâu nhất",
            "an entry meanwhile, the longest",
        );
        out.push(figure(what, quantile(&mut during, 1.0), 10_000.0));
        Ok(())
    }

    pub(super) fn close(self) {
        self.served.stop();
    }
}
