//! Makes a row of a table for each line of a CSV file, whose first line names the columns.
//!
//! ```console
//! $ cargo run --example import_rows
//! $ cargo run --example import_rows -- --token cp_pat_… --board BOARD --table TABLE --file rows.csv
//! ```
#![expect(clippy::print_stdout, reason = "it is what the example is for")]

mod target;

use std::{error::Error, fs, path::PathBuf};

use clap::Parser;
use copera_api::{
    BoardId, Number, TableId,
    model::{Column, ColumnType},
    rows::CreateRow,
};
use copera_sandbox::seed::{boards, tables};

use self::target::Target;

/// What is imported where no file is named: columns of the sandbox's table "Tasks".
const ROWS: &str = "\
Name,Status,Points
Polish the brass,To do,3
\"Count the wheels, twice\",Done,0.5
Oil the mill,,
";

#[derive(Debug, Parser)]
struct Arguments {
    #[command(flatten)]
    target: Target,
    /// The file; without it, three rows for the sandbox.
    #[arg(long)]
    file: Option<PathBuf>,
    /// The board's id.
    #[arg(long, default_value = boards::LAUNCH)]
    board: BoardId,
    /// The table's id.
    #[arg(long, default_value = tables::TASKS)]
    table: TableId,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let text = match arguments.file {
        Some(path) => fs::read_to_string(path)?,
        None => ROWS.to_owned(),
    };
    let (client, _sandbox) = arguments.target.open().await?;
    let handle = client.board(arguments.board).table(arguments.table);
    let table = handle.get().send().await?;

    let mut lines = csv::Reader::from_reader(text.as_bytes());
    let columns = lines.headers()?.iter().map(|label| {
        let mut columns = table.columns.iter();
        let column = columns.find(|column| column.label == label);
        column.ok_or_else(|| format!("the table has no column `{label}`"))
    });
    let columns = columns.collect::<Result<Vec<_>, _>>()?;
    for line in lines.records() {
        let mut row = handle.rows().create();
        for (column, text) in columns.iter().zip(&line?) {
            row = fill(row, column, text)?;
        }
        let row = row.send().await?;
        println!("row {}: {}", row.number, row.id);
    }
    Ok(())
}

/// Sets a cell as its column wants it: options by their id, numbers as numbers.
fn fill(row: CreateRow, column: &Column, text: &str) -> Result<CreateRow, Box<dyn Error>> {
    if text.is_empty() {
        return Ok(row);
    }
    Ok(match column.kind {
        ColumnType::Number => row.set(column.id.clone(), &text.parse::<Number>()?),
        ColumnType::Status | ColumnType::Dropdown => {
            let mut options = column.options.iter().flatten();
            let option = options.find(|option| option.label.as_deref() == Some(text));
            let option =
                option.ok_or_else(|| format!("`{}` has no option `{text}`", column.label))?;
            row.set(column.id.clone(), &option.id)
        }
        _ => row.set(column.id.clone(), text),
    })
}
