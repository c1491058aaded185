use serde::Deserialize;

use crate::{
    Json, NotificationId, Timestamp, UserId, WorkspaceId,
    wire::{present, words},
};

/// A page of notifications.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Notifications {
    /// The notifications of this page.
    pub notifications: Vec<Notification>,
    /// How many are unread, on all pages.
    pub unread_count: u64,
    /// How many there are, on all pages.
    pub count: u64,
}

/// Something that the token's user was told.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Notification {
    /// The notification's id.
    #[serde(rename = "_id")]
    pub id: NotificationId,
    /// What it is about, such as `row_comment`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The user whom it is for: the token's own.
    pub owner: UserId,
    /// The workspace that it belongs to.
    pub workspace: WorkspaceId,
    /// Fields that depend on `kind`.
    pub data: Json,
    /// Whether it was read.
    pub status: NotificationStatus,
    /// Who caused it; its shape is not documented.
    #[serde(default, deserialize_with = "present")]
    pub sender: Option<Json>,
    /// When it was read.
    pub read_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// When it was last changed.
    pub updated_at: Option<Timestamp>,
    /// How many events it stands for, where several were grouped.
    pub group_count: Option<u64>,
    /// When the first of the grouped events happened.
    pub group_started_at: Option<Timestamp>,
    /// Who caused the grouped events.
    pub group_sender_ids: Option<Vec<UserId>>,
}

words! {
    /// Whether a notification was read.
    NotificationStatus {
        /// It was:
        Read = "read",
        /// It was not:
        Unread = "unread",
    }
}
