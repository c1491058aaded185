//! That no part of an upload is held in memory.
//!
//! Alone in its program: what it measures is the whole process. The sandbox is in it as well, and
//! keeps large parts in files.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "all of it is a test")]

use copera_api::{
    Client,
    auth::{Token, TokenKind},
};
use copera_sandbox::{Sandbox, seed};

const MIB: u64 = 1024 * 1024;

#[tokio::test]
async fn an_upload_takes_far_less_than_one_part() {
    let sandbox = Sandbox::start().await.unwrap();
    let token = Token::parse(seed::FULL_PAT, TokenKind::PREFIXES).unwrap();
    let client = Client::builder(sandbox.base_url().parse().unwrap(), token)
        .build()
        .unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    let upload = |size: u64| {
        file.as_file().set_len(size).unwrap();
        let upload = client.drive().upload(file.path());
        upload.part_size((32 * MIB).try_into().unwrap()).send()
    };
    // What the first one needs, such as threads, any later one has.
    upload(MIB).await.unwrap();
    let before = peak();
    let item = upload(128 * MIB).await.unwrap();
    assert_eq!(item.size, Some(128 * MIB));
    let grown = peak() - before;
    assert!(grown < 16 * MIB, "{grown} bytes");
}

/// The most memory that this process has ever had.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let mut lines = status.lines();
    let line = lines.find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}
