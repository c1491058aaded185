//! Which host a credential may be sent to.
//!
//! A configuration file in a folder that somebody merely walked into must not be able to send
//! their token to its author. So a host counts only if it comes from a source at least as trusted
//! as the token's, or is one that the tool or the user vouches for.

use thiserror::Error;

use crate::error::ConfigError;
use crate::layer::Layer;
use crate::layout::Trust;
use crate::stack::{self, Stack};
use crate::{BaseUrl, Credential, Environment, Origin, Resolved};

/// A host that may not have the credential: the two sources, and what they say.
#[derive(Debug, Clone, Error)]
#[error(
    "{} may not choose the host that this token is sent to\n  \
     {host_key}  {host_shown}  {host_origin}\n  \
     {token_key:width$}  {token}  {token_origin}",
    file_name(host_origin),
    width = host_key.len()
)]
#[non_exhaustive]
pub struct UntrustedHost {
    /// The host, with its port if it has one.
    pub host: String,
    /// The key that names it, dotted.
    pub host_key: &'static str,
    /// The address as it is written.
    pub host_shown: String,
    /// Where the address stands.
    pub host_origin: Origin,
    /// The last part of the key that the credential stands at.
    pub token_key: &'static str,
    /// The credential, redacted.
    pub token: String,
    /// Where it stands.
    pub token_origin: Origin,
}

/// A host that a token may be saved for only if a person means it: see
/// [`Stack::needs_no_confirmation`]. The tool asks and tells; the words are here.
#[derive(Debug, Clone)]
pub struct HostDoubt {
    host: String,
    place: String,
}

impl HostDoubt {
    /// About this address.
    pub fn new(base: &Resolved<BaseUrl>, environment: &Environment) -> Self {
        Self {
            host: base.value.host(),
            place: environment.display_origin(&base.origin),
        }
    }

    /// What a person is asked.
    pub fn question(&self) -> String {
        let Self { host, place } = self;
        format!("The token will be sent to {host}, as {place} says. Is that meant?")
    }

    /// What is said where nobody can be asked, as a sentence without a full stop.
    pub fn refusal(&self) -> String {
        let Self { host, place } = self;
        format!("the token would be sent to {host}, which only {place} names; nothing was saved")
    }
}

fn file_name(origin: &Origin) -> String {
    match origin
        .position()
        .and_then(|position| position.path.file_name())
    {
        Some(name) => format!("`{}`", name.to_string_lossy()),
        None => origin.to_string(),
    }
}

impl Stack {
    /// Whether the credential may be sent to `base`, which was resolved from the key `host_key`.
    ///
    /// It may if the source of the address is at least as trusted as the credential's (see
    /// [`crate::Trust`]), or the host is vouched for ([`Stack::is_vouched_for`]). To be asked
    /// before the credential is opened, each time.
    ///
    /// # Errors
    /// [`ConfigError::UntrustedHost`], which names both sources; those of [`Stack::get`] for the
    /// list of trusted hosts.
    pub fn check_host(
        &self,
        host_key: &'static str,
        base: &Resolved<BaseUrl>,
        credential: &Credential,
    ) -> Result<(), ConfigError> {
        if may_choose(base, &credential.origin) || self.is_vouched_for(&base.value)? {
            return Ok(());
        }
        let path = self.layout().credential;
        Err(UntrustedHost {
            host: base.value.host(),
            host_key,
            host_shown: base.value.to_string(),
            host_origin: base.origin.clone(),
            token_key: path.rsplit('.').next().unwrap_or(path),
            token: credential.redacted(),
            token_origin: credential.origin.clone(),
        }
        .into())
    }

    /// The address in force.
    ///
    /// # Errors
    /// Those of [`Stack::get`]; [`ConfigError::NoSuchKey`] too where nothing sets the key and it has
    /// no default.
    pub fn address(&self, host_key: &'static str) -> Result<Resolved<BaseUrl>, ConfigError> {
        self.get(host_key)?.ok_or_else(|| unset(host_key))
    }

    /// The address that a token will be sent to which is saved in the file of this layer, where files
    /// decide as a whole ([`Layout::first_file_with_a_token_wins_whole`]): what was given for this
    /// call, or what the file says, or the home file, or the key's default.
    ///
    /// [`Layout::first_file_with_a_token_wins_whole`]: crate::Layout::first_file_with_a_token_wins_whole
    ///
    /// # Errors
    /// One of the files can't be read, or what it says is no address; otherwise as
    /// [`Stack::address`].
    pub fn address_beside(
        &self,
        layer: &Layer,
        host_key: &'static str,
    ) -> Result<Resolved<BaseUrl>, ConfigError> {
        let key = self.key(host_key)?;
        let is_given = |(text, _): &(String, Origin)| !text.trim().is_empty();
        if self.given(key).iter().any(is_given) {
            return self.address(host_key);
        }
        for layer in [Some(layer), self.home()].into_iter().flatten() {
            if let Some(named) = self.get_from(layer, host_key)? {
                return Ok(named);
            }
        }
        stack::default(key, Vec::new())?.ok_or_else(|| unset(host_key))
    }

    /// Whether a token may be saved into a file whose address is `base`, with nobody asked first: the
    /// address is the user's own word, is also what their home file says, or is vouched for.
    ///
    /// # Errors
    /// Those of [`Stack::get`] for the list of trusted hosts.
    pub fn needs_no_confirmation(
        &self,
        host_key: &'static str,
        base: &Resolved<BaseUrl>,
    ) -> Result<bool, ConfigError> {
        // A file that can't be read vouches for nothing.
        let home = self.home();
        let named = home.and_then(|home| self.get_from::<BaseUrl>(home, host_key).ok().flatten());
        Ok(base.origin.trust() == Trust::User
            || named.is_some_and(|named| named.value.same_origin(&base.value))
            || self.is_vouched_for(&base.value)?)
    }

    /// Whether the host is one of the layout's own, reached by https, or one that the user trusts
    /// by name, port included.
    ///
    /// # Errors
    /// Those of [`Stack::get`] for the list of trusted hosts.
    pub fn is_vouched_for(&self, base: &BaseUrl) -> Result<bool, ConfigError> {
        let trusted = match self.layout().trusted_hosts {
            Some(key) => self.get::<Vec<String>>(key)?,
            None => None,
        };
        let trusted = trusted.map(|hosts| hosts.value).unwrap_or_default();
        Ok(is_vouched_for(base, self.layout().hosts, &trusted))
    }
}

fn unset(key: &str) -> ConfigError {
    ConfigError::NoSuchKey {
        key: key.to_owned(),
    }
}

/// Whether a host needs nobody's word: it is the service's own, or the user trusts it by name.
fn is_vouched_for(base: &BaseUrl, own: &[&str], trusted: &[String]) -> bool {
    let host = base.host();
    let is_own = !base.is_plain_http() && own.contains(&host.as_str());
    is_own
        || trusted
            .iter()
            .any(|trusted| trusted.trim().eq_ignore_ascii_case(&host))
}

/// Whether the source of the host may decide where a token from `token_origin` goes.
fn may_choose(base: &Resolved<BaseUrl>, token_origin: &Origin) -> bool {
    base.origin.trust() >= token_origin.trust()
}
