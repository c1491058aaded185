//! Which bytes of a file a request asks for.

use std::ops::Range;

use axum::http::{HeaderMap, header};

/// The answer to a `Range` header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    Everything,
    Part(Range<u64>),
    /// A range that begins behind the end.
    Nothing,
}

impl Asked {
    /// Reads `Range` and `If-Range`. Several ranges, or ones that can't be read, are no range: a
    /// server may ignore the header. `If-Range` fits when it is the file's own quoted `ETag`.
    pub(super) fn of(headers: &HeaderMap, len: u64, etag: &str) -> Self {
        let value = |name| headers.get(name).and_then(|value| value.to_str().ok());
        if value(header::IF_RANGE).is_some_and(|given| given != etag) {
            return Self::Everything;
        }
        let range = value(header::RANGE).and_then(|text| text.strip_prefix("bytes="));
        let Some((first, last)) = range.and_then(|text| text.split_once('-')) else {
            return Self::Everything;
        };
        match (first.parse::<u64>(), last.parse::<u64>()) {
            (Ok(first), Ok(last)) if first <= last => {
                Self::between(first, last.saturating_add(1), len)
            }
            (Ok(first), Err(_)) if last.is_empty() => Self::between(first, len, len),
            (Err(_), Ok(0)) if first.is_empty() => Self::Nothing,
            (Err(_), Ok(count)) if first.is_empty() => {
                Self::between(len.saturating_sub(count), len, len)
            }
            _ => Self::Everything,
        }
    }

    fn between(first: u64, end: u64, len: u64) -> Self {
        if first >= len {
            Self::Nothing
        } else {
            Self::Part(first..end.min(len))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_ten_bytes() {
        for (range, if_range, asked) in [
            ("bytes=0-", None, Asked::Part(0..10)),
            ("bytes=3-5", None, Asked::Part(3..6)),
            ("bytes=3-99", None, Asked::Part(3..10)),
            ("bytes=-4", None, Asked::Part(6..10)),
            ("bytes=-99", None, Asked::Part(0..10)),
            ("bytes=9-9", None, Asked::Part(9..10)),
            ("bytes=10-", None, Asked::Nothing),
            ("bytes=-0", None, Asked::Nothing),
            ("bytes=5-3", None, Asked::Everything),
            ("bytes=0-1,3-4", None, Asked::Everything),
            ("lines=0-1", None, Asked::Everything),
            ("bytes=3-", Some("\"tag\""), Asked::Part(3..10)),
            ("bytes=3-", Some("\"other\""), Asked::Everything),
            ("bytes=3-", Some("tag"), Asked::Everything),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::RANGE, range.parse().unwrap());
            if let Some(tag) = if_range {
                headers.insert(header::IF_RANGE, tag.parse().unwrap());
            }
            assert_eq!(
                Asked::of(&headers, 10, "\"tag\""),
                asked,
                "{range} {if_range:?}"
            );
        }
    }
}
