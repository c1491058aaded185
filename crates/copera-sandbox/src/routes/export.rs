//! Export of a table: a document in the reply, or a job.

use axum::body::Bytes;
use serde::{Deserialize, Serialize};

use super::place;
use crate::{
    answer::{Refusal, Reply},
    call::Call,
    cells::{CellView, ColumnType, display, shown},
    exports::Job,
    id::Id,
    later::Effect,
    model::{Column, DriveItem, DriveType, Row, Table, Time},
    render::{Format, Sheet},
    state::State,
    storage::{Blob, Content},
};

/// More rows than these are a job.
const LARGE: usize = 1000;

/// What is not read here is accepted all the same: there are no hidden columns, the sandbox calls
/// nobody's webhook, and the options of the formats are not documented.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Export {
    board_id: Id,
    view_id: Id,
    #[serde(default)]
    format: Format,
    column_ids: Option<Vec<Id>>,
    row_ids: Option<Vec<Id>>,
    #[serde(default)]
    include_system_columns: bool,
    file_name_template: Option<String>,
    #[serde(default)]
    force_async: bool,
    #[serde(default)]
    save_to_drive: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Inline<'a> {
    file_name: String,
    mime_type: &'static str,
    payload: String,
    row_count: usize,
    columns: Vec<ExportedColumn<'a>>,
    rows: Vec<ExportedRow<'a>>,
}

#[derive(Serialize)]
struct ExportedColumn<'a> {
    #[serde(rename = "_id")]
    id: &'a Id,
    label: &'a str,
    r#type: ColumnType,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ExportedRow<'a> {
    #[serde(rename = "_id")]
    id: &'a Id,
    row_id: u64,
    columns: Vec<CellView<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Queued<'a> {
    async_job: QueuedJob<'a>,
}

/// No endpoint tells more of a job than this; the [`Sandbox`](crate::Sandbox) does.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct QueuedJob<'a> {
    job_id: &'a str,
    status: &'static str,
    format: Format,
    expires_at: Time,
    file_name: &'a str,
    mime_type: &'static str,
    download_url: Option<String>,
    file_size_bytes: Option<u64>,
    row_count: usize,
}

/// `POST …/export`. Whatever has a text form is in the reply, unless it is large or a job is asked
/// for. With `saveToDrive` the file is also in the root of the caller's drive a moment later.
pub(super) fn table(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let export: Export = call.json()?;
    let table = place::table(state, call)?;
    if export.board_id != table.board {
        return Err(Refusal::invalid("boardId"));
    }
    if export.view_id != table.view {
        return Err(Refusal::not_found("View"));
    }
    let columns = columns(table, &export)?;
    let rows = rows(state, table, &export)?;
    let row_count = rows.len();
    let (mime_type, ending) = export.format.names();
    let stem = export.file_name_template.as_deref().unwrap_or(&table.name);
    let file_name = format!("{stem}.{ending}");
    let text = sheet(state, &columns, &rows).rendered(export.format);
    let bytes = match &text {
        Some(text) => Bytes::from(text.clone()),
        None => Bytes::from_static(export.format.stand_in()),
    };
    let inline = text.filter(|_| !export.force_async && row_count <= LARGE);
    let inline = inline.map(|payload| {
        Reply::ok(&Inline {
            file_name: file_name.clone(),
            mime_type,
            payload,
            row_count,
            columns: columns.iter().map(|column| exported(column)).collect(),
            rows: rows
                .iter()
                .map(|row| exported_row(state, table, row, &columns))
                .collect(),
        })
    });
    if export.save_to_drive {
        let file = file(state, call, file_name.clone(), mime_type, bytes.clone());
        let author = &call.caller.member;
        let effect = Effect::File(Box::new(file));
        state.later.accept(call.now, author, effect);
    }
    inline.unwrap_or_else(|| {
        let file = file(state, call, file_name, mime_type, bytes);
        let id = format!("export-{}", state.new_id());
        let job = Job::queued(id, export.format, file, row_count, call.now);
        let reply = queued(&job, mime_type);
        state.exports.push(job);
        reply
    })
}

fn queued(job: &Job, mime_type: &'static str) -> Result<Reply, Refusal> {
    Reply::ok(&Queued {
        async_job: QueuedJob {
            job_id: &job.id,
            status: "queued",
            format: job.format,
            expires_at: job.expires_at(),
            file_name: &job.file.name,
            mime_type,
            download_url: None,
            file_size_bytes: None,
            row_count: job.row_count,
        },
    })
}

/// Those that were asked for, in the order of the table; else all, the system's own only on demand.
fn columns<'a>(table: &'a Table, export: &Export) -> Result<Vec<&'a Column>, Refusal> {
    let columns = table.columns.iter();
    let Some(ids) = &export.column_ids else {
        let all = export.include_system_columns;
        return Ok(columns
            .filter(|column| all || !column.r#type.is_systems_own())
            .collect());
    };
    if !ids.iter().all(|id| table.column(id).is_some()) {
        return Err(Refusal::invalid("columnIds"));
    }
    Ok(columns.filter(|column| ids.contains(&column.id)).collect())
}

fn rows<'a>(state: &'a State, table: &Table, export: &Export) -> Result<Vec<&'a Row>, Refusal> {
    let rows = state.rows_of(&table.id);
    let Some(ids) = &export.row_ids else {
        return Ok(rows.collect());
    };
    let found: Vec<_> = rows.filter(|row| ids.contains(&row.id)).collect();
    if !ids.iter().all(|id| found.iter().any(|row| row.id == *id)) {
        return Err(Refusal::invalid("rowIds"));
    }
    Ok(found)
}

fn sheet(state: &State, columns: &[&Column], rows: &[&Row]) -> Sheet {
    let cells = |row: &&Row| {
        let columns = columns.iter();
        let words = columns.map(|column| display(state, column, &shown(row, column)));
        words.collect()
    };
    Sheet {
        labels: columns.iter().map(|column| column.label.clone()).collect(),
        rows: rows.iter().map(cells).collect(),
    }
}

fn exported(column: &Column) -> ExportedColumn<'_> {
    ExportedColumn {
        id: &column.id,
        label: &column.label,
        r#type: column.r#type,
    }
}

fn exported_row<'a>(
    state: &State,
    table: &Table,
    row: &'a Row,
    columns: &[&'a Column],
) -> ExportedRow<'a> {
    let columns = columns.iter();
    ExportedRow {
        id: &row.id,
        row_id: row.number,
        columns: columns
            .map(|column| CellView::of(state, table, row, column))
            .collect(),
    }
}

fn file(state: &mut State, call: &Call, name: String, mime_type: &str, bytes: Bytes) -> DriveItem {
    let blob = Blob::of(bytes);
    DriveItem {
        id: state.new_id(),
        name,
        r#type: DriveType::File,
        owner: call.caller.member.clone(),
        parent: None,
        mime_type: Some(mime_type.to_owned()),
        size: Some(blob.len),
        created_at: Time(call.now),
        updated_at: Time(call.now),
        shared_with: Vec::new(),
        content: Content::of(vec![blob]),
    }
}
