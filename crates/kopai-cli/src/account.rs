//! What a `.kopairc` keeps, as data: a token that reads and its server, and beside them a token that
//! sends and its endpoint.
//!
//! The two are layouts of their own over the same files, so that each is found, trusted, saved and
//! removed by the same rules. `token` and `url` are the documented keys. The others are ours; other
//! tools leave them alone.

use copera_auth::layout::{FileRule, Key, Layout, Place, Trust};

/// The name that the flag `--config` is handed over by.
pub(crate) const CONFIG: &str = "config";

/// How Kopai's tokens begin.
pub(crate) const PREFIXES: &[&str] = &["kpi_"];

/// The service's own, which a token may be sent to whoever names them.
const HOSTS: &[&str] = &["kopai.app", "api.kopai.app", "otlp.kopai.app"];

static FILES: [FileRule; 3] = [
    FileRule::json(".kopairc", Place::Named { flag: CONFIG }, Trust::User),
    FileRule::json(".kopairc", Place::CurrentDir, Trust::Local),
    FileRule::json(".kopairc", Place::Home, Trust::User),
];

/// A token, and the address that it is for.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) layout: &'static Layout,
    /// What the token is called, and the command that saves one.
    pub(crate) token: &'static str,
    pub(crate) sign_in: &'static str,
    /// How long it lives, from the day it was made, where that is known.
    pub(crate) life: Option<&'static str>,
    /// The key of the address, and the flag that chooses it.
    pub(crate) address: &'static str,
    pub(crate) flag: &'static str,
}

/// Reads traces, logs and metrics.
pub(crate) static READING: Account = Account {
    layout: &Layout::new("kopai", "token")
        .files(&FILES)
        .first_file_with_a_token_wins_whole()
        .keys(&[
            Key::file("token").flag("--token").variable("KOPAI_TOKEN"),
            Key::file("url").flag("--url").default("https://kopai.app"),
            Key::file("tokenExpiresAt"),
        ])
        .credential_expiry("tokenExpiresAt")
        .prefixes(PREFIXES)
        .hosts(HOSTS),
    token: "CLI token",
    sign_in: "kopai login",
    life: Some("90d"),
    address: "url",
    flag: "--url",
};

/// Sends them.
pub(crate) static SENDING: Account = Account {
    layout: &Layout::new("kopai", "otlpToken")
        .files(&FILES)
        .first_file_with_a_token_wins_whole()
        .keys(&[
            Key::file("otlpToken"),
            Key::file("otlpEndpoint")
                .flag("--endpoint")
                .default("https://otlp.kopai.app"),
        ])
        .prefixes(PREFIXES)
        .hosts(HOSTS),
    token: "sending token",
    sign_in: "kopai login --otlp",
    life: None,
    address: "otlpEndpoint",
    flag: "--endpoint",
};
