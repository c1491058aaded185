//! How a command line could go on: asked by the shell, answered without the network.

use std::ffi::OsString;
use std::io::{self, Write};

use clap::{Arg, Command, CommandFactory};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::Shells;
use copera_auth::{COPERA, Config, Environment, Flags};
use copera_term::Format;

use crate::cli::Cli;

/// The variable by which the script of `copera completion` asks; its value is the shell.
pub(crate) const VARIABLE: &str = "COPERA_COMPLETE";

/// What an argument takes.
enum Takes {
    Words(&'static [&'static str]),
    /// The profiles of the configuration files.
    Profile,
    /// The keys of the configuration files.
    Key,
}

/// What arguments take, by their names in the grammar, whichever command they belong to.
const TAKES: &[(&str, Takes)] = &[
    ("output", Takes::Words(&Format::NAMES)),
    ("profile", Takes::Profile),
    ("profile_name", Takes::Profile),
    ("key", Takes::Key),
    ("operation", Takes::Words(&["replace", "append", "prepend"])),
    ("sort_order", Takes::Words(&["asc", "desc"])),
    ("order", Takes::Words(&["asc", "desc"])),
    ("sort_by", Takes::Words(&["createdAt", "updatedAt"])),
    ("visibility", Takes::Words(&["internal", "external", "all"])),
    ("kind", Takes::Words(&["group", "dm"])),
    (
        "format",
        Takes::Words(&[
            "CSV", "XLSX", "JSON", "MARKDOWN", "HTML", "PDF", "ZIP", "ICS",
        ]),
    ),
    (
        "type",
        Takes::Words(&[
            "document",
            "channel",
            "channelMessage",
            "voiceTranscription",
            "driveContent",
            "todo",
            "todoItem",
            "aiChat",
            "aiChatMessage",
        ]),
    ),
];

/// Writes the script that makes a shell ask.
///
/// # Errors
/// A shell that is not known, or what the writer said.
pub(crate) fn script(shell: &str, to: &mut dyn Write) -> io::Result<()> {
    let shells = Shells::builtins();
    let shell = shells.completer(shell).ok_or(io::ErrorKind::NotFound)?;
    shell.write_registration(VARIABLE, "copera", "copera", "copera", to)
}

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
    let folder = environment.current_dir();
    let mut grammar = Cli::command();
    grammar.build();
    let mut grammar = with_candidates(grammar, environment);
    shell.write_complete(&mut grammar, line.collect(), folder, to)
}

fn with_candidates(command: Command, environment: &Environment) -> Command {
    let takes = |argument: &Arg| TAKES.iter().find(|(name, _)| argument.get_id() == name);
    command
        .mut_args(|argument| match takes(&argument) {
            Some((_, takes)) => add(argument, takes, environment),
            None => argument,
        })
        .mut_subcommands(|group| with_candidates(group, environment))
}

fn add(argument: Arg, takes: &'static Takes, environment: &Environment) -> Arg {
    if !argument.get_action().takes_values() {
        return argument;
    }
    let environment = environment.clone();
    argument.add(ArgValueCandidates::new(move || match takes {
        Takes::Words(words) => words.iter().map(CompletionCandidate::new).collect(),
        Takes::Key => COPERA.key_paths().map(CompletionCandidate::new).collect(),
        Takes::Profile => {
            let config = Config::load(&environment, Flags::default());
            let profiles = config.stack().stored_profiles().into_iter();
            let mut names: Vec<_> = profiles.map(|profile| profile.name).collect();
            names.sort();
            names.dedup();
            names.into_iter().map(CompletionCandidate::new).collect()
        }
    }))
}
