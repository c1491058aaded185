//! Where in a text an entry goes, and what goes when it goes.

use std::ops::Range;

use toml_edit::{Item, TableLike};

use super::super::{EditError, Splice};
use super::{Parent, is_dotted, table_of};

/// Where a new entry goes, and how it is written there.
pub(super) fn insertion(
    text: &str,
    parent: &Parent<'_>,
    path: &[&str],
    depth: usize,
    value: &str,
) -> Result<Splice, EditError> {
    let missing = keys(&path[depth..]);
    if let Some(inline) = parent.inline {
        let (at, prefix) = match parent.dotted_from {
            Some(from) => (from, format!("{}.", &text[from..parent.key_end])),
            None => (inline.span().unwrap_or_default().start + 1, String::new()),
        };
        let is_empty = table_of(inline).is_none_or(TableLike::is_empty);
        let before = if parent.dotted_from.is_none() {
            " "
        } else {
            ""
        };
        let after = match (is_empty, parent.dotted_from) {
            (true, _) if text[at..].starts_with([' ', '\n', '\r']) => "",
            (true, _) => " ",
            (false, None) => ",",
            (false, Some(_)) => ", ",
        };
        return Ok(Splice {
            range: at..at,
            insert: format!("{before}{prefix}{missing} = {value}{after}"),
        });
    }
    let table = table_of(parent.item).ok_or_else(|| EditError::NotATable {
        key: path[..depth].join("."),
    })?;
    let is_root = depth == 0;
    let is_written = is_root
        || parent
            .item
            .as_table()
            .is_some_and(|table| !table.is_implicit());
    if let Some(from) = parent.dotted_from {
        let entry = format!("{}.{missing} = {value}", &text[from..parent.key_end]);
        Ok(new_line(
            text,
            last_value(table).unwrap_or(parent.key_end),
            &entry,
        ))
    } else if path.len() - depth == 1 && is_written {
        let entry = format!("{missing} = {value}");
        let header = parent.item.span().filter(|_| !is_root).map(|span| span.end);
        Ok(match last_value(table).or(header) {
            Some(after) => new_line(text, after, &entry),
            None => at_start(text, &entry),
        })
    } else {
        Ok(at_end(
            text,
            &path[..path.len() - 1],
            &format!("{} = {value}", keys(&path[path.len() - 1..])),
        ))
    }
}

/// Where the last value ends that belongs to the table's own body.
fn last_value(table: &dyn TableLike) -> Option<usize> {
    table
        .iter()
        .filter_map(|(_, item)| match item {
            Item::Value(value) => value.span().map(|span| span.end),
            Item::Table(table) if table.is_dotted() => last_value(table),
            _ => None,
        })
        .max()
}

/// A new line below the one that holds the offset, indented like it.
fn new_line(text: &str, offset: usize, entry: &str) -> Splice {
    let line_start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].trim_start_matches('\u{feff}');
    let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
    let ending = line_ending(text);
    match text[offset..].find('\n') {
        Some(newline) => {
            let at = offset + newline + 1;
            Splice {
                range: at..at,
                insert: format!("{indent}{entry}{ending}"),
            }
        }
        None => Splice {
            range: text.len()..text.len(),
            insert: format!("{ending}{indent}{entry}{ending}"),
        },
    }
}

/// The first line of the text.
fn at_start(text: &str, entry: &str) -> Splice {
    let at = text.len() - text.trim_start_matches('\u{feff}').len();
    Splice {
        range: at..at,
        insert: format!("{entry}{}", line_ending(text)),
    }
}

/// A new table at the end of the text, after an empty line.
fn at_end(text: &str, table: &[&str], entry: &str) -> Splice {
    let ending = line_ending(text);
    let body = text.trim_start_matches('\u{feff}');
    let has_gap =
        body.is_empty() || body == ending || body.ends_with("\n\n") || body.ends_with("\n\r\n");
    let gap = match (has_gap, body.ends_with('\n')) {
        (true, _) => String::new(),
        (false, true) => ending.to_owned(),
        (false, false) => ending.repeat(2),
    };
    let at = text.len();
    Splice {
        range: at..at,
        insert: format!("{gap}[{}]{ending}{entry}{ending}", keys(table)),
    }
}

fn line_ending(text: &str) -> &'static str {
    let newline = text.find('\n');
    if newline.is_some_and(|at| text[..at].ends_with('\r')) {
        "\r\n"
    } else {
        "\n"
    }
}

/// The line of an entry; a comment behind the value stays, on a line of its own.
pub(super) fn whole_line(text: &str, key_start: usize, value_end: usize) -> Range<usize> {
    let line_start = text[..key_start]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    let bom = text[line_start..].len() - text[line_start..].trim_start_matches('\u{feff}').len();
    let line_start = line_start + bom;
    let line_end = text[value_end..]
        .find('\n')
        .map_or(text.len(), |newline| value_end + newline + 1);
    let behind = &text[value_end..line_end];
    if behind.trim().is_empty() {
        return line_start..line_end;
    }
    let indent =
        text[line_start..].len() - text[line_start..].trim_start_matches([' ', '\t']).len();
    let comment = value_end + (behind.len() - behind.trim_start().len());
    line_start + indent..comment
}

/// An entry of an inline table, with the comma that parted it from its neighbour.
pub(super) fn inline_entry(
    text: &str,
    table: &dyn TableLike,
    key_start: usize,
    value_end: usize,
) -> Range<usize> {
    let behind = &text[value_end..];
    let trimmed = behind.trim_start();
    if let Some(rest) = trimmed.strip_prefix(',') {
        // The entry may begin with dotted segments that belong to an earlier key's span: it begins
        // where the previous entry's comma, or the brace, left off.
        let start = entry_start(text, table, key_start);
        let rest = rest.trim_start_matches([' ', '\t']);
        return start..text.len() - rest.len();
    }
    let start = entry_start(text, table, key_start);
    let before = text[..start].trim_end();
    match before.strip_suffix(',') {
        Some(before) => before.len()..value_end,
        None => start..value_end + (behind.len() - behind.trim_start_matches([' ', '\t']).len()),
    }
}

fn entry_start(text: &str, table: &dyn TableLike, key_start: usize) -> usize {
    let previous = value_ends(table)
        .into_iter()
        .filter(|end| *end < key_start)
        .max();
    let from = match previous {
        Some(end) => text[end..key_start]
            .find(',')
            .map_or(key_start, |comma| end + comma + 1),
        None => text[..key_start]
            .rfind('{')
            .map_or(key_start, |brace| brace + 1),
    };
    from + (text[from..key_start].len() - text[from..key_start].trim_start().len())
}

fn value_ends(table: &dyn TableLike) -> Vec<usize> {
    let mut ends = Vec::new();
    for (_, item) in table.iter() {
        match item.as_table_like() {
            Some(inner) if is_dotted(item) => ends.extend(value_ends(inner)),
            _ => ends.extend(item.span().map(|span| span.end)),
        }
    }
    ends
}

fn keys(segments: &[&str]) -> String {
    segments
        .iter()
        .map(|segment| toml_edit::Key::new(*segment).to_string())
        .collect::<Vec<_>>()
        .join(".")
}
