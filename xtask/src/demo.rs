//! `cargo xtask demo`: the main job with the real binary, against a sandbox on this machine.
//!
//! Everything happens in a throw-away home folder, which is gone afterwards.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::cargo;

/// One step of the story.
struct Step {
    /// What is about to be seen.
    told: &'static str,
    variables: Vec<(&'static str, String)>,
    arguments: Vec<String>,
    /// The exit code that the story depends on.
    exit: i32,
}

pub(crate) fn run() -> Result<()> {
    let programs = cargo::build_programs()?;
    let sandbox = Sandbox::start(&programs)?;
    let stage = Stage::new(&programs, &sandbox)?;
    for (number, step) in story(&sandbox).iter().enumerate() {
        if number == PLANTING {
            stage.plant_project_file()?;
        }
        stage.play(step)?;
    }
    say("\nThat was the whole story. The sandbox is stopped and the throw-away home is gone.");
    Ok(())
}

/// The step that a planted project file comes before.
const PLANTING: usize = 6;

fn story(sandbox: &Sandbox) -> Vec<Step> {
    let step = |told, arguments: &[&str], exit| Step {
        told,
        variables: Vec::new(),
        arguments: arguments
            .iter()
            .map(|&argument| argument.to_owned())
            .collect(),
        exit,
    };
    let mut steps = vec![
        step(
            "Sign in once. The token is checked first, and only its own line is added to the file.",
            &[
                "auth",
                "login",
                &format!("--token={}", sandbox.personal_access),
            ],
            0,
        ),
        step("Which token is in force, and why?", &["auth", "status"], 0),
        step("Whose is it?", &["auth", "whoami"], 0),
        step("Every command now runs as you.", &["boards", "list"], 0),
        step(
            "Post a message to a channel.",
            &[
                "channels",
                "message",
                "send",
                "--channel",
                &sandbox.channel,
                "Hello from the demo!",
            ],
            0,
        ),
        step(
            "An integration key can't reach the workspace. That is known before anything is sent.",
            &["workspace", "members"],
            4,
        ),
        step(
            "A project file tries to send your token to another host.",
            &["boards", "list"],
            1,
        ),
        step("Sign out.", &["auth", "logout"], 0),
        step("Nothing is left.", &["auth", "status"], 4),
    ];
    steps[5]
        .variables
        .push(("COPERA_CLI_AUTH_TOKEN", sandbox.integration.clone()));
    steps
}

/// A throw-away home and project.
struct Stage {
    folder: tempfile::TempDir,
    program: PathBuf,
}

impl Stage {
    fn new(programs: &Path, sandbox: &Sandbox) -> Result<Self> {
        let stage = Self {
            folder: tempfile::tempdir()?,
            program: programs.join("copera"),
        };
        std::fs::create_dir(stage.home())?;
        std::fs::create_dir(stage.project())?;
        let text = format!(
            "# The demo's own settings: a sandbox on this machine instead of Copera.\n\
             [api]\nbase_url = \"{}\"\nweb_url = \"{}\"\n\n[output]\nformat = \"table\"\n",
            sandbox.base_url, sandbox.web_url
        );
        std::fs::write(stage.home().join(".copera.toml"), text)?;
        Ok(stage)
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn project(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    fn plant_project_file(&self) -> Result<()> {
        let text = "[api]\nbase_url = \"https://copera.evil.example\"\n";
        std::fs::write(self.project().join(".copera.toml"), text)?;
        Ok(())
    }

    /// Prints the command, runs it with this terminal as its own, and holds it to the story.
    fn play(&self, step: &Step) -> Result<()> {
        say(&format!("\n# {}", step.told));
        let variables = step
            .variables
            .iter()
            .map(|(name, value)| format!("{name}={value} "));
        say(&format!(
            "$ {}copera {}",
            variables.collect::<String>(),
            quoted(&step.arguments)
        ));
        let status = Command::new(&self.program)
            .args(&step.arguments)
            .env_clear()
            .env("HOME", self.home())
            .envs(step.variables.iter().map(|(name, value)| (name, value)))
            .current_dir(self.project())
            .stdin(Stdio::null())
            .status()
            .context("can't start copera")?;
        if status.code() != Some(step.exit) {
            bail!("the demo expected exit code {} and saw {status}", step.exit);
        }
        if step.exit != 0 {
            say(&format!("(exit code {})", step.exit));
        }
        Ok(())
    }
}

fn quoted(arguments: &[String]) -> String {
    let quote = |argument: &String| {
        if argument.contains(' ') {
            format!("\"{argument}\"")
        } else {
            argument.clone()
        }
    };
    arguments.iter().map(quote).collect::<Vec<_>>().join(" ")
}

/// The sandbox, for as long as this value lives.
struct Sandbox {
    process: Child,
    base_url: String,
    web_url: String,
    personal_access: String,
    integration: String,
    channel: String,
}

impl Sandbox {
    fn start(programs: &Path) -> Result<Self> {
        let mut process = Command::new(programs.join("copera-sandbox"))
            .args(["--json", "--until-stdin-closes"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("can't start the sandbox")?;
        let stdout = process.stdout.take().context("the sandbox has no output")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let told: Value = serde_json::from_str(&line).context("the sandbox printed no JSON")?;
        let text = |pointer: &str| -> Result<String> {
            let text = told.pointer(pointer).and_then(Value::as_str);
            Ok(text
                .with_context(|| format!("the sandbox did not tell {pointer}"))?
                .to_owned())
        };
        Ok(Self {
            base_url: text("/base_url")?,
            web_url: text("/web_url")?,
            personal_access: text("/tokens/personal_access")?,
            integration: text("/tokens/integration")?,
            channel: text("/channel")?,
            process,
        })
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // Its input closes, which ends it; the rest is for a sandbox that hangs.
        drop(self.process.stdin.take());
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[expect(clippy::print_stdout, reason = "the story is the output of the task")]
fn say(line: &str) {
    println!("{line}");
}
