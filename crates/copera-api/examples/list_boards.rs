//! Lists the boards that a token can reach, with their tables.
//!
//! ```console
//! $ cargo run --example list_boards
//! $ cargo run --example list_boards -- --token cp_pat_…
//! ```
#![expect(clippy::print_stdout, reason = "it is what the example is for")]

mod target;

use std::{error::Error, process::ExitCode};

use clap::Parser;

use self::target::{Target, told};

#[derive(Debug, Parser)]
struct Arguments {
    #[command(flatten)]
    target: Target,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    told(run(Arguments::parse()).await)
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let (client, _sandbox) = arguments.target.open().await?;
    for board in client.boards().list().send().await?.value() {
        println!("{} ({})", board.name, board.id);
        let tables = client.board(board.id.clone()).tables().list();
        for table in tables.send().await?.value() {
            println!(
                "  {} ({}), {} columns",
                table.name,
                table.id,
                table.columns.len()
            );
        }
    }
    Ok(())
}
