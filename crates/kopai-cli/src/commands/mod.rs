//! The commands.

pub(crate) mod env;
pub(crate) mod exec;
pub(crate) mod login;
pub(crate) mod logout;
pub(crate) mod search;
pub(crate) mod whoami;

use copera_term::ExitCode;

use crate::cli::{Command, Dashboards, Logs, Metrics, Traces};
use crate::context::Context;
use crate::failure::Result;

/// Runs what was asked for.
pub(crate) fn run(command: Command, context: &Context) -> Result<ExitCode> {
    match command {
        Command::Login(login) => login.run(context),
        Command::Logout(logout) => logout.run(context),
        Command::Whoami => whoami::run(context),
        Command::Traces(Traces::Get(get)) => get.run(context),
        Command::Traces(Traces::Search(spans)) => search::run(context, &spans),
        Command::Logs(Logs::Search(records)) => search::run(context, &records),
        Command::Metrics(Metrics::Search(points)) => search::run(context, &points),
        Command::Metrics(Metrics::Discover) => search::discover(context),
        Command::Dashboards(Dashboards::Schema) => search::schema(context),
        Command::Env(env) => env.run(context),
        Command::Exec(exec) => exec.run(context),
    }
}
