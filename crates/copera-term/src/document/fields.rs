//! Which fields of an item are wanted.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Deserializer, Result};

use super::{Items, Missing, Sought};

/// Names of fields, in the order in which they are wanted; dots lead into objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields(Vec<String>);

impl FromStr for Fields {
    type Err = &'static str;

    /// Reads names with commas between them.
    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        let names: Vec<_> = text.split(',').map(|name| name.trim().to_owned()).collect();
        if names.iter().any(String::is_empty) {
            return Err("fields are names with commas between them, such as `_id,name`");
        }
        Ok(Self(names))
    }
}

impl Fields {
    /// These fields.
    pub fn of(names: &[&str]) -> Self {
        Self(names.iter().map(|name| (*name).to_owned()).collect())
    }

    /// The names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The value of each field in an object; `None` for what it does not have.
    ///
    /// # Errors
    /// Where the item is no object.
    pub fn values<'a>(&self, item: &'a RawValue) -> Result<Vec<Option<&'a RawValue>>> {
        let entries = entries(item)?;
        self.names().map(|name| find(&entries, name)).collect()
    }

    /// Which of the fields stand in none of the items. What is no object has none.
    pub fn missing(&self, items: &[&RawValue]) -> Missing {
        let mut sought = Sought::new(self);
        for item in items {
            let _ = sought.values(item);
        }
        sought.missing()
    }

    /// The document with these fields alone in its items.
    pub(super) fn apply(&self, document: &[u8], items: Items) -> Result<Vec<u8>> {
        let picked = |item: &RawValue| self.pick(item);
        match items {
            Items::One => picked(serde_json::from_slice(document)?),
            Items::Bare => list(&serde_json::from_slice::<Vec<_>>(document)?, picked),
            Items::Under(field) => {
                let entries = entries(serde_json::from_slice(document)?)?;
                let mut changed = Vec::with_capacity(entries.len());
                for (name, value) in entries {
                    let value = if name == field {
                        let items = serde_json::from_str::<Vec<&RawValue>>(value.get())?;
                        let text = String::from_utf8_lossy(&list(&items, picked)?).into_owned();
                        Cow::Owned(RawValue::from_string(text)?)
                    } else {
                        Cow::Borrowed(value)
                    };
                    changed.push((name, value));
                }
                object(
                    changed
                        .iter()
                        .map(|(name, value)| (Cow::Borrowed(&**name), &**value)),
                )
            }
        }
    }

    fn pick(&self, item: &RawValue) -> Result<Vec<u8>> {
        self.object_of(self.values(item)?)
    }

    /// The object of those fields that an item has.
    pub(super) fn object_of(&self, values: Vec<Option<&RawValue>>) -> Result<Vec<u8>> {
        let picked = self.names().zip(values);
        object(picked.filter_map(|(name, value)| Some((Cow::Borrowed(name), value?))))
    }
}

fn list(items: &[&RawValue], write: impl Fn(&RawValue) -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let items = items
        .iter()
        .map(|item| write(item))
        .collect::<Result<Vec<_>>>()?;
    Ok([b"[", items.join(&b","[..]).as_slice(), b"]"].concat())
}

/// Writes an object from its fields.
///
/// # Errors
/// None that is known: names are texts, and values are JSON already.
pub fn object<'a>(
    fields: impl IntoIterator<Item = (Cow<'a, str>, &'a RawValue)>,
) -> Result<Vec<u8>> {
    let mut text = vec![b'{'];
    for (name, value) in fields {
        if text.len() > 1 {
            text.push(b',');
        }
        serde_json::to_writer(&mut text, &name)?;
        text.push(b':');
        text.extend_from_slice(value.get().as_bytes());
    }
    text.push(b'}');
    Ok(text)
}

/// The fields of an object, in their order, each value to the letter.
///
/// # Errors
/// Where it is no object.
pub fn entries(object: &RawValue) -> Result<Vec<(Cow<'_, str>, &RawValue)>> {
    struct Entries;

    impl<'de> Visitor<'de> for Entries {
        type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(
            self,
            mut map: A,
        ) -> std::result::Result<Self::Value, A::Error> {
            let mut entries = Vec::new();
            while let Some(name) = map.next_key::<Name<'de>>()? {
                entries.push((name.0, map.next_value()?));
            }
            Ok(entries)
        }
    }

    Deserializer::from_str(object.get()).deserialize_map(Entries)
}

/// The value of one field of an object.
pub(super) fn entry<'a>(object: &'a RawValue, name: &str) -> Result<Option<&'a RawValue>> {
    find(&entries(object)?, name)
}

/// The value at a name; a name with dots that no field has leads into objects.
fn find<'a>(entries: &[(Cow<'_, str>, &'a RawValue)], name: &str) -> Result<Option<&'a RawValue>> {
    if let Some((_, value)) = entries.iter().find(|(key, _)| key == name) {
        return Ok(Some(value));
    }
    let Some((outer, inner)) = name.split_once('.') else {
        return Ok(None);
    };
    match entries.iter().find(|(key, _)| key == outer) {
        Some((_, value)) if value.get().starts_with('{') => find(&self::entries(value)?, inner),
        _ => Ok(None),
    }
}

/// A key, borrowed where it holds no escapes.
#[derive(serde::Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);
