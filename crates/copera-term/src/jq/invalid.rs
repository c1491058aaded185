//! What is wrong with a text that is no filter.

use jaq_core::{compile, load};
use thiserror::Error;

/// A text that is no filter.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the jq filter can't be read: {0}")]
pub struct InvalidFilter(String);

impl InvalidFilter {
    /// What the text can't be read for.
    pub(super) fn unread<P>(text: &str, errors: load::Errors<&str, P>) -> Self {
        Self::first(errors, |error| unread(text, error))
    }

    /// What it names that is not there.
    pub(super) fn undefined<P>(errors: compile::Errors<&str, P>) -> Self {
        Self::first(errors, undefined)
    }

    /// The first of the errors, which the others mostly follow from.
    fn first<S, P, E>(
        errors: load::Errors<S, P, E>,
        say: impl FnOnce(E) -> Option<String>,
    ) -> Self {
        let error = errors.into_iter().next();
        let said = error.and_then(|(_, error)| say(error));
        Self(said.unwrap_or_else(|| "it is not complete".to_owned()))
    }
}

fn unread(text: &str, error: load::Error<&str>) -> Option<String> {
    match error {
        load::Error::Io(errors) => errors.into_iter().next().map(|(_, why)| why),
        load::Error::Lex(errors) => {
            let (expected, rest) = errors.into_iter().next()?;
            Some(expected_at(text, expected.as_str(), rest))
        }
        load::Error::Parse(errors) => {
            let (expected, found) = errors.into_iter().next()?;
            Some(expected_at(text, expected.as_str(), found))
        }
    }
}

/// `found` is a piece of `text`, or empty where the text has ended.
fn expected_at(text: &str, expected: &str, found: &str) -> String {
    let at = (found.as_ptr() as usize).checked_sub(text.as_ptr() as usize);
    let at = at.filter(|at| *at < text.len() && !found.is_empty());
    match at.and_then(|at| text.get(..at)) {
        Some(before) => format!(
            "expected {expected} at character {}",
            before.chars().count() + 1
        ),
        None => format!("expected {expected} at its end"),
    }
}

fn undefined(errors: Vec<compile::Error<&str>>) -> Option<String> {
    let (name, kind) = errors.into_iter().next()?;
    Some(format!("there is no {} `{name}`", kind.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::Filter;

    #[test]
    fn texts_that_are_no_filter() {
        for (text, said) in [
            (".[", "at its end"),
            (".a | | .b", "at character 6"),
            ("nosuch", "`nosuch`"),
            ("env", "`env`"),
            ("$ENV", "`$ENV`"),
            ("import \"x\" as x; .", ""),
        ] {
            let error = Filter::compile(text).unwrap_err().to_string();
            assert!(error.contains(said), "{text}: {error}");
        }
    }
}
