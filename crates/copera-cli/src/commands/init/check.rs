//! Whether what was named is there, and belongs together.

use copera_api::{BoardId, Client, ErrorKind, TableId};
use copera_term::{ExitCode, Report};

use crate::context::Context;
use crate::words;
use crate::{client, failure};

/// Asks the service for the board, or whether the table is one of it. Where it can't be asked, that is
/// noted: the file can be written without it.
///
/// # Errors
/// The service knows no such board, or no such table in it.
pub(super) fn there(
    context: &Context,
    board: Option<&BoardId>,
    table: Option<&TableId>,
) -> Result<(), Report> {
    let Some(board) = board else {
        return Ok(());
    };
    match client::open(context).and_then(|client| ask(context, &client, board, table)) {
        Ok(true) => Ok(()),
        Ok(false) => Err(missing(board, table)),
        Err(report) if report.exit == ExitCode::Interrupted => Err(report),
        Err(report) => {
            let question = match table {
                Some(table) => format!("whether table {table} is in board {board}"),
                None => format!("whether there is a board {board}"),
            };
            context.note(format!("{question} was not checked: {}", report.message));
            Ok(())
        }
    }
}

fn ask(
    context: &Context,
    client: &Client,
    board: &BoardId,
    table: Option<&TableId>,
) -> Result<bool, Report> {
    let handle = client.board(board.clone());
    let answer = async {
        match table {
            Some(table) => handle.table(table.clone()).get().send().await.map(drop),
            None => handle.get().send().await.map(drop),
        }
    };
    let asked = async {
        tokio::time::timeout(client::VERIFY_TIMEOUT, answer)
            .await
            .map_err(|_| {
                let message = "the service did not answer in time";
                Report::new(words::REQUEST_FAILED, message)
            })
    };
    match client::block_on(context, asked)?? {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(failure::api(context, &error)),
    }
}

fn missing(board: &BoardId, table: Option<&TableId>) -> Report {
    let Some(table) = table else {
        let message = format!("there is no board {board}, or the token can't see it");
        return Report::new(words::INVALID_FLAG, message)
            .suggest("`copera boards list` shows them");
    };
    let message = format!("table {table} is not in board {board}, or the token can't see them");
    Report::new(words::INVALID_FLAG, message).suggest(format!(
        "`copera tables list --board {board}` shows its tables"
    ))
}
