//! Moments and spans of time: as people type them, as machines have them in nanoseconds, and back.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// A span above zero, as in `15m` or `1h30m`.
///
/// # Errors
/// What is written otherwise, with how to write it.
pub fn span(text: &str) -> Result<Duration, String> {
    let span = text.trim().parse::<SignedDuration>().ok();
    span.and_then(|span| Duration::try_from(span).ok())
        .filter(|span| !span.is_zero())
        .ok_or_else(|| "write a span of time as in 2s, 15m or 1h30m".to_owned())
}

/// A time limit: a span, or a number of milliseconds.
///
/// # Errors
/// What is written otherwise, with how to write it.
pub fn limit(text: &str) -> Result<Duration, String> {
    match text.trim().parse() {
        Ok(0) => Err("a time limit is more than nothing".to_owned()),
        Ok(milliseconds) => Ok(Duration::from_millis(milliseconds)),
        Err(_) => span(text),
    }
}

/// The nanoseconds of a span, as telemetry has them; digits are nanoseconds already.
///
/// # Errors
/// What is written otherwise, with how to write it.
pub fn span_in_nanoseconds(text: &str) -> Result<String, String> {
    nanoseconds(text).map_or_else(|| span(text).map(|span| span.as_nanos().to_string()), Ok)
}

/// The nanoseconds of a moment, as telemetry has them; digits are nanoseconds already.
///
/// # Errors
/// What is written otherwise, with how to write it.
pub fn moment_in_nanoseconds(text: &str) -> Result<String, String> {
    let moment = || text.trim().parse::<Timestamp>();
    nanoseconds(text).map_or_else(
        || {
            let moment = moment().map(|moment| moment.as_nanosecond().to_string());
            moment.map_err(|_| "write a moment as in 2026-11-24T10:00:00Z".to_owned())
        },
        Ok,
    )
}

fn nanoseconds(text: &str) -> Option<String> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.to_owned())
}

/// A moment in nanoseconds, for people. What is none is shown as it is.
pub fn show_moment(nanoseconds: &str) -> String {
    let moment = nanoseconds.parse().map(Timestamp::from_nanosecond);
    match moment {
        Ok(Ok(moment)) => moment.strftime("%Y-%m-%d %H:%M:%S%.3f").to_string(),
        _ => nanoseconds.to_owned(),
    }
}

/// A span in nanoseconds, for people. What is none is shown as it is.
pub fn show_span(nanoseconds: &str) -> String {
    let Ok(span) = nanoseconds.parse().map(Duration::from_nanos) else {
        return nanoseconds.to_owned();
    };
    match span.as_nanos() {
        0..1_000 => format!("{span:?}"),
        1_000..1_000_000 => format!("{:.0}µs", span.as_secs_f64() * 1e6),
        1_000_000..1_000_000_000 => format!("{:.1}ms", span.as_secs_f64() * 1e3),
        _ => format!("{:.2}s", span.as_secs_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_and_moments_become_nanoseconds() {
        for (text, nanoseconds) in [
            ("2s", Some("2000000000")),
            ("1h30m", Some("5400000000000")),
            ("500ms", Some("500000000")),
            ("17", Some("17")),
            ("0s", None),
            ("-2s", None),
            ("2x", None),
            ("", None),
        ] {
            let read = span_in_nanoseconds(text).ok();
            assert_eq!(read.as_deref(), nanoseconds, "{text:?}");
        }
        assert_eq!(
            moment_in_nanoseconds("1970-01-01T00:00:01Z").unwrap(),
            "1000000000"
        );
        assert!(moment_in_nanoseconds("yesterday").is_err());
    }

    #[test]
    fn limits() {
        for (text, milliseconds) in [("500", 500), ("2s", 2000), ("1m", 60_000)] {
            assert_eq!(limit(text).unwrap().as_millis(), milliseconds, "{text}");
        }
        assert!(limit("0").is_err() && limit("10abc").is_err());
    }

    #[test]
    fn for_people() {
        for (nanoseconds, shown) in [
            ("12", "12ns"),
            ("1500", "2µs"),
            ("1500000", "1.5ms"),
            ("61000000000", "61.00s"),
            ("?", "?"),
        ] {
            assert_eq!(show_span(nanoseconds), shown);
        }
        assert_eq!(show_moment("1500000000"), "1970-01-01 00:00:01.500");
        assert_eq!(show_moment(""), "");
    }
}
