//! How far the bytes of a transfer are, on one line that is drawn over.

use std::fmt::Write;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::escape;
use crate::output::Output;
use crate::progress::{FIRST_ESTIMATE, left};
use crate::size::size;
use crate::table::shortened;

/// What the line says where the number of bytes is known, and where it is not. With a name as long as
/// it may be it fits into 80 columns.
const WITH_TOTAL: &str = "{msg} [{bar:8}] {done} of {all}{pace}";
const WITHOUT_TOTAL: &str = "{msg} {done}{pace}";

/// How many columns a name gets.
const NAME: usize = 18;

/// A bar on stderr: bytes, how fast they go, and how long it takes yet. It is drawn on a terminal
/// alone, not if informational lines are dropped, and gone when this is.
#[derive(Debug)]
pub struct TransferBar(ProgressBar);

impl TransferBar {
    /// A bar for something of this name.
    pub fn new(output: Output, name: &str) -> Self {
        let target = if output.shows_progress() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target)
            .with_style(style(WITHOUT_TOTAL))
            .with_message(shortened(&escape::line(&output.clean(name)), NAME));
        Self(bar)
    }

    /// So many bytes of all are there. May be called for every few of them.
    pub fn at(&self, done: u64, total: Option<u64>) {
        if total != self.0.length() {
            if let Some(total) = total {
                self.0.set_style(style(WITH_TOTAL));
                self.0.set_length(total);
            }
            // What was there before took no time.
            self.0.set_position(done);
            self.0.reset_eta();
            self.0.reset_elapsed();
        }
        self.0.set_position(done);
    }
}

impl Drop for TransferBar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// A template is ours, so it can be read; if not, there is another. Sizes are spelled as everywhere.
fn style(template: &str) -> ProgressStyle {
    // Writing to a line that is being put together can't fail.
    let done = |state: &ProgressState, to: &mut dyn Write| {
        let _ = to.write_str(&size(state.pos()));
    };
    let all = |state: &ProgressState, to: &mut dyn Write| {
        let _ = to.write_str(&size(state.len().unwrap_or_default()));
    };
    let pace = |state: &ProgressState, to: &mut dyn Write| {
        let remaining = state.len().map(|_| state.eta());
        let _ = to.write_str(&pace(state.elapsed(), state.per_sec(), remaining));
    };
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .with_key("done", done)
        .with_key("all", all)
        .with_key("pace", pace)
        .progress_chars("=> ")
}

/// How fast it goes and how long it takes yet, once there is something to tell it from.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a rate for people"
)]
fn pace(taken: Duration, rate: f64, remaining: Option<Duration>) -> String {
    if taken < FIRST_ESTIMATE || rate < 1.0 {
        return String::new();
    }
    let left = remaining.and_then(left);
    let left = left.map_or_else(String::new, |left| format!(", {left}"));
    format!(", {}/s{left}", size(rate as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_can_be_read() {
        for template in [WITH_TOTAL, WITHOUT_TOTAL] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }

    #[test]
    fn how_fast_and_how_long() {
        let seconds = Duration::from_secs;
        for (taken, rate, remaining, said) in [
            (seconds(0), 1e3, Some(seconds(120_000)), ""),
            (
                seconds(1),
                1536.0,
                Some(seconds(166)),
                ", 1.5 KB/s, 2m 46s left",
            ),
            (seconds(9), 3e6, None, ", 2.8 MB/s"),
            (seconds(9), 0.1, Some(seconds(1)), ""),
            (seconds(9), 2.0, Some(seconds(360_000)), ", 2 B/s"),
        ] {
            assert_eq!(pace(taken, rate, remaining), said);
        }
    }

    /// The longest that can be said fits into the usual width.
    #[test]
    fn it_stays_on_its_line() {
        let size = size(1024 * 1024 - 1).len();
        let pace = pace(
            Duration::from_secs(9),
            1_048_575.0,
            Some(Duration::from_secs(359_999)),
        );
        let bar = " [========] ".len();
        assert!(NAME + bar + size + " of ".len() + size + pace.len() <= 80);
    }
}
