//! What the head of an answer says about a limit.

use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, HeaderName};

use crate::retry::from_number;

static LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
static REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
static RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// A budget, as the service sees it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Quota {
    pub(super) limit: Option<u32>,
    pub(super) used: Option<u32>,
    /// How long until the window closes.
    pub(super) reset: Option<Duration>,
}

impl Quota {
    /// Reads the headers; what can't be true is as good as absent.
    pub(super) fn read(headers: &HeaderMap, now: SystemTime) -> Self {
        let text = |name: &HeaderName| headers.get(name)?.to_str().ok().map(str::trim);
        let number = |name: &HeaderName| text(name)?.parse::<u32>().ok();
        // A window without a place would never let anything through.
        let limit = number(&LIMIT).filter(|limit| *limit > 0);
        let used = limit.zip(number(&REMAINING));
        Self {
            limit,
            used: used.map(|(limit, remaining)| limit.saturating_sub(remaining)),
            reset: text(&RESET).and_then(|text| from_number(text.parse().ok()?, now)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        // limit, remaining, reset; limit, used, seconds
        for (sent, read) in [
            (["50", "49", "60"], (Some(50), Some(1), Some(60))),
            ([" 50 ", "0", "1700000012"], (Some(50), Some(50), Some(12))),
            (["50", "51", "-1"], (Some(50), Some(0), None)),
            (["0", "0", "60"], (None, None, Some(60))),
            (["many", "3", "soon"], (None, None, None)),
            (["50", "-3", "NaN"], (Some(50), None, None)),
        ] {
            let headers = [&LIMIT, &REMAINING, &RESET]
                .into_iter()
                .zip(sent)
                .map(|(name, value)| (name.clone(), value.parse().unwrap()))
                .collect();
            let (limit, used, seconds) = read;
            let expected = Quota {
                limit,
                used,
                reset: seconds.map(Duration::from_secs),
            };
            assert_eq!(Quota::read(&headers, now), expected, "{sent:?}");
        }
        assert_eq!(Quota::read(&HeaderMap::new(), now), Quota::default());
    }
}
