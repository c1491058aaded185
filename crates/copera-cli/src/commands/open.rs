//! `copera open`: the page of a thing in the web application.

use clap::{Args, Subcommand};
use copera_api::{BoardId, Client, DocId, DriveId, RowId, TableId};
use copera_auth::copera::DefaultId;
use copera_term::{ExitCode, Report};
use serde::Serialize;

use super::RunWithClient;
use super::auth::place;
use super::drive;
use crate::context::Context;
use crate::links::{self, Page};
use crate::{browser, failure, ids, show};

/// Open the page of a thing in the browser, and print its address
///
/// The browser is the one that the variable BROWSER names, else the desktop's. None is started where nobody
/// would see it: off a terminal, without a display, over SSH, under CI. The address is printed in any case.
#[derive(Debug, Args)]
#[command(
    arg_required_else_help = true,
    after_help = "Examples:\n  copera open board 64a1b2c3d4e5f60718293a4b\n  copera open doc\n  \
                  copera open row 64a1b2c3d4e5f60718293a4e --print"
)]
pub(crate) struct Open {
    #[command(subcommand)]
    thing: Thing,

    /// Print the address, and open nothing
    #[arg(long, global = true)]
    print: bool,
}

#[derive(Debug, Subcommand)]
enum Thing {
    /// The page of a board
    Board {
        /// The board's id; without it, board_id of the profile
        id: Option<String>,
    },
    /// The page of a table
    Table {
        /// The table's id; without it, table_id of the profile
        id: Option<String>,
        /// The board's id; without it, board_id of the profile
        #[arg(long, value_name = "ID")]
        board: Option<String>,
    },
    /// The page of a row
    Row {
        /// The row's id
        id: Option<String>,
        /// The board's id; without it, board_id of the profile
        #[arg(long, value_name = "ID")]
        board: Option<String>,
        /// The table's id; without it, table_id of the profile
        #[arg(long, value_name = "ID")]
        table: Option<String>,
    },
    /// The page of a document
    Doc {
        /// The document's id; without it, doc_id of the profile
        id: Option<String>,
    },
    /// The page of a file in the drive, or of a folder
    File {
        /// The file's id
        id: Option<String>,
    },
    /// The page of a folder in the drive
    Folder {
        /// The folder's id
        id: Option<String>,
    },
}

/// A thing with all of its ids.
enum Target {
    Board(BoardId),
    Table(BoardId, TableId),
    Row(BoardId, TableId, RowId),
    Doc(DocId),
    File(DriveId),
    Folder(DriveId),
}

impl Target {
    fn page(&self) -> Page<'_> {
        match self {
            Self::Board(board) => Page::Board(board),
            Self::Table(board, table) => Page::Table(board, table),
            Self::Row(board, table, row) => Page::Row(board, table, row),
            Self::Doc(doc) => Page::Doc(doc),
            Self::File(file) => Page::File(file),
            Self::Folder(folder) => Page::Folder(folder),
        }
    }
}

impl Target {
    /// Files and folders have ids of one kind, and pages of two: which of them it is the service tells. If it
    /// does not, the page is the one that was asked for.
    async fn settled(self, client: &Client) -> Self {
        let Self::File(id) = self else { return self };
        match client.drive_item(id.clone()).get().send().await {
            Ok(item) => match drive::page(&item.kind, &item.id) {
                Page::Folder(_) => Self::Folder(id),
                _ => Self::File(id),
            },
            Err(_) => Self::File(id),
        }
    }
}

impl Thing {
    fn target(&self, context: &Context) -> Result<Target, Report> {
        let board = |id: &Option<String>, flag| {
            ids::or_default(context, DefaultId::Board, "board", flag, id.as_deref())
        };
        let table = |id: &Option<String>, flag| {
            ids::or_default(context, DefaultId::Table, "table", flag, id.as_deref())
        };
        Ok(match self {
            Self::Board { id } => Target::Board(board(id, "its id")?),
            Self::Table { id, board: on } => {
                Target::Table(board(on, "--board")?, table(id, "its id")?)
            }
            Self::Row {
                id,
                board: on,
                table: of,
            } => Target::Row(
                board(on, "--board")?,
                table(of, "--table")?,
                ids::required("row", id.as_deref())?,
            ),
            Self::Doc { id } => Target::Doc(ids::or_default(
                context,
                DefaultId::Doc,
                "document",
                "its id",
                id.as_deref(),
            )?),
            Self::File { id } => Target::File(ids::required("file", id.as_deref())?),
            Self::Folder { id } => Target::Folder(ids::required("folder", id.as_deref())?),
        })
    }
}

#[derive(Serialize)]
struct Shape<'a> {
    url: &'a str,
    /// Whether a browser was started.
    opened: bool,
}

impl RunWithClient for Open {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let target = self.thing.target(context)?.settled(client).await;
        let page = links::required(context, client, target.page()).await?;
        let output = context.output();
        let seen = output.stdout_is_terminal() && output.can_prompt();
        let mut opened = false;
        if !self.print && seen && is_for_opening(context)? {
            match browser::open(&context.environment, &page) {
                Ok(()) => opened = true,
                Err(why) => context.note(format!("the page was not opened: {why}")),
            }
        }
        let shape = Shape {
            url: page.as_str(),
            opened,
        };
        let document = serde_json::to_vec(&shape).map_err(failure::document)?;
        show::text(context, &document, page.as_str())
    }
}

/// Whether the address may be opened unasked: a page that a project's file names could be anybody's.
fn is_for_opening(context: &Context) -> Result<bool, Report> {
    let config = context.config();
    let failed = |error| failure::config(&context.environment, error);
    let web = config.web_url().map_err(failed)?;
    let trusted = config.needs_no_confirmation(&web).map_err(failed)?;
    if !trusted {
        let place = place(&context.environment, &web.origin);
        context.note(format!(
            "the page was not opened: its host is named at {place}, by the project and not by you"
        ));
    }
    Ok(trusted)
}
