//! JSON as it is printed: indented by two spaces, in the service's own spelling.

mod gathered;
mod grammar;
mod marks;
mod problem;
mod reindent;
mod room;
#[cfg(test)]
mod tests;
mod token;
mod utf8;

use std::io::{self, Write};

use memchr::memchr2;
use serde::Serialize;

pub(crate) use self::grammar::DEEPEST;
pub use self::problem::{CutShort, NotJson, TooDeep};
pub use self::reindent::Reindenter;

/// Writes one of our own values, indented, with a final line break.
///
/// # Errors
/// What the writer said.
pub fn write<T: Serialize + ?Sized>(value: &T, mut to: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut to, value)?;
    to.write_all(b"\n")
}

/// Writes a document of the service, re-indented, with a final line break. Nothing is written of what
/// is no JSON.
///
/// # Errors
/// See [`Reindenter::push`] and [`Reindenter::finish`].
pub fn write_raw(document: &[u8], to: &mut dyn Write) -> io::Result<()> {
    // Read twice, since what is indented may be a hundred times as long, which is too much to hold.
    check(document)?;
    reindent(document, to)
}

/// Whether this is JSON that can be read, and no deeper than [`DEEPEST`].
pub(crate) fn check(document: &[u8]) -> io::Result<()> {
    reindent(document, io::sink())
}

fn reindent(document: &[u8], to: impl Write) -> io::Result<()> {
    let mut reindenter = Reindenter::new(to);
    reindenter.push(document)?;
    reindenter.finish()
}

/// Writes a document of the service without white space outside its texts, and no line break.
///
/// # Errors
/// What the writer said.
pub fn write_compact(mut document: &[u8], to: &mut dyn Write) -> io::Result<()> {
    while let Some(at) = document.iter().position(|byte| b" \t\n\r\"".contains(byte)) {
        to.write_all(&document[..at])?;
        document = &document[at..];
        let passed = if document[0] == b'"' {
            let length = text_length(document);
            to.write_all(&document[..length])?;
            length
        } else {
            1
        };
        document = &document[passed..];
    }
    to.write_all(document)
}

/// How long the text is that `document` begins with, its quotes included.
fn text_length(document: &[u8]) -> usize {
    let mut at = 1;
    while let Some(found) = memchr2(b'"', b'\\', document.get(at..).unwrap_or_default()) {
        at += found;
        if document[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    document.len()
}
