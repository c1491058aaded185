//! Notifications.

use crate::{
    Client, Error, NotificationId, Reply, call::Call, endpoint::NOTIFICATIONS_LIST,
    model::Notifications,
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
