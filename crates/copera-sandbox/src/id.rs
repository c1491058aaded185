//! Object ids: 24 hexadecimal digits.

use std::{borrow::Borrow, fmt};

use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// The id of a stored object, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub(crate) struct Id(String);

impl Id {
    /// An id as a client wrote it, or `None` when it has another form.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        (text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .then(|| Self(text.to_ascii_lowercase()))
    }

    /// An id of the seed, which is known to have the form.
    pub(crate) fn seeded(text: &'static str) -> Self {
        debug_assert!(Self::parse(text).is_some(), "{text}");
        Self(text.to_owned())
    }

    /// The id of the nth object that was made since the sandbox began.
    pub(crate) fn made(nth: u64) -> Self {
        Self(format!("5eedffff{nth:016x}"))
    }

    /// The id of a row that is made up, by its number.
    pub(crate) fn bulk(number: u64) -> Self {
        Self(format!("5eedbbbb{number:016x}"))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom(format_args!("not an id: {text:?}")))
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_24_hexadecimal_digits_are_an_id() {
        let id = Id::parse("5EED00030000000000000001").unwrap();
        assert_eq!(id, "5eed00030000000000000001");
        for text in [
            "",
            "5eed",
            "5eed0003000000000000000g",
            "5eed000300000000000000011",
        ] {
            assert_eq!(Id::parse(text), None, "{text:?}");
        }
    }
}
