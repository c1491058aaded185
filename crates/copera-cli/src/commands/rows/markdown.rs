//! The two long texts of a row: its own description, and cells of `DESCRIPTION` columns.

use clap::{Args, ValueEnum};
use copera_api::model::Markdown;
use copera_api::rows::{CellHandle, GetMarkdown};
use copera_api::{Client, Reply, WriteMarkdown, WriteMode};
use copera_term::{ExitCode, Report};

use super::place::OnTable;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::waiting::{Waiting, Written};
use crate::words;
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

    #[command(flatten)]
    waiting: Waiting,
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

    /// Writes it, and waits for it if that was asked for. Scripts of the official tool expect nothing on
    /// stdout.
    async fn write(
        &self,
        context: &Context,
        (thing, look): (&str, &str),
        write: impl Fn(WriteMode, &str) -> WriteMarkdown,
        read: impl Fn() -> GetMarkdown,
    ) -> Result<ExitCode, Report> {
        let (mode, new) = self.read(context)?;
        let read = async || match read().send().await {
            Ok(text) => Ok(text.into_value().content),
            Err(error) => Err(failure::api(context, &error)),
        };
        let before = if self.waiting.is_wanted(context) {
            Some(read().await?)
        } else {
            None
        };
        let taken_in = write(mode, &new).send().await;
        taken_in.map_err(|error| failure::api(context, &error))?;
        let Some(before) = before else {
            context.output().note(&format!(
                "Queued: the service writes {thing} in a moment (--wait waits for it)."
            ));
            return Ok(ExitCode::Success);
        };
        let written = Written {
            before: &before,
            mode,
            new: &new,
            thing,
            look,
        };
        self.waiting.until_read(written, read).await?;
        let told = format!("Wrote {thing}, and read it back.");
        context.output().note(&told);
        Ok(ExitCode::Success)
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
            let report = Report::new(words::MISSING_ID, "no column given");
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
/// It belongs to the row itself. To print the text of a cell, see `copera rows column-content`.
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
///
/// The service takes the text in and writes it a moment later; --wait waits until it can be read back.
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
        let id = self.id.as_deref().unwrap_or_default().trim();
        let thing = format!("the description of row {id}");
        let look = format!("copera rows description {id}");
        let write = |mode, text: &str| row.write_description(mode, text);
        let read = || row.description();
        self.text.write(context, (&thing, &look), write, read).await
    }
}

/// Write the long text of a cell
///
/// The service takes the text in and writes it a moment later; --wait waits until it can be read back.
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
        let column = self.at.column.as_deref().unwrap_or_default().trim();
        let thing = format!("the text in `{column}`");
        let id = self.at.id.as_deref().unwrap_or_default().trim();
        let look = format!("copera rows column-content {id} --column '{column}'");
        let write = |mode, text: &str| cell.write(mode, text);
        let read = || cell.content();
        self.text.write(context, (&thing, &look), write, read).await
    }
}
