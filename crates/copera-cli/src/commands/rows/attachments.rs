use clap::{Args, Subcommand};
use copera_api::{AttachmentId, Client, CommentId};
use copera_term::{ExitCode, Report};

use super::place::OnTable;
use crate::commands::{Run, RunWithClient};
use crate::context::Context;
use crate::download::Destination;
use crate::words;
use crate::{ids, schema};

#[derive(Debug, Subcommand)]
pub(crate) enum Attachments {
    Download(OfCell),
}

impl Run for Attachments {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        match self {
            Self::Download(download) => Run::run(download, context),
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum CommentAttachments {
    Download(OfComment),
}

impl Run for CommentAttachments {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        match self {
            Self::Download(download) => Run::run(download, context),
        }
    }
}

/// Download a file of a cell
///
/// `copera rows get` shows which files a row has, and their ids.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera rows attachments download 64a1b2c3d4e5f60718293a4e --column Files --file 64a1b2c3d4e5f60718293a51\n  \
                        copera rows attachments download 64a1b2c3d4e5f60718293a4e --column Files --file 64a1b2c3d4e5f60718293a51 -o - | less"
)]
pub(crate) struct OfCell {
    /// The row's id
    id: Option<String>,

    #[command(flatten)]
    on: OnTable,

    /// The column: id or label
    #[arg(long, value_name = "COLUMN")]
    column: Option<String>,

    /// The file's id
    #[arg(long, value_name = "ID")]
    file: Option<String>,

    #[command(flatten)]
    to: Destination,
}

impl RunWithClient for OfCell {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let place = self.on.place(context, client)?;
        let row = place.table.row(ids::required("row", self.id.as_deref())?);
        let column = given(self.column.as_deref(), "column", "--column")?;
        let file = file(self.file.as_deref())?;
        let column = schema::column_id(context, &place.id, &place.table, column).await?;
        self.to
            .fetch(context, row.cell(column).download(&file))
            .await
    }
}

/// Download the file of a comment
///
/// `copera rows comments --output plain` shows which comments have a file, and its id.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera rows comments attachments download 64a1b2c3d4e5f60718293a4e \\\n    \
                        --comment 64a1b2c3d4e5f60718293a52 --file 64a1b2c3d4e5f60718293a53"
)]
pub(crate) struct OfComment {
    /// The row's id
    id: Option<String>,

    #[command(flatten)]
    on: OnTable,

    /// The comment's id
    #[arg(long, value_name = "ID")]
    comment: Option<String>,

    /// The file's id
    #[arg(long, value_name = "ID")]
    file: Option<String>,

    #[command(flatten)]
    to: Destination,
}

impl RunWithClient for OfComment {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let row = self.on.row(context, client, self.id.as_deref())?;
        let comment: CommentId =
            ids::typed(given(self.comment.as_deref(), "comment", "--comment")?)?;
        let file = file(self.file.as_deref())?;
        let comment = row.comment(comment);
        self.to.fetch(context, comment.download(&file)).await
    }
}

fn file(text: Option<&str>) -> Result<AttachmentId, Report> {
    given(text, "file", "--file").map(AttachmentId::from)
}

fn given<'a>(text: Option<&'a str>, what: &str, flag: &str) -> Result<&'a str, Report> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    text.ok_or_else(|| {
        Report::new(words::MISSING_ID, format!("no {what} given"))
            .suggest(format!("add {flag}; see --help for where it is shown"))
    })
}
