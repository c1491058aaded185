//! Answers that come in pages.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// One answer to a search, or several in one.
#[derive(Debug, Default, Deserialize)]
pub struct Page {
    /// The rows, as the service sent them.
    pub data: Vec<Box<RawValue>>,
    /// What leads to the next page; `None` on the last one.
    #[serde(rename = "nextCursor")]
    pub next: Option<String>,
}

/// What `ask` answers to this request: the first page, or all of them in one.
///
/// # Errors
/// Those of `ask`.
pub fn pages<E>(
    request: Map<String, Value>,
    all: bool,
    mut ask: impl FnMut(&Value) -> Result<Page, E>,
) -> Result<Page, E> {
    let mut request = Value::Object(request);
    let (mut found, mut seen) = (Page::default(), Vec::new());
    loop {
        let page = ask(&request)?;
        found.data.extend(page.data);
        // A cursor that comes again leads nowhere.
        found.next = page.next.filter(|next| !seen.contains(next));
        let Some(next) = found.next.take_if(|_| all) else {
            return Ok(found);
        };
        request["cursor"] = Value::from(next.clone());
        seen.push(next);
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use serde_json::json;

    use super::*;

    #[test]
    fn the_first_page_or_all() {
        // What the service has at each cursor, and where that leads.
        let answers = |cursor: &Value| match cursor.as_str() {
            None => ("[1, 2]", Some("b")),
            Some("b") => ("[3]", Some("c")),
            _ => ("[4]", Some("b")),
        };
        for (all, count, next) in [(false, 2, Some("b")), (true, 4, None)] {
            let found = pages(Map::new(), all, |request| {
                let (data, next) = answers(&request["cursor"]);
                let data: Value = serde_json::from_str(data).unwrap();
                let page = json!({ "data": data, "nextCursor": next }).to_string();
                Ok::<Page, Infallible>(serde_json::from_str(&page).unwrap())
            });
            let Ok(found) = found;
            assert_eq!((found.data.len(), found.next.as_deref()), (count, next));
        }
    }
}
