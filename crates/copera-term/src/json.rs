//! JSON as it is printed: indented by two spaces, in the service's own spelling.

use std::io::{self, Write};

use memchr::memchr2;
use serde::Serialize;
use thiserror::Error;

/// Re-indents JSON text as it streams through, chunk by chunk.
///
/// Only white space outside strings changes: numbers and escapes keep the spelling that they came
/// in. It does not validate; the text has been parsed by whoever passes it on.
#[derive(Debug)]
pub struct Reindenter<W> {
    to: W,
    depth: usize,
    string: InString,
    /// A container was opened, and it is not known yet whether it is empty.
    just_opened: bool,
    something_seen: bool,
}

/// Levels below this one are not moved further to the right. `serde_json` reads no deeper, and without
/// an end a megabyte of `[` would become a terabyte of spaces.
const DEEPEST_INDENT: usize = 128;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InString {
    Outside,
    Inside,
    AfterBackslash,
}

/// Whether a number or a word such as `true` ends before this byte.
fn ends_literal(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | b'\n' | b'\r' | b'{' | b'}' | b'[' | b']' | b',' | b':' | b'"'
    )
}

/// The text ended before the document did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the JSON text ends too early")]
pub struct CutShort;

impl<W: Write> Reindenter<W> {
    /// Writes to `to`, which should be buffered.
    pub fn new(to: W) -> Self {
        Self {
            to,
            depth: 0,
            string: InString::Outside,
            just_opened: false,
            something_seen: false,
        }
    }

    /// Passes the next piece of text on.
    ///
    /// # Errors
    /// What the writer said.
    pub fn push(&mut self, mut chunk: &[u8]) -> io::Result<()> {
        while !chunk.is_empty() {
            let passed = match self.string {
                InString::AfterBackslash => {
                    self.string = InString::Inside;
                    self.inside(chunk, 1)?
                }
                InString::Inside => self.inside(chunk, 0)?,
                InString::Outside => self.outside(chunk)?,
            };
            chunk = &chunk[passed..];
        }
        Ok(())
    }

    /// Passes a text on, up to its end or a backslash in it, the first `known` bytes unseen. Says how
    /// many bytes that were.
    fn inside(&mut self, chunk: &[u8], known: usize) -> io::Result<usize> {
        let found = memchr2(b'"', b'\\', &chunk[known..]);
        let end = found.map_or(chunk.len(), |at| known + at + 1);
        self.to.write_all(&chunk[..end])?;
        if found.is_some() {
            self.string = match chunk[end - 1] {
                b'"' => InString::Outside,
                _ => InString::AfterBackslash,
            };
        }
        Ok(end)
    }

    /// Passes on what begins a chunk outside of texts. Says how many bytes that were.
    fn outside(&mut self, chunk: &[u8]) -> io::Result<usize> {
        let byte = chunk[0];
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => return Ok(1),
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                if !self.just_opened {
                    self.new_line()?;
                }
                self.just_opened = false;
                self.to.write_all(&chunk[..1])?;
                return Ok(1);
            }
            _ => {}
        }
        self.something_seen = true;
        if self.just_opened {
            self.new_line()?;
            self.just_opened = false;
        }
        match byte {
            b'{' | b'[' => {
                self.depth += 1;
                self.just_opened = true;
                self.to.write_all(&chunk[..1])?;
            }
            b',' => {
                self.to.write_all(b",")?;
                self.new_line()?;
            }
            b':' => self.to.write_all(b": ")?,
            b'"' => {
                self.string = InString::Inside;
                return self.inside(chunk, 1);
            }
            _ => {
                let end = chunk.iter().position(|byte| ends_literal(*byte));
                let end = end.unwrap_or(chunk.len());
                self.to.write_all(&chunk[..end])?;
                return Ok(end);
            }
        }
        Ok(1)
    }

    fn new_line(&mut self) -> io::Result<()> {
        const LINE: &[u8; 1 + 2 * DEEPEST_INDENT] = &{
            let mut line = [b' '; 1 + 2 * DEEPEST_INDENT];
            line[0] = b'\n';
            line
        };
        let indent = 2 * self.depth.min(DEEPEST_INDENT);
        self.to.write_all(&LINE[..=indent])
    }

    /// Ends the document with a line break.
    ///
    /// # Errors
    /// What the writer said; [`CutShort`] (as [`io::ErrorKind::UnexpectedEof`]) when the text ended
    /// inside a string or a container, or there was none.
    pub fn finish(mut self) -> io::Result<()> {
        if self.depth != 0 || self.string != InString::Outside || !self.something_seen {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, CutShort));
        }
        self.to.write_all(b"\n")?;
        self.to.flush()
    }
}

/// Writes one of our own values, indented, with a final line break.
///
/// # Errors
/// What the writer said.
pub fn write<T: Serialize + ?Sized>(value: &T, mut to: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut to, value)?;
    to.write_all(b"\n")
}

/// Writes a document of the service, re-indented, with a final line break.
///
/// # Errors
/// See [`Reindenter::finish`].
pub fn write_raw(document: &[u8], to: &mut dyn Write) -> io::Result<()> {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn reindent(text: &str, chunk: usize) -> io::Result<String> {
        let mut printed = Vec::new();
        let mut reindenter = Reindenter::new(&mut printed);
        for piece in text.as_bytes().chunks(chunk) {
            reindenter.push(piece)?;
        }
        reindenter.finish()?;
        Ok(String::from_utf8(printed).unwrap())
    }

    #[test]
    fn spelling_is_kept() {
        let text =
            r#"{"a":[1.50,-0,9007199254740993,1e2],"b\"":"\u00e9\\","c":{},"d":[ ],"a":null}"#;
        let expected = "{\n  \"a\": [\n    1.50,\n    -0,\n    9007199254740993,\n    1e2\n  ],\n  \"b\\\"\": \"\\u00e9\\\\\",\n  \"c\": {},\n  \"d\": [],\n  \"a\": null\n}\n";
        for chunk in 1..=text.len() {
            assert_eq!(reindent(text, chunk).unwrap(), expected);
        }
    }

    #[test]
    fn what_is_cut_short() {
        for text in ["", "  ", "[", "[1", "{\"a\":\"x", "\"x\\\""] {
            assert_eq!(
                reindent(text, 64).unwrap_err().kind(),
                io::ErrorKind::UnexpectedEof,
                "{text:?}"
            );
        }
    }

    /// Guards against output that grows with the square of the depth.
    #[test]
    fn depth_costs_no_more_than_its_limit() {
        let mut printed = Vec::new();
        Reindenter::new(&mut printed).push(&[b'['; 10_000]).unwrap();
        assert!(printed.len() < 10_000 * (2 * DEEPEST_INDENT + 2));
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 64, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::hash_map(any::<String>(), inner, 0..6)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn without_white_space_it_is_as_serde_prints_it(value in value()) {
            let mut printed = Vec::new();
            let indented = serde_json::to_string_pretty(&value).unwrap();
            write_compact(indented.as_bytes(), &mut printed).unwrap();
            prop_assert_eq!(String::from_utf8(printed).unwrap(), value.to_string());
        }

        #[test]
        fn as_serde_prints_it_whatever_the_chunks(value in value(), chunk in 1_usize..80) {
            let expected = serde_json::to_string_pretty(&value).unwrap() + "\n";
            prop_assert_eq!(&reindent(&value.to_string(), chunk).unwrap(), &expected);
            prop_assert_eq!(&reindent(&expected, chunk).unwrap(), &expected);
        }
    }
}
