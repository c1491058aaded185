//! A workspace described in a TOML file.

mod build;
mod document;
mod place;
mod tables;

use std::str::FromStr;

use thiserror::Error;

use self::{build::Builder, document::Document, place::Problem};
use crate::{seed, state::State};

/// What a sandbox begins with: the workspace of [`seed`] by default, or one that is
/// read from TOML and holds what the text says and nothing else.
///
/// ```
/// use copera_sandbox::Seed;
///
/// let seed: Seed = r#"
/// [[people]]
/// name = "Ada Lovelace"
/// email = "ada@example.com"
///
/// [[tokens]]
/// name = "ada"
/// token = "cp_pat_0123456789abcdef"
/// person = "ada@example.com"
///
/// [[boards]]
/// name = "Engine"
///
/// [[boards.tables]]
/// name = "Parts"
/// columns = [
///     { label = "Name", type = "TEXT" },
///     { label = "State", type = "STATUS", options = ["Ordered", "Here"] },
/// ]
/// rows = [{ cells = { Name = "Gear", State = "Here" } }]
/// "#.parse()?;
/// assert_eq!(seed.tokens()[0].name, "ada");
///
/// let error = "[[people]]\nnmae = 1".parse::<Seed>().unwrap_err();
/// assert_eq!((error.line, error.column), (2, 1));
/// # Ok::<(), copera_sandbox::SeedError>(())
/// ```
///
/// # The file
///
/// Everything is named by what a person would call it: people by their e-mail address, columns and
/// options by their label. An `id` of 24 hexadecimal digits may be given to each object; one that
/// is not given is the same in every sandbox that begins with the same file.
///
/// | table | keys |
/// |---|---|
/// | `[workspace]` | `name`, `slug`, `description`, `id`; may be left out |
/// | `[[people]]` | `name`, `email`; `type` (`user`, `guest`, `external`, `integration`), `title`, `id` |
/// | `[[tokens]]` | `name`, `token`, `person`; `scopes` (all unless given), `expires` (a date and time) |
/// | `[[boards]]` | `name`; `description`, `tables`, `id` |
/// | `[[boards.tables]]` | `name`, `columns`; `rows`, `view` (the id that an export names), `id` |
/// | `columns` | `label`, `type`; `options`, `id`. Not `LINK`, `LOOKUP` and `FILE` |
/// | `options` | labels, or tables of `label`, `color`, `group` (`TODO`, `IN_PROGRESS`, `DONE`), `id` |
/// | `rows` | `cells`, by label; `description`, `owner`, `id` |
/// | `[[docs]]` | `title`; `content`, `owner`, `shared_with`, `docs` (those below it), `id` |
/// | `[[channels]]` | `name`; `description`, `people` (everybody unless given), `id` |
///
/// Where an `owner` is not given it is the first of the people.
#[derive(Debug, Clone)]
pub struct Seed {
    state: Box<State>,
    tokens: Vec<NamedToken>,
}

/// A token that a sandbox begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct NamedToken {
    /// A short word for it.
    pub name: String,
    /// The token itself.
    pub secret: String,
    /// What it is, for people.
    pub about: String,
}

/// Why a text describes no workspace.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}, column {column}: {message}")]
#[non_exhaustive]
pub struct SeedError {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What is wrong there.
    pub message: String,
}

impl Seed {
    /// The tokens that it gives out, in their order.
    pub fn tokens(&self) -> &[NamedToken] {
        &self.tokens
    }

    /// The ids of its channels, in their order.
    pub fn channels(&self) -> impl Iterator<Item = &str> {
        self.state
            .channels
            .iter()
            .map(|channel| channel.id.as_str())
    }

    pub(crate) fn into_state(self) -> State {
        *self.state
    }
}

impl Default for Seed {
    fn default() -> Self {
        let tokens = seed::TOKENS.iter().map(|token| NamedToken {
            name: token.name.to_owned(),
            secret: token.secret.to_owned(),
            about: token.about.to_owned(),
        });
        Self {
            state: Box::new(seed::state()),
            tokens: tokens.collect(),
        }
    }
}

impl FromStr for Seed {
    type Err = SeedError;

    fn from_str(text: &str) -> Result<Self, SeedError> {
        let document: Document = toml::from_str(text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            Problem::at(span, error.message()).in_text(text)
        })?;
        Builder::build(document).map_err(|problem| problem.in_text(text))
    }
}
