//! When the token ends: only the person who made it knows.

use copera_auth::{Expiry, ExpiryState, Token, TokenKind};
use copera_term::{Prompter, Report};

use crate::context::Context;
use crate::words;

/// The longest life of a personal access token, in days.
const LONGEST_DAYS: i64 = 366;

/// What the flag says.
pub(super) fn given(context: &Context, text: Option<&str>) -> Result<Option<Expiry>, Report> {
    let parse = |text: &str| Expiry::parse(text, context.environment.now());
    text.map(parse)
        .transpose()
        .map_err(|error| invalid(&error.to_string()))
}

/// Asks a person who was not asked on the command line; "unknown" is an answer.
pub(super) fn settle(
    context: &Context,
    token: &Token,
    given: Option<Expiry>,
    prompter: Option<&Prompter>,
) -> Result<Option<Expiry>, Report> {
    if let Some(expiry) = given {
        check(context, token, expiry).map_err(|problem| invalid(&problem))?;
        return Ok(Some(expiry));
    }
    // Only people know when a personal access token ends; the other kinds have no date of their own.
    let Some(prompter) = prompter.filter(|_| TokenKind::of(token) == TokenKind::PersonalAccess)
    else {
        return Ok(None);
    };
    loop {
        let question = "When does it end? A date, a span such as 90d, or";
        let answer = prompter.line(question, "unknown")?;
        if answer.eq_ignore_ascii_case("unknown") {
            return Ok(None);
        }
        let expiry =
            Expiry::parse(&answer, context.environment.now()).map_err(|error| error.to_string());
        match expiry.and_then(|expiry| check(context, token, expiry).map(|()| expiry)) {
            Ok(expiry) => return Ok(Some(expiry)),
            Err(problem) => context.output().say(&problem),
        }
    }
}

fn check(context: &Context, token: &Token, expiry: Expiry) -> Result<(), String> {
    match expiry.state(context.environment.now()) {
        ExpiryState::Past { .. } => Err(format!("{expiry} is past")),
        ExpiryState::Later { days }
            if days > LONGEST_DAYS && TokenKind::of(token) == TokenKind::PersonalAccess =>
        {
            Err(format!(
                "{expiry} is too late: a personal access token lives a year at most"
            ))
        }
        _ => Ok(()),
    }
}

fn invalid(problem: &str) -> Report {
    Report::new(words::INPUT_ERROR, format!("{problem}; nothing was saved"))
}
