//! Exports of tables.

use serde::Serialize;

use crate::{
    BoardId, ColumnId, Error, Json, Reply, RowId, ViewId,
    call::Call,
    model::{Export, ExportFormat},
};

/// An export of a table; made by [`TableHandle::export`](crate::tables::TableHandle::export).
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct ExportTable {
    call: Call,
    body: Body,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    board_id: BoardId,
    view_id: ViewId,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<ExportFormat>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    column_ids: Vec<ColumnId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    row_ids: Vec<RowId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    include_hidden: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    include_system_columns: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file_name_template: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    force_async: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    save_to_drive: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    webhook_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    csv_options: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pdf_options: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zip_options: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ics_options: Option<Json>,
}

impl ExportTable {
    pub(crate) fn new(call: Call, board_id: BoardId, view_id: ViewId) -> Self {
        Self {
            call,
            body: Body {
                board_id,
                view_id,
                format: None,
                column_ids: Vec::new(),
                row_ids: Vec::new(),
                include_hidden: None,
                include_system_columns: None,
                file_name_template: None,
                force_async: None,
                save_to_drive: None,
                webhook_url: None,
                csv_options: None,
                pdf_options: None,
                zip_options: None,
                ics_options: None,
            },
        }
    }

    /// The format of the file. Default: the service's; which one, is not documented.
    pub fn format(mut self, format: ExportFormat) -> Self {
        self.body.format = Some(format);
        self
    }

    /// One more column to export. Default: all of the view.
    pub fn column(mut self, id: ColumnId) -> Self {
        self.body.column_ids.push(id);
        self
    }

    /// One more row to export. Default: all of the view.
    pub fn row(mut self, id: RowId) -> Self {
        self.body.row_ids.push(id);
        self
    }

    /// Whether columns that the view hides are exported too.
    pub fn include_hidden(mut self, yes: bool) -> Self {
        self.body.include_hidden = Some(yes);
        self
    }

    /// Whether the columns that every table has are exported too.
    pub fn include_system_columns(mut self, yes: bool) -> Self {
        self.body.include_system_columns = Some(yes);
        self
    }

    /// How the file is named; the syntax is not documented.
    pub fn file_name_template(mut self, template: impl Into<String>) -> Self {
        self.body.file_name_template = Some(template.into());
        self
    }

    /// Whether the file is made in the background, however small it is.
    pub fn force_async(mut self, yes: bool) -> Self {
        self.body.force_async = Some(yes);
        self
    }

    /// Whether the file is put into the drive.
    pub fn save_to_drive(mut self, yes: bool) -> Self {
        self.body.save_to_drive = Some(yes);
        self
    }

    /// An address that is called when the file is there; what is sent there is not documented.
    pub fn webhook_url(mut self, url: impl Into<String>) -> Self {
        self.body.webhook_url = Some(url.into());
        self
    }

    /// How a CSV file is written: an object that is not documented.
    pub fn csv_options(mut self, options: Json) -> Self {
        self.body.csv_options = Some(options);
        self
    }

    /// How a PDF file is laid out: an object that is not documented.
    pub fn pdf_options(mut self, options: Json) -> Self {
        self.body.pdf_options = Some(options);
        self
    }

    /// What a ZIP file holds: an object that is not documented.
    pub fn zip_options(mut self, options: Json) -> Self {
        self.body.zip_options = Some(options);
        self
    }

    /// How a calendar is made of the rows: an object that is not documented.
    pub fn ics_options(mut self, options: Json) -> Self {
        self.body.ics_options = Some(options);
        self
    }

    /// Sends it.
    pub async fn send(self) -> Result<Reply<Export>, Error> {
        self.call.json(&self.body)?.send().await
    }
}
