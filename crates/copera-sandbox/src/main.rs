//! `copera-sandbox`: an in-memory Copera on loopback, until it is told to stop.
#![forbid(unsafe_code)]

use std::{
    io::{self, Write},
    process::ExitCode,
    thread,
};

use clap::Parser;
use copera_sandbox::{
    Sandbox,
    seed::{self, SeedToken},
};
use serde::{Serialize, Serializer};
use tokio::sync::oneshot;

/// An in-memory Copera on 127.0.0.1, with a small workspace and tokens to try.
#[derive(Debug, Parser)]
#[command(version)]
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
    let sandbox = builder.start().await?;
    // Before anything is printed: whoever reads it may send a signal at once.
    let signalled = signals()?;
    if arguments.json {
        print_json(&sandbox)?;
    } else {
        print_text(&sandbox)?;
    }
    tokio::select! {
        () = signalled => {}
        () = stdin_closed(), if arguments.until_stdin_closes => {}
    }
    Ok(())
}

fn print_text(sandbox: &Sandbox) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "API   {}", sandbox.base_url())?;
    writeln!(out, "Web   {}", sandbox.web_url())?;
    writeln!(out, "\nTokens")?;
    for SeedToken { secret, about, .. } in seed::TOKENS {
        writeln!(out, "  {secret}  {about}")?;
    }
    out.flush()
}

#[derive(Serialize)]
struct Started {
    base_url: String,
    web_url: String,
    /// A channel that every one of the tokens with its scope can send to.
    channel: &'static str,
    #[serde(serialize_with = "tokens_by_name")]
    tokens: [SeedToken; seed::TOKENS.len()],
}

fn tokens_by_name<S: Serializer>(tokens: &[SeedToken], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(tokens.iter().map(|token| (token.name, token.secret)))
}

fn print_json(sandbox: &Sandbox) -> io::Result<()> {
    let started = Started {
        base_url: sandbox.base_url(),
        web_url: sandbox.web_url(),
        channel: seed::channels::DEPLOYMENTS,
        tokens: seed::TOKENS,
    };
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, &started)?;
    writeln!(out)?;
    out.flush()
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
