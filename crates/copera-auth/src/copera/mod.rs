//! Copera's own configuration: its layout, and a typed view over it.

mod config;
pub mod keys;

use crate::TokenKind;
use crate::layout::{FileRule, Key, Layout, Place, Trust};
use crate::setting::Takes;

pub use self::config::Config;
pub use crate::default_id::DefaultId;

/// The variable that chooses the hosted development service, when it is `1`. Not the in-memory sandbox of the tests.
pub const DEVELOPMENT_VARIABLE: &str = "COPERA_SANDBOX";

/// Copera's files, keys and hosts.
pub static COPERA: Layout = Layout::new("copera", keys::TOKEN)
    .files(&[
        FileRule::toml(".copera.local.toml", Place::Project, Trust::Local),
        FileRule::toml(".copera.toml", Place::Project, Trust::Shared),
        FileRule::toml(".copera.toml", Place::Home, Trust::User),
    ])
    .keys(&[
        Key::file(keys::PROFILE)
            .flag("--profile")
            .variable("COPERA_PROFILE"),
        Key::file(keys::TOKEN)
            .flag("--token")
            .variable("COPERA_CLI_AUTH_TOKEN")
            .variable_first(),
        Key::file(keys::TOKEN_STORE)
            .home_only()
            .takes(Takes::OneOf(&["keyring"])),
        Key::file(keys::TOKEN_COMMAND)
            .home_only()
            .takes(Takes::Words),
        Key::file(keys::EXPIRES_AT).harmless().takes(Takes::Date),
        Key::file(keys::STORE)
            .home_only()
            .takes(Takes::OneOf(&["file", "keyring"])),
        Key::file("profiles.*.board_id"),
        Key::file("profiles.*.table_id"),
        Key::file("profiles.*.row_id"),
        Key::file("profiles.*.channel_id"),
        Key::file("profiles.*.doc_id"),
        Key::file(keys::FORMAT)
            .flag("--output")
            .harmless()
            .takes(Takes::OneOf(&["auto", "json", "ndjson", "table", "plain"])),
        Key::file(keys::COLOR)
            .harmless()
            .takes(Takes::OneOf(&["auto", "always", "never"])),
        Key::file(keys::CACHE_DIR).home_only().harmless(),
        Key::file(keys::CACHE_TTL).harmless().takes(Takes::Duration),
        Key::file(keys::BASE_URL)
            .variable("COPERA_API_BASE_URL")
            .harmless()
            .takes(Takes::Url),
        Key::file(keys::WEB_URL)
            .variable("COPERA_API_WEB_URL")
            .harmless()
            .takes(Takes::Url),
        Key::file(keys::TIMEOUT).harmless().takes(Takes::Duration),
        Key::file(keys::TRUSTED_HOSTS)
            .home_only()
            .harmless()
            .takes(Takes::Hosts),
    ])
    .credential_elsewhere(keys::TOKEN_STORE, keys::TOKEN_COMMAND)
    .credential_expiry(keys::EXPIRES_AT)
    .profile(keys::PROFILE)
    .prefixes(TokenKind::PREFIXES)
    .hosts(&[
        "api.copera.ai",
        "api-dev.copera.ai",
        "app.copera.ai",
        "dev.copera.ai",
    ])
    .trusted_hosts(keys::TRUSTED_HOSTS);
