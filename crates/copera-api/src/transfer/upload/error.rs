//! Why an upload failed.

use std::{
    io,
    path::{Path, PathBuf},
};

use copera_text::line;
use thiserror::Error as ThisError;

use super::{FileChange, parts::MAX_PARTS};
use crate::{Error, ErrorKind, error::shown};

/// Why an upload failed.
///
/// The text says what failed, of which file or folder, and why, and gives no advice. Paths are shown in it
/// without what could act on a terminal or a log, as in the text of [`Error`]; the fields hold them as they are.
#[derive(Debug, ThisError)]
#[non_exhaustive]
pub enum UploadError {
    /// A file or folder of this machine can't be read.
    #[error("can't {action} {}: {source}", shown(path))]
    Local {
        /// What was being done.
        action: &'static str,
        /// To which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is no file.
    #[error("{} is no file", shown(path))]
    NotAFile {
        /// What is none.
        path: PathBuf,
    },
    /// It is no folder.
    #[error("{} is no folder", shown(path))]
    NotAFolder {
        /// What is none.
        path: PathBuf,
    },
    /// The name of the file or folder can't be sent: it has none, or it is no Unicode text.
    #[error(
        "{} has no name that can be sent: it must be Unicode text",
        shown(path)
    )]
    NoName {
        /// Whose name.
        path: PathBuf,
    },
    /// The file has more bytes than the largest parts can hold.
    #[error(
        "{} is too large: {size} bytes do not fit in {MAX_PARTS} parts of 5 GiB",
        shown(path)
    )]
    TooLarge {
        /// Which file.
        path: PathBuf,
        /// How many bytes it has.
        size: u64,
    },
    /// A rule for leaving files out can't be understood. Nothing was sent.
    #[error("a rule for leaving files out can't be understood: {}", line(problem))]
    IgnoreRule {
        /// Which one, and why.
        problem: String,
    },
    /// The file is another one than when the upload began. No file was made of what was sent.
    #[error("{} {change} while it was uploaded", shown(path))]
    Changed {
        /// Which file.
        path: PathBuf,
        /// What happened to it.
        change: FileChange,
    },
    /// A call of the service failed that makes no file and no folder.
    #[error("can't upload {}: {source}", shown(path))]
    Call {
        /// Which file or folder it was for.
        path: PathBuf,
        /// Why the call failed.
        source: Error,
    },
    /// There are fewer addresses than parts. Nothing was sent to them.
    #[error(
        "can't upload {}: the service gave addresses for {given} of {asked} parts",
        shown(path)
    )]
    TooFewAddresses {
        /// Which file.
        path: PathBuf,
        /// How many parts the file has.
        asked: u32,
        /// How many of them have an address.
        given: usize,
    },
    /// A part was not taken. No file was made of the others.
    #[error("can't upload {}: part {number}: {source}", shown(path))]
    Part {
        /// Which file.
        path: PathBuf,
        /// Which part, counted from 1.
        number: u32,
        /// Why.
        source: Error,
    },
    /// The store took a part and did not say under which `ETag`, so that no file can be made of it.
    #[error(
        "can't upload {}: the store named no ETag for part {number}",
        shown(path)
    )]
    NoEtag {
        /// Which file.
        path: PathBuf,
        /// Which part, counted from 1.
        number: u32,
    },
    /// All parts were sent, and the call that makes a file of them failed.
    #[error("can't finish the upload of {}: {source}", shown(path))]
    Finalize {
        /// Which file.
        path: PathBuf,
        /// Why the call failed.
        source: Error,
    },
    /// The call that makes a folder failed.
    #[error("can't make the folder for {}: {source}", shown(path))]
    CreateFolder {
        /// Which folder of this machine.
        path: PathBuf,
        /// Why the call failed.
        source: Error,
    },
    /// Whether there is such a thing in the drive already can't be told, so that nothing was made: its
    /// folder has more than the service lists, and too much is found by its name.
    #[error(
        "can't tell whether {} is in the drive already: its folder there has more than the service lists, and {alike} things have this name in theirs",
        shown(path)
    )]
    Untold {
        /// Which file or folder of this machine.
        path: PathBuf,
        /// How many things have its name as a part of theirs.
        alike: u64,
    },
    /// Another upload of the same file to the same place is going on, or came to its end just now.
    #[error(
        "{} is being uploaded by somebody else: its journal {} is in use",
        shown(path),
        shown(journal)
    )]
    InUse {
        /// Which file.
        path: PathBuf,
        /// The journal.
        journal: PathBuf,
    },
}

