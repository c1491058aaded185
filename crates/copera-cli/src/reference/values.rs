//! What arguments take that the grammar does not say: fixed words, and what counts where none is given.

use std::time::Duration;

use copera_api::ClientBuilder;
use copera_api::model::ExportFormat;
use copera_api::transfer::upload::{Concurrency, PartSize};
use copera_auth::SEARCH_ENTITIES;
use copera_term::Format;

use crate::commands::tables::export::FORMATS;

/// An argument with more to know about than the grammar has.
pub(crate) struct Value {
    /// The command, or a group of them; empty for all.
    command: &'static str,
    /// Its name in the grammar.
    argument: &'static str,
    /// The words that it takes, if there are no others.
    words: Option<fn() -> Vec<&'static str>>,
    /// What counts where it is not given.
    default: Option<Default>,
}

/// What counts where an argument is not given.
#[derive(Clone, Copy)]
pub(crate) enum Default {
    /// Always the same.
    Fixed(fn() -> String),
    /// What the configuration says under this key, and otherwise that, if there is such a thing.
    Setting(&'static str, Option<&'static str>),
}

/// What is known of them, in the order in which it is looked for.
const VALUES: &[Value] = &[
    set("", "output", Some(formats), "output.format", Some("auto")),
    set("", "profile", None, "default_profile", Some("default")),
    fixed("", "max_wait", || span(ClientBuilder::MAX_WAIT)),
    fixed("drive upload", "chunk_size", || {
        format!("{}MiB", PartSize::default().bytes() >> 20)
    }),
    fixed("drive upload", "concurrency", || {
        Concurrency::default().get().to_string()
    }),
    set("auth login", "store", None, "auth.store", Some("file")),
    fixed("rows export", "output_file", || "-".to_owned()),
    words("tables export", "format", export_formats),
    words("search", "types", entities),
    set("open board", "id", None, "profiles.NAME.board_id", None),
    set("open table", "id", None, "profiles.NAME.table_id", None),
    set("open doc", "id", None, "profiles.NAME.doc_id", None),
    set("docs get", "ids", None, "profiles.NAME.doc_id", None),
    set("docs content", "ids", None, "profiles.NAME.doc_id", None),
    set("tables", "board", None, "profiles.NAME.board_id", None),
    set("rows", "board", None, "profiles.NAME.board_id", None),
    set("open", "board", None, "profiles.NAME.board_id", None),
    set("rows", "table", None, "profiles.NAME.table_id", None),
    set("open", "table", None, "profiles.NAME.table_id", None),
    set(
        "channels message",
        "channel",
        None,
        "profiles.NAME.channel_id",
        None,
    ),
];

/// What there is to know of an argument of a command; of a global one, the command does not matter.
pub(crate) fn value(command: &str, argument: &str) -> Option<&'static Value> {
    VALUES
        .iter()
        .find(|value| value.argument == argument && is_within(command, value.command))
}

/// Whether a command is this one, or one of this group.
pub(crate) fn is_within(command: &str, group: &str) -> bool {
    let rest = command.strip_prefix(group);
    group.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

impl Value {
    /// The words that the argument takes, if there are no others.
    pub(crate) fn words(&self) -> Option<Vec<&'static str>> {
        self.words.map(|words| words())
    }

    /// What counts where it is not given, whatever the configuration says.
    pub(crate) fn default(&self) -> Option<String> {
        match self.default? {
            Default::Fixed(value) => Some(value()),
            Default::Setting(_, otherwise) => otherwise.map(str::to_owned),
        }
    }

    /// The key of the configuration that counts where it is not given.
    pub(crate) fn setting(&self) -> Option<&'static str> {
        match self.default? {
            Default::Setting(key, _) => Some(key),
            Default::Fixed(_) => None,
        }
    }
}

const fn words(
    command: &'static str,
    argument: &'static str,
    words: fn() -> Vec<&'static str>,
) -> Value {
    Value {
        command,
        argument,
        words: Some(words),
        default: None,
    }
}

const fn fixed(command: &'static str, argument: &'static str, default: fn() -> String) -> Value {
    Value {
        command,
        argument,
        words: None,
        default: Some(Default::Fixed(default)),
    }
}

const fn set(
    command: &'static str,
    argument: &'static str,
    words: Option<fn() -> Vec<&'static str>>,
    key: &'static str,
    otherwise: Option<&'static str>,
) -> Value {
    Value {
        command,
        argument,
        words,
        default: Some(Default::Setting(key, otherwise)),
    }
}

/// A span of time as it is typed: in minutes, if it has no seconds beside them.
fn span(span: Duration) -> String {
    match span.as_secs() {
        seconds if seconds > 0 && seconds % 60 == 0 => format!("{}m", seconds / 60),
        seconds => format!("{seconds}s"),
    }
}

fn formats() -> Vec<&'static str> {
    Format::NAMES.to_vec()
}

fn export_formats() -> Vec<&'static str> {
    FORMATS.iter().map(ExportFormat::as_str).collect()
}

fn entities() -> Vec<&'static str> {
    SEARCH_ENTITIES.iter().map(|entity| entity.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told to count without the flag is what the client does.
    #[test]
    fn the_longest_wait() {
        for (seconds, typed) in [(0, "0s"), (90, "90s"), (120, "2m"), (3600, "60m")] {
            assert_eq!(span(Duration::from_secs(seconds)), typed);
        }
        let told = value("", "max_wait").and_then(Value::default);
        let read = told.and_then(|told| crate::waiting::time(&told).ok());
        assert_eq!(read, Some(ClientBuilder::MAX_WAIT));
    }
}
