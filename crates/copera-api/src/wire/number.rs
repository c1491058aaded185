//! Numbers that survive: the digits as they were sent.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::Error as _};
use serde_json::value::RawValue;
use thiserror::Error;

use super::Json;

/// A number as its JSON text, so that neither digits nor size are lost.
///
/// ```
/// use copera_api::Number;
///
/// let number: Number = "12345678901234567890.10".parse()?;
/// assert_eq!(number.as_str(), "12345678901234567890.10");
/// assert_eq!(number.as_i64(), None);
/// # Ok::<(), copera_api::InvalidNumber>(())
/// ```
///
/// Two are equal if their texts are: `1` and `1.0` differ.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Box<str>);

/// A text, or a float, that is no JSON number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a number as JSON writes them")]
pub struct InvalidNumber;

impl Number {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number, if it is whole and fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The number, if it is whole, not negative, and fits.
    pub fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    /// The nearest float.
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|float: &f64| float.is_finite())
    }
}

impl FromStr for Number {
    type Err = InvalidNumber;

    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        // White space around a value is fine in JSON, but no part of a number.
        let begins = |byte: u8| byte == b'-' || byte.is_ascii_digit();
        match (text.bytes().next(), text.bytes().last()) {
            (Some(first), Some(last)) if begins(first) && last.is_ascii_digit() => {
                text.parse::<Json>().map_err(|_| InvalidNumber)?;
                Ok(Self(text.into()))
            }
            _ => Err(InvalidNumber),
        }
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Number {
            fn from(integer: $integer) -> Self {
                Self(integer.to_string().into())
            }
        }
    )*};
}

from_integers!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);

impl TryFrom<f64> for Number {
    type Error = InvalidNumber;

    fn try_from(float: f64) -> Result<Self, InvalidNumber> {
        if float.is_finite() {
            Ok(Self(float.to_string().into()))
        } else {
            Err(InvalidNumber)
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        let json = Json::deserialize(reader)?;
        json.as_str()
            .parse()
            .map_err(|_| D::Error::custom("expected a number"))
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.to_string())
            .map_err(S::Error::custom)?
            .serialize(writer)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Number({})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_a_number() {
        for text in ["0", "-1", "1.50", "1e400", "123456789012345678901234567890"] {
            let number: Number = serde_json::from_str(text).unwrap();
            assert_eq!(number.as_str(), text);
            assert_eq!(serde_json::to_string(&number).unwrap(), text);
        }
        for text in [
            "", " 1", "1 ", "01", "+1", "1.", "NaN", "\"1\"", "-", "[1]1",
        ] {
            assert_eq!(text.parse::<Number>(), Err(InvalidNumber), "{text}");
        }
        assert!(serde_json::from_str::<Number>("\"1\"").is_err());
        assert_eq!(Number::try_from(f64::NAN), Err(InvalidNumber));
        assert_eq!("1e400".parse::<Number>().unwrap().as_f64(), None);
    }

    proptest! {
        #[test]
        fn integers_and_floats_come_back(integer: i64, large: u64, float in -1e300..1e300) {
            prop_assert_eq!(Number::from(integer).as_i64(), Some(integer));
            prop_assert_eq!(Number::from(large).as_u64(), Some(large));
            let number = Number::try_from(float).unwrap();
            prop_assert_eq!(number.as_f64(), Some(float));
            prop_assert_eq!(number.as_str().parse::<Number>(), Ok(number.clone()));
        }
    }
}
