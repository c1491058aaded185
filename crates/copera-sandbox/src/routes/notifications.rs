//! The notifications of the token's user.

use serde::{Deserialize, Serialize};

use crate::{
    answer::{Refusal, Reply},
    call::Call,
    cursor,
    id::Id,
    model::{Notification, ReadStatus, Time},
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

#[derive(Deserialize)]
struct Mark {
    status: ReadStatus,
}

/// `PATCH /notifications/{id}`
pub(super) fn mark(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let index = find(state, call)?;
    let Mark { status } = call.json()?;
    let notification = &mut state.notifications[index];
    if notification.status != status {
        notification.status = status;
        notification.read_at = (status == ReadStatus::Read).then_some(Time(call.now));
        notification.updated_at = Time(call.now);
    }
    Reply::ok(notification)
}

#[derive(Serialize)]
struct Deleted {
    #[serde(rename = "_id")]
    id: Id,
}

/// `DELETE /notifications/{id}`
pub(super) fn delete(state: &mut State, call: &Call) -> Result<Reply, Refusal> {
    let index = find(state, call)?;
    let Notification { id, .. } = state.notifications.remove(index);
    Reply::ok(&Deleted { id })
}

/// Where the notification of the path is; another user's is not found.
fn find(state: &State, call: &Call) -> Result<usize, Refusal> {
    let id = call.id("id")?;
    let mut all = state.notifications.iter();
    all.position(|entry| entry.id == id && entry.owner == call.caller.member)
        .ok_or_else(|| Refusal::not_found("Notification"))
}
