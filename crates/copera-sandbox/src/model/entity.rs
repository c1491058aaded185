//! What global search finds, as it stands on the wire.

use serde::Serialize;

use super::{ChannelKind, ChannelType, DriveType, Time};
use crate::id::Id;

/// One thing that can be found. The tag is a name of
/// [`SEARCH_ENTITIES`](copera_auth::SEARCH_ENTITIES).
#[derive(Debug, Clone, Serialize)]
#[serde(
    tag = "entityType",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum Entity {
    Document {
        title: String,
        md_body: String,
        owner: Id,
    },
    Channel {
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        description: Option<String>,
        r#type: ChannelType,
        kind: ChannelKind,
        created_by: Id,
    },
    ChannelMessage {
        content: String,
        content_type: &'static str,
        author: Id,
        channel: Id,
    },
    VoiceTranscription {
        title: String,
        transcription: String,
        chat_session: Id,
    },
    DriveContent {
        name: String,
        r#type: DriveType,
        #[serde(skip_serializing_if = "Option::is_none")]
        mime_type: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        size: Option<u64>,
        user: Id,
    },
    Todo {
        name: String,
    },
    TodoItem {
        title: String,
        completed: bool,
        list: Id,
        due_date: i64,
    },
    AiChat {
        title: String,
        last_message_at: i64,
    },
    AiChatMessage {
        content: String,
        query: String,
        reasoning: String,
        chat: Id,
        role: &'static str,
    },
}

impl Entity {
    /// The texts that a search looks into.
    pub(crate) fn words(&self) -> [&str; 2] {
        match self {
            Self::Document { title, md_body, .. } => [title, md_body],
            Self::Channel {
                name, description, ..
            } => [name, description.as_deref().unwrap_or("")],
            Self::ChannelMessage { content, .. } => [content, ""],
            Self::VoiceTranscription {
                title,
                transcription,
                ..
            } => [title, transcription],
            Self::DriveContent { name, .. } | Self::Todo { name } => [name, ""],
            Self::TodoItem { title, .. } | Self::AiChat { title, .. } => [title, ""],
            Self::AiChatMessage { content, query, .. } => [content, query],
        }
    }

    /// The word on the wire, for the entities that the sandbox only keeps for searching.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Document { .. } => "document",
            Self::Channel { .. } => "channel",
            Self::ChannelMessage { .. } => "channelMessage",
            Self::VoiceTranscription { .. } => "voiceTranscription",
            Self::DriveContent { .. } => "driveContent",
            Self::Todo { .. } => "todo",
            Self::TodoItem { .. } => "todoItem",
            Self::AiChat { .. } => "aiChat",
            Self::AiChatMessage { .. } => "aiChatMessage",
        }
    }
}

/// Something of a member's that no endpoint but search knows.
#[derive(Debug, Clone)]
pub(crate) struct Extra {
    pub(crate) id: Id,
    pub(crate) owner: Id,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
    pub(crate) entity: Entity,
}
