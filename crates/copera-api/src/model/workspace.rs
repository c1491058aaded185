use serde::Deserialize;

use crate::{TeamId, Timestamp, UserId, WorkspaceId, wire::words};

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
    pub created_at: Timestamp,
    /// When the workspace was last changed.
    pub updated_at: Timestamp,
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
    /// What sort of member it is.
    #[serde(rename = "type")]
    pub kind: MemberKind,
    /// Whether the member is there.
    pub status: Presence,
    /// Whether the member may use the workspace.
    pub active: bool,
    /// The address of the member's picture.
    pub picture: Option<String>,
    /// The member's job title.
    pub title: Option<String>,
    /// When the member joined.
    pub created_at: Option<Timestamp>,
}

words! {
    /// A sort of member.
    MemberKind {
        /// A person of the workspace:
        User = "user",
        /// A guest:
        Guest = "guest",
        /// A bot with a key:
        Integration = "integration",
        /// Copera's own assistant:
        Ai = "ai",
        /// A person from outside:
        External = "external",
    }

    /// Whether a member is there.
    Presence {
        /// There:
        Online = "online",
        /// Not there:
        Offline = "offline",
        /// There, but not active:
        Idle = "idle",
        /// Does not want to be seen:
        Invisible = "invisible",
    }
}

/// A page of teams.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Teams {
    /// The teams of this page.
    pub teams: Vec<Team>,
    /// How many there are, on all pages.
    pub total: u64,
    /// How many a page has at most.
    pub limit: u64,
    /// How many come before this page.
    pub offset: u64,
}

/// A group of members.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Team {
    /// The team's id.
    #[serde(rename = "_id")]
    pub id: TeamId,
    /// The team's name.
    pub name: String,
    /// Whether it is the workspace's default team.
    pub main: bool,
    /// The members who belong to it.
    pub participants: Vec<UserId>,
    /// Who made it.
    pub created_by: UserId,
    /// The address of the team's picture.
    pub picture: Option<String>,
    /// When the team was made.
    pub created_at: Timestamp,
    /// When the team was last changed.
    pub updated_at: Timestamp,
}
