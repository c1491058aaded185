//! `copera docs edit`.

mod changes;
mod draft;

use std::path::Path;
use std::process::Command;

use clap::Args;
use copera_api::{Client, DocId, WriteMode};
use copera_term::{ExitCode, Report, run_in_foreground};

use self::draft::Draft;
use super::text;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::ids;
use crate::waiting::Waiting;
use crate::words;

/// Edit the text of a document in your editor
///
/// The editor is the one that the variable VISUAL names, else EDITOR. When it ends, the text is sent, unless
/// nothing was changed. If somebody else changed the document meanwhile, it is not overwritten: their changes
/// are shown, and your text is kept in a file.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera docs edit 64a1b2c3d4e5f60718293a4b\n  \
                        VISUAL='code --wait' copera docs edit 64a1b2c3d4e5f60718293a4b --wait"
)]
pub(crate) struct Edit {
    /// The document's id
    id: Option<String>,

    #[command(flatten)]
    waiting: Waiting,
}

impl RunWithClient for Edit {
    async fn run(self, context: &Context, client: &Client) -> Result<ExitCode, Report> {
        let id: DocId = ids::required("document", self.id.as_deref())?;
        let editor = editor(context)?;
        let before = text::read(context, client, &id).await?;
        let draft = Draft::begin(context, &id, &before)?;
        let ended = start(&editor, draft.path());
        let new = draft.text();
        if new.as_ref().is_ok_and(|new| *new == before) {
            // Nobody's work is lost, whether the editor failed or was only closed.
            ended?;
            context
                .output()
                .note("The text is as it was; nothing was sent.");
            return Ok(ExitCode::Success);
        }
        let sent = async {
            ended?;
            let new = new?;
            let now = text::read(context, client, &id).await?;
            if now != before {
                context.note(changes::told(&id, &before, &now));
                return Err(changes::conflict(&id));
            }
            text::write(context, client, &id, WriteMode::Replace, &new).await?;
            Ok(new)
        };
        let new = match sent.await {
            Ok(new) => new,
            // A rehearsal prints the text with the request.
            Err(report) if report.exit == ExitCode::Success => return Err(report),
            Err(report) => return Err(draft.keep(context, &id, report)),
        };
        let done = if self.waiting.is_wanted(context) {
            let written = (before.as_str(), WriteMode::Replace, new.as_str());
            text::wait(context, client, &id, self.waiting, written).await?;
            format!("Document {id} is written, and was read back.")
        } else {
            format!(
                "Sent the new text of document {id}; it shows in a moment (--wait waits for it)."
            )
        };
        context.output().note(&done);
        Ok(ExitCode::Success)
    }
}

fn editor(context: &Context) -> Result<String, Report> {
    let variable = |name| context.environment.variable(name);
    variable("VISUAL")
        .or_else(|| variable("EDITOR"))
        .ok_or_else(|| {
            Report::new(words::MISSING_EDITOR, "no editor is set").suggest(
                "set VISUAL or EDITOR, or use `copera docs content` and `copera docs update`",
            )
        })
}

/// Starts the editor as other tools do: its words are the shell's to read, the file is not.
fn start(editor: &str, file: &Path) -> Result<(), Report> {
    let mut command = if cfg!(windows) {
        let mut words = editor.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or(editor));
        command.args(words);
        command
    } else {
        let mut command = Command::new("sh");
        // A shell that does not catch Ctrl-C ends of it, and leaves the editor alone with the terminal.
        command.args(["-c", &format!("trap : INT; {editor} \"$1\""), "sh"]);
        command
    };
    let failed = |why: String| {
        let message = format!("the editor `{editor}` {why}; nothing was sent");
        Report::new(words::EDITOR_FAILED, message)
    };
    match run_in_foreground(command.arg(file)) {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(format!("failed ({status})"))),
        Err(error) => Err(failed(format!("can't be started: {error}"))),
    }
}
