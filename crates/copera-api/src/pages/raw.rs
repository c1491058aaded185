//! Pages of a list that was asked for by hand.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use crate::{
    Error,
    raw::{RawReply, RawRequest},
    stream::Body,
};

/// The pages of a list that was asked for by hand, each as the service sent it; made by
/// [`RawRequest::pages`].
///
/// A page leads to the next one where it has `total` and `limit` beside a single list, a `pageInfo`
/// with cursors, or `hasMore` with `nextCursor`. What has none of them is the only page. With a `pageInfo`, a request
/// that has the parameter `before` goes on backwards.
#[derive(Debug)]
pub struct RawPages {
    next: Option<RawRequest>,
    backwards: bool,
    passed: u64,
    cursors: HashSet<String>,
}

/// What pages say about the rest of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Rest {
    total: Option<u64>,
    limit: Option<u64>,
    offset: Option<u64>,
    page_info: Option<PageInfo>,
    has_more: Option<bool>,
    next_cursor: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct PageInfo {
    has_next_page: Option<bool>,
    has_previous_page: Option<bool>,
    end_cursor: Option<String>,
    start_cursor: Option<String>,
}

impl RawPages {
    pub(crate) fn new(first: RawRequest) -> Self {
        let cursors = ["after", "before", "cursor"].into_iter();
        let offset = first.parameter("offset");
        Self {
            backwards: first.parameter("before").is_some(),
            passed: offset.and_then(|text| text.parse().ok()).unwrap_or(0),
            cursors: cursors
                .filter_map(|name| first.parameter(name).map(str::to_owned))
                .collect(),
            next: Some(first),
        }
    }

    /// The next page; `None` after the last one.
    ///
    /// # Errors
    /// As [`RawRequest::send`]; nothing comes after an error.
    pub async fn next(&mut self) -> Option<Result<RawReply, Error>> {
        // It stays until the answer is there: whoever stops waiting may ask again.
        let request = self.next.clone()?;
        let reply = request.clone().send().await;
        self.next = match &reply {
            Ok(reply) => self.onward(request, reply),
            Err(_) => None,
        };
        Some(reply)
    }

    /// As [`RawPages::next`], but a page that is a long list streams: it is the only one.
    ///
    /// # Errors
    /// As [`RawRequest::send_streaming`]; nothing comes after an error.
    pub async fn next_streaming(&mut self) -> Option<Result<Body<RawReply>, Error>> {
        let request = self.next.take()?;
        let body = request.clone().send_streaming().await;
        if let Ok(Body::Whole(reply)) = &body {
            self.next = self.onward(request, reply);
        }
        Some(body)
    }

    fn onward(&mut self, request: RawRequest, reply: &RawReply) -> Option<RawRequest> {
        let rest: Rest = serde_json::from_slice(reply.raw()).ok()?;
        if let (Some(total), Some(_)) = (rest.total, rest.limit)
            && let Some(items) = length_of_the_list(reply.raw())
        {
            let passed = self.passed.max(rest.offset.unwrap_or(0));
            self.passed = passed.saturating_add(items as u64);
            let more = items > 0 && self.passed < total;
            return more.then(|| request.set_query("offset", self.passed.to_string()));
        }
        let (name, more, cursor) = match rest.page_info {
            Some(page) if self.backwards => ("before", page.has_previous_page, page.start_cursor),
            Some(page) => ("after", page.has_next_page, page.end_cursor),
            None => ("cursor", rest.has_more, rest.next_cursor),
        };
        let cursor = cursor.filter(|_| more == Some(true));
        let cursor = cursor.filter(|cursor| self.cursors.insert(cursor.clone()))?;
        Some(request.set_query(name, cursor))
    }
}

/// How many elements the only list of an object has.
fn length_of_the_list(object: &[u8]) -> Option<usize> {
    let fields: HashMap<String, &RawValue> = serde_json::from_slice(object).ok()?;
    let mut lists = fields.values().filter(|value| value.get().starts_with('['));
    let (list, None) = (lists.next()?, lists.next()) else {
        return None;
    };
    let elements: Vec<IgnoredAny> = serde_json::from_str(list.get()).ok()?;
    Some(elements.len())
}
