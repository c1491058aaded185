//! Which host a credential may be sent to.
//!
//! A configuration file in a folder that somebody merely walked into must not be able to send
//! their token to its author. So a host counts only if it comes from a source at least as trusted
//! as the token's, or is one that the tool or the user vouches for.

use thiserror::Error;

use crate::{BaseUrl, Origin, Resolved};

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
    /// The key that names it.
    pub host_key: &'static str,
    /// The address as it is written.
    pub host_shown: String,
    /// Where it is written.
    pub host_origin: Origin,
    /// The key of the credential.
    pub token_key: &'static str,
    /// The credential, redacted.
    pub token: String,
    /// Where it stands.
    pub token_origin: Origin,
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

/// Whether a host needs nobody's word: it is the service's own, or the user trusts it by name.
pub(crate) fn is_vouched_for(base: &BaseUrl, own: &[&str], trusted: &[String]) -> bool {
    let host = base.host();
    let is_own = !base.is_plain_http() && own.contains(&host.as_str());
    is_own
        || trusted
            .iter()
            .any(|trusted| trusted.trim().eq_ignore_ascii_case(&host))
}

/// Whether the source of the host may decide where a token from `token_origin` goes.
pub(crate) fn may_choose(base: &Resolved<BaseUrl>, token_origin: &Origin) -> bool {
    base.origin.trust() >= token_origin.trust()
}
