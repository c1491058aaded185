//! `copera help`: the help of a command, or a topic.

use std::fmt::Write;

use clap::Args;
use copera_auth::{Access, Surface, TokenKind};
use copera_term::{ExitCode, Report};

use super::Run;
use crate::arguments::{self, Parsed};
use crate::context::Context;
use crate::reference::{SETTINGS, VARIABLES};
use crate::words;

/// Print the help of a command, or a topic
///
/// Topics: authentication, config, environment, exit-codes.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  copera help rows list\n  copera help environment")]
pub(crate) struct Help {
    /// A command, or a topic
    #[arg(value_name = "COMMAND|TOPIC")]
    words: Vec<String>,
}

/// A text on something that is no command.
pub(crate) struct Topic {
    pub(crate) name: &'static str,
    write: fn(&mut String) -> std::fmt::Result,
}

pub(crate) const TOPICS: [Topic; 4] = [
    Topic {
        name: "authentication",
        write: authentication,
    },
    Topic {
        name: "config",
        write: config,
    },
    Topic {
        name: "environment",
        write: environment,
    },
    Topic {
        name: "exit-codes",
        write: exit_codes,
    },
];

impl Run for Help {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let text = match self.words.as_slice() {
            [word] if let Some(topic) = TOPICS.iter().find(|topic| topic.name == word) => {
                let mut text = String::new();
                // Writing into a text can't fail.
                let _ = (topic.write)(&mut text);
                text
            }
            words => of_command(words)?,
        };
        context.print(|_, to| to.write_all(text.as_bytes()))?;
        Ok(ExitCode::Success)
    }
}

/// What the command says of itself.
fn of_command(words: &[String]) -> Result<String, Report> {
    let typed = std::iter::once("copera")
        .chain(words.iter().map(String::as_str))
        .chain(["--help"]);
    match arguments::parse(typed.map(Into::into)) {
        Parsed::Text(text) => Ok(text),
        Parsed::Wrong { report, .. } => Err(match near(words) {
            Some(topic) => report.suggest(format!("did you mean `{}`?", topic.name)),
            None => report,
        }),
        Parsed::Command(..) => {
            let message = format!("there is no help on `{}`", words.join(" "));
            let topics: Vec<_> = TOPICS.iter().map(|topic| topic.name).collect();
            Err(Report::new(words::USAGE_ERROR, message)
                .suggest(format!("the topics are: {}", topics.join(", "))))
        }
    }
}

/// From how alike on, of 1, a word is a topic's name with a mistake in it.
const ALIKE: f64 = 0.9;

/// A topic that was almost written: the parser knows the commands that are near, and no topics.
fn near(words: &[String]) -> Option<&'static Topic> {
    let [word] = words else {
        return None;
    };
    let near =
        |name: &str| name.starts_with(word.as_str()) || strsim::jaro_winkler(name, word) >= ALIKE;
    TOPICS.iter().find(|topic| near(topic.name))
}

fn authentication(to: &mut String) -> std::fmt::Result {
    to.write_str(
        "A token is looked for here, and the first one found is used:\n\n  \
         1. the variable COPERA_CLI_AUTH_TOKEN\n  \
         2. --token\n  \
         3. .copera.local.toml of the project\n  \
         4. .copera.toml of the project (shared with others: not a place for tokens)\n  \
         5. ~/.copera.toml\n\n\
         In a file the token belongs to a profile; --profile or COPERA_PROFILE chooses one. A profile\n\
         may also say that its token is in the keyring, or which program prints it.\n\
         `copera auth status` shows which token is used, and why.\n\n\
         What each kind of token reaches:\n\n",
    )?;
    let kinds = [
        TokenKind::PersonalAccess,
        TokenKind::Integration,
        TokenKind::McpOauth,
    ];
    writeln!(
        to,
        "  {:<16}{:<10}{:<10}{:<10}SCOPE",
        "", "cp_pat_", "cp_key_", "cp_oat_"
    )?;
    for surface in Surface::ALL {
        write!(to, "  {:<16}", surface.name())?;
        for kind in kinds {
            let word = match surface.access(kind) {
                Access::Open => "yes",
                Access::Closed => "no",
                Access::Unsettled => "maybe",
            };
            write!(to, "{word:<10}")?;
        }
        writeln!(to, "{}", surface.scope().map_or("", |scope| scope.name()))?;
    }
    to.write_str(
        "\n\"maybe\" is left to the service. `copera auth scopes --probe` asks it what this token may do.\n",
    )
}

fn config(to: &mut String) -> std::fmt::Result {
    to.write_str(
        "Settings stand in three files; for each key the first file that has it counts:\n\n  \
         1. .copera.local.toml of the project, for yourself\n  \
         2. .copera.toml of the project, for everybody in it\n  \
         3. ~/.copera.toml\n\n\
         The project's files are looked for in the current folder, else in the nearest one above it\n\
         inside the same git work tree. `copera config list --show-origin` shows what counts and why.\n\n",
    )?;
    for setting in SETTINGS {
        let key = setting.key.replace('*', "NAME");
        writeln!(to, "  {key}\n      {}", setting.meaning)?;
    }
    Ok(())
}

fn environment(to: &mut String) -> std::fmt::Result {
    to.write_str("Variables that the program looks at; an empty one counts as absent.\n\n")?;
    for variable in VARIABLES {
        writeln!(to, "  {}\n      {}", variable.name, variable.meaning)?;
    }
    Ok(())
}

fn exit_codes(to: &mut String) -> std::fmt::Result {
    to.write_str("How a run ends:\n\n")?;
    for code in ExitCode::ALL {
        writeln!(to, "  {:>3}  {}", code.code(), code.meaning())?;
    }
    to.write_str(
        "\nA failure is told once on stderr: as sentences on a terminal, as one JSON object otherwise,\n\
         with `error`, `message`, `transient`, and `suggestion` and `notes` where there are any.\n",
    )
}
