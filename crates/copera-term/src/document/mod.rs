//! Documents of a service, printed as a program asked for them: whole, some fields, a line an item,
//! or through a filter.

mod choice;
mod columns;
mod fields;
mod list;
mod sought;
mod timeline;

use std::borrow::Cow;
use std::io::{self, Write};

use serde_json::value::RawValue;
use thiserror::Error;

pub use self::choice::Choice;
pub use self::columns::{Column, cells, columns};
pub use self::fields::{Fields, entries, object};
pub use self::list::ListWriter;
pub use self::sought::{Missing, Sought};
pub use self::timeline::Timeline;
use crate::jq::{Filter, FilterError};
use crate::json;
use crate::output::{Documents, Mode, Output};
use crate::report::Report;
use crate::table::Table;
use crate::word::words;

/// Where the items of a list stand in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Items {
    /// The document is no list, but one thing.
    One,
    /// The document is the list.
    Bare,
    /// The list is the value of this field.
    Under(&'static str),
}

/// How documents are printed as JSON.
#[derive(Debug, Default)]
pub struct DocumentStyle {
    /// One item a line instead of one indented document.
    pub lines: bool,
    /// The fields of the items that are wanted; without it, all.
    pub fields: Option<Fields>,
    /// What the document is put through at last.
    pub filter: Option<Filter>,
}

/// Why a document could not be printed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The filter failed.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// The document is not of the shape that was expected.
    #[error("the answer is not of the documented shape: {0}")]
    Shape(#[from] serde_json::Error),
    /// The result can't be written.
    #[error(transparent)]
    Write(#[from] io::Error),
}

impl DocumentStyle {
    /// Whether documents are only indented.
    pub fn is_plain(&self) -> bool {
        !self.lines && self.fields.is_none() && self.filter.is_none()
    }

    /// Writes a list that comes element by element.
    pub fn list<W: Write>(&self, to: W) -> ListWriter<'_, W> {
        ListWriter::new(self, to)
    }

    /// Writes a document.
    ///
    /// # Errors
    /// See [`DocumentError`].
    pub fn write(
        &self,
        document: &[u8],
        items: Items,
        to: &mut dyn Write,
    ) -> Result<(), DocumentError> {
        let document = match &self.fields {
            Some(fields) => Cow::Owned(fields.apply(document, items)?),
            None => Cow::Borrowed(document),
        };
        if let Some(filter) = &self.filter {
            return Ok(filter.run(&document, to)?);
        }
        if !self.lines {
            return Ok(json::write_raw(&document, to)?);
        }
        for item in self::items(&document, items)? {
            json::write_compact(item.get().as_bytes(), to)?;
            to.write_all(b"\n")?;
        }
        Ok(())
    }
}

impl DocumentError {
    /// What a person is told.
    pub fn report(&self) -> Report {
        match self {
            Self::Filter(FilterError::Filter(_)) => {
                Report::new(words::INPUT_ERROR, self.to_string())
                    .suggest("see what the filter is given: leave out --jq")
            }
            _ => Report::new(words::REQUEST_FAILED, self.to_string()),
        }
    }
}

/// Writes a document, or what is made of it, to stdout.
///
/// # Errors
/// The stream failed (a reader that has gone is no failure), or the document does not fit what was
/// asked of it.
pub fn print(
    output: &Output,
    write: impl FnOnce(&mut dyn Write) -> Result<(), DocumentError>,
) -> Result<(), Report> {
    let mut problem = None;
    // What is drawn for people escapes what it is given, and has sequences of its own.
    let mut stdout = match output.mode() {
        Mode::Json => output.documents(),
        Mode::Table | Mode::Plain => Documents::AsTheyAre(output.stdout()),
    };
    let written = match write(&mut stdout) {
        Ok(()) => Ok(()),
        Err(DocumentError::Write(error) | DocumentError::Filter(FilterError::Write(error))) => {
            Err(error)
        }
        Err(error) => {
            problem = Some(error);
            Ok(())
        }
    };
    let written = written.and_then(|()| stdout.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Report::new(
            words::OUTPUT_ERROR,
            format!("can't write the result: {error}"),
        )),
        Ok(()) => problem.map_or(Ok(()), |error| Err(error.report())),
    }
}

/// The items of a document; one thing is its own only item.
///
/// # Errors
/// Where the document is of another shape.
pub fn items(document: &[u8], items: Items) -> serde_json::Result<Vec<&RawValue>> {
    match items {
        Items::One => Ok(vec![serde_json::from_slice(document)?]),
        Items::Bare => serde_json::from_slice(document),
        Items::Under(field) => match fields::entry(serde_json::from_slice(document)?, field)? {
            Some(list) => serde_json::from_str(list.get()),
            None => Ok(Vec::new()),
        },
    }
}

