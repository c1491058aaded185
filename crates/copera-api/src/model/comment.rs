use serde::Deserialize;

use crate::{AttachmentId, CommentId, Timestamp, UserId, wire::words};

/// A page of the comments of a row.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Comments {
    /// The comments of this page; their order is not documented.
    #[serde(rename = "items")]
    pub comments: Vec<Comment>,
    /// How the list goes on.
    pub page_info: PageInfo,
}

/// Where a page of comments stands in the whole list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct PageInfo {
    /// The first comment of the page.
    pub start_cursor: Option<CommentId>,
    /// The last comment of the page.
    pub end_cursor: Option<CommentId>,
    /// Whether there are more after the last one.
    pub has_next_page: bool,
    /// Whether there are more before the first one.
    pub has_previous_page: bool,
}

/// What someone said about a row.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Comment {
    /// The comment's id.
    #[serde(rename = "_id")]
    pub id: CommentId,
    /// The text, in the format that `content_type` names.
    pub content: Option<String>,
    /// `text/html` or `text`, as far as is known.
    pub content_type: String,
    /// Who sees it.
    pub visibility: Visibility,
    /// Who wrote it.
    pub author: Author,
    /// The file that hangs on it.
    pub attachment: Option<Attachment>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// Who wrote a comment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Author {
    /// The author's id.
    #[serde(rename = "_id")]
    pub id: UserId,
    /// The author's name.
    pub name: Option<String>,
    /// The address of the author's picture.
    pub picture: Option<String>,
    /// The author's e-mail address.
    pub email: Option<String>,
}

/// A file that hangs on a comment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Attachment {
    /// The file's id.
    pub file_id: AttachmentId,
    /// The file's name.
    pub name: String,
    /// The file's type.
    pub mime_type: Option<String>,
    /// The file's length in bytes.
    pub size: Option<u64>,
}

words! {
    /// Who sees a comment.
    Visibility {
        /// Members of the workspace only:
        Internal = "internal",
        /// Collaborators from outside as well:
        External = "external",
    }
}
