//! Comments of rows.

use serde::Serialize;

use crate::{
    AttachmentId, CommentId, Error, Reply,
    call::Call,
    endpoint::{COMMENT_CREATE, COMMENT_FILE_DOWNLOAD, COMMENTS_LIST},
    model::{Comment, Comments, Visibility},
    pages::paged,
    request::requests,
    rows::RowHandle,
    transfer::StartDownload,
};

/// The comments of a row; made by [`RowHandle::comments`].
#[derive(Debug, Clone)]
pub struct CommentsHandle {
    row: RowHandle,
}

impl CommentsHandle {
    pub(crate) fn new(row: RowHandle) -> Self {
        Self { row }
    }

    /// Lists a page of the comments:
    /// `GET /board/{boardId}/table/{tableId}/row/{rowId}/comments`.
    ///
    /// Scope `access_boards`. How many a page has is the service's choice.
    pub fn list(&self) -> ListComments {
        ListComments(self.row.call(&COMMENTS_LIST))
    }

    /// Writes a comment: `POST /board/{boardId}/table/{tableId}/row/{rowId}/comment`.
    ///
    /// Scope `access_boards`. The text may be HTML.
    pub fn create(&self, content: impl Into<String>) -> CreateComment {
        CreateComment {
            call: self.row.call(&COMMENT_CREATE),
            body: Body {
                content: content.into(),
                visibility: None,
            },
        }
    }
}

/// One comment of a row; made by [`RowHandle::comment`].
#[derive(Debug, Clone)]
pub struct CommentHandle {
    row: RowHandle,
    id: CommentId,
}

impl CommentHandle {
    pub(crate) fn new(row: RowHandle, id: CommentId) -> Self {
        Self { row, id }
    }

    /// Fetches the bytes of the file that hangs on the comment:
    /// `GET /board/{boardId}/table/{tableId}/row/{rowId}/comment/{commentId}/file/{fileId}/download`.
    ///
    /// Any kind of token, with scope `access_boards`. The id is that of the comment's
    /// [`Attachment`](crate::model::Attachment).
    pub fn download(&self, file: &AttachmentId) -> StartDownload {
        let call = self.row.call(&COMMENT_FILE_DOWNLOAD).argument(&self.id);
        StartDownload::of_attachment(call, file)
    }
}

requests! {
    /// A request for a page of comments; made by [`CommentsHandle::list`].
    ListComments, send -> Reply<Comments>;
}

paged! {
    ListComments of Comments;
}

impl ListComments {
    /// Go on after this comment; a cursor of [`PageInfo`](crate::model::PageInfo).
    pub fn after(self, id: &CommentId) -> Self {
        Self(self.0.query("after", id.as_str()))
    }

    /// Go back before this comment. What the service does if `after` is given too is not
    /// documented.
    pub fn before(self, id: &CommentId) -> Self {
        Self(self.0.query("before", id.as_str()))
    }

    /// Only comments that these people see. Default: all.
    pub fn visibility(self, visibility: &Visibility) -> Self {
        Self(self.0.query("visibility", visibility.as_str()))
    }
}

/// A new comment; made by [`CommentsHandle::create`].
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct CreateComment {
    call: Call,
    body: Body,
}

#[derive(Debug, Clone, Serialize)]
struct Body {
    content: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    visibility: Option<Visibility>,
}

impl CreateComment {
    /// Who sees it. Default: the service's, which seems to be members of the workspace only.
    pub fn visibility(mut self, visibility: Visibility) -> Self {
        self.body.visibility = Some(visibility);
        self
    }

    /// Sends it.
    ///
    /// # Errors
    /// As every call. After an error ask [`Error::may_have_happened`] before sending it again.
    pub async fn send(self) -> Result<Reply<Comment>, Error> {
        self.call.json(&self.body)?.send().await
    }
}
