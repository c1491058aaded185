//! Many small calls, by this client and by bare reqwest doing the same.
//!
//! The two take turns, round by round, so that a machine that is busy for a while is busy for both.

use std::{
    future::{Future, ready},
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use clap::Args;
use copera_api::{Client, model::Workspace};
use futures_util::{StreamExt, TryStreamExt, stream};
use reqwest::header::ACCEPT;
use serde_json::{Value, json};

use crate::target::Target;

#[derive(Debug, Args)]
pub(crate) struct Calls {
    #[command(flatten)]
    target: Target,
    /// How many calls each makes in one round
    #[arg(long)]
    each: u32,
    #[arg(long)]
    rounds: usize,
    /// How many calls are under way at once
    #[arg(long)]
    in_flight: usize,
}

impl Calls {
    pub(crate) async fn run(self) -> Result<Value> {
        ensure!(self.each > 0 && self.rounds > 0, "there is nothing to do");
        let client = self.target.client()?;
        let bare = Bare::new(&self.target)?;
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        // The first round opens the connections, and does not count.
        for round in 0..=self.rounds {
            let (own, other) = if round % 2 == 0 {
                let own = self.timed(|| this_client(&client)).await?;
                (own, self.timed(|| bare.call()).await?)
            } else {
                let other = self.timed(|| bare.call()).await?;
                (self.timed(|| this_client(&client)).await?, other)
            };
            if round > 0 {
                ours.push(own);
                theirs.push(other);
            }
        }
        let ratios = ours.iter().zip(&theirs);
        let ratios = ratios.map(|(own, other)| other.as_secs_f64() / own.as_secs_f64());
        let micros = |times: &[Duration]| {
            let times = times.iter().map(Duration::as_secs_f64);
            1e6 * median(times.collect()) / f64::from(self.each)
        };
        Ok(json!({
            "speed": median(ratios.collect()),
            "microsPerCall": micros(&ours),
            "bareMicrosPerCall": micros(&theirs),
        }))
    }

    async fn timed<F: Future<Output = Result<()>>>(
        &self,
        call: impl Fn() -> F,
    ) -> Result<Duration> {
        let begun = Instant::now();
        stream::iter(0..self.each)
            .map(|_| call())
            .buffer_unordered(self.in_flight)
            .try_for_each(|()| ready(Ok(())))
            .await?;
        Ok(begun.elapsed())
    }
}

async fn this_client(client: &Client) -> Result<()> {
    client.workspace().info().send().await?;
    Ok(())
}

/// How long an answer, and any silence in it, may take: as a [`Client`] has it by itself.
const LIMIT: Duration = Duration::from_secs(30);

/// The same request by reqwest alone, under the same time limits.
struct Bare {
    http: reqwest::Client,
    url: String,
    token: String,
}

impl Bare {
    /// After a [`Client`] was made: that has installed the cryptography that reqwest looks for.
    fn new(target: &Target) -> Result<Self> {
        Ok(Self {
            http: reqwest::Client::builder()
                .tls_certs_only([])
                .user_agent("copera-api/0.0.0")
                .timeout(LIMIT)
                .read_timeout(LIMIT)
                .build()?,
            url: format!("{}/workspace/info", target.base),
            token: target.token.clone(),
        })
    }

    async fn call(&self) -> Result<()> {
        let request = self.http.get(&self.url).bearer_auth(&self.token);
        let response = request.header(ACCEPT, "application/json").send().await?;
        let body = response.error_for_status()?.bytes().await?;
        serde_json::from_slice::<Workspace>(&body)?;
        Ok(())
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
