//! Fields of a request, in the order in which they were typed.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use copera_term::Report;
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::wrong;
use crate::content;
use crate::context::Context;

/// The flags: what each is called, its letter, what it takes, and its help.
const FLAGS: [(&str, char, &str, &str); 2] = [
    ("raw-field", 'f', "NAME=TEXT", "A field, as text"),
    (
        "field",
        'F',
        "NAME=VALUE",
        "A field: a number, true, false, null, @FILE for what a file holds, @- for stdin, or else a text",
    ),
];

/// What was typed behind `-f` and `-F`. Derived, the two would be lists of their own, and their common
/// order lost.
#[derive(Debug)]
pub(super) struct Fields(Vec<Typed>);

#[derive(Debug)]
struct Typed {
    text: String,
    /// Whether it stood behind `-f`, and so is a text, whatever it looks like.
    raw: bool,
}

/// What a field says.
#[derive(Debug)]
pub(super) enum Value {
    Text(String),
    /// A number, true, false or null, as it was spelled.
    Word(Box<RawValue>),
}

impl Value {
    /// In a query there is only text.
    pub(super) fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Word(word) => word.get().to_owned(),
        }
    }

    /// What else JSON has is a text here, and so is a word with blanks around it.
    fn of(text: &str) -> Self {
        match serde_json::from_str::<Box<RawValue>>(text) {
            Ok(word) if word.get() == text && !text.starts_with(['"', '[', '{']) => {
                Self::Word(word)
            }
            _ => Self::Text(text.to_owned()),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => text.serialize(to),
            Self::Word(word) => word.serialize(to),
        }
    }
}

impl Fields {
    /// Each with its name; `NAME[]` alone has no value.
    ///
    /// # Errors
    /// One that has no name; a file that can't be read; stdin named twice.
    pub(super) fn values(&self, context: &Context) -> Result<Vec<(String, Option<Value>)>, Report> {
        let mut stdin_is_read = false;
        let value = |typed: &Typed| {
            let (name, text) = pair(&typed.text)?;
            let Some(text) = text else {
                return Ok((name.to_owned(), None));
            };
            let value = if typed.raw {
                Value::Text(text.to_owned())
            } else {
                match text.strip_prefix('@') {
                    Some("-") if std::mem::replace(&mut stdin_is_read, true) => {
                        return Err(wrong("two fields name stdin, which is read once"));
                    }
                    Some("-") => Value::Text(content::required(context, "--field", Some("-"))?),
                    Some(path) => Value::Text(content::file("--field", path).map_err(as_text)?),
                    None => Value::of(text),
                }
            };
            Ok((name.to_owned(), Some(value)))
        };
        self.0.iter().map(value).collect()
    }
}

impl Args for Fields {
    fn augment_args(command: Command) -> Command {
        FLAGS
            .iter()
            .fold(command, |command, (name, letter, value, help)| {
                let flag = Arg::new(*name).long(*name).short(*letter);
                let flag = flag.value_name(*value).help(*help);
                command.arg(flag.action(ArgAction::Append))
            })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Fields {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut typed = Vec::new();
        for (name, letter, ..) in FLAGS {
            let places = matches.indices_of(name).into_iter().flatten();
            let texts = matches.get_many::<String>(name).into_iter().flatten();
            typed.extend(places.zip(texts).map(|(place, text)| {
                let text = text.clone();
                let raw = letter == 'f';
                (place, Typed { text, raw })
            }));
        }
        typed.sort_by_key(|(place, _)| *place);
        Ok(Self(typed.into_iter().map(|(_, typed)| typed).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// Whoever meant the text itself is told how it is sent.
fn as_text(report: Report) -> Report {
    report.suggest("to send a text that begins with @ as it is, write it with -f")
}

fn pair(field: &str) -> Result<(&str, Option<&str>), Report> {
    let pair = match field.split_once('=') {
        Some((name, text)) => (name, Some(text)),
        None if field.ends_with("[]") => (field, None),
        None => ("", None),
    };
    if pair.0.is_empty() {
        let message = format!("`{field}` is no field; one is written as NAME=VALUE");
        return Err(wrong(message));
    }
    Ok(pair)
}
