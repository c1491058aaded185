//! How a result of the service is printed: its own document for programs, a table for people.

use copera_api::Reply;
use copera_term::{ExitCode, Mode, Record, Report, Table, json};
use serde::Serialize;

use crate::context::Context;

/// A list: the service's document as JSON, `table` otherwise, and a word where it is empty.
pub(crate) fn list<T>(
    context: &Context,
    reply: &Reply<T>,
    table: &Table,
    nothing: &str,
) -> Result<ExitCode, Report> {
    context.print(|output, to| match output.mode() {
        Mode::Json => json::write_raw(reply.raw(), to),
        Mode::Table | Mode::Plain if table.is_empty() => Ok(()),
        Mode::Table | Mode::Plain => table.write(output, to),
    })?;
    if context.output().mode() != Mode::Json && table.is_empty() {
        context.output().note(nothing);
    }
    Ok(ExitCode::Success)
}

/// One thing: the service's document as JSON, `record` otherwise.
pub(crate) fn one<T>(
    context: &Context,
    reply: &Reply<T>,
    record: &Record,
) -> Result<ExitCode, Report> {
    context.print(|output, to| match output.mode() {
        Mode::Json => json::write_raw(reply.raw(), to),
        Mode::Table | Mode::Plain => record.write(output, to),
    })?;
    Ok(ExitCode::Success)
}

/// What was changed: an object for programs, a sentence on stderr for people.
pub(crate) fn change(
    context: &Context,
    shape: &impl Serialize,
    sentence: &str,
) -> Result<ExitCode, Report> {
    if context.output().mode() == Mode::Json {
        context.print(|_, to| json::write(shape, to))?;
    } else {
        context.output().note(sentence);
    }
    Ok(ExitCode::Success)
}

/// A time of the service for people: `2026-11-24 10:00`. What is no time is shown as it is.
pub(crate) fn time(text: &str) -> String {
    match text.parse::<jiff::Timestamp>() {
        Ok(time) => time.strftime("%Y-%m-%d %H:%M").to_string(),
        Err(_) => text.to_owned(),
    }
}
