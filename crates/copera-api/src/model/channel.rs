use serde::Deserialize;

use crate::{ChannelId, TeamId, Timestamp, UserId, wire::words};

/// A page of channels.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Channels {
    /// The channels of this page.
    pub channels: Vec<Channel>,
    /// How many there are, on all pages.
    pub total: u64,
    /// How many a page has at most.
    pub limit: u64,
    /// How many come before this page.
    pub offset: u64,
}

/// A place to talk.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Channel {
    /// The channel's id.
    #[serde(rename = "_id")]
    pub id: ChannelId,
    /// The channel's name; for a direct message without one, made up for the token's user.
    pub name: String,
    /// What it is for.
    #[serde(rename = "type")]
    pub channel_type: ChannelType,
    /// Whether it is a group's or a direct message.
    pub kind: ChannelKind,
    /// The users who take part.
    pub participant_user_ids: Vec<UserId>,
    /// The teams that take part.
    pub participant_team_ids: Vec<TeamId>,
    /// Who made it.
    pub created_by: UserId,
    /// The channel's description, where one was written.
    pub description: Option<String>,
    /// The address of the channel's picture.
    pub picture: Option<String>,
    /// When something was last said.
    pub last_message_at: Option<Timestamp>,
    /// When the channel was made.
    pub created_at: Timestamp,
    /// When the channel was last changed.
    pub updated_at: Timestamp,
}

/// What became of a direct message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct QueuedMessage {
    /// The channel of the two, made for this message where there was none.
    pub channel_id: Option<ChannelId>,
    /// Whether the message waits to be delivered.
    pub queued: Option<bool>,
}

words! {
    /// What a channel is for.
    ChannelType {
        /// It holds other channels:
        Category = "category",
        /// Written messages:
        Text = "text",
        /// Talk:
        Voice = "voice",
        /// Messages from outside:
        Inbox = "inbox",
        /// Teaching:
        Classroom = "classroom",
        /// A meeting:
        Meeting = "meeting",
        /// Messages over `WhatsApp`:
        Whatsapp = "whatsapp",
    }

    /// Whom a channel is for.
    ChannelKind {
        /// Many:
        Group = "group",
        /// A direct message:
        Dm = "dm",
    }
}
