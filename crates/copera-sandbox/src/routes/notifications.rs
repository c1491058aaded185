//! The notifications of the token's user.

use serde::Serialize;

use crate::{
    answer::{Refusal, Reply},
    call::Call,
    cursor,
    model::{Notification, ReadStatus},
    state::State,
};

/// How many notifications a reply holds. The documents name no size; this one is small enough for
/// the seeded user to have a second page.
const PAGE: usize = 5;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Feed<'a> {
    notifications: &'a [&'a Notification],
    unread_count: usize,
    /// Of all of them, not of this page.
    count: usize,
}

/// `GET /notifications/`: newest first.
///
/// The documents contradict themselves on the cursors: here `after` goes towards older ones and
/// `before` towards newer ones.
pub(super) fn list(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let all = state.notifications.iter();
    let feed: Vec<_> = all
        .filter(|notification| notification.owner == call.caller.member)
        .collect();
    let ids: Vec<_> = feed.iter().map(|entry| &entry.id).collect();
    let page = cursor::window(call, &ids, PAGE)?;
    let unread = |entry: &&&Notification| entry.status == ReadStatus::Unread;
    Reply::ok(&Feed {
        notifications: &feed[page],
        unread_count: feed.iter().filter(unread).count(),
        count: feed.len(),
    })
}
