use serde::Serialize;

use crate::{DriveId, Error, Reply, call::Call, model::DriveItem};

/// A new folder; made by [`Drive::create_folder`](super::Drive::create_folder).
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct CreateFolder {
    call: Call,
    body: Body,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_id: Option<DriveId>,
}

impl CreateFolder {
    pub(crate) fn new(call: Call, name: String) -> Self {
        Self {
            call,
            body: Body {
                name,
                parent_id: None,
            },
        }
    }

    /// The folder that it lies in. Default: none, it is at the top.
    pub fn parent(mut self, id: DriveId) -> Self {
        self.body.parent_id = Some(id);
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
