use serde::Deserialize;

use super::{Cell, ColumnType};
use crate::{ColumnId, JobId, RowId, Timestamp, wire::words};

/// An export of a table: the file itself, or the promise of one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Wire")]
#[non_exhaustive]
pub enum Export {
    /// The file is in the answer.
    Inline(Box<ExportedFile>),
    /// The file is made in the background.
    Queued(Box<ExportJob>),
}

/// An exported file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExportedFile {
    /// The file's name.
    pub file_name: String,
    /// The file's type.
    pub mime_type: String,
    /// The file's contents; how formats that are no text are written here is not documented.
    pub payload: String,
    /// How many rows were exported.
    pub row_count: Option<u64>,
    /// The columns that were exported.
    pub columns: Vec<ExportedColumn>,
    /// The rows that were exported.
    pub rows: Vec<ExportedRow>,
}

/// A column that was exported.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ExportedColumn {
    /// The column's id.
    #[serde(rename = "_id")]
    pub id: ColumnId,
    /// The column's name.
    pub label: String,
    /// What its cells hold.
    #[serde(rename = "type")]
    pub kind: ColumnType,
}

/// A row that was exported.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ExportedRow {
    /// The row's id.
    #[serde(rename = "_id")]
    pub id: RowId,
    /// The row's small visible number.
    #[serde(rename = "rowId")]
    pub number: u64,
    /// The cells.
    #[serde(rename = "columns")]
    pub cells: Vec<Cell>,
}

/// An export that runs in the background. No endpoint is known that tells how it goes on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ExportJob {
    /// The job's id.
    #[serde(rename = "jobId")]
    pub id: JobId,
    /// How far it is: only `queued` is known.
    pub status: String,
    /// The format of the file.
    pub format: ExportFormat,
    /// Until when the file can be fetched.
    pub expires_at: Option<Timestamp>,
    /// The file's name.
    pub file_name: Option<String>,
    /// The file's type.
    pub mime_type: Option<String>,
    /// Where the file can be fetched.
    pub download_url: Option<String>,
    /// The file's length in bytes.
    pub file_size_bytes: Option<u64>,
    /// How many rows are exported.
    pub row_count: Option<u64>,
}

words! {
    /// The format of an exported file.
    ExportFormat {
        /// Values between commas:
        Csv = "CSV",
        /// A spreadsheet:
        Xlsx = "XLSX",
        /// JSON:
        Json = "JSON",
        /// A Markdown table:
        Markdown = "MARKDOWN",
        /// A web page:
        Html = "HTML",
        /// Always made in the background:
        Pdf = "PDF",
        /// Always made in the background:
        Zip = "ZIP",
        /// A calendar:
        Ics = "ICS",
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    async_job: Option<Box<ExportJob>>,
    file_name: Option<String>,
    mime_type: Option<String>,
    payload: Option<String>,
    row_count: Option<u64>,
    columns: Option<Vec<ExportedColumn>>,
    rows: Option<Vec<ExportedRow>>,
}

impl TryFrom<Wire> for Export {
    type Error = &'static str;

    fn try_from(wire: Wire) -> Result<Self, &'static str> {
        match wire {
            Wire {
                async_job: Some(job),
                ..
            } => Ok(Self::Queued(job)),
            Wire {
                file_name: Some(file_name),
                mime_type: Some(mime_type),
                payload: Some(payload),
                ..
            } => Ok(Self::Inline(Box::new(ExportedFile {
                file_name,
                mime_type,
                payload,
                row_count: wire.row_count,
                columns: wire.columns.unwrap_or_default(),
                rows: wire.rows.unwrap_or_default(),
            }))),
            _ => Err("expected an export: `asyncJob`, or `fileName`, `mimeType` and `payload`"),
        }
    }
}
