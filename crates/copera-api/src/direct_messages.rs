//! Messages to one person.

use serde::Serialize;

use crate::{
    Client, Error, Reply, UserId, call::Call, endpoint::DIRECT_MESSAGE_SEND, message,
    model::QueuedMessage,
};

/// A member of the workspace; made by [`Client::user`].
#[derive(Debug, Clone)]
pub struct UserHandle {
    client: Client,
    id: UserId,
}

impl UserHandle {
    pub(crate) fn new(client: Client, id: UserId) -> Self {
        Self { client, id }
    }

    /// Writes to the member: `POST /chat/direct-message/send-message`.
    ///
    /// Scope `access_channels`; whether integration keys may is not documented, so they are let
    /// through. The text is Markdown of 1 to
    /// [`MAX_MESSAGE_CHARACTERS`](crate::MAX_MESSAGE_CHARACTERS) characters. The channel of the two
    /// is made where there is none.
    pub fn send_message(&self, text: impl Into<String>) -> SendDirectMessage {
        SendDirectMessage {
            client: self.client.clone(),
            body: Body {
                user_id: self.id.clone(),
                message: text.into(),
            },
        }
    }
}

/// A message to one person; made by [`UserHandle::send_message`].
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct SendDirectMessage {
    client: Client,
    body: Body,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    user_id: UserId,
    message: String,
}

impl SendDirectMessage {
    /// Sends it. The service only takes it in (202) and delivers it a moment later.
    ///
    /// # Errors
    /// As every call, and [`Error::InvalidMessage`]. After an error ask
    /// [`Error::may_have_happened`] before sending it again.
    pub async fn send(self) -> Result<Reply<QueuedMessage>, Error> {
        message::check(&self.body.message)?;
        Call::new(self.client, &DIRECT_MESSAGE_SEND)
            .json(&self.body)?
            .send_for_any()
            .await
    }
}
