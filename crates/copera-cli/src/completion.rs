//! How a command line could go on: asked by the shell, answered without the network.

use std::ffi::OsString;
use std::io::{self, Write};
use std::sync::Arc;

use clap::{Arg, Command, CommandFactory};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::Shells;
use copera_auth::{COPERA, Config, Environment, Flags};

use crate::cli::Cli;
use crate::commands::help::TOPICS;
use crate::reference::{Value, is_within, value};

/// The variable by which the script of `copera completion` asks; its value is the shell.
pub(crate) const VARIABLE: &str = "COPERA_COMPLETE";

/// What an argument takes that neither the grammar nor the reference says.
#[derive(Debug, Clone, Copy)]
enum Takes {
    /// Words that the service may have more of.
    Words(&'static [&'static str]),
    /// The profiles of the configuration files.
    Profile,
    /// The keys of the configuration files.
    Key,
    /// The name of a command, word by word.
    Command,
    /// The name of a command, or a topic.
    Help,
}

/// What arguments take, by their command and their names in the grammar; no command means all.
const TAKES: &[(&str, &str, Takes)] = &[
    ("", "profile", Takes::Profile),
    ("", "profile_name", Takes::Profile),
    ("", "key", Takes::Key),
    ("channels list", "kind", Takes::Words(&["group", "dm"])),
    (
        "api",
        "words",
        Takes::Words(&["GET", "POST", "PATCH", "PUT", "DELETE"]),
    ),
    ("schema", "words", Takes::Command),
    ("help", "words", Takes::Help),
];

/// Writes the script that makes a shell ask.
///
/// # Errors
/// A shell that is not known, or what the writer said.
pub(crate) fn script(shell: &str, to: &mut dyn Write) -> io::Result<()> {
    let shells = Shells::builtins();
    let completer = shells.completer(shell).ok_or(io::ErrorKind::NotFound)?;
    completer.write_registration(VARIABLE, "copera", "copera", "copera", to)?;
    match shell {
        "zsh" => to.write_all(LOADED_BY_ZSH.as_bytes()),
        _ => Ok(()),
    }
}

/// A file of `fpath` is loaded by the first completion that wants it, which it then has to answer: the
/// library's script would only be there for the second.
const LOADED_BY_ZSH: &str = r#"
if [[ "$funcstack[1]" == _copera ]]; then
    _clap_dynamic_completer_copera "$@"
fi
"#;

/// Answers a shell; `typed` are our own arguments, with the line behind `--`.
///
/// # Errors
/// A shell that is not known, or what the writer said.
pub(crate) fn answer(
    environment: &Environment,
    shell: &str,
    typed: impl IntoIterator<Item = OsString>,
    to: &mut dyn Write,
) -> io::Result<()> {
    let shells = Shells::builtins();
    let shell = shells.completer(shell).ok_or(io::ErrorKind::NotFound)?;
    let line = typed.into_iter().skip_while(|word| word != "--").skip(1);
    let line: Vec<_> = line.collect();
    let folder = environment.current_dir();
    let mut grammar = Cli::command();
    grammar.build();
    let known = Known {
        environment: environment.clone(),
        next: next_words(&grammar, &line),
    };
    let mut grammar = with_candidates(grammar, "", &Arc::new(known));
    shell.write_complete(&mut grammar, line, folder, to)
}

/// What candidates are made of.
struct Known {
    environment: Environment,
    /// The words that may stand next in the name of a command that is typed as an argument.
    next: Vec<String>,
}

/// The commands of the group that was typed behind the command itself: `docs` in `copera help docs `.
fn next_words(grammar: &Command, line: &[OsString]) -> Vec<String> {
    // The program, the command, and last what is being typed.
    let typed = line.get(2..line.len().saturating_sub(1));
    let mut typed = typed.unwrap_or_default().iter();
    let group = typed.try_fold(grammar, |group, word| group.find_subcommand(word));
    let commands = group.into_iter().flat_map(Command::get_subcommands);
    let shown = commands.filter(|command| !command.is_hide_set());
    shown.map(|command| command.get_name().to_owned()).collect()
}

fn with_candidates(command: Command, name: &str, known: &Arc<Known>) -> Command {
    let takes = |argument: &Arg| {
        let id = argument.get_id().as_str();
        let mut table = TAKES.iter();
        let found = table.find(|(group, other, _)| *other == id && is_within(name, group));
        found.map(|(.., takes)| *takes)
    };
    command
        .mut_args(|argument| {
            let words = value(name, argument.get_id().as_str()).and_then(Value::words);
            match (takes(&argument), words) {
                _ if !argument.get_action().takes_values() => argument,
                (Some(takes), _) => {
                    let known = Arc::clone(known);
                    argument.add(ArgValueCandidates::new(move || candidates(takes, &known)))
                }
                (None, Some(words)) => argument.add(ArgValueCandidates::new(move || offer(&words))),
                (None, None) => argument,
            }
        })
        .mut_subcommands(|below| {
            let name = format!("{name} {}", below.get_name());
            with_candidates(below, name.trim_start(), known)
        })
}

fn offer<T: AsRef<str>>(words: &[T]) -> Vec<CompletionCandidate> {
    let words = words.iter().map(|word| word.as_ref().to_owned());
    words.map(CompletionCandidate::new).collect()
}

fn candidates(takes: Takes, known: &Known) -> Vec<CompletionCandidate> {
    match takes {
        Takes::Words(words) => offer(words),
        Takes::Key => offer(&COPERA.key_paths().collect::<Vec<_>>()),
        Takes::Command => offer(&known.next),
        Takes::Help => {
            let mut words = known.next.clone();
            words.extend(TOPICS.iter().map(|topic| topic.name.to_owned()));
            offer(&words)
        }
        Takes::Profile => {
            let config = Config::load(&known.environment, Flags::default());
            let profiles = config.stack().stored_profiles().into_iter();
            let mut names: Vec<_> = profiles.map(|profile| profile.name).collect();
            names.sort();
            names.dedup();
            offer(&names)
        }
    }
}
