//! The program that does what is measured: `crates/copera-bench`.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::cargo;
use crate::serving::Serving;

pub(super) struct Workloads {
    folder: PathBuf,
}

impl Workloads {
    pub(super) fn build() -> Result<Self> {
        let folder = cargo::build_release("copera-bench")?;
        Ok(Self { folder })
    }

    /// A program that does nothing.
    pub(super) fn nothing(&self) -> Command {
        Command::new(self.folder.join("nothing"))
    }

    pub(super) fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.folder.join("copera-bench"));
        command.arg(name);
        command
    }

    pub(super) fn serve<const N: usize>(&self, arguments: [&str; N]) -> Result<Serving> {
        Serving::start(self.command("serve").args(arguments))
    }

    /// Lets a workload do its work on a sandbox.
    pub(super) fn on<const N: usize>(
        &self,
        sandbox: &Serving,
        name: &str,
        arguments: [&str; N],
    ) -> Result<Figures> {
        let mut command = self.command(name);
        command.args(["--base", sandbox.text("/baseUrl")?]);
        Figures::of(command.args(arguments))
    }
}

/// What a workload found.
pub(super) struct Figures(Value);

impl Figures {
    pub(super) fn of(command: &mut Command) -> Result<Self> {
        let output = command
            .stderr(Stdio::inherit())
            .output()
            .context("can't start the workload")?;
        if !output.status.success() {
            bail!("the workload ended with {}", output.status);
        }
        let figures = serde_json::from_slice(&output.stdout);
        Ok(Self(figures.context("the workload printed no JSON")?))
    }

    pub(super) fn number(&self, name: &str) -> Result<f64> {
        let number = self.0[name].as_f64();
        number.with_context(|| format!("the workload did not tell {name}"))
    }

    pub(super) fn peak_mib(&self) -> Result<f64> {
        Ok(self.number("peakKib")? / 1024.0)
    }
}
