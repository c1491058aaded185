//! The upload of one file, as a caller asks for it.

use std::path::{Path, PathBuf};

use super::{
    UploadError,
    job::{Job, Shared},
    journal::Destination,
    settings::{Settings, settings},
    source::LocalFile,
};
use crate::{Client, Reply, model::DriveItem, transfer::off_thread::off_thread};

/// The upload of a file; made by [`Drive::upload`](crate::drive::Drive::upload).
///
/// Users' tokens only, with scope `access_drive`; integration keys are refused before anything is
/// sent.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct UploadFile {
    client: Client,
    path: PathBuf,
    name: Option<String>,
    mime_type: Option<String>,
    settings: Settings,
}

settings!(UploadFile);

impl UploadFile {
    pub(crate) fn new(client: Client, path: PathBuf) -> Self {
        Self {
            client,
            path,
            name: None,
            mime_type: None,
            settings: Settings::default(),
        }
    }

    /// The name in the drive. Default: the file's own.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The file's type. Default: told from the extension of its name in the drive, else
    /// `application/octet-stream`.
    pub fn mime_type(mut self, mime_type: impl Into<String>) -> Self {
        self.mime_type = Some(mime_type.into());
        self
    }

    /// Sends the file: `POST /drive/files/upload/multipart/start`, then `…/presigned-urls`, the
    /// parts by PUT without the token, and `…/finalize`.
    ///
    /// A file that changes meanwhile is an error, and no file is made of what was sent. An empty
    /// file is sent as one empty part; whether the service takes it is not documented, and if not,
    /// its refusal is the error.
    ///
    /// # Errors
    /// After an error ask [`UploadError::may_have_happened`] before sending it again.
    pub async fn send(self) -> Result<Reply<DriveItem>, UploadError> {
        let given = self.path;
        let source = off_thread(move || {
            // By its real place: the journal is named by it, and a link may be turned meanwhile.
            let path = given
                .canonicalize()
                .map_err(UploadError::local("find", &given))?;
            let source = LocalFile::inspect(&path)?;
            Ok::<_, UploadError>((source, own_name(&given, &path)))
        });
        let (source, own_name) = source.await?;
        let name = match self.name {
            Some(name) => name,
            None => own_name.ok_or_else(|| UploadError::NoName {
                path: source.path.clone(),
            })?,
        };
        let destination = Destination {
            mime_type: self.mime_type.unwrap_or_else(|| mime_type(&name)),
            name,
            parent: self.settings.parent.clone(),
        };
        let shared = Shared::new(self.client, self.settings, source.identity.size);
        Job::new(&shared, &source, destination)?.run().await
    }
}

/// The last part of the path as it was given, such as that of a link; of the real path where it was
/// given as `..` or the like.
pub(super) fn own_name(given: &Path, real: &Path) -> Option<String> {
    let name = given.file_name().or_else(|| real.file_name())?;
    name.to_str().map(str::to_owned)
}

/// The type that goes with the extension of a name.
pub(super) fn mime_type(name: &str) -> String {
    mime_guess::from_path(name)
        .first_or_octet_stream()
        .essence_str()
        .to_owned()
}
