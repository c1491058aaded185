//! Boards.

use super::day;
use crate::{id::Id, model::Board};

/// The board "Product Launch".
pub const LAUNCH: &str = "5eed00040000000000000001";
/// The board "Bug Tracker".
pub const BUGS: &str = "5eed00040000000000000002";
/// The board "Hiring Pipeline", which has no description.
pub const HIRING: &str = "5eed00040000000000000003";

pub(super) fn boards() -> Vec<Board> {
    let board = |id, name: &str, description: Option<&str>, made, changed| Board {
        id: Id::seeded(id),
        name: name.to_owned(),
        description: description.map(str::to_owned),
        created_at: day(made, 45),
        updated_at: day(changed, 90),
    };
    vec![
        board(
            LAUNCH,
            "Product Launch",
            Some("Everything that has to be done before the engine ships"),
            2,
            61,
        ),
        board(BUGS, "Bug Tracker", Some("Moths and other findings"), 2, 60),
        board(HIRING, "Hiring Pipeline", None, 12, 33),
    ]
}
