//! What a `.kopairc` keeps, as data: a token that reads and its server, and beside them a token that
//! sends and its endpoint.
//!
//! The two are layouts of their own over the same files, so that each is found, trusted, saved and
//! removed by the same rules. `token` and `url` are the documented keys. The others are ours; other
//! tools leave them alone.

use std::path::Path;

use copera_auth::layout::{FileRule, Key, Layout, Place, Trust};
use copera_auth::{BaseUrl, Resolved, Stack};
use copera_term::Report;

use crate::cli::Globals;
use crate::failure;

/// The name that the flag `--config` is handed over by.
pub(crate) const CONFIG: &str = "config";

/// How Kopai's tokens begin.
pub(crate) const PREFIXES: &[&str] = &["kpi_"];

const NAME: &str = ".kopairc";

static FILES: [FileRule; 3] = [
    FileRule::json(NAME, Place::Named { flag: CONFIG }, Trust::User),
    FileRule::json(NAME, Place::CurrentDir, Trust::Local),
    FileRule::json(NAME, Place::Home, Trust::User),
];

/// A token, and the address that it is for.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) layout: &'static Layout,
    /// The key of the address.
    pub(crate) address: &'static str,
    /// The address where none is set.
    pub(crate) default: &'static str,
    /// What the token is called.
    pub(crate) token: &'static str,
    /// How long it lives, from the day it was made, where that is known.
    pub(crate) life: Option<&'static str>,
    /// The command that saves one.
    pub(crate) sign_in: &'static str,
    /// The flag that chooses the address.
    pub(crate) flag: &'static str,
}

/// Reads traces, logs and metrics.
pub(crate) static READING: Account = Account {
    layout: &Layout::new("kopai", "token")
        .files(&FILES)
        .first_file_with_a_token_wins_whole()
        .keys(&[
            Key::file("token").flag("--token").variable("KOPAI_TOKEN"),
            Key::file("url").flag("--url"),
            Key::file("tokenExpiresAt"),
        ])
        .credential_expiry("tokenExpiresAt")
        .prefixes(PREFIXES)
        .hosts(HOSTS),
    address: "url",
    default: "https://kopai.app",
    token: "CLI token",
    life: Some("90d"),
    sign_in: "kopai login",
    flag: "--url",
};

/// Sends them.
pub(crate) static SENDING: Account = Account {
    layout: &Layout::new("kopai", "otlpToken")
        .files(&FILES)
        .first_file_with_a_token_wins_whole()
        .keys(&[
            Key::file("otlpToken"),
            Key::file("otlpEndpoint").flag("--endpoint"),
        ])
        .prefixes(PREFIXES)
        .hosts(HOSTS),
    address: "otlpEndpoint",
    default: "https://otlp.kopai.app",
    token: "sending token",
    life: None,
    sign_in: "kopai login --otlp",
    flag: "--endpoint",
};

/// The service's own, which a token may be sent to whoever names them.
const HOSTS: &[&str] = &["kopai.app", "api.kopai.app", "otlp.kopai.app"];

impl Account {
    pub(crate) fn of(otlp: bool) -> &'static Self {
        if otlp { &SENDING } else { &READING }
    }

    /// The address in force.
    pub(crate) fn address_in(&self, stack: &Stack) -> Result<Resolved<BaseUrl>, Report> {
        let set = stack.get(self.address);
        self.or_default(set.map_err(|error| failure::config(error, self))?)
    }

    /// The address that was set, or else the default.
    pub(crate) fn or_default(
        &self,
        set: Option<Resolved<BaseUrl>>,
    ) -> Result<Resolved<BaseUrl>, Report> {
        if let Some(set) = set {
            return Ok(set);
        }
        let default = self.default.parse();
        let default =
            default.map_err(|error| failure::input(&format!("{}: {error}", self.default)))?;
        Ok(Resolved::default_value(default, Vec::new()))
    }

    /// What was typed for the address.
    pub(crate) fn typed(&self, globals: &Globals) -> Option<String> {
        let typed = match self.flag {
            "--url" => &globals.url,
            _ => &globals.endpoint,
        };
        typed.clone().filter(|text| !text.trim().is_empty())
    }
}

/// The line of a `.gitignore` for this file, and for what a save that was killed leaves beside it.
pub(crate) fn ignore_line(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    format!("{}*", name.to_string_lossy())
}
