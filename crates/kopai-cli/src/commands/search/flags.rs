//! The flags of a search, built from a table: each is a field of the request.

use std::marker::PhantomData;
use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use copera_term::document::Column;
use copera_term::{Report, time};
use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::failure;

/// What can be searched for.
pub(crate) trait Thing {
    const PATH: &'static [&'static str];
    const FLAGS: &'static [Flag];
    /// The columns of its table.
    const COLUMNS: &'static [Column];
    /// The field that `--since` sets.
    const SINCE: &'static str;
    const EXAMPLES: &'static str;
}

/// One flag.
pub(crate) struct Flag {
    pub(crate) long: &'static str,
    pub(crate) short: Option<char>,
    /// The field of the request.
    pub(crate) field: &'static str,
    pub(crate) takes: Takes,
    pub(crate) help: &'static str,
}

/// What a flag takes, and what becomes of it.
#[derive(Clone, Copy)]
pub(crate) enum Takes {
    Text,
    /// A moment, as nanoseconds.
    Moment,
    /// A span of time, as nanoseconds.
    Span,
    /// A level of severity, as its number.
    Severity,
    /// `KEY=VALUE`, any number of times, as an object.
    Pairs,
    /// Any number of texts, as a list.
    List,
    /// One of these words, in any case.
    Word(&'static [&'static str]),
    /// One of these words, and there must be one.
    RequiredWord(&'static [&'static str]),
}

/// A search for one kind of thing, as it was asked for.
#[derive(Debug)]
pub(crate) struct Search<T> {
    fields: Map<String, Value>,
    since: Option<Duration>,
    pub(crate) all: bool,
    thing: PhantomData<T>,
}

impl<T: Thing> Search<T> {
    /// The request.
    pub(crate) fn body(&self, now: Timestamp) -> Result<Map<String, Value>, Report> {
        let mut body = self.fields.clone();
        if let Some(since) = self.since {
            let from = now.checked_sub(since).unwrap_or(Timestamp::UNIX_EPOCH);
            let from = from.as_nanosecond().max(0).to_string();
            if body.insert(T::SINCE.to_owned(), from.into()).is_some() {
                return Err(failure::input(
                    "--since is an earliest moment too; give one of them",
                ));
            }
        }
        if self.all {
            body.entry("limit").or_insert_with(|| 1000.into());
        }
        Ok(body)
    }
}

const LIMIT: &str = "limit";
const SINCE: &str = "since";
const ALL: &str = "all";
const SORT: Flag = Flag {
    long: "sort",
    short: None,
    field: "sortOrder",
    takes: Takes::Word(&["ASC", "DESC"]),
    help: "Oldest first, or newest first",
};

impl<T: Thing> Args for Search<T> {
    fn augment_args(command: Command) -> Command {
        let flags = T::FLAGS.iter().chain([&SORT]).map(Flag::argument);
        let limit = Arg::new(LIMIT).long(LIMIT).short('l').value_name("N");
        let since = Arg::new(SINCE).long(SINCE).value_name("SPAN");
        command
            .args(flags)
            .arg(
                limit
                    .value_parser(clap::value_parser!(u16).range(1..=1000))
                    .help("Read so many rows, or with --all so many at a time: 1 to 1000"),
            )
            .arg(
                since
                    .value_parser(time::span)
                    .help("Not older than this, such as 15m"),
            )
            .arg(
                Arg::new(ALL)
                    .long(ALL)
                    .action(ArgAction::SetTrue)
                    .help("Read all pages"),
            )
            .after_help(T::EXAMPLES)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<T: Thing> FromArgMatches for Search<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut fields = Map::new();
        for flag in T::FLAGS.iter().chain([&SORT]) {
            let values = matches.get_many::<Value>(flag.long).unwrap_or_default();
            if let Some(value) = flag.takes.field(values.cloned().collect()) {
                fields.insert(flag.field.to_owned(), value);
            }
        }
        if let Some(limit) = matches.get_one::<u16>(LIMIT) {
            fields.insert("limit".to_owned(), (*limit).into());
        }
        Ok(Self {
            fields,
            since: matches.get_one(SINCE).copied(),
            all: matches.get_flag(ALL),
            thing: PhantomData,
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Flag {
    fn argument(&self) -> Arg {
        let takes = self.takes;
        let argument = Arg::new(self.long)
            .long(self.long)
            .value_name(takes.value_name())
            .value_parser(move |text: &str| takes.read(text))
            .required(matches!(takes, Takes::RequiredWord(_)))
            .help(self.help);
        let argument = match takes {
            Takes::Pairs | Takes::List => argument.action(ArgAction::Append),
            _ => argument,
        };
        match self.short {
            Some(short) => argument.short(short),
            None => argument,
        }
    }
}

impl Takes {
    const fn value_name(self) -> &'static str {
        match self {
            Self::Text => "TEXT",
            Self::Moment => "TIME",
            Self::Span => "SPAN",
            Self::Severity => "LEVEL",
            Self::Pairs => "KEY=VALUE",
            Self::List => "KEY",
            Self::Word(_) | Self::RequiredWord(_) => "WORD",
        }
    }

    fn read(self, text: &str) -> Result<Value, String> {
        match self {
            Self::Text | Self::List => Ok(text.into()),
            Self::Moment => time::moment_in_nanoseconds(text).map(Value::from),
            Self::Span => time::span_in_nanoseconds(text).map(Value::from),
            Self::Severity => severity(text).map(Value::from),
            Self::Pairs => match text.split_once('=') {
                Some((key, value)) if !key.is_empty() => Ok(vec![key, value].into()),
                _ => Err("an attribute is written as KEY=VALUE".to_owned()),
            },
            Self::Word(words) | Self::RequiredWord(words) => {
                let word = words.iter().find(|word| word.eq_ignore_ascii_case(text));
                let word = word.map(|word| Value::from(*word));
                word.ok_or_else(|| format!("there are: {}", words.join(", ")))
            }
        }
    }

    /// The field of the request; the servers want the objects of attributes even where they are empty.
    fn field(self, mut values: Vec<Value>) -> Option<Value> {
        match self {
            Self::Pairs => {
                let pair = |value: Value| {
                    let key = value[0].as_str()?.to_owned();
                    Some((key, value[1].clone()))
                };
                Some(Value::Object(values.into_iter().filter_map(pair).collect()))
            }
            Self::List => (!values.is_empty()).then_some(Value::Array(values)),
            _ => values.pop(),
        }
    }
}

/// A severity by its word or number. Each word stands for four numbers, and begins with the first.
fn severity(text: &str) -> Result<u8, String> {
    const WORDS: [&str; 6] = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];
    let word = (1..).step_by(4).zip(WORDS);
    let mut word = word.filter(|(_, word)| word.eq_ignore_ascii_case(text));
    let number = text.parse().ok().filter(|number| (1..=24).contains(number));
    let number = word.next().map(|(number, _)| number).or(number);
    number.ok_or_else(|| format!("a level is one of {}, or from 1 to 24", WORDS.join(", ")))
}
