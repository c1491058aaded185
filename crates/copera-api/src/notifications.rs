//! Notifications.

use serde::Serialize;

use crate::{
    Client, Error, NotificationId, Reply,
    call::Call,
    endpoint::{NOTIFICATION_DELETE, NOTIFICATION_UPDATE, NOTIFICATIONS_LIST},
    model::{Notification, NotificationStatus, Notifications},
    pages::paged,
    request::requests,
};

/// The notifications of a token's user; made by [`Client::notifications`].
#[derive(Debug, Clone)]
pub struct NotificationsHandle {
    client: Client,
}

impl NotificationsHandle {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Lists a page of notifications: `GET /notifications/`.
    ///
    /// Users' tokens only, with scope `access_notifications`; integration keys are refused before
    /// anything is sent.
    pub fn list(&self) -> ListNotifications {
        ListNotifications(Call::new(self.client.clone(), &NOTIFICATIONS_LIST))
    }
}

/// A request for a page of notifications; made by [`NotificationsHandle::list`].
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct ListNotifications(Call);

paged! {
    ListNotifications of Notifications;
}

impl ListNotifications {
    /// Go on after this one, towards older ones.
    ///
    /// The documents contradict each other about the direction: whoever walks through pages should
    /// stop at an id that was seen before.
    pub fn after(self, id: &NotificationId) -> Self {
        Self(self.0.query("after", id.as_str()))
    }

    /// Go back before this one, towards newer ones; see [`ListNotifications::after`].
    pub fn before(self, id: &NotificationId) -> Self {
        Self(self.0.query("before", id.as_str()))
    }

    /// Sends it.
    pub async fn send(self) -> Result<Reply<Notifications>, Error> {
        self.0.send().await
    }
}

/// One notification; made by [`Client::notification`].
///
/// Users' tokens only, with scope `access_notifications`; integration keys are refused before
/// anything is sent.
#[derive(Debug, Clone)]
pub struct NotificationHandle {
    client: Client,
    id: NotificationId,
}

impl NotificationHandle {
    pub(crate) fn new(client: Client, id: NotificationId) -> Self {
        Self { client, id }
    }

    /// Says that it was read: `PATCH /notifications/{id}`.
    pub fn mark_read(&self) -> MarkNotification {
        self.mark(NotificationStatus::Read)
    }

    /// Says that it was not read: `PATCH /notifications/{id}`.
    pub fn mark_unread(&self) -> MarkNotification {
        self.mark(NotificationStatus::Unread)
    }

    fn mark(&self, status: NotificationStatus) -> MarkNotification {
        MarkNotification {
            call: Call::new(self.client.clone(), &NOTIFICATION_UPDATE).argument(&self.id),
            body: Body { status },
        }
    }

    /// Deletes it: `DELETE /notifications/{id}`.
    pub fn delete(&self) -> DeleteNotification {
        DeleteNotification(Call::new(self.client.clone(), &NOTIFICATION_DELETE).argument(&self.id))
    }
}

requests! {
    /// The end of a notification; made by [`NotificationHandle::delete`].
    DeleteNotification, send_for_status -> ();
}

/// Whether a notification counts as read; made by [`NotificationHandle::mark_read`] and
/// [`NotificationHandle::mark_unread`].
#[derive(Debug, Clone)]
#[must_use = "nothing is sent before `send`"]
pub struct MarkNotification {
    call: Call,
    body: Body,
}

#[derive(Debug, Clone, Serialize)]
struct Body {
    status: NotificationStatus,
}

impl MarkNotification {
    /// Sends it. It does no harm to send it again.
    pub async fn send(self) -> Result<Reply<Notification>, Error> {
        self.call.json(&self.body)?.send().await
    }
}
