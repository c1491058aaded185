//! Handing the process over to another program.

use std::io;
use std::process::Command;

use crate::exit::ExitCode;
use crate::report::Report;
use crate::word::words;

/// Runs the program in the place of this one, so that its exit code and the signals to it are its own;
/// where the system has no such thing, waits for it and ends as it does. Returns only if it can't be
/// run, with what to tell and the exit code that shells have for it.
pub fn replace_with(mut command: Command) -> Report {
    let error = replace(&mut command);
    let exit = match error.kind() {
        io::ErrorKind::NotFound => ExitCode::NoSuchProgram,
        _ => ExitCode::NotRunnable,
    };
    let program = command.get_program().display();
    let message = format!("can't run `{program}`: {error}");
    Report::new(words::exec::EXEC_ERROR, message).ending_with(exit)
}

#[cfg(unix)]
fn replace(command: &mut Command) -> io::Error {
    use std::os::unix::process::CommandExt;
    command.exec()
}

#[cfg(not(unix))]
#[expect(
    clippy::exit,
    reason = "the exit code of the program can be any number"
)]
fn replace(command: &mut Command) -> io::Error {
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => error,
    }
}
