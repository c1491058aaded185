//! From the command line as it was typed to a command, or to a report of what is wrong with it.

use std::cell::LazyCell;
use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{ArgAction, ArgMatches, Command, CommandFactory, FromArgMatches};
use copera_term::{Report, usage};

use crate::cli::Cli;
use crate::reference::Contract;
use crate::words;

/// What was asked for.
pub(crate) enum Parsed {
    /// A command, and what it promises.
    Command(Box<Cli>, Option<&'static Contract>),
    /// A help text or the version.
    Text(String),
    /// Nothing that can be done.
    Wrong {
        report: Report,
        /// Whether JSON was asked for, as far as that can be told.
        wants_json: bool,
    },
}

pub(crate) fn parse(typed: impl IntoIterator<Item = OsString>) -> Parsed {
    let grammar = Cli::command();
    let typed = plain_switches(typed, &grammar);
    let wants_json = usage::wants_json(&typed);
    let signs_in = typed.iter().any(|argument| argument == "login");
    let parsed = grammar
        .try_get_matches_from(typed)
        .and_then(|matches| Ok((Cli::from_arg_matches(&matches)?, contract(&matches))));
    let error = match parsed {
        Ok((cli, contract)) => return Parsed::Command(Box::new(cli), contract),
        Err(error) => error,
    };
    match error.kind() {
        // A group alone is a question, not a mistake.
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Parsed::Text(error.render().to_string())
        }
        _ => Parsed::Wrong {
            report: report(&error, signs_in),
            wants_json,
        },
    }
}

/// What is known about the command that was typed, whichever of its names was.
fn contract(matches: &ArgMatches) -> Option<&'static Contract> {
    let mut words = Vec::new();
    let mut below = matches.subcommand();
    while let Some((word, matches)) = below {
        words.push(word);
        below = matches.subcommand();
    }
    Contract::of(&words.join(" "))
}

/// The long names of all flags that take no value.
fn switches(command: &Command) -> Vec<String> {
    let own = command
        .get_arguments()
        .filter(|argument| matches!(argument.get_action(), ArgAction::SetTrue));
    let own = own
        .filter_map(|argument| argument.get_long())
        .map(str::to_owned);
    own.chain(command.get_subcommands().flat_map(switches))
        .collect()
}

/// The official tool takes `--json=true` and `--json=false`, the last one counting; the parser knows
/// only `--json`. What stands behind `--` is no flag.
fn plain_switches(typed: impl IntoIterator<Item = OsString>, grammar: &Command) -> Vec<OsString> {
    // Few command lines have such a word, and the whole grammar takes longer to build than one command.
    let switches = LazyCell::new(|| {
        let mut whole = grammar.clone();
        whole.build();
        switches(&whole)
    });
    let mut typed = typed.into_iter();
    let mut plain = Vec::new();
    for argument in typed.by_ref() {
        if argument == "--" {
            plain.push(argument);
            break;
        }
        match switch_value(&argument) {
            Some((name, yes)) if switches.iter().any(|switch| switch == name) => {
                let name = OsString::from(format!("--{name}"));
                plain.retain(|earlier| *earlier != name);
                plain.extend(yes.then_some(name));
            }
            _ => plain.push(argument),
        }
    }
    plain.extend(typed);
    plain
}

/// The flag and the word for yes or no behind it, if the argument is written so.
fn switch_value(argument: &OsString) -> Option<(&str, bool)> {
    let (name, word) = argument.to_str()?.strip_prefix("--")?.split_once('=')?;
    let yes = match word {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => true,
        "0" | "f" | "F" | "false" | "FALSE" | "False" => false,
        _ => return None,
    };
    Some((name, yes))
}

/// The parser's error in our own form: what is wrong, and the nearest thing that is right.
fn report(error: &clap::Error, signs_in: bool) -> Report {
    // A bare word behind `login` is most likely the token itself, which is not to be repeated.
    if signs_in && error.kind() == ErrorKind::UnknownArgument && !usage::names_a_flag(error) {
        let message = "`auth login` takes no bare word";
        return Report::new(words::USAGE_ERROR, message).suggest(
            "give the token as --token=TOKEN, or pipe it into `copera auth login --token`",
        );
    }
    usage::report(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(arguments: &[&str]) -> Parsed {
        parse(
            std::iter::once("copera")
                .chain(arguments.iter().copied())
                .map(OsString::from),
        )
    }

    #[test]
    fn the_grammar_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn switches_in_the_official_spelling() {
        for (arguments, json) in [
            (vec!["boards", "list", "--json"], true),
            (vec!["boards", "list", "--json=true"], true),
            (vec!["--json=1", "boards", "list"], true),
            (vec!["boards", "--json=f", "list"], false),
            (vec!["boards", "list", "--json", "--json"], true),
            (vec!["--json", "boards", "list", "--json=false"], false),
            (vec!["--json=false", "boards", "list", "--json"], true),
        ] {
            let Parsed::Command(cli, _) = typed(&arguments) else {
                panic!("{arguments:?}")
            };
            assert_eq!(cli.globals.json, json, "{arguments:?}");
        }
        assert!(matches!(
            typed(&["boards", "list", "--json=maybe"]),
            Parsed::Wrong { .. }
        ));
    }

    #[test]
    fn what_was_typed_is_known() {
        for (arguments, command) in [
            (&["bases", "list"][..], "boards list"),
            (&["rows", "comments", "x"], "rows comments"),
            (
                &["channels", "message", "send", "x"],
                "channels message send",
            ),
            (&["help", "rows", "list"], "help"),
            (&["version"], "version"),
        ] {
            let Parsed::Command(_, contract) = typed(arguments) else {
                panic!("{arguments:?}")
            };
            assert_eq!(contract.unwrap().command, command, "{arguments:?}");
        }
    }

    #[test]
    fn mistakes_name_the_nearest() {
        for (arguments, nearest) in [
            (vec!["bords", "list"], "boards"),
            (vec!["boards", "lst"], "list"),
            (vec!["rows", "delte", "x"], "delete"),
            (vec!["boards", "list", "--qery", "x"], "--query"),
        ] {
            let Parsed::Wrong { report, .. } = typed(&arguments) else {
                panic!("{arguments:?}")
            };
            assert_eq!(
                report.suggestion.unwrap(),
                format!("did you mean `{nearest}`?")
            );
        }
    }

    /// A program reads one line, and the words that fit where none is near.
    #[test]
    fn values_that_are_none() {
        for (arguments, message, suggestion) in [
            (
                &["search", "x", "--sort", "name"][..],
                "invalid value 'name' for '--sort <FIELD>'",
                "there are: createdAt, updatedAt",
            ),
            (
                &["search", "x", "--sort", "createdat"],
                "invalid value 'createdat' for '--sort <FIELD>'",
                "did you mean `createdAt`? There are: createdAt, updatedAt",
            ),
            (
                &["rows", "export"],
                "the following required arguments were not provided: --to <FORMAT>",
                "add --help to see how it is used",
            ),
        ] {
            let Parsed::Wrong { report, .. } = typed(arguments) else {
                panic!("{arguments:?}")
            };
            assert_eq!(report.message, message, "{arguments:?}");
            assert_eq!(
                report.suggestion.as_deref(),
                Some(suggestion),
                "{arguments:?}"
            );
        }
    }

    #[test]
    fn a_group_alone_is_a_question() {
        for arguments in [vec![], vec!["boards"], vec!["channels", "message"]] {
            assert!(
                matches!(typed(&arguments), Parsed::Text(_)),
                "{arguments:?}"
            );
        }
    }
}
