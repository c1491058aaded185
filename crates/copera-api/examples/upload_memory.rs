//! Uploads a sparse file to a running sandbox, and says how much memory this program took at its peak.
//!
//! ```sh
//! cargo xtask sandbox    # in another terminal; it prints its address
//! cargo run --example upload_memory -- http://127.0.0.1:PORT/public/v1 1024 10 4
//! ```
//!
//! The arguments after the address: the size of the file and of its parts in MiB, and how many
//! requests are in flight. Standard output has one line of JSON.
#![expect(clippy::print_stdout, reason = "the figure is its result")]

use std::{env, error::Error, fs, time::Instant};

use copera_api::{
    Client,
    auth::{Token, TokenKind},
};
use serde_json::json;

const MIB: u64 = 1024 * 1024;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [base, size, part, concurrency] = arguments.as_slice() else {
        return Err("usage: upload_memory BASE_URL SIZE_MIB PART_MIB CONCURRENCY".into());
    };
    let (size, part): (u64, u64) = (size.parse()?, part.parse()?);
    let concurrency: u64 = concurrency.parse()?;
    let file = tempfile::NamedTempFile::new()?;
    file.as_file().set_len(size * MIB)?;

    let token = Token::parse(copera_sandbox::seed::FULL_PAT, TokenKind::PREFIXES)?;
    let client = Client::builder(base.parse()?, token).build()?;
    let before = peak_kib()?;
    let begun = Instant::now();
    let upload = client.drive().upload(file.path()).name("sparse");
    let upload = upload.part_size((part * MIB).try_into()?);
    upload.concurrency(concurrency.try_into()?).send().await?;
    let figures = json!({
        "sizeMib": size,
        "partMib": part,
        "concurrency": concurrency,
        "seconds": begun.elapsed().as_secs_f64(),
        "peakKibBefore": before,
        "peakKib": peak_kib()?,
    });
    println!("{figures}");
    Ok(())
}

/// The most memory that this process has ever had, as Linux counts it.
fn peak_kib() -> Result<u64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.ok_or("the system does not tell")?;
    Ok(kib.trim().trim_end_matches("kB").trim().parse()?)
}
