//! Results on their way to stdout, or into a file, which is replaced in one step or left as it was.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use copera_term::document::DocumentError;
use copera_term::escape::Shown;
use copera_term::{Report, Stdout};
use tempfile::{Builder, TempPath};

use crate::context::Context;
use crate::words;

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

/// Before a command changes files here, which no rehearsal would hold back.
///
/// # Errors
/// A rehearsal was asked for.
pub(crate) fn check_rehearsal(context: &Context) -> Result<(), Report> {
    if !context.globals().dry_run {
        return Ok(());
    }
    let message = "--dry-run is for commands that change something at the service";
    Err(Report::new(words::USAGE_ERROR, message)
        .suggest("leave it out; this command changes nothing there"))
}

/// Puts a text where it was asked for. On a terminal it can do nothing but be read.
///
/// # Errors
/// It can't be written.
pub(crate) fn deliver(context: &Context, target: Target<'_>, text: &[u8]) -> Result<(), Report> {
    let mut delivery = Delivery::begin(context, target, Shown::text)?;
    match delivery.write_all(text) {
        Ok(()) => delivery.finish(),
        Err(error) => delivery.broken(error),
    }
}

/// Writes the file at `path`, in place of one that is there.
///
/// # Errors
/// It can't be written; what was there is as it was.
pub(crate) fn file(path: &Path, content: &[u8]) -> Result<(), Report> {
    let replaced = Replacement::begin(path).and_then(|mut new| {
        new.write_all(content)?;
        new.finish()
    });
    replaced.map_err(|error| unwritten(path, &error))
}

/// A result that is written piece by piece.
pub(crate) enum Delivery<'a> {
    Stdout(Stdout),
    Terminal(Shown<Stdout>),
    File(&'a Path, Replacement),
}

impl<'a> Delivery<'a> {
    /// On a terminal it is made safe to look at, as `shown` has it.
    ///
    /// # Errors
    /// There can be no file at that path.
    pub(crate) fn begin(
        context: &Context,
        target: Target<'a>,
        shown: impl FnOnce(Stdout) -> Shown<Stdout>,
    ) -> Result<Self, Report> {
        let output = context.output();
        Ok(match target {
            Target::File(path) => {
                let new = Replacement::begin(path).map_err(|error| unwritten(path, &error))?;
                Self::File(path, new)
            }
            Target::Stdout if output.stdout_is_terminal() => Self::Terminal(shown(output.stdout())),
            Target::Stdout => Self::Stdout(output.stdout()),
        })
    }

    /// Ends it: only now a file is there.
    ///
    /// # Errors
    /// It can't be written.
    pub(crate) fn finish(mut self) -> Result<(), Report> {
        let flushed = self.flush();
        match (self, flushed) {
            (Self::File(path, new), Ok(())) => {
                new.finish().map_err(|error| unwritten(path, &error))
            }
            (delivery, Err(error)) => delivery.broken(error),
            (_, Ok(())) => Ok(()),
        }
    }

    /// What came of a write that failed: a reader of stdout that has gone is no failure.
    ///
    /// # Errors
    /// Anything else.
    pub(crate) fn broken(self, error: io::Error) -> Result<(), Report> {
        match self {
            Self::File(path, _) => Err(unwritten(path, &error)),
            _ => Context::written(Err(DocumentError::from(error))),
        }
    }
}

impl Write for Delivery<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(to) => to.write(piece),
            Self::Terminal(to) => to.write(piece),
            Self::File(_, to) => to.write(piece),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(to) => to.flush(),
            Self::Terminal(to) => to.flush(),
            Self::File(_, to) => to.flush(),
        }
    }
}

/// A file that takes the place of another one when it is finished.
pub(crate) enum Replacement {
    New {
        file: BufWriter<File>,
        /// Removes the file unless it takes its place.
        beside: TempPath,
        target: PathBuf,
        old: Option<fs::Permissions>,
    },
    /// A pipe or a device is written into; there is nothing to put in its place.
    Direct(BufWriter<File>),
}

impl Replacement {
    fn begin(path: &Path) -> io::Result<Self> {
        // Behind a link it is the file itself that changes.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let old = target.metadata().ok();
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            let file = fs::OpenOptions::new().write(true).open(&target)?;
            return Ok(Self::Direct(BufWriter::new(file)));
        }
        let folder = match target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        // Opened here: an error of the library's own would name that file, which nobody asked for.
        let (file, beside) = Builder::new()
            .prefix(".copera-")
            .make_in(folder, |path| File::create_new(path))?
            .into_parts();
        Ok(Self::New {
            file: BufWriter::new(file),
            beside,
            old: old.map(|old| old.permissions()),
            target,
        })
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::New {
                file,
                beside,
                target,
                old,
            } => {
                let new = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                if let Some(old) = old {
                    new.set_permissions(old)?;
                }
                new.sync_all()?;
                // Where an open file can't be renamed it is closed first.
                drop(new);
                beside.persist(&target).map_err(|error| error.error)
            }
            Self::Direct(mut file) => file.flush(),
        }
    }
}

impl Write for Replacement {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        match self {
            Self::New { file, .. } | Self::Direct(file) => file.write(piece),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::New { file, .. } | Self::Direct(file) => file.flush(),
        }
    }
}

/// What a file that can't be written is told as.
pub(crate) fn unwritten(path: &Path, error: &io::Error) -> Report {
    let message = format!("can't write {}: {error}", path.display());
    Report::new(words::FILE_ERROR, message)
}
