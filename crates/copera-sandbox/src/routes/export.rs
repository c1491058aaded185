//! Export of a table: a document in the reply, or a job.

use std::time::Duration;

use axum::body::Bytes;
use serde::{Deserialize, Serialize};

use super::place;
use crate::{
    answer::{Refusal, Reply},
    call::Call,
    cells::{CellView, ColumnType, display, shown},
    id::Id,
    later::Effect,
    model::{Column, DriveItem, DriveType, Row, Table, Time},
    render::{Format, Sheet},
    state::State,
    storage::{Blob, Content},
};

/// More rows than these are a job.
const LARGE: usize = 1000;
/// How long a job is said to be kept.
const JOB_LIFE: Duration = Duration::from_secs(24 * 60 * 60);

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
struct Queued {
    async_job: Job,
}

/// No endpoint tells more of a job than this.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Job {
    #[serde(rename = "jobId")]
    id: String,
    status: &'static str,
    format: Format,
    expires_at: Option<Time>,
    file_name: String,
    mime_type: &'static str,
    download_url: Option<String>,
    file_size_bytes: Option<u64>,
    row_count: usize,
}

/// `POST …/export`. Whatever has a text form is in the reply, unless it is large or a job is asked
/// for. With `saveToDrive` the text is also in the root of the caller's drive a moment later.
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
    let (mime_type, ending) = export.format.names();
    let stem = export.file_name_template.as_deref().unwrap_or(&table.name);
    let file_name = format!("{stem}.{ending}");
    let payload = sheet(state, &columns, &rows).rendered(export.format);
    let file = payload
        .clone()
        .filter(|_| export.save_to_drive)
        .map(|text| (text, file_name.clone(), mime_type));
    let row_count = rows.len();
    let inline = payload.filter(|_| !export.force_async && row_count <= LARGE);
    let reply = inline.map(|payload| {
        Reply::ok(&Inline {
            file_name: file_name.clone(),
            mime_type,
            payload,
            row_count,
            columns: columns.iter().map(|column| exported(column)).collect(),
            rows: rows
                .iter()
                .map(|row| ExportedRow {
                    id: &row.id,
                    row_id: row.number,
                    columns: columns
                        .iter()
                        .map(|column| CellView::of(state, table, row, column))
                        .collect(),
                })
                .collect(),
        })
    });
    if let Some((text, name, mime_type)) = file {
        save(state, call, text, name, mime_type);
    }
    reply.unwrap_or_else(|| {
        Reply::ok(&Queued {
            async_job: Job {
                id: format!("export-{}", state.new_id()),
                status: "queued",
                format: export.format,
                expires_at: call.now.checked_add(JOB_LIFE).ok().map(Time),
                file_name,
                mime_type,
                download_url: None,
                file_size_bytes: None,
                row_count,
            },
        })
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
    let rows = state.rows.iter().filter(|row| row.table == table.id);
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

fn save(state: &mut State, call: &Call, text: String, name: String, mime_type: &str) {
    let blob = Blob::of(Bytes::from(text));
    let file = DriveItem {
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
    };
    let author = &call.caller.member;
    state
        .later
        .accept(call.now, author, Effect::File(Box::new(file)));
}
