//! The grammar: every command and flag, as the official tool spells them.

use std::time::Duration;

use clap::{Args, Parser, Subcommand};

use crate::commands::{
    api, auth, boards, bookings, cache, channels, completion, config, docs, drive, help, init,
    notifications, open, rows, schema, search, tables, update, workspace,
};
use crate::group::Group;
use crate::waiting;

/// Copera on the command line: boards, channels, documents, files and more, as you
#[derive(Debug, Parser)]
#[command(
    name = "copera",
    version,
    args_override_self = true,
    disable_help_subcommand = true,
    after_help = "Examples:\n  copera auth login\n  copera boards list\n  copera auth status --json\n\n\
                  Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not found, 4 not signed in or refused,\n  \
                  5 conflict, 6 rate limited, 130 interrupted."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) globals: Globals,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Flags that every command takes.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Global options")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Globals {
    /// Token for this call; the variable COPERA_CLI_AUTH_TOKEN goes before it
    #[arg(long, global = true, value_name = "TOKEN")]
    pub(crate) token: Option<String>,

    /// Profile to use; goes before the variable COPERA_PROFILE
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) profile: Option<String>,

    /// Print JSON; goes before --output
    #[arg(long, global = true)]
    pub(crate) json: bool,

    /// How to print results: auto, json, ndjson, table or plain
    #[arg(long, global = true, value_name = "FORMAT")]
    pub(crate) output: Option<String>,

    /// Print what this jq filter makes of the JSON
    #[arg(long, global = true, value_name = "FILTER")]
    pub(crate) jq: Option<String>,

    /// Print only these fields, such as _id,name
    #[arg(long, global = true, value_name = "NAMES")]
    pub(crate) fields: Option<String>,

    /// Print what a command that changes something would send, and send nothing
    #[arg(long, global = true)]
    pub(crate) dry_run: bool,

    /// Leave out informational lines
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,

    /// Never ask anything
    #[arg(long, global = true)]
    pub(crate) no_input: bool,

    /// Wait this long for rate limits, such as 2m, and no longer
    #[arg(long, global = true, value_name = "DURATION", value_parser = waiting::time)]
    pub(crate) max_wait: Option<Duration>,

    /// Fail at once where a rate limit would have to be waited for
    #[arg(long, global = true, conflicts_with = "max_wait")]
    pub(crate) no_wait: bool,

    /// Show each request and how it ended
    #[arg(long, global = true)]
    pub(crate) verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Sign in and out, and see which token is used and why
    #[command(subcommand, arg_required_else_help = true)]
    Auth(Group<Auth>),

    /// Read boards
    #[command(subcommand, visible_alias = "bases", arg_required_else_help = true)]
    Boards(Group<Boards>),

    /// Read and export tables
    #[command(subcommand, arg_required_else_help = true)]
    Tables(Group<tables::Tables>),

    /// Read, write, import and export rows
    #[command(subcommand, arg_required_else_help = true)]
    Rows(Group<rows::Rows>),

    /// Find and send to channels
    #[command(subcommand, arg_required_else_help = true)]
    Channels(Group<channels::Channels>),

    /// Read, search and write documents
    #[command(subcommand, arg_required_else_help = true)]
    Docs(Group<docs::Docs>),

    /// Read and arrange files and folders
    #[command(subcommand, arg_required_else_help = true)]
    Drive(Group<drive::Drive>),

    Search(search::Search),

    /// Read notifications, and mark or delete them
    #[command(subcommand, arg_required_else_help = true)]
    Notifications(Group<notifications::Notifications>),

    /// Read bookings, and what can be booked
    #[command(subcommand, arg_required_else_help = true)]
    Bookings(Group<bookings::Bookings>),

    /// See the workspace and its people
    #[command(subcommand, arg_required_else_help = true)]
    Workspace(Group<Workspace>),

    Open(open::Open),

    Api(api::Api),

    /// See and change settings, and where they come from
    #[command(subcommand, arg_required_else_help = true)]
    Config(Group<Config>),

    Init(init::Init),

    /// See and remove what was kept of the service's answers
    #[command(subcommand, arg_required_else_help = true)]
    Cache(Group<cache::Cache>),

    Update(update::Update),

    /// Print the version
    Version,

    Schema(schema::Schema),

    Completion(completion::Completion),

    Help(help::Help),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Auth {
    Login(auth::login::Login),
    Status(auth::status::Status),
    List(auth::list::List),
    Use(auth::use_profile::Use),
    Whoami(auth::whoami::Whoami),
    Scopes(auth::scopes::Scopes),
    Token(auth::token::Token),
    Logout(auth::logout::Logout),
    Migrate(auth::migrate::Migrate),
    Doctor(auth::doctor::Doctor),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Config {
    List(config::list::List),
    Get(config::get::Get),
    Set(config::set::Set),
    Unset(config::unset::Unset),
    Path(config::path::Paths),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Boards {
    List(boards::List),
    Get(boards::Get),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Workspace {
    Info(workspace::Info),
    Members(workspace::Members),
    Teams(workspace::Teams),
}
