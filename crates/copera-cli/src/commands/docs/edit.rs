//! `copera docs edit`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use copera_api::{Client, DocId, WriteMode};
use copera_term::{ExitCode, Report, run_in_foreground};
use tempfile::NamedTempFile;

use super::text;
use crate::commands::RunWithClient;
use crate::context::Context;
use crate::ids;
use crate::waiting::Waiting;

/// Edit the text of a document in your editor
///
/// The editor is the one that the variable VISUAL names, else EDITOR. When it ends, the text is sent, unless it
/// is as it was. A document that somebody else changed meanwhile is not overwritten: your text is kept
/// in a file.
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
        let ended = start(&editor, draft.file.path());
        let new = draft.text();
        if let (Ok(new), Ok(())) = (&new, &ended)
            && *new == before
        {
            context
                .output()
                .note("The text is as it was; nothing was sent.");
            return Ok(ExitCode::Success);
        }
        let sent = async {
            ended?;
            let new = new?;
            if text::read(context, client, &id).await? != before {
                return Err(changed_meanwhile(&id));
            }
            text::write(context, client, &id, WriteMode::Replace, &new).await?;
            Ok(new)
        };
        let new = match sent.await {
            Ok(new) => new,
            Err(report) => return Err(draft.keep(context, report)),
        };
        if self.waiting.is_wanted(context) {
            let written = (before.as_str(), WriteMode::Replace, new.as_str());
            text::wait(context, client, &id, self.waiting, written).await?;
        }
        context
            .output()
            .note(&format!("Sent the new text of document {id}."));
        Ok(ExitCode::Success)
    }
}

/// The text while it is edited, in a file that nobody else can read.
struct Draft {
    file: NamedTempFile,
    /// Whether the final line break was put there for the editor's sake.
    line_break_is_ours: bool,
}

impl Draft {
    /// In the folder for what a program can do without: what is kept there is still there tomorrow.
    fn begin(context: &Context, id: &DocId, text: &str) -> Result<Self, Report> {
        let folder = context.environment.state_dir("copera").ok_or_else(|| {
            let message = "there is no place for the text: the home directory is not known";
            Report::new("file_error", ExitCode::Failure, message).suggest("set HOME")
        })?;
        let folder = folder.join("drafts");
        let failed = |error| file_error(&folder, "write", &error);
        fs::create_dir_all(&folder).map_err(failed)?;
        let file = tempfile::Builder::new()
            .prefix(&format!("{id}-"))
            .suffix(".md")
            .tempfile_in(&folder)
            .map_err(failed)?;
        let line_break_is_ours = !text.is_empty() && !text.ends_with('\n');
        let end = if line_break_is_ours { "\n" } else { "" };
        fs::write(file.path(), format!("{text}{end}")).map_err(failed)?;
        Ok(Self {
            file,
            line_break_is_ours,
        })
    }

    /// The text as the editor left it. Many editors put a file of their own in the place of this one,
    /// so it is read by its name.
    fn text(&self) -> Result<String, Report> {
        let path = self.file.path();
        let mut text =
            fs::read_to_string(path).map_err(|error| file_error(path, "read", &error))?;
        if self.line_break_is_ours && text.ends_with('\n') {
            text.pop();
        }
        Ok(text)
    }

    /// Leaves the file where it is, and says where that is.
    fn keep(self, context: &Context, mut report: Report) -> Report {
        let shown = context.environment.display_path(self.file.path());
        if self.file.keep().is_ok() {
            if context.globals().dry_run {
                context.note(format!("the text is kept in {shown}"));
            }
            report.message = format!("{}; your text is kept in {shown}", report.message);
        }
        report
    }
}

fn editor(context: &Context) -> Result<String, Report> {
    let variable = |name| context.environment.variable(name);
    variable("VISUAL")
        .or_else(|| variable("EDITOR"))
        .ok_or_else(|| {
            Report::new("missing_editor", ExitCode::Usage, "no editor is set").suggest(
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
        Report::new("editor_failed", ExitCode::Failure, message)
    };
    match run_in_foreground(command.arg(file)) {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(format!("failed ({status})"))),
        Err(error) => Err(failed(format!("can't be started: {error}"))),
    }
}

fn changed_meanwhile(id: &DocId) -> Report {
    let message = format!("document {id} was changed by somebody else meanwhile; nothing was sent");
    Report::new("conflict", ExitCode::Conflict, message).suggest(format!(
        "compare it with `copera docs content {id} --no-cache`; `copera docs update {id} --content @FILE` writes yours"
    ))
}

fn file_error(path: &Path, verb: &str, error: &std::io::Error) -> Report {
    let path: PathBuf = path.into();
    let message = format!("can't {verb} {}: {error}", path.display());
    Report::new("file_error", ExitCode::Failure, message)
}
