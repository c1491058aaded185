//! The upload of a folder, as a caller asks for it.

mod outcome;
mod plan;
mod send;
mod walk;

use std::path::PathBuf;

pub use self::{
    outcome::{EntryOutcome, FolderEntry, FolderOutcome, LeftOut, WhyLeftOut},
    plan::{FolderPlan, PlannedFile},
};
use super::{
    UploadError,
    file::own_name,
    settings::{Settings, settings},
};
use crate::{Client, transfer::off_thread::off_thread};

/// What is done about a file that is in the drive already: one of the same name and size in the
/// same folder. The drive itself may hold many files of one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IfExists {
    /// It is sent once more, beside the other.
    #[default]
    Add,
    /// It is not sent. A change that leaves the size as it was goes unnoticed.
    Skip,
}

/// The upload of a folder with all that is in it; made by
/// [`Drive::upload_folder`](crate::drive::Drive::upload_folder).
///
/// Users' tokens only, with scope `access_drive`; integration keys are refused before anything is
/// sent.
///
/// Hidden files go along. What a file `.coperaignore` names, with the syntax of `.gitignore`, is
/// left out of the folder that the file lies in. Links are followed as long as they lead to
/// something inside; what they lead to goes under the link's own name.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct UploadFolder {
    client: Client,
    path: PathBuf,
    name: Option<String>,
    excluded: Vec<String>,
    if_exists: IfExists,
    settings: Settings,
}

settings!(UploadFolder);

impl UploadFolder {
    pub(crate) fn new(client: Client, path: PathBuf) -> Self {
        Self {
            client,
            path,
            name: None,
            excluded: Vec::new(),
            if_exists: IfExists::default(),
            settings: Settings::default(),
        }
    }

    /// The name in the drive. Default: the folder's own.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Leaves out what fits this pattern, which is read as a line of `.gitignore`.
    pub fn exclude(mut self, glob: impl Into<String>) -> Self {
        self.excluded.push(glob.into());
        self
    }

    /// What is done about files that are in the drive already. Default: they are sent once more.
    /// To go on with a folder that broke off, skip them.
    pub fn if_exists(mut self, policy: IfExists) -> Self {
        self.if_exists = policy;
        self
    }

    /// Looks at the folder, and sends nothing yet.
    ///
    /// # Errors
    /// Where the folder can't be read, or a rule for leaving files out can't be understood.
    pub async fn plan(self) -> Result<FolderPlan, UploadError> {
        let (given, excluded) = (self.path, self.excluded);
        let looked = off_thread(move || {
            let real = given
                .canonicalize()
                .map_err(UploadError::local("find", &given))?;
            let walked = walk::walk(&real, &excluded)?;
            let name = own_name(&given, &real);
            Ok::<_, UploadError>((real, name, walked))
        });
        let (root, own_name, walked) = looked.await?;
        let name = match self.name {
            Some(name) => name,
            None => own_name.ok_or_else(|| UploadError::NoName { path: root.clone() })?,
        };
        Ok(FolderPlan::new(
            self.client,
            root,
            name,
            walked,
            self.if_exists,
            self.settings,
        ))
    }

    /// Makes the plan and carries it out: see [`FolderPlan::send`].
    ///
    /// # Errors
    /// As [`UploadFolder::plan`]. What fails later stands in the outcome.
    pub async fn send(self) -> Result<FolderOutcome, UploadError> {
        Ok(self.plan().await?.send().await)
    }
}
