//! A sandbox in a process of its own.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

/// The sandbox, for as long as this value lives.
pub(crate) struct Serving {
    process: Child,
    told: Value,
}

impl Serving {
    /// Starts a program that prints one line of JSON about itself, and serves until its input closes.
    pub(crate) fn start(program: &mut Command) -> Result<Self> {
        let mut process = program
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("can't start the sandbox")?;
        let stdout = process.stdout.take().context("the sandbox has no output")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let told = serde_json::from_str(&line).context("the sandbox printed no JSON")?;
        Ok(Self { process, told })
    }

    /// What the line says at this place.
    pub(crate) fn text(&self, pointer: &str) -> Result<&str> {
        let text = self.told.pointer(pointer).and_then(Value::as_str);
        text.with_context(|| format!("the sandbox did not tell {pointer}"))
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // Its input closes, which ends it; the rest is for a sandbox that hangs.
        drop(self.process.stdin.take());
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
