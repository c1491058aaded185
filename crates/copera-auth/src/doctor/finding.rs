//! What can be wrong with how credentials are kept, as data.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config_file::{FileError, FileProblem};
use crate::error::ConfigError;
use crate::origin::{Origin, Position};
use crate::unknown_keys::{RefusedKey, UnknownKey};
use crate::{Expiry, ExpiryState, GitStatus, Surface, TokenKind, UntrustedHost};

/// A token that stands in a file. Which one is told by its redaction alone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoredToken {
    /// The key that it stands at, dotted, as the file writes it.
    pub key: String,
    /// The place of the value.
    pub position: Position,
    /// The token, redacted.
    pub shown: String,
}

/// Something about the configuration that a person should know of.
///
/// No variant carries a secret. [`Finding::message`] says what was found and [`Finding::fix`] what
/// to do about it; [`crate::Stack::fix`] does it, where that is safe.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Finding {
    // Where the secret lies.
    /// Others than the owner may open a file that holds a token.
    OpenToOthers {
        /// The first token in it.
        token: StoredToken,
        /// The permission bits, such as `0o644`.
        mode: u32,
    },
    /// A token stands in a file that everybody who works on the project shares.
    SharedToken {
        /// The token.
        token: StoredToken,
        /// What git does with the file.
        git: GitStatus,
    },
    /// Git tracks a file that holds a token and is meant for one person.
    Tracked {
        /// The first token in it.
        token: StoredToken,
        /// The file that git knows: where the path is a link, the one that it leads to.
        file: PathBuf,
    },
    /// Git does not ignore such a file: the next `git add .` takes it along.
    NotIgnored {
        /// The first token in it.
        token: StoredToken,
        /// The file that git sees: where the path is a link, the one that it leads to.
        file: PathBuf,
        /// The line that [`crate::ignore_beside`] would add beside that file.
        line: String,
    },
    /// Such a file is ignored by the rules, and whether git tracks it all the same can't be found out.
    GitUnknown {
        /// The first token in it.
        token: StoredToken,
        /// The file that git would know: where the path is a link, the one that it leads to.
        file: PathBuf,
    },
    /// A profile says that its token is in the keyring or printed by a command, and has a token
    /// too, which goes before both.
    TokenBesideReference {
        /// The token.
        token: StoredToken,
        /// The key that says where else the token is, dotted, as the file writes it.
        reference: String,
    },

    /// The token of a profile has ended, or ends within the next fourteen days, by the date that the
    /// file gives.
    Ending {
        /// The profile, as the file spells it.
        profile: String,
        /// The last day.
        expiry: Expiry,
        /// How near that is.
        state: ExpiryState,
        /// The place of the token, or of what says where it is.
        position: Position,
    },

    // What the token in force is up to.
    /// A file may not choose the host that the token in force is sent to: every call is refused.
    UntrustedHost {
        /// The host, the token, and where both are named.
        refused: Box<UntrustedHost>,
        /// The key that lists the hosts which the user trusts, if the layout has one.
        trusted_hosts: Option<&'static str>,
    },
    /// A token that is given by variable goes before another one that is stored.
    VariableDiffers {
        /// The variable.
        variable: &'static str,
        /// Its token, redacted.
        shown: String,
        /// The place of the stored token.
        stored: Position,
        /// The stored token, redacted.
        stored_shown: String,
    },
    /// The token in force can't reach what a default id of its profile names.
    UnfitKind {
        /// The kind of the token.
        kind: TokenKind,
        /// The key of the id, such as `doc_id`.
        id: &'static str,
        /// The part of the service that the id belongs to.
        surface: Surface,
        /// The place of the id.
        position: Position,
    },

    // What the files say.
    /// A file can't be read, and blocks what stands below it.
    Unreadable(Arc<FileError>),
    /// A setting has no value that can be used.
    Invalid(ConfigError),
    /// Two or more profiles of one file differ only in letter case.
    SimilarProfiles {
        /// The profiles, in the order of the file.
        names: Vec<String>,
        /// The place of the second one.
        position: Position,
    },
    /// A key that nothing reads.
    UnknownKey(UnknownKey),
    /// A key that only the home file may set.
    RefusedKey(RefusedKey),
    /// A project file that belongs to another user, and was left alone.
    Foreign {
        /// The file.
        path: PathBuf,
    },
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A secret lies open, or something does not work.
    ActionNeeded,
    /// It works, but perhaps not as was meant.
    WorthKnowing,
}

