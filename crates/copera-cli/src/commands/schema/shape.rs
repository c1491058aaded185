//! What `copera schema` prints.

use std::collections::BTreeMap;

use copera_term::ErrorWord;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Shape {
    pub(super) schema_version: &'static str,
    pub(super) program: &'static str,
    pub(super) version: &'static str,
    pub(super) about: String,
    pub(super) global_options: Vec<Argument>,
    pub(super) commands: Vec<OneCommand>,
    pub(super) shapes: BTreeMap<&'static str, Vec<Field>>,
    pub(super) environment: Vec<Described>,
    pub(super) settings: Vec<Described>,
    pub(super) exit_codes: Vec<Code>,
    pub(super) errors: Vec<ErrorOf>,
}

#[derive(Serialize)]
pub(super) struct OneCommand {
    pub(super) command: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) aliases: Vec<String>,
    pub(super) about: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    pub(super) arguments: Vec<Argument>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) examples: Option<Vec<String>>,
    /// What stdout holds in JSON mode: a shape, `text`, `nothing`, or `raw` for the service's answer.
    pub(super) output: &'static str,
    /// The shape that `--jq` and `--fields` see where `output` is a text; without it they are refused
    /// there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text_of: Option<&'static str>,
    /// Whether it may change something at the service, and so knows `--dry-run`.
    pub(super) writes: bool,
    pub(super) endpoints: Vec<Asked>,
}

#[derive(Serialize)]
pub(super) struct Argument {
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) long: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) short: Option<char>,
    /// `switch` takes no value.
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<String>,
    pub(super) required: bool,
    pub(super) repeatable: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) words: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default: Option<String>,
    /// The key of the configuration that goes before `default`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default_setting: Option<&'static str>,
    pub(super) help: String,
}

#[derive(Serialize)]
pub(super) struct Asked {
    pub(super) method: String,
    pub(super) path: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) scope: Option<&'static str>,
    /// The kinds of token that reach it; those that may are left to the service.
    pub(super) token_kinds: Vec<&'static str>,
}

#[derive(Serialize)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) optional: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) shape: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct Described {
    pub(super) name: String,
    pub(super) meaning: &'static str,
}

/// A word that an error can have in JSON.
#[derive(Serialize)]
pub(super) struct ErrorOf {
    pub(super) word: &'static str,
    /// Most words have one.
    pub(super) exit_codes: Vec<u8>,
    pub(super) meaning: &'static str,
}

#[derive(Serialize)]
pub(super) struct Code {
    pub(super) code: u8,
    pub(super) meaning: &'static str,
}

impl From<ErrorWord> for ErrorOf {
    fn from(word: ErrorWord) -> Self {
        Self {
            word: word.name(),
            exit_codes: word.exits().iter().map(|exit| exit.code()).collect(),
            meaning: word.meaning(),
        }
    }
}

impl From<crate::reference::Field> for Field {
    fn from(field: crate::reference::Field) -> Self {
        Self {
            name: field.name,
            optional: field.optional,
            shape: field.shape,
        }
    }
}
