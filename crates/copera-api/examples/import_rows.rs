//! Makes a row of a table for each line of a CSV file, whose first line names the columns.
//!
//! ```console
//! $ cargo run --example import_rows
//! $ cargo run --example import_rows -- --token cp_pat_… --board BOARD --table TABLE --file rows.csv
//! ```
#![expect(clippy::print_stdout, reason = "it is what the example is for")]

mod target;

use std::{error::Error, fs, path::PathBuf, process::ExitCode};

use clap::Parser;
use copera_api::{BoardId, TableId};
use copera_sandbox::seed::{boards, tables};

use self::target::{Target, told};

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
async fn main() -> ExitCode {
    told(run(Arguments::parse()).await)
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let text = match arguments.file {
        Some(path) => {
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?
        }
        None => ROWS.to_owned(),
    };
    let (client, _sandbox) = arguments.target.open().await?;
    let handle = client.board(arguments.board).table(arguments.table);
    let table = handle.get().send().await?;

    let mut lines = csv::Reader::from_reader(text.as_bytes());
    let labels = lines.headers()?.clone();
    let columns = labels.iter().map(|label| table.column_called(label));
    let columns = columns.collect::<Result<Vec<_>, _>>()?;
    for line in lines.records() {
        let line = line?;
        let number = line.position().map_or(0, csv::Position::line);
        let mut row = handle.rows().create();
        for (column, text) in columns.iter().zip(&line) {
            if !text.is_empty() {
                // As the column wants it: options by their labels, numbers as numbers.
                let value = column.parse(text);
                let value = value.map_err(|error| format!("line {number}: {error}"))?;
                row = row.set(column.id.clone(), &value);
            }
        }
        let row = row.send().await.map_err(|error| {
            // Whoever runs it again should know which row may be there already.
            let doubt = if error.may_have_happened() {
                "; its row may be there all the same"
            } else {
                ""
            };
            format!("line {number}: {error}{doubt}")
        })?;
        println!("row {}: {}", row.number, row.id);
    }
    Ok(())
}
