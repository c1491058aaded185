//! Texts that a command is given: on the command line, in a file, or piped in.

use std::io;

use copera_term::{PromptError, Report, stdin};

use crate::context::Context;
use crate::words;

/// The text that was given for `flag`: `-` is stdin, `@FILE` a file, and anything else the text
/// itself. Without the flag it is what is piped in. To the letter, and an empty text is a text.
///
/// # Errors
/// Nothing was given and nothing is piped in; the file or stdin can't be read.
pub(crate) fn required(
    context: &Context,
    flag: &str,
    given: Option<&str>,
) -> Result<String, Report> {
    match given {
        Some(given) => named(context, flag, given),
        None if context.output().stdin_is_terminal() => Err(nothing(flag)),
        None => match piped_in()? {
            text if text.is_empty() => Err(nothing(flag)),
            text => Ok(text),
        },
    }
}

/// As [`required`], where there need not be any text.
///
/// # Errors
/// The file or stdin can't be read.
pub(crate) fn optional(
    context: &Context,
    flag: &str,
    given: Option<&str>,
) -> Result<Option<String>, Report> {
    match given {
        Some(given) => named(context, flag, given).map(Some),
        None if context.output().stdin_is_terminal() => Ok(None),
        None => Ok(Some(piped_in()?).filter(|text| !text.is_empty())),
    }
}

fn named(context: &Context, flag: &str, given: &str) -> Result<String, Report> {
    if given == "-" {
        hint_at_terminal(context);
        return piped_in();
    }
    match given.strip_prefix('@') {
        Some(path) => file(flag, path).map_err(|report| {
            report.suggest(format!("a text that begins with @ is piped in: {flag} -"))
        }),
        None => Ok(given.to_owned()),
    }
}

/// The text of the file that `flag` names.
///
/// # Errors
/// It can't be read, or is no UTF-8.
pub(crate) fn file(flag: &str, path: &str) -> Result<String, Report> {
    std::fs::read_to_string(path)
        .map_err(|error| input(format!("can't read `{path}`, which {flag} names: {error}")))
}

/// Before stdin is read because that was asked for: whoever sits at a terminal would see nothing happen.
pub(crate) fn hint_at_terminal(context: &Context) {
    if context.output().stdin_is_terminal() {
        context
            .output()
            .note("Reading from the terminal; Ctrl-D ends the text.");
    }
}

/// Everything that is piped in.
///
/// # Errors
/// It can't be read, or is no UTF-8.
pub(crate) fn piped_in() -> Result<String, Report> {
    stdin::read_all().map_err(|error| unread(&error))
}

/// As [`piped_in`], whatever the bytes are.
///
/// # Errors
/// It can't be read.
pub(crate) fn bytes_piped_in() -> Result<Vec<u8>, Report> {
    stdin::read_bytes().map_err(|error| unread(&error))
}

fn unread(error: &io::Error) -> Report {
    input(match error.kind() {
        io::ErrorKind::Interrupted => return PromptError::Interrupted.into(),
        io::ErrorKind::InvalidData => "what is piped in is no UTF-8 text".to_owned(),
        _ => format!("can't read what is piped in: {error}"),
    })
}

fn nothing(flag: &str) -> Report {
    input("there is no text").suggest(format!("add {flag} TEXT, or pipe it in"))
}

fn input(message: impl Into<String>) -> Report {
    Report::new(words::INPUT_ERROR, message)
}
