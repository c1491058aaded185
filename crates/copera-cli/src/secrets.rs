//! Passwords in the requests that a rehearsal shows.

use std::borrow::Cow;
use std::collections::BTreeSet;

use copera_api::ColumnId;
use copera_term::document;
use serde_json::value::{RawValue, to_raw_value};

/// As the service shows a password.
const MASK: &str = "********";

/// The field of a request that checks a password.
const PASSWORD: &str = "passwordColumnValue";

/// The body of a request without its passwords: the one that is checked, and the cells of these columns.
///
/// # Errors
/// It is no JSON.
pub(crate) fn masked<'a>(
    body: &'a [u8],
    columns: &BTreeSet<ColumnId>,
) -> serde_json::Result<Cow<'a, [u8]>> {
    let whole: &RawValue = serde_json::from_slice(body)?;
    // What is no object has neither.
    let Ok(fields) = document::entries(whole) else {
        return Ok(Cow::Borrowed(body));
    };
    let mut changed = Vec::new();
    for (name, value) in &fields {
        let value = match name.as_ref() {
            PASSWORD => Some(to_raw_value(MASK)?),
            "columns" if !columns.is_empty() => cells(value, columns)?,
            _ => None,
        };
        changed.push(value);
    }
    if changed.iter().all(Option::is_none) {
        return Ok(Cow::Borrowed(body));
    }
    joined(fields, &changed).map(Cow::Owned)
}

/// A list of cells without passwords; `None` where there is none.
fn cells(
    list: &RawValue,
    columns: &BTreeSet<ColumnId>,
) -> serde_json::Result<Option<Box<RawValue>>> {
    let Ok(cells) = serde_json::from_str::<Vec<&RawValue>>(list.get()) else {
        return Ok(None);
    };
    let mut masked = Vec::new();
    let mut any = false;
    for cell in cells {
        let fields = document::entries(cell).unwrap_or_default();
        let is_password = fields.iter().any(|(name, value)| {
            let id = serde_json::from_str::<ColumnId>(value.get());
            name == "columnId" && id.is_ok_and(|id| columns.contains(&id))
        });
        if !is_password {
            masked.push(cell.to_owned());
            continue;
        }
        any = true;
        let mask = to_raw_value(MASK)?;
        let changed: Vec<_> = fields
            .iter()
            .map(|(name, _)| (name == "value").then(|| mask.clone()))
            .collect();
        let cell = joined(fields, &changed)?;
        masked.push(serde_json::from_slice(&cell)?);
    }
    any.then(|| to_raw_value(&masked)).transpose()
}

/// An object with other values for some of its fields.
fn joined(
    fields: Vec<(Cow<'_, str>, &RawValue)>,
    changed: &[Option<Box<RawValue>>],
) -> serde_json::Result<Vec<u8>> {
    let fields = fields.into_iter().zip(changed);
    document::object(
        fields.map(|((name, value), changed)| (name, changed.as_deref().unwrap_or(value))),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_masked() {
        let columns = BTreeSet::from(["p".into()]);
        for (body, shown) in [
            (
                r#"{"passwordColumnId": "p", "passwordColumnValue": "x\"y"}"#,
                r#"{"passwordColumnId":"p","passwordColumnValue":"********"}"#,
            ),
            (
                r#"{"columns": [{"columnId":"a","value": 1.50},{"value":"x","columnId":"p"}],"description":"d"}"#,
                r#"{"columns":[{"columnId":"a","value": 1.50},{"value":"********","columnId":"p"}],"description":"d"}"#,
            ),
            // To the letter, where there is nothing to hide.
            (
                r#"{"columns": [{"columnId":"a","value": 1.50}]}"#,
                r#"{"columns": [{"columnId":"a","value": 1.50}]}"#,
            ),
            (r#"{"columns": 7}"#, r#"{"columns": 7}"#),
            ("[ 1 ]", "[ 1 ]"),
        ] {
            let masked = masked(body.as_bytes(), &columns).unwrap();
            assert_eq!(String::from_utf8_lossy(&masked), shown);
        }
    }
}
