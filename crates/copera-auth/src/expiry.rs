//! When a token ends: a date that the user told, since the service does not tell.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SpanRelativeTo, Timestamp};
use serde::{Deserialize, Deserializer, de};
use thiserror::Error;

/// In the last days before a token ends, there is a warning.
const SOON_DAYS: i64 = 14;

/// The last day on which a token works, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expiry(Date);

/// How near the end of a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpiryState {
    /// It ended so many days ago.
    Past {
        /// At least 1.
        days: i64,
    },
    /// It ends within the next fourteen days.
    Soon {
        /// 0 on the last day.
        days: i64,
    },
    /// It ends later.
    Later {
        /// More than 14.
        days: i64,
    },
}

/// A text that says no expiry.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{text}` is no date and no span of time; write it as in 2027-01-31 or 90d")]
#[non_exhaustive]
pub struct ExpiryError {
    /// The text.
    pub text: String,
}

impl Expiry {
    /// Reads a date (`2027-01-31`, a time behind it is dropped), or a span from now (`90d`, `1y`).
    ///
    /// # Errors
    /// Anything else, and a span that leads to no date.
    pub fn parse(text: &str, now: Timestamp) -> Result<Self, ExpiryError> {
        let text = text.trim();
        if let Ok(expiry) = text.parse() {
            return Ok(expiry);
        }
        let wrong = || ExpiryError {
            text: text.to_owned(),
        };
        let span: jiff::Span = text.parse().map_err(|_| wrong())?;
        let today = today(now);
        let last = today.checked_add(span).map_err(|_| wrong())?;
        if last < today
            || span
                .total((jiff::Unit::Second, SpanRelativeTo::from(today)))
                .is_err()
        {
            return Err(wrong());
        }
        Ok(Self(last))
    }

    /// How many days are left; negative once it has ended.
    pub fn days_left(self, now: Timestamp) -> i64 {
        let days = self.0.since(today(now)).map(|span| span.get_days());
        days.map_or(0, i64::from)
    }

    /// How near the end is.
    pub fn state(self, now: Timestamp) -> ExpiryState {
        match self.days_left(now) {
            days if days < 0 => ExpiryState::Past { days: -days },
            days if days <= SOON_DAYS => ExpiryState::Soon { days },
            days => ExpiryState::Later { days },
        }
    }

    /// What to say of a token whenever it is used: that it has ended, or ends within the next
    /// fourteen days; a sentence without a full stop.
    pub fn warning(self, now: Timestamp) -> Option<String> {
        match self.state(now) {
            ExpiryState::Later { .. } => None,
            state => Some(format!("the token's last day is {self}: {state}")),
        }
    }
}

fn today(now: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(now).date()
}

impl FromStr for Expiry {
    type Err = ExpiryError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || ExpiryError {
            text: text.to_owned(),
        };
        // A time of day is more than anybody needs to know.
        let date = text.trim().get(..10).ok_or_else(wrong)?;
        date.parse().map(Self).map_err(|_| wrong())
    }
}

impl fmt::Display for Expiry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Expiry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

impl fmt::Display for ExpiryState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = |days: i64| {
            if days == 1 {
                "1 day".to_owned()
            } else {
                format!("{days} days")
            }
        };
        match *self {
            Self::Past { days: past } => write!(f, "ended {} ago", days(past)),
            Self::Soon { days: 0 } => f.write_str("ends today"),
            Self::Soon { days: left } | Self::Later { days: left } => {
                write!(f, "{} left", days(left))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-24T22:00:00Z".parse().unwrap()
    }

    #[test]
    fn what_is_an_expiry() {
        for (text, date) in [
            ("2027-01-31", Some("2027-01-31")),
            ("2027-01-31T10:00:00Z", Some("2027-01-31")),
            ("90d", Some("2027-02-22")),
            ("1 year", Some("2027-11-24")),
            (" 2w ", Some("2026-12-08")),
            ("", None),
            ("soon", None),
            ("-5d", None),
            ("2027-02-30", None),
            ("90", None),
        ] {
            let parsed = Expiry::parse(text, now())
                .ok()
                .map(|expiry| expiry.to_string());
            assert_eq!(parsed.as_deref(), date, "{text:?}");
        }
    }

    #[test]
    fn how_near_it_is() {
        for (date, told) in [
            ("2026-11-20", "ended 4 days ago"),
            ("2026-11-23", "ended 1 day ago"),
            ("2026-11-24", "ends today"),
            ("2026-11-25", "1 day left"),
            ("2026-12-08", "14 days left"),
            ("2027-11-24", "365 days left"),
        ] {
            let expiry: Expiry = date.parse().unwrap();
            assert_eq!(expiry.state(now()).to_string(), told, "{date}");
            let warning = format!("the token's last day is {date}: {told}");
            let near = date < "2026-12-09";
            assert_eq!(expiry.warning(now()), near.then_some(warning));
        }
        let state = |date: &str| date.parse::<Expiry>().unwrap().state(now());
        assert!(matches!(
            state("2026-12-08"),
            ExpiryState::Soon { days: 14 }
        ));
        assert!(matches!(
            state("2026-12-09"),
            ExpiryState::Later { days: 15 }
        ));
    }
}
