//! The notifications of the token's user.

use serde::Serialize;

use crate::{
    answer::{Refusal, Reply},
    call::Call,
    id::Id,
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
/// `before` towards newer ones. With both, what lies between them is paged by `after`. An id that
/// is not in the feed is a 400.
pub(super) fn list(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let all = state.notifications.iter();
    let feed: Vec<_> = all
        .filter(|notification| notification.owner == call.caller.member)
        .collect();
    let place = |name| -> Result<Option<usize>, Refusal> {
        let find = |id: Id| feed.iter().position(|entry| entry.id == id);
        call.query_id(name)?
            .map(|id| find(id).ok_or_else(|| Refusal::invalid(name)))
            .transpose()
    };
    let after = place("after")?;
    let before = place("before")?;
    let start = after.map_or(0, |index| index + 1);
    let end = before.unwrap_or(feed.len()).max(start);
    let page = if after.is_none() && before.is_some() {
        // Towards newer: the ones next to the cursor.
        end.saturating_sub(PAGE)..end
    } else {
        start..end.min(start + PAGE)
    };
    let unread = |entry: &&&Notification| entry.status == ReadStatus::Unread;
    Reply::ok(&Feed {
        notifications: &feed[page],
        unread_count: feed.iter().filter(unread).count(),
        count: feed.len(),
    })
}
