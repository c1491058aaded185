//! Channels.

use serde::Serialize;

use crate::{
    ChannelId, Client, Error, Reply, TeamId, UserId,
    call::Call,
    endpoint::{CHANNEL_SEND_MESSAGE, CHANNELS_LIST},
    message,
    model::{ChannelKind, ChannelType, Channels},
    pages::paged,
    request::requests,
};

/// The channels that a token can reach; made by [`Client::channels`].
#[derive(Debug, Clone)]
pub struct ChannelsHandle {
    client: Client,
}

impl ChannelsHandle {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Lists a page of the channels: `GET /chat/channels`.
    ///
    /// Any kind of token, with scope `access_channels`; an integration sees the channels that it
    /// takes part in.
    pub fn list(&self) -> ListChannels {
        ListChannels(Call::new(self.client.clone(), &CHANNELS_LIST))
    }
}

requests! {
    /// A request for a page of channels; made by [`ChannelsHandle::list`].
    ListChannels, send -> Reply<Channels>;
}

paged! {
    ListChannels of Channels;
}

impl ListChannels {
    /// Only channels where name, description, or a participant's name or e-mail address matches,
    /// in either letter case; at most 200 characters. Default: all.
    pub fn query(self, text: impl Into<String>) -> Self {
        Self(self.0.query("q", text))
    }

    /// Only channels that are for this. Default: all.
    pub fn channel_type(self, channel_type: &ChannelType) -> Self {
        Self(self.0.query("type", channel_type.as_str()))
    }

    /// Only groups' channels, or only direct messages. Default: both.
    pub fn kind(self, kind: &ChannelKind) -> Self {
        Self(self.0.query("kind", kind.as_str()))
    }

    /// Only channels that this user takes part in. Replaces a team.
    pub fn participant(self, user: &UserId) -> Self {
        Self(self.0.query("participantId", user.as_str()))
    }

    /// Only channels that this team takes part in. Replaces a user.
    pub fn participant_team(self, team: &TeamId) -> Self {
        Self(self.0.query("participantId", team.as_str()))
    }

    /// How many a page has at most, 1 to 200. Default: the service's, 100.
    pub fn limit(self, limit: u32) -> Self {
        Self(self.0.query("limit", limit.to_string()))
    }

    /// How many channels to pass over. Default 0.
    pub fn offset(self, offset: u64) -> Self {
        Self(self.0.query("offset", offset.to_string()))
    }
}

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

#[derive(Serialize)]
struct Body<'a> {
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
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
        Call::new(self.client, &CHANNEL_SEND_MESSAGE)
            .argument(self.channel)
            .json(&Body {
                message: &self.text,
                name: self.name.as_deref(),
            })?
            .send_for_status()
            .await
    }
}
