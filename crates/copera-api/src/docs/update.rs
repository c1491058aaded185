use serde::Serialize;

use crate::{Error, Reply, call::Call, model::Doc};

/// Other title, icon or cover for a document; made by
/// [`DocHandle::update`](super::DocHandle::update). What is not given stays as it is.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct UpdateDoc {
    call: Call,
    body: Body,
}

#[derive(Debug, Clone, Default, Serialize)]
struct Body {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<Image>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cover: Option<Image>,
}

#[derive(Debug, Clone, Serialize)]
struct Image {
    #[serde(rename = "type")]
    kind: String,
    value: String,
}

impl UpdateDoc {
    pub(crate) fn new(call: Call) -> Self {
        Self {
            call,
            body: Body::default(),
        }
    }

    /// Another title.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.body.title = Some(title.into());
        self
    }

    /// Another icon: `emoji` with an emoji, or `icon` with the name of one. Whether there are more
    /// kinds is not documented.
    pub fn icon(mut self, kind: impl Into<String>, value: impl Into<String>) -> Self {
        self.body.icon = Some(Image {
            kind: kind.into(),
            value: value.into(),
        });
        self
    }

    /// Another cover: `color`, `image` or `url`, with its value. Whether there are more kinds is
    /// not documented.
    pub fn cover(mut self, kind: impl Into<String>, value: impl Into<String>) -> Self {
        self.body.cover = Some(Image {
            kind: kind.into(),
            value: value.into(),
        });
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
