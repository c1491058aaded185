//! Files that a person asked for: replaced in one step, or left as they were.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use copera_term::{ExitCode, Report, escape};
use tempfile::Builder;

use crate::context::Context;

/// Where a result goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target<'a> {
    Stdout,
    File(&'a Path),
}

impl<'a> Target<'a> {
    /// What `-o` says: `-` is stdout.
    pub(crate) fn of(path: &'a Path) -> Self {
        if path.as_os_str() == "-" {
            Self::Stdout
        } else {
            Self::File(path)
        }
    }
}

/// Puts a text where it was asked for. On a terminal it can do nothing but be read.
///
/// # Errors
/// It can't be written.
pub(crate) fn deliver(context: &Context, target: Target<'_>, text: &[u8]) -> Result<(), Report> {
    match target {
        Target::File(path) => file(path, text),
        Target::Stdout => context.print(|output, to| {
            if !output.stdout_is_terminal() {
                return to.write_all(text);
            }
            let text = String::from_utf8_lossy(text);
            to.write_all(escape::paragraph(&text).as_bytes())
        }),
    }
}

/// Writes the file at `path`, in place of one that is there.
///
/// # Errors
/// It can't be written; what was there is as it was.
pub(crate) fn file(path: &Path, content: &[u8]) -> Result<(), Report> {
    replace(path, content).map_err(|error| {
        let message = format!("can't write {}: {error}", path.display());
        Report::new("file_error", ExitCode::Failure, message)
    })
}

fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    // Behind a link it is the file itself that changes.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let old = target.metadata().ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        // A pipe or a device is written into; there is nothing to put in its place.
        return fs::OpenOptions::new()
            .write(true)
            .open(&target)?
            .write_all(content);
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = Builder::new();
    let builder = builder.prefix(".copera-");
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666))
    };
    let mut new = builder.tempfile_in(folder)?;
    new.write_all(content)?;
    if let Some(old) = old {
        new.as_file().set_permissions(old.permissions())?;
    }
    new.as_file().sync_all()?;
    new.persist(&target).map_err(|error| error.error)?;
    Ok(())
}
