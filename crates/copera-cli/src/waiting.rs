//! Waiting for what the service has only taken in: texts that are written a moment later.

use std::time::Duration;

use clap::Args;
use copera_api::WriteMode;
use copera_auth::TimeSpan;
use copera_term::Report;

use crate::context::Context;
use crate::words;

/// How long it is waited before the text is read for the second time.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
/// The pauses grow up to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// Whether it is waited for a text, and for how long.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Waiting {
    /// Wait until it can be read back
    #[arg(long)]
    wait: bool,

    /// How long --wait waits at most, as in 30s or 2m
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = time)]
    wait_limit: Duration,
}

/// A text that was taken in, or is about to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written<'a> {
    /// What can be read until it shows.
    pub(crate) before: &'a str,
    pub(crate) mode: WriteMode,
    pub(crate) new: &'a str,
    /// Where it is: `the text of document 64a1…`.
    pub(crate) thing: &'a str,
    /// The command that shows it.
    pub(crate) look: &'a str,
}

impl Waiting {
    /// Whether there will be something to wait for: a rehearsal writes nothing.
    pub(crate) fn is_wanted(self, context: &Context) -> bool {
        self.wait && !context.globals().dry_run
    }

    /// Waits until the text can be read back: it is the one that was sent, or no longer the one from
    /// before, since the service may spell Markdown in its own way.
    ///
    /// # Errors
    /// Reading it fails; `wait_timeout`.
    pub(crate) async fn until_read(
        self,
        written: Written<'_>,
        read: impl AsyncFn() -> Result<String, Report>,
    ) -> Result<(), Report> {
        // Nothing to add leaves the text as it is, and that is what is waited for.
        let sent = match written.mode {
            WriteMode::Append | WriteMode::Prepend if written.new.is_empty() => written.before,
            _ => written.new,
        };
        let reading = async {
            let mut pause = FIRST_PAUSE;
            loop {
                let now = read().await?;
                if now != written.before || now == sent {
                    return Ok(());
                }
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        };
        let limit = self.wait_limit;
        tokio::time::timeout(limit, reading)
            .await
            .unwrap_or_else(|_| Err(not_seen(written, limit)))
    }
}

fn not_seen(written: Written<'_>, limit: Duration) -> Report {
    let Written { thing, look, .. } = written;
    let message =
        format!("the service took {thing} in, but {limit:?} later it could not be read back yet");
    let mut report = Report::new(words::WAIT_TIMEOUT, message).suggest(format!(
        "look with `{look}`, or wait longer with --wait-limit"
    ));
    report.transient = true;
    report
}

/// Reads a span of time as settings have it, such as `30s` or `1m30s`; for flags.
pub(crate) fn time(text: &str) -> Result<Duration, String> {
    text.parse().map(TimeSpan::duration)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        assert_eq!(time("30s"), Ok(Duration::from_secs(30)));
        assert_eq!(time("1m30s"), Ok(Duration::from_secs(90)));
        for text in ["", "30", "0s", "-1s", "soon"] {
            assert!(time(text).is_err(), "{text}");
        }
    }
}
