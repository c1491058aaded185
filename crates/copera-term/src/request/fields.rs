//! Flags that are fields of a JSON request.

use clap::builder::{PossibleValuesParser, TypedValueParser, ValueParser};
use clap::{Arg, ArgAction, ArgMatches};
use serde_json::{Map, Value};

use crate::time::{moment_in_nanoseconds, span_in_nanoseconds};

/// A flag, and the field that it sets.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    flag: &'static str,
    short: Option<char>,
    pub(super) name: &'static str,
    takes: Takes,
    is_required: bool,
    help: &'static str,
}

#[derive(Debug, Clone, Copy)]
enum Takes {
    Text,
    Moment,
    Span,
    Word(&'static [&'static str]),
    Parsed {
        parse: fn(&str) -> Result<Value, String>,
        hint: &'static str,
    },
    Texts,
    Pairs,
}

impl Field {
    const fn new(takes: Takes, flag: &'static str, name: &'static str, help: &'static str) -> Self {
        Self {
            flag,
            short: None,
            name,
            takes,
            is_required: false,
            help,
        }
    }

    /// With a letter beside its name.
    #[must_use]
    pub const fn short(mut self, letter: char) -> Self {
        self.short = Some(letter);
        self
    }

    /// That must not be left out.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    pub(super) fn argument(&self) -> Arg {
        let help = self.help;
        let (value_name, help) = match self.takes {
            Takes::Text | Takes::Word(_) => ("VALUE", help.to_owned()),
            Takes::Parsed { hint, .. } => ("VALUE", format!("{help}: {hint}")),
            Takes::Moment => (
                "TIME",
                format!("{help}: nanoseconds, or as in 2026-11-24T10:00:00Z"),
            ),
            Takes::Span => ("SPAN", format!("{help}: nanoseconds, or as in 2s")),
            Takes::Texts => ("KEY", format!("{help}; may be repeated")),
            Takes::Pairs => (
                "KEY=VALUE",
                format!("With this attribute {help}; may be repeated"),
            ),
        };
        let action = match self.takes {
            Takes::Texts | Takes::Pairs => ArgAction::Append,
            _ => ArgAction::Set,
        };
        let argument = Arg::new(self.flag).long(self.flag).short(self.short);
        argument
            .value_name(value_name)
            .help(help)
            .action(action)
            .required(self.is_required)
            .ignore_case(true)
            .value_parser(self.parser())
    }

    fn parser(&self) -> ValueParser {
        match self.takes {
            Takes::Text | Takes::Texts => ValueParser::new(text_value),
            Takes::Moment => {
                ValueParser::new(|text: &str| moment_in_nanoseconds(text).map(Value::from))
            }
            Takes::Span => {
                ValueParser::new(|text: &str| span_in_nanoseconds(text).map(Value::from))
            }
            Takes::Word(words) => {
                let spelt = move |typed: String| {
                    let mut words = words.iter();
                    words
                        .find(|word| word.eq_ignore_ascii_case(&typed))
                        .copied()
                        .map(Value::from)
                };
                let spelt = move |typed| spelt(typed).unwrap_or_default();
                ValueParser::new(PossibleValuesParser::new(words).map(spelt))
            }
            Takes::Parsed { parse, .. } => ValueParser::new(parse),
            Takes::Pairs => ValueParser::new(pair),
        }
    }

    /// What was typed, as the request has it; `None` for nothing.
    pub(super) fn value(&self, matches: &ArgMatches) -> Option<Value> {
        let mut typed = matches
            .get_many::<Value>(self.flag)
            .into_iter()
            .flatten()
            .cloned();
        match self.takes {
            Takes::Pairs => {
                let pairs = typed.filter_map(|pair| match pair {
                    Value::Object(pair) => Some(pair),
                    _ => None,
                });
                Some(Value::Object(pairs.flatten().collect()))
            }
            Takes::Texts => {
                let texts: Vec<_> = typed.collect();
                (!texts.is_empty()).then_some(Value::Array(texts))
            }
            _ => typed.next(),
        }
    }
}

/// A text, as it is typed.
pub const fn text(flag: &'static str, name: &'static str, help: &'static str) -> Field {
    Field::new(Takes::Text, flag, name, help)
}

/// A moment, as a text of nanoseconds.
pub const fn moment(flag: &'static str, name: &'static str, help: &'static str) -> Field {
    Field::new(Takes::Moment, flag, name, help)
}

/// A span of time, as a text of nanoseconds.
pub const fn span(flag: &'static str, name: &'static str, help: &'static str) -> Field {
    Field::new(Takes::Span, flag, name, help)
}

/// A list of texts, one each time that the flag is typed.
pub const fn texts(flag: &'static str, name: &'static str, help: &'static str) -> Field {
    Field::new(Takes::Texts, flag, name, help)
}

/// An object of texts, one `KEY=VALUE` each time that the flag is typed; the last one of a key counts.
/// The request has the object even where it is empty. The help says `on` what the attributes are.
pub const fn pairs(flag: &'static str, name: &'static str, on: &'static str) -> Field {
    Field::new(Takes::Pairs, flag, name, on)
}

/// One of these words, in whatever letter case, as it is spelt here.
pub const fn word(
    words: &'static [&'static str],
    flag: &'static str,
    name: &'static str,
    help: &'static str,
) -> Field {
    Field::new(Takes::Word(words), flag, name, help)
}

/// What `parse` makes of a text; its error says how it is written, and the hint does so in the help.
pub const fn parsed(
    parse: fn(&str) -> Result<Value, String>,
    hint: &'static str,
    flag: &'static str,
    name: &'static str,
    help: &'static str,
) -> Field {
    Field::new(Takes::Parsed { parse, hint }, flag, name, help)
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "the parser of an argument may fail"
)]
fn text_value(text: &str) -> Result<Value, String> {
    Ok(Value::from(text))
}

/// An object of one pair.
fn pair(text: &str) -> Result<Value, String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok(Value::Object(Map::from_iter([(
            key.to_owned(),
            value.into(),
        )]))),
        _ => Err("it is written as KEY=VALUE".to_owned()),
    }
}
