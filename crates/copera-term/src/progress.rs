//! How far a long command is, or what it waits for, on one line that is drawn over.

use std::time::{Duration, Instant};

use crate::output::Output;
use crate::table::shortened;

/// How long a line stands before it is drawn anew.
const REDRAW: Duration = Duration::from_millis(200);

/// What comes of less time than this says nothing about the rest.
pub(crate) const FIRST_ESTIMATE: Duration = Duration::from_secs(1);

/// What takes longer than this is not foreseen.
const FORESEEN: Duration = Duration::from_secs(100 * 3600);

/// A line on stderr such as `37 of 120 rows, 0.5 a second, 2m 46s left`. It is drawn on a terminal
/// alone, not if informational lines are dropped, and gone when this is.
#[derive(Debug)]
pub struct Progress {
    line: StatusLine,
    things: &'static str,
    all: usize,
    begun: Instant,
    drawn: Option<Instant>,
}

impl Progress {
    /// Begins to count: `all` of these `things` are to be done.
    pub fn new(output: Output, things: &'static str, all: usize) -> Self {
        Self {
            line: StatusLine::new(output),
            things,
            all,
            begun: Instant::now(),
            drawn: None,
        }
    }

    /// Shows that `passed` are behind us, `done` of which took their time: those tell the rate.
    pub fn done(&mut self, passed: usize, done: usize) {
        let now = Instant::now();
        let fresh = self.drawn.is_some_and(|drawn| now - drawn < REDRAW);
        if fresh {
            return;
        }
        self.drawn = Some(now);
        let line = line(self.things, self.all, passed, done, now - self.begun);
        self.line.draw(&line);
    }
}

/// A line on stderr that is drawn over: on a terminal alone, not if informational lines are dropped.
/// It is gone when this is.
#[derive(Debug)]
pub struct StatusLine {
    output: Output,
    drawn: bool,
}

impl StatusLine {
    /// Nothing is drawn yet.
    pub fn new(output: Output) -> Self {
        Self {
            output,
            drawn: false,
        }
    }

    /// Draws the line, in place of what it showed before.
    pub fn draw(&mut self, text: &str) {
        if self.output.shows_progress() {
            // A line that goes on in a second row could not be drawn over.
            let room = usize::from(self.output.terminal_width()).saturating_sub(1);
            let text = shortened(&self.output.clean(text), room);
            self.output.show(&format!("\r\u{1b}[K{text}"));
            self.drawn = true;
        }
    }

    /// Takes the line away.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.drawn) {
            self.output.show("\r\u{1b}[K");
        }
    }
}

impl Drop for StatusLine {
    fn drop(&mut self) {
        self.clear();
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rate for people")]
fn line(things: &str, all: usize, passed: usize, done: usize, taken: Duration) -> String {
    let counted = format!("{passed} of {all} {things}");
    let rate = done as f64 / taken.as_secs_f64();
    if done < 2 || taken < FIRST_ESTIMATE || !rate.is_finite() {
        return counted;
    }
    let remaining = all.saturating_sub(passed) as f64 / rate;
    match Duration::try_from_secs_f64(remaining).ok().and_then(left) {
        Some(left) => format!("{counted}, {rate:.1} a second, {left}"),
        None => counted,
    }
}

/// How long it takes yet, in words, if that can be foreseen.
pub(crate) fn left(remaining: Duration) -> Option<String> {
    (remaining < FORESEEN).then(|| format!("{} left", time(remaining)))
}

/// `2h 5m`, `2m 46s`, `8s`.
fn time(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes) {
        (0, 0) => format!("{seconds}s"),
        (0, _) => format!("{minutes}m {seconds}s"),
        _ => format!("{hours}h {minutes}m"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said() {
        for (passed, done, seconds, said) in [
            (0, 0, 0, "0 of 120 rows"),
            (20, 0, 4, "20 of 120 rows"),
            (37, 37, 74, "37 of 120 rows, 0.5 a second, 2m 46s left"),
            // What an earlier run did took no time.
            (60, 10, 5, "60 of 120 rows, 2.0 a second, 30s left"),
            (21, 2, 144, "21 of 120 rows, 0.0 a second, 1h 58m left"),
            // One says nothing yet about the others, nor does the first moment.
            (20, 1, 72, "20 of 120 rows"),
            (40, 40, 0, "40 of 120 rows"),
            (20, 2, 100_000, "20 of 120 rows"),
            (120, 120, 60, "120 of 120 rows, 2.0 a second, 0s left"),
        ] {
            let taken = Duration::from_secs(seconds);
            assert_eq!(line("rows", 120, passed, done, taken), said);
        }
    }
}
