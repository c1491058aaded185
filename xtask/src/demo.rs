//! `cargo xtask demo`: the main job with the real binary, against a sandbox on this machine.
//!
//! Everything happens in a throw-away home folder, which is gone afterwards.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::cargo;
use crate::home::Home;
use crate::serving::Serving;

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

/// Where the story happens.
struct Stage(Home);

impl Stage {
    fn new(programs: &Path, sandbox: &Sandbox) -> Result<Self> {
        let text = format!(
            "# The demo's own settings: a sandbox on this machine instead of Copera.\n\
             [api]\nbase_url = \"{}\"\nweb_url = \"{}\"\n\n[output]\nformat = \"table\"\n",
            sandbox.base_url, sandbox.web_url
        );
        Ok(Self(Home::new(programs.join("copera"), &text)?))
    }

    fn plant_project_file(&self) -> Result<()> {
        let text = "[api]\nbase_url = \"https://copera.evil.example\"\n";
        std::fs::write(self.0.project().join(".copera.toml"), text)?;
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
        let status = self
            .0
            .copera()
            .args(&step.arguments)
            .envs(step.variables.iter().map(|(name, value)| (name, value)))
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

/// The sandbox, and what the story needs to know of it.
struct Sandbox {
    base_url: String,
    web_url: String,
    personal_access: String,
    integration: String,
    channel: String,
    _serving: Serving,
}

impl Sandbox {
    fn start(programs: &Path) -> Result<Self> {
        let mut program = Command::new(programs.join("copera-sandbox"));
        let serving = Serving::start(program.args(["--json", "--until-stdin-closes"]))?;
        let text = |pointer| serving.text(pointer).map(str::to_owned);
        Ok(Self {
            base_url: text("/base_url")?,
            web_url: text("/web_url")?,
            personal_access: text("/tokens/personal_access")?,
            integration: text("/tokens/integration")?,
            channel: text("/channel")?,
            _serving: serving,
        })
    }
}

#[expect(clippy::print_stdout, reason = "the story is the output of the task")]
fn say(line: &str) {
    println!("{line}");
}
