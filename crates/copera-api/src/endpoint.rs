//! The endpoints that this crate speaks to, one constant each: what pre-flight, error texts, logs
//! and a program's own help read.

use std::fmt;

use copera_auth::Surface;
use reqwest::Method;

/// One operation of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Endpoint {
    /// The HTTP method.
    pub method: Method,
    /// The path below the base address; `{…}` stands for one segment that the caller gives.
    pub path: &'static str,
    /// Which token kinds reach it, and which scope it needs.
    pub surface: Surface,
    /// Which published rate limit it falls under.
    pub family: Family,
}

impl Endpoint {
    /// The segments of the path, with `arguments` put in for the placeholders in their order.
    pub(crate) fn segments<'a>(&self, arguments: &'a [String]) -> Vec<&'a str> {
        let mut arguments = arguments.iter();
        self.path
            .trim_start_matches('/')
            .split('/')
            .map(|segment| match segment.strip_prefix('{') {
                Some(_) => arguments.next().map_or(segment, String::as_str),
                None => segment,
            })
            .collect()
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// Endpoints that share one published rate limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Family {
    /// Reading boards, tables and rows.
    BoardReads,
    /// Messages to channels.
    ChannelMessages,
    /// No figure is published.
    Unpublished,
}

impl Family {
    /// How many requests a minute are published as allowed; `None` where nothing is published.
    pub const fn per_minute(self) -> Option<u32> {
        match self {
            Self::BoardReads => Some(50),
            Self::ChannelMessages => Some(100),
            Self::Unpublished => None,
        }
    }
}

macro_rules! endpoints {
    ($($(#[$docs:meta])* $name:ident = $method:ident $path:literal, $surface:ident, $family:ident;)*) => {
        $(
            $(#[$docs])*
            #[doc = concat!("\n\n`", stringify!($method), " ", $path, "`")]
            pub static $name: Endpoint = Endpoint {
                method: Method::$method,
                path: $path,
                surface: Surface::$surface,
                family: Family::$family,
            };
        )*

        /// Every endpoint above.
        pub static ALL: &[&Endpoint] = &[$(&$name),*];
    };
}

endpoints! {
    /// The boards that the token can reach.
    BOARDS_LIST = GET "/board/list-boards", Boards, BoardReads;
    /// One board.
    BOARD_GET = GET "/board/{boardId}", Boards, BoardReads;
    /// A message to a channel.
    CHANNEL_SEND_MESSAGE = POST "/chat/channel/{channelId}/send-message", Channels, ChannelMessages;
    /// The notifications of the token's user.
    NOTIFICATIONS_LIST = GET "/notifications/", Notifications, Unpublished;
    /// The workspace that the token belongs to.
    WORKSPACE_INFO = GET "/workspace/info", Workspace, Unpublished;
    /// The members of the workspace.
    WORKSPACE_MEMBERS = GET "/workspace/members", Workspace, Unpublished;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_fill_the_placeholders() {
        let arguments = ["a/b".to_owned()];
        assert_eq!(
            CHANNEL_SEND_MESSAGE.segments(&arguments),
            ["chat", "channel", "a/b", "send-message"]
        );
        assert_eq!(NOTIFICATIONS_LIST.segments(&[]), ["notifications", ""]);
    }

    #[test]
    fn no_endpoint_stands_twice() {
        for (index, endpoint) in ALL.iter().enumerate() {
            assert!(!ALL[..index].contains(endpoint), "{endpoint}");
        }
    }
}
