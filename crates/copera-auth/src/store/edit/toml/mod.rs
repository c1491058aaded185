//! Where in TOML text one value is set or removed.

mod place;

#[cfg(test)]
mod tests;

use std::ops::Range;

use toml_edit::{Document, Item, TableLike, Value};

use self::place::{inline_entry, insertion, whole_line};
use super::{EditError, Literal, Splice};
use crate::document::parse_toml_document;

/// Sets the value at `path`.
pub(super) fn set(text: &str, path: &[&str], value: Literal<'_>) -> Result<Splice, EditError> {
    let document = parse(text)?;
    match descend(&document, path)? {
        Descent::Found { item, .. } => {
            let span = item
                .span()
                .filter(|_| item.is_value() && !item.is_inline_table());
            let span = span.ok_or_else(|| EditError::NotAValue {
                key: path.join("."),
            })?;
            let literal = quoted(
                value,
                text[span.clone()].starts_with('\'') && !text[span.clone()].starts_with("'''"),
            );
            Ok(Splice {
                range: span,
                insert: literal,
            })
        }
        Descent::Missing { parent, depth } => {
            insertion(text, &parent, path, depth, &quoted(value, false))
        }
    }
}

/// Removes the value at `path`; `None` if there is none.
pub(super) fn remove(text: &str, path: &[&str]) -> Result<Option<Splice>, EditError> {
    let document = parse(text)?;
    let Descent::Found { item, key, inline } = descend(&document, path)? else {
        return Ok(None);
    };
    let (Some(value), Some(key)) = (item.span(), key) else {
        return Err(EditError::NotAValue {
            key: path.join("."),
        });
    };
    if item.is_table_like() {
        return Err(EditError::NotAValue {
            key: path.join("."),
        });
    }
    let range = match inline {
        Some(table) => inline_entry(text, table, key.start, value.end),
        None => whole_line(text, key.start, value.end),
    };
    Ok(Some(Splice {
        range,
        insert: String::new(),
    }))
}

fn parse(text: &str) -> Result<Document<String>, EditError> {
    parse_toml_document(text).map_err(EditError::File)
}

/// How far a path leads into a document.
enum Descent<'a> {
    Found {
        item: &'a Item,
        key: Option<Range<usize>>,
        /// The outermost inline table around it.
        inline: Option<&'a dyn TableLike>,
    },
    /// `parent` holds the first `depth` segments of the path, and not the next.
    Missing { parent: Parent<'a>, depth: usize },
}

/// The deepest table on the way to a value that is not there yet.
struct Parent<'a> {
    item: &'a Item,
    /// Where the dotted key that leads to the table begins, if it is written as one.
    dotted_from: Option<usize>,
    /// Where the last segment of that key ends.
    key_end: usize,
    /// The inline table that it is, or is a dotted part of.
    inline: Option<&'a Item>,
}

fn descend<'a>(document: &'a Document<String>, path: &[&str]) -> Result<Descent<'a>, EditError> {
    let mut parent = Parent {
        item: document.as_item(),
        dotted_from: None,
        key_end: 0,
        inline: None,
    };
    for (depth, segment) in path.iter().enumerate() {
        let table = table_of(parent.item).ok_or_else(|| EditError::NotATable {
            key: path[..depth].join("."),
        })?;
        let Some((key, item)) = table.get_key_value(segment) else {
            return Ok(Descent::Missing { parent, depth });
        };
        if depth + 1 == path.len() {
            let inline = parent.inline.and_then(table_of);
            return Ok(Descent::Found {
                item,
                key: key.span(),
                inline,
            });
        }
        let span = key.span().unwrap_or_default();
        let dotted = is_dotted(item);
        parent = Parent {
            item,
            dotted_from: if dotted {
                parent.dotted_from.or(Some(span.start))
            } else {
                None
            },
            key_end: span.end,
            inline: if dotted {
                parent.inline
            } else {
                Some(item).filter(|item| item.is_inline_table())
            },
        };
    }
    Err(EditError::NotATable { key: String::new() })
}

fn table_of(item: &Item) -> Option<&dyn TableLike> {
    item.as_table_like()
}

fn is_dotted(item: &Item) -> bool {
    match item {
        Item::Table(table) => table.is_dotted(),
        Item::Value(Value::InlineTable(table)) => table.is_dotted(),
        _ => false,
    }
}

/// The value in TOML; a string in single quotes where the old one had them and it can be.
fn quoted(value: Literal<'_>, single: bool) -> String {
    let value = match value {
        Literal::Text(text) => text,
        Literal::Words(words) => {
            return Value::Array(words.iter().map(String::as_str).collect()).to_string();
        }
    };
    if single && !value.contains('\'') && !value.chars().any(char::is_control) {
        return format!("'{value}'");
    }
    Value::from(value).to_string()
}
