//! The seeded tokens. They open nothing but a sandbox.

use copera_auth::Scope;

use super::{FOUNDED, people};
use crate::{access::IssuedToken, id::Id};

/// Personal access token of [Ada](people::ADA) with all scopes.
pub const FULL_PAT: &str = "cp_pat_sandbox0ada0full0000000000a1f3";
/// Personal access token of [Ada](people::ADA) with `access_docs` alone.
pub const DOCS_ONLY_PAT: &str = "cp_pat_sandbox0ada0docs0000000000b2e4";
/// Personal access token of [Émilie](people::EMILIE), an external user, with all scopes.
pub const EXTERNAL_PAT: &str = "cp_pat_sandbox0emilie0ext00000000c3d5";
/// Personal access token of [Ada](people::ADA) with all scopes, which has expired: 401.
pub const EXPIRED_PAT: &str = "cp_pat_sandbox0ada0expired0000000d4c6";
/// Integration key of the [build bot](people::BUILD_BOT) with `access_boards` and
/// `access_channels`.
pub const KEY: &str = "cp_key_sandbox0build0bot000000000e5b7";
/// MCP OAuth token of [Ada](people::ADA) with all scopes.
pub const OAT: &str = "cp_oat_sandbox0ada0mcp00000000000f6a8";

/// A seeded token, and what there is to say about it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct SeedToken {
    /// A short word for it, as the binary's JSON has it.
    pub name: &'static str,
    /// The token itself.
    pub secret: &'static str,
    /// What it is, for people.
    pub about: &'static str,
    /// The id of the member that it acts as.
    pub holder: &'static str,
    /// The scopes granted to it.
    pub scopes: &'static [Scope],
    /// Whether it has expired.
    pub expired: bool,
}

/// All seeded tokens.
pub const TOKENS: [SeedToken; 6] = [
    SeedToken {
        name: "personal_access",
        secret: FULL_PAT,
        about: "Ada Lovelace, all scopes",
        holder: people::ADA,
        scopes: &Scope::ALL,
        expired: false,
    },
    SeedToken {
        name: "docs_only",
        secret: DOCS_ONLY_PAT,
        about: "Ada Lovelace, access_docs alone",
        holder: people::ADA,
        scopes: &[Scope::Docs],
        expired: false,
    },
    SeedToken {
        name: "external",
        secret: EXTERNAL_PAT,
        about: "Émilie du Châtelet, an external user, all scopes",
        holder: people::EMILIE,
        scopes: &Scope::ALL,
        expired: false,
    },
    SeedToken {
        name: "expired",
        secret: EXPIRED_PAT,
        about: "Ada Lovelace, expired",
        holder: people::ADA,
        scopes: &Scope::ALL,
        expired: true,
    },
    SeedToken {
        name: "integration",
        secret: KEY,
        about: "the build bot, access_boards and access_channels",
        holder: people::BUILD_BOT,
        scopes: &[Scope::Boards, Scope::Channels],
        expired: false,
    },
    SeedToken {
        name: "mcp_oauth",
        secret: OAT,
        about: "Ada Lovelace by way of MCP, all scopes",
        holder: people::ADA,
        scopes: &Scope::ALL,
        expired: false,
    },
];

pub(super) fn issued() -> Vec<IssuedToken> {
    TOKENS
        .iter()
        .map(|token| IssuedToken {
            secret: token.secret.to_owned(),
            holder: Id::seeded(token.holder),
            scopes: token.scopes.to_vec(),
            expires_at: token.expired.then_some(FOUNDED),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use copera_auth::{Token, TokenKind};

    use super::*;

    #[test]
    fn tokens_parse_and_differ_in_what_a_redaction_shows() {
        let mut shown: Vec<_> = TOKENS
            .iter()
            .map(|seed| {
                let token = Token::parse(seed.secret, TokenKind::PREFIXES).unwrap();
                assert_ne!(TokenKind::of(&token), TokenKind::Unknown, "{}", seed.name);
                assert!(token.expose().len() - token.prefix().len() >= 24);
                token.redacted()
            })
            .collect();
        shown.sort();
        shown.dedup();
        assert_eq!(shown.len(), TOKENS.len());
    }
}
