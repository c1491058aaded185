//! The ids that a profile keeps as defaults, and what they belong to.

use crate::Surface;

/// An id that a profile may keep as a default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefaultId {
    /// `board_id`
    Board,
    /// `table_id`
    Table,
    /// `channel_id`
    Channel,
    /// `doc_id`
    Doc,
}

impl DefaultId {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Board, Self::Table, Self::Channel, Self::Doc];

    /// The key in a profile.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Board => "board_id",
            Self::Table => "table_id",
            Self::Channel => "channel_id",
            Self::Doc => "doc_id",
        }
    }

    /// The part of the API that the id belongs to.
    pub const fn surface(self) -> Surface {
        match self {
            Self::Board | Self::Table => Surface::Boards,
            Self::Channel => Surface::Channels,
            Self::Doc => Surface::Docs,
        }
    }
}
