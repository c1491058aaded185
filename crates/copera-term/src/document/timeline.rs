//! Rows that began at a moment and name one another as parents: a forest in the order of time.

use std::collections::HashMap;

use serde_json::Result;
use serde_json::value::RawValue;

use super::{Column, cells};
use crate::table::Table;
use crate::time::show_span;
use crate::tree;

/// The fields that say where a row stands.
#[derive(Debug, Clone, Copy)]
pub struct Timeline {
    /// The row's own id.
    pub id: &'static str,
    /// The id of the row that it belongs to. One that is not among the rows counts as none, since some
    /// program may not have told of it.
    pub parent: &'static str,
    /// When it began, in nanoseconds.
    pub began: &'static str,
}

impl Timeline {
    /// A table of these columns, drawn as a forest at the first; the last says when each row began,
    /// counted from the first of all.
    ///
    /// # Errors
    /// Where a row is no object.
    pub fn table(self, rows: &[Box<RawValue>], columns: &[Column]) -> Result<Table> {
        let place = [self.id, self.parent, self.began];
        let place = place.map(|field| ("", field, str::to_owned as fn(&str) -> String));
        let all: Vec<Column> = place.iter().chain(columns).copied().collect();
        let mut rows = cells(rows, &all)?;
        let began = |row: &Vec<String>| row[2].parse().unwrap_or(0_u64);
        rows.sort_by_key(began);
        let first = rows.first().map_or(0, began);
        let ids = rows.iter().zip(0..).map(|(row, at)| (&row[0], at));
        let ids: HashMap<_, _> = ids.collect();
        let parents = rows.iter().map(|row| ids.get(&row[1]).copied());

        let headings = columns.iter().map(|(heading, ..)| *heading);
        let mut table = Table::new(&headings.chain(["START"]).collect::<Vec<_>>());
        for branch in tree::lines(&parents.collect::<Vec<_>>()) {
            let row = &rows[branch.node];
            let name = format!("{}{}", branch.lead, row[3]);
            let start = format!("+{}", show_span(&(began(row) - first).to_string()));
            let rest = row[4..].iter().chain([&start]).map(String::as_str);
            table.row([name.as_str()].into_iter().chain(rest));
        }
        Ok(table)
    }
}
