//! The commands, and the two kinds of them.

pub(crate) mod api;
pub(crate) mod auth;
pub(crate) mod boards;
pub(crate) mod bookings;
pub(crate) mod cache;
pub(crate) mod channels;
pub(crate) mod completion;
pub(crate) mod config;
pub(crate) mod docs;
pub(crate) mod drive;
pub(crate) mod help;
pub(crate) mod init;
pub(crate) mod notifications;
pub(crate) mod open;
pub(crate) mod rows;
pub(crate) mod schema;
pub(crate) mod search;
pub(crate) mod tables;
pub(crate) mod update;
mod version;
pub(crate) mod workspace;

use copera_api::Client;
use copera_term::{ExitCode, Report};

use crate::cli::{Auth, Boards, Cli, Command, Config, Workspace};
use crate::context::Context;
use crate::group::Group;
use crate::reference::Contract;
use crate::{choosing, client, logging, save};

/// A command that needs nothing but the context: it can't touch the network.
pub(crate) trait Run {
    fn run(self, context: &Context) -> Result<ExitCode, Report>;
}

/// A command that speaks to the service. Only these start a runtime and build a client.
pub(crate) trait RunWithClient {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report>;
}

impl<T: RunWithClient> Run for T {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let client = client::open(context)?;
        client::block_on(context, async {
            RunWithClient::run(self, context, &client).await
        })?
    }
}

/// Runs what was asked for.
pub(crate) fn run(cli: Cli, context: &Context) -> Result<ExitCode, Report> {
    // These read no configuration, and so answer even where it is broken.
    if matches!(
        cli.command,
        Command::Completion(_) | Command::Help(_) | Command::Version
    ) {
        context.look_at_flags_only()?;
    } else if let Err(report) = context.check_output() {
        // A wrong setting must not stand in the way of the commands that mend it.
        let mends = matches!(cli.command, Command::Config(_)) && report.exit != ExitCode::Usage;
        if !mends {
            return Err(report);
        }
        context.note(report.message);
    }
    let changes_this_machine = context
        .contract()
        .is_some_and(Contract::changes_this_machine);
    if changes_this_machine {
        save::check_rehearsal(context)?;
    }
    choosing::check(context)?;
    logging::begin(context)?;
    match cli.command {
        Command::Auth(Group(Auth::Login(login))) => login.run(context),
        Command::Auth(Group(Auth::Status(status))) => status.run(context),
        Command::Auth(Group(Auth::Whoami(whoami))) => Run::run(whoami, context),
        Command::Auth(Group(Auth::Logout(logout))) => logout.run(context),
        Command::Auth(Group(Auth::Migrate(migrate))) => migrate.run(context),
        Command::Auth(Group(Auth::List(list))) => list.run(context),
        Command::Auth(Group(Auth::Use(choice))) => choice.run(context),
        Command::Auth(Group(Auth::Scopes(scopes))) => scopes.run(context),
        Command::Auth(Group(Auth::Token(token))) => token.run(context),
        Command::Auth(Group(Auth::Doctor(doctor))) => doctor.run(context),
        Command::Boards(Group(Boards::List(list))) => Run::run(list, context),
        Command::Boards(Group(Boards::Get(get))) => Run::run(get, context),
        Command::Tables(Group(tables)) => tables.run(context),
        Command::Rows(Group(rows)) => rows.run(context),
        Command::Channels(Group(channels)) => channels.run(context),
        Command::Workspace(Group(Workspace::Info(info))) => Run::run(info, context),
        Command::Workspace(Group(Workspace::Members(members))) => Run::run(members, context),
        Command::Workspace(Group(Workspace::Teams(teams))) => Run::run(teams, context),
        Command::Search(search) => Run::run(search, context),
        Command::Notifications(Group(notifications)) => notifications.run(context),
        Command::Bookings(Group(bookings)) => bookings.run(context),
        Command::Docs(Group(docs)) => docs.run(context),
        Command::Api(api) => Run::run(api, context),
        Command::Open(open) => Run::run(open, context),
        Command::Init(init) => init.run(context),
        Command::Drive(Group(drive)) => drive.run(context),
        Command::Cache(Group(cache)) => cache.run(context),
        Command::Update(update) => update.run(context),
        Command::Config(Group(Config::List(list))) => list.run(context),
        Command::Config(Group(Config::Get(get))) => get.run(context),
        Command::Config(Group(Config::Set(set))) => set.run(context),
        Command::Config(Group(Config::Unset(unset))) => unset.run(context),
        Command::Config(Group(Config::Path(paths))) => paths.run(context),
        Command::Completion(completion) => completion.run(context),
        Command::Help(help) => help.run(context),
        Command::Schema(schema) => schema.run(context),
        Command::Version => version::Version.run(context),
    }
}
