//! The Markdown of a row: its description, and its cells of the rich text type.

use serde::Serialize;
use serde_json::Value;

use super::place;
use crate::{
    answer::{Refusal, Reply},
    call::Call,
    cells::ColumnType,
    id::Id,
    later::{Effect, queued},
    state::State,
};

#[derive(Serialize)]
struct Content<'a> {
    content: &'a str,
}

/// `GET …/row/{rowId}/md`
pub(super) fn description(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let (_, row) = place::row(state, call)?;
    Reply::ok(&Content {
        content: &row.description,
    })
}

/// `POST …/row/{rowId}/md`: 202, and the text a moment later.
pub(super) fn write_description(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let (_, row) = place::row(state, call)?;
    let (row, write) = (row.id.clone(), call.json()?);
    let effect = Effect::Description { row, write };
    state.later.accept(call.now, &call.caller.member, effect);
    queued()
}

/// `GET …/row/{rowId}/column/{columnId}/md`
pub(super) fn cell(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let (row, column) = rich_cell(state, call)?;
    let row = state.rows.get(&row);
    let text = row.and_then(|row| row.values.get(&column));
    Reply::ok(&Content {
        content: text.and_then(Value::as_str).unwrap_or(""),
    })
}

/// `POST …/row/{rowId}/column/{columnId}/md`: 202, and the text a moment later.
pub(super) fn write_cell(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let (row, column) = rich_cell(state, call)?;
    let write = call.json()?;
    let effect = Effect::Cell { row, column, write };
    state.later.accept(call.now, &call.caller.member, effect);
    queued()
}

/// Row and column of the path; a column of another type is a 400.
fn rich_cell(state: &State, call: &Call) -> Result<(Id, Id), Refusal> {
    let (table, row) = place::row(state, call)?;
    let column = place::column(table, call)?;
    if column.r#type != ColumnType::Description {
        return Err(Refusal::invalid("columnId"));
    }
    Ok((row.id.clone(), column.id.clone()))
}
