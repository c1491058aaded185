//! The keys of Copera's configuration, as [`crate::Flags::with`] and [`crate::Stack::get`] take them.

/// The profile that is used when none is named.
pub const PROFILE: &str = "default_profile";
/// The token of a profile.
pub const TOKEN: &str = "profiles.*.token";
/// Where the token of a profile is instead: `keyring`, the only store there is a word for. Read
/// from the home file only.
pub const TOKEN_STORE: &str = "profiles.*.token_store";
/// The program that prints the token of a profile, and its arguments, as a list. Read from the
/// home file only.
pub const TOKEN_COMMAND: &str = "profiles.*.token_command";
/// The last day of the token of a profile.
pub const EXPIRES_AT: &str = "profiles.*.expires_at";
/// Where a new token is saved: `file` or `keyring`.
pub const STORE: &str = "auth.store";
/// The output format.
pub const FORMAT: &str = "output.format";
/// When to colour; by default on a terminal.
pub const COLOR: &str = "output.color";
/// The folder of the caches; see [`super::Config::cache_dir`]. Read from the home file only.
pub const CACHE_DIR: &str = "cache.dir";
/// How long what is in a cache counts, as in `1h`; see [`super::Config::cache_ttl`].
pub const CACHE_TTL: &str = "cache.ttl";
/// The API's base address; see [`super::Config::base_url`].
pub const BASE_URL: &str = "api.base_url";
/// The web app's address; see [`super::Config::web_url`].
pub const WEB_URL: &str = "api.web_url";
/// The time limit of a short call, as in `30s` or `1m30s`; see [`super::Config::timeout`].
pub const TIMEOUT: &str = "api.timeout";
/// Hosts that the user trusts with any token, as a list; each with its port if it is not the
/// scheme's own. Read from the home file only.
pub const TRUSTED_HOSTS: &str = "trust.hosts";
