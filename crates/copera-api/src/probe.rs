//! Does this token reach a surface? One cheap request tells.

use std::time::Duration;

use copera_auth::{Access, Scope, Surface};
use reqwest::Method;
use serde::de::IgnoredAny;
use url::Url;

use crate::{
    Client, Error, ErrorKind,
    call::Outgoing,
    decode::decode,
    send::{Effort, send},
};

/// What came of asking whether a token reaches a surface.
#[derive(Debug)]
#[non_exhaustive]
pub enum Reach {
    /// It does.
    Granted,
    /// It does not: this scope is missing.
    ScopeMissing(Scope),
    /// Only a personal access token does. Where the table says so already, nothing was sent.
    NeedsPersonalAccess,
    /// Only a token of an internal user does.
    InternalUsersOnly,
    /// Nobody can say: no answer in time, or none that counts.
    NoAnswer(Error),
    /// There is nothing to ask without changing something.
    NotAsked,
}

/// What is asked of each surface: something short that changes nothing. `None` where every request
/// of the surface does something.
const fn cheapest(
    surface: Surface,
) -> Option<(&'static str, &'static [(&'static str, &'static str)])> {
    match surface {
        Surface::Boards => Some(("board/list-boards", &[])),
        Surface::Channels => Some(("chat/channels", &[("limit", "1")])),
        Surface::Docs => Some(("docs/tree", &[("depth", "1")])),
        Surface::Drive => Some(("drive/tree", &[("depth", "1")])),
        Surface::Search => Some(("search", &[("q", "a"), ("limit", "1")])),
        Surface::Notifications => Some(("notifications/", &[])),
        Surface::Workspace => Some(("workspace/info", &[])),
        Surface::Bookings => Some(("bookings", &[("limit", "1")])),
        Surface::Export | Surface::DirectMessages => None,
    }
}

impl Client {
    /// Asks the service whether the token reaches a surface, once, within `limit`. A surface that is
    /// closed to the token's kind is not asked.
    ///
    /// Success counts only if it comes with JSON: a page of a proxy proves nothing.
    ///
    /// # Errors
    /// The service does not know the token, or can't be reached at all: then asking for another
    /// surface will tell no more.
    pub async fn probe(&self, surface: Surface, limit: Duration) -> Result<Reach, Error> {
        let access = surface.access(self.token_kind());
        if access == Access::Closed {
            return Ok(Reach::NeedsPersonalAccess);
        }
        let Some((path, query)) = cheapest(surface) else {
            return Ok(Reach::NotAsked);
        };
        let mut outgoing = Outgoing::by_hand(self, Method::GET, self.address(path, query));
        outgoing.line.surface = Some(surface);
        let line = outgoing.line.clone();
        let effort = Effort::once_within(limit);
        let answered = send(self, outgoing, effort)
            .await
            .and_then(|answer| decode::<IgnoredAny>(&line, &answer, self.token()));
        let Err(error) = answered else {
            return Ok(Reach::Granted);
        };
        match error.kind() {
            ErrorKind::Unauthorized | ErrorKind::Unreachable | ErrorKind::Setup => Err(error),
            ErrorKind::Forbidden => Ok(surface
                .scope()
                .map_or(Reach::InternalUsersOnly, Reach::ScopeMissing)),
            _ => Ok(Reach::NoAnswer(error)),
        }
    }

    fn address(&self, path: &str, query: &[(&str, &str)]) -> Url {
        let mut url = self.base_url().join(path.split('/'));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }
}
