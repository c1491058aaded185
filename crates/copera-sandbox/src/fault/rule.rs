//! A fault as a line of text: `GET /board/* status=503 times=2 retry-after=1`.

use std::{str::FromStr, time::Duration};

use axum::http::{HeaderName, HeaderValue, header::CONTENT_LENGTH};
use jiff::SignedDuration;
use thiserror::Error;

use super::{Fault, words::words};

/// Why a line is no fault.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("column {column}: {problem}")]
#[non_exhaustive]
pub struct FaultRuleError {
    /// Where in the line, in characters from 1.
    pub column: usize,
    /// What is wrong there.
    #[source]
    pub problem: FaultRuleProblem,
}

/// What is wrong with a line that should be a fault.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FaultRuleProblem {
    /// It does not begin with an HTTP method.
    #[error("expected a method in capitals, such as `GET`")]
    Method,
    /// The second word is no path.
    #[error("expected a path below the base address, such as `/board/*`")]
    Path,
    /// There is no such setting.
    #[error("there is no setting `{0}`; the settings are {names}", names = names())]
    Setting(String),
    /// A setting has a value that it does not take.
    #[error("`{setting}` takes {takes}, not `{value}`")]
    Value {
        /// The setting.
        setting: &'static str,
        /// What it takes, in words.
        takes: &'static str,
        /// What it was given.
        value: String,
    },
    /// A quote is never closed.
    #[error("this quote is never closed")]
    OpenQuote,
    /// There is nothing but method and path.
    #[error("nothing is said about what goes wrong; the settings are {names}", names = names())]
    NoSetting,
}

struct Setting {
    name: &'static str,
    takes: &'static str,
    apply: fn(Fault, &str) -> Option<Fault>,
}

const BYTES: &str = "a number of bytes";

static SETTINGS: [Setting; 12] = [
    Setting {
        name: "status",
        takes: "a number from 200 to 599",
        apply: |fault, value| {
            let status = value.parse().ok()?;
            (200..=599).contains(&status).then(|| fault.status(status))
        },
    },
    Setting {
        name: "times",
        takes: "a number above zero or `always`",
        apply: |fault, value| match value {
            "always" => Some(fault.always()),
            number => {
                let times = number.parse().ok().filter(|times| *times > 0)?;
                Some(fault.times(times))
            }
        },
    },
    Setting {
        name: "retry-after",
        takes: "the value of a header",
        apply: |fault, value| header(fault, "Retry-After", value),
    },
    Setting {
        name: "header",
        takes: "`Name: value` of a header other than `Content-Length`",
        apply: |fault, value| {
            let (name, value) = value.split_once(':')?;
            header(fault, name.trim(), value.trim())
        },
    },
    Setting {
        name: "body",
        takes: "a text",
        apply: |fault, value| Some(fault.body("text/plain; charset=utf-8", value)),
    },
    Setting {
        name: "json",
        takes: "JSON",
        apply: |fault, value| Some(fault.json(&serde_json::from_str(value).ok()?)),
    },
    Setting {
        name: "delay",
        takes: "a span of time, such as `200ms` or `2s`",
        apply: |fault, value| Some(fault.delay(span(value)?)),
    },
    Setting {
        name: "reset",
        takes: "no value",
        apply: |fault, value| value.is_empty().then(|| fault.reset()),
    },
    Setting {
        name: "reset-after",
        takes: BYTES,
        apply: |fault, value| Some(fault.reset_after(value.parse().ok()?)),
    },
    Setting {
        name: "cut-after",
        takes: BYTES,
        apply: |fault, value| Some(fault.cut_body_after(value.parse().ok()?)),
    },
    Setting {
        name: "length",
        takes: BYTES,
        apply: |fault, value| Some(fault.claim_length(value.parse().ok()?)),
    },
    Setting {
        name: "drip",
        takes: "a number of bytes and a pause, such as `10/50ms`",
        apply: |fault, value| {
            let (bytes, pause) = value.split_once('/')?;
            Some(fault.drip(bytes.parse().ok()?, span(pause)?))
        },
    },
];

fn names() -> String {
    let names = SETTINGS.iter().map(|setting| format!("`{}`", setting.name));
    names.collect::<Vec<_>>().join(", ")
}

fn header(fault: Fault, name: &str, value: &str) -> Option<Fault> {
    let parsed = HeaderName::try_from(name).ok()?;
    let sayable = parsed != CONTENT_LENGTH && HeaderValue::try_from(value).is_ok();
    sayable.then(|| fault.header(name, value))
}

fn span(text: &str) -> Option<Duration> {
    let span: SignedDuration = text.parse().ok()?;
    span.try_into().ok()
}

impl FromStr for Fault {
    type Err = FaultRuleError;

    fn from_str(line: &str) -> Result<Self, FaultRuleError> {
        use FaultRuleProblem as Problem;
        let at = |column, problem| FaultRuleError { column, problem };
        let end = line.chars().count() + 1;
        let words = words(line).map_err(|column| at(column, Problem::OpenQuote))?;
        let mut words = words.into_iter();
        let mut next = |is: fn(&str) -> bool, problem: Problem| match words.next() {
            Some(word) if is(&word.text) => Ok(word.text),
            Some(word) => Err(at(word.column, problem)),
            None => Err(at(end, problem)),
        };
        let is_method = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase());
        let method = next(is_method, Problem::Method)?;
        let path = next(|text| text.starts_with('/'), Problem::Path)?;
        if words.len() == 0 {
            return Err(at(end, Problem::NoSetting));
        }
        words.try_fold(Fault::on(&method, &path), |fault, word| {
            let (name, value) = word.text.split_once('=').unwrap_or((&word.text, ""));
            let setting = SETTINGS
                .iter()
                .find(|setting| setting.name == name)
                .ok_or_else(|| at(word.column, Problem::Setting(name.to_owned())))?;
            (setting.apply)(fault, value).ok_or_else(|| {
                at(
                    word.column,
                    Problem::Value {
                        setting: setting.name,
                        takes: setting.takes,
                        value: value.to_owned(),
                    },
                )
            })
        })
    }
}
