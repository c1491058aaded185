//! `copera channels`.

mod list;
mod message;

use clap::Subcommand;
use copera_term::{ExitCode, Report};

use super::Run;
use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Channels {
    List(list::List),
    /// Messages to a channel or to one person
    #[command(subcommand, arg_required_else_help = true)]
    Message(message::Message),
}

impl Run for Channels {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        match self {
            Self::List(list) => Run::run(list, context),
            Self::Message(message) => message.run(context),
        }
    }
}
