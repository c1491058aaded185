//! A file of a layout: where it lies, how it is written, how far it is trusted.

use std::fmt;

/// A file that may hold configuration.
#[derive(Debug, PartialEq, Eq)]
pub struct FileRule {
    /// The file's name, without a directory.
    pub name: &'static str,
    /// Where it lies.
    pub place: Place,
    /// How far its author is trusted.
    pub trust: Trust,
    /// How it is written.
    pub format: FileFormat,
}

impl FileRule {
    /// A TOML file of this name.
    pub const fn toml(name: &'static str, place: Place, trust: Trust) -> Self {
        Self {
            name,
            place,
            trust,
            format: FileFormat::Toml,
        }
    }

    /// A JSON file of this name, with an object at its root.
    pub const fn json(name: &'static str, place: Place, trust: Trust) -> Self {
        Self {
            name,
            place,
            trust,
            format: FileFormat::Json,
        }
    }
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    /// TOML.
    Toml,
    /// JSON, an object at its root.
    Json,
}

impl fmt::Display for FileFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Toml => "TOML",
            Self::Json => "JSON",
        })
    }
}

/// Where a file is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The path that this flag of [`crate::Flags`] names. When it names one, no other file counts.
    Named {
        /// The name that the flag is handed over by.
        flag: &'static str,
    },
    /// The current directory and no other.
    CurrentDir,
    /// The current directory, or the nearest parent inside the same git work tree.
    Project,
    /// The home directory.
    Home,
}

impl Place {
    /// Whether the file is the user's own wherever they are: in the home directory, or named by
    /// them. Any other lies in a folder that they may merely have walked into.
    pub(crate) fn is_home(self) -> bool {
        matches!(self, Self::Home | Self::Named { .. })
    }
}

/// How far a source of configuration is trusted, from least to most.
///
/// A value that says where a token goes must come from a source at least as trusted as the token's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// A file that everybody who works on the project shares.
    Shared,
    /// A file in the project that one person keeps for themselves.
    Local,
    /// The user's own: flags, environment, home directory.
    User,
}
