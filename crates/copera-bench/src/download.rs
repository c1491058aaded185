//! The download of a large file to the disk.

use std::time::Instant;

use anyhow::Result;
use clap::Args;
use copera_api::transfer::Overwrite;
use copera_sandbox::seed::drive::BLUEPRINT;
use serde_json::{Value, json};

use crate::{peak, target::Target};

#[derive(Debug, Args)]
pub(crate) struct Download {
    #[command(flatten)]
    target: Target,
}

impl Download {
    pub(crate) async fn run(self) -> Result<Value> {
        let client = self.target.client()?;
        let file = tempfile::NamedTempFile::new()?;
        let begun = Instant::now();
        let download = client.drive_item(BLUEPRINT.parse()?).download();
        let download = download.send().await?.overwrite(Overwrite::Replace);
        let saved = download.to_path(file.path()).await?;
        Ok(json!({
            "bytes": saved.bytes,
            "seconds": begun.elapsed().as_secs_f64(),
            "peakKib": peak::kib()?,
        }))
    }
}
