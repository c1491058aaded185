//! Points in time, in each of the three forms that the service writes.

use std::{
    fmt,
    ops::Deref,
    time::{Duration, SystemTime},
};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{Json, Number};

/// A point in time as the service spelled it: ISO 8601, or milliseconds since 1970 as a number
/// (global search) or as text (search in documents).
///
/// It reads as that text; what it means is asked for. Any text is taken, so two are equal if they
/// are spelled alike.
///
/// ```
/// use copera_api::Timestamp;
///
/// let iso = Timestamp::from("2026-01-02T03:04:05.678Z");
/// let millis: Timestamp = serde_json::from_str("1767323045678")?;
/// assert_eq!(iso.unix_millis(), millis.unix_millis());
/// assert_eq!(&*iso, "2026-01-02T03:04:05.678Z");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Timestamp(Spelling);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Spelling {
    Text(Box<str>),
    Number(Number),
}

impl Timestamp {
    /// The time as it was spelled.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Spelling::Text(text) => text,
            Spelling::Number(number) => number.as_str(),
        }
    }

    /// Milliseconds since the beginning of 1970 UTC; `None` for what names no moment, such as a
    /// date without a time.
    pub fn unix_millis(&self) -> Option<i64> {
        let text = self.as_str();
        if let Ok(millis) = text.parse() {
            return Some(millis);
        }
        text.parse::<jiff::Timestamp>()
            .ok()
            .map(jiff::Timestamp::as_millisecond)
    }

    /// The same, to the millisecond, for the standard library.
    pub fn system_time(&self) -> Option<SystemTime> {
        let millis = self.unix_millis()?;
        let distance = Duration::from_millis(millis.unsigned_abs());
        if millis < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(distance)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(distance)
        }
    }
}

impl From<&str> for Timestamp {
    fn from(text: &str) -> Self {
        Self(Spelling::Text(text.into()))
    }
}

impl Deref for Timestamp {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        let json = Json::deserialize(reader)?;
        if let Ok(number) = json.as_str().parse() {
            return Ok(Self(Spelling::Number(number)));
        }
        json.read::<Box<str>>()
            .map(|text| Self(Spelling::Text(text)))
            .map_err(|_| D::Error::custom("expected a time, as text or number"))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, writer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Spelling::Text(text) => text.serialize(writer),
            Spelling::Number(number) => number.serialize(writer),
        }
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({})", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn three_spellings_and_others() {
        for (json, millis) in [
            (r#""2026-01-02T03:04:05.678Z""#, Some(1_767_323_045_678)),
            (
                r#""2026-01-02T03:04:05.678+00:00""#,
                Some(1_767_323_045_678),
            ),
            (
                r#""2026-01-02T04:04:05.678+01:00""#,
                Some(1_767_323_045_678),
            ),
            ("1767323045678", Some(1_767_323_045_678)),
            (r#""1767323045678""#, Some(1_767_323_045_678)),
            ("-1", Some(-1)),
            (r#""1969-12-31T23:59:59.999Z""#, Some(-1)),
            (r#""2026-01-02""#, None),
            (r#""2026-01-02T03:04:05""#, None),
            (r#""soon""#, None),
            (r#""""#, None),
            ("1.5e3", None),
            ("99999999999999999999", None),
        ] {
            let time: Timestamp = serde_json::from_str(json).unwrap();
            assert_eq!(time.unix_millis(), millis, "{json}");
            assert_eq!(serde_json::to_string(&time).unwrap(), json);
        }
        for json in ["null", "true", "{}", "[1]"] {
            let error = serde_json::from_str::<Timestamp>(json).unwrap_err();
            assert!(error.to_string().starts_with("expected a time"), "{error}");
        }
    }

    proptest! {
        #[test]
        fn system_time_is_to_the_millisecond(millis in -1_000_000_000_000_000_i64..1_000_000_000_000_000) {
            let time: Timestamp = serde_json::from_str(&millis.to_string()).unwrap();
            let there = time.system_time().unwrap();
            let back = match there.duration_since(SystemTime::UNIX_EPOCH) {
                Ok(after) => i128::try_from(after.as_millis()).unwrap(),
                Err(before) => -i128::try_from(before.duration().as_millis()).unwrap(),
            };
            prop_assert_eq!(back, i128::from(millis));
        }
    }
}
