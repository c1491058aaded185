//! Channels.

use serde_json::{Map, Value};

use crate::{ChannelId, Client, Error, call::Call, endpoint::CHANNEL_SEND_MESSAGE, message};

/// One channel; made by [`Client::channel`].
#[derive(Debug, Clone)]
pub struct ChannelHandle {
    client: Client,
    id: ChannelId,
}

impl ChannelHandle {
    pub(crate) fn new(client: Client, id: ChannelId) -> Self {
        Self { client, id }
    }

    /// Writes to the channel: `POST /chat/channel/{channelId}/send-message`.
    ///
    /// Any kind of token, with scope `access_channels`; an integration must be a participant. The
    /// text is Markdown of 1 to [`MAX_MESSAGE_CHARACTERS`](crate::MAX_MESSAGE_CHARACTERS)
    /// characters.
    pub fn send_message(&self, text: impl Into<String>) -> SendMessage {
        SendMessage {
            client: self.client.clone(),
            channel: self.id.clone(),
            text: text.into(),
            name: None,
        }
    }
}

/// A message to a channel; made by [`ChannelHandle::send_message`].
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct SendMessage {
    client: Client,
    channel: ChannelId,
    text: String,
    name: Option<String>,
}

impl SendMessage {
    /// The name that the message is shown under. Default: the sender's own.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sends it. The service answers with nothing but success.
    ///
    /// # Errors
    /// As every call, and [`Error::InvalidMessage`]. After an error ask
    /// [`Error::may_have_happened`] before sending it again.
    pub async fn send(self) -> Result<(), Error> {
        message::check(&self.text)?;
        let mut body = Map::new();
        body.insert("message".to_owned(), self.text.into());
        if let Some(name) = self.name {
            body.insert("name".to_owned(), name.into());
        }
        Call::new(self.client, &CHANNEL_SEND_MESSAGE)
            .argument(self.channel)
            .json(&Value::Object(body))
            .send_for_status()
            .await
    }
}
