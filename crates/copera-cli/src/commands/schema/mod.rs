//! `copera schema`: the whole command line as JSON, for programs.

mod shape;

use clap::{Arg, ArgAction, Args, Command, CommandFactory};
use copera_api::endpoint::Endpoint;
use copera_auth::{Access, TokenKind};
use copera_term::document::Items;
use copera_term::{ExitCode, Report};

use self::shape::{Argument, Asked, Code, Described, OneCommand, Shape};
use super::Run;
use crate::cli::Cli;
use crate::context::Context;
use crate::reference::{
    CONTRACTS, Contract, Output, SETTINGS, SHAPES, VARIABLES, Value, is_within, value,
};
use crate::show;
use crate::words;

/// Print the command line as JSON: commands, flags, shapes, token kinds, exit codes
///
/// For programs that call this one, and for what is generated from it. Always JSON.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  copera schema\n  copera schema rows list\n  \
                  copera schema --jq '.commands[] | select(.writes) | .command'"
)]
pub(crate) struct Schema {
    /// Only this command, or the commands of this group
    #[arg(value_name = "COMMAND")]
    words: Vec<String>,
}

impl Run for Schema {
    fn run(self, context: &Context) -> Result<ExitCode, Report> {
        let wanted = self.words.join(" ");
        let mut grammar = Cli::command();
        grammar.build();
        let commands: Vec<_> = CONTRACTS
            .iter()
            .filter(|contract| is_within(contract.command, &wanted))
            .filter_map(|contract| {
                let found = find(&grammar, contract.command)?;
                Some(command(&grammar, found, contract))
            })
            .collect();
        if commands.is_empty() {
            let message = format!("there is no command `{wanted}`");
            return Err(Report::new(words::USAGE_ERROR, message)
                .suggest("`copera schema` without a command shows all of them"));
        }
        let shape = Shape {
            schema_version: "1",
            program: "copera",
            version: env!("CARGO_PKG_VERSION"),
            about: text(grammar.get_about()),
            global_options: grammar
                .get_arguments()
                .filter_map(|it| argument("", it))
                .collect(),
            commands,
            shapes: SHAPES
                .iter()
                .map(|shape| (shape.name, shape.fields().map(Into::into).collect()))
                .collect(),
            environment: described(VARIABLES.iter().map(|it| (it.name, it.meaning))),
            settings: described(SETTINGS.iter().map(|it| (it.key, it.meaning))),
            exit_codes: ExitCode::ALL
                .iter()
                .map(|code| Code {
                    code: code.code(),
                    meaning: code.meaning(),
                })
                .collect(),
            errors: words::all().map(Into::into).collect(),
        };
        let document = serde_json::to_vec(&shape).unwrap_or_default();
        show::as_json(context, &document, Items::One)
    }
}

fn find<'a>(grammar: &'a Command, words: &str) -> Option<&'a Command> {
    let mut words = words.split(' ');
    words.try_fold(grammar, |group, word| group.find_subcommand(word))
}

fn command(grammar: &Command, command: &Command, contract: &Contract) -> OneCommand {
    let is_of_all = |argument: &Arg| {
        let mut of_all = grammar.get_arguments().filter(|it| it.is_global_set());
        of_all.any(|of_all| of_all.get_id() == argument.get_id())
    };
    let description = command.get_long_about().map(ToString::to_string);
    OneCommand {
        command: contract.command.to_owned(),
        aliases: command.get_visible_aliases().map(str::to_owned).collect(),
        about: text(command.get_about()),
        description: description.filter(|long| *long != text(command.get_about())),
        arguments: command
            .get_arguments()
            .filter(|argument| !is_of_all(argument))
            .filter_map(|it| argument(contract.command, it))
            .collect(),
        examples: command
            .get_after_help()
            .and_then(|help| examples(&help.to_string())),
        output: match contract.output {
            Output::Json(shape) => shape,
            Output::Text | Output::TextOf(_) | Output::TextOfFields => "text",
            Output::Nothing => "nothing",
            Output::Raw => "raw",
        },
        text_of: match contract.output {
            Output::TextOf(shape) => Some(shape),
            _ => None,
        },
        writes: contract.writes(),
        endpoints: contract
            .endpoints
            .iter()
            .map(|endpoint| asked(endpoint))
            .collect(),
    }
}

/// An argument that a person or a program may give.
fn argument(command: &str, argument: &Arg) -> Option<Argument> {
    let prints = matches!(
        argument.get_action(),
        ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong | ArgAction::Version
    );
    if argument.is_hide_set() || prints {
        return None;
    }
    let takes_value = argument.get_action().takes_values();
    let kind = match (argument.is_positional(), takes_value) {
        (true, _) => "positional",
        (false, true) => "option",
        (false, false) => "switch",
    };
    let default = argument.get_default_values().first();
    let default = default.map(|word| word.to_string_lossy().into_owned());
    let known = value(command, argument.get_id().as_str()).filter(|_| takes_value);
    let mut words: Vec<_> = argument
        .get_possible_values()
        .iter()
        .filter(|_| takes_value)
        .map(|word| word.get_name().to_owned())
        .collect();
    if let Some(known) = known.and_then(Value::words) {
        words = known.into_iter().map(str::to_owned).collect();
    }
    let repeatable = matches!(argument.get_action(), ArgAction::Append | ArgAction::Count);
    Some(Argument {
        name: argument.get_id().to_string(),
        long: argument.get_long().map(str::to_owned),
        short: argument.get_short(),
        kind,
        value: argument
            .get_value_names()
            .filter(|_| takes_value)
            .and_then(|names| Some(names.first()?.to_string())),
        required: argument.is_required_set(),
        repeatable,
        words,
        default: default.or_else(|| known?.default()),
        default_setting: known.and_then(Value::setting),
        help: text(argument.get_help()),
    })
}

fn text(text: Option<&clap::builder::StyledStr>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

/// The lines below `Examples:`, up to the next empty one.
fn examples(help: &str) -> Option<Vec<String>> {
    let (_, below) = help.split_once("Examples:\n")?;
    let lines = below.lines().take_while(|line| !line.trim().is_empty());
    Some(lines.map(|line| line.trim().to_owned()).collect())
}

fn asked(endpoint: &Endpoint) -> Asked {
    let kinds = [
        ("cp_pat_", TokenKind::PersonalAccess),
        ("cp_key_", TokenKind::Integration),
        ("cp_oat_", TokenKind::McpOauth),
    ];
    Asked {
        method: endpoint.method.to_string(),
        path: endpoint.path,
        scope: endpoint.surface.scope().map(copera_auth::Scope::name),
        token_kinds: kinds
            .into_iter()
            .filter(|(_, kind)| endpoint.surface.access(*kind) != Access::Closed)
            .map(|(prefix, _)| prefix)
            .collect(),
    }
}

fn described(things: impl Iterator<Item = (&'static str, &'static str)>) -> Vec<Described> {
    things
        .map(|(name, meaning)| Described {
            name: name.replace('*', "NAME"),
            meaning,
        })
        .collect()
}
