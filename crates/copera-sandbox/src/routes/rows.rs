//! Rows.

use serde::{Deserialize, Serialize, Serializer, ser::SerializeSeq};

use super::place;
use crate::{
    answer::{Refusal, Reply},
    call::{Call, mentions},
    cells::{CellWrite, Filter, Moment, Order, RowView, accepted, display, forget_row, read, tie},
    id::Id,
    later::{Effect, Operation, TextWrite},
    model::{Row, Table, Time},
    state::State,
};

/// `GET …/rows`: an array of all rows that fit both `q` and `filter`, by number unless `sort` says
/// otherwise. The documents say that the list has no pages.
pub(super) fn list(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let state = &*state;
    let table = place::table(state, call)?;
    let filter = call
        .text("filter")
        .map(|text| Filter::parse(text, table, call.now))
        .transpose()?;
    let order = call
        .text("sort")
        .map(|text| Order::parse(text, table))
        .transpose()?;
    let search = call.text("q");
    let fits = |row: &Row| {
        filter.as_ref().is_none_or(|filter| filter.fits(row))
            && search.is_none_or(|text| is_about(state, table, row, text))
    };
    let mut rows: Vec<_> = state.rows_of(&table.id).filter(|row| fits(row)).collect();
    if let Some(order) = order {
        order.apply(state, &mut rows);
    }
    Reply::ok(&Listing {
        state,
        table,
        rows,
        fits,
    })
}

/// The rows on the wire: those that are kept, then those that are made up as they are written.
struct Listing<'a, F> {
    state: &'a State,
    table: &'a Table,
    rows: Vec<&'a Row>,
    fits: F,
}

impl<F: Fn(&Row) -> bool> Serialize for Listing<'_, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (state, table) = (self.state, self.table);
        let mut list = serializer.serialize_seq(None)?;
        for row in &self.rows {
            list.serialize_element(&RowView::of(state, table, row))?;
        }
        let bulk = state.bulk.iter();
        let bulk = bulk.filter(|bulk| bulk.table == table.id.as_str());
        for row in bulk.flat_map(|bulk| bulk.rows(table)) {
            if (self.fits)(&row) {
                list.serialize_element(&RowView::of(state, table, &row))?;
            }
        }
        list.end()
    }
}

/// Whether one of a row's cells, in words, has the text in it. Passwords are not looked at.
fn is_about(state: &State, table: &Table, row: &Row, text: &str) -> bool {
    let columns = table.columns.iter();
    columns
        .filter(|column| column.r#type.searchable())
        .any(|column| mentions(&display(state, column, &read(row, column)), Some(text)))
}

/// `GET …/row/{rowId}`
pub(super) fn get(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let (table, row) = place::row(state, call)?;
    Reply::ok(&RowView::of(state, table, row))
}

/// `GET …/row-number/{rowNumber}`
pub(super) fn by_number(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let table = place::table(state, call)?;
    let number = call.segment_number("rowNumber")?;
    let row = state
        .rows_of(&table.id)
        .find(|row| row.number == number)
        .ok_or_else(|| Refusal::not_found("Row"))?;
    Reply::ok(&RowView::of(state, table, row))
}

#[derive(Deserialize)]
struct NewRow {
    columns: Vec<CellWrite>,
    description: Option<String>,
}

/// `POST …/row`: the row at once, its description a moment later.
pub(super) fn create(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let table = place::table(state, call)?;
    let NewRow {
        columns,
        description,
    } = call.json()?;
    let values = accepted(state, table, columns, Moment::Creation)?;
    let (board, table) = (table.board.clone(), table.id.clone());
    let id = state.new_id();
    let kept = state.tables.iter_mut().find(|kept| kept.id == table);
    let number = kept.map_or(1, |table| {
        table.next_number += 1;
        table.next_number - 1
    });
    let author = &call.caller.member;
    state.add_row(Row {
        id: id.clone(),
        number,
        owner: author.clone(),
        table,
        board,
        created_at: Time(call.now),
        updated_at: Time(call.now),
        changed_by: author.clone(),
        values: values
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .collect(),
        description: String::new(),
    });
    if let Some(content) = description {
        let write = TextWrite {
            operation: Operation::Replace,
            content,
        };
        let row = id.clone();
        let effect = Effect::Description { row, write };
        state.later.accept(call.now, author, effect);
    }
    tie(state, &id);
    shown(state, &id)
}

#[derive(Deserialize)]
struct ChangedRow {
    columns: Vec<CellWrite>,
}

/// `PATCH …/row/{rowId}`: the columns that are named change, the others keep their values.
pub(super) fn update(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let (table, row) = place::row(state, call)?;
    let ChangedRow { columns } = call.json()?;
    let values = accepted(state, table, columns, Moment::Update)?;
    let id = row.id.clone();
    if let Some(row) = state.rows.get_mut(&id) {
        for (column, value) in values {
            row.put(column, value);
        }
        row.touch(call.now, call.caller.member.clone());
    }
    tie(state, &id);
    shown(state, &id)
}

/// A row that was just written.
fn shown(state: &State, id: &Id) -> Result<Reply, Refusal> {
    let row = state.rows.get(id);
    let found = row.and_then(|row| Some((state.table(&row.table)?, row)));
    let (table, row) = found.ok_or_else(|| Refusal::not_found("Row"))?;
    Reply::ok(&RowView::of(state, table, row))
}

/// `DELETE …/row/{rowId}`: its comments go with it.
pub(super) fn delete(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let (_, row) = place::row(state, call)?;
    let gone = row.clone();
    state.rows.shift_remove(&gone.id);
    state.comments.retain(|comment| comment.row != gone.id);
    forget_row(state, &gone);
    Ok(Reply::no_content())
}
