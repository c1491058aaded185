//! `copera boards`.

use clap::Args;
use copera_api::model::Board;
use copera_api::{BoardId, Client};
use copera_term::{ExitCode, Record, Report, Table};

use super::RunWithClient;
use crate::context::Context;
use crate::links::{self, Page};
use crate::{failure, ids, show, streams};

/// List the boards that the token reaches
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera boards list\n  copera boards list --query launch\n  \
                        copera boards list --output plain | cut -f1"
)]
pub(crate) struct List {
    /// Only boards whose name holds this text
    #[arg(long, value_name = "TEXT")]
    query: Option<String>,
}

impl RunWithClient for List {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let mut request = client.boards().list();
        if let Some(query) = self.query.filter(|query| !query.is_empty()) {
            request = request.query(query);
        }
        let boards = request
            .send_streaming()
            .await
            .map_err(|error| failure::api(context, &error))?;
        let blank = || Table::new(&["ID", "NAME", "DESCRIPTION", "UPDATED"]).whole(&[3]);
        streams::list(
            context,
            boards,
            "No boards found.",
            blank,
            |board: &Board| {
                [
                    board.id.to_string(),
                    board.name.clone(),
                    board.description.clone().unwrap_or_default(),
                    show::time(&board.updated_at),
                ]
            },
            |board| Page::Board(&board.id),
        )
        .await
    }
}

/// Show one board
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera boards get 64a1b2c3d4e5f60718293a4b")]
pub(crate) struct Get {
    /// The board's id
    id: Option<String>,
}

impl RunWithClient for Get {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let id: BoardId = ids::required("board", self.id.as_deref())?;
        let board = client
            .board(id)
            .get()
            .send()
            .await
            .map_err(|error| failure::api(context, &error))?;
        show::one(context, board.raw(), || {
            let mut record = Record::new();
            record.field("ID", board.id.as_str());
            record.link(links::known(context, Page::Board(&board.id)).as_deref());
            record.field("Name", &board.name);
            record.field_if("Description", board.description.as_deref());
            record.field("Created", &show::time(&board.created_at));
            record.field("Updated", &show::time(&board.updated_at));
            record
        })
    }
}
