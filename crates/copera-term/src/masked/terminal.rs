//! The terminal of a Unix.

use std::io;

use rustix::stdio::stdin;

use super::line::{Effect, Line};
use super::raw_mode::RawMode;
use crate::interrupt::{Watch, terminate, wait_for_input};
use crate::prompt::PromptError;

/// Reads the line; `show` is handed one `*` a character. A signal ends it at once, with the terminal as
/// it was: SIGINT as Ctrl-C does, SIGTERM with the process.
pub(crate) fn read(mut show: impl FnMut(&str)) -> Result<String, PromptError> {
    let interrupt = Watch::interrupt()?;
    let termination = Watch::termination()?;
    let raw = RawMode::begin()?;
    let line = typed(&[&interrupt, &termination], &mut show);
    drop(raw);
    // What comes next starts on a line of its own.
    show("\n");
    if termination.happened() {
        return Err(terminate().into());
    }
    if interrupt.happened() {
        return Err(PromptError::Interrupted);
    }
    line
}

fn typed(watches: &[&Watch], show: &mut impl FnMut(&str)) -> Result<String, PromptError> {
    let mut line = Line::default();
    loop {
        wait_for_input(watches)?;
        if watches.iter().any(|watch| watch.happened()) {
            return Err(PromptError::Interrupted);
        }
        // One at a time: what follows the line belongs to the next question.
        let mut byte = [0];
        let effect = match rustix::io::read(stdin(), &mut byte) {
            Ok(0) => Effect::Closed,
            Ok(_) => line.take(byte[0]),
            Err(rustix::io::Errno::INTR) => continue,
            Err(error) => return Err(io::Error::from(error).into()),
        };
        match effect {
            Effect::Shown(text) => show(&text),
            Effect::Done => return Ok(line.text()),
            Effect::Closed => return Err(PromptError::Closed),
            Effect::Interrupted => return Err(PromptError::Interrupted),
        }
    }
}
