//! When the service says to come back.

use std::time::{Duration, SystemTime};

/// Above this a number is taken for a moment (seconds since 1970), not for a span: it is 2001 as a
/// moment and thirty years as a span.
const LOOKS_LIKE_EPOCH: f64 = 1e9;
/// Above this, for milliseconds since 1970.
const LOOKS_LIKE_EPOCH_MILLIS: f64 = 1e12;

/// What a `Retry-After` header says: whole seconds, or one of the three forms of an HTTP date.
/// Anything else is as good as absent; a moment in the past is now.
pub(crate) fn from_header(text: &str, now: SystemTime) -> Option<Duration> {
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(Duration::from_secs);
    }
    let moment = httpdate::parse_http_date(text).ok()?;
    Some(moment.duration_since(now).unwrap_or_default())
}

/// What a number without a documented unit says (`retryAfter` in a body, `x-ratelimit-reset`):
/// seconds, unless it looks like a moment.
pub(crate) fn from_number(number: f64, now: SystemTime) -> Option<Duration> {
    let seconds = if number < LOOKS_LIKE_EPOCH {
        return Duration::try_from_secs_f64(number).ok();
    } else if number < LOOKS_LIKE_EPOCH_MILLIS {
        number
    } else {
        number / 1000.0
    };
    let since_epoch = Duration::try_from_secs_f64(seconds).ok()?;
    let moment = SystemTime::UNIX_EPOCH.checked_add(since_epoch)?;
    Some(moment.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> SystemTime {
        // Sun, 06 Nov 1994 08:49:37 GMT
        SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777)
    }

    #[test]
    fn headers() {
        for (text, seconds) in [
            ("0", Some(0)),
            (" 120 ", Some(120)),
            ("Sun, 06 Nov 1994 08:49:47 GMT", Some(10)),
            ("Sunday, 06-Nov-94 08:49:47 GMT", Some(10)),
            ("Sun Nov  6 08:49:47 1994", Some(10)),
            ("Sun, 06 Nov 1994 08:49:27 GMT", Some(0)),
            ("", None),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(
                from_header(text, now()),
                seconds.map(Duration::from_secs),
                "{text:?}"
            );
        }
    }

    #[test]
    fn numbers() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        for (number, millis) in [
            (0.0, Some(0)),
            (1.5, Some(1500)),
            (90.0, Some(90_000)),
            (1_700_000_030.0, Some(30_000)),
            (1_700_000_030_500.0, Some(30_500)),
            (1_600_000_000.0, Some(0)),
            (-1.0, None),
            (f64::NAN, None),
            (1e300, None),
        ] {
            assert_eq!(
                from_number(number, now),
                millis.map(Duration::from_millis),
                "{number}"
            );
        }
    }
}