impl Severity {
    /// The word in JSON and in plain output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ActionNeeded => "action_needed",
            Self::WorthKnowing => "worth_knowing",
        }
    }
}

impl Finding {
    /// The finding's word in JSON; it stays the same between versions.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::OpenToOthers { .. } => "open_to_others",
            Self::SharedToken { .. } => "shared_token",
            Self::Tracked { .. } => "tracked_by_git",
            Self::NotIgnored { .. } => "not_ignored_by_git",
            Self::GitUnknown { .. } => "git_unknown",
            Self::TokenBesideReference { .. } => "token_beside_reference",
            Self::Ending {
                state: ExpiryState::Past { .. },
                ..
            } => "expired_token",
            Self::Ending { .. } => "expiring_token",
            Self::UntrustedHost { .. } => "untrusted_host",
            Self::VariableDiffers { .. } => "variable_differs",
            Self::UnfitKind { .. } => "unfit_kind",
            Self::Unreadable(_) => "unreadable_file",
            Self::Invalid(_) => "invalid_setting",
            Self::SimilarProfiles { .. } => "similar_profiles",
            Self::UnknownKey(_) => "unknown_key",
            Self::RefusedKey(_) => "refused_key",
            Self::Foreign { .. } => "foreign_file",
        }
    }

    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::OpenToOthers { .. }
            | Self::SharedToken { .. }
            | Self::Tracked { .. }
            | Self::NotIgnored { .. }
            | Self::TokenBesideReference { .. }
            | Self::Ending {
                state: ExpiryState::Past { .. },
                ..
            }
            | Self::UntrustedHost { .. }
            | Self::Unreadable(_)
            | Self::Invalid(_) => Severity::ActionNeeded,
            Self::GitUnknown { .. }
            | Self::Ending { .. }
            | Self::VariableDiffers { .. }
            | Self::UnfitKind { .. }
            | Self::SimilarProfiles { .. }
            | Self::UnknownKey(_)
            | Self::RefusedKey(_)
            | Self::Foreign { .. } => Severity::WorthKnowing,
        }
    }

    /// The file that it is about; `None` for what a variable or a flag says.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Unreadable(error) => Some(&error.path),
            Self::Foreign { path } | Self::Invalid(ConfigError::AmbiguousProfile { path, .. }) => {
                Some(path)
            }
            _ => self.position().map(|position| &*position.path),
        }
    }

    /// Line and column in the file, counted from 1; `None` where it is about the file as a whole.
    pub fn line_and_column(&self) -> Option<(usize, usize)> {
        match self {
            Self::Unreadable(error) => match error.problem {
                FileProblem::Syntax { line, column, .. } => Some((line, column)),
                _ => None,
            },
            _ => self
                .position()
                .map(|position| (position.line, position.column)),
        }
    }

    fn position(&self) -> Option<&Position> {
        match self {
            Self::OpenToOthers { token, .. }
            | Self::SharedToken { token, .. }
            | Self::Tracked { token, .. }
            | Self::NotIgnored { token, .. }
            | Self::GitUnknown { token, .. }
            | Self::TokenBesideReference { token, .. } => Some(&token.position),
            Self::UntrustedHost { refused, .. } => refused.host_origin.position(),
            Self::VariableDiffers {
                stored: position, ..
            }
            | Self::Ending { position, .. }
            | Self::UnfitKind { position, .. }
            | Self::SimilarProfiles { position, .. } => Some(position),
            Self::Invalid(error) => origin(error).and_then(Origin::position),
            Self::UnknownKey(key) => Some(&key.position),
            Self::RefusedKey(key) => Some(&key.position),
            Self::Unreadable(_) | Self::Foreign { .. } => None,
        }
    }
}

/// Where the value stands that is wrong.
fn origin(error: &ConfigError) -> Option<&Origin> {
    match error {
        ConfigError::Value { origin, .. }
        | ConfigError::Token { origin, .. }
        | ConfigError::UnknownProfile { origin, .. } => Some(origin),
        _ => None,
    }
}
