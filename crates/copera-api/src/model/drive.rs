use serde::Deserialize;

use crate::{DriveId, Timestamp, UserId, wire::words};

/// A file or folder.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DriveItem {
    /// The id.
    #[serde(rename = "_id")]
    pub id: DriveId,
    /// The name.
    pub name: String,
    /// Whether it is a file or a folder.
    #[serde(rename = "type")]
    pub kind: DriveItemKind,
    /// The user whom it belongs to.
    pub owner: UserId,
    /// The folder that it lies in.
    pub parent: Option<DriveId>,
    /// The file's type.
    pub mime_type: Option<String>,
    /// The file's length in bytes.
    pub size: Option<u64>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

words! {
    /// What lies in the drive.
    DriveItemKind {
        /// A file:
        File = "file",
        /// A folder:
        Folder = "folder",
    }
}

/// What a search in the drive found.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DriveSearch {
    /// What was found, as much as the limit lets through.
    pub hits: Vec<DriveItem>,
    /// How many were found.
    pub total_hits: u64,
    /// What was looked for; optional, since no words need be given.
    pub query: Option<String>,
}

/// Where a file can be fetched.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct DownloadUrl {
    /// A signed address, good for a limited time. Whoever has it can fetch the file, without any
    /// token; the token must not be sent there.
    pub url: String,
}

/// Hides the address: it is a secret while it is good.
impl std::fmt::Debug for DownloadUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DownloadUrl").finish_non_exhaustive()
    }
}
