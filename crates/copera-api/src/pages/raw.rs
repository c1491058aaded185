//! Pages of a list that was asked for by hand.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{offset::Counted, way::Next};
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
///
/// A list with `total` and `limit` whose service passes over nothing would begin again and again. It
/// ends before a page on which there are no ids (`_id`, `id` or `uid`) but those of the page before,
/// if its `offset` is not the one that was asked for, or if that happens twice.
#[derive(Debug)]
pub struct RawPages {
    next: Option<RawRequest>,
    backwards: bool,
    counted: Counted,
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
        Self {
            backwards: first.parameter("before").is_some(),
            counted: Counted::from(first.parameter("offset")),
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
        self.next = None;
        let new = reply
            .as_ref()
            .map_or(true, |reply| self.go_on(request, reply));
        new.then_some(reply)
    }

    /// As [`RawPages::next`], but a page that is a long list streams: it is the only one.
    ///
    /// # Errors
    /// As [`RawRequest::send_streaming`]; nothing comes after an error.
    pub async fn next_streaming(&mut self) -> Option<Result<Body<RawReply>, Error>> {
        let request = self.next.take()?;
        let body = request.clone().send_streaming().await;
        let new = match &body {
            Ok(Body::Whole(reply)) => self.go_on(request, reply),
            _ => true,
        };
        new.then_some(body)
    }

    /// Finds the next page, and tells whether this one is another than the one before.
    fn go_on(&mut self, request: RawRequest, reply: &RawReply) -> bool {
        let next = self.onward(reply);
        self.next = match &next {
            Next::Page((name, value)) => Some(request.set_query(name, value.clone())),
            Next::Nothing | Next::Again => None,
        };
        next != Next::Again
    }

    fn onward(&mut self, reply: &RawReply) -> Next {
        let Ok(rest) = serde_json::from_slice::<Rest>(reply.raw()) else {
            return Next::Nothing;
        };
        if let (Some(total), Some(_)) = (rest.total, rest.limit)
            && let Some(items) = the_list(reply.raw())
        {
            let ids: Vec<_> = items.iter().map(|item| id(item)).collect();
            return self.counted.after(ids.iter().copied(), rest.offset, total);
        }
        let (name, more, cursor) = match rest.page_info {
            Some(page) if self.backwards => ("before", page.has_previous_page, page.start_cursor),
            Some(page) => ("after", page.has_next_page, page.end_cursor),
            None => ("cursor", rest.has_more, rest.next_cursor),
        };
        let cursor = cursor.filter(|_| more == Some(true));
        let cursor = cursor.filter(|cursor| self.cursors.insert(cursor.clone()));
        cursor.map(|cursor| (name, cursor)).into()
    }
}

/// The elements of the only list of an object.
fn the_list(object: &[u8]) -> Option<Vec<&RawValue>> {
    let fields: HashMap<String, &RawValue> = serde_json::from_slice(object).ok()?;
    let mut lists = fields.values().filter(|value| value.get().starts_with('['));
    let (list, None) = (lists.next()?, lists.next()) else {
        return None;
    };
    serde_json::from_str(list.get()).ok()
}

/// What an element is recognised by, as it is spelled.
fn id(element: &RawValue) -> Option<&str> {
    #[derive(Deserialize)]
    struct Named<'a> {
        #[serde(borrow, rename = "_id")]
        own_id: Option<&'a RawValue>,
        #[serde(borrow)]
        id: Option<&'a RawValue>,
        #[serde(borrow)]
        uid: Option<&'a RawValue>,
    }
    let named: Named<'_> = serde_json::from_str(element.get()).ok()?;
    let id = named.own_id.or(named.id).or(named.uid)?;
    Some(id.get())
}
