//! `copera tables`.

pub(crate) mod export;
mod get;
mod list;

use clap::{Args, Subcommand};
use copera_api::BoardId;
use copera_auth::copera::DefaultId;
use copera_term::{ExitCode, Report};

use super::Run;
use crate::context::Context;
use crate::ids;

#[derive(Debug, Subcommand)]
pub(crate) enum Tables {
    List(list::List),
    Get(get::Get),
    Export(export::Export),
}

impl Run for Tables {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        match self {
            Self::List(list) => Run::run(list, context),
            Self::Get(get) => Run::run(get, context),
            Self::Export(export) => Run::run(export, context),
        }
    }
}

/// The board that a command works on.
#[derive(Debug, Args)]
pub(crate) struct OnBoard {
    /// The board's id; without it, `board_id` of the profile
    #[arg(long, value_name = "ID")]
    board: Option<String>,
}

impl OnBoard {
    pub(crate) fn id(&self, context: &Context) -> Result<BoardId, Report> {
        ids::or_default(
            context,
            DefaultId::Board,
            "board",
            "--board",
            self.board.as_deref(),
        )
    }
}
