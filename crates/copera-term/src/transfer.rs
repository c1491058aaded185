//! How far the bytes of a transfer are, on one line that is drawn over.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::output::Output;

/// What the line says where the number of bytes is known, and where it is not.
const WITH_TOTAL: &str = "{msg} [{bar:24}] {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
const WITHOUT_TOTAL: &str = "{msg} {bytes}, {bytes_per_sec}";

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
            .with_message(output.clean(name));
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
        }
        self.0.set_position(done);
    }
}

impl Drop for TransferBar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// A template is ours, so it can be read; if not, there is another.
fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("=> ")
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
}
