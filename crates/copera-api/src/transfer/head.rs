//! What the head of an answer says about the bytes behind it.

use reqwest::{
    StatusCode,
    header::{
        CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG,
        HeaderMap, HeaderValue,
    },
};

use super::disposition;
use crate::{ProtocolProblem, follow::header};

/// A mark that changes with every byte of a file: only such a one may join two parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StrongTag(HeaderValue);

impl StrongTag {
    fn of(headers: &HeaderMap) -> Option<Self> {
        let value = headers.get(ETAG)?;
        let text = value.as_bytes();
        let is_strong = text.len() >= 2 && text.starts_with(b"\"") && text.ends_with(b"\"");
        is_strong.then(|| Self(value.clone()))
    }

    pub(super) fn as_header(&self) -> &HeaderValue {
        &self.0
    }

    /// The tag as text, if it is any.
    pub(super) fn as_str(&self) -> Option<&str> {
        self.0.to_str().ok()
    }
}

/// A whole file, as an answer announces it.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub(super) total: Option<u64>,
    pub(super) tag: Option<StrongTag>,
    pub(super) name: Option<String>,
    pub(super) content_type: Option<String>,
}

impl Head {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let disposition = headers.get(CONTENT_DISPOSITION);
        Self {
            total: header(headers, &CONTENT_LENGTH).and_then(|text| text.parse().ok()),
            tag: StrongTag::of(headers),
            name: disposition.and_then(disposition::file_name),
            content_type: header(headers, &CONTENT_TYPE).map(str::to_owned),
        }
    }
}

/// What came of asking for the rest of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// It is that: the bytes from the place on.
    Follows,
    /// There is nothing after the place.
    IsEmpty,
    /// It is another file by now, or none that comes in parts.
    Lost,
}

impl Rest {
    /// Reads the answer to a request for what comes after `position` of `known`.
    pub(super) fn of(
        status: StatusCode,
        headers: &HeaderMap,
        position: u64,
        known: &Head,
    ) -> Result<Self, ProtocolProblem> {
        let range = header(headers, &CONTENT_RANGE).and_then(ContentRange::parse);
        if status == StatusCode::RANGE_NOT_SATISFIABLE {
            // The tag was the same, or the range would have been passed over.
            return Ok(match range {
                Some(ContentRange::Nothing { total })
                    if total == position && known.total.is_none_or(|known| known == total) =>
                {
                    Self::IsEmpty
                }
                _ => Self::Lost,
            });
        }
        if status != StatusCode::PARTIAL_CONTENT {
            return Ok(Self::Lost);
        }
        let Some(ContentRange::Part { first, last, total }) = range else {
            return Err(ProtocolProblem::Range);
        };
        let tag = StrongTag::of(headers);
        let differs = |mine: Option<u64>| matches!((mine, total), (Some(a), Some(b)) if a != b);
        if differs(known.total) || (tag.is_some() && tag != known.tag) {
            return Ok(Self::Lost);
        }
        let end = last.checked_add(1);
        let to_the_end = known.total.or(total).is_none_or(|total| end == Some(total));
        if first == position && to_the_end {
            Ok(Self::Follows)
        } else {
            Err(ProtocolProblem::Range)
        }
    }
}

/// Whether the bytes are those of the file itself; nothing else was asked for.
pub(super) fn is_plain(headers: &HeaderMap) -> bool {
    header(headers, &CONTENT_ENCODING).is_none_or(|coding| coding.eq_ignore_ascii_case("identity"))
}

/// A `Content-Range` header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ContentRange {
    Part {
        first: u64,
        last: u64,
        total: Option<u64>,
    },
    Nothing {
        total: u64,
    },
}

impl ContentRange {
    fn parse(text: &str) -> Option<Self> {
        let (range, total) = text.trim().strip_prefix("bytes ")?.split_once('/')?;
        if range == "*" {
            let total = total.parse().ok()?;
            return Some(Self::Nothing { total });
        }
        let (first, last) = range.split_once('-')?;
        let (first, last) = (first.parse().ok()?, last.parse().ok()?);
        let total = match total {
            "*" => None,
            number => Some(number.parse().ok()?),
        };
        let is_possible = first <= last && total.is_none_or(|total| last < total);
        is_possible.then_some(Self::Part { first, last, total })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_rest_of_ten_bytes_is() {
        use ProtocolProblem::Range;
        #[rustfmt::skip]
        let table = [
            (206, Some("bytes 4-9/10"), "\"t\"", Ok(Rest::Follows)),
            (206, Some("bytes 4-9/*"), "\"t\"", Ok(Rest::Follows)),
            (206, Some("bytes 4-9/10"), "", Ok(Rest::Follows)),
            (206, Some("bytes 4-9/10"), "\"u\"", Ok(Rest::Lost)),
            (206, Some("bytes 4-10/11"), "\"t\"", Ok(Rest::Lost)),
            (206, Some("bytes 3-9/10"), "\"t\"", Err(Range)),
            (206, Some("bytes 4-8/10"), "\"t\"", Err(Range)),
            (206, Some("bytes 4-10/10"), "\"t\"", Err(Range)),
            (206, Some("lines 4-9/10"), "\"t\"", Err(Range)),
            (206, Some("bytes */10"), "\"t\"", Err(Range)),
            (206, None, "\"t\"", Err(Range)),
            (200, None, "\"t\"", Ok(Rest::Lost)),
            (416, Some("bytes */4"), "", Ok(Rest::Lost)),
            (416, Some("bytes */3"), "", Ok(Rest::Lost)),
            (416, None, "", Ok(Rest::Lost)),
        ];
        for (status, range, tag, expected) in table {
            let mut headers = HeaderMap::new();
            headers.insert(ETAG, "\"t\"".parse().unwrap());
            let known = Head {
                total: Some(10),
                ..Head::of(&headers)
            };
            headers.clear();
            if let Some(range) = range {
                headers.insert(CONTENT_RANGE, range.parse().unwrap());
            }
            headers.insert(ETAG, tag.parse().unwrap());
            let status = StatusCode::from_u16(status).unwrap();
            let rest = Rest::of(status, &headers, 4, &known);
            assert_eq!(rest, expected, "{status} {range:?} {tag}");
        }
        // The length was not known, and there is no more.
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_RANGE, "bytes */4".parse().unwrap());
        let status = StatusCode::RANGE_NOT_SATISFIABLE;
        let rest = Rest::of(status, &headers, 4, &Head::default());
        assert_eq!(rest, Ok(Rest::IsEmpty));
    }

    #[test]
    fn only_a_strong_tag_joins() {
        for (tag, strong) in [
            ("\"t\"", true),
            ("\"\"", true),
            ("W/\"t\"", false),
            ("t", false),
            ("\"", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ETAG, tag.parse().unwrap());
            assert_eq!(StrongTag::of(&headers).is_some(), strong, "{tag}");
        }
    }
}
