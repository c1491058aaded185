//! The workspace, its members and teams.

use crate::{
    Client, Error, Reply,
    call::Call,
    endpoint::{WORKSPACE_INFO, WORKSPACE_MEMBERS, WORKSPACE_TEAMS},
    model::{Members, Teams, Workspace},
    pages::paged,
    request::requests,
};

/// The workspace of a token; made by [`Client::workspace`].
///
/// Users' tokens only (not external users'), without any scope; integration keys are refused
/// before anything is sent.
#[derive(Debug, Clone)]
pub struct WorkspaceHandle {
    client: Client,
}

impl WorkspaceHandle {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Reads the workspace: `GET /workspace/info`.
    pub fn info(&self) -> GetWorkspace {
        GetWorkspace(Call::new(self.client.clone(), &WORKSPACE_INFO))
    }

    /// Lists a page of the members: `GET /workspace/members`.
    pub fn members(&self) -> ListMembers {
        ListMembers(Call::new(self.client.clone(), &WORKSPACE_MEMBERS))
    }

    /// Lists a page of the teams: `GET /workspace/teams`.
    pub fn teams(&self) -> ListTeams {
        ListTeams(Call::new(self.client.clone(), &WORKSPACE_TEAMS))
    }
}

/// A request for the workspace; made by [`WorkspaceHandle::info`].
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct GetWorkspace(Call);

impl GetWorkspace {
    /// Sends it.
    pub async fn send(self) -> Result<Reply<Workspace>, Error> {
        self.0.send().await
    }
}

/// A request for a page of members; made by [`WorkspaceHandle::members`].
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct ListMembers(Call);

paged! {
    ListMembers of Members;
    ListTeams of Teams;
}

impl ListMembers {
    /// Only members whose name or e-mail address matches, in either letter case. Default: all.
    pub fn query(self, text: impl Into<String>) -> Self {
        Self(self.0.query("q", text))
    }

    /// How many a page has at most, 1 to 500. Default: the service's, 100.
    pub fn limit(self, limit: u32) -> Self {
        Self(self.0.query("limit", limit.to_string()))
    }

    /// How many members to pass over. Default 0.
    pub fn offset(self, offset: u64) -> Self {
        Self(self.0.query("offset", offset.to_string()))
    }

    /// Sends it.
    pub async fn send(self) -> Result<Reply<Members>, Error> {
        self.0.send().await
    }
}

requests! {
    /// A request for a page of teams; made by [`WorkspaceHandle::teams`].
    ListTeams, send -> Reply<Teams>;
}

impl ListTeams {
    /// Only teams whose name matches. Default: all.
    pub fn query(self, text: impl Into<String>) -> Self {
        Self(self.0.query("q", text))
    }

    /// How many a page has at most, 1 to 200. Default: the service's, 100.
    pub fn limit(self, limit: u32) -> Self {
        Self(self.0.query("limit", limit.to_string()))
    }

    /// How many teams to pass over. Default 0.
    pub fn offset(self, offset: u64) -> Self {
        Self(self.0.query("offset", offset.to_string()))
    }
}
