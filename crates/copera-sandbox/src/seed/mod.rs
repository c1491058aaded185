//! The workspace that a sandbox begins with unless it is given another [`Seed`](crate::Seed): the
//! same one each time, id by id.
//!
//! Tests name its objects by the constants here; their meaning is part of this crate's promise.

pub mod boards;
pub mod bookings;
mod bulk;
pub mod channels;
pub mod comments;
pub mod docs;
pub mod drive;
pub mod extras;
pub mod files;
pub mod notifications;
pub mod people;
pub mod rows;
pub mod tables;
pub mod tokens;

use jiff::{SignedDuration, Timestamp};

pub(crate) use bulk::Bulk;
pub use tokens::{DOCS_ONLY_PAT, EXPIRED_PAT, EXTERNAL_PAT, FULL_PAT, KEY, OAT, SeedToken, TOKENS};

use crate::{
    id::Id,
    model::{Time, Workspace},
    state::State,
};

/// The id of the workspace "Analytical Engines".
pub const WORKSPACE: &str = "5eed00010000000000000001";

/// When the workspace was made: 2025-01-06T08:00:00Z, a Monday.
pub(crate) const FOUNDED: Timestamp = Timestamp::constant(1_736_150_400, 0);

/// So many days after the workspace was made, at the given minute past eight.
fn day(days: i64, minutes: i64) -> Time {
    Time(FOUNDED + SignedDuration::from_hours(24 * days) + SignedDuration::from_mins(minutes))
}

/// A fresh copy of the built-in workspace, without limits.
pub(crate) fn state() -> State {
    let workspace = Workspace {
        id: Id::seeded(WORKSPACE),
        name: "Analytical Engines".to_owned(),
        slug: "analytical-engines".to_owned(),
        description: "Engines, and the people who program them".to_owned(),
        seats: 10,
        created_at: day(0, 0),
        updated_at: day(40, 12),
    };
    State {
        members: people::members(),
        teams: people::teams(),
        boards: boards::boards(),
        tables: tables::tables(),
        rows: rows::rows()
            .into_iter()
            .map(|row| (row.id.clone(), row))
            .collect(),
        comments: comments::comments(),
        cell_files: files::in_cells(),
        docs: docs::docs(),
        drive: drive::drive(),
        extras: extras::extras(),
        bookings: bookings::bookings(),
        booking_types: bookings::types(),
        channels: channels::channels(),
        notifications: notifications::notifications(),
        tokens: tokens::issued(),
        ..State::of(workspace)
    }
}
