//! Writing long Markdown text: to documents, rows and cells.

use serde::Serialize;

use crate::{Error, Reply, call::Call, model::Acknowledgement};

/// What becomes of the text that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum WriteMode {
    /// The new text takes its place.
    Replace,
    /// The new text comes after it. What stands between the two is not documented.
    Append,
    /// The new text comes before it. What stands between the two is not documented.
    Prepend,
}

/// Text for a document, a row or a cell; made by [`DocHandle::write`](crate::docs::DocHandle::write),
/// [`RowHandle::write_description`](crate::rows::RowHandle::write_description) and
/// [`CellHandle::write`](crate::rows::CellHandle::write).
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct WriteMarkdown {
    call: Call,
    body: Body,
}

#[derive(Debug, Clone, Serialize)]
struct Body {
    operation: WriteMode,
    content: String,
}

impl WriteMarkdown {
    pub(crate) fn new(call: Call, operation: WriteMode, content: String) -> Self {
        Self {
            call,
            body: Body { operation, content },
        }
    }

    /// Sends it. The service only takes it in (202): the text is there a moment later, and there
    /// is no way to be told but to read it again.
    ///
    /// # Errors
    /// As every call. After an error ask [`Error::may_have_happened`] before sending it again.
    pub async fn send(self) -> Result<Reply<Acknowledgement>, Error> {
        self.call.json(&self.body)?.send_for_any().await
    }
}
