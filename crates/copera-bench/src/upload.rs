//! The upload of a large file, which is all hole and so takes no room on the disk.

use std::time::Instant;

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

use crate::{peak, target::Target};

#[derive(Debug, Args)]
pub(crate) struct Upload {
    #[command(flatten)]
    target: Target,
    #[arg(long)]
    bytes: u64,
}

impl Upload {
    pub(crate) async fn run(self) -> Result<Value> {
        let client = self.target.client()?;
        let file = tempfile::NamedTempFile::new()?;
        file.as_file().set_len(self.bytes)?;
        let begun = Instant::now();
        let item = client.drive().upload(file.path()).send().await?;
        Ok(json!({
            "bytes": item.size,
            "seconds": begun.elapsed().as_secs_f64(),
            "peakKib": peak::kib()?,
        }))
    }
}
