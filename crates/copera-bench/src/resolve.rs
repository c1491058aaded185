//! How long it takes to find out which token is used, and where it may go.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use clap::Args;
use copera_auth::{Config, Environment, Flags};
use serde_json::{Value, json};

const HOME: &str = "# mine
default_profile = \"work\"

[profiles.default]
token = \"cp_pat_0123456789abcdefghij\"

[profiles.work]
token = \"cp_pat_abcdefghij0123456789\" # until the summer
expires_at = \"2027-01-31\"

[output]
color = \"auto\"

[trust]
hosts = [\"copera.example.com\"]
";

const PROJECT: &str = "[api]
base_url = \"https://copera.example.com/v1\"
timeout = \"1m\"

[profiles.work]
board_id = \"64a1b2c3d4e5f60718293a4b\"
";

const LOCAL: &str = "[profiles.work]
channel_id = \"64a1b2c3d4e5f60718293a4c\"
";

#[derive(Debug, Args)]
pub(crate) struct Resolve {
    /// How often
    #[arg(long)]
    runs: usize,
}

impl Resolve {
    pub(crate) fn run(self) -> Result<Value> {
        ensure!(self.runs > 0, "there is nothing to do");
        let root = tempfile::tempdir()?;
        let (home, project) = (root.path().join("home"), root.path().join("project"));
        for (folder, name, text) in [
            (&home, ".copera.toml", HOME),
            (&project, ".copera.toml", PROJECT),
            (&project, ".copera.local.toml", LOCAL),
        ] {
            std::fs::create_dir_all(folder)?;
            std::fs::write(folder.join(name), text)?;
        }
        let environment = Environment::new([("HOME".into(), home.into())], Some(project));
        let mut times = Vec::with_capacity(self.runs);
        for _ in 0..self.runs {
            let begun = Instant::now();
            resolve(&environment)?;
            times.push(begun.elapsed());
        }
        times.sort();
        let at = |share: usize| micros(times[self.runs * share / 100]);
        Ok(json!({ "medianMicros": at(50), "oneInTwentyAboveMicros": at(95) }))
    }
}

/// What every command with a client asks of the configuration.
fn resolve(environment: &Environment) -> Result<()> {
    let config = Config::load(environment, Flags::default());
    let (_, credential) = config.credential()?;
    let credential = credential.context("no token was found")?;
    let base = config.base_url()?;
    config.check_host(&base, &credential)?;
    black_box((config.timeout()?, config.cache_ttl()?, credential));
    Ok(())
}

fn micros(time: Duration) -> f64 {
    1e6 * time.as_secs_f64()
}
