//! The two long texts of a row: its own description, and cells of `DESCRIPTION` columns.

use clap::{Args, ValueEnum};
use copera_api::model::Markdown;
use copera_api::rows::CellHandle;
use copera_api::{Client, Reply, WriteMarkdown, WriteMode};
use copera_term::{ExitCode, Report};

use super::place::OnTable;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::{content, failure, ids, schema, show};

/// What becomes of the text that is there.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Operation {
    /// The new text takes its place
    #[default]
    Replace,
    /// The new text comes after it
    Append,
    /// The new text comes before it
    Prepend,
}

/// A text to write.
#[derive(Debug, Args)]
struct NewText {
    /// What becomes of the text that is there
    #[arg(long, value_enum, default_value_t, value_name = "WORD")]
    operation: Operation,

    /// The text, as Markdown; @FILE is a file, - is stdin, which is also read without the flag
    #[arg(long, value_name = "TEXT")]
    content: Option<String>,
}

impl NewText {
    fn read(&self, context: &Context) -> Result<(WriteMode, String), Report> {
        let text = content::required(context, "--content", self.content.as_deref())?;
        let mode = match self.operation {
            Operation::Replace => WriteMode::Replace,
            Operation::Append => WriteMode::Append,
            Operation::Prepend => WriteMode::Prepend,
        };
        Ok((mode, text))
    }
}

/// A cell of long text.
#[derive(Debug, Args)]
struct OnCell {
    /// The row's id
    id: Option<String>,

    #[command(flatten)]
    on: OnTable,

    /// The column: id or label
    #[arg(long, value_name = "COLUMN")]
    column: Option<String>,
}

impl OnCell {
    async fn cell(&self, context: &Context, client: &Client) -> Result<CellHandle, Report> {
        let place = self.on.place(context, client)?;
        let row = place.table.row(ids::required("row", self.id.as_deref())?);
        let column = self
            .column
            .as_deref()
            .filter(|name| !name.trim().is_empty());
        let Some(column) = column else {
            let report = Report::new("missing_id", ExitCode::Usage, "no column given");
            return Err(report.suggest(
                "add --column with the column's label or id; `copera tables get` shows both",
            ));
        };
        let column = schema::column_id(context, &place.id, &place.table, column).await?;
        Ok(row.cell(column))
    }
}

/// Print the description of a row
///
/// It belongs to the row itself. The text of a cell is printed by `column-content`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera rows description 64a1b2c3d4e5f60718293a4e --output plain > row.md"
)]
pub(crate) struct Description {
    /// The row's id
    id: Option<String>,

    #[command(flatten)]
    on: OnTable,
}

impl RunWithClient for Description {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let row = self.on.row(context, client, self.id.as_deref())?;
        let text = row.description().send().await;
        print(
            context,
            &text.map_err(|error| failure::api(context, &error))?,
        )
    }
}

/// Print the long text of a cell
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera rows column-content 64a1b2c3d4e5f60718293a4e --column Notes --output plain"
)]
pub(crate) struct ColumnContent {
    #[command(flatten)]
    at: OnCell,
}

impl RunWithClient for ColumnContent {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let cell = self.at.cell(context, client).await?;
        let text = cell.content().send().await;
        print(
            context,
            &text.map_err(|error| failure::api(context, &error))?,
        )
    }
}

fn print(context: &Context, text: &Reply<Markdown>) -> Result<ExitCode, Report> {
    show::text(context, text.raw(), &text.content)
}

/// Write the description of a row
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera rows update-description 64a1b2c3d4e5f60718293a4e --content @row.md\n  \
                        date | copera rows update-description 64a1b2c3d4e5f60718293a4e --operation append"
)]
pub(crate) struct UpdateDescription {
    /// The row's id
    id: Option<String>,

    #[command(flatten)]
    on: OnTable,

    #[command(flatten)]
    text: NewText,
}

impl RunWithClient for UpdateDescription {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let row = self.on.row(context, client, self.id.as_deref())?;
        let (mode, text) = self.text.read(context)?;
        let thing = format!(
            "the description of row {}",
            self.id.unwrap_or_default().trim()
        );
        write(context, row.write_description(mode, text), &thing).await
    }
}

/// Write the long text of a cell
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera rows update-column-content 64a1b2c3d4e5f60718293a4e --column Notes --content @notes.md"
)]
pub(crate) struct UpdateColumnContent {
    #[command(flatten)]
    at: OnCell,

    #[command(flatten)]
    text: NewText,
}

impl RunWithClient for UpdateColumnContent {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let cell = self.at.cell(context, client).await?;
        let (mode, text) = self.text.read(context)?;
        let column = self.at.column.unwrap_or_default();
        write(
            context,
            cell.write(mode, text),
            &format!("the text in `{}`", column.trim()),
        )
        .await
    }
}

/// Scripts of the official tool expect nothing on stdout.
async fn write(context: &Context, text: WriteMarkdown, thing: &str) -> Result<ExitCode, Report> {
    text.send()
        .await
        .map_err(|error| failure::api(context, &error))?;
    context
        .output()
        .note(&format!("Queued: the service writes {thing} in a moment."));
    Ok(ExitCode::Success)
}
