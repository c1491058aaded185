//! Variables as shells and other programs read them.

use std::io::{self, Write};

use clap::ValueEnum;

use crate::json;

/// What reads variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum VariableFormat {
    /// sh, bash, zsh
    Shell,
    /// Tools that read .env files, and Docker's --env-file
    Dotenv,
    /// Programs
    Json,
    /// fish
    Fish,
    /// PowerShell
    Powershell,
}

impl VariableFormat {
    /// Writes variables. The tools that read .env files agree on no quotation, so the values must be
    /// such that they need none.
    ///
    /// # Errors
    /// What the stream said.
    pub fn write(self, variables: &[(&str, String)], to: &mut dyn Write) -> io::Result<()> {
        let shell = match self {
            Self::Shell => Shell::Posix,
            Self::Fish => Shell::Fish,
            Self::Powershell => Shell::PowerShell,
            Self::Dotenv => {
                let mut lines = variables.iter();
                return lines.try_for_each(|(name, value)| writeln!(to, "{name}={value}"));
            }
            Self::Json => {
                let object = variables.iter();
                let object = object.map(|(name, value)| ((*name).to_owned(), value.clone().into()));
                return json::write(&object.collect::<serde_json::Map<_, _>>(), to);
            }
        };
        let mut lines = variables.iter();
        lines.try_for_each(|(name, value)| writeln!(to, "{}", shell.set_variable(name, value)))
    }
}

/// Percent-encodes all but ASCII letters and digits, `-._~`, and what is `kept`: then no shell and no
/// file of variables finds a meaning of its own in the text.
pub fn percent_encoded(text: &str, kept: &[u8]) -> String {
    let encode = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || kept.contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(encode).collect()
}

/// A shell, by how it quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shell {
    /// The shell of POSIX, and those that read its language: bash, zsh, dash.
    Posix,
    /// fish.
    Fish,
    /// PowerShell.
    PowerShell,
}

impl Shell {
    /// The line that sets a variable, for the programs that the shell starts too. `name` is the name
    /// of a variable; the value may be any text without a NUL, which no variable can hold. With a line
    /// break in it, the shell must be given all of it at once: what PowerShell pipes goes line by line.
    pub fn set_variable(self, name: &str, value: &str) -> String {
        match self {
            Self::Posix => format!("export {name}='{}'", value.replace('\'', r"'\''")),
            Self::Fish => {
                let value = value.replace('\\', r"\\").replace('\'', r"\'");
                format!("set -gx {name} '{value}'")
            }
            Self::PowerShell => format!("$env:{name} = '{}'", doubled(value)),
        }
    }
}

/// PowerShell takes typographic quotation marks for plain ones; doubled, each stands for itself.
fn doubled(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for character in value.chars() {
        text.push(character);
        if matches!(character, '\'' | '\u{2018}'..='\u{201b}') {
            text.push(character);
        }
    }
    text
}

#[cfg(test)]
mod tests;
