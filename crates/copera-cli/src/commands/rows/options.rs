//! The options of the columns that a table's lookups look at. Which columns those are no schema tells,
//! so they are found by their ids: on the table's own board first, and then on others.

use std::collections::{BTreeMap, BTreeSet};

use copera_api::model::{Column, ColumnType, Row, Table};
use copera_api::{BoardId, Client, Error, ID_DIGITS};
use serde::{Deserialize, Serialize};

use super::place::Place;
use crate::context::Context;
use crate::names::Names;

/// How many boards are searched at most. Reading them counts for the limit that other commands need.
const MOST_BOARDS: usize = 10;

/// Where the cache has them.
const ENTRY: &str = "options";

/// What is known of options.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Known {
    /// Labels by ids.
    labels: BTreeMap<String, String>,
    /// The boards whose tables were read.
    boards: BTreeSet<BoardId>,
    /// Whether other boards than a table's own were looked at.
    has_searched: bool,
}

/// The names for these rows. Options are asked for only where something that was looked up has the form
/// of an id and is not known. That they can't be read is no failure: then ids are shown.
pub(super) async fn names_for(
    context: &Context,
    client: &Client,
    place: &Place,
    schema: &Table,
    rows: &[Row],
) -> Names {
    let names = Names::new(context, BTreeMap::new());
    let mut wanted = looked_up(schema, rows);
    wanted.retain(|id| names.anything(id) == id);
    if wanted.is_empty() {
        return names;
    }
    let mut known = Known::read(context);
    // What was found until then is kept all the same.
    let _ = known.search(client, place, &wanted).await;
    known.keep(context);
    Names::new(context, known.labels)
}

/// The names for rows that are still to come: as far as they are known, and those of the table's own
/// board if anything is looked up.
pub(super) async fn names_for_any(
    context: &Context,
    client: &Client,
    place: &Place,
    schema: &Table,
) -> Names {
    let mut known = Known::read(context);
    if schema.columns.iter().any(is_lookup) && known.add(client, place.board_id()).await.is_ok() {
        known.keep(context);
    }
    Names::new(context, known.labels)
}

impl Known {
    fn read(context: &Context) -> Self {
        let cache = context.cache();
        let kept = cache.and_then(|cache| cache.get(ENTRY, cache.ttl()));
        kept.unwrap_or_default()
    }

    fn keep(&self, context: &Context) {
        if let Some(cache) = context.cache() {
            cache.put(ENTRY, self);
        }
    }

    /// Reads tables until all options are found that are wanted. What no board has is something else, and is
    /// not looked for a second time.
    async fn search(
        &mut self,
        client: &Client,
        place: &Place,
        wanted: &BTreeSet<String>,
    ) -> Result<(), Error> {
        let is_enough = |known: &Self| wanted.iter().all(|id| known.labels.contains_key(id));
        if !is_enough(self) {
            self.add(client, place.board_id()).await?;
        }
        if self.has_searched || is_enough(self) {
            return Ok(());
        }
        let boards = client.boards().list().send().await?;
        for board in boards.iter().take(MOST_BOARDS) {
            self.add(client, &board.id).await?;
            if is_enough(self) {
                return Ok(());
            }
        }
        self.has_searched = true;
        Ok(())
    }

    /// Reads the tables of a board, unless that was done before.
    async fn add(&mut self, client: &Client, board: &BoardId) -> Result<(), Error> {
        if self.boards.contains(board) {
            return Ok(());
        }
        let tables = client.board(board.clone()).tables().list().send().await?;
        let columns = tables.iter().flat_map(|table| &table.columns);
        let options = columns.flat_map(|column| column.options.iter().flatten());
        let labels =
            options.filter_map(|option| Some((option.id.to_string(), option.label.clone()?)));
        self.labels.extend(labels);
        self.boards.insert(board.clone());
        Ok(())
    }
}

/// What has the form of an id among the values that were looked up.
fn looked_up(schema: &Table, rows: &[Row]) -> BTreeSet<String> {
    let cells = rows.iter().flat_map(|row| &row.cells);
    let cells = cells.filter(|cell| schema.column(&cell.column_id).is_some_and(is_lookup));
    let values = cells.flat_map(|cell| cell.lookup_value.iter().flatten());
    let values = values.filter_map(|value| value.foreign_row_value.as_ref());
    // In a text, or in a list of texts.
    let words = values.flat_map(|value| value.as_str().split('"'));
    let is_id =
        |word: &&str| word.len() == ID_DIGITS && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    words.filter(is_id).map(str::to_owned).collect()
}

pub(super) fn is_lookup(column: &Column) -> bool {
    column.kind == ColumnType::Lookup
}
