//! What a token's prefix says.

use std::fmt;

use super::Token;

/// Which of Copera's token kinds a token is, read from its prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// `cp_pat_`: a personal access token, acts as the user who made it.
    PersonalAccess,
    /// `cp_key_`: an integration API key, acts as a bot.
    Integration,
    /// `cp_oat_`: an OAuth token that the MCP server issued for the connected user.
    McpOauth,
    /// Any other beginning.
    Unknown,
}

impl TokenKind {
    /// The prefixes of the known kinds.
    pub const PREFIXES: &[&str] = &["cp_pat_", "cp_key_", "cp_oat_"];

    /// The kinds that have a prefix.
    pub const KNOWN: [Self; 3] = [Self::PersonalAccess, Self::Integration, Self::McpOauth];

    /// The kind of this token, by the prefix that it was parsed with: [`TokenKind::Unknown`] for
    /// one that was parsed without [`TokenKind::PREFIXES`].
    pub fn of(token: &Token) -> Self {
        Self::KNOWN
            .into_iter()
            .find(|kind| kind.prefix() == Some(token.prefix()))
            .unwrap_or(Self::Unknown)
    }

    /// The prefix of tokens of this kind; `None` for [`TokenKind::Unknown`].
    pub const fn prefix(self) -> Option<&'static str> {
        match self {
            Self::PersonalAccess => Some("cp_pat_"),
            Self::Integration => Some("cp_key_"),
            Self::McpOauth => Some("cp_oat_"),
            Self::Unknown => None,
        }
    }

    /// The kind's word in JSON and in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PersonalAccess => "personal_access",
            Self::Integration => "integration",
            Self::McpOauth => "mcp_oauth",
            Self::Unknown => "unknown",
        }
    }

    /// The kind in words, for sentences.
    pub const fn description(self) -> &'static str {
        match self {
            Self::PersonalAccess => "personal access token",
            Self::Integration => "integration API key",
            Self::McpOauth => "MCP OAuth token",
            Self::Unknown => "token of an unknown kind",
        }
    }

    /// Where in the web app a token of this kind is made; `None` when people don't make it there.
    pub const fn made_at(self) -> Option<&'static str> {
        match self {
            Self::PersonalAccess => {
                Some("Workspace Settings → Integrations → Personal Tokens → Create new token")
            }
            Self::Integration => Some("Workspace Settings → Integrations"),
            Self::McpOauth | Self::Unknown => None,
        }
    }
}

impl fmt::Display for TokenKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.description())
    }
}
