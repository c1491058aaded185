//! Boards.

use crate::{
    answer::{Refusal, Reply},
    call::{Call, mentions},
    state::State,
};

/// `GET /board/list-boards`: an array; `q` searches the names.
pub(super) fn list(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let boards = state.boards.iter();
    let found: Vec<_> = boards
        .filter(|board| mentions(&board.name, call.text("q")))
        .collect();
    Reply::ok(&found)
}

/// `GET /board/{boardId}`
pub(super) fn get(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let id = call.id("boardId")?;
    let board = state.boards.iter().find(|board| board.id == id);
    Reply::ok(board.ok_or_else(|| Refusal::not_found("Board"))?)
}
