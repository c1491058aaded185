//! The typed view over Copera's configuration.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{COPERA, DEVELOPMENT_VARIABLE, DefaultId, keys};
use crate::credential::Credential;
use crate::error::ConfigError;
use crate::flags::Flags;
use crate::layout::Trust;
use crate::origin::{Origin, Resolved};
use crate::stack::Stack;
use crate::time_span::TimeSpan;
use crate::{BaseUrl, BaseUrlError, Environment};

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
        self.time_span(keys::TIMEOUT, Duration::from_secs(30))
    }

    /// The folder of the caches: `[cache] dir`, in which `~` is the home directory and a relative
    /// path begins there too, else [`Environment::cache_dir`]. `None` where neither is known.
    ///
    /// # Errors
    /// See [`Stack::get`].
    pub fn cache_dir(&self) -> Result<Option<Resolved<PathBuf>>, ConfigError> {
        let environment = self.stack.environment();
        let Some(set) = self.stack.get::<String>(keys::CACHE_DIR)? else {
            let usual = environment.cache_dir(COPERA.tool());
            return Ok(usual.map(|usual| Resolved::default_value(usual, Vec::new())));
        };
        let home = environment.home().unwrap_or(Path::new(""));
        Ok(Some(set.map(|written| match written.trim() {
            "~" => home.to_owned(),
            path => home.join(path.strip_prefix("~/").unwrap_or(path)),
        })))
    }

    /// How long what is in a cache counts; an hour unless something says otherwise.
    ///
    /// # Errors
    /// See [`Stack::get`].
    pub fn cache_ttl(&self) -> Result<Resolved<Duration>, ConfigError> {
        self.time_span(keys::CACHE_TTL, Duration::from_secs(60 * 60))
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

    fn time_span(&self, key: &str, default: Duration) -> Result<Resolved<Duration>, ConfigError> {
        Ok(match self.stack.get::<TimeSpan>(key)? {
            Some(set) => set.map(TimeSpan::duration),
            None => Resolved::default_value(default, Vec::new()),
        })
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
            .map_err(|error: BaseUrlError| ConfigError::Value {
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
