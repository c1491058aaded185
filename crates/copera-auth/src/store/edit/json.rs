//! Where in JSON text one value is set or removed.

use std::fmt::Write as _;

use super::{EditError, Literal, Splice};
use crate::document::{Content, Node, parse_json};

/// Sets the value at `path`.
pub(super) fn set(text: &str, path: &[&str], value: Literal<'_>) -> Result<Splice, EditError> {
    let root = parse(text)?;
    let (table, missing) = descend(&root, path)?;
    let value = match value {
        Literal::Text(text) => string(text),
        Literal::Words(words) => {
            let words: Vec<_> = words.iter().map(|word| string(word)).collect();
            format!("[{}]", words.join(", "))
        }
    };
    let Some((first, deeper)) = missing.split_first() else {
        return match &table.content {
            Content::Value(_) => Ok(Splice {
                range: table.span.clone(),
                insert: value,
            }),
            Content::Table(_) => Err(EditError::NotAValue {
                key: path.join("."),
            }),
        };
    };
    let Content::Table(children) = &table.content else {
        return Err(EditError::NotATable {
            key: path[..path.len() - missing.len()].join("."),
        });
    };
    let nested = deeper.iter().rev().fold(value, |inner, name| {
        format!("{{ {}: {inner} }}", string(name))
    });
    let entry = format!("{}: {nested}", string(first));
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    Ok(match children.last() {
        // An empty text: there is not even an object yet.
        _ if table.span.is_empty() => {
            let at = text.len();
            Splice {
                range: at..at,
                insert: format!("{{{ending}  {entry}{ending}}}{ending}"),
            }
        }
        // What stands between the braces is white space, and stays.
        None => {
            let at = table.span.start + 1;
            let insert = match &text[at..table.span.end - 1] {
                "" => format!("{ending}  {entry}{ending}"),
                lines if lines.contains('\n') => format!("{ending}  {entry}"),
                gap => format!("{gap}{entry}"),
            };
            Splice {
                range: at..at,
                insert,
            }
        }
        // Behind the last entry, set off as it is.
        Some((_, last)) => {
            let end = last.span.end;
            let gap = gap_before(text, table, children.len() - 1);
            Splice {
                range: end..end,
                insert: format!(",{gap}{entry}"),
            }
        }
    })
}

/// Removes the value at `path`; `None` if there is none.
pub(super) fn remove(text: &str, path: &[&str]) -> Result<Option<Splice>, EditError> {
    let root = parse(text)?;
    let Some((name, above)) = path.split_last() else {
        return Ok(None);
    };
    let (table, missing) = descend(&root, above)?;
    if !missing.is_empty() {
        return Ok(None);
    }
    let children = table.children();
    let Some(index) = children.iter().position(|(key, _)| key == name) else {
        return Ok(None);
    };
    let (_, node) = &children[index];
    if matches!(node.content, Content::Table(_)) {
        return Err(EditError::NotAValue {
            key: path.join("."),
        });
    }
    let inside = table.span.start + 1..table.span.end - 1;
    let range = match (index.checked_sub(1), children.get(index + 1)) {
        // With the comma before it.
        (Some(previous), _) => children[previous].1.span.end..node.span.end,
        // Up to the next entry, with the comma behind it.
        (None, Some(_)) => {
            let comma = node.span.end + text[node.span.end..].find(',').unwrap_or_default() + 1;
            let next = comma + (text[comma..].len() - text[comma..].trim_start().len());
            let start = inside.start + gap_before(text, table, 0).len();
            start..next
        }
        (None, None) => inside,
    };
    Ok(Some(Splice {
        range,
        insert: String::new(),
    }))
}

fn parse(text: &str) -> Result<Node, EditError> {
    parse_json(text).map_err(EditError::File)
}

/// The deepest node on the way, and what of the path is missing below it.
fn descend<'a, 'p>(
    root: &'a Node,
    path: &'p [&'p str],
) -> Result<(&'a Node, &'p [&'p str]), EditError> {
    let mut node = root;
    for (depth, segment) in path.iter().enumerate() {
        if matches!(node.content, Content::Value(_)) {
            return Err(EditError::NotATable {
                key: path[..depth].join("."),
            });
        }
        match node.child(segment) {
            Some(child) => node = child,
            None => return Ok((node, &path[depth..])),
        }
    }
    Ok((node, &[]))
}

/// The white space before an entry: what sets it off from the one before it, or the brace.
fn gap_before<'a>(text: &'a str, table: &Node, index: usize) -> &'a str {
    let children = table.children();
    let from = match index.checked_sub(1) {
        Some(previous) => {
            let end = children[previous].1.span.end;
            end + text[end..].find(',').unwrap_or_default() + 1
        }
        None => table.span.start + 1,
    };
    let rest = &text[from..];
    &rest[..rest.len() - rest.trim_start().len()]
}

