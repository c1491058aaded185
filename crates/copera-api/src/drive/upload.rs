use serde::Serialize;

use crate::{
    DriveId, Error, Reply,
    call::Call,
    model::{DriveItem, PartUrls, Upload},
};

/// The beginning of an upload; made by [`Drive::start_upload`](super::Drive::start_upload).
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct StartUpload {
    call: Call,
    body: Body,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    file_name: String,
    file_size: u64,
    mime_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_id: Option<DriveId>,
}

impl StartUpload {
    pub(crate) fn new(call: Call, file_name: String, file_size: u64, mime_type: String) -> Self {
        Self {
            call,
            body: Body {
                file_name,
                file_size,
                mime_type,
                parent_id: None,
            },
        }
    }

    /// The folder that the file will lie in. Default: none, it is at the top.
    pub fn parent(mut self, id: DriveId) -> Self {
        self.body.parent_id = Some(id);
        self
    }

    /// Sends it.
    pub async fn send(self) -> Result<Reply<Upload>, Error> {
        self.call.json(&self.body)?.send().await
    }
}

/// What the calls after the first one say: which upload, and something about its parts.
#[derive(Debug, Clone, Serialize)]
struct PartsBody<P> {
    #[serde(flatten)]
    upload: Upload,
    parts: P,
}

/// A request for the addresses of parts; made by [`Drive::part_urls`](super::Drive::part_urls).
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct GetPartUrls {
    call: Call,
    body: PartsBody<u32>,
}

impl GetPartUrls {
    pub(crate) fn new(call: Call, upload: Upload, parts: u32) -> Self {
        Self {
            call,
            body: PartsBody { upload, parts },
        }
    }

    /// Sends it. How long the addresses are good for is not documented.
    pub async fn send(self) -> Result<Reply<PartUrls>, Error> {
        self.call.json(&self.body)?.send().await
    }
}

/// The end of an upload; made by [`Drive::finalize_upload`](super::Drive::finalize_upload).
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct FinalizeUpload {
    call: Call,
    body: PartsBody<Vec<Part>>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Part {
    part_number: u32,
    e_tag: String,
}

impl FinalizeUpload {
    pub(crate) fn new(call: Call, upload: Upload) -> Self {
        Self {
            call,
            body: PartsBody {
                upload,
                parts: Vec::new(),
            },
        }
    }

    /// A part that was sent: its number, counted from 1, and the `ETag` of the answer, with or
    /// without the quotes around it. In any order; the last value given for a number counts.
    pub fn part(mut self, number: u32, etag: &str) -> Self {
        let parts = &mut self.body.parts;
        let bare = etag
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'));
        let part = Part {
            part_number: number,
            e_tag: bare.unwrap_or(etag).to_owned(),
        };
        match parts.binary_search_by_key(&number, |part| part.part_number) {
            Ok(index) => parts[index] = part,
            Err(index) => parts.insert(index, part),
        }
        self
    }

    /// Sends it.
    ///
    /// # Errors
    /// As every call. After an error ask [`Error::may_have_happened`] before sending it again.
    pub async fn send(self) -> Result<Reply<DriveItem>, Error> {
        self.call.json(&self.body)?.send().await
    }
}
