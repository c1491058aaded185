use serde::Deserialize;

use crate::{BoardId, Timestamp};

/// A board.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Board {
    /// The board's id.
    #[serde(rename = "_id")]
    pub id: BoardId,
    /// The board's name.
    pub name: String,
    /// The board's description, where one was written.
    pub description: Option<String>,
    /// When the board was made.
    pub created_at: Timestamp,
    /// When the board was last changed.
    pub updated_at: Timestamp,
}
