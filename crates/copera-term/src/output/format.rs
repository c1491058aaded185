//! How a result looks: the words that are asked for, and what they come to.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, de};

/// The output format that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Tables on a terminal, JSON otherwise.
    #[default]
    Auto,
    /// JSON.
    Json,
    /// JSON, one item of a list a line.
    Ndjson,
    /// Tables and records for people.
    Table,
    /// Values parted by tabs, one thing a line, without headings.
    Plain,
}

impl Format {
    /// The words for them.
    pub const NAMES: [&str; 5] = ["auto", "json", "ndjson", "table", "plain"];
}

impl FromStr for Format {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word.trim() {
            "auto" => Ok(Self::Auto),
            "json" => Ok(Self::Json),
            "ndjson" => Ok(Self::Ndjson),
            "table" => Ok(Self::Table),
            "plain" => Ok(Self::Plain),
            other => Err(format!(
                "`{other}` is no output format; there are: {}",
                Self::NAMES.join(", ")
            )),
        }
    }
}

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Color {
    /// On a terminal.
    #[default]
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

impl Color {
    /// What the environment says, by the conventions that most tools follow. `variable` looks one
    /// up.
    pub fn by_convention(variable: impl Fn(&str) -> Option<String>) -> Self {
        let says = |name| variable(name).is_some_and(|word| word.trim() != "0");
        if says("FORCE_COLOR") || says("CLICOLOR_FORCE") {
            Self::Always
        } else if says("NO_COLOR") || variable("TERM").is_some_and(|term| term == "dumb") {
            Self::Never
        } else {
            Self::Auto
        }
    }
}

/// How a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// For programs.
    Json,
    /// For people.
    Table,
    /// For `cut` and `awk`.
    Plain,
}
