//! Prints notifications as they come.
//!
//! ```console
//! $ cargo run --example watch_notifications
//! $ cargo run --example watch_notifications -- --token cp_pat_… --seconds 60
//! ```
//!
//! On the sandbox, a bot comments on a row of the token's user before each look.
#![expect(clippy::print_stdout, reason = "it is what the example is for")]

mod target;

use std::{collections::HashSet, error::Error, process::ExitCode, time::Duration};

use clap::Parser;
use copera_api::{
    Client,
    auth::{Token, TokenKind},
};
use copera_sandbox::seed::{self, boards, rows, tables};

use self::target::{Target, told};

#[derive(Debug, Parser)]
struct Arguments {
    #[command(flatten)]
    target: Target,
    /// How long to wait between two looks.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// How often to look; for ever unless given.
    #[arg(long)]
    looks: Option<u64>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    told(run(Arguments::parse()).await)
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let Arguments {
        target,
        seconds,
        looks,
    } = arguments;
    let (client, sandbox) = target.open().await?;
    let first = client.notifications().list().send().await?.into_value();
    println!("{} unread of {}", first.unread_count, first.count);
    let mut known: HashSet<_> = first
        .notifications
        .into_iter()
        .map(|seen| seen.id)
        .collect();
    for _ in 0..looks.unwrap_or(u64::MAX) {
        if sandbox.is_some() {
            comment(&client).await?;
        }
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        // The newest come first; a page has room for more than come between two looks.
        let page = client.notifications().list().send().await?.into_value();
        for notification in page.notifications.into_iter().rev() {
            if known.insert(notification.id.clone()) {
                println!("{}: {}", notification.kind, notification.data);
            }
        }
    }
    Ok(())
}

async fn comment(client: &Client) -> Result<(), Box<dyn Error>> {
    let bot = client.with_token(Token::parse(seed::KEY, TokenKind::PREFIXES)?);
    let row = bot
        .board(boards::LAUNCH.parse()?)
        .table(tables::TASKS.parse()?)
        .row(rows::SHIP_THE_ENGINE.parse()?);
    row.comments().create("The build is done").send().await?;
    Ok(())
}
