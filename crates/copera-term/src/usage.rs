//! Mistakes on the command line, told in our own form, and the texts that the parser prints.

use std::error::Error as _;
use std::ffi::OsString;
use std::io::{self, Write};
use std::num::{IntErrorKind, ParseIntError};

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::exit::ExitCode;
use crate::report::Report;
use crate::word::words;

/// What was asked for on a command line.
pub enum Parsed<T> {
    /// A command.
    Command(Box<T>),
    /// A help text or the version.
    Text(String),
    /// Nothing that can be done.
    Wrong {
        /// What is wrong.
        report: Report,
        /// Whether JSON was asked for, as far as that can be told.
        wants_json: bool,
    },
}

/// Reads a command line.
pub fn parse<T: Parser>(typed: impl IntoIterator<Item = OsString>) -> Parsed<T> {
    let typed: Vec<_> = typed.into_iter().collect();
    let error = match T::try_parse_from(&typed) {
        Ok(command) => return Parsed::Command(Box::new(command)),
        Err(error) => error,
    };
    match error.kind() {
        // A group alone is a question, not a mistake.
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Parsed::Text(error.render().to_string())
        }
        _ => Parsed::Wrong {
            report: signing_in(&error, &typed).unwrap_or_else(|| report(&error)),
            wants_json: wants_json(&typed),
        },
    }
}

/// A bare word behind `login` is most likely the token itself, which is not to be repeated.
fn signing_in(error: &clap::Error, typed: &[OsString]) -> Option<Report> {
    let bare_word = error.kind() == ErrorKind::UnknownArgument && !names_a_flag(error);
    (bare_word && typed.iter().any(|argument| argument == "login")).then(|| {
        Report::new(words::USAGE_ERROR, "`login` takes no bare word")
            .suggest("pipe the token in, or give it as --token=TOKEN")
    })
}

/// The parser's error as a report: what is wrong, and the nearest thing that is right.
pub fn report(error: &clap::Error) -> Report {
    let rendered = error.render().to_string();
    let mut paragraphs = rendered.trim().split("\n\n");
    let message = paragraphs
        .next()
        .unwrap_or_default()
        .trim_start_matches("error: ");
    let message = match wrong_number(error) {
        Some((theirs, ours)) => message.replace(&theirs, ours),
        None => message.to_owned(),
    };
    let word = if is_about_a_value(error) {
        words::INPUT_ERROR
    } else {
        words::USAGE_ERROR
    };
    let report = Report::new(word, on_one_line(&message));
    let nearest = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .find_map(|kind| context(error, kind));
    match (nearest, valid_words(error)) {
        (Some(nearest), Some(words)) => {
            report.suggest(format!("did you mean `{nearest}`? There are: {words}"))
        }
        (Some(nearest), None) => report.suggest(format!("did you mean `{nearest}`?")),
        (None, Some(words)) => report.suggest(format!("there are: {words}")),
        (None, None) => report.suggest("add --help to see how it is used"),
    }
}

/// The parser lays its sentences out for a terminal, with what can be typed below them.
fn on_one_line(message: &str) -> String {
    let lines = message.lines().map(str::trim);
    let told = lines.filter(|line| !line.starts_with("[possible values:"));
    told.collect::<Vec<_>>().join(" ")
}

/// The words that an argument takes, if it is about one that takes no others.
fn valid_words(error: &clap::Error) -> Option<String> {
    match error.get(ContextKind::ValidValue)? {
        ContextValue::Strings(words) if !words.is_empty() => Some(words.join(", ")),
        _ => None,
    }
}

/// Whether the line is well-formed, and only a value in it is none that its flag or argument takes,
/// whoever checks that: the parser or the command. A value that is missing is no such.
fn is_about_a_value(error: &clap::Error) -> bool {
    let is_given =
        || context(error, ContextKind::InvalidValue).is_some_and(|given| !given.is_empty());
    matches!(
        error.kind(),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation
    ) && is_given()
}

/// What the standard library says of a text that is no number, and what a person is told instead.
fn wrong_number(error: &clap::Error) -> Option<(String, &'static str)> {
    let error = error.source()?.downcast_ref::<ParseIntError>()?;
    let ours = match error.kind() {
        IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => "the number is out of range",
        _ => "a whole number is wanted",
    };
    Some((error.to_string(), ours))
}

/// Whether the error is about a flag, and not about a bare word.
pub fn names_a_flag(error: &clap::Error) -> bool {
    context(error, ContextKind::InvalidArg).is_some_and(|named| named.starts_with('-'))
}

/// Whether JSON was asked for, as far as that can be told of a line that could not be parsed.
pub fn wants_json(typed: &[OsString]) -> bool {
    let flags = || typed.iter().take_while(|argument| *argument != "--");
    let format = flags()
        .zip(typed.iter().skip(1))
        .any(|(flag, value)| flag == "--output" && value == "json");
    format || flags().any(|argument| argument == "--json" || argument == "--output=json")
}

/// Prints a help text.
pub fn print_help(text: &str) -> ExitCode {
    match write!(io::stdout().lock(), "{text}") {
        Ok(()) => ExitCode::Success,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::Success,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: can't write the result: {error}");
            ExitCode::Failure
        }
    }
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        // The nearest comes last.
        ContextValue::Strings(texts) => texts.last().cloned(),
        _ => None,
    }
}
