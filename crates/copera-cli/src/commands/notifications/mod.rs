//! `copera notifications`.

mod delete;
mod list;
mod mark;

use clap::Subcommand;
use copera_term::{ExitCode, Report};

use super::Run;
use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Notifications {
    List(list::List),
    Read(mark::Read),
    Unread(mark::Unread),
    Delete(delete::Delete),
}

impl Run for Notifications {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        match self {
            Self::List(list) => Run::run(list, context),
            Self::Read(read) => Run::run(read, context),
            Self::Unread(unread) => Run::run(unread, context),
            Self::Delete(delete) => Run::run(delete, context),
        }
    }
}
