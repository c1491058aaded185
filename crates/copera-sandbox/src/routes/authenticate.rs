//! A row as an account: found by an identifier, opened with the password in one of its cells.

use serde::Deserialize;

use super::place;
use crate::{
    answer::{Refusal, Reply},
    call::Call,
    cells::{ColumnType, RowView},
    id::Id,
    state::State,
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Credentials {
    identifier_column_id: Id,
    identifier_column_value: String,
    password_column_id: Id,
    password_column_value: String,
}

/// `POST …/row/authenticate`: 400 when no row has the identifier, 401 when the password is wrong.
///
/// Of several rows with the identifier the one with the lowest number counts.
pub(super) fn row(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let table = place::table(state, call)?;
    let given: Credentials = call.json()?;
    if table.column(&given.identifier_column_id).is_none() {
        return Err(Refusal::invalid("identifierColumnId"));
    }
    table
        .column(&given.password_column_id)
        .filter(|column| column.r#type == ColumnType::Password)
        .ok_or_else(|| Refusal::invalid("passwordColumnId"))?;
    let mut rows = state.rows_of(&table.id);
    let row = rows
        .find(|row| {
            let identifier = row.values.get(&given.identifier_column_id);
            identifier.is_some_and(|value| *value == given.identifier_column_value)
        })
        .ok_or_else(|| Refusal::invalid("identifierColumnValue"))?;
    let password = row.values.get(&given.password_column_id);
    if password.is_none_or(|value| *value != given.password_column_value) {
        return Err(Refusal::unauthorized("Wrong password"));
    }
    Reply::ok(&RowView::of(state, table, row))
}
