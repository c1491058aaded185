//! The columns of "Findings", and the options of its dropdown.

use super::{chosen, column, tasks};
use crate::{
    cells::ColumnType,
    id::Id,
    model::{Column, Source},
};

/// `TEXT`: what was found.
pub const TITLE: &str = "5eed00090000000300000001";
/// `DROPDOWN`: [`MINOR`] or [`MAJOR`].
pub const SEVERITY: &str = "5eed00090000000300000002";
/// `LINK` to "Tasks": the other end of [`FOUND`](super::tasks::FOUND).
pub const TASKS: &str = "5eed00090000000300000003";

/// The severity "Minor".
pub const MINOR: &str = "5eed000a0000000300000001";
/// The severity "Major".
pub const MAJOR: &str = "5eed000a0000000300000002";

pub(super) fn columns() -> Vec<Column> {
    use ColumnType as T;
    vec![
        column(TITLE, "Title", T::Text),
        chosen(
            SEVERITY,
            "Severity",
            T::Dropdown,
            &[(MINOR, "Minor", "BLUE"), (MAJOR, "Major", "RED")],
        ),
        Column {
            source: Source::Link {
                table: Id::seeded(super::TASKS),
                mirror: Id::seeded(tasks::FOUND),
            },
            ..column(TASKS, "Tasks", T::Link)
        },
    ]
}
