//! The objects of a workspace, as they stand on the wire.

mod booking;
mod comment;
mod doc;
mod drive;
mod entity;
mod table;

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize, Serializer};

pub(crate) use booking::{
    Booker, Booking, BookingStatus, BookingType, Host, IntakeAnswer, Location,
};
pub(crate) use comment::{Attachment, Author, Comment, Visibility};
pub(crate) use doc::{Decoration, Doc};
pub(crate) use drive::{DriveItem, DriveType, Role, Upload, reachable};
pub(crate) use entity::{Entity, Extra};
pub(crate) use table::{Choice, Column, Row, Source, StatusGroup, Table};

use crate::id::Id;

/// A point in time, written as the service writes it: `2025-01-06T08:00:00.000Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Time(pub(crate) Timestamp);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.0)
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Workspace {
    #[serde(rename = "_id")]
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) slug: String,
    pub(crate) description: String,
    pub(crate) seats: u32,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Member {
    #[serde(rename = "_id")]
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) r#type: MemberType,
    pub(crate) status: Presence,
    pub(crate) active: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    pub(crate) created_at: Time,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum MemberType {
    User,
    Guest,
    Integration,
    External,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Presence {
    Online,
    Offline,
    Idle,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Team {
    #[serde(rename = "_id")]
    pub(crate) id: Id,
    pub(crate) name: &'static str,
    /// Whether it is the workspace's default team.
    pub(crate) main: bool,
    pub(crate) participants: Vec<Id>,
    pub(crate) created_by: Id,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Board {
    #[serde(rename = "_id")]
    pub(crate) id: Id,
    pub(crate) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Channel {
    #[serde(rename = "_id")]
    pub(crate) id: Id,
    /// Empty in a direct message that nobody named: its name depends on who reads it.
    pub(crate) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    pub(crate) r#type: ChannelType,
    pub(crate) kind: ChannelKind,
    pub(crate) participant_user_ids: Vec<Id>,
    pub(crate) participant_team_ids: Vec<Id>,
    pub(crate) created_by: Id,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_message_at: Option<Time>,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ChannelType {
    Category,
    Text,
    Voice,
    Inbox,
    Classroom,
    Meeting,
    Whatsapp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ChannelKind {
    Group,
    Dm,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Notification {
    #[serde(rename = "_id")]
    pub(crate) id: Id,
    /// The fields `type` and `data`.
    #[serde(flatten)]
    pub(crate) event: Event,
    pub(crate) owner: Id,
    pub(crate) workspace: Id,
    pub(crate) status: ReadStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sender: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) read_at: Option<Time>,
    pub(crate) created_at: Time,
    pub(crate) updated_at: Time,
}

/// What a notification tells of. Only this word is documented.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", content = "data", rename_all = "snake_case")]
pub(crate) enum Event {
    #[serde(rename_all = "camelCase")]
    RowComment { row_id: Id, preview: String },
}

/// The documents write the words in either case; these are the reference's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ReadStatus {
    Read,
    Unread,
}
