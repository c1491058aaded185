//! The last word before an edit counts: it changed the one value, and nothing else that the file says.

use super::{EditError, Literal, MAX_FILE_BYTES, Splice};
use crate::document::{self, Content, Node};
use crate::layout::FileFormat;

/// Applies the splice, if the result says exactly what the old text said but for that value.
pub(super) fn checked(
    format: FileFormat,
    text: &str,
    splice: &Splice,
    path: &[&str],
    value: Option<Literal<'_>>,
) -> Result<String, EditError> {
    let edited = splice.apply(text);
    if edited.len() as u64 > MAX_FILE_BYTES {
        return Err(EditError::TooLarge);
    }
    let refused = |_| EditError::Unsafe {
        key: path.join("."),
    };
    let mut before = leaves(&document::parse(format, text).map_err(EditError::File)?);
    let after = leaves(&document::parse(format, &edited).map_err(refused)?);
    let path: Vec<String> = path.iter().map(|&segment| segment.to_owned()).collect();
    before.retain(|(key, _)| *key != path);
    before.extend(value.map(|value| {
        (
            path.clone(),
            format!("{:?}", figment::value::Value::from(value)),
        )
    }));
    before.sort();
    if before == after {
        Ok(edited)
    } else {
        Err(EditError::Unsafe {
            key: path.join("."),
        })
    }
}

/// Every value with its path, sorted.
fn leaves(root: &Node) -> Vec<(Vec<String>, String)> {
    fn walk(table: &Node, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, String)>) {
        for (name, node) in table.children() {
            path.push(name.clone());
            match &node.content {
                Content::Table(_) => walk(node, path, found),
                Content::Value(value) => found.push((path.clone(), format!("{value:?}"))),
            }
            path.pop();
        }
    }
    let mut found = Vec::new();
    walk(root, &mut Vec::new(), &mut found);
    found.sort();
    found
}