/// A table of these fields of the items.
///
/// # Errors
/// Where the document is of another shape.
pub fn table(document: &[u8], items: Items, fields: &Fields) -> serde_json::Result<Table> {
    let mut table = Table::new(&fields.names().map(str::to_uppercase).collect::<Vec<_>>());
    for item in self::items(document, items)? {
        let values = fields.values(item)?;
        let texts: Vec<_> = values.into_iter().map(cell).collect();
        table.row(texts.iter().map(|text| &**text));
    }
    Ok(table)
}

/// A value in a cell: a text without its quotes, nothing for what is absent.
pub fn cell(value: Option<&RawValue>) -> Cow<'_, str> {
    let text = value.map_or("null", RawValue::get);
    match serde_json::from_str::<String>(text) {
        Ok(text) => Cow::Owned(text),
        Err(_) if text == "null" => Cow::Borrowed(""),
        Err(_) => Cow::Borrowed(text),
    }
}

/// The object `document` with one more field at its end, unless it has one of that name.
///
/// # Errors
/// Where the document is no object.
pub fn with_field(document: &[u8], name: &str, value: &str) -> serde_json::Result<Vec<u8>> {
    let fields = entries(serde_json::from_slice(document)?)?;
    if fields.iter().any(|(key, _)| key == name) {
        return Ok(document.to_vec());
    }
    let value = serde_json::value::to_raw_value(value)?;
    let added = (Cow::Borrowed(name), &*value);
    object(fields.into_iter().chain([added]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(style: &DocumentStyle, document: &str, items: Items) -> String {
        let mut printed = Vec::new();
        style
            .write(document.as_bytes(), items, &mut printed)
            .unwrap();
        String::from_utf8(printed).unwrap()
    }

    fn fields(text: &str) -> Fields {
        text.parse().unwrap()
    }

    const LIST: &str =
        r#"{"total":2,"items":[{"_id":"a","n":1.50,"by":{"name":"Ada"}},{"_id":"b"}]}"#;

    #[test]
    fn one_item_a_line() {
        let lines = DocumentStyle {
            lines: true,
            ..DocumentStyle::default()
        };
        assert_eq!(
            print(&lines, r#"[ {"a": 1.50}, "x y" ]"#, Items::Bare),
            "{\"a\":1.50}\n\"x y\"\n"
        );
        assert_eq!(
            print(&lines, LIST, Items::Under("items")),
            "{\"_id\":\"a\",\"n\":1.50,\"by\":{\"name\":\"Ada\"}}\n{\"_id\":\"b\"}\n"
        );
        assert_eq!(print(&lines, "{\"a\": [1]}", Items::One), "{\"a\":[1]}\n");
    }

    #[test]
    fn some_fields() {
        let style = DocumentStyle {
            fields: Some(fields("by.name,_id,n")),
            lines: true,
            filter: None,
        };
        assert_eq!(
            print(&style, LIST, Items::Under("items")),
            "{\"by.name\":\"Ada\",\"_id\":\"a\",\"n\":1.50}\n{\"_id\":\"b\"}\n"
        );
        let style = DocumentStyle {
            fields: Some(fields("_id")),
            ..DocumentStyle::default()
        };
        assert_eq!(
            print(
                &style,
                r#"{"total":2,"items":[{"_id":"a","n":1}]}"#,
                Items::Under("items")
            ),
            "{\n  \"total\": 2,\n  \"items\": [\n    {\n      \"_id\": \"a\"\n    }\n  ]\n}\n"
        );
    }

    #[test]
    fn the_filter_comes_last() {
        let style = DocumentStyle {
            lines: true,
            fields: Some(fields("_id")),
            filter: Some(Filter::compile(".items[]").unwrap()),
        };
        assert_eq!(
            print(&style, LIST, Items::Under("items")),
            "{\"_id\":\"a\"}\n{\"_id\":\"b\"}\n"
        );
    }

    #[test]
    fn one_more_field() {
        for (document, printed) in [
            ("{}", r#"{"url":"u"}"#),
            (r#"{"a": 1.50 }"#, r#"{"a":1.50,"url":"u"}"#),
            (r#"{"url": null}"#, r#"{"url": null}"#),
        ] {
            assert_eq!(
                with_field(document.as_bytes(), "url", "u").unwrap(),
                printed.as_bytes()
            );
        }
        assert!(with_field(b"[]", "url", "u").is_err());
    }
}
