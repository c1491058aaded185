//! A long list of rows, read as a stream.

use std::time::Instant;

use anyhow::Result;
use clap::Args;
use copera_sandbox::seed::{boards::LAUNCH, tables::TASKS};
use serde_json::{Value, json};

use crate::{peak, target::Target};

#[derive(Debug, Args)]
pub(crate) struct Rows {
    #[command(flatten)]
    target: Target,
    /// Take each row as JSON text, not as a value
    #[arg(long)]
    raw: bool,
}

impl Rows {
    pub(crate) async fn run(self) -> Result<Value> {
        let client = self.target.client()?;
        let table = client.board(LAUNCH.parse()?).table(TASKS.parse()?);
        let list = table.rows().list();
        let begun = Instant::now();
        let mut count = 0_u64;
        if self.raw {
            let mut rows = list.raw_stream();
            while rows.next().await.transpose()?.is_some() {
                count += 1;
            }
        } else {
            let mut rows = list.stream();
            while rows.next().await.transpose()?.is_some() {
                count += 1;
            }
        }
        Ok(json!({
            "rows": count,
            "seconds": begun.elapsed().as_secs_f64(),
            "peakKib": peak::kib()?,
        }))
    }
}
