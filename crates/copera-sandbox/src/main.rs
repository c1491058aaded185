//! `copera-sandbox`: an in-memory Copera on loopback, until it is told to stop.
#![forbid(unsafe_code)]

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    thread,
};

use clap::Parser;
use copera_sandbox::{Fault, NamedToken, Sandbox, Seed, seed::channels::DEPLOYMENTS};
use serde::{Serialize, Serializer};
use tokio::sync::oneshot;

const EXAMPLES: &str = r#"Settings of a fault, each as NAME=VALUE:
  status=503               answer with this status
  times=2, times=always    how often (once unless given)
  retry-after=1            the header, with any value
  header="X-Name: value"   any other header
  body=TEXT, json=JSON     answer with this; in quotes: json="{\"a\":1}"
  delay=200ms              wait before the answer
  reset                    reset the connection before the answer
  reset-after=100          reset it after so many bytes of the body
  cut-after=100            close it after so many bytes of the body
  length=5                 claim this Content-Length
  drip=10/50ms             so many bytes at a time, each after a pause
Values with spaces go into double quotes. In the path, * is any one segment.

Examples:
  copera-sandbox --fault 'GET /board/* status=503 times=2 retry-after=1'
  copera-sandbox --fault 'GET /docs/*/md cut-after=20' --fault 'POST /drive/folders reset'
  copera-sandbox --seed workspace.toml --port 8080

What a seed file holds is in the documentation of copera_sandbox::Seed."#;

/// An in-memory Copera on 127.0.0.1, with a small workspace and tokens to try.
#[derive(Debug, Parser)]
#[command(version, after_long_help = EXAMPLES)]
struct Arguments {
    /// Port to listen on; 0 takes any free one.
    #[arg(long, value_name = "N", default_value_t = 0)]
    port: u16,
    /// Print one line of JSON in place of the text.
    #[arg(long)]
    json: bool,
    /// Stop when standard input closes, so that the server ends with the program that started it.
    #[arg(long)]
    until_stdin_closes: bool,
    /// Enforce no rate limits.
    #[arg(long)]
    unlimited: bool,
    /// Begin with the workspace that this TOML file describes, in place of the built-in one.
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
    /// Let something go wrong, as in 'GET /board/* status=503 times=2'; may be given again.
    ///
    /// A rule is a method, a path below the base address, and settings.
    #[arg(long = "fault", value_name = "RULE")]
    faults: Vec<Fault>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let cause = error.source().map(|cause| format!(": {cause}"));
            let cause = cause.unwrap_or_default();
            let _ = writeln!(io::stderr().lock(), "copera-sandbox: {error}{cause}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = Sandbox::builder().port(arguments.port);
    if arguments.unlimited {
        builder = builder.unlimited();
    }
    let seed = arguments.seed.as_deref().map(read).transpose()?;
    let seed = seed.unwrap_or_default();
    let sandbox = builder.seed(seed.clone()).start().await?;
    for fault in arguments.faults {
        sandbox.fault(fault);
    }
    // Before anything is printed: whoever reads it may send a signal at once.
    let signalled = signals()?;
    if arguments.json {
        print_json(&sandbox, &seed)?;
    } else {
        print_text(&sandbox, &seed)?;
    }
    tokio::select! {
        () = signalled => {}
        () = stdin_closed(), if arguments.until_stdin_closes => {}
    }
    Ok(())
}

fn read(path: &Path) -> Result<Seed, Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("can't read {}: {error}", path.display()))?;
    let seed = text.parse();
    Ok(seed.map_err(|error| format!("{}: {error}", path.display()))?)
}

fn print_text(sandbox: &Sandbox, seed: &Seed) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "API   {}", sandbox.base_url())?;
    writeln!(out, "Web   {}", sandbox.web_url())?;
    writeln!(out, "\nTokens")?;
    for NamedToken { secret, about, .. } in seed.tokens() {
        writeln!(out, "  {secret}  {about}")?;
    }
    out.flush()
}

#[derive(Serialize)]
struct Started<'a> {
    base_url: String,
    web_url: String,
    /// In the built-in workspace, one that every token with its scope can send to.
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<&'a str>,
    #[serde(serialize_with = "tokens_by_name")]
    tokens: &'a [NamedToken],
}

fn tokens_by_name<S: Serializer>(tokens: &[NamedToken], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(tokens.iter().map(|token| (&token.name, &token.secret)))
}

fn print_json(sandbox: &Sandbox, seed: &Seed) -> io::Result<()> {
    let started = Started {
        base_url: sandbox.base_url(),
        web_url: sandbox.web_url(),
        channel: preferred_channel(seed),
        tokens: seed.tokens(),
    };
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, &started)?;
    writeln!(out)?;
    out.flush()
}

fn preferred_channel(seed: &Seed) -> Option<&str> {
    let known = seed.channels().find(|id| *id == DEPLOYMENTS);
    known.or_else(|| seed.channels().next())
}

/// From now on Ctrl-C and SIGTERM no longer end the process, but the future that this returns.
#[cfg(unix)]
fn signals() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// From now on Ctrl-C no longer ends the process, but the future that this returns.
#[cfg(not(unix))]
fn signals() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        let _ = interrupt.recv().await;
    })
}

/// Waits for the end of standard input. What arrives before it is thrown away.
async fn stdin_closed() {
    let (closed, end) = oneshot::channel::<()>();
    // Detached on purpose: a blocked read can't be cancelled, and ends with the process.
    thread::spawn(move || {
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        drop(closed);
    });
    let _ = end.await;
}
