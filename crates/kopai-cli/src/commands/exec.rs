//! `kopai exec`: a program with the variables of `kopai env`.

use std::ffi::OsString;
use std::io;
use std::process::Command;

use clap::Args;
use copera_term::{ExitCode, Report};

use super::env;
use crate::context::Context;
use crate::failure::Failure;

/// Run a program that sends its telemetry to Kopai
///
/// The program takes the place of this one: its exit code and the signals to it are its own.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  kopai exec -- ./my-service\n  kopai exec -- opentelemetry-instrument python app.py"
)]
pub(crate) struct Exec {
    /// The program and its arguments
    #[arg(required = true, trailing_var_arg = true, value_name = "COMMAND")]
    command: Vec<OsString>,
}

impl Exec {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, Failure> {
        let variables = env::variables(context)?;
        let mut words = self.command.into_iter();
        let program = words.next().unwrap_or_default();
        let mut command = Command::new(&program);
        command.args(words).envs(variables);
        let error = replace(&mut command);
        let exit = match error.kind() {
            io::ErrorKind::NotFound => ExitCode::NotFound,
            _ => ExitCode::Failure,
        };
        let message = format!("can't run `{}`: {error}", program.display());
        Err(Report::new("exec_error", exit, message).into())
    }
}

/// Runs the program in the place of this one; returns only if that fails.
#[cfg(unix)]
fn replace(command: &mut Command) -> io::Error {
    use std::os::unix::process::CommandExt;
    command.exec()
}

/// Waits for the program, and ends as it does.
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
