//! The columns of a table, which give names and kinds to what its rows hold.

use copera_api::model::{Column, Table, UnknownColumn};
use copera_api::tables::TableHandle;
use copera_api::{ColumnId, ID_DIGITS, Json, TableId};
use copera_term::Report;

use crate::context::Context;
use crate::failure;
use crate::words;

/// The table as the cache has it, if it has these columns: what was kept may be older than one of
/// them. Else as the service has it.
///
/// # Errors
/// The service does not give it.
pub(crate) async fn read_with<'a>(
    context: &Context,
    id: &TableId,
    handle: &TableHandle,
    mut columns: impl Iterator<Item = &'a ColumnId>,
) -> Result<Table, Report> {
    match cached(context, id) {
        Some(table) if columns.all(|id| table.column(id).is_some()) => Ok(table),
        _ => fresh(context, id, handle).await,
    }
}

/// As [`read_with`], for these names of columns, each an id or a label.
///
/// # Errors
/// As [`read_with`]; that a name leads to no column is for the caller to find.
pub(crate) async fn read_naming<'a>(
    context: &Context,
    id: &TableId,
    handle: &TableHandle,
    mut names: impl Iterator<Item = &'a str>,
) -> Result<Table, Report> {
    match cached(context, id) {
        Some(table) if names.all(|name| table.column_called(name).is_ok()) => Ok(table),
        _ => fresh(context, id, handle).await,
    }
}

/// The id of the column that is named. What has the form of an id is taken for one, unasked.
///
/// # Errors
/// The table has no such column, or can't be read.
pub(crate) async fn column_id(
    context: &Context,
    id: &TableId,
    handle: &TableHandle,
    name: &str,
) -> Result<ColumnId, Report> {
    let name = name.trim();
    if name.len() == ID_DIGITS && name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(name.into());
    }
    let table = read_naming(context, id, handle, std::iter::once(name)).await?;
    Ok(column(&table, name)?.id.clone())
}

/// The column that is named.
///
/// # Errors
/// There is none, or several.
pub(crate) fn column<'a>(table: &'a Table, name: &str) -> Result<&'a Column, Report> {
    table.column_called(name.trim()).map_err(|error| {
        let report = Report::new(words::INPUT_ERROR, error.to_string());
        match error {
            UnknownColumn::Missing { known, .. } => {
                report.suggest(format!("there are: {}", known.join(", ")))
            }
            _ => report.suggest(format!(
                "give the column's id, which `copera tables get {}` shows",
                table.id
            )),
        }
    })
}

fn cached(context: &Context, id: &TableId) -> Option<Table> {
    let cache = context.cache()?;
    let document: Json = cache.get(&entry(id), cache.ttl())?;
    let table = document.read().ok()?;
    context.remember_passwords(&table);
    Some(table)
}

/// The table as the service has it now.
///
/// # Errors
/// The service does not give it.
pub(crate) async fn fresh(
    context: &Context,
    id: &TableId,
    handle: &TableHandle,
) -> Result<Table, Report> {
    let table = handle
        .get()
        .send()
        .await
        .map_err(|error| failure::api(context, &error))?;
    keep(context, id, table.raw());
    context.remember_passwords(&table);
    Ok(table.into_value())
}

/// Keeps a table, as the service sent it, for later commands.
pub(crate) fn keep(context: &Context, id: &TableId, document: &[u8]) {
    if let (Some(cache), Ok(document)) = (context.cache(), serde_json::from_slice::<Json>(document))
    {
        cache.put(&entry(id), &document);
    }
}

fn entry(id: &TableId) -> String {
    format!("table-{id}")
}
