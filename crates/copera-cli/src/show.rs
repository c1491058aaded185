//! How a result of the service is printed: its own document for programs, a table for people.

use std::io::{self, Write};
use std::path::Path;

use copera_api::Unsent;
use copera_term::document::{self, Fields, Items};
pub(crate) use copera_term::size;
use copera_term::{ExitCode, Mode, Output, Record, Report, Table, escape, json};
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::choosing;
use crate::context::Context;
use crate::fields;
use crate::secrets;
use crate::trees::{self, Branch};

/// A list: the document as JSON, `table` otherwise, and a word where it is empty.
pub(crate) fn list(
    context: &Context,
    document: &[u8],
    items: Items,
    nothing: &str,
    table: impl FnOnce() -> Table,
) -> Result<ExitCode, Report> {
    if context.output().mode() == Mode::Json {
        return as_json(context, document, items);
    }
    let table = match &context.style().fields {
        Some(fields) => chosen(context, document, items, fields)?,
        None => table(),
    };
    if table.is_empty() {
        context.output().note(nothing);
        return Ok(ExitCode::Success);
    }
    context.print(|output, to| table.write(output, to))?;
    let left_out = table.left_out(context.output());
    if !left_out.is_empty() {
        let names = left_out.join(", ");
        context.note(format!("no room for {names}; --output plain has all"));
    }
    Ok(ExitCode::Success)
}

/// One thing: the document as JSON, `record` otherwise.
pub(crate) fn one(
    context: &Context,
    document: &[u8],
    record: impl FnOnce() -> Record,
) -> Result<ExitCode, Report> {
    if context.output().mode() == Mode::Json {
        return as_json(context, document, Items::One);
    }
    if let Some(fields) = &context.style().fields {
        let table = chosen(context, document, Items::One, fields)?;
        context.print(|output, to| table.write(output, to))?;
    } else {
        let record = record();
        context.print(|output, to| record.write(output, to))?;
    }
    Ok(ExitCode::Success)
}

/// A long text: its document as JSON, the text itself otherwise, to the letter where no terminal
/// could act on it. A line break at its end is added where there is none.
pub(crate) fn text(context: &Context, document: &[u8], text: &str) -> Result<ExitCode, Report> {
    if context.output().mode() == Mode::Json || choosing::is_asked_for(context) {
        return of_document(context, document, Items::One);
    }
    context.print(|output, to| {
        let shown = if output.stdout_is_terminal() {
            escape::paragraph(text)
        } else {
            text.into()
        };
        let end = if text.ends_with('\n') { "" } else { "\n" };
        write!(to, "{shown}{end}")
    })?;
    Ok(ExitCode::Success)
}

/// A value of our own: as JSON for programs, else the fields that were asked for, else what `people`
/// writes.
pub(crate) fn ours(
    context: &Context,
    value: &(impl Serialize + ?Sized),
    items: Items,
    people: impl FnOnce(&Output, &mut dyn Write) -> io::Result<()>,
) -> Result<ExitCode, Report> {
    if context.output().mode() != Mode::Json && !choosing::is_asked_for(context) {
        context.print(people)?;
        return Ok(ExitCode::Success);
    }
    let document = serde_json::to_vec(value);
    let document = document.map_err(crate::failure::document)?;
    of_document(context, &document, items)
}

/// What was chosen of a document: in a table for people, else as JSON.
pub(crate) fn of_document(
    context: &Context,
    document: &[u8],
    items: Items,
) -> Result<ExitCode, Report> {
    match &context.style().fields {
        Some(fields) if context.output().mode() != Mode::Json => {
            let table = chosen(context, document, items, fields)?;
            if !table.is_empty() {
                context.print(|output, to| table.write(output, to))?;
            }
            Ok(ExitCode::Success)
        }
        _ => as_json(context, document, items),
    }
}

/// A tree, for people.
pub(crate) fn tree(
    context: &Context,
    branches: &[Branch],
    nothing: &str,
) -> Result<ExitCode, Report> {
    if branches.is_empty() {
        context.output().note(nothing);
    } else {
        context.print(|output, to| trees::draw(branches, output, to))?;
    }
    Ok(ExitCode::Success)
}

/// A document for programs, whatever it is.
pub(crate) fn as_json(
    context: &Context,
    document: &[u8],
    items: Items,
) -> Result<ExitCode, Report> {
    if let Some(fields) = &context.style().fields {
        let items = document::items(document, items);
        fields::check(context, fields, &items.map_err(crate::failure::document)?)?;
    }
    context.print_document(|_, to| context.style().write(document, items, to))?;
    Ok(ExitCode::Success)
}

