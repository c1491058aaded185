//! The console of a system that is not Unix.

use std::io;

use crate::interrupt::Watch;
use crate::prompt::PromptError;

/// Reads the line, one `*` a character.
pub(crate) fn read(_: impl FnMut(&str)) -> Result<String, PromptError> {
    // On Ctrl-C the library raises SIGINT while the console is still in raw mode. With a handler the
    // raise returns, the library restores the console, and the caller decides how to end.
    let interrupt = Watch::interrupt()?;
    let config = rpassword::ConfigBuilder::new()
        .output_writer(io::stderr())
        .password_feedback_mask('*')
        .build();
    let answer = rpassword::read_password_with_config(config);
    if interrupt.happened() {
        return Err(PromptError::Interrupted);
    }
    answer.map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => PromptError::Closed,
        io::ErrorKind::Interrupted => PromptError::Interrupted,
        _ => PromptError::Io(error),
    })
}
