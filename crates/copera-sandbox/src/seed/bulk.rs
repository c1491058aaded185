//! More rows than anyone would write down: made up while a table is listed, and never kept.

use serde_json::json;

use super::{day, people};
use crate::{
    id::Id,
    model::{Row, Table},
};

/// So many rows at the end of a table. The list of rows has them, and nothing else does.
#[derive(Debug, Clone)]
pub(crate) struct Bulk {
    pub(crate) table: String,
    pub(crate) count: u64,
}

impl Bulk {
    /// The rows, each made when it is asked for: Ada's, with text in the first column alone.
    pub(crate) fn rows(&self, table: &Table) -> impl Iterator<Item = Row> {
        let first = table.columns.first().map(|column| column.id.clone());
        let (id, board) = (table.id.clone(), table.board.clone());
        let begin = table.next_number;
        (begin..begin.saturating_add(self.count)).map(move |number| Row {
            id: Id::bulk(number),
            number,
            owner: Id::seeded(people::ADA),
            table: id.clone(),
            board: board.clone(),
            created_at: day(3, 60),
            updated_at: day(43, 90),
            changed_by: Id::seeded(people::ADA),
            values: first
                .iter()
                .map(|column| (column.clone(), json!(format!("Made up, number {number}"))))
                .collect(),
            description: String::new(),
        })
    }
}
