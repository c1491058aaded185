//! `copera config`: settings, and where they come from.

pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod path;
pub(crate) mod set;
pub(crate) mod unset;

use copera_auth::{Candidate, Setting, Verdict};
use copera_term::Report;
use serde::Serialize;
use serde_json::Value;

use crate::context::Context;
use crate::failure;

/// The setting that is written so.
fn setting(context: &Context, written: &str) -> Result<Setting, Report> {
    let layout = context.config().stack().layout();
    layout
        .setting(written)
        .map_err(|error| failure::setting(&error))
}

/// What a candidate says, for people. A token that was put at another key by mistake is masked.
fn shown(context: &Context, candidate: &Candidate) -> String {
    let masks = context.output().masks();
    masks.apply(&candidate.shown).into_owned()
}

/// What a candidate says, for programs: a list as one, where it is in force.
fn value(context: &Context, setting: &Setting, candidate: &Candidate) -> Value {
    if setting.is_list() && candidate.verdict == Verdict::Wins {
        let stack = context.config().stack();
        let words = stack.get_in_profile::<Vec<String>>(setting.path(), setting.profile());
        if let Ok(Some(words)) = words {
            let masks = context.output().masks();
            let words = words.value.into_iter();
            return words.map(|word| masks.apply(&word).into_owned()).collect();
        }
    }
    Value::String(shown(context, candidate))
}

/// Where a value stands, for programs.
#[derive(Serialize)]
struct Place {
    source: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

impl Place {
    fn of(candidate: &Candidate) -> Self {
        let position = candidate.origin.position();
        let file = position.map(|position| position.path.display().to_string());
        Self {
            source: file.clone().unwrap_or_else(|| candidate.origin.to_string()),
            file,
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
        }
    }
}
