//! The cells that a command is given: JSON to the letter, or `COLUMN=VALUE` by label and type.

use clap::Args;
use copera_api::model::{CellValue, ColumnType, InvalidCell};
use copera_api::{ColumnId, Json};
use copera_term::Report;
use serde::Deserialize;

use super::object::Object;
use super::place::Place;
use crate::context::Context;
use crate::words;
use crate::{content, schema};

/// Cells as they were typed.
#[derive(Debug, Args)]
pub(crate) struct Cells {
    /// The cells as JSON, sent to the letter: @FILE is a file, - is stdin, which is also read without the flag
    #[arg(long, value_name = "JSON", conflicts_with = "set")]
    data: Option<String>,

    /// A cell by its column's id or label; options by label too; may be repeated
    #[arg(long, value_name = "COLUMN=VALUE")]
    set: Vec<String>,
}

/// A value for a cell.
pub(super) type NewCell = (ColumnId, Json);

/// A new row, as the service wants it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CreateData {
    columns: Vec<Object<CellData>>,
    description: Option<String>,
}

/// Changes of a row. The service takes a description at creation only.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UpdateData {
    columns: Vec<Object<CellData>>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct CellData {
    column_id: ColumnId,
    value: Json,
}

impl Cells {
    /// The cells of a new row, and its description.
    pub(super) async fn for_creation(
        &self,
        context: &Context,
        place: &Place,
    ) -> Result<(Vec<NewCell>, Option<String>), Report> {
        if !self.set.is_empty() {
            return Ok((self.named(context, place, Moment::Creation).await?, None));
        }
        let data: CreateData = self.json(context)?;
        let cells = pairs(data.columns);
        know_passwords(context, place, &cells).await;
        Ok((cells, data.description))
    }

    /// The cells of a row that change.
    pub(super) async fn for_update(
        &self,
        context: &Context,
        place: &Place,
    ) -> Result<Vec<NewCell>, Report> {
        if !self.set.is_empty() {
            return self.named(context, place, Moment::Update).await;
        }
        let data: UpdateData = self.json(context)?;
        let cells = pairs(data.columns);
        know_passwords(context, place, &cells).await;
        Ok(cells)
    }

    fn json<T: for<'a> Deserialize<'a>>(&self, context: &Context) -> Result<T, Report> {
        let given = self.data.as_deref().filter(|data| !data.is_empty());
        let text = content::required(context, "--data", given).map_err(|report| {
            if given.is_none() {
                report.suggest("add --set COLUMN=VALUE, or --data JSON, or pipe the JSON in")
            } else {
                report
            }
        })?;
        let read = serde_json::from_str(&text).map(|Object(data)| data);
        read.map_err(|error| {
            let message = format!("the data is not what a row takes: {error}");
            Report::new(words::INPUT_ERROR, message).suggest(
                r#"it looks like {"columns":[{"columnId":"ID","value":"x"}]}; see also --set"#,
            )
        })
    }

    async fn named(
        &self,
        context: &Context,
        place: &Place,
        moment: Moment,
    ) -> Result<Vec<NewCell>, Report> {
        let pairs: Vec<_> = self
            .set
            .iter()
            .map(|set| split(set))
            .collect::<Result<_, _>>()?;
        let names = pairs.iter().map(|(name, _)| *name);
        let table = schema::read_naming(context, &place.id, &place.table, names).await?;
        let mut cells = Vec::with_capacity(pairs.len());
        for (name, text) in pairs {
            let column = schema::column(&table, name)?;
            if column.kind == ColumnType::Description && moment == Moment::Update {
                let message = format!(
                    "column `{}`: an update leaves long text alone",
                    column.label
                );
                return Err(Report::new(words::INPUT_ERROR, message).suggest(format!(
                    "use `copera rows update-column-content ROW --column {}`",
                    column.id
                )));
            }
            let value = column.parse(text).map_err(|error| invalid(&error))?;
            cells.push((column.id.clone(), json(&value)?));
        }
        Ok(cells)
    }
}

/// A rehearsal shows what would be sent, so it has to know which cells hold passwords. Where the table
/// can't be read, that is said, and nothing fails: what would be sent is good all the same.
async fn know_passwords(context: &Context, place: &Place, cells: &[NewCell]) {
    if !context.globals().dry_run || cells.is_empty() {
        return;
    }
    let columns = cells.iter().map(|(column, _)| column);
    let table = schema::read_with(context, &place.id, &place.table, columns).await;
    if table.is_err() {
        let note = "the table could not be read, so a password among these values is shown";
        context.note(note.to_owned());
    }
}

/// When cells are written: long text is taken at creation alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    Creation,
    Update,
}

/// A value that does not fit its column.
pub(super) fn invalid(error: &InvalidCell) -> Report {
    Report::new(words::INPUT_ERROR, error.to_string())
        .suggest("nothing was sent; `copera tables get` shows the columns and their types")
}

/// A value as it is sent.
pub(super) fn json(value: &CellValue) -> Result<Json, Report> {
    Json::of(value).map_err(|error| Report::new(words::INPUT_ERROR, error.to_string()))
}

fn pairs(cells: Vec<Object<CellData>>) -> Vec<NewCell> {
    let cells = cells.into_iter();
    cells
        .map(|Object(cell)| (cell.column_id, cell.value))
        .collect()
}

fn split(set: &str) -> Result<(&str, &str), Report> {
    set.split_once('=').ok_or_else(|| {
        let message = format!("--set `{set}` names no value");
        Report::new(words::INPUT_ERROR, message)
            .suggest("write --set 'COLUMN=VALUE'; nothing behind the = empties the cell")
    })
}
