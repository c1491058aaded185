//! What each token kind may reach: one table, read by the client, the help texts and the sandbox.

use std::fmt;

use crate::TokenKind;

/// A permission that a person grants a token when making it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// `access_boards`
    Boards,
    /// `access_channels`
    Channels,
    /// `access_docs`
    Docs,
    /// `access_drive`
    Drive,
    /// `access_notifications`
    Notifications,
    /// `access_bookings`
    Bookings,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Self; 6] = [
        Self::Boards,
        Self::Channels,
        Self::Docs,
        Self::Drive,
        Self::Notifications,
        Self::Bookings,
    ];

    /// The scope's name at the service.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Boards => "access_boards",
            Self::Channels => "access_channels",
            Self::Docs => "access_docs",
            Self::Drive => "access_drive",
            Self::Notifications => "access_notifications",
            Self::Bookings => "access_bookings",
        }
    }

    /// The scope of this name, in either letter case (older documents write capitals); `None` for
    /// any other word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|scope| scope.name().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A part of the API that is open or closed to a token as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Surface {
    /// Boards, tables, rows, comments, row and cell Markdown, attachments.
    Boards,
    /// Export of a table.
    Export,
    /// Channels and messages to them.
    Channels,
    /// Messages to one person.
    DirectMessages,
    /// Documents.
    Docs,
    /// Files and folders.
    Drive,
    /// Search over everything.
    Search,
    /// The user's notifications.
    Notifications,
    /// The workspace, its members and teams.
    Workspace,
    /// Bookings and booking types.
    Bookings,
}

/// Whether an integration key may use a surface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KeyAccess {
    Open,
    Closed,
    /// The documents disagree: the service decides.
    Unsettled,
}

struct Rule {
    surface: Surface,
    name: &'static str,
    /// The scope that opens the surface; `None` where any valid token of the right kind will do.
    scope: Option<Scope>,
    integration: KeyAccess,
}

/// The rule of each surface. Personal access tokens reach all of them; OAuth tokens and unknown
/// kinds are left to the service.
const RULES: [Rule; 10] = {
    use KeyAccess::{Closed, Open, Unsettled};
    const fn rule(
        surface: Surface,
        name: &'static str,
        scope: Option<Scope>,
        integration: KeyAccess,
    ) -> Rule {
        Rule {
            surface,
            name,
            scope,
            integration,
        }
    }
    [
        rule(Surface::Boards, "boards", Some(Scope::Boards), Open),
        rule(Surface::Export, "export", Some(Scope::Boards), Open),
        rule(Surface::Channels, "channels", Some(Scope::Channels), Open),
        rule(
            Surface::DirectMessages,
            "direct messages",
            Some(Scope::Channels),
            Unsettled,
        ),
        rule(Surface::Docs, "docs", Some(Scope::Docs), Closed),
        rule(Surface::Drive, "drive", Some(Scope::Drive), Closed),
        rule(Surface::Search, "search", None, Closed),
        rule(
            Surface::Notifications,
            "notifications",
            Some(Scope::Notifications),
            Closed,
        ),
        rule(Surface::Workspace, "workspace", None, Closed),
        rule(
            Surface::Bookings,
            "bookings",
            Some(Scope::Bookings),
            Unsettled,
        ),
    ]
};

/// What a token kind means for a surface, before the service is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// The kind reaches the surface; the scopes granted to the token decide the rest.
    Open,
    /// The kind never reaches the surface: a request would be refused.
    Closed,
    /// Not known here: the service decides.
    Unsettled,
}

impl Surface {
    /// All surfaces.
    pub const ALL: [Self; RULES.len()] = {
        let mut all = [Self::Boards; RULES.len()];
        let mut index = 0;
        while index < all.len() {
            all[index] = RULES[index].surface;
            index += 1;
        }
        all
    };

    const fn rule(self) -> &'static Rule {
        const TABLE: &[Rule; 10] = &RULES;
        &TABLE[self as usize]
    }

    /// The surface's name in sentences, help and JSON.
    pub const fn name(self) -> &'static str {
        self.rule().name
    }

    /// The scope that a token needs for this surface. `None`: any valid token of a fitting kind.
    pub const fn scope(self) -> Option<Scope> {
        self.rule().scope
    }

    /// Whether tokens of this kind reach the surface.
    ///
    /// ```
    /// use copera_auth::{Access, Surface, TokenKind};
    ///
    /// assert_eq!(Surface::Docs.access(TokenKind::Integration), Access::Closed);
    /// assert_eq!(Surface::Boards.access(TokenKind::Integration), Access::Open);
    /// ```
    pub const fn access(self, kind: TokenKind) -> Access {
        match (kind, self.rule().integration) {
            (TokenKind::PersonalAccess, _) | (TokenKind::Integration, KeyAccess::Open) => {
                Access::Open
            }
            (TokenKind::Integration, KeyAccess::Closed) => Access::Closed,
            (TokenKind::Integration, KeyAccess::Unsettled)
            | (TokenKind::McpOauth | TokenKind::Unknown, _) => Access::Unsettled,
        }
    }
}

impl fmt::Display for Surface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A kind of thing that global search finds, and the scope that makes it visible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SearchEntity {
    /// The word on the wire, such as `channelMessage`.
    pub name: &'static str,
    /// The scope without which these hits are left out; `None`: seen by every valid token.
    pub scope: Option<Scope>,
}

/// Everything that global search can find.
pub const SEARCH_ENTITIES: [SearchEntity; 9] = {
    const fn entity(name: &'static str, scope: Option<Scope>) -> SearchEntity {
        SearchEntity { name, scope }
    }
    [
        entity("document", Some(Scope::Docs)),
        entity("channel", Some(Scope::Channels)),
        entity("channelMessage", Some(Scope::Channels)),
        entity("voiceTranscription", Some(Scope::Channels)),
        entity("driveContent", Some(Scope::Drive)),
        entity("todo", None),
        entity("todoItem", None),
        entity("aiChat", None),
        entity("aiChatMessage", None),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_stands_at_the_place_of_its_surface() {
        for (index, rule) in RULES.iter().enumerate() {
            assert_eq!(rule.surface as usize, index, "{}", rule.name);
        }
    }

    #[test]
    fn kinds_against_surfaces() {
        use Access::{Closed, Open, Unsettled};
        // surface, integration key
        let table = [
            (Surface::Boards, Open),
            (Surface::Export, Open),
            (Surface::Channels, Open),
            (Surface::DirectMessages, Unsettled),
            (Surface::Docs, Closed),
            (Surface::Drive, Closed),
            (Surface::Search, Closed),
            (Surface::Notifications, Closed),
            (Surface::Workspace, Closed),
            (Surface::Bookings, Unsettled),
        ];
        assert_eq!(table.map(|(surface, _)| surface), Surface::ALL);
        for (surface, key) in table {
            assert_eq!(surface.access(TokenKind::PersonalAccess), Open, "{surface}");
            assert_eq!(surface.access(TokenKind::Integration), key, "{surface}");
            assert_eq!(surface.access(TokenKind::McpOauth), Unsettled, "{surface}");
            assert_eq!(surface.access(TokenKind::Unknown), Unsettled, "{surface}");
        }
    }

    #[test]
    fn scope_names_in_either_case() {
        assert_eq!(Scope::from_name("ACCESS_BOARDS"), Some(Scope::Boards));
        assert_eq!(Scope::from_name("access_drive"), Some(Scope::Drive));
        assert_eq!(Scope::from_name("boards"), None);
    }
}