impl UploadError {
    pub(super) fn local<'a>(
        action: &'static str,
        path: &'a Path,
    ) -> impl FnOnce(io::Error) -> Self + 'a {
        move |source| Self::Local {
            action,
            path: path.to_owned(),
            source,
        }
    }

    pub(super) fn call(path: &Path) -> impl FnOnce(Error) -> Self + '_ {
        |source| Self::Call {
            path: path.to_owned(),
            source,
        }
    }

    /// The call that failed; `None` where the fault is with a file, or with what a call answered.
    pub fn call_error(&self) -> Option<&Error> {
        match self {
            Self::Call { source, .. }
            | Self::Part { source, .. }
            | Self::Finalize { source, .. }
            | Self::CreateFolder { source, .. } => Some(source),
            _ => None,
        }
    }

    /// The kind of this error, as [`Error::kind`].
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Local { .. } | Self::Changed { .. } => ErrorKind::File,
            Self::Untold { .. } => ErrorKind::Conflict,
            Self::TooFewAddresses { .. } | Self::NoEtag { .. } => ErrorKind::Protocol,
            _ => self.call_error().map_or(ErrorKind::Input, Error::kind),
        }
    }

    /// Whether the same upload could work a little later.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::InUse { .. }) || self.call_error().is_some_and(Error::is_transient)
    }

    /// Whether the file or folder may be there all the same: look before you send it again.
    pub fn may_have_happened(&self) -> bool {
        match self {
            Self::Finalize { source, .. } | Self::CreateFolder { source, .. } => {
                source.may_have_happened()
            }
            // What they leave behind shows nowhere in the drive.
            _ => false,
        }
    }

    /// Whether it is about this one file only, so that others may work.
    pub(super) fn concerns_one_file(&self) -> bool {
        match self.call_error() {
            Some(error) => {
                !self.may_have_happened()
                    && matches!(error.kind(), ErrorKind::Invalid | ErrorKind::Conflict)
            }
            None => matches!(
                self.kind(),
                ErrorKind::File | ErrorKind::Input | ErrorKind::Conflict
            ),
        }
    }

    /// Whether the service says that it does not know the upload, or not any more. It has no
    /// documented way of saying it, so any refusal counts that is not about the token and not
    /// about the moment.
    pub(super) fn upload_is_gone(&self) -> bool {
        let about_the_upload = |error: &Error| {
            error
                .status()
                .is_some_and(|status| status.is_client_error())
                && !error.is_transient()
                && !matches!(error.kind(), ErrorKind::Unauthorized)
        };
        match self {
            Self::Call { source, .. } | Self::Part { source, .. } => about_the_upload(source),
            Self::Finalize { source, .. } => {
                about_the_upload(source) && !source.may_have_happened()
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever prints an error must not have to know that a file may be named so.
    #[test]
    fn no_path_acts_in_the_text() {
        let path = || PathBuf::from("a\u{1b}[31m\nb\u{202e}");
        let shown = "a\\u{1b}[31m\\nb\\u{202e}";
        let source = || Error::Exists { path: path() };
        let io = || io::Error::other("broken");
        #[rustfmt::skip]
        let errors = [
            UploadError::local("read", &path())(io()),
            UploadError::NotAFile { path: path() },
            UploadError::NotAFolder { path: path() },
            UploadError::NoName { path: path() },
            UploadError::TooLarge { path: path(), size: 1 },
            UploadError::IgnoreRule { problem: path().display().to_string() },
            UploadError::Changed { path: path(), change: FileChange::Shrank },
            UploadError::Call { path: path(), source: source() },
            UploadError::TooFewAddresses { path: path(), asked: 2, given: 1 },
            UploadError::Part { path: path(), number: 1, source: source() },
            UploadError::NoEtag { path: path(), number: 1 },
            UploadError::Finalize { path: path(), source: source() },
            UploadError::CreateFolder { path: path(), source: source() },
            UploadError::Untold { path: path(), alike: 1 },
            UploadError::InUse { path: path(), journal: path() },
        ];
        let local = Error::File {
            action: "read",
            path: path(),
            source: io(),
        };
        let errors = errors.map(|error| error.to_string());
        for text in errors
            .into_iter()
            .chain([source().to_string(), local.to_string()])
        {
            assert!(text.contains(shown), "{text:?}");
            assert!(!text.chars().any(copera_text::acts), "{text:?}");
        }
    }
}
