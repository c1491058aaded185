//! Who am I, and what may I do? Tokens, scopes and layered configuration for Copera and its
//! sibling tools.
//!
//! - [`Token`] and [`TokenKind`]: a bearer secret that can't be printed, and what its prefix says.
//! - [`Surface`] and [`Scope`]: one table of what each kind of token may reach.
//! - [`Stack`] (feature `config`, on by default): configuration files, variables and flags in the
//!   order that a [`Layout`] gives; every value comes with the trace of how it was chosen.
//!   [`Config`] is Copera's typed view over it.
//! - [`Credential`] (feature `config`): where the token is, and the step that fetches it; from the
//!   operating system's keyring with the feature `keyring`.
//! - [`FileStore`] (feature `config`): puts a token into a configuration file, or takes it out,
//!   and leaves every other byte as it was. [`GitGuard`] says whether git would take the file along.
//! - [`Finding`] (feature `config`): what is wrong with how credentials are kept.
//!
//! This crate opens no network connection, prints nothing, and reads nothing of the process that
//! is not handed to it as an [`Environment`].
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod base_url;
mod digest;
mod scope;
mod token;

#[cfg(feature = "config")]
mod config_file;
#[cfg(feature = "config")]
pub mod copera;
#[cfg(feature = "config")]
mod credential;
#[cfg(feature = "config")]
mod default_id;
#[cfg(feature = "config")]
mod discovery;
#[cfg(feature = "config")]
mod doctor;
#[cfg(feature = "config")]
mod document;
#[cfg(feature = "config")]
mod environment;
#[cfg(feature = "config")]
mod error;
#[cfg(feature = "config")]
mod expiry;
#[cfg(feature = "config")]
mod extract;
#[cfg(feature = "config")]
mod flags;
#[cfg(feature = "config")]
mod git;
#[cfg(feature = "config")]
mod layer;
#[cfg(feature = "config")]
pub mod layout;
#[cfg(feature = "config")]
mod listing;
#[cfg(feature = "config")]
mod locate;
#[cfg(feature = "config")]
mod origin;
#[cfg(feature = "config")]
mod ownership;
#[cfg(feature = "config")]
mod profile;
#[cfg(feature = "config")]
mod setting;
#[cfg(feature = "config")]
mod stack;
#[cfg(feature = "config")]
mod store;
#[cfg(feature = "config")]
mod time_span;
#[cfg(feature = "config")]
mod trust;
#[cfg(feature = "config")]
mod unknown_keys;
#[cfg(feature = "config")]
mod walk;

pub use base_url::{BaseUrl, BaseUrlError};
pub use scope::{Access, SEARCH_ENTITIES, Scope, SearchEntity, Surface};
pub use token::{MAX_TOKEN_BYTES, Token, TokenError, TokenKind, TokenRemark};
/// The type of the addresses that [`BaseUrl::join`] makes.
pub use url::Url;

#[cfg(feature = "config")]
pub use self::{
    config_file::{FileError, FileProblem, MAX_FILE_BYTES},
    copera::{COPERA, Config},
    credential::{
        CommandProblem, Credential, Keyring, KeyringProblem, Location, OpenError, Patience,
    },
    doctor::{Finding, Severity, StoredToken},
    environment::Environment,
    error::ConfigError,
    expiry::{Expiry, ExpiryError, ExpiryState},
    flags::Flags,
    git::{GitGuard, GitStatus, git_status, ignore_beside},
    layer::{Layer, LayerStatus},
    layout::{Key, Layout, Trust},
    listing::StoredProfile,
    origin::{Candidate, Origin, Position, Resolved, Verdict},
    setting::{Listed, Setting, SettingError, SettingValue, Takes},
    stack::{DEFAULT_PROFILE, Stack},
    store::{EditError, Existing, FileStore, SaveError, StoreError},
    time_span::TimeSpan,
    trust::{HostDoubt, UntrustedHost},
    unknown_keys::{RefusedKey, UnknownKey},
};

/// The guide for authors of tools: its examples are compiled and run.
#[cfg(all(doctest, feature = "config"))]
#[doc = include_str!("../../../docs/guides/copera-auth.md")]
struct Guide;
