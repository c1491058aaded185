//! The text of a document while it is edited.

use std::fs;
use std::io;
use std::path::Path;

use copera_api::DocId;
use copera_term::Report;
use tempfile::NamedTempFile;

use crate::context::Context;
use crate::words;

/// A file that nobody else can read.
pub(super) struct Draft {
    file: NamedTempFile,
    /// Whether the final line break was put there for the editor's sake.
    line_break_is_ours: bool,
}

impl Draft {
    /// In the folder for what a program can do without: what is kept there is still there tomorrow.
    pub(super) fn begin(context: &Context, id: &DocId, text: &str) -> Result<Self, Report> {
        let folder = context.environment.state_dir("copera").ok_or_else(|| {
            let message = "there is no place for the text: the home directory is not known";
            Report::new(words::FILE_ERROR, message).suggest("set HOME")
        })?;
        let folder = folder.join("drafts");
        let failed = |error| file_error(&folder, "write", &error);
        fs::create_dir_all(&folder).map_err(failed)?;
        let file = tempfile::Builder::new()
            .prefix(&format!("{id}-"))
            .suffix(".md")
            .make_in(&folder, private)
            .map_err(failed)?;
        let line_break_is_ours = !text.is_empty() && !text.ends_with('\n');
        let end = if line_break_is_ours { "\n" } else { "" };
        fs::write(file.path(), format!("{text}{end}")).map_err(failed)?;
        Ok(Self {
            file,
            line_break_is_ours,
        })
    }

    pub(super) fn path(&self) -> &Path {
        self.file.path()
    }

    /// The text as the editor left it. Many editors put a file of their own in the place of this one,
    /// so it is read by its name.
    pub(super) fn text(&self) -> Result<String, Report> {
        let path = self.file.path();
        let mut text =
            fs::read_to_string(path).map_err(|error| file_error(path, "read", &error))?;
        if self.line_break_is_ours && text.ends_with('\n') {
            text.pop();
        }
        Ok(text)
    }

    /// Leaves the file where it is, if the editor did, and says where that is and how to go on.
    pub(super) fn keep(self, context: &Context, id: &DocId, mut report: Report) -> Report {
        let path = self.file.path().to_owned();
        if path.exists() && self.file.keep().is_ok() {
            let shown = context.environment.display_path(&path);
            report.message = format!("{}; your text is kept in {shown}", report.message);
            let send = format!(
                "`copera docs update {id} --content '@{}'` sends it",
                path.display()
            );
            report.suggestion = Some(match report.suggestion {
                Some(suggestion) => format!("{suggestion}; {send}"),
                None => send,
            });
        }
        report
    }
}

/// Opened here: an error of the library's own would name a file that is not there.
fn private(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn file_error(path: &Path, verb: &str, error: &io::Error) -> Report {
    let message = format!("can't {verb} {}: {error}", path.display());
    Report::new(words::FILE_ERROR, message)
}
