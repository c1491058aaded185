//! What came of the upload of a folder.

use std::{fmt, io, path::PathBuf};

use crate::{DriveId, Reply, model::DriveItem, transfer::upload::UploadError};

/// Something that does not go along. Its path is relative to the folder.
#[derive(Debug)]
#[non_exhaustive]
pub struct LeftOut {
    /// What.
    pub path: PathBuf,
    /// Why.
    pub why: WhyLeftOut,
}

/// Why something of a folder does not go along.
#[derive(Debug)]
#[non_exhaustive]
pub enum WhyLeftOut {
    /// A link out of the folder.
    LinkOutside,
    /// A link to something that does not exist.
    LinkToNothing,
    /// A link to a folder that it lies in.
    LinkLoop,
    /// A pipe, a socket or a device.
    NeitherFileNorFolder,
    /// A name that is no Unicode text.
    NameNotUnicode,
    /// It can't be read.
    Unreadable(io::Error),
}

impl fmt::Display for WhyLeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LinkOutside => "it is a link out of the folder",
            Self::LinkToNothing => "it is a link to something that does not exist",
            Self::LinkLoop => "it is a link to a folder that it lies in",
            Self::NeitherFileNorFolder => "it is neither a file nor a folder",
            Self::NameNotUnicode => "its name is no Unicode text",
            Self::Unreadable(error) => return write!(f, "it can't be read: {error}"),
        })
    }
}

/// What came of the upload of a folder.
#[derive(Debug)]
#[non_exhaustive]
pub struct FolderOutcome {
    /// Everything in the folder, itself first, then folders, files, and what was left out.
    pub entries: Vec<FolderEntry>,
}

/// What came of one file or folder.
#[derive(Debug)]
#[non_exhaustive]
pub struct FolderEntry {
    /// Its path, relative to the folder; empty for the folder itself.
    pub path: PathBuf,
    /// What came of it.
    pub outcome: EntryOutcome,
}

/// What came of one file or folder.
#[derive(Debug)]
#[non_exhaustive]
pub enum EntryOutcome {
    /// A folder that was made.
    FolderCreated(DriveId),
    /// A folder that was there already.
    FolderFound(DriveId),
    /// A file that was sent.
    Uploaded(Box<Reply<DriveItem>>),
    /// A file that was there already, and was not sent.
    AlreadyThere(DriveId),
    /// It never was to go along.
    LeftOut(WhyLeftOut),
    /// It was tried, and failed.
    Failed(UploadError),
    /// It was not tried, since something before it had failed.
    NotTried,
}

impl FolderOutcome {
    /// The folder in the drive, if it got that far.
    pub fn folder(&self) -> Option<&DriveId> {
        match &self.entries.first()?.outcome {
            EntryOutcome::FolderCreated(id) | EntryOutcome::FolderFound(id) => Some(id),
            _ => None,
        }
    }

    /// Whether everything is in the drive now, and nothing was left out.
    pub fn is_complete(&self) -> bool {
        self.entries.iter().all(|entry| match entry.outcome {
            EntryOutcome::FolderCreated(_)
            | EntryOutcome::FolderFound(_)
            | EntryOutcome::Uploaded(_)
            | EntryOutcome::AlreadyThere(_) => true,
            EntryOutcome::LeftOut(_) | EntryOutcome::Failed(_) | EntryOutcome::NotTried => false,
        })
    }

    /// What failed, in the order of the entries.
    pub fn failures(&self) -> impl Iterator<Item = (&FolderEntry, &UploadError)> {
        self.entries
            .iter()
            .filter_map(|entry| match &entry.outcome {
                EntryOutcome::Failed(error) => Some((entry, error)),
                _ => None,
            })
    }
}
