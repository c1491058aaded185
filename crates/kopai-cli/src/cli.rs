//! The grammar: every command and flag.

use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use copera_term::request::Search;
use copera_term::{Format, OutputFlags, time};

use crate::account::{Account, READING, SENDING};
use crate::commands::search::filters::{Points, Records, Spans};
use crate::commands::search::get;
use crate::commands::{env, exec, login, logout, whoami};

/// Kopai on the command line: read traces, logs and metrics, and send them from your programs
#[derive(Debug, Parser)]
#[command(
    name = "kopai",
    version,
    args_override_self = true,
    arg_required_else_help = true,
    after_help = "Examples:\n  kopai login\n  kopai traces search --status-code ERROR --since 15m\n  \
                  kopai exec -- ./my-service\n\n\
                  Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not found, 4 not signed in or refused,\n  \
                  6 rate limited, 130 interrupted."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) globals: Globals,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Flags that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Globals {
    /// Server to read from
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) url: Option<String>,

    /// Address to send telemetry to
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) endpoint: Option<String>,

    /// Token for this call; other users of the machine can see it, unlike the variable KOPAI_TOKEN
    #[arg(long, global = true, value_name = "TOKEN")]
    pub(crate) token: Option<String>,

    /// Use this file instead of ./.kopairc and ~/.kopairc
    #[arg(long, short, global = true, value_name = "PATH")]
    pub(crate) config: Option<String>,

    /// How long an answer may take: a span such as 10s, or milliseconds
    #[arg(long, global = true, value_name = "TIME", value_parser = time::limit)]
    pub(crate) timeout: Option<Duration>,

    #[command(flatten)]
    pub(crate) output: OutputFlags,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Login(login::Login),
    Logout(logout::Logout),
    /// Show which token is used, where it comes from, and whether the server takes it
    ///
    /// Exit codes: 0 accepted; 4 no token, rejected, or not permitted to read; 6 rate limited;
    /// 1 unreachable, or not a Kopai server.
    #[command(after_help = whoami::EXAMPLES)]
    Whoami,
    /// Read traces
    #[command(subcommand, arg_required_else_help = true)]
    Traces(Traces),
    /// Read logs
    #[command(subcommand, arg_required_else_help = true)]
    Logs(Logs),
    /// Read metrics
    #[command(subcommand, arg_required_else_help = true)]
    Metrics(Metrics),
    /// Read what dashboards are made of
    #[command(subcommand, arg_required_else_help = true)]
    Dashboards(Dashboards),
    Env(env::Env),
    Exec(exec::Exec),
}

impl Command {
    /// How it answers where no format is asked for: a table on a terminal and JSON to a program, or the
    /// same to both, since scripts and shells look for the words. `None` where it has no document.
    pub(crate) fn format(&self) -> Option<Format> {
        match self {
            Self::Login(_) | Self::Logout(_) | Self::Whoami | Self::Env(_) => Some(Format::Table),
            Self::Dashboards(_) | Self::Exec(_) => None,
            _ => Some(Format::Auto),
        }
    }

    /// Which token it is about.
    pub(crate) fn account(&self) -> &'static Account {
        match self {
            Self::Login(login) => login.choice.account(),
            Self::Logout(logout) => logout.choice.account(),
            Self::Env(_) | Self::Exec(_) => &SENDING,
            _ => &READING,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Traces {
    Get(get::Get),
    /// Find spans
    Search(Search<Spans>),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Logs {
    /// Find log records
    Search(Search<Records>),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Metrics {
    /// Find data points, or aggregate them
    Search(Search<Points>),
    /// List the metrics that there are
    Discover,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Dashboards {
    /// Print how a dashboard is written
    Schema,
}
