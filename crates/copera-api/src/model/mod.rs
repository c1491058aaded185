//! What the service answers with: the documented fields only.
//!
//! Times stay the text that the service sent (ISO 8601), and words such as a member's status stay
//! words, so that a new one breaks nobody.

mod board;
mod notification;
mod workspace;

pub use self::{
    board::Board,
    notification::{Notification, Notifications},
    workspace::{Member, Members, Workspace},
};
