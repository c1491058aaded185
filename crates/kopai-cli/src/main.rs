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
use copera_term::{Console, Format, Masks, OutputFlags, Report};

use crate::account::PREFIXES;
use crate::cli::Cli;
use crate::context::Context;

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that looks at the process"
)]
fn main() -> ExitCode {
    let environment = Environment::new(std::env::vars_os(), std::env::current_dir().ok());
    let console = |flags: &OutputFlags, format| {
        let variable = |name: &str| environment.variable(name);
        Console::new(flags, format, Masks::new(PREFIXES), variable)
    };
    let (report, json) = match usage::parse::<Cli>(std::env::args_os()) {
        Parsed::Text(text) => return usage::print_help(&text).into(),
        Parsed::Wrong { report, wants_json } => (report, wants_json),
        Parsed::Command(cli) => match console(&cli.globals.output, cli.command.format()) {
            Ok(console) => {
                let context = Context {
                    environment,
                    globals: cli.globals,
                    console,
                };
                let result = commands::run(cli.command, &context);
                return context.console.end(result).into();
            }
            Err(report) => (report, cli.globals.output.json),
        },
    };
    let flags = OutputFlags {
        json,
        ..OutputFlags::default()
    };
    let told = console(&flags, Format::Auto).map(|console| console.end(Err(report)));
    told.unwrap_or_else(|report: Report| report.exit).into()
}