fn string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use crate::layout::FileFormat;
    use crate::layout::FileFormat::Json;
    use crate::store::edit::{self, EditError, Literal, remove};

    fn set(
        format: FileFormat,
        text: &str,
        path: &[&str],
        value: &str,
    ) -> Result<String, EditError> {
        edit::set(format, text, path, Literal::Text(value))
    }

    #[test]
    fn sets_a_list() {
        let words = ["a".to_owned(), "b\"".to_owned()];
        let edited = edit::set(Json, "{\"token\": [1]}", &["token"], Literal::Words(&words));
        assert_eq!(edited.unwrap(), "{\"token\": [\"a\", \"b\\\"\"]}");
    }

    #[test]
    fn sets() {
        for (before, after) in [
            ("", "{\n  \"token\": \"NEW\"\n}\n"),
            ("{}", "{\n  \"token\": \"NEW\"\n}"),
            ("{ }\r\n", "{ \"token\": \"NEW\" }\r\n"),
            ("{\r}", "{\r\"token\": \"NEW\"\r}"),
            ("{\r\n}\r\n", "{\r\n  \"token\": \"NEW\"\r\n}\r\n"),
            ("{\"token\":\"old\"}", "{\"token\":\"NEW\"}"),
            (
                "{\n\t\"url\": \"u\"\n}\n",
                "{\n\t\"url\": \"u\",\n\t\"token\": \"NEW\"\n}\n",
            ),
            (
                "{\"a\": 1, \"b\": 1.50}",
                "{\"a\": 1, \"b\": 1.50, \"token\": \"NEW\"}",
            ),
            (
                "\u{feff}{\"x\":{\"token\":1}}",
                "\u{feff}{\"x\":{\"token\":1},\"token\": \"NEW\"}",
            ),
        ] {
            assert_eq!(
                set(Json, before, &["token"], "NEW").unwrap(),
                after,
                "{before:?}"
            );
        }
        let nested = set(Json, "{}", &["a", "b"], "\"x\\").unwrap();
        assert_eq!(nested, "{\n  \"a\": { \"b\": \"\\\"x\\\\\" }\n}");
    }

    #[test]
    fn removes() {
        for (before, after) in [
            ("{\"token\":\"old\"}", "{}"),
            ("{\n  \"token\": \"old\"\n}\n", "{}\n"),
            (
                "{\n  \"token\": \"old\",\n  \"url\": \"u\"\n}\n",
                "{\n  \"url\": \"u\"\n}\n",
            ),
            (
                "{\n  \"url\": \"u\",\n  \"token\": \"old\"\n}\n",
                "{\n  \"url\": \"u\"\n}\n",
            ),
            ("{\"a\":1,\"token\":\"old\",\"b\":2}", "{\"a\":1,\"b\":2}"),
        ] {
            assert_eq!(
                remove(Json, before, &["token"]).unwrap().as_deref(),
                Some(after),
                "{before:?}"
            );
        }
        assert_eq!(remove(Json, "{\"a\":1}", &["token"]).unwrap(), None);
        assert_eq!(remove(Json, "", &["token"]).unwrap(), None);
    }

    #[test]
    fn refused() {
        assert!(matches!(
            set(Json, "[]", &["token"], "x"),
            Err(EditError::File(_))
        ));
        assert!(matches!(
            set(Json, "{\"token\":{}}", &["token"], "x"),
            Err(EditError::NotAValue { .. })
        ));
        assert!(matches!(
            set(Json, "{\"a\":1}", &["a", "b"], "x"),
            Err(EditError::NotATable { .. })
        ));
        // Two entries of one name: which one counts is anybody's guess.
        assert!(set(Json, "{\"token\":\"a\",\"token\":\"b\"}", &["token"], "x").is_err());
    }
}
