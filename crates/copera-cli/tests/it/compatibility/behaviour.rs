//! What a command line does, as far as a script can tell.

use std::fmt;
use std::str::FromStr;

use serde_json::Value;

use crate::home::Outcome;

/// What the official tool does, as the cases write it: `0 text`, `0 list: _id name`, `2 missing_id`,
/// `1 no word`.
#[derive(Debug)]
pub(super) struct Behaviour {
    exit: i32,
    end: End,
}

#[derive(Debug)]
enum End {
    /// A result of this form; for JSON, with at least these fields.
    Result(Form, Vec<String>),
    /// A failure with this word in its JSON object; without one where a bare line is printed.
    Failure(Option<String>),
}

/// What stands on stdout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Nothing,
    Text,
    Object,
    List,
}

const FORMS: [(Form, &str); 4] = [
    (Form::Nothing, "nothing"),
    (Form::Text, "text"),
    (Form::Object, "object"),
    (Form::List, "list"),
];

impl Form {
    fn name(self) -> &'static str {
        let named = FORMS.iter().find(|(form, _)| *form == self);
        named.map_or("", |(_, name)| name)
    }
}

impl FromStr for Behaviour {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no behaviour");
        let (exit, rest) = text.split_once(' ').ok_or_else(wrong)?;
        let exit = exit.parse().map_err(|_| wrong())?;
        let (word, fields) = rest.split_once(": ").unwrap_or((rest, ""));
        let fields = fields.split_whitespace().map(str::to_owned).collect();
        let form = FORMS.iter().find(|(_, name)| *name == word);
        let end = match (form, word) {
            (Some((form, _)), _) => End::Result(*form, fields),
            (None, "no word") => End::Failure(None),
            (None, word) => End::Failure(Some(word.to_owned())),
        };
        Ok(Self { exit, end })
    }
}

impl fmt::Display for Behaviour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.exit)?;
        match &self.end {
            End::Result(form, fields) if fields.is_empty() => write!(f, "{}", form.name()),
            End::Result(form, fields) => write!(f, "{} of `{}`", form.name(), fields.join(" ")),
            End::Failure(Some(word)) => write!(f, "`{word}`"),
            End::Failure(None) => write!(f, "an error without a word"),
        }
    }
}

impl Behaviour {
    /// In what a run is not this: empty where a script can't tell the two apart.
    pub(super) fn differences(&self, run: &Run) -> Vec<String> {
        let mut differences = Vec::new();
        if run.exit != self.exit {
            differences.push(format!("exit code {}, not {}", run.exit, self.exit));
        }
        match &self.end {
            End::Result(form, fields) => {
                if run.form == *form {
                    let missing = fields.iter().filter(|field| !run.has(field));
                    differences.extend(missing.map(|field| format!("no `{field}`")));
                } else {
                    differences.push(format!("{}, not {}", run.form.name(), form.name()));
                }
            }
            End::Failure(word) => {
                if run.form != Form::Nothing {
                    differences.push(format!("{} on stdout", run.form.name()));
                }
                if run.word != *word {
                    differences.push(format!("word {:?}, not {word:?}", run.word));
                }
            }
        }
        differences
    }

    /// What of the run a reader of the page wants to see beside this.
    pub(super) fn beside(&self, run: &Run) -> String {
        let result = match (&run.word, run.form) {
            (Some(word), _) => format!("`{word}`"),
            (None, form) => form.name().to_owned(),
        };
        let missing = match &self.end {
            End::Result(form, fields) if run.form == *form => {
                let missing = fields.iter().filter(|field| !run.has(field));
                let missing = missing.map(|field| format!(", no `{field}`"));
                missing.collect::<Vec<_>>().concat()
            }
            _ => String::new(),
        };
        format!("{}: {result}{missing}", run.exit)
    }
}

/// What a run did.
#[derive(Debug)]
pub(super) struct Run {
    exit: i32,
    form: Form,
    document: Value,
    word: Option<String>,
}

impl Run {
    pub(super) fn of(outcome: &Outcome) -> Self {
        let document = serde_json::from_str(&outcome.stdout).unwrap_or_default();
        let form = match &document {
            _ if outcome.stdout.is_empty() => Form::Nothing,
            Value::Object(_) => Form::Object,
            Value::Array(_) => Form::List,
            _ => Form::Text,
        };
        let error: Value = serde_json::from_str(&outcome.stderr).unwrap_or_default();
        let word = error["error"].as_str().map(str::to_owned);
        Self {
            exit: outcome.code,
            form,
            document,
            word,
        }
    }

    /// Whether the result has a field: `_id` of the object or of a list's first item, or a path such
    /// as `hits[].name`.
    fn has(&self, path: &str) -> bool {
        let mut at = match &self.document {
            Value::Array(items) => items.first(),
            object => Some(object),
        };
        for segment in path.split('.') {
            let name = segment.trim_end_matches("[]");
            at = at.and_then(|value| value.get(name));
            if name != segment {
                at = at.and_then(|items| items.get(0));
            }
        }
        at.is_some()
    }
}