/// What was changed: an object for programs, a sentence on stderr for people.
pub(crate) fn change(
    context: &Context,
    shape: &impl Serialize,
    sentence: &str,
) -> Result<ExitCode, Report> {
    if context.output().mode() == Mode::Json || choosing::is_asked_for(context) {
        let document = serde_json::to_vec(shape).map_err(crate::failure::document)?;
        return of_document(context, &document, Items::One);
    }
    context.output().note(sentence);
    Ok(ExitCode::Success)
}

/// What a rehearsal did not send: one object for one request, a list for several. Passwords are not shown.
pub(crate) fn unsent(context: &Context, unsent: &[Unsent]) -> Result<ExitCode, Report> {
    #[derive(Serialize)]
    struct Shape<'a> {
        dry_run: bool,
        method: &'a str,
        url: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        body: Option<&'a RawValue>,
    }
    context.print_document(|output, to| {
        let passwords = context.passwords();
        let bodies: Vec<_> = unsent
            .iter()
            .map(|unsent| unsent.body.as_deref())
            .map(|body| {
                body.map(|body| secrets::masked(body, &passwords))
                    .transpose()
            })
            .collect::<Result<_, _>>()?;
        let mut shapes = Vec::with_capacity(unsent.len());
        for (unsent, body) in unsent.iter().zip(&bodies) {
            let body = body.as_deref().map(serde_json::from_slice);
            shapes.push(Shape {
                dry_run: true,
                method: unsent.method.as_str(),
                url: unsent.url.as_str(),
                body: body.transpose()?,
            });
        }
        match (output.mode(), shapes.as_slice()) {
            (Mode::Json, [shape]) => {
                let document = serde_json::to_vec(shape)?;
                context.style().write(&document, Items::One, to)
            }
            (Mode::Json, shapes) => {
                let document = serde_json::to_vec(shapes)?;
                context.style().write(&document, Items::Bare, to)
            }
            (_, shapes) => {
                for shape in shapes {
                    writeln!(to, "{} {}", shape.method, shape.url)?;
                    if let Some(body) = shape.body {
                        json::write_raw(body.get().as_bytes(), to)?;
                    }
                }
                Ok(())
            }
        }
    })?;
    context
        .output()
        .note("Nothing was sent: this was a dry run.");
    Ok(ExitCode::Success)
}

/// A table for the fields that were asked for, without a line.
pub(crate) fn blank(fields: &Fields) -> Table {
    Table::new(&fields.names().map(str::to_uppercase).collect::<Vec<_>>())
}

/// A table of the fields that were asked for.
fn chosen(
    context: &Context,
    document: &[u8],
    items: Items,
    fields: &Fields,
) -> Result<Table, Report> {
    let found = document::items(document, items).map_err(crate::failure::document)?;
    fields::check(context, fields, &found)?;
    document::table(document, items, fields).map_err(crate::failure::document)
}

/// So many things, in words: `1 row`, `2 rows`.
pub(crate) fn count(number: impl TryInto<u64> + std::fmt::Display + Copy, thing: &str) -> String {
    let plural = if matches!(number.try_into(), Ok(1)) {
        ""
    } else {
        "s"
    };
    format!("{number} {thing}{plural}")
}

/// As [`count`], where more than an `s` depends on the number: `1 row was`, `2 rows were`.
pub(crate) fn counted(number: usize, one: &str, several: &str) -> String {
    let things = if number == 1 { one } else { several };
    format!("{number} {things}")
}

/// A number of bytes as the output shows it: plain lines are added up and sorted, so they have the
/// number itself.
pub(crate) fn bytes(context: &Context, bytes: u64) -> String {
    match context.output().mode() {
        Mode::Plain => bytes.to_string(),
        _ => size(bytes),
    }
}

/// A path as the output shows it: plain lines are handed to programs, and `~` means nothing to those.
pub(crate) fn path(context: &Context, path: &Path) -> String {
    match context.output().mode() {
        Mode::Plain => path.display().to_string(),
        _ => context.environment.display_path(path),
    }
}

/// A time of the service for people, in their own time zone: `2026-11-24 10:00`. What is no time is
/// shown as it is.
///
/// The zone is the system's: `jiff` looks at `TZ` and at what the machine is set to.
pub(crate) fn time(text: &str) -> String {
    let millis = copera_api::Timestamp::from(text).unix_millis();
    match millis.map(jiff::Timestamp::from_millisecond) {
        Some(Ok(time)) => time
            .to_zoned_datetime(TimeZone::system())
            .strftime("%Y-%m-%d %H:%M")
            .to_string(),
        _ => text.to_owned(),
    }
}
