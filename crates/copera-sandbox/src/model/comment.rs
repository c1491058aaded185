//! Comments on rows, and the files that hang on rows and comments.

use serde::{Deserialize, Serialize};

use super::Time;
use crate::id::Id;

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Comment {
    #[serde(rename = "_id")]
    pub(crate) id: Id,
    #[serde(skip)]
    pub(crate) row: Id,
    pub(crate) content: String,
    pub(crate) content_type: &'static str,
    pub(crate) visibility: Visibility,
    pub(crate) author: Author,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) attachment: Option<Attachment>,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
}

/// Who may read a comment: members of the workspace, or outside collaborators too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Visibility {
    Internal,
    External,
}

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Author {
    #[serde(rename = "_id")]
    pub(crate) id: Id,
    pub(crate) name: Option<String>,
    /// Nobody in the sandbox has one.
    pub(crate) picture: Option<&'static str>,
    pub(crate) email: Option<String>,
}

/// A file that hangs on a comment, or stands in a `FILE` cell.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Attachment {
    pub(crate) file_id: Id,
    pub(crate) name: &'static str,
    pub(crate) mime_type: &'static str,
    pub(crate) size: usize,
    #[serde(skip)]
    pub(crate) content: &'static [u8],
}
