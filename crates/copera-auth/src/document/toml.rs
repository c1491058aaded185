//! TOML, as a tree.

use figment::value::Value;
use toml_edit::{Item, TableLike};

use super::{Content, Lines, Node};
use crate::config_file::FileProblem;
use crate::layout::FileFormat;

pub(crate) fn parse(text: &str) -> Result<Node, FileProblem> {
    let document = parse_document(text)?;
    Ok(node(document.as_item()).unwrap_or(Node {
        content: Content::Table(Vec::new()),
        span: 0..0,
    }))
}

/// The parser's own document, for edits.
pub(crate) fn parse_document(text: &str) -> Result<toml_edit::Document<String>, FileProblem> {
    toml_edit::Document::parse(text.to_owned()).map_err(|error| {
        let offset = error.span().unwrap_or_default().start;
        let (line, column) = Lines::of(text).locate(offset);
        let message = error
            .message()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned();
        FileProblem::Syntax {
            format: FileFormat::Toml,
            line,
            column,
            message,
        }
    })
}

fn node(item: &Item) -> Option<Node> {
    let span = item.span().unwrap_or_default();
    if let Some(table) = item.as_table_like() {
        let children = table
            .iter()
            .filter_map(|(name, item)| Some((name.to_owned(), node(item)?)));
        return Some(Node {
            content: Content::Table(children.collect()),
            span,
        });
    }
    match item {
        Item::Value(written) => Some(Node {
            content: Content::Value(value(written)),
            span,
        }),
        Item::ArrayOfTables(tables) => {
            let tables = tables
                .iter()
                .map(|table| table_value(table))
                .collect::<Vec<_>>();
            Some(Node {
                content: Content::Value(Value::from(tables)),
                span,
            })
        }
        Item::Table(_) | Item::None => None,
    }
}

fn value(written: &toml_edit::Value) -> Value {
    use toml_edit::Value as Toml;
    match written {
        Toml::String(text) => Value::from(text.value().clone()),
        Toml::Integer(number) => Value::from(*number.value()),
        Toml::Float(number) => Value::from(*number.value()),
        Toml::Boolean(yes) => Value::from(*yes.value()),
        Toml::Datetime(time) => Value::from(time.value().to_string()),
        Toml::Array(array) => Value::from(array.iter().map(value).collect::<Vec<_>>()),
        Toml::InlineTable(table) => table_value(table),
    }
}

fn table_value(table: &dyn TableLike) -> Value {
    let entries = table
        .iter()
        .filter_map(|(name, item)| Some((name.to_owned(), node(item)?.to_value())));
    Value::from(entries.collect::<figment::value::Dict>())
}
