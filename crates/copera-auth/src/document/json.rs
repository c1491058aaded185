//! JSON, as a tree.

use figment::value::Value;
use jsonc_parser::ast::{self, ObjectPropName};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::{Content, Lines, Node};
use crate::config_file::FileProblem;
use crate::layout::FileFormat;

/// JSON itself, without any of the liberties that the parser can take.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Parses a document whose root is an object; the parser bounds how deep it may be nested. An empty text is an empty object.
pub(crate) fn parse(text: &str) -> Result<Node, FileProblem> {
    let body = text.trim_start_matches('\u{feff}');
    let skipped = text.len() - body.len();
    let failed = |offset: usize, message: &str| {
        let (line, column) = Lines::of(text).locate(offset);
        FileProblem::Syntax {
            format: FileFormat::Json,
            line,
            column,
            message: message.to_owned(),
        }
    };
    let parsed = parse_to_ast(body, &CollectOptions::default(), &STRICT)
        // The parser's sentence may quote the text, so only the place is taken from it.
        .map_err(|error| failed(skipped + error.range().start, "unexpected text"))?;
    match parsed.value {
        None => Ok(Node {
            content: Content::Table(Vec::new()),
            span: 0..0,
        }),
        Some(root @ ast::Value::Object(_)) => Ok(node(&root, skipped)),
        Some(other) => Err(failed(skipped + other.range().start, "expected an object")),
    }
}

fn node(value: &ast::Value<'_>, skipped: usize) -> Node {
    let range = value.range();
    let span = skipped + range.start..skipped + range.end;
    let content = match value {
        ast::Value::Object(object) => Content::Table(
            object
                .properties
                .iter()
                .map(|property| (name(&property.name), node(&property.value, skipped)))
                .collect(),
        ),
        other => Content::Value(scalar(other)),
    };
    Node { content, span }
}

fn name(name: &ObjectPropName<'_>) -> String {
    name.as_str().to_owned()
}

fn scalar(value: &ast::Value<'_>) -> Value {
    match value {
        ast::Value::StringLit(text) => Value::from(text.value.as_ref()),
        ast::Value::NumberLit(number) => match number.value.parse::<i64>() {
            Ok(integer) => Value::from(integer),
            Err(_) => Value::from(number.value.parse::<f64>().unwrap_or_default()),
        },
        ast::Value::BooleanLit(yes) => Value::from(yes.value),
        ast::Value::Array(array) => {
            Value::from(array.elements.iter().map(scalar).collect::<Vec<_>>())
        }
        ast::Value::Object(object) => {
            let entries = object.properties.iter();
            let entries = entries.map(|property| (name(&property.name), scalar(&property.value)));
            Value::from(entries.collect::<figment::value::Dict>())
        }
        // Absent, as far as settings go.
        ast::Value::NullKeyword(_) => Value::from(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_json() {
        let root =
            parse("\u{feff}{\n  \"url\": \"u\", \"n\": null, \"a\": {\"b\": [1, 1.5]}\n}").unwrap();
        assert_eq!(root.child("url").unwrap().span, 14..17);
        assert!(root.child("a").unwrap().child("b").is_some());
        assert!(parse(" ").unwrap().children().is_empty());
        let deep = "[".repeat(500_000);
        for text in [
            "{",
            "[]",
            "\"x\"",
            "{a: 1}",
            "{'a': 1}",
            "{\"a\": 1,}",
            "// c\n{}",
            "{} {}",
            deep.as_str(),
        ] {
            assert!(parse(text).is_err(), "{:?}", &text[..text.len().min(10)]);
        }
        let error = parse("{\"token\": \"secret\" x}").err().unwrap();
        assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
        assert!(error.to_string().contains("line 1, column 20"), "{error}");
    }
}
