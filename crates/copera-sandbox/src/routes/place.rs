//! The table, row or column that a path names.

use crate::{
    answer::Refusal,
    call::Call,
    id::Id,
    model::{Column, Row, Table},
    state::State,
};

/// The board `{boardId}` and its table `{tableId}`.
pub(super) fn table<'a>(state: &'a State, call: &Call) -> Result<&'a Table, Refusal> {
    let (board, table) = (board(state, call)?, call.id("tableId")?);
    state
        .table(&table)
        .filter(|table| table.board == board)
        .ok_or_else(|| Refusal::not_found("Table"))
}

/// The id of the board `{boardId}`, which exists.
pub(super) fn board(state: &State, call: &Call) -> Result<Id, Refusal> {
    let id = call.id("boardId")?;
    let mut boards = state.boards.iter();
    boards
        .any(|board| board.id == id)
        .then_some(id)
        .ok_or_else(|| Refusal::not_found("Board"))
}

/// The row `{rowId}` of [`table`].
pub(super) fn row<'a>(state: &'a State, call: &Call) -> Result<(&'a Table, &'a Row), Refusal> {
    let (table, id) = (table(state, call)?, call.id("rowId")?);
    let row = state
        .rows
        .get(&id)
        .filter(|row| row.table == table.id)
        .ok_or_else(|| Refusal::not_found("Row"))?;
    Ok((table, row))
}

/// The column `{columnId}` of a table.
pub(super) fn column<'a>(table: &'a Table, call: &Call) -> Result<&'a Column, Refusal> {
    table
        .column(&call.id("columnId")?)
        .ok_or_else(|| Refusal::not_found("Column"))
}
