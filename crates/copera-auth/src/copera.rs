//! Copera's own configuration: its layout, and a typed view over it.

use std::time::Duration;

use crate::credential::Credential;
use crate::error::ConfigError;
use crate::layout::{FileRule, Key, Layout, Place, Trust};
use crate::origin::{Origin, Resolved};
use crate::setting::Takes;
use crate::stack::{Flags, Stack};
use crate::time_span::TimeSpan;
use crate::{BaseUrl, Environment, TokenKind};

pub use crate::default_id::DefaultId;

/// The keys of Copera's configuration, as [`Flags::with`] and [`Stack::get`] take them.
pub mod keys {
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
    /// The API's base address; see [`super::Config::base_url`].
    pub const BASE_URL: &str = "api.base_url";
    /// The web app's address; see [`super::Config::web_url`].
    pub const WEB_URL: &str = "api.web_url";
    /// The time limit of a short call, as in `30s` or `1m30s`; see [`super::Config::timeout`].
    pub const TIMEOUT: &str = "api.timeout";
    /// Hosts that the user trusts with any token, as a list; each with its port if it is not the
    /// scheme's own. Read from the home file only.
    pub const TRUSTED_HOSTS: &str = "trust.hosts";
}

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
        Key::file(keys::EXPIRES_AT).harmless(),
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
            .takes(Takes::OneOf(&["auto", "json", "table", "plain"])),
        Key::file(keys::COLOR)
            .harmless()
            .takes(Takes::OneOf(&["auto", "always", "never"])),
        Key::file("cache.dir").home_only().harmless(),
        Key::file("cache.ttl").harmless().takes(Takes::Duration),
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
            .takes(Takes::Words),
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

/// A typed view over Copera's configuration: no rule of its own but the defaults.
#[derive(Debug)]
pub struct Config {
    stack: Stack,
}

impl Config {
    /// Reads the configuration files once.
    pub fn load(environment: &Environment, flags: Flags) -> Self {
        Self {
            stack: Stack::load(&COPERA, environment, flags),
        }
    }

    /// The layers underneath.
    pub fn stack(&self) -> &Stack {
        &self.stack
    }

    /// The profile in force.
    ///
    /// # Errors
    /// See [`Stack::profile`].
    pub fn profile(&self) -> Result<Resolved<String>, ConfigError> {
        self.stack.profile()
    }

    /// The profile that was looked in, and the credential in force; the latter is `None` if there
    /// is none.
    ///
    /// A token that was given by variable or flag needs no profile, so that a broken file can't
    /// keep it from working: the profile is `None` then.
    ///
    /// # Errors
    /// See [`Stack::profile`] and [`Stack::credential`].
    pub fn credential(
        &self,
    ) -> Result<(Option<Resolved<String>>, Option<Credential>), ConfigError> {
        let profile = match self.profile() {
            Err(ConfigError::File(_)) if self.stack.credential_is_given() => None,
            other => Some(other?),
        };
        let name = profile
            .as_ref()
            .map_or("", |profile| profile.value.as_str());
        let credential = self.stack.credential(name)?;
        Ok((profile, credential))
    }

    /// The default id of the profile in force.
    ///
    /// # Errors
    /// See [`Stack::profile`] and [`Stack::get`].
    pub fn default_id(&self, id: DefaultId) -> Result<Option<Resolved<String>>, ConfigError> {
        let profile = self.profile()?;
        self.stack
            .get_in_profile(&format!("profiles.*.{}", id.name()), &profile.value)
    }

    /// The API's base address; `https://api.copera.ai/public/v1` unless something says otherwise.
    ///
    /// # Errors
    /// See [`Stack::get`].
    pub fn base_url(&self) -> Result<Resolved<BaseUrl>, ConfigError> {
        self.address(
            keys::BASE_URL,
            "https://api.copera.ai/public/v1",
            "https://api-dev.copera.ai/public/v1",
        )
    }

    /// The web app's address; `https://app.copera.ai` unless something says otherwise.
    ///
    /// # Errors
    /// See [`Stack::get`].
    pub fn web_url(&self) -> Result<Resolved<BaseUrl>, ConfigError> {
        self.address(
            keys::WEB_URL,
            "https://app.copera.ai",
            "https://dev.copera.ai",
        )
    }

    /// Whether an address is the user's own word, one of Copera's own, or on a host that the user
    /// trusts by name: then it needs no confirmation.
    ///
    /// # Errors
    /// See [`Stack::get`].
    pub fn needs_no_confirmation(&self, address: &Resolved<BaseUrl>) -> Result<bool, ConfigError> {
        Ok(address.origin.trust() == Trust::User || self.is_vouched_for(&address.value)?)
    }

    /// The time limit of a short call; 30 s unless something says otherwise.
    ///
    /// # Errors
    /// See [`Stack::get`].
    pub fn timeout(&self) -> Result<Resolved<Duration>, ConfigError> {
        let set = self.stack.get::<TimeSpan>(keys::TIMEOUT)?;
        Ok(match set {
            Some(resolved) => resolved.map(|span| span.0),
            None => Resolved::default_value(Duration::from_secs(30), Vec::new()),
        })
    }

    /// Whether a token from `token_origin` may be sent to the host that was resolved.
    ///
    /// # Errors
    /// [`ConfigError::UntrustedHost`], which names both sources.
    pub fn check_host(
        &self,
        base: &Resolved<BaseUrl>,
        credential: &Credential,
    ) -> Result<(), ConfigError> {
        self.stack.check_host(keys::BASE_URL, base, credential)
    }

    /// Whether the host is one of Copera's own, or one that the user trusts by name.
    ///
    /// # Errors
    /// See [`Stack::get`].
    pub fn is_vouched_for(&self, base: &BaseUrl) -> Result<bool, ConfigError> {
        self.stack.is_vouched_for(base)
    }

    fn address(
        &self,
        key: &str,
        production: &str,
        development: &str,
    ) -> Result<Resolved<BaseUrl>, ConfigError> {
        if let Some(set) = self.stack.get::<BaseUrl>(key)? {
            return Ok(set);
        }
        let development_asked_for = self
            .stack
            .environment()
            .variable(DEVELOPMENT_VARIABLE)
            .is_some_and(|word| word.trim() == "1");
        let (text, origin) = if development_asked_for {
            (
                development,
                Origin::Variable {
                    name: DEVELOPMENT_VARIABLE,
                },
            )
        } else {
            (production, Origin::Default)
        };
        let value = text
            .parse()
            .map_err(|error: crate::BaseUrlError| ConfigError::Value {
                key: key.to_owned(),
                origin: origin.clone(),
                problem: error.to_string(),
            })?;
        Ok(Resolved {
            value,
            origin,
            candidates: self.stack.candidates(key, "")?,
        })
    }
}
