//! How long a command waits for what the service does later.

use std::time::Duration;

use jiff::SignedDuration;

/// The limit where none is given.
pub(crate) const DEFAULT: &str = "30s";

/// Reads a time as people write it, such as `30s` or `1m30s`; for flags.
pub(crate) fn time(text: &str) -> Result<Duration, String> {
    let time = text.trim().parse::<SignedDuration>().ok();
    let time = time.and_then(|time| Duration::try_from(time).ok());
    time.filter(|time| !time.is_zero())
        .ok_or_else(|| "write it as in `30s` or `1m30s`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        assert_eq!(time(DEFAULT), Ok(Duration::from_secs(30)));
        assert_eq!(time("1m30s"), Ok(Duration::from_secs(90)));
        for text in ["", "30", "0s", "-1s", "soon"] {
            assert!(time(text).is_err(), "{text}");
        }
    }
}
