//! What the upload of a folder will do.

use std::path::{Path, PathBuf};

use super::{FolderOutcome, IfExists, LeftOut, send::Sending, walk::Walked};
use crate::{
    Client,
    transfer::upload::{settings::Settings, source::LocalFile},
};

/// What the upload of a folder will do; made by [`UploadFolder::plan`](super::UploadFolder::plan).
#[derive(Debug)]
#[must_use = "nothing is sent before `send`"]
pub struct FolderPlan {
    pub(super) client: Client,
    pub(super) root: PathBuf,
    pub(super) name: String,
    pub(super) folders: Vec<PathBuf>,
    pub(super) files: Vec<PlannedFile>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) if_exists: IfExists,
    pub(super) settings: Settings,
}

/// A file that goes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFile {
    pub(super) path: PathBuf,
    pub(super) source: LocalFile,
}

impl PlannedFile {
    /// Its path, relative to the folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many bytes it has; of a link, those of what it leads to.
    pub fn size(&self) -> u64 {
        self.source.identity.size
    }
}

impl FolderPlan {
    pub(super) fn new(
        client: Client,
        root: PathBuf,
        name: String,
        walked: Walked,
        if_exists: IfExists,
        settings: Settings,
    ) -> Self {
        let files = walked.files.into_iter();
        Self {
            client,
            root,
            name,
            folders: walked.folders,
            files: files
                .map(|(path, source)| PlannedFile { path, source })
                .collect(),
            left_out: walked.left_out,
            if_exists,
            settings,
        }
    }

    /// The name that the folder will have in the drive.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The folders inside of it, relative to it.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// The files.
    pub fn files(&self) -> &[PlannedFile] {
        &self.files
    }

    /// What does not go along. What is left out by rule is not among it.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// How many bytes all files have together.
    pub fn total_bytes(&self) -> u64 {
        let sizes = self.files.iter().map(PlannedFile::size);
        sizes.fold(0, u64::saturating_add)
    }

    /// Sends it: the folders first (`POST /drive/folders`), then the files, several at once (see
    /// [`UploadFile::send`](crate::transfer::upload::UploadFile::send)).
    ///
    /// A folder of the same name in the same place is taken for the same one (`GET /drive/tree`, and
    /// `GET /drive/search` where the place has more than 500 things). Where neither can tell, that is a
    /// failure: a second folder might come beside the first.
    /// What is wrong with one file only is noted, and the others are sent; any other failure lets
    /// what is in flight come to its end, and nothing more begins.
    pub async fn send(self) -> FolderOutcome {
        Sending::begin(self).run().await
    }
}
