//! Whether what was named belongs together.

use copera_api::{BoardId, Client, ErrorKind, TableId};
use copera_term::{ExitCode, Report};

use crate::context::Context;
use crate::words;
use crate::{client, failure};

/// Asks the service whether the table is one of the board. Where it can't be asked, that is noted: the
/// file can be written without it.
///
/// # Errors
/// The service knows no such table in that board.
pub(super) fn table(
    context: &Context,
    board: Option<&BoardId>,
    table: Option<&TableId>,
) -> Result<(), Report> {
    let (Some(board), Some(table)) = (board, table) else {
        return Ok(());
    };
    match client::open(context).and_then(|client| ask(context, &client, board, table)) {
        Ok(true) => Ok(()),
        Ok(false) => Err(elsewhere(board, table)),
        Err(report) if report.exit == ExitCode::Interrupted => Err(report),
        Err(report) => {
            context.note(format!(
                "whether table {table} is in board {board} was not checked: {}",
                report.message
            ));
            Ok(())
        }
    }
}

fn ask(
    context: &Context,
    client: &Client,
    board: &BoardId,
    table: &TableId,
) -> Result<bool, Report> {
    let handle = client.board(board.clone()).table(table.clone());
    let asked = async {
        tokio::time::timeout(client::VERIFY_TIMEOUT, handle.get().send())
            .await
            .map_err(|_| {
                let message = "the service did not answer in time";
                Report::new(words::REQUEST_FAILED, message)
            })
    };
    match client::block_on(context, asked)?? {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(failure::api(context, &error)),
    }
}

fn elsewhere(board: &BoardId, table: &TableId) -> Report {
    let message = format!("table {table} is not in board {board}, or the token can't see them");
    Report::new(words::INVALID_FLAG, message).suggest(format!(
        "`copera tables list --board {board}` shows its tables"
    ))
}
