//! Notifications.

use super::{WORKSPACE, day, people, rows};
use crate::{
    id::Id,
    model::{Event, Notification, ReadStatus},
};

/// Ada's notifications, newest first: the first two are unread.
pub const ADAS: [&str; 6] = [
    "5eed00060000000000000007",
    "5eed00060000000000000006",
    "5eed00060000000000000005",
    "5eed00060000000000000004",
    "5eed00060000000000000002",
    "5eed00060000000000000001",
];
/// Émilie's only notification, unread; by age it lies between Ada's.
pub const EMILIES: &str = "5eed00060000000000000003";

pub(super) fn notifications() -> Vec<Notification> {
    use people::{ADA, ALAN, EMILIE, GRACE};
    let [newest, second, third, fourth, fifth, oldest] = ADAS;
    let unread = |id, owner, sender, days, preview: &str| Notification {
        id: Id::seeded(id),
        event: Event::RowComment {
            row_id: Id::seeded(rows::SHIP_THE_ENGINE),
            preview: preview.to_owned(),
        },
        owner: Id::seeded(owner),
        workspace: Id::seeded(WORKSPACE),
        status: ReadStatus::Unread,
        sender: Some(Id::seeded(sender)),
        read_at: None,
        created_at: day(days, 75),
        updated_at: day(days, 75),
    };
    let read = |id, sender, days, preview: &str| Notification {
        status: ReadStatus::Read,
        read_at: Some(day(days, 240)),
        updated_at: day(days, 240),
        ..unread(id, ADA, sender, days, preview)
    };
    vec![
        unread(newest, ADA, ALAN, 61, "Ready for your review"),
        unread(second, ADA, GRACE, 60, "Found it: a moth in relay 70"),
        read(third, GRACE, 58, "Can we move this to Thursday?"),
        read(fourth, ALAN, 55, "Does it halt?"),
        unread(EMILIES, EMILIE, ADA, 54, "Welcome aboard"),
        read(fifth, ALAN, 47, "Numbers are in the sheet"),
        read(oldest, GRACE, 44, "Thanks!"),
    ]
}
