//! `kopai exec`: a program with the variables of `kopai env`.

use std::ffi::OsString;
use std::process::Command;

use clap::Args;
use copera_term::{ExitCode, replace_with};

use super::env;
use crate::context::Context;
use crate::failure::Result;

/// Run a program that sends its telemetry to Kopai
///
/// The program takes the place of this one, with its own exit code and signals. The exit code is 127 if there
/// is no such program, and 126 if it can't be run.
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
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode> {
        let variables = env::variables(context)?;
        let mut words = self.command.into_iter();
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words).envs(variables);
        for name in env::overriding(&context.environment) {
            command.env_remove(&name);
            context.console.note(format!(
                "{name} was left out of the program's environment, since it would go before Kopai's"
            ));
        }
        context.console.tell_notes();
        Err(replace_with(command).into())
    }
}
