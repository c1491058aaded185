//! Files and folders: their tree, what is known about them, and the calls around their bytes.

mod folder;
mod upload;

use std::path::PathBuf;

pub use self::{
    folder::CreateFolder,
    upload::{FinalizeUpload, GetPartUrls, StartUpload},
};
use crate::{
    Client, DriveId, Reply,
    call::Call,
    endpoint::{
        DRIVE_DOWNLOAD_URL, DRIVE_GET, DRIVE_SEARCH, DRIVE_TREE, FOLDER_CREATE, UPLOAD_FINALIZE,
        UPLOAD_PART_URLS, UPLOAD_START,
    },
    model::{DownloadUrl, DriveItem, DriveSearch, Upload},
    request::requests,
    search::searching,
    transfer::StartDownload,
    transfer::upload::{UploadFile, UploadFolder},
    tree::ListTree,
};

/// The files and folders that a token's user can reach; made by [`Client::drive`].
///
/// Users' tokens only, with scope `access_drive`; integration keys are refused before anything is
/// sent.
#[derive(Debug, Clone)]
pub struct Drive {
    client: Client,
}

impl Drive {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Reads a part of the tree of files and folders: `GET /drive/tree`.
    ///
    /// At most 500 come at once; see [`Tree::next_parent_ids`](crate::model::Tree::next_parent_ids).
    pub fn tree(&self) -> ListTree<DriveItem> {
        ListTree::new(Call::new(self.client.clone(), &DRIVE_TREE))
    }

    /// Looks for words in names: `GET /drive/search`.
    pub fn search(&self, text: impl Into<String>) -> SearchDrive {
        SearchDrive(Call::new(self.client.clone(), &DRIVE_SEARCH).query("q", text))
    }

    /// Makes a folder: `POST /drive/folders`.
    pub fn create_folder(&self, name: impl Into<String>) -> CreateFolder {
        CreateFolder::new(Call::new(self.client.clone(), &FOLDER_CREATE), name.into())
    }

    /// Uploads a file of this machine, of any size.
    pub fn upload(&self, path: impl Into<PathBuf>) -> UploadFile {
        UploadFile::new(self.client.clone(), path.into())
    }

    /// Uploads a folder of this machine with all that is in it.
    pub fn upload_folder(&self, path: impl Into<PathBuf>) -> UploadFolder {
        UploadFolder::new(self.client.clone(), path.into())
    }

    /// Begins to upload a file of `size` bytes: `POST /drive/files/upload/multipart/start`.
    ///
    /// The steps are: this; addresses for the parts; the bytes of each part, sent to its address
    /// by HTTP PUT without the token; and [`Drive::finalize_upload`]. [`Drive::upload`] does them
    /// all.
    pub fn start_upload(
        &self,
        name: impl Into<String>,
        size: u64,
        mime_type: impl Into<String>,
    ) -> StartUpload {
        let call = Call::new(self.client.clone(), &UPLOAD_START);
        StartUpload::new(call, name.into(), size, mime_type.into())
    }

    /// Asks where the parts of an upload go, numbered from 1:
    /// `POST /drive/files/upload/multipart/presigned-urls`.
    pub fn part_urls(&self, upload: &Upload, parts: u32) -> GetPartUrls {
        GetPartUrls::new(
            Call::new(self.client.clone(), &UPLOAD_PART_URLS),
            upload.clone(),
            parts,
        )
    }

    /// Makes a file of the parts that were sent: `POST /drive/files/upload/multipart/finalize`.
    pub fn finalize_upload(&self, upload: &Upload) -> FinalizeUpload {
        FinalizeUpload::new(
            Call::new(self.client.clone(), &UPLOAD_FINALIZE),
            upload.clone(),
        )
    }
}

/// One file or folder; made by [`Client::drive_item`].
///
/// Users' tokens only, with scope `access_drive`; integration keys are refused before anything is
/// sent.
#[derive(Debug, Clone)]
pub struct DriveItemHandle {
    client: Client,
    id: DriveId,
}

impl DriveItemHandle {
    pub(crate) fn new(client: Client, id: DriveId) -> Self {
        Self { client, id }
    }

    /// Reads what is known about the file or folder: `GET /drive/files/{fileId}`.
    pub fn get(&self) -> GetDriveItem {
        GetDriveItem(Call::new(self.client.clone(), &DRIVE_GET).argument(&self.id))
    }

    /// Asks where the bytes of the file can be fetched: `GET /drive/files/{fileId}/download`.
    ///
    /// Files only; what the service says about a folder is not documented. [`Self::download`] asks
    /// for the bytes themselves.
    pub fn download_url(&self) -> GetDownloadUrl {
        GetDownloadUrl(Call::new(self.client.clone(), &DRIVE_DOWNLOAD_URL).argument(&self.id))
    }

    /// Fetches the bytes of the file: `GET /drive/files/{fileId}`, for its name and size,
    /// `GET /drive/files/{fileId}/download`, for a signed address, and what lies there.
    ///
    /// The token does not go to the signed address. When that expires, a new one is asked for.
    pub fn download(&self) -> StartDownload {
        StartDownload::of_drive(self.client.clone(), self.id.clone())
    }
}

requests! {
    /// A search in the drive; made by [`Drive::search`].
    SearchDrive, send -> Reply<DriveSearch>;
    /// A request for one file or folder; made by [`DriveItemHandle::get`].
    GetDriveItem, send -> Reply<DriveItem>;
    /// A request for the address of a file's bytes; made by [`DriveItemHandle::download_url`].
    GetDownloadUrl, send -> Reply<DownloadUrl>;
}

searching!(SearchDrive.0, sorted "which is not documented", "which is not documented", limit 50, usually 20);
