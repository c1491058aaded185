//! Handing the process over to another program.

use std::io;
use std::process::Command;

/// Runs the program in the place of this one, so that its exit code and the signals to it are its own;
/// returns only if that fails.
#[cfg(unix)]
pub fn replace_with(command: &mut Command) -> io::Error {
    use std::os::unix::process::CommandExt;
    command.exec()
}

/// Runs the program, waits for it, and ends as it does; returns only if it can't be run.
#[cfg(not(unix))]
#[expect(
    clippy::exit,
    reason = "the exit code of the program can be any number"
)]
pub fn replace_with(command: &mut Command) -> io::Error {
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => error,
    }
}
