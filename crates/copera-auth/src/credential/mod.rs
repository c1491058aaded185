//! A credential: where it is, and the one step that fetches it.

mod command;
mod ending;
mod keyring;

use thiserror::Error;

pub use self::command::CommandProblem;
pub use self::keyring::{Keyring, KeyringProblem, Patience};

use crate::error::ConfigError;
use crate::extract;
use crate::layout::Layout;
use crate::origin::{Candidate, Origin, Verdict};
use crate::stack::{Stack, written};
use crate::walk::{Found, Winner};
use crate::{Environment, Token, TokenError, TokenKind, TokenRemark};

/// A credential that was found, and how it came to be the one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Credential {
    /// Where the secret is.
    pub location: Location,
    /// Where the configuration says so.
    pub origin: Origin,
    /// Every place that was looked at, the winner included.
    pub candidates: Vec<Candidate>,
    /// What had to be taken away to get at the token.
    pub remark: Option<TokenRemark>,
}

/// Where a secret is.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Location {
    /// At the origin itself: in the variable, flag or file.
    Inline(Token),
    /// In the operating system's keyring.
    Keyring(Keyring),
    /// Printed by a program: its name and arguments, run without a shell.
    Command(Vec<String>),
}

impl Location {
    /// The word for it: `inline`, `keyring` or `command`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Inline(_) => "inline",
            Self::Keyring(_) => "keyring",
            Self::Command(_) => "command",
        }
    }

    /// Which of Copera's kinds the token is; `None` where that takes fetching it.
    pub fn kind(&self) -> Option<TokenKind> {
        match self {
            Self::Inline(token) => Some(TokenKind::of(token)),
            Self::Keyring(_) | Self::Command(_) => None,
        }
    }

    /// What may be shown of the secret: a token's redaction, or where it is.
    pub fn redacted(&self) -> String {
        match self {
            Self::Inline(token) => token.redacted(),
            Self::Keyring(_) => "(in the keyring)".to_owned(),
            Self::Command(words) => {
                format!("(from `{}`)", words.first().map_or("", String::as_str))
            }
        }
    }
}

/// Why a credential can't be fetched from where it is.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The keyring.
    #[error("the token of `{}` in the keyring: {problem}", keyring.account())]
    Keyring {
        /// The entry.
        keyring: Keyring,
        /// What is wrong.
        problem: KeyringProblem,
    },
    /// The command.
    #[error("the token command `{program}` {problem}")]
    Command {
        /// Its first word.
        program: String,
        /// What is wrong.
        problem: CommandProblem,
    },
    /// What was fetched is no token.
    #[error("{source} (from the {place})")]
    Token {
        /// `keyring` or `command`.
        place: &'static str,
        /// What is wrong.
        source: TokenError,
    },
}

impl Stack {
    /// Where the credential of a profile is; `None` if there is none.
    ///
    /// Touches no keyring and runs no command: [`Credential::open`] does.
    ///
    /// # Errors
    /// A file that may have held it can't be read, or what was found is no token. Neither ever
    /// falls through to the next place.
    pub fn credential(&self, profile: &str) -> Result<Option<Credential>, ConfigError> {
        let Found { winner, candidates } = self.find(&self.layout().credential_keys(), profile)?;
        let Some(winner) = winner else {
            return Ok(None);
        };
        let origin = winner.origin.clone();
        let (location, remark) = locate(self.layout(), winner, profile)?;
        Ok(Some(Credential {
            location,
            origin,
            candidates,
            remark,
        }))
    }

    /// Every place that has something to say about the credential of a profile, whoever wins.
    ///
    /// # Errors
    /// A file that may have held it can't be read.
    pub fn credential_candidates(&self, profile: &str) -> Result<Vec<Candidate>, ConfigError> {
        Ok(self
            .find(&self.layout().credential_keys(), profile)?
            .candidates)
    }
}

pub(crate) fn locate(
    layout: &Layout,
    winner: Winner,
    profile: &str,
) -> Result<(Location, Option<TokenRemark>), ConfigError> {
    let Winner {
        key,
        value,
        origin,
        profile: spelt,
    } = winner;
    let wrong = |origin, problem: String| ConfigError::Value {
        key: written(key, profile),
        origin,
        problem,
    };
    if Some(key.path) == layout.command {
        let words = extract::typed::<Vec<String>>(&value, &origin);
        return match words {
            Ok(words) if !words.is_empty() => Ok((Location::Command(words), None)),
            Ok(_) => Err(wrong(
                origin,
                "expected a program and its arguments".to_owned(),
            )),
            Err(problem) => Err(wrong(origin, problem)),
        };
    }
    if Some(key.path) == layout.store {
        return match value.as_str() {
            Some("keyring") => {
                let account = spelt.unwrap_or_else(|| profile.to_owned());
                Ok((
                    Location::Keyring(Keyring::new(layout.tool(), account)),
                    None,
                ))
            }
            _ => Err(wrong(
                origin,
                "expected `keyring`; a token in the file needs no word for it".to_owned(),
            )),
        };
    }
    // Not through `extract`: its error would show what it found.
    let Some(text) = value.as_str() else {
        return Err(wrong(origin, "expected a string".to_owned()));
    };
    match Token::parse_with_remark(text, layout.prefixes) {
        Ok((token, remark)) => Ok((Location::Inline(token), remark)),
        Err(source) => Err(ConfigError::Token { origin, source }),
    }
}

impl Credential {
    /// Fetches the secret: the only step that touches a keyring or runs a command.
    ///
    /// # Errors
    /// The keyring or the command fails, or what it yields is no token.
    pub fn open(
        &self,
        layout: &Layout,
        environment: &Environment,
        patience: Patience<'_>,
    ) -> Result<Token, OpenError> {
        let (text, place) = match &self.location {
            Location::Inline(token) => return Ok(token.clone()),
            Location::Keyring(keyring) => {
                let read = keyring.read(patience);
                let keyring = keyring.clone();
                (
                    read.map_err(|problem| OpenError::Keyring { keyring, problem })?,
                    "keyring",
                )
            }
            Location::Command(words) => {
                let program = words.first().cloned().unwrap_or_default();
                let run = command::run(words, environment);
                (
                    run.map_err(|problem| OpenError::Command { program, problem })?,
                    "command",
                )
            }
        };
        Token::parse(&text, layout.prefixes).map_err(|source| OpenError::Token { place, source })
    }

    /// Which of Copera's kinds the token is; `None` where that takes fetching it.
    pub fn kind(&self) -> Option<TokenKind> {
        self.location.kind()
    }

    /// What may be shown of the credential: a token's redaction, or where it is.
    pub fn redacted(&self) -> String {
        self.location.redacted()
    }

    /// Those that this one goes before.
    pub fn shadowed(&self) -> impl Iterator<Item = &Candidate> {
        let candidates = self.candidates.iter();
        candidates.filter(|candidate| candidate.verdict == Verdict::Shadowed)
    }

    /// A candidate that lost to the environment variable although the user named it in this very
    /// call: the token flag, or the stored token of a profile that was asked for.
    pub fn overruled(&self, profile_was_asked_for: bool) -> Option<&Candidate> {
        if !matches!(self.origin, Origin::Variable { .. }) {
            return None;
        }
        self.candidates.iter().find(|candidate| {
            candidate.verdict == Verdict::Shadowed
                && candidate.differs
                && (candidate.origin.is_given() || profile_was_asked_for)
        })
    }
}
