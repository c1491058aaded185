//! `copera`: Copera on the command line.
//!
//! A thin binary: `copera-auth` knows who the user is, `copera-api` speaks to the service,
//! `copera-term` to people and programs. What is here joins them; see `docs/ARCHITECTURE.md`.
#![forbid(unsafe_code)]

mod arguments;
mod browser;
mod cache;
mod cells;
mod choosing;
mod cli;
mod client;
mod commands;
mod completion;
mod confirm;
mod content;
mod context;
mod download;
mod each;
mod failure;
mod fields;
mod files;
mod grants;
mod group;
mod highlight;
mod html;
mod ids;
mod limit;
mod links;
mod logging;
#[cfg(test)]
mod manual;
mod names;
mod pages;
mod pauses;
mod people;
mod reference;
mod save;
mod schema;
mod secrets;
mod show;
mod sorting;
mod state;
mod streams;
mod transfer;
mod trees;
mod turned_away;
mod waiting;
mod words;

use std::process::ExitCode;

use copera_auth::Environment;

use crate::arguments::Parsed;
use crate::context::Context;

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that looks at the process"
)]
fn main() -> ExitCode {
    let environment = Environment::new(std::env::vars_os(), std::env::current_dir().ok());
    if let Some(shell) = environment.variable(completion::VARIABLE) {
        let stdout = &mut std::io::stdout();
        return match completion::answer(&environment, &shell, std::env::args_os(), stdout) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    let (cli, contract) = match arguments::parse(std::env::args_os()) {
        Parsed::Command(cli, contract) => (*cli, contract),
        Parsed::Text(text) => {
            let context = Context::before_parsing(environment, false);
            let printed = context.print(|_, to| to.write_all(text.as_bytes()));
            return context
                .end(printed.map(|()| copera_term::ExitCode::Success))
                .into();
        }
        Parsed::Wrong { report, wants_json } => {
            return Context::before_parsing(environment, wants_json)
                .end(Err(report))
                .into();
        }
    };
    let context = Context::new(environment, &cli.globals, contract);
    let result = commands::run(cli, &context);
    context.end(result).into()
}
