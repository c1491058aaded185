//! Calls under a limit that the sandbox enforces, in real time.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use anyhow::Result;
use clap::Args;
use copera_api::{Observer, Wait, WaitReason};
use serde_json::{Value, json};

use crate::target::Target;

/// Longer than any measurement.
const MAX_WAIT: Duration = Duration::from_secs(3600);

#[derive(Debug, Args)]
pub(crate) struct Limit {
    #[command(flatten)]
    target: Target,
    #[arg(long)]
    calls: usize,
    /// The file by which processes share the limit
    #[arg(long, value_name = "FILE")]
    budget: Option<PathBuf>,
}

impl Limit {
    pub(crate) async fn run(self) -> Result<Value> {
        let refusals = Arc::new(Refusals::default());
        let mut builder = self.target.builder()?;
        if let Some(budget) = self.budget {
            builder = builder.budget_file(budget);
        }
        let builder = builder.max_wait(MAX_WAIT).observer(refusals.clone());
        let client = builder.build()?;
        for _ in 0..self.calls {
            client.boards().list().send().await?;
        }
        Ok(json!({ "refusals": refusals.0.load(Ordering::Relaxed) }))
    }
}

/// How often the service had to refuse.
#[derive(Debug, Default)]
struct Refusals(AtomicU64);

impl Observer for Refusals {
    fn waiting(&self, wait: &Wait<'_>) {
        if matches!(wait.reason, WaitReason::Limited(_)) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}
