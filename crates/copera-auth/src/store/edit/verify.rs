//! The last word before an edit counts: it changed the one value, and nothing else that the file says.

use toml_edit::{Document, Item};

use super::{EditError, Splice, parse};

/// Applies the splice, if the result says exactly what the old text said but for that value.
pub(super) fn checked(
    text: &str,
    splice: &Splice,
    path: &[&str],
    value: Option<&str>,
) -> Result<String, EditError> {
    let edited = splice.apply(text);
    let refused = || EditError::Unsafe {
        key: path.join("."),
    };
    let mut before = leaves(&parse(text)?);
    let after = leaves(&parse(&edited).map_err(|_| refused())?);
    let path: Vec<String> = path.iter().map(|&segment| segment.to_owned()).collect();
    before.retain(|(key, _)| *key != path);
    before.extend(value.map(|value| (path, value.to_owned())));
    before.sort();
    if before == after {
        Ok(edited)
    } else {
        Err(refused())
    }
}

/// Every value with its path, sorted; strings by what they say, everything else as written.
fn leaves(document: &Document<String>) -> Vec<(Vec<String>, String)> {
    fn walk(item: &Item, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, String)>) {
        if let Item::ArrayOfTables(tables) = item {
            for (index, table) in tables.iter().enumerate() {
                for (name, item) in table {
                    path.extend([index.to_string(), name.to_owned()]);
                    walk(item, path, found);
                    path.truncate(path.len() - 2);
                }
            }
        } else if let Some(table) = item.as_table_like() {
            for (name, item) in table.iter() {
                path.push(name.to_owned());
                walk(item, path, found);
                path.pop();
            }
        } else {
            let written = || item.to_string().trim().to_owned();
            let shown = item.as_str().map_or_else(written, str::to_owned);
            found.push((path.clone(), shown));
        }
    }
    let mut found = Vec::new();
    walk(document.as_item(), &mut Vec::new(), &mut found);
    found.sort();
    found
}
