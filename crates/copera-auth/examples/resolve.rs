//! How long it takes to find out which token is used and where it may go: the median of 1,000 runs over
//! three files. `cargo xtask bench resolve` runs it; with the argument `once` it resolves a single time,
//! to be watched.
#![expect(clippy::print_stdout, reason = "the figure is the result")]

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use copera_auth::{Config, Environment, Flags};

const RUNS: usize = 1000;

const HOME: &str = "# mine
default_profile = \"work\"

[profiles.default]
token = \"cp_pat_0123456789abcdefghij\"

[profiles.work]
token = \"cp_pat_abcdefghij0123456789\" # until the summer
expires_at = \"2027-01-31\"

[output]
color = \"auto\"

[trust]
hosts = [\"copera.example.com\"]
";

const PROJECT: &str = "[api]
base_url = \"https://copera.example.com/v1\"
timeout = \"1m\"

[profiles.work]
board_id = \"64a1b2c3d4e5f60718293a4b\"
";

const LOCAL: &str = "[profiles.work]
channel_id = \"64a1b2c3d4e5f60718293a4c\"
";

fn main() -> Result<(), Box<dyn Error>> {
    let root = tempfile::tempdir()?;
    let (home, project) = (root.path().join("home"), root.path().join("project"));
    for (folder, name, text) in [
        (&home, ".copera.toml", HOME),
        (&project, ".copera.toml", PROJECT),
        (&project, ".copera.local.toml", LOCAL),
    ] {
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join(name), text)?;
    }
    let environment = Environment::new([("HOME".into(), home.into())], Some(project));
    if std::env::args().nth(1).as_deref() == Some("once") {
        return resolve(&environment);
    }
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let begun = Instant::now();
        resolve(&environment)?;
        times.push(begun.elapsed());
    }
    times.sort();
    let at = |share: usize| micros(times[RUNS * share / 100]);
    println!(
        "resolution of three files: median {} µs, of {RUNS} runs one in twenty above {} µs",
        at(50),
        at(95)
    );
    Ok(())
}

/// What every command with a client asks of the configuration.
fn resolve(environment: &Environment) -> Result<(), Box<dyn Error>> {
    let config = Config::load(environment, Flags::default());
    let (_, credential) = config.credential()?;
    let credential = credential.ok_or("no token was found")?;
    let base = config.base_url()?;
    config.check_host(&base, &credential)?;
    black_box((config.timeout()?, config.cache_ttl()?, credential));
    Ok(())
}

fn micros(time: Duration) -> u128 {
    time.as_micros()
}
