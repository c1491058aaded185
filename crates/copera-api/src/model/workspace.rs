use serde::Deserialize;

use crate::{UserId, WorkspaceId};

/// The workspace that a token belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Workspace {
    /// The workspace's id.
    #[serde(rename = "_id")]
    pub id: WorkspaceId,
    /// The workspace's name.
    pub name: String,
    /// The workspace's name in addresses.
    pub slug: String,
    /// The workspace's description, where one was written.
    pub description: Option<String>,
    /// The address of the workspace's picture.
    pub picture: Option<String>,
    /// How many seats were bought.
    pub seats: u64,
    /// When the workspace was made.
    pub created_at: String,
    /// When the workspace was last changed.
    pub updated_at: String,
}

/// A page of members.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Members {
    /// The members of this page.
    pub members: Vec<Member>,
    /// How many there are, on all pages.
    pub total: u64,
    /// How many a page has at most.
    pub limit: u64,
    /// How many come before this page.
    pub offset: u64,
}

/// A member of a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Member {
    /// The member's id.
    #[serde(rename = "_id")]
    pub id: UserId,
    /// The member's name.
    pub name: String,
    /// The member's e-mail address; optional, since bots are members too.
    pub email: Option<String>,
    /// `user`, `guest`, `integration`, `ai` or `external`.
    #[serde(rename = "type")]
    pub kind: String,
    /// `online`, `offline`, `idle` or `invisible`.
    pub status: String,
    /// Whether the member may use the workspace.
    pub active: bool,
    /// The address of the member's picture.
    pub picture: Option<String>,
    /// The member's job title.
    pub title: Option<String>,
    /// When the member joined.
    pub created_at: Option<String>,
}
