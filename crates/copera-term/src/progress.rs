//! How far a long command is, or what it waits for, on one line that is drawn over.

use std::time::{Duration, Instant};

use crate::output::Output;

/// How long a line stands before it is drawn anew.
const REDRAW: Duration = Duration::from_millis(200);

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
            let text = self.output.clean(text);
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
    if done == 0 || !rate.is_finite() {
        return counted;
    }
    let left = all.saturating_sub(passed) as f64 / rate;
    let Ok(left) = Duration::try_from_secs_f64(left) else {
        return counted;
    };
    format!("{counted}, {rate:.1} a second, {} left", time(left))
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
            (20, 1, 72, "20 of 120 rows, 0.0 a second, 2h 0m left"),
            (120, 120, 60, "120 of 120 rows, 2.0 a second, 0s left"),
        ] {
            let taken = Duration::from_secs(seconds);
            assert_eq!(line("rows", 120, passed, done, taken), said);
        }
    }
}
