//! The commands.

pub(crate) mod env;
pub(crate) mod exec;
pub(crate) mod login;
pub(crate) mod logout;
pub(crate) mod search;
pub(crate) mod whoami;

use copera_auth::{Environment, Expiry};
use copera_term::{ExitCode, Report};

use crate::cli::{Command, Dashboards, Logs, Metrics, Traces};
use crate::context::Context;

/// Runs what was asked for.
pub(crate) fn run(command: Command, context: &Context) -> Result<ExitCode, Report> {
    match command {
        Command::Login(login) => login.run(context),
        Command::Logout(logout) => logout.run(context),
        Command::Whoami(whoami::Whoami {}) => whoami::Whoami::run(context),
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

/// When a token ends at the latest, for people.
fn until(expiry: Expiry, environment: &Environment) -> String {
    let state = expiry.state(environment.now());
    format!("{expiry} at the latest ({state})")
}
