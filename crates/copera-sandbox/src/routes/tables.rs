//! Tables and their columns.

use super::place;
use crate::{
    answer::{Refusal, Reply},
    call::{Call, mentions},
    state::State,
};

/// `GET /board/{boardId}/tables`: an array; `q` searches the names.
pub(super) fn list(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let board = place::board(state, call)?;
    let tables = state.tables.iter();
    let found: Vec<_> = tables
        .filter(|table| table.board == board && mentions(&table.name, call.text("q")))
        .collect();
    Reply::ok(&found)
}

/// `GET /board/{boardId}/table/{tableId}`
pub(super) fn get(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    Reply::ok(place::table(state, call)?)
}
