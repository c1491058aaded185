//! Links run both ways: what a row links to links back, in the mirror column of its own table.

use serde_json::Value;

use crate::{
    id::Id,
    model::{Row, Source},
    state::State,
};

/// Brings the mirror cells in line with the link cells of a row that was just written.
pub(crate) fn tie(state: &mut State, row: &Id) {
    let Some(written) = state.rows.get(row) else {
        return;
    };
    let Some(table) = state.table(&written.table) else {
        return;
    };
    let links: Vec<_> = table
        .columns
        .iter()
        .filter_map(|column| match &column.source {
            Source::Link { table, mirror } => {
                let cell = written.values.get(&column.id);
                Some((
                    table.clone(),
                    mirror.clone(),
                    cell.cloned().unwrap_or_default(),
                ))
            }
            Source::Own | Source::Lookup { .. } => None,
        })
        .collect();
    for (target, mirror, cell) in links {
        let targets = state.rows.values_mut().filter(|kept| kept.table == target);
        for kept in targets {
            let wanted = cell
                .as_array()
                .is_some_and(|ids| ids.iter().any(|id| *id == kept.id.as_str()));
            set(kept, &mirror, row, wanted);
        }
    }
}

/// Takes a row that is gone out of every cell that links to it.
pub(crate) fn forget_row(state: &mut State, gone: &Row) {
    let links: Vec<Id> = state
        .tables
        .iter()
        .flat_map(|table| &table.columns)
        .filter(
            |column| matches!(&column.source, Source::Link { table, .. } if *table == gone.table),
        )
        .map(|column| column.id.clone())
        .collect();
    for kept in state.rows.values_mut() {
        for column in &links {
            set(kept, column, &gone.id, false);
        }
    }
}

/// Makes `id` one of the rows of a link cell, or none of them.
fn set(row: &mut Row, column: &Id, id: &Id, wanted: bool) {
    let is_it = |kept: &Value| *kept == id.as_str();
    let cell = row.values.get(column).and_then(Value::as_array);
    if cell.is_some_and(|ids| ids.iter().any(is_it)) == wanted {
        return;
    }
    let mut ids = cell.cloned().unwrap_or_default();
    if wanted {
        ids.push(id.as_str().into());
    } else {
        ids.retain(|kept| !is_it(kept));
    }
    if ids.is_empty() {
        row.values.remove(column);
    } else {
        row.values.insert(column.clone(), Value::Array(ids));
    }
}
