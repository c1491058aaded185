//! How much memory a long list takes: a hundred thousand rows, read by this very program, started
//! once more so that it is measured alone.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "all of it is a test, which says what it measured"
)]

use std::process::{Command, Stdio};

use copera_api::Client;
use copera_api::auth::{Token, TokenKind};
use copera_sandbox::{Sandbox, seed};

const CHILD: &str = "as-the-child";
const ROWS: u64 = 100_000;
/// What the child may take, all of it.
const MOST: u64 = 16 * 1024 * 1024;

fn main() {
    let arguments: Vec<_> = std::env::args().collect();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.unwrap();
    match arguments.iter().position(|argument| argument == CHILD) {
        Some(at) => runtime.block_on(read(&arguments[at + 1], &arguments[at + 2])),
        None => runtime.block_on(measure()),
    }
}

async fn measure() {
    let table = seed::tables::FINDINGS;
    let sandbox = Sandbox::builder().rows(table, ROWS).start().await.unwrap();
    for way in ["typed", "raw", "held"] {
        let child = Command::new(std::env::current_exe().unwrap())
            .args([CHILD, &sandbox.base_url(), way])
            .stdout(Stdio::piped())
            .output()
            .unwrap();
        assert!(child.status.success());
        let said = String::from_utf8(child.stdout).unwrap();
        let (count, peak) = said.trim().split_once(' ').unwrap();
        println!("{way}: {count} rows, {peak} bytes at most");
        assert_eq!(count.parse::<u64>().unwrap(), ROWS + 3);
        // Elsewhere than on Linux nothing tells.
        assert!(peak.parse::<u64>().unwrap() < MOST);
    }
}

async fn read(base: &str, way: &str) {
    let token = Token::parse(seed::FULL_PAT, TokenKind::PREFIXES).unwrap();
    let client = Client::builder(base.parse().unwrap(), token)
        .build()
        .unwrap();
    let board = client.board(seed::boards::BUGS.parse().unwrap());
    let rows = board
        .table(seed::tables::FINDINGS.parse().unwrap())
        .rows()
        .list();
    let mut count = 0;
    match way {
        "typed" => {
            let mut rows = rows.stream();
            while let Some(row) = rows.next().await {
                row.unwrap();
                count += 1;
            }
        }
        "raw" => {
            let mut rows = rows.raw_stream();
            while let Some(row) = rows.next().await {
                row.unwrap();
                count += 1;
            }
        }
        _ => {
            let copera_api::stream::Body::Streaming(mut rows) =
                rows.send_streaming().await.unwrap()
            else {
                return;
            };
            while let Some(row) = rows.next().await {
                row.unwrap();
                count += 1;
            }
        }
    }
    println!("{count} {}", peak());
}

/// The most memory that this process has had, in bytes; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    1024 * kilobytes.unwrap_or(0)
}
