//! What keys take, and whether it was typed.

use crate::time_span::TimeSpan;
use crate::{BaseUrl, Expiry};

/// What the value of a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Takes {
    /// Any text.
    Text,
    /// A list of texts.
    Words,
    /// A base address.
    Url,
    /// A span of time, such as `1m30s`.
    Duration,
    /// A date, such as `2027-01-31`.
    Date,
    /// A list of hosts, such as `copera.example.com` or `127.0.0.1:8080`.
    Hosts,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

/// A value that its key takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingValue {
    /// A text.
    Text(String),
    /// A list of texts.
    Words(Vec<String>),
}

impl Takes {
    /// Whether a value is a list.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Self::Words | Self::Hosts)
    }

    /// What was typed, as a value of this kind.
    pub(super) fn read(self, words: &[String]) -> Result<SettingValue, String> {
        if words.is_empty() || words.iter().any(|word| word.trim().is_empty()) {
            return Err("it is blank, which counts as absent".to_owned());
        }
        if self == Self::Hosts {
            words.iter().try_for_each(|word| check_host(word))?;
        }
        if self.is_list() {
            return Ok(SettingValue::Words(words.to_vec()));
        }
        let [word] = words else {
            return Err("expected one value".to_owned());
        };
        match self {
            Self::Text | Self::Words | Self::Hosts => {}
            Self::Url => {
                word.parse::<BaseUrl>().map_err(|error| error.to_string())?;
            }
            Self::Duration => {
                word.parse::<TimeSpan>()?;
            }
            Self::Date => {
                let wrong = |_| "expected a date, such as 2027-01-31".to_owned();
                word.parse::<Expiry>().map_err(wrong)?;
            }
            Self::OneOf(known) if known.contains(&word.as_str()) => {}
            Self::OneOf(known) => return Err(format!("expected one of: {}", known.join(", "))),
        }
        Ok(SettingValue::Text(word.clone()))
    }
}

/// What would match no address is refused: it would be trusted in vain.
fn check_host(word: &str) -> Result<(), String> {
    let host = word.trim();
    let base = format!("https://{host}").parse::<BaseUrl>();
    match base {
        Ok(base) if base.host().eq_ignore_ascii_case(host) => Ok(()),
        Ok(_) | Err(_) => Err(
            "expected hosts, such as copera.example.com, with a port where it is not the usual one"
                .to_owned(),
        ),
    }
}
