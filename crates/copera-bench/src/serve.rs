//! A sandbox with more in it than the built-in workspace has.

use std::{fmt::Write as _, io, thread};

use anyhow::{Context, Result, ensure};
use clap::Args;
use copera_sandbox::{
    Fault, Sandbox,
    seed::{self, boards::LAUNCH, drive::BLUEPRINT, people::ADA, tables::TASKS},
};
use serde_json::json;
use tokio::sync::oneshot;

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// How many rows the list of one table has
    #[arg(long, default_value_t = 0)]
    rows: usize,
    /// How many zeros one file has
    #[arg(long, default_value_t = 0)]
    zeros: u64,
    /// Enforce the rate limits
    #[arg(long)]
    limited: bool,
}

impl Serve {
    pub(crate) async fn run(self) -> Result<()> {
        let builder = Sandbox::builder();
        let builder = if self.limited {
            builder
        } else {
            builder.unlimited()
        };
        let sandbox = builder.start().await?;
        let path = format!("/board/{LAUNCH}/table/{TASKS}/rows");
        let list = list(self.rows);
        let bytes = list.len();
        // An answer that was written before: what is measured is who reads it.
        let answer = Fault::on("GET", &path).body("application/json", list);
        sandbox.fault(answer.always());
        let has_file = sandbox.replace_file_with_zeros(BLUEPRINT, self.zeros)?;
        ensure!(has_file, "the sandbox has no file {BLUEPRINT}");
        crate::print(&json!({
            "baseUrl": sandbox.base_url(),
            "token": seed::FULL_PAT,
            "otherToken": seed::OAT,
            "board": LAUNCH,
            "table": TASKS,
            "listBytes": bytes,
            "file": BLUEPRINT,
        }));
        stdin_closed().await
    }
}

/// A list of rows as the service sends it: compact, with all columns of the table.
fn list(rows: usize) -> String {
    let mut text = String::from("[");
    for number in 1..=rows {
        let comma = if number == 1 { "" } else { "," };
        // Writing to a string can't fail.
        let _ = write!(
            text,
            r#"{comma}{{"_id":"{number:024x}","rowId":{number},"owner":"{ADA}","table":"{TASKS}","board":"{LAUNCH}","createdAt":"2025-01-09T09:00:00.000Z","updatedAt":"2025-02-18T09:30:00.000Z","columns":["#
        );
        for column in 0..8 {
            let comma = if column == 0 { "" } else { "," };
            let _ = write!(
                text,
                r#"{comma}{{"columnId":"{column:024x}","value":"Row {number} says \"{column}\""}}"#
            );
        }
        text.push_str("]}");
    }
    text.push(']');
    text
}

async fn stdin_closed() -> Result<()> {
    let (closed, end) = oneshot::channel();
    // A thread of its own: a blocked read can't be cancelled.
    thread::spawn(move || closed.send(io::copy(&mut io::stdin().lock(), &mut io::sink())));
    end.await
        .context("the reader of standard input is gone")?
        .context("can't read standard input")?;
    Ok(())
}
