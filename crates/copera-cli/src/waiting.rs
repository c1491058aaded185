//! How long a command waits.

use std::time::Duration;

use copera_auth::TimeSpan;

/// The limit for what the service does later, where none is given.
pub(crate) const DEFAULT: &str = "30s";

/// Reads a span of time as settings have it, such as `30s` or `1m30s`; for flags.
pub(crate) fn time(text: &str) -> Result<Duration, String> {
    text.parse().map(TimeSpan::duration)
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
