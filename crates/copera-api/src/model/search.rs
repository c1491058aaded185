use serde::{Deserialize, Deserializer, de::Error as _};

use crate::{ChannelId, DocId, DriveId, EntityId, Json, Number, Timestamp, UserId, WorkspaceId};

/// What global search found.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SearchResults {
    /// What was found, as much as the limit lets through.
    pub hits: Vec<SearchHit>,
    /// How many were found.
    pub total_hits: u64,
    /// What was looked for.
    pub query: String,
    /// How long the search took.
    pub processing_time_ms: Option<Number>,
    /// What the search may have passed over; known here, not from the service.
    #[serde(skip)]
    pub unseen: super::Unseen,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SearchHit {
    /// Its id, whatever it is.
    pub id: EntityId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// The word for what it is, such as `channelMessage`.
    pub entity_type: String,
    /// What it is.
    pub entity: SearchEntity,
}

/// What was found. But for documents, all fields are known from the official tool only, so all are
/// optional.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SearchEntity {
    /// A document: scope `access_docs`.
    Document(FoundDocument),
    /// A channel: scope `access_channels`.
    Channel(FoundChannel),
    /// A message in a channel: scope `access_channels`.
    ChannelMessage(FoundMessage),
    /// What was said in a call: scope `access_channels`.
    VoiceTranscription(FoundTranscription),
    /// A file or folder: scope `access_drive`.
    DriveContent(FoundDriveContent),
    /// A list of things to do.
    Todo(FoundTodo),
    /// A thing to do.
    TodoItem(FoundTodoItem),
    /// A talk with the assistant.
    AiChat(FoundAiChat),
    /// A message in a talk with the assistant.
    AiChatMessage(FoundAiMessage),
    /// Anything else, or of another shape: the whole hit as it was sent.
    Other(Json),
}

macro_rules! found {
    ($($(#[$docs:meta])* $name:ident { $($(#[$field_docs:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$docs])*
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$field_docs])* pub $field: Option<$type>,)*
        }
    )*};
}

found! {
    /// A document that was found.
    FoundDocument {
        /// The title.
        title: String,
        /// The text, or the part of it where the words stand.
        md_body: String,
        /// The user whom it belongs to.
        owner: UserId,
    }
    /// A channel that was found.
    FoundChannel {
        /// The name.
        name: String,
        /// The description.
        description: String,
        /// What it is for.
        #[serde(rename = "type")]
        channel_type: super::ChannelType,
        /// Whether it is a group's or a direct message.
        kind: super::ChannelKind,
        /// Who made it.
        created_by: UserId,
    }
    /// A message in a channel that was found.
    FoundMessage {
        /// The text.
        content: String,
        /// The format of the text.
        content_type: String,
        /// Who wrote it.
        author: UserId,
        /// The channel that it stands in.
        channel: ChannelId,
    }
    /// The words of a call that were found.
    FoundTranscription {
        /// The title.
        title: String,
        /// What was said.
        transcription: String,
        /// The call.
        chat_session: EntityId,
    }
    /// A file or folder that was found.
    FoundDriveContent {
        /// The name.
        name: String,
        /// Whether it is a file or a folder.
        #[serde(rename = "type")]
        kind: super::DriveItemKind,
        /// The file's type.
        mime_type: String,
        /// The file's length in bytes.
        size: u64,
        /// The user whom it belongs to.
        user: UserId,
    }
    /// A list of things to do that was found.
    FoundTodo {
        /// The name.
        name: String,
    }
    /// A thing to do that was found.
    FoundTodoItem {
        /// What is to be done.
        title: String,
        /// Whether it is done.
        completed: bool,
        /// The list that it stands on.
        list: EntityId,
        /// When it should be done.
        due_date: Timestamp,
    }
    /// A talk with the assistant that was found.
    FoundAiChat {
        /// The title.
        title: String,
        /// When something was last said.
        last_message_at: Timestamp,
    }
    /// A message in a talk with the assistant that was found.
    FoundAiMessage {
        /// The text.
        content: String,
        /// What was asked.
        query: String,
        /// How the assistant came to its answer.
        reasoning: String,
        /// The talk.
        chat: EntityId,
        /// Who speaks.
        role: String,
    }
}

impl SearchHit {
    /// The document, if this is one.
    pub fn doc_id(&self) -> Option<DocId> {
        self.is("document")
    }

    /// The channel, if this is one.
    pub fn channel_id(&self) -> Option<ChannelId> {
        self.is("channel")
    }

    /// The file or folder, if this is one.
    pub fn drive_id(&self) -> Option<DriveId> {
        self.is("driveContent")
    }

    fn is<T: std::str::FromStr>(&self, word: &str) -> Option<T> {
        (self.entity_type == word)
            .then(|| self.id.as_str().parse().ok())
            .flatten()
    }
}

impl<'de> Deserialize<'de> for SearchHit {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Common {
            #[serde(rename = "_id")]
            id: EntityId,
            workspace: WorkspaceId,
            created_at: Timestamp,
            updated_at: Timestamp,
            entity_type: String,
        }
        let json = Json::deserialize(reader)?;
        let common: Common = json.read().map_err(D::Error::custom)?;
        Ok(Self {
            entity: entity(&common.entity_type, &json).unwrap_or(SearchEntity::Other(json)),
            id: common.id,
            workspace: common.workspace,
            created_at: common.created_at,
            updated_at: common.updated_at,
            entity_type: common.entity_type,
        })
    }
}

fn entity(word: &str, json: &Json) -> Option<SearchEntity> {
    use SearchEntity as Is;
    match word {
        "document" => json.read().map(Is::Document).ok(),
        "channel" => json.read().map(Is::Channel).ok(),
        "channelMessage" => json.read().map(Is::ChannelMessage).ok(),
        "voiceTranscription" => json.read().map(Is::VoiceTranscription).ok(),
        "driveContent" => json.read().map(Is::DriveContent).ok(),
        "todo" => json.read().map(Is::Todo).ok(),
        "todoItem" => json.read().map(Is::TodoItem).ok(),
        "aiChat" => json.read().map(Is::AiChat).ok(),
        "aiChatMessage" => json.read().map(Is::AiChatMessage).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use copera_auth::SEARCH_ENTITIES;

    use super::*;

    fn hit(word: &str, fields: &str) -> SearchHit {
        let common =
            r#""_id":"65f0a1b2c3d4e5f6a7b8c9d0","workspace":"w","createdAt":1,"updatedAt":2"#;
        let json = format!(r#"{{"entityType":"{word}",{common}{fields}}}"#);
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn every_kind_of_thing_is_known() {
        for word in SEARCH_ENTITIES.map(|entity| entity.name) {
            let hit = hit(word, "");
            assert!(!matches!(hit.entity, SearchEntity::Other(_)), "{word}");
            assert_eq!(hit.updated_at.unix_millis(), Some(2));
            assert_eq!(hit.doc_id().is_some(), word == "document");
        }
    }

    #[test]
    fn what_nobody_expected_is_kept() {
        let todo = hit("todoItem", r#","title":"x","dueDate":1.50"#);
        let SearchEntity::TodoItem(todo) = todo.entity else {
            panic!("{todo:?}");
        };
        assert_eq!(todo.due_date.as_deref(), Some("1.50"));
        for (word, fields) in [("whiteboard", r#","x":1.0"#), ("todo", r#","name":7.0"#)] {
            let SearchEntity::Other(json) = hit(word, fields).entity else {
                panic!("{word}");
            };
            assert!(json.as_str().contains(fields), "{json}");
        }
    }
}
