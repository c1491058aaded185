use serde::Serialize;

use crate::{DocId, Error, Reply, call::Call, model::Doc};

/// A new document; made by [`Docs::create`](super::Docs::create).
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct CreateDoc {
    call: Call,
    body: Body,
}

#[derive(Debug, Clone, Serialize)]
struct Body {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<DocId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<String>,
}

impl CreateDoc {
    pub(crate) fn new(call: Call, title: String) -> Self {
        Self {
            call,
            body: Body {
                title,
                parent: None,
                content: None,
            },
        }
    }

    /// The document that it lies in. Default: none, it is at the top.
    pub fn parent(mut self, id: DocId) -> Self {
        self.body.parent = Some(id);
        self
    }

    /// Its text, as Markdown. Default: none.
    pub fn content(mut self, text: impl Into<String>) -> Self {
        self.body.content = Some(text.into());
        self
    }

    /// Sends it.
    ///
    /// # Errors
    /// As every call. After an error ask [`Error::may_have_happened`] before sending it again.
    pub async fn send(self) -> Result<Reply<Doc>, Error> {
        self.call.json(&self.body)?.send().await
    }
}
