//! `kopai`: Kopai on the command line.
//!
//! The sibling of `copera`, and the proof that `copera-auth` serves more than one tool: which files
//! there are and who is trusted is data in `account.rs`, and no file of this crate resolves, saves or
//! masks anything itself.
#![forbid(unsafe_code)]

mod account;
mod cli;
mod commands;
mod context;
mod failure;
mod server;
mod target;

use std::process::ExitCode;

use copera_auth::Environment;
use copera_term::usage::{self, Parsed};
use copera_term::{Console, Masks};

use crate::account::PREFIXES;
use crate::cli::Cli;
use crate::context::Context;

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that looks at the process"
)]
fn main() -> ExitCode {
    let environment = Environment::new(std::env::vars_os(), std::env::current_dir().ok());
    let variable = |name: &str| environment.variable(name);
    let masks = Masks::new(PREFIXES);
    let mistake = |report, json| Console::before_parsing(json, masks, variable).end(Err(report));
    let ended = match usage::parse::<Cli>(std::env::args_os()) {
        Parsed::Text(text) => usage::print_help(&text),
        Parsed::Wrong { report, wants_json } => mistake(report, wants_json),
        Parsed::Command(cli) => {
            let (globals, command) = (cli.globals, cli.command);
            match Console::new(&globals.output, command.format(), masks, variable) {
                Err(report) => mistake(report, globals.output.json),
                Ok(console) => {
                    let context = Context {
                        environment,
                        globals,
                        console,
                        account: command.account(),
                    };
                    let result = commands::run(command, &context);
                    let result = result.map_err(|failure| failure.report(context.account));
                    context.console.end(result)
                }
            }
        }
    };
    ended.into()
}
