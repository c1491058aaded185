//! JSON text whose shape is not this crate's business.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use thiserror::Error;

use super::finite;

/// A JSON value as text, exactly as it was sent or written: digits, spaces and the order of keys
/// included.
///
/// Two are equal if their texts are.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Json(Box<RawValue>);

/// Why something is no JSON, or can't be written as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not usable as JSON: {why}")]
pub struct InvalidJson {
    /// What is wrong with it.
    pub why: String,
}

impl From<serde_json::Error> for InvalidJson {
    fn from(error: serde_json::Error) -> Self {
        Self {
            why: error.to_string(),
        }
    }
}

impl Json {
    /// Writes a value as JSON.
    ///
    /// # Errors
    /// For what JSON can't say: keys that are no text, and numbers that are not finite.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, InvalidJson> {
        finite::check(value)?;
        Ok(Self(serde_json::value::to_raw_value(value)?))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self.0.get()
    }

    /// Reads the text as a value.
    ///
    /// # Errors
    /// Where the text has another shape.
    pub fn read<'a, T: Deserialize<'a>>(&'a self) -> Result<T, InvalidJson> {
        Ok(serde_json::from_str(self.as_str())?)
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        self.as_str() == "null"
    }
}

impl FromStr for Json {
    type Err = InvalidJson;

    /// Checks that the text is one JSON value; white space around it goes.
    fn from_str(text: &str) -> Result<Self, InvalidJson> {
        Ok(Self(serde_json::from_str(text)?))
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Json {}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Json").field(&self.as_str()).finish()
    }
}

/// Reads an optional field so that a `null` is told from an absent one.
pub(crate) fn present<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<Json>, D::Error> {
    Json::deserialize(reader).map(Some)
}

/// Reads a list that may be left out, for which some services write `null`.
pub(crate) fn null_is_empty<'de, D, T>(reader: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(reader).map(Option::unwrap_or_default)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_kept() {
        let text = r#"{"b":1.0e+2,"a":[12345678901234567890123, 0.10]}"#;
        let json: Json = format!(" {text}\n").parse().unwrap();
        assert_eq!(json.as_str(), text);
        assert_eq!(
            serde_json::to_string(&[&json]).unwrap(),
            format!("[{text}]")
        );
        for text in ["", "nul", "1 2", "{"] {
            assert!(text.parse::<Json>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_json_can_not_say() {
        #[derive(Serialize)]
        struct Place {
            latitude: f64,
        }
        let keys = std::collections::BTreeMap::from([((1, 2), 3)]);
        assert_eq!(
            Json::of(&keys).unwrap_err().to_string(),
            "not usable as JSON: key must be a string"
        );
        let none = |value: Result<Json, InvalidJson>| value.unwrap_err().to_string();
        for refused in [
            none(Json::of(&f64::NAN)),
            none(Json::of(&[Some(f32::NAN)])),
            none(Json::of(&Place { latitude: f64::NAN })),
            none(Json::of(&std::collections::BTreeMap::from([(
                "a",
                (1, f64::NAN),
            )]))),
            none(Json::of(&Ok::<_, ()>(f64::NAN))),
        ] {
            assert_eq!(refused, "not usable as JSON: NaN is no number there");
        }
        assert_eq!(
            none(Json::of(&f64::NEG_INFINITY)),
            "not usable as JSON: -inf is no number there"
        );
        for (written, text) in [
            (Json::of(&None::<f64>), "null"),
            (Json::of(&[1.5, -0.0]), "[1.5,-0.0]"),
            (Json::of(&Place { latitude: 1.0 }), r#"{"latitude":1.0}"#),
            (Json::of(&"1.50".parse::<Json>().unwrap()), "1.50"),
        ] {
            assert_eq!(written.unwrap().as_str(), text);
        }
    }
}
