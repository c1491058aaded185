//! `copera docs update`.

use clap::{Args, ValueEnum};
use copera_api::{Client, DocId, WriteMode};
use copera_term::{ExitCode, Report};

use super::text;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::waiting::Waiting;
use crate::{content, ids};

/// Write the text of a document
///
/// The text is what --content says: the text itself, @FILE, or - for what is piped in. Without --content it
/// is what is piped in. The service takes the text in and writes it a moment later; --wait waits until it can
/// be read back.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera docs update 64a1b2c3d4e5f60718293a4b < plan.md\n  \
                        copera docs update 64a1b2c3d4e5f60718293a4b --operation append --content '- one more' --wait\n  \
                        copera docs update 64a1b2c3d4e5f60718293a4b --content ''"
)]
pub(crate) struct Update {
    /// The document's id
    id: Option<String>,

    /// What becomes of the text that is there
    #[arg(long, value_name = "WORD", default_value = "replace")]
    operation: Operation,

    /// The text, as Markdown
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    content: Option<String>,

    #[command(flatten)]
    waiting: Waiting,
}

/// The words of the official tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Operation {
    /// The new text takes its place
    Replace,
    /// The new text comes after it
    Append,
    /// The new text comes before it
    Prepend,
}

impl From<Operation> for WriteMode {
    fn from(operation: Operation) -> Self {
        match operation {
            Operation::Replace => Self::Replace,
            Operation::Append => Self::Append,
            Operation::Prepend => Self::Prepend,
        }
    }
}

impl RunWithClient for Update {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let id: DocId = ids::required("document", self.id.as_deref())?;
        let new = content::required(context, "--content", self.content.as_deref())?;
        let before = if self.waiting.is_wanted(context) {
            Some(text::read(context, client, &id).await?)
        } else {
            None
        };
        let mode = self.operation.into();
        text::write(context, client, &id, mode, &new).await?;
        let Some(before) = before else {
            let done =
                format!("Queued for document {id}; it shows in a moment (--wait waits for it).");
            context.output().note(&done);
            return Ok(ExitCode::Success);
        };
        let written = (before.as_str(), mode, new.as_str());
        text::wait(context, client, &id, self.waiting, written).await?;
        let done = format!("Document {id} is written, and was read back.");
        context.output().note(&done);
        Ok(ExitCode::Success)
    }
}
